"""The journal on its own: which rows it leads to, from the first action to the last, whatever is missing of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from okrtui.plan.changes import Change, Insert, Remove, Set
from okrtui.plan.entities import ROOT, Entity, Root
from okrtui.store.encoding import change_from_json
from okrtui.store.salvage import Found, Row

Key = tuple[str, str]
"""A row of the plan: its table and its id."""

Rows = dict[Key, Entity]
EDIT, UNDO, REDO, REPAIR = "edit", "undo", "redo", "repair"
"""Kinds of actions; a repair is what `okrtui doctor` did, and is not undone by a key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An action of a journal with those of its changes that can be read."""

    id: int
    at: str
    who: str
    window: str
    kind: str
    of: int | None
    title: str
    item: str
    undone: bool
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class Journal:
    """What can be read of a journal, by the numbers of its actions."""

    entries: dict[int, Entry] = field(default_factory=dict)
    holes: set[int] = field(default_factory=set)
    """Actions that are missing, or of which something is."""

    @property
    def open_holes(self) -> set[int]:
        """Those that no repair has dealt with yet."""
        repaired = max((number for number, entry in self.entries.items() if entry.kind == REPAIR), default=0)
        return {number for number in self.holes if number > repaired}

    def mark(self, number: int) -> tuple[str, str] | None:
        """What tells an action from one of the same number in another file."""
        entry = self.entries.get(number)
        return (entry.at, entry.window) if entry and entry.at else None


def journal_of(found: Found) -> Journal:
    """The journal that the rows of a file make."""
    actions = {row["id"]: row for row in [*found.strays["actions"], *found.rows["actions"]]}
    changes: dict[int, dict[int, Row]] = {}
    for row in [*found.strays["changes"], *found.rows["changes"]]:
        changes.setdefault(row["action"], {})[row["seq"]] = row
    journal = Journal()
    last = max([*actions, *changes], default=0)
    if last <= found.last_action < 2 * last + 1000:  # a number that cannot be is none
        last = found.last_action
    if last < 1000 + 50 * (len(actions) + len(changes)):
        journal.holes = set(range(1, last + 1)) - set(actions)
    for number in sorted({*actions, *changes}):
        mine = changes.get(number, {})
        decoded = [change for _, row in sorted(mine.items()) if (change := _decoded(row))]
        entry = _entry(number, actions.get(number), tuple(decoded))
        journal.entries[number] = entry
        if len(decoded) <= max(mine, default=-1) or not (mine or entry.kind == REPAIR):
            journal.holes.add(number)
    return journal


def _decoded(row: Row) -> Change | None:
    try:
        return change_from_json(row["table"], row["row"], row["field"], row["old"], row["new"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _entry(number: int, row: Row | None, changes: tuple[Change, ...]) -> Entry:
    if row is None:
        return Entry(number, "", "", "", REPAIR, None, "an action whose name is lost", "", False, changes)
    return Entry(
        number,
        row["at"],
        row["who"],
        row["window"],
        row["kind"],
        row["of"],
        row["title"],
        row["item"] or "",
        bool(row["undone"]),
        changes,
    )


def beginning() -> Rows:
    """What a plan holds before its first action."""
    return {(Root.TABLE, ROOT): Root(ROOT)}


def play(state: Rows, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Make changes to rows, as far as they fit; those that did."""
    done: list[Change] = []
    for change in changes:
        key = (change.table, change.row)
        held = state.get(key)
        match change:
            case Insert(entity) if held is None:
                state[key] = entity
            case Remove() if held is not None:
                del state[key]
            case Set(field=name, new=new) if held is not None:
                state[key] = dataclasses.replace(held, **{name: new})  # type: ignore[arg-type]
            case _:
                continue
        done.append(change)
    return tuple(done)


def replay(journal: Journal, base: Mapping[Key, Entity] | None = None, after: int = 0) -> tuple[Rows, dict[Key, int]]:
    """The rows that the journal leads to from what a plan held after an action, and where each was touched last."""
    state: Rows = dict(base) if base is not None else beginning()
    touched: dict[Key, int] = {}
    for number, entry in sorted(journal.entries.items()):
        if number > after:
            for change in play(state, entry.changes):
                touched[change.table, change.row] = number
    return state, touched


def removed_last(journal: Journal) -> set[Key]:
    """The rows whose last change of all was that they went."""
    gone: dict[Key, bool] = {}
    for _, entry in sorted(journal.entries.items()):
        for change in entry.changes:
            gone[change.table, change.row] = isinstance(change, Remove)
    return {key for key, is_gone in gone.items() if is_gone}
