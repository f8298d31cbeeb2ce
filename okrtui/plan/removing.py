"""Deleting a row: what goes with it, and which links to it are cleaned."""

from __future__ import annotations

from okrtui.plan.changes import Change, Edit, Remove, Set
from okrtui.plan.entities import ENTITIES, Entity, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import specs
from okrtui.plan.model import Plan
from okrtui.plan.naming import called


def delete(plan: Plan, row: str) -> Edit:
    """Delete a row with its children and their history; fields that link to any of them let go of it.

    Loose links (what a decision is about, where something was carried from) stay. Older values that the plan has not
    read are not in the edit: the store takes them along. Raises `PlanError` for a row that is not there.
    """
    entity = plan.get(row)
    if isinstance(entity, Root):
        raise PlanError("The plan itself cannot be deleted.")
    rows = family(plan, entity)
    # Children go before their parents, so that undo brings the parents back first.
    rank = {kind.TABLE: index for index, kind in enumerate(ENTITIES)}
    rows.sort(key=lambda row: -rank[row.TABLE])
    links = unlink(plan, {(row.TABLE, row.id) for row in rows})
    return Edit(f"delete {called(entity)}", (*links, *(Remove(row) for row in rows)), entity.id)


def family(plan: Plan, entity: Entity) -> list[Entity]:
    """A row and all rows below it, parents before their children."""
    found = [entity]
    for kind in ENTITIES:
        if any(spec.kind == "parent" and spec.table == entity.TABLE for spec in specs(kind)):
            for child in plan.children(kind, entity.id):
                found.extend(family(plan, child))
    return found


def unlink(plan: Plan, going: set[tuple[str, str]]) -> list[Change]:
    """Changes by which the rows that stay let go of those that go, given as table and id."""
    tables = {table for table, _ in going}
    changes: list[Change] = []
    for kind in ENTITIES:
        links = [s for s in specs(kind) if s.kind in ("ref", "refs") and not s.loose and s.table in tables]
        if not links:
            continue
        for row in plan.table(kind).values():
            if (kind.TABLE, row.id) in going:
                continue
            for spec in links:
                held = getattr(row, spec.name)
                if spec.kind == "ref" and (spec.table, held) in going:
                    changes.append(Set(kind.TABLE, row.id, spec.name, held, None))
                elif spec.kind == "refs":
                    kept = tuple(link for link in held if (spec.table, link) not in going)
                    if kept != held:
                        changes.append(Set(kind.TABLE, row.id, spec.name, held, kept))
    return changes
