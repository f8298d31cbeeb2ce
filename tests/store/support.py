"""What the tests of the store share: a day, small edits, and a look into the file past all of our code."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from okrtui.plan.changes import Edit, Insert, Set
from okrtui.plan.entities import Cycle, Entity, Kpi, Objective
from okrtui.plan.model import Plan
from okrtui.session import Event, Session

TODAY = date(2026, 5, 4)

CYCLE = Cycle("cy-000001", 1.0, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30), "active")
OBJECTIVE = Objective("o-000001", "cy-000001", 1.0, "Become the shop people come back to")
CHURN = Kpi("kpi-000001", 1.0, "Churn", unit="%")


def today() -> date:
    """The day of all tests of the store."""
    return TODAY


def session(path: Path, **more: Any) -> Session:
    """An open session whose drafts and backups stay beside its plan."""
    return Session(path, today=today, state_dir=path.parent / "state", **more).open()


def insert(*rows: Entity, title: str = "") -> Edit:
    """An edit that adds rows."""
    return Edit(title or f"add {rows[-1].id}", tuple(Insert(row) for row in rows), rows[-1].id)


def put(row: Entity, field: str, new: Any, *, old: Any = None) -> Edit:
    """An edit that sets a field of a row, which holds what ``row`` holds unless said otherwise."""
    before = getattr(row, field) if old is None else old
    return Edit(f"set {field} to {new}", (Set(row.TABLE, row.id, field, before, new),), row.id)


def contents(plan: Plan) -> dict[tuple[str, str], Entity]:
    """All rows of a plan, to compare."""
    return {(row.TABLE, row.id): row for row in plan.rows()}


def reread(path: Path) -> dict[tuple[str, str], Entity]:
    """All rows of the file, whole histories too."""
    return contents(session(path, readonly=True).history_all())


def sql(path: Path, statement: str, *values: Any) -> list[Any]:
    """Ask, or change, the file past our code."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return db.execute(statement, values).fetchall()


def receive_all(window: Session, events: list[Event]) -> list[Event]:
    """Hand a window the events that its store thread told; they are returned, and the list is emptied."""
    got = events[:]
    events.clear()
    for event in got:
        window.receive(event)
    return got


def until(condition: Callable[[], object], seconds: float = 5.0) -> bool:
    """Whether something comes true within some seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
