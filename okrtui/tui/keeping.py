"""Keeping a row that was edited: what was typed, as the one edit that puts it into the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from okrtui.plan import edits, units
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import CheckIn, Kpi
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment, specs
from okrtui.plan.model import parent_of
from okrtui.plan.numbers import Quantity
from okrtui.tui.editing import Editing
from okrtui.tui.forms import Field, read, show
from okrtui.tui.text import from_screen


def edit_of(editing: Editing) -> Edit:
    """The one action that keeps all of a row that is edited. Raises `PlanError` when something cannot be."""
    plan, place = editing.around.plan, editing.place
    title = from_screen(editing.text.strip(), editing.original)
    if editing.is_value:
        return _value_edit(editing)
    if not title:
        raise PlanError(f"An empty {editing.form.word} says nothing yet. Type it, or press esc.")
    values: dict[str, Any] = {editing.form.title: title, **editing.values()}
    if place.row:
        _refuse_what_changed(editing)
        edit = edits.retarget(plan, place.row, editing.around.today, editing.reason or "", **editing.own(values))
    else:
        edit = edits.add(plan, place.entity, parent=place.parent, after=place.after, **values)
    if editing.more:
        edit = _split(editing, edit, values)
    row = place.row or edit.item
    if editing.initiative or editing.result:
        from okrtui.tui.besides import besides

        edit = besides(editing, edit)
    if place.link and not place.row:
        link = edits.lead_to(plan, place.link, row)
        edit = Edit(edit.title, (*edit.changes, *link.changes), row)
    return edit


def _split(editing: Editing, first: Edit, values: dict[str, Any]) -> Edit:
    """The edit that keeps this row, with the rows behind it that came of the split; their fields are read too."""
    plan, place, name = editing.around.plan, editing.place, editing.form.title
    said = {line: _said_in(editing, line) for line in editing.more}
    if place.row:
        parent = parent_of(plan.get(place.row))
        added = edits.add_many(plan, place.entity, editing.more, parent=parent, after=place.row)
    else:
        said[values[name]] = values
        titles = [values[name], *editing.more]
        added = edits.add_many(plan, place.entity, titles, parent=place.parent, after=place.after)
    changes = [
        Insert(replace(c.entity, **said[getattr(c.entity, name)])) if isinstance(c, Insert) else c
        for c in added.changes
    ]
    own = first.changes if place.row else ()
    item = place.row or next(c.entity.id for c in changes if isinstance(c, Insert))
    return Edit(first.title if place.row and first else added.title, (*own, *changes), item)


def _said_in(editing: Editing, line: str) -> dict[str, Any]:
    """The fields that a line says."""
    other = Editing(editing.place, editing.around, editing.context, editing.judge)
    other.write(line)
    return other.values()


def _refuse_what_changed(editing: Editing) -> None:
    """Raise `PlanError` once when another window changed what was changed here; keeping again then overwrites."""
    row = editing.around.plan.get(editing.place.row)
    titles = {editing.form.title: from_screen(editing.text.strip(), editing.original), **editing.values()}
    before = {**editing.stored, editing.form.title: editing.original}
    for name in editing.own(titles):
        found = getattr(row, name)
        if found != before.get(name) and found != titles[name]:
            if name == editing.form.title:
                editing.original = str(found)
            else:
                editing.stored[name] = found
            words = show(editing.field(name), found, editing.around) if name != editing.form.title else str(found)
            raise PlanError(f"Changed elsewhere to “{words[:60]}”. enter keeps yours, esc takes theirs.")


def number_of(editing: Editing) -> float:
    """The value that is typed, in the unit of its row. Raises `PlanError` for anything else."""
    number, unit = _typed(editing), unit_of(editing)
    return editing.in_unit(number, unit).value if number.unit and unit else number.value


def unit_of(editing: Editing) -> str:
    """The unit of a value that is typed: that of its row; for a KPI without one what is typed, or ends its name."""
    row = editing.around.plan.get(editing.place.row)
    unit = str(getattr(row, "unit", "") or "")
    return unit if unit or not isinstance(row, Kpi) else _typed(editing).unit or units.named_last(row.name)


def _typed(editing: Editing) -> Quantity:
    spec = next(s for s in specs(editing.place.entity) if s.name == "value")
    number = read(Field(spec, "value", ""), from_screen(editing.text.strip(), editing.original), editing.around)
    if not isinstance(number, Quantity):
        raise PlanError("A value, please: a number, such as 12, 1.2M or 4.5.")
    return number


def _value_edit(editing: Editing) -> Edit:
    plan, row = editing.around.plan, editing.place.row
    value = number_of(editing)
    note = str(editing.value("note") or "")
    at = cast("Moment", editing.value("at"))
    if editing.place.entity is CheckIn:
        confidence = cast("float | None", editing.value("confidence"))
        return edits.check_in(plan, row, at, value, confidence, note)
    edit = edits.measure(plan, row, at, value, note)
    unit = unit_of(editing)
    if unit == getattr(plan.get(row), "unit", unit):
        return edit
    return Edit(edit.title, (*edit.changes, *edits.change(plan, row, unit=unit).changes), edit.item)
