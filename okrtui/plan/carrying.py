"""The next cycle from a blank sheet: only what was chosen at the close is carried into it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from okrtui.plan.carriedwords import carried_words
from okrtui.plan.changes import Change, Edit, Insert
from okrtui.plan.cycling import new_cycle
from okrtui.plan.entities import Cycle, Dismissal, KeyResult, Kpi, Objective
from okrtui.plan.errors import Missing, PlanError
from okrtui.plan.formulas import met
from okrtui.plan.ids import make_id, new_suffix
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote
from okrtui.plan.numbers import convert
from okrtui.plan.places import position_of
from okrtui.plan.progress import latest, standing
from okrtui.plan.quarters import Quarter
from okrtui.plan.settings import MethodSettings


@dataclass(frozen=True, slots=True)
class Carry:
    """The edit that plans the next cycle: its id, and the new key results that wait to be reworded, in order."""

    edit: Edit
    cycle: str
    rewrite: tuple[str, ...]


def chosen(plan: Plan, cycle: str) -> list[tuple[Objective, list[KeyResult]]]:
    """What the close of a cycle chose to keep or to rewrite, by objective, in order."""
    found = []
    for objective in plan.objectives(cycle):
        rows = [row for row in plan.key_results(objective.id) if row.next in ("keep", "rewrite")]
        if rows:
            found.append((objective, rows))
    return found


def following(plan: Plan, cycle: str) -> Cycle | None:
    """The cycle that comes after one: the earliest that starts after it does and is not closed."""
    row = plan.find(cycle, Cycle)
    if row is None or row.start is None:
        return None
    later = [c for c in plan.cycles if c.start is not None and c.start > row.start and c.state != "closed"]
    return min(later, key=lambda c: c.start or date.max, default=None)


def waiting(plan: Plan, cycle: str, into: str) -> list[tuple[Objective, list[KeyResult]]]:
    """What of a cycle was chosen and has not been carried into another one yet."""
    there = {row.carried_from for objective in plan.objectives(into) for row in plan.key_results(objective.id)}
    left = [(objective, [row for row in rows if row.id not in there]) for objective, rows in chosen(plan, cycle)]
    return [(objective, rows) for objective, rows in left if rows]


def carry(plan: Plan, cycle: str, quarter: Quarter, today: date, settings: MethodSettings) -> Carry:
    """Plan the next cycle as one edit: make it unless it is there, and carry what was chosen and not carried yet.

    A key result that is carried starts from its last value, without agreement, due day, grade or history; its target
    stays unless it has been reached, and a deadline in its words goes along (`carried_words`). What was called good as
    it is stays so where the words stay the same. Raises `PlanError` when
    the cycle is not closed yet, or the next one is.
    """
    row = plan.find(cycle, Cycle)
    if row is None:
        raise Missing(cycle, "cycle")
    if row.state != "closed":
        raise PlanError(f"The cycle {quote(row.name)} is not closed yet: S closes it first.")
    made = new_cycle(plan, quarter)
    into = made.item
    held = plan.find(into, Cycle)
    if held is not None and held.state == "closed":
        raise PlanError(f"The cycle {quote(held.name)} is closed; choose another quarter.")
    told = _Words(row, quarter, settings.fiscal_year_start)
    carrier = _Carrier(plan, into, today, settings, told)
    for objective, rows in waiting(plan, cycle, into):
        carrier.take(objective, rows)
    return Carry(
        Edit(f"plan {quote(quarter.name)}", (*made.changes, *carrier.changes), into),
        into,
        tuple(carrier.rewrite),
    )


class _Words:
    """Says sentences of one cycle as they are said in the next."""

    def __init__(self, old: Cycle, new: Quarter, fiscal_year_start: int) -> None:
        self._old = Quarter(old.name, old.start, old.end) if old.start and old.end else None
        self._new = new
        self._first = fiscal_year_start

    def of(self, text: str) -> str:
        """The sentence in the new cycle."""
        return carried_words(text, self._old, self._new, self._first) if self._old else text


class _Carrier:
    """Makes the rows of the new cycle."""

    def __init__(self, plan: Plan, into: str, today: date, settings: MethodSettings, words: _Words) -> None:
        self.plan, self.into, self.today, self.settings, self.words = plan, into, today, settings, words
        self.changes: list[Change] = []
        self.rewrite: list[str] = []
        self._taken = set(plan.suffixes)
        objectives = plan.objectives(into)
        self._last = position_of(objectives[-1]) if objectives else 0.0

    def take(self, objective: Objective, rows: list[KeyResult]) -> None:
        """Carry some key results of an objective, below the objective that carries it on."""
        there = [o for o in self.plan.objectives(self.into) if o.carried_from == objective.id]
        if there:
            parent = there[0].id
            held = self.plan.key_results(parent)
            position = position_of(held[-1]) if held else 0.0
        else:
            self._last += 1
            position = 0.0
            parent = self._id(Objective)
            self.changes.append(
                Insert(
                    dataclasses.replace(
                        objective,
                        id=parent,
                        cycle=self.into,
                        title=self.words.of(objective.title),
                        position=self._last,
                        grade=None,
                        reflection="",
                        carried_from=objective.id,
                    )
                )
            )
            self._still_meant(objective, parent, self.words.of(objective.title))
        for row in rows:
            position += 1
            fresh = self._fresh(row, parent, position)
            self.changes.append(Insert(fresh))
            self._still_meant(row, fresh.id, fresh.title)

    def _still_meant(self, old: Objective | KeyResult, new: str, title: str) -> None:
        """What was called good as it is of a line that goes on in the same words holds for it there too."""
        for said in self.plan.table(Dismissal).values():
            if said.item == old.id and said.text == old.title == title:
                self.changes.append(Insert(dataclasses.replace(said, id=f"{said.code}@{new}", item=new)))

    def _fresh(self, row: KeyResult, parent: str, position: float) -> KeyResult:
        value = self._now(row)
        reached = value is not None and row.target is not None and met(row.baseline, row.target, value, row.direction)
        new = self._id(KeyResult)
        if row.next == "rewrite":
            self.rewrite.append(new)
        return KeyResult(
            new,
            parent,
            position,
            self.words.of(row.title),
            row.metric,
            row.unit,
            row.direction,
            baseline=row.baseline if value is None or row.direction == "keep" else value,
            target=None if reached and row.direction != "keep" else row.target,
            owner=row.owner,
            written_by=row.written_by,
            kpis=row.kpis,
            measured_by=row.measured_by,
            alternative=row.alternative,
            carried_from=row.id,
        )

    def _now(self, row: KeyResult) -> float | None:
        """Where a key result stands today: its KPI goes on after the cycle has ended."""
        kpi = self.plan.find(row.measured_by, Kpi) if row.measured_by else None
        measured = latest(self.plan.measurements(kpi.id), self.today) if kpi else None
        if kpi and measured and measured.value is not None:
            return convert(measured.value, kpi.unit, row.unit)
        return standing(self.plan, row, self.today, self.settings).value

    def _id(self, kind: type[Objective] | type[KeyResult]) -> str:
        suffix = new_suffix(self._taken)
        self._taken.add(suffix)
        return make_id(kind, suffix)
