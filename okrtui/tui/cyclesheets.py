"""What the pages of a cycle's life say, without a widget: the start with its open questions, how goalposts moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose

from okrtui.coach.around import check_item
from okrtui.coach.check import check_text
from okrtui.coach.checkplan import look
from okrtui.coach.model import Finding
from okrtui.coach.planrules import ALL, Sight
from okrtui.plan.closing import open_decisions
from okrtui.plan.dates import format_day, week_of
from okrtui.plan.entities import ROOT, Cycle, Entity, KeyResult, Objective
from okrtui.plan.formulas import relative_target
from okrtui.plan.goalposts import describe, shifts
from okrtui.plan.model import Plan
from okrtui.plan.numbers import decimals_of, format_value
from okrtui.plan.settings import MethodSettings
from okrtui.tui.paint import Line
from okrtui.tui.rows import count
from okrtui.tui.text import wrap

SHOWN_ELSEWHERE = frozenset({"KR209"})
"""Rules whose findings the start sheet shows and counts in another way: agreement is ticked for each key result."""


_NEAR = 0.01
"""Numbers that differ less than this share are the same but for their rounding."""


@dataclass(frozen=True, slots=True)
class Open:
    """Something that the coach would ask before a quarter starts: the item (`plan` is the plan) and the finding."""

    item: str
    finding: Finding


def open_questions(
    plan: Plan,
    cycle: Cycle,
    *,
    today: date,
    settings: MethodSettings,
    redefined: Mapping[str, Sequence[date]] | None = None,
) -> list[Open]:
    """The coach's check of the whole plan around one cycle: lines first, then links and fields; warnings first.

    `redefined`: see `okrtui.session.Session.redefined`.
    """
    found = [Open(row.id, finding) for row in _lines(plan, cycle) for finding in _said(plan, row, today, settings)]
    sight = Sight(plan, today=today, settings=settings, cycles=[cycle], redefined=redefined)
    found += [Open(each.item, each.finding) for each in look(sight, ALL)]
    return sorted(found, key=lambda each: each.finding.severity != "warning")


def _lines(plan: Plan, cycle: Cycle) -> Iterable[Entity]:
    yield plan.root
    for objective in plan.objectives(cycle.id):
        yield objective
        yield from plan.key_results(objective.id)
    yield from plan.watched


def _said(plan: Plan, row: Entity, today: date, settings: MethodSettings) -> list[Finding]:
    """All findings on a line, so that there are as many as ``okrtui check`` counts."""
    verdict = check_item(plan, row.id, today=today, settings=settings)
    return list(verdict.findings) if verdict else []


@dataclass(frozen=True, slots=True)
class Openness:
    """What is still open when a quarter starts, as numbers."""

    questions: int
    """Findings of the coach; with `agreement` as many as ``okrtui check`` counts in this cycle."""
    agreement: int
    objectives: int

    def sentence(self) -> str:
        """ "5 questions of the coach, 3 key results not agreed, 1 objective without a yes"; empty for nothing."""
        parts = []
        if self.questions:
            parts.append(f"{count(self.questions, 'question')} of the coach")
        if self.agreement:
            parts.append(f"{count(self.agreement, 'key result')} not agreed")
        if self.objectives:
            parts.append(f"{count(self.objectives, 'objective')} without a yes")
        return ", ".join(parts)


def fingerprint(plan: Plan, objective: Objective) -> tuple[str, ...]:
    """What an answer about an objective was given about: it holds until the key results say something else."""
    return (objective.title, *(row.title for row in plan.key_results(objective.id)))


def when_line(cycle: Cycle, today: date) -> str:
    """Where today lies in a cycle: "starts 1 Jul, in 58 days", "week 5 of 13", "ended 30 Jun, 4 days ago"."""
    if cycle.start is None or cycle.end is None:
        return "without dates"
    if today < cycle.start:
        return f"starts {format_day(cycle.start, today)}, in {count((cycle.start - today).days, 'day')}"
    if today > cycle.end:
        return f"ended {format_day(cycle.end, today)}, {count((today - cycle.end).days, 'day')} ago"
    week, weeks = week_of(cycle.start, cycle.end, today)
    return f"week {week} of {weeks}"


def running(plan: Plan, but: str) -> Sequence[Cycle]:
    """Other cycles that run."""
    return [cycle for cycle in plan.cycles if cycle.state == "active" and cycle.id != but]


def disagreement(row: KeyResult, today: date) -> str:
    """What the words of a key result say otherwise than its numbers, as a sentence; empty where they agree.

    A key result that is carried starts from another value, so that "by 20 %" no longer leads to its target.
    """
    facts = check_text(row.title, "key_result", today=today).facts
    said = facts.target
    if said is None:
        return ""
    shown = format_value(said.value, said.unit)
    if facts.relative:
        if row.baseline is None or row.target is None:
            return ""
        aim = relative_target(row.baseline, said, facts.direction or row.direction, row.unit)
        if aim is None or isclose(aim, row.target, rel_tol=_NEAR):
            return ""
        places = max(decimals_of(row.baseline), decimals_of(row.target))
        start, end, now = (format_value(value, row.unit, decimals=places) for value in (row.baseline, aim, row.target))
        return f"The words say by {shown}: from {start} that is {end}, and the target is {now}."
    if row.target is None:
        return f"The words say {shown}, which has been reached: a new target, or other words?"
    if said.unit == row.unit and not isclose(said.value, row.target, rel_tol=_NEAR):
        return f"The words say {shown}, and the target is {format_value(row.target, row.unit)}."
    given = facts.baseline
    if given is None or row.baseline is None or given.unit != row.unit:
        return ""
    if isclose(given.value, row.baseline, rel_tol=_NEAR):
        return ""
    was, now = (format_value(value, row.unit) for value in (given.value, row.baseline))
    return f"The words say from {was}; it starts from {now}."


def goalpost_lines(plan: Plan, row: KeyResult, today: date, cells: int) -> list[Line]:
    """How the goalposts of a key result moved, one move a line: ``(was 5.0 % until week 9: “price rise”)``."""
    lines: list[Line] = []
    for shift in shifts(plan, row.id):
        text = f"({describe(plan, row, shift, today)})"
        lines += [[(part, "hint")] for part in wrap(text, cells)]
    return lines


def staying(plan: Plan) -> str:
    """What a new quarter finds as it was: "4 KPIs and 2 open decisions stay."; empty when there is neither."""
    kpis, decisions = len(plan.watched), len(open_decisions(plan))
    parts = [count(kpis, "KPI")] * bool(kpis) + [count(decisions, "open decision")] * bool(decisions)
    return f"{' and '.join(parts)} {'stays' if kpis + decisions == 1 else 'stay'}." if parts else ""


def place_name(plan: Plan, item: str) -> str:
    """What a finding is about, as a list names it."""
    if item == ROOT:
        return "the plan"
    row = plan.item(item)
    return str(getattr(row, "title", "") or getattr(row, "name", "")) if row else item
