"""How far things have come, and whether that is far enough for the day: progress, elapsed share, pace, grade.

Progress, confidence and grade are three numbers that are never averaged together. Shares are 0..1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from okrtui.plan.entities import CheckIn, Cycle, Direction, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.fields import Moment
from okrtui.plan.formulas import EXACT, Health, clamp, elapsed, grade_of, health, met, progress, relative_target, tidy
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import convert
from okrtui.plan.settings import MethodSettings

__all__ = [
    "Health",
    "ObjectiveStanding",
    "Standing",
    "Status",
    "elapsed",
    "grade_of",
    "health",
    "latest",
    "met",
    "objective_standing",
    "progress",
    "relative_target",
    "standing",
]

LATE = timedelta(days=7)
"""How long after the end of a cycle a KPI's measurement still tells how its key result ended."""

V = TypeVar("V", CheckIn, Measurement)

Status = Literal["on track", "behind", "at risk", "no data", "early", "reached", "missed", "keep", ""]
"""How a thing stands. "early": not judged yet; "keep": a level, whose pace is not judged; empty: nothing to say."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a key result stands on a day."""

    value: float | None
    """The latest value, in the key result's unit; None when there is none yet."""
    at: Moment | None
    """When it was measured."""
    confidence: float | None
    """The team's latest confidence, 0 to 10; None when nobody has said one."""
    progress: float | None
    """The share of the way from baseline to target, not clamped; None where that cannot be said."""
    elapsed: float | None
    """The share of the time gone, 0..1; None without dates."""
    status: Status
    to_go: float | None
    """How far there is to go in the metric's own unit, 0 when it is there."""
    target: float | None = None
    estimated: bool = False
    """The target is computed from a relative one, and nobody has confirmed it."""
    expected: float | None = None
    """The value that a steady pace would have today."""
    needed: float | None = None
    """The change a week that still reaches the target in time."""
    moved: float | None = None
    """The change a week since the start."""


@dataclass(frozen=True, slots=True)
class ObjectiveStanding:
    """How an objective stands: the mean of its measured key results, and the weakest of them."""

    progress: float | None
    measured: int
    total: int
    weakest_id: str
    """The measured key result that has come least far; empty when none is measured."""
    status: Status
    at_risk: int = 0
    """How many of its key results are: a mean hides them."""


def latest(values: Sequence[V], today: date) -> V | None:
    """The last of the values, oldest first, that has a number and is not of a day to come."""
    for one in reversed(values):
        if one.value is not None and when(one.at)[0] <= today:
            return one
    return None


def _current(plan: Plan, kr: KeyResult, today: date) -> tuple[float | None, Moment | None]:
    """The latest value of a key result: of the KPI that measures it, else of its own check-ins.

    A KPI goes on for years: what it measures later than a week after the end of a cycle is not that cycle's news.
    """
    kpi = plan.find(kr.measured_by, Kpi) if kr.measured_by else None
    cycle = plan.cycle_of(kr)
    last = min(today, cycle.end + LATE) if cycle and cycle.end and cycle.end < today else today
    measured = latest(plan.measurements(kpi.id), last) if kpi else None
    if kpi and measured and measured.value is not None:
        return convert(measured.value, kpi.unit, kr.unit), measured.at
    checked = latest(plan.check_ins(kr.id), today)
    return (checked.value, checked.at) if checked else (None, None)


def _confidence(plan: Plan, kr: KeyResult, today: date) -> float | None:
    for one in reversed(plan.check_ins(kr.id)):
        if one.confidence is not None and when(one.at)[0] <= today:
            return one.confidence
    return None


def standing(
    plan: Plan, kr: KeyResult, today: date, settings: MethodSettings, *, target: float | None = None
) -> Standing:
    """How a key result stands on a day; values of later days do not count.

    Its time runs from the start of its cycle to its due day, or to the end of the cycle. `target` is one that the
    caller computed from the line ("by 20 %"); it counts where the key result has no target of its own.
    """
    estimated = kr.target is None and target is not None
    aim = target if kr.target is None else kr.target
    value, at = _current(plan, kr, today)
    cycle = plan.cycle_of(kr)
    start = cycle.start if cycle else None
    end = kr.due or (cycle.end if cycle else None)
    gone = elapsed(start, end, today) if start and end else None
    share = progress(kr.baseline, aim, value, kr.direction)
    over = _over(cycle, end, today)
    status = _in_draft(cycle, _status(share, gone, over, value is not None, kr.direction == "keep", settings))
    if over and share is None and value is not None and aim is not None and kr.direction:
        status = "reached" if met(kr.baseline, aim, value, kr.direction) else "missed"
    more = _rates(kr.baseline, aim, value, gone, start, end, today) if kr.direction != "keep" else (None, None, None)
    to_go = _to_go(kr.baseline, aim, value, kr.direction)
    return Standing(
        value, at, _confidence(plan, kr, today), share, gone, status, to_go, aim, estimated, more[0], more[1], more[2]
    )


def _over(cycle: Cycle | None, end: date | None, today: date) -> bool:
    """Whether the time is up: the end has passed, or the cycle was closed before it."""
    return (end is not None and today > end) or (cycle is not None and cycle.state == "closed")


def _status(
    share: float | None, gone: float | None, over: bool, has_value: bool, keep: bool, settings: MethodSettings
) -> Status:
    """The word for a pace: progress minus elapsed share."""
    if over:
        if share is None:
            return "" if has_value else "no data"
        return "reached" if share >= 1 - EXACT else "missed"
    if gone is None:
        return ""
    if not has_value:
        return "no data" if gone > settings.no_data_from + EXACT else "early"
    if share is None:
        return ""
    if keep:
        return "keep"
    if gone < settings.judged_from - EXACT:
        return "early"
    pace = share - gone
    if pace >= settings.on_track - EXACT:
        return "on track"
    return "behind" if pace >= settings.behind - EXACT else "at risk"


def _in_draft(cycle: Cycle | None, status: Status) -> Status:
    """Nobody is late with the values of a cycle that has not been started, whatever the calendar says."""
    return "early" if status == "no data" and cycle is not None and cycle.state == "draft" else status


def _to_go(
    baseline: float | None, target: float | None, value: float | None, direction: Direction | None
) -> float | None:
    """The distance from a value to the target, 0 when it is met; to the nearer end of the level to keep."""
    if target is None or value is None:
        return None
    if met(baseline, target, value, direction):
        return 0.0
    if direction == "keep" and baseline is not None:
        return tidy(min(abs(value - target), abs(value - baseline)))
    return tidy(abs(target - value))


def _rates(
    baseline: float | None,
    target: float | None,
    value: float | None,
    gone: float | None,
    start: date | None,
    end: date | None,
    today: date,
) -> tuple[float | None, float | None, float | None]:
    """The value expected today, the change a week that is needed from now on, and the one there was."""
    expected = needed = moved = None
    if gone is not None and baseline is not None and target is not None:
        expected = baseline + gone * (target - baseline)
    if target is not None and value is not None and end and today < end:
        needed = (target - value) / ((end - today).days / 7)
    if baseline is not None and value is not None and start and today > start:
        moved = (value - baseline) / ((today - start).days / 7)
    return expected, needed, moved


@dataclass(frozen=True, slots=True)
class _Way:
    """How far one key result of an objective has come, and how much of its own time is gone."""

    row: KeyResult
    has_value: bool
    progress: float | None
    """As it is; None where that cannot be said."""
    gone: float | None
    over: bool

    @property
    def share(self) -> float | None:
        """Its progress cut to 0..1, as it counts in a mean."""
        return None if self.progress is None else clamp(self.progress)


def _way_of(plan: Plan, row: KeyResult, cycle: Cycle | None, today: date) -> _Way:
    value, _ = _current(plan, row, today)
    come = progress(row.baseline, row.target, value, row.direction)
    start, end = (cycle.start, row.due or cycle.end) if cycle else (None, row.due)
    gone = elapsed(start, end, today) if start and end else None
    return _Way(row, value is not None, come, gone, _over(cycle, end, today))


def objective_standing(plan: Plan, objective: Objective, today: date, settings: MethodSettings) -> ObjectiveStanding:
    """How an objective stands: the plain mean of its measured key results, each cut to 0..1.

    Cut, so that one far beyond its target does not hide another that has not moved. Levels to keep count in the mean,
    and not in the pace.

    Its pace is that mean minus the mean share of time gone, where the time of each key result runs to its own due day:
    so an objective and its only key result are judged alike, as long as that has not gone below its start. That is the
    expectation of a linear pace (days gone to days there are, as dashboards of objectives have it) taken where the days
    are promised, and averaged as progress is. It is over with its cycle, or once each of its key results is. While less
    than half of its key results are measured nobody can say that it is on track or was reached, and nothing is said.
    """
    rows = plan.key_results(objective.id)
    cycle = plan.find(objective.cycle, Cycle)
    ways = [_way_of(plan, row, cycle, today) for row in rows]
    shares = [(way.share, way.row) for way in ways if way.share is not None]
    weakest = min(shares, key=lambda pair: pair[0])[1].id if shares else ""
    over = _over(cycle, cycle.end if cycle else None, today) or all(way.over for way in ways)
    status = _objective_status(ways, over, settings) if ways else ""
    status = _in_draft(cycle, status)
    if status in ("on track", "reached") and 2 * len(shares) < len(rows):
        status = ""
    risky = sum(_status_of(way, settings) == "at risk" for way in ways)
    return ObjectiveStanding(_mean([share for share, _ in shares]), len(shares), len(rows), weakest, status, risky)


def _status_of(way: _Way, settings: MethodSettings) -> Status:
    """How the key result stands by itself."""
    return _status(way.progress, way.gone, way.over, way.has_value, way.row.direction == "keep", settings)


def _objective_status(ways: Sequence[_Way], over: bool, settings: MethodSettings) -> Status:
    measured = [way for way in ways if way.share is not None]
    paced = [way for way in measured if way.row.direction != "keep"]
    judged = measured if over or not paced else paced
    gone = _mean([way.gone for way in judged or ways if way.gone is not None])
    share = _mean([way.share for way in judged if way.share is not None])
    has_value = any(way.has_value for way in ways)
    return _status(share, gone, over, has_value, not paced and share is not None, settings)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
