"""KP101: a change by a date: that is a key result."""

from __future__ import annotations

from okrtui.coach.goals import goal_span, kpi_name
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import cut, hit, quote


def check(reading: Reading) -> Hit | None:
    """Speak when the line is a change, or a target with a date."""
    span = goal_span(reading)
    if span is None:
        return None
    found, sure = span
    fix = Fix(
        title="Watch it; the change becomes a key result",
        text=kpi_name(reading),
        extra=cut(reading),
    )
    message = (
        f"{quote(reading.slice(found))} is a change to be reached. "
        f"A KPI goes on after the quarter; this line ends there."
    )
    return hit(found, message, sure=sure, fix=fix)


RULE = TextRule(
    code="KP101",
    name="goal-as-kpi",
    title="A goal, not a gauge",
    kind="kpi",
    severity="warning",
    when="presence",
    summary="A change by a date: that is a key result.",
    reason=(
        "A KPI goes on after the quarter and says whether things are still healthy. A change by a date ends "
        "on that date: it redesigns the present, and that is a key result's work."
    ),
    question="Would you watch it once it is reached, or is it a key result (t, or ^T while typing)?",
    worked=("Increase activation to 40 % by the end of Q3", "Activation rate"),
    bad=(
        "Increase activation to 40 % by the end of Q3",
        "Reduce churn by 15 %",
        "Raise NPS from 31 to 40",
        "Grow weekly active users to 600 by June",
        "Conversion rate: 5 % by the end of Q2",
        "Cut page load to 2 s",
        "Revenue of €2M by 31 December",
    ),
    good=(
        "Activation rate",
        "Churn rate below 5 %",
        "Net promoter score",
        "Weekly active users",
        "Average order value",
        "Uptime, at least 99.9 %",
        "Number of open tickets",
    ),
    near=(
        "Growth rate of weekly orders",
        "Cost reduction per order",
        "Employee growth",
        "Increase in orders against the month before",
        "Time from order to delivery",
    ),
    check=check,
)
