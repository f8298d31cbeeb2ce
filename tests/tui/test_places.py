"""Every dialog, page and list: its keys are declared, shown by ?, and do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.tui.commands import key_of, keys_of
from okrtui.tui.dialogkeys import ALL, PLACE_COMMANDS, PLACES, active_in
from okrtui.tui.keynames import TAKEN, is_character
from okrtui.tui.screens.keyed import Keyed
from okrtui.tui.screens.page import KeysPage
from tests.tui.driving import SMALL, WIDE, Window, rows_text, window
from tests.tui.places import WAYS, Way, arrive, home, put_full_sample

BY_WAY = pytest.mark.parametrize("way", WAYS, ids=str)


def test_every_place_is_walked() -> None:
    elsewhere = {"dialog", "list", "choice", "keys page"}  # the page of keys shows its own in its last line
    assert {way.place for way in WAYS} == set(PLACES) - elsewhere


@pytest.mark.parametrize("command", PLACE_COMMANDS, ids=lambda command: command.id)
def test_every_command_of_a_place_explains_itself(command: object) -> None:
    assert isinstance(command, type(PLACE_COMMANDS[0]))
    assert command.keys
    assert command.label
    assert command.help[0].isupper()
    assert not command.help.endswith(".")
    assert command.action


def test_ids_of_commands_are_their_own() -> None:
    assert len({command.id for command in ALL}) == len(ALL)


def test_no_place_depends_on_a_key_that_terminals_take() -> None:
    for command in PLACE_COMMANDS:
        assert set(command.keys) - set(TAKEN), command.id
        assert not any(key.startswith(("alt+", "super+", "meta+")) for key in command.keys), command.id


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
@BY_WAY
async def test_the_keys_that_work_are_shown_by_a_key_in_every_place(
    empty: Path, way: Way, size: tuple[int, int]
) -> None:
    put_full_sample(empty, way.state)
    async with window(empty, size=size, today=way.today) as win:
        screen = await arrive(win, way)
        assert screen.offering, "the last line offers nothing"
        deeds, offered = active_in(way.place), list(screen.offering)
        await win.press("f1" if screen.in_text else "question_mark")
        await win.until(lambda: isinstance(win.app.screen, KeysPage), "the keys are not shown")
        page = win.app.screen
        assert isinstance(page, KeysPage)
        await win.until(lambda: bool(page.text.rows))
        said = " ".join(rows_text(page.text).split())
        first = said.split("Here too")[0]
        for names, _ in offered:
            for name in names.split():
                if name in deeds:
                    assert deeds[name].help in first, name
        for name, deed in deeds.items():
            assert not keys_of(name) or deed.help in said, name
        await win.press("question_mark")
        await win.until(lambda: win.app.screen is screen, "the same key does not go back")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the walk exports goes there."""
    monkeypatch.chdir(tmp_path)


ELSEWHERE = ("list_open", "history_one", "review_tick")
"""What the walk cannot do over and over in one window; the tests of the history and of the review do it."""


def pressed(screen: Keyed[object], command: str) -> str:
    """The key of a command that works on a screen now."""
    keys = [key for key in keys_of(command) if " " not in key]
    return next((key for key in keys if not (screen.in_text and is_character(key))), keys[0])


def seen(win: Window) -> tuple[object, ...]:
    """All that a key could change for the user."""
    rows = {row.id: row for row in win.plan.rows()}
    return win.app.screen, win.screen(), rows, win.app.clipboard, win.notice, win.app.focused


@BY_WAY
async def test_no_key_in_the_last_line_of_a_place_is_dead(empty: Path, way: Way) -> None:
    put_full_sample(empty, way.state)
    async with window(empty, today=way.today) as win:
        screen = await arrive(win, way)
        plan = {row.id: row for row in win.plan.rows()}
        known = active_in(way.place)
        # With a single line, or a text that fits, there is nowhere to move to: the arrows are left out.
        offers = [
            (ids.split(), label)
            for ids, label in screen.offering
            if ids not in ("up down", *ELSEWHERE) and ids.split()[0] in known
        ]
        dead = []
        for names, label in offers:
            done = False
            for name in names:
                before = seen(win)
                await win.press(pressed(screen, name))
                for _ in range(10):
                    if done := done or seen(win) != before:
                        break
                    await win.pilot.pause(0.01)
                await home(win)
                for _ in range(4):
                    if {row.id: row for row in win.plan.rows()} == plan:
                        break
                    await win.press("ctrl+r" if name == "undo" else "u")
                    await win.until(lambda: win.notice)
                    win.main.tell("")
                screen = await arrive(win, way)
            if not done:
                dead.append(f"{' '.join(names)} ({label})")
        assert dead == []


async def test_keys_of_a_place_can_be_others_and_are_shown_so(sample: Path) -> None:
    from okrtui.settings import Settings
    from okrtui.tui.commands import use_keys
    from tests.tui.test_keymap import with_settings

    try:
        chosen = Settings(keys={"review_skip": ("f6",), "export_copy": ("z",), "down": ("ctrl+n", "down")})
        async with with_settings(sample, chosen) as win:
            await win.press("x")
            await win.until(lambda: isinstance(win.app.screen, Keyed))
            await win.pilot.pause()
            assert "z copy" in win.screen()
            await win.press("y")
            copied = [win.app.clipboard]
            await win.press("z")
            await win.back()
            copied.append(win.app.clipboard)
            assert [bool(text) for text in copied] == [False, True]
            await win.press("R")
            await win.until(lambda: "F6 skip" in win.screen() or "enter begin" in win.screen())
            await win.press("enter")
            await win.until(lambda: "F6 skip" in win.screen())
            before = win.screen()
            await win.press("pagedown")
            assert win.screen() == before
            await win.press("f6")
            await win.until(lambda: win.screen() != before)
    finally:
        use_keys({})


def test_a_key_that_two_commands_of_a_place_get_is_reported() -> None:
    from okrtui.tui.keymap import resolve

    keys, problems = resolve("default", {"review_anew": ["b"], "review_copy": ["b"]})
    assert problems == ["keys.review_copy: b is given to review_anew already, which keeps it."]
    keys, problems = resolve("default", {"history_go": ["x"]})
    assert keys["history_one"] == ()
    assert problems == ["keys.history_go: this takes the only key of history_one; keys.history_one gives it another."]
    keys, problems = resolve("default", {"export_copy": ["s"]})
    assert keys["start_begin"] == ("S",), "another place has its own keys"
    assert resolve("default", {"leave": []})[0]["leave"] == ("escape",)
    assert "two keys after one another" in resolve("default", {"history_go": ["g g"]})[1][0]


def test_the_sheet_names_the_keys_of_places() -> None:
    from okrtui.tui.cheatsheet import cheat_sheet

    sheet = cheat_sheet({command.id: command.keys for command in ALL})
    for command in PLACE_COMMANDS:
        assert f"({command.id})" in sheet.replace("\n                    ", " "), command.id
    assert key_of("review_skip") == "pgdn"
