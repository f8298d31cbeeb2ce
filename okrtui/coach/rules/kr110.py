"""KR110: no date; in a plan, the cycle's end is the date."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import hit, whole_span


def check(reading: Reading) -> Hit | None:
    """Speak when no date is named, and the line stands alone."""
    if reading.deadline or reading.context.in_plan:
        return None
    span = whole_span(reading)
    line = reading.text.rstrip(" .")
    fix = None if line.endswith(" by __") else Fix(title="Add a date", text=f"{line} by __")
    message = "no date here. A result without one can always still come, and nobody learns from it."
    return hit(span, message, fix=fix)


RULE = TextRule(
    code="KR110",
    name="no-deadline",
    title="No date",
    kind="key_result",
    severity="hint",
    when="absence",
    summary="No date; in a plan, due is the cycle's end.",
    reason=(
        "A result without a date can always still come. The date turns it into something one can plan for, "
        "and learn from when it passes."
    ),
    question="By when would you want to know?",
    worked=("Raise NPS to 40", "Raise NPS to 40 by the end of Q2"),
    bad=(
        "Raise NPS from 31 to 40",
        "Launch the loyalty app",
        "Improve onboarding",
        "Sign 10 new customers",
        "Reduce the churn rate by 15 %",
        "Publish 12 help articles",
    ),
    good=(
        "Raise NPS to 40 by the end of Q2",
        "Reduce the churn rate by 15 % by 30 June",
        "Sign 10 new customers by June",
        "Launch the loyalty app by 2027-03-01",
        "Double repeat orders this quarter",
        "Hire three support engineers by the end of May",
    ),
    near=(
        "Increase repeat orders by 10 % by Q3",
        "Cut churn to 5 % before 1 July",
        "Win 5 partners until the end of the year",
        "NPS of 40 by 15 March",
    ),
    check=check,
)
