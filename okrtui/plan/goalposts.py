"""How the goalposts of a key result moved since its cycle started: what was, until when, and why."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from okrtui.plan.changes import Edit, Insert, Set
from okrtui.plan.cycling import FROZEN
from okrtui.plan.dates import format_day, week_of
from okrtui.plan.entities import KeyResult, Target
from okrtui.plan.fields import Moment
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import format_value

_WORDS = {"baseline": "from ", "target": "", "due": "due "}


@dataclass(frozen=True, slots=True)
class Shift:
    """One field of the goalposts that was moved on a day; `old` and `new` are a number, a day, or None."""

    field: str
    old: float | date | None
    new: float | date | None
    at: Moment | None
    reason: str


def shifts(plan: Plan, key_result: str) -> list[Shift]:
    """Every move of baseline, target and due day since the start of the cycle, oldest first."""
    found: list[Shift] = []
    for before, after in pairwise(plan.children(Target, key_result)):
        for name in FROZEN:
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                found.append(Shift(name, old, new, after.at, after.reason))
    return found


def first_target(plan: Plan, key_result: str) -> Target | None:
    """The goalposts as the start of the cycle froze them; None before it has started."""
    rows = plan.children(Target, key_result)
    return rows[0] if rows else None


def describe(plan: Plan, key_result: KeyResult, shift: Shift, today: date) -> str:
    """A move in a few words: ``was 5.0 % until week 9: “price rise”``. Without a reason it says so."""
    if isinstance(shift.old, date):
        old = format_day(shift.old, today)
    elif shift.old is None:
        old = "the cycle's end" if shift.field == "due" else "open"
    else:
        old = format_value(shift.old, key_result.unit)
    cycle = plan.cycle_of(key_result)
    until = ""
    if shift.at is not None:
        day = when(shift.at)[0]
        if cycle and cycle.start and cycle.end and cycle.start <= day <= cycle.end:
            until = f" until week {week_of(cycle.start, cycle.end, day)[0]}"
        else:
            until = f" until {format_day(day, today)}"
    reason = f": “{' '.join(shift.reason.split())}”" if shift.reason.strip() else ", no reason given"
    return f"{_WORDS[shift.field]}was {old}{until}{reason}"


def asks_why(plan: Plan, edit: Edit) -> bool:
    """Whether an edit moves goalposts that were set before: that deserves a reason.

    The first numbers of a key result that was written after the start are none that moved.
    """
    for change in edit.changes:
        if isinstance(change, Insert) and isinstance(change.entity, Target):
            row = change.entity
            history = plan.children(Target, row.key_result)
            if history and not _same(history[-1], row):
                return True
            if not history and row.position > 1:
                return True
        elif isinstance(change, Set) and change.table == Target.TABLE:
            return _moves_on(plan, edit, change.row)
    return False


def reason_so_far(plan: Plan, edit: Edit) -> str:
    """The reason that was given for a move which this edit corrects; empty without one."""
    for change in edit.changes:
        if isinstance(change, Set) and change.table == Target.TABLE:
            row = plan.find(change.row, Target)
            return row.reason if row else ""
    return ""


def _moves_on(plan: Plan, edit: Edit, row: str) -> bool:
    """Whether a corrected line of history still differs from the one before it."""
    line = plan.find(row, Target)
    if line is None:
        return False
    history = list(plan.children(Target, line.key_result))
    index = next(i for i, one in enumerate(history) if one.id == row)
    values = {c.field: c.new for c in edit.changes if isinstance(c, Set) and c.row == row}
    after = dataclasses.replace(line, **values)  # type: ignore[arg-type]
    return index == 0 or not _same(history[index - 1], after)


def _same(one: Target, other: Target) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in FROZEN)
