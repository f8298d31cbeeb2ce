"""What is put away without being deleted: KPIs that nobody watches any longer, priorities that matter no more.

They leave the lists, the review, the coach's findings and counts, and the report; values, links and history stay, and
they come back as they were. Cycles leave the lists when they are closed, and objectives wait in "Later"
(`okrtui.plan.parking`): neither needs an archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from okrtui.plan.changes import Edit, Set
from okrtui.plan.entities import Cycle, Entity, KeyResult, Kpi, Objective, Priority
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import called, quote, title_of

_FIELDS: dict[type[Entity], str] = {Kpi: "archived", Priority: "dropped"}
"""The field of each kind that holds the day on which it was put away; also the word for it."""
_DEEDS: dict[type[Entity], tuple[str, str]] = {Kpi: ("archive", "restore"), Priority: ("drop", "take up")}
"""What putting away and taking into use again are called."""


def can_archive(kind: type[Entity]) -> bool:
    """Whether rows of this kind can be put away."""
    return kind in _FIELDS


def archived_on(row: Entity) -> date | None:
    """The day on which a row was put away; None for one that is in use, and for kinds that are never put away."""
    name = _FIELDS.get(type(row))
    day: date | None = getattr(row, name) if name else None
    return day


def archived_word(row: Entity) -> str:
    """How a row that was put away is marked: "archived" for a KPI, "dropped" for a priority; empty for others."""
    return _FIELDS[type(row)] if archived_on(row) else ""


def archive(plan: Plan, row: str, today: date) -> Edit:
    """Put a KPI or a priority away from today on, with all that it holds and all links to it.

    Raises `PlanError` for a row of another kind, and for one that is put away already.
    """
    entity = plan.get(row)
    name = _field(entity)
    if held := archived_on(entity):
        raise PlanError(f"{quote(title_of(entity))} is {name} already, since {held.isoformat()}.")
    return _set(entity, today)


def restore(plan: Plan, row: str) -> Edit:
    """Take a row that was put away into use again, where it stood. Raises `PlanError` when it is in use."""
    entity = plan.get(row)
    name = _field(entity)
    if archived_on(entity) is None:
        raise PlanError(f"{quote(title_of(entity))} is not {name}.")
    return _set(entity, None)


def archiving_title(row: Entity, fields: Sequence[str], day: object) -> str:
    """What it is called when just these fields of a row change; empty when that does not put away or bring back.

    `day`: what the field holds then.
    """
    if list(fields) != [_FIELDS.get(type(row))]:
        return ""
    return f"{_DEEDS[type(row)][0 if day else 1]} {called(row)}"


def _field(entity: Entity) -> str:
    if not can_archive(type(entity)):
        raise PlanError(f"Only KPIs and priorities can be put away, and not {called(entity)}.")
    return _FIELDS[type(entity)]


def _set(entity: Entity, day: date | None) -> Edit:
    name = _field(entity)
    change = Set(entity.TABLE, entity.id, name, archived_on(entity), day)
    return Edit(archiving_title(entity, (name,), day), (change,), entity.id)


def still_needed(plan: Plan, kpi: str) -> list[KeyResult]:
    """The key results of open cycles that a KPI is the metric of: their values still go to it when it is archived."""
    found = []
    for row in plan.table(KeyResult).values():
        objective = plan.find(row.objective, Objective) if row.measured_by == kpi else None
        cycle = plan.find(objective.cycle, Cycle) if objective else None
        if cycle is not None and cycle.state != "closed":
            found.append(row)
    return found
