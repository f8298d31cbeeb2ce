"""Values so far from the one before that a key may have been missed: asked about once, and never refused."""

from __future__ import annotations

import math
import re
from datetime import date

from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import format_value
from okrtui.plan.readings import readings

TIMES = 10.0
"""A value this many times the last one, or this part of it, is asked about."""
WHOLE = 100.0
"""A share in percent ends here."""
_EITHER_SIDE = re.compile(
    r"\b(?:growth|changes?|margins?|profits?|loss(?:es)?|net|nps|ebitda?|balance|cash ?flow|returns?|roi|temperature"
    r"|wachstum|gewinn|verlust|saldo|marge|netto)\b",
    re.IGNORECASE,
)
"""Names of what may well fall below nothing, or grow by more than the whole."""


def doubt(plan: Plan, item: str, value: float, day: date) -> str:
    """What to ask about a value of a key result or a KPI on a day before it is kept; empty when there is no doubt."""
    said = oddity(plan, item, value, day)
    return f"{said}: enter again keeps it." if said else ""


def oddity(plan: Plan, item: str, value: float, day: date) -> str:
    """What is odd about a value of a key result or a KPI on a day, in the item's unit; empty when nothing is.

    It is compared with the last value before that day, or else with the start of the key result. A value on the way
    from start to target is none to doubt: a count may well go from 1 to 12.
    """
    row = plan.find(item, KeyResult) or plan.find(item, Kpi)
    if row is None or _on_the_way(row, value):
        return ""
    before = [one.value for one in readings(plan, row, day) if when(one.at)[0] < day]
    last = before[-1] if before else row.baseline if isinstance(row, KeyResult) else None
    return _far_off(row, value, last, "the last value" if before else "the start") or _beyond(row, value, before)


def _far_off(row: KeyResult | Kpi, value: float, last: float | None, name: str) -> str:
    """That a value is many times the last one, or a small part of it."""
    if not last or not value:
        return ""
    share = abs(value / 4) / abs(last / 4)
    if not math.isfinite(share) or 1 / TIMES < share < TIMES:
        return ""
    known = format_value(last, row.unit)
    if share >= TIMES:
        return f"{format_value(_rounded(share))} times {name}, {known}"
    return f"{known}, {name}, is {format_value(_rounded(1 / share))} times as much"


def _beyond(row: KeyResult | Kpi, value: float, before: list[float]) -> str:
    """That a value lies below nothing, or above the whole, as none that is known of the row does."""
    if _EITHER_SIDE.search(row.metric or row.title if isinstance(row, KeyResult) else row.name):
        return ""
    bounds: tuple[float | None, ...]
    if isinstance(row, KeyResult):
        bounds = (row.baseline, row.target)
    else:
        bounds = (row.healthy_low, row.warn_low, row.warn_high, row.healthy_high)
    known = [*before, *(bound for bound in bounds if bound is not None)]
    share = row.unit == "%"
    if value < 0 and (known or share) and min(known, default=0.0) >= 0:
        return f"{format_value(value, row.unit)} is below zero"
    if value > WHOLE and share and known and max(known) <= WHOLE:
        return f"{format_value(value, row.unit)} is more than {format_value(WHOLE, row.unit)}"
    return ""


def _on_the_way(row: KeyResult | Kpi, value: float) -> bool:
    if isinstance(row, Kpi) or row.baseline is None or row.target is None:
        return False
    return min(row.baseline, row.target) <= value <= max(row.baseline, row.target)


def _rounded(times: float) -> float:
    """Two digits are enough to see that something is wrong."""
    return float(f"{times:.2g}")
