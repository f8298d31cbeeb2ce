"""Plans from outlines: the examples of the whole-plan rules, read as a person writes them.

One item a line, "kind: title · field value · field value"; below an objective its key results, below these their
initiatives. "draft", "later", "closed" and "earlier" before "objective" choose its cycle; links are made by title.

History is short: "check-ins: 6 Apr 6.1 ♥5, 13 Apr 5.9 ♥6" (value, confidence) and "target: 1 Apr · target 5" below a
key result, "measured: 6 Apr 5.8" and "redefined: 3 Feb, 20 Apr" below a KPI, "decision: ... · about its title" below a
"review: 20 Apr". Reviews are finished unless they say "finished no". "today: 13 Apr" is another day than `TODAY`.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime
from typing import Any

from okrtui.plan.entities import (
    ROOT,
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
    Review,
    Root,
    Target,
)
from okrtui.plan.fields import specs
from okrtui.plan.model import Plan

TODAY = date(2026, 5, 4)
CYCLES = {
    "": Cycle("cy-now", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30), state="active"),
    "draft": Cycle("cy-next", name="2026-Q3", start=date(2026, 7, 1), end=date(2026, 9, 30)),
    "later": Cycle("cy-later", name="Later"),
    "earlier": Cycle("cy-old", name="2025-Q4", start=date(2025, 10, 1), end=date(2025, 12, 31), state="closed"),
    "closed": Cycle("cy-past", name="2026-Q1", start=date(2026, 1, 1), end=date(2026, 3, 31), state="closed"),
}
_KINDS: dict[str, type[Entity]] = {
    "priority": Priority,
    "objective": Objective,
    "key result": KeyResult,
    "initiative": Initiative,
    "kpi": Kpi,
    "target": Target,
    "review": Review,
    "decision": Decision,
}
_TITLES: dict[type[Entity], str] = {Kpi: "name", Target: "at", Review: "at", Decision: "text"}
_ABOVE: dict[type[Entity], type[Entity]] = {
    KeyResult: Objective,
    Initiative: KeyResult,
    Target: KeyResult,
    CheckIn: KeyResult,
    Measurement: Kpi,
    Decision: Review,
}
_SERIES: dict[str, type[Entity]] = {"check-ins": CheckIn, "measured": Measurement}
_ENTRY = re.compile(r"(\d{1,2} \w{3}(?: 20[12]\d)?)(?: (-?[\d.]+))?(?: ♥(\d+))?$")


def sketch(outline: str, *more: Entity) -> Plan:
    """The plan of an outline, with further rows; ids are ``o-1``, ``kr-1``, ``kpi-1`` in the order of the lines."""
    rows: list[Entity] = []
    root: dict[str, Any] = {}
    used: dict[str, Cycle] = {"": CYCLES[""]}
    for line in outline.splitlines():
        head, _, rest = line.partition(":")
        label, title = head.strip(), rest.strip()
        if label in ("strategy", "reviews"):
            root["statement" if label == "strategy" else "review_cadence"] = None if title == "none" else title
        elif label in _SERIES:
            rows += _series(_SERIES[label], title, rows)
        elif label not in ("today", "redefined"):
            prefix = label.removesuffix(" objective") if label.endswith(" objective") else ""
            used[prefix] = CYCLES[prefix]
            rows.append(_row(_KINDS[label if label in _KINDS else "objective"], rest, rows, CYCLES[prefix].id))
    linked = [_linked(row, rows) for row in rows]
    return Plan([Root(ROOT, **root), *used.values(), *linked, *more])


def today(outline: str) -> date:
    """The day on which an outline is looked at."""
    found = re.search(r"^today: (.+)$", outline, re.MULTILINE)
    return _day(found.group(1)) if found else TODAY


def redefined(outline: str) -> dict[str, list[date]]:
    """The days on which the KPIs of an outline were redefined, by id."""
    found: dict[str, list[date]] = {}
    count = 0
    for line in outline.splitlines():
        label, _, rest = line.strip().partition(":")
        count += label == "kpi"
        if label == "redefined":
            found[f"kpi-{count}"] = [_day(part) for part in rest.split(",")]
    return found


def _day(text: str) -> date:
    words = text.split()
    return datetime.strptime(" ".join([*words, "2026"][:3]), "%d %b %Y").date()


def _series(kind: type[Entity], text: str, rows: list[Entity]) -> list[Entity]:
    """Values below the last key result or KPI."""
    above = _last(_ABOVE[kind], rows)
    found: list[Entity] = []
    for number, entry in enumerate(text.split(",")):
        match = _ENTRY.fullmatch(entry.strip())
        assert match, entry
        day, value, confidence = match.groups()
        values: dict[str, Any] = {"value": float(value) if value else None, "at": _day(day)}
        if kind is CheckIn:
            values["confidence"] = float(confidence) if confidence else None
        parent = "key_result" if kind is CheckIn else "kpi"
        found.append(kind(f"{above}@{number:02}", **{parent: above}, **values))
    return found


def _last(kind: type[Entity], rows: list[Entity]) -> str:
    return [row.id for row in rows if isinstance(row, kind)][-1]


def _row(kind: type[Entity], rest: str, rows: list[Entity], cycle: str) -> Entity:
    title, *parts = (part.strip() for part in rest.split(" · "))
    place = 1 + sum(isinstance(row, kind) for row in rows)
    fields = {spec.name: spec for spec in specs(kind)}
    name = _TITLES.get(kind, "title")
    values: dict[str, Any] = {name: _value(fields[name].kind, title)}
    if "position" in fields:
        values["position"] = float(len(rows))
    if kind is Objective:
        values["cycle"] = cycle
    elif kind in _ABOVE:
        values[next(spec.name for spec in fields.values() if spec.kind == "parent")] = _last(_ABOVE[kind], rows)
    if kind is Review:
        values["finished"] = True
    for part in parts:
        name, _, text = part.partition(" ")
        values[name] = _value(fields[name].kind, text)
        if name in ("carried_from", "about"):
            values[name] = _said_before(text, rows)
    return kind(f"{kind.PREFIX or kind.TABLE}-{place}", **values)


def _said_before(title: str, rows: list[Entity]) -> str:
    """The id of the last row with this title, or the text itself: a loose link may name what is gone."""
    names = ((getattr(row, "title", "") or getattr(row, "name", ""), row.id) for row in reversed(rows))
    return next((row for name, row in names if name == title), title)


def _value(kind: str, text: str) -> Any:
    match kind:
        case "number":
            return float(text)
        case "date":
            return date.fromisoformat(text)
        case "moment":
            return _day(text)
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
