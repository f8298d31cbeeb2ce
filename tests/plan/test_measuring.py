"""Measuring a key result by a KPI: the values of both become one history, typed once from then on."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement
from okrtui.plan.errors import PlanError
from okrtui.plan.history import history
from okrtui.plan.measuring import measure_by
from tests.plan.making import TODAY, do, small_plan, state


def test_what_was_checked_in_becomes_the_kpis_values_and_the_confidence_stays() -> None:
    plan = small_plan()
    do(plan, edits.add(plan, Kpi, name="Churn", unit="%"))
    churn = plan.kpis[-1].id
    do(plan, edits.measure(plan, churn, TODAY, 5.7))
    before = state(plan)
    edit = measure_by(plan, "kr-1", churn)
    assert edit.title == "measure “Lower churn” by the KPI “Churn”"
    plan.apply(edit.changes)
    assert [(m.at, m.value, m.note) for m in plan.measurements(churn)] == [
        (date(2026, 4, 20), 5.9, "slow"),
        (TODAY, 5.7, ""),
    ], "where the KPI has a value of its own, that one stays"
    row = plan.find("kr-1", KeyResult)
    assert row is not None
    assert [(e.value, e.confidence) for e in history(plan, row)] == [(5.7, 5.0), (5.9, 6.0)]
    plan.apply(edit.inverse().changes)
    assert state(plan) == before


def test_a_note_moves_with_its_value_and_nothing_empty_is_left() -> None:
    plan = small_plan()
    do(plan, edits.check_in(plan, "kr-1", date(2026, 4, 27), 5.0, note="all of it moves"))
    do(plan, edits.add(plan, Kpi, name="Churn", unit="%"))
    churn = plan.kpis[-1].id
    before = state(plan)
    edit = measure_by(plan, "kr-1", churn)
    plan.apply(edit.changes)
    assert [(m.value, m.note) for m in plan.measurements(churn)] == [(5.9, "slow"), (5.0, "all of it moves"), (5.8, "")]
    assert [(c.value, c.confidence, c.note) for c in plan.check_ins("kr-1")] == [(None, 6.0, ""), (None, 5.0, "")]
    plan.apply(edit.inverse().changes)
    assert state(plan) == before


def test_values_move_in_the_kpis_unit() -> None:
    plan = small_plan()
    do(plan, edits.add(plan, KeyResult, parent="o-1", title="First answer in 2 h", unit="h", target=2.0))
    row = plan.key_results("o-1")[-1].id
    do(plan, edits.add(plan, Kpi, name="First answer in minutes", unit="min"))
    kpi = plan.kpis[-1].id
    do(plan, edits.check_in(plan, row, TODAY, 3.0))
    do(plan, measure_by(plan, row, kpi))
    assert [m.value for m in plan.measurements(kpi)] == [180.0]


def test_a_kpi_without_a_unit_takes_that_of_the_key_result() -> None:
    plan = small_plan()
    do(plan, measure_by(plan, "kr-1", "kpi-2"))
    kpi = plan.find("kpi-2", Kpi)
    assert kpi is not None
    assert kpi.unit == "%"


def test_its_metric_is_no_longer_one_of_its_early_signs() -> None:
    plan = small_plan()
    do(plan, measure_by(plan, "kr-1", "kpi-1"))
    row = plan.find("kr-1", KeyResult)
    assert row is not None
    assert (row.measured_by, row.kpis) == ("kpi-1", ("kpi-2",))
    assert plan.find("kr-1@2026-04-20", CheckIn) is not None, "its confidence"
    assert plan.find("kpi-1@2026-04-20", Measurement) is not None


def test_rows_that_are_gone_are_refused() -> None:
    with pytest.raises(PlanError, match="gone"):
        measure_by(small_plan(), "kr-1", "kpi-9")
