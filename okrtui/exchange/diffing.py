"""Two plans compared in the plan's own terms, gathered below the cycles and objectives that the changes belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from okrtui.exchange.document import Document
from okrtui.exchange.importing import import_edit, to_plan
from okrtui.exchange.listing import ChangeLine
from okrtui.exchange.wording import known_by
from okrtui.plan.entities import Cycle, Decision, Entity, Kpi, Objective, Priority, Review, Root
from okrtui.plan.model import Plan, parent_field, parent_of

_PLAN, _KPIS, _REVIEWS, _REST = "Plan and priorities", "KPIs", "Reviews", "Notes to the coach, and conflicts"


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that belong together: those of an objective, of a cycle, of the KPIs."""

    cycle: str
    """The cycle's name; empty outside of cycles."""
    objective: str
    """The objective's text; empty for changes of the cycle itself."""
    heading: str
    """What a reader sees above the lines, on one line."""
    lines: Sequence[ChangeLine]

    def as_json(self) -> list[dict[str, Any]]:
        """The objects of ``changes`` in ``diff --format json``: those of an import, and where each belongs."""
        where = {"cycle": self.cycle or None, "objective": self.objective or None}
        return [line.as_json() | where for line in self.lines]


def difference(before: Document, after: Document) -> list[Group]:
    """What changed from one file to the other; empty when both hold the same plan, whatever their layout.

    The words are those of an import. Groups are in the order of the later file; what went comes last.
    """
    old, new = to_plan(before), to_plan(after)
    lines = import_edit(old, after, replace=True).lines
    found: dict[str, tuple[str, str, list[ChangeLine]]] = {}
    for line in lines:
        cycle, objective, heading = _place(old, new, line)
        found.setdefault(heading, (cycle, objective, []))[2].append(line)
    return [Group(cycle, objective, heading, group) for heading, (cycle, objective, group) in found.items()]


def _place(old: Plan, new: Plan, line: ChangeLine) -> tuple[str, str, str]:
    """Cycle, objective and heading of a line."""
    plan, row = next(((plan, row) for plan in (new, old) if (row := plan.item(line.item))), (new, None))
    if row is None and (owner := line.item.partition("@")[0]) != line.item:
        plan, row = next(((plan, found) for plan in (new, old) if (found := plan.item(owner))), (new, None))
    if row is None:
        return "", "", _REST
    if isinstance(row, (Root, Priority)):
        return "", "", _PLAN
    if isinstance(row, Kpi):
        return "", "", _KPIS
    if isinstance(row, (Review, Decision)):
        return "", "", _REVIEWS
    objective = _above(plan, row, Objective)
    cycle = _above(plan, objective or row, Cycle)
    name = cycle.name or cycle.id if isinstance(cycle, Cycle) else ""
    text = objective.title or objective.id if isinstance(objective, Objective) else ""
    heading = " · ".join(part for part in (name, known_by(objective) if objective else "") if part)
    return name, text, heading


def _above(plan: Plan, row: Entity, kind: type[Entity]) -> Entity | None:
    """The row of a kind that a row is, or belongs to."""
    found: Entity | None = row
    while found is not None and not isinstance(found, kind):
        found = plan.item(parent_of(found)) if parent_field(found.TABLE) else None
    return found
