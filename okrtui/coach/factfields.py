"""From what a text says to the fields of its row."""

from __future__ import annotations

from collections.abc import Mapping

from okrtui.coach.model import Facts
from okrtui.plan.fields import Value
from okrtui.plan.formulas import relative_target
from okrtui.plan.numbers import Quantity, comparable


def key_result_values(facts: Facts, typed: Mapping[str, Value]) -> dict[str, Value]:
    """The fields of a key result that its text fills.

    A relative target ("by 15 %", "double") is computed as soon as the start is known, typed or read.
    """
    values: dict[str, Value] = {}
    if facts.metric and facts.metric.strip("_ "):  # blanks of a better line name nothing yet
        values["metric"] = facts.metric
    if facts.direction:
        values["direction"] = facts.direction
    if facts.deadline:
        values["due"] = facts.deadline
    unit = ""
    if facts.baseline:
        values["baseline"] = facts.baseline.value
        unit = facts.baseline.unit
    if facts.target:
        start = typed.get("baseline", values.get("baseline"))
        if facts.relative and isinstance(start, (int, float)):
            own = str(typed.get("unit") or unit or facts.target.unit)
            values["target"] = relative_target(float(start), facts.target, facts.direction or "up", own)
        elif not facts.relative:
            pair = comparable(Quantity(1.0, unit), facts.target) if unit and facts.target.unit != unit else None
            values["target"] = pair[1] / pair[0] if pair and pair[0] else facts.target.value
            unit = unit or facts.target.unit
    if unit:
        values["unit"] = unit
    return values
