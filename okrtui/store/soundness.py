"""What SQLite itself says of a plan file that it can open."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from okrtui.store.layout import APPLICATION_ID, quote
from okrtui.store.shapes import present_shapes

_ASKED = 10


@dataclass(slots=True)
class Soundness:
    """What was found: with ``opened`` False nothing could be asked."""

    opened: bool = False
    ours: bool = False
    """Whether the file is marked as a plan."""
    format: int = 0
    broken: list[str] = field(default_factory=list)
    """What the check of the database says, a line for each page or index that is not as it should be."""
    dangling: int = 0
    """Links to rows that are not there."""
    missing: list[tuple[str, str]] = field(default_factory=list)
    """Tables (the column empty) and columns that the present format has and the file has not."""


def look(db: sqlite3.Connection) -> Soundness:
    """Ask SQLite about a file. Raises `sqlite3.Error` when it cannot even be asked."""
    found = Soundness()
    found.ours = db.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
    found.format = int(db.execute("pragma user_version").fetchone()[0])
    found.opened = True
    said = [str(line) for (line,) in db.execute(f"pragma integrity_check({_ASKED})")]
    found.broken = [" ".join(line.split()).removeprefix("*** in database main *** ") for line in said if line != "ok"]
    if found.broken:
        return found
    found.dangling = len(db.execute("pragma foreign_key_check").fetchall())
    for table, shape in present_shapes().items():
        columns = {str(row[1]) for row in db.execute(f"pragma table_info({quote(table)})")}
        if not columns:
            found.missing.append((table, ""))
        found.missing += [(table, name) for name in shape.names if columns and name not in columns]
    return found
