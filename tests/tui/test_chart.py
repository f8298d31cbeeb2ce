"""The chart of values over time, checked by drawing known data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrtui.plan.charting import Chart, chart_of
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement
from okrtui.plan.readings import Reading
from okrtui.plan.scales import round_values, short_values
from okrtui.tui.chart import chart_lines, marked
from okrtui.tui.paint import Line, line_width
from tests.plan.making import END, START, TODAY, small_plan

FIRST = date(2026, 4, 1)


def drawn(chart: Chart, cells: int, height: int, *, plain: bool = False) -> str:
    """The chart as text, blanks at line ends cut."""
    lines = chart_lines(chart, cells, height, ascii=plain)
    return "\n" + "\n".join("".join(text for text, _ in line).rstrip() for line in lines) + "\n"


def points(*values: float, step: int = 7, note: str = "") -> list[Reading]:
    """Values every so many days from the first of April on."""
    return [Reading(FIRST + timedelta(days=step * n), value, note) for n, value in enumerate(values)]


def test_a_straight_rise_is_a_straight_line() -> None:
    chart = Chart(points(0, 10, step=10), FIRST + timedelta(days=10))
    assert drawn(chart, 24, 7) == (
        """
10 ┤                ⣀⠤⠒•
   │            ⣀⠤⠒⠉   ┊
   │        ⣀⠤⠒⠉       ┊
   │    ⣀⠤⠒⠉           ┊
 0 ┤•⠤⠒⠉               ┊
   └┬─────────┬──────┬──
    1 Apr   6 Apr  today
"""
    )


def test_ascii_alone_when_asked() -> None:
    chart = Chart(points(6, 5), FIRST + timedelta(days=7), "%", FIRST, FIRST + timedelta(days=14), 6, 4)
    text = drawn(chart, 34, 9, plain=True)
    assert text.isascii()
    assert text == (
        """
6 % +*...          :
    |   .....      :
    |       .....~ :
  5 +           ...*~
    |              : ~ ~~
    |              :      ~~ ~
  4 +- target -----:----------~-~~
    ++-------------+-----------+--
     1 Apr       today      15 Apr
"""
    )


def test_a_decrease_falls_towards_its_target() -> None:
    lines = drawn(Chart(points(6.1, 6.0), TODAY, "%", START, END, 6.1, 5.2), 60, 10).split("\n")[1:]
    assert lines[0].startswith("6.1 % ┤•")
    assert lines[7].startswith("  5.2 ┤┈ target ┈")


def test_expected_target_and_today_are_there_before_any_value() -> None:
    text = drawn(Chart((), TODAY, "", START, END, 0, 100), 50, 8)
    assert "target" in text
    assert "today" in text
    assert "•" not in text
    assert "⠁" in text or "⠂" in text or "⡀" in text


def test_without_anything_to_draw_there_is_an_empty_chart() -> None:
    assert "today" in drawn(Chart((), TODAY), 30, 6) or "4 May" in drawn(Chart((), TODAY), 30, 6)


def test_values_that_stay_the_same_are_a_level_line() -> None:
    rows = drawn(Chart(points(5, 5, 5), TODAY), 40, 9).split("\n")
    assert sum("•" in row for row in rows) == 1
    assert next(row for row in rows if "•" in row).startswith("5.0 ┤")


def test_several_values_of_one_day_stand_above_each_other() -> None:
    day = date(2026, 5, 4)
    chart = Chart([Reading(datetime(2026, 5, 4, 9), 1), Reading(datetime(2026, 5, 4, 15), 3)], day)
    text = drawn(chart, 30, 9)
    assert text.count("•") == 2


def test_notes_are_digits_and_the_last_nine_of_them() -> None:
    noted = points(*range(12), note="said")
    chart = Chart(noted, FIRST + timedelta(days=100))
    assert [digit for digit, _ in marked(chart)] == list("123456789")
    assert marked(chart)[0][1].value == 3
    text = drawn(chart, 80, 16).rsplit("└", 1)[0]
    plot = "".join(line.split("┤")[-1].split("│")[-1] for line in text.split("\n"))
    assert sorted(c for c in plot if c.isdigit()) == list("123456789")


def test_two_notes_in_one_cell_are_both_shown() -> None:
    chart = Chart([Reading(FIRST, 5, "a"), Reading(FIRST, 5, "b"), Reading(FIRST + timedelta(days=30), 9)], TODAY)
    plot = drawn(chart, 40, 9)
    assert "1" in plot.replace("1 Apr", "")
    assert "2" in plot


def test_values_of_days_to_come_are_not_drawn() -> None:
    chart = Chart([Reading(FIRST, 1), Reading(date(2026, 6, 1), 99)], TODAY, start=START, end=END)
    assert "99" not in drawn(chart, 60, 10)
    assert drawn(chart, 60, 10).count("•") == 1


def test_the_healthy_range_is_an_area_with_its_bound() -> None:
    chart = Chart(points(1.0, 1.2, 0.9), FIRST + timedelta(days=14), "%", band=(None, 1.1))
    rows = drawn(chart, 60, 14).split("\n")[1:]
    bound = next(n for n, row in enumerate(rows) if "healthy" in row)
    assert all("· ·" not in row for row in rows[:bound])
    assert all("·" in row for row in rows[bound + 1 : 11])


def test_a_bound_far_from_all_values_does_not_flatten_them() -> None:
    near = drawn(Chart(points(100, 101, 102), TODAY, band=(0, None)), 60, 12)
    assert "102.0 ┤" in near
    assert "\n  0 ┤" not in near


def test_days_beneath_it_do_not_run_into_each_other() -> None:
    for days in (0, 1, 5, 14, 60, 91, 200, 400, 800, 4000):
        for cells in (20, 33, 60, 110):
            chart = Chart(
                [Reading(FIRST, 1), Reading(FIRST + timedelta(days=days), 2)], FIRST + timedelta(days=days + 3)
            )
            last = drawn(chart, cells, 6).rstrip("\n").rsplit("\n", 1)[1]
            words = last.split()
            assert words, (days, cells)
            assert all(len(word) <= 5 for word in words), last


def test_less_room_than_a_chart_needs_gives_none() -> None:
    assert chart_lines(Chart(points(1, 2), TODAY), 19, 5) == []
    assert chart_lines(Chart(points(1, 2), TODAY), 20, 4) == []
    assert len(chart_lines(Chart(points(1, 2), TODAY), 20, 5)) == 5


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-3000, 3000), st.floats(allow_nan=False, allow_infinity=False), st.booleans()),
        max_size=30,
    ),
    st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    st.integers(20, 130),
    st.integers(5, 30),
    st.booleans(),
)
def test_it_keeps_its_size_whatever_it_holds(
    values: list[tuple[int, float, bool]],
    baseline: float | None,
    target: float | None,
    cells: int,
    height: int,
    plain: bool,
) -> None:
    held = [Reading(TODAY + timedelta(days=n), v, "why" if noted else "") for n, v, noted in sorted(values)]
    for chart in (
        Chart(held, TODAY, "€", START, END, baseline, target),
        Chart(held, TODAY, "orders", band=(baseline, target)),
    ):
        lines: Sequence[Line] = chart_lines(chart, cells, height, ascii=plain)
        assert len(lines) == height
        assert all(line_width(line) <= cells for line in lines)


@pytest.mark.parametrize(
    "values",
    [(-1e308, 1e308), (1.7976931348623157e308,), (5e-324, 0), (7e-153, -2.3e154), (2.2e-311,), (1e16, 1e16 + 2)],
)
def test_numbers_at_the_edge_of_what_there_is_are_drawn(values: tuple[float, ...]) -> None:
    held = [Reading(START + timedelta(days=n), value) for n, value in enumerate(values)]
    for chart in (Chart(held, TODAY, "", START, END, 0, values[-1]), Chart(held[:1], TODAY, band=(None, values[-1]))):
        assert "•" in drawn(chart, 60, 12)


@pytest.mark.parametrize(
    ("low", "high", "most", "values"),
    [
        (0, 10, 3, [0, 5, 10]),
        (5.2, 6.1, 5, [5.2, 5.4, 5.6, 5.8, 6.0]),
        (-1, 1, 3, [-1, 0, 1]),
        (33.6, 42, 5, [34, 36, 38, 40, 42]),
        (0.0012, 0.0018, 4, [0.0012, 0.0014, 0.0016, 0.0018]),
    ],
)
def test_axis_values_are_round(low: float, high: float, most: int, values: list[float]) -> None:
    assert round_values(low, high, most)[0] == pytest.approx(values)


def test_axis_values_are_short() -> None:
    assert short_values([0, 500_000, 1_000_000], 0) == ["0", "0.5M", "1.0M"]
    assert short_values([10_000, 12_500], 0) == ["10,000", "12,500"]
    assert short_values([1.5, 2.0], 1) == ["1.5", "2.0"]
    assert short_values([-2e5, 0, 2e5], 0) == ["-200k", "0", "200k"]


# -- made from a plan


def test_the_chart_of_a_key_result_has_its_check_ins_and_lines() -> None:
    plan = small_plan()
    row = plan.find("kr-1", KeyResult)
    assert row is not None
    chart = chart_of(plan, row, TODAY)
    assert [(p.value, p.note) for p in chart.points] == [(5.9, "slow"), (5.8, "")]
    assert (chart.start, chart.end, chart.baseline, chart.target) == (START, END, 6.0, 5.0)


def test_a_key_result_measured_by_a_kpi_shows_that_from_its_cycle_on_in_its_own_unit() -> None:
    plan = small_plan()
    before = Measurement("kpi-3@2026-03-01", "kpi-3", date(2026, 3, 1), 1.0)
    plan.add_history([before])
    row = plan.find("kr-2", KeyResult)
    assert row is not None
    assert [p.value for p in chart_of(plan, row, TODAY).points] == [1.7]


def test_a_level_to_keep_is_a_range_and_has_no_expected_line() -> None:
    plan = small_plan()
    plan.add_history(
        [KeyResult("kr-9", "o-1", 9.0, "Keep", direction="keep", baseline=5, target=3),
         CheckIn("kr-9@2026-05-01", "kr-9", date(2026, 5, 1), 4)]
    )  # fmt: skip
    chart = chart_of(plan, plan.table(KeyResult)["kr-9"], TODAY)
    assert list(chart.band) == [3, 5]
    assert chart.baseline is None


def test_the_chart_of_a_kpi_has_its_healthy_range() -> None:
    plan = small_plan()
    row = plan.find("kpi-1", Kpi)
    assert row is not None
    chart = chart_of(plan, row, TODAY)
    assert list(chart.band) == [None, 4.0]
    assert chart.target is None
