"""What a line of a document says about its row: the fields beside its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from okrtui.coach.check import check_text
from okrtui.coach.factfields import key_result_values, kpi_values
from okrtui.coach.model import Category, Context, Facts, TextKind, Timing
from okrtui.exchange.markdown_in.model import Line
from okrtui.plan.dates import parse_day
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority
from okrtui.plan.fields import Value
from okrtui.plan.model import Plan
from okrtui.plan.numbers import Quantity, comparable, parse_quantity
from okrtui.plan.settings import MethodSettings

CADENCES = {
    "day": "daily", "dai": "daily", "wee": "weekly", "biw": "fortnightly", "bi-": "fortnightly", "for": "fortnightly",
    "mon": "monthly", "qua": "quarterly",
}  # fmt: skip
"""How often, by the first letters of how people write it."""


@dataclass(frozen=True, slots=True)
class LineValues:
    """Reads the fields of rows out of lines, for a plan as it is when they come."""

    plan: Plan
    today: date
    method: MethodSettings

    def of(self, line: Line, cls: type[Entity], parent: str, above: str | None) -> dict[str, Any]:
        """The fields of the row that a line becomes. `parent` is the row that it belongs to, `above` that of the line
        above it, such as an objective's priority.
        """
        said = line.fields
        values: dict[str, Any] = {}
        if said.get("owner") and cls is not Priority:
            values["owner"] = said["owner"]
        if cls is Objective:
            values |= {name: said[name] for name in ("why", "kind") if name in said}
            values |= self._grade(line, parent)
            if above is not None:
                values["priority"] = above
        elif cls is KeyResult:
            values |= self._result_values(line, parent)
        elif cls is Kpi:
            values |= self._kpi_values(line)
        elif cls is Initiative and said.get("done"):
            values["done"] = True
        return values

    def _grade(self, line: Line, cycle: str) -> dict[str, Any]:
        """A score is a grade once the cycle is over; before that it is how far things are, which has no field."""
        row = self.plan.find(cycle, Cycle)
        score = line.fields.get("score")
        if isinstance(score, float) and row is not None and row.end is not None and row.end < self.today:
            return {"grade": int(score * 10 + 0.5) / 10}
        return {}

    def _facts(self, text: str, kind: TextKind, span: tuple[date, date] | None) -> Facts:
        context = Context(cycle=span, fiscal_year_start=self.method.fiscal_year_start, in_plan=True)
        return check_text(text, kind, today=self.today, context=context).facts

    def _result_values(self, line: Line, parent: str) -> dict[str, Any]:
        """The fields that a key result's text says, as when it is typed; what the document gives beside it wins."""
        objective = self.plan.find(parent, Objective)
        cycle = self.plan.find(objective.cycle, Cycle) if objective is not None else None
        span = (cycle.start, cycle.end) if cycle is not None and cycle.start and cycle.end else None
        given = _numbers(line.fields)
        given |= {name: line.fields[name] for name in ("metric",) if line.fields.get(name)}
        if line.fields.get("due") and (due := self._day(str(line.fields["due"]), span)) is not None:
            given["due"] = due
        values: dict[str, Any] = {**key_result_values(self._facts(line.text, "key_result", span), given), **given}
        if cycle is not None:
            values |= self._grade(line, cycle.id)
        return values

    def _day(self, text: str, span: tuple[date, date] | None) -> date | None:
        try:
            return parse_day(text, today=self.today, fiscal_year_start=self.method.fiscal_year_start, cycle=span)
        except ValueError:
            return None

    def _kpi_values(self, line: Line) -> dict[str, Any]:
        said = line.fields
        values: dict[str, Any] = {**kpi_values(line.text, self._facts(line.text, "kpi", None))}
        values |= {name: said[name] for name in ("source", "unit") if said.get(name)}
        if cadence := CADENCES.get(str(said.get("cadence", ""))[:3].lower()):
            values["cadence"] = cadence
        for name in ("category", "timing"):
            word = str(said.get(name, "")).lower()
            if word in _choices(name):
                values[name] = word
        return values


def _choices(name: str) -> tuple[str, ...]:
    """The words that a KPI's category or timing may be."""
    return tuple(word for word in get_args(Category if name == "category" else Timing) if word != "unclear")


def _numbers(said: Mapping[str, Value]) -> dict[str, Any]:
    """Start, target and unit as a table or a remark gives them; what is no number stays out."""
    found: dict[str, Any] = {"unit": str(said["unit"])} if said.get("unit") else {}
    for name in ("baseline", "target"):
        try:
            value = parse_quantity(str(said.get(name, "")), str(found.get("unit", "")))
        except ValueError:
            continue
        unit = str(found.setdefault("unit", value.unit)) if value.unit or "unit" in found else ""
        pair = comparable(Quantity(1.0, unit), value) if unit and value.unit != unit else None
        found[name] = pair[1] / pair[0] if pair and pair[0] else value.value
    return found
