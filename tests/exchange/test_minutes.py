"""Minutes of a review: what those who were not there get to read."""

from __future__ import annotations

from datetime import date, datetime

from okrtui.exchange.minutes_out import Sheet, minutes
from okrtui.plan.changes import Insert, Set
from okrtui.plan.entities import CheckIn, Decision, KeyResult, Kpi, Measurement, Review
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from tests.plan.making import TODAY, small_plan

BEGAN = datetime(2026, 5, 4, 9, 30)


def of(plan: Plan, review: Review, *, today: date = TODAY) -> str:
    """The minutes of a review of all key results, the third as one that goes well."""
    sheet = Sheet(review, "cy-1", ["kr-1", "kr-2", "kr-gone"], ["kr-3"], ["kpi-1", "kpi-2", "kpi-gone"])
    return minutes(plan, sheet, today=today, settings=MethodSettings())


def test_minutes_hold_values_confidence_notes_decisions_and_words() -> None:
    plan = small_plan()
    review = Review("rv-2", BEGAN, False, "They wait.\n\nToo long.", "Speed counts.")
    plan.apply(
        [
            Insert(review),
            Insert(Decision("de-2", "rv-2", 1.0, "ring ten", "Di", date(2026, 5, 8), False, "kr-1")),
            Set("check_ins", "kr-1@2026-05-04", "note", "", "calls are booked"),
            Insert(Measurement("kpi-1@2026-05-04", "kpi-1", TODAY, 2.9)),
        ]
    )
    assert of(plan, review) == (
        "# Review of 4 May 2026\n"
        "\n"
        "Acme · 2026-Q2 · week 5 of 13 · 3 key results · 1 without a value\n"
        "\n"
        "## Decided\n"
        "\n"
        "- [ ] ring ten (Di, by 8 May) — Lower churn\n"
        "\n"
        "## Key results\n"
        "\n"
        "- **Lower churn**: 5.9 → 5.8 %, target 5 %, behind, confidence 6 → 5\n"
        "  calls are booked\n"
        "- **Raise orders**: 1.7 (as before), target 2, behind\n"
        "\n"
        "## Going well\n"
        "\n"
        "- **Finish in a minute**: no value, no data\n"
        "\n"
        "## KPIs\n"
        "\n"
        "- First answer: 3.1 → 2.9 h\n"
        "- Without a value yet: Onboarding\n"
        "\n"
        "## What customers told us\n"
        "\n"
        "They wait.\n"
        "\n"
        "Too long.\n"
        "\n"
        "## What we learned\n"
        "\n"
        "Speed counts.\n"
        "\n"
        "## Decisions of last time\n"
        "\n"
        "- [ ] Call them\n"
    )


def test_what_has_no_value_yet_is_named_in_one_line() -> None:
    plan = small_plan()
    long = "Cut the time from the first call of a home owner to the offer in their hands from three weeks to five days"
    rows = [KeyResult(f"kr-new{at}", "o-1", 9.0 + at, title) for at, title in enumerate((long, "Ask *ten* roofers"))]
    review = Review("rv-2", BEGAN)
    plan.apply([Insert(review), *(Insert(row) for row in rows), Insert(Kpi("kpi-new", 9.0, "Offers; sent"))])
    sheet = Sheet(review, "cy-1", ["kr-new0", "kr-1", "kr-new1"], [], ["kpi-1", "kpi-new"])
    text = minutes(plan, sheet, today=TODAY, settings=MethodSettings())
    assert text.count("Without a value yet") == 2
    assert "- Without a value yet: Cut the time from the first call of a home owner" in text
    assert "; Ask \\*ten\\* roofers\n" in text
    assert "in their hands" not in text
    assert "- Without a value yet: Offers; sent\n" in text


def test_user_text_is_never_markup() -> None:
    plan = small_plan()
    nasty = "# [x](y) *b* <i> `c` | 1. & \\ \x1b[31m"
    review = Review("rv-2", BEGAN, False, nasty, nasty)
    plan.apply(
        [
            Insert(review),
            Insert(Decision("de-2", "rv-2", 1.0, nasty, nasty, None, False, "kr-1")),
            Set("key_results", "kr-1", "title", "Lower churn", nasty),
            Set("check_ins", "kr-1@2026-05-04", "note", "", nasty),
            Set("kpis", "kpi-1", "name", "First answer", nasty),
            Insert(Measurement("kpi-1@2026-05-04", "kpi-1", TODAY, 2.9)),
            Set("decisions", "de-1", "text", "Call them", nasty),
        ]
    )
    text = of(plan, review)
    assert "\x1b" not in text
    bare = text.replace("\\[", "").replace("\\*", "").replace("\\<", "").replace("\\`", "").replace("\\|", "")
    assert "[x" not in bare.replace("- [x]", "")
    for mark in ("*b*", "<i>", "`c`"):
        assert mark not in bare
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Review of 4 May 2026",
        "## Decided",
        "## Key results",
        "## Going well",
        "## KPIs",
        "## What customers told us",
        "## What we learned",
        "## Decisions of last time",
    ]


def test_an_empty_plan_has_minutes_too() -> None:
    review = Review("", BEGAN)
    text = minutes(Plan(), Sheet(review, "", [], [], []), today=TODAY, settings=MethodSettings())
    assert text == "# Review of 4 May 2026\n\n0 key results\n"


def test_a_review_that_took_two_days_keeps_what_was_said_on_both() -> None:
    plan = small_plan()
    later = date(2026, 5, 5)
    review = Review("rv-2", BEGAN)
    plan.apply([Insert(review), Insert(CheckIn("kr-3@2026-05-05", "kr-3", later, 70.0, 4.0, "slept on it"))])
    text = of(plan, review, today=later)
    assert text.startswith("# Review of 4 May 2026")
    assert "slept on it" in text
    kpi = plan.find("kpi-2", Kpi)
    assert kpi is not None
    assert f"Without a value yet: {kpi.name}" in text
