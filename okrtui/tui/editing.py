"""What is being typed into a row, without a widget: the text, what is read from it, what was typed into fields.

What the user typed into a field wins over what the text says; what only the text says follows the text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from okrtui.coach.factfields import key_result_values, kpi_values
from okrtui.coach.model import Context, Facts, Fix, TextKind, Verdict
from okrtui.plan.dates import format_day
from okrtui.plan.entities import CheckIn, Entity, KeyResult, Kpi, Measurement, Objective, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Value
from okrtui.plan.model import parent_of
from okrtui.plan.numbers import Quantity, format_value, in_unit
from okrtui.tui.forms import FORMS, Around, Field, Form, read, show
from okrtui.tui.place import Place
from okrtui.tui.text import from_screen, to_screen

TEXT_KIND: dict[type[Entity], TextKind] = {
    Objective: "objective",
    KeyResult: "key_result",
    Kpi: "kpi",
    Root: "strategy",
}
"""How the coach calls the kinds of rows whose texts it judges."""


def is_empty(value: Value) -> bool:
    """Whether a field with this value says nothing. Zero says something: it is where new things start."""
    return value is None or value is False or value in ("", ())


def _read_abroad(text: str, around: Around) -> dict[str, Value]:
    from okrtui.tui.abroad import values_abroad  # with the first line in another language

    return values_abroad(text, around)


@dataclass(slots=True)
class Editing:
    """One row while it is edited. `judge` is the coach; `around` tells today, the cycle, the plan."""

    place: Place
    around: Around
    context: Context
    judge: Callable[[str, TextKind, Context], Verdict] | None = None
    text: str = ""
    original: str = ""
    typed: dict[str, Value] = field(default_factory=dict)
    read: dict[str, Value] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)
    """Fields with choices for which none was chosen, whatever the text says."""
    stored: dict[str, Value] = field(default_factory=dict)
    found: dict[str, Value] = field(default_factory=dict)
    """What was in the fields when it was opened: what is typed since then differs from it."""
    said: dict[str, Value] = field(default_factory=dict)
    """What the text of a row of the plan said before anything was typed: news only once it says something else."""
    verdict: Verdict | None = None
    reason: str | None = None
    """Why the goalposts move; None until that was asked."""
    home: str = ""
    """The row that this one belongs to, should it go while it is edited."""
    initiative: str = ""
    """What becomes an initiative below this row when it is kept."""
    result: str = ""
    """What becomes a key result when it is kept: of this objective, or of `objective` with this KPI as its metric."""
    objective: str = ""
    """The objective in sight: where key results go that come of a KPI."""
    doubted: str = ""
    """The text that was asked about, for its blanks or a value far from the one before: kept again, it is kept."""
    offered: bool = False
    """It was opened on the blanks of an offer of the coach, which is in the plan already."""
    unread: str = ""
    """What stands in the open field and cannot be read, or not yet; shown in place of what the field held before."""
    more: list[str] = field(default_factory=list)
    """Lines that become rows of their own behind this one when it is kept: it has been split."""

    @classmethod
    def open(
        cls,
        place: Place,
        around: Around,
        context: Context,
        judge: Callable[[str, TextKind, Context], Verdict] | None,
    ) -> Editing:
        """Begin to edit a row of the plan, or a new one."""
        editing = cls(place, around, context, judge)
        if place.row and (row := around.plan.item(place.row)) is not None and not editing.is_value:
            editing.original = str(getattr(row, editing.form.title))
            editing.home = parent_of(row)
            editing.stored = {f.name: getattr(row, f.name) for f in editing.form.fields}
        if place.link:
            editing.stored["timing"] = "leading"
        if editing.is_value:
            editing.read = {"at": around.today}
        editing.write(to_screen(editing.original))
        for name, value in editing.stored.items():
            if not is_empty(value) and value != editing.read.get(name):
                editing.typed[name] = value
        editing.found = dict(editing.typed)
        editing.context = replace(context, filled=frozenset(editing.typed))
        editing.write(editing.text)
        if place.row:
            editing.said = dict(editing.read)
        return editing

    @property
    def form(self) -> Form:
        """The form of this kind of row."""
        return FORMS[self.place.entity]

    @property
    def kind(self) -> TextKind | None:
        """What the coach takes the text for; None where it does not listen."""
        return TEXT_KIND.get(self.place.entity)

    @property
    def is_value(self) -> bool:
        """Whether it is a value at a moment, and no row of its own."""
        return self.place.entity in (CheckIn, Measurement)

    @property
    def placeholder(self) -> str:
        """What an empty text shows: the question that it answers; for a value, the one before."""
        if not self.is_value:
            return self.form.placeholder
        plan, row, today = self.around.plan, self.place.row, self.around.today
        rows: list[CheckIn | Measurement] = [*plan.check_ins(row), *plan.measurements(row)]
        latest = next((r for r in reversed(rows) if r.value is not None), None)
        if latest is None or latest.value is None or latest.at is None:
            return self.form.placeholder
        value = format_value(latest.value, str(getattr(plan.get(row), "unit", "")))
        return f"{self.form.placeholder}; {value} on {format_day(latest.at, today)}"

    @property
    def empty(self) -> bool:
        """Whether nothing has been typed."""
        return not self.text.strip() and not set(self.typed) - set(self.stored)

    @property
    def changed(self) -> bool:
        """Whether keeping it would change the plan."""
        if self.initiative or self.result or self.more or from_screen(self.text, self.original) != self.original:
            return True
        if self.place.row and not self.is_value:
            return bool(self.own(self.values()))
        return bool(self.typed)

    @property
    def touched(self) -> bool:
        """Whether the user has typed anything here, as opposed to what was read from a text that stood there."""
        if self.initiative or self.result or self.more or from_screen(self.text, self.original) != self.original:
            return True
        if self.place.row and not self.is_value:
            names = set(self.typed) | {name for name, value in self.stored.items() if not is_empty(value)}
            return any(self.value(name) != self.stored.get(name) for name in names)
        return bool(set(self.typed) - set(self.stored))

    # -- typing

    def write(self, text: str) -> None:
        """Take the row's text as it stands now, and read it."""
        self.text = text
        if self.listens:
            self.verdict = self.judged(text)
            self._read_facts(self.verdict.facts)

    @property
    def listens(self) -> bool:
        """Whether the coach judges texts of this kind."""
        return self.judge is not None and self.kind is not None

    def judged(self, text: str) -> Verdict:
        """The coach on some text of this row; filled fields count as said."""
        assert self.judge is not None
        assert self.kind is not None
        return self.judge(text, self.kind, self.context)

    def type(self, target: Field, text: str) -> None:
        """Take what was typed into a field; raises `PlanError` with what is expected."""
        value = read(target, from_screen(text, self._held(target)), self.around)
        if isinstance(value, Quantity):
            known = str(self.value("unit") or "")
            if value.unit and target.name in (
                "baseline",
                "target",
                "healthy_low",
                "healthy_high",
                "warn_low",
                "warn_high",
            ):
                value = self.in_unit(value, known)
            value = value.value if isinstance(value, Quantity) else value
        self.cleared.discard(target.name)
        if not is_empty(value):
            self.typed[target.name] = value
        else:
            self.typed.pop(target.name, None)
            if target.spec.kind in ("choice", "ref"):
                self.cleared.add(target.name)
        self.context = replace(self.context, filled=frozenset(self.typed))
        self.write(self.text)

    def in_unit(self, value: Quantity, known: str) -> Quantity:
        """A typed number in the row's own unit; without one, its unit becomes the row's."""
        if not known:
            self.typed["unit"] = value.unit
            return value
        if value.unit == known:
            return value
        found = in_unit(value, known)
        if found is None:
            raise PlanError(f"This is measured in {known}. Write the number in {known}, or change the unit first.")
        return Quantity(found, known)

    def value(self, name: str) -> Value:
        """What a field holds: what was typed, else what the text says."""
        if name in self.typed:
            return self.typed[name]
        return self.read.get(name) if name not in self.cleared else None

    def shown(self, target: Field) -> str:
        """A field as it is shown and can be typed again."""
        return to_screen(self._held(target))

    def _held(self, target: Field) -> str:
        """A field as a text, with the control characters that it may have."""
        around = Around(
            self.around.plan,
            self.around.today,
            self.around.fiscal_year_start,
            self.around.cycle,
            self.place.row,
            str(self.value("unit") or ""),
        )
        return show(target, self.value(target.name), around)

    def is_typed(self, name: str) -> bool:
        """Whether the field holds what the user put there, rather than what was read from the text."""
        return name in self.typed

    def _read_facts(self, facts: Facts) -> None:
        self.read = {}
        if self.place.entity is KeyResult:
            abroad = self.verdict is not None and self.verdict.unread
            self.read = _read_abroad(self.text, self.around) if abroad else key_result_values(facts, self.typed)
        elif self.place.entity is Kpi:
            self.read = kpi_values(self.text, facts)
        elif self.place.entity is Objective and not self.place.row:
            alive = [priority.id for priority in self.around.plan.priorities if priority.dropped is None]
            if len(alive) == 1:
                self.read["priority"] = alive[0]  # there is only one that it can serve

    # -- fields in order

    def next_field(self, at: str, step: int) -> str:
        """The field that Tab (`step` 1) or Shift+Tab (-1) goes to from `at` ("" is the text).

        Tab goes to the next empty field, those named first in the form before all others, and from the last one back
        to the text; when none is empty, through all of them. Shift+Tab goes through all fields backwards.
        """
        names = [f.name for f in self.form.fields]
        if step < 0:
            order = ["", *names]
            return order[order.index(at) - 1]
        order = [*self.form.first, *(name for name in names if name not in self.form.first)]
        start = order.index(at) + 1 if at else 0
        empty = [name for name in order if self._is_open(name)]
        if not empty:
            return order[start] if start < len(order) else ""
        return next((name for name in order[start:] if name in empty), "")

    def _is_open(self, name: str) -> bool:
        """Whether a field waits for something to be typed; the day of a value does, though it is today unless said.

        What the text of a key result says is said; what the coach reads out of other texts is a guess, to be looked at.
        """
        guessed = self.place.entity is not KeyResult and name not in self.cleared
        return name not in self.typed and (self.is_value or guessed or is_empty(self.value(name)))

    def field(self, name: str) -> Field:
        """The field of this name."""
        return next(f for f in self.form.fields if f.name == name)

    # -- keeping

    def values(self) -> dict[str, Value]:
        """All fields that the row will hold, but its title."""
        held: dict[str, Value] = {}
        for f in self.form.fields:
            value = self.value(f.name)
            if not is_empty(value) or f.name in self.stored:
                held[f.name] = _empty_of(f) if is_empty(value) else value
        return held

    def own(self, values: dict[str, Any]) -> dict[str, Any]:
        """Only what was changed here: what other windows changed meanwhile is theirs."""
        before = {**self.stored, self.form.title: self.original}
        return {
            name: value
            for name, value in values.items()
            if value != before.get(name, value) and not self._is_default_due(name, before[name], value)
        }

    def _is_default_due(self, name: str, before: Value, value: Value) -> bool:
        """Whether it is the day that an unchanged text has always said, and that the row never needed in its field."""
        return name == "due" and is_empty(before) and name not in self.typed and value == self.said.get(name)

    def take_fix(self, fix: Fix) -> None:
        """Put a fix's text in place of what is typed; what becomes an initiative or a key result is kept beside it."""
        first, *more = fix.text.split("\n")
        self.initiative = fix.extra if fix.action == "initiative" else self.initiative
        if fix.action == "rewrite" and fix.extra:
            self.result = fix.extra
            target = self.verdict.facts.target if self.verdict else None
            if self.place.entity is Kpi and target and target.unit and not self.value("unit"):
                self.typed["unit"] = target.unit
        self.more = [line for line in more if line.strip()]
        self.write(to_screen(first))

    # -- drafts

    def as_draft(self, open_fields: Mapping[str, str]) -> str:
        """What has been typed, as a text that `restore` takes back; `open_fields` are texts not read yet.

        Fields that are as they were found are no part of it: by then another window may have changed them.
        """
        fields = {
            f.name: self.shown(f) if f.name in self.typed else ""
            for f in self.form.fields
            if self.typed.get(f.name) != self.found.get(f.name)
        } | dict(open_fields)
        return json.dumps(
            {
                "text": self.text,
                "fields": fields,
                "initiative": self.initiative,
                "result": self.result,
                "more": self.more,
            },
            ensure_ascii=False,
        )

    def begin_anew(self, draft: str) -> None:
        """Forget what was typed since a draft, and go on from it."""
        self.typed = dict(self.found)
        self.cleared.clear()
        self.restore(draft)

    def restore(self, draft: str) -> None:
        """Go on from a draft; fields that can no longer be read are left out."""
        try:
            held = json.loads(draft)
        except ValueError:
            return
        if not isinstance(held, dict):
            return
        self.initiative = str(held.get("initiative", ""))
        self.result = str(held.get("result", ""))
        more = held.get("more")
        self.more = [str(line) for line in more] if isinstance(more, list) else []
        fields = held.get("fields")
        for f in self.form.fields:
            text = fields.get(f.name) if isinstance(fields, dict) else None
            if isinstance(text, str):
                try:
                    self.type(f, text)
                except PlanError:
                    continue
        self.write(str(held.get("text", "")))


def _empty_of(target: Field) -> Value:
    empty: dict[str, Value] = {"text": "", "refs": (), "flag": False}
    return empty.get(target.spec.kind)
