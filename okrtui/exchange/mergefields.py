"""Two versions of one row brought together, field by field, over the version that both come from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from okrtui.exchange.mergeorder import merged_members
from okrtui.exchange.rowchecks import row_problem
from okrtui.exchange.shape import defaults
from okrtui.plan.conflicts import as_text, conflict_on
from okrtui.plan.entities import BY_TABLE, Entity, MergeConflict, Root
from okrtui.plan.fields import Spec, Value, specs
from okrtui.plan.model import Plan


@dataclasses.dataclass(frozen=True, slots=True)
class Sides:
    """The three plans of a merge."""

    base: Plan
    ours: Plan
    theirs: Plan


def merged_row(sides: Sides, base: Entity | None, ours: Entity, theirs: Entity) -> tuple[Entity, list[MergeConflict]]:
    """The row with the edits of both, and a conflict for each field that both gave another value; ours stays in it.

    Without a base (both added the row) a field that only one side filled takes that value.
    """
    before: Mapping[str, Value] = defaults(type(ours)) if base is None else _values(base)
    values: dict[str, Any] = {}
    conflicts: list[MergeConflict] = []
    for spec in specs(type(ours)):
        was = before[spec.name]
        left = meant(sides.ours, spec, was, getattr(ours, spec.name))
        right = meant(sides.theirs, spec, was, getattr(theirs, spec.name))
        values[spec.name] = left
        if left == right or right == was or spec.kind == "position":
            continue
        if left == was:
            values[spec.name] = right
        elif isinstance(was, tuple) and isinstance(left, tuple) and isinstance(right, tuple):
            values[spec.name] = tuple(merged_members(was, left, right))
        elif isinstance(ours, Root) and spec.name == "comments":
            values[spec.name] = _both_comments(str(was), str(left), str(right))
        else:
            conflicts.append(conflict_on(ours, spec.name, as_text(was), as_text(left), as_text(right)))
    disordered = _disordered(before, ours, theirs, values)
    known = {row.id for row in disordered}
    return dataclasses.replace(ours, **values), [*(row for row in conflicts if row.id not in known), *disordered]


def differs(one: Entity | None, other: Entity) -> bool:
    """Whether a row is new or says something else; where it stands among its siblings does not matter."""
    return one is None or any(
        getattr(one, spec.name) != getattr(other, spec.name) for spec in specs(type(one)) if spec.kind != "position"
    )


def _values(row: Entity) -> dict[str, Value]:
    return {spec.name: getattr(row, spec.name) for spec in specs(type(row))}


def meant(side: Plan, spec: Spec, was: Value, now: Value) -> Value:
    """A side's value, but for links that it let go of only since it deleted what they named."""
    if spec.kind not in ("ref", "refs") or spec.loose or was == now or not was:
        return now
    there = side.table(BY_TABLE[spec.table])
    if spec.kind == "ref":
        return was if now is None and was not in there else now
    assert isinstance(was, tuple)
    assert isinstance(now, tuple)
    kept = tuple(link for link in was if link in now or link not in there)
    return now if kept == tuple(link for link in was if link in now) else (*kept, *(n for n in now if n not in was))


def _both_comments(was: str, left: str, right: str) -> str:
    """Our comment lines, and below them those that only their side added."""
    known = {*was.split("\n"), *left.split("\n")}
    return "\n".join([left, *(line for line in right.split("\n") if line not in known)])


def _disordered(
    before: Mapping[str, Value], ours: Entity, theirs: Entity, values: dict[str, Any]
) -> list[MergeConflict]:
    """Values of both that cannot stand beside one another, such as bounds in disorder: ours stay, and it is said.

    All that differs between the two is named, so that either set can be taken.
    """
    if row_problem(type(ours), values) is None:
        return []
    conflicts: list[MergeConflict] = []
    for spec in specs(type(ours)):
        left, right = getattr(ours, spec.name), getattr(theirs, spec.name)
        if left != right and spec.kind in ("number", "date"):
            values[spec.name] = left
            conflicts.append(conflict_on(ours, spec.name, as_text(before[spec.name]), as_text(left), as_text(right)))
    return conflicts
