"""Finding a row by id or by name, as commands do."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.plan.entities import Initiative, KeyResult, Kpi
from okrtui.plan.errors import PlanError
from okrtui.plan.lookup import find
from okrtui.plan.model import Plan


def plan() -> Plan:
    names = ["Churn", "Churn of new buyers", "Revenue growth", "Größe", "kpi-3"]
    return Plan([Kpi(f"kpi-{number}", float(number), name) for number, name in enumerate(names)])


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("kpi-2", "kpi-2"),
        (" kpi-2 ", "kpi-2"),
        ("Revenue growth", "kpi-2"),
        ("revenue  GROWTH", "kpi-2"),
        ("rev", "kpi-2"),
        ("growth", "kpi-2"),
        # The exact name wins over others that begin with it.
        ("churn", "kpi-0"),
        ("churn of", "kpi-1"),
        ("new", "kpi-1"),
        ("GRÖSSE", "kpi-3"),
        # An id wins over a name.
        ("kpi-3", "kpi-3"),
    ],
)
def test_a_row_is_found_by_id_or_enough_of_its_name(text: str, row: str) -> None:
    assert find(plan(), Kpi, text).id == row


def test_a_name_that_may_be_several_lists_them() -> None:
    with pytest.raises(PlanError, match=r"may be “Churn” or “Churn of new buyers”: type more of the name\.$"):
        find(plan(), Kpi, "chu")


def test_the_same_name_twice_is_told_apart_by_id() -> None:
    twice = Plan([Kpi("kpi-a", 1.0, "Refunds"), Kpi("kpi-b", 2.0, "refunds")])
    with pytest.raises(PlanError, match=r"may be “Refunds” \(kpi-a\) or “refunds” \(kpi-b\): type the id\.$"):
        find(twice, Kpi, "Refunds")


def test_a_name_that_nothing_has_lists_what_there_is() -> None:
    with pytest.raises(PlanError, match="There is no KPI “NPS” in this plan; there is “Churn”"):
        find(plan(), Kpi, "NPS")
    with pytest.raises(PlanError, match="this plan has no key result yet"):
        find(plan(), KeyResult, "x")


@pytest.mark.parametrize("text", ["", "   "])
def test_no_name_finds_nothing(text: str) -> None:
    with pytest.raises(PlanError):
        find(plan(), Kpi, text)


def test_of_many_candidates_a_few_are_named() -> None:
    many = Plan([Initiative(f"in-{number}", "kr-1", float(number), f"Call {number}") for number in range(50)])
    with pytest.raises(PlanError) as error:
        find(many, Initiative, "call")
    assert "45 more" in str(error.value)
    assert len(str(error.value)) < 300


def test_one_that_is_watched_is_meant_before_an_archived_one_of_the_same_name() -> None:
    names = {"kpi-1": date(2026, 5, 4), "kpi-2": None, "kpi-3": date(2026, 5, 4)}
    held = Plan([Kpi(row, 1.0, "Churn", archived=day) for row, day in names.items()])
    assert find(held, Kpi, "churn").id == "kpi-2"
    assert find(held, Kpi, "chu").id == "kpi-2"
    assert find(held, Kpi, "kpi-1").id == "kpi-1"
