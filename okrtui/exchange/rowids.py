"""Ids of rows that the file gives none: they are known by what they hold, such as a moment."""

from __future__ import annotations

from collections.abc import Container, Mapping

from okrtui.plan.entities import Dismissal, Entity, Lexeme, MergeConflict, Target
from okrtui.plan.fields import Moment, Value
from okrtui.plan.ids import moment_id


def content_id(entity: type[Entity], parent: str, values: Mapping[str, Value], taken: Container[str]) -> str:
    """The id of a row without one of its own.

    A value is known by its item and its moment, a word by itself, a dismissal by its rule and item, a conflict by its
    item and field. Targets may change twice on one day: a later one gets a number when ``taken`` holds its id.
    """
    if entity is Lexeme:
        return str(values["word"])
    if entity is Dismissal:
        return f"{values['code']}@{values.get('item') or ''}"
    if entity is MergeConflict:
        return f"{values['item']}.{values['field']}"
    at = values["at"]
    assert isinstance(at, Moment)
    found = first = moment_id(parent, at)
    number = 1
    while entity is Target and found in taken:
        number += 1
        found = f"{first}#{number}"
    return found
