"""Values over time: check-ins of key results and measurements of KPIs."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from okrtui.plan.changes import Change, Edit, Insert, Set
from okrtui.plan.dates import format_day
from okrtui.plan.entities import CheckIn, Entity, KeyResult, Kpi, Measurement, Target
from okrtui.plan.errors import Missing, PlanError
from okrtui.plan.fields import Moment
from okrtui.plan.ids import moment_id
from okrtui.plan.model import Plan, when
from okrtui.plan.naming import quote
from okrtui.plan.numbers import convert, format_value


def check_in(
    plan: Plan, kr: str, at: Moment, value: float | None, confidence: float | None = None, note: str = ""
) -> Edit:
    """Record how a key result stands at a moment, and how confident the team is (0 to 10).

    A second check-in for a moment corrects the first: what is not said (None, empty) stays as it was. When a KPI
    measures the key result, value and note become a measurement of that KPI, converted to its unit, and the
    confidence stays with the key result. Raises `PlanError` when there is nothing to record, or for a day before the
    start of the cycle.
    """
    row = plan.find(kr, KeyResult)
    if row is None:
        raise Missing(kr, "key result")
    if value is None and confidence is None and not note:
        raise PlanError("There is nothing to record yet: give a value, a confidence or a note.")
    if refused := before_start(plan, row, when(at)[0]):
        raise PlanError(refused)
    title = f"note {_said(value, row.unit, confidence)} for {quote(row.title)}"
    measure_of = plan.find(row.measured_by, Kpi) if row.measured_by else None
    if measure_of is None:
        said = {"value": value, "confidence": confidence, "note": note}
        return Edit(title, tuple(_record(plan, CheckIn, kr, at, said)), kr)
    changes: list[Change] = []
    own: dict[str, Any] = {"confidence": confidence}
    if value is not None:
        converted = convert(value, row.unit, measure_of.unit)
        changes += _record(plan, Measurement, measure_of.id, at, {"value": converted, "note": note})
    elif note:
        own["note"] = note
    if confidence is not None or "note" in own:
        changes += _record(plan, CheckIn, kr, at, own)
    return Edit(title, tuple(changes), kr)


def _said(value: float | None, unit: str, confidence: float | None) -> str:
    """What is noted, for a title: "9 %", "confidence 6", "9 % and confidence 6"; "a remark" for words alone."""
    parts = [format_value(value, unit)] if value is not None and math.isfinite(value) else []
    parts += [f"confidence {confidence:g}"] if confidence is not None else []
    return " and ".join(parts) or "a remark"


def before_start(plan: Plan, row: KeyResult, day: date) -> str:
    """Why a key result takes no value of a day: its cycle has not begun by then. Empty when it takes one."""
    cycle = plan.cycle_of(row)
    if cycle is None or cycle.start is None:
        return ""
    # a quarter that was started before its first day runs from then on
    frozen = [when(target.at)[0] for target in plan.children(Target, row.id) if target.at is not None]
    if day >= min((cycle.start, *frozen)):
        return ""
    return (
        f"{format_day(day, cycle.start)} is before the cycle {quote(cycle.name)}, which starts on "
        f"{format_day(cycle.start, day)}. What was so before it belongs in “from”."
    )


def measure(plan: Plan, kpi: str, at: Moment, value: float | None, note: str = "") -> Edit:
    """Record the value of a KPI at a moment; a second one for the moment corrects the first.

    Raises `PlanError` when neither a value is given nor one is there to add the note to.
    """
    row = plan.find(kpi, Kpi)
    if row is None:
        raise Missing(kpi, "KPI")
    if value is None and plan.find(moment_id(kpi, at), Measurement) is None:
        raise PlanError(f"A measurement of {quote(row.name)} needs a value.")
    changes = _record(plan, Measurement, kpi, at, {"value": value, "note": note})
    return Edit(f"note {_said(value, row.unit, None)} for the KPI {quote(row.name)}", tuple(changes), kpi)


def _record(
    plan: Plan, entity: type[CheckIn] | type[Measurement], owner: str, at: Moment, said: dict[str, Any]
) -> list[Change]:
    """Write or correct the value of a moment."""
    values = {name: float(v) if isinstance(v, int) and not isinstance(v, bool) else v for name, v in said.items()}
    values = {name: value for name, value in values.items() if value is not None and value != ""}
    row = moment_id(owner, at)
    held: Entity | None = plan.find(row, entity)
    if held is None:
        parent = "key_result" if entity is CheckIn else "kpi"
        shape: dict[str, Any] = {parent: owner, "at": at, **values}
        return [Insert(entity(row, **shape))]
    return [
        Set(entity.TABLE, row, name, getattr(held, name), value)
        for name, value in values.items()
        if getattr(held, name) != value
    ]
