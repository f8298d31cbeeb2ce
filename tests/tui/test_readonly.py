"""A plan that cannot be written: everything can be read, and each key that would change it says why it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import SMALL, WIDE, stored, window

CHANGING = ("n", "e", "v", "a", "w", "d", "J", "K", "L", "t")


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_everything_can_be_read(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size, readonly=True) as win:
        assert "Reduce the average CAC" in win.screen()
        await win.press("space")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        assert "Reduce the average CAC" in win.screen()
        await win.press("escape")
        await win.back()
        await win.press("question_mark")
        await win.opened_page()


@pytest.mark.parametrize("key", CHANGING)
async def test_keys_that_change_the_plan_say_that_it_is_read_only(sample: Path, key: str) -> None:
    before = {row.id: row for row in stored(sample).rows()}
    async with window(sample, readonly=True) as win:
        await win.press("down", key)
        await win.pilot.pause(0.1)
        assert "read" in win.notice, f"{key}: {win.notice!r}"
        assert not win.typing(), "nobody types what cannot be kept"
        assert win.app.screen is win.main, "no question that leads to nothing"
        assert {row.id: row for row in win.plan.rows()} == before


@pytest.mark.parametrize("key", CHANGING)
async def test_keys_that_cannot_work_are_not_offered(sample: Path, key: str) -> None:
    async with window(sample, readonly=True) as win:
        assert key not in win.footer


async def test_undo_and_redo_say_why_they_do_nothing(sample: Path) -> None:
    async with window(sample, readonly=True) as win:
        for key in ("u", "ctrl+r"):
            await win.press(key)
            await win.until(lambda: win.notice, f"{key} says nothing")


async def test_space_does_not_tick_an_initiative(sample: Path) -> None:
    async with window(sample, readonly=True) as win:
        await win.go("in-reminder")
        await win.press("space")
        assert "☐ Send a refill reminder" in win.screen()
        assert win.notice
