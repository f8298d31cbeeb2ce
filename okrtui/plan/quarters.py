"""Quarters, halves and years, calendar and fiscal. All spans hold their first and their last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from okrtui.plan import manner
from okrtui.plan.fields import Moment

if TYPE_CHECKING:
    from okrtui.plan.entities import Cycle
    from okrtui.plan.model import Plan

DAY = timedelta(days=1)
MONTHS = manner.MONTHS
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_end(year: int, month: int) -> date:
    """The last day of a month; months past 12 or before 1 belong to the years after or before."""
    year, month = _roll(year, month)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, 29 if month == 2 and leap else _DAYS[month - 1])


def month_start(year: int, month: int) -> date:
    """The first day of a month, with the same rolling as `month_end`."""
    return date(*_roll(year, month), 1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    last = month_end(day.year, day.month + months)
    return last.replace(day=min(day.day, last.day))


def _roll(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months; the name is "2026-Q2", where a fiscal year bears the number of the calendar year it ends in."""

    name: str
    start: date
    end: date

    def next(self) -> Quarter:
        """The one after it."""
        return self._step(3)

    def previous(self) -> Quarter:
        """The one before it."""
        return self._step(-3)

    def _step(self, months: int) -> Quarter:
        year, number = int(self.name[:-3]), int(self.name[-1]) + (1 if months > 0 else -1)
        year, number = (year + 1, 1) if number == 5 else (year - 1, 4) if number == 0 else (year, number)
        start = add_months(self.start, months)
        return Quarter(f"{year}-Q{number}", start, month_end(start.year, start.month + 2))


def fiscal_year(day: date, fiscal_year_start: int = 1) -> int:
    """The number of the fiscal year that a day lies in; with 1 (January) that is the calendar year."""
    return day.year + (fiscal_year_start > 1 and day.month >= fiscal_year_start)


def fiscal_span(year: int, part: int, parts: int, fiscal_year_start: int = 1) -> tuple[date, date]:
    """First and last day of a part of a fiscal year: quarter 2 of 4, half 1 of 2, all of it with 1 of 1.

    `ValueError` when that lies outside the calendar that Python knows (years 1 to 9999).
    """
    months = 12 // parts
    first = fiscal_year_start + months * (part - 1)
    if fiscal_year_start > 1:
        year -= 1
    return month_start(year, first), month_end(year, first + months - 1)


def quarter(year: int, number: int, fiscal_year_start: int = 1) -> Quarter:
    """Quarter 1 to 4 of a fiscal year."""
    return Quarter(f"{year}-Q{number}", *fiscal_span(year, number, 4, fiscal_year_start))


def quarter_of(day: date, fiscal_year_start: int = 1) -> Quarter:
    """The quarter that a day lies in."""
    number = (day.month - fiscal_year_start) % 12 // 3 + 1
    return quarter(fiscal_year(day, fiscal_year_start), number, fiscal_year_start)


def nearest_quarter(today: date, fiscal_year_start: int = 1) -> Quarter:
    """The quarter whose start is nearest to a day; of two equally near the one to come."""
    current = quarter_of(today, fiscal_year_start)
    following = current.next()
    return current if today - current.start < following.start - today else following


def week_of(start: date, end: date, today: date) -> tuple[int, int]:
    """Which week of a span a day is in, and how many there are: (5, 13). Clamped to the span.

    Up to three days beyond whole weeks belong to the last one, so that every quarter has thirteen.
    """
    weeks = max(1, ((end - start).days + 1 + 3) // 7)
    week = (today - start).days // 7 + 1
    return min(max(week, 1), weeks), weeks


def format_day(day: date, today: date) -> str:
    """ "30 Jun", or "30 Jun 2027" when the year is not today's."""
    return manner.day(day, year=day.year != today.year)


def format_moment(at: Moment, today: date) -> str:
    """ "4 May", or "4 May 09:30" when a time was given."""
    short = format_day(at, today)
    return f"{short} {at:%H:%M}" if isinstance(at, datetime) else short


def current_cycle(plan: Plan, today: date) -> Cycle | None:
    """The active cycle of today, else an active one, else one of today, else a draft, else the last."""
    dated = [cycle for cycle in plan.cycles if cycle.start and cycle.end]
    now = [c for c in dated if c.start and c.end and c.start <= today <= c.end and c.state != "closed"]
    for found in (
        [cycle for cycle in now if cycle.state == "active"],
        [cycle for cycle in dated if cycle.state == "active"],
        now,
        [cycle for cycle in dated if cycle.state == "draft"],
        dated,
        list(plan.cycles),
    ):
        if found:
            return found[-1]
    return None
