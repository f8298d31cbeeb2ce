"""The date in a line."""

from __future__ import annotations

from datetime import date

from okrtui.coach.model import Span
from okrtui.plan.dates import find_deadline


def deadline_of(
    text: str, today: date, fiscal_year_start: int, cycle: tuple[date, date] | None
) -> tuple[date, Span] | None:
    """The day by which the line ends, and the span of the whole phrase."""
    found = find_deadline(text, today=today, fiscal_year_start=fiscal_year_start, cycle=cycle)
    return (found.day, (found.start, found.end)) if found else None
