"""What a fix leaves beside the line that it mends: an initiative, or a key result."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from okrtui.coach.model import Context
from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import Initiative, KeyResult, Kpi, Objective
from okrtui.tui.editing import Editing
from okrtui.tui.place import Place
from okrtui.tui.rows import item_title

OPEN_RESULT = "__ from __ to __"
"""The key result that waits for its words above an initiative that had none."""


def besides(editing: Editing, kept: Edit) -> Edit:
    """The edit that keeps a row, with what becomes an initiative or a key result beside it."""
    row = editing.place.row or kept.item
    more: list[Edit] = []
    if editing.initiative:
        more += _initiative(editing, row)
    if editing.result:
        more.append(_result(editing, row))
    changes = tuple(change for edit in more for change in edit.changes)
    return Edit(kept.title or more[0].title, (*kept.changes, *changes), row) if more else kept


def waiting(editing: Editing, kept: Edit) -> str:
    """A sentence on the key result that was opened above the initiative; empty when the initiative needed none."""
    opened = (c.entity for c in kept.changes if isinstance(c, Insert) and isinstance(c.entity, KeyResult))
    if all(row.title != OPEN_RESULT for row in opened):
        return ""
    return f"“{item_title(editing.initiative, 40)}” is an initiative now; the key result above it waits for your words."


def _initiative(editing: Editing, row: str) -> list[Edit]:
    """A bet on this key result; for an objective on its first one, which is left open when there is none yet."""
    plan = editing.around.plan
    if editing.place.entity is not Objective:
        return [edits.add(plan, Initiative, parent=row, title=editing.initiative)]
    first = next(iter(plan.key_results(row)), None)
    if first is not None:
        return [edits.add(plan, Initiative, parent=first.id, title=editing.initiative)]
    result = edits.add(plan, KeyResult, parent=row, title=OPEN_RESULT)
    return [result, edits.add(plan, Initiative, parent=result.item, title=editing.initiative)]


def _result(editing: Editing, row: str) -> Edit:
    """The change that a line named, as a key result: of this objective, or of the one in sight with this KPI as its
    metric.
    """
    parent = row if editing.place.entity is Objective else editing.objective
    measured = {"measured_by": row} if editing.place.entity is Kpi else {}
    context = Context(editing.context.cycle, editing.context.fiscal_year_start, in_plan=True)
    other = Editing(Place(KeyResult, parent=parent), replace(editing.around, row=""), context, editing.judge)
    other.write(editing.result)
    values: dict[str, Any] = {**other.values(), **measured}
    return edits.add(editing.around.plan, KeyResult, parent=parent, title=editing.result, **values)
