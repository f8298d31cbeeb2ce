"""What a window does first: look at the file, make or upgrade it where needed, and read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from okrtui.plan.model import Plan
from okrtui.store import drafts as store_drafts
from okrtui.store.drafts import Aside, Draft
from okrtui.store.errors import OlderFormat
from okrtui.store.file import make_empty, writing
from okrtui.store.layout import FORMAT
from okrtui.store.origin import Window
from okrtui.store.reader import can_write, check_file, inspect, is_there, read_rows, reading


@dataclass(slots=True)
class Opened:
    """A plan as read at the start."""

    plan: Plan = field(default_factory=Plan)
    seen: int = 0
    """The newest action of the journal that the plan includes."""
    partial: set[str] = field(default_factory=set)
    """Items of whose history only the latest values were read."""
    drafts: list[Draft] = field(default_factory=list)
    """What windows that are gone have left behind."""
    writable: bool = True


def open_plan(path: Path, window: Window, *, readonly: bool, state_dir: Path | None) -> Opened:
    """Read the plan at an absolute path, with the standard library only.

    Where there is none, an empty file is made for the first writer to fill (an empty file is a plan without rows); an
    older format is brought up to date first. With ``readonly`` neither is done. Raises `StoreError`, and `OlderFormat`
    for a file that cannot be read without that.
    """
    if not readonly and not is_there(path):
        make_empty(path)
    check_file(path)
    writable = not readonly and can_write(path)
    opened, found = _read(path, window, state_dir)
    if 0 < found < FORMAT:
        if not writable:
            raise OlderFormat(path)
        writing(path, state_dir=state_dir).close()
        opened, found = _read(path, window, state_dir)
    opened.writable = writable
    return opened


def _read(path: Path, window: Window, state_dir: Path | None) -> tuple[Opened, int]:
    opened = Opened()
    left = Aside(path, state_dir).read()
    with reading(path) as db:
        found = inspect(path, db)
        if found == FORMAT:
            opened.plan = Plan(read_rows(path, db, opened.partial))
            opened.seen = int(db.execute("select coalesce(max(id), 0) from actions").fetchone()[0])
            left += store_drafts.in_plan(db)
    opened.drafts = store_drafts.left_behind(left, window)
    return opened, found
