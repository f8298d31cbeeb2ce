"""The plan in memory: rows by table, their children in order, and the one way to change them."""

from __future__ import annotations

import dataclasses
from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar, cast

from okrtui.plan.changes import Change, Insert, Remove, Set
from okrtui.plan.entities import (
    BY_PREFIX,
    BY_TABLE,
    ENTITIES,
    ROOT,
    CheckIn,
    Cycle,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Priority,
    Root,
)
from okrtui.plan.errors import Conflict, Missing, PlanError
from okrtui.plan.fields import Moment, Spec, specs
from okrtui.plan.ids import kind_of, suffix_of
from okrtui.plan.validate import check_values, validate

E = TypeVar("E", bound=Entity)

_PARENT: dict[str, Spec | None] = {
    entity.TABLE: next((spec for spec in specs(entity) if spec.kind == "parent"), None) for entity in ENTITIES
}
_POSITIONED = {entity.TABLE for entity in ENTITIES if any(spec.kind == "position" for spec in specs(entity))}


def parent_field(table: str) -> str:
    """The field that names the parent of a table's rows; empty for rows that belong to the plan itself."""
    spec = _PARENT[table]
    return spec.name if spec else ""


def parent_of(entity: Entity) -> str:
    """The id of the row that this one belongs to; empty when it is the plan itself."""
    name = parent_field(entity.TABLE)
    return str(getattr(entity, name)) if name else ""


def when(at: Moment | None) -> tuple[date, datetime]:
    """A sort key for moments: a day comes before the times of that day."""
    if at is None:
        return date.min, datetime.min
    if isinstance(at, datetime):
        return at.date(), at
    return at, datetime.min


def _rank(entity: Entity) -> tuple[object, ...]:
    if entity.TABLE in _POSITIONED:
        return getattr(entity, "position"), entity.id  # noqa: B009 - no common base declares it
    return *when(getattr(entity, "at", None)), entity.id


class Plan:
    """All rows of one plan. Reading never changes it; `apply` is the only way to.

    Histories (check-ins, measurements) may hold the latest values only, see `okrtui.session`.
    """

    def __init__(self, rows: Iterable[Entity] = ()) -> None:
        self._tables: dict[str, dict[str, Entity]] = {table: {} for table in BY_TABLE}
        self._children: dict[tuple[str, str], list[Entity]] = {}
        self._indexed: set[str] = set()
        self.suffixes: set[str] = set()
        """The random parts of all ids in use, so that new ones differ."""
        self.revision = 0
        """Grows with every change: as long as it is the same, so is all that follows from the plan."""
        for row in rows:
            self._put(row)
        if ROOT not in self._tables[Root.TABLE]:
            self._put(Root(ROOT))

    # -- reading

    @property
    def root(self) -> Root:
        """Name, cadence and strategy."""
        return cast("Root", self._tables[Root.TABLE][ROOT])

    def table(self, entity: type[E]) -> dict[str, E]:
        """All rows of a kind by id, in no particular order."""
        return cast("dict[str, E]", self._tables[entity.TABLE])

    def find(self, row: str, entity: type[E]) -> E | None:
        """The row of this kind with this id, or None."""
        return cast("E | None", self._tables[entity.TABLE].get(row))

    def item(self, row: str) -> Entity | None:
        """The row that an id with a prefix names, of whatever kind, or None."""
        if row == ROOT:
            return self.root
        kind = kind_of(row)
        return self._tables[kind.TABLE].get(row) if kind else None

    def get(self, row: str) -> Entity:
        """Like `item`, but raises `PlanError` when there is none."""
        found = self.item(row)
        if found is None:
            raise Missing(row)
        return found

    def children(self, entity: type[E], parent: str = "") -> Sequence[E]:
        """The rows of a kind below a parent (or of the plan itself), in order."""
        table = entity.TABLE
        if table not in self._indexed:
            self._index(table)
        found = self._children.get((table, parent if _PARENT[table] else ""), [])
        return cast("Sequence[E]", found)

    def _index(self, table: str) -> None:
        """Sort all rows of a table below their parents, in one pass; from then on the lists are kept up to date."""
        for row in self._tables[table].values():
            self._children.setdefault((table, parent_of(row)), []).append(row)
        for (name, _), rows in self._children.items():
            if name == table:
                rows.sort(key=_rank)
        self._indexed.add(table)

    @property
    def priorities(self) -> Sequence[Priority]:
        """What matters most, first first, dropped ones too."""
        return self.children(Priority)

    @property
    def cycles(self) -> Sequence[Cycle]:
        """All cycles in the order of the file."""
        return self.children(Cycle)

    @property
    def kpis(self) -> Sequence[Kpi]:
        """All KPIs in order, archived ones too."""
        return self.children(Kpi)

    @property
    def watched(self) -> Sequence[Kpi]:
        """The KPIs that are looked at, in order: all but the archived ones."""
        return [kpi for kpi in self.kpis if kpi.archived is None]

    def objectives(self, cycle: str) -> Sequence[Objective]:
        """The objectives of a cycle in order."""
        return self.children(Objective, cycle)

    def key_results(self, objective: str) -> Sequence[KeyResult]:
        """The key results of an objective in order."""
        return self.children(KeyResult, objective)

    def initiatives(self, key_result: str) -> Sequence[Initiative]:
        """The initiatives that bet on a key result, in order."""
        return self.children(Initiative, key_result)

    def check_ins(self, key_result: str) -> Sequence[CheckIn]:
        """The check-ins of a key result, oldest first."""
        return self.children(CheckIn, key_result)

    def measurements(self, kpi: str) -> Sequence[Measurement]:
        """The measurements of a KPI, oldest first."""
        return self.children(Measurement, kpi)

    def cycle_of(self, key_result: KeyResult) -> Cycle | None:
        """The cycle that a key result belongs to by its objective."""
        objective = self.find(key_result.objective, Objective)
        return self.find(objective.cycle, Cycle) if objective else None

    def rows(self) -> Iterator[Entity]:
        """Every row, kinds in the order of `ENTITIES`, each kind in no particular order."""
        for entity in ENTITIES:
            yield from self._tables[entity.TABLE].values()

    @property
    def empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not self.root.statement and all(not self._tables[e.TABLE] for e in (Priority, Objective, Kpi))

    # -- changing

    def apply(self, changes: Sequence[Change], *, checked: bool = True) -> set[str]:
        """Make the changes, all of them or none, and return the ids of the rows they touch.

        Raises `Conflict` when a place no longer holds what the change replaces, and another `PlanError` when the plan
        would hold what it cannot (see `okrtui.plan.validate`). `checked` is False for what the file holds already,
        such as another window's edits.
        """
        if checked:
            check_values(self, changes)
        self.revision += 1
        done: list[Change] = []
        try:
            for change in changes:
                self._apply(change)
                done.append(change)
            if checked:
                validate(self, changes)
        except PlanError:
            for change in reversed(done):
                self._apply(change.inverse())
            raise
        return {change.row for change in done}

    def add_history(self, rows: Iterable[Entity]) -> None:
        """Take in rows of the file that were not read at the start; rows that are there already stay."""
        self.revision += 1
        for row in rows:
            if row.TABLE in self._indexed:
                self._indexed.discard(row.TABLE)
                self._children = {key: held for key, held in self._children.items() if key[0] != row.TABLE}
            if row.id not in self._tables[row.TABLE]:
                self._put(row)

    def _apply(self, change: Change) -> None:
        rows = self._tables[change.table]
        match change:
            case Insert(entity):
                if entity.id in rows:
                    raise Conflict(change.table, entity.id, "", None, rows[entity.id], entity)
                self._put(entity)
            case Remove(entity):
                found = rows.get(entity.id)
                if found != entity:
                    raise Conflict(change.table, entity.id, "", entity, found, None)
                del rows[entity.id]
                self._free(entity)
                self._leave(entity)
            case Set(_, row, field, old, new):
                before = rows.get(row)
                held = getattr(before, field) if before else None
                if before is None or held != old:
                    raise Conflict(change.table, row, field, old, held, new)
                self._leave(before)
                after = dataclasses.replace(before, **{field: new})  # type: ignore[arg-type]
                rows[row] = after
                self._join(after)

    def _put(self, entity: Entity) -> None:
        self._tables[entity.TABLE][entity.id] = entity
        if entity.PREFIX:
            self.suffixes.add(suffix_of(entity.id))
        self._join(entity)

    def _free(self, entity: Entity) -> None:
        """Give back the random part of an id, unless a row of another kind has it too."""
        suffix = suffix_of(entity.id)
        if entity.PREFIX and not any(self.item(f"{prefix}-{suffix}") for prefix in BY_PREFIX):
            self.suffixes.discard(suffix)

    def _join(self, entity: Entity) -> None:
        """Take a row into the sorted list of its siblings. A new list: somebody may be looking at the old one."""
        if entity.TABLE in self._indexed:
            key = entity.TABLE, parent_of(entity)
            rows = self._children.get(key, []).copy()
            insort(rows, entity, key=_rank)
            self._children[key] = rows

    def _leave(self, entity: Entity) -> None:
        """Take a row out of the sorted list of its siblings."""
        if entity.TABLE in self._indexed:
            key = entity.TABLE, parent_of(entity)
            self._children[key] = [row for row in self._children.get(key, []) if row.id != entity.id]
