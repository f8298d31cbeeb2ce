"""The five steps that join OKRs and KPIs, with what is missing in each as counts.

The counts are the whole-plan rules about what is missing: what is a count here while drafting becomes a finding when
the quarter starts. The last step counts what the rules over time see while it runs. So both always agree, and what was
called good as it is is counted in neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from okrtui.coach.checkplan import look
from okrtui.coach.planrules import ALL, Sight
from okrtui.coach.planrules.reviewing import RV201, overdue
from okrtui.plan.entities import ROOT, Cycle, KeyResult
from okrtui.plan.model import Plan
from okrtui.plan.progress import standing
from okrtui.plan.settings import MethodSettings

State = Literal["done", "now", "open"]
ENOUGH = "That is enough to begin."
START_QUESTION = "If all of these came true, would you call the objective reached?"
"""What the coach asks of each objective when a quarter starts."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five: what it asks, where it stands, and what `enter` walks through."""

    number: int
    name: str
    question: str
    state: State
    lacks: tuple[str, ...]
    """What is missing, as counts ("3 KPIs have no action yet"), most important first; empty when nothing is."""
    items: tuple[str, ...]
    """Ids of the items with something missing, in the order of the plan (`plan` is the plan itself), each once."""
    reason: str
    """Why the step is there, in a line: what an empty plan says beside the question."""

    @property
    def text(self) -> str:
        """All that is missing, in one sentence's part; empty when nothing is."""
        return ", ".join(self.lacks)

    def line(self) -> str:
        """The step in one line: "indicators: 3 KPIs have no action yet"."""
        return f"{self.name}: {self.text}" if self.lacks else self.name

    def brief(self) -> str:
        """The step with the most important of what is missing alone."""
        return f"{self.name}: {self.lacks[0]}" if self.lacks else self.name


_STEPS: tuple[tuple[str, str, str], ...] = (
    ("strategy", "What is the strategy?", "Without one, everything looks like a priority."),
    (
        "focus",
        "What matters most now?",
        "One to three priorities, then the objectives they call for. Leadership decides, and says why.",
    ),
    ("success", "What is success?", "Key results, written by the team, agreed with leadership."),
    ("indicators", "Which KPIs tell you early?", "Ask what causes the slow ones."),
    ("inspect and adapt", "When do you look again?", "A weekly review of a few minutes."),
)

STEP_NAMES = tuple(name for name, _, _ in _STEPS)

_Lack = tuple[str, tuple[str, ...]]
"""Something missing: the words, and the items that lack it."""


def steps(
    plan: Plan, cycle_id: str, *, today: date, settings: MethodSettings, skipped: Collection[int] = ()
) -> tuple[Step, ...]:
    """The five steps for a cycle (an id that names no cycle: for a plan that has none yet).

    "done" lacks nothing; "now" is the first that does and is not among the `skipped` numbers; others are "open".
    """
    cycle = plan.find(cycle_id, Cycle)
    sight = Sight(plan, today=today, settings=settings, cycles=[cycle] if cycle else [])
    found: list[Step] = []
    now = True
    for index, (name, question, reason) in enumerate(_STEPS, start=1):
        lacks = list(_lacks(index, sight, cycle))
        state: State = "open" if lacks else "done"
        if lacks and now and index not in skipped:
            state, now = "now", False
        missing = tuple(words for words, _ in lacks if words)
        items = tuple(dict.fromkeys(item for _, ids in lacks for item in ids))
        found.append(Step(index, name, question, state, missing, items, reason))
    return tuple(found)


def enough(plan: Plan, cycle_id: str) -> bool:
    """Whether it is enough to begin: one objective, three key results, two KPIs (see `ENOUGH`).

    It is not while an objective is left without key results, or an objective or a key result has blanks to fill in.
    """
    objectives = plan.objectives(cycle_id)
    found = [plan.key_results(objective.id) for objective in objectives]
    titles = [objective.title for objective in objectives] + [result.title for below in found for result in below]
    begun = bool(objectives) and all(found) and all(_written(title) for title in titles)
    return begun and sum(map(len, found)) >= 3 and sum(_written(kpi.name) for kpi in plan.watched) >= 2


def _written(text: str) -> bool:
    return bool(text.strip()) and "__" not in text


def _lacks(number: int, sight: Sight, cycle: Cycle | None) -> Iterator[_Lack]:
    """What a step lacks, most important first; words are empty where the question itself says it."""
    match number:
        case 1:
            if not sight.plan.root.statement.strip():
                yield ("" if sight.plan.empty else "not written yet"), (ROOT,)
        case 2:
            if not sight.priorities:
                yield ("no priority yet" if sight.objectives else ""), ()
            if not sight.objectives:
                yield ("no objective yet" if sight.priorities else ""), ()
            # With no priority named yet, that each objective serves none is no further news.
            yield from _counts(2, sight, leave=() if sight.priorities else ("ST202",))
        case 3:
            if not sight.key_results:
                yield ("no key results yet" if sight.objectives else ""), tuple(o.id for o in sight.objectives)
            else:
                blank = tuple(row.id for row in sight.key_results if not _written(row.title))
                if blank:
                    yield f"{len(blank)} key result{'s have' if len(blank) > 1 else ' has'} blanks to fill in", blank
                yield from _counts(3, sight, known=blank)
        case 4:
            if not sight.kpis:
                yield ("no KPI yet" if sight.key_results else ""), ()
            else:
                yield from _counts(4, sight)
        case _:
            yield from _unseen(sight, cycle)


def _counts(
    number: int, sight: Sight, leave: Collection[str] = (), known: Collection[str] = frozenset()
) -> Iterator[_Lack]:
    """What the rules of a step find, counted by rule, without items that are `known`: what is missing.

    In the last step it is also what the numbers show and nobody has answered.
    """
    rules = [rule for rule in ALL if rule.step == number and rule.code not in leave]
    groups: dict[str, list[str]] = {rule.code: [] for rule in rules}
    for each in look(sight, rules):
        if (each.finding.when == "absence" or number == 5) and each.item not in known:
            groups[each.code].append(each.item)
    for rule in rules:
        items = groups[rule.code]
        if items == [ROOT]:
            yield rule.counted[0], ()
        elif items:
            where = f" ({rule.keys})" if rule.keys else ""
            yield f"{len(items)} {rule.counted[len(items) > 1]}{where}", tuple(items)


def _unseen(sight: Sight, cycle: Cycle | None) -> Iterator[_Lack]:
    """What keeps the plan from being inspected, and what was seen and not answered."""
    if cycle is None or not sight.key_results:
        yield "", ()
        return
    if cycle.state == "draft":
        yield "begins when the quarter starts", ()
        return
    unmeasured = tuple(r.id for r in sight.key_results if _value(sight, r) is None)
    if unmeasured:
        many = len(unmeasured)
        yield f"{many} key result{'s have' if many > 1 else ' has'} no value yet", unmeasured
    if cycle.state != "active":
        return
    if sight.plan.root.review_cadence is None:
        yield "no day for reviews yet", ()
    late = overdue(sight)
    if late and look(sight, [RV201]):
        yield (f"last review {late.days} days ago" if late.seen else "no review yet"), ()
    yield from _counts(5, sight, leave=("RV201",), known=unmeasured)


def _value(sight: Sight, result: KeyResult) -> float | None:
    return standing(sight.plan, result, sight.today, sight.settings).value
