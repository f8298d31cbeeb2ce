"""What can go wrong with a plan file, each as one sentence that names the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from okrtui.plan.errors import PlanError

WAIT = 5.0
"""Seconds that an action waits for a file that another program holds."""


def as_argument(path: Path) -> str:
    """A path as one types it after a command."""
    import shlex

    return shlex.quote(str(path))


class StoreError(PlanError):
    """A plan file that cannot be read or written; ``path`` is the file, ``str()`` a sentence that names it."""

    def __init__(self, path: Path, sentence: str) -> None:
        self.path = path
        super().__init__(sentence)


class MissingPlan(StoreError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"There is no plan at {path}.")


class PlanExists(StoreError):
    """A new plan was asked for where a file is already."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"{path} exists already; it was left as it is.")


class NotAPlan(StoreError):
    """A file of another kind."""


class NewerFormat(StoreError):
    """A file that a later version has written."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            path,
            f"{path} was written by a later okrtui (its format is {found}, this one knows {known}): "
            "it needs an update of okrtui to open. The file was left as it is.",
        )


class Damaged(StoreError):
    """A file whose content cannot be trusted."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"{path} is damaged ({detail}). `okrtui doctor {as_argument(path)} --repair` puts the plan together "
            "again, and keeps this file.",
        )


class Busy(StoreError):
    """Another program holds the file for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"{path} is in use by another program and stayed so for {WAIT:.0f} seconds. Nothing was written."
        )


class ReadOnly(StoreError):
    """The file or its folder takes no writing."""

    def __init__(self, path: Path, detail: str = "it or its folder is read-only") -> None:
        super().__init__(path, f"{path} cannot be written: {detail}.")


class OlderFormat(ReadOnly):
    """A file that an earlier version has written, and that is not to be brought up to date, or takes no writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "it is of an older format and would have to be brought up to date first")


class DiskFull(StoreError):
    """No space is left."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"There is no space left to write {path}. Nothing was changed in it.")


class Moved(StoreError):
    """The file went away while it was open."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"{path} is gone: it was moved or deleted while it was open. Nothing was written.")


class Unreadable(StoreError):
    """The system could not read or write the file."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(path, f"{path} could not be read or written ({detail}).")


class Dangling(PlanError):
    """A change that would leave a link to nothing, most often because another window deleted or linked something."""


_LONG = 120
"""Characters of what SQLite says that a sentence takes."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def code_of(error: sqlite3.Error | UnicodeDecodeError) -> int:
    """SQLite's primary result code, 0 when the error has none."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_busy(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether waiting may help."""
    return code_of(error) in _BUSY


SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What any statement may raise: of a damaged file SQLite quotes names in its errors that are no text at all."""


def explain(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreError:
    """The sentence for an error of SQLite."""
    if isinstance(error, UnicodeDecodeError):
        return Damaged(path, "a name or a text in it is no UTF-8")
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return Moved(path)
    match code_of(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy(path)
        case sqlite3.SQLITE_NOTADB:
            return NotAPlan(
                path,
                f"{path} is not an okrtui plan: it is no SQLite database. If it was a plan before, "
                f"`okrtui doctor {as_argument(path)}` looks what is left of it.",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_ERROR:
            return Damaged(path, one_line(str(error)))  # statements are right: the file is at fault
        case sqlite3.SQLITE_CANTOPEN:
            return ReadOnly(path, "it, or the journal beside it, cannot be opened")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return ReadOnly(path)
        case sqlite3.SQLITE_FULL:
            return DiskFull(path)
        case 0 if "decode" in str(error):
            return Damaged(path, "a text in it is no UTF-8")
        case _:
            return Unreadable(path, one_line(str(error)))


def one_line(said: str) -> str:
    """What SQLite says, as a part of a sentence: of a damaged file it quotes whatever stands there."""
    line = "".join(sign if sign.isprintable() else " " for sign in said)
    line = " ".join(line.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"


def explain_os(error: OSError, path: Path) -> StoreError:
    """The sentence for an error of the system, when a file or folder is made or opened."""
    detail = (error.strerror or type(error).__name__).lower()
    if isinstance(error, PermissionError):
        return ReadOnly(path, detail)
    return Unreadable(path, detail)
