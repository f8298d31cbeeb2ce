"""The plan in memory: what the file is known to hold, and the own edits on top that are still on their way.

When news of the file arrive, the edits on their way are taken back, the news go in as they are, and the edits are
made again, each only if it still fits. One that does not will fail in the file as well, for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from okrtui.plan.changes import Change, Edit, Insert, Remove, Set
from okrtui.plan.entities import BY_TABLE, Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import specs
from okrtui.plan.model import Plan


@dataclass(slots=True)
class _Pending:
    """An edit on its way to the file, and whether it fits into the plan in memory as that stands."""

    ticket: int
    edit: Edit
    applied: bool = True


class Memory:
    """A plan together with the edits that are on their way to its file."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._pending: list[_Pending] = []

    def apply(self, ticket: int, edit: Edit) -> None:
        """Make an edit that is to be written. Raises `PlanError` when it does not fit; nothing is changed then."""
        self.plan.apply(edit.changes)
        self._pending.append(_Pending(ticket, edit))

    def leaving(self) -> set[str]:
        """Ids of rows that an edit on its way removes: the file may have them still."""
        return {
            change.row
            for pending in self._pending
            if pending.applied
            for change in pending.edit.changes
            if isinstance(change, Remove)
        }

    def confirm(self, ticket: int, more: Sequence[Change]) -> set[str]:
        """The edit with this ticket is in the file, with more changes before it; the rows that look different now."""
        first = self._pending[0] if self._pending else None
        if first and first.ticket == ticket and first.applied and not more:
            del self._pending[0]
            return {change.row for change in first.edit.changes}
        edit = next((p.edit for p in self._pending if p.ticket == ticket), None)
        changes = (*more, *(edit.changes if edit else ()))
        return self.rebase(changes, ticket)

    def rebase(self, changes: Iterable[Change], without: int = 0) -> set[str]:
        """Take in changes that are in the file; the edit with ticket ``without`` is no longer on its way.

        Returns the ids of the rows that look different now.
        """
        return self._with_edits_aside(lambda: self._absorb(changes), without)

    def reload(self, rows: Iterable[Entity]) -> set[str]:
        """Take in a file that is another one now."""
        return self._with_edits_aside(lambda: self._absorb(difference(self.plan, rows)), 0)

    def _with_edits_aside(self, take_in: Callable[[], set[str]], without: int) -> set[str]:
        touched: set[str] = set()
        for pending in reversed(self._pending):
            if pending.applied:
                self.plan.apply(pending.edit.inverse().changes, checked=False)
        touched |= take_in()
        kept: list[_Pending] = []
        for pending in self._pending:
            if pending.ticket == without:
                touched |= {change.row for change in pending.edit.changes}
                continue
            before = pending.applied
            pending.applied = self._fits(pending.edit)
            if pending.applied != before:
                touched |= {change.row for change in pending.edit.changes}
            kept.append(pending)
        self._pending = kept
        return touched

    def _fits(self, edit: Edit) -> bool:
        try:
            self.plan.apply(edit.changes)
        except PlanError:
            return False
        return True

    def _absorb(self, changes: Iterable[Change]) -> set[str]:
        """Make changes that are in the file already, one after the other; the ids of their rows."""
        touched: set[str] = set()
        for change in changes:
            take_in(self.plan, change)
            touched.add(change.row)
        return touched


def take_in(plan: Plan, change: Change) -> None:
    """Make a change that the file is known to have seen, whatever the plan in memory holds in its place.

    Histories are not always read as a whole, so a change of a value that is not in memory has nothing to do.
    """
    held = plan.table(BY_TABLE[change.table]).get(change.row)
    steps: Sequence[Change]
    match change:
        case Insert():
            steps = (Remove(held), change) if held else (change,)
        case Remove():
            steps = (Remove(held),) if held else ()
        case Set(table, row, field, _, new):
            steps = (Set(table, row, field, getattr(held, field), new),) if held else ()
    plan.apply(steps, checked=False)


def difference(plan: Plan, rows: Iterable[Entity]) -> list[Change]:
    """The changes that make a plan hold exactly these rows."""
    wanted = {(row.TABLE, row.id): row for row in rows}
    changes: list[Change] = []
    for row in list(plan.rows()):
        other = wanted.pop((row.TABLE, row.id), None)
        if other is None:
            changes.append(Remove(row))
        elif other != row:
            changes += [
                Set(row.TABLE, row.id, spec.name, getattr(row, spec.name), getattr(other, spec.name))
                for spec in specs(type(row))
                if getattr(row, spec.name) != getattr(other, spec.name)
            ]
    return changes + [Insert(row) for row in wanted.values()]
