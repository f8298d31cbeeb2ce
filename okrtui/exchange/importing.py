"""A document into a plan: one edit that adds and updates by id, or makes the plan equal to the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from okrtui.exchange.document import Document, Item
from okrtui.exchange.ordering import merged_order, new_positions
from okrtui.exchange.rowchecks import driver_cycle, row_problem
from okrtui.exchange.rowids import by_content
from okrtui.exchange.shape import defaults, travelling
from okrtui.plan.changes import Change, Edit, Insert, Remove, Set
from okrtui.plan.entities import BY_TABLE, ENTITIES, ROOT, Entity, Kpi, Root
from okrtui.plan.fields import Value, specs
from okrtui.plan.ids import make_id, new_suffix, suffix_of
from okrtui.plan.model import Plan, parent_field, parent_of

if TYPE_CHECKING:
    from okrtui.exchange.listing import ChangeLine


class Import:
    """What an import would do: the one edit, what it changes in words, and the file's items for ``--format json``.

    The words are found when they are asked for: who only wants the edit does not wait for them.
    """

    def __init__(
        self,
        edit: Edit,
        lines: Callable[[], list[ChangeLine]],
        items: Callable[[], list[dict[str, Any]]],
        notes: tuple[str, ...] = (),
    ) -> None:
        self.edit = edit
        self.notes = notes
        """Sentences about what was read as well as could be."""
        self._lines = lines
        self._items = items

    @cached_property
    def lines(self) -> list[ChangeLine]:
        """What changes, in the order of the file; what goes and what stays comes last."""
        return self._lines()

    @cached_property
    def items(self) -> list[dict[str, Any]]:
        """What the file holds."""
        return self._items()


def import_edit(plan: Plan, document: Document, *, replace: bool = False) -> Import:
    """The edit that brings a document into a plan, which is left as it is.

    Rows are matched by id (rows without one by what they hold). What the file gives is added or updated; what it does
    not mention stays, and is listed. With ``replace`` the plan becomes equal to the file. A plan without rows takes
    the file's name and top comments too. The plan needs its whole history. Raises `BadInput` for links to nothing,
    for a cycle of drivers, and for values that cannot stand beside those that stay.
    """
    after = _After(plan, document, replace)
    edit = Edit(f"import {document.source}", tuple(after.changes()), after.first)
    before = Plan(plan.rows())
    then = Plan(before.rows())
    then.apply(edit.changes)

    def lines() -> list[ChangeLine]:
        from okrtui.exchange.listing import changes, kept

        place = {ROOT: -1} | {row: number for number, (_, row) in enumerate(after.items)}
        found = sorted(changes(before, then, edit), key=lambda line: place.get(line.item, len(place)))
        return found if replace or is_fresh(before) else [*found, *kept(before, after.items, document)]

    def listed() -> list[dict[str, Any]]:
        from okrtui.exchange.listing import items

        return items(then, after.items, document)

    return Import(edit, lines, listed)


def to_plan(document: Document) -> Plan:
    """The plan that a document makes up by itself."""
    plan = Plan()
    plan.apply(import_edit(plan, document, replace=True).edit.changes)
    return plan


class _After:
    """The rows as they will be."""

    def __init__(self, plan: Plan, document: Document, replace: bool) -> None:
        self._plan = plan
        self._document = document
        self._replace = replace
        self._fresh = is_fresh(plan)
        self._rows: dict[str, dict[str, Entity]] = {entity.TABLE: {} for entity in ENTITIES}
        """What the file mentions, as it will be, by table and id, in the order of the file."""
        self.items: dict[tuple[str, str], Item] = {}
        """The file's items by the table and id of the row that each becomes."""
        self._ids: dict[str, str] = {}
        """Ids that rows get instead of those that the document made for them."""
        self._by_content = {
            entity.TABLE: by_content(plan, entity) for entity in ENTITIES if not entity.PREFIX and entity is not Root
        }
        self.first = ""
        for item in document.items:
            self._take(item)
        self._check_links()
        self._check_drivers()
        self._place()

    # -- rows

    def _take(self, item: Item) -> None:
        entity = item.entity
        parent = self._ids.get(item.parent, item.parent)
        before = self._before(item, parent)
        row = before.id if before else self._new_id(item, parent)
        if row != item.id:
            self._ids[item.id] = row
        values = self._values(entity, before)
        values.update(item.given)
        if name := parent_field(entity.TABLE):
            values[name] = parent
        if problem := row_problem(entity, values):
            raise self._document.refuse(f"{item.path}.{problem[0]}", problem[1])
        self._rows[entity.TABLE][row] = entity(row, **values)
        self.items[entity.TABLE, row] = item
        if not self.first and entity.PREFIX:
            self.first = row

    def _before(self, item: Item, parent: str) -> Entity | None:
        if item.entity.PREFIX:
            return self._plan.find(item.id, item.entity)
        return self._by_content[item.entity.TABLE].get(_below(item, parent))

    def _new_id(self, item: Item, parent: str) -> str:
        if not item.entity.PREFIX:
            taken = self._plan.table(item.entity)
            row = first = _below(item, parent)
            number = 1
            while row in taken or row in self._rows[item.entity.TABLE]:
                number += 1
                row = f"{first}#{number}"
            return row
        if item.made and suffix_of(item.id) in self._plan.suffixes:
            given = {suffix_of(other.id) for other in self._document.items if other.entity.PREFIX}
            return make_id(item.entity, new_suffix(self._plan.suffixes | given))
        return item.id

    def _values(self, entity: type[Entity], before: Entity | None) -> dict[str, Any]:
        if before is None:
            return dict(defaults(entity))
        values: dict[str, Any] = {spec.name: getattr(before, spec.name) for spec in specs(entity)}
        if self._replace:
            usual = defaults(entity)
            values.update((spec.name, usual[spec.name]) for spec in travelling(entity))
        return values

    # -- checks

    def _check_links(self) -> None:
        for (table, row), item in self.items.items():
            for spec in travelling(BY_TABLE[table]):
                if spec.kind not in ("ref", "refs") or spec.loose or spec.name not in item.given:
                    continue
                held = getattr(self._rows[table][row], spec.name)
                many = spec.kind == "refs"
                for number, target in enumerate(held if many else (held,)):
                    if target is None or self._exists(spec.table, target):
                        continue
                    path = f"{item.path}.{spec.name}" + (f"[{number}]" if many else "")
                    where = "in this file" if self._replace or self._fresh else "in this file or in the plan"
                    raise self._document.refuse(path, f'"{target}" is not an id of {spec.table} {where}.')

    def _exists(self, table: str, row: str) -> bool:
        return row in self._rows[table] or (not self._replace and self._plan.find(row, BY_TABLE[table]) is not None)

    def _check_drivers(self) -> None:
        kpis: dict[str, Kpi] = {} if self._replace else dict(self._plan.table(Kpi))
        kpis.update({row: kpi for row, kpi in self._rows[Kpi.TABLE].items() if isinstance(kpi, Kpi)})
        found = driver_cycle({row: kpi.drivers for row, kpi in kpis.items()})
        if not found:
            return
        item = next((self.items[Kpi.TABLE, row] for row in found if (Kpi.TABLE, row) in self.items), None)
        names = " ← ".join(f"“{kpis[row].name or row}”" for row in [*found, found[0]])
        path = f"{item.path}.drivers" if item else Kpi.TABLE
        raise self._document.refuse(path, f"a KPI cannot cause itself, as it would here: {names}.")

    # -- order

    def _place(self) -> None:
        """Give every row its place among its siblings."""
        for entity in ENTITIES:
            if not any(spec.kind == "position" for spec in specs(entity)):
                continue
            rows = self._rows[entity.TABLE]
            groups: dict[str, list[str]] = {}
            for row in rows.values():
                groups.setdefault(parent_of(row), []).append(row.id)
            for parent, wanted in groups.items():
                self._arrange(entity, parent, wanted)

    def _arrange(self, entity: type[Entity], parent: str, wanted: list[str]) -> None:
        rows = self._rows[entity.TABLE]
        siblings = self._plan.children(entity, parent)
        staying = [row for row in siblings if row.id in rows or not self._replace]
        # a row that the file puts elsewhere has left its old siblings
        staying = [row for row in staying if row.id not in rows or parent_of(rows[row.id]) == parent]
        current = [row.id for row in staying]
        order = merged_order(current, wanted)
        if order == current:
            return
        held: dict[str, float] = {row.id: getattr(row, "position") for row in staying}  # noqa: B009
        for row, position in new_positions(order, held).items():
            known = rows.get(row) or self._plan.table(entity)[row]
            rows[row] = dataclasses.replace(known, position=position)  # type: ignore[call-arg]

    # -- changes

    def changes(self) -> Iterator[Change]:
        """Rows that come (parents first), fields that change, rows that go (children first)."""
        sets: list[Change] = list(self._root_changes())
        for entity in ENTITIES:
            for row, now in self._rows[entity.TABLE].items():
                before = self._plan.table(entity).get(row)
                if before is None:
                    yield Insert(now)
                else:
                    sets += _differences(before, now)
        yield from sets
        if self._replace:
            for entity in reversed(ENTITIES):
                kept = self._rows[entity.TABLE]
                if entity is not Root:
                    yield from (Remove(row) for row in self._plan.table(entity).values() if row.id not in kept)

    def _root_changes(self) -> Iterator[Change]:
        root = self._plan.root
        given: Mapping[str, Value] = self._document.root
        if self._replace:
            given = {**defaults(Root), **given, "comments": self._document.comments}
        elif self._fresh:
            given = {**given, "comments": self._document.comments or root.comments}
        else:
            given = {key: value for key, value in given.items() if key != "name"}
        yield from _differences(root, dataclasses.replace(root, **given))  # type: ignore[arg-type]


def is_fresh(plan: Plan) -> bool:
    """Whether a plan has no rows yet, so that an import may name it."""
    return not plan.root.statement and all(row.id == ROOT for row in plan.rows())


def _below(item: Item, parent: str) -> str:
    """The content id of an item whose parent goes by another id than the document made for it."""
    return parent + item.id.removeprefix(item.parent) if parent != item.parent else item.id


def _differences(before: Entity, now: Entity) -> Iterator[Set]:
    for spec in specs(type(before)):
        old, new = getattr(before, spec.name), getattr(now, spec.name)
        if old != new:
            yield Set(before.TABLE, before.id, spec.name, old, new)
