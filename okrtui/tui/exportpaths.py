"""Where an export goes: the name of its file, what that name stands for, and what is there already."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, Root
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote, title_of
from okrtui.tui.text import plain, width

if TYPE_CHECKING:
    from okrtui.tui.exports import Format, Scope

_LONGEST = 48
"""Characters of a name within a file's name."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
"""What some systems take for a device whatever its ending."""
_PEEK = 4096


def slug(text: str) -> str:
    """A text as a part of a file's name: lower-case letters, digits and hyphens; empty when none is left."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    cut = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].rstrip("-")
    return f"plan-{cut}" if _RESERVED.match(cut) else cut


def proposed_name(plan: Plan, stem: str, form: Format, scope: Scope, cycle: Cycle | None, row: Entity | None) -> str:
    """The file name that an export gets unless the user types another; ``stem`` is the plan file's own name."""
    name = slug(plan.root.name) or slug(stem) or "plan"
    if scope == "cycle" and cycle is not None:
        name = "-".join(filter(None, [name, slug(cycle.name)]))
    elif scope == "row" and row is not None and not isinstance(row, Root):
        name = slug(title_of(row)) or name
    return name + form.suffixes[0]


def target(typed: str, proposed: str, form: Format) -> str:
    """The path that a typed name stands for: in a folder the proposed name, and always with the format's ending."""
    path = os.path.expanduser(typed.strip())
    if not path:
        return ""
    if path.endswith(("/", os.sep)) or os.path.isdir(path):
        return os.path.join(path, proposed)
    return path if path.lower().endswith(form.suffixes) else path + form.suffixes[0]


def short_path(path: str) -> str:
    """A path as a sentence names it: below the user's own folder with ``~``."""
    full, home = os.path.abspath(path), os.path.expanduser("~")
    return "~" + full[len(home) :] if home != os.sep and full.startswith(home + os.sep) else full


def where(path: str, cells: int) -> str:
    """What becomes of a path, within a width; a long path is cut at its start, since its end says more."""
    if not path:
        return ""
    verb = "writes over " if os.path.isfile(path) else "makes "
    return verb + cut_start(short_path(path), cells - len(verb))


def cut_start(path: str, cells: int) -> str:
    """A path as it may be shown, cut at its start to a width."""
    shown = plain(path)
    if width(shown) <= cells:
        return shown
    at, left = len(shown), cells - 1
    while at and (left := left - width(shown[at - 1])) >= 0:
        at -= 1
    return "…" + shown[at:]


def no_target(path: str, plan: Path) -> str:
    """Why nothing can be exported to a path, as a sentence; empty when nothing speaks against it."""
    if not path:
        return "Where to? A file name is missing."
    try:
        if os.path.samefile(path, plan):
            return f"{short_path(path)} is the plan itself; expected another name."
    except (OSError, ValueError):
        pass  # there is no such file yet
    return ""


def in_the_way(path: str, today: date) -> str:
    """What stands in the way of an export, as a sentence: its kind, size, first words and day."""
    return f"{short_path(path)} is there already: {_what_it_is(path, today)}."


def _what_it_is(path: str, today: date) -> str:
    file = Path(path)
    try:
        held = file.stat()
        with file.open("rb") as opened:
            head = opened.read(_PEEK)
    except OSError:
        return "a file that cannot be read"
    size = f"{held.st_size} bytes" if held.st_size < 10_000 else f"{held.st_size / 1000:,.0f} kB"
    day = format_day(date.fromtimestamp(held.st_mtime), today)
    if head.startswith(b"SQLite format 3\0"):
        kind = "a database"
    elif b"\0" in head:
        kind = "no text"
    else:
        text = head.decode("utf-8", "replace")
        first = next((line for line in text.splitlines() if line.strip()), "")
        kind = f"a text that begins {quote(first)}"
    return f"{kind}, {size}, changed on {day}"
