"""The examples in the package: what the coach says of them, as of today and as drafts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from okrtui.clock import SAMPLE_DAY
from okrtui.coach.checkplan import check_plan
from okrtui.exchange.document import Document
from okrtui.exchange.examples import EXAMPLES, MOVED, NAMES, alive, as_draft
from okrtui.exchange.importing import to_plan
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan.entities import CheckIn, KeyResult, Measurement, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.quarters import quarter
from okrtui.plan.settings import MethodSettings

NEW = [name for name in NAMES if name != "shop"]
"""The shop shows on purpose what the coach hints at; the others are what it has nothing to say about."""


def codes(document: Document, today: date) -> set[str]:
    """The codes of what the coach says of the plan as a whole."""
    return {found.code for found in check_plan(to_plan(document), today=today, settings=MethodSettings())}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_written_as_an_export_writes_it(name: str) -> None:
    text = next(each.text() for each in EXAMPLES if each.name == name)
    assert dumps(to_plan(loads(text, name))) == text


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize("days", [0, 6, 203, 1000, -90])
def test_the_coach_has_nothing_to_say_of_an_example_in_its_fifth_week(name: str, days: int) -> None:
    later = timedelta(days=days)
    assert codes(alive(name, later), SAMPLE_DAY + later) == set()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_moves_and_no_longer_names_its_quarter(name: str) -> None:
    here, moved = to_plan(alive(name)), to_plan(alive(name, timedelta(days=14)))
    assert here.cycles[0].name == "2026-Q2"
    assert moved.cycles[0].name == MOVED
    assert moved.cycles[0].start == date(2026, 4, 15)
    assert min(row.at for row in here.table(CheckIn).values() if row.at) == date(2026, 4, 1)
    assert min(row.at for row in moved.table(CheckIn).values() if row.at) == date(2026, 4, 15)
    assert "Q2" not in " ".join(row.title for row in moved.table(KeyResult).values())


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_has_the_goals_and_kpis_for_the_quarter_and_none_of_the_history(name: str) -> None:
    document = as_draft(name, quarter(2027, 1))
    plan = to_plan(document)
    assert [(c.name, c.start, c.state) for c in plan.cycles] == [("2027-Q1", date(2027, 1, 1), "draft")]
    assert plan.root.statement
    assert not any(plan.table(kind) for kind in (CheckIn, Measurement, Review))
    results = plan.table(KeyResult).values()
    assert not any(row.agreed_team or row.agreed_leadership for row in results)
    assert len(results) == len(to_plan(alive(name)).table(KeyResult))
    assert codes(document, date(2026, 12, 14)) - {"KR209", "KP204"} == set()


def test_a_name_that_no_example_has_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(PlanError, match="no example sass: expected shop, saas, platform or public-service"):
        alive("sass")


def test_a_plan_made_of_an_example_takes_its_own_name() -> None:
    plan: Plan = to_plan(as_draft("saas", quarter(2027, 1)))
    assert plan.root.name == ""
