"""Going back to any point of the history: several actions in one go, each undoable on its own, all or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import Kpi
from okrtui.session import Entry, NothingToUndo, Redone, Session, Undone


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A plan with three KPIs, each its own action."""
    opened = Session(tmp_path / "plan.db", today=lambda: date(2026, 5, 4), state_dir=tmp_path / "state").open()
    for name in ("Churn", "Basket size", "Uptime"):
        opened.apply(edits.add(opened.plan, Kpi, name=name))
    opened.wait(10)
    yield opened
    opened.close()


def names(session: Session) -> list[str]:
    return [kpi.name for kpi in session.plan.kpis]


def by_title(session: Session, part: str) -> Entry:
    return next(entry for entry in session.actions() if part in entry.title)


def test_the_history_says_who_did_what_when_the_latest_first(session: Session) -> None:
    found = session.actions()
    assert [entry.title for entry in found] == [
        "add the KPI “Uptime”",
        "add the KPI “Basket size”",
        "add the KPI “Churn”",
    ]
    assert all(entry.mine and not entry.undone and entry.who and entry.at.startswith("2026-05-04T") for entry in found)


def test_the_history_of_one_row_holds_what_touched_it(session: Session) -> None:
    row = session.plan.kpis[0].id
    session.apply(edits.change(session.plan, row, name="Churn rate"))
    session.wait(10)
    assert len(session.actions(row)) == 2
    assert len(session.actions()) == 4


def test_going_back_takes_back_all_at_once_and_each_comes_again_on_its_own(session: Session) -> None:
    last, middle, _ = session.actions()
    session.travel("undo", [last.id, middle.id], "2 actions")
    (event,) = session.wait(10)
    assert isinstance(event, Undone)
    assert event.title == "2 actions"
    assert names(session) == ["Churn"]
    assert [entry.undone for entry in session.actions()] == [True, True, False]
    session.redo()
    session.wait(10)
    assert names(session) == ["Churn", "Basket size"]
    session.undo()
    session.wait(10)
    session.travel("redo", [middle.id, last.id], "2 actions")
    (event,) = session.wait(10)
    assert isinstance(event, Redone)
    assert names(session) == ["Churn", "Basket size", "Uptime"]


def test_one_action_in_the_middle_can_be_taken_back_alone(session: Session) -> None:
    session.travel("undo", [by_title(session, "Basket").id], "it")
    session.wait(10)
    assert names(session) == ["Churn", "Uptime"]


def test_when_one_cannot_be_undone_nothing_is_and_a_sentence_says_why(session: Session) -> None:
    row = session.plan.kpis[0].id
    first = by_title(session, "Churn")
    session.apply(edits.change(session.plan, row, name="Churn rate"))
    session.wait(10)
    session.travel("undo", [by_title(session, "Uptime").id, first.id], "2 actions")
    (event,) = session.wait(10)
    assert isinstance(event, NothingToUndo)
    assert "add the KPI “Churn”" in event.why
    assert event.why.endswith("has changed since. Nothing was changed.")
    assert names(session) == ["Churn rate", "Basket size", "Uptime"]
    assert not any(entry.undone for entry in session.actions())


def test_what_another_window_undid_meanwhile_is_said(session: Session) -> None:
    last = session.actions()[0]
    session.undo()
    session.wait(10)
    session.travel("undo", [last.id], "it")
    (event,) = session.wait(10)
    assert isinstance(event, NothingToUndo)
    assert "another window was faster" in event.why


def test_several_of_a_kind_have_changed_since(session: Session) -> None:
    row, *others = (kpi.id for kpi in session.plan.kpis)
    for drivers in ((others[0],), tuple(others)):
        session.apply(edits.change(session.plan, row, drivers=drivers))
        session.wait(10)
    session.travel("undo", [session.actions()[1].id], "it")
    (event,) = session.wait(10)
    assert isinstance(event, NothingToUndo)
    assert "the drivers of the KPI “Churn” have changed since." in event.why
