"""Whatever is done, in whatever order and by however many windows: the file and all windows say the same."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
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

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_NUMBER = st.floats(allow_nan=False, allow_infinity=False, width=32)
_DAY = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_KINDS: tuple[type[Entity], ...] = (Priority, Objective, KeyResult, Initiative, Kpi)
_ABOVE: dict[type[Entity], type[Entity]] = {Objective: Cycle, KeyResult: Objective, Initiative: KeyResult}


_ACTIONS = ("add", "add", "add", "change", "change", "delete", "move", "turn", "value", "value")


def _value(draw: Any, plan: Plan, spec: Spec) -> Any:
    match spec.kind:
        case "text":
            return draw(_TEXT)
        case "number":
            low, high = spec.low, spec.high
            return draw(st.none() | (_NUMBER if low is None else st.floats(low, high)))
        case "date":
            return draw(st.none() | _DAY)
        case "flag":
            return draw(st.booleans())
        case "choice":
            return draw(st.sampled_from(spec.choices))
        case "refs":
            rows = sorted(row.id for row in plan.rows() if spec.table == row.TABLE)
            return tuple(draw(st.lists(st.sampled_from(rows), unique=True, max_size=3))) if rows else ()
        case "ref" if spec.table:
            rows = sorted(row.id for row in plan.rows() if spec.table == row.TABLE)
            return draw(st.none() | st.sampled_from(rows)) if rows else None
    return None


def _rows(plan: Plan, *kinds: type[Entity]) -> list[Entity]:
    return sorted((row for row in plan.rows() if isinstance(row, kinds)), key=lambda row: row.id)


def _edit(draw: Any, plan: Plan) -> Edit:
    """Something that a user could do to this plan now; may raise `PlanError` like what a user could try."""
    rows = _rows(plan, *_KINDS)
    action = draw(
        st.sampled_from(["add", "add", "add", "change", "change", "delete", "move", "turn", "value", "value"])
    )
    if action == "add" or not rows:
        kind = draw(st.sampled_from(_KINDS))
        above = _ABOVE.get(kind)
        parents = [row.id for row in _rows(plan, above)] if above else [""]
        if not parents:
            return edits.add(plan, Kpi, name=draw(_TEXT))
        return edits.add(plan, kind, parent=draw(st.sampled_from(parents)), **{edits.title_field(kind): draw(_TEXT)})
    row = draw(st.sampled_from(rows))
    match action:
        case "change":
            spec = draw(st.sampled_from([s for s in specs(type(row)) if s.travels]))
            return edits.change(plan, row.id, **{spec.name: _value(draw, plan, spec)})
        case "delete":
            return edits.delete(plan, row.id)
        case "move":
            return edits.move(plan, row.id, draw(st.sampled_from([-1, 1])))
        case "turn":
            return edits.turn(plan, row.id, draw(st.sampled_from(_KINDS)))
    at = draw(_DAY) if draw(st.booleans()) else datetime(2026, 5, 4) + timedelta(minutes=draw(st.integers(0, 9)))
    if isinstance(row, KeyResult):
        return edits.check_in(plan, row.id, at, draw(_NUMBER), draw(st.none() | st.floats(0, 10)), draw(_TEXT))
    kpis = _rows(plan, Kpi)
    if not kpis:
        return edits.add(plan, Kpi, name=draw(_TEXT))
    return edits.measure(plan, draw(st.sampled_from(kpis)).id, at, draw(_NUMBER), draw(_TEXT))


def _try(draw: Any, window: Session) -> None:
    try:
        window.apply(_edit(draw, window.plan))
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


def _there_and_back(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        window = session(Path(folder) / "plan.db")
        empty = contents(window.plan)
        window.apply(insert(CYCLE))
        for _ in range(data.draw(st.integers(1, 14))):
            _try(data.draw, window)
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


def _side_by_side(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.db"
        windows = [session(path), session(path)]
        windows[0].apply(insert(CYCLE))
        for _ in range(data.draw(st.integers(1, 16))):
            window = windows[data.draw(st.integers(0, 1))]
            match data.draw(st.sampled_from(["edit", "edit", "edit", "edit", "undo", "redo", "wait"])):
                case "edit":
                    _try(data.draw, window)
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
@given(st.data())
def test_the_file_equals_memory_undo_empties_it_and_redo_fills_it_again(data: st.DataObject) -> None:
    _there_and_back(data)


@_FEW
@given(st.data())
def test_two_windows_that_edit_undo_and_redo_at_random_end_up_with_what_the_file_holds(data: st.DataObject) -> None:
    _side_by_side(data)


@pytest.mark.soak
@_MANY
@given(st.data())
def test_there_and_back_many_times(data: st.DataObject) -> None:
    _there_and_back(data)


@pytest.mark.soak
@_MANY
@given(st.data())
def test_side_by_side_many_times(data: st.DataObject) -> None:
    _side_by_side(data)
