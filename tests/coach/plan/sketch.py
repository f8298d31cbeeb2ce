"""Plans from outlines: the examples of the whole-plan rules, read as a person writes them.

One item a line, "kind: title · field value · field value"; below an objective its key results, below these their
initiatives. "draft", "later" and "closed" before "objective" choose its cycle; links are made by title.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from okrtui.plan.entities import ROOT, Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority, Root
from okrtui.plan.fields import specs
from okrtui.plan.model import Plan

TODAY = date(2026, 5, 4)
CYCLES = {
    "": Cycle("cy-now", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30), state="active"),
    "draft": Cycle("cy-next", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30)),
    "later": Cycle("cy-later", name="Later"),
    "closed": Cycle("cy-past", name="2026-Q1", start=date(2026, 1, 1), end=date(2026, 3, 31), state="closed"),
}
_KINDS: dict[str, type[Entity]] = {
    "priority": Priority,
    "objective": Objective,
    "key result": KeyResult,
    "initiative": Initiative,
    "kpi": Kpi,
}
_TITLES: dict[type[Entity], str] = {Kpi: "name"}


def sketch(outline: str, *more: Entity) -> Plan:
    """The plan of an outline, with further rows; ids are ``o-1``, ``kr-1``, ``kpi-1`` in the order of the lines."""
    rows: list[Entity] = []
    root: dict[str, Any] = {}
    used: dict[str, Cycle] = {"": CYCLES[""]}
    for line in outline.splitlines():
        head, _, rest = line.partition(":")
        label, title = head.strip(), rest.strip()
        if label in ("strategy", "reviews"):
            root["statement" if label == "strategy" else "review_cadence"] = title
            continue
        prefix = label.removesuffix(" objective") if label.endswith(" objective") else ""
        kind = _KINDS[label if label in _KINDS else "objective"]
        if prefix:
            used[prefix] = CYCLES[prefix]
        rows.append(_row(kind, rest, rows, CYCLES[prefix].id))
    linked = [_linked(row, rows) for row in rows]
    return Plan([Root(ROOT, **root), *used.values(), *linked, *more])


def _row(kind: type[Entity], rest: str, rows: list[Entity], cycle: str) -> Entity:
    title, *parts = (part.strip() for part in rest.split(" · "))
    place = 1 + sum(isinstance(row, kind) for row in rows)
    values: dict[str, Any] = {_TITLES.get(kind, "title"): title, "position": float(len(rows))}
    if kind is Objective:
        values["cycle"] = cycle
    elif kind is KeyResult:
        values["objective"] = [row.id for row in rows if isinstance(row, Objective)][-1]
    elif kind is Initiative:
        values["key_result"] = [row.id for row in rows if isinstance(row, KeyResult)][-1]
    fields = {spec.name: spec for spec in specs(kind)}
    for part in parts:
        name, _, text = part.partition(" ")
        values[name] = _value(fields[name].kind, text)
    return kind(f"{kind.PREFIX}-{place}", **values)


def _value(kind: str, text: str) -> Any:
    match kind:
        case "number":
            return float(text)
        case "date":
            return date.fromisoformat(text)
        case "flag":
            return text == "yes"
        case "refs":
            return tuple(name.strip() for name in text.split(","))
        case _:
            return text


def _linked(row: Entity, rows: list[Entity]) -> Entity:
    """The row with titles in its links replaced by ids."""
    changes: dict[str, Any] = {}
    for spec in specs(type(row)):
        held = getattr(row, spec.name)
        if spec.kind == "refs":
            changes[spec.name] = tuple(_id(name, spec.table, rows) for name in held)
        elif spec.kind == "ref" and held and not spec.loose:
            changes[spec.name] = _id(held, spec.table, rows)
    return dataclasses.replace(row, **changes)


def _id(name: str, table: str, rows: list[Entity]) -> str:
    return next(
        row.id for row in rows if table == row.TABLE and name in (getattr(row, "title", ""), getattr(row, "name", ""))
    )
