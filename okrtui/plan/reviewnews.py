"""What changed since the last review: values, targets, rows that are new, done, dropped or gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from okrtui.plan.changes import Change, Insert, Remove, Set
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority, Review, Target
from okrtui.plan.ids import suffix_of
from okrtui.plan.model import Plan, when
from okrtui.plan.naming import a_kind, kind_name, quote, title_of
from okrtui.plan.numbers import format_series
from okrtui.plan.reviewing import known_value, value_on

Kind = Literal["value", "target", "new", "changed", "done", "gone"]
_ROWS = (Priority, Cycle, Objective, KeyResult, Initiative, Kpi)
_ORDER: tuple[Kind, ...] = ("target", "new", "gone", "done", "changed", "value")


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed: what kind of change, the title of the row, and what is different."""

    kind: Kind
    title: str
    text: str


def news(plan: Plan, cycle: str, last: Review | None, today: date, changes: Sequence[Change] = ()) -> list[News]:
    """What changed since a review, the rarest first; nothing without one.

    Values and targets are read from the plan. `changes` are those that the file's journal holds since then: from
    them come rows that are new, reworded, done, dropped or gone.
    """
    if last is None or last.at is None:
        return []
    day = when(last.at)[0]
    rows = [row for objective in plan.objectives(cycle) for row in plan.key_results(objective.id)]
    found = [*_of_rows(plan, changes)]
    for row in rows:
        found += _targets(plan, row, day, today)
    found += [one for row in rows if (one := _value(plan, row, day, today))]
    return sorted(found, key=lambda one: _ORDER.index(one.kind))


def _value(plan: Plan, row: KeyResult, day: date, today: date) -> News | None:
    now, at, _ = known_value(plan, row, today)
    if now is None or when(at)[0] <= day:
        return None
    before = value_on(plan, row, day)
    if before == now:
        return News("value", row.title, f"{format_series([now], row.unit)[0]}, as before")
    start, end = format_series([before, now], row.unit)
    return News("value", row.title, f"{start} → {end}" if before is not None else f"first value {end}")


def _targets(plan: Plan, row: KeyResult, day: date, today: date) -> Iterator[News]:
    """Moves of the goalposts after a day; the first line is what the start of the cycle froze."""
    history = plan.children(Target, row.id)
    for before, after in pairwise(history):
        if when(after.at)[0] <= day:
            continue
        parts = []
        for word, name in (("from", "baseline"), ("target", "target")):
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                start, end = format_series([old, new], row.unit)
                parts.append(f"{word} {start} → {end}")
        if before.due != after.due:
            dues = [format_day(one, today) if one else "the cycle's end" for one in (before.due, after.due)]
            parts.append(f"due {dues[0]} → {dues[1]}")
        reason = f": {after.reason}" if after.reason else ""
        if parts:
            yield News("target", row.title, ", ".join(parts) + reason)


def _of_rows(plan: Plan, changes: Sequence[Change]) -> Iterator[News]:
    """The net outcome of changes for rows that people write, in the order in which they were first touched."""
    before: dict[str, Entity | None] = {}
    old: dict[tuple[str, str], object] = {}
    for change in changes:
        match change:
            case Insert(entity) if isinstance(entity, _ROWS):
                before.setdefault(entity.id, None)
            case Remove(entity) if isinstance(entity, _ROWS):
                before.setdefault(entity.id, entity)
            case Set(_, row, field, was, _):
                old.setdefault((row, field), was)
    new = {suffix_of(row): row for row, held in before.items() if held is None and plan.item(row) is not None}
    turned = {suffix_of(row) for row, held in before.items() if held is not None and plan.item(row) is None}
    for row, held in before.items():
        if held is None:
            found = plan.item(row)
            if found is not None and title_of(found).strip() and suffix_of(row) not in turned:
                yield News("new", title_of(found), f"new {kind_name(type(found))}")
        elif plan.item(row) is None:
            yield _gone(plan, held, new)
    for (row, field), first in old.items():
        now = plan.item(row)
        if now is not None and row not in before and getattr(now, field, first) != first:
            yield from _set(now, field, first)


def _gone(plan: Plan, held: Entity, new: dict[str, str]) -> News:
    other = plan.item(new.get(suffix_of(held.id), ""))
    if other is not None:
        return News("changed", title_of(held), f"was {a_kind(type(held))}, is {a_kind(type(other))} now")
    return News("gone", title_of(held), f"{kind_name(type(held))} deleted")


def _set(row: Entity, field: str, was: object) -> Iterator[News]:
    match row, field:
        case Initiative(done=True), "done":
            yield News("done", row.title, "initiative done")
        case Priority(), "dropped":
            yield News("gone", row.title, "priority dropped" if row.dropped else "priority taken up again")
        case Kpi(), "archived":
            yield News("gone", row.name, "KPI archived" if row.archived else "KPI watched again")
        case Cycle(), "state":
            yield News("changed", row.name, f"cycle is {row.state} now")
        case ((Objective() | KeyResult() | Priority() | Initiative()), "title"):
            yield News("changed", title_of(row), f"reworded, was {quote(str(was))}")
        case Kpi(), "name":
            yield News("changed", row.name, f"renamed, was {quote(str(was))}")
