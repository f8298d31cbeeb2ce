"""What is written to the terminal frame by frame adds up to what a fresh paint would show."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import Compositor, LayoutUpdate

from okrtui.plan import edits
from okrtui.plan.entities import KeyResult
from okrtui.tui.frames import Frames, Update
from tests.tui.driving import SMALL, WIDE, Window, session_on, window

Cell = tuple[str, Style | None]
KEYS = (
    *"neabzu1234c", *("down",) * 6, *("pagedown", "pageup", "up", "right", "left", "home", "end", "tab"),
    *("space", "backspace", "enter"), *("escape",) * 4,
)  # fmt: skip


def cells(segments: Iterable[Segment]) -> list[Cell]:
    """What each cell shows; a wide character is followed by nothing in its second cell."""
    found: list[Cell] = []
    for segment in segments:
        for character in segment.text:
            wide = Segment(character).cell_length
            found += [(character, segment.style), *[("", segment.style)] * (wide - 1)]
    return found


class Glass:
    """What the terminal shows, from what it was sent."""

    def __init__(self) -> None:
        self.lines: dict[int, list[Cell]] = {}

    def take(self, update: object) -> None:
        """Show what a frame writes."""
        if isinstance(update, LayoutUpdate):
            self.lines = {y: cells(s for strip in line for s in strip) for y, line in enumerate(update.strips)}
        elif isinstance(update, Update):
            for part in update.parts:
                shown = cells(part.strip)
                self.lines[part.y][part.x : part.x + len(shown)] = shown


@pytest.fixture
def long(sample: Path) -> Path:
    """The sample with more key results than a pane can show."""
    session = session_on(sample)
    objective = next(iter(session.plan.table(KeyResult).values())).objective
    for number in range(20):
        session.apply(edits.add(session.plan, KeyResult, parent=objective, title=f"Cut lead time {number} to 4 days"))
    session.wait(10)
    session.close()
    return sample


@pytest.fixture
def glass(monkeypatch: pytest.MonkeyPatch) -> Glass:
    """The glass of the main screen of the window that is opened next."""
    glass = Glass()

    def watched(name: str) -> None:
        real = getattr(Frames, name)

        def render(self: Frames, *given: object, **named: object) -> object:
            update = real(self, *given, **named)
            glass.take(update)
            return update

        monkeypatch.setattr(Frames, name, render)

    watched("render_full_update")
    watched("render_partial_update")
    return glass


def fresh(win: Window) -> dict[int, list[Cell]]:
    """The screen painted from nothing, by Textual's own means."""
    compositor: Compositor = win.main._compositor
    for widget in compositor.visible_widgets:
        widget._styles_cache.clear()
    for rows in win.main.lists.values():
        rows._looks.clear()
    return {y: cells(strip) for y, strip in enumerate(compositor.render_strips())}


def differences(glass: Glass, shown: dict[int, list[Cell]]) -> list[str]:
    return [
        f"line {y}: {''.join(c for c, _ in glass.lines[y])!r} instead of {''.join(c for c, _ in line)!r}"
        for y, line in shown.items()
        if glass.lines[y] != line
    ]


@pytest.mark.parametrize("size", [WIDE, SMALL, (113, 15)], ids=["wide", "small", "low"])
async def test_frames_add_up_to_a_fresh_paint(long: Path, glass: Glass, size: tuple[int, int]) -> None:
    rng = random.Random(5)
    async with window(long, size=size) as win:
        pressed: list[str] = []
        await win.press(*["down"] * 9)
        for _ in range(120):
            pressed.append(rng.choice(KEYS))
            await win.press(pressed[-1])
            await win.pilot.pause()
            if win.app.screen is win.main:
                assert not differences(glass, fresh(win)), pressed[-8:]


async def test_a_theme_paints_all_rows_anew(sample: Path, glass: Glass) -> None:
    async with window(sample, size=WIDE) as win:
        before = dict(glass.lines)
        win.app.theme = "textual-light"
        await win.pilot.pause(0.1)
        assert not differences(glass, fresh(win))
        assert all(glass.lines[y] != line for y, line in before.items())


async def test_a_cursor_that_moves_writes_its_lines_alone(sample: Path, glass: Glass) -> None:
    async with window(sample, size=WIDE) as win:
        parts = []
        real = glass.take
        glass.take = lambda update: (parts.append(update), real(update))  # type: ignore[assignment, func-returns-value]
        await win.press("down")
        await win.pilot.pause()
        written = sum(len(part.strip.text) for update in parts if isinstance(update, Update) for part in update.parts)
        assert 0 < written < 120 * 40 / 3


async def test_the_coachs_signs_are_painted_without_a_key(sample: Path, glass: Glass) -> None:
    session = session_on(sample)
    session.apply(edits.change(session.plan, "kr-cac", title="Launch the new app"))
    session.wait(10)
    session.close()
    async with window(sample, size=WIDE) as win:
        await win.until(lambda: "kr-cac" in win.main.side.marks)
        await win.pilot.pause(0.1)
        assert "◆Launch the new app" in win.screen()
        assert not differences(glass, fresh(win))
