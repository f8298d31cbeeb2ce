"""The reviews that were held, and their minutes as they are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.exchange.markdown_text import inline, plain
from okrtui.plan import edits
from okrtui.plan.entities import Decision, Review
from okrtui.tui.minutespage import minutes_lines, summary
from okrtui.tui.screens.page import Page
from okrtui.tui.screens.reviews import ReviewsScreen
from okrtui.tui.text import width
from tests.tui.driving import SMALL, WIDE, Window, session_on, window

MINUTES = """# Review of 27 Apr 2026

Acme Shop · 2026-Q2 · week 4 of 13 · 2 key results · 1 at risk

## Decided

- [ ] Ask ten buyers \\*why\\* (Ana, by 8 May) — Reduce the churn rate
- [x] Stop the banner

## Key results

- **Reduce the churn rate by 15 % by the end of Q2**: 6.1 → 6.0 %, target 5.2 %, at risk, confidence 6 → 5
  two calls, one idea
"""


def said(lines: list[list[tuple[str, str]]]) -> list[str]:
    """The lines as they are read."""
    return ["".join(text for text, _ in line) for line in lines]


def test_minutes_are_read_without_their_marks() -> None:
    lines = said([list(line) for line in minutes_lines(MINUTES, 200)])
    assert lines[0] == "Review of 27 Apr 2026"
    assert "☐ Ask ten buyers *why* (Ana, by 8 May) — Reduce the churn rate" in lines
    assert "☑ Stop the banner" in lines
    assert any(line.startswith("• Reduce the churn rate by 15 %") and "**" not in line for line in lines)
    assert "  two calls, one idea" in lines
    assert summary(MINUTES) == "Acme Shop · 2026-Q2 · week 4 of 13 · 2 key results · 1 at risk"


def test_the_name_stays_lit_over_a_line_break() -> None:
    lines = minutes_lines(MINUTES, 30)
    lit = " ".join(text.strip() for line in lines for text, style in line if style == "accent")
    assert lit == "Reduce the churn rate by 15 % by the end of Q2"


@given(st.text(max_size=80), st.integers(8, 90))
def test_what_people_wrote_is_shown_as_they_wrote_it(text: str, cells: int) -> None:
    words = " ".join(inline(text).replace("\\", "").split())
    lines = minutes_lines(f"- **{plain(text) or 'x'}**: fine", cells)
    assert all(width("".join(piece for piece, _ in line)) <= cells for line in lines)
    if "\\" not in text and words:
        shown = "".join("".join(piece for piece, _ in line) for line in minutes_lines(f"- {plain(text)}", 400))
        assert " ".join(shown.removeprefix("• ").split()) == words


@pytest.fixture
def held(sample: Path) -> Path:
    """The sample with two more reviews: one that was held with minutes, one that was left half-way."""
    session = session_on(sample)
    review = edits.add(session.plan, Review, at=date(2026, 4, 27), finished=True, minutes=MINUTES)
    session.apply(review)
    session.apply(edits.add(session.plan, Decision, parent=review.item, text="Ask ten buyers why"))
    session.apply(edits.add(session.plan, Review, at=date(2026, 5, 3)))
    session.close()
    return sample


async def opened(win: Window) -> ReviewsScreen:
    """The list of reviews."""
    await win.press("z", "r")
    await win.until(lambda: isinstance(win.app.screen, ReviewsScreen))
    screen = win.app.screen
    assert isinstance(screen, ReviewsScreen)
    await win.until(lambda: screen.here)
    return screen


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_reviews_are_listed_and_open_their_minutes(held: Path, size: tuple[int, int]) -> None:
    async with window(held, size=size) as win:
        screen = await opened(win)
        assert "left half-way" in win.screen()
        assert "1 decision" in win.screen()
        await win.press("enter")
        assert "left before its end" in screen.footer.notice
        await win.press("down", "enter")
        await win.until(lambda: isinstance(win.app.screen, Page))
        await win.until(lambda: "☐ Ask ten buyers *why*" in win.screen())
        await win.press("escape", "escape")
        await win.until(lambda: win.app.screen is win.main)


async def test_a_plan_without_reviews_says_how_to_hold_one(empty: Path) -> None:
    async with window(empty) as win:
        await win.press("escape", "z", "r")
        await win.until(lambda: isinstance(win.app.screen, ReviewsScreen))
        assert "No review was held yet. R on the main screen begins one." in win.screen()
