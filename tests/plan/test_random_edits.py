"""Whatever a user does, undo brings back exactly what was, and redo what came of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.dates import quarter
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority
from okrtui.plan.errors import Conflict, PlanError
from okrtui.plan.model import Plan, parent_field
from okrtui.plan.turning import TURNABLE
from okrtui.plan.validate import check_values, validate
from tests.plan.making import TODAY, do, small_plan, state

Pick = Callable[[list[Any]], Any]
PARENT: dict[type[Entity], type[Entity]] = {Objective: Cycle, KeyResult: Objective, Initiative: KeyResult}
NUMBERS = [0.0, 1.0, -3.5, 40.0, 1e9]


def rows_of(plan: Plan, *kinds: type[Entity]) -> list[str]:
    return sorted(row.id for row in plan.rows() if isinstance(row, kinds))


def action(plan: Plan, pick: Pick) -> Edit:
    """One action that a user may try; it raises `PlanError` where the plan says no."""
    items = rows_of(plan, *edits.KINDS)
    what = pick(
        ["add", "paste", "change", "delete", "move", "turn", "turn", "to", "check", "measure", "cycle", "start"]
    )
    if what in ("add", "paste"):
        kind = pick([Priority, Objective, KeyResult, Initiative, Kpi])
        parents = rows_of(plan, PARENT[kind]) if kind in PARENT else [""]
        if not parents:
            raise PlanError("There is nowhere to add it.")
        parent = pick(parents)
        after = pick([None, "", *(row.id for row in plan.children(kind, parent))])
        if what == "paste":
            return edits.add_many(plan, kind, ["one", "", "two", "three"], parent=parent, after=after)
        return edits.add(plan, kind, parent=parent, after=after, **{edits.title_field(kind): pick(["x", "[/b]", ""])})
    if what in ("cycle", "start"):
        cycles = rows_of(plan, Cycle)
        if what == "cycle" or not cycles:
            return edits.new_cycle(plan, quarter(pick([2025, 2026, 2027]), pick([1, 2, 3, 4])))
        return edits.start_cycle(plan, pick(cycles), TODAY)
    if not items:
        raise PlanError("There is nothing.")
    row = pick(items)
    if what == "delete":
        return edits.delete(plan, row)
    if what == "move":
        return edits.move(plan, row, pick([-3, -1, 1, 2]))
    if what == "turn":
        return edits.turn(plan, row, pick(list(TURNABLE)))
    if what == "to":
        kind = type(plan.get(row))
        if kind not in PARENT:
            raise PlanError("A row of the plan itself.")
        return edits.move_to(plan, row, pick(rows_of(plan, PARENT[kind])))
    return value_or_change(plan, pick, row, what)


def value_or_change(plan: Plan, pick: Pick, row: str, what: str) -> Edit:
    entity = plan.get(row)
    day = pick([date(2026, 4, 20), TODAY])
    if isinstance(entity, KeyResult):
        if what == "check":
            return edits.check_in(plan, row, day, pick([None, *NUMBERS]), pick([None, 5.0, 9.0]), pick(["", "note"]))
        links = pick([(), *[(kpi,) for kpi in rows_of(plan, Kpi)]])
        measure = pick([None, *rows_of(plan, Kpi)])
        return edits.retarget(plan, row, day, target=pick(NUMBERS), kpis=links, measured_by=measure)
    if isinstance(entity, Kpi):
        if what == "measure":
            return edits.measure(plan, row, day, pick([None, *NUMBERS]), pick(["", "note"]))
        return edits.change(plan, row, drivers=pick([(), *[(kpi,) for kpi in rows_of(plan, Kpi)]]))
    return edits.change(plan, row, **{edits.title_field(type(entity)): pick(["new words", "x"])})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_undo_and_redo_are_exact_for_any_sequence_of_actions(data: st.DataObject) -> None:
    def pick(choices: list[Any]) -> Any:
        return data.draw(st.sampled_from(choices))

    # The same ids in every run, so that a failing example can be shrunk.
    with patch("okrtui.plan.ids.os.urandom", random.Random(1).randbytes):
        run(data.draw(st.integers(1, 12)), pick)


def run(steps: int, pick: Pick) -> None:
    plan = small_plan()
    start = state(plan)
    history: list[Edit] = []
    for _ in range(steps):
        held = state(plan)
        edit = attempt(plan, pick)
        if edit is None:
            assert state(plan) == held, "a refused action changes nothing"
            continue
        do(plan, edit)
        assert edit.title
        assert (state(plan) == held) == (not edit)
        history.append(edit)
    whole(plan)
    for edit in reversed(history):
        plan.apply(edit.inverse().changes)
    assert state(plan) == start


def attempt(plan: Plan, pick: Pick) -> Edit | None:
    """An action that the plan takes, taken back again; None for one that it refuses with a sentence."""
    try:
        edit = action(plan, pick)
        plan.apply(edit.changes)
    except Conflict:
        raise
    except PlanError as no:
        refusals.add(re.sub("“[^”]*”", "…", str(no)))
        return None
    plan.apply(edit.inverse().changes)
    return edit


refusals: set[str] = set()


def test_refusals_are_sentences() -> None:
    for sentence in refusals:
        assert sentence[0] in "…AT"
        assert sentence.endswith((".", "yet"))


def whole(plan: Plan) -> None:
    """No row of the plan breaks a rule, and reading it anew gives the same order of children."""
    assert state(Plan(plan.rows())) == state(plan)
    everything = [Insert(row) for row in plan.rows()]
    check_values(plan, everything)
    validate(plan, everything)
    for row in plan.rows():
        if parent_field(row.TABLE):
            assert getattr(row, parent_field(row.TABLE))
