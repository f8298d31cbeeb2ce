"""What a row holds besides its text, on one calm line: "12 % -> 4 %, now 9 %, by 31 Dec, Jonas"."""

from __future__ import annotations

from datetime import date

from okrtui.plan.dates import format_day
from okrtui.plan.entities import Entity, Initiative, KeyResult, Kpi, Objective
from okrtui.plan.numbers import format_value


def row_words(row: Entity, today: date, *, now: float | None = None, why: bool = True) -> str:
    """The numbers, day and names of a row, as they are stored; empty when it has none. `now` is its value today.

    All of it is plain text, on one line. `why`: the reason of an objective is part of it.
    """
    match row:
        case KeyResult():
            said = [_way(row), _now(now, row.unit), f"by {format_day(row.due, today)}" if row.due else "", row.owner]
            said.append(f"grade {format_value(row.grade)}" if row.grade is not None else "")
        case Kpi():
            said = [_healthy(row), _now(now, row.unit), row.cadence or "", row.owner]
            said.append(f"source {row.source}" if row.source else "")
        case Objective():
            said = [row.owner, row.kind or "", f"grade {format_value(row.grade)}" if row.grade is not None else ""]
            said.append(f"why: {row.why}" if why and row.why.strip() else "")
        case Initiative():
            said = ["done" if row.done else "", row.owner]
        case _:
            said = []
    return ", ".join(" ".join(part.split()) for part in said if part.strip())


def _way(row: KeyResult) -> str:
    """From where to where: "12 % -> 4 %"; a unit alone, where there is no number, says what is counted."""
    start, goal = (format_value(value, row.unit) if value is not None else "" for value in (row.baseline, row.target))
    if start and goal:
        return f"{start} -> {goal}"
    if start or goal:
        return f"from {start}" if start else f"to {goal}"
    return f"in {row.unit}" if row.unit else ""


def _now(now: float | None, unit: str) -> str:
    return f"now {format_value(now, unit)}" if now is not None else ""


def _healthy(row: Kpi) -> str:
    low, high = (
        format_value(value, row.unit) if value is not None else "" for value in (row.healthy_low, row.healthy_high)
    )
    if low and high:
        return f"healthy {low} to {high}"
    if low or high:
        return f"healthy from {low}" if low else f"healthy up to {high}"
    return f"in {row.unit}" if row.unit else ""
