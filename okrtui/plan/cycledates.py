"""Name and dates of a cycle, as a person sets them: what cannot be is refused, what is unusual is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from okrtui.plan import manner
from okrtui.plan.changes import Edit
from okrtui.plan.dates import format_day
from okrtui.plan.edits import change
from okrtui.plan.entities import Cycle
from okrtui.plan.errors import Missing, PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote
from okrtui.plan.quarters import Quarter, quarter
from okrtui.plan.validate import check_days

_QUARTER = re.compile(r"\s*([0-9]{4})\s*[- ]?\s*Q([1-4])\s*", re.IGNORECASE | re.ASCII)


def set_cycle(plan: Plan, cycle: str, name: str, start: date | None, end: date | None) -> Edit:
    """Give a cycle a name and its first and last day; one day is a cycle too, and cycles may overlap.

    Raises `PlanError` for a name that is missing or taken, one date without the other, an end before the start, and
    a cycle that has begun and would lose its dates.
    """
    row = plan.find(cycle, Cycle)
    if row is None:
        raise Missing(cycle, "cycle")
    name = " ".join(name.split())
    if not name:
        raise PlanError("A cycle needs a name, such as 2027-Q1.")
    other = next((c for c in plan.cycles if c.id != cycle and c.name.casefold() == name.casefold()), None)
    if other is not None:
        raise PlanError(f"There is another cycle {quote(other.name)} in this plan: names tell them apart.")
    if (start is None) != (end is None):
        missing = "start" if start is None else "end"
        raise PlanError(f"The {missing} is missing: a cycle has both dates, or none when it is for what is parked.")
    if start is None and row.state != "draft":
        raise PlanError(f"{quote(row.name)} has begun: it needs its dates.")
    check_days(replace(row, name=name, start=start, end=end))
    return change(plan, cycle, name=name, start=start, end=end)


def said_of_days(plan: Plan, cycle: str, start: date | None, end: date | None, today: date) -> str:
    """How dates are read, and what is worth saying of them: a single day, a very long time, an overlap."""
    if start is None or end is None:
        return "Without dates it is a place for what is parked."
    days = (end - start).days + 1
    said = [f"{manner.day(start, year=True)} to {manner.day(end, year=True)}, {days} day{'s' if days != 1 else ''}."]
    if days == 1:
        said.append("One day only: it is over as soon as it has begun.")
    elif days > 366:
        said.append(f"{days} days are more than a year; a quarter keeps aims close enough to see.")
    for other in plan.cycles:
        if other.id != cycle and other.start and other.end and other.start <= end and start <= other.end:
            said.append(
                f"It overlaps {other.name} ({format_day(other.start, today)} to {format_day(other.end, today)})."
            )
    row = plan.find(cycle, Cycle)
    if row is not None and row.state == "active" and row.end not in (None, end):
        said.append("Key results without a due day of their own move with its end.")
    return " ".join(said)


def named_quarter(name: str, fiscal_year_start: int = 1) -> Quarter | None:
    """The quarter that a name such as "2027-Q1" stands for, by the fiscal year; None for any other name."""
    found = _QUARTER.fullmatch(name)
    if found is None:
        return None
    try:
        return quarter(int(found[1]), int(found[2]), fiscal_year_start)
    except ValueError:
        return None
