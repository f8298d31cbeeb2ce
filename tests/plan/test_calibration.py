"""What past quarters say of the team's confidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.plan.calibration import FIRST_THIRD, Rate, calibration, needed, sentence, verdict, wilson
from okrtui.plan.entities import CheckIn, Cycle, Entity, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.ids import moment_id
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

SETTINGS = MethodSettings()
STARTS = (date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1))
EARLY = timedelta(days=20)
"""From the start of a cycle: within its first third."""


def cycle(number: int, state: str = "closed") -> list[Entity]:
    """A closed quarter with one objective."""
    start = STARTS[number]
    end = start + timedelta(days=90)
    name = f"cy-00000{number}"
    return [
        Cycle(name, number, f"quarter {number}", start, end, state),  # type: ignore[arg-type]
        Objective(f"o-00000{number}", name, 1.0, "Grow", owner="Team"),
    ]


def result(
    number: int, name: str, grade: float | None, *said: tuple[timedelta, float], owner: str = ""
) -> list[Entity]:
    """A key result of a quarter, with confidence said some time after its start."""
    row = KeyResult(
        f"kr-00000{name}", f"o-00000{number}", 1.0, name, baseline=0.0, target=10.0, owner=owner, grade=grade
    )
    days = [(STARTS[number] + after, confidence) for after, confidence in said]
    return [row, *(CheckIn(moment_id(row.id, day), row.id, day, None, confidence) for day, confidence in days)]


def three(*rows: list[Entity]) -> Plan:
    """A plan of three closed quarters."""
    return Plan([row for part in (*(cycle(n) for n in range(3)), *rows) for row in part])


def rates(plan: Plan) -> dict[int, tuple[int, int]]:
    return {c: (rate.landed, rate.total) for c, rate in calibration(plan, SETTINGS).rates.items()}


def test_key_results_are_counted_by_the_confidence_that_was_said_of_them() -> None:
    plan = three(
        result(0, "a", 0.9, (EARLY, 7.0)),
        result(1, "b", 0.3, (EARLY, 7.0)),
        result(2, "c", 0.7, (EARLY, 4.0)),
    )
    assert rates(plan) == {4: (1, 1), 7: (1, 2)}
    found = calibration(plan, SETTINGS)
    assert found.enough
    assert found.telling == 7
    assert sentence(7, found.rates[7]) == "Of key results with a confidence of 7, 50 % came true (1 of 2)."


def test_two_closed_quarters_are_not_enough() -> None:
    plan = Plan([*cycle(0), *cycle(1), *cycle(2, "active"), *result(0, "a", 1.0, (EARLY, 5.0))])
    assert not calibration(plan, SETTINGS).enough


def test_a_quarter_that_is_being_closed_counts_on_its_last_card() -> None:
    plan = Plan([*cycle(0), *cycle(1), *cycle(2, "active"), *(row for n in range(3) for row in _one(n))])
    assert not calibration(plan, SETTINGS).enough
    assert calibration(plan, SETTINGS, closing="cy-000002").enough
    assert needed(plan, closing="cy-000002")[-1] == "kr-000002"


def _one(number: int) -> list[Entity]:
    return result(number, str(number), 1.0, (EARLY, 5.0))


def test_a_quarter_that_says_nothing_does_not_count() -> None:
    plan = three(result(0, "a", 0.9, (EARLY, 7.0)), result(1, "b", 0.9, (EARLY, 7.0)), result(2, "c", 0.9))
    assert calibration(plan, SETTINGS).cycles == 2


def test_the_last_confidence_by_the_middle_counts_not_the_hindsight_of_later() -> None:
    middle = timedelta(days=45)
    plan = three(
        result(0, "a", 1.0, (EARLY, 3.0), (middle, 6.0), (middle + timedelta(days=1), 10.0)),
        result(1, "b", 1.0, (middle + timedelta(days=1), 10.0)),
    )
    assert rates(plan) == {6: (1, 1)}
    assert [f.confidence for f in calibration(plan, SETTINGS, said_by=FIRST_THIRD).forecasts] == [3]


def test_confidence_of_before_the_start_is_of_a_draft() -> None:
    assert rates(three(result(0, "a", 1.0, (timedelta(days=-1), 9.0)))) == {}


@pytest.mark.parametrize(("said", "counted"), [(6.5, 7), (6.4, 6), (0.0, 0), (10.0, 10), (9.5, 10)])
def test_confidence_is_rounded_half_up(said: float, counted: int) -> None:
    assert list(rates(three(result(0, "a", 1.0, (EARLY, said))))) == [counted]


@pytest.mark.parametrize(
    ("kind", "grade", "landed"),
    [(None, 0.7, 1), (None, 0.6, 0), ("aspirational", 0.7, 1), ("committed", 0.9, 0), ("committed", 1.0, 1)],
)
def test_a_committed_objective_lands_with_all_of_it_another_with_seven_tenths(
    kind: str | None, grade: float, landed: int
) -> None:
    plan = Plan(
        [
            cycle(0)[0],
            Objective("o-000000", "cy-000000", 1.0, "Grow", kind=kind),  # type: ignore[arg-type]
            *result(0, "a", grade, (EARLY, 8.0)),
        ]
    )
    assert rates(plan) == {8: (landed, 1)}


@pytest.mark.parametrize(("value", "landed"), [(10.0, 1), (12.0, 1), (9.9, 0)])
def test_without_a_grade_the_target_decides(value: float, landed: int) -> None:
    end = STARTS[0] + timedelta(days=90)
    row = "kr-00000a"
    last = CheckIn(moment_id(row, end), row, end, value)
    assert rates(three([*result(0, "a", None, (EARLY, 8.0)), last])) == {8: (landed, 1)}


def test_without_a_grade_a_value_of_later_is_not_this_quarters() -> None:
    late = STARTS[0] + timedelta(days=140)
    row = "kr-00000a"
    values = [CheckIn(moment_id(row, late), row, late, 10.0)]
    assert rates(three([*result(0, "a", None, (EARLY, 8.0)), *values])) == {}


def test_a_key_result_that_a_kpi_measures_lands_by_the_kpi() -> None:
    end = STARTS[0] + timedelta(days=90)
    row, *said = result(0, "a", None, (EARLY, 8.0))
    assert isinstance(row, KeyResult)
    kpi = Kpi("kpi-000001", 1.0, "Orders")
    from dataclasses import replace

    measured = Measurement(moment_id(kpi.id, end), kpi.id, end, 11.0)
    plan = three([replace(row, measured_by=kpi.id), *said, kpi, measured])
    assert rates(plan) == {8: (1, 1)}
    assert needed(plan) == [row.id, kpi.id]


def test_owners_are_told_apart_and_an_objectives_owner_stands_in() -> None:
    plan = three(
        result(0, "a", 1.0, (EARLY, 8.0), owner="Ada"),
        result(1, "b", 0.0, (EARLY, 8.0), owner="Ada"),
        result(2, "c", 1.0, (EARLY, 8.0)),
    )
    found = calibration(plan, SETTINGS).owners
    assert {name: (r[8].landed, r[8].total) for name, r in found.items()} == {"Ada": (1, 2), "Team": (1, 1)}
    assert list(found) == ["Ada", "Team"]


def test_nothing_is_an_empty_answer() -> None:
    found = calibration(Plan(), SETTINGS)
    assert (found.rates, found.owners, found.telling, found.enough) == ({}, {}, None, False)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # worked out by hand from the formula, z = 1.96
    [(9, 20, 0.2582, 0.6579), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilsons(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(pair: tuple[int, int]) -> None:
    hits, total = pair
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total <= high <= 1


def test_few_are_no_verdict_and_many_are() -> None:
    assert verdict(7, Rate(1, 3)) == ""
    assert verdict(7, Rate(9, 20)) == "too sure"
    assert verdict(3, Rate(15, 20)) == "not sure enough"
