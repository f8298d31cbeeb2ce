"""The values of a key result or a KPI over time, wherever they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement
from okrtui.plan.fields import Moment
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import convert
from okrtui.plan.progress import LATE


@dataclass(frozen=True, slots=True)
class Reading:
    """A value at a moment, and what was said about it."""

    at: Moment
    value: float
    note: str = ""


def readings(plan: Plan, row: KeyResult | Kpi, today: date, *, most: int = 0) -> list[Reading]:
    """All values up to a day, oldest first, in the row's own unit; what has no number is left out.

    `most`: only so many, the latest, of a KPI that may have very many.

    A key result that is measured by a KPI has that KPI's values, from the start of its cycle to a week after its end;
    its own check-ins while there are none. Only what the plan in memory holds is found: see `Session.history`.
    """
    if isinstance(row, Kpi):
        known = plan.measurements(row.id)
        return _read(_latest(known, today, most) if most else known, "", "", date.min, today)
    kpi = plan.find(row.measured_by, Kpi) if row.measured_by else None
    cycle = plan.cycle_of(row)
    first = cycle.start if cycle and cycle.start else date.min
    last = min(today, cycle.end + LATE) if cycle and cycle.end and cycle.end < today else today
    measured = _read(plan.measurements(kpi.id), kpi.unit, row.unit, first, last) if kpi else []
    return measured or _read(plan.check_ins(row.id), "", "", date.min, today)


def _latest(rows: Sequence[Measurement], today: date, most: int) -> list[Measurement]:
    """The last rows with a number up to a day, oldest first."""
    known = (row for row in reversed(rows) if row.at is not None and row.value is not None and when(row.at)[0] <= today)
    return list(islice(known, most))[::-1]


def _read(rows: Iterable[CheckIn | Measurement], unit: str, to: str, first: date, last: date) -> list[Reading]:
    found = [
        (row.at, row.value, row.note)
        for row in rows
        if row.at is not None and row.value is not None and first <= when(row.at)[0] <= last
    ]
    if unit == to:
        return [Reading(*one) for one in found]
    return [Reading(at, convert(value, unit, to), note) for at, value, note in found]
