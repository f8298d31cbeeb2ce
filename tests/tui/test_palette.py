"""The palette: every command and setting by its name, done once however fast the keys and clicks come."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from okrtui.plan.entities import KeyResult
from okrtui.tui.commands import COMMANDS
from okrtui.tui.screens.palette import Palette, found_of, search
from okrtui.tui.screens.settings import SettingsScreen
from tests.tui.driving import SMALL, WIDE, Window, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


async def palette(win: Window, typed: str = "") -> Palette:
    """Open the palette and type."""
    await win.press("colon")
    await win.until(lambda: isinstance(win.app.screen, Palette))
    found = win.app.screen
    assert isinstance(found, Palette)
    if typed:
        await win.type(typed)
        await win.pilot.pause()
    return found


def labels(query: str, broken: tuple[str, ...] = ()) -> list[str]:
    """What a search finds, when some commands do nothing now."""
    found = found_of(COMMANDS, lambda command: "Not now." if command in broken else "")
    return [one.label for one in search(found, query)]


@SIZES
async def test_it_lists_every_command_those_that_work_first(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        found = await palette(win)
        listed = [row.key for row in found.rows.rows]
        every = [c for c in COMMANDS if c.where == "moving" and c.palette]
        assert set(listed) == {command.id for command in every}
        works = [win.main.deeds.can(command) for command in listed]
        assert works == sorted(works, reverse=True)
        assert not all(works)
        await win.press("escape")
        await win.back()


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("colours", "colours"),
        ("theme", "setting: theme"),
        ("bet on", "initiative"),
        ("undo", "undo"),
        ("dele", "delete"),
        ("drvtr", "driver tree"),
        ("plain preset", "setting: keys preset"),
        ("fiscal", "setting: fiscal year start"),
    ],
)
def test_it_finds_by_name_by_what_it_does_and_by_short_forms(query: str, label: str) -> None:
    assert label in labels(query)[:4]


def test_a_key_finds_its_command_first_and_what_editors_leave_by_finds_quit() -> None:
    for typed in ("q", "wq", "q!", "qa"):
        assert labels(typed)[0] == "quit"
    assert "quit" in labels("x")[:2]
    assert labels("S")[0] == "quarter"
    assert labels("S", broken=("cycle_step",))[0] != "quarter"


def test_a_name_comes_before_a_mention_and_what_works_before_what_does_not() -> None:
    assert labels("copy")[0] == "copy"
    assert labels("undo", broken=("undo",))[0] != "undo"
    assert "undo" in labels("undo", broken=("undo",))
    assert labels("qqqq") == []


async def test_what_does_nothing_now_says_why(sample: Path) -> None:
    async with window(sample) as win:
        found = await palette(win, "conflicts")
        why = win.main.deeds.why_not(found.rows.cursor_key)
        assert why
        assert why in win.screen()
        await win.press("enter")
        await win.back()
        assert win.notice == why


async def test_nothing_found_says_so(sample: Path) -> None:
    async with window(sample) as win:
        await palette(win, "qqqq")
        assert "No command has these letters" in win.screen()
        await win.press("enter")
        assert isinstance(win.app.screen, Palette)


async def test_a_setting_opens_where_it_is_changed(sample: Path) -> None:
    async with window(sample) as win:
        await palette(win, "setting week start")
        await win.press("enter")
        await win.until(lambda: isinstance(win.app.screen, SettingsScreen) and win.app.screen.here == "week_start")


@SIZES
@pytest.mark.parametrize("by", ["enter", "click"])
async def test_a_command_is_done_once(sample: Path, size: tuple[int, int], by: str) -> None:
    async with window(sample, size=size) as win:
        before = len(win.plan.table(KeyResult))
        found = await palette(win, "delete")
        assert found.rows.cursor_key == "delete"
        if by == "enter":
            for _ in range(2):
                win.app.post_message(events.Key("enter", "\r"))
        else:
            await win.pilot.click(found.rows, offset=(4, 0), times=2)
        await win.back()
        await win.until(lambda: len(win.plan.table(KeyResult)) < before)
        await win.pilot.pause(0.2)
        assert len(win.plan.table(KeyResult)) == before - 1


async def test_clicks_while_the_list_changes_do_no_harm(sample: Path) -> None:
    async with window(sample) as win:
        found = await palette(win)
        for text in ("d", "de", "qqqq", "e"):
            found.typing.value = text
            found.rows.post_message(events.Click(found.rows, 10, 30, 0, 0, 1, False, False, False))
        await win.pilot.pause(0.1)
        win.app.screen.post_message(events.Click(win.app.screen, 300, 90, 0, 0, 1, False, False, False))
        await win.pilot.pause(0.1)
        assert isinstance(win.app.screen, Palette)
