"""What is filled in on a page of a review, and what accepting the page records: from texts to an edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from okrtui.plan.dates import format_day, parse_day
from okrtui.plan.doubting import doubt
from okrtui.plan.entities import Decision, KeyResult, Kpi
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment
from okrtui.plan.model import Plan, when
from okrtui.plan.naming import quote, title_of
from okrtui.plan.numbers import format_value, typed_value
from okrtui.plan.progress import latest
from okrtui.plan.reviewedits import (
    Accepted,
    Said,
    accept_key_result,
    accept_kpi,
    accept_ticks,
    accept_well,
    accept_words,
)
from okrtui.plan.reviewing import (
    decisions_about,
    is_fresh,
    known_value,
    last_confidence,
    last_note,
    read_confidence,
    read_value,
    todays_check_in,
)
from okrtui.tui.reviewrun import LAST, WELL, WORDS, Run, key_result_of, kpi_of
from okrtui.tui.rows import World

NAMES = ("value", "confidence", "note", "do", "who", "by")
"""The fields of a key result's page, in the order of Tab."""
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KPI_NAMES = ("value", "note", "do", "who", "by")
"""Those of a KPI's page."""


class Refused(PlanError):
    """What stands in a field cannot be taken; `field` is where to go."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Filled:
    """What a page's fields hold before anybody types, and what is said about it."""

    texts: Mapping[str, str]
    note: str = ""


def filled(world: World, run: Run, page: str) -> Filled:
    """What is known already: a value of the last three days, today's confidence and note, the page's own decision."""
    plan, today = world.plan, world.today
    if key_result := plan.find(key_result_of(page), KeyResult):
        return _of_key_result(plan, run, page, key_result, today)
    if kpi := plan.find(kpi_of(page), Kpi):
        return _of_kpi(plan, run, page, kpi, today)
    return Filled({})


def _of_kpi(plan: Plan, run: Run, page: str, row: Kpi, today: date) -> Filled:
    texts: dict[str, str] = {}
    note = ""
    last = latest(plan.measurements(row.id), today)
    if last is not None and last.value is not None and is_fresh(last.at, today):
        texts["value"] = shown_value(last.value, row.unit)
        note = _measured(last.at, today)
        if when(last.at)[0] == today:
            texts["note"] = " ".join(last.note.split())
    texts |= _decision_of(plan, run, page, today)
    return Filled({name: text for name, text in texts.items() if text}, note)


def _decision_of(plan: Plan, run: Run, page: str, today: date) -> dict[str, str]:
    decision = plan.find(run.decided.get(page, ""), Decision)
    if decision is None:
        return {}
    due = shown_day(decision.due, today) if decision.due else ""
    return {"do": decision.text, "who": decision.owner, "by": due}


def _of_key_result(plan: Plan, run: Run, page: str, row: KeyResult, today: date) -> Filled:
    texts: dict[str, str] = {}
    note = ""
    value, at, fresh = known_value(plan, row, today)
    if fresh and value is not None:
        texts["value"] = shown_value(value, row.unit)
        note = _measured(at, today)
    said = todays_check_in(plan, row.id, today)
    if said is not None and said.confidence is not None:
        texts["confidence"] = f"{said.confidence:g}"
    noted = last_note(plan, row, today)
    if noted is not None and when(noted.at)[0] == today:
        texts["note"] = " ".join(noted.note.split())
    texts |= _decision_of(plan, run, page, today)
    return Filled({name: text for name, text in texts.items() if text}, note)


def _measured(at: Moment | None, today: date) -> str:
    day = "today" if at is None or when(at)[0] == today else f"on {format_day(at, today)}"
    return f"Measured {day}: enter accepts it."


def shown_value(value: float, unit: str) -> str:
    """A value as it is filled in: as the screen shows it where that reads back as the same."""
    text = format_value(value, unit)
    try:
        return text if read_value(text, unit, None) == value else typed_value(value, unit)
    except PlanError:
        return typed_value(value, unit)


def shown_day(day: date, today: date) -> str:
    """A day as it is filled in: so that it reads back as the same."""
    text = format_day(day, today)
    try:
        return text if parse_day(text, today=today) == day else day.isoformat()
    except ValueError:
        return day.isoformat()


def before(plan: Plan, row: str, today: date) -> str:
    """What the confidence was last time, for the line that appears once the new one is typed."""
    last = last_confidence(plan, row, today)
    if last is None or last.confidence is None or last.at is None:
        return ""
    return f"♥{last.confidence:g} on {format_day(last.at, today)}"


def accept(world: World, run: Run, page: str, texts: Mapping[str, str]) -> Accepted:
    """The edit that accepts a page with these texts in its fields.

    Raises `Refused` for what cannot be taken, and `PlanError` for what is gone.
    """
    plan, today = world.plan, world.today
    if key_result := key_result_of(page):
        ticks = _ticks_of(run, {one.id for one in decisions_about(plan, key_result, run.review)})
        said = _said(world, run, page, key_result, texts)
        return accept_key_result(plan, run.sitting, key_result, said, ticks, today)
    if kpi := kpi_of(page):
        ticks = _ticks_of(run, {one.id for one in decisions_about(plan, kpi, run.review)})
        said = _said(world, run, page, kpi, texts)
        if said.note and said.value is None:
            raise Refused("value", "A note needs a value to stand beside; = says that it is the same.")
        return accept_kpi(plan, run.sitting, kpi, said, ticks, today)
    if page == WELL:
        return accept_well(plan, run.sitting, run.well, _well_values(world, run, texts), today)
    if page == LAST:
        return accept_ticks(plan, run.sitting, _ticks_of(run, set(run.last)))
    return accept_words(plan, run.sitting, WORDS[page], texts.get("text", "").strip())


def trouble(world: World, about: str, name: str, text: str) -> str:
    """What is wrong with the text of a field that is left; empty when it can be taken, or is empty."""
    if not text.strip():
        return ""
    try:
        if name == "confidence":
            read_confidence(text)
        elif name == "value":
            read_value(text, *_unit_and_known(world.plan, about, world.today))
        elif name == "by":
            _day(text, world)
    except PlanError as error:
        return str(error)
    return ""


def asked_of(world: World, about: str, text: str) -> str:
    """What to ask about a value that is far from the one before; empty for one that is not, or is none."""
    with suppress(PlanError):  # said when it is accepted
        value = read_value(text, *_unit_and_known(world.plan, about, world.today))
        if value is not None:
            return doubt(world.plan, about, value, world.today)
    return ""


def day_meant(world: World, text: str) -> str:
    """The day that a text means, with its weekday: "Friday 8 May"; empty for none."""
    with suppress(PlanError):  # said on leaving the field
        if text.strip():
            day = _day(text.strip(), world)
            return f"{WEEKDAY_NAMES[day.weekday()]} {format_day(day, world.today)}"
    return ""


def _ticks_of(run: Run, rows: set[str]) -> dict[str, bool]:
    return {row: done for row, done in run.ticks.items() if row in rows}


def _said(world: World, run: Run, page: str, about: str, texts: Mapping[str, str]) -> Said:
    """What was typed into a page about an item; what was filled in and left alone is in the plan already."""
    plan, today = world.plan, world.today
    given = filled(world, run, page).texts
    own = {name: texts.get(name, "").strip() for name in NAMES}
    value = confidence = None
    if own["value"] != given.get("value", ""):
        unit, known = _unit_and_known(plan, about, today)
        value = _take("value", lambda: read_value(own["value"], unit, known))
    if own["confidence"] != given.get("confidence", ""):
        confidence = _take("confidence", lambda: read_confidence(own["confidence"]))
    note = own["note"] if own["note"] != given.get("note", "") else ""
    if not own["do"] and (own["who"] or own["by"]):
        raise Refused("do", "What is to be done? Who or when is there already.")
    held = plan.find(run.decided.get(page, ""), Decision)
    if own["by"] == given.get("by", "") and held is not None:
        due = held.due
    else:
        due = _day(own["by"], world) if own["by"] else None
    return Said(value, confidence, note, own["do"], own["who"], due, run.decided.get(page, ""))


def _unit_and_known(plan: Plan, about: str, today: date) -> tuple[str, float | None]:
    """The unit of a key result or a KPI, and its latest value."""
    if row := plan.find(about, KeyResult):
        return row.unit, known_value(plan, row, today)[0]
    kpi = plan.find(about, Kpi)
    last = latest(plan.measurements(about), today) if kpi else None
    return kpi.unit if kpi else "", last.value if last else None


def _well_values(world: World, run: Run, texts: Mapping[str, str]) -> dict[str, float]:
    """Values that were typed in the list, by key result."""
    values: dict[str, float] = {}
    for one in run.well:
        row = world.plan.find(one, KeyResult)
        if row is None or not texts.get(one, "").strip():
            continue
        known, _, _ = known_value(world.plan, row, world.today)
        try:
            value = read_value(texts[one], row.unit, known)
        except PlanError as error:
            raise Refused(one, f"{quote(title_of(row))}: {error}") from None
        if value is not None:
            values[one] = value
    return values


def _take(field: str, read: Callable[[], float | None]) -> float | None:
    try:
        return read()
    except PlanError as error:
        raise Refused(field, str(error)) from None


def _day(text: str, world: World) -> date:
    try:
        day = parse_day(text, today=world.today, fiscal_year_start=world.method.fiscal_year_start)
    except ValueError as error:
        raise Refused("by", str(error)) from None
    if day < world.today:
        raise Refused("by", f"{format_day(day, world.today)} is past; type a day to come, such as Friday.")
    return day
