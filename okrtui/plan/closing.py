"""Closing a cycle: the grade that each key result proposes, how grades are read, and what is stored of it.

Grades are 0.0 to 1.0 with one decimal, half up. Nothing carries over unless it is chosen: to drop is the default.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrtui.plan.changes import Edit, Set
from okrtui.plan.edits import change
from okrtui.plan.entities import Cycle, Decision, KeyResult, Objective
from okrtui.plan.errors import Missing, PlanError
from okrtui.plan.fields import Moment
from okrtui.plan.formulas import EXACT, grade_of, met, progress
from okrtui.plan.goalposts import first_target
from okrtui.plan.model import Plan
from okrtui.plan.naming import called, quote
from okrtui.plan.progress import standing
from okrtui.plan.settings import MethodSettings

Next = Literal["keep", "rewrite", "drop"]
NEXT: tuple[Next, ...] = ("keep", "rewrite", "drop")
Tone = Literal["good", "warn", "bad", "dim"]

INTENDED = (0.6, 0.7)
"""Grades of an aspirational objective that are just as they were meant to be."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the numbers propose for a key result."""

    value: float | None
    """The last value, in its unit; None when nobody has measured it."""
    at: Moment | None
    grade: float | None
    """Against the target as it stands; None where the numbers do not say."""
    first: float | None
    """Against the first target; None when it never moved, or where the numbers do not say."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a grade is read: a few words, and the tone that goes with them."""

    words: str
    tone: Tone


def propose(plan: Plan, key_result: KeyResult, today: date, settings: MethodSettings) -> Proposal:
    """The last value of a key result, and the grades that it makes against the target and against the first one."""
    at = standing(plan, key_result, today, settings)
    grade = _grade(key_result, key_result.baseline, key_result.target, at.value)
    first = first_target(plan, key_result.id)
    moved = first is not None and (first.baseline, first.target) != (key_result.baseline, key_result.target)
    against = _grade(key_result, first.baseline, first.target, at.value) if first and moved else None
    return Proposal(at.value, at.at, grade, against)


def _grade(row: KeyResult, baseline: float | None, target: float | None, value: float | None) -> float | None:
    share = progress(baseline, target, value, row.direction)
    if share is not None:
        return grade_of(share)
    if value is not None and target is not None and row.direction and met(baseline, target, value, row.direction):
        return 1.0
    return None


def mean_grade(plan: Plan, objective: Objective) -> float | None:
    """The plain mean of the grades of an objective's key results; None when none has one.

    Those without a grade are left out: say with it how many there are (`partly_graded`), and propose it for the
    objective only when all have one. The grade of one key result of five is not the objective's.
    """
    grades = [row.grade for row in plan.key_results(objective.id) if row.grade is not None]
    return grade_of(sum(grades) / len(grades)) if grades else None


def partly_graded(plan: Plan, objective: Objective) -> str:
    """ "1 of 5 graded": what has to stand beside the grade of an objective of which not all key results have one.

    Empty when all have one, or when neither the objective nor any of them has.
    """
    rows = plan.key_results(objective.id)
    graded = sum(row.grade is not None for row in rows)
    some = graded or objective.grade is not None
    return f"{graded} of {len(rows)} graded" if some and graded < len(rows) else ""


def read_grade(text: str) -> float | None:
    """A typed grade: "0.6", "0,6", ".6" or "60 %", rounded half up to one decimal; None for an empty text.

    Raises `PlanError`, with what is expected, for anything else.
    """
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    found = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})\s*(%?)", plain, re.ASCII)
    if found is None:
        raise PlanError("A grade is a number from 0.0 to 1.0, such as 0.6.")
    value = float(found[1]) / (100 if found[2] else 1)
    if not math.isfinite(value) or value > 1:
        raise PlanError("A grade lies between 0.0 and 1.0: 0.6 is more than half of the way.")
    return grade_of(value)


def reading(kind: str | None, grade: float | None, settings: MethodSettings) -> Reading:
    """What a grade means: a commitment is kept or it is not; an aspiration is meant to land at 0.6 to 0.7."""
    if grade is None:
        return Reading("", "dim")
    if kind == "committed":
        if grade >= 1 - EXACT:
            return Reading("kept, as promised", "good")
        return Reading("below 1.0, which was promised", "bad" if grade < settings.grade_low else "warn")
    if kind == "aspirational" and INTENDED[0] - EXACT <= grade <= INTENDED[1] + EXACT:
        return Reading("as intended", "good")
    if grade >= settings.grade_high - EXACT:
        beyond = kind == "aspirational" and grade > INTENDED[1] + EXACT
        return Reading("further than intended" if beyond else "most of the way", "good")
    if grade >= settings.grade_low - EXACT:
        return Reading("some of the way", "warn")
    return Reading("little of the way", "bad")


def close_key_result(
    plan: Plan,
    key_result: str,
    *,
    grade: float | None,
    learned: str = "",
    differently: str = "",
    coming: Next = "drop",
    because: str = "",
) -> Edit:
    """Store what the close of a cycle says about a key result."""
    row = plan.get(key_result)
    edit = change(plan, key_result, grade=grade, learned=learned, differently=differently, next=coming, because=because)
    return Edit(f"grade {called(row)}", edit.changes, key_result)


def close_objective(plan: Plan, objective: str, *, grade: float | None, reflection: str = "") -> Edit:
    """Store the grade of an objective, and what there is to say about it."""
    edit = change(plan, objective, grade=grade, reflection=reflection)
    return Edit(f"grade {called(plan.get(objective))}", edit.changes, objective)


def close_cycle(plan: Plan, cycle: str) -> Edit:
    """End a cycle: its state is closed, and it stays as it is. Raises `PlanError` when it does not run."""
    row = plan.find(cycle, Cycle)
    if row is None:
        raise Missing(cycle, "cycle")
    title = f"close {quote(row.name)}"
    if row.state == "closed":
        return Edit(title, (), row.id)
    if row.state != "active":
        raise PlanError(f"The cycle {quote(row.name)} has not started, so there is nothing to close.")
    return Edit(title, (Set(Cycle.TABLE, row.id, "state", row.state, "closed"),), row.id)


def cards(plan: Plan, cycle: str) -> list[KeyResult | Objective]:
    """What a close goes through, in this order: the key results of each objective, then the objective."""
    found: list[KeyResult | Objective] = []
    for objective in plan.objectives(cycle):
        found += [*plan.key_results(objective.id), objective]
    return found


def is_done(plan: Plan, row: KeyResult | Objective) -> bool:
    """Whether the close has been through a card already: where an interrupted one goes on."""
    if isinstance(row, KeyResult):
        return row.next is not None
    return row.grade is not None or bool(row.reflection.strip())


def is_behind(row: KeyResult) -> bool:
    """Whether a key result was reached and goes no further: it is done, which is something else than dropped."""
    return row.next == "drop" and is_full(row.grade)


def is_full(grade: float | None) -> bool:
    """Whether a grade says that all was reached."""
    return grade is not None and grade >= 1 - EXACT


def days_early(cycle: Cycle, today: date) -> int:
    """How many days of a cycle are still to come; 0 once it has ended, or without dates."""
    return max((cycle.end - today).days, 0) if cycle.end is not None else 0


def open_decisions(plan: Plan) -> Sequence[Decision]:
    """Decisions that are not done: these stay when a cycle ends."""
    return [row for row in plan.table(Decision).values() if not row.done]
