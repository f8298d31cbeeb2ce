"""KR103: neither a measure nor a clear end."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, hedge, quote, with_from_to


def check(reading: Reading) -> Hit | None:
    """Speak when no progress could be read and no end is named."""
    if reading.progress != "none":
        return None
    start, end = action_span(reading)
    sure = reading.progress_sure >= 0.8
    message = f"{quote(reading.text[start:end])} says which way, not how far. In week 13, two honest people could disagree on whether it happened."
    fix = Fix(title="Add a start and an end", text=with_from_to(reading))
    return Hit(start, end, message if sure else hedge(message), fix=fix, severity="warning" if sure else "hint")


RULE = TextRule(
    code="KR103",
    name="unmeasurable-key-result",
    title="Neither measure nor end",
    kind="key_result",
    severity="warning",
    when="absence",
    summary="Neither a measure nor a clear end.",
    reason="A direction alone cannot be reached or missed. At the end of the quarter, two honest people could disagree on whether it happened, "
    "and until then nobody can see how far there is to go.",
    question="What would people do sooner, or more often?",
    worked=("Improve onboarding", "New users who finish setup in a day from 40 % to 60 %"),
    bad=(
        "Improve onboarding",
        "Better communication between sales and support",
        "Increase customer satisfaction",
        "Reduce technical debt",
        "Strengthen our brand in Austria",
        "Make the checkout easier to use",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Reduce the churn rate by 15 %",
        "Double the share of repeat buyers",
        "Launch the loyalty app",
        "Get certified",
        "Sign 10 new customers",
    ),
    near=(
        "Halve the waiting time",
        "Conversion from X % to Y %",
        "Win three reference customers",
        "Improve the app rating to 4.5",
    ),
    check=check,
)
