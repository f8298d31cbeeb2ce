"""Whether a plan file is whole: SQLite's own checks, and a journal that tells exactly how its rows came about."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from okrtui.plan.changes import Edit
from okrtui.plan.entities import Entity
from okrtui.store import journal
from okrtui.store.replay import beginning, play
from tests.tui.driving import stored

Rows = dict[tuple[str, str], Entity]


def check(path: Path) -> int:
    """Assert that a plan file is whole; how many actions its journal has.

    The rows must be those that the journal leads to when it is played from an empty plan, with every change fitting;
    each undo and redo must be the exact inverse of what it is about; ``undone`` must agree with them.
    """
    rows: Rows = {(row.TABLE, row.id): row for row in stored(path).rows()}  # rolls back what a killed program left
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert db.execute("pragma foreign_key_check").fetchall() == []
        assert db.execute("select count(*) from changes where action not in (select id from actions)").fetchone() == (
            0,
        )
        return _check_journal(db, rows)


def _check_journal(db: sqlite3.Connection, rows: Rows) -> int:
    actions = db.execute("select id, kind, of, undone from actions order by id").fetchall()
    assert [number for number, *_ in actions] == list(range(1, len(actions) + 1)), "a number is missing"
    state, standing = beginning(), dict[int, bool]()
    for number, kind, of, _ in actions:
        changes = journal.changes_of(db, number)
        assert changes, f"action {number} has no changes"
        assert play(state, changes) == changes, f"action {number} does not fit to what was there"
        if kind == "edit":
            standing[number] = True
            continue
        assert standing[of] == (kind == "undo"), f"action {number} ({kind} of {of}) cannot have been"
        about = Edit("", journal.changes_of(db, of))
        assert changes == (about.inverse() if kind == "undo" else about).changes, (
            f"action {number} is no {kind} of {of}"
        )
        standing[of] = kind == "redo"
    for number, kind, _, undone in actions:
        if kind == "edit":
            assert bool(undone) == (not standing[number]), f"action {number} is marked wrongly"
    assert state == rows, f"the journal leads to other rows: {_difference(state, rows)}"
    return len(actions)


def _difference(state: Rows, rows: Rows) -> str:
    keys = [key for key in sorted({*state, *rows}) if state.get(key) != rows.get(key)]
    return "; ".join(f"{key}: {state.get(key)} and {rows.get(key)}" for key in keys[:3])


def in_journal(path: Path, text: str) -> bool:
    """Whether some change of the journal wrote a text."""
    with closing(sqlite3.connect(path)) as db:
        return bool(db.execute("select 1 from changes where instr(new, ?) limit 1", (text,)).fetchone())


def drafts(path: Path) -> dict[str, str]:
    """The texts that are kept as drafts, by their keys."""
    with closing(sqlite3.connect(path)) as db:
        return dict(db.execute('select "key", "text" from drafts').fetchall())
