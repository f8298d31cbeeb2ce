"""Backups: whole copies of a plan file in the user's state folder, made without disturbing anybody who writes it.

One is made before the first change of a day, one before a file is brought up to another format. They are thinned out:
see `superfluous`.
"""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from okrtui.plan.entities import Entity
from okrtui.store.errors import SQLITE_ERRORS, Damaged, StoreError, explain, explain_os
from okrtui.store.file import backup_dir
from okrtui.store.layout import LAYOUTS, quote
from okrtui.store.reader import connect, inspect, read_rows, reading

UPGRADE = "upgrade"
"""Why a backup was made: the file was about to be brought up to date."""

DAYS, WEEKS, MONTHS = 7, 8, 12
"""For how long all backups are kept, then one a week, then one a month."""

_STAMP = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(r"(\d{8}-\d{6}-\d{6})(?:-([a-z]+))?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was made (local time), and why (`UPGRADE`, or empty for that of a day)."""

    path: Path
    at: datetime
    why: str = ""

    @property
    def size(self) -> int:
        """Its bytes; 0 when it cannot be asked for."""
        with suppress(OSError):
            return self.path.stat().st_size
        return 0


def backups(path: Path, state_dir: Path | None) -> list[Backup]:
    """The backups of a plan file, the newest first; none when their folder cannot be read."""
    found: list[Backup] = []
    with suppress(OSError):
        for file in backup_dir(path, state_dir).iterdir():
            match = _NAME.fullmatch(file.name)
            with suppress(ValueError):
                if match:
                    found.append(Backup(file, datetime.strptime(match[1], _STAMP), match[2] or ""))
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def back_up(path: Path, state_dir: Path | None, why: str = "", wait: float = 5.0) -> Backup:
    """Copy a plan as it is to the folder of backups, readable by its owner only; others may go on writing meanwhile.

    A kill leaves the whole copy or none. Raises `StoreError`, and `Damaged` when the copy is not sound: then it is
    not kept, so that it never takes the place of a good one.
    """
    folder = backup_dir(path, state_dir)
    at = datetime.now()
    stamp = at.strftime(_STAMP)
    target = folder / f"{stamp}{'-' if why else ''}{why}.db"
    partial = folder / f".{stamp}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        copy_database(path, partial, wait)
        partial.replace(target)
    except OSError as error:
        raise explain_os(error, target) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return Backup(target, at, why)


def copy_database(path: Path, target: Path, wait: float = 5.0) -> None:
    """Copy a plan file into a new file, readable by its owner only. Raises `OSError`, `StoreError`.

    The copy is what the last finished transaction left, whatever others write meanwhile.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    source: sqlite3.Connection
    try:
        with closing(connect(path, "ro", wait)) as source:
            # in one transaction: a writer between two pages would make it begin again
            source.execute("begin")
            source.execute("select count(*) from sqlite_schema").fetchone()
            with closing(connect(target, "rw", 5.0)) as copy:
                source.backup(copy)
                copy.execute("pragma journal_mode = delete")  # one file is all of it
                (said,) = copy.execute("pragma quick_check(1)").fetchone()
    except SQLITE_ERRORS as error:
        raise explain(error, path) from error
    if said != "ok":
        raise Damaged(path, str(said).partition("\n")[0])


def read_backup(backup: Backup) -> list[Entity]:
    """All rows that a backup holds, with their whole history. Raises `StoreError` when it cannot be read."""
    with up_to_date(backup.path) as copy, reading(copy) as db:
        return read_rows(copy, db)


@contextmanager
def up_to_date(path: Path) -> Iterator[Path]:
    """A copy of a plan file in the present format, for as long as it is looked at; the file is never written to.

    Raises `StoreError` when it cannot be read or brought up to date.
    """
    from okrtui.store.file import writing

    with reading(path) as db:
        inspect(path, db)  # what is wrong is said of the file, and not of a copy that is gone by then
    with tempfile.TemporaryDirectory(prefix="okrtui-copy-") as folder:
        copy = Path(folder) / path.name
        try:
            copy_database(path, copy)
            writing(copy, state_dir=Path(folder)).close()
        except OSError as error:
            raise explain_os(error, path) from error
        except StoreError as error:
            raise StoreError(path, str(error).replace(str(copy), str(path))) from error
        yield copy


def daily(path: Path, state_dir: Path | None, keep: int) -> None:
    """Make the backup of today when there is none yet, and thin out the older ones; at most ``keep`` stay.

    A plan in which nothing was ever done is not copied. Raises `StoreError`, at once when others hold the file.
    """
    found = backups(path, state_dir)
    today = datetime.now().date()
    if any(backup.at.date() == today and not backup.why for backup in found) or not _begun(path):
        return
    found.insert(0, back_up(path, state_dir, wait=0.0))
    for backup in superfluous(found, keep, today):
        with suppress(OSError):  # one too many does no harm
            backup.path.unlink()


def _begun(path: Path) -> bool:
    try:
        with closing(connect(path, "ro", 0.0)) as db:
            return db.execute("select 1 from actions limit 1").fetchone() is not None
    except SQLITE_ERRORS as error:
        raise explain(error, path) from error


def superfluous(found: Iterable[Backup], keep: int, today: date) -> list[Backup]:
    """Which backups may go: all but those of the last 7 days, one a week of the last 8 weeks, one a month of a year.

    Of a week or month the newest stays. Those from before an upgrade stay for a year. When more than ``keep`` are
    left then, the oldest go as well; the newest one never does.
    """
    kept: list[Backup] = []
    spans: set[tuple[int, ...]] = set()
    ordered = sorted(found, key=lambda backup: backup.at, reverse=True)
    for backup in ordered:
        day = backup.at.date()
        year, week, _ = day.isocalendar()
        if day > today - timedelta(days=DAYS):
            span: tuple[int, ...] = ()
        elif day > today - timedelta(weeks=WEEKS):
            span = (year, week, 0)
        elif day > today - timedelta(days=MONTHS * 30 + 6):
            span = (day.year, day.month)
        else:
            continue
        if not span or backup.why or span not in spans:
            kept.append(backup)
        if span and not backup.why:
            spans.add(span)
    kept = (kept or ordered[:1])[: max(keep, 1)]
    return [backup for backup in ordered if backup not in kept]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a plan file holds: its rows by table, and its last action with the marks that tell it from others'."""

    counts: dict[str, int]
    last: int
    mark: tuple[str, str] | None

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.counts.values())


def extent(path: Path) -> Extent:
    """How much a plan file holds. Raises `StoreError` when it cannot be read."""
    try:
        with closing(connect(path, "ro", 5.0)) as db:
            tables = {name for (name,) in db.execute("select name from sqlite_schema where type = 'table'")}
            counts = {
                table: int(db.execute(f"select count(*) from {quote(table)}").fetchone()[0])
                for table in LAYOUTS
                if table in tables
            }
            last = db.execute('select id, "at", "window" from actions order by id desc limit 1').fetchone()
            return Extent(counts, last[0] if last else 0, tuple(last[1:]) if last else None)
    except SQLITE_ERRORS as error:
        raise explain(error, path) from error


def is_older_copy(backup: Path, path: Path) -> bool:
    """Whether a backup is an earlier state of what a file holds now, by its last action."""
    try:
        held = extent(backup)
        with closing(connect(path, "ro", 5.0)) as db:
            found = db.execute('select "at", "window" from actions where id = ?', (held.last,)).fetchone()
            return held.mark is None or (found is not None and tuple(found) == held.mark)
    except (StoreError, *SQLITE_ERRORS):
        return False
