"""Files of every format so far open, brought up to date at one go; when that fails the file is as it was."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from okrtui.plan.entities import Kpi
from okrtui.store import file, layout, migrations, opening, reader, rebuild, repair
from okrtui.store.backups import UPGRADE, backups
from okrtui.store.doctor import examine
from okrtui.store.errors import Damaged, NewerFormat, StoreError
from okrtui.store.layout import APPLICATION_ID, FORMAT
from okrtui.store.reader import LATEST
from tests.store.support import CHURN, CYCLE, OBJECTIVE, TODAY, insert, reread, session, sql

_ROWS = {
    "cycles": {"id": "cy-000001", "position": 1.0, "name": "2026-Q2", "start": "2026-04-01", "end": "2026-06-30",
               "state": "active"},
    "objectives": {"id": "o-000001", "cycle": "cy-000001", "position": 1.0,
                   "title": "Become the shop people come back to"},
    "kpis": {"id": "kpi-000001", "position": 1.0, "name": "Churn", "unit": "%"},
}  # fmt: skip
"""Rows that a file of every format can hold, as its columns have them."""


def make_format(path: Path, number: int) -> None:
    """A plan file as the okrtui of that format left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        wanted = migrations.migrations._migrations[number - 1].name
        migrations.migrations.apply(Database(db, strict=True, execute_plugins=False), stop_before=_after(wanted))
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute(f"pragma user_version = {number}")
        for table, row in _ROWS.items():
            places = ", ".join("?" * len(row))
            names = ", ".join(f'"{name}"' for name in row)
            db.execute(f'insert into "{table}" ({names}) values ({places})', list(row.values()))
    path.chmod(0o600)


def _after(name: str) -> str | None:
    """The migration after one; None when it is the last."""
    names = [migration.name for migration in migrations.migrations._migrations]
    return next(iter(names[names.index(name) + 1 :]), None)


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_plan_of_every_format_opens(tmp_path: Path, number: int) -> None:
    path = tmp_path / "plan.db"
    make_format(path, number)
    plan = session(path).plan
    assert plan.cycles == [CYCLE]
    assert plan.get(OBJECTIVE.id) == OBJECTIVE
    assert plan.get(CHURN.id) == CHURN
    assert sql(path, "pragma user_version") == [(FORMAT,)]
    assert sql(path, "select count(*) from _sqlite_migrations") == [(FORMAT,)]
    assert len(backups(path, tmp_path / "state")) == (number < FORMAT)


def _m_theme(db: Database) -> None:
    """A migration that adds a column and fills it."""
    db.execute("alter table cycles add column theme text not null default ''")
    db.execute("update cycles set theme = name")


def _m_rebuild(db: Database) -> None:
    """One that makes a table anew, to which others point."""
    sql = db.execute("select sql from sqlite_schema where name = 'objectives'").fetchone()[0]
    db.execute(sql.replace("objectives", "objectives_new", 1))
    db.execute("insert into objectives_new select * from objectives")
    db.execute("drop table objectives")
    db.execute("alter table objectives_new rename to objectives")
    db.execute("create index objectives_cycle on objectives (cycle)")
    db.execute("create index objectives_priority on objectives (priority)")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A version of okrtui that knows two formats more; the number of its own."""
    registered = migrations.migrations._migrations
    before = list(registered)
    for migration in (_m_theme, _m_rebuild):
        migrations.migrations()(migration)
    for module in (file, reader, opening, repair, rebuild):
        monkeypatch.setattr(module, "FORMAT", layout.FORMAT + 2)
    yield layout.FORMAT + 2
    registered[:] = before


class Faulty(sqlite3.Connection):
    """A connection that fails at its n-th statement from when it is told to."""

    left = -1
    """Statements until it fails; below 0: never."""
    said: list[str] = []  # noqa: RUF012 - a tally of the whole class

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run a statement, or fail."""
        Faulty.said.append(sql)
        if Faulty.left == 0:
            raise sqlite3.OperationalError("disk I/O error")
        Faulty.left -= 1
        return super().execute(sql, *values)


def _connect(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=wait, factory=Faulty)


def test_an_upgrade_that_fails_at_any_statement_leaves_the_file_as_it_was(
    tmp_path: Path, later: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    make_format(path, FORMAT)
    before = path.read_bytes()
    monkeypatch.setattr(file, "connect", _connect)
    failed = 0
    while True:
        Faulty.left, Faulty.said = failed, []
        with pytest.raises(StoreError, match=r"plan\.db .*disk I/O error"):
            file.writing(path, state_dir=tmp_path / "state")
        if Faulty.said[-2:-1] == ["commit"]:
            break
        failed += 1
        assert path.read_bytes() == before, f"at {Faulty.said[-1]}"
        assert {entry.name for entry in tmp_path.iterdir()} <= {"plan.db", "state"}, "nothing half-done beside it"
    Faulty.left = -1
    assert failed > 15, "there was something to fail"
    assert sql(path, "pragma user_version") == [(later,)]
    assert sql(path, "select theme from cycles") == [(CYCLE.name,)]
    assert session(path).plan.get(OBJECTIVE.id) == OBJECTIVE
    assert sql(path, "pragma foreign_key_check") == []


def test_an_upgraded_file_has_its_backup_of_before(tmp_path: Path, later: int) -> None:
    path = tmp_path / "plan.db"
    make_format(path, FORMAT)
    session(path).close()
    (backup,) = backups(path, tmp_path / "state")
    assert backup.why == UPGRADE
    assert sql(backup.path, "pragma user_version") == [(FORMAT,)]
    assert sql(backup.path, "select id from objectives") == [(OBJECTIVE.id,)]


def test_a_damaged_older_file_is_not_upgraded(tmp_path: Path, later: int) -> None:
    path = tmp_path / "plan.db"
    make_format(path, FORMAT)
    root = sql(path, "select rootpage from sqlite_schema where name = 'dismissals'")[0][0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises(Damaged, match="okrtui doctor"):
        session(path)
    assert path.read_bytes() == content


def test_two_windows_that_upgrade_at_once_do_it_once(tmp_path: Path, later: int) -> None:
    path = tmp_path / "plan.db"
    make_format(path, FORMAT)
    first, second = session(path), session(path)
    first.apply(insert(Kpi("kpi-000002", 2.0, "Orders")))
    first.wait()
    second.wait()
    assert "kpi-000002" in second.plan.table(Kpi)
    for window in (first, second):
        window.close()
    assert sql(path, "select count(*) from _sqlite_migrations") == [(later,)]


def test_a_file_of_a_later_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    make_format(path, FORMAT)
    sql(path, f"pragma user_version = {FORMAT + 1}")
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(NewerFormat, match=r"written by a later okrtui .* needs an update"):
            session(path, readonly=readonly)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_file_is_looked_at_without_being_upgraded(tmp_path: Path, later: int) -> None:
    path = tmp_path / "plan.db"
    make_format(path, FORMAT)
    before = path.read_bytes()
    examine(path, tmp_path / "state", TODAY)
    assert path.read_bytes() == before


def test_a_damaged_older_file_is_repaired_into_the_present_format(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    make_format(path, 1)
    content = path.read_bytes()
    path.write_bytes(bytes(4096) + content[4096:])
    repair.repair(path, tmp_path / "state")
    assert sql(path, "pragma user_version") == [(FORMAT,)]
    assert reread(path)["objectives", OBJECTIVE.id] == OBJECTIVE


def test_a_plan_of_an_older_format_is_read_whole_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    make_format(path, 1)
    said = "'2026-05-03T10:00:00', 'ana', 'w', 'add Orders'"
    sql(path, f'insert into actions ("at", who, "window", title) values ({said})')
    for number in range(LATEST + 3):
        day = f"2026-04-{number + 1:02}"
        sql(path, "insert into measurements (id, kpi, at, value) values (?, ?, ?, 1.0)", f"m-{number}", CHURN.id, day)
    before = path.read_bytes()
    window = session(path, readonly=True)
    assert len(window.plan.measurements(CHURN.id)) == LATEST
    assert len(window.history_all().measurements(CHURN.id)) == LATEST + 3
    assert [entry.title for entry in window.actions()] == ["add Orders"]
    assert window.redefined() == {}
    assert window.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma user_version").fetchone() == (1,)
    past = session(path, as_of=TODAY)
    assert past.plan.get(OBJECTIVE.id) == OBJECTIVE
    assert past.close()
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("state/**/*.db")), "no backup of what nobody changes"


def test_what_is_wrong_with_a_plan_of_an_older_format_is_said_of_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    make_format(path, 1)
    sql(path, "drop table kpis")
    for more in ({"readonly": True}, {"as_of": TODAY}):
        with pytest.raises(StoreError) as refused:
            session(path, **more)
        assert str(path) in str(refused.value)
        assert refused.value.path == path


def test_what_an_older_version_did_can_be_undone_after_the_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    make_format(path, 1)
    row = json.dumps({"position": 2.0, "name": "Orders"})
    said = "'2026-05-04T10:00:00', 'ana', 'w', 'delete Orders'"
    sql(path, f'insert into actions ("at", who, "window", title) values ({said})')
    change = f"1, 1, 'kpis', 'kpi-000002', '{row}'"
    sql(path, f'insert into changes (action, seq, "table", "row", old) values ({change})')
    window = session(path)
    window.undo()
    window.wait()
    assert window.plan.get("kpi-000002") == Kpi("kpi-000002", 2.0, "Orders")
