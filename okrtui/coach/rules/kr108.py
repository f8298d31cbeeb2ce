"""KR108: attention or raw volume."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import deadline_words, followed, hit, quote, tidy
from okrtui.coach.vanity import vanity_span


def check(reading: Reading) -> Hit | None:
    """Speak when the measure is attention or raw volume."""
    span = vanity_span(reading)
    if span is None:
        return None
    seen = reading.slice(span)
    fix = Fix(
        title="Measure what they do next",
        text=f"{followed(tidy(seen))} from __ % to __ %" + deadline_words(reading),
    )
    message = f"{quote(seen)} can grow while nobody is better off: it counts attention, not what people do with it."
    return hit(span, message, fix=fix)


RULE = TextRule(
    code="KR108",
    name="vanity-metric",
    title="Attention, not use",
    kind="key_result",
    severity="hint",
    when="presence",
    summary="Attention or raw volume.",
    reason=(
        "Views, followers and totals grow while customers and business are no better off, and no decision "
        "follows when they move. What people do next does trigger one."
    ),
    question="What do those people do next, if it is worth having them?",
    worked=("50,000 page views a month", "Visitors who book a demo from 1.1 % to 2 %"),
    bad=(
        "Reach 50,000 page views a month",
        "Grow Instagram followers to 10,000",
        "Increase app downloads by 20 %",
        "2,000 newsletter sign-ups by June",
        "Get 500 likes on the launch post",
        "One million impressions",
        "Double website traffic",
    ),
    good=(
        "Visitors who book a demo from 1.1 % to 2 %",
        "Raise NPS from 31 to 40",
        "Sign 10 new customers",
        "Weekly active users from 400 to 600",
        "Launch the loyalty app",
        "Increase repeat orders by 10 %",
    ),
    near=(
        "NPS of subscribers from 31 to 45",
        "Conversion of visitors from 2 % to 3 %",
        "Download time from 4 s to 2 s",
        "Click-through rate from 2 % to 3 %",
        "Share of followers who buy from 1 % to 2 %",
        "Page view error rate below 1 %",
    ),
    check=check,
)
