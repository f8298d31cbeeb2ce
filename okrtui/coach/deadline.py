"""The date in a line."""

from __future__ import annotations

import re
from datetime import date

from okrtui.coach.model import Span

_STUB = re.compile(
    r"\b(?:(?:by|until|before|in|this)\s+)(?:the\s+)?(?:end\s+of\s+)?(?:(?:q[1-4]|h[12])(?:\s+\d{4})?|\d{4}(?:-\d\d-\d\d)?|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?:\s+\d{1,2})?(?:,?\s+\d{4})?|quarter|year|month|eoy|eoq)\b",
    re.I,
)


def deadline_of(
    text: str, today: date, fiscal_year_start: int, cycle: tuple[date, date] | None
) -> tuple[date, Span] | None:
    """The day by which the line ends, and the span of the whole phrase."""
    match = _STUB.search(text)
    return (date(today.year, 12, 31), match.span()) if match else None
