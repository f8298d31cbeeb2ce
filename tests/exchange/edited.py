"""Plans that somebody worked on: random actions of a user, for what happens when two work apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from okrtui.exchange.importing import to_plan
from okrtui.exchange.rowids import content_id
from okrtui.exchange.toml_in import loads
from okrtui.exchange.toml_out import dumps
from okrtui.plan.changes import Insert, Set
from okrtui.plan.edits import KINDS, add, change, delete, move, move_to, title_field, turn
from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Lexeme,
    Measurement,
    MergeConflict,
    Objective,
    Priority,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Spec, specs
from okrtui.plan.model import Plan


def as_file(plan: Plan) -> Plan:
    """The plan as it comes back from its file."""
    return to_plan(loads(dumps(plan), "plan.toml"))


def worked_on(base: Plan, seed: int, many: int = 4, *, turning: bool = True) -> Plan:
    """A copy of a plan after some random actions, as it comes back from its file."""
    worker = _Worker(Plan(base.rows()), random.Random(seed), turning)
    for _ in range(many):
        worker.act()
    return as_file(worker.plan)


class _Worker:
    def __init__(self, plan: Plan, chance: random.Random, turning: bool) -> None:
        self.plan = plan
        self.chance = chance
        self.deeds: list[Callable[[], Any]] = [self._set, self._set, self._set, self._add, self._delete, self._reorder]
        self.deeds += [self._move, self._history, self._correct, self._word]
        self.deeds += [self._turn] * turning

    def act(self) -> None:
        """Do one thing; what cannot be done here is left."""
        try:
            edit = self.chance.choice(self.deeds)()
            if edit:
                self.plan.apply(edit.changes if hasattr(edit, "changes") else edit)
        except PlanError:
            pass

    def _any(self, *kinds: type[Entity]) -> Any:
        rows = [row for kind in kinds for row in self.plan.table(kind).values()]
        if not rows:
            raise PlanError("nothing here")
        return self.chance.choice(sorted(rows, key=lambda row: row.id))

    def _set(self) -> Any:
        row = self._any(*KINDS)
        fields = [spec for spec in specs(type(row)) if spec.travels]
        spec = self.chance.choice(fields)
        return change(self.plan, row.id, **{spec.name: self._value(spec)})

    def _value(self, spec: Spec) -> Any:
        match spec.kind:
            case "text":
                return self.chance.choice(("", "Win", "Lower churn", "Faster"))
            case "number":
                return self.chance.choice((None, 0.0, 0.5, 1.0))
            case "date":
                return self.chance.choice((None, date(2026, 5, 1), date(2026, 6, 30)))
            case "flag":
                return self.chance.random() < 0.5
            case "choice":
                return self.chance.choice(spec.choices)
            case "ref":
                return self._any(Priority).id if spec.table == "priorities" else self._any(Kpi).id
            case "refs":
                rows = sorted(self.plan.table(Kpi))
                return tuple(self.chance.sample(rows, min(len(rows), self.chance.randint(0, 3))))
        raise AssertionError(spec)

    def _add(self) -> Any:
        kind = self.chance.choice((Priority, Cycle, Objective, KeyResult, Initiative, Kpi))
        above: dict[type[Entity], type[Entity]] = {Objective: Cycle, KeyResult: Objective, Initiative: KeyResult}
        parent = self._any(above[kind]).id if kind in above else ""
        after = self.chance.choice((None, "", *(row.id for row in self.plan.children(kind, parent))))
        return add(self.plan, kind, parent=parent, after=after, **{title_field(kind): f"New {self.chance.random()}"})

    def _delete(self) -> Any:
        return delete(self.plan, self._any(*KINDS).id)

    def _reorder(self) -> Any:
        return move(self.plan, self._any(*KINDS).id, self.chance.choice((-2, -1, 1, 2)))

    def _move(self) -> Any:
        row = self._any(Objective, KeyResult, Initiative)
        above: dict[type[Entity], type[Entity]] = {Objective: Cycle, KeyResult: Objective, Initiative: KeyResult}
        return move_to(self.plan, row.id, self._any(above[type(row)]).id)

    def _turn(self) -> Any:
        row = self._any(Priority, Objective, KeyResult, Initiative, Kpi)
        return turn(self.plan, row.id, self.chance.choice((Priority, Objective, KeyResult, Initiative, Kpi)))

    def _history(self) -> Any:
        row = self._any(KeyResult, Kpi)
        kind: Any = CheckIn if isinstance(row, KeyResult) else Measurement
        at = date(2026, 4, self.chance.randint(1, 5))
        name = content_id(kind, row.id, {"at": at}, {})
        if any(one.at == at for one in self.plan.children(kind, row.id)):
            return None
        return [Insert(kind(name, row.id, at, self.chance.choice((1.0, 2.0))))]

    def _correct(self) -> Any:
        row = self._any(CheckIn, Measurement)
        return [Set(row.TABLE, row.id, "value", row.value, self.chance.choice((3.0, 4.0)))]

    def _word(self) -> Any:
        word = self.chance.choice(("Nova", "Atlas"))
        return add(self.plan, Lexeme, word=word, means=self.chance.choice(("metric", "artefact")))


def without_conflicts(plan: Plan) -> Plan:
    """The plan without its conflicts."""
    return Plan(row for row in plan.rows() if not isinstance(row, MergeConflict))


def facts(plan: Plan) -> dict[tuple[str, str, str], Any]:
    """Every field of every row but its place, by table, id and field."""
    return {
        (row.TABLE, row.id, spec.name): getattr(row, spec.name)
        for row in plan.rows()
        if not isinstance(row, MergeConflict)
        for spec in specs(type(row))
        if spec.kind != "position"
    }
