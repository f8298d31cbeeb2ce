"""Which edits stand on which: when one was not saved, those made on top of it cannot be saved either."""

from __future__ import annotations

from okrtui.plan.changes import Edit, Insert, Remove, Set
from okrtui.plan.fields import specs


def depends(edit: Edit, failed: Edit) -> bool:
    """Whether an edit touches a place that a failed one was to change, or a row that it was to bring or take."""
    rows = {change.row for change in failed.changes if not isinstance(change, Set)}
    places = {(change.row, change.field) for change in failed.changes if isinstance(change, Set)}
    for change in edit.changes:
        if change.row in rows:
            return True
        match change:
            case Set(_, row, name, _, new):
                named = new if isinstance(new, tuple) else (new,)
                if (row, name) in places or rows.intersection(named):
                    return True
            case Insert(entity):
                values = (getattr(entity, spec.name) for spec in specs(type(entity)) if spec.table)
                if any(rows.intersection(v if isinstance(v, tuple) else (v,)) for v in values):
                    return True
            case Remove(entity):
                if any(row == entity.id for row, _ in places):
                    return True
    return False
