"""The values of a row as a file holds them, for every format that has the shape of `okrtui.exchange.shape`."""

from __future__ import annotations

import math

from okrtui.exchange.rowids import in_file_order
from okrtui.exchange.shape import FORMAT, FORMAT_KEY, PRIORITIES, ROOT_KEYS, TABLES, Table, defaults
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Value
from okrtui.plan.model import Plan

_WHOLE = 2.0**63
"""From here on a whole number does not fit TOML's integers; its float form never ends in ``.0`` either."""


def tree(plan: Plan) -> dict[str, object]:
    """The plan as nested tables: the keys of its file in their order; raises `PlanError` for nan and infinity."""
    root = plan.root
    made: dict[str, object] = {FORMAT_KEY: FORMAT, **row_values(root, ROOT_KEYS)}
    strategy: dict[str, object] = row_values(root, ("statement",))
    if priorities := _rows(plan, PRIORITIES, ""):
        strategy[PRIORITIES.name] = priorities
    if strategy:
        made["strategy"] = strategy
    for table in TABLES:
        if rows := _rows(plan, table, ""):
            made[table.name] = rows
    return made


def _rows(plan: Plan, table: Table, parent: str) -> list[dict[str, object]]:
    keys = tuple(spec.name for spec in table.specs)
    made = []
    for row in in_file_order(plan, table.entity, parent):
        values: dict[str, object] = {"id": row.id} if table.has_id else {}
        values.update(row_values(row, keys))
        for child in table.children:
            if rows := _rows(plan, child, row.id):
                values[child.name] = rows
        made.append(values)
    return made


def row_values(row: Entity, keys: tuple[str, ...]) -> dict[str, object]:
    """The keys of a row that hold something, as a file writes them: whole numbers as such, lists as lists."""
    usual = defaults(type(row))
    values: dict[str, object] = {}
    for key in keys:
        held: Value = getattr(row, key)
        if held is None:
            held = usual[key]
        if held is None or held == "" or held == ():
            continue
        values[key] = plain(row, key, held)
    return values


def plain(row: Entity, key: str, value: Value) -> object:
    """One value as a file writes it; raises `PlanError` for nan and infinity."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise PlanError(f"{key} of {row.id} is {value}: a file can only hold finite numbers.")
        return int(value) if value.is_integer() and abs(value) < _WHOLE else value
    if isinstance(value, tuple):
        return list(value)
    return value
