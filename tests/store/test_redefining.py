"""When a KPI got another meaning, as the journal of its file tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrtui.plan.changes import Edit, Insert
from okrtui.plan.edits import add, change, delete
from okrtui.plan.entities import Kpi
from okrtui.session import Session

DAYS = [date(2026, 1, 5), date(2026, 2, 6), date(2028, 2, 29)]


class Clock:
    """A day that a test moves on."""

    day = DAYS[0]

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Session:
    """An open session on a plan with one KPI that has a name and nothing else."""
    session = Session(tmp_path / "plan.db", today=clock, state_dir=tmp_path / "state").open()
    session.apply(Edit("add", (Insert(Kpi("kpi-1", name="Churn")),)))
    session.wait()
    return session


def redefine(session: Session, **values: str | None) -> None:
    session.apply(change(session.plan, "kpi-1", **values))
    session.wait()


def test_each_day_with_a_new_meaning_is_told_once(session: Session, clock: Clock) -> None:
    redefine(session, name="Churn of buyers")
    redefine(session, name="Churn of members")
    clock.day = DAYS[1]
    redefine(session, source="the shop", unit="%")
    redefine(session, source="the bank")
    clock.day = DAYS[2]
    redefine(session, unit="buyers", direction="down")
    assert session.redefined() == {"kpi-1": DAYS}
    session.close()


def test_filling_a_blank_and_what_is_no_part_of_the_meaning_is_told_never(session: Session) -> None:
    redefine(session, unit="%", direction="down", source="the shop")
    redefine(session, owner="Ana", action="Ask ten who left")
    redefine(session, owner="Bo", action="Ask twenty")
    session.apply(add(session.plan, Kpi, name="Basket size"))
    session.wait()
    assert session.redefined() == {}
    session.close()


def test_what_was_undone_has_not_happened_until_it_is_done_again(session: Session) -> None:
    redefine(session, name="Churn of buyers")
    session.undo()
    session.wait()
    assert session.redefined() == {}
    session.redo()
    session.wait()
    assert session.redefined() == {"kpi-1": [DAYS[0]]}
    session.close()


def test_a_kpi_that_is_gone_is_not_told_of(session: Session) -> None:
    redefine(session, name="Churn of buyers")
    session.apply(delete(session.plan, "kpi-1"))
    session.wait()
    assert session.redefined() == {}
    session.close()


def test_a_new_file_has_no_history_and_one_opened_for_reading_tells_all(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "new.db"
    fresh = Session(path, today=clock, state_dir=tmp_path / "state").open()
    assert fresh.redefined() == {}
    fresh.apply(Edit("add", (Insert(Kpi("kpi-1", name="Churn")),)))
    fresh.wait()
    redefine(fresh, name="Churn of buyers")
    fresh.close()
    reader = Session(path, today=clock, readonly=True).open()
    assert reader.redefined() == {"kpi-1": [DAYS[0]]}
    reader.close()
