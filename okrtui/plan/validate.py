"""What a plan cannot hold, whoever wants to write it: impossible values, links to nothing, bounds in disorder."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from okrtui.plan import manner
from okrtui.plan.changes import Change, Insert, Remove, Set
from okrtui.plan.entities import BY_TABLE, ENTITIES, Cycle, Entity, Kpi
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Spec, specs
from okrtui.plan.ids import is_id
from okrtui.plan.naming import called, field_word, kind_name

if TYPE_CHECKING:
    from okrtui.plan.model import Plan

BOUNDS = ("healthy_low", "warn_low", "warn_high", "healthy_high")
"""The bounds of a KPI's range in the order in which they must stand."""

_LINKED: dict[str, list[tuple[type[Entity], Spec]]] = {}
for _kind in ENTITIES:
    for _spec in specs(_kind):
        if _spec.kind in ("ref", "refs", "parent") and not _spec.loose:
            _LINKED.setdefault(_spec.table, []).append((_kind, _spec))


def check_values(plan: Plan, changes: Sequence[Change]) -> None:
    """Raise `PlanError` when a change writes a value that its field does not take; the plan is as it was before."""
    for change in changes:
        if isinstance(change, Insert):
            for spec in specs(type(change.entity)):
                check_value(change.entity, spec, getattr(change.entity, spec.name))
        elif isinstance(change, Set):
            kind = BY_TABLE[change.table]
            for spec in specs(kind):
                if spec.name == change.field:
                    check_value(plan.find(change.row, kind), spec, change.new)


def validate(plan: Plan, changes: Sequence[Change]) -> None:
    """Raise `PlanError` when the plan, as the changes have left it, holds rows that do not fit one another.

    Looks at what the changes touched, and at nothing else: an old plan with an odd row stays editable.
    """
    touched: dict[tuple[str, str], set[str] | None] = {}
    removed: dict[str, set[str]] = {}
    for change in changes:
        key = (change.table, change.row)
        if isinstance(change, Insert):
            touched[key] = None
        elif isinstance(change, Remove):
            removed.setdefault(change.table, set()).add(change.row)
        elif touched.get(key, set()) is not None:
            fields = touched.setdefault(key, set())
            if fields is not None:
                fields.add(change.field)
    for (table, row), names in touched.items():
        entity = plan.find(row, BY_TABLE[table])
        if entity is not None:
            _row(plan, entity, names)
    for table, rows in removed.items():
        _nobody_links(plan, table, {row for row in rows if plan.find(row, BY_TABLE[table]) is None})


def _row(plan: Plan, entity: Entity, names: set[str] | None) -> None:
    """Check the named fields of a row (None: all of them, and its id)."""
    if names is None and entity.PREFIX and not is_id(entity.id, type(entity)):
        raise PlanError(
            f"{entity.id!r} cannot be the id of a {kind_name(type(entity))}: expected {entity.PREFIX}- and 1 to 40 "
            "of a-z, 0-9 and hyphens."
        )
    for spec in specs(type(entity)):
        if names is None or spec.name in names:
            _links(plan, entity, spec)
    if isinstance(entity, Cycle) and (names is None or names & {"start", "end"}):
        check_days(entity)
    if isinstance(entity, Kpi):
        if names is None or names & set(BOUNDS):
            _bounds(entity)
        if names is None or "drivers" in names:
            _drivers(plan, entity)


def check_value(entity: Entity | None, spec: Spec, value: Any) -> None:
    """Raise `PlanError` when a field of a row cannot hold a value by its declaration."""
    if value is None:
        if spec.kind in ("text", "flag", "parent", "position", "refs"):
            raise PlanError(f"{_word(entity, spec)} is missing.")
        return
    match spec.kind:
        case "text" | "ref" | "parent":
            fine = isinstance(value, str)
            if fine and "\0" in value:
                raise PlanError(f"{_word(entity, spec)} holds a NUL character, which no text may.")
        case "number" | "position":
            _number(entity, spec, value)
            return
        case "choice":
            if value not in spec.choices:
                raise PlanError(f"{_word(entity, spec)} cannot be {value!r}: expected {_one_of(spec.choices)}.")
            return
        case "flag":
            fine = isinstance(value, bool)
        case "date":
            fine = type(value) is date
        case "moment":
            fine = isinstance(value, date) and getattr(value, "tzinfo", None) is None
        case "refs":
            fine = isinstance(value, tuple) and all(isinstance(link, str) for link in value)
    if not fine:
        raise PlanError(f"{_word(entity, spec)} cannot be {value!r}.")


def _word(entity: Entity | None, spec: Spec) -> str:
    """How a sentence about a field begins."""
    return f"The {field_word(spec.name)}" + (f" of {called(entity)}" if entity else "")


def _number(entity: Entity | None, spec: Spec, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise PlanError(f"{_word(entity, spec)} must be a finite number, not {value!r}.")
    low, high = spec.low, spec.high
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = f"between {low:g} and {high:g}"
        raise PlanError(f"{_word(entity, spec)} must lie {bounds}, and {value:g} does not.")


def _one_of(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _links(plan: Plan, entity: Entity, spec: Spec) -> None:
    """Each link, but a loose one, leads to a row that is there, and to each row once."""
    if spec.kind not in ("ref", "refs", "parent") or spec.loose:
        return
    held = getattr(entity, spec.name)
    links: Iterable[str] = held if spec.kind == "refs" else (held,) if held is not None else ()
    target = BY_TABLE[spec.table]
    for link in links:
        if plan.find(link, target) is None and spec.kind == "parent":
            raise PlanError(f"The {kind_name(target)} that {called(entity)} belongs to is not in the plan.")
        if plan.find(link, target) is None:
            raise PlanError(
                f"The {field_word(spec.name)} of {called(entity)} names {link or 'nothing'}, and there is no such "
                f"{kind_name(target)} in this plan."
            )
    if spec.kind == "refs" and len(set(held)) != len(held):
        raise PlanError(f"The {field_word(spec.name)} of {called(entity)} name the same {kind_name(target)} twice.")


def check_days(cycle: Cycle) -> None:
    """Raise `PlanError` for a cycle that ends before it starts."""
    if cycle.start is not None and cycle.end is not None and cycle.end < cycle.start:
        raise PlanError(
            f"{_capital(called(cycle))} cannot end on {manner.day(cycle.end, year=True)}: "
            f"it starts on {manner.day(cycle.start, year=True)}, after that."
        )


def _bounds(kpi: Kpi) -> None:
    known = [(name, getattr(kpi, name)) for name in BOUNDS if getattr(kpi, name) is not None]
    for (_, low), (_, high) in pairwise(known):
        if low > high:
            raise PlanError(
                f"The bounds of {called(kpi)} are out of order: healthy from, warning from, warning to and healthy to "
                f"must rise, and {low:g} stands before {high:g}."
            )


def _drivers(plan: Plan, kpi: Kpi) -> None:
    """No KPI causes itself, directly or through others. Every KPI is visited once, without recursion."""
    seen: set[str] = set()
    waiting: list[tuple[str, tuple[str, ...]]] = [(driver, (driver,)) for driver in kpi.drivers]
    while waiting:
        row, path = waiting.pop()
        if row == kpi.id:
            names = " ← ".join(_name(plan, one) for one in (kpi.id, *path))
            raise PlanError(f"A KPI cannot cause itself: {names}.")
        if row in seen:
            continue
        seen.add(row)
        found = plan.find(row, Kpi)
        if found:
            waiting.extend((driver, (*path, driver)) for driver in found.drivers)


def _name(plan: Plan, row: str) -> str:
    found = plan.find(row, Kpi)
    return found.name if found and found.name else row


def _nobody_links(plan: Plan, table: str, gone: set[str]) -> None:
    """Rows that went are not what others belong to or link to."""
    if not gone:
        return
    for kind, spec in _LINKED.get(table, ()):
        reaches: Callable[[Any], bool] = (
            (lambda held: not gone.isdisjoint(held)) if spec.kind == "refs" else (lambda held: held in gone)
        )
        for row in plan.table(kind).values():
            if reaches(getattr(row, spec.name)):
                raise PlanError(f"{_capital(called(row))} still needs what this takes away.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
