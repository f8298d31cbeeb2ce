"""Where a key result is heading: the trend of its values, and where that would land at the end.

The trend is the straight line of ordinary least squares through the values so far. The landing is what the line says
for the last day, with the range in which a value of that day lies with a probability of 80 %, if all goes on as it
did. It is an extrapolation, not a promise: three values give a wide range, and an honest one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from okrtui.plan.entities import Direction, KeyResult
from okrtui.plan.fields import Moment
from okrtui.plan.formulas import met, tidy
from okrtui.plan.model import Plan
from okrtui.plan.readings import Reading, readings

LEAST = 3
"""Values that a landing needs."""
CONFIDENCE = 0.8
"""The probability that the range of a landing stands for."""

_T90 = (
    3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341,
    1.337, 1.333, 1.330, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310,
)  # fmt: skip
"""Student's t, 90 % quantile (10 % lie above it, and 10 % below its negative), for 1 to 30 degrees of freedom."""
_Z90 = 1.282
_FURTHEST = timedelta(days=5 * 366)

Word = Literal["rising", "falling", "level", ""]
Chance = Literal["likely", "open", "unlikely", ""]


@dataclass(frozen=True, slots=True)
class Fit:
    """A straight line through values: ``mean + slope * (day - middle)``, days as ordinals."""

    count: int
    slope: float
    """The change a day."""
    middle: float
    mean: float
    spread: float
    """The sum of squared distances of the days from their middle."""
    error: float
    """How far values lie off the line: the root of the mean squared residual with count - 2 degrees of freedom."""

    def at(self, day: float) -> float:
        """What the line says for a day."""
        return self.mean + self.slope * (day - self.middle)

    def margin(self, day: float) -> float:
        """Half the width of the range in which one value of a day lies with a probability of `CONFIDENCE`.

        The prediction interval of simple linear regression, ``t * s * sqrt(1 + 1/n + (x - mean x)^2 / Sxx)`` (NIST/
        SEMATECH e-Handbook of Statistical Methods, section 4.5.1.2).
        """
        return _t(self.count - 2) * self.error * math.sqrt(1 + 1 / self.count + (day - self.middle) ** 2 / self.spread)

    @property
    def steady(self) -> bool:
        """Whether the line's direction is more than chance: its 80 % interval, ``slope ± t * s / sqrt(Sxx)``, has no 0.

        Two values always make a line; then it is their difference that counts.
        """
        if self.count < LEAST:
            return self.slope != 0
        return abs(self.slope) > _t(self.count - 2) * self.error / math.sqrt(self.spread) + 1e-12 * abs(self.mean)


@dataclass(frozen=True, slots=True)
class Trend:
    """How values have moved."""

    word: Word
    """Level when the movement may be chance."""
    weekly: float
    """The change a week of the line through them, in the metric's own unit."""
    better: bool | None
    """Whether that is the way it is meant to go; None when level, or where no way is better."""


@dataclass(frozen=True, slots=True)
class Landing:
    """The value to expect on the last day, and the range in which it lies with a probability of `CONFIDENCE`."""

    day: date
    value: float
    low: float
    high: float
    chance: Chance
    """Of reaching the target: likely when the whole range does, unlikely when nothing of it does; empty without one."""
    arrives: date | None
    """The day on which the line meets the target, if it heads there and has not met it yet, within five years."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Trend and landing of a key result; `why` says in a sentence why there is no landing."""

    trend: Trend | None
    landing: Landing | None
    why: str = ""


def outlook(plan: Plan, row: KeyResult, today: date, *, target: float | None = None) -> Outlook:
    """Where a key result is heading, from its values up to today that the plan in memory holds.

    `target` is one that the caller computed from the line; it counts where the key result has none of its own.
    """
    aim = row.target if row.target is not None else target
    found = readings(plan, row, today)
    cycle = plan.cycle_of(row)
    end = row.due or (cycle.end if cycle else None)
    moving = trend(found, _meant(row.direction, row.baseline, aim))
    if end is None:
        return Outlook(moving, None, "A projection needs a last day.")
    if today >= end or (cycle is not None and cycle.state == "closed"):
        return Outlook(moving, None, "The time is up: there is nothing left to project.")
    if len(found) < LEAST:
        return Outlook(moving, None, f"A projection needs {LEAST} values; there {_are(len(found))}.")
    line = fit(found)
    landing = land(line, end, row.baseline, aim, row.direction) if line else None
    if landing is None and len({value.at for value in found}) < 2:
        return Outlook(moving, None, "A projection needs values of more than one day.")
    return Outlook(moving, landing, "" if landing else "The numbers are too large to project.")


def _are(number: int) -> str:
    return ("are none yet", "is one", "are two")[number]


def fit(values: Sequence[Reading]) -> Fit | None:
    """The line of least squares through two values or more: slope = Sxy / Sxx (NIST/SEMATECH e-Handbook, 4.4.3.1).

    None when there are fewer, when all are of one moment, or when they are too large to compute with.
    """
    if len(values) < 2:
        return None
    days = [_day(value.at) for value in values]
    middle = math.fsum(days) / len(days)
    try:
        mean = math.fsum(value.value for value in values) / len(values)
        spread = math.fsum((day - middle) ** 2 for day in days)
        if spread < 1e-9:
            return None
        slope = math.fsum((d - middle) * (v.value - mean) for d, v in zip(days, values, strict=True)) / spread
        left = math.fsum((v.value - mean - slope * (d - middle)) ** 2 for d, v in zip(days, values, strict=True))
    except (OverflowError, ValueError):  # fsum, where infinities meet
        return None
    error = math.sqrt(left / (len(values) - 2)) if len(values) > 2 else 0.0
    if error < 1e-12 * max(abs(value.value) for value in values):
        error = 0.0  # on the line, but for the last binary digit
    line = Fit(len(values), slope, middle, mean, spread, error)
    return line if all(map(math.isfinite, (slope, mean, error))) else None


def trend(values: Sequence[Reading], meant: Direction | None) -> Trend | None:
    """How values have moved, and whether that is the way that is `meant`; None for fewer than two days of values."""
    line = fit(values)
    if line is None:
        return None
    weekly = tidy(line.slope * 7)
    if not line.steady or weekly == 0:
        return Trend("level", weekly, None)
    word: Word = "rising" if weekly > 0 else "falling"
    better = {"up": weekly > 0, "down": weekly < 0}.get(meant or "")
    return Trend(word, weekly, better)


def land(
    line: Fit, end: date, baseline: float | None, target: float | None, direction: Direction | None
) -> Landing | None:
    """Where a line lands on a day; None when that is beyond all numbers."""
    day = float(end.toordinal())
    value, margin = line.at(day), line.margin(day)
    low, high = value - margin, value + margin
    if not (math.isfinite(low) and math.isfinite(high)):
        return None
    low, value, high = tidy(low), tidy(value), tidy(high)
    if target is None:
        return Landing(end, value, low, high, "", None)
    meant = _meant(direction, baseline, target)
    chance = _chance(baseline, target, low, high, meant)
    return Landing(end, value, low, high, chance, _arrival(line, target, meant))


def _meant(direction: Direction | None, baseline: float | None, target: float | None) -> Direction | None:
    """The way that is better; without a direction the way from the baseline shows it."""
    if direction is None and baseline is not None and target is not None and baseline != target:
        return "up" if target > baseline else "down"
    return direction


def _chance(baseline: float | None, target: float, low: float, high: float, meant: Direction | None) -> Chance:
    """Whether all of a range reaches the target, some of it, or nothing."""
    if meant is None:
        return ""
    if meant == "keep":
        first, last = sorted((target if baseline is None else baseline, target))
        if met(baseline, target, low, meant) and met(baseline, target, high, meant):
            return "likely"
        return "unlikely" if high < first or low > last else "open"
    reached = [met(baseline, target, value, meant) for value in (low, high)]
    return "likely" if all(reached) else "open" if any(reached) else "unlikely"


def _arrival(line: Fit, target: float, meant: Direction | None) -> date | None:
    """The day on which a line that heads for the target meets it."""
    if meant not in ("up", "down") or line.slope == 0 or (line.slope > 0) != (meant == "up"):
        return None
    ahead = (target - line.mean) / line.slope
    if not -_FURTHEST.days < ahead < _FURTHEST.days:
        return None
    try:
        return date.fromordinal(math.ceil(line.middle + ahead - 1e-6))
    except (ValueError, OverflowError):
        return None


def _day(at: Moment) -> float:
    """A moment as an ordinal day with its share of the day."""
    if isinstance(at, datetime):
        return at.toordinal() + (at.hour * 3600 + at.minute * 60 + at.second) / 86400
    return float(at.toordinal())


def _t(freedom: int) -> float:
    """Student's t for an 80 % interval (NIST/SEMATECH e-Handbook, table 1.3.6.7.2).

    Beyond 30 degrees of freedom it comes near the normal distribution's quantile with 1 / freedom.
    """
    if freedom < 1:
        return 0.0
    return _T90[freedom - 1] if freedom <= len(_T90) else _Z90 + (_T90[-1] - _Z90) * len(_T90) / freedom
