"""A review session before anybody speaks: what is talked about in which order, what is known already, what is due.

All of it is read from the plan; what the review records is made by `okrtui.plan.reviewedits`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from okrtui.plan.cadence import CADENCE_DAYS
from okrtui.plan.entities import CheckIn, Cycle, Decision, KeyResult, Kpi, Measurement, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment
from okrtui.plan.formulas import health
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import convert, in_unit, parse_quantity
from okrtui.plan.progress import Standing, Status, latest, standing
from okrtui.plan.readings import readings
from okrtui.plan.settings import MethodSettings

RECENT = 3
"""Days for which a measured value is fresh: the review fills it in."""
EVEN = 5.0
"""The confidence at which it is as likely as not; below it nothing goes well."""
SAME = "="
"""What is typed for "measured, and the same as before"."""

_GRACE = 3
"""Days that a value may be late before nobody can say that it goes well."""
_RANK = {
    "missed": 0,
    "at risk": 1,
    "no data": 1,
    "behind": 2,
    "": 3,
    "early": 4,
    "keep": 5,
    "on track": 6,
    "reached": 7,
}
_TALKED_LEVEL = 1
"""Where a level that is not kept stands: with what is at risk."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a review of a cycle goes through; all are ids, in the order in which they come up."""

    cycle: str
    talk: tuple[str, ...] = ()
    """Key results to talk about one by one, those most at risk first."""
    well: tuple[str, ...] = ()
    """Key results that go well: shown as one list."""
    kpis: tuple[str, ...] = ()
    """KPIs that are out of their healthy range, and those whose next value is due."""
    decisions: tuple[str, ...] = ()
    """Decisions of the last review, and older ones that are still open; open ones first."""
    troubles: tuple[str, ...] = ()
    """How many of the key results are in which trouble: see `troubles`."""

    @property
    def key_results(self) -> tuple[str, ...]:
        """All key results of the review."""
        return self.talk + self.well

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.talk or self.well or self.kpis or self.decisions)


def agenda(plan: Plan, cycle: str, today: date, settings: MethodSettings) -> Agenda:
    """What there is to review in a cycle today; a cycle that is not there has no key results, and the rest stays."""
    rows = [row for objective in plan.objectives(cycle) for row in plan.key_results(objective.id)]
    standings = {row.id: standing(plan, row, today, settings) for row in rows}
    ranked = sorted(rows, key=lambda row: _risk(standings[row.id]))
    fine = {row.id for row in rows if goes_well(plan, standings[row.id], today)}
    measures = {row.measured_by for row in rows if row.measured_by}
    return Agenda(
        cycle,
        tuple(row.id for row in ranked if row.id not in fine),
        tuple(row.id for row in ranked if row.id in fine),
        tuple(kpi.id for kpi in _kpis_to_look_at(plan, today) if kpi.id not in measures),
        tuple(decision.id for decision in decisions_of_last_time(plan)),
        troubles(at.status for at in standings.values()),
    )


def troubles(statuses: Iterable[Status]) -> tuple[str, ...]:
    """How many things are in trouble, by kind: "3 at risk", "1 missed", "1 without a value"; nothing for none."""
    found = Counter(statuses)
    kinds: tuple[tuple[Status, str], ...] = (
        ("at risk", "at risk"),
        ("missed", "missed"),
        ("no data", "without a value"),
    )
    return tuple(f"{found[status]} {words}" for status, words in kinds if found[status])


def _risk(at: Standing) -> tuple[int, float]:
    """A sort key: the status first, then how far behind the calendar it is."""
    lost = at.status == "keep" and at.progress == 0
    rank = _RANK["at risk" if lost else at.status]
    pace = at.progress - at.elapsed if at.progress is not None and at.elapsed is not None else -1.0
    return rank, pace


def goes_well(plan: Plan, at: Standing, today: date) -> bool:
    """Whether a key result needs no talk of its own: in time by a value that is new enough, and trusted to land."""
    fine = at.status in ("on track", "reached") or (at.status == "keep" and at.progress == 1)
    if not fine or at.at is None or (at.confidence is not None and at.confidence < EVEN):
        return False
    return (today - when(at.at)[0]).days <= CADENCE_DAYS[plan.root.review_cadence or "weekly"] + _GRACE


def due_kpis(plan: Plan, today: date) -> list[Kpi]:
    """KPIs whose next value is due, or will be within three days; one without a cadence has that of the reviews.

    The three days keep a value of last Tuesday from waiting until the Monday after next; for a cadence of days they
    are fewer.
    """
    return [kpi for kpi in plan.watched if _is_due(plan, kpi, today)]


def _kpis_to_look_at(plan: Plan, today: date) -> list[Kpi]:
    """Those out of their healthy range, due or not, and then those that are due."""
    alarmed = [kpi for kpi in plan.watched if is_alarmed(plan, kpi, today)]
    return [*alarmed, *(kpi for kpi in due_kpis(plan, today) if kpi not in alarmed)]


def is_alarmed(plan: Plan, kpi: Kpi, today: date) -> bool:
    """Whether the last value of a KPI lies out of its healthy range."""
    last = latest(plan.measurements(kpi.id), today)
    return last is not None and last.value is not None and health(kpi, last.value) == "out of range"


def _is_due(plan: Plan, kpi: Kpi, today: date) -> bool:
    days = CADENCE_DAYS[kpi.cadence or plan.root.review_cadence or "weekly"]
    last = latest(plan.measurements(kpi.id), today)
    return last is None or (today - when(last.at)[0]).days >= days - min(RECENT, days // 2)


def last_review(plan: Plan, before: str = "") -> Review | None:
    """The latest finished review, other than the one with the id `before`."""
    finished = [row for row in plan.children(Review) if row.finished and row.at is not None and row.id != before]
    return max(finished, key=lambda row: when(row.at), default=None)


def paused_review(plan: Plan) -> Review | None:
    """The latest review that was begun and not finished."""
    paused = [row for row in plan.children(Review) if not row.finished]
    return max(paused, key=lambda row: when(row.at), default=None)


def decisions_of_last_time(plan: Plan, review: str = "") -> list[Decision]:
    """What the last review decided, and what is still open of those before it: open ones first, by their day.

    `review` is the one that is going on: its own decisions are no part of it.
    """
    last = last_review(plan, review)
    found: list[Decision] = []
    for row in plan.children(Review):
        if row.id != review:
            of_last = last is not None and row.id == last.id
            found += [one for one in plan.children(Decision, row.id) if of_last or not one.done]
    return sorted(found, key=lambda one: (one.done, one.due or date.max))


def decisions_about(plan: Plan, row: str, review: str = "") -> list[Decision]:
    """Of the decisions of last time, those about an item."""
    return [one for one in decisions_of_last_time(plan, review) if one.about == row]


# -- values


def known_value(plan: Plan, key_result: KeyResult, today: date) -> tuple[float | None, Moment | None, bool]:
    """The latest value of a key result in its own unit, its moment, and whether it is fresh enough to be filled in."""
    found = readings(plan, key_result, today)
    if found:
        return found[-1].value, found[-1].at, is_fresh(found[-1].at, today)
    kpi = plan.find(key_result.measured_by, Kpi) if key_result.measured_by else None
    before = latest(plan.measurements(kpi.id), today) if kpi else None
    if kpi is None or before is None or before.value is None:
        return None, None, False
    return convert(before.value, kpi.unit, key_result.unit), before.at, is_fresh(before.at, today)


def is_fresh(at: Moment | None, today: date) -> bool:
    """Whether a value was measured in the last three days."""
    return at is not None and timedelta(0) <= today - when(at)[0] <= timedelta(RECENT)


def value_on(plan: Plan, key_result: KeyResult, day: date) -> float | None:
    """The latest value of a key result that was there at the end of a day, in its own unit."""
    value, _, _ = known_value(plan, key_result, day)
    return value


def last_confidence(plan: Plan, key_result: str, today: date) -> CheckIn | None:
    """The check-in with the confidence that was said last on a day before today."""
    said = (c for c in reversed(plan.check_ins(key_result)) if c.confidence is not None and when(c.at)[0] < today)
    return next(said, None)


def todays_check_in(plan: Plan, key_result: str, today: date) -> CheckIn | None:
    """The latest check-in of today."""
    return next((c for c in reversed(plan.check_ins(key_result)) if when(c.at)[0] == today), None)


def last_note(plan: Plan, key_result: KeyResult, today: date) -> CheckIn | Measurement | None:
    """What was last said about a key result: with a check-in, or with a value of the KPI that measures it."""
    rows: list[CheckIn | Measurement] = list(plan.check_ins(key_result.id))
    if key_result.measured_by:
        rows += plan.measurements(key_result.measured_by)
    said = [row for row in rows if row.note.strip() and when(row.at)[0] <= today]
    return max(said, key=lambda row: when(row.at), default=None)


def moment_for(values: Sequence[CheckIn] | Sequence[Measurement], today: date) -> Moment:
    """When a value of today belongs: today, or the very moment of a value that was given with a time today.

    A day comes before the times of that day, so a value without one would not be the latest.
    """
    times = [row.at for row in values if isinstance(row.at, datetime) and row.at.date() == today]
    return max(times, default=today)


def read_value(text: str, unit: str, known: float | None) -> float | None:
    """The value that was typed, in the unit of its item; None for an empty text, `known` for "=".

    Raises `PlanError` with a sentence that says what is expected.
    """
    text = text.strip()
    if not text:
        return None
    if text == SAME:
        if known is None:
            raise PlanError("There is no value yet that it could be the same as: type one.")
        return known
    try:
        found = parse_quantity(text, unit)
    except ValueError as error:
        raise PlanError(str(error)) from None
    value = in_unit(found, unit)
    if value is None:
        raise PlanError(f"This is measured in {unit}, not in {found.unit}.")
    return value


def read_confidence(text: str) -> float | None:
    """A confidence from 0 to 10; None for an empty text. Raises `PlanError`."""
    if not text.strip():
        return None
    try:
        found = parse_quantity(text)
    except ValueError:
        found = None
    if found is None or found.unit not in ("", "/10") or not 0 <= found.value <= 10:
        raise PlanError("Confidence is a number from 0 to 10; 5 is even odds.")
    return found.value


# -- time


@dataclass(frozen=True, slots=True)
class Shares:
    """What is left of the time for a review, in seconds; `left` is below zero once it is over."""

    left: float
    each: float | None
    """The share of each key result that is still to come, the present one too; None when none is, or no time."""


def time_shares(minutes: float, spent: float, to_come: int) -> Shares:
    """The time left of a review of so many minutes after `spent` seconds, and what that is for each key result."""
    left = minutes * 60 - spent
    return Shares(left, left / to_come if to_come > 0 and left > 0 else None)


def cycle_to_review(plan: Plan, shown: str, today: date) -> tuple[str, str]:
    """The cycle that a review is about, and a sentence that says why there is none (one of the two is empty).

    That is the cycle on the screen when it runs, else the latest that has begun and is not closed. A plan without
    any may still have KPIs to look at: then the cycle is empty and so is the sentence.
    """
    begun = [c for c in plan.cycles if _has_begun(c, today)]
    if chosen := next((c for c in begun if c.id == shown), None):
        return chosen.id, ""
    running = [c for c in begun if c.state == "active"] or begun
    if running:
        return running[-1].id, ""
    if plan.watched:
        return "", ""
    waiting = [c for c in plan.cycles if c.start is not None and c.start > today]
    if waiting and any(plan.objectives(c.id) for c in waiting):
        return "", "The quarter has not begun yet: reviews begin with it."
    return "", "There is nothing to review yet: write an objective and its key results first."


def _has_begun(cycle: Cycle, today: date) -> bool:
    """Whether a cycle has come to its first day, or was started before it."""
    if cycle.state == "closed" or cycle.start is None:
        return False
    return cycle.state == "active" or cycle.start <= today
