"""Numbers: what people type is understood, and what the screen shows can be typed again."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.plan.numbers import (
    Quantity,
    comparable,
    convert,
    decimals_of,
    format_series,
    format_value,
    in_unit,
    parse_quantity,
    typed_value,
)

NBSP, THIN, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("42", 42, ""),
        ("-3.5", -3.5, ""),
        (f"{MINUS}3.5", -3.5, ""),
        ("+5 %", 5, "%"),
        ("1.2M", 1_200_000, ""),
        ("10.5k", 10_500, ""),
        ("3 bn", 3e9, ""),
        ("1.5 million users", 1_500_000, "users"),
        ("$1.5bn", 1.5e9, "$"),
        ("€1.2m", 1_200_000, "€"),
        ("1.2m", 1.2, "m"),
        ("1.2m €", 1_200_000, "€"),
        ("5k page views", 5000, "page views"),
        ("12 %", 12, "%"),
        ("12%", 12, "%"),
        ("12 percent", 12, "%"),
        ("12 percentage points", 12, "pp"),
        ("2 pp", 2, "pp"),
        ("€42", 42, "€"),
        ("42 €", 42, "€"),
        ("-€5", -5, "€"),
        ("€-5", -5, "€"),
        ("EUR 45", 45, "EUR"),
        ("45 EUR", 45, "EUR"),
        ("1 200", 1200, ""),
        (f"1{NBSP}200", 1200, ""),
        (f"1{THIN}200,5", 1200.5, ""),
        ("1'200", 1200, ""),
        ("1,200,000", 1_200_000, ""),
        ("1.200.000", 1_200_000, ""),
        ("1,200.50", 1200.5, ""),
        ("1.200,50", 1200.5, ""),
        ("1,5", 1.5, ""),
        ("0,125", 0.125, ""),
        ("1,25 %", 1.25, "%"),
        ("1234,567", 1234.567, ""),
        (".5", 0.5, ""),
        ("3x", 3, "x"),
        ("3 times", 3, "x"),
        ("4.5/5", 4.5, "/5"),
        ("4.5 / 5", 4.5, "/5"),
        ("7 of 10", 7, "of 10"),
        ("2 days", 2, "days"),
        ("400 ms", 400, "ms"),
        ("two", 2, ""),
        ("Two weeks", 2, "weeks"),
        ("twenty-five", 25, ""),
        ("three hundred users", 300, "users"),
        ("three hundred twenty-five", 325, ""),
        ("two hundred five days", 205, "days"),
        ("two million", 2_000_000, ""),
        ("0", 0, ""),
        ("-0", 0, ""),
        ("50+", 50, ""),
        ("1e5", 100_000, ""),
        ("100 per 1000 visits", 100, "per 1000 visits"),
        ("  12  %  ", 12, "%"),
    ],
)
def test_a_typed_value_is_understood(text: str, value: float, unit: str) -> None:
    assert parse_quantity(text) == Quantity(value, unit)


@pytest.mark.parametrize("text", ["1,200", "12,500", "-1,200 orders", "€1,200"])
def test_a_comma_before_three_digits_asks_which_number_is_meant(text: str) -> None:
    with pytest.raises(ValueError, match=r"two ways: type \d+ or \d+\.\d+"):
        parse_quantity(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "nan",
        "inf",
        "-inf",
        "infinity",
        "x",
        "abc",
        "%",
        "€",
        "-",
        "3-5",
        "1 2",
        "1:30",
        "2.0.1",
        "1,2,3",
        "1.2,3.4",
        "1e999",
        "9" * 80 + "e300",
        "€5 %",
        "5 €5",
        "12\x00",
        "1\x1b[0m",
        "five six",
        "ten five",
        "zero five",
        "twenty zero",
        "a" * 500,
        "v2.0",
        "=1+1",
        "1" * 200,
    ],
)
def test_what_is_no_single_number_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as error:
        parse_quantity(text)
    assert "Type one number" in str(error.value)
    assert "Traceback" not in str(error.value)


def test_a_value_in_the_unit_of_its_field_is_not_multiplied() -> None:
    assert parse_quantity("5 M€", "M€") == Quantity(5, "M€")
    assert parse_quantity("5 M€") == Quantity(5_000_000, "€")
    assert parse_quantity("1.2m", "€").value == 1_200_000


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (42.0, "€", "€42"),
        (-5.0, "€", "-€5"),
        (5.2, "%", "5.2 %"),
        (1.63, "", "1.63"),
        (61.0, "%", "61 %"),
        (12_500.0, "€", "€12,500"),
        (1200.0, "", "1200"),
        (3.0, "x", "3x"),
        (4.5, "/5", "4.5/5"),
        (2.0, "days", "2 days"),
        (0.1 + 0.2, "", "0.3"),
        (1.6 * 1.1, "", "1.76"),
        (100 / 3, "%", "33.33 %"),
        (2 / 30_000, "", "0.0000667"),
        (0.00001, "", "0.00001"),
        (1e-12, "", "0"),
        (-0.0, "", "0"),
        (1_234_567.89, "", "1,234,567.89"),
    ],
)
def test_a_value_is_shown_plainly(value: float, unit: str, shown: str) -> None:
    assert format_value(value, unit) == shown


def test_decimals_can_be_asked_for_and_zero_has_no_sign() -> None:
    assert format_value(42, "€", decimals=1) == "€42.0"
    assert format_value(-0.04, "%", decimals=1) == "0.0 %"


def test_values_side_by_side_have_the_same_decimals_and_one_unit() -> None:
    assert format_series([42, 38.9, 33.6], "€") == ["€42.0", "38.9", "33.6"]
    assert format_series([6.1, 6, 5.2], "%") == ["6.1", "6.0", "5.2 %"]
    assert format_series([1.6, 1.63, 1.76]) == ["1.60", "1.63", "1.76"]
    assert format_series([None, None, None], "€") == ["€__", "__", "__"]
    assert format_series([None, 4, 4.5], "/5") == ["__", "4.0", "4.5/5"]
    assert format_series([], "%") == []


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (Quantity(1.2, "s"), Quantity(400, "ms"), (1.2, 0.4)),
        (Quantity(2, "Days"), Quantity(1, "week"), (172_800, 604_800)),
        (Quantity(90, "min"), Quantity(2, "hours"), (5400, 7200)),
        (Quantity(5, "%"), Quantity(3, "%"), (5, 3)),
        (Quantity(5), Quantity(3, "%"), (5, 3)),
        (Quantity(2, "day"), Quantity(1, "days"), (2, 1)),
        (Quantity(5, "percent"), Quantity(3, "%"), (5, 3)),
        (Quantity(1, "GB"), Quantity(500, "MB"), (1e9, 5e8)),
    ],
)
def test_units_are_converted_before_values_are_compared(
    one: Quantity, other: Quantity, values: tuple[float, float]
) -> None:
    found = comparable(one, other)
    assert found is not None
    assert found == pytest.approx(values)


def test_what_has_nothing_in_common_cannot_be_compared() -> None:
    assert comparable(Quantity(5, "%"), Quantity(5, "€")) is None
    assert comparable(Quantity(5, "s"), Quantity(5, "MB")) is None
    assert comparable(Quantity(5, "€"), Quantity(5, "$")) is None
    assert comparable(Quantity(1, "%"), Quantity(1, "pp")) is None


def test_a_second_down_to_milliseconds_is_down() -> None:
    found = comparable(Quantity(1.2, "s"), Quantity(400, "ms"))
    assert found is not None
    assert found[0] > found[1]


@pytest.mark.parametrize(
    ("value", "unit", "to", "found"),
    [
        (1.1, "h", "min", 66.0),
        (0.0, "h", "min", 0.0),
        (5.0, "", "min", 5.0),
        (5.0, "h", "", 5.0),
        (5.0, "%", "h", None),
    ],
)
def test_a_quantity_has_one_value_in_another_unit_or_none(
    value: float, unit: str, to: str, found: float | None
) -> None:
    assert in_unit(Quantity(value, unit), to) == found


def test_conversion_keeps_round_numbers_round_and_unknown_units_alone() -> None:
    assert convert(1.2, "s", "ms") == 1200
    assert convert(3, "weeks", "days") == 21
    assert convert(5, "%", "€") == 5
    assert convert(5, "", "ms") == 5


UNITS = st.sampled_from(["", "%", "€", "$", "x", "/5", "days", "pp", "ms", "orders per visit", "EUR", "of 10"])


@given(st.floats(allow_nan=False, allow_infinity=False), UNITS)
def test_a_value_that_is_typed_again_is_the_same_value(value: float, unit: str) -> None:
    assert parse_quantity(typed_value(value, unit)) == Quantity(value, unit)


@given(st.integers(-9_999_999, 9_999_999), st.integers(0, 4), UNITS)
def test_what_is_shown_can_be_typed(digits: int, decimals: int, unit: str) -> None:
    value = digits / 10**decimals
    shown = format_value(value, unit)
    if "," not in shown:
        assert parse_quantity(shown) == Quantity(value, unit)
    else:
        assert parse_quantity(shown.replace(",", "")) == Quantity(value, unit)


@given(st.lists(st.one_of(st.none(), st.floats(-1e12, 1e12)), min_size=1, max_size=5), UNITS)
def test_a_series_never_mixes_decimals(values: list[float | None], unit: str) -> None:
    texts = format_series(values, unit)
    numbers = [text.removesuffix(unit).rstrip() for text, value in zip(texts, values, strict=True) if value is not None]
    assert len({len(number.partition(".")[2]) for number in numbers}) <= 1


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_decimals_are_few(value: float) -> None:
    assert 0 <= decimals_of(value) <= 10


@given(st.text(max_size=200))
def test_any_text_is_a_finite_number_or_a_sentence(text: str) -> None:
    try:
        found = parse_quantity(text)
    except ValueError as problem:
        assert str(problem).endswith(".")  # noqa: PT017 - both outcomes are fine
    else:
        assert math.isfinite(found.value)


@pytest.mark.parametrize("piece", ["1 ", "1,", "1.", "1'", "9", "-", "€", "twenty ", "one hundred ", " ", "1e"])
def test_long_input_takes_no_time(piece: str) -> None:
    started = time.process_time()
    with pytest.raises(ValueError, match=r"\."):
        parse_quantity(piece * 20_000)
    assert time.process_time() - started < 0.5
