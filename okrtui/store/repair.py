"""Repairing a plan file, or putting a backup in its place; what was there is always kept beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from okrtui.store.backups import Backup, backups, copy_database
from okrtui.store.errors import NewerFormat, NotAPlan, StoreError, explain_os
from okrtui.store.layout import FORMAT
from okrtui.store.mending import Mended, mend
from okrtui.store.origin import Origin, close_window, open_window, user_name
from okrtui.store.pages import MAGIC
from okrtui.store.reader import check_file, connect
from okrtui.store.rebuild import write_file
from okrtui.store.salvage import Found, from_database, from_pages
from okrtui.store.swap import put_in_place

_TRIED = 5
"""How many backups are looked at for one that can be read and is of this plan."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a plan file."""

    found: Found
    sound: bool
    """Whether SQLite finds the file as it should be."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair came to: the plan as it is now, where the old file is, the backup that helped."""

    mended: Mended
    aside: Path | None
    backup: Backup | None
    pages: int = 0
    doubtful_pages: int = 0
    """Of the file's pages those that cannot be read, where the journal cannot tell either what stood on them."""


def what_is_left(path: Path) -> Left:
    """All rows that a file still gives; it is only read. Raises `StoreError` when it is no file or cannot be read.

    A file of a later okrtui is left to that: `NewerFormat`.
    """
    check_file(path)
    with _copy_of(path) as copy:
        try:
            with closing(connect(copy, "rw", 1.0)) as db:  # rolls back what a killed program left half-written
                (said,) = db.execute("pragma integrity_check(1)").fetchone()
                _refuse_newer(path, db)
                if said == "ok":
                    return Left(from_database(db), sound=True)
        except (sqlite3.Error, UnicodeDecodeError):
            pass
        content = copy.read_bytes()
    version = int.from_bytes(content[60:64], "big")
    if content[:16] == MAGIC and FORMAT < version < FORMAT + 1000:
        raise NewerFormat(path, version, FORMAT)
    return Left(from_pages(content), sound=False)


def _refuse_newer(path: Path, db: sqlite3.Connection) -> None:
    """Raise `NewerFormat` for a file of a later version: when the number says so and the list of migrations as well."""
    (version,) = db.execute("pragma user_version").fetchone()
    if version > FORMAT:
        known = 0
        with suppress(sqlite3.Error):
            (known,) = db.execute("select count(*) from _sqlite_migrations").fetchone()
        if known > FORMAT or not known:
            raise NewerFormat(path, version, FORMAT)


@contextmanager
def _copy_of(path: Path) -> Iterator[Path]:
    """A copy of a file and of what SQLite keeps beside it, in a folder that only the user can read."""
    try:
        with tempfile.TemporaryDirectory(prefix="okrtui-doctor-") as folder:
            copy = Path(folder) / "plan.db"
            for end in ("", "-journal", "-wal"):
                with suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{end}", f"{copy}{end}")
            yield copy
    except OSError as error:
        raise explain_os(error, path) from error


def repair(path: Path, state_dir: Path | None) -> Repaired:
    """Put a plan together from what is left of its file and from its backups, and put that in the file's place.

    The file as it was is kept beside it. Raises `StoreError` when there is nothing of a plan to be found, or the
    folder takes no writing; then nothing has changed.
    """
    path = path.absolute()
    left = what_is_left(path)
    mended, backup = recoverable(left, path, state_dir)
    if backup is None and not left.found.any:
        raise NotAPlan(
            path, f"{path} holds nothing of an okrtui plan, and there is no backup of it. It was left as it is."
        )
    fresh = _beside(path)
    with _removed_at_the_end(fresh):
        window = open_window()
        close_window(window)
        write_file(fresh, mended, Origin(user_name(), window, datetime.now().isoformat(timespec="milliseconds")))
        aside = put_in_place(path.resolve(), fresh, "damaged")
    whole_journal = {"actions", "changes"} <= left.found.whole and not mended.journal.holes
    return Repaired(mended, aside, backup, left.found.pages, 0 if whole_journal else left.found.unread_pages)


def recoverable(left: Left, path: Path, state_dir: Path | None) -> tuple[Mended, Backup | None]:
    """The plan as a repair would put it together, and the backup that helps: the newest one that is of this plan."""
    for backup in backups(path, state_dir)[:_TRIED]:
        try:
            older = what_is_left(backup.path)
        except StoreError:
            continue
        mended = mend(left.found, older.found, sound=left.sound) if older.sound else None
        if mended is not None and mended.helped:
            return mended, backup
    return mend(left.found, None, sound=left.sound), None


def restore(path: Path, backup: Backup) -> Path | None:
    """Put a backup in the place of a plan; where the file is now that was there, None when there was none.

    Raises `StoreError` when the backup is not sound or the folder takes no writing; then nothing has changed.
    """
    fresh = _beside(path)
    with _removed_at_the_end(fresh):
        try:
            copy_database(backup.path, fresh)
        except OSError as error:
            raise explain_os(error, path) from error
        return put_in_place(path.resolve(), fresh, "before-restore")


def _beside(path: Path) -> Path:
    """Where the new file is made: on the disk of the old one, which a link to it may be elsewhere than."""
    path = path.resolve()
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def _removed_at_the_end(fresh: Path) -> Iterator[None]:
    try:
        yield
    finally:
        for end in ("", "-journal"):
            with suppress(OSError):
                Path(f"{fresh}{end}").unlink(missing_ok=True)
