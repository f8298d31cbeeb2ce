"""Two wordings of an objective or a key result: one stands, the other is kept beside it until one is chosen."""

from __future__ import annotations

from okrtui.plan.changes import Edit, Set
from okrtui.plan.edits import change
from okrtui.plan.entities import Entity, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import called

Worded = Objective | KeyResult
"""Kinds of rows that can have another wording beside them."""


def other_wording(row: Entity | None) -> str:
    """The wording that is kept beside a row; empty for none, and for kinds that have no such thing."""
    return row.alternative if isinstance(row, Objective | KeyResult) else ""


def keep_other(plan: Plan, row: str, text: str) -> Edit:
    """Keep another wording beside a row, in place of an earlier one. Raises `PlanError` when it is none."""
    held = _worded(plan, row)
    other = " ".join(text.split())
    if not other:
        raise PlanError("An empty wording says nothing yet. Type it, or press esc.")
    if other == " ".join(held.title.split()):
        raise PlanError("That is word for word how it stands. Say it another way, or press esc.")
    return Edit(f"keep another wording of {called(held)}", change(plan, row, alternative=other).changes, row)


def drop_other(plan: Plan, row: str) -> Edit:
    """Let go of the other wording."""
    held = _worded(plan, row)
    return Edit(f"drop the other wording of {called(held)}", change(plan, row, alternative="").changes, row)


def swapped(plan: Plan, row: str, kept: Edit) -> Edit:
    """Take the other wording, and keep the one that stood: `kept` makes the other one the row's text, with the fields
    that it says.
    """
    held = _worded(plan, row)
    if not held.alternative:
        raise PlanError("There is no other wording of this line yet.")
    beside = Set(held.TABLE, row, "alternative", held.alternative, held.title)
    return Edit(f"swap the wordings of {called(held)}", (*kept.changes, beside), row)


def _worded(plan: Plan, row: str) -> Worded:
    found = plan.item(row)
    if found is None:
        raise PlanError("This row has been deleted meanwhile.")
    if not isinstance(found, Objective | KeyResult):
        raise PlanError("Only objectives and key results have two wordings.")
    return found
