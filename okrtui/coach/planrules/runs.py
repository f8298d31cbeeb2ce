"""What has happened up to a day: cycles that run, the last news of an item, values as they stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from okrtui.plan.entities import CheckIn, Cycle, Decision, KeyResult, Measurement, Review, Target
from okrtui.plan.fields import Moment
from okrtui.plan.model import Plan, when

Row = TypeVar("Row", CheckIn, Measurement)


@dataclass(frozen=True, slots=True)
class Run:
    """A cycle that runs today, with its key results."""

    cycle: Cycle
    begun: date | None
    """The day on which it really began: its first, or a later one on which it was started; None when unknown."""
    frozen: bool
    """Whether it was started with its targets kept: a key result without any was then written later."""
    results: tuple[KeyResult, ...]


def runs_of(plan: Plan, cycles: Iterable[Cycle], today: date) -> Iterator[Run]:
    """The cycles that run: active, begun, and not past their end. One that is over waits for its close only."""
    for cycle in cycles:
        if cycle.state != "active" or (cycle.start and today < cycle.start) or (cycle.end and today > cycle.end):
            continue
        results = tuple(
            result
            for objective in plan.objectives(cycle.id)
            for result in plan.key_results(objective.id)
            if result.title.strip()
        )
        yield _run(plan, cycle, results)


def _run(plan: Plan, cycle: Cycle, results: tuple[KeyResult, ...]) -> Run:
    """A cycle begins with its first day, or with the later one on which its targets were frozen.

    A few key results with kept targets tell nothing of the cycle: in a plan written by hand they begin with a change.
    """
    kept = [day for result in results if (day := first_target(plan, result))]
    frozen = 2 * len(kept) > len(results)
    days = [cycle.start, min(kept) if frozen else None]
    return Run(cycle, max((day for day in days if day), default=None), frozen, results)


def first_target(plan: Plan, result: KeyResult) -> date | None:
    """The day from which on the targets of a key result are kept; None when they are not."""
    targets = plan.children(Target, result.id)
    return day_of(targets[0].at) if targets else None


def awaited_since(plan: Plan, run: Run, result: KeyResult) -> date | None:
    """The day from which on a key result can have news: the start of its cycle, or the later day it was written.

    None when that is not known: it was written after the others were frozen, and has no numbers yet.
    """
    own = first_target(plan, result)
    if own is None and run.frozen:
        return None
    return max((day for day in (own, run.begun) if day), default=None)


def day_of(at: Moment | None) -> date | None:
    """The day of a moment."""
    return when(at)[0] if at else None


def until(rows: Sequence[Row], today: date) -> int:
    """How many of the rows, oldest first, are of this day or an earlier one."""
    return bisect_right(rows, today, key=lambda row: when(row.at)[0])


def newest(rows: Sequence[Row], today: date) -> Iterator[Row]:
    """The rows up to a day, newest first."""
    return (rows[place] for place in range(until(rows, today) - 1, -1, -1))


def last_news(plan: Plan, result: KeyResult, today: date) -> date | None:
    """The last day on which somebody looked at a key result: a check-in, or a value of the KPI that measures it."""
    days = [day_of(row.at) for row in _first(newest(plan.check_ins(result.id), today))]
    if result.measured_by:
        days += [day_of(row.at) for row in _first(newest(plan.measurements(result.measured_by), today))]
    return max((day for day in days if day), default=None)


def _first(rows: Iterator[Row]) -> list[Row]:
    return [row for row in (next(rows, None),) if row]


def last_days(rows: Sequence[Row], field: str, today: date, count: int) -> list[tuple[date, float]]:
    """The last days on which a field was said, newest first, each with what was said last on it; at most `count`."""
    found: list[tuple[date, float]] = []
    for row in newest(rows, today):
        said, day = getattr(row, field), day_of(row.at)
        if said is None or day is None or (found and found[-1][0] == day):
            continue
        found.append((day, said))
        if len(found) == count:
            break
    return found


def finished_days(plan: Plan, today: date) -> list[date]:
    """The days of finished reviews up to today, oldest first; a paused one is none."""
    days = (day_of(review.at) for review in plan.children(Review) if review.finished)
    return [day for day in days if day and day <= today]


def answered(plan: Plan, today: date) -> dict[str, date]:
    """The items that decisions are about: `date.max` when one is still open, else the day of the latest one."""
    days = {review.id: day_of(review.at) for review in plan.children(Review)}
    found: dict[str, date] = {}
    for decision in plan.table(Decision).values():
        made = days.get(decision.review)
        if not decision.about or not decision.text.strip() or (made and made > today):
            continue
        at = (made or date.min) if decision.done else date.max
        found[decision.about] = max(at, found.get(decision.about, date.min))
    return found
