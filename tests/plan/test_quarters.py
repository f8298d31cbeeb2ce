"""Quarters and weeks: leap years, fiscal years from any month, cycles of one day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.plan.dates import fiscal_year, nearest_quarter, quarter, quarter_of, week_of
from okrtui.plan.quarters import add_months, month_end

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
MONTHS = st.integers(1, 12)


@pytest.mark.parametrize(
    ("day", "first_month", "name", "start", "end"),
    [
        (date(2026, 5, 4), 1, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), 1, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), 1, "2028-Q1", date(2028, 1, 1), date(2028, 3, 31)),
        # A fiscal year bears the number of the year that it ends in.
        (date(2026, 4, 1), 4, "2027-Q1", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 3, 31), 4, "2026-Q4", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 12, 1), 12, "2027-Q1", date(2026, 12, 1), date(2027, 2, 28)),
        (date(2028, 1, 15), 12, "2028-Q1", date(2027, 12, 1), date(2028, 2, 29)),
        (date(2026, 1, 15), 2, "2026-Q4", date(2025, 11, 1), date(2026, 1, 31)),
    ],
)
def test_the_quarter_of_a_day(day: date, first_month: int, name: str, start: date, end: date) -> None:
    found = quarter_of(day, first_month)
    assert (found.name, found.start, found.end) == (name, start, end)


@given(DAYS, MONTHS)
def test_quarters_cover_the_calendar_without_gap_or_overlap(day: date, first_month: int) -> None:
    found = quarter_of(day, first_month)
    assert found.start <= day <= found.end
    assert found.next().start == found.end + timedelta(days=1)
    assert found.next() == quarter_of(found.end + timedelta(days=1), first_month)
    assert found.next().previous() == found == found.previous().next()
    assert found == quarter(int(found.name[:4]), int(found.name[-1]), first_month)
    assert fiscal_year(day, first_month) == int(found.name[:4])


@given(DAYS, MONTHS)
def test_the_quarter_that_is_offered_starts_nearest(day: date, first_month: int) -> None:
    offered = nearest_quarter(day, first_month)
    distance = abs((offered.start - day).days)
    assert distance <= abs((offered.next().start - day).days)
    assert distance <= abs((offered.previous().start - day).days)


def test_without_a_fiscal_year_the_calendar_year_counts() -> None:
    assert quarter_of(date(2026, 5, 4)) == quarter_of(date(2026, 5, 4), 1) == quarter(2026, 2)
    assert fiscal_year(date(2026, 12, 31)) == 2026


def test_late_in_november_the_next_quarter_is_offered() -> None:
    assert nearest_quarter(date(2026, 11, 23)).name == "2027-Q1"
    assert nearest_quarter(date(2026, 10, 20)).name == "2026-Q4"


def test_weeks_of_a_quarter() -> None:
    start, end = date(2026, 4, 1), date(2026, 6, 30)
    assert week_of(start, end, date(2026, 5, 4)) == (5, 13)
    assert week_of(start, end, start) == (1, 13)
    assert week_of(start, end, end) == (13, 13)
    assert week_of(start, end, date(2026, 1, 1)) == (1, 13)
    assert week_of(start, end, date(2027, 1, 1)) == (13, 13)
    assert week_of(start, start, start) == (1, 1)


@given(DAYS, st.integers(0, 400), st.integers(-50, 500))
def test_a_week_is_always_one_of_the_span(start: date, length: int, ahead: int) -> None:
    week, weeks = week_of(start, start + timedelta(days=length), start + timedelta(days=ahead))
    assert 1 <= week <= weeks


def test_a_week_is_seven_days_over_a_change_of_the_clock() -> None:
    # The clocks change on 29 March 2026 in Europe; days are days all the same.
    start, end = date(2026, 3, 25), date(2026, 6, 24)
    assert [week_of(start, end, start + timedelta(days=days))[0] for days in (0, 6, 7, 13, 14)] == [1, 1, 2, 2, 3]


def test_months_end_where_the_calendar_says() -> None:
    assert month_end(2028, 2) == date(2028, 2, 29)
    assert month_end(2100, 2) == date(2100, 2, 28)
    assert month_end(2026, 14) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2028, 2, 29), -12) == date(2027, 2, 28)
