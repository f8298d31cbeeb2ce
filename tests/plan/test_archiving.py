"""Putting KPIs and priorities away: they leave what is looked at, keep what they hold, and come back as they were."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from okrtui.plan import edits
from okrtui.plan.archiving import archive, archived_on, archived_word, restore, still_needed
from okrtui.plan.attention import needs
from okrtui.plan.entities import Kpi, Priority, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.reviewing import cycle_to_review, due_kpis
from okrtui.plan.reviewnews import news
from okrtui.plan.settings import MethodSettings
from tests.plan.making import TODAY, do, small_plan, state


def test_an_archived_kpi_keeps_its_values_and_links_and_comes_back_as_it_was() -> None:
    plan = small_plan()
    before = state(plan)
    edit = archive(plan, "kpi-1", TODAY)
    assert edit.title == "archive the KPI “First answer”"
    plan.apply(edit.changes)
    kpi = plan.find("kpi-1", Kpi)
    assert kpi is not None
    assert (archived_on(kpi), archived_word(kpi)) == (TODAY, "archived")
    assert [m.value for m in plan.measurements("kpi-1")] == [3.1]
    assert [k.id for k in plan.watched] == ["kpi-2", "kpi-3"]
    back = restore(plan, "kpi-1")
    assert back.title == "restore the KPI “First answer”"
    plan.apply(back.changes)
    assert state(plan) == before


def test_undo_takes_archiving_back() -> None:
    plan = small_plan()
    before = state(plan)
    do(plan, edit := archive(plan, "kpi-1", TODAY))
    plan.apply([change.inverse() for change in reversed(edit.changes)])
    assert state(plan) == before


def test_a_priority_is_dropped_and_taken_up() -> None:
    plan = small_plan()
    edit = archive(plan, "pr-1", TODAY)
    assert edit.title == "drop the priority “Repeat orders”"
    plan.apply(edit.changes)
    row = plan.find("pr-1", Priority)
    assert row is not None
    assert archived_word(row) == "dropped"
    assert restore(plan, "pr-1").title == "take up the priority “Repeat orders”"


@pytest.mark.parametrize(
    ("row", "twice", "sentence"),
    [
        ("kpi-1", True, "“First answer” is archived already, since 2026-05-04."),
        ("pr-1", True, "“Repeat orders” is dropped already"),
        ("o-1", False, "Only KPIs and priorities can be put away"),
        ("kpi-9", False, "not in the plan"),
    ],
)
def test_what_cannot_be_put_away_is_said(row: str, twice: bool, sentence: str) -> None:
    plan = small_plan()
    if twice:
        plan.apply(archive(plan, row, TODAY).changes)
    with pytest.raises(PlanError, match=sentence):
        archive(plan, row, TODAY)


def test_what_is_in_use_cannot_be_restored() -> None:
    with pytest.raises(PlanError, match="“First answer” is not archived"):
        restore(small_plan(), "kpi-1")


def test_nobody_is_asked_for_the_value_of_an_archived_kpi() -> None:
    plan = small_plan()
    later = TODAY + timedelta(days=60)
    assert "kpi-1" in [kpi.id for kpi in due_kpis(plan, later)]
    assert "kpi-1" in [need.row for need in needs(plan, "cy-1", later, MethodSettings())]
    plan.apply(archive(plan, "kpi-1", TODAY).changes)
    assert "kpi-1" not in [kpi.id for kpi in due_kpis(plan, later)]
    assert "kpi-1" not in [need.row for need in needs(plan, "cy-1", later, MethodSettings())]


def test_a_plan_of_archived_kpis_alone_has_nothing_to_review() -> None:
    plan = small_plan()
    for row in ("o-1", "o-2", "cy-1", "cy-2", "kpi-2", "kpi-3"):
        do(plan, edits.delete(plan, row))
    assert cycle_to_review(plan, "", TODAY) == ("", "")
    do(plan, archive(plan, "kpi-1", TODAY))
    assert cycle_to_review(plan, "", TODAY)[1].startswith("There is nothing to review yet")


def test_the_review_tells_that_a_kpi_was_archived() -> None:
    plan = small_plan()
    edit = archive(plan, "kpi-1", TODAY)
    plan.apply(edit.changes)
    review = plan.find("rv-1", Review)
    assert review is not None
    found = news(plan, "cy-1", review, TODAY, edit.changes)
    assert ("First answer", "KPI archived") in [(one.title, one.text) for one in found]


def test_key_results_that_an_archived_kpi_still_measures_are_known() -> None:
    plan = small_plan()
    assert [row.id for row in still_needed(plan, "kpi-3")] == ["kr-2"]
    assert still_needed(plan, "kpi-1") == []
    do(plan, edits.change(plan, "cy-1", state="closed"))
    assert still_needed(plan, "kpi-3") == [], "a closed cycle takes no values"


def test_another_day_can_be_said_in_a_file_and_is_called_the_same() -> None:
    plan = small_plan()
    assert edits.change(plan, "kpi-2", archived=date(2026, 1, 1)).title == "archive the KPI “Onboarding”"
