"""Keys of one's own: presets, single commands, clashes said in a sentence, and the keys in force wherever they show."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from okrtui.plan.entities import KeyResult
from okrtui.plan.wordings import keep_other
from okrtui.settings import KEYS_PRESETS, Settings
from okrtui.tui.app import OkrApp
from okrtui.tui.commands import BY_ID, COMMANDS, key_of, use_keys
from okrtui.tui.keymap import PRESETS, clashes_in, resolve
from okrtui.tui.keynames import TAKEN, read_key, show_key
from okrtui.tui.place import Place
from okrtui.tui.screens.detail import Detail
from okrtui.tui.startsheet import StartSheet
from tests.tui.driving import SMALL, TODAY, WIDE, Window, rows_text, session_on, text_of_lines, window


@pytest.fixture(autouse=True)
def defaults_again() -> object:
    """Keys are the process's: the next test begins with the defaults."""
    yield
    use_keys({})


@asynccontextmanager
async def with_settings(path: Path, chosen: Settings, size: tuple[int, int] = WIDE) -> AsyncIterator[Window]:
    session = session_on(path)
    app = OkrApp(session, chosen, TODAY)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            made = Window(pilot, app)
            await made.until(lambda: app.main.awake)
            await pilot.pause()
            yield made
    finally:
        session.close()


# -- names of keys


@pytest.mark.parametrize(
    ("written", "key", "shown"),
    [
        ("x", "x", "x"), ("X", "X", "X"), ("?", "question_mark", "?"), ("ctrl+R", "ctrl+r", "^R"),
        ("^r", "ctrl+r", "^R"),
        ("Ins", "insert", "ins"), ("DEL", "delete", "del"), ("f5", "f5", "F5"), ("space", "space", "space"),
        ("esc", "escape", "esc"), ("pgdn", "pagedown", "pgdn"), ("g g", "g g", "g g"),
        ("shift+tab", "shift+tab", "shift+tab"),
        ("<", "less_than_sign", "<"), ("-", "minus", "-"), ("ä", "ä", "ä"), ("shift+x", "X", "X"),
        (";", "semicolon", ";"),
        ("ctrl+shift+up", "ctrl+shift+up", "^shift+up"), (",", "comma", ","), ("question_mark", "question_mark", "?"),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, key: str, shown: str) -> None:
    assert read_key(written) == key
    assert show_key(key) == shown


@pytest.mark.parametrize("written", ["", "foo", "hyper+x", "ctrl+", "g g g", "f99", "\x1b", "ctrl+foo"])
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the keymap's
        read_key(written)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_that_is_shown_can_be_typed_into_the_settings(command: object) -> None:
    for key in getattr(command, "keys", ()):
        shown = show_key(key)
        assert read_key(shown if shown not in ("", " ") else key) == key


# -- the map


def test_the_presets_are_those_of_the_settings_and_name_commands() -> None:
    assert set(PRESETS) == set(KEYS_PRESETS)
    for preset in PRESETS.values():
        assert set(preset) <= set(BY_ID)


@pytest.mark.parametrize("preset", KEYS_PRESETS)
def test_no_preset_has_a_key_that_means_two_things(preset: str) -> None:
    keys, problems = resolve(preset, {})
    assert problems == []
    assert clashes_in(keys) == []


@pytest.mark.parametrize("preset", KEYS_PRESETS)
def test_no_command_of_a_preset_depends_on_a_key_that_terminals_take(preset: str) -> None:
    keys, _ = resolve(preset, {})
    for command in COMMANDS:
        own = keys[command.id]
        assert not own or set(own) - set(TAKEN), command.id
        assert not any(key.startswith("alt+") for key in own[:1])


def test_plain_shows_no_letter_for_what_everybody_needs() -> None:
    keys, _ = resolve("plain", {})
    for name in (
        "new",
        "edit",
        "value",
        "delete",
        "undo",
        "redo",
        "fix",
        "keys",
        "palette",
        "filter",
        "find",
        "quit",
        "down",
        "detail",
        "export",
        "review",
    ):
        first = keys[name][0]
        assert len(first) > 1, name


def test_no_key_is_needed_to_leave_the_editor_twice() -> None:
    keys, problems = resolve("default", {"keep": [], "put_back": ["foo"]})
    assert keys["keep"] == ("enter",)
    assert keys["put_back"] == ("escape",)
    assert any("keep" in said for said in problems)


def test_a_key_that_is_given_to_a_command_is_taken_from_the_other() -> None:
    keys, problems = resolve("default", {"find": ["n"]})
    assert keys["find"] == ("n",)
    assert keys["new"] == ()
    assert problems == [], "new is still in the palette"
    keys, problems = resolve("default", {"find": ["down", "j"]})
    assert problems == ["keys.find: this takes the only key of down; keys.down gives it another."]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"fnd": ["x"]}, "keys.fnd: there is no command of this name; perhaps find?"),
        ({"qqqqqqq": ["x"]}, "keys.qqqqqqq: there is no command of this name; `okrtui keys` lists them all."),
        ({"find": ["foo"]}, "keys.find: “foo” is not a key"),
        ({"find": ["b"], "new": ["b"]}, "keys.new: b is given to find already, which keeps it."),
        ({"find": ["ctrl+c"]}, "keys.find: ^C cannot be used: it is the key that stops programs."),
        ({"find": ["ctrl+b"]}, "keys.find: ^B may not arrive: it is tmux's own key. A second key helps."),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(own: dict[str, list[str]], said: str) -> None:
    problems = resolve("default", own)[1]
    assert any(problem.startswith(said) for problem in problems), problems


# -- in the app


async def test_keys_of_the_settings_work_and_the_old_ones_do_not(sample: Path) -> None:
    chosen = Settings(keys={"undo": ("x",), "export": ("u",), "new": ("ctrl+n", "ins")})
    async with with_settings(sample, chosen) as win:
        assert win.footer["^N"] == "new"
        await win.press("d")
        assert win.notice.endswith("x brings it back.")
        await win.press("x")
        await win.until(lambda: "Undone" in win.notice)
        await win.press("insert")
        assert win.typing()
        await win.press("escape")
        await win.press("n")
        assert not win.typing()


async def test_problems_with_keys_are_said_at_the_start(sample: Path) -> None:
    async with with_settings(sample, Settings(keys={"nw": ("x",)})) as win:
        assert "keys.nw: there is no command of this name; perhaps new?" in win.notice
        assert win.footer["n"] == "new"


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_vim_has_pairs_of_keys(sample: Path, size: tuple[int, int]) -> None:
    async with with_settings(sample, Settings(keys_preset="vim"), size) as win:
        await win.press("4", "G")
        last = win.here
        await win.press("g")
        assert win.footer["g"] == "first row"
        await win.press("g")
        assert win.here != last
        assert win.main.rows.cursor == 0
        await win.press("g", "x")
        assert win.notice.startswith("g and then x does nothing")
        await win.press("g", "escape")
        assert not win.notice
        before = len(win.plan.kpis)
        await win.press("d", "d")
        await win.until(lambda: len(win.plan.kpis) == before - 1)
        await win.press("o")
        assert win.typing()
        await win.type("gg")
        assert win.area.text == "gg", "pairs are for moving alone"


async def test_the_page_of_keys_and_the_palette_show_the_keys_in_force(sample: Path) -> None:
    async with with_settings(sample, Settings(keys_preset="plain")) as win:
        await win.press("f1")
        text = await win.opened_page()
        assert "ins n" in text
        assert "What works here and now" in text
        assert text.index("F10 q") < text.index("Not here, or not now")
        assert "Park an objective" not in text.split("Not here, or not now")[0]


async def test_the_page_of_keys_begins_with_moving_about_and_has_headings_by_what_one_wants(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("3", "question_mark")
        text = await win.opened_page()
        headings = ("What works here and now", "Moving about", "Writing", "The coach", "The quarter", "The plan and")
        at = [text.index(heading) for heading in (*headings, "While editing", "Not here, or not now")]
        assert at == sorted(at)
        assert text.index("tab") < text.index("Writing")
        assert text.index("One row down") < text.index("Writing")


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_words_narrow_the_page_of_keys_and_esc_shows_all_of_it_again(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("question_mark")
        whole = await win.opened_page()
        await win.press("slash")
        await win.type("quit")
        assert "Leave okrtui; everything is saved" in win.page
        assert "One row down" not in win.page
        assert "Moving about" not in win.page
        await win.press("escape")
        assert win.page == whole
        await win.press("slash")
        await win.type("xyzzy")
        assert "No key here has these letters" in win.page
        assert f"{key_of('palette')} on the panes finds every command" in win.page
        await win.press("escape", "escape")
        await win.back()


@pytest.mark.parametrize("size", [WIDE, SMALL])
@pytest.mark.parametrize("preset", ["plain", "vim"])
async def test_what_the_coach_offers_bears_the_keys_in_force(sample: Path, preset: str, size: tuple[int, int]) -> None:
    async with with_settings(sample, Settings(keys_preset=preset), size) as win:
        await win.press("3")
        win.main.deeds.typing.open(Place(KeyResult, parent=win.main.view.objective_id))
        await win.type("Launch the loyalty app")
        await win.press("enter", "escape")
        await win.until(lambda: not win.typing() and win.codes != [])
        assert f"{key_of('fix')} do that" in win.coach
        assert f"{key_of('good')} fine" in win.coach
        if size == SMALL:  # the narrow panel has room for two offers; the footer names the third
            assert f"{key_of('why')} why" in win.coach
            assert f"{key_of('coach')} all of it" in win.coach


async def test_headings_and_sentences_name_the_keys_in_force(sample: Path, tmp_path: Path) -> None:
    own = {
        "detail_delete": ("f6",),
        "detail_wordings": ("f7",),
        "start_begin": ("f8",),
        "new": ("f9",),
        "edit": ("f5",),
    }
    async with with_settings(sample, Settings(keys=own)) as win:
        await win.press("3")
        row = win.main.here
        assert isinstance(row, KeyResult)
        win.app.apply(keep_other(win.plan, row.id, "Another wording of it"))
        await win.press("space")
        await win.until(lambda: isinstance(win.app.screen, Detail))
        detail = win.app.screen
        assert isinstance(detail, Detail)
        text = rows_text(detail.list)
        assert "F6 deletes it" in text
        assert "F7 compares and swaps them" in text
        cycle = win.main.view.cycle
        assert cycle is not None
        top = text_of_lines(StartSheet(win.plan, cycle, TODAY, [], lambda _: "yes").top(90))
        assert "Start the quarter? F8" in top
    async with with_settings(tmp_path / "new.db", Settings(keys=own)) as win:
        await win.press("escape")
        assert win.main.deeds.why_not("outside") == "There is no row here yet: F9 writes one."


async def test_keys_of_the_editor_can_be_others(sample: Path) -> None:
    async with with_settings(sample, Settings(keys={"keep": ("f5",), "put_back": ("f6",)})) as win:
        await win.press("n")
        assert {"F5", "F6"} <= set(win.footer)
        await win.press("f6")
        assert not win.typing()


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_pair_that_is_not_finished_leaves_nothing_behind(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("z")
        assert "colours" in win.footer.values()
        assert "esc back" in win.screen(), "all that may follow is shown, on as many lines as it takes"
        await win.press("down")
        assert "does nothing" in win.notice
        await win.press("n")
        assert win.typing()


def test_at_most_two_keys_to_any_pane_three_to_any_command_one_to_undo() -> None:
    """Counted from the main screen, in every preset: a pair of keys counts as two."""
    for preset in KEYS_PRESETS:
        keys, _ = resolve(preset, {})

        def cost(name: str, keys: dict[str, tuple[str, ...]] = keys) -> int:
            return min((len(key.split()) for key in keys[name]), default=99)

        assert cost("undo") == 1
        assert all(cost(f"pane_{number}") <= 2 for number in range(1, 5))
        for command in COMMANDS:
            if command.where == "moving":
                assert cost(command.id) + 1 <= 3, (preset, command.id, "with one more key to its pane")
