"""A quarter as one page of Markdown, to send to people: where to go, how far it is, what is watched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrtui.exchange.files import PAGE_MARK
from okrtui.exchange.markdown_text import inline, paragraph, plain, table
from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority, Root
from okrtui.plan.errors import Missing
from okrtui.plan.model import Plan
from okrtui.plan.naming import title_of
from okrtui.plan.numbers import decimals_of, format_value
from okrtui.plan.progress import elapsed, health, latest, objective_standing, standing
from okrtui.plan.quarters import week_of
from okrtui.plan.settings import MethodSettings

_STATUS = {"early": "too early to say", "keep": "a level to keep"}
_NO_TITLE = "(no text yet)"
_OF_VALUES = frozenset({"Now", "Progress", "Standing", "Confidence", "State", "Measured"})
"""Columns that speak of values."""


def page(
    plan: Plan, cycle_id: str, *, today: date, settings: MethodSettings, without: frozenset[str] = frozenset()
) -> str:
    """One page about a cycle: its days and week, the strategy, objectives with key results, and the plan's KPIs.

    `plan` is what may leave the house (see `okrtui.exchange.leaving`); without its history nothing is said of how
    things stand. User text stands there as plain text, whatever it holds. Raises `PlanError` for a cycle that is not
    there.
    """
    cycle = plan.find(cycle_id, Cycle)
    if cycle is None:
        raise Missing(cycle_id, "cycle")
    return "\n\n".join([*_Page(plan, today, settings, valued="history" not in without).page(cycle), PAGE_MARK]) + "\n"


def item(plan: Plan, row: Entity, *, today: date, settings: MethodSettings) -> str:
    """One item as Markdown, to paste into a message: with what stands below it, as `page` shows it."""
    return "\n\n".join(_Page(plan, today, settings).item(row)) + "\n"


class _Page:
    """Blocks of Markdown, to be parted by blank lines."""

    def __init__(self, plan: Plan, today: date, settings: MethodSettings, *, valued: bool = True) -> None:
        self._plan = plan
        self._today = today
        self._settings = settings
        self._valued = valued

    def page(self, cycle: Cycle) -> Iterator[str]:
        parts = [plain(part) for part in (self._plan.root.name, cycle.name) if part.strip()]
        yield f"# {' · '.join(parts) or 'Plan'}"
        yield self._when(cycle)
        yield from self._strategy()
        yield "## Objectives"
        objectives = self._plan.objectives(cycle.id)
        for objective in objectives:
            yield from self._objective(objective)
        if not objectives:
            yield "None yet."
        yield from self._all_kpis()

    def item(self, row: Entity) -> Iterator[str]:
        match row:
            case Cycle():
                yield from self.page(row)
            case Objective():
                yield from self._objective(row)
            case KeyResult():
                yield self._key_results([row])
                yield from self._initiatives([row])
            case Kpi():
                yield self._kpis([row])
                if row.action:
                    yield f"When it leaves its range: {inline(row.action)}"
            case Initiative():
                yield self._initiative(row)
            case Root():
                yield from self._strategy()
            case Priority():
                yield f"- {_title(row)}"
            case _:
                yield _title(row)

    # -- parts

    def _when(self, cycle: Cycle) -> str:
        if cycle.start is None or cycle.end is None:
            return f"As of {self._day(self._today, year=True)}"
        start = format_day(cycle.start, cycle.end)
        parts = [f"{start} to {self._day(cycle.end, year=True)}"]
        if cycle.start <= self._today <= cycle.end:
            week, weeks = week_of(cycle.start, cycle.end, self._today)
            share = elapsed(cycle.start, cycle.end, self._today)
            parts += [f"week {week} of {weeks}", f"{_percent(share)} of the time gone"]
        else:
            parts.append("not begun yet" if self._today < cycle.start else "over")
        return " · ".join([*parts, f"as of {self._day(self._today, year=True)}"])

    def _strategy(self) -> Iterator[str]:
        priorities = [priority for priority in self._plan.priorities if priority.dropped is None]
        if self._plan.root.statement or priorities:
            yield "## Strategy"
        if self._plan.root.statement:
            yield paragraph(self._plan.root.statement)
        if priorities:
            yield "What matters most now:"
            yield "\n".join(f"{number}. {_title(row)}" for number, row in enumerate(priorities, 1))

    def _objective(self, objective: Objective) -> Iterator[str]:
        yield f"### {_title(objective)}"
        if about := self._standing_of(objective):
            yield about
        if objective.why:
            yield f"Why: {paragraph(objective.why)}"
        results = list(self._plan.key_results(objective.id))
        if results:
            yield self._key_results(results)
            yield from self._initiatives(results)

    def _standing_of(self, objective: Objective) -> str:
        now = objective_standing(self._plan, objective, self._today, self._settings)
        parts = [f"**{_percent(now.progress)}**"] if self._valued else []
        if now.status and self._valued:
            parts.append(_STATUS.get(now.status, now.status))
        if now.measured < now.total and self._valued:
            parts.append(f"{now.measured} of {now.total} measured")
        if not now.total:
            parts.append("no key results yet")
        if objective.kind:
            parts.append(objective.kind)
        if objective.owner:
            parts.append(inline(objective.owner))
        priority = self._plan.find(objective.priority, Priority) if objective.priority else None
        if priority:
            parts.append(f"for “{_title(priority)}”")
        return " · ".join(parts)

    def _key_results(self, results: list[KeyResult]) -> str:
        heads = [("Key result", False), ("From", True), ("Now", True), ("To", True), ("Progress", True)]
        heads += [("Standing", False), ("Confidence", True), ("Due", False), ("Owner", False)]
        return self._table(heads, [self._key_result(result) for result in results])

    def _table(self, heads: list[tuple[str, bool]], rows: list[list[str]]) -> str:
        """A table; without the columns that speak of values when these stayed at home."""
        kept = [at for at, (head, _) in enumerate(heads) if self._valued or head not in _OF_VALUES]
        return "\n".join(table([heads[at] for at in kept], [[row[at] for at in kept] for row in rows]))

    def _key_result(self, result: KeyResult) -> list[str]:
        now = standing(self._plan, result, self._today, self._settings)
        confidence = "" if now.confidence is None else format_value(now.confidence)
        return [
            _title(result),
            *_figures([result.baseline, now.value, result.target], result.unit),
            "" if now.progress is None else _percent(now.progress),
            _STATUS.get(now.status, now.status),
            confidence,
            self._due(result),
            inline(result.owner),
        ]

    def _due(self, result: KeyResult) -> str:
        cycle = self._plan.cycle_of(result)
        due = result.due or (cycle.end if cycle else None)
        return self._day(due) if due else ""

    def _initiatives(self, results: list[KeyResult]) -> Iterator[str]:
        for result in results:
            bets = self._plan.initiatives(result.id)
            if bets:
                yield f"Initiatives for “{_title(result)}”:"
                yield "\n".join(map(self._initiative, bets))

    def _initiative(self, row: Initiative) -> str:
        owner = f" ({inline(row.owner)})" if row.owner.strip() else ""
        return f"- [{'x' if row.done else ' '}] {_title(row)}{owner}"

    def _all_kpis(self) -> Iterator[str]:
        """The KPIs that are watched as a table, and the names of those that are not any longer."""
        if not self._plan.kpis:
            return
        yield "## KPIs"
        watched = self._plan.watched
        yield self._kpis(list(watched)) if watched else "None is watched."
        put_away = [f"{_title(kpi)} ({self._day(kpi.archived)})" for kpi in self._plan.kpis if kpi.archived]
        if put_away:
            yield f"Archived: {', '.join(put_away)}"

    def _kpis(self, kpis: list[Kpi]) -> str:
        heads = [("KPI", False), ("Now", True), ("Healthy", False), ("State", False), ("Kind", False)]
        heads += [("Measured", False), ("Owner", False)]
        return self._table(heads, [self._kpi(kpi) for kpi in kpis])

    def _kpi(self, kpi: Kpi) -> list[str]:
        last = latest(self._plan.measurements(kpi.id), self._today)
        return [
            _title(kpi),
            *_figures([last.value if last else None], kpi.unit),
            _range(kpi),
            health(kpi, last.value if last else None),
            ", ".join(word for word in (kpi.timing, kpi.category) if word),
            format_moment(last.at, self._today) if last and last.at else "",
            inline(kpi.owner),
        ]

    def _day(self, day: date, *, year: bool = False) -> str:
        short = format_day(day, self._today)
        return f"{short} {day.year}" if year and day.year == self._today.year else short


def _range(kpi: Kpi) -> str:
    low, high = _figures([kpi.healthy_low, kpi.healthy_high], kpi.unit)
    if low and high:
        return f"{low} to {high}"
    return f"from {low}" if low else f"up to {high}" if high else ""


def _figures(values: list[float | None], unit: str) -> list[str]:
    """Values with the same decimals and their unit; empty where there is none."""
    decimals = max((decimals_of(value) for value in values if value is not None), default=0)
    return ["" if value is None else inline(format_value(value, unit, decimals=decimals)) for value in values]


def _percent(share: float | None) -> str:
    """A share of 0..1 as a whole percentage, clamped; a dash when there is none."""
    return "—" if share is None else f"{min(max(share, 0.0), 1.0) * 100:.0f} %"


def _title(row: Entity) -> str:
    return plain(title_of(row)) or _NO_TITLE
