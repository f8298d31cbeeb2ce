"""A review before anybody speaks: order, what is filled in, what is due, what changed, the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

import pytest

from okrtui.plan import edits
from okrtui.plan.changes import Insert, Remove, Set
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
    Review,
    Root,
    Target,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.ids import moment_id
from okrtui.plan.model import Plan
from okrtui.plan.reviewing import (
    agenda,
    cycle_to_review,
    decisions_about,
    decisions_of_last_time,
    due_kpis,
    is_fresh,
    known_value,
    last_confidence,
    last_note,
    moment_for,
    paused_review,
    read_confidence,
    read_value,
    time_shares,
    todays_check_in,
    value_on,
)
from okrtui.plan.reviewnews import News, news
from okrtui.plan.settings import MethodSettings
from tests.plan.making import END, START, TODAY, small_plan

METHOD = MethodSettings()
HALF = date(2026, 5, 16)
"""The day on which half of the quarter is gone."""


def quarter(*rows: Entity, start: date = START, end: date = END, state: Literal["draft", "active"] = "active") -> Plan:
    """A quarter with one objective, and these rows."""
    return Plan(
        [
            Root("plan", review_cadence="weekly"),
            Cycle("cy-1", 1.0, "2026-Q2", start, end, state),
            Objective("o-1", "cy-1", 1.0, "Balance growth"),
            *rows,
        ]
    )


def key_result(
    name: str, value: float | None, *, confidence: float | None = 6.0, days_ago: int = 1, today: date = HALF
) -> list[Entity]:
    """A key result from 0 to 100 whose latest value is some days old."""
    rows: list[Entity] = [
        KeyResult(f"kr-{name}", "o-1", float(len(name)), name, direction="up", baseline=0.0, target=100.0)
    ]
    if value is not None:
        at = today - timedelta(days_ago)
        rows.append(CheckIn(moment_id(f"kr-{name}", at), f"kr-{name}", at, value, confidence))
    return rows


# -- the order


def test_what_is_at_risk_comes_first_and_what_goes_well_is_a_list() -> None:
    rows = [
        *key_result("reached", 100.0),
        *key_result("on-track", 55.0),
        *key_result("behind", 35.0),
        *key_result("at-risk", 10.0),
        *key_result("worse", 2.0),
        *key_result("never-measured", None),
    ]
    plan = quarter(*rows)
    found = agenda(plan, "cy-1", HALF, METHOD)
    assert found.talk == ("kr-never-measured", "kr-worse", "kr-at-risk", "kr-behind")
    assert found.well == ("kr-on-track", "kr-reached")
    assert found.troubles == ("2 at risk", "1 without a value")


@pytest.mark.parametrize(("confidence", "well"), [(None, True), (5.0, True), (4.0, False), (0.0, False)])
def test_who_does_not_trust_that_it_lands_gets_to_talk_about_it(confidence: float | None, well: bool) -> None:
    plan = quarter(*key_result("one", 60.0, confidence=confidence))
    assert bool(agenda(plan, "cy-1", HALF, METHOD).well) is well


@pytest.mark.parametrize(("days", "well"), [(10, True), (11, False)])
def test_a_value_that_is_older_than_a_review_and_three_days_goes_well_for_nobody(days: int, well: bool) -> None:
    plan = quarter(*key_result("one", 60.0, days_ago=days))
    assert bool(agenda(plan, "cy-1", HALF, METHOD).well) is well


def test_a_level_that_is_lost_is_at_risk_and_one_that_holds_goes_well() -> None:
    def keeping(name: str, value: float) -> list[Entity]:
        row = KeyResult(f"kr-{name}", "o-1", 1.0, name, direction="keep", baseline=95.0, target=100.0)
        return [row, CheckIn(moment_id(row.id, HALF), row.id, HALF, value)]

    plan = quarter(*keeping("held", 97.0), *keeping("lost", 80.0), *key_result("behind", 35.0))
    found = agenda(plan, "cy-1", HALF, METHOD)
    assert found.talk == ("kr-lost", "kr-behind")
    assert found.well == ("kr-held",)


def test_nothing_is_judged_in_the_first_days_and_all_is_talked_about() -> None:
    early = START + timedelta(7)
    plan = quarter(*key_result("one", 90.0, today=early), *key_result("two", 1.0, today=early))
    found = agenda(plan, "cy-1", early, METHOD)
    assert set(found.talk) == {"kr-one", "kr-two"}
    assert not found.troubles


def test_a_cycle_of_one_day_can_be_reviewed_on_it() -> None:
    plan = quarter(*key_result("one", 40.0, days_ago=0, today=START), start=START, end=START)
    found = agenda(plan, "cy-1", START, METHOD)
    assert found.talk == ("kr-one",)
    assert not agenda(plan, "cy-1", START + timedelta(1), METHOD).well, "it is missed by then"


def test_an_empty_plan_has_nothing_to_look_at() -> None:
    found = agenda(Plan(), "", TODAY, METHOD)
    assert found.empty
    assert not found.troubles
    assert not agenda(Plan(), "cy-gone", TODAY, METHOD).key_results


def test_a_plan_without_key_results_still_has_its_kpis() -> None:
    plan = Plan([Root("plan"), Kpi("kpi-1", 1.0, "Uptime", cadence="weekly")])
    found = agenda(plan, "", TODAY, METHOD)
    assert (found.key_results, found.kpis) == ((), ("kpi-1",))


def test_when_everything_was_measured_today_all_of_it_is_filled_in_and_no_kpi_is_due() -> None:
    kpi = Kpi("kpi-1", 1.0, "Uptime", cadence="weekly")
    plan = quarter(*key_result("one", 60.0, days_ago=0), kpi, Measurement(moment_id("kpi-1", HALF), "kpi-1", HALF, 9.0))
    found = agenda(plan, "cy-1", HALF, METHOD)
    assert found.well == ("kr-one",)
    assert found.kpis == ()
    said = todays_check_in(plan, "kr-one", HALF)
    assert said is not None
    assert said.confidence == 6.0
    row = plan.find("kr-one", KeyResult)
    assert row is not None
    assert known_value(plan, row, HALF) == (60.0, HALF, True)


def test_a_kpi_that_measures_a_key_result_is_asked_for_once() -> None:
    found = agenda(small_plan(), "cy-1", TODAY, METHOD)
    assert "kr-2" in found.key_results
    assert "kpi-3" not in found.kpis


def test_a_kpi_out_of_its_healthy_range_comes_first_due_or_not() -> None:
    rows = [
        Kpi("kpi-a", 1.0, "Orders", cadence="weekly"),
        Kpi("kpi-b", 2.0, "Uptime", cadence="quarterly", healthy_low=99.9),
        Kpi("kpi-c", 3.0, "Errors", cadence="quarterly", healthy_high=1.0),
        Measurement("m-b", "kpi-b", TODAY - timedelta(days=1), 98.0),
        Measurement("m-c", "kpi-c", TODAY - timedelta(days=1), 0.5),
    ]
    assert agenda(Plan(rows), "", TODAY, MethodSettings()).kpis == ("kpi-b", "kpi-a")


# -- which cycle


def test_the_cycle_on_the_screen_is_reviewed_when_it_runs() -> None:
    plan = small_plan()
    assert cycle_to_review(plan, "cy-1", TODAY) == ("cy-1", "")
    assert cycle_to_review(plan, "cy-2", TODAY) == ("cy-1", ""), "“Later” has no days"


def test_before_the_first_quarter_and_on_an_empty_plan_a_sentence_says_why_not() -> None:
    assert "nothing to review" in cycle_to_review(Plan(), "", TODAY)[1]
    plan = quarter(*key_result("one", None), state="draft")
    assert "not begun" in cycle_to_review(plan, "cy-1", START - timedelta(1))[1]
    assert cycle_to_review(plan, "cy-1", START) == ("cy-1", "")


def test_a_quarter_that_was_started_before_its_first_day_is_reviewed() -> None:
    plan = quarter(*key_result("one", None))
    before = START - timedelta(30)
    assert cycle_to_review(plan, "cy-1", before) == ("cy-1", "")
    assert agenda(plan, "cy-1", before, METHOD).talk == ("kr-one",)


def test_a_quarter_needs_something_in_it_to_be_reviewed() -> None:
    assert cycle_to_review(Plan([Kpi("kpi-1", 1.0, "Uptime")]), "", TODAY) == ("", "")


# -- what is filled in, what is due


@pytest.mark.parametrize(("days", "fresh"), [(-1, False), (0, True), (3, True), (4, False)])
def test_a_value_is_filled_in_for_three_days(days: int, fresh: bool) -> None:
    assert is_fresh(TODAY - timedelta(days), TODAY) is fresh
    assert is_fresh(datetime.combine(TODAY - timedelta(days), datetime.min.time()), TODAY) is fresh
    assert not is_fresh(None, TODAY)


def test_a_key_result_that_a_kpi_measures_has_the_kpis_value_in_its_own_unit() -> None:
    row = KeyResult("kr-1", "o-1", 1.0, "Answer soon", unit="min", measured_by="kpi-1")
    at = HALF - timedelta(2)
    kpi = Kpi("kpi-1", 1.0, "First answer", unit="h")
    plan = quarter(row, kpi, Measurement(moment_id("kpi-1", at), "kpi-1", at, 1.5, "slow week"))
    assert known_value(plan, row, HALF) == (90.0, at, True)
    noted = last_note(plan, row, HALF)
    assert noted is not None
    assert noted.note == "slow week"
    assert value_on(plan, row, at - timedelta(1)) is None


@pytest.mark.parametrize(
    ("cadence", "days", "due"),
    [
        ("daily", 0, False),
        ("daily", 1, True),
        ("weekly", 3, False),
        ("weekly", 4, True),
        ("monthly", 27, False),
        ("monthly", 28, True),
        (None, 4, True),
    ],
)
def test_a_kpi_is_due_up_to_three_days_before_its_time(cadence: str | None, days: int, due: bool) -> None:
    at = TODAY - timedelta(days)
    kpi = Kpi("kpi-1", 1.0, "Uptime", cadence=cadence)  # type: ignore[arg-type]
    plan = Plan([kpi, Measurement(moment_id("kpi-1", at), "kpi-1", at, 99.0)])
    assert bool(due_kpis(plan, TODAY)) is due


def test_a_kpi_that_was_never_measured_is_due() -> None:
    assert due_kpis(Plan([Kpi("kpi-1", 1.0, "Uptime")]), TODAY)


def test_last_times_confidence_is_that_of_a_day_before() -> None:
    plan = small_plan()
    found = last_confidence(plan, "kr-1", TODAY)
    assert found is not None
    assert (found.confidence, found.at) == (6.0, date(2026, 4, 20))
    assert last_confidence(plan, "kr-3", TODAY) is None


def test_a_value_after_one_with_a_time_of_today_corrects_that_one() -> None:
    noon = datetime(2026, 5, 4, 12, 0)
    assert moment_for([CheckIn("a", "kr-1", TODAY, 1.0)], TODAY) == TODAY
    assert moment_for([CheckIn("a", "kr-1", noon, 1.0)], TODAY) == noon
    assert moment_for([CheckIn("a", "kr-1", noon - timedelta(1), 1.0)], TODAY) == TODAY


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("5.9", "%", 5.9), ("5,9 %", "%", 5.9), ("", "%", None), ("=", "%", 6.0), ("90 min", "h", 1.5), ("-2", "", -2.0)],
)
def test_values_are_read_in_the_items_unit(text: str, unit: str, value: float | None) -> None:
    assert read_value(text, unit, 6.0) == value


@pytest.mark.parametrize(("text", "unit"), [("abc", "%"), ("5 €", "%"), ("nan", ""), ("1,200", ""), ("= 5", "")])
def test_what_is_no_value_of_the_item_is_refused_with_a_sentence(text: str, unit: str) -> None:
    with pytest.raises(PlanError, match=r"\.$"):
        read_value(text, unit, 6.0)


def test_the_same_as_nothing_is_refused() -> None:
    with pytest.raises(PlanError, match="no value yet"):
        read_value("=", "", None)


@pytest.mark.parametrize("text", ["11", "-1", "high", "5 %"])
def test_confidence_runs_from_0_to_10(text: str) -> None:
    assert (read_confidence("7"), read_confidence("10"), read_confidence(" ")) == (7.0, 10.0, None)
    with pytest.raises(PlanError, match="0 to 10"):
        read_confidence(text)


# -- decisions


def decided() -> Plan:
    """Three reviews: two finished, one paused today."""
    return Plan(
        [
            Review("rv-1", date(2026, 4, 20), True),
            Decision("de-old", "rv-1", 1.0, "old and open"),
            Decision("de-gone", "rv-1", 2.0, "old and done", done=True),
            Review("rv-2", datetime(2026, 4, 27, 9, 30), True),
            Decision("de-late", "rv-2", 1.0, "late", due=date(2026, 5, 9), about="kr-1"),
            Decision("de-done", "rv-2", 2.0, "done", done=True),
            Decision("de-soon", "rv-2", 3.0, "soon", due=date(2026, 5, 5)),
            Review("rv-3", TODAY, False),
            Decision("de-now", "rv-3", 1.0, "of now", about="kr-1"),
        ]
    )


def test_decisions_of_last_time_are_all_of_the_last_review_and_what_is_open_of_those_before() -> None:
    found = [one.id for one in decisions_of_last_time(decided(), "rv-3")]
    assert found == ["de-soon", "de-late", "de-old", "de-done"]
    assert [one.id for one in decisions_about(decided(), "kr-1", "rv-3")] == ["de-late"]
    assert decisions_of_last_time(Plan()) == []


def test_a_review_that_was_not_finished_is_the_paused_one() -> None:
    found = paused_review(decided())
    assert found is not None
    assert found.id == "rv-3"
    assert paused_review(Plan()) is None


# -- the time


def test_the_time_left_is_shared_among_what_is_to_come() -> None:
    assert time_shares(8, 0, 10).each == 48
    assert time_shares(8, 108, 8) == time_shares(8, 108.0, 8)
    assert (time_shares(8, 108, 8).left, time_shares(8, 108, 8).each) == (372, 46.5)
    assert time_shares(8, 480, 3).each is None, "no time is left"
    assert time_shares(8, 500, 3).left == -20
    assert time_shares(8, 0, 0).each is None


# -- news


def test_news_are_values_and_targets_since_the_last_review() -> None:
    plan = small_plan()
    plan.apply(
        [
            Insert(Target("kr-1@2026-04-30", "kr-1", 2.0, date(2026, 4, 30), 6.0, 5.2, None, "price rise")),
            Insert(Measurement("kpi-3@2026-05-03", "kpi-3", date(2026, 5, 3), 1.8)),
        ]
    )
    last = plan.find("rv-1", Review)
    assert news(plan, "cy-1", last, TODAY) == [
        News("target", "Lower churn", "target 5.0 → 5.2 %: price rise"),
        News("value", "Lower churn", "5.9 → 5.8 %"),
        News("value", "Raise orders", "1.7 → 1.8"),
    ]


def test_a_first_value_and_an_unchanged_one_are_said_as_such() -> None:
    plan = small_plan()
    plan.apply([Insert(CheckIn("kr-3@2026-05-01", "kr-3", date(2026, 5, 1), 80.0))])
    plan.apply([Set("check_ins", "kr-1@2026-05-04", "value", 5.8, 5.9)])
    found = news(plan, "cy-1", plan.find("rv-1", Review), TODAY)
    assert found == [
        News("value", "Lower churn", "5.9 %, as before"),
        News("value", "Finish in a minute", "first value 80"),
    ]


def test_nothing_is_new_before_the_first_review() -> None:
    assert news(small_plan(), "cy-1", None, TODAY) == []
    assert news(Plan(), "", Review("rv-1", TODAY, True), TODAY) == []


def test_rows_are_new_done_dropped_reworded_or_gone() -> None:
    plan = small_plan()
    done: list[Insert | Remove | Set] = []
    for edit in (
        edits.add(plan, KeyResult, parent="o-1", title="A new one"),
        edits.change(plan, "in-1", done=True),
        edits.change(plan, "pr-1", dropped=TODAY),
        edits.change(plan, "o-2", title="Checkout in a minute"),
        edits.delete(plan, "kpi-2"),
        edits.change(plan, "kr-3", title="for a moment"),
    ):
        plan.apply(edit.changes)
        done += edit.changes
    back = edits.change(plan, "kr-3", title="Finish in a minute")
    plan.apply(back.changes)
    gone = edits.add(plan, Initiative, parent="kr-1", title="made and deleted")
    plan.apply(gone.changes)
    out = edits.delete(plan, gone.item)
    plan.apply(out.changes)
    found = news(plan, "cy-1", Review("rv-9", TODAY, True), TODAY, [*done, *back.changes, *gone.changes, *out.changes])
    assert found == [
        News("new", "A new one", "new key result"),
        News("gone", "Onboarding", "KPI deleted"),
        News("gone", "Repeat orders", "priority dropped"),
        News("done", "Exit survey", "initiative done"),
        News("changed", "Checkout in a minute", "reworded, was “Effortless checkout”"),
    ]


def test_a_row_that_was_turned_is_not_gone() -> None:
    plan = small_plan()
    plan.apply([Insert(KeyResult("kr-77", "o-2", 2.0, "Launch the app"))])
    edit = edits.turn(plan, "kr-77", Initiative, parent="kr-1")
    plan.apply(edit.changes)
    found = news(plan, "cy-1", Review("rv-9", TODAY, True), TODAY, edit.changes)
    assert found == [News("changed", "Launch the app", "was a key result, is an initiative now")]


def test_a_moved_due_day_names_both_days() -> None:
    plan = small_plan()
    plan.apply([Insert(Target("kr-1@2026-05-01", "kr-1", 2.0, date(2026, 5, 1), 6.0, 5.0, date(2026, 6, 15)))])
    found = news(plan, "cy-1", plan.find("rv-1", Review), TODAY)
    assert found[0] == News("target", "Lower churn", "due the cycle's end → 15 Jun")
    assert replace(found[0], kind="value").kind == "value"


def test_dropped_priorities_of_long_ago_are_no_news() -> None:
    plan = Plan([Priority("pr-1", 1.0, "Old", date(2026, 1, 1))])
    assert news(plan, "", Review("rv-1", TODAY, True), TODAY) == []
