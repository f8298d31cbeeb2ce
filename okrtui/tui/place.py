"""Where an editor is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okrtui.plan.entities import Cycle, Entity, KeyResult, Objective
from okrtui.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor is open: a row, or (`row` empty) a new one of a kind, below a parent and after a sibling."""

    entity: type[Entity]
    row: str = ""
    parent: str = ""
    after: str | None = None
    link: str = ""
    """A key result that the new KPI will lead to, or a KPI that it will cause."""

    @property
    def key(self) -> str:
        """The name under which a draft is kept."""
        return "|".join((self.entity.TABLE, self.row, self.parent, self.after or "", self.link))


def cycle_dates(plan: Plan, place: Place) -> tuple[date, date] | None:
    """First and last day of the cycle that a place belongs to."""
    row = plan.item(place.row or place.parent)
    if isinstance(row, KeyResult):
        cycle = plan.cycle_of(row)
    else:
        owner = row.cycle if isinstance(row, Objective) else (row.id if row else "")
        cycle = plan.find(owner, Cycle)
    return (cycle.start, cycle.end) if cycle and cycle.start and cycle.end else None
