"""Cycles: making the one for a quarter, and starting it, which freezes the targets of its key results."""

from __future__ import annotations

from datetime import date

from okrtui.plan.changes import Change, Edit, Insert, Set
from okrtui.plan.entities import Cycle, KeyResult, Target
from okrtui.plan.errors import Missing, PlanError
from okrtui.plan.ids import make_id, moment_id, new_suffix
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote
from okrtui.plan.places import places
from okrtui.plan.quarters import Quarter

FROZEN = ("baseline", "target", "due")
"""The fields of a key result whose history is kept from the start of its cycle on."""


def new_cycle(plan: Plan, quarter: Quarter) -> Edit:
    """Make the cycle of a quarter, among the others by its start; an empty edit when the plan has it already."""
    for cycle in plan.cycles:
        if cycle.name == quarter.name or (cycle.start, cycle.end) == (quarter.start, quarter.end):
            return Edit(f"begin to plan {quote(quarter.name)}", (), cycle.id)
    earlier = [cycle for cycle in plan.cycles if cycle.start is not None and cycle.start <= quarter.start]
    (position,), room = places(plan, Cycle, "", earlier[-1].id if earlier else "")
    row = Cycle(make_id(Cycle, new_suffix(plan.suffixes)), position, quarter.name, quarter.start, quarter.end)
    return Edit(f"begin to plan {quote(quarter.name)}", (*room, Insert(row)), row.id)


def days_before(cycle: Cycle, today: date) -> int:
    """How many days there are until the first day of a cycle; 0 from that day on, or without dates."""
    return max((cycle.start - today).days, 0) if cycle.start is not None else 0


def start_cycle(plan: Plan, cycle: str, today: date) -> Edit:
    """Start a cycle: it becomes active, and the targets of its key results are kept as they stand now.

    An empty edit when it runs already; raises `PlanError` when it has no dates, or is closed.
    """
    row = plan.find(cycle, Cycle)
    if row is None:
        raise Missing(cycle, "cycle")
    title = f"start {quote(row.name)}"
    if row.state == "active":
        return Edit(title, (), row.id)
    if row.state == "closed":
        raise PlanError(f"The cycle {quote(row.name)} is closed; what goes on belongs to the next one.")
    if row.start is None or row.end is None:
        raise PlanError(f"The cycle {quote(row.name)} has no dates, so it cannot start: give it a start and an end.")
    changes: list[Change] = [Set(Cycle.TABLE, row.id, "state", row.state, "active")]
    for objective in plan.objectives(row.id):
        for key_result in plan.key_results(objective.id):
            if not plan.children(Target, key_result.id):
                changes.append(Insert(target_row(key_result, today, 1.0)))
    return Edit(title, tuple(changes), row.id)


def keep_move(plan: Plan, before: KeyResult, after: KeyResult, today: date, reason: str = "") -> list[Change]:
    """The lines of history that keep a move of the goalposts: what was, when there is none yet, and what is now."""
    history = plan.children(Target, before.id)
    if not history and all(getattr(before, name) is None for name in FROZEN):
        # Written after the cycle started: the first numbers that it gets are its start.
        return [Insert(target_row(after, today, 1.0, 1, reason))]
    if not history:
        return [Insert(target_row(before, today, 1.0)), Insert(target_row(after, today, 2.0, 2, reason))]
    last = history[-1]
    if len(history) > 1 and last.at == today:
        wanted = {name: getattr(after, name) for name in FROZEN} | {"reason": reason or last.reason}
        return [
            Set(Target.TABLE, last.id, name, getattr(last, name), value)
            for name, value in wanted.items()
            if getattr(last, name) != value
        ]
    number = 1
    while plan.find(_target_id(before.id, today, number), Target):
        number += 1
    return [Insert(target_row(after, today, last.position + 1, number, reason))]


def target_row(key_result: KeyResult, today: date, position: float, number: int = 1, reason: str = "") -> Target:
    """Baseline, target and due day of a key result as they stand, as the line of a day (its `number`-th)."""
    row = _target_id(key_result.id, today, number)
    return Target(row, key_result.id, position, today, key_result.baseline, key_result.target, key_result.due, reason)


def _target_id(key_result: str, today: date, number: int) -> str:
    first = moment_id(key_result, today)
    return first if number == 1 else f"{first}#{number}"
