"""A plan as a table: one row for a key result or a KPI, as a spreadsheet opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from okrtui.exchange.csv_columns import ALWAYS, COLUMNS, KPI_COLUMNS, KR_COLUMNS
from okrtui.exchange.tables import plain
from okrtui.plan.entities import CheckIn, Cycle, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.model import Plan
from okrtui.plan.numbers import convert

HEADER = ",".join(ALWAYS)
"""How the first line of every table of ours begins, by which a file is known again."""
RISKY = ("=", "+", "-", "@", "'", "\t", "\r")
"""What a text cell must not begin with, since a spreadsheet would take it for a formula (or, ', for its own mark)."""

_Value = TypeVar("_Value", CheckIn, Measurement)


def dumps(plan: Plan) -> str:
    """The key results and KPIs of a plan as CSV with commas; raises `PlanError` for nan and infinity."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    rows = list(_rows(plan))
    columns = [name for name in COLUMNS if name in ALWAYS or any(row.get(name) for row in rows)]
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return made.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value) if isinstance(value, int) else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(RISKY) else text


def _rows(plan: Plan) -> Iterator[dict[str, object]]:
    for cycle in plan.cycles:
        for objective in plan.objectives(cycle.id):
            for result in plan.key_results(objective.id):
                yield _result(plan, cycle, objective, result)
    for kpi in plan.kpis:
        yield _kpi(plan, kpi)


def _result(plan: Plan, cycle: Cycle, objective: Objective, row: KeyResult) -> dict[str, object]:
    made: dict[str, object] = {"type": "kr", "cycle": cycle.name, "cycle_id": cycle.id}
    made |= {"objective": objective.title, "objective_id": objective.id, "id": row.id}
    made |= {name: plain(row, name, getattr(row, name)) for name in ("title", *KR_COLUMNS)}
    last = _last(plan.check_ins(row.id))
    made["confidence"] = plain(last, "confidence", last.confidence) if last else None
    kpi = plan.find(row.measured_by, Kpi) if row.measured_by else None
    if kpi is None:
        return made | _latest(last)
    measured = _last(plan.measurements(kpi.id))
    if measured is None or measured.value is None:
        return made | {"updated": last.at if last and last.confidence is not None else None}
    value = convert(measured.value, kpi.unit, row.unit)
    return made | {"current": plain(measured, "value", value), "updated": measured.at}


def _kpi(plan: Plan, row: Kpi) -> dict[str, object]:
    made: dict[str, object] = {"type": "kpi", "title": row.name, "id": row.id}
    made |= {name: plain(row, name, getattr(row, name)) for name in KPI_COLUMNS}
    return made | _latest(_last(plan.measurements(row.id)))


def _last(rows: Sequence[_Value]) -> _Value | None:
    return rows[-1] if rows else None


def _latest(row: CheckIn | Measurement | None) -> dict[str, object]:
    return {"current": plain(row, "value", row.value), "updated": row.at} if row else {}
