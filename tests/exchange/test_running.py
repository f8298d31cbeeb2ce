"""Importing into a running quarter: it is said, and the quarter that is planned next is offered."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.exchange.markdown_in import read
from okrtui.exchange.markdown_plan import Lines, Where, import_lines
from okrtui.plan.changes import Insert
from okrtui.plan.entities import Cycle, Objective
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

TODAY = date(2026, 11, 25)
LINES = (
    "## Objective: Shops come back\n\n- KR: Orders from 3 to 5\n\n## Objective: Help is quick\n\n- KR: Wait under 3 h\n"
)


def plan(state: str = "active", *more: Cycle) -> Plan:
    """A plan with the quarter of today."""
    made = Plan()
    now = Cycle("cy-aaaaaa", 1.0, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31), state)  # type: ignore[arg-type]
    made.apply([Insert(row) for row in (now, Objective("o-aaaaaa", "cy-aaaaaa", 1.0, "Help is quick"), *more)])
    return made


def made(held: Plan, text: str = LINES, **where: str) -> Lines:
    """What an import would do."""
    return import_lines(held, read(text, today=TODAY), Where(TODAY, MethodSettings(), **where), source="okrs.md")


def test_new_objectives_in_a_running_quarter_are_said_and_the_next_quarter_is_offered() -> None:
    found = made(plan()).running
    assert found is not None
    assert found.sentence == "1 objective is new in “2026-Q4”, which is running: its targets are frozen."
    assert found.instead == "2027-Q1"


def test_a_draft_that_follows_is_what_is_offered() -> None:
    draft = Cycle("cy-bbbbbb", 2.0, "Spring", date(2027, 2, 1), date(2027, 4, 30), "draft")
    before = Cycle("cy-cccccc", 3.0, "Past", date(2026, 1, 1), date(2026, 3, 31), "draft")
    found = made(plan("active", draft, before)).running
    assert found is not None
    assert found.instead == "Spring"


def test_key_results_of_an_objective_that_is_there_can_go_nowhere_else() -> None:
    found = made(plan(), "## Objective: Help is quick\n\n- KR: Wait under 3 h\n- KR: Calls under 2\n").running
    assert found is not None
    assert (found.what, found.instead) == ("2 key results", "")


def test_where_the_document_names_the_quarter_no_other_is_offered() -> None:
    found = made(plan(), f"# OKRs Q4 2026\n\n{LINES}").running
    assert found is not None
    assert found.named
    assert not found.instead


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_other_quarters_say_nothing(state: str) -> None:
    assert made(plan(state)).running is None
    assert made(plan(), shown="2027-Q1").running is None


def test_lines_without_a_quarter_can_go_to_one_that_is_not_there_yet() -> None:
    held = plan()
    held.apply(made(held, shown="2027-Q1").found.edit.changes)
    (cycle,) = (one for one in held.cycles if one.name == "2027-Q1")
    assert [row.title for row in held.objectives(cycle.id)] == ["Shops come back", "Help is quick"]
    named = made(plan(), f"# OKRs Q4 2026\n\n{LINES}", shown="2027-Q1")
    assert named.running is not None, "what names its quarter goes there"
