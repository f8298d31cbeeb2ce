"""Which rows of a cycle need somebody's attention, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrtui.plan.entities import Cycle, KeyResult, Kpi
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import BLANK, format_value
from okrtui.plan.progress import standing
from okrtui.plan.settings import MethodSettings

CADENCE = {"daily": 1, "weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92}
"""Days between two values of a KPI, at the longest."""
_USUAL = 7
"""Days between reviews that the days without news are meant for; rarer reviews stretch them."""

Sign = Literal["!", "?"]


@dataclass(frozen=True, slots=True)
class Need:
    """Why a row needs somebody: `sign` is "!" for trouble and "?" for silence."""

    row: str
    sign: Sign
    why: str


def needs(plan: Plan, cycle: str, today: date, settings: MethodSettings) -> list[Need]:
    """All rows of a cycle, and the KPIs, that need somebody, in the order of the screen."""
    return list(_needs(plan, cycle, today, settings))


def _needs(plan: Plan, cycle: str, today: date, settings: MethodSettings) -> Iterator[Need]:
    held = plan.find(cycle, Cycle)
    for objective in plan.objectives(cycle):
        if held is not None and (need := _blanks(objective.id, objective.title, held)):
            yield need
        for result in plan.key_results(objective.id):
            if need := result_need(plan, result, today, settings):
                yield need
    for kpi in plan.watched:
        if need := kpi_need(plan, kpi, today, settings):
            yield need


def result_need(plan: Plan, result: KeyResult, today: date, settings: MethodSettings) -> Need | None:
    """Blanks in its words; at risk, without a value, or without news for some days, while its cycle runs."""
    cycle = plan.cycle_of(result)
    if cycle is not None and (need := _blanks(result.id, result.title, cycle)):
        return need
    if cycle is None or cycle.state != "active" or (cycle.start and today < cycle.start):
        return None
    at = standing(plan, result, today, settings)
    if at.status == "at risk":
        done = "" if at.progress is None else f": {max(at.progress, 0) * 100:.0f} % of the way"
        gone = "" if at.elapsed is None else f", {at.elapsed * 100:.0f} % of the time"
        return Need(result.id, "!", f"at risk{done}{gone}")
    if at.status == "missed":
        return Need(result.id, "!", "past its day, and not reached")
    if at.status == "no data":
        return Need(result.id, "?", "no value yet")
    silent = _silence(plan, result, cycle, today)
    stretch = (CADENCE.get(plan.root.review_cadence or "", _USUAL) - _USUAL) if plan.root.review_cadence else 0
    if at.status != "reached" and silent is not None and silent > settings.news_hint_days + max(stretch, 0):
        return Need(result.id, "?", f"no check-in for {silent} days")
    return None


def _blanks(row: str, title: str, cycle: Cycle) -> Need | None:
    """Words that somebody still has to write, in a cycle that is not closed."""
    many = title.count(BLANK)
    if not many or cycle.state == "closed":
        return None
    return Need(row, "?", f"{many} blank{'' if many == 1 else 's'} to fill in")


def _silence(plan: Plan, result: KeyResult, cycle: Cycle, today: date) -> int | None:
    """Days since anybody looked at a key result, or since its cycle began."""
    days = [when(check_in.at)[0] for check_in in plan.check_ins(result.id) if check_in.at]
    if result.measured_by:
        days += [when(value.at)[0] for value in plan.measurements(result.measured_by) if value.at]
    past = [day for day in days if day <= today] or ([cycle.start] if cycle.start else [])
    return (today - max(past)).days if past else None


def kpi_need(plan: Plan, kpi: Kpi, today: date, settings: MethodSettings) -> Need | None:
    """Out of its healthy range, or a value that is late by its cadence."""
    values = [value for value in plan.measurements(kpi.id) if value.value is not None and value.at]
    if not values:
        return None
    last = values[-1]
    assert last.value is not None
    assert last.at is not None
    shown = format_value(last.value, kpi.unit)
    if kpi.healthy_low is not None and last.value < kpi.healthy_low:
        return Need(kpi.id, "!", f"{shown} is below its healthy range")
    if kpi.healthy_high is not None and last.value > kpi.healthy_high:
        return Need(kpi.id, "!", f"{shown} is above its healthy range")
    every = CADENCE.get(kpi.cadence or "")
    silent = (today - when(last.at)[0]).days
    if every is not None and silent > max(every + settings.grace_days, every * 1.5):
        return Need(kpi.id, "?", f"no value for {silent} days, {kpi.cadence} by its cadence")
    return None
