"""The tables of a new plan file, put there in one go.

`schema.sql` is what all migrations come to; a test compares the two, and ``python -m tests.store.schema`` writes it
anew after a migration was added. A new file therefore needs neither the migrations nor sqlite-utils, which cost 5 MB
and a tenth of a second: older files do.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA = Path(__file__).with_name("schema.sql")
END = ";\n\n"
"""What stands between two statements of the file."""


def make_tables(db: sqlite3.Connection) -> None:
    """Make all tables of the present format, within the transaction that is open."""
    for statement in SCHEMA.read_text(encoding="utf-8").split(END):
        db.execute(statement)
