"""Values of the past: read in one list, corrected, deleted; and what the journal says they were."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement, Target
from okrtui.plan.errors import PlanError
from okrtui.plan.history import correct, deleted, forget, history, of_entry, pasts
from okrtui.plan.model import Plan
from okrtui.session import Session
from tests.plan.making import END, TODAY, do, small_plan


def row_of(plan: Plan, row: str) -> KeyResult | Kpi:
    """A key result or a KPI of the plan."""
    found = plan.get(row)
    assert isinstance(found, KeyResult | Kpi)
    return found


def test_the_latest_comes_first() -> None:
    plan = small_plan()
    found = history(plan, row_of(plan, "kr-1"))
    assert [(e.at, e.value, e.confidence, e.note) for e in found] == [
        (TODAY, 5.8, 5.0, ""),
        (date(2026, 4, 20), 5.9, 6.0, "slow"),
    ]


def test_a_measured_key_result_has_the_kpis_values_of_its_cycle_and_its_own_confidence() -> None:
    plan = small_plan()
    for at in (date(2026, 3, 1), date(2026, 5, 1), date(2026, 7, 3), date(2026, 9, 1)):
        plan.apply(edits.measure(plan, "kpi-3", at, 1.8).changes)
    plan.apply(edits.check_in(plan, "kr-2", date(2026, 5, 1), None, 7, "good week").changes)
    found = history(plan, row_of(plan, "kr-2"))
    assert [(e.at.month, e.at.day) for e in found] == [(7, 3), (5, 1), (4, 27)]
    assert (found[1].value, found[1].confidence, found[1].note) == (1.8, 7, "good week")


def test_a_correction_says_just_what_it_is_given() -> None:
    plan = small_plan()
    row = row_of(plan, "kr-1")
    entry = history(plan, row)[1]
    do(plan, correct(plan, row, entry, 5.95, None, ""))
    held = plan.table(CheckIn)["kr-1@2026-04-20"]
    assert (held.value, held.confidence, held.note) == (5.95, None, "")
    assert not correct(plan, row, history(plan, row)[1], 5.95, None, "")


def test_nothing_left_is_no_correction() -> None:
    plan = small_plan()
    row = row_of(plan, "kr-1")
    with pytest.raises(PlanError, match="Nothing would be left"):
        correct(plan, row, history(plan, row)[0], None, None, "")
    kpi = row_of(plan, "kpi-1")
    with pytest.raises(PlanError, match="Nothing would be left"):
        correct(plan, kpi, history(plan, kpi)[0], None, None, "note")


def test_both_halves_of_a_value_go() -> None:
    plan = small_plan()
    plan.apply(edits.check_in(plan, "kr-2", date(2026, 5, 1), 1.8, 7, "").changes)
    row = row_of(plan, "kr-2")
    do(plan, forget(row, history(plan, row)[0]))
    assert "kr-2@2026-05-01" not in plan.table(CheckIn)
    assert "kpi-3@2026-05-01" not in plan.table(Measurement)


def test_a_value_with_a_time_is_its_own() -> None:
    plan = small_plan()
    plan.apply(edits.check_in(plan, "kr-1", datetime(2026, 5, 4, 9, 30), 5.7).changes)
    assert [e.value for e in history(plan, row_of(plan, "kr-1"))] == [5.7, 5.8, 5.9]


def test_a_check_in_before_the_cycle_is_refused_and_one_after_it_is_not() -> None:
    plan = small_plan()
    with pytest.raises(PlanError, match="31 Mar is before the cycle “2026-Q2”, which starts on 1 Apr"):
        edits.check_in(plan, "kr-1", date(2026, 3, 31), 6.0)
    with pytest.raises(PlanError, match="before the cycle"):
        edits.check_in(plan, "kr-1", datetime(2026, 3, 31, 23, 59), 6.0)
    assert edits.check_in(plan, "kr-1", date(2026, 4, 1), 6.0)
    assert edits.check_in(plan, "kr-1", END, 5.0)
    assert edits.measure(plan, "kpi-1", date(2019, 1, 1), 3.0)


def test_a_quarter_that_was_started_early_takes_values_from_then_on() -> None:
    plan = small_plan()
    early = Target("t-early0", "kr-1", at=date(2026, 3, 25), target=5.0)
    plan.apply((Insert(early),))
    assert edits.check_in(plan, "kr-1", date(2026, 3, 31), 6.0)
    with pytest.raises(PlanError, match="before the cycle"):
        edits.check_in(plan, "kr-1", date(2026, 3, 24), 6.0)


def test_the_journal_tells_what_values_were(tmp_path: Path) -> None:
    session = Session(tmp_path / "p.db", today=lambda: TODAY, state_dir=tmp_path / "state").open()
    session.apply(Edit("all", tuple(Insert(row) for row in small_plan().rows() if row.id != "plan")))
    row = row_of(session.plan, "kr-1")
    session.apply(correct(session.plan, row, history(session.plan, row)[1], 5.95, 6, "slower"))
    session.apply(forget(row, history(session.plan, row)[0]))
    session.wait(20)
    past = pasts(session.value_changes("kr-1"))
    (entry,) = history(session.plan, row)
    assert [(one.field, one.old) for one in of_entry(entry, past)] == [("value", 5.9), ("note", "slow")]
    assert [(on, value.value) for on, value in deleted(session.plan, past)] == [(TODAY, 5.8)]
    session.undo()
    session.wait(20)
    assert deleted(session.plan, pasts(session.value_changes("kr-1"))) == []
    assert pasts(session.value_changes("kr-2")) == []
    session.close()
