"""What the words of a key result in a table say of its numbers, where the table has no column for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from okrtui.plan.settings import MethodSettings


def said_by(
    row: Mapping[str, Any], span: tuple[date, date] | None, today: date, method: MethodSettings
) -> dict[str, Any]:
    """The fields that a key result's text fills beside those that the row gives, as when it is typed.

    ``span`` is its cycle's. What neither says of the direction is seen from baseline and target. Days are ISO texts.
    """
    from okrtui.coach.check import check_text
    from okrtui.coach.factfields import key_result_values
    from okrtui.coach.model import Context

    context = Context(cycle=span, fiscal_year_start=method.fiscal_year_start, in_plan=True)
    facts = check_text(str(row.get("title", "")), "key_result", today=today, context=context).facts
    values = {**key_result_values(facts, row), **row}
    made = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if name not in row
    }
    baseline, target = values.get("baseline"), values.get("target")
    if "direction" not in row and isinstance(baseline, float | int) and isinstance(target, float | int):
        seen = {baseline < target: "up", baseline > target: "down"}.get(True)
        if seen and ("direction" not in made or "baseline" in row or "target" in row):
            made["direction"] = seen
    return made
