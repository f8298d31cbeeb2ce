"""Days and deadlines: what people type, and what they write in a sentence."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.plan.dates import find_deadline, format_day, format_moment, parse_day, parse_moment

TODAY = date(2026, 5, 4)
Q2 = (date(2026, 4, 1), date(2026, 6, 30))
Q4 = (date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-30", "2026-06-30"),
        ("2026/06/30", "2026-06-30"),
        ("30 Jun", "2026-06-30"),
        ("30 jun 2027", "2027-06-30"),
        ("30th of June 2026", "2026-06-30"),
        ("June 30", "2026-06-30"),
        ("June 30, 2026", "2026-06-30"),
        ("Jun. 30th", "2026-06-30"),
        ("30.6.2026", "2026-06-30"),
        ("30.6.", "2026-06-30"),
        ("30/06/2026", "2026-06-30"),
        ("06/30/2026", "2026-06-30"),
        ("31-Dec-26", "2026-12-31"),
        ("june", "2026-06-30"),
        ("Sept 1", "2026-09-01"),
        ("May", "2026-05-31"),
        ("April", "2027-04-30"),
        ("mid May", "2026-05-15"),
        ("mid-June", "2026-06-15"),
        ("end of June", "2026-06-30"),
        ("end-of-quarter", "2026-06-30"),
        ("end of Q2", "2026-06-30"),
        ("the end of Q2", "2026-06-30"),
        ("by the end of Q2", "2026-06-30"),
        ("end Q2", "2026-06-30"),
        ("end of Q1", "2027-03-31"),
        ("start of Q3", "2026-07-01"),
        ("Q2 2027", "2027-06-30"),
        ("Q2/27", "2027-06-30"),
        ("2027-Q2", "2027-06-30"),
        ("FY27 Q1", "2027-03-31"),
        ("Q1FY27", "2027-03-31"),
        ("Jun. 2026", "2026-06-30"),
        ("June of 2027", "2027-06-30"),
        ("Q2 '27", "2027-06-30"),
        ("FY26/27", "2027-12-31"),
        ("FY 2027", "2027-12-31"),
        ("next fiscal year", "2027-12-31"),
        ("end of the fiscal year", "2026-12-31"),
        ("fiscal year 2027", "2027-12-31"),
        ("next year", "2027-12-31"),
        ("end of next week", "2026-05-15"),
        ("next month", "2026-06-30"),
        ("this week", "2026-05-08"),
        ("h2", "2026-12-31"),
        ("first half of 2027", "2027-06-30"),
        ("second quarter", "2026-06-30"),
        ("end of quarter", "2026-06-30"),
        ("this quarter", "2026-06-30"),
        ("next quarter", "2026-09-30"),
        ("end of next month", "2026-06-30"),
        ("quarter end", "2026-06-30"),
        ("year-end", "2026-12-31"),
        ("eoq", "2026-06-30"),
        ("EOY", "2026-12-31"),
        ("eom", "2026-05-31"),
        ("2027", "2027-12-31"),
        ("end of 2026", "2026-12-31"),
        ("today", "2026-05-04"),
        ("tomorrow", "2026-05-05"),
        ("yesterday", "2026-05-03"),
        ("friday", "2026-05-08"),
        ("next friday", "2026-05-08"),
        ("monday", "2026-05-11"),
        ("end of week", "2026-05-08"),
        ("in 2 weeks", "2026-05-18"),
        ("two weeks", "2026-05-18"),
        ("2w", "2026-05-18"),
        ("+10d", "2026-05-14"),
        ("in a month", "2026-06-04"),
        ("3 days ago", "2026-05-01"),
        ("a week from now", "2026-05-11"),
        ("week 8", "2026-05-26"),
        ("week 40", "2026-10-02"),
        ("in June", "2026-06-30"),
        ("30 Jun 2026.", "2026-06-30"),
        ("2 quarters", "2026-11-04"),
        ("in 1 year", "2027-05-04"),
        ("within the next 3 months", "2026-08-04"),
        ("the 15th", "2026-05-15"),
        ("1st", "2026-06-01"),
        ("before July", "2026-06-30"),
        ("before 1 July", "2026-06-30"),
        ("before the end of June", "2026-06-30"),
        ("4 May", "2026-05-04"),
        ("3 May", "2027-05-03"),
        ("1 Jan", "2027-01-01"),
        ("29 feb", "2028-02-29"),
        ("29 Feb 2028", "2028-02-29"),
        ("  30   jun ", "2026-06-30"),
    ],
)
def test_a_typed_day_is_understood(text: str, day: str) -> None:
    assert parse_day(text, today=TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type a day"),
        ("soon", "is not a day"),
        ("31 June", "Jun has no day 31"),
        ("30 Feb 2028", "Feb has no day 30"),
        ("29 Feb 2027", "Feb 2027 has no day 29"),
        ("29.2.2100", "has no day 29"),
        ("2026-13-01", "no month 13"),
        ("2026-00-10", "no month 0"),
        ("0 Jan", "no day 0"),
        ("05/06/2026", "may be 5 Jun or 6 May"),
        ("week 60", "no week 60"),
        ("in 9999 years", "too far away"),
        ("30 Jun 2026 and more", "is not a day"),
        ("12 %", "is not a day"),
        ("5", "is not a day"),
        ("Q5", "is not a day"),
        ("may be", "is not a day"),
        ("x" * 500, "too long"),
        ("9" * 50, "is not a day"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as error:
        parse_day(text, today=TODAY)
    assert "such as 30 Jun" in str(error.value)


def test_a_day_of_the_past_year_does_not_slip_into_another_month() -> None:
    # 31 March is over on 4 May: the next one is a year away, and is the 31st again.
    assert parse_day("31 March", today=TODAY) == date(2027, 3, 31)
    assert parse_day("31 March", today=date(2026, 3, 31)) == date(2026, 3, 31)


def test_without_a_year_the_one_inside_the_cycle_is_meant() -> None:
    early = date(2026, 9, 1)
    assert parse_day("15 Nov", today=early, cycle=Q4) == date(2026, 11, 15)
    assert parse_day("end of Q2", today=early, cycle=Q2) == date(2026, 6, 30)
    assert parse_day("end of the quarter", today=early, cycle=Q4) == date(2026, 12, 31)
    assert parse_day("eoq", today=date(2027, 2, 1), cycle=Q4) == date(2026, 12, 31)
    assert parse_day("week 2", today=early, cycle=Q4) == date(2026, 10, 14)
    assert parse_day("week 13", today=early, cycle=Q4) == Q4[1] - timedelta(days=1)
    year_long = (date(2026, 10, 1), date(2027, 9, 30))
    assert parse_day("end of Q2", today=early, cycle=year_long) == date(2027, 6, 30)


@pytest.mark.parametrize("first_month", range(1, 13))
def test_quarters_and_fiscal_years_follow_the_first_month(first_month: int) -> None:
    end_of_year = parse_day("end of FY27", today=TODAY, fiscal_year_start=first_month)
    assert end_of_year.month == (first_month - 2) % 12 + 1
    assert end_of_year.year == 2027
    assert (end_of_year + timedelta(days=1)).day == 1
    assert parse_day("2027-Q4", today=TODAY, fiscal_year_start=first_month) == end_of_year
    this_year = parse_day("eofy", today=TODAY, fiscal_year_start=first_month)
    assert TODAY <= this_year < TODAY + timedelta(days=366)
    assert parse_day("end of the fiscal year", today=TODAY, fiscal_year_start=first_month) == this_year
    assert this_year.month == end_of_year.month
    quarter_end = parse_day("end of quarter", today=TODAY, fiscal_year_start=first_month)
    assert TODAY <= quarter_end < TODAY + timedelta(days=93)
    assert parse_day("end of 2027", today=TODAY, fiscal_year_start=first_month) == date(2027, 12, 31)


def test_on_a_weekend_the_week_still_has_an_end_to_come() -> None:
    saturday = date(2026, 5, 9)
    assert parse_day("end of week", today=saturday) == date(2026, 5, 10)
    assert parse_day("next week", today=saturday) == date(2026, 5, 15)
    assert parse_day("next friday", today=saturday) == date(2026, 5, 15)


def test_a_slash_date_that_only_fits_the_cycle_one_way_is_read_that_way() -> None:
    assert parse_day("05/06/2026", today=TODAY, cycle=(date(2026, 6, 1), date(2026, 6, 30))) == date(2026, 6, 5)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_can_be_typed_in_every_usual_form(day: date, today: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}th of {day:%B} {day.year}",
    ):
        assert parse_day(text, today=today) == day, text


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 364))
def test_a_day_that_is_shown_can_be_typed(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert parse_day(format_day(day, today), today=today) == day


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["{d} {m}", "{m} {d}"]), st.dates())
def test_a_day_without_a_year_is_the_next_to_come(today: date, form: str, any_day: date) -> None:
    found = parse_day(form.format(d=any_day.day, m=f"{any_day:%b}"), today=today)
    assert (found.day, found.month) == (any_day.day, any_day.month)
    assert found >= today
    assert (found - today).days <= 366 or (found.month, found.day) == (2, 29)


@given(st.text(max_size=60))
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    try:
        parse_day(text, today=TODAY)
    except ValueError as problem:
        assert "Type a day" in str(problem)  # noqa: PT017 - both outcomes are fine


def test_days_are_shown_with_their_year_when_it_is_another() -> None:
    assert format_day(date(2026, 6, 30), TODAY) == "30 Jun"
    assert format_day(date(2027, 6, 30), TODAY) == "30 Jun 2027"
    assert format_moment(datetime(2026, 5, 4, 9, 30), TODAY) == "4 May 09:30"
    assert format_moment(date(2026, 5, 4), TODAY) == "4 May"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("30 apr", date(2026, 4, 30)),
        ("4 may", date(2026, 5, 4)),
        ("5 may", date(2025, 5, 5)),
        ("friday", date(2026, 5, 1)),
        ("monday", date(2026, 5, 4)),
        ("yesterday", date(2026, 5, 3)),
        ("end of Q1", date(2026, 3, 31)),
        ("29 feb", date(2024, 2, 29)),
        ("1 Dec 2026", date(2026, 12, 1)),
        ("2026-05-04T09:30", datetime(2026, 5, 4, 9, 30)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 2, 30)),
        ("yesterday at 9:05", datetime(2026, 5, 3, 9, 5)),
    ],
)
def test_when_something_was_measured_lies_behind(text: str, at: date) -> None:
    assert parse_moment(text, today=TODAY) == at


def test_a_time_that_no_clock_shows_is_refused() -> None:
    with pytest.raises(ValueError, match="25:00 is no time of day"):
        parse_moment("2026-05-04 25:00", today=TODAY)


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("Reduce the average CAC by 20 % by the end of Q2", "by the end of Q2", "2026-06-30"),
        ("Increase order frequency by 10 % by end of Q2", "by end of Q2", "2026-06-30"),
        ("By 30 June, cut churn to 5 %", "By 30 June", "2026-06-30"),
        ("Cut churn to 5 % by June 30, 2026, or better", "by June 30, 2026", "2026-06-30"),
        ("NPS from 32 to 40 by 2026-06-30.", "by 2026-06-30", "2026-06-30"),
        ("Double trials until mid-May", "until mid-May", "2026-05-15"),
        ("Launch before July", "before July", "2026-06-30"),
        ("Answer all before the end of June", "before the end of June", "2026-06-30"),
        ("Done no later than 30 June", "no later than 30 June", "2026-06-30"),
        ("Finish checkout in a minute this quarter", "this quarter", "2026-06-30"),
        ("Grow in Q3 2026", "in Q3 2026", "2026-09-30"),
        ("In 2027, be everywhere", "In 2027", "2027-12-31"),
        ("40 orders EOQ", "EOQ", "2026-06-30"),
        ("Churn at 5 % at the end of the year", "at the end of the year", "2026-12-31"),
        ("Double it within the next 3 months", "within the next 3 months", "2026-08-04"),
        ("by end of week 8", "by end of week 8", "2026-05-26"),
        ("precision of 90 % by Week 8.", "by Week 8", "2026-05-26"),
        ("All signed by Friday", "by Friday", "2026-05-08"),
        ("We march on: 5 wins by May", "by May", "2026-05-31"),
        ("In Q3 we start; 40 % by 31 December", "by 31 December", "2026-12-31"),
        ("Due: 30 June", "Due: 30 June", "2026-06-30"),
        ("Sooner or later by Friday", "by Friday", "2026-05-08"),
        ("In Q3 we start, no later than 1 August", "no later than 1 August", "2026-08-01"),
        ("40 % due by the end of May", "due by the end of May", "2026-05-31"),
        ("Half of them in Q2, all in Q3", "in Q2", "2026-06-30"),
        ("Between 1 and 3 by 2 May 2027: all", "by 2 May 2027", "2027-05-02"),
        ("İstanbul grows by 5 % by 30 June", "by 30 June", "2026-06-30"),
        ("e\u0301tude done by Q2", "by Q2", "2026-06-30"),
    ],
)
def test_a_deadline_is_found_with_its_whole_phrase(text: str, phrase: str, day: str) -> None:
    found = find_deadline(text, today=TODAY)
    assert found is not None
    assert text[found.start : found.end] == phrase
    assert found.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "Answer tickets within 2 days",
        "No query takes more than a second",
        "Users may sign up in 2 days",
        "We march to 20 %",
        "Raise revenue by 20 %",
        "Grow users by 2000",
        "Serve by 2,026 users more",
        "Higher than in Q1",
        "Three times as many as in 2025",
        "Cost per quarter below €4",
        "Next quarter's budget is agreed",
        "Finish month-end close in a day",
        "By the end of the trial, half of them pay",
        "Release 2.0 to 5 shops",
        "Done by 31 June",
        "Cut it by 1.5",
        "Books are closed within a day each quarter end",
        "Fewer surprises per year-end",
        "by Q2's standards",
        "Serve in 2026.5 units",
        "In this market",
        "Be second to none by far",
        "",
    ],
)
def test_what_is_no_deadline_is_not_taken_for_one(text: str) -> None:
    assert find_deadline(text, today=TODAY) is None


def test_a_deadline_follows_cycle_and_fiscal_year() -> None:
    found = find_deadline("Cut churn by the end of the quarter", today=date(2026, 9, 1), cycle=Q4)
    assert found is not None
    assert found.day == Q4[1]
    found = find_deadline("Cut churn by the end of Q1", today=TODAY, fiscal_year_start=4)
    assert found is not None
    assert found.day == date(2026, 6, 30)


PHRASE = "by the end of Q2 in 30 June 2026 - . / next week 1 FY 26 May quarter before 's % , this first mid \u200b é"


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PHRASE.split()), max_size=20).map(" ".join)))
def test_reading_a_sentence_never_fails_and_spans_lie_in_it(text: str) -> None:
    found = find_deadline(text, today=TODAY, cycle=Q2, fiscal_year_start=4)
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize("piece", ["1 ", "by ", "by the end of ", "1,", "Q2 ", "in the next 3 ", "by 30 June' ", "- "])
def test_long_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(times: int) -> float:
        # The best of three: other work on the machine makes it longer, and never shorter.
        best = 60.0
        for _ in range(3):
            started = time.process_time()
            find_deadline(piece * times, today=TODAY)
            best = min(best, time.process_time() - started)
        return best

    assert seconds(8000) < 20 * max(seconds(1000), 0.002)
