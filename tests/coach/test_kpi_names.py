"""The name of a KPI is kept whole, and tells the fields of its row."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.factfields import kpi_values

TODAY = date(2026, 4, 15)


@pytest.mark.parametrize(
    ("line", "name", "unit", "cadence"),
    [
        (
            "Share of deliveries on site within 4 hours, weekly",
            "Share of deliveries on site within 4 hours",
            "%",
            "weekly",
        ),
        ("Share of tickets answered within a day", "Share of tickets answered within a day", "%", None),
        ("Percentage of beds free at noon, daily", "Percentage of beds free at noon", "%", "daily"),
        ("Calls answered", "Calls answered", None, None),
        ("Churn, monthly", "Churn", None, "monthly"),
        ("Market share", "Market share", None, None),
    ],
)
def test_a_name_is_kept_whole_and_fills_the_row(line: str, name: str, unit: str | None, cadence: str | None) -> None:
    verdict = check_text(line, "kpi", today=TODAY)
    values = kpi_values(line, verdict.facts)
    assert verdict.findings == ()
    assert verdict.facts.metric == name
    assert (values.get("unit"), values.get("cadence")) == (unit, cadence)


def test_a_time_that_cases_are_held_to_is_no_bound_of_the_range() -> None:
    line = "Share of tickets answered within 4 hours"
    values = kpi_values(line, check_text(line, "kpi", today=TODAY).facts)
    assert values["direction"] == "up"
    assert not {"healthy_low", "healthy_high"} & set(values)
