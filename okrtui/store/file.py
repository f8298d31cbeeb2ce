"""Plan files: made, recognised, brought up to date."""

from __future__ import annotations

import os
import sqlite3
import zlib
from contextlib import closing, suppress
from pathlib import Path

from okrtui.store.errors import SQLITE_ERRORS, PlanExists, ReadOnly, StoreError, explain, explain_os
from okrtui.store.layout import APPLICATION_ID, FORMAT
from okrtui.store.reader import check_file, connect, inspect, is_there


def is_plan(path: Path) -> bool:
    """Whether a file is a plan that this version can open; never raises."""
    try:
        check_file(path)
        with closing(connect(path.absolute(), "ro", 1.0)) as db:
            return inspect(path, db) > 0
    except (StoreError, *SQLITE_ERRORS):
        return False


def create(path: Path) -> None:
    """Make a plan without any rows, readable by its owner only, and the folders above it.

    Raises `PlanExists` when there is a file already, another `StoreError` when it cannot be made.
    """
    path = path.absolute()
    if is_there(path):
        raise PlanExists(path)
    make_empty(path)
    try:
        writing(path).close()
    except StoreError:
        with suppress(OSError):
            if path.stat().st_size == 0:  # the disk is full, say: nothing stays of a plan that could not be made
                path.unlink()
        raise


def make_empty(path: Path) -> None:
    """Make a file without content at an absolute path; the first connection for writing puts the tables into it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.parent.is_dir():
            return  # another window was quicker
        raise ReadOnly(path, f"{path.parent} is not a folder") from None
    except OSError as error:
        raise explain_os(error, path) from error


def writing(path: Path, *, wait: float = 5.0, state_dir: Path | None = None) -> sqlite3.Connection:
    """A connection for writing, to a file that has all tables of the present format afterwards.

    An older file is copied to the state folder before it is brought up to date, and left as it was when that fails.
    """
    check_file(path)
    try:
        db = connect(path, "rw", wait)
        try:
            if inspect(path, db) < FORMAT:
                _bring_up_to_date(path, db, state_dir)
            db.execute("pragma foreign_keys = on")
        except BaseException:
            db.close()
            raise
    except SQLITE_ERRORS as error:
        raise explain(error, path) from error
    return db


def watching(path: Path) -> sqlite3.Connection:
    """A connection that only ever reads. Raises `StoreError`."""
    check_file(path)
    try:
        return connect(path, "ro", 0.1)
    except SQLITE_ERRORS as error:
        raise explain(error, path) from error


def _bring_up_to_date(path: Path, db: sqlite3.Connection, state_dir: Path | None) -> None:
    """Make the tables, or apply the missing migrations: all in one transaction."""
    # with foreign keys on, rebuilding a table that others point to would fail; they can be switched outside of a
    # transaction only
    db.execute("pragma foreign_keys = off")
    db.execute("begin immediate")
    try:
        found = inspect(path, db)
        if not found:
            from okrtui.store.newfile import make_tables  # most files have their tables

            make_tables(db)
        elif found < FORMAT:
            from okrtui.store.backups import UPGRADE, back_up

            back_up(path, state_dir, UPGRADE)
            _migrate(path, db)
        if found < FORMAT:
            db.execute(f"pragma application_id = {APPLICATION_ID}")
            db.execute(f"pragma user_version = {FORMAT}")
        db.execute("commit")
    except BaseException:
        db.rollback()
        raise


def _migrate(path: Path, db: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    from okrtui.store.migrations import migrations

    # plugins of other sqlite-utils users have no business in a plan, and looking for them takes 15 ms
    migrations.apply(Database(db, strict=True, execute_plugins=False))
    if db.execute("pragma foreign_key_check").fetchone():
        raise StoreError(path, f"{path} could not be brought up to date: links in it lead nowhere.")


def make_private(path: Path) -> None:
    """Let only its owner reach a plan file. Raises `StoreError`."""
    try:
        path.chmod(0o600)
    except OSError as error:
        raise explain_os(error, path) from error


def backup_dir(path: Path, state_dir: Path | None) -> Path:
    """The folder that holds the backups of one plan file."""
    return state_folder(state_dir) / "backups" / f"{path.stem}-{path_key(path)}"


def path_key(path: Path) -> str:
    """A short name for a path, the same every time."""
    return f"{zlib.crc32(os.fsencode(path)):08x}"


def state_folder(state_dir: Path | None) -> Path:
    """The user's state folder of okrtui, unless another one is given."""
    if state_dir is not None:
        return state_dir
    from platformdirs import user_state_path

    return user_state_path("okrtui", appauthor=False)
