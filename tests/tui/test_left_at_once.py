"""Screens that are left in the moment in which they open, as a burst of keys on a busy machine does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import window

DIALOGS = ("filter", "as_of", "import", "export", "settings", "history", "find", "keys", "drivers", "theme", "rename",
           "words", "review", "backups", "turn", "reviews")  # fmt: skip


@pytest.mark.parametrize("command", DIALOGS)
async def test_a_screen_that_is_left_before_it_is_made_does_no_harm(sample: Path, command: str) -> None:
    async with window(sample) as win:
        for _ in range(3):
            win.main.deeds.do(command)
            if win.app.screen is not win.main:
                win.app.pop_screen()
            await win.pilot.pause(0.02)
        await win.until(lambda: win.app.screen is win.main)
        await win.pilot.pause(0.05)


@pytest.mark.parametrize("command", DIALOGS)
async def test_a_screen_that_opens_as_the_app_ends_does_no_harm(sample: Path, command: str) -> None:
    async with window(sample) as win:
        win.main.deeds.do(command)
        win.app.exit()
        await win.pilot.pause(0.05)
