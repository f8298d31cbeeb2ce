"""The shape of the plan's files: which tables there are, which keys each has, and what each key expects.

All of it is made from the declarations in `okrtui.plan.entities`; writing, reading, checking and locating share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from okrtui.plan import entities as e
from okrtui.plan.entities import BY_TABLE, ENTITIES, Entity
from okrtui.plan.fields import Spec, Value, specs

FORMAT = 1
"""The version of the file format that this okrtui writes, and the highest that it reads."""

FORMAT_KEY = "okrtui_format"
ROOT_KEYS = ("name", "review_cadence")
"""Keys of the plan itself at the top of a file; its statement stands in the table ``strategy``."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "targets": ("at",),
    "check_ins": ("at",),
    "measurements": ("at",),
    "lexicon": ("word",),
    "dismissals": ("code",),
    "conflicts": ("item", "field"),
}
"""Keys without which a row of a table has no identity."""


@dataclass(frozen=True)
class Table:
    """An array of tables in the file: the rows of one kind, and the tables below each row."""

    entity: type[Entity]
    children: tuple[Table, ...] = ()

    @property
    def name(self) -> str:
        """The key of the array in its parent."""
        return self.entity.TABLE

    @cached_property
    def specs(self) -> tuple[Spec, ...]:
        """The fields that are keys in the file, in the order of the file; ``id`` comes before them if there is one."""
        return travelling(self.entity)

    @cached_property
    def by_key(self) -> dict[str, Spec]:
        """The same by key."""
        return {spec.name: spec for spec in self.specs}

    @cached_property
    def by_child(self) -> dict[str, Table]:
        """The tables below, by key."""
        return {table.name: table for table in self.children}

    @property
    def has_id(self) -> bool:
        """Whether rows carry an ``id``; the others are known by what they hold, such as a moment."""
        return bool(self.entity.PREFIX)


_TRAVELLING = {kind.TABLE: tuple(spec for spec in specs(kind) if spec.travels) for kind in ENTITIES}
_DEFAULTS: dict[str, dict[str, Value]] = {
    kind.TABLE: {spec.name: getattr(kind(""), spec.name) for spec in specs(kind)} for kind in ENTITIES
}

PRIORITIES = Table(e.Priority)
KEY_RESULTS = Table(e.KeyResult, (Table(e.Target), Table(e.Initiative), Table(e.CheckIn)))
TABLES = (
    Table(e.Cycle, (Table(e.Objective, (KEY_RESULTS,)),)),
    Table(e.Kpi, (Table(e.Measurement),)),
    Table(e.Review, (Table(e.Decision),)),
    Table(e.Lexeme),
    Table(e.Dismissal),
    Table(e.MergeConflict),
)
"""The tables at the top of the file, in the order of the file, after ``strategy`` with its priorities."""


def travelling(entity: type[Entity]) -> tuple[Spec, ...]:
    """The fields of a kind that are keys of their own in the file."""
    return _TRAVELLING[entity.TABLE]


def defaults(entity: type[Entity]) -> dict[str, Value]:
    """What each field holds when nobody says anything."""
    return _DEFAULTS[entity.TABLE]


def expected(spec: Spec, *, quoted: bool = False) -> str:
    """What a key expects, as the end of a sentence that begins with "expected"; ``quoted``: dates are texts."""
    if quoted and spec.kind == "date":
        return 'a date in quotes, such as "2026-06-30"'
    if quoted and spec.kind == "moment":
        return 'a date such as "2026-05-04", or a local date and time such as "2026-05-04T09:30:00", in quotes'
    match spec.kind:
        case "text":
            return 'a text in quotes, such as "Growth"'
        case "number" if spec.low is not None and spec.high is not None:
            return f"a number from {spec.low:g} to {spec.high:g}"
        case "number":
            return "a number without quotes and unit, such as 5.2"
        case "date":
            return "a date without quotes, such as 2026-06-30"
        case "moment":
            return "a date such as 2026-05-04, or a local date and time such as 2026-05-04T09:30:00, without quotes"
        case "flag":
            return "true or false"
        case "choice":
            return "one of " + ", ".join(f'"{choice}"' for choice in spec.choices)
        case "refs":
            return f"a list of ids such as [{example_id(spec.table)}]"
        case _:
            return f"an id such as {example_id(spec.table)}"


def example_id(table: str) -> str:
    """An id in quotes as a file would name a row of this table."""
    return f'"{BY_TABLE[table].PREFIX if table else "kr"}-7h2k9m"'
