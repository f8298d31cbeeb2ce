"""Values of now or before, told by the words around them: they are starts, and no targets."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach import check_text

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("text", "baseline", "target"),
    [
        ("Loans returned on time make up 90 % of all, today it is 74 %", 74, 90),
        ("Beds free at noon from the present 3 to 9", 3, 9),
        ("Members who renew at 80 % (62 % at the moment)", 62, 80),
        ("Open cases: 310 today, fewer than 150 by August", 310, 150),
        ("Start: 48 kWh per part, target: 36 kWh per part", 48, 36),
        ("Waiting time: target 10 days / actual 26 days", 26, 10),
        ("We are at 2.9 stars now and want 4.2", 2.9, 4.2),
        ("Get the punctuality score to 92 against 84 in 2025", 84, 92),
        ("Occupancy of 85 %, well above last summer's 71 %", 71, 85),
        ("Current backlog 140, goal 60", 140, 60),
    ],
)
def test_what_is_said_of_now_is_the_start(text: str, baseline: float, target: float) -> None:
    facts = check_text(text, "key_result", today=TODAY).facts
    assert facts.baseline is not None
    assert facts.baseline.value == baseline
    assert facts.target is not None
    assert facts.target.value == target


@pytest.mark.parametrize(
    "text",
    [
        "Start 5 pilots with clinics",
        "Answer 9 of 10 calls within a day",
        "Ship the present release to 40 schools",
        "Reach 500 members",
        "Make 3 of the current forms shorter",
    ],
)
def test_near_words_make_no_start(text: str) -> None:
    assert check_text(text, "key_result", today=TODAY).facts.baseline is None
