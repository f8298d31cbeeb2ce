"""The journal: every action with its changes, in the order in which they happened to the file.

Undo and redo are actions themselves, of kind ``undo`` and ``redo``, so that whoever reads on from the last action
seen gets to know everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from okrtui.plan.changes import Change, Insert, Remove, Set
from okrtui.store.encoding import change_from_json, row_json, value_json
from okrtui.store.events import Entry
from okrtui.store.layout import check_text
from okrtui.store.origin import Origin


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the journal; ``of`` is the edit that an undo or redo is about."""

    id: int
    kind: str
    title: str
    item: str
    of: int | None = None


def last(db: Connection) -> int:
    """The number of the newest action, 0 when there is none."""
    return int(db.execute("select coalesce(max(id), 0) from actions").fetchone()[0])


def mark(db: Connection, action: int) -> tuple[str, str] | None:
    """What tells an action from another one of the same number in another file; None when it is not there."""
    found = db.execute('select "at", "window" from actions where id = ?', (action,)).fetchone()
    return tuple(found) if found else None


def record(
    db: Connection,
    origin: Origin,
    title: str,
    item: str,
    changes: Sequence[Change],
    *,
    kind: str = "edit",
    of: int | None = None,
) -> int:
    """Write an action down, within the transaction that made its changes; its number."""
    check_text(title)
    cursor = db.execute(
        'insert into actions ("at", who, "window", kind, of, title, item) values (?, ?, ?, ?, ?, ?, ?)',
        (origin.at, origin.who, origin.window, kind, of, title, item),
    )
    number = int(cursor.lastrowid or 0)
    for seq, change in enumerate(changes):
        db.execute("insert into changes values (?, ?, ?, ?, ?, ?, ?)", (number, seq, *encoded(change)))
    if kind != "edit":
        db.execute("update actions set undone = ? where id = ?", (kind == "undo", of))
    return number


def changes_of(db: Connection, action: int) -> tuple[Change, ...]:
    """The changes of an action, in order."""
    found = db.execute('select "table", "row", field, old, new from changes where action = ? order by seq', (action,))
    return tuple(change_from_json(*row) for row in found)


def since(db: Connection, seen: int) -> list[Action]:
    """The actions after a number, oldest first."""
    found = db.execute("select id, kind, title, item, of from actions where id > ? order by id", (seen,))
    return [Action(*row) for row in found]


def to_undo(db: Connection, window: str) -> Action | None:
    """The edit that undo takes back: the window's last one, else the file's last one."""
    return _edit(db, 'undone = 0 and "window" = ?', window) or _edit(db, "undone = 0")


def to_redo(db: Connection, window: str) -> Action | None:
    """The edit that redo does again: what the window has undone last, else what was undone last in the file.

    Any edit since then drops it: one of this window, or (for what another window undid) of the file.
    """
    mine = _undone(db, 'and u."window" = ?', window)
    if mine and not _edited_since(db, mine.of, 'and "window" = ?', window):
        return _edit(db, "id = ?", mine.id)
    other = _undone(db, "")
    if other and not _edited_since(db, other.of, ""):
        return _edit(db, "id = ?", other.id)
    return None


def action(db: Connection, number: int, *, undone: bool) -> Action | None:
    """The edit of this number, if it stands (or, ``undone``, was taken back)."""
    return _edit(db, "id = ? and undone = ?", number, int(undone))


def entries(db: Connection, window: str, *, item: str = "", most: int = 2000) -> list[Entry]:
    """The last edits of the file, the latest first; of those that touched an item, if one is given."""
    about = ""
    values: list[Any] = [window]
    if item:
        about = 'and (item = ? or exists (select 1 from changes c where c.action = actions.id and c."row" = ?))'
        values += [item, item]
    found = db.execute(
        'select id, "at", who, title, item, undone, "window" = ? from actions '
        f"where kind = 'edit' {about} order by id desc limit ?",
        [*values, most],
    ).fetchall()
    return [Entry(row[0], row[1], row[2], row[3], row[4], bool(row[5]), bool(row[6])) for row in found]


def _edit(db: Connection, where: str, *values: Any) -> Action | None:
    found = db.execute(
        f"select id, kind, title, item, of from actions where kind = 'edit' and {where} order by id desc limit 1",
        values,
    ).fetchone()
    return Action(*found) if found else None


def _undone(db: Connection, where: str, *values: Any) -> Action | None:
    """The edit that was undone last and still is; its ``of`` is the number of that undo."""
    found = db.execute(
        "select e.id, e.kind, e.title, e.item, u.id from actions u join actions e on e.id = u.of "
        f"where u.kind = 'undo' and e.undone = 1 {where} order by u.id desc limit 1",
        values,
    ).fetchone()
    return Action(*found) if found else None


def _edited_since(db: Connection, action: int | None, where: str, *values: Any) -> bool:
    found = db.execute(f"select 1 from actions where kind = 'edit' and id > ? {where} limit 1", (action, *values))
    return found.fetchone() is not None


def encoded(change: Change) -> tuple[str, str, str, str | None, str | None]:
    """The columns in which a change is kept: table, row, field, old, new."""
    match change:
        case Insert(entity):
            return change.table, change.row, "", None, row_json(entity)
        case Remove(entity):
            return change.table, change.row, "", row_json(entity), None
        case Set(table, row, field, old, new):
            return table, row, field, value_json(table, field, old), value_json(table, field, new)
