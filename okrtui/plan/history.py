"""The values of a key result or a KPI as its history shows them: read, corrected, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from okrtui.plan.changes import Change, Edit, Insert, Remove, Set
from okrtui.plan.dates import format_moment
from okrtui.plan.entities import CheckIn, Entity, KeyResult, Kpi, Measurement
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment
from okrtui.plan.ids import moment_id
from okrtui.plan.model import Plan, when
from okrtui.plan.naming import quote, title_of
from okrtui.plan.numbers import convert
from okrtui.plan.progress import LATE


@dataclass(frozen=True, slots=True)
class Entry:
    """What was recorded at one moment, in the row's own unit; of a key result that a KPI measures, both halves."""

    at: Moment
    value: float | None
    confidence: float | None
    note: str
    check_in: CheckIn | None = None
    measurement: Measurement | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What the journal says of one value: on a day, a field was changed, or (`field` empty) all of it was deleted."""

    on: date
    row: str
    field: str
    old: Any
    """What it was: a number or a text; for a deleted one, the whole `CheckIn` or `Measurement`."""


def history(plan: Plan, row: KeyResult | Kpi, *, most: int | None = None) -> list[Entry]:
    """What was recorded, the latest first: `most` entries, or all of them.

    Only what the plan in memory holds is found: see `Session.history`. A key result that is measured by a KPI has that
    KPI's values, from the start of its cycle to a week after its end.
    """
    if isinstance(row, Kpi):
        measurements = plan.measurements(row.id)
        latest = measurements[-most:] if most else measurements
        found = [Entry(m.at, m.value, None, m.note, measurement=m) for m in latest if m.at]
        return found[::-1]
    kpi = plan.find(row.measured_by, Kpi) if row.measured_by else None
    checked = {c.at: c for c in plan.check_ins(row.id) if c.at}
    measured = {m.at: m for m in _in_cycle(plan, row, kpi) if m.at} if kpi else {}
    entries = []
    for at in sorted({*checked, *measured}, key=when, reverse=True)[:most]:
        check_in, measurement = checked.get(at), measured.get(at)
        value = check_in.value if check_in else None
        if kpi and measurement and measurement.value is not None:
            value = convert(measurement.value, kpi.unit, row.unit)
        note = (check_in.note if check_in else "") or (measurement.note if measurement else "")
        confidence = check_in.confidence if check_in else None
        entries.append(Entry(at, value, confidence, note, check_in, measurement))
    return entries


def recorded(plan: Plan, row: KeyResult | Kpi) -> int:
    """How many entries `history` has in all."""
    return len(plan.measurements(row.id)) if isinstance(row, Kpi) else len(history(plan, row))


def _in_cycle(plan: Plan, row: KeyResult, kpi: Kpi) -> list[Measurement]:
    cycle = plan.cycle_of(row)
    first = cycle.start if cycle and cycle.start else date.min
    last = cycle.end + LATE if cycle and cycle.end else date.max
    return [m for m in plan.measurements(kpi.id) if first <= when(m.at)[0] <= last]


def correct(
    plan: Plan, row: KeyResult | Kpi, entry: Entry, value: float | None, confidence: float | None, note: str
) -> Edit:
    """Make an entry say just this; the journal keeps what it said before.

    Raises `PlanError` when nothing would be left of it, or when a KPI's value would go: that is `forget`.
    """
    if value is None and (entry.measurement or (confidence is None and not note)):
        raise PlanError("Nothing would be left of it. Type a value, or delete it.")
    changes: list[Change] = []
    if entry.measurement is not None and value is not None:
        kpi = plan.find(entry.measurement.kpi, Kpi)
        same = value == entry.value or kpi is None
        number = entry.measurement.value if same else convert(value, row.unit, kpi.unit if kpi else "")
        changes += _set(entry.measurement, value=number)
    elif entry.check_in is not None:
        changes += _set(entry.check_in, value=value)
    noted = entry.check_in if entry.check_in and (entry.check_in.note or not entry.measurement) else entry.measurement
    changes += _set(noted, note=note) if noted else []
    if entry.check_in is not None:
        changes += _set(entry.check_in, confidence=confidence)
    elif isinstance(row, KeyResult) and confidence is not None:
        changes.append(Insert(CheckIn(moment_id(row.id, entry.at), row.id, entry.at, None, confidence)))
    return Edit(f"correct {_named(row, entry.at)}", tuple(changes), row.id)


def forget(row: KeyResult | Kpi, entry: Entry) -> Edit:
    """Take an entry away, both halves of it; the journal keeps what it was."""
    gone = [half for half in (entry.check_in, entry.measurement) if half is not None]
    return Edit(f"delete {_named(row, entry.at)}", tuple(Remove(half) for half in gone), row.id)


def _named(row: Entity, at: Moment) -> str:
    return f"the value of {quote(title_of(row))} on {format_moment(at, when(at)[0])}"


def _set(row: CheckIn | Measurement, **values: Any) -> list[Change]:
    return [
        Set(row.TABLE, row.id, name, getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    ]


def pasts(changes: Iterable[tuple[date, Change]]) -> list[Past]:
    """What changes of values say of the past: corrections and deletions, oldest first."""
    found: list[Past] = []
    for on, change in changes:
        match change:
            case Set(_, row, field, old, _) if field in ("value", "confidence", "note") and old not in (None, ""):
                found.append(Past(on, row, field, old))
            case Remove(CheckIn() | Measurement() as entity):
                found.append(Past(on, entity.id, "", entity))
    return found


def of_entry(entry: Entry, past: Sequence[Past]) -> list[Past]:
    """What an entry said before it was corrected, oldest first."""
    ids = {half.id for half in (entry.check_in, entry.measurement) if half is not None}
    return [one for one in past if one.row in ids and one.field]


def deleted(plan: Plan, past: Sequence[Past]) -> list[tuple[date, CheckIn | Measurement]]:
    """Values that are gone, each with the day on which it was deleted, the latest moment first."""
    found: dict[str, tuple[date, CheckIn | Measurement]] = {}
    for one in past:
        if isinstance(one.old, CheckIn | Measurement) and plan.find(one.row, type(one.old)) is None:
            found[one.row] = (one.on, one.old)
    return sorted(found.values(), key=lambda pair: when(pair[1].at), reverse=True)
