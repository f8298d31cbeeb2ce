"""What a field of an entity is: its kind, its choices, what it points to.

Each entity declares its fields once, with the functions below; the store's columns, the TOML keys and their checks,
the journal's encoding and the editor's fields all read that declaration.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

FieldKind = Literal["text", "number", "date", "moment", "flag", "choice", "ref", "refs", "parent", "position"]

Moment = date | datetime
"""A day, or a local date-time when a time was given; the two are different moments."""

Value = str | float | int | bool | date | datetime | tuple[str, ...] | None
"""What a field holds in memory: "" and () and None mean that it has no value."""

Stored = str | float | int | list[str] | None
"""What a field looks like in JSON and SQLite."""

_SPEC = "okrtui"


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: ``choices`` of a choice, ``table`` that a ref, refs or parent points into.

    ``travels`` is False for what the file format says otherwise (parent and position are the shape of the file).
    ``loose`` refs may name what is gone.
    """

    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    table: str = ""
    loose: bool = False
    low: float | None = None
    high: float | None = None
    optional: bool = True
    """Whether a choice may be left open; one with a default may not."""

    @property
    def travels(self) -> bool:
        """Whether the field is a key of its own in the TOML file."""
        return self.kind not in ("parent", "position")


def _declare(kind: FieldKind, default: Value, **more: Any) -> Any:
    return dataclasses.field(default=default, metadata={_SPEC: (kind, more)})


def text() -> Any:
    """Any text; empty means no value."""
    return _declare("text", "")


def number(low: float | None = None, high: float | None = None) -> Any:
    """A finite number, perhaps bounded (inclusive)."""
    return _declare("number", None, low=low, high=high)


def day() -> Any:
    """A calendar day."""
    return _declare("date", None)


def moment() -> Any:
    """A day, or a local date and time."""
    return _declare("moment", None)


def flag() -> Any:
    """Yes or no; no unless said."""
    return _declare("flag", False)


def choice(*choices: str, default: str | None = None) -> Any:
    """One word of a few."""
    return _declare("choice", default, choices=choices, optional=default is None)


def ref(table: str, *, loose: bool = False) -> Any:
    """The id of another row, or nothing; a loose one may name what is gone."""
    return _declare("ref", None, table=table, loose=loose)


def refs(table: str) -> Any:
    """Ids of other rows, in order, each once."""
    return _declare("refs", (), table=table)


def parent(table: str) -> Any:
    """The row that this one belongs to, and goes with."""
    return _declare("parent", "", table=table)


def position() -> Any:
    """Where the row stands among its siblings: any number, smaller first."""
    return _declare("position", 0.0)


_SPECS: dict[type, tuple[Spec, ...]] = {}


def specs(entity: type) -> tuple[Spec, ...]:
    """The declared fields of an entity class, in order, without its id."""
    found = _SPECS.get(entity)
    if found is None:
        found = _SPECS[entity] = tuple(
            Spec(f.name, f.metadata[_SPEC][0], **f.metadata[_SPEC][1])
            for f in dataclasses.fields(entity)
            if _SPEC in f.metadata
        )
    return found


def store(spec: Spec, value: Value) -> Stored:
    """A field's value as JSON and SQLite hold it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return list(value)
    return value


def restore(spec: Spec, stored: Any) -> Value:
    """The value of a field, from what `store` made of it."""
    match spec.kind:
        case "text" | "parent":
            return stored or ""
        case "flag":
            return bool(stored)
        case "refs":
            return tuple(stored or ())
        case "number" | "position":
            return None if stored is None else float(stored)
        case "date":
            return date.fromisoformat(stored) if stored else None
        case "moment":
            return restore_moment(stored) if stored else None
        case _:
            kept: str | None = stored
            return kept


def restore_moment(stored: str) -> Moment:
    """A day from ``2026-05-04``, a date-time from ``2026-05-04T09:30:00``."""
    return datetime.fromisoformat(stored) if len(stored) > 10 else date.fromisoformat(stored)
