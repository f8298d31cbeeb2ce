"""What a line of a document says about its row: the fields beside its text, and what is doubtful in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from okrtui.coach.check import check_text
from okrtui.coach.factfields import key_result_values, kpi_values
from okrtui.coach.model import Category, Context, Facts, TextKind, Timing
from okrtui.exchange.line_numbers import abroad_values, given_numbers, healthy_bound
from okrtui.exchange.markdown_in.model import Line
from okrtui.exchange.markdown_in.numerals import Numerals
from okrtui.exchange.markdown_in.tongues import day_abroad, is_abroad, read_abroad
from okrtui.exchange.markdown_in.tonguewords import AT_LEAST, AT_MOST
from okrtui.plan.dates import format_day, parse_day
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority
from okrtui.plan.formulas import grade_of
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

CADENCES = {
    "day": "daily", "dai": "daily", "wee": "weekly", "biw": "fortnightly", "bi-": "fortnightly", "for": "fortnightly",
    "mon": "monthly", "qua": "quarterly",
}  # fmt: skip
"""How often, by the first letters of how people write it."""

_AT_PRESENT = re.compile(r"(?i)\b(?:last|now|current|currently|today|was|is at|derzeit|aktuell|zuletzt)\b")
"""Words by which the number in a KPI's text is its value, and no bound."""

_COMPARED = re.compile(
    r"(?i)[<>≤≥]|\b(?:under|below|over|above|least|most|max|min|less|more|fewer|within|up to|than|between|"
    rf"{AT_LEAST}|{AT_MOST})\b"
)
"""Words that make a number without a unit a bound: "Wait in shop 2" is a name, "Open cases under 20" has one."""


@dataclass(slots=True)
class Found:
    """The fields of a row, and clauses about what in them is doubtful or could not be read."""

    values: dict[str, Any] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def doubt(self, clause: str) -> None:
        """Add a clause; an empty one says nothing."""
        if clause and clause not in self.doubts:
            self.doubts.append(clause)


@dataclass(frozen=True, slots=True)
class LineValues:
    """Reads the fields of rows out of lines, for a plan as it is when they come."""

    plan: Plan
    today: date
    method: MethodSettings
    numerals: Numerals = Numerals()
    """How the document writes numbers."""

    def of(self, line: Line, cls: type[Entity], parent: str, above: str | None) -> Found:
        """The fields of the row that a line becomes. `parent` is the row that it belongs to, `above` that of the line
        above it, such as an objective's priority.
        """
        said = line.fields
        found = Found()
        values = found.values
        if said.get("owner") and cls is not Priority:
            values["owner"] = said["owner"]
        if cls is Objective:
            values |= {name: said[name] for name in ("why", "kind") if name in said}
            values |= self._grade(line, parent)
            if above is not None:
                values["priority"] = above
        elif cls is KeyResult:
            self._result_values(line, parent, found)
        elif cls is Kpi:
            self._kpi_values(line, found)
        elif cls is Initiative and said.get("done"):
            values["done"] = True
        return found

    def _grade(self, line: Line, cycle: str) -> dict[str, Any]:
        """A score is a grade once the cycle is over; before that it is how far things are, which has no field."""
        row = self.plan.find(cycle, Cycle)
        score = line.fields.get("score")
        if isinstance(score, float) and row is not None and row.end is not None and row.end < self.today:
            return {"grade": grade_of(score)}
        return {}

    def _facts(self, text: str, kind: TextKind, span: tuple[date, date] | None) -> Facts:
        context = Context(cycle=span, fiscal_year_start=self.method.fiscal_year_start, in_plan=True)
        return check_text(text, kind, today=self.today, context=context).facts

    def _result_values(self, line: Line, parent: str, found: Found) -> None:
        """The fields that a key result's text says, as when it is typed; what the document gives beside it wins."""
        objective = self.plan.find(parent, Objective)
        cycle = self.plan.find(objective.cycle, Cycle) if objective is not None else None
        span = (cycle.start, cycle.end) if cycle is not None and cycle.start and cycle.end else None
        given = given_numbers(line.fields, self.numerals, found.doubt)
        given |= {name: line.fields[name] for name in ("metric",) if line.fields.get(name)}
        if said := str(line.fields.get("due") or ""):
            due = self._day(said, span) or day_abroad(said, lambda words: self._day(words, span))
            if due is not None:
                given["due"] = due
            else:
                found.doubt(f"the day “{said}” is not read")
        text, doubt = self.numerals.plain(line.text)
        numbered = {"baseline", "target"} <= given.keys()
        if is_abroad(line.text):
            abroad = read_abroad(text, lambda words: self._day(words, span))
            values = abroad_values(abroad)
            doubt = doubt or abroad.unread
        else:
            values = key_result_values(self._facts(text, "key_result", span), given)
        found.doubt("" if numbered else doubt)
        found.values |= {**values, **given}
        due = found.values.get("due")
        if due and span and not span[0] <= due <= span[1] and not re.search(r"(?<!\d)20\d\d(?!\d)", line.text + said):
            found.doubt(f"{format_day(due, self.today)} is not in {cycle.name if cycle else 'its quarter'}")
        if cycle is not None:
            found.values |= self._grade(line, cycle.id)

    def _day(self, text: str, span: tuple[date, date] | None) -> date | None:
        try:
            return parse_day(text, today=self.today, fiscal_year_start=self.method.fiscal_year_start, cycle=span)
        except ValueError:
            return None

    def _kpi_values(self, line: Line, found: Found) -> None:
        said, values = line.fields, found.values
        text, doubt = self.numerals.plain(line.text)
        if is_abroad(line.text):
            abroad = read_abroad(text, lambda words: self._day(words, None))
            bound = {"up": "healthy_low", "down": "healthy_high"}.get(abroad.direction or "")
            if abroad.target and bound and abroad.baseline is None and abroad.due is None:
                values |= {"direction": abroad.direction, bound: abroad.target.value, "unit": abroad.target.unit}
            else:
                doubt = doubt or abroad.unread
        else:
            values |= kpi_values(text, self._facts(text, "kpi", None))
        found.doubt(doubt)
        if _AT_PRESENT.search(text) or not (values.get("unit") or _COMPARED.search(text)):
            values.pop("healthy_low", None)
            values.pop("healthy_high", None)
        values |= {name: said[name] for name in ("source", "unit") if said.get(name)}
        if cell := str(said.get("healthy") or ""):
            values |= healthy_bound(cell, str(values.get("unit") or ""), self.numerals, found.doubt)
        if cadence := CADENCES.get(str(said.get("cadence", ""))[:3].lower()):
            values["cadence"] = cadence
        for name in ("category", "timing"):
            word = str(said.get(name, "")).lower()
            if word in _choices(name):
                values[name] = word


def _choices(name: str) -> tuple[str, ...]:
    """The words that a KPI's category or timing may be."""
    return tuple(word for word in get_args(Category if name == "category" else Timing) if word != "unclear")
