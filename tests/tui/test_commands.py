"""Every command: a key or a place in the palette, words that explain it, a deed, and a reason when it does nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import KeyResult
from okrtui.tui.commands import COMMANDS, Command
from okrtui.tui.keynames import show_key
from okrtui.tui.view import PANES
from okrtui.tui.widgets.editor import editing_keys
from okrtui.tui.widgets.linearea import LineArea
from tests.tui.driving import SMALL, WIDE, Window, put_sample, session_on, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_reached_and_explains_itself(command: Command) -> None:
    assert command.keys or command.palette, "neither a key nor the palette leads to it"
    assert command.label
    assert len(command.help) > 8
    assert command.help[0].isupper()
    assert not command.help.endswith("."), "one style for all of them"


def test_no_key_means_two_things() -> None:
    for where in ("moving", "editing"):
        keys = Counter(key for c in COMMANDS if c.where == where for key in c.keys)
        assert [key for key, times in keys.items() if times > 1] == []
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_nothing_essential_needs_a_key_that_terminals_take() -> None:
    taken = {"ctrl+b", "ctrl+s", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+q", "ctrl+c"}
    for command in COMMANDS:
        assert not command.keys or command.palette or set(command.keys) - taken, command.id
        assert not any(key.startswith("alt+") for key in command.keys[:1])


@pytest.mark.parametrize(
    ("key", "shown"), [("question_mark", "?"), ("ctrl+r", "^R"), ("J", "J"), ("escape", "esc"), ("f2", "F2")]
)
def test_a_key_is_shown_as_people_write_it(key: str, shown: str) -> None:
    assert show_key(key) == shown


async def test_every_command_has_a_deed(sample: Path) -> None:
    async with window(sample) as win:
        deeds = win.main.deeds
        for command in COMMANDS:
            if command.id in ("undo_text", "redo_text"):
                assert hasattr(LineArea, command.id.removesuffix("_text"))
            elif command.id in ("next_field", "last_field", "new_line", "next_choice", "last_choice"):
                assert command.id in editing_keys().values(), "the editor does these itself"
            else:
                assert any(hasattr(part, f"do_{command.id}") for part in deeds.parts), command.id


async def test_what_is_asked_of_a_command_belongs_to_one(sample: Path) -> None:
    """A `need_` or `label_` with a wrong name would never be asked."""
    ids = {command.id for command in COMMANDS}
    async with window(sample) as win:
        for part in win.main.deeds.parts:
            for name in vars(type(part)):
                for asked in ("need_", "label_"):
                    if name.startswith(asked):
                        assert name.removeprefix(asked) in ids, name


MOVES: dict[str, tuple[str, ...]] = {
    "key result": ("3",),
    "with initiatives": ("3", "down"),
    "strategy": ("1",),
    "priority": ("1", "down"),
    "objective": ("2",),
    "kpi": ("4",),
}
ANYWHERE = {"u", "/", "x", "?", ":"}
"""Keys that do the same on every row."""


def state(win: Window) -> tuple[object, ...]:
    """All that a key could change for the user."""
    main = win.main
    return (
        {row.id: row for row in win.plan.rows()},
        win.app.screen,
        main.pane,
        win.here,
        main.focused,
        win.typing(),
        win.starting(),
        win.screen(),
    )


@pytest.mark.parametrize(("size", "place"), [(SMALL, "key result"), *((WIDE, place) for place in MOVES)])
async def test_no_key_of_the_footer_does_nothing(
    sample: Path, size: tuple[int, int], place: str, tmp_path: Path
) -> None:
    """Each key that is offered, pressed in a window of its own state, changes something that the user sees."""
    session = session_on(sample)
    session.apply(edits.add(session.plan, KeyResult, parent="o-balance", title="Launch the app"))
    session.wait(10)
    session.close()
    async with window(sample, size=size) as win:
        await win.press(*MOVES[place])
        offered = list(win.footer)
        assert len(offered) > 5
    for shown in offered if place == "key result" else set(offered) - ANYWHERE:
        key = next(c.keys[0] for c in COMMANDS if c.where == "moving" and c.keys and c.key == shown)
        copy = tmp_path / f"{key}-{place}".replace(" ", "-") / "plan.db"
        copy.parent.mkdir()
        copy.write_bytes(sample.read_bytes())
        async with window(copy, size=size) as win:
            await win.press(*MOVES[place])
            before = state(win)
            await win.press(key)
            await win.until(lambda: state(win) != before, f"{shown} does nothing on a {place}")  # noqa: B023
            assert "nothing" not in win.notice.lower() or key == "u"


@SIZES
async def test_a_key_that_means_nothing_is_told(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("3", "5")
        assert win.notice == "5 does nothing here; ? shows what does."
        await win.press("down")
        assert win.notice == ""
        await win.press("Q")
        assert win.notice == "Q does nothing here; ? shows what does."
        await win.press("escape")
        assert win.notice == ""
        await win.press("n", "ctrl+s")
        assert win.notice == "^S does nothing while a line is typed; F1 shows what does."
        for key in ("left", "ctrl+c", "backspace", "a"):
            await win.press(key)
            assert win.notice == "", key


@SIZES
async def test_keys_of_the_footer_while_editing_and_on_the_card(
    sample: Path, empty: Path, size: tuple[int, int]
) -> None:
    async with window(sample, size=size) as win:
        await win.press("n")
        assert list(win.footer) == ["enter", "esc", "tab", "^T", "^O", "F1"]
        assert (win.footer["enter"], win.footer["esc"]) == ("done", "back"), "nothing is typed"
        await win.put("Launch the loyalty app ")
        assert {"^F", "^G"} <= set(win.footer)
        assert (win.footer["enter"], win.footer["esc"]) == ("keep", "put back")
        await win.put("Raise reviews from 3.9 to 4.4 ")
        assert not {"^F", "^G"} & set(win.footer)
        await win.press("escape", "1", "down", "n")
        assert "tab" not in win.footer, "a priority has no fields"
        await win.press("tab")
        assert win.notice == "There are no fields here; enter keeps the line."


@SIZES
async def test_commands_that_cannot_work_say_why(empty: Path, size: tuple[int, int]) -> None:
    """On an empty plan most commands have nothing to work on: each says what to do instead, none fails."""
    async with window(empty, size=size) as win:
        await win.press("escape")
        for pane in "1234":
            for command in COMMANDS:
                win.main.show_pane(PANES[int(pane) - 1])
                if command.where != "moving" or win.main.can(command):
                    continue
                win.main.action_do(command.id)
                assert win.notice.endswith((".", "?")), (pane, command.id)
                assert not win.typing()


@pytest.mark.parametrize(
    ("size", "rows"),
    [(WIDE, ("pr-repeat", "in-reminder")), (SMALL, ("kr-frequency",))],
)
async def test_every_command_everywhere_without_a_fault(
    sample: Path, size: tuple[int, int], rows: tuple[str, ...]
) -> None:
    """Each command on each kind of row, one after the other in one window."""
    commands = [c.id for c in COMMANDS if c.where == "moving" and c.palette and not c.id.startswith("pane")]
    async with window(sample, size=size) as win:
        for row in rows:
            for command in commands:
                if command in ("quit", "export", "import", "undo", "redo"):
                    continue
                if win.plan.item(row) is None:
                    win.app.session.undo()
                    await win.until(lambda: win.plan.item(row) is not None)  # noqa: B023
                win.main.show_item(row)
                win.main.action_do(command)
                await win.pilot.pause()
                for _ in range(4):
                    if win.app.screen is not win.main or win.typing() or win.starting():
                        await win.press("escape")
                assert win.app.screen is win.main, (row, command)
                assert not win.typing(), (row, command)


async def test_keys_work_on_a_plan_without_a_cycle(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    put_sample(path)
    session = session_on(path)
    session.apply(edits.delete(session.plan, "cy-2026q2"))
    session.wait(10)
    session.close()
    async with window(path) as win:
        for pane in "1234":
            await win.press(pane)
            for key in ("n", "escape", "space", "escape", "t", "escape", "J", "K", "right_square_bracket", "escape"):
                await win.press(key)
            await win.back()
