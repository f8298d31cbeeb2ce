"""What leaves the house: the part of a plan that an export holds, the same for every format, and how much that is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Decision,
    Dismissal,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Lexeme,
    Measurement,
    MergeConflict,
    Objective,
    Priority,
    Review,
    Root,
    Target,
)
from okrtui.plan.errors import Missing, PlanError
from okrtui.plan.model import Plan, parent_of, when

WITHOUT: dict[str, str] = {
    "history": "check-ins, measurements and earlier targets",
    "notes": "notes, challenges, reflections and what was learned",
    "reviews": "reviews and their decisions",
    "dismissals": "what was found good as it is, and why",
}
"""What can be left out, and what each word means."""

_ROWS: dict[str, tuple[type[Entity], ...]] = {
    "history": (CheckIn, Measurement, Target),
    "reviews": (Review, Decision),
    "dismissals": (Dismissal,),
}
_NOTES: dict[type[Entity], tuple[str, ...]] = {
    Objective: ("reflection",),
    KeyResult: ("challenge", "learned", "differently"),
    CheckIn: ("note",),
    Measurement: ("note",),
    Review: ("learned",),
}
"""The fields that hold notes: every note, challenge and reflection, and what was learned or would be done otherwise."""


def leaving(
    plan: Plan, *, cycle: str | None = None, without: frozenset[str] = frozenset(), watched: bool = False
) -> Plan:
    """The part of a plan that leaves the house, as a plan of its own; the given one when that is all of it.

    ``cycle`` is the id of the one cycle to keep, with the KPIs (and what drives them) and priorities that it links
    to, the reviews of its time, and what was said about these items; ``watched``: all KPIs that are watched go along,
    as readers of a report look for them. ``without`` names what stays at home, see `WITHOUT`. Raises `PlanError` for a
    cycle that is not there, and for an unknown word.
    """
    unknown = sorted(without - WITHOUT.keys())
    if unknown:
        raise PlanError(f"There is no “{unknown[0]}” to leave out; there are {', '.join(WITHOUT)}.")
    if cycle is None and not without:
        return plan
    kept = _belongs_to(plan, cycle) if cycle is not None else None
    if kept is not None and watched:
        kept |= _with_drivers(plan, [kpi.id for kpi in plan.watched])
    skipped = {entity.TABLE for word in without for entity in _ROWS.get(word, ())}
    silent = _NOTES if "notes" in without else {}
    return Plan(_rows(plan, kept, skipped, silent))


def row_alone(plan: Plan, row: Entity) -> Plan:
    """A row with all that stands below it, the rows that it stands in, and those that it links to, as a plan."""
    below = {row.id}
    for each in plan.rows():  # kinds that others stand in come first
        if parent_of(each) in below:
            below.add(each.id)
    kept = set(below)
    above: Entity | None = row
    while above is not None and (parent := parent_of(above)) and parent not in kept:
        kept.add(parent)
        above = plan.item(parent)
    held = [plan.item(each) for each in kept]
    kept |= {each.priority or "" for each in held if isinstance(each, Objective)}
    kpis = [kpi for each in held if isinstance(each, KeyResult) for kpi in (*each.kpis, each.measured_by or "")]
    kept |= _with_drivers(plan, [*kpis, *(each.id for each in held if isinstance(each, Kpi))])
    return Plan(each for each in plan.rows() if isinstance(each, Root) or each.id in kept)


def _rows(
    plan: Plan, kept: set[str] | None, skipped: set[str], silent: dict[type[Entity], tuple[str, ...]]
) -> Iterator[Entity]:
    for row in plan.rows():
        if row.TABLE in skipped:
            continue
        if kept is not None and not isinstance(row, Root) and row.id not in kept and parent_of(row) not in kept:
            continue
        quiet: dict[str, Any] = {name: "" for name in silent.get(type(row), ()) if getattr(row, name)}
        yield dataclasses.replace(row, **quiet) if quiet else row


def _belongs_to(plan: Plan, cycle: str) -> set[str]:
    """Ids of the rows that go with one cycle; what stands below them goes along."""
    chosen = plan.find(cycle, Cycle)
    if chosen is None:
        raise Missing(cycle, "cycle")
    kept = {cycle}
    kpis: list[str] = []
    for objective in plan.objectives(cycle):
        kept |= {objective.id, objective.priority or ""}
        for result in plan.key_results(objective.id):
            kept.add(result.id)
            kept.update(row.id for row in plan.initiatives(result.id))
            kpis += [*result.kpis, result.measured_by or ""]
    kept |= _with_drivers(plan, kpis)
    for review in plan.children(Review):
        if chosen.start and chosen.end and review.at and chosen.start <= when(review.at)[0] <= chosen.end:
            kept.add(review.id)
    kept.discard("")
    kept.update(row.id for row in plan.table(Dismissal).values() if row.item in kept)
    kept.update(row.id for row in plan.table(MergeConflict).values() if row.item in kept)
    kept.update(plan.table(Lexeme))
    return kept


def _with_drivers(plan: Plan, kpis: list[str]) -> set[str]:
    """Ids of these KPIs, as far as they are there, and of all that drive them."""
    found: set[str] = set()
    while kpis:
        kpi = plan.table(Kpi).get(kpis.pop())
        if kpi and kpi.id not in found:
            found.add(kpi.id)
            kpis += kpi.drivers
    return found


_COUNTED: tuple[tuple[str, str, tuple[type[Entity], ...]], ...] = (
    ("priority", "priorities", (Priority,)),
    ("objective", "objectives", (Objective,)),
    ("key result", "key results", (KeyResult,)),
    ("initiative", "initiatives", (Initiative,)),
    ("KPI", "KPIs", (Kpi,)),
    ("value", "values", (CheckIn, Measurement)),
    ("review", "reviews", (Review,)),
    ("decision", "decisions", (Decision,)),
)


def counts(plan: Plan) -> dict[str, int]:
    """How many rows, notes and dismissals a plan holds, by what people call several of them, in the plan's order."""
    found = {several: sum(len(plan.table(kind)) for kind in kinds) for _, several, kinds in _COUNTED}
    found["notes"] = sum(_notes(row, names) for kind, names in _NOTES.items() for row in plan.table(kind).values())
    found["dismissals"] = len(plan.table(Dismissal))
    return found


def _notes(row: Entity, names: tuple[str, ...]) -> int:
    return sum(bool(getattr(row, name).strip()) for name in names)


def counted(plan: Plan) -> str:
    """The same in words: "2 objectives, 6 key results, 5 KPIs, 84 values, 12 notes"; "nothing" for an empty plan."""
    one = {several: name for name, several, _ in _COUNTED} | {"notes": "note", "dismissals": "dismissal"}
    parts = [f"{count:,} {one[name] if count == 1 else name}" for name, count in counts(plan).items() if count]
    return ", ".join(parts) or "nothing"


def held_by_table(plan: Plan) -> str:
    """What a table holds of a plan, in words: its rows, and how many objectives have none."""
    several = {"key result": len(plan.table(KeyResult)), "KPI": len(plan.table(Kpi))}
    parts = [f"{count:,} {name}{'s' * (count != 1)}" for name, count in several.items() if count]
    said = ", ".join(parts) or "nothing"
    empty = sum(not plan.key_results(objective) for objective in plan.table(Objective))
    if empty:
        which = "one objective has" if empty == 1 else f"{empty:,} objectives have"
        said += f"; {which} no key results, and so no row"
    return said
