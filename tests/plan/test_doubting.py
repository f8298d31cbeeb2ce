"""A slip of a key in a value is asked about once."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.plan.doubting import doubt
from okrtui.plan.entities import CheckIn, Cycle, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.model import Plan

DAY = date(2026, 5, 4)


def plan_with(baseline: float | None, target: float | None, last: float | None) -> Plan:
    """A key result in euros and a KPI, both with one value of the week before."""
    before = date(2026, 4, 27)
    rows = [
        Cycle("cy-1", 1.0, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30), "active"),
        Objective("o-1", "cy-1", 1.0, "Grow"),
        KeyResult("kr-1", "o-1", 1.0, "CAC", unit="€", baseline=baseline, target=target),
        Kpi("kpi-1", 1.0, "CAC", unit="€"),
    ]
    values = (
        [] if last is None else [CheckIn("kr-1@x", "kr-1", before, last), Measurement("m-1", "kpi-1", before, last)]
    )
    return Plan([*rows, *values])


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        (3890, "100 times the last value, €38.9: enter again keeps it."),
        (0.389, "€38.9, the last value, is 100 times as much: enter again keeps it."),
        (389, "10 times the last value, €38.9: enter again keeps it."),
        (200, ""),
        (0, ""),
        (36.1, ""),
    ],
)
def test_ten_times_off_is_asked_about(value: float, asked: str) -> None:
    plan = plan_with(42, 33.6, 38.9)
    assert doubt(plan, "kr-1", value, DAY) == asked
    assert doubt(plan, "kpi-1", value, DAY) == asked


def test_a_count_on_its_way_is_no_slip() -> None:
    assert doubt(plan_with(1, 50, 1), "kr-1", 12, DAY) == ""
    assert doubt(plan_with(1, 50, 1), "kr-1", 120, DAY).startswith("120 times")


def test_without_a_value_the_start_counts_and_without_that_nothing_is_asked() -> None:
    assert doubt(plan_with(42, None, None), "kr-1", 4200, DAY).startswith("100 times the start, €42")
    assert doubt(plan_with(None, None, None), "kr-1", 4200, DAY) == ""
    assert doubt(plan_with(0, None, 0), "kr-1", 4200, DAY) == ""


def test_a_correction_of_the_day_is_compared_with_the_day_before() -> None:
    plan = plan_with(42, 33.6, 38.9)
    plan.add_history([CheckIn("kr-1@y", "kr-1", DAY, 3890.0)])
    assert doubt(plan, "kr-1", 38.2, DAY) == ""


def share(name: str, unit: str, *values: float, healthy_high: float | None = None) -> Plan:
    """A KPI with values of the days before."""
    rows = [Measurement(f"m-{i}", "kpi-1", date(2026, 4, i + 1), value) for i, value in enumerate(values)]
    return Plan([Kpi("kpi-1", 1.0, name, unit=unit, healthy_high=healthy_high), *rows])


def test_less_than_nothing_is_asked_about_where_nothing_known_is() -> None:
    assert doubt(plan_with(42, 33.6, 38.9), "kr-1", -36, DAY) == "-€36 is below zero: enter again keeps it."
    assert doubt(plan_with(42, 33.6, None), "kr-1", -36, DAY).startswith("-€36 is below zero")
    assert doubt(plan_with(5, -5, 2), "kr-1", -7, DAY) == ""  # it is meant to fall below
    assert doubt(share("Balance of votes", "", 5, 3), "kpi-1", -2, DAY) == ""
    assert doubt(share("Revenue growth", "%", 3.1, 2), "kpi-1", -2, DAY) == ""
    assert doubt(share("Guests who book again", "%"), "kpi-1", -5, DAY) == "-5 % is below zero: enter again keeps it."
    assert doubt(share("Score", ""), "kpi-1", -5, DAY) == ""  # nothing is known of it


def test_more_than_the_whole_is_asked_about_where_nothing_known_is() -> None:
    asked = doubt(share("Guests who book again", "%", 90, 95), "kpi-1", 104, DAY)
    assert asked == "104 % is more than 100 %: enter again keeps it."
    assert doubt(share("Guests who book again", "%", 90, 95), "kpi-1", 100, DAY) == ""
    assert doubt(share("Load of the kitchen", "%", 90, 110), "kpi-1", 120, DAY) == ""
    assert doubt(share("Load of the kitchen", "%", 90, healthy_high=120), "kpi-1", 120, DAY) == ""
    assert doubt(share("Sales growth", "%", 90), "kpi-1", 120, DAY) == ""
