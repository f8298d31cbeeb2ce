"""A cycle's life in the plan: goalposts that move, grades, the close, what is carried or parked, names and dates."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest

from okrtui.plan import edits
from okrtui.plan.carrying import carry, chosen, following, waiting
from okrtui.plan.closing import (
    cards,
    close_cycle,
    close_key_result,
    close_objective,
    is_done,
    mean_grade,
    partly_graded,
    propose,
    read_grade,
    reading,
)
from okrtui.plan.cycledates import named_quarter, said_of_days, set_cycle
from okrtui.plan.dates import quarter
from okrtui.plan.entities import CheckIn, Cycle, Dismissal, KeyResult, Measurement, Objective, Target
from okrtui.plan.errors import PlanError
from okrtui.plan.goalposts import asks_why, describe, reason_so_far, shifts
from okrtui.plan.model import Plan
from okrtui.plan.parking import is_later, later, park, take_back
from okrtui.plan.progress import standing
from okrtui.plan.settings import MethodSettings
from tests.plan.making import END, START, TODAY, do, small_plan

METHOD = MethodSettings()
AFTER = date(2026, 7, 2)


def result(plan: Plan, row: str = "kr-1") -> KeyResult:
    found = plan.find(row, KeyResult)
    assert found is not None
    return found


def objective(plan: Plan, row: str = "o-1") -> Objective:
    found = plan.find(row, Objective)
    assert found is not None
    return found


def one_result(**values: object) -> Plan:
    """A cycle that runs, with one key result and one check-in."""
    value = values.pop("value", None)
    shape = dataclasses.replace(KeyResult("kr-1", "o-1", 1.0, "Lower churn", direction="down"), **values)  # type: ignore[arg-type]
    rows = [
        Cycle("cy-1", 1.0, "2026-Q2", START, END, "active"),
        Objective("o-1", "cy-1", 1.0, "Balance growth"),
        shape,
    ]
    more = [CheckIn("kr-1@2026-06-29", "kr-1", date(2026, 6, 29), value)] if isinstance(value, float) else []
    return Plan([*rows, *more])


# -- goalposts


def test_a_target_that_never_moved_says_nothing() -> None:
    assert shifts(small_plan(), "kr-1") == []


def test_a_moved_target_tells_what_it_was_until_which_week_and_why() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", date(2026, 5, 27), "price rise", target=5.2))
    (shift,) = shifts(plan, "kr-1")
    assert describe(plan, result(plan), shift, TODAY) == "was 5 % until week 9: “price rise”"


def test_each_field_that_moved_has_its_own_line() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", TODAY, "late data", baseline=6.2, due=date(2026, 6, 15)))
    said = [describe(plan, result(plan), shift, TODAY) for shift in shifts(plan, "kr-1")]
    assert said == ["from was 6 % until week 5: “late data”", "due was the cycle's end until week 5: “late data”"]


def test_a_move_without_a_reason_says_so() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", TODAY, target=5.5))
    (shift,) = shifts(plan, "kr-1")
    assert describe(plan, result(plan), shift, TODAY).endswith("until week 5, no reason given")


def test_a_reason_stays_on_one_line() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", TODAY, "price\nrise", target=5.5))
    (shift,) = shifts(plan, "kr-1")
    assert "“price rise”" in describe(plan, result(plan), shift, TODAY)


def test_two_moves_are_both_kept() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", date(2026, 4, 15), "first", target=5.4))
    do(plan, edits.retarget(plan, "kr-1", date(2026, 6, 10), "second", target=5.6))
    assert [(s.old, s.new, s.reason) for s in shifts(plan, "kr-1")] == [(5.0, 5.4, "first"), (5.4, 5.6, "second")]


def test_a_second_move_on_one_day_corrects_the_first_and_keeps_its_reason() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", TODAY, "typo", target=55.0))
    again = edits.retarget(plan, "kr-1", TODAY, target=5.5)
    assert asks_why(plan, again)
    assert reason_so_far(plan, again) == "typo"
    do(plan, again)
    assert [(s.old, s.new, s.reason) for s in shifts(plan, "kr-1")] == [(5.0, 5.5, "typo")]


def test_moving_back_on_the_same_day_is_no_move_and_asks_nothing() -> None:
    plan = small_plan()
    do(plan, edits.retarget(plan, "kr-1", TODAY, "typo", target=55.0))
    back = edits.retarget(plan, "kr-1", TODAY, target=5.0)
    assert not asks_why(plan, back)
    do(plan, back)
    assert shifts(plan, "kr-1") == []


def test_why_is_asked_of_a_moved_target_and_of_nothing_else() -> None:
    plan = small_plan()
    assert asks_why(plan, edits.retarget(plan, "kr-1", TODAY, target=5.5))
    assert not asks_why(plan, edits.retarget(plan, "kr-1", TODAY, title="Cut churn", owner="Di"))
    assert not asks_why(plan, edits.retarget(plan, "kr-1", TODAY, target=5.0))


def test_the_first_numbers_of_a_late_key_result_are_no_moved_goalposts() -> None:
    plan = small_plan()
    assert not asks_why(plan, edits.retarget(plan, "kr-3", TODAY, baseline=95.0, target=60.0))


def test_in_a_draft_everything_may_change_without_a_reason() -> None:
    plan = small_plan()
    plan.apply(edits.change(plan, "cy-1", state="draft").changes)
    edit = edits.retarget(plan, "kr-1", TODAY, target=4.0)
    assert not asks_why(plan, edit)
    do(plan, edit)
    assert shifts(plan, "kr-1") == []


# -- start


def test_starting_freezes_every_key_result_and_one_undo_takes_it_back() -> None:
    plan = small_plan()
    plan.apply(edits.change(plan, "cy-1", state="draft").changes)
    do(plan, edits.start_cycle(plan, "cy-1", TODAY))  # `do` takes it back and does it again
    assert all(plan.children(Target, row) for row in ("kr-1", "kr-2", "kr-3"))


# -- the proposed grade


@pytest.mark.parametrize(
    ("baseline", "target", "value", "grade"),
    [
        (6.0, 5.0, 5.5, 0.5),
        (6.0, 5.0, 5.65, 0.4),  # 0.35: half goes up
        (6.0, 5.0, 5.351, 0.6),
        (6.0, 5.0, 5.36, 0.6),
        (6.0, 5.0, 5.0, 1.0),
        (6.0, 5.0, 4.0, 1.0),  # beyond the target: cut
        (6.0, 5.0, 7.0, 0.0),  # the other way: cut
        (6.0, 5.0, 5.96, 0.0),
        (6.0, 5.0, 5.95, 0.1),
        (5.0, 5.0, 5.0, 1.0),  # nowhere to go, and there
        (5.0, 5.0, 5.1, 0.0),
        (None, 5.0, 4.9, 1.0),  # no start, but it is there
        (None, 5.0, 5.1, None),
        (6.0, None, 5.1, None),
        (6.0, 5.0, None, None),
    ],
)
def test_the_proposed_grade(
    baseline: float | None, target: float | None, value: float | None, grade: float | None
) -> None:
    plan = one_result(baseline=baseline, target=target, value=value)
    assert propose(plan, result(plan), AFTER, METHOD).grade == grade


def test_a_moved_target_is_graded_against_both() -> None:
    plan = one_result(baseline=6.0, target=5.0, value=5.5)
    do(plan, edits.retarget(plan, "kr-1", date(2026, 5, 27), "price rise", target=5.2))
    at = propose(plan, result(plan), AFTER, METHOD)
    assert (at.grade, at.first) == (0.6, 0.5)


def test_a_moved_due_day_alone_does_not_give_a_second_grade() -> None:
    plan = one_result(baseline=6.0, target=5.0, value=5.5)
    do(plan, edits.retarget(plan, "kr-1", TODAY, due=date(2026, 6, 15)))
    assert propose(plan, result(plan), AFTER, METHOD).first is None


def test_a_kpi_that_goes_on_does_not_change_how_a_past_quarter_ended() -> None:
    plan = small_plan()
    late = [(date(2026, 6, 29), 1.9), (date(2026, 7, 5), 1.95), (date(2026, 9, 1), 9.0)]
    plan.add_history(Measurement(f"kpi-3@{day}", "kpi-3", day, value) for day, value in late)
    october = date(2026, 10, 1)
    at = standing(plan, result(plan, "kr-2"), october, METHOD)
    assert (at.value, at.at) == (1.95, date(2026, 7, 5))  # a week of grace, and no more


# -- grades as typed and read


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("0.6", 0.6),
        ("0,6", 0.6),
        (".6", 0.6),
        ("1", 1.0),
        ("1.", 1.0),
        ("0", 0.0),
        ("60 %", 0.6),
        ("65%", 0.7),
        ("0.35", 0.4),
        ("0.349", 0.3),
        ("", None),
        ("  ", None),
    ],
)
def test_a_typed_grade(text: str, grade: float | None) -> None:
    assert read_grade(text) == grade


@pytest.mark.parametrize("text", ["1.1", "6", "-0.1", "nan", "inf", "good", "0.6.1", "110 %", "1e-3", "٠.٦", "²"])
def test_what_is_no_grade_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(PlanError, match=r"0\.0"):
        read_grade(text)


@pytest.mark.parametrize(
    ("kind", "grade", "words", "tone"),
    [
        ("committed", 1.0, "kept", "good"),
        ("committed", 0.9, "which was promised", "warn"),
        ("committed", 0.7, "which was promised", "warn"),
        ("committed", 0.3, "which was promised", "bad"),
        ("aspirational", 0.6, "as intended", "good"),
        ("aspirational", 0.7, "as intended", "good"),
        ("aspirational", 0.8, "further than intended", "good"),
        ("aspirational", 0.5, "some of the way", "warn"),
        ("aspirational", 0.4, "some of the way", "warn"),
        ("aspirational", 0.3, "little", "bad"),
        (None, 0.7, "most of the way", "good"),
        (None, 0.6, "some", "warn"),
        (None, 0.0, "little", "bad"),
        ("committed", None, "", "dim"),
    ],
)
def test_committed_and_aspirational_are_read_differently(
    kind: str | None, grade: float | None, words: str, tone: str
) -> None:
    said = reading(kind, grade, METHOD)
    assert words in said.words
    assert said.tone == tone


def test_a_committed_objective_below_one_is_never_green() -> None:
    assert all(reading("committed", tenth / 10, METHOD).tone != "good" for tenth in range(10))


# -- the close


def test_cards_go_objective_by_objective_and_the_objective_comes_last() -> None:
    assert [row.id for row in cards(small_plan(), "cy-1")] == ["kr-1", "kr-2", "o-1", "kr-3", "o-2"]


def test_a_card_is_done_once_it_was_accepted() -> None:
    plan = small_plan()
    assert not is_done(plan, result(plan))
    do(plan, close_key_result(plan, "kr-1", grade=0.6, learned="Ask early.", because="done"))
    row = result(plan)
    assert is_done(plan, row)
    assert (row.grade, row.learned, row.next, row.because) == (0.6, "Ask early.", "drop", "done")
    do(plan, close_objective(plan, "o-1", grade=None, reflection="It was a long quarter."))
    assert is_done(plan, objective(plan))


def test_the_mean_of_the_grades_is_proposed_without_those_that_have_none() -> None:
    plan = small_plan()
    assert mean_grade(plan, objective(plan)) is None
    plan.apply(close_key_result(plan, "kr-1", grade=0.6).changes)
    assert mean_grade(plan, objective(plan)) == 0.6
    plan.apply(close_key_result(plan, "kr-2", grade=0.7).changes)
    assert mean_grade(plan, objective(plan)) == 0.7  # 0.65: half goes up


def test_only_what_runs_can_be_closed() -> None:
    plan = small_plan()
    do(plan, close_cycle(plan, "cy-1"))
    assert not close_cycle(plan, "cy-1")
    with pytest.raises(PlanError, match="not started"):
        close_cycle(plan, "cy-2")
    with pytest.raises(PlanError, match="not in the plan"):
        close_cycle(plan, "cy-9")


# -- the next one


def closed_plan() -> Plan:
    """The small plan, closed: churn is kept, orders are to be reworded, the rest is dropped."""
    plan = small_plan()
    plan.apply(close_key_result(plan, "kr-1", grade=0.2, coming="keep").changes)
    plan.apply(close_key_result(plan, "kr-2", grade=0.3, coming="rewrite", because="too wide").changes)
    plan.apply(close_key_result(plan, "kr-3", grade=0.0).changes)
    plan.apply(close_objective(plan, "o-1", grade=0.3, reflection="Hm.").changes)
    plan.apply(close_cycle(plan, "cy-1").changes)
    return plan


def test_the_sheet_is_blank_but_for_what_was_chosen() -> None:
    plan = closed_plan()
    made = carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    do(plan, made.edit)
    (new,) = plan.objectives(made.cycle)
    assert (new.title, new.carried_from, new.grade, new.reflection) == ("Balance growth", "o-1", None, "")
    kept, reworded = plan.key_results(new.id)
    assert (kept.carried_from, reworded.carried_from) == ("kr-1", "kr-2")
    assert made.rewrite == (reworded.id,)
    assert not plan.initiatives(kept.id)
    assert not plan.check_ins(kept.id)
    assert len(plan.kpis) == 3


def test_what_is_carried_starts_from_its_last_value_and_is_agreed_anew() -> None:
    plan = closed_plan()
    plan.apply(edits.change(plan, "kr-1", agreed_team=True, agreed_leadership=True, challenge="Sure?").changes)
    made = carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    plan.apply(made.edit.changes)
    kept, reworded = plan.key_results(plan.objectives(made.cycle)[0].id)
    assert (kept.baseline, kept.target, kept.due, kept.grade, kept.next) == (5.8, 5.0, None, None, None)
    assert (kept.agreed_team, kept.agreed_leadership, kept.challenge) == (False, False, "")
    assert (kept.kpis, kept.owner) == (("kpi-1", "kpi-2"), "Cy")
    assert (reworded.baseline, reworded.measured_by) == (1.7, "kpi-3")


def test_the_words_of_a_deadline_go_along() -> None:
    plan = closed_plan()
    plan.apply(edits.change(plan, "kr-1", title="Lower churn to 5 % by the end of Q2").changes)
    made = carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    plan.apply(made.edit.changes)
    kept, _ = plan.key_results(plan.objectives(made.cycle)[0].id)
    assert kept.title == "Lower churn to 5 % by the end of Q3"


def test_what_was_called_good_stays_so_where_the_words_do() -> None:
    plan = closed_plan()
    plan.apply(edits.change(plan, "kr-1", title="Lower churn to 5 % by the end of Q2").changes)
    for row, text in (("o-1", "Balance growth"), ("kr-1", "Lower churn to 5 % by the end of Q2")):
        do(plan, edits.add(plan, Dismissal, code="OB102", item=row, text=text, reason="our words", at=END))
    do(plan, edits.add(plan, Dismissal, code="OB104", item="o-1", text="Older words", reason="later", at=END))
    made = carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    plan.apply(made.edit.changes)
    new = plan.objectives(made.cycle)[0]
    kept, _ = plan.key_results(new.id)
    held = {(row.code, row.item): (row.text, row.reason) for row in plan.table(Dismissal).values()}
    assert held["OB102", new.id] == ("Balance growth", "our words")
    assert ("OB102", kept.id) not in held, "its words are those of another quarter now"
    assert ("OB104", new.id) not in held, "that was said of other words"


def test_a_target_that_was_reached_is_to_be_set_anew() -> None:
    plan = closed_plan()
    plan.add_history([CheckIn("kr-1@2026-06-30", "kr-1", END, 4.9)])
    made = carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    plan.apply(made.edit.changes)
    kept = plan.key_results(plan.objectives(made.cycle)[0].id)[0]
    assert (kept.baseline, kept.target) == (4.9, None)


def test_carrying_twice_carries_nothing_twice() -> None:
    plan = closed_plan()
    first = carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    plan.apply(first.edit.changes)
    assert waiting(plan, "cy-1", first.cycle) == []
    assert not carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD).edit


def test_a_quarter_that_was_drafted_before_takes_what_was_chosen() -> None:
    plan = closed_plan()
    drafted = do(plan, edits.new_cycle(plan, quarter(2026, 3)))
    do(plan, edits.add(plan, Objective, parent=drafted, title="Something new"))
    held = following(plan, "cy-1")
    assert held is not None
    assert held.id == drafted
    do(plan, carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD).edit)
    assert [row.title for row in plan.objectives(drafted)] == ["Something new", "Balance growth"]


def test_with_nothing_chosen_the_next_quarter_is_empty() -> None:
    plan = small_plan()
    plan.apply(close_cycle(plan, "cy-1").changes)
    assert chosen(plan, "cy-1") == []
    made = carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    do(plan, made.edit)
    assert not plan.objectives(made.cycle)


def test_what_runs_is_not_carried_and_nothing_goes_into_what_is_closed() -> None:
    plan = small_plan()
    with pytest.raises(PlanError, match="not closed"):
        carry(plan, "cy-1", quarter(2026, 3), AFTER, METHOD)
    plan = closed_plan()
    with pytest.raises(PlanError, match="is closed"):
        carry(plan, "cy-1", quarter(2026, 2), AFTER, METHOD)


# -- later


def test_parking_makes_later_once_and_takes_the_key_results_along() -> None:
    plan = small_plan()
    plan.apply(edits.delete(plan, "cy-2").changes)
    assert later(plan) is None
    do(plan, park(plan, "o-1"))
    home = later(plan)
    assert home is not None
    assert [row.id for row in plan.objectives(home.id)] == ["o-1"]
    assert len(plan.key_results("o-1")) == 2
    do(plan, park(plan, "o-2"))
    assert len(plan.objectives(home.id)) == 2


def test_what_is_parked_or_closed_is_not_parked() -> None:
    plan = small_plan()
    do(plan, park(plan, "o-1"))
    with pytest.raises(PlanError, match="already"):
        park(plan, "o-1")
    plan.apply(close_cycle(plan, "cy-1").changes)
    with pytest.raises(PlanError, match="closed"):
        park(plan, "o-2")


def test_back_in_its_quarter_its_history_is_as_it_was() -> None:
    plan = small_plan()
    do(plan, park(plan, "o-1"))
    do(plan, take_back(plan, "o-1", "cy-1", TODAY))
    assert [line.id for line in plan.children(Target, "kr-1")] == ["kr-1@2026-04-01"]
    assert len(plan.check_ins("kr-1")) == 2


def test_what_comes_into_a_running_quarter_is_frozen_now() -> None:
    plan = small_plan()
    do(plan, park(plan, "o-2"))
    do(plan, take_back(plan, "o-2", "cy-1", TODAY))
    (line,) = plan.children(Target, "kr-3")
    assert line.at == TODAY


def test_what_comes_into_a_draft_is_frozen_when_that_starts() -> None:
    plan = small_plan()
    draft = do(plan, edits.new_cycle(plan, quarter(2026, 3)))
    do(plan, park(plan, "o-1"))
    do(plan, take_back(plan, "o-1", draft, TODAY))
    assert not plan.children(Target, "kr-1")
    plan.apply(close_cycle(plan, "cy-1").changes)
    with pytest.raises(PlanError, match="closed"):
        take_back(plan, "o-1", "cy-1", TODAY)


def test_later_is_a_draft_without_dates_and_without_a_quarters_name() -> None:
    assert is_later(Cycle("cy-9", 1.0, "Later"))
    assert not is_later(Cycle("cy-9", 1.0, "2026-Q4"))
    assert not is_later(Cycle("cy-9", 1.0, "Spring", START, END))


# -- name and dates


def test_a_cycle_takes_a_name_and_dates() -> None:
    plan = small_plan()
    do(plan, set_cycle(plan, "cy-1", "  Spring  2026 ", date(2026, 3, 1), date(2026, 5, 31)))
    row = plan.find("cy-1", Cycle)
    assert row is not None
    assert (row.name, row.start, row.end) == ("Spring 2026", date(2026, 3, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("name", "start", "end", "said"),
    [
        ("", START, END, "needs a name"),
        ("later", START, END, "another cycle"),
        ("Q", START, None, "The end is missing"),
        ("Q", None, END, "The start is missing"),
        ("Q", None, None, "has begun"),
        ("Q", END, START, "cannot end on 1 Apr 2026"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(name: str, start: date | None, end: date | None, said: str) -> None:
    plan = small_plan()
    with pytest.raises(PlanError, match=said):
        set_cycle(plan, "cy-1", name, start, end)


def test_one_day_is_a_cycle_and_comes_out_right() -> None:
    plan = small_plan()
    do(plan, set_cycle(plan, "cy-1", "Sprint day", TODAY, TODAY))
    assert "One day" in said_of_days(plan, "cy-1", TODAY, TODAY, TODAY)
    assert standing(plan, result(plan), TODAY, METHOD).elapsed == 1.0
    assert standing(plan, result(plan), TODAY - timedelta(days=1), METHOD).elapsed == 0.0


def test_an_overlap_is_said_and_not_refused() -> None:
    plan = small_plan()
    other = do(plan, edits.new_cycle(plan, quarter(2026, 3)))
    start, end = date(2026, 6, 15), date(2026, 9, 30)
    assert "overlaps 2026-Q2 (1 Apr to 30 Jun)" in said_of_days(plan, other, start, end, TODAY)
    do(plan, set_cycle(plan, other, "2026-Q3", start, end))


def test_a_very_long_cycle_and_a_moved_end_are_said() -> None:
    plan = small_plan()
    said = said_of_days(plan, "cy-1", START, date(2027, 6, 30), TODAY)
    assert "more than a year" in said
    assert "move with its end" in said
    assert said_of_days(plan, "cy-1", START, END, TODAY) == "1 Apr 2026 to 30 Jun 2026, 91 days."


def test_names_of_quarters_follow_the_fiscal_year() -> None:
    calendar = named_quarter("2027-Q1")
    fiscal = named_quarter("2027 q1", 10)
    assert calendar is not None
    assert fiscal is not None
    assert (calendar.start, calendar.end) == (date(2027, 1, 1), date(2027, 3, 31))
    assert (fiscal.start, fiscal.end) == (date(2026, 10, 1), date(2026, 12, 31))
    assert named_quarter("2028-Q1", 12) is not None
    leap = named_quarter("2028-Q1", 12)
    assert leap is not None
    assert leap.end == date(2028, 2, 29)
    assert named_quarter("Spring") is None
    assert named_quarter("0000-Q1", 4) is None


def test_a_grade_of_some_key_results_says_of_how_many_it_is() -> None:
    plan = small_plan()
    assert partly_graded(plan, objective(plan)) == ""
    plan.apply(close_objective(plan, "o-1", grade=0.8).changes)
    assert partly_graded(plan, objective(plan)) == "0 of 2 graded"
    plan.apply(close_key_result(plan, "kr-1", grade=0.6).changes)
    assert partly_graded(plan, objective(plan)) == "1 of 2 graded"
    plan.apply(close_key_result(plan, "kr-2", grade=0.7).changes)
    assert partly_graded(plan, objective(plan)) == ""
