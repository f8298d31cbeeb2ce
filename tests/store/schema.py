"""Writes `okrtui/store/schema.sql` from the migrations: ``python -m tests.store.schema``."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlite_utils import Database

from okrtui.store.migrations import migrations
from okrtui.store.newfile import END, SCHEMA

_MADE_BY_SQLITE = "name like 'sqlite\\_%' escape '\\'"


def schema() -> str:
    """The statements that make a file as all migrations leave it, with the list of those that it has had."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrations.apply(Database(db, strict=True, execute_plugins=False))
        made = db.execute(f"select sql from sqlite_schema where sql is not null and not {_MADE_BY_SQLITE}")
        statements = [str(sql) for (sql,) in made]
        names = [f"('okrtui', '{migration.name}', datetime('now'))" for migration in migrations.applied(Database(db))]
        statements.append("insert into _sqlite_migrations (migration_set, name, applied_at) values " + ", ".join(names))
        statements.append("""insert into "plan" (id) values ('plan')""")
    return END.join(statements) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
