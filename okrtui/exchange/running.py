"""Lines that would come into a quarter that is running: how many, and which quarter could take them instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okrtui.exchange.markdown_in.model import Document
from okrtui.exchange.wording import counted
from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote
from okrtui.plan.quarters import quarter_of


@dataclass(frozen=True, slots=True)
class Running:
    """Lines that are new in a quarter whose targets are frozen already."""

    cycle: str
    """Its name."""
    what: str
    """How many they are: "2 objectives"."""
    one: bool
    named: bool
    """The document names this quarter."""
    instead: str
    """Name of the quarter that is planned next; empty where they can go nowhere else."""

    @property
    def sentence(self) -> str:
        """What there is to say about it."""
        comes = f"{self.what} {'is' if self.one else 'are'} new"
        return f"{comes} in {quote(self.cycle)}, which is running: its targets are frozen."


def running(document: Document, plan: Plan, new: Iterable[tuple[int, str]], fiscal_year_start: int) -> Running | None:
    """What of the rows that are new comes into a running quarter; `plan` holds them, `new` their lines' places too."""
    found: dict[str, list[tuple[int, Objective | KeyResult]]] = {}
    for place, row in new:
        item = plan.item(row)
        cycle = plan.cycle_of(item) if isinstance(item, KeyResult) else None
        cycle = plan.find(item.cycle, Cycle) if isinstance(item, Objective) else cycle
        if isinstance(item, (Objective, KeyResult)) and cycle is not None and cycle.state == "active":
            found.setdefault(cycle.id, []).append((place, item))
    if not found:
        return None
    cycle_id, rows = max(found.items(), key=lambda one: len(one[1]))
    objectives = [place for place, item in rows if isinstance(item, Objective)]
    count = len(objectives) or len(rows)
    what = counted(count, Objective if objectives else KeyResult)
    named = any(document.lines[place].period is not None for place in objectives)
    held = plan.find(cycle_id, Cycle)
    assert held is not None
    instead = _after(plan, held, fiscal_year_start) if objectives and not named else ""
    return Running(held.name, what, count == 1, named, instead)


def _after(plan: Plan, cycle: Cycle, fiscal_year_start: int) -> str:
    """The name of the draft that begins next after a cycle, or else of the quarter after it."""
    drafts = [
        (one.start, one.name)
        for one in plan.cycles
        if one.state == "draft" and one.start and cycle.start and one.start > cycle.start
    ]
    if drafts:
        return min(drafts)[1]
    return quarter_of(cycle.start, fiscal_year_start).next().name if cycle.start else ""
