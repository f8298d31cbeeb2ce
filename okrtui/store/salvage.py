"""All rows that a file still gives, table by table: by SQLite from a sound file, page by page from a damaged one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from okrtui.plan.entities import ENTITIES, ROOT, Root
from okrtui.plan.ids import is_id
from okrtui.store.layout import LAYOUTS, quote
from okrtui.store.pages import BROKEN_TEXT, Pages, Tree
from okrtui.store.shapes import WANTED, Shape, present_shapes, shape_from, table_of

Row = dict[str, Any]


@dataclass(slots=True)
class Found:
    """The rows of a file, by table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in WANTED})
    strays: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in WANTED})
    """Rows from pages that no table leads to any more: of this plan, or left over from what was deleted."""
    whole: set[str] = field(default_factory=set)
    """Tables of which nothing is missing."""
    last_action: int = 0
    """The highest number that the journal has ever given to an action, where the file says it."""
    pages: int = 0
    unread_pages: int = 0
    """How many of the pages cannot be read; 0 where SQLite reads the file."""

    @property
    def any(self) -> bool:
        """Whether there is anything of a plan at all: databases of other programs may have tables of such names."""
        root = any(row["id"] == ROOT for row in self.rows[Root.TABLE])
        return root or bool(self.rows["changes"]) or any(self.strays.values()) or self._named

    @property
    def _named(self) -> bool:
        """Whether some row has an id that no other program would give it."""
        kinds = ((kind, self.rows[kind.TABLE]) for kind in ENTITIES if kind.PREFIX)
        return any(isinstance(row["id"], str) and is_id(row["id"], kind) for kind, rows in kinds for row in rows)


def from_database(db: sqlite3.Connection) -> Found:
    """The rows of a file that SQLite finds sound; of a table that is not there, none. Raises `sqlite3.Error`."""
    db.text_factory = lambda raw: raw.decode(errors=BROKEN_TEXT)
    shapes = present_shapes()
    found = Found()
    there = {name for (name,) in db.execute("select name from sqlite_schema where type = 'table'")}
    for table, shape in shapes.items():
        if table not in there:
            continue
        columns = {str(column[1]) for column in db.execute(f"pragma table_info({quote(table)})")}
        if not {"id", "owner", "action", "window"} & columns:
            continue
        names = [name for name in shape.names if name in columns]
        for values in db.execute(f"select {', '.join(map(quote, names))} from {quote(table)}"):
            found.rows[table].append(_readable(table, dict(zip(names, values, strict=True))))
        if len(names) == len(shape.names):
            found.whole.add(table)
    if "sqlite_sequence" in there:
        (found.last_action,) = db.execute(
            "select coalesce(max(seq), 0) from sqlite_sequence where name = 'actions'"
        ).fetchone()
    return found


def _readable(table: str, row: Row) -> Row:
    """A row without broken text where it would do harm: in ids, links and the journal."""
    for name, value in row.items():
        if isinstance(value, str) and (table not in LAYOUTS or name == "id"):
            row[name] = mended_text(value)
    return row


def mended_text(text: str) -> str:
    """A text with a sign in place of each byte that is none."""
    return text.encode(errors=BROKEN_TEXT).decode(errors="replace")


def from_pages(content: bytes) -> Found:
    """The rows that the pages of a damaged file give; never raises for what it holds."""
    pages = Pages(content)
    shapes = present_shapes()
    found = Found()
    for table, shape, tree in _trees(pages, shapes, found):
        good = [record for record in tree.records if shape.fits(record.values)]
        found.rows[table] += [_readable(table, shape.name(record.values, record.rowid)) for record in good]
        if tree.whole and len(good) == len(tree.records):
            found.whole.add(table)
    free = pages.free()
    found.pages, found.unread_pages = pages.extent(free)
    for of_table, record in pages.strays(free):
        table = table_of(shapes, record.values, rowid=of_table)
        if table and table not in found.whole:
            found.strays[table].append(_readable(table, shapes[table].name(record.values, record.rowid)))
    return found


def _trees(pages: Pages, shapes: dict[str, Shape], into: Found) -> Iterable[tuple[str, Shape, Tree]]:
    """Walk all tables and indexes that the file lists; those that make a plan are returned."""
    listed = pages.walk(1, table=True)
    found: list[tuple[str, Shape, Tree]] = []
    for record in listed.records:
        if len(record.values) != 5:
            continue
        kind, name, _, root, sql = record.values
        if not isinstance(root, int) or root < 2:
            continue
        if kind == "table" and name in shapes:
            shape = shape_from(str(sql), str(name)) or shapes[str(name)]
            found.append((str(name), _present(shape, shapes[str(name)]), pages.walk(root, table=shape.rowid)))
        else:
            without_rowid = "without rowid" in str(sql).lower()
            tree = pages.walk(root, table=kind == "table" and not without_rowid)
            if name == "sqlite_sequence":
                numbers = [row.values[1] for row in tree.records if row.values[:1] == ("actions",)]
                into.last_action = max((n for n in numbers if isinstance(n, int)), default=0)
    return found


def _present(own: Shape, present: Shape) -> Shape:
    """The file's own shape of a table when it says more than the present format has, or says it in another order."""
    return own if set(own.names) <= set(present.names) else present
