"""Progress, pace and grade: every edge of the formulas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from okrtui.plan.entities import CheckIn, Cycle, Direction, Entity, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.model import Plan
from okrtui.plan.numbers import Quantity
from okrtui.plan.progress import (
    Standing,
    elapsed,
    grade_of,
    health,
    objective_standing,
    progress,
    relative_target,
    standing,
)
from okrtui.plan.settings import MethodSettings

START, END, TODAY = date(2026, 4, 1), date(2026, 6, 30), date(2026, 5, 4)
METHOD = MethodSettings()


@pytest.mark.parametrize(
    ("baseline", "target", "value", "direction", "share"),
    [
        (0, 10, 4, "up", 0.4),
        (6.0, 5.0, 5.75, "down", 0.25),
        (6.0, 5.0, 6.5, "down", -0.5),
        (0, 10, 15, "up", 1.5),
        (-10, 10, 0, "up", 0.5),
        (10, -10, 5, "down", 0.25),
        (10, 0, 0, "down", 1.0),
        (0, 10, 4, None, 0.4),
        # The way from baseline to target counts, also where the direction says otherwise.
        (10, 5, 7.5, "up", 0.5),
        # Target equals baseline: met or not.
        (5, 5, 5, "up", 1.0),
        (5, 5, 6, "up", 1.0),
        (5, 5, 4, "up", 0.0),
        (5, 5, 4, "down", 1.0),
        (5, 5, 6, "down", 0.0),
        (5, 5, 6, None, 0.0),
        (0, 0, 0, None, 1.0),
        # A level to keep.
        (99.9, 99.9, 99.9, "keep", 1.0),
        (99.9, 99.9, 99.8, "keep", 0.0),
        (90, 95, 92, "keep", 1.0),
        (95, 90, 92, "keep", 1.0),
        (90, 95, 96, "keep", 0.0),
        (0.3, 0.1 + 0.2, 0.3, "keep", 1.0),
        # Nothing to say.
        (None, 10, 4, "up", None),
        (0, None, 4, "up", None),
        (0, 10, None, "up", None),
        (None, 10, 10, "keep", None),
    ],
)
def test_progress_is_the_share_of_the_way(
    baseline: float | None, target: float | None, value: float | None, direction: Direction | None, share: float | None
) -> None:
    assert progress(baseline, target, value, direction) == (None if share is None else pytest.approx(share))


FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE, FINITE, FINITE, st.sampled_from(["up", "down", "keep", None]))
@example(0.0, 5e-324, 0.0, "up")
def test_progress_is_always_a_finite_number(one: float, two: float, three: float, direction: Direction | None) -> None:
    share = progress(one, two, three, direction)
    assert share is not None
    assert math.isfinite(share)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_the_baseline_is_nothing_and_the_target_is_all(baseline: float, target: float) -> None:
    if abs(target - baseline) > 1e-3:
        assert progress(baseline, target, baseline, None) == 0
        assert progress(baseline, target, target, None) == pytest.approx(1)


@pytest.mark.parametrize(
    ("start", "end", "today", "share"),
    [
        (START, END, TODAY, 33 / 90),
        (START, END, START, 0),
        (START, END, END, 1),
        (START, END, date(2020, 1, 1), 0),
        (START, END, date(2030, 1, 1), 1),
        (START, START, START, 1),
        (START, START, START - timedelta(days=1), 0),
        (START, START, START + timedelta(days=1), 1),
        # 29 February is a day like others.
        (date(2028, 1, 1), date(2028, 3, 31), date(2028, 2, 29), 59 / 90),
        # So is the one on which the clocks change.
        (date(2026, 3, 28), date(2026, 3, 30), date(2026, 3, 29), 0.5),
    ],
)
def test_elapsed_time_is_counted_in_days(start: date, end: date, today: date, share: float) -> None:
    assert elapsed(start, end, today) == pytest.approx(share)


def plan_of(*rows: Entity, cycle: Cycle | None = None) -> Plan:
    cycle = cycle or Cycle("cy-1", 1.0, "2026-Q2", START, END, "active")
    return Plan([cycle, Objective("o-1", "cy-1", 1.0, "o"), *rows])


def key_result(**values: Any) -> KeyResult:
    held: dict[str, Any] = {"id": "kr-1", "objective": "o-1", "baseline": 0.0, "target": 10.0, "direction": "up"}
    return KeyResult(**held | values)


def stands(
    value: float | None, today: date = TODAY, *, cycle: Cycle | None = None, rows: Sequence[Entity] = (), **values: Any
) -> Standing:
    row = key_result(**values)
    checks = [CheckIn(f"kr-1@{START}", "kr-1", START, value, 6.0)] if value is not None else []
    return standing(plan_of(row, *checks, *rows, cycle=cycle), row, today, METHOD)


HALF = START + timedelta(days=45)


@pytest.mark.parametrize(
    ("value", "status"),
    [(5.0, "on track"), (4.0, "on track"), (3.99, "behind"), (2.5, "behind"), (2.49, "at risk"), (10.0, "on track"),
     (99.0, "on track"), (-5.0, "at risk")],
)  # fmt: skip
def test_the_pace_decides_the_status(value: float, status: str) -> None:
    at = stands(value, HALF)
    assert at.elapsed == 0.5
    assert at.status == status


@pytest.mark.parametrize("days", range(14, 91))
def test_a_pace_of_exactly_the_threshold_is_still_on_track(days: int) -> None:
    # Decimal thresholds, binary numbers: exactly ten points behind must never read as more than ten.
    today = START + timedelta(days=days)
    assert stands(10 * (days / 90 - 0.10), today).status == "on track"
    assert stands(10 * (days / 90 - 0.25), today).status == "behind"


@pytest.mark.parametrize(
    ("days", "value", "status"),
    [
        (0, None, "early"),
        (13, 0.0, "early"),
        (14, 0.0, "behind"),
        (22, None, "early"),
        (23, None, "no data"),
        (90, None, "no data"),
        (91, None, "no data"),
        (90, 9.0, "on track"),
        (90, 7.0, "at risk"),
        (91, 10.0, "reached"),
        (91, 12.0, "reached"),
        (91, 9.9, "missed"),
        (-10, 5.0, "early"),
    ],
)
def test_what_is_early_is_not_judged_and_what_is_over_is_reached_or_missed(
    days: int, value: float | None, status: str
) -> None:
    row = key_result()
    checks = [CheckIn("kr-1@x", "kr-1", START - timedelta(days=20), value)] if value is not None else []
    at = standing(plan_of(row, *checks), row, START + timedelta(days=days), METHOD)
    assert at.status == status


def test_a_level_to_keep_has_no_pace() -> None:
    assert stands(9.0, HALF, direction="keep", baseline=8.0).status == "keep"
    assert stands(1.0, HALF, direction="keep", baseline=8.0).status == "keep"
    assert stands(1.0, END + timedelta(days=1), direction="keep", baseline=8.0).status == "missed"
    assert stands(None, HALF, direction="keep").status == "no data"


def test_without_a_baseline_nothing_is_said_before_the_end() -> None:
    at = stands(5.0, HALF, baseline=None)
    assert (at.progress, at.status, at.to_go) == (None, "", 5.0)
    assert stands(10.0, END + timedelta(days=1), baseline=None).status == "reached"
    assert stands(9.0, END + timedelta(days=1), baseline=None).status == "missed"
    assert stands(9.0, END + timedelta(days=1), baseline=None, direction=None).status == ""


def test_a_due_day_of_its_own_ends_the_time() -> None:
    assert stands(5.0, HALF, due=HALF + timedelta(days=45)).elapsed == 0.5
    assert stands(5.0, HALF, due=HALF).elapsed == 1.0
    assert stands(5.0, HALF, due=HALF - timedelta(days=1)).status == "missed"
    assert stands(5.0, HALF, due=date(2026, 1, 1)).status == "missed"


def test_parked_lines_have_no_time_and_no_status() -> None:
    at = stands(5.0, cycle=Cycle("cy-1", 1.0, "Later"))
    assert (at.elapsed, at.status, at.progress) == (None, "", 0.5)


def test_a_cycle_that_was_closed_early_is_over() -> None:
    closed = Cycle("cy-1", 1.0, "2026-Q2", START, END, "closed")
    assert stands(5.0, HALF, cycle=closed).status == "missed"
    assert stands(10.0, HALF, cycle=closed).status == "reached"


def test_a_cycle_of_one_day_is_gone_when_it_comes() -> None:
    one_day = Cycle("cy-1", 1.0, "sprint", START, START, "active")
    assert stands(5.0, START, cycle=one_day).elapsed == 1.0
    assert stands(10.0, START, cycle=one_day).status == "on track"
    assert stands(10.0, START + timedelta(days=1), cycle=one_day).status == "reached"


def test_how_far_there_is_to_go_is_in_the_metrics_own_unit() -> None:
    assert stands(5.8, baseline=6.0, target=5.0, direction="down").to_go == pytest.approx(0.8)
    assert stands(4.0, baseline=6.0, target=5.0, direction="down").to_go == 0
    assert stands(1.63, baseline=1.6, target=1.76).to_go == 0.13
    assert stands(97.0, baseline=98.0, target=99.0, direction="keep").to_go == 1
    assert stands(99.5, baseline=98.0, target=99.0, direction="keep").to_go == 0.5
    assert stands(98.5, baseline=98.0, target=99.0, direction="keep").to_go == 0
    assert stands(None).to_go is None


@pytest.mark.parametrize(("baseline", "target", "beyond"), [(1.0, 2.0, 3.0), (2.0, 1.0, 0.5)])
def test_without_a_direction_the_way_from_the_baseline_shows_it(baseline: float, target: float, beyond: float) -> None:
    assert stands(beyond, baseline=baseline, target=target, direction=None).to_go == 0
    assert stands(baseline, baseline=baseline, target=target, direction=None).to_go == 1
    # Without a baseline too nobody can tell which side of the target is the good one.
    assert stands(beyond, baseline=None, target=target, direction=None).to_go == abs(beyond - target)


def test_judging_begins_with_the_very_day_that_the_settings_name() -> None:
    cycle = Cycle("cy-1", 1.0, "100 days", START, START + timedelta(days=100), "active")
    assert stands(0.0, START + timedelta(days=14), cycle=cycle).status == "early"
    assert stands(0.0, START + timedelta(days=15), cycle=cycle).status == "behind"
    assert stands(None, START + timedelta(days=25), cycle=cycle).status == "early"
    assert stands(None, START + timedelta(days=26), cycle=cycle).status == "no data"


def test_a_cycle_that_was_not_started_lacks_no_values() -> None:
    draft = Cycle("cy-1", 1.0, "100 days", START, START + timedelta(days=100), "draft")
    assert stands(None, START + timedelta(days=60), cycle=draft).status == "early"
    objective = Objective("o-1", "cy-1", 1.0, "o")
    plan = Plan([draft, objective, key_result()])
    assert objective_standing(plan, objective, START + timedelta(days=60), METHOD).status == "early"


def test_expected_needed_and_moved_are_those_of_the_review_screen() -> None:
    at = stands(6.0, baseline=6.1, target=5.2, direction="down")
    assert at.expected == pytest.approx(5.77)
    assert at.needed == pytest.approx(-0.0982, abs=1e-3)
    assert at.moved == pytest.approx(-0.0212, abs=1e-3)
    over = stands(6.0, END, baseline=6.1, target=5.2, direction="down")
    assert over.needed is None


def test_the_latest_value_counts_and_none_from_days_to_come() -> None:
    row = key_result()
    checks = [
        CheckIn("a", "kr-1", date(2026, 4, 20), 2.0, 7.0),
        CheckIn("b", "kr-1", TODAY, 3.0),
        CheckIn("c", "kr-1", datetime(2026, 5, 4, 9, 30), 4.0),
        CheckIn("d", "kr-1", datetime(2026, 5, 4, 17, 0), None, 3.0, "worried"),
        CheckIn("e", "kr-1", date(2026, 5, 5), 9.0, 9.0),
    ]
    plan = plan_of(row, *checks)
    at = standing(plan, row, TODAY, METHOD)
    assert (at.value, at.at, at.confidence) == (4.0, datetime(2026, 5, 4, 9, 30), 3.0)
    earlier = standing(plan, row, date(2026, 5, 3), METHOD)
    assert (earlier.value, earlier.confidence) == (2.0, 7.0)
    assert standing(plan, row, date(2026, 4, 1), METHOD).value is None


def test_the_kpi_that_measures_it_gives_the_value_in_its_unit() -> None:
    rows: list[Entity] = [
        Kpi("kpi-1", 1.0, "Answer time", unit="ms"),
        Measurement("m", "kpi-1", date(2026, 4, 20), 900.0),
        CheckIn("kr-1@z", "kr-1", TODAY, 5.0, 8.0),
    ]
    at = stands(None, rows=rows, unit="s", measured_by="kpi-1", baseline=1.2, target=0.4, direction="down")
    assert at.value == pytest.approx(0.9)
    assert at.at == date(2026, 4, 20)
    assert at.confidence == 8.0
    alone = stands(None, rows=[rows[0], rows[2]], unit="s", measured_by="kpi-1")
    assert alone.value == 5.0


def test_a_target_computed_from_the_line_is_marked_as_derived() -> None:
    row = key_result(target=None, baseline=42.0, direction="down")
    plan = plan_of(row, CheckIn("a", "kr-1", TODAY, 37.8))
    at = standing(plan, row, TODAY, METHOD, target=relative_target(42, Quantity(20, "%"), "down"))
    assert (at.target, at.estimated) == (33.6, True)
    assert at.progress == pytest.approx(0.5)
    own = key_result(target=30.0, baseline=42.0, direction="down")
    assert standing(plan_of(own), own, TODAY, METHOD, target=33.6).estimated is False


@pytest.mark.parametrize(
    ("baseline", "amount", "direction", "unit", "target"),
    [
        (42, Quantity(20, "%"), "down", "€", 33.6),
        (1.6, Quantity(10, "%"), "up", "", 1.76),
        (-10, Quantity(50, "%"), "up", "", -5),
        (5, Quantity(2, "pp"), "down", "%", 3),
        (10, Quantity(2, "x"), None, "", 20),
        (10, Quantity(0.5, "x"), "down", "", 5),
        (100, Quantity(25, ""), "up", "users", 125),
        (100, Quantity(25, "users"), "up", "users", 125),
        (2, Quantity(400, "ms"), "down", "s", 1.6),
        (2, Quantity(0, "ms"), "down", "s", 2),
        (0, Quantity(20, "%"), "up", "", 0),
        (42, Quantity(20, "%"), None, "", None),
        (42, Quantity(20, "%"), "keep", "", None),
        (42, Quantity(20, "€"), "up", "users", None),
        (1e308, Quantity(100, "x"), "up", "", None),
    ],
)
def test_an_amount_of_change_gives_a_target_once_the_baseline_is_known(
    baseline: float, amount: Quantity, direction: Direction | None, unit: str, target: float | None
) -> None:
    assert relative_target(baseline, amount, direction, unit) == target


# -- objectives


def objective_of(*shares: float | None, today: date = HALF, **values: Any) -> Any:
    rows: list[Entity] = []
    for number, share in enumerate(shares):
        rows.append(key_result(**{"id": f"kr-{number}", "position": float(number)} | values))
        if share is not None:
            rows.append(CheckIn(f"c{number}", f"kr-{number}", START, share * 10))
    plan = plan_of(*rows)
    objective = plan.find("o-1", Objective)
    assert objective is not None
    return objective_standing(plan, objective, today, METHOD)


def test_an_objective_is_the_mean_of_its_measured_key_results() -> None:
    at = objective_of(0.37, 0.19, 0.11, today=TODAY)
    assert at.progress == pytest.approx(0.2233, abs=1e-3)
    assert (at.measured, at.total, at.weakest_id, at.status) == (3, 3, "kr-2", "behind")
    part = objective_of(0.5, None, 0.7)
    assert part.progress == pytest.approx(0.6)
    assert (part.measured, part.total, part.weakest_id) == (2, 3, "kr-0")


def test_an_objective_is_not_on_track_while_most_of_it_is_not_measured() -> None:
    at = objective_of(1.0, None, None)
    assert (at.progress, at.measured, at.status) == (1.0, 1, "")
    assert objective_of(1.0, None).status == "on track", "half of it is"
    assert objective_of(0.0, None, None).status == "at risk", "bad news needs no majority"


def test_a_mean_does_not_hide_the_key_results_at_risk() -> None:
    at = objective_of(1.0, 1.0, 0.0)
    assert (at.status, at.at_risk) == ("on track", 1)
    assert objective_of(1.0, 1.0).at_risk == 0
    quarter_gone = START + timedelta(days=20)
    assert objective_of(-0.5, 1.0, today=quarter_gone).at_risk == 1, "it has gone back, and is at risk by itself"


def test_one_far_beyond_its_target_does_not_hide_the_others() -> None:
    assert objective_of(3.0, 0.0).progress == 0.5
    assert objective_of(-2.0, 1.0).progress == 0.5


def test_an_objective_without_key_results_or_values_says_so() -> None:
    at = objective_of()
    assert (at.progress, at.measured, at.total, at.weakest_id, at.status) == (None, 0, 0, "", "")
    assert objective_of(None, None).status == "no data"
    assert objective_of(None, today=START).status == "early"


def test_an_objective_past_its_end_is_reached_when_all_that_is_measured_is() -> None:
    after = END + timedelta(days=1)
    assert objective_of(1.0, 1.2, today=after).status == "reached"
    assert objective_of(1.0, 0.9, today=after).status == "missed"


def test_levels_to_keep_do_not_lift_the_pace_of_an_objective() -> None:
    rows: list[Entity] = [
        key_result(id="kr-a", position=1.0),
        CheckIn("a", "kr-a", START, 0.0),
        key_result(id="kr-b", position=2.0, direction="keep", baseline=9.0),
        CheckIn("b", "kr-b", START, 10.0),
    ]
    plan = plan_of(*rows)
    objective = plan.find("o-1", Objective)
    assert objective is not None
    at = objective_standing(plan, objective, HALF, METHOD)
    assert (at.progress, at.status) == (0.5, "at risk")
    only = plan_of(*rows[2:])
    assert objective_standing(only, objective, HALF, METHOD).status == "keep"


# -- grades and health


@pytest.mark.parametrize(
    ("share", "grade"),
    [(0.0, 0.0), (0.04, 0.0), (0.05, 0.1), (0.35, 0.4), (0.65, 0.7), (0.449999, 0.4), (1.0, 1.0), (1.7, 1.0),
     (-3.0, 0.0), (0.29, 0.3), (0.15, 0.2), (2 / 3, 0.7)],
)  # fmt: skip
def test_grades_have_one_decimal_half_up(share: float, grade: float) -> None:
    assert grade_of(share) == grade


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.9, "out of range"), (1.0, "near the edge"), (2.0, "healthy"), (3.0, "healthy"), (3.1, "near the edge"),
     (4.0, "near the edge"), (4.1, "out of range"), (None, "")],
)  # fmt: skip
def test_where_a_value_of_a_kpi_lies(value: float | None, word: str) -> None:
    kpi = Kpi("kpi-1", healthy_low=1.0, warn_low=2.0, warn_high=3.0, healthy_high=4.0)
    assert health(kpi, value) == word
    assert health(Kpi("kpi-2"), value) == ""


def test_an_objective_is_judged_by_the_days_of_its_key_results() -> None:
    """Half of the way at half of the quarter is on track; due a little later than today, it is at risk, for both."""
    for due in (None, HALF + timedelta(days=10), HALF - timedelta(days=1), END + timedelta(days=20)):
        row = key_result(due=due)
        plan = plan_of(row, CheckIn("c", row.id, START, 5.0))
        objective = plan.find("o-1", Objective)
        assert objective is not None
        for day in (HALF, END - timedelta(days=3)):
            alone = standing(plan, row, day, METHOD).status
            assert objective_standing(plan, objective, day, METHOD).status == alone, (due, day)
    early = objective_of(0.5, 0.5, due=HALF + timedelta(days=10))
    assert early.status == "at risk"
    assert objective_of(0.5, 0.5).status == "on track"


def test_an_objective_with_a_key_result_due_after_the_quarter_ends_with_the_quarter() -> None:
    at = objective_of(0.9, due=END + timedelta(days=40), today=END + timedelta(days=1))
    assert at.status == "missed"
