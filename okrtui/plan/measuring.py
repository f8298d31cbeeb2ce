"""Measuring a key result by a KPI, so that nobody types a number twice."""

from __future__ import annotations

from okrtui.plan.changes import Change, Edit, Insert, Remove, Set
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement
from okrtui.plan.errors import PlanError
from okrtui.plan.ids import moment_id
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote
from okrtui.plan.numbers import convert


def measure_by(plan: Plan, row: str, kpi: str) -> Edit:
    """Let a KPI be the metric of a key result. What was checked in so far becomes its values where it has none.

    Numbers move in the KPI's unit (a KPI without one takes that of the key result), notes with them; how confident the
    team was stays with the key result. What the plan in memory does not hold stays where it is: read the history first
    (`Session.history`). Raises `PlanError` for rows that are not there.
    """
    result, metric = plan.find(row, KeyResult), plan.find(kpi, Kpi)
    if result is None or metric is None:
        raise PlanError("The key result or the KPI is gone.")
    changes: list[Change] = [Set(KeyResult.TABLE, row, "measured_by", result.measured_by, kpi)]
    if kpi in result.kpis:  # its metric is no early sign of it
        kept = tuple(one for one in result.kpis if one != kpi)
        changes.append(Set(KeyResult.TABLE, row, "kpis", result.kpis, kept))
    if result.unit and not metric.unit:
        changes.append(Set(Kpi.TABLE, kpi, "unit", "", result.unit))
    for check_in in plan.check_ins(row):
        changes += _moved(plan, result, metric, check_in)
    return Edit(f"measure {quote(result.title)} by the KPI {quote(metric.name)}", tuple(changes), row)


def _moved(plan: Plan, result: KeyResult, metric: Kpi, check_in: CheckIn) -> list[Change]:
    if check_in.value is None or check_in.at is None:
        return []
    place = moment_id(metric.id, check_in.at)
    if plan.find(place, Measurement) is not None:
        return []
    value = convert(check_in.value, result.unit, metric.unit)
    new = Insert(Measurement(place, metric.id, check_in.at, value, check_in.note))
    if check_in.confidence is None:  # nothing would be left of it
        return [new, Remove(check_in)]
    left = [Set(CheckIn.TABLE, check_in.id, "note", check_in.note, "")] if check_in.note else []
    return [new, Set(CheckIn.TABLE, check_in.id, "value", check_in.value, None), *left]
