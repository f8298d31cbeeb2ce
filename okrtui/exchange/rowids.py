"""Rows that carry no id in a file: they are known by what they hold, such as a moment."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from okrtui.exchange.shape import travelling
from okrtui.plan.entities import CheckIn, Dismissal, Entity, Lexeme, Measurement, MergeConflict
from okrtui.plan.fields import Moment, Value, specs
from okrtui.plan.ids import moment_id
from okrtui.plan.model import Plan, parent_of, when


def content_id(entity: type[Entity], parent: str, values: Mapping[str, Value], taken: Container[str]) -> str:
    """The id of a row without one of its own.

    A value is known by its item and its moment, a word by itself, a dismissal by its rule and item, a conflict by its
    item and field. There is one value for an item and a moment; of the others a second one with the same content gets
    a number when ``taken`` holds its id.
    """
    if entity is Lexeme:
        first = str(values["word"])
    elif entity is Dismissal:
        first = f"{values['code']}@{values.get('item') or ''}"
    elif entity is MergeConflict:
        first = f"{values['item']}.{values['field']}"
    else:
        at = values["at"]
        assert isinstance(at, Moment)
        first = moment_id(parent, at)
    found = first
    number = 1
    while entity not in (CheckIn, Measurement) and found in taken:
        number += 1
        found = f"{first}#{number}"
    return found


def in_file_order(plan: Plan, entity: type[Entity], parent: str = "") -> Sequence[Entity]:
    """The rows below a parent as a file lists them.

    That is the plan's order, but for rows that have neither an id in the file nor a position: their order follows
    from what they hold, so that it is the same wherever the plan was imported.
    """
    rows = plan.children(entity, parent)
    if entity not in (Lexeme, Dismissal, MergeConflict):
        return rows
    names = [spec.name for spec in travelling(entity) if spec.name != "at"]
    return sorted(
        rows, key=lambda row: (*when(getattr(row, "at", None)), *(str(getattr(row, name) or "") for name in names))
    )


def by_content(plan: Plan, entity: type[Entity]) -> dict[str, Entity]:
    """The plan's rows of a kind by the ids that their content gives them, whatever ids they bear."""
    found: dict[str, Entity] = {}
    parents = {parent_of(row): None for row in plan.table(entity).values()}
    for parent in parents:
        for row in in_file_order(plan, entity, parent):
            values: dict[str, Value] = {spec.name: getattr(row, spec.name) for spec in specs(entity)}
            if values.get("at", "") is not None or entity is Dismissal:
                found[content_id(entity, parent, values, found)] = row
    return found
