"""An item as plain text, to paste into a message: its words, and below each what can be counted of it, on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from okrtui.exchange.line_words import row_words
from okrtui.plan.closing import partly_graded
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, KeyResult, Kpi, Objective, Root
from okrtui.plan.model import Plan
from okrtui.plan.naming import title_of
from okrtui.plan.progress import latest, standing
from okrtui.plan.settings import MethodSettings


def dumps(plan: Plan, item: Entity, *, today: date, settings: MethodSettings) -> str:
    """An item and what stands below it, indented by level; a cycle with the KPIs that are watched.

    Below the words of a key result stand its start, target and value, its day and its owner; below those of a KPI its
    healthy range and its value. It ends in a line break.
    """
    return "\n".join(_Text(plan, today, settings).lines(item, 0)) + "\n"


@dataclass(frozen=True, slots=True)
class _Text:
    plan: Plan
    today: date
    settings: MethodSettings

    def lines(self, item: Entity, level: int) -> Iterator[str]:
        """The lines of an item and of what stands below it."""
        mark = "  " * (level - 1) + "- " if level else ""
        yield mark + _on_one_line(_words(item))
        for about in (self._counted(item), self._when_or_why(item)):
            if about:
                yield " " * len(mark) + about
        if isinstance(item, Cycle):
            yield from self._below_cycle(item)
        else:
            for row in self._below(item):
                yield from self.lines(row, level + 1)

    def _counted(self, item: Entity) -> str:
        """What can be counted of an item; beside a grade, how many key results have none."""
        partly = partly_graded(self.plan, item) if isinstance(item, Objective) else ""
        return ", ".join(filter(None, (row_words(item, self.today, now=self._now(item), why=False), partly)))

    def _below(self, item: Entity) -> Sequence[Entity]:
        match item:
            case Root():
                return [row for row in self.plan.priorities if row.dropped is None]
            case Objective():
                return self.plan.key_results(item.id)
            case KeyResult():
                return self.plan.initiatives(item.id)
        return ()

    def _below_cycle(self, cycle: Cycle) -> Iterator[str]:
        for objective in self.plan.objectives(cycle.id):
            yield ""
            yield from self.lines(objective, 0)
        if self.plan.watched:
            yield ""
            yield "KPIs"
            for kpi in self.plan.watched:
                yield from self.lines(kpi, 1)

    def _now(self, item: Entity) -> float | None:
        """The value of a key result or a KPI today."""
        if isinstance(item, KeyResult):
            return standing(self.plan, item, self.today, self.settings).value
        if isinstance(item, Kpi):
            last = latest(self.plan.measurements(item.id), self.today)
            return last.value if last else None
        return None

    def _when_or_why(self, item: Entity) -> str:
        """The days of a cycle, and the reason of an objective."""
        if isinstance(item, Cycle) and item.start and item.end:
            return f"{format_day(item.start, item.end)} to {format_day(item.end, self.today)}"
        return f"Why: {_on_one_line(item.why)}" if isinstance(item, Objective) and item.why.strip() else ""


def _words(item: Entity) -> str:
    return item.statement if isinstance(item, Root) else item.name if isinstance(item, Cycle) else title_of(item)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
