"""From any plan to any other one by one edit, and back by its inverse."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from okrtui.plan.changes import Edit, Set
from okrtui.plan.difference import edit_between
from okrtui.plan.edits import change
from okrtui.plan.entities import Entity, Objective
from okrtui.plan.model import Plan
from tests.exchange.plans import plans

_SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def held(plan: Plan) -> dict[tuple[str, str], Entity]:
    """All rows of a plan, to compare."""
    return {(row.TABLE, row.id): row for row in plan.rows()}


@_SOME
@given(plans(), plans())
def test_the_edit_makes_one_plan_equal_to_the_other_and_its_inverse_goes_back(one: Plan, two: Plan) -> None:
    edit = edit_between(one, two, "go there")
    at = Plan(one.rows())
    at.apply(edit.changes, checked=False)
    assert held(at) == held(two)
    at.apply(edit.inverse().changes, checked=False)
    assert held(at) == held(one)


@_SOME
@given(plans())
def test_an_empty_plan_becomes_a_whole_one_and_takes_all_checks(plan: Plan) -> None:
    at = Plan()
    at.apply(edit_between(Plan(), plan, "go there").changes)
    assert held(at) == held(plan)
    at.apply(edit_between(at, Plan(), "go back").changes)
    assert held(at) == held(Plan())


@_SOME
@given(plans())
def test_between_equal_plans_there_is_nothing_to_do(plan: Plan) -> None:
    assert edit_between(plan, Plan(plan.rows()), "stay") == Edit("stay", ())


def test_only_fields_that_differ_are_set() -> None:
    one = Plan([Objective("o-1", "cy-1", 1.0, "Win", why="because")])
    two = Plan(one.rows())
    two.apply(change(two, "o-1", title="Win them back").changes, checked=False)
    assert edit_between(one, two, "").changes == (Set("objectives", "o-1", "title", "Win", "Win them back"),)
