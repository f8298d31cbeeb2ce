"""Rows, fields and values of a plan in its own words, for the lists that an import or a comparison shows.

All of it is plain text on one line; user text keeps its characters, but for line breaks.
"""

from __future__ import annotations

from datetime import date, datetime

from okrtui.plan.conflicts import BECOMES, REMOVED, YES, from_text, subject
from okrtui.plan.entities import BY_TABLE, Dismissal, Entity, KeyResult, Kpi, MergeConflict, Priority, Review, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment, Spec, Value, specs
from okrtui.plan.model import Plan, parent_field, parent_of
from okrtui.plan.naming import kind_name, quote, title_of
from okrtui.plan.numbers import format_value

HISTORY = ("targets", "check_ins", "measurements")
"""Tables whose rows are many and have no name: they are counted rather than listed."""

_UNIT_LESS = ("grade", "confidence")


def known_by(row: Entity) -> str:
    """The text that a row is known by, in quotes; a review's day, or an id, when it has none."""
    if isinstance(row, Review) and row.at:
        return f"of {moment(row.at)}"
    title = title_of(row)
    return quote(title) if title.strip() else row.id


def plural(entity: type[Entity]) -> str:
    """Several rows of a kind: "key results", "priorities"."""
    return "priorities" if entity is Priority else f"{kind_name(entity)}s"


def name_of(plan: Plan, row: Entity) -> str:
    """A row with its kind: ``key result “Lower churn”``, ``check-in of “Lower churn” on 2026-05-04``."""
    word = kind_name(type(row))
    if isinstance(row, Root):
        return "the plan"
    if isinstance(row, Dismissal):
        return f"{word} of {row.code} for {linked(plan, row.item)}"
    if isinstance(row, MergeConflict):
        field, whose = conflict_topic(plan, row)
        return f"{word} about the {field} {whose}"
    if row.TABLE in HISTORY:
        return f"{word} {_of_parent(plan, row)}"
    return f"{word} {known_by(row)}"


def subject_of(plan: Plan, row: Entity) -> str:
    """What a field belongs to: ``of “Lower churn”``, ``of “Lower churn” on 2026-05-04``."""
    if isinstance(row, Root):
        return "of the plan"
    if row.TABLE in HISTORY:
        return _of_parent(plan, row)
    if isinstance(row, (Dismissal, MergeConflict)):
        return f"of the {name_of(plan, row)}"
    known = known_by(row)
    return known if isinstance(row, Review) and row.at else f"of {known}"


def conflict_topic(plan: Plan, conflict: MergeConflict) -> tuple[str, str]:
    """The field that a conflict is about, and whose it is: ``("target", "of “Lower churn”")``."""
    about = subject(plan, conflict)
    words = {REMOVED: "removal", BECOMES: "kind"}
    named = words.get(about.field) or (field_word(about.spec) if about.spec else about.field)
    return named, subject_of(plan, about.row) if about.row else f"of {linked(plan, conflict.item)}"


def conflict_value(plan: Plan, conflict: MergeConflict, text: str) -> str:
    """One of the values of a conflict as a reader knows it; a text as it is, with all its lines."""
    about = subject(plan, conflict)
    if about.field == REMOVED:
        return "removed" if text == YES else "kept"
    if about.field == BECOMES:
        return kind_name(BY_TABLE[text]) if text in BY_TABLE else text
    if about.row is None or about.spec is None or about.spec.kind == "text":
        return text or "none"
    try:
        return value_text(plan, about.row, about.spec, from_text(about.spec, text))
    except PlanError:
        return text  # somebody wrote it by hand


def _of_parent(plan: Plan, row: Entity) -> str:
    return f"of {linked(plan, parent_of(row))} on {moment(getattr(row, 'at'))}"  # noqa: B009


def linked(plan: Plan, row: str | None) -> str:
    """The name of a row that an id names; the id itself when it is gone."""
    found = plan.item(row) if row else None
    return known_by(found) if found else row or "the plan"


def moment(at: Moment | None) -> str:
    """A day, or a day and time, as a list shows it."""
    return at.isoformat(" ") if isinstance(at, datetime) else at.isoformat() if at else "no day"


def field_word(spec: Spec) -> str:
    """A field as a sentence calls it."""
    return {"kpis": "KPIs", "statement": "strategy"}.get(spec.name, spec.name.replace("_", " "))


def spec_of(table: str, field: str) -> Spec:
    """The declaration of a field."""
    return next(spec for spec in specs(BY_TABLE[table]) if spec.name == field)


def value_text(plan: Plan, row: Entity, spec: Spec, value: Value) -> str:
    """A field's value as a reader knows it: with its unit, and links by the names of what they point to."""
    if value is None or value == "" or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return format_value(float(value), "" if spec.name in _UNIT_LESS else unit_of(plan, row))
    if isinstance(value, date):
        return moment(value)
    if isinstance(value, tuple):
        return ", ".join(linked(plan, one) for one in value)
    if spec.kind in ("ref", "parent"):
        return linked(plan, value)
    return value if spec.kind == "choice" else quote(value)


def unit_of(plan: Plan, row: Entity) -> str:
    """The unit of a row's numbers: its own, or that of the key result or KPI above it."""
    owner = row if hasattr(row, "unit") else plan.item(parent_of(row)) if parent_field(row.TABLE) else None
    return owner.unit if isinstance(owner, (KeyResult, Kpi)) else ""


def counted(count: int, entity: type[Entity]) -> str:
    """``1 check-in``, ``5 check-ins``."""
    return f"{count} {kind_name(entity) if count == 1 else plural(entity)}"
