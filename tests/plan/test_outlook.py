"""Trend and landing, with figures worked out by hand; and the bugs that others had with progress."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from okrtui.plan.entities import CheckIn, Cycle, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.model import Plan
from okrtui.plan.outlook import fit, outlook, trend
from okrtui.plan.progress import progress, standing
from okrtui.plan.readings import Reading, readings
from okrtui.plan.settings import MethodSettings

START = date(2026, 4, 1)
END = START + timedelta(weeks=13)
METHOD = MethodSettings()


def weekly(*values: float) -> list[Reading]:
    """Values of one week after the other, from the start on."""
    return [Reading(START + timedelta(weeks=n), value) for n, value in enumerate(values)]


def plan_with(*values: float | None, state: str = "active", step: int = 7, **fields: Any) -> tuple[Plan, KeyResult]:
    """A plan with one key result and its check-ins, one a week."""
    row = KeyResult("kr-1", "o-1", 1.0, "It", **fields)
    rows = [CheckIn(f"kr-1@{n}", "kr-1", START + timedelta(days=step * n), value) for n, value in enumerate(values)]
    cycle = Cycle("cy-1", 1.0, "Q", START, END, state)  # type: ignore[arg-type]
    return Plan([cycle, Objective("o-1", "cy-1", 1.0, "Go"), row, *rows]), row


TODAY = START + timedelta(weeks=4)


def test_the_landing_is_the_line_of_least_squares_with_its_prediction_interval() -> None:
    # Weeks 0..3: mean x 1.5, mean y 9, Sxx 5, Sxy -3: slope -0.6 a week. Residuals 0.1 -0.3 0.3 -0.1: s = sqrt(0.2/2).
    # Week 13 is 11.5 off the middle: 9 - 0.6 * 11.5 = 2.1; t(2) 1.886; 1.886 * 0.316228 * sqrt(1 + 1/4 + 132.25/5).
    plan, row = plan_with(10, 9, 9, 8, direction="down", baseline=10, target=6)
    landing = outlook(plan, row, TODAY).landing
    assert landing is not None
    assert landing.value == pytest.approx(2.1)
    margin = 1.886 * math.sqrt(0.1) * math.sqrt(1 + 1 / 4 + 11.5**2 / 5)
    assert margin == pytest.approx(3.1390, abs=1e-4)
    assert (landing.low, landing.high) == pytest.approx((2.1 - margin, 2.1 + margin))
    assert landing.chance == "likely"
    # 9 - 0.6 * (x - 1.5) = 6 at week 6.5: 45.5 days, so it is there on the 46th.
    assert landing.arrives == START + timedelta(days=46)


def test_values_on_a_line_land_without_a_range() -> None:
    plan, row = plan_with(42, 41, 40, direction="down", baseline=42, target=33.6, unit="€")
    landing = outlook(plan, row, TODAY).landing
    assert landing is not None
    assert (landing.low, landing.value, landing.high) == (29, 29, 29)


def test_a_target_within_the_range_is_open_and_one_beyond_it_unlikely() -> None:
    for target, chance in ((5.0, "open"), (2.1, "open"), (-1.0, "open"), (-1.1, "unlikely"), (5.3, "likely")):
        plan, row = plan_with(10, 9, 9, 8, direction="down", baseline=10, target=target)
        landing = outlook(plan, row, TODAY).landing
        assert landing is not None
        assert landing.chance == chance, target


def test_three_values_are_needed() -> None:
    for values, why in (
        ((), "A projection needs 3 values; there are none yet."),
        ((1,), "A projection needs 3 values; there is one."),
        ((1, 2), "A projection needs 3 values; there are two."),
    ):
        plan, row = plan_with(*values, direction="up", baseline=0, target=9)
        found = outlook(plan, row, TODAY)
        assert (found.landing, found.why) == (None, why)


def test_check_ins_without_a_number_and_of_days_to_come_do_not_count() -> None:
    plan, row = plan_with(1, None, 2, None, 3, 4, 99, direction="up", baseline=0, target=9)
    assert [r.value for r in readings(plan, row, START + timedelta(weeks=4))] == [1, 2, 3]
    # Weeks 0, 2, 4: half a point a week.
    landing = outlook(plan, row, START + timedelta(weeks=4)).landing
    assert landing is not None
    assert landing.value == pytest.approx(7.5)


def test_values_of_one_day_make_no_line() -> None:
    plan, row = plan_with(1, 2, 3, step=0, direction="up", baseline=0, target=9)
    found = outlook(plan, row, TODAY)
    assert (found.trend, found.landing) == (None, None)
    assert found.why == "A projection needs values of more than one day."


def test_times_of_one_day_do_make_a_line() -> None:
    line = fit([Reading(datetime(2026, 4, 1, hour), hour) for hour in (6, 12, 18)])
    assert line is not None
    assert line.slope == pytest.approx(24)


def test_values_that_stay_the_same_land_where_they_are() -> None:
    plan, row = plan_with(6.0, 6.0, 6.0, direction="down", baseline=6.1, target=5.2)
    found = outlook(plan, row, TODAY)
    assert found.trend is not None
    assert (found.trend.word, found.trend.weekly, found.trend.better) == ("level", 0, None)
    assert found.landing is not None
    assert (found.landing.low, found.landing.value, found.landing.high) == (6, 6, 6)
    assert (found.landing.chance, found.landing.arrives) == ("unlikely", None)


def test_a_level_to_keep_is_likely_while_the_range_lies_inside() -> None:
    for values, chance in (((4, 4, 4), "likely"), ((9, 9, 9), "unlikely"), ((4, 5, 4, 5), "open")):
        plan, row = plan_with(*values, direction="keep", baseline=3, target=5)
        landing = outlook(plan, row, TODAY).landing
        assert landing is not None
        assert landing.chance == chance, values
        assert landing.arrives is None


def test_beyond_the_target_it_is_likely_and_the_day_of_arrival_is_in_the_past() -> None:
    plan, row = plan_with(0, 10, 20, direction="up", baseline=0, target=5)
    landing = outlook(plan, row, TODAY).landing
    assert landing is not None
    assert landing.value == pytest.approx(130)
    assert landing.chance == "likely"
    assert landing.arrives == START + timedelta(days=4)


def test_away_from_the_target_there_is_no_day_of_arrival() -> None:
    plan, row = plan_with(6, 6.5, 7, direction="down", baseline=6, target=5)
    found = outlook(plan, row, TODAY)
    assert found.landing is not None
    assert (found.landing.chance, found.landing.arrives) == ("unlikely", None)
    assert found.trend is not None
    assert (found.trend.word, found.trend.better) == ("rising", False)


def test_when_the_time_is_up_nothing_is_projected() -> None:
    plan, row = plan_with(1, 2, 3, direction="up", baseline=0, target=9)
    for today in (END, END + timedelta(days=1)):
        assert outlook(plan, row, today).landing is None
    closed, row = plan_with(1, 2, 3, state="closed", direction="up", baseline=0, target=9)
    assert "nothing left" in outlook(closed, row, TODAY).why


def test_its_own_due_day_comes_before_the_end_of_the_cycle() -> None:
    plan, row = plan_with(0, 1, 2, direction="up", baseline=0, target=9, due=START + timedelta(weeks=6))
    landing = outlook(plan, row, TODAY).landing
    assert landing is not None
    assert landing.day == START + timedelta(weeks=6)
    assert landing.value == pytest.approx(6)


def test_without_a_target_of_its_own_the_computed_one_counts() -> None:
    plan, row = plan_with(42, 41, 40, direction="down", baseline=42)
    assert (found := outlook(plan, row, TODAY).landing) is not None
    assert found.chance == ""
    assert (found := outlook(plan, row, TODAY, target=33.6).landing) is not None
    assert found.chance == "likely"


def test_a_movement_that_may_be_chance_is_called_level() -> None:
    noisy = trend(weekly(5, 9, 4, 8, 6), "up")
    assert noisy is not None
    assert noisy.word == "level"
    # Slope 7/10, residuals 0 0.3 -0.4 -0.1 0.2: s / sqrt(Sxx) = sqrt(0.1 / 10) = 0.1; t(3) 1.638: more than chance.
    clear = trend(weekly(1, 2, 2, 3, 4), "up")
    assert clear is not None
    assert (clear.word, clear.better) == ("rising", True)
    assert clear.weekly == pytest.approx(0.7)
    assert trend(weekly(1), "up") is None
    two = trend(weekly(3, 2), None)
    assert two is not None
    assert (two.word, two.better) == ("falling", None)


def test_numbers_that_are_too_large_are_said_to_be() -> None:
    plan, row = plan_with(1e308, -1e308, 1e308, direction="up", baseline=0, target=9)
    found = outlook(plan, row, TODAY)
    assert (found.landing, found.why) == (None, "The numbers are too large to project.")


def test_with_many_values_t_comes_near_the_normal_distribution() -> None:
    line = fit([Reading(START + timedelta(days=n), float(n % 2)) for n in range(122)])
    assert line is not None
    t = line.margin(line.middle) / line.error / math.sqrt(1 + 1 / 122)
    assert t == pytest.approx(1.289, abs=1e-3)  # the table's t for 120 degrees of freedom


def test_a_key_result_measured_by_a_kpi_is_projected_from_its_values_in_the_cycle_and_its_unit() -> None:
    row = KeyResult("kr-1", "o-1", 1.0, "Faster", unit="ms", direction="down", baseline=1200, target=400,
                    measured_by="kpi-1")  # fmt: skip
    measured = [
        Measurement(f"kpi-1@{n}", "kpi-1", START + timedelta(weeks=n - 1), value)
        for n, value in enumerate((9.0, 1.2, 1.1, 1.0))
    ]
    cycle = Cycle("cy-1", 1.0, "Q", START, END, "active")
    plan = Plan([cycle, Objective("o-1", "cy-1", 1.0, "Go"), row, Kpi("kpi-1", 1.0, "Latency", unit="s"), *measured])
    found = outlook(plan, row, TODAY)
    assert found.trend is not None
    assert found.trend.weekly == pytest.approx(-100)


# -- bugs that others had


def test_a_target_that_equals_its_baseline_is_no_division_by_zero() -> None:
    plan, row = plan_with(5, 5, 5, direction="up", baseline=5, target=5)
    at = standing(plan, row, TODAY, METHOD)
    assert (at.progress, at.to_go, at.needed, at.expected) == (1, 0, 0, 5)
    landing = outlook(plan, row, TODAY).landing
    assert landing is not None
    assert (landing.value, landing.chance) == (5, "likely")
    assert progress(5, 5, 4, "up") == 0


def test_decimals_are_kept() -> None:
    plan, row = plan_with(1.6, 1.63, direction="up", baseline=1.6, target=1.76)
    at = standing(plan, row, TODAY, METHOD)
    assert at.progress == pytest.approx(0.1875)
    assert at.to_go == pytest.approx(0.13)


def test_decreases_count_downwards() -> None:
    plan, row = plan_with(42, 38.9, direction="down", baseline=42, target=33.6)
    at = standing(plan, row, TODAY, METHOD)
    assert at.progress == pytest.approx(3.1 / 8.4)
    assert at.moved == pytest.approx(-3.1 / 4)
    assert at.needed == pytest.approx(-5.3 / 9)


def test_a_progress_of_29_per_cent_is_29() -> None:
    for whole in range(101):
        plan, row = plan_with(float(whole), direction="up", baseline=0, target=100)
        share = standing(plan, row, TODAY, METHOD).progress
        assert share is not None
        assert f"{share * 100:.0f}" == str(whole)
