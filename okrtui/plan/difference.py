"""One edit that makes a plan equal to another one, row by row and field by field."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.plan.changes import Change, Edit, Insert, Remove, Set
from okrtui.plan.entities import ENTITIES
from okrtui.plan.fields import specs
from okrtui.plan.model import Plan


def edit_between(before: Plan, after: Plan, title: str) -> Edit:
    """The edit that turns `before` into what `after` holds; both are left as they are.

    Rows are the same when their ids are. Both plans need their whole history. Rows come after what they belong to and
    go before it; an edit without changes says that both hold the same.
    """
    return Edit(title, (*_gone(before, after), *_came(before, after), *_other(before, after)))


def _gone(before: Plan, after: Plan) -> Iterator[Change]:
    for entity in reversed(ENTITIES):
        left = after.table(entity)
        yield from (Remove(row) for row in before.table(entity).values() if row.id not in left)


def _came(before: Plan, after: Plan) -> Iterator[Change]:
    for entity in ENTITIES:
        there = before.table(entity)
        yield from (Insert(row) for row in after.table(entity).values() if row.id not in there)


def _other(before: Plan, after: Plan) -> Iterator[Change]:
    for entity in ENTITIES:
        there = after.table(entity)
        for row in before.table(entity).values():
            other = there.get(row.id)
            if other is None or other == row:
                continue
            for spec in specs(entity):
                old, new = getattr(row, spec.name), getattr(other, spec.name)
                if old != new:
                    yield Set(entity.TABLE, row.id, spec.name, old, new)
