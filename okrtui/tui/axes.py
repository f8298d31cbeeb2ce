"""What stands along the axes of a chart: round values that can be read, and days."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from okrtui.plan.dates import format_day
from okrtui.plan.quarters import MONTHS, add_months
from okrtui.tui.text import width

_STEPS = (1, 2, 5, 10)
_LARGEST, _SMALLEST = sys.float_info.max, 1e-290
_SHORT = ((1e12, 1e12, "T"), (1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e5, 1e3, "k"))
"""From which value on an axis counts in thousands, millions and so on."""
_STRIDES = {1: (1, 2, 5), 7: (1, 2, 4), 30: (1, 2, 3, 6), 365: (1, 2, 5, 10, 20, 50, 100)}


def span_of(values: Iterable[float]) -> tuple[float, float]:
    """The lowest and the highest of some values; a little room around them when all are the same."""
    found = list(values)
    low, high = min(found), max(found)
    if high - low > max(abs(high), abs(low)) * 1e-9 + _SMALLEST:
        return low, high
    room = abs(low) / 10 if abs(low) > _SMALLEST else 1.0
    return max(low - room, -_LARGEST), min(high + room, _LARGEST)


def round_values(low: float, high: float, most: int) -> tuple[list[float], int]:
    """At most so many round values between two, at steps of 1, 2 or 5 times a power of ten; and their decimals.

    The two may be as far apart as floats can be. Empty when no round value lies between them.
    """
    rough = (high / 2 - low / 2) / max(most, 1) * 2
    if not math.isfinite(rough) or rough <= 0:
        return [], 0
    power = math.floor(math.log10(rough))
    for times in (*_STEPS, 20, 50):
        decimals = max(0, -power - (times >= 10))
        step = times * 10.0**power
        if not math.isfinite(step):
            break
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < max(most, 1):
            return [round(index * step, min(decimals + 2, 300)) + 0.0 for index in range(first, last + 1)], decimals
    return [], 0


def short_values(values: Sequence[float], decimals: int) -> list[str]:
    """Values for an axis, all in one scale and with the same decimals: "5.5", "1.2M", "250k", "3e+40"."""
    largest = max((abs(value) for value in values), default=0.0)
    if largest >= 1e16 or (largest and decimals > 9):
        return [f"{value:.3g}" for value in values]
    scale, sign = next(((size, sign) for least, size, sign in _SHORT if largest >= least), (1.0, ""))
    if sign:
        decimals = next((d for d in range(3) if all(_exact(value / scale, d) for value in values)), 2)
    return [f"{value / scale:,.{decimals}f}{sign}" if abs(value) >= 1e4 else _plain(value, scale, decimals, sign)
            for value in values]  # fmt: skip


def _plain(value: float, scale: float, decimals: int, sign: str) -> str:
    return f"{value / scale:.{decimals}f}{sign}" if value or not sign else "0"


def _exact(value: float, decimals: int) -> bool:
    return math.isclose(round(value, decimals), value, rel_tol=1e-9, abs_tol=1e-9)


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
