"""Whatever is done, in whatever order and by however many windows: the file and all windows say the same."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Spec, specs
from okrtui.plan.model import Plan
from okrtui.session import Session
from tests.store.support import CYCLE, contents, insert, reread, session

_TEXTS = (
    "",
    "Lower churn",
    "“[/b]” %s",
    "tab\t, line\n and \x07",
    "目标 عكس",
    "é" * 300,
    "'; drop table objectives; --",
)
_KINDS: tuple[type[Entity], ...] = (Priority, Objective, KeyResult, Initiative, Kpi)
_ABOVE: dict[type[Entity], type[Entity]] = {Objective: Cycle, KeyResult: Objective, Initiative: KeyResult}
_ACTIONS = ("add", "add", "add", "change", "change", "delete", "move", "turn", "value", "value")


def _number(chance: Random) -> float:
    return chance.choice((0.0, -1.5, 5.2, 1e300, 5e-324, float(chance.randint(-9, 9))))


def _value(chance: Random, plan: Plan, spec: Spec) -> Any:
    rows = [row.id for row in plan.rows() if spec.table == row.TABLE]
    match spec.kind:
        case "text":
            return chance.choice(_TEXTS)
        case "number":
            return chance.choice(
                (None, _number(chance) if spec.low is None else chance.uniform(spec.low, spec.high or 1))
            )
        case "date":
            return chance.choice((None, date(2026, 1, 1) + timedelta(days=chance.randint(0, 400))))
        case "flag":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(spec.choices)
        case "refs":
            return tuple(chance.sample(rows, min(len(rows), chance.randint(0, 3))))
        case "ref" if spec.table:
            return chance.choice((None, *rows))
    return None


def _rows(plan: Plan, *kinds: type[Entity]) -> list[Entity]:
    return [row for row in plan.rows() if isinstance(row, kinds)]


def _edit(chance: Random, plan: Plan) -> Edit:
    """Something that a user could do to this plan now; may raise `PlanError` like what a user could try."""
    rows = _rows(plan, *_KINDS)
    action = chance.choice(_ACTIONS)
    if action == "add" or not rows:
        kind = chance.choice(_KINDS)
        above = _ABOVE.get(kind)
        parents = [row.id for row in _rows(plan, above)] if above else [""]
        if not parents:
            return edits.add(plan, Kpi, name=chance.choice(_TEXTS))
        values = {edits.title_field(kind): chance.choice(_TEXTS)}
        return edits.add(plan, kind, parent=chance.choice(parents), **values)
    row = chance.choice(rows)
    match action:
        case "change":
            spec = chance.choice([spec for spec in specs(type(row)) if spec.travels])
            return edits.change(plan, row.id, **{spec.name: _value(chance, plan, spec)})
        case "delete":
            return edits.delete(plan, row.id)
        case "move":
            return edits.move(plan, row.id, chance.choice((-1, 1)))
        case "turn":
            return edits.turn(plan, row.id, chance.choice(_KINDS))
    at = chance.choice((date(2026, 5, chance.randint(1, 30)), datetime(2026, 5, 4, 9, chance.randint(0, 9))))
    if isinstance(row, KeyResult):
        return edits.check_in(plan, row.id, at, _number(chance), chance.uniform(0, 10), chance.choice(_TEXTS))
    kpis = _rows(plan, Kpi)
    if not kpis:
        return edits.add(plan, Kpi, name=chance.choice(_TEXTS))
    return edits.measure(plan, chance.choice(kpis).id, at, _number(chance), chance.choice(_TEXTS))


def _try(chance: Random, window: Session) -> None:
    try:
        window.apply(_edit(chance, window.plan))
    except PlanError:
        return


def _settle(window: Session) -> None:
    """Wait for all that is queued; failures are part of the game."""
    while True:
        try:
            window.wait()
        except PlanError:
            continue
        return


_FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
_MANY = settings(_FEW, max_examples=1000)


def _there_and_back(chance: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        window = session(Path(folder) / "plan.db")
        empty = contents(window.plan)
        window.apply(insert(CYCLE))
        for _ in range(chance.randint(1, 20)):
            _try(chance, window)
        window.wait()
        full = contents(window.plan)
        assert reread(window.path) == full
        count = window._ticket
        for _ in range(count):
            window.undo()
        window.wait()
        assert contents(window.plan) == reread(window.path) == empty
        for _ in range(count):
            window.redo()
        window.wait()
        assert contents(window.plan) == reread(window.path) == full
        window.close()


def _side_by_side(chance: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.db"
        windows = [session(path), session(path)]
        windows[0].apply(insert(CYCLE))
        for _ in range(chance.randint(1, 30)):
            window = chance.choice(windows)
            match chance.choice(("edit", "edit", "edit", "edit", "undo", "redo", "wait")):
                case "edit":
                    _try(chance, window)
                case "undo":
                    window.undo()
                case "redo":
                    window.redo()
                case "wait":
                    _settle(window)
        for window in windows:
            _settle(window)
        for window in windows:
            _settle(window)
            assert contents(window.plan) == reread(path)
            window.close()


@_FEW
@given(st.randoms(use_true_random=True))
def test_the_file_equals_memory_undo_empties_it_and_redo_fills_it_again(chance: Random) -> None:
    _there_and_back(chance)


@_FEW
@given(st.randoms(use_true_random=True))
def test_two_windows_that_edit_undo_and_redo_at_random_end_up_with_what_the_file_holds(chance: Random) -> None:
    _side_by_side(chance)


@pytest.mark.soak
@_MANY
@given(st.randoms(use_true_random=True))
def test_there_and_back_many_times(chance: Random) -> None:
    _there_and_back(chance)


@pytest.mark.soak
@_MANY
@given(st.randoms(use_true_random=True))
def test_side_by_side_many_times(chance: Random) -> None:
    _side_by_side(chance)
