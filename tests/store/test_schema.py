"""The tables are what the entities say, and older files are brought up to date without risk."""

from __future__ import annotations

import sqlite3
import stat
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from okrtui import store
from okrtui.plan.entities import ENTITIES, Entity
from okrtui.plan.fields import specs
from okrtui.store import file, layout, migrations, newfile, opening, reader
from okrtui.store.errors import ReadOnly, StoreError
from tests.store.schema import schema
from tests.store.support import CYCLE, insert, session, sql

_TYPES = {"number": "REAL", "position": "REAL", "flag": "INTEGER"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "plan.db"
    store.create(path)
    return path


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.TABLE)
def test_every_declared_field_has_its_column(plan: Path, entity: type[Entity]) -> None:
    columns = {name: kind for _, name, kind, *_ in sql(plan, f'pragma table_info("{entity.TABLE}")')}
    declared = {spec.name: _TYPES.get(spec.kind, "TEXT") for spec in specs(entity) if spec.kind != "refs"}
    assert columns == {"id": "TEXT", **declared}, "an entity has changed: add a migration"


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.TABLE)
def test_every_link_is_a_foreign_key_unless_it_may_name_what_is_gone(plan: Path, entity: type[Entity]) -> None:
    def keys(table: str) -> set[tuple[str, str]]:
        return {(row[3], row[2]) for row in sql(plan, f'pragma foreign_key_list("{table}")')}

    declared = {(spec.name, spec.table) for spec in specs(entity) if spec.kind in ("ref", "parent") and not spec.loose}
    assert keys(entity.TABLE) == declared
    for spec in specs(entity):
        if spec.kind == "refs":
            assert keys(f"{entity.TABLE}_{spec.name}") == {("owner", entity.TABLE), ("target", spec.table)}


def test_every_table_is_strict(plan: Path) -> None:
    loose = "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0"
    assert [name for (name,) in sql(plan, loose) if not name.startswith("sqlite_")] == []


def test_every_foreign_key_has_an_index(plan: Path) -> None:
    for (table,) in sql(plan, "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'"):
        indexed = {
            sql(plan, f'pragma index_info("{row[1]}")')[0][2] for row in sql(plan, f'pragma index_list("{table}")')
        }
        links = {row[3] for row in sql(plan, f'pragma foreign_key_list("{table}")')}
        assert links - indexed <= {"of"}, table


def test_a_history_is_found_by_its_index(plan: Path) -> None:
    steps = sql(plan, "explain query plan select * from measurements where kpi = 'k' order by at desc limit 12")
    assert "USING INDEX measurements_kpi" in steps[0][3]
    assert len(steps) == 1, "no sorting"


def test_the_format_is_the_number_of_migrations() -> None:
    assert len(migrations.migrations._migrations) == layout.FORMAT


@pytest.fixture
def next_format(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A version of okrtui that has one migration more; what it runs can be set."""
    statements = ["alter table cycles add column theme text not null default ''"]

    def m_theme(db: Any) -> None:
        for statement in statements:
            db.execute(statement)

    registered = migrations.migrations._migrations
    migrations.migrations()(m_theme)
    for module in (file, reader, opening):
        monkeypatch.setattr(module, "FORMAT", layout.FORMAT + 1)
    yield statements
    registered.pop()


def _old_plan(path: Path) -> None:
    window = session(path)
    window.apply(insert(CYCLE))
    window.close()


def test_an_older_file_is_copied_and_brought_up_to_date(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "plan.db"
    _old_plan(path)
    request.getfixturevalue("next_format")
    assert session(path).plan.cycles == [CYCLE]
    assert sql(path, "pragma user_version") == [(layout.FORMAT + 1,)]
    assert sql(path, "select theme from cycles") == [("",)]
    (copy,) = (tmp_path / "state" / "backups").rglob("*.db")
    assert sql(copy, "pragma user_version") == [(layout.FORMAT,)]
    assert sql(copy, "select id from cycles") == [(CYCLE.id,)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    session(path)
    assert len(list((tmp_path / "state" / "backups").rglob("*.db"))) == 1, "one copy for one migration"


def test_a_failed_upgrade_leaves_the_file_as_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "plan.db"
    _old_plan(path)
    before = path.read_bytes()
    request.getfixturevalue("next_format").append("insert into nowhere values (1)")
    with pytest.raises(StoreError, match="nowhere"):
        session(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    assert path.read_bytes() == before


def test_an_upgrade_that_breaks_a_link_is_taken_back(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "plan.db"
    _old_plan(path)
    request.getfixturevalue("next_format").append("insert into objectives (id, cycle) values ('o-1', 'cy-none')")
    with pytest.raises(StoreError, match="links in it lead nowhere"):
        session(path)
    assert sql(path, "pragma user_version") == [(layout.FORMAT,)]
    assert sql(path, "select count(*) from objectives") == [(0,)]


def test_an_older_file_is_not_upgraded_by_reading(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "plan.db"
    _old_plan(path)
    before = path.read_bytes()
    request.getfixturevalue("next_format")
    window = session(path, readonly=True)
    assert window.plan.cycles == [CYCLE]
    assert [entry.title for entry in window.actions()] == [f"add {CYCLE.id}"]
    window.close()
    assert path.read_bytes() == before


def test_an_older_file_that_takes_no_writing_is_refused(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    _old_plan(path)
    request.getfixturevalue("next_format")
    monkeypatch.setattr(opening, "can_write", lambda path: False)
    with pytest.raises(ReadOnly, match="older format"):
        session(path)


def test_a_migration_that_is_released_is_never_changed() -> None:
    """Whoever changes an old migration splits the files made before from those made after."""
    assert zlib.crc32(migrations._INITIAL.encode()) == 3134410998


def test_a_new_file_is_what_the_migrations_come_to() -> None:
    assert newfile.SCHEMA.read_text(encoding="utf-8") == schema(), "run python -m tests.store.schema"
