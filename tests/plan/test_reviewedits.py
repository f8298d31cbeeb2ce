"""What a review records: one edit a screen, each of which undo takes back as a whole."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from okrtui.plan.changes import Insert, Remove
from okrtui.plan.entities import CheckIn, Decision, Kpi, Measurement, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.reviewedits import (
    Accepted,
    Said,
    Sitting,
    accept_key_result,
    accept_kpi,
    accept_ticks,
    accept_well,
    accept_words,
    finish,
)
from tests.plan.making import TODAY, do, small_plan

BEGAN = datetime(2026, 5, 4, 9, 30)
NEW = Sitting("", BEGAN)
FRIDAY = date(2026, 5, 8)


def done(plan: Plan, accepted: Accepted) -> Sitting:
    """Apply it, with undo and redo tried on the way; the sitting as it goes on."""
    do(plan, accepted.edit)
    return Sitting(accepted.review, BEGAN)


def test_the_first_screen_with_something_makes_the_review_and_the_next_ones_use_it() -> None:
    plan = small_plan()
    first = accept_key_result(plan, NEW, "kr-1", Said(5.7, 6.0, "better", "call", "Di", FRIDAY), {}, TODAY)
    assert first.edit.title == "review “Lower churn”"
    sitting = done(plan, first)
    review = plan.find(first.review, Review)
    assert review == Review(first.review, BEGAN)
    assert plan.find(first.decision, Decision) == Decision(
        first.decision, first.review, 1.0, "call", "Di", FRIDAY, False, "kr-1"
    )
    assert plan.find("kr-1@2026-05-04", CheckIn) == CheckIn("kr-1@2026-05-04", "kr-1", TODAY, 5.7, 6.0, "better")
    second = accept_key_result(plan, sitting, "kr-3", Said(confidence=4.0), {}, TODAY)
    assert second.review == first.review
    done(plan, second)
    assert len([one for one in plan.children(Review) if not one.finished]) == 1


def test_nothing_said_is_nothing_recorded() -> None:
    plan = small_plan()
    for accepted in (
        accept_key_result(plan, NEW, "kr-1", Said(), {}, TODAY),
        accept_well(plan, NEW, ["kr-1"], {}, TODAY),
        accept_kpi(plan, NEW, "kpi-1", Said(), {}, TODAY),
        accept_ticks(plan, NEW, {"de-1": False}),
        accept_words(plan, NEW, "learned", ""),
    ):
        assert not accepted.edit, accepted
        assert accepted.review == ""


def test_a_screen_that_is_accepted_again_corrects_what_it_recorded() -> None:
    plan = small_plan()
    first = accept_key_result(plan, NEW, "kr-3", Said(10.0, 6.0, do="call", who="Di", due=FRIDAY), {}, TODAY)
    sitting = done(plan, first)
    again = Said(11.0, do="call twice", who="Di", decision=first.decision)
    second = accept_key_result(plan, sitting, "kr-3", again, {}, TODAY)
    assert second.decision == first.decision
    done(plan, second)
    assert [c.value for c in plan.check_ins("kr-3")] == [11.0]
    assert [(d.text, d.due) for d in plan.children(Decision, first.review)] == [("call twice", None)]
    third = accept_key_result(plan, sitting, "kr-3", Said(decision=first.decision), {}, TODAY)
    assert third.decision == ""
    done(plan, third)
    assert not plan.children(Decision, first.review)


def test_a_key_result_that_a_kpi_measures_gives_its_value_to_the_kpi() -> None:
    plan = small_plan()
    done(plan, accept_key_result(plan, NEW, "kr-2", Said(1.8, 7.0, "reminders work"), {}, TODAY))
    measured = plan.find("kpi-3@2026-05-04", Measurement)
    assert measured == Measurement("kpi-3@2026-05-04", "kpi-3", TODAY, 1.8, "reminders work")
    checked = plan.find("kr-2@2026-05-04", CheckIn)
    assert checked == CheckIn("kr-2@2026-05-04", "kr-2", TODAY, None, 7.0)


def test_a_value_is_the_latest_even_after_one_with_a_time_of_today() -> None:
    plan = small_plan()
    eight = datetime(2026, 5, 4, 8, 0)
    plan.apply([Insert(CheckIn("kr-1@2026-05-04T08:00:00", "kr-1", eight, 5.5, 6.0))])
    done(plan, accept_key_result(plan, NEW, "kr-1", Said(5.4), {}, TODAY))
    assert plan.check_ins("kr-1")[-1].value == 5.4


def test_decisions_are_ticked_with_the_screen_that_they_stand_on() -> None:
    plan = small_plan()
    done(plan, accept_key_result(plan, NEW, "kr-1", Said(), {"de-1": True}, TODAY))
    decision = plan.find("de-1", Decision)
    assert decision is not None
    assert decision.done


def test_ticks_of_last_time_are_one_action_with_a_clear_title() -> None:
    plan = small_plan()
    plan.apply([Insert(Decision("de-2", "rv-1", 2.0, "Ask them", done=True))])
    assert accept_ticks(plan, NEW, {"de-1": True, "de-2": True}).edit.title == "tick the decision “Call them”"
    both = accept_ticks(plan, NEW, {"de-1": True, "de-2": False, "de-gone": True})
    assert both.edit.title == "settle 2 decisions of last time"
    done(plan, both)
    assert [one.done for one in plan.children(Decision, "rv-1")] == [True, False]


def test_what_goes_well_is_one_action_however_many_values_were_typed() -> None:
    plan = small_plan()
    accepted = accept_well(plan, NEW, ["kr-1", "kr-2", "kr-3"], {"kr-1": 5.6, "kr-2": 1.9}, TODAY)
    assert accepted.edit.title == "review 3 key results that go well"
    done(plan, accepted)
    assert plan.check_ins("kr-1")[-1].value == 5.6
    assert plan.measurements("kpi-3")[-1].value == 1.9
    assert accept_well(plan, NEW, ["kr-1"], {}, TODAY).edit.title == "review 1 key result that goes well"


def test_a_kpi_takes_value_note_and_decision() -> None:
    plan = small_plan()
    accepted = accept_kpi(plan, NEW, "kpi-1", Said(4.5, note="holidays", do="ask", due=FRIDAY), {}, TODAY)
    assert accepted.edit.title == "review the KPI “First answer”"
    done(plan, accepted)
    assert plan.measurements("kpi-1")[-1] == Measurement("kpi-1@2026-05-04", "kpi-1", TODAY, 4.5, "holidays")
    assert plan.children(Decision, accepted.review)[0].about == "kpi-1"


def test_words_and_the_end_stand_in_the_review() -> None:
    plan = small_plan()
    sitting = done(plan, accept_words(plan, NEW, "customers_said", "They wait.\nToo long."))
    sitting = done(plan, accept_words(plan, sitting, "learned", "Speed counts."))
    ended = finish(plan, sitting, "# Review", TODAY)
    assert ended.edit.title == "finish the review of 4 May"
    done(plan, ended)
    assert plan.find(sitting.review, Review) == Review(
        sitting.review, BEGAN, True, "They wait.\nToo long.", "Speed counts.", "# Review"
    )
    assert not finish(plan, sitting, "# Review", TODAY).edit, "nothing new"
    emptied = accept_words(plan, sitting, "learned", "")
    done(plan, emptied)
    review = plan.find(sitting.review, Review)
    assert review is not None
    assert review.learned == ""


def test_a_review_in_which_nothing_was_said_can_be_finished() -> None:
    plan = Plan()
    ended = finish(plan, NEW, "# Review", TODAY)
    done(plan, ended)
    assert plan.find(ended.review, Review) == Review(ended.review, BEGAN, True, minutes="# Review")


def test_a_paused_review_that_begins_anew_takes_the_new_moment() -> None:
    plan = small_plan()
    plan.apply([Insert(Review("rv-2", date(2026, 5, 1)))])
    done(plan, accept_key_result(plan, Sitting("rv-2", BEGAN), "kr-1", Said(5.0), {}, TODAY))
    review = plan.find("rv-2", Review)
    assert review is not None
    assert review.at == BEGAN


def test_what_another_window_deleted_is_said() -> None:
    plan = small_plan()
    with pytest.raises(PlanError, match="deleted this key result"):
        accept_key_result(plan, NEW, "kr-gone", Said(1.0), {}, TODAY)
    with pytest.raises(PlanError, match="deleted this KPI"):
        accept_kpi(plan, NEW, "kpi-gone", Said(1.0), {}, TODAY)
    kpi = plan.find("kpi-2", Kpi)
    assert kpi is not None
    gone = Sitting("rv-gone", BEGAN)
    assert accept_words(plan, gone, "learned", "x").review not in ("", "rv-gone"), "a new one is made"
    plan.apply([Remove(plan.get("de-1"))])
    assert accept_ticks(plan, NEW, {"de-1": True}).edit.changes == ()
