"""Putting another file in the place of a plan, so that at every moment a whole one is there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from okrtui.store.errors import Busy, explain_os, is_busy
from okrtui.store.reader import connect

_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file, and would apply to whatever lies at its path."""


def put_in_place(path: Path, fresh: Path, label: str) -> Path | None:
    """Move ``fresh`` to the path of a plan; the file that was there is kept beside it, its name says ``label``.

    Returns where that is, None when there was none. Raises `Busy` when somebody writes the plan just now, `StoreError`
    when the folder takes no writing; the plan is as it was then.
    """
    there = os.path.lexists(path)
    beside = [end for end in _BESIDE if os.path.lexists(f"{path}{end}")]
    db = _hold(path) if there else None  # what can be rolled back from beside it is, and then no longer there
    try:
        aside = _free_name(path, label)
        if there:
            _keep(path, aside)
        for end in beside:
            with suppress(FileNotFoundError):
                os.replace(f"{path}{end}", f"{aside}{end}")
        os.replace(fresh, path)
        with suppress(PermissionError, FileNotFoundError):
            os.chmod(aside, 0o600)
    except OSError as error:
        raise explain_os(error, path) from error
    finally:
        if db is not None:
            with suppress(sqlite3.Error):
                db.close()
    return aside if there else None


def _hold(path: Path) -> sqlite3.Connection | None:
    """Keep others from writing a plan meanwhile; None when it is too damaged for that."""
    db: sqlite3.Connection | None = None
    try:
        db = connect(path, "rw", 2.0)
        db.execute("pragma wal_checkpoint(truncate)")
        db.execute("begin exclusive")
        return db
    except sqlite3.Error as error:
        if db is not None:
            db.close()
        if is_busy(error):
            raise Busy(path) from error
        return None


def _free_name(path: Path, label: str) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        name = path.with_name(f"{path.stem}.{label}-{stamp}{more}{path.suffix}")
        if not os.path.lexists(name):
            return name
        number += 1


def _keep(path: Path, aside: Path) -> None:
    """Give a file a second name; where the folder knows no links, a copy."""
    try:
        os.link(path, aside)
    except OSError:
        import shutil

        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(path, aside)
