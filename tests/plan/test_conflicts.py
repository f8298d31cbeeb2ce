"""Conflicts: every value travels as text and comes back, and what cannot be decided is said."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.plan.conflicts import as_text, conflict_on, decide, from_text, subject
from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Dismissal,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Lexeme,
    Measurement,
    MergeConflict,
    Objective,
    Root,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Spec
from okrtui.plan.model import Plan


def plan(*conflicts: MergeConflict) -> Plan:
    return Plan(
        [
            Root("plan", "Shop"),
            Cycle("cy-a", 1, "2026-Q2"),
            Objective("o-a", "cy-a", 1, "Keep people"),
            Objective("o-b", "cy-a", 2, "Pay with ease"),
            KeyResult("kr-a", "o-a", 1, "Lower churn"),
            CheckIn("kr-a@2026-05-04T09:30:00.500000", "kr-a", datetime(2026, 5, 4, 9, 30, 0, 500000), 4.0),
            Kpi("kpi-a", 1, "Churn", healthy_high=5.0),
            Kpi("kpi-b", 2, "Basket"),
            Measurement("kpi-a@2026-05-04", "kpi-a", date(2026, 5, 4), 4.0),
            Lexeme("Nova v1.2", "Nova v1.2", "artefact"),
            Dismissal("KR101@kr-a", "KR101", "kr-a", "Lower churn", "fine"),
            *conflicts,
        ]
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_comes_back_from_its_text(value: float) -> None:
    assert from_text(Spec("target", "number"), as_text(value)) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", date(2026, 6, 30)),
        ("date", None),
        ("moment", datetime(2026, 6, 30, 9, 30)),
        ("flag", True),
        ("flag", False),
        ("refs", ("kpi-a", "kpi-b")),
        ("refs", ()),
        ("ref", "kpi-a"),
        ("choice", None),
        ("text", "  two\nlines "),
    ],
)
def test_every_value_comes_back_from_its_text(kind: str, value: object) -> None:
    assert from_text(Spec("any", kind), as_text(value)) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "text"), [("number", "many"), ("number", "inf"), ("date", "soon"), ("moment", "9")])
def test_a_text_that_is_no_value_is_refused(kind: str, text: str) -> None:
    with pytest.raises(PlanError, match="is no value for the target"):
        from_text(Spec("target", kind), text)  # type: ignore[arg-type]


def test_a_conflict_finds_its_row_by_what_the_row_is_known_by() -> None:
    held = plan()
    for row in held.rows():
        if not isinstance(row, Root):
            about = subject(held, conflict_on(row, "value", "", "", ""))
            assert (about.row, about.field) == (row, "value")
    assert subject(held, conflict_on(held.root, "name", "", "", "")).row == held.root


def decided(conflict: MergeConflict, text: str) -> Plan:
    held = plan(conflict)
    held.apply(decide(held, conflict.id, text).changes)
    assert not held.table(MergeConflict)
    return held


def test_each_kind_of_conflict_is_decided() -> None:
    held = plan()

    def about(row: str, kind: type[Entity], field: str, ours: str, theirs: str) -> MergeConflict:
        return conflict_on(held.table(kind)[row], field, "", ours, theirs)

    moved = decided(about("kr-a", KeyResult, "objective", "o-a", "o-b"), "o-b")
    assert [row.id for row in moved.key_results("o-b")] == ["kr-a"]
    turned = decided(about("kr-a", KeyResult, "becomes", "key_results", "objectives"), "objectives")
    assert "Lower churn" in [row.title for row in turned.objectives("cy-a")]
    gone = decided(about("kpi-a@2026-05-04", Measurement, "removed", "yes", "no"), "yes")
    assert not gone.table(Measurement)
    assert decided(about("plan", Root, "name", "Shop", "Store"), "Store").root.name == "Store"
    kept = decided(about("kpi-a", Kpi, "removed", "yes", "no"), "no")
    assert "kpi-a" in kept.table(Kpi)


def test_what_cannot_be_taken_is_refused_and_the_conflict_stays() -> None:
    held = plan()
    parent = conflict_on(held.get("kr-a"), "objective", "", "o-a", "o-gone")
    bounds = conflict_on(held.get("kpi-a"), "warn_high", "", "", "9")
    unknown = conflict_on(held.get("kr-a"), "healthy_low", "", "1", "2")
    for conflict, text, words in (
        (parent, "o-gone", "is gone"),
        (bounds, "9", "out of order"),
        (unknown, "2", "has no field"),
        (MergeConflict("x", "kr-a", "title"), "", ""),
    ):
        held = plan(conflict)
        if not words:
            with pytest.raises(PlanError, match="decided already"):
                decide(held, "y", text)
            continue
        with pytest.raises(PlanError, match=words):
            held.apply(decide(held, conflict.id, text).changes)
        assert conflict.id in held.table(MergeConflict)


def test_an_initiative_that_was_removed_goes_alone() -> None:
    held = plan()
    row = Initiative("in-a", "kr-a", 1, "Ask leavers")
    held = Plan([*held.rows(), row, conflict_on(row, "removed", "no", "no", "yes")])
    held.apply(decide(held, "in-a.removed", "yes").changes)
    assert "in-a" not in held.table(Initiative)
    assert "kr-a" in held.table(KeyResult)
