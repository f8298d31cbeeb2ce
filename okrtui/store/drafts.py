"""Drafts: text that is being typed, kept from the moment the fingers pause until it is saved or given up.

They lie in the plan file, in transactions of their own and outside of the journal; where the plan cannot be written,
in a file of the user's state folder, which is always replaced as a whole.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okrtui.store.file import path_key, state_folder
from okrtui.store.origin import Window, runs


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was typed and not saved: ``key`` is what its editor called it, ``at`` a local date-time (ISO)."""

    key: str
    text: str
    at: str


def in_plan(db: sqlite3.Connection) -> list[tuple[Window, Draft]]:
    """All drafts in a plan file, of whichever window, oldest first; what a damaged file has in their place is none."""
    found = db.execute('select "window", "key", "text", "at" from drafts order by "at"')
    return [(row[0], Draft(*row[1:])) for row in found if all(isinstance(value, str) for value in row)]


def left_behind(found: Collection[tuple[Window, Draft]], own: Window) -> list[Draft]:
    """The drafts whose window is gone, the latest for each key."""
    left = sorted((draft for window, draft in found if window != own and not runs(window)), key=lambda d: d.at)
    return list({draft.key: draft for draft in left}.values())


def write_in_plan(db: Any, window: Window, drafts: Mapping[str, Draft | None], adopted: Collection[str]) -> None:
    """Write (or with None drop) drafts within a transaction.

    Keys in ``adopted`` were offered to this window after another one died, so their old drafts go as well.
    """
    for key, draft in drafts.items():
        db.execute('delete from drafts where "key" = ? and "window" = ?', (key, window))
        if key in adopted:
            others = db.execute('select "window" from drafts where "key" = ?', (key,)).fetchall()
            for (other,) in others:
                if not runs(other):
                    db.execute('delete from drafts where "key" = ? and "window" = ?', (key, other))
        if draft:
            db.execute("insert into drafts values (?, ?, ?, ?)", (window, key, draft.text, draft.at))


class Aside:
    """The drafts of one plan file in the user's state folder, a file for each window."""

    def __init__(self, plan: Path, state_dir: Path | None) -> None:
        self.folder = state_folder(state_dir) / "drafts" / f"{plan.stem}-{path_key(plan)}"

    def read(self) -> list[tuple[Window, Draft]]:
        """What all windows have left there; what cannot be read is passed over."""
        with suppress(OSError):
            return [(file.stem, draft) for file in sorted(self.folder.glob("*.json")) for draft in _read(file).values()]
        return []

    def write(self, window: Window, drafts: Mapping[str, Draft | None], adopted: Collection[str]) -> None:
        """Write or drop drafts like `write_in_plan`. Raises `OSError` when even this folder cannot be written."""
        own = self.folder / f"{window}.json"
        kept = _read(own)
        for key, draft in drafts.items():
            kept.pop(key, None)
            if draft:
                kept[key] = draft
        if kept or own.exists():
            _replace(own, kept)
        gone = [key for key in drafts if key in adopted]
        if gone:
            for file in self.folder.glob("*.json"):
                if file != own and not runs(file.stem):
                    _replace(file, {key: draft for key, draft in _read(file).items() if key not in gone})


def _read(file: Path) -> dict[str, Draft]:
    if not file.exists():
        return {}
    import json

    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {str(d["key"]): Draft(str(d["key"]), str(d["text"]), str(d["at"])) for d in found["drafts"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _replace(file: Path, drafts: Mapping[str, Draft]) -> None:
    """Write a window's drafts as a whole, so that a kill leaves the old file or the new one."""
    if not drafts:
        file.unlink(missing_ok=True)
        return
    import json

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_suffix(".part")
    handle = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump({"drafts": [{"key": d.key, "text": d.text, "at": d.at} for d in drafts.values()]}, out)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(file)
