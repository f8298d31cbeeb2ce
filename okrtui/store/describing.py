"""Backups in words, for the doctor and for the app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okrtui.plan.entities import KeyResult, Kpi, Objective
from okrtui.plan.naming import kind_name
from okrtui.plan.quarters import format_moment
from okrtui.store.backups import Backup, Extent, extent, is_older_copy
from okrtui.store.errors import StoreError

_TOLD = (Objective, KeyResult, Kpi)
"""Kinds of rows that tell what is in a backup."""


@dataclass(frozen=True, slots=True)
class Described:
    """A backup in words."""

    backup: Backup
    at: str
    """When it was made."""
    holds: str = ""
    """What is in it: "2 objectives, 5 key results, 6 KPIs"; empty when it cannot be read."""
    rows: int = 0
    apart: str = ""
    """What putting it back would take away: "without the last 3 actions", "the same as the plan now"."""
    readable: bool = True

    @property
    def line(self) -> str:
        """All of it on one line."""
        if not self.readable:
            return f"{self.at}: it cannot be read"
        before = "made before an upgrade" if self.backup.why else ""
        parts = (self.at, size_said(self.backup.size), many(self.rows, "row"), self.apart, before)
        return ", ".join(part for part in parts if part)


def describe(backup: Backup, path: Path, today: date, *, sound: bool) -> Described:
    """A backup of a plan file in words; ``sound``: the file is not known to be damaged, and can be compared with it."""
    at = format_moment(backup.at.replace(second=0, microsecond=0), today)
    try:
        held = extent(backup.path)
    except StoreError:
        return Described(backup, at, readable=False)
    told = (many(held.counts[kind.TABLE], kind_name(kind)) for kind in _TOLD if held.counts.get(kind.TABLE))
    apart = _apart(backup, held, path) if sound else ""
    return Described(backup, at, ", ".join(told) or "nothing in it yet", held.rows, apart)


def _apart(backup: Backup, held: Extent, path: Path) -> str:
    """What putting it back would take away; empty for a plan that cannot be read, and so not compared."""
    try:
        now = extent(path)
    except StoreError:
        return ""
    if not is_older_copy(backup.path, path):
        return "of another course of the plan"
    later = now.last - held.last
    return f"without the last {many(later, 'action')}" if later else "the same as the plan now"


def size_said(size: int) -> str:
    """Bytes as people read them: "812 bytes", "94 KB", "1.2 GB"."""
    if size < 1000:
        return f"{size} bytes"
    for exponent, unit in ((1, "KB"), (2, "MB"), (3, "GB")):
        amount = size / 1000**exponent
        if amount < 999.5 or unit == "GB":
            return f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:,.0f} {unit}"
    return ""


def many(number: int, word: str) -> str:
    """A number with its word: "1 link", "3 links"."""
    plural = {"key result": "key results", "priority": "priorities"}.get(word, f"{word}s")
    return f"{number:,} {word if number == 1 else plural}"
