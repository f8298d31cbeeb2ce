"""What two people did apart, case by case: what merges, what waits for a decision, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from okrtui.exchange.errors import BadInput
from okrtui.exchange.merging import Merge, merge
from okrtui.plan.changes import Edit
from okrtui.plan.edits import add, change, check_in, delete, lead_to, measure, move, move_to, turn
from okrtui.plan.entities import Cycle, Initiative, KeyResult, Kpi, MergeConflict, Objective, Priority, Target
from okrtui.plan.model import Plan
from tests.exchange.edited import as_file

Deed = Callable[[Plan], Edit]


def base() -> Plan:
    rows = [
        Priority("pr-a", 1, "Keep buyers"),
        Cycle("cy-a", 1, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        Objective("o-a", "cy-a", 1, "Keep people", priority="pr-a"),
        Objective("o-b", "cy-a", 2, "Pay with ease"),
        Kpi("kpi-a", 1, "Churn rate", unit="%"),
        Kpi("kpi-b", 2, "Basket size"),
        Kpi("kpi-c", 3, "Errors"),
        KeyResult("kr-a", "o-a", 1, "Lower churn", unit="%", target=3.0, kpis=("kpi-a",)),
        KeyResult("kr-rep", "o-a", 2, "Raise repeat orders"),
        KeyResult("kr-app", "o-b", 1, "Launch the app"),
        Initiative("in-a", "kr-a", 1, "Ask leavers"),
    ]
    return as_file(Plan(rows))


def merged(ours: list[Deed], theirs: list[Deed]) -> Merge:
    sides = []
    for deeds in (ours, theirs):
        plan = base()
        for deed in deeds:
            plan.apply(deed(plan).changes)
        sides.append(as_file(plan))
    return merge(base(), *sides)


def said(found: Merge) -> list[tuple[str | None, str, str, str, str]]:
    return [(row.item, row.field, row.base, row.ours, row.theirs) for row in found.conflicts]


def sets(row: str, **values: Any) -> Deed:
    return lambda plan: change(plan, row, **values)


def test_edits_of_different_fields_of_one_row_merge() -> None:
    found = merged([sets("kr-a", target=4.0)], [sets("kr-a", title="Lower the churn", owner="Lena")])
    row = found.plan.table(KeyResult)["kr-a"]
    assert (row.target, row.title, row.owner) == (4.0, "Lower the churn", "Lena")
    assert not found.conflicts


def test_one_field_with_two_values_keeps_ours_and_both() -> None:
    found = merged([sets("kr-a", target=4.0)], [sets("kr-a", target=3.5)])
    assert said(found) == [("kr-a", "target", "3", "4", "3.5")]
    assert found.plan.table(KeyResult)["kr-a"].target == 4.0
    assert set(found.plan.table(MergeConflict)) == {"kr-a.target"}


def test_the_same_edit_on_both_sides_is_one() -> None:
    assert not merged([sets("kr-a", target=4.0)], [sets("kr-a", target=4.0)]).conflicts


def test_links_of_both_sides_are_put_together() -> None:
    found = merged([lambda plan: lead_to(plan, "kr-a", "kpi-b")], [lambda plan: lead_to(plan, "kr-a", "kpi-c")])
    assert found.plan.table(KeyResult)["kr-a"].kpis == ("kpi-a", "kpi-b", "kpi-c")
    assert not found.conflicts


def test_rows_that_both_added_stand_where_each_put_them() -> None:
    found = merged(
        [lambda plan: add(plan, KeyResult, parent="o-a", after="kr-a", title="Ours")],
        [lambda plan: add(plan, KeyResult, parent="o-a", after="kr-a", title="Theirs")],
    )
    assert [row.title for row in found.plan.key_results("o-a")] == [
        "Lower churn",
        "Ours",
        "Theirs",
        "Raise repeat orders",
    ]


def test_reorderings_of_different_rows_merge() -> None:
    def order(found: Merge) -> str:
        return "".join(row.name[0] for row in found.plan.kpis)

    def to_top(row: str) -> Deed:
        return lambda plan: move(plan, row, -9)

    def new(name: str) -> Deed:
        return lambda plan: add(plan, Kpi, name=name)

    assert order(merged([to_top("kpi-c")], [])) == "ECB"
    assert order(merged([], [to_top("kpi-c")])) == "ECB"
    assert order(merged([to_top("kpi-c")], [new("Z")])) == "ECBZ"
    assert order(merged([to_top("kpi-b")], [lambda plan: move(plan, "kpi-a", 9)])) == "BEC"


def test_a_row_that_was_moved_to_another_objective_keeps_the_edits_of_the_other_side() -> None:
    found = merged([lambda plan: move_to(plan, "kr-rep", "o-b")], [sets("kr-rep", owner="Lena")])
    assert [(row.id, row.owner) for row in found.plan.key_results("o-b")] == [("kr-app", ""), ("kr-rep", "Lena")]
    assert not found.conflicts


def test_what_one_side_deleted_and_the_other_left_alone_goes_with_its_links() -> None:
    found = merged([lambda plan: delete(plan, "kpi-a")], [sets("kr-a", owner="Lena")])
    assert "kpi-a" not in found.plan.table(Kpi)
    assert found.plan.table(KeyResult)["kr-a"].kpis == ()
    assert not found.conflicts


@pytest.mark.parametrize(
    "work",
    [
        sets("o-a", owner="Lena"),
        sets("in-a", done=True),
        lambda plan: check_in(plan, "kr-a", date(2026, 5, 4), 4.0, 5, ""),
        lambda plan: add(plan, KeyResult, parent="o-a", title="New"),
        lambda plan: move_to(plan, "kr-app", "o-a"),
    ],
    ids=["itself", "a grandchild", "a check-in", "a new child", "a child that came"],
)
def test_what_one_side_deleted_stays_when_the_other_worked_on_it(work: Deed) -> None:
    found = merged([lambda plan: delete(plan, "o-a")], [work])
    assert said(found) == [("o-a", "removed", "no", "yes", "no")]
    assert {"kr-a", "kr-rep"} <= set(found.plan.table(KeyResult))
    assert found.plan.table(KeyResult)["kr-a"].kpis == ("kpi-a",)
    assert said(merged([work], [lambda plan: delete(plan, "o-a")])) == [("o-a", "removed", "no", "no", "yes")]


def test_a_deleted_row_that_the_other_side_linked_to_stays() -> None:
    found = merged([lambda plan: delete(plan, "kpi-b")], [lambda plan: lead_to(plan, "kr-rep", "kpi-b")])
    assert said(found) == [("kpi-b", "removed", "no", "yes", "no")]
    assert found.plan.table(KeyResult)["kr-rep"].kpis == ("kpi-b",)


def test_a_row_that_became_another_kind_takes_the_edits_of_the_other_side_along() -> None:
    found = merged([lambda plan: turn(plan, "kr-app", Kpi)], [sets("kr-app", title="App launches", owner="Lena")])
    assert "kr-app" not in found.plan.table(KeyResult)
    row = found.plan.table(Kpi)["kpi-app"]
    assert (row.name, row.owner) == ("App launches", "Lena")
    assert not found.conflicts


def test_an_edit_that_has_no_place_in_the_new_kind_is_kept_with_the_old_row() -> None:
    found = merged([lambda plan: turn(plan, "kr-rep", Objective)], [sets("kr-rep", target=9.0)])
    assert said(found) == [("kr-rep", "removed", "no", "yes", "no")]
    assert found.plan.table(KeyResult)["kr-rep"].target == 9.0
    assert "Raise repeat orders" in [row.title for row in found.plan.objectives("cy-a")]


def test_values_of_one_moment_that_differ_wait_for_a_decision_and_others_are_put_together() -> None:
    found = merged(
        [
            lambda plan: measure(plan, "kpi-a", date(2026, 5, 1), 5.0, ""),
            lambda plan: measure(plan, "kpi-a", date(2026, 5, 2), 6.0, ""),
        ],
        [
            lambda plan: measure(plan, "kpi-a", date(2026, 5, 1), 5.5, ""),
            lambda plan: measure(plan, "kpi-a", date(2026, 4, 30), 7.0, ""),
        ],
    )
    assert [row.value for row in found.plan.measurements("kpi-a")] == [7.0, 5.0, 6.0]
    assert said(found) == [("kpi-a", "measurements.2026-05-01.value", "", "5", "5.5")]


def test_targets_of_both_sides_stand_in_the_order_of_their_days() -> None:
    def target(day: int) -> Deed:
        from okrtui.plan.changes import Insert

        row = Target(f"t{day}", "kr-a", day, date(2026, 5, day), None, float(day))
        return lambda plan: Edit("", (Insert(row),))

    found = merged([target(1), target(9)], [target(5)])
    assert [row.target for row in found.plan.children(Target, "kr-a")] == [1.0, 5.0, 9.0]


def test_drivers_of_both_sides_that_would_close_a_ring_do_not() -> None:
    found = merged([sets("kpi-a", drivers=("kpi-b",))], [sets("kpi-b", drivers=("kpi-a", "kpi-c"))])
    assert found.plan.table(Kpi)["kpi-a"].drivers == ("kpi-b",)
    assert found.plan.table(Kpi)["kpi-b"].drivers == ("kpi-c",)
    assert said(found) == [("kpi-b", "drivers", "", "kpi-c", "kpi-a, kpi-c")]


def test_bounds_of_both_sides_that_cannot_stand_together_wait() -> None:
    found = merged([sets("kpi-a", healthy_high=4.0)], [sets("kpi-a", healthy_low=6.0)])
    assert said(found) == [("kpi-a", "healthy_low", "", "", "6"), ("kpi-a", "healthy_high", "", "4", "")]
    assert found.plan.table(Kpi)["kpi-a"].healthy_low is None


def test_comments_at_the_top_of_both_sides_stay() -> None:
    sides = [Plan(base().rows()) for _ in range(3)]
    for plan, comments in zip(sides, ("# a", "# a\n# ours", "# a\n# theirs"), strict=True):
        plan.apply(change(plan, "plan", comments=comments).changes)
    assert merge(*sides).plan.root.comments == "# a\n# ours\n# theirs"


def test_conflicts_of_an_earlier_merge_are_kept_until_one_side_decides_them() -> None:
    old = MergeConflict("kr-a.owner", "kr-a", "owner", "", "Lena", "Ida")
    before = Plan([*base().rows(), old])
    side = Plan([*base().rows(), old])
    side.apply(change(side, "kr-a", target=4.0).changes)
    assert list(merge(before, side, before).plan.table(MergeConflict).values()) == [old]
    assert list(merge(base(), side, base()).plan.table(MergeConflict).values()) == [old]
    assert not merge(before, base(), side).plan.table(MergeConflict)


def test_plans_that_have_nothing_in_common_are_refused() -> None:
    other = Plan([Cycle("cy-z", 1, "2026-Q3"), Objective("o-z", "cy-z", 1, "Other")])
    for ours, theirs in ((other, base()), (base(), other)):
        with pytest.raises(BadInput, match="no row in common with BASE: these are versions of different plans"):
            merge(base(), ours, theirs)
    assert len(merge(Plan(), base(), other).plan.cycles) == 2
    assert len(merge(base(), Plan(), base()).plan.cycles) == 0


def test_the_plans_that_are_merged_stay_as_they_are() -> None:
    sides = [base(), base(), base()]
    sides[1].apply(turn(sides[1], "kr-app", Kpi).changes)
    before = [list(plan.rows()) for plan in sides]
    merge(*sides)
    assert [list(plan.rows()) for plan in sides] == before


def test_a_plan_whose_only_line_was_turned_is_no_other_plan() -> None:
    before = as_file(Plan([Priority("pr-a7", 1, "Keep buyers")]))
    theirs = as_file(Plan(before.rows()))
    theirs.apply(turn(theirs, "pr-a7", Kpi).changes)
    found = merge(before, before, as_file(theirs))
    assert [row.name for row in found.plan.kpis] == ["Keep buyers"]
    assert not found.plan.priorities
