"""Turning a line into another kind, and moving it below another parent.

A line keeps the random part of its id, its text, its owner, and everything else that has a place in the new kind.
What has none goes, and comes back with undo. Children that the new kind cannot have move on where that says the same
as before; where it would say something else, the sentence of the error tells what to do first.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from okrtui.plan.changes import Change, Edit, Insert, Remove, Set
from okrtui.plan.entities import (
    BY_PREFIX,
    CheckIn,
    Cycle,
    Decision,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Priority,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.ids import make_id, moment_id, new_suffix, suffix_of
from okrtui.plan.model import Plan, parent_field, parent_of
from okrtui.plan.naming import a_kind, called, kind_name, quote, title_field, title_of
from okrtui.plan.parents import natural_parent
from okrtui.plan.places import places, position_of
from okrtui.plan.removing import family, unlink

TURNABLE: tuple[type[Entity], ...] = (Priority, Objective, KeyResult, Initiative, Kpi)
"""The kinds of lines that can become one another."""


def turn(plan: Plan, row: str, cls: type[Entity], *, parent: str = "") -> Edit:
    """Turn a line into another kind; `Edit.item` is its new id.

    `parent` is the row that it belongs to then; empty picks the natural one: for an initiative the key result before
    it, for a key result the objective before it, for an objective the cycle that it is in. For the kind that the line
    has already it is moved to `parent`. The plan must hold the whole history of the line. Raises `PlanError`, with
    what to do first, where the line or its children have no place in the new kind.
    """
    entity = plan.get(row)
    if type(entity) is cls:
        return move_to(plan, row, parent or parent_of(entity))
    if cls not in TURNABLE or type(entity) not in TURNABLE:
        raise PlanError(f"{_capital(called(entity))} cannot become {a_kind(cls)}.")
    place = _place(plan, entity, cls, parent)
    return _Turn(plan, entity, cls, *place).edit()


def move_to(plan: Plan, row: str, parent: str, after: str | None = None) -> Edit:
    """Move a row with all below it to another parent: behind the sibling `after`, first when "", last when None."""
    entity = plan.get(row)
    field = parent_field(entity.TABLE)
    title = f"move {called(entity)}"
    if not field or (parent == parent_of(entity) and after is None):
        return Edit(title, (), row)
    siblings_after = None if after == row else after
    (position,), room = places(plan, type(entity), parent, siblings_after)
    changes: list[Change] = [one for one in room if one.row != row]
    # Making room may have renumbered the row itself, when it stays below its parent.
    changes.append(Set(entity.TABLE, row, field, parent_of(entity), parent))
    changes.append(Set(entity.TABLE, row, "position", position_of(entity), position))
    return Edit(title, tuple(one for one in changes if not isinstance(one, Set) or one.old != one.new), row)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _place(plan: Plan, entity: Entity, cls: type[Entity], parent: str) -> tuple[str, str | None]:
    """The parent of the new row, and the sibling that it follows (None: last)."""
    if not parent_field(cls.TABLE):
        return "", None
    if not parent:
        return natural_parent(plan, entity, cls)
    above = plan.get(parent)
    expected = {Objective: Cycle, KeyResult: Objective, Initiative: KeyResult}[cls]
    if not isinstance(above, expected):
        name = a_kind(cls)
        raise PlanError(f"{_capital(name)} belongs to {a_kind(expected)}, not to {called(above)}.")
    if any(below.id == parent for below in family(plan, entity)):
        raise PlanError(f"{_capital(called(entity))} cannot belong to itself, nor to what is below it.")
    try:
        natural, after = natural_parent(plan, entity, cls)
    except PlanError:
        return parent, None
    return parent, after if parent == natural else None


class _Turn:
    """One line on its way to another kind: the changes in an order that keeps every link whole at every step."""

    def __init__(self, plan: Plan, entity: Entity, cls: type[Entity], parent: str, after: str | None) -> None:
        self.plan = plan
        self.entity = entity
        self.cls = cls
        self.parent = parent
        self.after = after
        self.row = self._id()
        self.before: list[Change] = []
        """Links that let go, and children that move on, while the old row is still there."""
        self.behind: list[Change] = []
        """History and links of the new row."""

    def _id(self) -> str:
        """The same suffix under the prefix of the new kind, unless another row has it (ids made by hand)."""
        suffix = suffix_of(self.entity.id)
        ids = {make_id(kind, suffix) for kind in BY_PREFIX.values()} - {self.entity.id}
        if any(self.plan.item(row) for row in ids):
            suffix = new_suffix(self.plan.suffixes)
        return make_id(self.cls, suffix)

    def edit(self) -> Edit:
        """All of it as one edit."""
        going = family(self.plan, self.entity)
        staying = self._children()
        stays = {child.id for child in staying}
        gone = [one for one in going if one.id not in stays and not self._below(one, stays)]
        values = self._values()
        self._links()
        new = self._new_row(values, staying)
        self._history()
        unlinked = unlink(self.plan, {(one.TABLE, one.id) for one in gone})
        # Children go before their parents, as when deleting.
        removed: list[Change] = [Remove(one) for one in reversed(gone)]
        changes = (*unlinked, *self.before, *removed, Insert(new), *self.behind)
        title = f"turn {called(self.entity)} into {a_kind(self.cls)}"
        return Edit(title, changes, self.row)

    def _below(self, entity: Entity, rows: set[str]) -> bool:
        """Whether a row belongs to one of these rows, at any depth; values and key results go two levels deep."""
        above = parent_of(entity)
        if above in rows:
            return True
        parent = self.plan.item(above) if above else None
        return parent is not None and parent.id != self.entity.id and self._below(parent, rows)

    # -- the row

    def _values(self) -> dict[str, Any]:
        """The fields of the new row that the old one has a value for."""
        old = self.entity
        values: dict[str, Any] = {title_field(self.cls): title_of(old)}
        for name in _SHARED:
            if hasattr(old, name) and any(field.name == name for field in dataclasses.fields(self.cls)):
                values[name] = getattr(old, name)
        if isinstance(old, KeyResult) and self.cls is Kpi:
            values |= _range_of(old)
            values["drivers"] = tuple(kpi for kpi in old.kpis if kpi != old.measured_by)
        elif isinstance(old, KeyResult) and self.cls is Objective:
            values["reflection"] = old.learned
        elif isinstance(old, Objective) and self.cls is KeyResult:
            values["learned"] = old.reflection
        elif isinstance(old, Kpi) and self.cls is KeyResult:
            values |= _aim_of(old)
            values["kpis"] = old.drivers
        if self.cls is Objective:
            values["priority"] = self._priority()
        return values

    def _priority(self) -> str | None:
        """A line that becomes an objective serves the priority of the objective that it stood below."""
        above = self.plan.item(parent_of(self.entity)) if parent_of(self.entity) else None
        if isinstance(above, KeyResult):
            above = self.plan.find(above.objective, Objective)
        return above.priority if isinstance(above, Objective) else None

    def _new_row(self, values: dict[str, Any], moved: Sequence[Entity]) -> Entity:
        """The new row in its place, with children that moved on right behind it."""
        beside = moved if moved and type(moved[0]) is self.cls else []
        positions, room = places(self.plan, self.cls, self.parent, self.after, 1 + len(beside))
        self.before += room
        for child, position in zip(beside, positions[1:], strict=True):
            self._to_parent(child, self.parent, position)
        if moved and not beside:
            positions_below, room = places(self.plan, type(moved[0]), self._parent_of_moved(), None, len(moved))
            self.before += room
            for child, position in zip(moved, positions_below, strict=True):
                self._to_parent(child, self._parent_of_moved(), position)
        if parent_field(self.cls.TABLE):
            values[parent_field(self.cls.TABLE)] = self.parent
        values["position"] = positions[0]
        return self.cls(self.row, **values)

    def _parent_of_moved(self) -> str:
        """Key results of an objective that became an initiative go to the objective which that serves now."""
        served = self.plan.find(self.parent, KeyResult)
        return served.objective if served else self.parent

    def _to_parent(self, child: Entity, parent: str, position: float) -> None:
        self.before.append(Set(child.TABLE, child.id, parent_field(child.TABLE), parent_of(child), parent))
        if position_of(child) != position:
            self.before.append(Set(child.TABLE, child.id, "position", position_of(child), position))

    # -- what hangs on it

    def _children(self) -> Sequence[Entity]:
        """The children that stay in the plan, below another parent; raises where they cannot."""
        old, name = self.entity, a_kind(self.cls)
        below: Sequence[Entity] = ()
        if isinstance(old, Objective):
            below = self.plan.key_results(old.id)
            kept = self.cls in (KeyResult, Initiative)
        elif isinstance(old, KeyResult):
            below = self.plan.initiatives(old.id)
            kept = self.cls is Initiative
        if below and not kept:
            many = f"{len(below)} {kind_name(type(below[0]))}{'s' if len(below) > 1 else ''}"
            raise PlanError(f"{quote(title_of(old))} has {many}, and {name} has none: move or delete them first.")
        return below

    def _links(self) -> None:
        """What other rows say about this one: decisions follow it, KPIs that it measured or caused are let go."""
        old = self.entity
        for decision in self.plan.table(Decision).values():
            if decision.about == old.id:
                self.before.append(Set(Decision.TABLE, decision.id, "about", old.id, self.row))
        if isinstance(old, Kpi):
            for key_result in self.plan.table(KeyResult).values():
                if key_result.measured_by == old.id:
                    raise PlanError(
                        f"{quote(old.name)} measures the key result {quote(key_result.title)}, which would lose its "
                        "numbers: choose another measure there first."
                    )
        if isinstance(old, KeyResult) and old.measured_by and self.cls is Kpi:
            kpi = self.plan.find(old.measured_by, Kpi)
            raise PlanError(
                f"{quote(old.title)} is measured by the KPI {quote(kpi.name if kpi else old.measured_by)} already: "
                "delete the line, and the KPI stays."
            )
        if isinstance(old, Initiative) and self.cls is Kpi:
            served = self.plan.find(old.key_result, KeyResult)
            if served:
                kpis = (*served.kpis, self.row)
                self.behind.append(Set(KeyResult.TABLE, served.id, "kpis", served.kpis, kpis))

    def _history(self) -> None:
        """Check-ins become measurements and the other way round; a moment without a value has no place in a KPI."""
        if isinstance(self.entity, KeyResult) and self.cls is Kpi:
            for one in self.plan.check_ins(self.entity.id):
                if one.value is not None and one.at is not None:
                    moment = moment_id(self.row, one.at)
                    self.behind.append(Insert(Measurement(moment, self.row, one.at, one.value, one.note)))
        if isinstance(self.entity, Kpi) and self.cls is KeyResult:
            for measured in self.plan.measurements(self.entity.id):
                if measured.at is not None:
                    moment = moment_id(self.row, measured.at)
                    value = CheckIn(moment, self.row, measured.at, measured.value, note=measured.note)
                    self.behind.append(Insert(value))


_SHARED = ("owner", "unit", "direction", "alternative", "grade")
"""Fields that mean the same in every kind that has them."""


_MOST = 50
"""Per cent from which on a level that is kept is one to stay above."""


def _range_of(key_result: KeyResult) -> dict[str, Any]:
    """The healthy range that a target stands for: from it upwards, up to it, or that value alone.

    A share that is to be kept is good when it is large (uptime) or small (errors), and more of that is no alarm.
    """
    target = key_result.target
    match key_result.direction:
        case "down":
            return {"healthy_high": target}
        case "keep" if target is not None and key_result.unit == "%":
            return (
                {"healthy_low": target, "direction": "up"}
                if target >= _MOST
                else {"healthy_high": target, "direction": "down"}
            )
        case "keep":
            return {"healthy_low": target, "healthy_high": target}
    return {"healthy_low": target}


def _aim_of(kpi: Kpi) -> dict[str, Any]:
    """The target that a healthy range stands for, and its direction where the range has one bound only."""
    low, high = kpi.healthy_low, kpi.healthy_high
    direction = kpi.direction
    if direction is None and (low is None) != (high is None):
        direction = "up" if high is None else "down"
    target = {"up": low, "down": high}.get(direction or "", low if low is not None else high)
    return {"target": target, "direction": direction}
