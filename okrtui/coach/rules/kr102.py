"""KR102: done or not done, with nothing to see in between."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, deadline_words, hit, quote, thing_words

SURE = 0.8


def check(reading: Reading) -> Hit | None:
    """Speak when the line has an end and no scale."""
    if reading.progress != "binary":
        return None
    span = action_span(reading)
    thing = thing_words(reading) if reading.verb_class == "make" else ""
    if reading.verb_class == "staff":
        text = "Number of open roles from __ to 0"
    else:
        text = f"Number of open points in the {thing} from __ to 0" if thing else "Number of open points from __ to 0"
    fix = Fix(title="Count what is still open", text=text + deadline_words(reading))
    message = (
        f"{quote(reading.slice(span))} is either done or not done. "
        f"Until the last day, nobody can see how far there is to go."
    )
    return hit(span, message, sure=reading.progress_sure >= SURE, fix=fix)


RULE = TextRule(
    code="KR102",
    name="binary-key-result",
    title="Done or not done",
    kind="key_result",
    severity="warning",
    when="absence",
    summary="Done or not done: no progress can be seen.",
    reason=(
        "Until the last day, nobody can see how far there is to go. A team that cannot see its distance "
        "cannot change course in time."
    ),
    question="What could you count each week that shows it coming closer?",
    worked=("Get certified", "Open audit findings from 14 to 0"),
    bad=(
        "Get certified",
        "Launch the loyalty app",
        "Migrate to the new billing provider by 1 May",
        "Write the security handbook",
        "Hire a head of support",
        "New pricing page is live",
        "Obtain the food safety certificate",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Publish 12 help articles",
        "Migrate 100 % of services to the new cluster",
        "Sign 10 new customers",
        "Improve onboarding",
        "Reduce the churn rate by 15 %",
        "Hire three support engineers",
    ),
    near=(
        "Make clinics calm",
        "Make every booked hour count",
        "Foster exchange between wards",
        "Halve the waiting time",
        "Double repeat orders",
        "Increase customer satisfaction",
        "95 % of builds are green",
        "Move all 12 services to the new cluster",
    ),
    check=check,
)
