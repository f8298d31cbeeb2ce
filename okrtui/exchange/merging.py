"""Three versions of a plan into one: by id and by field, so that no edit that only one side made is lost.

Rows that one side deleted and the other left alone go; when the other side worked on them, or on anything below them,
all of it stays and the conflict says which side removed it. What both gave another value keeps ours, and a conflict
holds both. The result is always a plan that can be opened.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from okrtui.exchange.errors import BadInput
from okrtui.exchange.mergefields import Sides, differs, meant, merged_row
from okrtui.exchange.mergeorder import merged
from okrtui.exchange.mergeturns import align
from okrtui.exchange.rowchecks import driver_cycle
from okrtui.exchange.rowids import content_id
from okrtui.plan.changes import Insert
from okrtui.plan.conflicts import NO, REMOVED, YES, as_text, conflict_on
from okrtui.plan.entities import BY_TABLE, ENTITIES, Entity, Kpi, MergeConflict, Root, Target
from okrtui.plan.fields import Spec, specs
from okrtui.plan.ids import suffix_of
from okrtui.plan.model import Plan, parent_field, parent_of, when

Key = tuple[str, str]
"""The table and the id of a row."""

_LINKS: dict[str, tuple[Spec, ...]] = {
    kind.TABLE: tuple(spec for spec in specs(kind) if spec.kind in ("ref", "refs") and not spec.loose)
    for kind in ENTITIES
}


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged plan, which holds its conflicts, and how many of them this merge has added."""

    plan: Plan
    conflicts: tuple[MergeConflict, ...]


def merge(base: Plan, ours: Plan, theirs: Plan) -> Merge:
    """Bring ours and theirs together, which both come from base; the three plans are left as they are.

    Raises `BadInput` when ours or theirs has nothing to do with the base.
    """
    for name, side in (("OURS", ours), ("THEIRS", theirs)):
        if _unrelated(base, side):
            raise BadInput(name, "", "has no row in common with BASE: these are versions of different plans.")
    sides = Sides(Plan(base.rows()), Plan(ours.rows()), Plan(theirs.rows()))
    conflicts, edited = align(sides)
    return _Merging(sides, conflicts, edited).result()


def _unrelated(base: Plan, side: Plan) -> bool:
    """Whether two plans with rows have no row in common, turned into another kind or not; an empty one is related."""
    before, now = _suffixes(base), _suffixes(side)
    return bool(before) and bool(now) and before.isdisjoint(now)


def _suffixes(plan: Plan) -> set[str]:
    """The parts of ids that rows keep when they become another kind."""
    return {suffix_of(row.id) for row in plan.rows() if row.PREFIX}


class _Merging:
    """The rows as they will be, and what is not agreed."""

    def __init__(self, sides: Sides, conflicts: list[MergeConflict], edited: set[str]) -> None:
        self._sides = sides
        self._new = conflicts
        self._edited = edited
        self._rows: dict[Key, Entity] = {}
        self._pending: dict[Key, Entity] = {}
        """Rows that one side deleted, as the other has them."""

    def result(self) -> Merge:
        for kind in ENTITIES:
            if kind is not MergeConflict:
                self._take(kind)
        self._keep_what_is_needed()
        self._clean_links()
        self._open_rings()
        rows = [*self._placed(), *self._conflicts()]
        root = next(row for row in rows if isinstance(row, Root))
        plan = Plan([root])
        plan.apply([Insert(row) for row in rows if row is not root])
        return Merge(plan, tuple(self._new))

    def _take(self, kind: type[Entity]) -> None:
        """Rows that both have, and those that one side added; those that one side deleted wait."""
        base, ours, theirs = (plan.table(kind) for plan in (self._sides.base, self._sides.ours, self._sides.theirs))
        for row in dict.fromkeys((*ours, *theirs)):
            key = kind.TABLE, row
            before, left, right = base.get(row), ours.get(row), theirs.get(row)
            if left is not None and right is not None:
                self._rows[key], found = merged_row(self._sides, before, left, right)
                self._new += found
                continue
            held = left or right
            assert held is not None
            (self._rows if before is None else self._pending)[key] = held

    # -- deleted on one side

    def _keep_what_is_needed(self) -> None:
        """Keep deleted rows that the other side has worked on, or that its work belongs or links to."""
        for key, row in list(self._pending.items()):
            before = self._sides.base.table(type(row))[row.id]
            if key in self._pending and (row.id in self._edited or differs(before, self._meant(before, row))):
                self._keep(key)
        waiting = list(self._rows.values())
        while waiting:
            for key in self._needs(waiting.pop()):
                if key in self._pending:
                    waiting += self._keep(key)

    def _meant(self, before: Entity, row: Entity) -> Entity:
        """A row with the links that it lost only since they were to rows that are deleted."""
        side = self._sides.ours if row.id in self._sides.ours.table(type(row)) else self._sides.theirs
        links = {
            spec.name: meant(side, spec, getattr(before, spec.name), getattr(row, spec.name))
            for spec in _LINKS[row.TABLE]
        }
        return dataclasses.replace(row, **links)  # type: ignore[arg-type]

    def _needs(self, row: Entity) -> Iterator[Key]:
        """The row above, and the rows that were newly linked to."""
        if name := parent_field(row.TABLE):
            table = next(spec.table for spec in specs(type(row)) if spec.name == name)
            yield table, parent_of(row)
        before = self._sides.base.table(type(row)).get(row.id)
        for spec in _LINKS[row.TABLE]:
            known = _links(before, spec) if before else ()
            yield from ((spec.table, link) for link in _links(row, spec) if link not in known)

    def _keep(self, key: Key) -> list[Entity]:
        """Keep a deleted row with all that was deleted with it, and say so once, for the topmost."""
        row = self._pending[key]
        by_ours = row.id not in self._sides.ours.table(type(row))
        side = self._sides.theirs if by_ours else self._sides.ours
        while (above := side.item(parent_of(row))) and (above.TABLE, above.id) in self._pending:
            row = above
        self._new.append(conflict_on(row, REMOVED, NO, *((YES, NO) if by_ours else (NO, YES))))
        kept: list[Entity] = []
        waiting = [row]
        while waiting:
            row = waiting.pop()
            if self._pending.pop((row.TABLE, row.id), None) is None:
                continue
            self._rows[row.TABLE, row.id] = row
            kept.append(row)
            for kind in ENTITIES:
                if any(spec.kind == "parent" and spec.table == row.TABLE for spec in specs(kind)):
                    waiting += side.children(kind, row.id)
        return kept

    # -- a plan that can be opened

    def _clean_links(self) -> None:
        """Let go of what is not there any more."""
        for key, row in list(self._rows.items()):
            changed: dict[str, object] = {}
            for spec in _LINKS[row.TABLE]:
                held = _links(row, spec)
                there = tuple(link for link in held if (spec.table, link) in self._rows)
                if there != held:
                    changed[spec.name] = there if spec.kind == "refs" else None
            if changed:
                self._rows[key] = dataclasses.replace(row, **changed)  # type: ignore[arg-type]

    def _open_rings(self) -> None:
        """No KPI may cause itself: links of theirs that close a ring with ours go, and it is said."""
        drivers = {row.id: row.drivers for row in self._rows.values() if isinstance(row, Kpi)}
        ours = self._sides.ours.table(Kpi)
        opened: dict[str, tuple[str, ...]] = {}
        while ring := driver_cycle(drivers):
            for kpi, cause in zip(ring, [*ring[1:], ring[0]], strict=True):
                if kpi not in ours or cause not in ours[kpi].drivers:
                    opened.setdefault(kpi, drivers[kpi])
                    drivers[kpi] = tuple(one for one in drivers[kpi] if one != cause)
                    break
        for kpi, wanted in opened.items():
            row = self._rows[Kpi.TABLE, kpi]
            before = self._sides.base.find(kpi, Kpi)
            texts = (before.drivers if before else (), drivers[kpi], wanted)
            self._new.append(conflict_on(row, "drivers", *(as_text(value) for value in texts)))
            self._rows[Kpi.TABLE, kpi] = dataclasses.replace(row, drivers=drivers[kpi])  # type: ignore[call-arg]

    # -- order

    def _placed(self) -> Iterator[Entity]:
        """All rows with their places among their siblings."""
        groups: dict[tuple[str, str], set[str]] = {}
        for table, row in self._rows:
            groups.setdefault((table, parent_of(self._rows[table, row])), set()).add(row)
        for (table, parent), members in groups.items():
            kind = BY_TABLE[table]
            if not any(spec.kind == "position" for spec in specs(kind)):
                yield from (self._rows[table, row] for row in members)
                continue
            for number, row in enumerate(self._order(kind, parent, members), 1):
                yield dataclasses.replace(self._rows[table, row], position=float(number))  # type: ignore[call-arg]

    def _order(self, kind: type[Entity], parent: str, members: set[str]) -> Sequence[str]:
        base, ours, theirs = (
            [row.id for row in plan.children(kind, parent)]
            for plan in (self._sides.base, self._sides.ours, self._sides.theirs)
        )
        order = merged(base, ours, theirs, members)
        if kind is Target and all(_by_day(self._rows, rows, members) for rows in (ours, theirs)):
            order.sort(key=lambda row: when(getattr(self._rows[Target.TABLE, row], "at")))  # noqa: B009
        return order

    # -- conflicts

    def _conflicts(self) -> list[MergeConflict]:
        """Those of earlier merges that nobody has decided, and the new ones, each once."""
        base, ours, theirs = (
            {_said(row): row for row in plan.children(MergeConflict)}
            for plan in (self._sides.base, self._sides.ours, self._sides.theirs)
        )
        kept = [row for said, row in ours.items() if said in theirs or said not in base]
        kept += [row for said, row in theirs.items() if said not in ours and said not in base]
        found: dict[str, MergeConflict] = {}
        known: set[tuple[str, ...]] = set()
        for row in (*kept, *self._new):
            said = _said(row)
            if said not in known:
                known.add(said)
                values = {"item": row.item, "field": row.field}
                name = content_id(MergeConflict, "", values, found)
                found[name] = dataclasses.replace(row, id=name)
        return list(found.values())


def _said(row: MergeConflict) -> tuple[str, ...]:
    return row.item or "", row.field, row.base, row.ours, row.theirs


def _links(row: Entity, spec: Spec) -> tuple[str, ...]:
    held = getattr(row, spec.name)
    return held if spec.kind == "refs" else (held,) if held is not None else ()


def _by_day(rows: dict[Key, Entity], order: Iterable[str], members: set[str]) -> bool:
    days = [when(getattr(rows[Target.TABLE, row], "at")) for row in order if row in members]  # noqa: B009
    return days == sorted(days)
