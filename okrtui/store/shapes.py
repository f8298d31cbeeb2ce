"""What the rows of each table look like, to tell from a row alone which table it is of, and whether it can be one.

Needed for damaged files only, in which the way from a table to its rows, or the row itself, may be broken.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from okrtui.plan.entities import BY_TABLE, ROOT, CheckIn, Dismissal, Measurement, Root, Target
from okrtui.store.layout import LAYOUTS, quote
from okrtui.store.newfile import make_tables
from okrtui.store.pages import Values

LINK_TABLES = {link.table: link for layout in LAYOUTS.values() for link in layout.links}
"""The tables of lists of links, by name."""

JOURNAL_TABLES = ("actions", "changes", "drafts")
WANTED = (*LAYOUTS, *LINK_TABLES, *JOURNAL_TABLES)
"""The tables whose rows make a plan."""

_TYPES: dict[str, tuple[type, ...]] = {"text": (str,), "real": (float, int), "integer": (int,)}
_CODE = re.compile(r"[A-Z]{2}\d{3}")


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a table, in the order in which its records hold them."""

    table: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    required: tuple[bool, ...]
    defaults: tuple[Any, ...]
    rowid: bool
    """Whether the table numbers its rows (a without rowid table is kept as an index is)."""

    def fits(self, values: Values) -> bool:
        """Whether a record can be a row of this table."""
        if not 1 <= len(values) <= len(self.names):
            return False
        for value, kind, required in zip(values, self.types, self.required, strict=False):
            if value is None and required:
                return False
            if value is not None and not isinstance(value, _TYPES[kind]):
                return False
        test = _TESTS.get(self.table)
        named = dict(zip(self.names, values, strict=False))
        try:
            return test(named) if test else True
        except (KeyError, ValueError, TypeError):
            return False

    def name(self, values: Values, rowid: int) -> dict[str, Any]:
        """A record by its columns; those that came later have their default."""
        filled = (*values, *self.defaults[len(values) :])
        named = dict(zip(self.names, filled, strict=True))
        for name, kind in zip(self.names, self.types, strict=True):
            if kind == "real" and named[name] is not None:  # a whole number takes less room, and is kept as one
                named[name] = float(named[name])
        if self.table == "actions":
            named["id"] = rowid
        return named


def present_shapes() -> dict[str, Shape]:
    """The shapes of the present format."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        make_tables(db)
        return {table: _shape(db, table) for table in WANTED}


def shape_from(sql: str, table: str) -> Shape | None:
    """The shape that a statement of the file itself gives a table; None when it cannot be read."""
    if not sql.lower().startswith("create table"):
        return None
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            db.execute(sql)
            return _shape(db, table)
    except (sqlite3.Error, sqlite3.Warning, KeyError, UnicodeEncodeError):
        return None


def _shape(db: sqlite3.Connection, table: str) -> Shape:
    columns = db.execute(f"pragma table_info({quote(table)})").fetchall()
    (wr,) = db.execute("select wr from pragma_table_list where name = ?", (table,)).fetchone() or (0,)
    types = tuple(str(kind).lower() for _, _, kind, *_ in columns)
    if not columns or any(kind not in _TYPES for kind in types):
        raise KeyError(table)
    rowid_alias = not wr and [c for c in columns if c[5]] and types[[c[5] for c in columns].index(1)] == "integer"
    return Shape(
        table,
        tuple(str(name) for _, name, *_ in columns),
        types,
        tuple(bool(required) and not (rowid_alias and key) for _, _, _, required, _, key in columns),
        tuple(db.execute(f"select {default or 'null'}").fetchone()[0] for _, _, _, _, default, _ in columns),
        not wr,
    )


def _prefixed(prefix: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda row: str(row["id"]).startswith(f"{prefix}-")


def _of_moment(parent: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda row: str(row["id"]).startswith(f"{row[parent]}@")


def _is_change(row: Mapping[str, Any]) -> bool:
    return row["table"] in BY_TABLE and row["action"] > 0 and row["seq"] >= 0


def _is_action(row: Mapping[str, Any]) -> bool:
    return bool(datetime.fromisoformat(row["at"])) and str(row["kind"]).isalpha() and bool(row["window"])


_TESTS: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    **{table: _prefixed(layout.entity.PREFIX) for table, layout in LAYOUTS.items() if layout.entity.PREFIX},
    Root.TABLE: lambda row: bool(row["id"] == ROOT),
    CheckIn.TABLE: _of_moment("key_result"),
    Measurement.TABLE: _of_moment("kpi"),
    Target.TABLE: lambda row: str(row["key_result"]).startswith("kr-"),
    Dismissal.TABLE: lambda row: bool(_CODE.fullmatch(row["code"])),
    **{
        name: lambda row, p=link.spec.table: str(row["target"]).startswith(f"{BY_TABLE[p].PREFIX}-")  # type: ignore[misc]
        for name, link in LINK_TABLES.items()
    },
    "changes": _is_change,
    "actions": _is_action,
    "drafts": lambda row: bool(datetime.fromisoformat(row["at"])),
}
_OWNERS = {link.table: layout.entity.PREFIX for layout in LAYOUTS.values() for link in layout.links}


def table_of(shapes: Mapping[str, Shape], values: Values, *, rowid: bool) -> str:
    """The table that a record belongs to, by itself; empty when it is of none (an entry of an index, say)."""
    found: Sequence[str] = [
        table
        for table, shape in shapes.items()
        if shape.rowid == rowid and len(values) == len(shape.names) and shape.fits(values) and _owned(table, values)
    ]
    return found[0] if found else ""


def _owned(table: str, values: Values) -> bool:
    return table not in _OWNERS or str(values[0]).startswith(f"{_OWNERS[table]}-")
