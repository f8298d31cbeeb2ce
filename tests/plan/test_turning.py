"""Turning a line into another kind: what has a place there goes along, and undo brings back the rest."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.plan import edits
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
    Target,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.turning import TURNABLE
from tests.plan.making import TODAY, do, small_plan, state


def bare() -> Plan:
    """The small plan without initiatives, so that nothing stands in the way."""
    plan = small_plan()
    for row in ("in-1", "in-2"):
        plan.apply(edits.delete(plan, row).changes)
    return plan


def test_a_key_result_becomes_a_kpi_with_its_values() -> None:
    plan = bare()
    plan.apply(edits.check_in(plan, "kr-1", date(2026, 5, 1), None, 3.0, "a feeling, no value").changes)
    row = do(plan, edits.turn(plan, "kr-1", Kpi))
    kpi = plan.find(row, Kpi)
    assert kpi is not None
    assert (kpi.name, kpi.unit, kpi.direction, kpi.owner) == ("Lower churn", "%", "down", "Cy")
    assert (kpi.healthy_low, kpi.healthy_high) == (None, 5.0)
    assert kpi.drivers == ("kpi-1", "kpi-2")
    assert [(one.at, one.value, one.note) for one in plan.measurements(row)] == [
        (date(2026, 4, 20), 5.9, "slow"),
        (TODAY, 5.8, ""),
    ]
    assert not plan.table(Target)
    assert plan.kpis[-1] == kpi


def test_the_random_part_of_an_id_stays_unless_another_row_has_it() -> None:
    plan = Plan(
        [
            Cycle("cy-a", 1.0, "Q"),
            Objective("o-a1", "cy-a", 1.0, "o"),
            KeyResult("kr-7h2k9m", "o-a1", 1.0, "x"),
            KeyResult("kr-growth", "o-a1", 2.0, "y"),
            Kpi("kpi-growth", 1.0, "Growth"),
        ]
    )
    assert do(plan, edits.turn(plan, "kr-7h2k9m", Kpi)) == "kpi-7h2k9m"
    other = do(plan, edits.turn(plan, "kr-growth", Kpi))
    assert other != "kpi-growth"
    assert plan.find("kpi-growth", Kpi) == Kpi("kpi-growth", 1.0, "Growth")


@pytest.mark.parametrize(
    ("direction", "low", "high"), [("up", 5.0, None), ("down", None, 5.0), ("keep", 5.0, 5.0), (None, 5.0, None)]
)
def test_a_target_becomes_the_bound_of_the_healthy_range(direction: str, low: float | None, high: float | None) -> None:
    plan = bare()
    plan.apply(edits.change(plan, "kr-1", direction=direction, unit="h").changes)
    kpi = plan.find(do(plan, edits.turn(plan, "kr-1", Kpi)), Kpi)
    assert kpi is not None
    assert (kpi.healthy_low, kpi.healthy_high) == (low, high)


@pytest.mark.parametrize(("target", "low", "high"), [(99.9, 99.9, None), (0.4, None, 0.4)])
def test_a_share_that_is_kept_may_be_better_than_that(target: float, low: float | None, high: float | None) -> None:
    plan = bare()
    plan.apply(edits.change(plan, "kr-1", direction="keep", unit="%", target=target).changes)
    kpi = plan.find(do(plan, edits.turn(plan, "kr-1", Kpi)), Kpi)
    assert kpi is not None
    assert (kpi.healthy_low, kpi.healthy_high) == (low, high)


def test_a_kpi_becomes_a_key_result_where_it_led_to_one() -> None:
    plan = small_plan()
    row = do(plan, edits.turn(plan, "kpi-1", KeyResult))
    found = plan.find(row, KeyResult)
    assert found is not None
    assert (found.title, found.unit, found.direction, found.target, found.owner) == (
        "First answer",
        "h",
        "down",
        4,
        "Ed",
    )
    assert found.objective == "o-1"
    assert [(one.at, one.value, one.note) for one in plan.check_ins(row)] == [(date(2026, 4, 27), 3.1, "ok")]
    other = plan.find("kr-1", KeyResult)
    assert other is not None
    assert other.kpis == ("kpi-2",)
    onboarding = plan.find("kpi-2", Kpi)
    assert onboarding is not None
    assert onboarding.drivers == ()


def test_a_kpi_becomes_a_key_result_of_the_very_objective_that_it_served() -> None:
    plan = small_plan()
    do(plan, edits.change(plan, "kr-3", kpis=("kpi-3",)))
    do(plan, edits.change(plan, "kr-2", measured_by=None))
    found = plan.find(do(plan, edits.turn(plan, "kpi-3", KeyResult)), KeyResult)
    assert found is not None
    assert found.objective == "o-2"


def test_a_kpi_keeps_its_causes_as_the_kpis_that_lead_to_it() -> None:
    plan = small_plan()
    found = plan.find(do(plan, edits.turn(plan, "kpi-2", KeyResult, parent="o-2")), KeyResult)
    assert found is not None
    assert found.kpis == ("kpi-1",)
    assert found.objective == "o-2"


def test_a_range_with_one_bound_says_the_direction() -> None:
    plan = Plan(
        [
            Cycle("cy-1", 1.0, "Q"),
            Objective("o-1", "cy-1", 1.0, "o"),
            Kpi("kpi-a", 1.0, "a", healthy_low=5.0),
            Kpi("kpi-b", 2.0, "b", healthy_high=7.0),
            Kpi("kpi-c", 3.0, "c", healthy_low=1.0, healthy_high=2.0),
        ]
    )
    found = [plan.find(do(plan, edits.turn(plan, f"kpi-{name}", KeyResult)), KeyResult) for name in "abc"]
    assert [(row.direction, row.target) for row in found if row] == [("up", 5.0), ("down", 7.0), (None, 1.0)]


def test_there_and_back_again_loses_no_value() -> None:
    plan = small_plan()
    before = [(one.at, one.value, one.note) for one in plan.measurements("kpi-1")]
    row = do(plan, edits.turn(plan, "kpi-1", KeyResult))
    row = do(plan, edits.turn(plan, row, Kpi))
    assert [(one.at, one.value, one.note) for one in plan.measurements(row)] == before
    kpi = plan.find(row, Kpi)
    assert kpi is not None
    assert (kpi.unit, kpi.direction, kpi.healthy_high, kpi.owner) == ("h", "down", 4.0, "Ed")


def test_a_key_result_becomes_an_initiative_of_the_one_before_it_with_its_own() -> None:
    plan = small_plan()
    plan.apply(edits.move(plan, "kr-1", 1).changes)
    row = do(plan, edits.turn(plan, "kr-1", Initiative))
    assert [one.title for one in plan.initiatives("kr-2")] == ["Lower churn", "Exit survey", "Call ten who left"]
    found = plan.find(row, Initiative)
    assert found is not None
    assert found.owner == "Cy"


def test_the_first_key_result_becomes_an_initiative_of_the_one_after_it() -> None:
    plan = small_plan()
    do(plan, edits.turn(plan, "kr-1", Initiative))
    assert [one.title for one in plan.initiatives("kr-2")] == ["Lower churn", "Exit survey", "Call ten who left"]


def test_the_only_key_result_needs_another_to_bet_on() -> None:
    with pytest.raises(PlanError, match="needs a key result to bet on"):
        edits.turn(small_plan(), "kr-3", Initiative)


def test_an_initiative_becomes_a_key_result_behind_the_one_it_bet_on() -> None:
    plan = small_plan()
    row = do(plan, edits.turn(plan, "in-1", KeyResult))
    assert [one.title for one in plan.key_results("o-1")] == ["Lower churn", "Exit survey", "Raise orders"]
    found = plan.find(row, KeyResult)
    assert found is not None
    assert found.owner == "Di"


def test_an_initiative_that_is_a_measure_leads_to_its_key_result() -> None:
    plan = small_plan()
    row = do(plan, edits.turn(plan, "in-1", Kpi))
    found = plan.find("kr-1", KeyResult)
    assert found is not None
    assert found.kpis == ("kpi-1", "kpi-2", row)


def test_an_objective_becomes_a_key_result_of_the_one_before_with_its_key_results_behind_it() -> None:
    plan = small_plan()
    do(plan, edits.turn(plan, "o-2", KeyResult))
    assert [one.title for one in plan.key_results("o-1")] == [
        "Lower churn",
        "Raise orders",
        "Effortless checkout",
        "Finish in a minute",
    ]
    do(plan, edits.add(plan, Objective, parent="cy-1", title="Another"))
    do(plan, edits.turn(plan, "o-1", KeyResult))
    assert len(plan.table(Objective)) == 1
    assert len(plan.table(KeyResult)) == 5
    assert len(plan.initiatives("kr-1")) == 2


def test_the_only_objective_has_nowhere_to_go() -> None:
    plan = small_plan()
    plan.apply(edits.delete(plan, "o-2").changes)
    with pytest.raises(PlanError, match="write the objective first"):
        edits.turn(plan, "o-1", KeyResult)
    with pytest.raises(PlanError, match="key result first"):
        edits.turn(plan, "o-1", Initiative)


def test_an_objective_that_is_a_solution_becomes_an_initiative() -> None:
    plan = small_plan()
    do(plan, edits.turn(plan, "o-2", Initiative))
    assert [one.title for one in plan.initiatives("kr-2")] == ["Effortless checkout"]
    assert [one.title for one in plan.key_results("o-1")] == ["Lower churn", "Raise orders", "Finish in a minute"]


def test_a_key_result_becomes_an_objective_behind_its_own_with_its_priority() -> None:
    plan = bare()
    plan.apply(edits.change(plan, "kr-1", grade=0.6, learned="price matters", alternative="Keep buyers").changes)
    found = plan.find(do(plan, edits.turn(plan, "kr-1", Objective, parent="cy-1")), Objective)
    assert found is not None
    assert [one.title for one in plan.objectives("cy-1")] == ["Balance growth", "Lower churn", "Effortless checkout"]
    assert (found.priority, found.owner, found.grade) == ("pr-1", "Cy", 0.6)
    assert (found.reflection, found.alternative) == ("price matters", "Keep buyers")


def test_a_priority_and_an_objective_become_each_other() -> None:
    plan = small_plan()
    row = do(plan, edits.turn(plan, "pr-1", Objective))
    assert [one.title for one in plan.objectives("cy-1")][-1] == "Repeat orders"
    balance = plan.find("o-1", Objective)
    assert balance is not None
    assert balance.priority is None
    do(plan, edits.turn(plan, row, Priority))
    assert [one.title for one in plan.priorities] == ["Repeat orders"]


def test_what_is_new_goes_to_the_cycle_that_runs_and_never_to_a_closed_one() -> None:
    cycles = [
        Cycle("cy-a", 1.0, "2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "closed"),
        Cycle("cy-b", 2.0, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30), "active"),
        Cycle("cy-c", 3.0, "2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        Cycle("cy-d", 4.0, "Later"),
    ]
    kpi = Kpi("kpi-k", 1.0, "NPS")
    objectives = [Objective(f"o-{name}", f"cy-{name}", 1.0, name) for name in "abcd"]
    results = [KeyResult(f"kr-{name}", f"o-{name}", 1.0, name, kpis=("kpi-k",)) for name in "abcd"]
    for names, cycle in (("abcd", "b"), ("acd", "c"), ("ad", "d")):
        plan = Plan([*(row for row in (*cycles, *objectives, *results) if row.id[-1] in names), kpi])
        turned = small_turn(plan, Objective)
        assert isinstance(turned, Objective)
        assert turned.cycle == f"cy-{cycle}"
        turned = small_turn(plan, KeyResult)
        assert isinstance(turned, KeyResult)
        assert turned.objective == f"o-{cycle}"
        turned = small_turn(plan, Initiative)
        assert isinstance(turned, Initiative)
        assert turned.key_result == f"kr-{cycle}"
    over = Plan([*(row for row in (*cycles, *objectives, *results) if row.id[-1] == "a"), kpi])
    for cls, says in ((Objective, "begin a quarter"), (KeyResult, "objective first"), (Initiative, "key result first")):
        with pytest.raises(PlanError, match=says):
            edits.turn(over, "kpi-k", cls)


def small_turn(plan: Plan, cls: type[Entity]) -> Entity:
    """What the only KPI of a plan becomes; the plan is left as it was."""
    edit = edits.turn(plan, "kpi-k", cls)
    plan.apply(edit.changes)
    found = plan.get(edit.item)
    plan.apply(edit.inverse().changes)
    return found


def test_decisions_follow_the_line_that_they_are_about() -> None:
    plan = bare()
    row = do(plan, edits.turn(plan, "kr-1", Kpi))
    decision = plan.find("de-1", Decision)
    assert decision is not None
    assert decision.about == row


@pytest.mark.parametrize(
    ("row", "cls", "says"),
    [
        ("kr-1", Kpi, "“Lower churn” has 2 initiatives, and a KPI has none: move or delete them first"),
        ("kr-1", Objective, "and an objective has none"),
        ("o-2", Kpi, "“Effortless checkout” has 1 key result, and a KPI has none"),
        ("kr-2", Kpi, "is measured by the KPI “Order frequency” already"),
        ("kpi-3", KeyResult, "measures the key result “Raise orders”, which would lose its numbers"),
        ("cy-1", Objective, "The cycle “2026-Q2” cannot become an objective"),
        ("kr-1", Cycle, "cannot become a cycle"),
        ("kr-9", Kpi, "not in the plan"),
    ],
)
def test_where_nothing_sensible_exists_the_sentence_says_what_to_do(row: str, cls: type[Entity], says: str) -> None:
    with pytest.raises(PlanError, match=says) as error:
        edits.turn(small_plan(), row, cls)
    assert str(error.value).endswith(".")


def test_a_parent_of_the_wrong_kind_or_from_below_is_refused() -> None:
    plan = small_plan()
    with pytest.raises(PlanError, match="An initiative belongs to a key result, not to the objective “Effortless"):
        edits.turn(plan, "kr-1", Initiative, parent="o-2")
    with pytest.raises(PlanError, match="cannot belong to itself"):
        edits.turn(plan, "o-1", Initiative, parent="kr-1")
    with pytest.raises(PlanError, match="cannot belong to itself"):
        edits.turn(plan, "o-1", KeyResult, parent="o-1")


def test_turning_into_the_same_kind_moves_it() -> None:
    plan = small_plan()
    do(plan, edits.turn(plan, "in-1", Initiative, parent="kr-3"))
    assert [one.title for one in plan.initiatives("kr-3")] == ["Exit survey"]
    assert not edits.turn(plan, "in-1", Initiative)


@pytest.mark.parametrize("row", ["pr-1", "o-1", "o-2", "kr-1", "kr-2", "kr-3", "in-1", "kpi-1", "kpi-2", "kpi-3"])
@pytest.mark.parametrize("cls", TURNABLE)
def test_every_turn_is_whole_and_undone_exactly_or_refused(row: str, cls: type[Entity]) -> None:
    plan = small_plan()
    before = state(plan)
    old = plan.get(row)
    try:
        edit = edits.turn(plan, row, cls)
    except PlanError:
        assert state(plan) == before
        return
    do(plan, edit)
    new = plan.get(edit.item)
    assert type(new) is cls
    assert edits.title_of(new) == edits.title_of(old)
    if type(old) is not cls:
        assert plan.item(row) is None or plan.item(row) != old
    if hasattr(old, "owner") and hasattr(new, "owner"):
        assert new.owner == old.owner
    if {type(old), cls} <= {KeyResult, Kpi}:
        assert values_of(plan) == values_of(small_plan())
    plan.apply(edit.inverse().changes)
    assert state(plan) == before


def values_of(plan: Plan) -> set[tuple[object, float | None]]:
    """All values of a plan with their moments, wherever they are kept."""
    checked = {(one.at, one.value) for one in plan.table(CheckIn).values()}
    return checked | {(one.at, one.value) for one in plan.table(Measurement).values()}
