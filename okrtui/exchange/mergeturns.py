"""Rows that one side turned into another kind: the other versions follow, so that all three speak of the same row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from okrtui.exchange.mergefields import Sides, differs
from okrtui.plan.changes import Edit, Insert, Remove
from okrtui.plan.conflicts import BECOMES, conflict_on
from okrtui.plan.entities import ENTITIES, Entity, MergeConflict
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import specs
from okrtui.plan.ids import make_id, suffix_of
from okrtui.plan.model import Plan, parent_of
from okrtui.plan.naming import title_field
from okrtui.plan.removing import family
from okrtui.plan.turning import TURNABLE, turn


def align(sides: Sides) -> tuple[list[MergeConflict], set[str]]:
    """Turn rows of the three plans, which are changed, into the kinds that a side gave them.

    Returns the conflicts where both chose another kind (ours stays), and the ids of rows whose turning is an edit
    against which the other side deleted them. Where the other side's edits have no place in the new kind, nothing is
    turned: the old row then counts as deleted by the side that turned it, and the new one as added.
    """
    conflicts: list[MergeConflict] = []
    edited: set[str] = set()
    for row in _turnable(sides.base):
        ours, theirs = _now(sides.base, sides.ours, row), _now(sides.base, sides.theirs, row)
        wanted = next((now for now in (ours, theirs) if now is not None and now.id != row.id), None)
        if wanted is None:
            continue
        source = sides.ours if wanted is ours else sides.theirs
        others = [
            (plan, now)
            for plan, now in ((sides.ours, ours), (sides.theirs, theirs))
            if now is not None and now.id != wanted.id
        ]
        parent = parent_of(wanted)
        first = _turned(sides.base, row, wanted, (parent, ""))
        # Where nobody but the side that turned it has the parent, the others agree on the one that the base gives.
        parents = [parent] if first is None or sides.base.item(parent) else [parent, _parent_given(first)]
        edits = [(sides.base, first)]
        edits += [(plan, _turned(plan, now, wanted, parents)) for plan, now in others]
        if any(not edit or (plan is not sides.base and _loses(sides.base, edit, row)) for plan, edit in edits):
            continue
        for plan, edit in edits:
            assert edit is not None
            plan.apply(edit.changes)
        if ours is None or theirs is None:
            edited.add(wanted.id)
        elif theirs.id not in (row.id, ours.id) and ours.id != row.id:
            held = source.get(wanted.id)
            conflicts.append(conflict_on(held, BECOMES, row.TABLE, ours.TABLE, theirs.TABLE))
    return conflicts, edited


def _turnable(base: Plan) -> Iterator[Entity]:
    for kind in ENTITIES:
        if kind in TURNABLE:
            yield from list(base.table(kind).values())


def _now(base: Plan, side: Plan, row: Entity) -> Entity | None:
    """What a row of the base is on a side: the same, one of another kind with its suffix, or nothing."""
    if found := side.find(row.id, type(row)):
        return found
    suffix = suffix_of(row.id)
    ids = [make_id(kind, suffix) for kind in TURNABLE]
    return next((found for one in ids if (found := side.item(one)) and base.item(one) is None), None)


def _turned(plan: Plan, row: Entity, wanted: Entity, parents: Sequence[str]) -> Edit | None:
    """The edit that turns a row as the other side did, below the first of these parents; None when that cannot be."""
    for parent in parents if parent_of(wanted) else ("",):
        if parent and plan.item(parent) is None:
            continue
        try:
            edit = turn(plan, row.id, type(wanted), parent=parent)
        except PlanError:
            return None
        return edit if edit.item == wanted.id else None
    return None


def _parent_given(edit: Edit) -> str:
    """The parent that a row got as it was turned."""
    return next((parent_of(one.entity) for one in edit.changes if isinstance(one, Insert) and one.row == edit.item), "")


def _loses(base: Plan, edit: Edit, row: Entity) -> bool:
    """Whether turning takes something away that this side has written since the base.

    Only texts, owners and the like come along to another kind: an edit of anything else would be lost.
    """
    removed = [change.entity for change in edit.changes if isinstance(change, Remove)]
    now = next((one for one in removed if suffix_of(one.id) == suffix_of(row.id) and one.PREFIX), None)
    if now is None:
        return True
    if type(now) is not type(row):  # this side turned it too: what has it written since then?
        turned = _turned(base := Plan(base.rows()), row, now, (parent_of(now), ""))
        if turned is None:
            return True
        base.apply(turned.changes)
        row = base.get(now.id)
    new = next(iter(kind for kind in TURNABLE if edit.item.startswith(f"{kind.PREFIX}-")))
    kept = {spec.name for spec in specs(new) if spec.kind not in ("parent", "position")} | {title_field(type(row))}
    kept -= {"kind", "carried_from", "priority", "kpis", "drivers", "learned", "why"}
    for spec in specs(type(row)):
        if spec.kind != "position" and spec.name not in kept and getattr(row, spec.name) != getattr(now, spec.name):
            return True
    before = {(one.TABLE, one.id): one for one in family(base, row)}
    below = [one for one in removed if one is not now]
    return any(differs(before.get((one.TABLE, one.id)), one) for one in below)
