"""Makes the pictures in screenshots/ from the real app: ``python -m tests.screenshots``.

The pictures are SVG and use whatever fixed-width font the viewer has: nothing is fetched.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from okrtui.clock import SAMPLE_DAY
from okrtui.session import Session
from okrtui.settings import Settings
from okrtui.tui.app import OkrApp
from okrtui.tui.samples import sample_edit

FOLDER = Path(__file__).parent.parent / "screenshots"
FONT = 'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace"'

Keys = Callable[[Any], Awaitable[None]]


def offline(svg: str) -> str:
    """A Textual screenshot without its web fonts and without its random name, so that pictures can be compared."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r"font-family: [^;]*;", "font-family: DejaVu Sans Mono, Menlo, Consolas, monospace;", svg)


async def picture(
    name: str, size: tuple[int, int], keys: Keys, *, empty: bool = False, theme: str = "", example: str = "shop"
) -> None:
    """Start the app on an example (or an empty plan), do something, and save what it shows."""
    today = SAMPLE_DAY if not empty else date(2026, 12, 14)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder) / "acme-shop.db", today=lambda: today, state_dir=Path(folder) / "state")
        session.open()
        app = OkrApp(session, Settings(theme=theme or "textual-dark"), today)
        if not empty:
            app.show_sample(sample_edit(session, example))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            await keys(pilot)
            await pilot.pause(0.3)
            for area in app.query("TextArea"):
                area.cursor_blink = False  # type: ignore[attr-defined]
            (FOLDER / f"{name}.svg").write_text(offline(app.export_screenshot(title="okrtui")), encoding="utf-8")
        session.close()


def typing(*lines: str, first: tuple[str, ...] = ("n",)) -> Keys:
    """Keys that press `first` and type a line."""

    async def press(pilot: Any) -> None:
        await pilot.press(*first)
        await pilot.pause(0.1)
        for line in lines:
            await pilot.press(*("space" if c == " " else c for c in line))

    return press


async def nothing(pilot: Any) -> None:
    """Just the first screen."""


def pressing(*keys: str) -> Keys:
    """Only keys."""

    async def press(pilot: Any) -> None:
        await pilot.press(*keys)

    return press


async def first_objective(pilot: Any) -> None:
    """A strategy, one priority, and an objective with a number in it."""
    steps = (
        (("enter",), "Be the booking tool that small clinics trust"),
        (("enter", "enter"), "Fewer empty hours"),
        (("enter", "enter"), "Cut empty hours by 20 % for clinics "),
    )
    for first, line in steps:
        await typing(line, first=first)(pilot)


async def main() -> None:
    """Make all of them."""
    FOLDER.mkdir(exist_ok=True)
    os.chdir(tempfile.gettempdir())  # the export shows where it would write
    await picture("main", (120, 36), nothing)
    await picture("coached", (120, 36), typing("Launch the loyalty app to raise repeat orders "))
    await picture("light", (120, 36), nothing, theme="textual-light")
    await picture("small", (80, 24), typing("Launch the loyalty app "))
    await picture("start", (104, 26), nothing, empty=True)
    await picture("objective", (120, 30), first_objective, empty=True)
    await picture("causes", (120, 36), pressing("4", "down", "down", "down", "w"))
    await picture("platform", (120, 36), nothing, example="platform")
    await picture("export", (104, 26), pressing("x"))
    await picture("review", (120, 36), pressing("R", "enter", "enter"))
    await picture("detail", (120, 40), pressing("space"))


if __name__ == "__main__":
    asyncio.run(main())
