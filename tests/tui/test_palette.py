"""The palette under fast fingers: a click while its list changes, twice, or after it has gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style
from textual import events
from textual.command import CommandList
from textual.widgets.option_list import Option

from okrtui.plan.entities import KeyResult
from tests.tui.driving import SMALL, WIDE, Window, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


async def palette(win: Window, search: str = "") -> CommandList:
    """Open the palette, type, and wait until it lists something."""
    await win.press("ctrl+p")
    await win.until(lambda: win.app.screen is not win.main)
    await win.pilot.pause(0.1)
    found = win.app.screen.query_one(CommandList)
    if search:
        before = found.option_count
        await win.type(search)
        await win.until(lambda: 0 < found.option_count < before)
    await win.until(lambda: found.option_count > 0)
    return found


def click_on(found: CommandList, option: int) -> None:
    """A click on a line of the list as it was painted, which the list deals with next."""
    click = events.Click(found, 30, 9, 0, 0, 1, False, False, False)
    click.style = Style(meta={"option": option})
    found.post_message(click)


@SIZES
async def test_a_click_on_a_command_that_has_just_left_the_list_does_nothing(
    sample: Path, size: tuple[int, int]
) -> None:
    async with window(sample, size=size) as win:
        found = await palette(win)
        click_on(found, found.option_count - 1)
        found.set_options([found.options[0]])
        await win.pilot.pause(0.1)
        assert win.app.screen is not win.main, "it waits for a click on what is there"
        click_on(found, 0)
        found.clear_options()
        await win.pilot.pause(0.1)
        await win.press("escape")
        await win.back()


async def test_a_click_outside_of_a_screen_that_became_smaller_does_nothing(sample: Path) -> None:
    async with window(sample) as win:
        await palette(win)
        win.app.screen.post_message(events.Click(win.app.screen, 130, 50, 0, 0, 1, False, False, False))
        await win.pilot.pause(0.1)
        assert win.app.screen is not win.main


async def test_a_click_on_the_line_that_says_nothing_was_found_does_nothing(sample: Path) -> None:
    async with window(sample) as win:
        found = await palette(win)
        found.set_options([Option("No matches found", disabled=True)])
        click_on(found, 0)
        await win.pilot.pause(0.1)
        assert win.app.screen is not win.main


async def test_a_double_click_on_a_command_does_it_once(sample: Path) -> None:
    async with window(sample) as win:
        before = len(win.plan.table(KeyResult))
        found = await palette(win, "delete")
        assert "delete" in str(found.options[0].prompt).splitlines()[0]
        click_on(found, 0)
        click_on(found, 0)
        await win.back()
        await win.until(lambda: len(win.plan.table(KeyResult)) < before)
        await win.pilot.pause(0.2)
        assert len(win.plan.table(KeyResult)) == before - 1


async def test_enter_twice_on_a_command_does_it_once(sample: Path) -> None:
    async with window(sample) as win:
        before = len(win.plan.table(KeyResult))
        await palette(win, "delete")
        app = win.app
        for _ in range(2):
            app.post_message(events.Key("enter", "\r"))
        await win.back()
        await win.until(lambda: len(win.plan.table(KeyResult)) < before)
        await win.pilot.pause(0.2)
        assert len(win.plan.table(KeyResult)) == before - 1
