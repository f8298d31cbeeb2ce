"""Files that hold a plan as text, where a plan file is expected: what to say, and how to come to a plan file."""

from __future__ import annotations

import re
from pathlib import Path

from okrtui.plan.errors import PlanError

SUFFIXES = frozenset(
    {".toml", ".md", ".markdown", ".csv", ".tsv", ".json", ".jsonl", ".txt", ".text", ".yaml", ".yml", ".html", ".xml"}
)
"""Endings that people, and okrtui itself, give to text: a plan file has none of them."""

_SQLITE = b"SQLite format 3\0"
_TOML = re.compile(rb"^[ \t]*okrtui_format[ \t]*=", re.MULTILINE)
_PEEK = 65536


def refuse_name(path: Path) -> None:
    """Raise `PlanError`, with a name that would do, when a new plan file is to be called as text is."""
    if path.suffix.lower() not in SUFFIXES:
        return
    better = path.with_suffix(".db")
    if is_toml(path):
        raise PlanError(f"{path} is a text file, and stays as it is; {_to_open(path)}.")
    raise PlanError(
        f"{path}: a name that ends in {path.suffix} is that of a text file, and a plan is kept in a database; "
        f"expected a name such as {better}."
    )


def refuse_text(path: Path) -> None:
    """Raise `PlanError`, saying how to come to a plan file, when what is to be opened is a text, or is called as one.

    A plan file is opened whatever it is called; a file that is something else is left to who opens it.
    """
    if is_plan_file(path):
        return
    if is_toml(path):
        raise PlanError(f"{path} is a plan as text; {_to_open(path)}.")
    if path.suffix.lower() not in SUFFIXES:
        return
    if path.exists():
        raise PlanError(f"{path} is a text file, and no plan; expected a plan file such as {path.with_suffix('.db')}.")
    refuse_name(path)


def is_plan_file(path: Path) -> bool:
    """Whether a file is a database, as plan files are."""
    return _head(path).startswith(_SQLITE)


def is_toml(path: Path) -> bool:
    """Whether a file is there that holds a plan as TOML: one that okrtui wrote, or text that is called .toml."""
    head = _head(path)
    if not head or head.startswith(_SQLITE):
        return False
    return path.suffix.lower() == ".toml" or bool(_TOML.search(head))


def _to_open(path: Path) -> str:
    import shlex

    return f"to open it: `okrtui new plan.db --from {shlex.quote(str(path))}`"


def _head(path: Path) -> bytes:
    """The beginning of a file; nothing when it is no file, or cannot be read."""
    try:
        if not path.is_file():
            return b""
        with open(path, "rb") as file:
            return file.read(_PEEK)
    except (OSError, ValueError):
        return b""
