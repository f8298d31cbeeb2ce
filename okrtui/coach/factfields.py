"""From what a text says to the fields of its row."""

from __future__ import annotations

import re
from collections.abc import Mapping

from okrtui.coach.model import Facts
from okrtui.plan.fields import Value
from okrtui.plan.formulas import relative_target
from okrtui.plan.numbers import convert

_CADENCE = re.compile(r"\b(daily|weekly|fortnightly|monthly|quarterly)\s*+\)?+\s*+$", re.IGNORECASE)
"""How often a KPI is measured, when its name ends in it: "Churn, monthly"; "Monthly churn" is a name of its own."""

_SHARE = re.compile(r"\s*(?:(?:share|percentage|percent|proportion)\s+of\b|%\s)", re.IGNORECASE)
"""How the name of a KPI opens that is read in per cent."""


def key_result_values(facts: Facts, typed: Mapping[str, Value]) -> dict[str, Value]:
    """The fields of a key result that its text fills.

    A relative target ("by 15 %", "double") is computed as soon as the start is known, typed or read.
    """
    values: dict[str, Value] = {}
    if facts.metric and "__" not in facts.metric:  # with a blank in it a measure has no name yet
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
            values["target"] = convert(facts.target.value, facts.target.unit, unit)
            unit = unit or facts.target.unit
    if unit:
        values["unit"] = unit
    return values


def kpi_values(text: str, facts: Facts) -> dict[str, Value]:
    """The fields of a KPI that its text fills: a level that it shall keep is a bound of its healthy range.

    "Uptime 99.9 %" is healthy from 99.9 %, "Churn < 2 %" up to 2 %. A text with several numbers, a start or a day says
    something else, and gives no bound.
    """
    values: dict[str, Value] = {}
    if facts.timing != "unclear":
        values["timing"] = facts.timing
    if facts.category != "unclear":
        values["category"] = facts.category
    if facts.direction:
        values["direction"] = facts.direction
    if cadence := _CADENCE.search(text):
        values["cadence"] = cadence[1].lower()
    if _SHARE.match(text):
        values["unit"] = "%"
    level = facts.target
    alone = not (facts.relative or facts.baseline or facts.deadline) and len(re.findall(r"\d+(?:[.,]\d+)*", text)) == 1
    if level is not None and alone and facts.direction in ("up", "down"):
        values["healthy_low" if facts.direction == "up" else "healthy_high"] = level.value
        if level.unit:
            values["unit"] = level.unit
    return values
