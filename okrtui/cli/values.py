"""Values from outside, one of the command line or many as CSV or JSON lines, and the edit that they make."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

from okrtui.cli.check import read_lines
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.plan.changes import Edit
    from okrtui.plan.fields import Moment
    from okrtui.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as it was written; `place` says where it stands, empty for the command line."""

    place: str
    kpi: str = ""
    kr: str = ""
    value: str = ""
    at: str = ""
    confidence: str = ""
    note: str = ""


_COLUMNS = tuple(field.name for field in fields(Entry))[1:]
_SCIENTIFIC = re.compile(r"-?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(rf"{_DAY.pattern}[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?")
_EXPECTED = f"expected {', '.join(_COLUMNS)}"


# -- reading many


def read_entries(stream: BinaryIO) -> list[Entry]:
    """The values on a stream, as JSON lines when the first line begins with a brace, else as CSV with a header.

    Raises `PlanError`, which names the line, for what cannot be read.
    """
    lines = [text for _, text in read_lines(stream)]
    first = next((line for line in lines if line.strip()), "")
    if not first:
        raise PlanError(f"standard input: nothing was there; expected CSV with a header, or JSON lines: {_EXPECTED}.")
    return _json_lines(lines) if first.lstrip().startswith("{") else _csv(lines)


def _json_lines(lines: list[str]) -> list[Entry]:
    entries = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"standard input: line {number}"
        try:
            found = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
        except (ValueError, RecursionError):
            raise PlanError(f"{place}: this is not JSON; expected one object a line.") from None
        if not isinstance(found, dict):
            raise PlanError(f"{place}: expected an object with {', '.join(_COLUMNS)}.")
        entries.append(_entry(place, found))
    return entries


def _csv(lines: list[str]) -> list[Entry]:
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), strict=True)
    entries = []
    try:
        header = [name.strip().lower() for name in next(reader)]
        twice = next((name for name in header if header.count(name) > 1), None)
        if twice is not None:
            raise PlanError(f"standard input: line 1: there are two columns {twice or 'without a name'}.")
        for row in reader:
            place = f"standard input: line {reader.line_num}"
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                raise PlanError(f"{place}: {len(row)} cells below a header of {len(header)}.")
            entries.append(_entry(place, dict(zip(header, row, strict=False))))
    except csv.Error as error:
        raise PlanError(f"standard input: line {reader.line_num}: this is not CSV: {error}.") from None
    if not entries:
        unknown = next((name for name in header if name not in _COLUMNS), None)
        if unknown is not None:
            raise PlanError(f"standard input: line 1: {unknown} is no column; {_EXPECTED}.")
        raise PlanError("standard input: there are no values below the header.")
    return entries


def _entry(place: str, found: dict[str, object]) -> Entry:
    """One value from the fields of its line; raises `PlanError` for a field that is none or is missing."""
    for name, value in found.items():
        if name not in _COLUMNS:
            raise PlanError(f"{place}: {name or 'an empty name'} is no field; {_EXPECTED}.")
        if value is not None and not isinstance(value, str):
            raise PlanError(f"{place}: {name}: expected text or a number.")
    texts = {name: value.strip() for name, value in found.items() if isinstance(value, str)}
    entry = Entry(place, **texts)
    if bool(entry.kpi) == bool(entry.kr):
        raise PlanError(f"{place}: expected either kpi or kr.")
    if entry.kpi and entry.confidence:
        raise PlanError(f"{place}: a confidence belongs to a key result (kr), not to a KPI.")
    if not entry.value:
        raise PlanError(f"{place}: the value is missing.")
    return entry


# -- the edit


def edit_of(plan: Plan, entries: list[Entry]) -> tuple[Edit, list[str], list[str]]:
    """One edit for all entries, a line about each, and the doubts about values that look like slips.

    Raises `PlanError` for the first entry that cannot be written.
    """
    from okrtui.clock import today
    from okrtui.plan.edits import combine
    from okrtui.plan.model import Plan

    day = today()
    scratch = Plan(plan.rows())
    edits, lines, doubts = [], [], []
    for entry in entries:
        try:
            edit, line, odd = _edit(scratch, entry, day)
            scratch.apply(edit.changes)
        except PlanError as error:
            raise PlanError(f"{entry.place}: {error}" if entry.place else str(error)) from None
        edits.append(edit)
        lines.append(line)
        if odd:
            doubts.append(f"{entry.place}: {odd}" if entry.place else odd)
    if len(edits) == 1:
        return edits[0], lines, doubts
    return combine(f"record {len(edits)} values", *edits), lines, doubts


def _edit(plan: Plan, entry: Entry, today: date) -> tuple[Edit, str, str]:
    """The edit of an entry, what is said of it, and what is odd about its value."""
    from okrtui.plan.dates import format_day
    from okrtui.plan.edits import check_in, measure
    from okrtui.plan.lookup import find
    from okrtui.plan.numbers import format_value

    at = moment(entry.at, today)
    said = format_day(at, today) if not isinstance(at, datetime) else f"{format_day(at.date(), today)} {at:%H:%M}"
    if entry.kpi:
        kpi = find(plan, Kpi, entry.kpi)
        value = _number(entry.value, kpi.unit, kpi.name)
        line = f"{kpi.name}: {format_value(value, kpi.unit)} on {said}"
        line += _corrected(plan, kpi, at, value) + _archived(kpi, today)
        return measure(plan, kpi.id, at, value, entry.note), line, _odd(plan, kpi, kpi.name, at, value)
    row = find(plan, KeyResult, entry.kr)
    value = _number(entry.value, row.unit, row.title)
    confidence = _confidence(entry.confidence)
    sure = "" if confidence is None else f", confidence {confidence:g}"
    line = f"{row.title}: {format_value(value, row.unit)}{sure} on {said}{_corrected(plan, row, at, value)}"
    edit = check_in(plan, row.id, at, value, confidence, entry.note)
    return edit, line, _odd(plan, row, row.title, at, value)


def _odd(plan: Plan, row: KeyResult | Kpi, name: str, at: Moment, value: float) -> str:
    """What the app would ask before it keeps a value, as a sentence; empty when there is no doubt."""
    from okrtui.plan.doubting import oddity
    from okrtui.plan.model import when

    odd = oddity(plan, row.id, value, when(at)[0])
    return f"{name}: {odd}. It is recorded; another value for the same moment corrects it." if odd else ""


def _corrected(plan: Plan, row: KeyResult | Kpi, at: Moment, value: float) -> str:
    """What is said when the moment has another value already; it stays in the history."""
    from okrtui.plan.ids import moment_id
    from okrtui.plan.numbers import convert, format_value

    kpi = plan.find(row.measured_by, Kpi) if isinstance(row, KeyResult) and row.measured_by else None
    holder = kpi or row
    place = moment_id(holder.id, at)
    held = plan.find(place, CheckIn) if isinstance(holder, KeyResult) else plan.find(place, Measurement)
    before = convert(held.value, holder.unit, row.unit) if held and held.value is not None else None
    return "" if before is None or before == value else f" (was {format_value(before, row.unit)})"


def _archived(kpi: Kpi, today: date) -> str:
    """What is said when nobody watches the KPI any longer: its value is kept, and no list shows it."""
    from okrtui.plan.dates import format_day

    return f" (archived since {format_day(kpi.archived, today)}: kept, and no list shows it)" if kpi.archived else ""


def _number(text: str, unit: str, name: str) -> float:
    """A typed value in the unit of its item; a unit beside it has to be one that converts to that."""
    from okrtui.plan.numbers import in_unit, parse_quantity

    try:
        if _SCIENTIFIC.fullmatch(text) and math.isfinite(float(text)):
            return float(text)  # as programs write very large and very small numbers
        found = parse_quantity(text)
    except ValueError as error:
        raise PlanError(f"value “{text}”: {error}") from None
    value = in_unit(found, unit)
    if value is None:
        raise PlanError(f"value “{text}”: {name} is measured in {unit}, not in {found.unit}.")
    return value


def _confidence(text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
        if not (math.isfinite(value) and 0 <= value <= 10):
            raise ValueError
    except ValueError:
        raise PlanError(f"confidence “{text}”: expected a number from 0 to 10.") from None
    return value


def moment(text: str, today: date) -> Moment:
    """When a value was measured: a day, or a local date and time; empty means today.

    Raises `PlanError` for what is neither, and for a day to come: nothing can have been measured then.
    """
    at = _moment(text.strip(), today)
    if (at.date() if isinstance(at, datetime) else at) > today:
        raise PlanError(f"at “{text}”: this is after today ({today}); expected the day on which it was measured.")
    return at


def _moment(text: str, today: date) -> Moment:
    if not text or text.lower() == "today":
        return today
    if text.lower() == "yesterday":
        return today - timedelta(days=1)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise PlanError(f"at “{text}”: expected a day such as 2026-05-04, a time such as 2026-05-04T09:30, or yesterday.")
