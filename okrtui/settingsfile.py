"""One setting put into the user's file: all else in it, comments too, stays as it is."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import tomllib
from pathlib import Path

from okrtui import settings
from okrtui.plan.errors import PlanError


def keep(place: str, value: object, file: Path | None = None) -> Path:
    """Write a setting, such as ``theme`` or ``review.minutes``, into `file` (None: the user's own); returns the file.

    A file that is not there is made, with the comments of all settings. Raises `PlanError` with a sentence when the
    file cannot be written, or is no TOML; it is then as it was.
    """
    file = settings.path() if file is None else file
    try:
        old = file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        old = settings.template()
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError(f"{file}: the settings cannot be read ({_reason(error)}); nothing was changed.") from None
    new = with_setting(old, place, value)
    if new is None:
        raise PlanError(f"{file}: {place} cannot be set there without harm to the rest; set it in the file by hand.")
    _write(file, new)
    return file


def with_setting(text: str, place: str, value: object) -> str | None:
    """A settings file's text with one setting in it; None when it cannot be put there without harm to the rest."""
    table, _, key = place.rpartition(".")
    try:
        wanted = tomllib.loads(text)
        held = wanted.setdefault(table, {}) if table else wanted
        if not isinstance(held, dict):
            return None
        held[key] = value
        made = _replaced(text, table, key, settings.assignment(key, value))
        return made if tomllib.loads(made) == wanted else None
    except (ValueError, RecursionError):  # no TOML, or too long a number, or too deep
        return None


def _replaced(text: str, table: str, key: str, line: str) -> str:
    """The text with the line of a key in place of the old one, or else at the end of its table."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    start, end = _table(lines, table)
    if start is None:
        return newline.join([*lines, "", f"[{table}]", line, ""])
    found = re.compile(rf"""\s*(?:{re.escape(key)}|"{re.escape(key)}"|'{re.escape(key)}')\s*=""")
    for at in range(start, end):
        if found.match(lines[at]):
            comment = _comment(lines[at])
            lines[at] = f"{line.ljust(len(lines[at]) - len(comment) - 1)} {comment}" if comment else line
            return newline.join([*lines, ""])
    last = max((at for at in range(start, end) if lines[at].strip() and not lines[at].lstrip().startswith("#")),
               default=start - 1)  # fmt: skip
    lines.insert(last + 1, line)
    return newline.join([*lines, ""])


def _table(lines: list[str], table: str) -> tuple[int | None, int]:
    """First line of a table's keys, and the line after its last; the first is None when there is no such table."""
    heads = [(at, line.split("#")[0].strip()) for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not table:
        return 0, heads[0][0] if heads else len(lines)
    for number, (at, head) in enumerate(heads):
        if head.replace(" ", "") == f"[{table}]":
            return at + 1, heads[number + 1][0] if number + 1 < len(heads) else len(lines)
    return None, 0


def _comment(line: str) -> str:
    """The comment at the end of a line with a key, from its number sign on."""
    quote = ""
    for at, letter in enumerate(line):
        if quote:
            quote = "" if letter == quote and line[at - 1] != "\\" else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "#":
            return line[at:]
    return ""


def _write(file: Path, text: str) -> None:
    """Write it whole or not at all; a link stays a link. A new one is its user's alone, another keeps its mode."""
    target = Path(os.path.realpath(file))
    beside = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with open(descriptor, "w", encoding="utf-8", newline="") as opened:
            opened.write(text)
        with contextlib.suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(beside, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise PlanError(f"{file}: the settings cannot be written ({_reason(error)}); it holds for now alone.") from None


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is no UTF-8 text"
