"""The fields of each kind of row as an editor shows them: label, what may be typed, what completes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from okrtui.plan.archiving import archived_on
from okrtui.plan.dates import format_day, format_moment, parse_day, parse_moment
from okrtui.plan.edits import title_field, title_of
from okrtui.plan.entities import (
    BY_TABLE,
    CheckIn,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Priority,
    Root,
)
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Moment, Spec, Value, specs
from okrtui.plan.lookup import find
from okrtui.plan.model import Plan, when
from okrtui.plan.numbers import Quantity, format_value, parse_quantity, typed_value

NUMBER_HINT = "a number, such as 12, 1.2M, 4.5 or 12 %"
_LONG_AGO, _SOON = timedelta(days=250), timedelta(days=100)
MOMENT_HINT = "the day on which it was measured, such as 27 apr, yesterday or last friday"
DAY_HINT = "a day, such as 30 jun, end of Q2 or 2026-06-30"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `long` fields may have line breaks."""

    spec: Spec
    label: str
    hint: str
    long: bool = False

    @property
    def name(self) -> str:
        """The entity's own name for it."""
        return self.spec.name


@dataclass(frozen=True, slots=True)
class Form:
    """What can be said about a kind of row. The title is the field that the row shows."""

    entity: type[Entity]
    word: str
    title: str
    fields: tuple[Field, ...]
    placeholder: str
    first: tuple[str, ...] = ()
    """Fields that Tab goes to before all others when they are empty."""
    long_title: bool = False


def _form(
    entity: type[Entity],
    word: str,
    placeholder: str,
    labels: Mapping[str, tuple[str, str]],
    *,
    first: tuple[str, ...] = (),
    long: Iterable[str] = (),
) -> Form:
    known = {spec.name: spec for spec in specs(entity)}
    title = title_field(entity) if entity is not Root else "statement"
    if entity in (CheckIn, Measurement):
        title = "value"
    fields = tuple(Field(known[name], label, hint, name in set(long)) for name, (label, hint) in labels.items())
    return Form(entity, word, title, fields, placeholder, first, entity is Root)


FORMS: dict[type[Entity], Form] = {
    Root: _form(
        Root,
        "strategy",
        "Where will you win, and how? For whom, and with what others do not have?",
        {
            "name": ("name of the plan", "such as your team's name"),
            "review_cadence": ("review", "how often you look again: weekly, fortnightly or monthly"),
        },
    ),
    Priority: _form(Priority, "priority", "What matters most now? A few words.", {}),
    Objective: _form(
        Objective,
        "objective",
        "What gets better, and for whom? No number yet.",
        {
            "why": ("why", "why it matters, in a sentence or two"),
            "kind": ("commitment", "committed (we will) or aspirational (we stretch)"),
            "priority": ("priority", "the priority that calls for it"),
            "owner": ("owner", "who speaks for it"),
        },
        long=("why",),
    ),
    KeyResult: _form(
        KeyResult,
        "key result",
        "What will be different, from what to what, by when?",
        {
            "baseline": ("from", NUMBER_HINT),
            "target": ("to", NUMBER_HINT),
            "unit": ("unit", "such as %, €, days or orders"),
            "due": ("due", DAY_HINT + "; the cycle's end unless said"),
            "owner": ("owner", "who speaks for it"),
            "metric": ("metric", "what is measured, such as churn rate"),
            "direction": ("direction", "up, down or keep"),
            "written_by": ("written by", "proposed (not yet by the team), team or leadership"),
            "agreed_team": ("team agrees", "yes or no"),
            "agreed_leadership": ("leadership agrees", "yes or no"),
            "challenge": ("challenge", "what leadership asks about it"),
            "kpis": ("leading KPIs", "names of KPIs that lead to it, with commas between"),
            "measured_by": ("measured by", "the KPI that is its metric, if there is one"),
        },
        long=("challenge",),
    ),
    Initiative: _form(
        Initiative,
        "initiative",
        "What will you try? It can be dropped when it does not move the key result.",
        {"owner": ("owner", "who does it"), "done": ("done", "yes or no")},
    ),
    Kpi: _form(
        Kpi,
        "KPI",
        "What do you watch, all year round? Just its name.",
        {
            "unit": ("unit", "such as %, €, days or orders"),
            "owner": ("owner", "who looks at it"),
            "cadence": ("measured", "daily, weekly, fortnightly, monthly or quarterly"),
            "healthy_low": ("healthy from", NUMBER_HINT),
            "healthy_high": ("healthy to", NUMBER_HINT),
            "action": ("action", "what you do when it leaves its healthy range"),
            "timing": ("timing", "leading (you can act on it) or lagging (known afterwards)"),
            "category": ("category", "financial, customer, product, technical, people or process"),
            "direction": ("better is", "up, down or keep"),
            "warn_low": ("near the edge below", NUMBER_HINT),
            "warn_high": ("near the edge above", NUMBER_HINT),
            "source": ("source", "where the number comes from"),
            "drivers": ("caused by", "names of KPIs that cause it, with commas between"),
        },
        long=("action",),
    ),
    CheckIn: _form(
        CheckIn,
        "check-in",
        "Today's value",
        {
            "confidence": ("confidence", "0 to 10: how sure are you that it lands? 5 is even odds"),
            "note": ("note", "what happened, in a line"),
            "at": ("on", MOMENT_HINT),
        },
        first=("confidence", "note"),
        long=("note",),
    ),
    Measurement: _form(
        Measurement,
        "measurement",
        "Today's value",
        {"note": ("note", "what happened, in a line"), "at": ("on", MOMENT_HINT)},
        first=("note",),
        long=("note",),
    ),
}


@dataclass(frozen=True, slots=True)
class Around:
    """What reading a field needs to know of its surroundings."""

    plan: Plan
    today: date
    fiscal_year_start: int = 1
    cycle: tuple[date, date] | None = None
    row: str = ""
    unit: str = ""


def read(field: Field, text: str, around: Around) -> Value | Quantity:
    """The value that a typed text stands for; a number comes with the unit that was typed.

    Raises `PlanError` with a sentence that says what is expected.
    """
    spec, text = field.spec, text.strip()
    if spec.kind == "text":
        if "\0" in text:
            raise PlanError("A text cannot hold the NUL character.")
        return text
    if not text:
        return () if spec.kind == "refs" else False if spec.kind == "flag" else None
    try:
        return _read(spec, text, around)
    except ValueError as error:
        raise PlanError(str(error)) from None


def _read(spec: Spec, text: str, around: Around) -> Value | Quantity:
    match spec.kind:
        case "number":
            quantity = parse_quantity(text)
            low, high = spec.low, spec.high
            if (low is not None and quantity.value < low) or (high is not None and quantity.value > high):
                raise PlanError(f"A number from {low:g} to {high:g}, please.")
            return quantity
        case "date":
            return parse_day(text, today=around.today, fiscal_year_start=around.fiscal_year_start, cycle=around.cycle)
        case "moment":
            return past_moment(text, around.today)
        case "flag":
            return _choose(text, ("yes", "no")) == "yes"
        case "choice":
            return _choose(text, spec.choices)
        case "refs":
            names = [name.strip() for name in text.split(",") if name.strip()]
            return tuple(dict.fromkeys(_link(spec, name, around) for name in names))
        case "ref":
            return _link(spec, text, around)
    return text


def past_moment(text: str, today: date) -> Moment:
    """When something was measured; empty means today. Raises `PlanError` or `ValueError` for a day to come."""
    at = parse_moment(text, today=today) if text.strip() else today
    day = when(at)[0]
    if day < today - _LONG_AGO and not re.search(r"[0-9]{4}", text):
        # "6 may" on 4 May is a slip of a day or two, and not last year's.
        ahead = _coming(text, today)
        day = ahead if ahead and ahead - today < _SOON else day
    if day > today:
        raise PlanError(f"{format_day(day, today)} is still to come. Type the day on which it was measured.")
    return at


def _coming(text: str, today: date) -> date | None:
    try:
        return parse_day(text, today=today)
    except ValueError:
        return None


def _choose(text: str, choices: Iterable[str]) -> str:
    found = [choice for choice in choices if choice.startswith(text.lower())]
    if len(found) != 1:
        raise PlanError(f"Type one of: {', '.join(choices)} (the first letters will do).")
    return found[0]


def _link(spec: Spec, name: str, around: Around) -> str:
    found = find(around.plan, BY_TABLE[spec.table], name)
    if found.id == around.row:
        raise PlanError("A row cannot be linked to itself.")
    return found.id


def show(field: Field, value: Value, around: Around) -> str:
    """A value as the editor shows it, in a form that `read` takes back; empty when there is none."""
    if value is None or value == "" or value == ():
        return ""
    match field.spec.kind:
        case "number" if isinstance(value, (int, float)):
            unit = "" if field.name == "confidence" else around.unit
            text = format_value(value, unit)
            return text if _reads_as(field, text, around) == value else typed_value(value, unit)
        case "date" if isinstance(value, date):
            text = format_day(value, around.today)
            return text if _reads_as(field, text, around) == value else value.isoformat()
        case "moment" if isinstance(value, date):
            text = format_moment(value, around.today)
            return text if _reads_as(field, text, around) == value else value.isoformat()
        case "flag":
            return "yes" if value else "no"
        case "refs" if isinstance(value, tuple):
            return ", ".join(name_of(around.plan, row) for row in value)
        case "ref":
            return name_of(around.plan, str(value))
    return str(value)


def _reads_as(field: Field, text: str, around: Around) -> Value:
    """What `read` makes of a shown text; None when it cannot read it ("12,500" has two readings)."""
    try:
        value = read(field, text, around)
    except PlanError:
        return None
    return value.value if isinstance(value, Quantity) else value


def name_of(plan: Plan, row: str) -> str:
    """What a linked row is called; its id when it is gone."""
    item = plan.item(row)
    return title_of(item) if item else row


def completions(field: Field, typed: str, around: Around) -> list[str]:
    """What would complete a typed text, best first; choices all when nothing is typed yet."""
    spec = field.spec
    start = typed.rpartition(",")[2].lstrip() if spec.kind == "refs" else typed
    match spec.kind:
        case "choice":
            known: Iterable[str] = spec.choices
        case "flag":
            known = ("yes", "no")
        case "refs" | "ref" if spec.table in BY_TABLE:
            rows = around.plan.table(BY_TABLE[spec.table]).values()
            known = [title_of(row) for row in rows if _can_link(row, around)]
        case "text" if field.name in ("owner", "unit", "source"):
            known = used_words(around.plan, field.name)
        case _:
            return []
    low = start.lower()
    return [word for word in known if word.lower().startswith(low) and word.lower() != low][:5]


def choices_of(field: Field, around: Around) -> list[str]:
    """All that a field can be given by choosing, as texts that `read` takes; empty for one that is only typed.

    An empty text comes last where the field may stay empty.
    """
    spec = field.spec
    match spec.kind:
        case "choice":
            return [*spec.choices, ""] if spec.optional else list(spec.choices)
        case "flag":
            return ["no", "yes"]
        case "ref" if spec.table in BY_TABLE:
            names = [title_of(row) for row in around.plan.children(BY_TABLE[spec.table]) if _can_link(row, around)]
            return [*dict.fromkeys(filter(None, names)), ""] if names else []
        case "text" if field.name == "owner":
            used = used_words(around.plan, field.name)
            return [*used, ""] if used else []
    return []


def _can_link(row: Entity, around: Around) -> bool:
    return row.id != around.row and archived_on(row) is None


def used_words(plan: Plan, name: str) -> list[str]:
    """Words that the plan's rows hold in fields of this name, most used first."""
    counts: dict[str, int] = {}
    for row in plan.rows():
        word = getattr(row, name, "")
        if isinstance(word, str) and word:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], word))
