"""How rows of the plan lie in the file: columns and link tables.

All of it follows from the declarations in `okrtui.plan.entities`; the tables themselves are made by the migrations.
Every statement here is put together from those declared names only, never from what a user typed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from okrtui.plan.entities import ENTITIES, CheckIn, Entity, Measurement
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Spec, Value, restore_moment, specs, store

APPLICATION_ID = 0x4F4B5231
"""Marks an SQLite file as a plan ("OKR1")."""

FORMAT = 2
"""The format this version writes: the number of its migrations, kept in ``pragma user_version``."""

HISTORIES: tuple[type[Entity], ...] = (CheckIn, Measurement)
"""Kinds of which an item can have thousands; only the latest are read at the start."""

_FROM_COLUMN: dict[str, Callable[[Any], Any]] = {
    "flag": bool,
    "date": lambda stored: date.fromisoformat(stored) if stored else None,
    "moment": lambda stored: restore_moment(stored) if stored else None,
}
"""Kinds of fields that look different in memory than in their column."""


@dataclass(frozen=True, slots=True)
class Link:
    """A list of links, which has a table of its own."""

    spec: Spec
    index: int
    """Where the field stands in the entity, the id being 0."""
    table: str
    """Its columns: owner, position, target."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The table of one kind of row."""

    entity: type[Entity]
    columns: tuple[Spec, ...]
    """Fields with a column, in order; the id comes before them."""
    links: tuple[Link, ...]
    parent: str
    """The column that names the parent, or empty."""

    @property
    def table(self) -> str:
        """Its name."""
        return self.entity.TABLE

    @property
    def select(self) -> str:
        """``select id, ... from table``, to be followed by a where clause."""
        return f"select {self.names()} from {quote(self.table)}"

    def names(self, alias: str = "") -> str:
        """The quoted names of all columns, the id first."""
        prefix = f"{alias}." if alias else ""
        return ", ".join(prefix + quote(name) for name in ("id", *(spec.name for spec in self.columns)))

    def maker(self) -> Callable[[Sequence[Any], dict[str, tuple[str, ...]]], Entity]:
        """What turns a row of `select` and its lists of links (by field) into an entity."""
        convert = [(n, _FROM_COLUMN[spec.kind]) for n, spec in enumerate(self.columns, 1) if spec.kind in _FROM_COLUMN]
        links = self.links
        entity = cast("Callable[..., Entity]", self.entity)
        if not convert and not links:
            return lambda row, _: entity(*row)

        def make(row: Sequence[Any], linked: dict[str, tuple[str, ...]]) -> Entity:
            values = list(row)
            for n, from_column in convert:
                values[n] = from_column(values[n])
            for link in links:
                values.insert(link.index, linked.get(link.spec.name, ()))
            return entity(*values)

        return make


def quote(name: str) -> str:
    """A declared name as SQL identifier."""
    return f'"{name}"'


def _layout(entity: type[Entity]) -> Layout:
    fields = specs(entity)
    return Layout(
        entity,
        tuple(spec for spec in fields if spec.kind != "refs"),
        tuple(Link(spec, n, f"{entity.TABLE}_{spec.name}") for n, spec in enumerate(fields, 1) if spec.kind == "refs"),
        next((spec.name for spec in fields if spec.kind == "parent"), ""),
    )


LAYOUTS: dict[str, Layout] = {entity.TABLE: _layout(entity) for entity in ENTITIES}
"""The layout of each table by its name, in the order of `ENTITIES`."""

CHILDREN: dict[str, tuple[Layout, ...]] = {
    table: tuple(
        layout
        for layout in LAYOUTS.values()
        if any(spec.kind == "parent" and spec.table == table for spec in layout.columns)
    )
    for table in LAYOUTS
}
"""The kinds of rows that can lie below a row of a table."""

HISTORY_OF: dict[str, Layout] = {
    table: layout for table, below in CHILDREN.items() for layout in below if layout.entity in HISTORIES
}
"""The history that rows of a table have: key results check-ins, KPIs measurements."""


def spec_of(table: str, field: str) -> Spec:
    """The declaration of a field."""
    return _SPECS[table, field]


_SPECS = {(entity.TABLE, spec.name): spec for entity in ENTITIES for spec in specs(entity)}


def column_value(spec: Spec, value: Value) -> Any:
    """A value as its column holds it.

    Raises `PlanError` for what no plan file can hold: NUL and broken characters in a text, a number that is not finite.
    """
    if isinstance(value, str):
        check_text(value)
        return value
    if spec.kind in ("number", "position") and value is not None:
        number = float(cast("float", value))
        if not math.isfinite(number):
            raise PlanError(f"{spec.name}: {value} is no number that can be kept.")
        return number
    return store(spec, value)


def check_text(text: str) -> None:
    """Raise `PlanError` when a text holds what SQLite cannot keep."""
    if "\0" in text:
        raise PlanError("The text holds a NUL character, which cannot be kept.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PlanError(
            f"Character {error.start + 1} of the text is broken (half of a surrogate pair) and cannot be kept."
        ) from None


def column_values(entity: Entity) -> list[Any]:
    """The id and the columns of a row."""
    layout = LAYOUTS[entity.TABLE]
    return [entity.id, *(column_value(spec, getattr(entity, spec.name)) for spec in layout.columns)]
