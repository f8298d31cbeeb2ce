"""Values so far from the one before that a key may have been missed: asked about once, and never refused."""

from __future__ import annotations

import math
from datetime import date

from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import format_value
from okrtui.plan.readings import readings

TIMES = 10.0
"""A value this many times the last one, or this part of it, is asked about."""


def doubt(plan: Plan, item: str, value: float, day: date) -> str:
    """What to ask about a value of a key result or a KPI on a day, in the item's unit; empty when there is no doubt.

    It is compared with the last value before that day, or else with the start of the key result. A value on the way
    from start to target is none to doubt: a count may well go from 1 to 12.
    """
    row = plan.find(item, KeyResult) or plan.find(item, Kpi)
    if row is None or _on_the_way(row, value):
        return ""
    before = [one.value for one in readings(plan, row, day) if when(one.at)[0] < day]
    last = before[-1] if before else row.baseline if isinstance(row, KeyResult) else None
    if not last or not value:
        return ""
    share = abs(value / 4) / abs(last / 4)
    if not math.isfinite(share) or 1 / TIMES < share < TIMES:
        return ""
    name = "the last value" if before else "the start"
    known = format_value(last, row.unit)
    if share >= TIMES:
        return f"{format_value(_rounded(share))} times {name}, {known}: enter again keeps it."
    return f"1/{format_value(_rounded(1 / share))} of {name}, {known}: enter again keeps it."


def _on_the_way(row: KeyResult | Kpi, value: float) -> bool:
    if isinstance(row, Kpi) or row.baseline is None or row.target is None:
        return False
    return min(row.baseline, row.target) <= value <= max(row.baseline, row.target)


def _rounded(times: float) -> float:
    """Two digits are enough to see that something is wrong."""
    return float(f"{times:.2g}")
