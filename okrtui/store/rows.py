"""Changes written to the tables, each only where the file still holds what the change replaces."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any, cast

from okrtui.plan.changes import Change, Insert, Remove, Set
from okrtui.plan.entities import Entity, Kpi
from okrtui.plan.errors import Conflict, PlanError
from okrtui.plan.fields import Value, restore
from okrtui.store.layout import HISTORY_OF, LAYOUTS, Layout, Link, column_value, column_values, quote, spec_of
from okrtui.store.reader import read_links


def write(db: Connection, change: Change) -> None:
    """Write one change within the transaction that is open.

    Raises `Conflict` when its place holds something else by now, and `PlanError` for a value that no file can hold.
    """
    match change:
        case Insert(entity):
            _insert(db, entity)
        case Remove(entity):
            _remove(db, entity)
        case Set():
            _set(db, change)


def read_row(db: Connection, table: str, row: str) -> Entity | None:
    """A row as the file holds it, or None."""
    layout = LAYOUTS[table]
    found = db.execute(f"{layout.select} where id = ?", (row,)).fetchone()
    if found is None:
        return None
    links = read_links(db, layout, row).get(row, {}) if layout.links else {}
    return layout.maker()(found, links)


def _insert(db: Connection, entity: Entity) -> None:
    layout = LAYOUTS[entity.TABLE]
    values = column_values(entity)
    places = ", ".join("?" * len(values))
    inserted = db.execute(
        f"insert into {quote(layout.table)} ({layout.names()}) values ({places}) on conflict (id) do nothing", values
    )
    if inserted.rowcount != 1:
        raise Conflict(layout.table, entity.id, "", None, read_row(db, layout.table, entity.id), entity)
    for link in layout.links:
        _insert_links(db, link, entity.id, getattr(entity, link.spec.name))


def _insert_links(db: Connection, link: Link, owner: str, targets: tuple[str, ...]) -> None:
    for position, target in enumerate(targets):
        db.execute(f"insert into {link.table} (owner, position, target) values (?, ?, ?)", (owner, position, target))


def _remove(db: Connection, entity: Entity) -> None:
    layout = LAYOUTS[entity.TABLE]
    found = read_row(db, layout.table, entity.id)
    if found != entity:
        raise Conflict(layout.table, entity.id, "", entity, found, None)
    for link in layout.links:
        db.execute(f"delete from {link.table} where owner = ?", (entity.id,))
    db.execute(f"delete from {quote(layout.table)} where id = ?", (entity.id,))


def _set(db: Connection, change: Set) -> None:
    layout = LAYOUTS[change.table]
    spec = spec_of(change.table, change.field)
    link = next((link for link in layout.links if link.spec is spec), None)
    found = _held(db, layout, link, change)
    if found is _GONE or found != change.old:
        held = None if found is _GONE else found
        raise Conflict(change.table, change.row, change.field, change.old, held, change.new)
    if link:
        db.execute(f"delete from {link.table} where owner = ?", (change.row,))
        _insert_links(db, link, change.row, cast("tuple[str, ...]", change.new))
    else:
        db.execute(
            f"update {quote(layout.table)} set {quote(spec.name)} = ? where id = ?",
            (column_value(spec, change.new), change.row),
        )


_GONE: Any = object()


def _held(db: Connection, layout: Layout, link: Link | None, change: Set) -> Value:
    """What a field holds in the file, or `_GONE` when its row is not there."""
    column = "id" if link else quote(change.field)
    row = db.execute(f"select {column} from {quote(layout.table)} where id = ?", (change.row,)).fetchone()
    if row is None:
        return cast("Value", _GONE)
    if link:
        return read_links(db, layout, change.row).get(change.row, {}).get(change.field, ())
    return restore(spec_of(change.table, change.field), row[0])


def unread_history(db: Connection, changes: tuple[Change, ...]) -> list[Change]:
    """Removals for the older values of items that the changes remove, which no window need have read.

    Older means before the first value that the changes remove themselves: a later one is news, not history.
    """
    known: dict[tuple[str, str], list[Entity]] = {}
    for change in changes:
        if isinstance(change, Remove) and change.table in _HISTORY_TABLES:
            item = str(getattr(change.entity, LAYOUTS[change.table].parent))
            known.setdefault((change.table, item), []).append(change.entity)
    more: list[Change] = []
    for change in changes:
        layout = HISTORY_OF.get(change.table) if isinstance(change, Remove) else None
        values = known.get((layout.table, change.row)) if layout else None
        if layout and values:
            at = spec_of(layout.table, "at")
            first = min(str(column_value(at, getattr(value, at.name))) for value in values)
            older = db.execute(f'{layout.select} where {quote(layout.parent)} = ? and "at" < ?', (change.row, first))
            make = layout.maker()
            gone = {value.id for value in values}
            more += [Remove(make(row, {})) for row in older.fetchall() if row[0] not in gone]
    return more


_HISTORY_TABLES = {layout.table for layout in HISTORY_OF.values()}


def check_drivers(db: Connection, changes: tuple[Change, ...]) -> None:
    """Raise `PlanError` when KPIs cause themselves now, as two windows can bring about together."""
    for change in changes:
        if (
            change.table != Kpi.TABLE
            or isinstance(change, Remove)
            or (isinstance(change, Set) and change.field != "drivers")
        ):
            continue
        found = db.execute(
            "with recursive cause (id) as (select target from kpis_drivers where owner = :row union "
            "select target from kpis_drivers join cause on owner = cause.id) "
            "select name from cause join kpis using (id) where id = :row",
            {"row": change.row},
        ).fetchone()
        if found:
            raise PlanError(f"“{found[0]}” would be among its own causes: drivers cannot go in a circle.")
