"""Reading a plan file with the standard library alone, so that the first screen need not wait for more."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from okrtui.plan.changes import Change
from okrtui.plan.entities import Entity
from okrtui.store.errors import (
    SQLITE_ERRORS,
    WAIT,
    Damaged,
    MissingPlan,
    NewerFormat,
    NotAPlan,
    Unreadable,
    explain,
    explain_os,
)
from okrtui.store.layout import APPLICATION_ID, FORMAT, HISTORIES, LAYOUTS, Layout

LATEST = 12
"""How many values of each history are read at the start."""


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reading, in one transaction so that what is read belongs together.

    Raises `StoreError` for whatever is wrong. Where the file takes writing it is opened for it, so that SQLite can
    roll back what a killed program left half-written; nothing else is ever written.
    """
    try:
        with closing(connect(path, "rw" if can_write(path) else "ro", WAIT)) as db:
            db.execute("begin")
            yield db
    except SQLITE_ERRORS as error:
        raise explain(error, path) from error


def can_write(path: Path) -> bool:
    """Whether a file and its folder seem to take writing; only trying tells for sure."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def connect(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    """Open an existing file; ``mode`` is ``ro`` or ``rw``, ``wait`` the seconds that a statement waits for others."""
    return sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=wait)


def inspect(path: Path, db: sqlite3.Connection) -> int:
    """The format of the file, 0 when there is nothing in it yet.

    Raises `NotAPlan` or `NewerFormat` when it is not ours to read.
    """
    mark = _pragma(db, "application_id")
    found = _pragma(db, "user_version")
    if mark != APPLICATION_ID:
        if mark == 0 and db.execute("select count(*) from sqlite_schema").fetchone()[0] == 0:
            return 0
        raise NotAPlan(path, f"{path} is an SQLite database, but not an okrtui plan. It was left as it is.")
    if found > FORMAT:
        raise NewerFormat(path, found, FORMAT)
    return found


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"pragma {name}").fetchone()[0])


def is_there(path: Path) -> bool:
    """Whether there is something at a path. Raises `Unreadable` or `ReadOnly` when the system does not say."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise explain_os(error, path) from error
    return True


def check_file(path: Path) -> None:
    """Raise the fitting `StoreError` when a path is no file that can be read."""
    if not is_there(path):
        raise MissingPlan(path)
    if path.is_dir():
        raise NotAPlan(path, f"{path} is a folder, not an okrtui plan.")
    if not path.is_file():
        raise NotAPlan(path, f"{path} is not a regular file, so it is no okrtui plan.")
    if not os.access(path, os.R_OK):
        raise Unreadable(path, "permission denied")


def read_rows(path: Path, db: sqlite3.Connection, partial: set[str] | None = None) -> list[Entity]:
    """All rows of the plan.

    With ``partial``, histories end with their latest values, and the ids of items that have more are put into it.
    """
    rows: list[Entity] = []
    for layout in LAYOUTS.values():
        if partial is not None and layout.entity in HISTORIES:
            rows += _latest(path, db, layout, partial)
        else:
            rows += _entities(path, db, layout, db.execute(layout.select))
    return rows


def read_history(path: Path, db: sqlite3.Connection, row: str = "") -> list[Entity]:
    """The whole history of one item, or of all."""
    rows: list[Entity] = []
    for entity in HISTORIES:
        layout = LAYOUTS[entity.TABLE]
        where = f' where "{layout.parent}" = ?' if row else ""
        rows += _entities(path, db, layout, db.execute(layout.select + where, (row,) if row else ()))
    return rows


def read_history_from(path: Path, db: sqlite3.Connection, row: str, day: date) -> list[Entity]:
    """The history of one item from its last number of a day or before on; all of it when there was none by then."""
    rows: list[Entity] = []
    for entity in HISTORIES:
        layout = LAYOUTS[entity.TABLE]
        own = f'"{layout.parent}" = ?'
        # the text of a moment sorts by time, and below that of the next day as long as it is of this one
        before = f'select max("at") from {layout.table} where {own} and "at" < ? and value is not null'
        found = db.execute(
            f"{layout.select} where {own} and \"at\" >= coalesce(({before}), '')",
            (row, row, str(day + timedelta(days=1))),
        )
        rows += _entities(path, db, layout, found)
    return rows


def counted(until: int | None = None) -> str:
    """Which actions ``a`` of the journal have happened, as an SQL condition: edits that are not undone.

    With ``until``, as it was after the action of that number: what was undone later counts.
    """
    if until is None:
        return "a.kind = 'edit' and a.undone = 0"
    undone = f"select u.kind from actions u where u.of = a.id and u.id <= {until:d} order by u.id desc limit 1"
    return f"a.kind = 'edit' and a.id <= {until:d} and coalesce(({undone}), '') <> 'undo'"


def read_changes_after(db: sqlite3.Connection, row: str, until: int | None = None) -> list[Change]:
    """What the journal holds after the last action that touched a row, undone ones left out; oldest first.

    Values (check-ins and measurements) are left out too: there may be thousands. ``until``: see `counted`.
    """
    from okrtui.store.encoding import change_from_json  # brings json, which the first screen does without

    (last,) = db.execute(
        'select max(action) from changes where "row" = ? and action <= coalesce(?, action)', (row, until)
    ).fetchone()
    if last is None:
        return []
    found = db.execute(
        'select c."table", c."row", c.field, c.old, c.new from actions a join changes c on c.action = a.id '
        f'where a.id > ? and {counted(until)} and c."table" not in (?, ?) order by a.id, c.seq',
        (last, *(entity.TABLE for entity in HISTORIES)),
    )
    return [change_from_json(*one) for one in found]


def read_value_changes(db: sqlite3.Connection, owner: str, until: int | None = None) -> list[tuple[date, Change]]:
    """What the journal holds of corrected and deleted values of an item, each with its day; oldest first.

    ``until``: see `counted`.
    """
    from okrtui.store.encoding import change_from_json

    found = db.execute(
        'select a."at", c."table", c."row", c.field, c.old, c.new from changes c join actions a on a.id = c.action '
        'where c."row" > ? and c."row" < ? and (c.field <> \'\' or c.new is null) '
        f"and {counted(until)} order by a.id, c.seq",
        (f"{owner}@", f"{owner}A"),  # ids of values are "owner@moment", and A follows @
    )
    return [(datetime.fromisoformat(at).date(), change_from_json(*one)) for at, *one in found]


def _latest(path: Path, db: sqlite3.Connection, layout: Layout, partial: set[str]) -> list[Entity]:
    """The last values of each item, found by the index on (item, at); one more is asked for, to see if there are."""
    owner = next(spec.table for spec in layout.columns if spec.kind == "parent")
    found = db.execute(
        f"select {layout.names('h')} from {owner} o join {layout.table} h on h.rowid in "
        f'(select rowid from {layout.table} where "{layout.parent}" = o.id order by "at" desc limit {LATEST + 1}) '
        f'order by o.rowid, h."at" desc'
    )
    parent = 1 + next(n for n, spec in enumerate(layout.columns) if spec.kind == "parent")
    kept: list[Any] = []
    item, count = "", 0
    for row in found:
        count = count + 1 if row[parent] == item else 1
        item = row[parent]
        if count <= LATEST:
            kept.append(row)
        else:
            partial.add(item)
    return _entities(path, db, layout, kept)


def _entities(path: Path, db: sqlite3.Connection, layout: Layout, found: Iterable[Any]) -> list[Entity]:
    links = read_links(db, layout) if layout.links else {}
    make = layout.maker()
    try:
        rows = iter(found)
        first = next(rows, None)
        if first is None:
            return []
        _check_types(layout, first)
        made = [make(first, links.get(first[0], {})), *(make(row, links.get(row[0], {})) for row in rows)]
        if not all(isinstance(row.id, str) for row in made):
            raise TypeError("a row in it has no id")
        return made
    except (ValueError, TypeError) as error:
        raise Damaged(path, f"table {layout.table}: {error}") from error


def _check_types(layout: Layout, row: Sequence[Any]) -> None:
    """Raise `TypeError` when a row is not of its table: a damaged file can lead to the rows of another one.

    Then every row is wrong, so that one of each table is enough to look at.
    """
    if not isinstance(row[0], str):
        raise TypeError("these are not its rows")
    for spec, value in zip(layout.columns, row[1:], strict=True):
        expected = _IN_COLUMN.get(spec.kind, str)
        if not isinstance(value, expected) and (value is not None or spec.kind in ("text", "position", "parent")):
            raise TypeError("these are not its rows")


_IN_COLUMN: dict[str, type] = {"number": float, "position": float, "flag": int}
"""What columns hold that are not text."""


def read_links(db: sqlite3.Connection, layout: Layout, row: str = "") -> dict[str, dict[str, tuple[str, ...]]]:
    """The lists of links of a table's rows (or of one row): by row, then by field."""
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for link in layout.links:
        where = " where owner = ?" if row else ""
        found = db.execute(
            f"select owner, target from {link.table}{where} order by owner, position", (row,) if row else ()
        )
        for owner, target in found:
            fields = lists.setdefault(owner, {})
            fields[link.spec.name] = (*fields.get(link.spec.name, ()), target)
    return lists
