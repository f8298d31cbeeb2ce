"""Conflicts of a merge: what each is about, its values as text and back, and deciding it.

A conflict names an item and one of its fields. Rows without an id of their own, such as check-ins, are named through
the row above: the field is then ``check_ins.2026-05-04.value``. Two fields are no fields of a row: `REMOVED` ("yes" on
the side that took the row away; the row stays until that is decided) and `BECOMES` (the table of the kind that each
side turned the row into).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from okrtui.plan.changes import Change, Edit, Remove, Set
from okrtui.plan.entities import BY_TABLE, ROOT, Dismissal, Entity, Lexeme, MergeConflict
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment, Spec, Value, restore_moment, specs
from okrtui.plan.model import Plan, parent_of
from okrtui.plan.naming import a_kind, called, field_word
from okrtui.plan.removing import delete, family
from okrtui.plan.turning import move_to, turn

REMOVED = "removed"
BECOMES = "becomes"
YES, NO = "yes", "no"
_SEPARATOR = ", "


@dataclass(frozen=True, slots=True)
class Subject:
    """What a conflict is about: a row (None when it is gone) and the name of its field."""

    row: Entity | None
    field: str

    @property
    def spec(self) -> Spec | None:
        """The declaration of the field; None for `REMOVED`, `BECOMES`, and what a row of this kind has not."""
        if self.row is None:
            return None
        return next((spec for spec in specs(type(self.row)) if spec.name == self.field), None)


def conflict_on(row: Entity, field: str, base: str, ours: str, theirs: str) -> MergeConflict:
    """The conflict about a field of a row; its id is the item and the field."""
    item, name = row.id, field
    if not row.PREFIX and row.id != ROOT:
        item = (getattr(row, "item", None) or ROOT) if isinstance(row, Dismissal) else parent_of(row) or ROOT
        name = f"{row.TABLE}.{_known_by(row)}.{field}"
    return MergeConflict(f"{item}.{name}", item, name, base, ours, theirs)


def _known_by(row: Entity) -> str:
    """What tells a row without an id from its siblings."""
    if isinstance(row, Lexeme):
        return row.word
    if isinstance(row, Dismissal):
        return row.code
    at: Moment | None = getattr(row, "at", None)
    return at.isoformat() if at else ""


def subject(plan: Plan, conflict: MergeConflict) -> Subject:
    """The row and the field that a conflict is about, as the plan is now."""
    item = conflict.item or ROOT
    table, dot, rest = conflict.field.partition(".")
    if not dot or table not in BY_TABLE:
        return Subject(plan.item(item), conflict.field)
    known, _, field = rest.rpartition(".")
    kind = BY_TABLE[table]
    above = "" if kind in (Lexeme, Dismissal) else item
    for row in plan.children(kind, above):
        if _known_by(row) == known and (not isinstance(row, Dismissal) or (row.item or ROOT) == item):
            return Subject(row, field)
    return Subject(None, field)


def as_text(value: Value) -> str:
    """A field's value as a conflict keeps it: numbers and days as in the file, ids with commas, nothing as ""."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**63 else repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return _SEPARATOR.join(value) if isinstance(value, tuple) else str(value)


def from_text(spec: Spec, text: str) -> Value:
    """The value that `as_text` wrote. Raises `PlanError` for a text that is no value of the field."""
    plain = text.strip()
    if spec.kind in ("text", "parent"):
        return text
    if spec.kind == "refs":
        return tuple(dict.fromkeys(part.strip() for part in plain.split(",") if part.strip()))
    if spec.kind == "flag":
        return plain == YES
    if not plain:
        return None
    try:
        match spec.kind:
            case "number" | "position":
                number = float(plain)
                if not math.isfinite(number):
                    raise ValueError
                return number
            case "date":
                return date.fromisoformat(plain)
            case "moment":
                return restore_moment(plain)
    except ValueError:
        raise PlanError(f"“{text}” is no value for the {field_word(spec.name)}.") from None
    return plain


def decide(plan: Plan, conflict: str, text: str) -> Edit:
    """Give the field of a conflict this value, as `as_text` writes it, and take the conflict away.

    A row whose removal is decided goes with all below it and the conflicts about them; the plan must hold its whole
    history. Raises `PlanError` for a conflict that is not there, and for a value that cannot be.
    """
    row = plan.find(conflict, MergeConflict)
    if row is None:
        raise PlanError("This conflict has been decided already.")
    about = subject(plan, row)
    title = f"decide the conflict about {called(about.row) if about.row else 'a row that is gone'}"
    changes = _changes(plan, row, about, text) if about.row is not None else ()
    gone = {change.row for change in changes if isinstance(change, Remove)}
    over = [
        other
        for other in plan.table(MergeConflict).values()
        if other.id == row.id or (row.field.endswith(REMOVED) and other.item in gone)
    ]
    item = row.item if row.item and row.item not in gone else ""
    return Edit(title, (*changes, *(Remove(other) for other in over)), item)


def _changes(plan: Plan, conflict: MergeConflict, about: Subject, text: str) -> tuple[Change, ...]:
    """What makes the plan hold the decided value."""
    row, spec = about.row, about.spec
    assert row is not None
    if about.field == REMOVED:
        if text != YES:
            return ()
        return delete(plan, row.id).changes if row.PREFIX else tuple(Remove(one) for one in family(plan, row))
    if about.field == BECOMES:
        kind = BY_TABLE.get(text)
        return () if kind is None or isinstance(row, kind) else turn(plan, row.id, kind).changes
    if spec is None:
        if text == conflict.ours:
            return ()
        raise PlanError(f"{a_kind(type(row)).capitalize()} has no field “{about.field}”: ours can be taken only.")
    value = from_text(spec, text)
    held: Value = getattr(row, spec.name)
    if held == value:
        return ()
    if spec.kind == "parent":
        if plan.item(text) is None:
            raise PlanError("What this would move to is gone.")
        return move_to(plan, row.id, text).changes
    return (Set(row.TABLE, row.id, spec.name, held, value),)
