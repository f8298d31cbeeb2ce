"""Backups: made once a day of use before anything changes, whole, private, thinned out, and never in the way."""

from __future__ import annotations

import errno
import itertools
import os
import sqlite3
import stat
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from okrtui.plan.entities import Objective
from okrtui.session import Event, Failed, Noticed, Saved, Session
from okrtui.store import backups as store_backups
from okrtui.store import dailies
from okrtui.store.backups import UPGRADE, Backup, back_up, backups, daily, read_backup, superfluous
from okrtui.store.errors import Damaged, StoreError
from okrtui.store.repair import restore
from tests.store.support import CYCLE, OBJECTIVE, insert, put, receive_all, reread, session, sql, until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan that was made on a day before, and has no backup yet."""
    path = tmp_path / "plan.db"
    window = session(path, backups=0)
    window.apply(insert(CYCLE, OBJECTIVE))
    window.close()
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where backups are kept here."""
    return tmp_path / "state"


class Clock(datetime):
    """A clock that the test sets."""

    at = datetime(2026, 5, 4, 9, 0)

    @classmethod
    def now(cls, tz: object = None) -> Clock:
        return cls.fromisoformat(cls.at.isoformat())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    Clock.at = datetime(2026, 5, 4, 9, 0)
    for module in (store_backups, dailies):
        monkeypatch.setattr(module, "datetime", Clock)
    return Clock


def change(path: Path, title: str, **more: int) -> Session:
    """Change a title; the window stays open."""
    window = session(path, **more)
    held = window.plan.get(OBJECTIVE.id)
    window.apply(put(held, "title", title))
    window.wait()
    return window


def title_in(backup: Backup) -> str:
    """The title in a backup."""
    return str(sql(backup.path, "select title from objectives")[0][0])


def test_the_first_change_of_a_day_is_preceded_by_a_backup(path: Path, state: Path, clock: type[Clock]) -> None:
    change(path, "First").close()
    change(path, "Second").close()
    (one,) = backups(path, state)
    assert title_in(one) == OBJECTIVE.title, "as it was before the change"
    clock.at += timedelta(days=1)
    window = change(path, "Third")
    clock.at += timedelta(days=1)
    window.apply(put(window.plan.get(OBJECTIVE.id), "title", "Fourth"))
    window.wait()
    assert [title_in(backup) for backup in backups(path, state)] == ["Third", "Second", OBJECTIVE.title]
    window.close()


def test_undo_is_a_change_too(path: Path, state: Path, clock: type[Clock]) -> None:
    change(path, "First").close()
    clock.at += timedelta(days=1)
    window = session(path)
    window.undo()
    window.wait()
    window.close()
    assert title_in(backups(path, state)[0]) == "First"


def test_looking_makes_no_backup(path: Path, state: Path) -> None:
    window = session(path)
    window.wait()
    window.close()
    session(path, readonly=True).close()
    assert backups(path, state) == []


def test_a_new_plan_is_not_backed_up_before_there_is_anything_in_it(tmp_path: Path, state: Path) -> None:
    window = session(tmp_path / "new.db")
    window.apply(insert(CYCLE))
    window.close()
    assert backups(tmp_path / "new.db", state) == []


def test_none_is_made_when_none_are_wanted(path: Path, state: Path) -> None:
    change(path, "First", backups=0).close()
    assert backups(path, state) == []


def test_a_backup_is_private_and_whole(path: Path, state: Path) -> None:
    backup = back_up(path, state)
    assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.path.parent.stat().st_mode) == 0o700
    assert sql(backup.path, "pragma integrity_check") == [("ok",)]
    assert sql(backup.path, "select * from changes") == sql(path, "select * from changes")
    assert [entry.name for entry in backup.path.parent.iterdir()] == [backup.path.name], "nothing half-done"


def test_a_backup_of_a_plan_in_wal_mode_is_one_file(path: Path, state: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("pragma journal_mode = wal")
        db.execute("update objectives set title = 'In the log only'")
        backup = back_up(path, state)
    assert title_in(backup) == "In the log only"
    assert [entry.name for entry in backup.path.parent.iterdir()] == [backup.path.name]


def test_each_plan_has_a_place_of_its_own(path: Path, state: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "plan.db"
    other.parent.mkdir()
    other.write_bytes(path.read_bytes())
    back_up(other, state)
    assert backups(path, state) == []


def test_a_damaged_plan_takes_the_place_of_no_good_backup_and_is_said(path: Path, state: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises(Damaged, match="okrtui doctor"):
        daily(path, state, 20)
    assert backups(path, state) == []
    assert not list(state.rglob("*.part"))


def test_damage_is_said_in_the_window_that_would_have_made_the_backup(path: Path) -> None:
    content = bytearray(path.read_bytes())
    root = sql(path, "select rootpage from sqlite_schema where name = 'dismissals'")[0][0]
    content[(root - 1) * 4096 : root * 4096] = b"\xa5" * 4096  # a page that the change does not need
    events: list[Event] = []
    window = session(path)
    path.write_bytes(content)
    window.start(events.append)
    window.apply(put(OBJECTIVE, "title", "On thin ice"))
    window.wait()
    told = receive_all(window, events)
    assert [type(event) for event in told] == [Noticed, Saved]
    assert "okrtui doctor" in told[0].said  # type: ignore[union-attr]
    window.close()


def test_a_backup_that_cannot_be_made_is_said_once_and_nothing_else_suffers(path: Path, state: Path) -> None:
    state.mkdir(exist_ok=True)
    (state / "backups").write_text("a file where the folder should be")
    events: list[Event] = []
    window = session(path)
    window.start(events.append)
    for title in ("One", "Two"):
        window.apply(put(window.plan.get(OBJECTIVE.id), "title", title))
        window.wait()
    told = receive_all(window, events)
    assert [type(event) for event in told] == [Noticed, Saved, Saved]
    assert "There is no backup of today" in told[0].said  # type: ignore[union-attr]
    window.close()
    assert sql(path, "select title from objectives") == [("Two",)]


def test_a_backup_waits_for_nobody(path: Path, state: Path) -> None:
    events: list[Event] = []
    window = session(path)
    window.start(events.append)
    window.wait()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        window.apply(put(OBJECTIVE, "title", "Later"))
        assert until(lambda: len(events) == 1, 2.0), "that it takes a while is told as ever"
        other.execute("rollback")
    window.wait()
    assert not any(isinstance(event, Failed | Noticed) for event in receive_all(window, events))
    window.apply(put(window.plan.get(OBJECTIVE.id), "title", "Last"))
    window.wait()
    assert len(backups(path, state)) == 1, "made as soon as nobody is in the way"
    window.close()


# -- thinning out


def on(day: date, why: str = "") -> Backup:
    """A backup of a day."""
    at = datetime(day.year, day.month, day.day, 9, 30)
    return Backup(Path(f"{at:%Y%m%d}{why}.db"), at, why)


def test_two_years_of_daily_use_leave_a_week_of_days_two_months_of_weeks_and_a_year_of_months() -> None:
    today = date(2026, 5, 4)
    kept: list[Backup] = []
    for ago in range(730, -1, -1):
        day = today - timedelta(days=ago)
        kept.append(on(day))
        gone = superfluous(kept, 100, day)
        kept = [backup for backup in kept if backup not in gone]
    ages = sorted((today - backup.at.date()).days for backup in kept)
    assert ages[:7] == list(range(7)), "all of the last seven days"
    weeks = [age for age in ages if 7 <= age < 56]
    assert len(weeks) in (7, 8)
    assert max(b - a for a, b in itertools.pairwise(weeks)) <= 7, "one a week"
    months = [age for age in ages if age >= 56]
    assert 9 <= len(months) <= 11
    assert 300 < ages[-1] <= 366, "up to a year"
    assert len(kept) <= 30, "the setting's default is enough for all of them"


def test_backups_from_before_an_upgrade_stay_beside_those_of_their_month() -> None:
    today = date(2026, 5, 4)
    old = [on(date(2025, 12, 3), UPGRADE), on(date(2025, 12, 20)), on(date(2025, 12, 10))]
    assert superfluous([*old, on(today)], 100, today) == [old[2]]


def test_no_more_are_kept_than_the_setting_says_and_the_newest_always() -> None:
    today = date(2026, 5, 4)
    found = [on(today - timedelta(days=ago)) for ago in range(7)]
    assert superfluous(found, 3, today) == found[3:]
    ancient = on(date(2020, 1, 1))
    assert superfluous([ancient], 3, today) == [], "the only one there is"


def test_old_backups_go_when_a_new_one_is_made(path: Path, state: Path, clock: type[Clock]) -> None:
    for day in range(9):
        clock.at = datetime(2026, 5, 4, 9, 0) + timedelta(days=day)
        daily(path, state, 5)
    days = [backup.at.day for backup in backups(path, state)]
    assert days == [12, 11, 10, 9, 8]


def test_files_of_other_names_in_the_folder_are_left_alone(path: Path, state: Path) -> None:
    backup = back_up(path, state)
    for name in ("mine.db", "99999999-999999-999999.db", "notes.txt"):
        (backup.path.parent / name).write_text("mine")
    daily(path, state, 1)
    assert backups(path, state) == [backup]
    assert (backup.path.parent / "mine.db").exists()


# -- putting one back


def test_a_backup_put_back_keeps_the_file_that_was_there(path: Path, state: Path) -> None:
    back_up(path, state)
    change(path, "Not so good", backups=0).close()
    before = path.read_bytes()
    aside = restore(path, backups(path, state)[0])
    assert aside is not None
    assert aside.read_bytes() == before
    assert aside.name.startswith("plan.before-restore-")
    found = reread(path)["objectives", OBJECTIVE.id]
    assert isinstance(found, Objective)
    assert found.title == OBJECTIVE.title
    aside.replace(path)
    assert path.read_bytes() == before, "the way back"


def test_a_plan_that_was_deleted_comes_back_from_its_backup(path: Path, state: Path) -> None:
    back_up(path, state)
    plan = reread(path)
    path.unlink()
    assert restore(path, backups(path, state)[0]) is None
    assert reread(path) == plan
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["plan.db", "state"]


def test_a_backup_that_is_damaged_itself_is_not_put_back(path: Path, state: Path) -> None:
    backup = back_up(path, state)
    backup.path.write_bytes(backup.path.read_bytes()[:-4096])
    before = path.read_bytes()
    with pytest.raises(Damaged):
        restore(path, backup)
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["plan.db", "state"]


def test_a_folder_that_takes_no_new_file_at_the_last_moment_leaves_all_as_it_was(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(path, state)
    journal = path.with_name("plan.db-journal")
    journal.write_bytes(b"")
    before = path.read_bytes()
    replace = os.replace

    def fails(source: str | Path, target: str | Path) -> None:
        if Path(target) == path:
            raise OSError(errno.EIO, "Input/output error")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(StoreError, match="input/output error"):
        restore(path, backup)
    assert path.read_bytes() == before
    assert {entry.name for entry in path.parent.iterdir()} <= {"plan.db", "plan.db-journal", "state"}


def test_an_open_window_shows_the_backup_that_was_put_back(path: Path, state: Path) -> None:
    back_up(path, state)
    window = change(path, "Not so good", backups=0)
    restore(path, backups(path, state)[0])
    window.wait()
    found = window.plan.get(OBJECTIVE.id)
    assert isinstance(found, Objective)
    assert found.title == OBJECTIVE.title
    window.close()


# -- described and read


def test_backups_of_a_plan_that_is_damaged_or_gone_say_what_they_hold(path: Path, state: Path) -> None:
    back_up(path, state)
    window = session(path, readonly=True)
    (described,) = window.backups()
    assert (described.holds, described.apart) == ("1 objective", "the same as the plan now")
    for harm in (lambda: path.write_bytes(b"rubbish" * 99), path.unlink):
        harm()
        (described,) = window.backups()
        assert (described.readable, described.holds, described.apart) == (True, "1 objective", "")


def test_a_backup_that_cannot_be_read_is_named_itself_and_no_copy_of_it(path: Path, state: Path) -> None:
    backup = back_up(path, state)
    sql(backup.path, "pragma user_version = 99")
    with pytest.raises(StoreError, match="later okrtui") as said:
        read_backup(backup)
    assert said.value.path == backup.path
    sql(backup.path, "pragma application_id = 5")
    with pytest.raises(StoreError, match="not an okrtui plan") as said:
        read_backup(backup)
    assert said.value.path == backup.path
