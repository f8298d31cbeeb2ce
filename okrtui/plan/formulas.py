"""The formulas of progress, pace and grade, and where a value of a KPI lies. Shares are 0..1."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal

from okrtui.plan.entities import Direction, Kpi
from okrtui.plan.numbers import Quantity, in_unit

EXACT = 1e-9
"""Shares closer than this are the same: 0.4 - 0.5 is not quite -0.1 in binary."""
_MOST = 1e12
"""Progress is cut here, where a target next to its baseline would make it infinite."""


def elapsed(start: date, end: date, today: date) -> float:
    """The share of a span that is gone, 0..1; a span of one day is gone as soon as it is there."""
    if today <= start < end:
        return 0.0
    if end <= start:
        return 0.0 if today < start else 1.0
    return min((today - start).days / (end - start).days, 1.0)


def progress(
    baseline: float | None, target: float | None, value: float | None, direction: Direction | None
) -> float | None:
    """The share of the way from baseline to target, unclamped; works downwards too.

    None when one of the three is missing. Target equals baseline: 1 when the value meets it in its direction, else 0.
    Direction keep: 1 while the value lies at the target or between baseline and target, else 0.
    """
    if baseline is None or target is None or value is None:
        return None
    if direction == "keep":
        low, high = min(baseline, target), max(baseline, target)
        return 1.0 if low <= value <= high or _equal(value, target) or _equal(value, baseline) else 0.0
    if target == baseline:
        return 1.0 if met(baseline, target, value, direction) else 0.0
    # Quartered, so that the span between the largest numbers there are stays finite.
    part = 4 if abs(target / 4 - baseline / 4) > 0 else 1  # the smallest numbers have no quarter
    share = (value / part - baseline / part) / (target / part - baseline / part)
    return max(-_MOST, min(share, _MOST))


def met(baseline: float | None, target: float, value: float, direction: Direction | None) -> bool:
    """Whether a value has reached the target; without a direction the way from the baseline shows it."""
    if _equal(value, target):
        return True
    if direction == "keep":
        return baseline is not None and min(baseline, target) <= value <= max(baseline, target)
    if direction is None and baseline is not None and baseline != target:
        direction = "up" if target > baseline else "down"
    return (direction == "up" and value > target) or (direction == "down" and value < target)


def _equal(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=EXACT, abs_tol=1e-12)


def relative_target(baseline: float, amount: Quantity, direction: Direction | None, unit: str = "") -> float | None:
    """The target that an amount of change stands for: "by 20 %" downwards from 42 is 33.6, "double" (2 x) is 84.

    Per cent are shares of the baseline; points ("pp") and amounts in the metric's own unit are added or taken away.
    None where direction or unit leave it open.
    """
    if amount.unit == "x":
        found: float | None = baseline * amount.value
    elif direction not in ("up", "down"):
        found = None
    else:
        sign = 1.0 if direction == "up" else -1.0
        if amount.unit == "%":
            found = baseline + sign * abs(baseline) * amount.value / 100
        else:
            change = amount.value if amount.unit == "pp" else in_unit(amount, unit)
            found = baseline + sign * change if change is not None else None
    return tidy(found) if found is not None and math.isfinite(found) else None


def tidy(value: float) -> float:
    """A computed value cut to 12 digits, so that 42 less 20 % is 33.6 and no 33.599999999999994."""
    return float(f"{value:.12g}")


def clamp(share: float) -> float:
    """A share as it is shown: cut to 0..1."""
    return min(max(share, 0.0), 1.0)


def grade_of(share: float) -> float:
    """The grade that a progress proposes: 0.0 to 1.0, one decimal, half up."""
    # Rounded first: 0.35 is a little less than that in binary, and yet its half goes up.
    return math.floor(round(clamp(share) * 10, 8) + 0.5) / 10


Health = Literal["healthy", "near the edge", "out of range", ""]


def health(kpi: Kpi, value: float | None) -> Health:
    """Where a value of a KPI lies: beyond a warning bound near the edge, beyond a healthy one out of range.

    Bounds themselves are inside. Empty without a value or without bounds.
    """
    bounds = (kpi.healthy_low, kpi.healthy_high, kpi.warn_low, kpi.warn_high)
    if value is None or all(bound is None for bound in bounds):
        return ""
    if _beyond(value, kpi.healthy_low, kpi.healthy_high):
        return "out of range"
    return "near the edge" if _beyond(value, kpi.warn_low, kpi.warn_high) else "healthy"


def _beyond(value: float, low: float | None, high: float | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)
