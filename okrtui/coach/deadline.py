"""The date in a line."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from okrtui.coach.model import Span
from okrtui.plan.dates import find_deadline


def deadline_of(
    text: str, today: date, fiscal_year_start: int, cycle: tuple[date, date] | None
) -> tuple[date, Span] | None:
    """The day by which the line ends, and the span of the whole phrase."""
    found = find_deadline(text, today=today, fiscal_year_start=fiscal_year_start, cycle=cycle)
    if found is None:
        return _festival(text, today)
    if _is_for(text, found.start, found.end):
        return None
    return found.day, (found.start, found.end)


def _is_for(text: str, start: int, end: int) -> bool:
    """Whether a time to come is what something is meant for: "renew for next year"."""
    words = text[max(0, start - 4) : end].lower().split()
    return words[:3] in (["for", "next", "year"], ["for", "next", "season"])


_NAMED = ("easter", "christmas", "black friday", "new year", "thanksgiving", "summer", "autumn", "winter", "spring")
_SEASONS = {"spring": (3, 1), "summer": (6, 1), "autumn": (9, 1), "winter": (12, 1)}
_FIXED = {"christmas": (12, 25), "new year": (12, 31)} | _SEASONS


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(_NAMED)
    return re.compile(
        rf"\b(?:by|before|until|till)\s(?:the\s)?({names})(?![\w-]|\s(?:sale|term|school|campaign)\b)", re.I
    )


def _festival(text: str, today: date) -> tuple[date, Span] | None:
    """A feast or a season by which a line ends: "by Easter", "before summer". A season begins with its month."""
    low = text.lower()
    if not any(name in low for name in _NAMED):
        return None
    found = _pattern().search(text)
    if found is None:
        return None
    name = found[1].lower()
    day = _day(name, today.year)
    return (day if day >= today else _day(name, today.year + 1)), found.span()


def _day(name: str, year: int) -> date:
    if name == "easter":
        return _easter(year)
    if name in _FIXED:
        return date(year, *_FIXED[name])
    first = date(year, 11, 1)
    thursday = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return thursday + timedelta(days=1) if name == "black friday" else thursday


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule that was printed anonymously in Nature in 1876."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    left = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * left) // 451
    month, day = divmod(h + left - 7 * m + 114, 31)
    return date(year, month, day + 1)
