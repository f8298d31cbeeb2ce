"""What was called good as it is: what is still needed, what can go, and a rule that is set back."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.around import OUR_WORDS, check_item, dismissed, softened
from okrtui.coach.meant import THIS_LINE, clear_unused, meant, revoke, set_back, taught
from okrtui.plan.entities import Dismissal
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

from .sketch import TODAY, sketch

SETTINGS = MethodSettings()
LAUNCH, LOWER = "Launch the loyalty app", "Lower churn from 6 % to 5 % by the end of Q2"


def note(code: str, item: str, text: str, reason: str = "later", day: int = 1) -> Dismissal:
    return Dismissal(f"{code}@{item}", code=code, item=item, text=text, reason=reason, at=date(2026, 5, day))


def states(plan: Plan) -> dict[str, str]:
    return {each.row.id: each.state for each in meant(plan, today=TODAY, settings=SETTINGS)}


def test_what_still_keeps_a_rule_silent_is_needed_and_the_rest_says_why_not() -> None:
    plan = sketch(
        f"objective: Keep buyers\n  key result: {LAUNCH}\n  key result: {LOWER}",
        note("KR101", "kr-1", LAUNCH),
        note("KR102", "kr-1", "Launch the app"),
        note("KR103", "kr-2", LOWER),
        note("KR103", "kr-9", "Improve all"),
    )
    assert states(plan) == {
        "KR101@kr-1": "needed",
        "KR102@kr-1": "changed",
        "KR103@kr-2": "silent",
        "KR103@kr-9": "gone",
    }


def test_notes_about_the_place_in_the_plan_are_known_too() -> None:
    plan = sketch(
        "objective: Keep buyers\n  key result: " + LOWER,
        note("KR201", "o-1", "Keep buyers"),
        note("OB205", "o-1", "Keep buyers"),
    )
    assert states(plan) == {"KR201@o-1": "needed", "OB205@o-1": "silent"}


def test_what_was_said_in_a_closed_quarter_and_of_what_comes_and_goes_stays() -> None:
    plan = sketch(
        f"closed objective: Keep buyers\n  key result: {LOWER}\nobjective: Win buyers\n  key result: {LOWER}",
        note("KR103", "kr-1", LOWER),
        note("RV202", "kr-2", LOWER),
    )
    assert set(states(plan).values()) == {"needed"}


def test_all_that_is_not_needed_goes_at_once_and_comes_back() -> None:
    plan = sketch(
        f"objective: Keep buyers\n  key result: {LAUNCH}",
        note("KR101", "kr-1", LAUNCH),
        note("KR102", "kr-1", "x"),
        note("KR103", "kr-9", "y"),
    )
    edit = clear_unused(plan, today=TODAY, settings=SETTINGS)
    plan.apply(edit.changes)
    assert list(states(plan)) == ["KR101@kr-1"]
    assert not clear_unused(plan, today=TODAY, settings=SETTINGS)
    plan.apply(edit.inverse().changes)
    assert len(states(plan)) == 3


def test_the_newest_comes_first_and_the_unneeded_last() -> None:
    plan = sketch(
        f"objective: Keep buyers\n  key result: {LAUNCH}\n  key result: {LAUNCH} now",
        note("KR101", "kr-1", LAUNCH, day=1),
        note("KR102", "kr-1", "x", day=4),
        note("KR101", "kr-2", f"{LAUNCH} now", day=3),
    )
    assert list(states(plan)) == ["KR101@kr-2", "KR101@kr-1", "KR102@kr-1"]


def test_taken_back_the_coach_speaks_again() -> None:
    plan = sketch(f"objective: Keep buyers\n  key result: {LAUNCH}", note("KR101", "kr-1", LAUNCH))
    plan.apply(revoke(plan, "KR101@kr-1").changes)
    verdict = check_item(plan, "kr-1", today=TODAY, settings=SETTINGS)
    assert verdict is not None
    assert "KR101" in {finding.code for finding in verdict.findings}
    with pytest.raises(PlanError, match="taken back"):
        revoke(plan, "KR101@kr-1")


def test_a_rule_that_only_hints_is_set_back_and_its_lines_stay_fine() -> None:
    lines = "".join(f"\n  key result: {LAUNCH} {n}" for n in (1, 2, 3))
    notes = [note("KR101", f"kr-{n}", f"{LAUNCH} {n}", OUR_WORDS) for n in (1, 2, 3)]
    plan = sketch(f"objective: Keep buyers{lines}", *notes)
    assert softened(plan) == {"KR101"}
    assert taught(plan) == {"KR101": 3}
    edit = set_back(plan, "KR101", "Something you make")
    plan.apply(edit.changes)
    assert softened(plan) == frozenset()
    assert {row.reason for row in plan.table(Dismissal).values()} == {THIS_LINE}
    assert all("KR101" in dismissed(plan, plan.get(f"kr-{n}")) for n in (1, 2, 3))
    with pytest.raises(PlanError, match="as ever"):
        set_back(plan, "KR101", "Something you make")
    plan.apply(edit.inverse().changes)
    assert softened(plan) == {"KR101"}
