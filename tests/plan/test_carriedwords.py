"""Sentences that go on into the next quarter: their deadlines go along."""

from __future__ import annotations

import pytest

from okrtui.plan.carriedwords import carried_words
from okrtui.plan.dates import quarter


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Reduce CAC by 20 % by the end of Q2", "Reduce CAC by 20 % by the end of Q3"),
        ("Reduce CAC by 20 % by end of Q2 2026", "Reduce CAC by 20 % by end of Q3 2026"),
        ("Win 12 schools in Q2", "Win 12 schools in Q3"),
        ("Win 12 schools by 15 June", "Win 12 schools"),
        ("By 30 June, win 12 schools", "Win 12 schools"),
        ("Win 12 schools by 2026-06-30 for good", "Win 12 schools for good"),
        ("Win 12 schools this quarter", "Win 12 schools this quarter"),
        ("Win 12 schools by the end of the quarter", "Win 12 schools by the end of the quarter"),
        ("Win 12 schools by the end of 2026", "Win 12 schools by the end of 2026"),
        ("Answer calls within 2 days", "Answer calls within 2 days"),
        ("Be the place that people come back to", "Be the place that people come back to"),
        ("by 30 June", "by 30 June"),
    ],
)
def test_a_deadline_moves_into_the_new_quarter_or_is_taken_off(text: str, told: str) -> None:
    assert carried_words(text, quarter(2026, 2), quarter(2026, 3)) == told


def test_a_year_moves_along() -> None:
    text = "Reduce CAC by 20 % by the end of Q4 2026"
    assert carried_words(text, quarter(2026, 4), quarter(2027, 1)).endswith("by the end of Q1 2027")
