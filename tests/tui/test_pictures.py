"""Pictures of the screen, compared line by line; `pytest --snapshot-update` accepts a change that is meant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from okrtui.settings import Settings
from okrtui.tui.app import OkrApp
from tests.tui.driving import SMALL, TODAY, WIDE, Window, session_on

Compare = Callable[..., bool]
Steps = Callable[[Window], Awaitable[None]]


async def nothing(win: Window) -> None:
    """The first screen as it is."""


async def launch(win: Window) -> None:
    """A line that the coach has something to say about."""
    await win.press("n")
    await win.put("Launch the loyalty app to raise repeat orders ")


async def keys(win: Window) -> None:
    """The page of keys."""
    await win.press("question_mark")
    await win.opened_page()


async def detail(win: Window) -> None:
    """All there is about a key result."""
    await win.press("space")
    await win.until(lambda: win.app.screen is not win.main)


async def palette(win: Window) -> None:
    """Every command that has a word."""
    await win.press("colon")
    await win.until(lambda: win.app.screen is not win.main)
    await win.type("cause")


async def review(win: Window) -> None:
    """A key result in a review."""
    await win.press("R")
    await win.until(lambda: win.app.screen is not win.main)
    await win.press("enter", "enter")


MEDIUM, LARGE = (100, 30), (200, 60)

PICTURES: dict[str, tuple[tuple[int, int], str, Steps]] = {
    "main": (WIDE, "", nothing),
    "editing": (WIDE, "", launch),
    "small": (SMALL, "", nothing),
    "small-editing": (SMALL, "", launch),
    "light": (WIDE, "textual-light", nothing),
    "keys": (WIDE, "", keys),
    "medium": (MEDIUM, "", nothing),
    "large": (LARGE, "", nothing),
    "large-editing": (LARGE, "high-contrast-light", launch),
    "medium-detail": (MEDIUM, "", detail),
    "small-palette": (SMALL, "", palette),
    "small-review": (SMALL, "", review),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen(sample: Path, snap_compare: Compare, name: str) -> None:
    size, theme, steps = PICTURES[name]
    session = session_on(sample)
    app = OkrApp(session, Settings(theme=theme) if theme else Settings(), TODAY)
    try:
        assert snap_compare(app, terminal_size=size, run_before=prepared(app, steps))
    finally:
        session.close()


def test_the_start_card(empty: Path, snap_compare: Compare) -> None:
    session = session_on(empty, today=date(2026, 12, 14))
    app = OkrApp(session, Settings(), date(2026, 12, 14))
    try:
        assert snap_compare(app, terminal_size=(100, 28), run_before=prepared(app, nothing))
    finally:
        session.close()


def prepared(app: OkrApp, steps: Steps) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Wait until the app is awake, then do the steps."""

    async def prepare(pilot: Pilot[Any]) -> None:
        win = Window(pilot, app)
        await win.until(lambda: app.main.awake)
        await pilot.pause(0.1)
        await steps(win)
        await pilot.pause(0.1)

    return prepare
