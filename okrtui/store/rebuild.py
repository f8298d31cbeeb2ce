"""A new plan file from a plan that was put together again; its journal leads to its rows."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from okrtui.plan.changes import Insert
from okrtui.plan.entities import ENTITIES
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.store import journal as writing
from okrtui.store import rows
from okrtui.store.errors import SQLITE_ERRORS, Damaged, explain, explain_os
from okrtui.store.layout import APPLICATION_ID, FORMAT
from okrtui.store.memory import difference
from okrtui.store.mending import Mended
from okrtui.store.newfile import make_tables
from okrtui.store.origin import Origin
from okrtui.store.reader import connect
from okrtui.store.replay import EDIT, REDO, REPAIR, UNDO, Entry, beginning, play
from okrtui.store.salvage import Row

TITLE = "repair the file"
"""What the journal calls a repair."""


def write_file(target: Path, mended: Mended, origin: Origin) -> None:
    """Make a plan file that is private to the user. Raises `StoreError`."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(connect(target, "rw", 5.0)) as db:
            db.execute("pragma foreign_keys = on")
            db.execute("begin immediate")
            make_tables(db)
            db.execute(f"pragma application_id = {APPLICATION_ID}")
            db.execute(f"pragma user_version = {FORMAT}")
            db.execute('delete from "plan"')
            for kind in ENTITIES:
                for (table, _), entity in mended.rows.items():
                    if table == kind.TABLE:
                        rows.write(db, Insert(entity))
            _write_journal(db, mended, origin)
            _write_drafts(db, mended.drafts)
            db.execute("commit")
            (said,) = db.execute("pragma integrity_check(1)").fetchone()
    except SQLITE_ERRORS as error:
        raise explain(error, target) from error
    except OSError as error:
        raise explain_os(error, target) from error
    if said != "ok":
        raise Damaged(target, str(said))


def _write_journal(db: sqlite3.Connection, mended: Mended, origin: Origin) -> None:
    """The actions as far as they are known, and one more that leads from there to what the plan holds now."""
    state = beginning()
    known = mended.journal.entries
    kept = {number: replace(entry, changes=play(state, entry.changes)) for number, entry in sorted(known.items())}
    lossy = mended.journal.holes | {n for n, entry in kept.items() if len(entry.changes) < len(known[n].changes)}
    for number, entry in kept.items():
        # an action of which something is missing cannot be undone as a whole any more
        _write_entry(db, number, replace(entry, kind=REPAIR) if number in lossy else entry, kept)
    changes = difference(Plan(state.values()), mended.rows.values())
    if changes or lossy:
        writing.record(db, origin, TITLE, "", changes, kind=REPAIR)


def _write_entry(db: sqlite3.Connection, number: int, entry: Entry, kept: dict[int, Entry]) -> None:
    kind, of = entry.kind, entry.of
    if (kind in (UNDO, REDO) and (of not in kept or of >= number)) or kind not in (EDIT, UNDO, REDO):
        kind, of = REPAIR, None
    db.execute(
        'insert into actions (id, "at", who, "window", kind, of, title, item, undone) '
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            entry.at or _at_before(number, kept),
            entry.who,
            entry.window,
            kind,
            of if kind in (UNDO, REDO) else None,
            entry.title,
            entry.item,
            entry.undone,
        ),
    )
    for seq, change in enumerate(entry.changes):
        try:
            db.execute("insert into changes values (?, ?, ?, ?, ?, ?, ?)", (number, seq, *writing.encoded(change)))
        except PlanError:
            continue


def _at_before(number: int, kept: dict[int, Entry]) -> str:
    """When an action was made whose time is lost: as the one before it, or else the one after it."""
    before = [entry.at for n, entry in kept.items() if n < number and entry.at]
    after = [entry.at for n, entry in kept.items() if n > number and entry.at]
    return (before[-1:] or after[:1] or ["1970-01-01T00:00:00"])[0]


def _write_drafts(db: sqlite3.Connection, drafts: Iterable[Row]) -> None:
    for row in drafts:
        db.execute(
            "insert or replace into drafts values (?, ?, ?, ?)", (row["window"], row["key"], row["text"], row["at"])
        )
