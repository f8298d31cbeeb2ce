"""What the store thread tells: each event in the order in which it happened to the file."""

from __future__ import annotations

from dataclasses import dataclass

from okrtui.plan.changes import Change, Edit
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError


@dataclass(frozen=True, slots=True)
class Saved:
    """An edit is in the file; ``more`` are history rows that went with a deleted item without having been read."""

    ticket: int
    title: str
    more: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """An edit is not in the file, nothing of it; ``edit`` has all that was to be saved.

    ``error`` is a `Conflict` with both values when the file holds something else by now.
    """

    ticket: int
    edit: Edit
    error: PlanError


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit as the history lists it: its number, when (ISO), who, what, the row to look at, whether it stands."""

    id: int
    at: str
    who: str
    title: str
    item: str
    undone: bool
    mine: bool
    """Done in the window that asks."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An action was taken back; ``title`` names it, ``item`` is the row to look at."""

    ticket: int
    title: str
    item: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Redone:
    """An action that was taken back is done again."""

    ticket: int
    title: str
    item: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """There was nothing to undo or redo, or it could not be; ``why`` is a sentence."""

    ticket: int
    why: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Another window, or a script, has changed the plan; ``titles`` name its actions."""

    changes: tuple[Change, ...]
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The file was replaced by another one; ``rows`` is all it holds, histories with their latest values only."""

    rows: tuple[Entity, ...]
    partial: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slow:
    """An action has been waiting for the file for a while; its `Saved` or `Failed` follows."""

    ticket: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """The file cannot be written or watched at present; ``error`` is a sentence. No edit is lost by it."""

    error: PlanError


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about the file that the user had better know, as a sentence; all edits are written all the same."""

    said: str


Event = Saved | Failed | Undone | Redone | NothingToUndo | Changed | Reloaded | Slow | Trouble | Noticed
