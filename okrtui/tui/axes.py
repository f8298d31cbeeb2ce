"""What stands along the axes of a chart: the days that there is room for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from okrtui.plan.dates import format_day
from okrtui.plan.quarters import MONTHS, add_months
from okrtui.tui.text import width

_STRIDES = {1: (1, 2, 5), 7: (1, 2, 4), 30: (1, 2, 3, 6), 365: (1, 2, 5, 10, 20, 50, 100)}


def day_labels(
    first: date, last: date, today: date, cells: int, column: Callable[[date], int]
) -> list[tuple[int, str, bool]]:
    """Days to write under a chart: where each begins, what it says, and whether it is today; none overlap.

    The ends come first, then today, then as many days, Mondays, months or years between them as there is room for.
    """
    taken: list[tuple[int, int]] = []
    made: list[tuple[int, str, bool]] = []

    def place(day: date, text: str, *, is_today: bool = False) -> bool:
        size = width(text)
        start = max(min(column(day) - (0 if day == first else size // 2), cells - size), 0)
        if size > cells or any(start <= end and begin <= start + size for begin, end in taken):
            return False
        taken.append((start, start + size))
        made.append((start, text, is_today))
        return True

    long = (last - first).days > 550
    place(first, _year_of(first) if long else format_day(first, today))
    if last != first:
        place(last, "today" if last == today else _year_of(last) if long else _short(last), is_today=last == today)
    if first < today < last:
        place(today, "today", is_today=True)
    for day, text in _between(first, last, cells, column):
        place(day, text)
    return sorted(made)


def _between(first: date, last: date, cells: int, column: Callable[[date], int]) -> list[tuple[date, str]]:
    """Days between the ends at the densest even steps that leave room for their labels."""
    days = (last - first).days
    unit = next((unit for unit, most in ((1, 13), (7, 70), (30, 550)) if days <= most), 365)
    size = 8 if unit == 365 else 6
    for stride in _STRIDES[unit]:
        found = _steps(first, last, unit, stride)
        columns = [column(day) for day in found]
        if all(after - before > size for before, after in pairwise(columns)):
            return [(day, _year_of(day) if unit == 365 else _short(day)) for day in found]
    return []


def _steps(first: date, last: date, unit: int, stride: int) -> list[date]:
    if unit < 30:
        start = first + timedelta(days=(7 - first.weekday()) % 7 if unit == 7 else 0)
        return [start + timedelta(days=n) for n in range(0, (last - start).days + 1, unit * stride)]
    month = first.month if unit == 30 else 1
    start = date(first.year, month, 1)
    found: list[date] = []
    while start <= last and len(found) < 400:
        if start >= first:
            found.append(start)
        if start.year + stride > date.max.year:
            break
        start = add_months(start, stride if unit == 30 else 12 * stride)
    return found


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _year_of(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
