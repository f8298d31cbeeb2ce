"""What a whole-plan rule is, what it sees, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from okrtui.coach.around import check_item
from okrtui.coach.model import Category, Finding, Fix, Severity, Timing, Verdict
from okrtui.coach.planrules.runs import Run, answered, runs_of
from okrtui.plan.cadence import CADENCE_DAYS
from okrtui.plan.entities import ROOT, Cycle, Entity, KeyResult, Kpi, Objective, Priority
from okrtui.plan.model import Plan
from okrtui.plan.settings import Band, MethodSettings


class Sight:
    """A plan as the whole-plan rules see it: what is alive, in order; not what is dropped, archived, closed or parked.

    `cycles` narrows it to some cycles; a rule reads nothing but this, and never changes anything.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        today: date,
        settings: MethodSettings,
        cycles: Sequence[Cycle] | None = None,
        redefined: Mapping[str, Sequence[date]] | None = None,
    ) -> None:
        self.plan = plan
        self.today = today
        self.settings = settings
        self.redefined: Mapping[str, Sequence[date]] = redefined or {}
        """The days on which a KPI got another meaning, by its id, as the journal of the plan tells them."""
        self.cycles: Sequence[Cycle] = [c for c in plan.cycles if judged(c)] if cycles is None else cycles
        self._verdicts: dict[str, Verdict | None] = {}

    @cached_property
    def priorities(self) -> list[Priority]:
        """What matters most now, first first."""
        return [priority for priority in self.plan.priorities if priority.dropped is None and priority.title.strip()]

    @cached_property
    def objectives(self) -> list[Objective]:
        """The objectives of all cycles in sight, in order."""
        return [objective for cycle in self.cycles for objective in self.plan.objectives(cycle.id)]

    @cached_property
    def key_results(self) -> list[KeyResult]:
        """The key results of all cycles in sight, in order."""
        return [result for objective in self.objectives for result in self.plan.key_results(objective.id)]

    @cached_property
    def kpis(self) -> Sequence[Kpi]:
        """The KPIs that are watched, in order."""
        return self.plan.watched

    def watched(self, kpis: Iterable[str]) -> list[str]:
        """Those of some KPIs, given by their ids, that are watched."""
        alive = {kpi.id for kpi in self.kpis}
        return [kpi for kpi in kpis if kpi in alive]

    @cached_property
    def driving(self) -> frozenset[str]:
        """Ids of the KPIs that cause another one."""
        return frozenset(driver for kpi in self.kpis for driver in kpi.drivers)

    @cached_property
    def leading_to_goals(self) -> frozenset[str]:
        """Ids of the KPIs that lead to a key result in sight, or are its measure."""
        ids = {kpi for result in self.key_results for kpi in result.kpis}
        return frozenset(ids | {result.measured_by for result in self.key_results if result.measured_by})

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The cycles in sight that run today."""
        return tuple(runs_of(self.plan, self.cycles, self.today))

    @cached_property
    def answered(self) -> dict[str, date]:
        """The items that decisions are about, see `okrtui.coach.planrules.runs.answered`."""
        return answered(self.plan, self.today)

    def results_of(self, cycle: Cycle) -> list[KeyResult]:
        """The key results of one cycle, in order."""
        return [r for objective in self.plan.objectives(cycle.id) for r in self.plan.key_results(objective.id)]

    def verdict(self, row: Entity) -> Verdict | None:
        """What the text rules say about an item, asked once; None for items without words."""
        if row.id not in self._verdicts:
            self._verdicts[row.id] = check_item(self.plan, row.id, today=self.today, settings=self.settings)
        return self._verdicts[row.id]

    def codes(self, row: Entity) -> frozenset[str]:
        """Codes of the text rules that speak about an item."""
        verdict = self.verdict(row)
        return frozenset(finding.code for finding in verdict.findings) if verdict else frozenset()

    def timing(self, kpi: Kpi) -> Timing:
        """Leading or lagging, as the user said or else as its name reads."""
        if kpi.timing:
            return kpi.timing
        verdict = self.verdict(kpi)
        return verdict.facts.timing if verdict else "unclear"

    def category(self, kpi: Kpi) -> Category:
        """The category, as the user said or else as its name reads."""
        if kpi.category:
            return kpi.category
        verdict = self.verdict(kpi)
        return verdict.facts.category if verdict else "unclear"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule noticed about an item (or about the plan: `okrtui.plan.entities.ROOT`)."""

    item: str
    message: str
    question: str = ""
    """Empty: the rule's own question."""
    severity: Severity | None = None
    """None: the rule's own."""
    missing: bool | None = None
    """None: as the rule says."""
    fix: Fix | None = None


class PlanFinding(NamedTuple):
    """A finding about an item of the plan, or about the plan (`item` is ``plan``)."""

    item: str
    kind: str
    """The item's kind (objective, key_result, kpi, priority, strategy, cycle), or ``plan``."""
    finding: Finding

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.finding.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A whole-plan rule, declared once: its words, its examples, and the function that looks.

    Examples are outlines of plans as a person would write them: the rule's page shows them, its tests read them.
    """

    code: str
    name: str
    title: str
    severity: Severity
    summary: str
    reason: str
    question: str
    worked: tuple[str, str]
    missing: bool = False
    """It speaks of what is not there yet: while drafting, a count in the five steps and no finding."""
    bad: tuple[str, ...]
    good: tuple[str, ...]
    near: tuple[str, ...]
    check: Callable[[Sight], Iterable[Found]]
    step: int = 0
    """Of the five steps, the one in which it is a count while drafting; 0 for none."""
    counted: tuple[str, str] = ("", "")
    """What the step says of one item and of several: "KPI has no action yet", "KPIs have no action yet"."""
    keys: str = ""
    """The keys that lead to where it is mended, for the line of the step; empty where the row itself shows it."""
    mended: str = ""
    """The same as sentences, for the rule's page."""


def judged(cycle: Cycle) -> bool:
    """Whether rules speak about a cycle: not when it is closed, nor when it is a place for what is parked.

    A draft without dates is such a place ("Later"), unless its name holds a digit: "2026-Q4" in a file written by
    hand is a quarter whose dates nobody has typed.
    """
    if cycle.state != "draft":
        return cycle.state == "active"
    return bool(cycle.start or cycle.end) or any(letter.isdigit() for letter in cycle.name)


def beyond(band: Band, count: int) -> Severity | None:
    """What a count above the quiet band is worth: a hint, a warning further up, None below or within."""
    if count <= band.high:
        return None
    return "hint" if count <= band.hint else "warning"


__all__ = ["CADENCE_DAYS", "ROOT", "Found", "PlanFinding", "Rule", "Sight", "beyond", "judged"]
