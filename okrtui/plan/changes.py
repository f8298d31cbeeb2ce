"""An edit is a list of changes; each change knows what it replaces, and so its own inverse.

Everything that ever happens to a plan goes through these three: the plan in memory applies them, the store writes
them and keeps them in the journal, undo turns them round, another window replays them.
"""

from __future__ import annotations

from dataclasses import dataclass

from okrtui.plan.entities import Entity
from okrtui.plan.fields import Value


@dataclass(frozen=True, slots=True)
class Insert:
    """A row that was not there."""

    entity: Entity

    @property
    def table(self) -> str:
        """The table that the row is in."""
        return self.entity.TABLE

    @property
    def row(self) -> str:
        """The id of the row."""
        return self.entity.id

    def inverse(self) -> Remove:
        """What takes it back."""
        return Remove(self.entity)


@dataclass(frozen=True, slots=True)
class Remove:
    """A row that goes; `entity` is what it held."""

    entity: Entity

    @property
    def table(self) -> str:
        """The table that the row is in."""
        return self.entity.TABLE

    @property
    def row(self) -> str:
        """The id of the row."""
        return self.entity.id

    def inverse(self) -> Insert:
        """What takes it back."""
        return Insert(self.entity)


@dataclass(frozen=True, slots=True)
class Set:
    """A field of a row that takes another value; `old` is what the user saw when deciding so."""

    table: str
    row: str
    field: str
    old: Value
    new: Value

    def inverse(self) -> Set:
        """What takes it back."""
        return Set(self.table, self.row, self.field, self.new, self.old)


Change = Insert | Remove | Set


@dataclass(frozen=True, slots=True)
class Edit:
    """One action of the user: its title as undo names it ("delete the key result …"), and what it changes.

    `item` is the row to look at once it is done. An edit without changes does nothing and is not journalled.
    """

    title: str
    changes: tuple[Change, ...]
    item: str = ""

    def inverse(self) -> Edit:
        """The edit that takes this one back, last change first."""
        return Edit(self.title, tuple(change.inverse() for change in reversed(self.changes)), self.item)

    def __bool__(self) -> bool:
        return bool(self.changes)
