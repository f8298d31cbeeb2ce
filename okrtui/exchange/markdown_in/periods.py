"""The quarters, halves and years that a document names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from okrtui.exchange.markdown_in.model import Period
from okrtui.plan.quarters import fiscal_span, fiscal_year, quarter, quarter_of

_YEAR = r"(?:FY\s?)?['’]?(?P<{0}>20\d\d|\d\d)(?:/\d\d)?"
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_QUARTER_YEAR = re.compile(
    rf"(?i)\bQ(?P<q>[1-4])[\s/_.,–-]*(?:of\s+)?(?P<fiscal>FY)?\s?{_YEAR.format('y')}(?!\w|%|\s?%)"
)
_YEAR_QUARTER = re.compile(
    r"(?i)(?<!\d)(?P<fiscal>FY)?\s?['’]?(?P<y>20\d\d|(?<=FY)\d\d|(?<=FY')\d\d)(?:/\d\d)?[\s/_.,:-]*Q(?P<q>[1-4])\b"
)
_WORD_QUARTER = re.compile(
    r"(?i)\b(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+(?:of\s+)?(?P<y>20\d\d))?"
)
_QUARTER_WORD = re.compile(r"(?i)\bquarter\s+(?P<q>[1-4])(?:[\s,/]+(?:of\s+)?(?P<y>20\d\d))?\b")
_HALF = re.compile(
    r"(?i)\bH(?P<h>[12])[\s/_.-]*(?:of\s+)?(?:FY\s?)?['’]?(?P<y>20\d\d|\d\d)\b|(?<!\d)(?P<y2>20\d\d)[\s/_.-]*H(?P<h2>[12])\b"
)
_LONE_QUARTER = re.compile(r"\bQ(?P<q>[1-4])\b")
_LONE_YEAR = re.compile(r"(?<![\d.,/-])(?P<fiscal>FY\s?['’]?)?(?P<y>20\d\d)(?![\d.,/%-])|\bFY\s?['’]?(?P<f>\d\d)\b")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is needed to place a quarter in time."""

    today: date
    fiscal_year_start: int = 1


def period_in(text: str, calendar: Calendar, *, year: int | None = None, years: bool = False) -> Period | None:
    """The one period that a text names, or None when it names none or several.

    `year` is that of the document for quarters without one; `years`: a lone year is a period too.
    """
    found = _dated(text, calendar)
    if len(found) > 1:
        return None
    if found:
        return next(iter(found.values()))
    match = _LONE_QUARTER.search(text) or _WORD_QUARTER.search(text) or _QUARTER_WORD.search(text)
    if match:
        lone = {m.group(0) for m in _LONE_QUARTER.finditer(text)}
        if len(lone) > 1:
            return None
        groups = match.groupdict()
        number = int(groups["q"]) if groups.get("q") else _ORDER[groups["n"].lower()]
        if groups.get("y"):
            return _quarter(int(groups["y"]), number, calendar)
        return _nearest(number, calendar, year)
    if years and (own := year_in(text)) is not None:
        try:
            start, end = fiscal_span(own, 1, 1, calendar.fiscal_year_start)
        except ValueError:
            return None
        return Period(str(own), start, end)
    return None


def year_in(text: str) -> int | None:
    """The one year that a text names."""
    years = {int(m["y"] or f"20{m['f']}") for m in _LONE_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def _dated(text: str, calendar: Calendar) -> dict[str, Period]:
    found: dict[str, Period] = {}
    rest = text
    for pattern in (_YEAR_QUARTER, _QUARTER_YEAR, _HALF):
        for match in pattern.finditer(rest):
            groups = match.groupdict()
            digits = groups.get("y") or groups.get("y2") or ""
            year = int(digits) if len(digits) == 4 else 2000 + int(digits)
            half = groups.get("h") or groups.get("h2")
            period = _half(year, int(half), calendar) if half else _quarter(year, int(groups["q"]), calendar)
            if period:
                found[period.name] = period
        rest = pattern.sub(" ", rest)
    return found


def _quarter(year: int, number: int, calendar: Calendar, *, guessed: bool = False) -> Period | None:
    try:
        made = quarter(year, number, calendar.fiscal_year_start)
    except ValueError:
        return None
    return Period(made.name, made.start, made.end, guessed)


def _half(year: int, number: int, calendar: Calendar) -> Period | None:
    try:
        return Period(f"{year}-H{number}", *fiscal_span(year, number, 2, calendar.fiscal_year_start))
    except ValueError:
        return None


def _nearest(number: int, calendar: Calendar, year: int | None) -> Period | None:
    """A quarter without a year: of the document's year, else the one whose start is nearest to today."""
    if year is not None:
        return _quarter(year, number, calendar)
    now = fiscal_year(quarter_of(calendar.today, calendar.fiscal_year_start).start, calendar.fiscal_year_start)
    made = [period for step in (-1, 0, 1) if (period := _quarter(now + step, number, calendar, guessed=True))]
    return min(made, key=lambda period: abs((period.start - calendar.today).days), default=None)
