""" "Later": a cycle without dates, for objectives that are parked, and their way back."""

from __future__ import annotations

from datetime import date

from okrtui.plan.changes import Change, Edit, Insert, Remove
from okrtui.plan.cycling import target_row
from okrtui.plan.entities import Cycle, Objective, Target
from okrtui.plan.errors import Missing, PlanError
from okrtui.plan.ids import make_id, new_suffix
from okrtui.plan.model import Plan
from okrtui.plan.naming import called, quote
from okrtui.plan.places import places
from okrtui.plan.turning import move_to

LATER = "Later"


def is_later(cycle: Cycle) -> bool:
    """Whether a cycle is the place for what is parked: a draft that has no dates, and no quarter as its name."""
    undated = cycle.start is None and cycle.end is None
    return undated and cycle.state == "draft" and not any(letter.isdigit() for letter in cycle.name)


def later(plan: Plan) -> Cycle | None:
    """The place for what is parked, when the plan has one."""
    return next((cycle for cycle in plan.cycles if is_later(cycle)), None)


def park(plan: Plan, objective: str) -> Edit:
    """Move an objective, with its key results, to "Later", which is made when it is not there.

    Its history goes along. Raises `PlanError` when it is parked already, or belongs to a closed cycle.
    """
    row, home = _where(plan, objective)
    if is_later(home):
        raise PlanError(f"{quote(row.title)} is parked already.")
    if home.state == "closed":
        raise PlanError(f"{quote(row.title)} belongs to {quote(home.name)}, which is closed: it stays there.")
    title = f"park {called(row)}"
    place = later(plan)
    if place is not None:
        return Edit(title, move_to(plan, objective, place.id).changes, objective)
    (position,), room = places(plan, Cycle, "")
    place = Cycle(make_id(Cycle, new_suffix(plan.suffixes)), position, LATER)
    moved = move_to(plan, objective, place.id)
    return Edit(title, (*room, Insert(place), *moved.changes), objective)


def take_back(plan: Plan, objective: str, cycle: str, today: date, after: str | None = None) -> Edit:
    """Move a parked objective into a cycle. In one that runs, targets that were never frozen are frozen now.

    It stands there behind the objective `after`: first when "", last when None or when that one is there no longer. In
    a draft everything may change again, so what an earlier start had frozen goes. Raises `PlanError` for a cycle
    that is closed, or is not there.
    """
    row, _ = _where(plan, objective)
    home = plan.find(cycle, Cycle)
    if home is None:
        raise Missing(cycle, "cycle")
    if home.state == "closed":
        raise PlanError(f"The cycle {quote(home.name)} is closed; {quote(row.title)} needs one that is open.")
    there = {"", *(one.id for one in plan.objectives(cycle))}
    changes: list[Change] = list(move_to(plan, objective, cycle, after if after in there else None).changes)
    for key_result in plan.key_results(objective):
        history = plan.children(Target, key_result.id)
        if home.state == "draft":
            changes += [Remove(line) for line in reversed(history)]
        elif not history:
            changes.append(Insert(target_row(key_result, today, 1.0)))
    return Edit(f"take {called(row)} into {quote(home.name)}", tuple(changes), objective)


def _where(plan: Plan, objective: str) -> tuple[Objective, Cycle]:
    row = plan.find(objective, Objective)
    home = plan.find(row.cycle, Cycle) if row else None
    if row is None or home is None:
        raise Missing(objective, "objective")
    return row, home
