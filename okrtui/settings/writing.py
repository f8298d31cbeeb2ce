"""Writing the settings file: all of it with comments, or one setting, while all else in it stays as it is."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import textwrap
import tomllib
from collections.abc import Sequence
from pathlib import Path

import tomli_w

from okrtui.plan.errors import PlanError
from okrtui.settings import Settings, path
from okrtui.settings.declared import ALL, TABLES, Setting

_KEYS_TABLE = (
    'Keys of single commands, one or several: find = "F" or find = ["F", "ctrl+f"]; two keys after one another: "g g"; '
    "[] for none. okrtui keys lists the commands"
)


# -- all of it


def template(settings: Settings | None = None) -> str:
    """The settings as a commented file, ready to be saved: those given, or the defaults."""
    settings = settings or Settings()
    lines = ["# Settings of okrtui. A line that is left out keeps its default."]
    table = ""
    for key in ALL:
        if key.table != table:
            table = key.table
            lines += ["", *_comment(TABLES[table]), f"[{table}]"]
        elif not table:
            lines.append("")
        if table:
            lines.append(f"{_assignment(key, settings):34}# {key.comment}")
        else:
            lines += [*_comment(key.comment), _assignment(key, settings)]
    lines += ["", *_comment(_KEYS_TABLE), "[keys]"]
    lines += [_key_line(name, keys) for name, keys in settings.keys.items()] or ['# new = ["n", "ins"]']
    return "\n".join(lines) + "\n"


def _key_line(name: str, keys: Sequence[str]) -> str:
    written = tomli_w.dumps({name: keys[0] if len(keys) == 1 else ""}).partition(" = ")
    if len(keys) == 1:
        return "".join(written).rstrip("\n")
    values = ", ".join(tomli_w.dumps({"k": key}).removeprefix("k = ").rstrip("\n") for key in keys)
    return f"{written[0]} = [{values}]"


def _comment(sentence: str) -> list[str]:
    """A sentence as lines of comment."""
    return textwrap.wrap(f"{sentence}.", 80, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _assignment(key: Setting, settings: Settings) -> str:
    return assignment(key.key, key.of(settings))


def assignment(key: str, value: object) -> str:
    """A key and its value as one line of the settings file."""
    if isinstance(value, list):
        written = (tomli_w.dumps({"k": each}).removeprefix("k = ").rstrip("\n") for each in value)
        return f"{key} = [{', '.join(written)}]"
    return tomli_w.dumps({key: value}).rstrip("\n")


# -- one setting


def keep(place: str, value: object, file: Path | None = None) -> Path:
    """Write a setting, such as ``theme`` or ``review.minutes``, into `file` (None: the user's own); returns the file.

    A file that is not there is made, with the comments of all settings. Raises `PlanError` with a sentence when the
    file cannot be written, or is no TOML; it is then as it was.
    """
    file = path() if file is None else file
    try:
        old = file.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        old = template()
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
        made = _replaced(text, table, key, assignment(key, value))
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
            comment = _comment_in(lines[at])
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


def _comment_in(line: str) -> str:
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
