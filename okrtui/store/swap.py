"""Putting another file in the place of a plan, so that at every moment a whole one is there."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from okrtui.store.errors import SQLITE_ERRORS, Busy, explain_os, is_busy
from okrtui.store.reader import connect

_OF_A_LOG = ("-wal", "-shm")
_BESIDE = ("-journal", *_OF_A_LOG)
"""What SQLite keeps beside a file, and would apply to whatever lies at its path."""


def put_in_place(path: Path, fresh: Path, label: str) -> Path | None:
    """Move ``fresh`` to the path of a plan; the file that was there is kept beside it, its name says ``label``.

    Returns where that is, None when there was none. Raises `Busy` when somebody writes the plan just now, `StoreError`
    when the folder takes no writing; the plan is as it was then.
    """
    there = os.path.lexists(path)
    beside = [end for end in _BESIDE if os.path.lexists(f"{path}{end}")]
    db = _hold(path) if there else None  # what can be rolled back from beside it is, and then no longer there
    aside = _free_name(path, label)
    try:
        if there:
            _keep(path, aside)
        _move(path, aside, beside)
        os.replace(fresh, path)
    except OSError as error:
        _take_back(path, aside, beside)
        raise explain_os(error, path) from error
    else:
        if db is not None:  # SQLite leaves these when the file under it has moved; the new one has none
            db.close()
            _remove(*(Path(f"{path}{end}") for end in _OF_A_LOG))
        with suppress(PermissionError, FileNotFoundError):
            os.chmod(aside, 0o600)
    finally:
        if db is not None:
            db.close()
    return aside if there else None


def _move(path: Path, other: Path, ends: Iterable[str]) -> None:
    for end in ends:
        with suppress(FileNotFoundError):
            os.replace(f"{path}{end}", f"{other}{end}")


def _take_back(path: Path, aside: Path, beside: Iterable[str]) -> None:
    """Leave everything as it was before."""
    with suppress(OSError):
        _move(aside, path, beside)
        _remove(aside)


def _remove(*files: Path) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _hold(path: Path) -> sqlite3.Connection | None:
    """Keep others from writing a plan meanwhile; None when it is too damaged for that."""
    db: sqlite3.Connection | None = None
    try:
        db = connect(path, "rw", 2.0)
        db.execute("pragma wal_checkpoint(truncate)")
        db.execute("begin exclusive")
        return db
    except SQLITE_ERRORS as error:
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
