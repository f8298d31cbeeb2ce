"""A small plan for tests: a quarter that runs, two objectives, key results, initiatives, KPIs and their values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Decision,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Priority,
    Review,
    Root,
    Target,
)
from okrtui.plan.model import Plan

TODAY = date(2026, 5, 4)
START, END = date(2026, 4, 1), date(2026, 6, 30)


def small_plan() -> Plan:
    """The plan of these tests; ids are short, so that they can be read."""
    return Plan(
        [
            Root("plan", "Acme", "weekly", "Win repeat buyers"),
            Priority("pr-1", 1.0, "Repeat orders"),
            Cycle("cy-1", 1.0, "2026-Q2", START, END, "active"),
            Cycle("cy-2", 2.0, "Later"),
            Objective("o-1", "cy-1", 1.0, "Balance growth", "It pays", "Ada", "committed", "pr-1"),
            Objective("o-2", "cy-1", 2.0, "Effortless checkout", owner="Bo"),
            KeyResult(
                "kr-1", "o-1", 1.0, "Lower churn", "churn", "%", "down", 6.0, 5.0, owner="Cy", kpis=("kpi-1", "kpi-2")
            ),
            KeyResult(
                "kr-2", "o-1", 2.0, "Raise orders", direction="up", baseline=1.6, target=2.0, measured_by="kpi-3"
            ),
            KeyResult("kr-3", "o-2", 1.0, "Finish in a minute"),
            Target("kr-1@2026-04-01", "kr-1", 1.0, START, 6.0, 5.0),
            Initiative("in-1", "kr-1", 1.0, "Exit survey", "Di"),
            Initiative("in-2", "kr-1", 2.0, "Call ten who left", done=True),
            CheckIn("kr-1@2026-04-20", "kr-1", date(2026, 4, 20), 5.9, 6.0, "slow"),
            CheckIn("kr-1@2026-05-04", "kr-1", TODAY, 5.8, 5.0),
            Kpi("kpi-1", 1.0, "First answer", "customer", "leading", "h", "down", None, 4.0, None, 3.0, "weekly", "Ed"),
            Kpi("kpi-2", 2.0, "Onboarding", drivers=("kpi-1",)),
            Kpi("kpi-3", 3.0, "Order frequency", "customer", "lagging"),
            Measurement("kpi-1@2026-04-27", "kpi-1", date(2026, 4, 27), 3.1, "ok"),
            Measurement("kpi-3@2026-04-27", "kpi-3", date(2026, 4, 27), 1.7),
            Review("rv-1", date(2026, 4, 27), True),
            Decision("de-1", "rv-1", 1.0, "Call them", about="kr-1"),
        ]
    )


def state(plan: Plan) -> Mapping[str, Any]:
    """All that a plan is, to compare: its rows and the order of children below each parent."""
    rows: dict[tuple[str, str], Entity] = {(row.TABLE, row.id): row for row in plan.rows()}
    order = {
        row.id: [[child.id for child in plan.children(kind, row.id)] for kind in (Objective, KeyResult, Initiative)]
        for row in plan.rows()
    }
    top = [[row.id for row in plan.children(kind)] for kind in (Priority, Cycle, Kpi)]
    return {"rows": rows, "order": order, "top": top, "suffixes": set(plan.suffixes)}


def do(plan: Plan, edit: Edit) -> str:
    """Apply an edit, and check on the way that undo brings back all and redo does it again; returns its item."""
    before = state(plan)
    plan.apply(edit.changes)
    after = state(plan)
    plan.apply(edit.inverse().changes)
    assert state(plan) == before
    plan.apply(edit.inverse().inverse().changes)
    assert state(plan) == after
    return edit.item


__all__ = ["END", "START", "TODAY", "do", "edits", "small_plan", "state"]
