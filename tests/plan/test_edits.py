"""The actions of a user: what they change, what they are called, and that each can be taken back."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert, Remove, Set
from okrtui.plan.dates import quarter
from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Dismissal,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Lexeme,
    Measurement,
    Objective,
    Priority,
    Review,
    Root,
    Target,
)
from okrtui.plan.errors import Conflict, PlanError
from okrtui.plan.model import Plan
from tests.plan.making import END, START, TODAY, do, small_plan, state


def titles(plan: Plan, objective: str = "o-1") -> list[str]:
    return [row.title for row in plan.key_results(objective)]


# -- adding


def test_a_new_row_stands_last_unless_it_is_put_behind_another() -> None:
    plan = small_plan()
    do(plan, edits.add(plan, KeyResult, parent="o-1", title="last"))
    do(plan, edits.add(plan, KeyResult, parent="o-1", after="kr-1", title="second"))
    do(plan, edits.add(plan, KeyResult, parent="o-1", after="", title="first"))
    assert titles(plan) == ["first", "Lower churn", "second", "Raise orders", "last"]


def test_there_is_always_room_between_two_rows() -> None:
    plan = small_plan()
    for number in range(120):
        do(plan, edits.add(plan, KeyResult, parent="o-1", after="kr-1", title=str(number)))
    assert titles(plan) == ["Lower churn", *(str(n) for n in reversed(range(120))), "Raise orders"]


def test_rows_at_the_same_place_can_be_told_apart_again() -> None:
    plan = Plan([Priority(f"pr-{n}", 0.0, str(n)) for n in range(4)])
    do(plan, edits.add(plan, Priority, after="pr-1", title="new"))
    assert [row.title for row in plan.priorities] == ["0", "1", "new", "2", "3"]


def test_a_paste_of_several_lines_is_one_action_in_their_order() -> None:
    plan = small_plan()
    edit = edits.add_many(plan, KeyResult, ["a", "  ", "b", "c"], parent="o-1", after="kr-1")
    last = do(plan, edit)
    assert titles(plan) == ["Lower churn", "a", "b", "c", "Raise orders"]
    assert edits.title_of(plan.get(last)) == "c"
    assert edits.add_many(plan, Priority, ["only one"]).title == "add the priority “only one”"
    assert edit.title == "add 3 key results"
    assert edits.add_many(plan, Priority, ["x", "y"]).title == "add 2 priorities"
    assert not edits.add_many(plan, KeyResult, ["", " "], parent="o-1")


def test_a_row_can_be_added_below_one_of_the_same_action() -> None:
    plan = small_plan()
    one = edits.add(plan, KeyResult, parent="o-1", title="App used by 40 %")
    two = edits.add(plan, Initiative, parent=one.item, title="The app")
    do(plan, edits.combine("fix the line", one, two))
    assert [row.title for row in plan.initiatives(one.item)] == ["The app"]


def test_text_is_kept_as_typed_and_numbers_become_numbers() -> None:
    plan = small_plan()
    odd = "[/b] \u202eright to left\t\x1b[31m\nline " + "x" * 10_000
    row = do(plan, edits.add(plan, KeyResult, parent="o-1", title=odd, baseline=6, kpis=["kpi-1", "kpi-1"]))
    found = plan.find(row, KeyResult)
    assert found is not None
    assert found.title == odd
    assert isinstance(found.baseline, float)
    assert found.kpis == ("kpi-1",)


def test_a_word_or_a_dismissal_that_is_there_is_changed() -> None:
    plan = small_plan()
    do(plan, edits.add(plan, Lexeme, word="gmv", means="metric"))
    do(plan, edits.add(plan, Lexeme, word="gmv", means="artefact", reason="our name"))
    assert [(row.word, row.means) for row in plan.table(Lexeme).values()] == [("gmv", "artefact")]
    do(plan, edits.add(plan, Dismissal, code="KR102", item="kr-1", text="Lower churn", reason="law", at=TODAY))
    do(plan, edits.add(plan, Dismissal, code="KR102", item="kr-1", text="Lower churn", reason="later", at=TODAY))
    assert [row.reason for row in plan.table(Dismissal).values()] == ["later"]


@pytest.mark.parametrize(
    ("cls", "values", "says"),
    [
        (KeyResult, {"title": "x"}, "A new key result needs the row that it belongs to"),
        (KeyResult, {"parent": "o-9", "title": "x"}, "is not in the plan"),
        (Objective, {"parent": "cy-1", "colour": "red"}, "An objective has no field “colour”"),
        (KeyResult, {"parent": "o-1", "title": "x", "target": math.nan}, "must be a finite number"),
        (KeyResult, {"parent": "o-1", "title": "x", "target": math.inf}, "must be a finite number"),
        (KeyResult, {"parent": "o-1", "title": "x", "target": 10**400}, "too large"),
        (KeyResult, {"parent": "o-1", "title": "x", "target": True}, "must be a finite number"),
        (KeyResult, {"parent": "o-1", "title": "x", "target": "5"}, "must be a finite number"),
        (KeyResult, {"parent": "o-1", "title": "x", "grade": 1.1}, "must lie between 0 and 1"),
        (KeyResult, {"parent": "o-1", "title": "x", "direction": "sideways"}, "expected up, down or keep"),
        (KeyResult, {"parent": "o-1", "title": "x", "due": datetime(2026, 5, 4)}, "due day"),
        (KeyResult, {"parent": "o-1", "title": "x", "kpis": ("kpi-9",)}, "no such KPI"),
        (KeyResult, {"parent": "o-1", "title": "x", "measured_by": "kr-1"}, "no such KPI"),
        (KeyResult, {"parent": "o-1", "title": "a\0b"}, "NUL"),
        (Cycle, {"name": "odd", "start": END, "end": START}, "after that"),
        (Kpi, {"name": "x", "healthy_low": 5.0, "healthy_high": 4.0}, "out of order"),
        (Kpi, {"name": "x", "warn_low": 5.0, "healthy_high": 4.0}, "out of order"),
        (Target, {"parent": "kr-1"}, "A target is not added by hand"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(cls: Any, values: Any, says: str) -> None:
    plan = small_plan()
    before = state(plan)
    with pytest.raises(PlanError, match=says) as error:
        plan.apply(edits.add(plan, cls, **values).changes)
    assert str(error.value).endswith(".")
    assert state(plan) == before


# -- changing


def test_only_what_differs_is_changed() -> None:
    plan = small_plan()
    assert not edits.change(plan, "kr-1", title="Lower churn", target=5)
    edit = edits.change(plan, "kr-1", title="Lower churn", target=4.5, owner="Cy")
    assert edit.changes == (Set("key_results", "kr-1", "target", 5.0, 4.5),)
    assert edit.item == "kr-1"


@pytest.mark.parametrize(
    ("row", "values", "title"),
    [
        ("kr-1", {"title": "Lower the churn rate"}, "reword the key result “Lower churn”"),
        ("kr-1", {"target": 4.0}, "change the target of the key result “Lower churn”"),
        ("kr-1", {"target": 4.0, "due": END}, "change the target and due day of the key result “Lower churn”"),
        ("in-1", {"done": True}, "tick the initiative “Exit survey”"),
        ("in-2", {"done": False}, "untick the initiative “Call ten who left”"),
        ("pr-1", {"dropped": TODAY}, "drop the priority “Repeat orders”"),
        ("kpi-1", {"healthy_low": 1.0, "healthy_high": 5.0}, "change the healthy range of the KPI “First answer”"),
        ("plan", {"statement": "new"}, "reword the strategy"),
    ],
)
def test_an_edit_says_what_undo_would_take_back(row: str, values: Any, title: str) -> None:
    assert edits.change(small_plan(), row, **values).title == title


def test_a_long_or_many_lined_title_is_cut_where_it_is_quoted() -> None:
    plan = small_plan()
    row = do(plan, edits.add(plan, Priority, title="one\ntwo " + "x" * 200))
    title = edits.delete(plan, row).title
    assert "\n" not in title
    assert len(title) < 80
    assert title.endswith("…”")


def test_a_stale_edit_is_a_conflict_that_shows_both() -> None:
    plan = small_plan()
    mine = edits.change(plan, "kr-1", target=4.0)
    plan.apply(edits.change(plan, "kr-1", target=4.5).changes)
    with pytest.raises(Conflict) as error:
        plan.apply(mine.changes)
    assert (error.value.expected, error.value.found, error.value.wanted) == (5.0, 4.5, 4.0)


@pytest.mark.parametrize(
    ("table", "row", "field", "sentence"),
    [
        ("key_results", "kr-1", "target", "The target of this key result has changed since: it holds 5 now."),
        ("key_results", "kr-1", "baseline", "The baseline of this key result has changed since: it holds 0 now."),
        ("key_results", "kr-1", "due", "The due day of this key result has changed since: it holds 2026-06-01 now."),
        ("key_results", "kr-3", "metric", "The metric of this key result has changed since: it is empty now."),
        ("objectives", "o-1", "title", "The title of this objective has changed since: it holds “Balance growth” now."),
        # Ids, ticks and places in an order say nothing to a reader.
        ("key_results", "kr-1", "kpis", "The KPIs of this key result have changed since."),
        ("key_results", "kr-1", "agreed_team", "The team's agreement of this key result has changed since."),
        ("objectives", "o-1", "cycle", "The cycle of this objective has changed since."),
        ("objectives", "o-1", "position", "The position of this objective has changed since."),
    ],
)
def test_a_conflict_is_said_in_the_plans_own_words(table: str, row: str, field: str, sentence: str) -> None:
    plan = small_plan()
    do(plan, edits.change(plan, "kr-1", baseline=0.0, due=date(2026, 6, 1)))
    with pytest.raises(Conflict) as error:
        plan.apply((Set(table, row, field, "something else", "mine"),), checked=False)
    assert str(error.value) == sentence


@pytest.mark.parametrize(("name", "called"), [("2026-Q2", "The cycle “2026-Q2”"), ("", "An empty cycle")])
def test_a_cycle_that_ends_before_it_starts_is_refused(name: str, called: str) -> None:
    plan = small_plan()
    with pytest.raises(PlanError) as error:
        plan.apply(edits.change(plan, "cy-1", name=name, end=date(2026, 3, 31)).changes)
    assert str(error.value) == f"{called} cannot end on 31 Mar 2026: it starts on 1 Apr 2026, after that."


def test_an_edit_that_fails_half_way_has_changed_nothing() -> None:
    plan = small_plan()
    before = state(plan)
    good = edits.change(plan, "kr-1", target=4.0)
    bad = Set("key_results", "kr-2", "target", 99.0, 1.0)
    with pytest.raises(Conflict):
        plan.apply((*good.changes, bad))
    assert state(plan) == before


def test_bounds_are_judged_as_the_whole_edit_leaves_them() -> None:
    plan = small_plan()
    do(plan, edits.change(plan, "kpi-1", warn_high=9.0, healthy_high=10.0))
    with pytest.raises(PlanError, match="out of order"):
        plan.apply(edits.change(plan, "kpi-1", warn_high=11.0).changes)


def test_a_row_that_is_odd_already_stays_editable() -> None:
    plan = Plan([Kpi("kpi-1", 1.0, "odd", healthy_low=5.0, healthy_high=1.0)])
    do(plan, edits.change(plan, "kpi-1", owner="Ada"))
    with pytest.raises(PlanError):
        plan.apply(edits.change(plan, "kpi-1", healthy_low=6.0).changes)


def test_kpis_cannot_cause_themselves_however_long_the_way() -> None:
    plan = Plan(
        [Kpi(f"kpi-{n}", float(n), f"K{n}", drivers=(f"kpi-{n + 1}",) if n < 2999 else ()) for n in range(3000)]
    )
    with pytest.raises(PlanError, match="cannot cause itself"):
        plan.apply(edits.change(plan, "kpi-2999", drivers=("kpi-0",)).changes)
    with pytest.raises(PlanError, match="cannot cause itself"):
        plan.apply(edits.change(plan, "kpi-5", drivers=("kpi-5",)).changes)


# -- deleting and moving


def test_deleting_takes_children_and_history_along_and_cleans_links() -> None:
    plan = small_plan()
    do(plan, edits.delete(plan, "kr-1"))
    assert not plan.initiatives("kr-1")
    assert not plan.check_ins("kr-1")
    assert not plan.children(Target, "kr-1")
    decision = plan.get("de-1")
    assert getattr(decision, "about") == "kr-1"  # noqa: B009 - a loose link stays, and may name what is gone
    do(plan, edits.delete(plan, "kpi-1"))
    assert plan.find("kpi-2", Kpi) == Kpi("kpi-2", 2.0, "Onboarding")
    do(plan, edits.delete(plan, "kpi-3"))
    key_result = plan.find("kr-2", KeyResult)
    assert key_result is not None
    assert key_result.measured_by is None
    do(plan, edits.delete(plan, "pr-1"))
    do(plan, edits.delete(plan, "cy-1"))
    assert not plan.table(KeyResult)
    assert not plan.table(Objective)


def test_the_plan_itself_and_what_is_not_there_cannot_be_deleted() -> None:
    with pytest.raises(PlanError, match="cannot be deleted"):
        edits.delete(small_plan(), "plan")
    with pytest.raises(PlanError, match="not in the plan"):
        edits.delete(small_plan(), "kr-9")


def test_children_go_before_their_parents_so_that_undo_brings_parents_back_first() -> None:
    plan = small_plan()
    gone = [change.row for change in edits.delete(plan, "cy-1").changes if isinstance(change, Remove)]
    assert gone.index("in-1") < gone.index("kr-1") < gone.index("o-1") < gone.index("cy-1")


@pytest.mark.parametrize(
    ("row", "step", "order"),
    [("a", 1, "bacd"), ("a", 2, "bcad"), ("a", 9, "bcda"), ("d", -1, "abdc"), ("d", -3, "dabc"), ("b", -1, "bacd")],
)
def test_rows_are_reordered(row: str, step: int, order: str) -> None:
    plan = Plan([Priority(f"pr-{name}", float(n), name) for n, name in enumerate("abcd")])
    do(plan, edits.move(plan, f"pr-{row}", step))
    assert "".join(priority.title for priority in plan.priorities) == order


def test_moving_beyond_the_edge_does_nothing() -> None:
    plan = small_plan()
    assert not edits.move(plan, "kr-1", -1)
    assert not edits.move(plan, "kr-2", 5)
    assert edits.move(plan, "kr-2", -1).title == "move the key result “Raise orders” up"


def test_a_key_result_is_moved_to_another_objective_with_all_that_it_has() -> None:
    plan = small_plan()
    do(plan, edits.move_to(plan, "kr-1", "o-2", after=""))
    assert titles(plan, "o-2") == ["Lower churn", "Finish in a minute"]
    assert len(plan.check_ins("kr-1")) == 2
    do(plan, edits.move_to(plan, "o-2", "cy-2"))
    assert [row.id for row in plan.objectives("cy-2")] == ["o-2"]


# -- values


def test_a_second_value_for_a_moment_corrects_the_first() -> None:
    plan = small_plan()
    do(plan, edits.check_in(plan, "kr-1", TODAY, 6, 7))
    assert isinstance(plan.check_ins("kr-1")[-1].value, float)
    do(plan, edits.check_in(plan, "kr-1", TODAY, 5.7, 5, ""))
    do(plan, edits.check_in(plan, "kr-1", TODAY, 5.7, None, ""))
    last = plan.check_ins("kr-1")[-1]
    assert (last.value, last.confidence) == (5.7, 5.0)
    assert len(plan.check_ins("kr-1")) == 2
    do(plan, edits.check_in(plan, "kr-1", datetime(2026, 5, 4, 9, 0), 5.6, 7, "later that day"))
    assert [row.value for row in plan.check_ins("kr-1")] == [5.9, 5.7, 5.6]
    assert not edits.check_in(plan, "kr-1", TODAY, 5.7)


def test_days_and_times_of_one_day_are_in_order() -> None:
    plan = small_plan()
    moments = [datetime(2026, 5, 4, 9), TODAY, date(2026, 5, 5), datetime(2026, 5, 3, 23, 59)]
    for number, at in enumerate(moments):
        do(plan, edits.measure(plan, "kpi-2", at, float(number)))
    assert [row.value for row in plan.measurements("kpi-2")] == [3.0, 1.0, 0.0, 2.0]


def test_a_key_result_that_a_kpi_measures_is_typed_once() -> None:
    plan = small_plan()
    do(plan, edits.check_in(plan, "kr-2", TODAY, 1.8, 6, "more carts"))
    assert plan.measurements("kpi-3")[-1] == Measurement("kpi-3@2026-05-04", "kpi-3", TODAY, 1.8, "more carts")
    assert plan.check_ins("kr-2") == [CheckIn("kr-2@2026-05-04", "kr-2", TODAY, None, 6.0)]
    do(plan, edits.check_in(plan, "kr-2", date(2026, 5, 5), None, None, "only words"))
    assert plan.check_ins("kr-2")[-1].note == "only words"


def test_a_value_is_kept_in_the_unit_of_the_kpi_that_measures_it() -> None:
    plan = Plan(
        [
            *small_plan().rows(),
            Kpi("kpi-9", 9.0, "Answer time", unit="ms"),
            KeyResult("kr-9", "o-1", 9.0, "Faster", unit="s", measured_by="kpi-9"),
        ]
    )
    do(plan, edits.check_in(plan, "kr-9", TODAY, 1.2))
    assert plan.measurements("kpi-9")[-1].value == 1200


def test_values_that_cannot_be_are_refused() -> None:
    plan = small_plan()
    tries: list[Callable[[], Edit]] = [
        lambda: edits.check_in(plan, "kr-1", TODAY, math.nan),
        lambda: edits.check_in(plan, "kr-1", TODAY, 5.0, 11.0),
        lambda: edits.check_in(plan, "kr-1", TODAY, None),
        lambda: edits.check_in(plan, "kr-9", TODAY, 1.0),
        lambda: edits.measure(plan, "kpi-1", TODAY, None),
        lambda: edits.measure(plan, "kpi-9", TODAY, 1.0),
        lambda: edits.measure(plan, "kpi-1", TODAY, math.inf),
    ]
    for edit in tries:
        with pytest.raises(PlanError, match=r"\.$"):
            plan.apply(edit().changes)


@pytest.mark.parametrize("at", ["2026-05-04", datetime(2026, 5, 4, tzinfo=UTC), 5])
def test_a_moment_is_a_day_or_a_local_time_and_nothing_else(at: Any) -> None:
    plan = small_plan()
    assert len(plan.check_ins("kr-1")) == 2
    before = state(plan)
    with pytest.raises(PlanError, match="The moment of"):
        plan.apply([Insert(CheckIn("kr-1@x", "kr-1", at, 5.0))])
    assert state(plan) == before


# -- cycles


def test_cycles_stand_in_the_order_of_their_start_before_what_is_parked() -> None:
    plan = small_plan()
    for year, number in ((2026, 4), (2026, 1), (2026, 3)):
        do(plan, edits.new_cycle(plan, quarter(year, number)))
    assert [row.name for row in plan.cycles] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "Later"]
    again = edits.new_cycle(plan, quarter(2026, 4))
    assert not again
    assert plan.find(again.item, Cycle) is not None


def test_starting_a_cycle_freezes_the_targets_of_all_its_key_results() -> None:
    plan = small_plan()
    cycle = do(plan, edits.new_cycle(plan, quarter(2026, 3)))
    objective = do(plan, edits.add(plan, Objective, parent=cycle, title="o"))
    first = do(plan, edits.add(plan, KeyResult, parent=objective, title="a", baseline=1.0, target=2.0))
    second = do(plan, edits.add(plan, KeyResult, parent=objective, title="b"))
    do(plan, edits.start_cycle(plan, cycle, TODAY))
    assert [(row.baseline, row.target, row.at) for row in plan.children(Target, first)] == [(1.0, 2.0, TODAY)]
    assert len(plan.children(Target, second)) == 1
    found = plan.find(cycle, Cycle)
    assert found is not None
    assert found.state == "active"
    assert not edits.start_cycle(plan, cycle, TODAY)


def test_a_cycle_without_dates_or_a_closed_one_does_not_start() -> None:
    plan = small_plan()
    with pytest.raises(PlanError, match="has no dates"):
        edits.start_cycle(plan, "cy-2", TODAY)
    do(plan, edits.change(plan, "cy-1", state="closed"))
    with pytest.raises(PlanError, match="is closed"):
        edits.start_cycle(plan, "cy-1", TODAY)


def test_each_later_move_of_a_target_is_kept_with_its_day_and_reason() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", TODAY, "price rise", target=5.2, owner="Eve"))
    do(plan, edits.retarget(plan, "kr-1", TODAY, "", target=5.3))
    do(plan, edits.retarget(plan, "kr-1", date(2026, 5, 11), "", due=date(2026, 6, 1)))
    kept = [(row.at, row.target, row.due, row.reason) for row in plan.children(Target, "kr-1")]
    assert kept == [
        (START, 5.0, None, ""),
        (TODAY, 5.3, None, "price rise"),
        (date(2026, 5, 11), 5.3, date(2026, 6, 1), ""),
    ]


def test_a_move_on_the_day_of_the_start_does_not_rewrite_the_start() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", START, "typo", target=4.0))
    kept = [(row.id, row.target) for row in plan.children(Target, "kr-1")]
    assert kept == [("kr-1@2026-04-01", 5.0), ("kr-1@2026-04-01#2", 4.0)]


def test_what_is_no_target_leaves_no_line_in_their_history() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", TODAY, owner="Eve", title="Lower the churn"))
    assert len(plan.children(Target, "kr-1")) == 1
    do(plan, edits.retarget(plan, "o-1", TODAY, title="Balance"))
    assert not edits.retarget(plan, "kr-1", TODAY, target=5.0)


def test_before_the_start_targets_are_free_and_a_first_number_is_no_move() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-3", TODAY, target=60.0))
    assert [row.target for row in plan.children(Target, "kr-3")] == [60.0]
    do(plan, edits.retarget(plan, "kr-2", TODAY, "more", target=3.0))
    kept = [(row.id, row.target, row.reason) for row in plan.children(Target, "kr-2")]
    assert kept == [("kr-2@2026-05-04", 2.0, ""), ("kr-2@2026-05-04#2", 3.0, "more")]
    draft = do(plan, edits.new_cycle(plan, quarter(2026, 3)))
    do(plan, edits.move_to(plan, "o-2", draft))
    do(plan, edits.retarget(plan, "kr-3", TODAY, target=50.0))
    assert len(plan.children(Target, "kr-3")) == 1


# -- the plan itself


def test_an_edit_without_changes_is_false_and_an_inverse_of_an_inverse_is_the_edit() -> None:
    edit = edits.delete(small_plan(), "kr-1")
    assert edit
    assert not Edit("nothing", ())
    assert edit.inverse().inverse() == edit


def test_a_plan_is_empty_until_something_is_written() -> None:
    assert Plan().empty
    assert Plan([Cycle("cy-1", 1.0, "2026-Q2")]).empty
    assert not Plan([Priority("pr-1", 1.0, "x")]).empty
    assert not Plan([Kpi("kpi-1", 1.0, "x")]).empty
    plan = Plan()
    do(plan, edits.change(plan, "plan", statement="Win repeat buyers"))
    assert not plan.empty


def test_older_values_are_taken_in_among_the_newer_and_replace_none() -> None:
    plan = small_plan()
    seen = plan.check_ins("kr-1")
    older = CheckIn("kr-1@2026-04-06", "kr-1", date(2026, 4, 6), 6.0)
    plan.add_history([older, CheckIn("kr-1@2026-05-04", "kr-1", TODAY, 99.0)])
    assert [row.value for row in plan.check_ins("kr-1")] == [6.0, 5.9, 5.8]
    assert [row.value for row in seen] == [5.9, 5.8]
    do(plan, edits.check_in(plan, "kr-1", date(2026, 5, 11), 5.5))
    assert [row.value for row in plan.check_ins("kr-1")] == [6.0, 5.9, 5.8, 5.5]


def test_a_suffix_is_free_again_only_when_no_kind_has_it() -> None:
    plan = Plan([Kpi("kpi-growth", 1.0, "a"), Priority("pr-growth", 1.0, "b")])
    plan.apply([Remove(plan.get("pr-growth"))])
    assert "growth" in plan.suffixes
    plan.apply([Remove(plan.get("kpi-growth"))])
    assert "growth" not in plan.suffixes


def test_a_row_with_an_impossible_id_or_a_parent_that_stays_needed_is_refused() -> None:
    plan = small_plan()
    with pytest.raises(PlanError, match="cannot be the id of a KPI"):
        plan.apply([Insert(Kpi("kr-1", 1.0, "x"))])
    with pytest.raises(PlanError, match="still needs what this takes away"):
        plan.apply([Remove(plan.get("o-1"))])
    with pytest.raises(PlanError, match="still needs what this takes away"):
        plan.apply([Remove(plan.measurements("kpi-1")[0]), Remove(plan.get("kpi-1"))])


def test_what_the_file_holds_already_can_be_taken_in_unchecked() -> None:
    plan = small_plan()
    plan.apply([Set("key_results", "kr-1", "target", 5.0, math.inf)], checked=False)
    key_result = plan.find("kr-1", KeyResult)
    assert key_result is not None
    assert key_result.target == math.inf


def test_no_row_is_called_by_an_id_or_a_code() -> None:
    """History and undo quote what these say."""
    day = date(2026, 5, 4)
    rows: list[Entity] = [
        Dismissal("KR109@kr-1", "KR109", "kr-1", "Cut churn", "later", day),
        Dismissal("ST201@", "ST201"),
        Review("rv-1", day),
        CheckIn("c", "kr-1", day),
        CheckIn("c", "kr-1"),
        Measurement("m", "kpi-1", day),
        Objective("o-1", "cy-1", 1.0),
    ]
    said = [edits.called(row) for row in rows]
    assert said == [
        "“good as it is” of “Cut churn”",
        "a “good as it is”",
        "the review of 4 May 2026",
        "the check-in of 4 May 2026",
        "a check-in",
        "the measurement of 4 May 2026",
        "an empty objective",
    ]


def test_history_says_what_was_noted_and_which_quarter_began() -> None:
    plan = small_plan()
    assert edits.check_in(plan, "kr-1", TODAY, 5.5, 6).title == "note 5.5 % and confidence 6 for “Lower churn”"
    assert edits.check_in(plan, "kr-1", TODAY, None, None, "soon").title == "note a remark for “Lower churn”"
    assert edits.measure(plan, "kpi-1", TODAY, 3.0).title.startswith("note 3")
    assert edits.start_cycle(plan, "cy-1", TODAY).title == "start “2026-Q2”"
    assert edits.change(Plan([Root("plan")]), "plan", statement="Win").title == "write the strategy"
    assert edits.change(plan, "kpi-1", name="Answer").title == "rename the KPI “First answer”"
