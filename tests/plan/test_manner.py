"""How a user wants numbers and days written, and when a week begins; what is written reads back as the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from okrtui.plan import manner
from okrtui.plan.dates import format_day, parse_day
from okrtui.plan.manner import Manner
from okrtui.plan.numbers import format_series, format_value, parse_quantity
from okrtui.plan.pacewords import amount
from okrtui.plan.scales import short_values

TODAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def usual_again() -> Iterator[None]:
    """No other test is to see what one sets."""
    yield
    manner.use()


@pytest.mark.parametrize(
    ("days", "this_year", "next_year"),
    [
        ("30 Jun", "30 Jun", "30 Jun 2027"),
        ("Jun 30", "Jun 30", "Jun 30, 2027"),
        ("2026-06-30", "2026-06-30", "2027-06-30"),
    ],
)
def test_days_are_written_as_set_and_read_back(days: str, this_year: str, next_year: str) -> None:
    manner.use(Manner(days=days))  # type: ignore[arg-type]
    assert format_day(date(2026, 6, 30), TODAY) == this_year
    assert format_day(date(2027, 6, 30), TODAY) == next_year
    for shown, day in ((this_year, date(2026, 6, 30)), (next_year, date(2027, 6, 30))):
        assert parse_day(shown, today=TODAY) == day


def test_numbers_have_a_decimal_comma_when_set_and_read_back() -> None:
    assert format_value(12500.5, "€") == "€12,500.5"
    manner.use(Manner(comma=True))
    assert format_value(5.2, "%") == "5,2 %"
    assert format_value(12500.5, "€") == "€12\u00a0500,5"
    assert format_series([6.1, 6.0, 5.2], "%") == ["6,1", "6,0", "5,2 %"]
    for value in (5.2, 12500.5, 1234567.25, 0.004, 1200):
        assert parse_quantity(format_value(value)).value == value


def test_an_axis_and_a_distance_have_the_decimal_mark_that_is_set() -> None:
    assert short_values([8.0, 12.25], 2) == ["8.00", "12.25"]
    manner.use(Manner(comma=True))
    assert short_values([8.0, 12.25], 2) == ["8,00", "12,25"]
    assert short_values([0.0, 1_250_000.0], 0) == ["0", "1,25M"]
    assert short_values([0.0, 12_500.5], 1) == ["0,0", "12\u00a0500,5"]
    assert amount(2.5, "%", 1) == "2,5 points"


def test_a_week_begins_on_the_day_that_is_set() -> None:
    sunday = date(2026, 5, 10)
    assert parse_day("next week", today=sunday) == date(2026, 5, 15)
    assert parse_day("end of this week", today=sunday) == date(2026, 5, 10)
    manner.use(Manner(week_start="sunday"))
    assert parse_day("end of this week", today=sunday) == date(2026, 5, 15)
    assert parse_day("next week", today=sunday) == date(2026, 5, 22)
