"""The coach over time: when the days are counted from, what counts as news, and what is left in peace."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.coach.checkplan import check_plan
from okrtui.coach.steps import steps
from okrtui.plan.edits import change, check_in, measure
from okrtui.plan.entities import (
    ROOT,
    CheckIn,
    Cycle,
    Decision,
    Dismissal,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Review,
    Root,
    Target,
)
from okrtui.plan.fields import Moment
from okrtui.plan.model import Plan, when
from okrtui.plan.settings import MethodSettings

from .sketch import TODAY, sketch, today

SETTINGS = MethodSettings()
QUARTER = Cycle("cy-now", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30), state="active")
AIM = Objective("o-1", cycle="cy-now", title="Keep buyers")
CHURN = KeyResult(
    "kr-1", objective="o-1", title="Cut churn from 6 % to 5 %", unit="%", direction="down", baseline=6, target=5
)


def codes(
    plan: Plan,
    day: date = TODAY,
    *,
    settings: MethodSettings = SETTINGS,
    redefined: Mapping[str, Sequence[date]] | None = None,
) -> dict[str, str]:
    """The rules over time that speak, each with its severity."""
    found = check_plan(plan, today=day, settings=settings, redefined=redefined)
    return {each.code: each.finding.severity for each in found if each.code.startswith("RV") or each.code == "KP207"}


def plan_of(*rows: Entity, cadence: str | None = "weekly", cycle: Cycle = QUARTER) -> Plan:
    return Plan([Root(ROOT, review_cadence=cadence), cycle, AIM, CHURN, *rows])


def checked(at: Moment, value: float | None = None, confidence: float | None = None) -> CheckIn:
    return CheckIn(f"kr-1@{at.isoformat()}", key_result="kr-1", at=at, value=value, confidence=confidence)


def measured(at: Moment, value: float = 1.0) -> Measurement:
    return Measurement(f"kpi-1@{at.isoformat()}", kpi="kpi-1", at=at, value=value)


def frozen(at: date, target: float = 5, position: float = 1.0, reason: str = "") -> Target:
    return Target(f"t{position}", key_result="kr-1", position=position, at=at, baseline=6, target=target, reason=reason)


# -- reviews


@pytest.mark.parametrize(("cadence", "quiet"), [("weekly", 10), ("fortnightly", 17), ("monthly", 34)])
def test_a_review_is_overdue_after_its_cadence_and_three_days(cadence: str, quiet: int) -> None:
    last = date(2026, 4, 6)
    for at in (last, datetime(2026, 4, 6, 23, 59)):
        plan = plan_of(Review("rv-1", at=at, finished=True), cadence=cadence)
        assert "RV201" not in codes(plan, last + timedelta(quiet))
        assert "RV201" in codes(plan, last + timedelta(quiet + 1))


def test_the_first_review_is_counted_from_the_day_on_which_the_quarter_really_started() -> None:
    late = frozen(date(2026, 4, 20))
    assert "RV201" in codes(plan_of(), date(2026, 4, 12))
    assert "RV201" not in codes(plan_of(late), date(2026, 4, 30))
    assert "RV201" in codes(plan_of(late), date(2026, 5, 1))


def test_targets_that_were_frozen_before_the_first_day_change_nothing() -> None:
    assert "RV201" not in codes(plan_of(frozen(date(2026, 3, 25))), date(2026, 4, 11))
    assert "RV201" in codes(plan_of(frozen(date(2026, 3, 25))), date(2026, 4, 12))


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 7, 1), date(2027, 4, 1)])
def test_outside_of_its_days_a_quarter_waits_for_nothing(day: date) -> None:
    assert codes(plan_of(), day) == {}


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_only_a_running_quarter_waits_for_news(state: str) -> None:
    cycle = dataclasses.replace(QUARTER, state=state)  # type: ignore[arg-type]
    assert codes(plan_of(checked(date(2026, 4, 2), 6.0, 9), cycle=cycle)) == {}


def test_a_paused_review_is_offered_to_go_on() -> None:
    plan = plan_of(Review("rv-1", at=datetime(2026, 5, 4, 9, 30), finished=False))
    (found,) = [each for each in check_plan(plan, today=TODAY, settings=SETTINGS) if each.code == "RV201"]
    assert found.finding.question == "Will you go on with the one paused on 4 May?"


def test_reviews_of_the_quarter_before_are_not_those_of_this_one() -> None:
    before = [Review(f"rv-{n}", at=date(2026, 3, 16) + timedelta(7 * n), finished=True) for n in range(2)]
    assert "RV205" not in codes(plan_of(*before))
    assert "RV201" not in codes(plan_of(*before), date(2026, 4, 11))


# -- news


def test_a_key_result_is_without_news_after_ten_days_and_more_so_after_seventeen() -> None:
    last = date(2026, 4, 6)
    plan = plan_of(checked(last, 6.0))
    found = [codes(plan, last + timedelta(days)).get("RV202") for days in (10, 11, 17, 18)]
    assert found == [None, "hint", "hint", "warning"]


def test_a_confidence_or_a_value_of_its_kpi_is_news_and_a_note_to_come_is_none() -> None:
    assert "RV202" not in codes(plan_of(checked(date(2026, 4, 28), None, 5)))
    assert "RV202" in codes(plan_of(checked(date(2026, 5, 5), 5.9)))
    by_kpi = plan_of(Kpi("kpi-1", name="Churn"), measured(datetime(2026, 4, 28, 8)))
    by_kpi.apply(change(by_kpi, "kr-1", measured_by="kpi-1").changes)
    assert "RV202" not in codes(by_kpi)
    assert codes(by_kpi, date(2026, 5, 16))["RV202"] == "warning"


def test_a_plan_without_any_value_only_asks() -> None:
    assert codes(plan_of())["RV202"] == "hint"
    other = KeyResult("kr-2", objective="o-1", title="Orders per buyer to 1.76", position=1)
    value = CheckIn("kr-2@1", key_result="kr-2", at=TODAY, value=1.6)
    found = check_plan(plan_of(other, value), today=TODAY, settings=SETTINGS)
    assert [(each.item, each.finding.severity) for each in found if each.code == "RV202"] == [("kr-1", "warning")]


def test_what_was_written_late_is_not_waited_for_since_the_first_day() -> None:
    late = KeyResult("kr-2", objective="o-1", title="Orders per buyer to 1.76", position=1)
    more = KeyResult("kr-3", objective="o-1", title="Complaints per week to 12", position=2)
    rows = [frozen(date(2026, 4, 1)), dataclasses.replace(frozen(date(2026, 4, 1)), id="t3", key_result="kr-3")]

    def named(*rows: Entity) -> set[str]:
        found = check_plan(plan_of(late, more, *rows), today=TODAY, settings=SETTINGS)
        return {each.item for each in found if each.code == "RV202"}

    assert named() == {"kr-1", "kr-2", "kr-3"}, "a plan written by hand keeps no targets"
    assert named(*rows) == {"kr-1", "kr-3"}
    own = dataclasses.replace(frozen(date(2026, 4, 27)), id="t2", key_result="kr-2")
    assert named(*rows, own) == {"kr-1", "kr-3"}
    assert named(*rows, dataclasses.replace(own, at=date(2026, 4, 20))) == {"kr-1", "kr-2", "kr-3"}


@pytest.mark.parametrize(
    ("cadence", "quiet"), [("daily", 4), ("weekly", 10), ("fortnightly", 21), ("monthly", 46), ("quarterly", 138)]
)
def test_a_kpi_is_late_by_its_own_cadence(cadence: str, quiet: int) -> None:
    last = date(2028, 2, 29)
    kpi = Kpi("kpi-1", name="Basket size", cadence=cadence)  # type: ignore[arg-type]
    plan = Plan([kpi, measured(last)])
    assert "RV203" not in codes(plan, last + timedelta(quiet))
    assert "RV203" in codes(plan, last + timedelta(quiet + 1))


# -- confidence


def steady(confidence: float = 6) -> list[CheckIn]:
    return [checked(date(2026, 4, 6) + timedelta(7 * n), 6 - n / 10, confidence) for n in range(4)]


def test_a_corrected_confidence_is_no_habit_any_more() -> None:
    plan = plan_of(*steady())
    assert "RV204" in codes(plan)
    plan.apply(check_in(plan, "kr-1", date(2026, 4, 20), None, 7).changes)
    assert "RV204" not in codes(plan)


def test_four_times_on_one_day_are_one() -> None:
    day = [checked(datetime(2026, 4, 27, 9 + n), 6 - n / 10, 6) for n in range(4)]
    assert "RV204" not in codes(plan_of(*day))


def test_a_value_that_hardly_moved_asks_nothing_of_the_confidence() -> None:
    still = [dataclasses.replace(row, value=6 - n / 100) for n, row in enumerate(steady())]
    assert "RV204" not in codes(plan_of(*still))


def test_the_latest_values_are_enough_to_judge_confidence() -> None:
    """The app reads twelve values of each history at the start."""
    rows = [checked(date(2026, 4, 1) + timedelta(3 * n), 6 - n / 30, 6) for n in range(20)]
    day = date(2026, 6, 1)
    assert "RV204" in codes(plan_of(*rows), day)
    assert codes(plan_of(*rows[-12:]), day) == codes(plan_of(*rows), day)


@pytest.mark.parametrize(("day", "speaks"), [(date(2026, 4, 23), True), (date(2026, 4, 24), False)])
def test_a_start_is_the_first_quarter_of_the_quarter(day: date, *, speaks: bool) -> None:
    other = KeyResult("kr-2", objective="o-1", title="Orders per buyer to 1.76", position=1)
    sure = CheckIn("kr-2@1", key_result="kr-2", at=date(2026, 4, 2), value=1.6, confidence=10)
    assert ("RV209" in codes(plan_of(other, sure, checked(date(2026, 4, 2), 6, 9)), day)) is speaks


def test_grades_of_two_cycles_that_do_not_follow_one_another_are_no_habit() -> None:
    easy = "today: 13 Apr\nearlier objective: A · kind aspirational · grade 1\nclosed objective: B{}\nobjective: C"
    for more, speaks in ((" · kind aspirational · grade 1", True), ("", False)):
        outline = easy.format(more)
        assert ("RV209" in codes(sketch(outline), today(outline))) is speaks


def test_an_objective_without_a_grade_of_its_own_has_the_mean_of_its_key_results() -> None:
    outline = (
        "today: 13 Apr\nearlier objective: A · kind aspirational\n  key result: D · grade 1\n"
        "  key result: E · grade {}\n"
        "closed objective: B · kind aspirational · grade 0.9\nobjective: C"
    )
    assert "RV209" in codes(sketch(outline.format(0.8)), date(2026, 4, 13))
    assert "RV209" not in codes(sketch(outline.format(0.7)), date(2026, 4, 13))


# -- answers


def decided(at: date, *, done: bool, about: str = "kr-1", finished: bool = True) -> list[Entity]:
    return [
        Review("rv-1", at=at, finished=finished),
        Decision("de-1", review="rv-1", text="Call ten who left", about=about, done=done),
    ]


@pytest.mark.parametrize("about", ["kr-1", "o-1"])
def test_an_open_decision_answers_a_risk_and_a_done_one_does_for_two_reviews(about: str) -> None:
    risk = checked(date(2026, 5, 4), 6.0, 4)
    assert "RV206" in codes(plan_of(risk))
    assert "RV206" not in codes(plan_of(risk, *decided(date(2026, 4, 1), done=False, about=about)))
    assert "RV206" not in codes(plan_of(risk, *decided(date(2026, 4, 17), done=True, about=about)))
    assert "RV206" in codes(plan_of(risk, *decided(date(2026, 4, 16), done=True, about=about)))
    assert "RV206" in codes(plan_of(risk, *decided(date(2026, 5, 5), done=False, about=about))), "not made yet"


def test_an_alarm_is_answered_by_a_decision_since_it_began() -> None:
    kpi = Kpi("kpi-1", name="Uptime", healthy_low=99.9)
    low = [measured(date(2026, 3, 31), 99), measured(datetime(2026, 4, 30, 12), 99.2)]

    def rings(*rows: Entity) -> bool:
        return "RV211" in codes(plan_of(kpi, *low, *rows))

    assert rings()
    assert rings(*decided(date(2026, 3, 30), done=True, about="kpi-1"))
    assert not rings(*decided(date(2026, 3, 31), done=True, about="kpi-1"))
    assert not rings(*decided(date(2026, 3, 30), done=False, about="kpi-1"))
    assert not rings(measured(datetime(2026, 4, 30, 18), 99.95)), "the last value of a day counts"


def test_a_corrected_measurement_ends_the_alarm() -> None:
    plan = plan_of(Kpi("kpi-1", name="Errors", healthy_high=1), measured(date(2026, 4, 20), 2))
    plan.apply(measure(plan, "kpi-1", date(2026, 4, 27), 14).changes)
    assert "RV211" in codes(plan)
    plan.apply(measure(plan, "kpi-1", date(2026, 4, 27), 0.14).changes)
    assert "RV211" not in codes(plan)


# -- what keeps its meaning


def test_a_goal_that_was_moved_twice_is_told_by_its_last_reason() -> None:
    rows = [frozen(date(2026, 4, 1), 4.5), frozen(date(2026, 4, 10), 4.8, 2.0), frozen(date(2026, 4, 20), 5, 3.0)]
    assert codes(plan_of(*rows))["RV207"] == "warning"
    told = dataclasses.replace(rows[2], reason="price rise in May")
    assert codes(plan_of(*rows[:2], told))["RV207"] == "hint"


def test_a_goal_begins_where_its_blank_was_filled() -> None:
    blank = dataclasses.replace(frozen(date(2026, 4, 1)), target=None)
    assert "RV207" not in codes(plan_of(blank, frozen(date(2026, 4, 8), 5, 2.0)))
    moved = [blank, frozen(date(2026, 4, 8), 4.5, 2.0), frozen(date(2026, 4, 20), 5, 3.0)]
    assert codes(plan_of(*moved))["RV207"] == "warning"


def test_the_app_keeps_a_moved_goal_so_that_the_coach_sees_it() -> None:
    from okrtui.plan.edits import retarget

    plan = plan_of(frozen(date(2026, 4, 1)))
    assert "RV207" not in codes(plan)
    plan.apply(retarget(plan, "kr-1", TODAY, "price rise", target=5.5).changes)
    assert codes(plan)["RV207"] == "hint"
    plan.apply(retarget(plan, "kr-1", TODAY, target=5.0).changes)
    assert "RV207" not in codes(plan), "put back on the same day"


def test_lines_that_were_carried_in_a_ring_end_somewhere() -> None:
    one = KeyResult("kr-2", objective="o-1", title=CHURN.title, carried_from="kr-3")
    other = KeyResult("kr-3", objective="o-1", title=CHURN.title, carried_from="kr-2")
    assert "RV208" not in codes(plan_of(one, other))


def test_twelve_months_before_a_leap_day() -> None:
    kpi = Plan([Kpi("kpi-1", name="Churn")])
    leap = date(2028, 2, 29)
    days = [date(2027, 2, 28), date(2027, 8, 1), date(2028, 2, 29)]
    assert codes(kpi, leap, redefined={"kpi-1": days}) == {}
    assert codes(kpi, leap, redefined={"kpi-1": [date(2027, 3, 1), *days[1:]]}) == {"KP207": "hint"}
    assert codes(kpi, leap, redefined={"kpi-gone": days * 2}) == {}


# -- all of them


def test_thresholds_are_settings() -> None:
    busy = plan_of(*steady(), Review("rv-1", at=date(2026, 4, 20), finished=True))
    assert set(codes(busy)) == {"RV201", "RV204"}
    patient = MethodSettings(grace_days=9, same_confidence=5)
    assert codes(busy, settings=patient) == {}
    strict = MethodSettings(news_hint_days=3, news_warning_days=5)
    assert codes(busy, settings=strict)["RV202"] == "warning"


def test_what_was_called_good_stays_quiet_until_its_words_change() -> None:
    fine = Dismissal("d", code="RV202", item="kr-1", text=CHURN.title, reason="later")
    plan = plan_of(fine)
    assert "RV202" not in codes(plan)
    plan.apply(change(plan, "kr-1", title="Cut churn from 6 % to 4 %").changes)
    assert "RV202" in codes(plan)


@pytest.mark.parametrize(
    "cycle",
    [
        Cycle("cy-now", name="A day", start=TODAY, end=TODAY, state="active"),
        Cycle("cy-now", name="Backwards", start=date(2026, 6, 30), end=date(2026, 4, 1), state="active"),
        Cycle("cy-now", name="No dates", state="active"),
        Cycle("cy-now", start=date(2026, 4, 1), state="active"),
        Cycle("cy-now", end=date(2026, 6, 30), state="active"),
    ],
)
def test_odd_cycles_break_nothing(cycle: Cycle) -> None:
    plan = plan_of(*steady(9), frozen(date(2026, 4, 1), 4), checked(date(2026, 4, 1)), cycle=cycle)
    codes(plan)
    assert len(steps(plan, "cy-now", today=TODAY, settings=SETTINGS)) == 5


def test_two_quarters_at_once_are_each_judged() -> None:
    other = Cycle("cy-2", name="Spring", start=date(2026, 3, 1), end=date(2026, 5, 31), state="active", position=1)
    aim = Objective("o-2", cycle="cy-2", title="Win home cooks")
    result = KeyResult("kr-2", objective="o-2", title="Repeat orders to 1.8")
    found = check_plan(plan_of(other, aim, result), today=TODAY, settings=SETTINGS)
    assert [each.item for each in found if each.code == "RV202"] == ["kr-1", "kr-2"]
    assert len([each for each in found if each.code == "RV201"]) == 1


def test_the_last_step_counts_what_is_seen_and_not_answered() -> None:
    outline = (
        "kpi: Errors · healthy_high 1 · cadence weekly\n  measured: 20 Apr 2, 27 Apr 2\nobjective: Keep buyers\n"
        "  key result: Churn to 5 · direction down · baseline 6 · target 5\n    check-ins: 27 Apr 6\n"
        "  key result: Orders to 9 · direction up · baseline 1 · target 9\n    check-ins: 20 Apr 8\n"
        "  key result: Visits to 9\nreview: 27 Apr"
    )
    step = steps(sketch(outline), "cy-now", today=TODAY, settings=SETTINGS)[4]
    assert step.text == (
        "1 key result has no value yet, 1 key result has no news, 1 key result is at risk without a decision, "
        "1 alarm is unanswered"
    )
    assert step.items == ("kr-3", "kr-2", "kr-1", "kpi-1")


_SHORT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80)
TEXT = _SHORT | st.sampled_from(["", "\n", "[/b]", "%s {0}", "x" * 5_000, "a b " * 50, "\u202eabc"])
NUMBER = st.floats(allow_nan=False, allow_infinity=False)


@given(texts=st.lists(TEXT, min_size=6, max_size=6), numbers=st.lists(NUMBER, min_size=4, max_size=4))
def test_whatever_was_typed_is_said_on_one_line(texts: list[str], numbers: list[float]) -> None:
    name, unit, action, reason, title, label = texts
    rows: list[Entity] = [
        Kpi("kpi-1", name=name, unit=unit, action=action, healthy_low=numbers[0], cadence="daily"),
        measured(date(2026, 4, 1), numbers[1]),
        measured(date(2026, 4, 2), numbers[2]),
        *[dataclasses.replace(row, value=number) for row, number in zip(steady(9), numbers, strict=True)],
        dataclasses.replace(frozen(date(2026, 4, 1)), target=numbers[3]),
        frozen(date(2026, 4, 2), 5, 2.0, reason),
        Initiative("in-1", key_result="kr-1", title=title, done=True),
        *decided(date(2026, 4, 2), done=True),
    ]
    plan = plan_of(*rows, cycle=dataclasses.replace(QUARTER, name=label))
    plan.apply(change(plan, "kr-1", title=title, unit=unit).changes)
    for each in check_plan(plan, today=TODAY, settings=SETTINGS, redefined={"kpi-1": [TODAY] * 3}):
        assert "\n" not in each.finding.message + each.finding.question
    assert len(steps(plan, "cy-now", today=TODAY, settings=SETTINGS)) == 5


DAY = st.dates(date(2026, 3, 20), date(2026, 7, 10))
HISTORY = st.lists(st.tuples(DAY, st.sampled_from([4.9, 5.5, 6.0]), st.sampled_from([1, 6, 9])), max_size=12)


@given(values=HISTORY, reviews=st.lists(st.tuples(DAY, st.booleans()), max_size=5), day=DAY)
def test_what_is_dated_later_does_not_count(
    values: list[tuple[date, float, int]], reviews: list[tuple[date, bool]], day: date
) -> None:
    rows: list[Entity] = [Kpi("kpi-1", name="Churn", cadence="weekly", healthy_high=5.5)]
    rows += {at: checked(at, value, confidence) for at, value, confidence in values}.values()
    rows += {at: measured(at, value) for at, value, _ in values}.values()
    for number, (at, said) in enumerate(reviews):
        rows.append(Review(f"rv-{number}", at=at, finished=said))
        rows.append(Decision(f"de-{number}", review=f"rv-{number}", text="Ask ten", about="kr-1", done=said))
    known = [row for row in rows if when(getattr(row, "at", None))[0] <= day]
    known = [row for row in known if not isinstance(row, Decision) or any(row.review == r.id for r in known)]
    assert codes(plan_of(*rows), day).keys() == codes(plan_of(*known), day).keys()


def test_years_of_values_are_judged_in_a_blink() -> None:
    rows: list[Entity] = [QUARTER]
    for n in range(5):
        rows.append(Objective(f"o-{n}", cycle="cy-now", title=f"Aim {n}", position=n))
    for n in range(15):
        of = f"o-{n % 5}"
        rows.append(KeyResult(f"kr-{n}", objective=of, title=f"Orders {n}", baseline=1, target=9, direction="up"))
        rows += (
            CheckIn(f"kr-{n}@{m}", f"kr-{n}", datetime(2026, 4, 1) + timedelta(minutes=60 * m), 1.0, 8.0)
            for m in range(667)
        )
    for n in range(12):
        rows.append(Kpi(f"kpi-{n}", name=f"Returns {n}", cadence="daily", healthy_high=1))
        rows += (
            Measurement(f"kpi-{n}@{m}", f"kpi-{n}", datetime(2025, 6, 1) + timedelta(minutes=58 * m), 2.0)
            for m in range(8334)
        )
    plan = Plan(rows)
    assert {"RV204", "RV206", "RV211"} <= set(codes(plan))  # reads all lines once
    best = 1.0
    for _ in range(5):
        start = time.process_time()
        check_plan(plan, today=TODAY, settings=SETTINGS)
        best = min(best, time.process_time() - start)
    assert best < 0.1
