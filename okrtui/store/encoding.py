"""Values and rows as the journal keeps them: JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from okrtui.plan.changes import Change, Insert, Remove, Set
from okrtui.plan.entities import BY_TABLE, Entity
from okrtui.plan.fields import Value, restore, specs, store
from okrtui.store.layout import spec_of


def value_json(table: str, field: str, value: Value) -> str:
    """A field's value as the journal keeps it."""
    return json.dumps(store(spec_of(table, field), value), ensure_ascii=False)


def value_from_json(table: str, field: str, text: str) -> Value:
    """A field's value from the journal."""
    return restore(spec_of(table, field), json.loads(text))


def row_json(entity: Entity) -> str:
    """A whole row as the journal keeps it, fields without a value left out."""
    stored = {spec.name: store(spec, getattr(entity, spec.name)) for spec in specs(type(entity))}
    kept = {name: value for name, value in stored.items() if value not in (None, "", [])}
    return json.dumps(kept, ensure_ascii=False)


def row_from_json(table: str, row: str, text: str) -> Entity:
    """A whole row from the journal."""
    stored: dict[str, Any] = json.loads(text)
    entity = BY_TABLE[table]
    values = {spec.name: restore(spec, stored.get(spec.name)) for spec in specs(entity)}
    return cast("Callable[..., Entity]", entity)(row, **values)


def change_from_json(table: str, row: str, field: str, old: str | None, new: str | None) -> Change:
    """A change from the columns in which the journal keeps it."""
    if field:
        before, after = (value_from_json(table, field, text or "null") for text in (old, new))
        return Set(table, row, field, before, after)
    if new is not None:
        return Insert(row_from_json(table, row, new))
    return Remove(row_from_json(table, row, old or "{}"))
