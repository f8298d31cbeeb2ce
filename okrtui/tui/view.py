"""What of the plan is looked at: the cycle, the objective, the key result; filters; and what the panes are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from okrtui.plan.entities import Cycle, Initiative, KeyResult, Kpi, Objective, Priority, Root
from okrtui.plan.model import Plan
from okrtui.plan.naming import title_of
from okrtui.plan.progress import elapsed
from okrtui.plan.quarters import current_cycle, format_day, week_of
from okrtui.tui import rows as paint
from okrtui.tui.commands import key_of
from okrtui.tui.kpirows import kpi_rows, kpis_in_order
from okrtui.tui.paint import Line
from okrtui.tui.rows import World, item_title
from okrtui.tui.text import width
from okrtui.tui.widgets.rowlist import Row

PANES = ("strategy", "objectives", "results", "kpis")
NAMES = ("Strategy", "Objectives", "Key results", "KPIs")
_BETWEEN, _POINT = " ─ ", " · "
COLUMNS = "start → now → target · ♥ confidence · due"
"""What stands below the words of a key result, in its order."""
_SUBTITLE = 74
"""Cells of a pane's lower edge in the smallest terminal."""
_SIGNS = {"?": "? no news", "!": "! at risk"}
"""What the signs before the numbers of a key result mean; see `okrtui.tui.rows.need_sign`."""


@dataclass(slots=True)
class _Made:
    """All rows of a pane, what they were made from, and (once a filter has looked at them) what it looks at."""

    of: tuple[object, ...]
    rows: Sequence[Row]
    folded: list[str] = field(default_factory=list)


class View:
    """The selection in one window. It knows no widget; the main screen shows what it says."""

    def __init__(self, world: World, default_cycle: str = "current") -> None:
        """`default_cycle`: the one to begin with: "current", "latest", or the name of one."""
        self.world = world
        self._default_cycle = default_cycle
        self.cycle_id = ""
        self.objective_id = ""
        self.key_result_id = ""
        self.unfolded: set[str] = set()
        """Key results whose initiatives are shown."""
        self._made: dict[str, _Made] = {}
        """The rows of each pane as they were made last; they are made anew when they would be others."""
        self._words: dict[str, list[str]] = {}
        """The words that are lit in a pane."""
        self.count: dict[str, int] = {}
        """How many rows a pane has, and (`found`) how many of them its filter lets through."""
        self.found: dict[str, int] = {}
        self.filters: dict[str, str] = {}
        """Words that the rows of a pane have to contain."""

    # -- what is chosen

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.world.plan

    @property
    def cycle(self) -> Cycle | None:
        """The cycle that is shown."""
        return self.plan.find(self.cycle_id, Cycle)

    @property
    def objective(self) -> Objective | None:
        """The objective whose key results are shown."""
        return self.plan.find(self.objective_id, Objective)

    @property
    def key_result(self) -> KeyResult | None:
        """The key result that was chosen last."""
        return self.plan.find(self.key_result_id, KeyResult)

    def open(self) -> str:
        """Choose the first key result of the cycle to begin with, and return the pane to begin in."""
        self.cycle_id = self._first_cycle()
        objectives = self.plan.objectives(self.cycle_id)
        first = next((r for o in objectives for r in self.plan.key_results(o.id)), None)
        if first is not None:
            self.objective_id, self.key_result_id = first.objective, first.id
        elif objectives:
            self.objective_id = objectives[0].id
        return "results" if objectives else "objectives"

    def _first_cycle(self) -> str:
        """The cycle to begin with; empty when there is none."""
        wanted = [cycle for cycle in self.plan.cycles if cycle.name == self._default_cycle]
        if self._default_cycle == "latest":
            wanted = sorted((c for c in self.plan.cycles if c.start), key=lambda c: c.start or self.world.today)
        cycle = wanted[-1] if wanted else current_cycle(self.plan, self.world.today)
        return cycle.id if cycle is not None else ""

    def settle(self) -> None:
        """After the plan has changed: what was chosen and is gone gives way to what is there."""
        if self.cycle is None:
            self.cycle_id = self._first_cycle()
        objectives = self.plan.objectives(self.cycle_id)
        if self.objective is None or self.objective not in objectives:
            self.objective_id = objectives[0].id if objectives else ""
        results = self.plan.key_results(self.objective_id)
        if self.key_result is None or self.key_result not in results:
            self.key_result_id = results[0].id if results else ""

    def choose_cycle(self, cycle: str) -> None:
        """Look at another cycle, at its first objective."""
        self.cycle_id, self.objective_id, self.key_result_id = cycle, "", ""
        self.settle()

    def choose_objective(self, objective: str) -> None:
        """Look at another objective of the cycle, at its first key result."""
        self.objective_id, self.key_result_id = objective, ""
        self.settle()

    def folded(self, key_result: str) -> bool:
        """Whether a key result has initiatives that are counted in a line instead of listed."""
        return key_result not in self.unfolded and bool(self.plan.initiatives(key_result))

    def choose_result(self, row: str) -> bool:
        """Choose the key result that a row of the third pane is, or belongs to; whether it is another one."""
        item = self.plan.item(row) if row else None
        owner = item.key_result if isinstance(item, Initiative) else row
        changed = owner != self.key_result_id
        self.key_result_id = owner
        return changed

    def go_to(self, row: str) -> str:
        """Choose what has to be chosen for an item to be seen, and return its pane; empty for rows without a place."""
        item = self.plan.item(row)
        pane = ""
        match item:
            case Root() | Priority():
                pane = "strategy"
            case Objective():
                pane, self.objective_id = "objectives", item.id
            case KeyResult():
                pane, self.objective_id, self.key_result_id = "results", item.objective, item.id
            case Initiative():
                pane = "results"
                self.unfolded.add(item.key_result)
                self.key_result_id = item.key_result
                self.objective_id = self.key_result.objective if self.key_result else self.objective_id
            case Kpi():
                pane = "kpis"
        if self.objective is not None:
            self.cycle_id = self.objective.cycle
        if getattr(item, "archived", None) or getattr(item, "dropped", None):
            self.world.archived = True
        self.filters.pop(pane, None)
        return pane

    # -- what is shown

    def rows(self, pane: str, cells: int) -> Sequence[Row]:
        """The rows of a pane for a width, without those that the filter leaves out."""
        of = (cells, self.world.archived, *self._chosen(pane), *self.world.state)
        made = self._made.get(pane)
        if made is None or made.of != of:
            made = self._made[pane] = _Made(of, self._all_rows(pane, cells))
        return self._filter(pane, made)

    def forget(self) -> None:
        """Make all rows anew when they are asked for: numbers and days are written in another manner."""
        self._made.clear()

    def _chosen(self, pane: str) -> tuple[object, ...]:
        """What a pane shows the rows of."""
        match pane:
            case "strategy":
                return ()
            case "objectives":
                return (self.cycle_id,)
            case "results":
                return self.objective_id, frozenset(self.unfolded)
            case _:
                return (self.key_result_id,)

    def _all_rows(self, pane: str, cells: int) -> Sequence[Row]:
        match pane:
            case "strategy":
                made = paint.strategy_rows(self.world, cells)
            case "objectives":
                made = paint.objective_rows(self.world, self.cycle, cells)
            case "results":
                made = paint.key_result_rows(self.world, self.objective, cells, self.unfolded)
            case _:
                made = kpi_rows(self.world, self.key_result, cells)
        return made

    def narrow(self, pane: str, text: str) -> None:
        """Filter a pane by some words."""
        self.filters[pane] = text.strip()

    def _filter(self, pane: str, made: _Made) -> Sequence[Row]:
        """The rows that have all words of the filter, these lit."""
        self.count[pane] = self.found[pane] = len(made.rows)
        words = self._words[pane] = _words_of(self.filters.get(pane, ""))
        if not words:
            return made.rows
        from okrtui.tui.matching import has_all

        if not made.folded:
            made.folded = [self._folded(row.key) for row in made.rows]
            for row in made.rows:
                row.build = partial(self._lit, pane, row.build)
        found = [row for row, text in zip(made.rows, made.folded, strict=True) if has_all(text, words)]
        self.found[pane] = len(found)
        return found

    def _lit(self, pane: str, build: Callable[[], Sequence[Line]]) -> Sequence[Line]:
        """The lines of a row with the words of the filter lit."""
        from okrtui.tui.matching import lit

        return [lit(line, self._words[pane]) for line in build()]

    def _folded(self, row: str) -> str:
        """What a filter looks at: the row's words and its owner."""
        item = self.plan.item(row)
        text = self.plan.root.statement if isinstance(item, Root) else title_of(item) if item else ""
        from okrtui.tui.matching import fold

        return fold(f"{text} {getattr(item, 'owner', '')}")

    def kpi_order(self) -> list[str]:
        """Ids of the KPIs as the fourth pane lists them."""
        return [kpi.id for kpi in kpis_in_order(self.plan, self.key_result, archived=self.world.archived)]

    def empty(self, pane: str, cells: int) -> list[Line]:
        """What a pane without rows says."""
        if self.world.past and not self.filters.get(pane):
            return [[("Nothing here on that day.", "dim")]]
        orphan = pane == "results" and self.objective is None
        return paint.empty_pane(pane, cells, filtered=bool(self.filters.get(pane)), orphan=orphan)

    def title(self, pane: str, *, wide: bool) -> str:
        """What a pane is called; on a small screen, where one pane is shown, the names of all as tabs."""
        if not wide:
            return _BETWEEN.join(_tabs(pane, self._filtered(pane)))
        number = PANES.index(pane)
        title = f"{number + 1} {NAMES[number]}"
        if self.filters.get(pane):
            return title + self._filtered(pane)
        if pane == "results" and self.objective is not None:
            title += f" of “{item_title(self.objective.title, 30)}”"
        if pane == "kpis" and self.key_result is not None and self.key_result.kpis:
            title += " · first those that lead to this"
        return title + self._put_away(pane)

    def tab_at(self, pane: str, cell: int) -> str:
        """The pane whose name covers a cell of a small screen's title; empty where none does."""
        left = 0
        for name, tab in zip(PANES, _tabs(pane, self._filtered(pane)), strict=True):
            if left <= cell < left + width(tab):
                return name
            left += width(tab) + len(_BETWEEN)
        return ""

    def subtitle(self, pane: str, *, wide: bool, cells: int = _SUBTITLE) -> str:
        """What stands at a pane's lower edge: the columns and signs; where it is small, whose they are.

        Where there is no room for all of it, columns give way to the signs.
        """
        if not wide and (more := self._put_away(pane)):
            return f"{more.removeprefix(' · ')}: {key_of('archived')}"
        if pane != "results" or self.objective is None:
            return ""
        signs = self._signs(self.objective)
        columns = COLUMNS.split(_POINT) if self.plan.key_results(self.objective.id) else []
        if wide:
            return _columns(columns, signs, cells)
        room = _SUBTITLE - width(_POINT.join(signs)) - len(_BETWEEN) - len("of “”") if signs else 60
        whose = f"of “{item_title(self.objective.title, min(room, 60))}”"
        said = _columns(columns, signs, _SUBTITLE - width(_BETWEEN + whose))
        return f"{said}{_BETWEEN}{whose}" if said else whose

    def _signs(self, objective: Objective) -> list[str]:
        """The signs that stand before the numbers of its key results, with what they mean."""
        results = self.plan.key_results(objective.id)[: paint.ALIGNED]
        there = self.world.once(
            ("signs", objective.id), lambda: {paint.need_sign(self.world, row)[0] for row in results}
        )
        return [text for sign, text in _SIGNS.items() if sign in there]

    def _put_away(self, pane: str) -> str:
        """How many rows of a pane are put away and not listed."""
        if self.world.archived or pane not in ("kpis", "strategy"):
            return ""
        if pane == "kpis":
            many, word = len(self.plan.kpis) - len(self.plan.watched), "archived"
        else:
            many, word = sum(row.dropped is not None for row in self.plan.priorities), "dropped"
        return f" · {many} {word}" if many else ""

    def _filtered(self, pane: str) -> str:
        words = self.filters.get(pane, "")
        if not words:
            return ""
        return f" · / {words} · {self.found.get(pane, 0)} of {self.count.get(pane, 0)}"

    def calendar(self, *, wide: bool) -> str:
        """The cycle, its week, and (`wide`) the share of its time that is gone."""
        cycle, today = self.cycle, self.world.today
        if cycle is None:
            return ""
        said = cycle.name
        if cycle.start and cycle.end:
            if today < cycle.start:
                begun = "started, first day" if cycle.state == "active" else "starts"
                said += f" · {begun} {format_day(cycle.start, today)}"
            elif today > cycle.end:
                said += f" · ended {format_day(cycle.end, today)}"
                if cycle.state == "active" and not self.world.past:
                    said += f" · {key_of('cycle_step')} closes it"
            elif cycle.state != "closed":  # the weeks of what was closed early go on without it
                week, weeks = week_of(cycle.start, cycle.end, today)
                said += f" · week {week} of {weeks}"
                if wide:
                    said += f" · {elapsed(cycle.start, cycle.end, today) * 100:.0f} % of the time gone"
        elif cycle.state == "draft":
            return f"{said} · no dates"
        if cycle.state == "active":
            return said
        step = self._step(cycle) if not self.world.past else ""
        return f"{said} · {cycle.state}" + (f", {key_of('cycle_step')} {step}" if step else "")

    def _step(self, cycle: Cycle) -> str:
        """What is next for a cycle that does not run, where it is time: it begins, or the next one is planned."""
        today = self.world.today
        if cycle.state == "draft":
            begun = cycle.start is not None and cycle.end is not None and cycle.start <= today <= cycle.end
            return "starts it" if begun and self.plan.objectives(cycle.id) else ""
        later = [other for other in self.plan.cycles if other.start and cycle.start and other.start > cycle.start]
        return "plans the next" if not later else ""


def _columns(columns: list[str], signs: list[str], cells: int) -> str:
    """The columns and the signs in so many cells; the last columns go first, the signs stay."""
    for many in range(len(columns), -1, -1):
        if width(said := _POINT.join([*columns[:many], *signs])) <= cells:
            return said
    return _POINT.join(signs)


def _tabs(pane: str, filtered: str = "") -> list[str]:
    """The names of all panes; that of the one that is shown stands in brackets, with what it is filtered by."""
    return [f"[{i} {n}]{filtered}" if PANES[i - 1] == pane else f"{i} {n}" for i, n in enumerate(NAMES, 1)]


def _words_of(text: str) -> list[str]:
    """The words of a filter; what finds them loads with the first one."""
    if not text:
        return []
    from okrtui.tui.matching import words_of

    return words_of(text)
