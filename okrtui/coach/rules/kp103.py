"""KP103: attention or raw volume."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import followed, hit, quote, tidy
from okrtui.coach.vanity import vanity_span


def check(reading: Reading) -> Hit | None:
    """Speak when the measure is attention or raw volume."""
    span = vanity_span(reading)
    if span is None:
        return None
    seen = reading.slice(span)
    fix = Fix(title="Measure what they do next", text=followed(tidy(seen)))
    message = f"{quote(seen)} can grow while nobody is better off: it counts attention, not what people do with it."
    return hit(span, message, fix=fix)


RULE = TextRule(
    code="KP103",
    name="vanity-metric",
    title="Attention, not use",
    kind="kpi",
    severity="hint",
    when="presence",
    summary="Attention or raw volume.",
    reason=(
        "A KPI that only makes people happy or angry is noise. Views, followers and totals grow by "
        "themselves; a great KPI triggers an action when it moves."
    ),
    question="What would you do differently tomorrow if it fell?",
    worked=("Page views", "Visitors who book a demo, per week"),
    bad=(
        "Page views",
        "Registered users",
        "Twitter followers",
        "App downloads",
        "Website traffic",
        "Newsletter sign-ups",
        "Total number of visitors",
        "Website visits per day",
    ),
    good=(
        "Activation rate",
        "Weekly active users",
        "Churn rate",
        "Average order value",
        "Net promoter score",
        "Repeat visitors",
    ),
    near=(
        "Conversion rate of visitors",
        "Download time",
        "Click-through rate",
        "Bounce rate",
        "Cost per click",
        "Site visits per inspector",
    ),
    check=check,
)
