"""KR103: neither a measure nor a clear end."""

from __future__ import annotations

from okrtui.coach.extent import open_extent
from okrtui.coach.measure import roles
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.occasions import counts_events
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, hit, quote
from okrtui.coach.starts import with_from_to
from okrtui.coach.things import phrase_at

SURE = 0.85


def check(reading: Reading) -> Hit | None:
    """Speak when neither a scale nor an end can be read, or when the plan itself does not hold the end."""
    target = roles(reading)[1]
    if target and "target" in reading.context.unset and reading.nature == "outcome":
        said = quote(reading.slice((target.start, target.end)))
        message = f"{said} stands in the words, and the target itself is empty. Progress is counted towards it."
        return hit((target.start, target.end), message, question="What is the target to be?")
    if reading.progress != "none":
        return None
    span = action_span(reading)
    if reading.wordless:
        message = f"{quote(reading.text.strip())} says nothing yet. Nobody could tell whether it came true."
        return hit(
            span,
            message,
            sure=True,
            question="What is to be different, and how far?",
            fix=Fix("Say the change", "__ from __ to __"),
        )
    better = with_from_to(reading)
    fix = Fix(title="Add a start and an end", text=better) if better else None
    named = reading.voice == "nominal" and counts_events(reading, phrase_at(reading, reading.first))
    says = "names what to count" if named else "says which way"
    message = (
        f"{quote(reading.slice(span))} {says}, not how far. "
        f"In week 13, two honest people could disagree on whether it happened."
    )
    return hit(span, message, sure=reading.progress_sure >= SURE, question=_how_far(reading), fix=fix)


def _how_far(reading: Reading) -> str:
    """The question for a line that goes as far as it can; empty for others, which get the question of the rule."""
    far = open_extent(reading)
    if far is None:
        return ""
    if far.counted and far.many:
        return "How many are there now, and how many are enough?"
    return "How far is it now, and how far is enough?"


RULE = TextRule(
    code="KR103",
    name="unmeasurable-key-result",
    title="Neither measure nor end",
    kind="key_result",
    severity="warning",
    when="absence",
    summary="Neither a measure nor a clear end.",
    reason=(
        "A direction alone can be neither reached nor missed. At the end of the quarter two honest people "
        "could disagree on whether it happened, and until then nobody can see how far there is to go."
    ),
    question="What would people do sooner, or more often?",
    worked=("Improve onboarding", "New users who finish setup in a day from 40 % to 60 %"),
    bad=(
        "Customers feel heard",
        "Make clinics calm",
        "Balance CAC and CLV",
        "Partner with universities",
        "Improve onboarding",
        "Better communication between sales and support",
        "Increase tenant satisfaction",
        "Reduce technical debt",
        "Strengthen our brand in Austria",
        "Foster exchange between teams",
        "Evangelize good testing habits",
        "Fewer complaints about noise",
        "Shorter queues at the ferry",
        "Ticket machine more user friendly from 3 to 5",
        "Get as many first-time riders as possible",
        "Lose as few parcels as we can",
        "Make the ferry as quiet as possible",
        "Rentals of cargo bikes",
        "Season tickets",
        "?",
        "12 %",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Reduce the churn rate by 15 %",
        "Double the share of repeat buyers",
        "Launch the loyalty app",
        "Get certified",
        "Sign 10 new customers",
        "Migrate to the new billing provider",
        "Complaints about noise fall from 40 to 20 a month",
    ),
    near=(
        "Rooms free at noon from 3 to 9",
        "Increase revenue by a third",
        "Reduce build time by an order of magnitude",
        "Halve the waiting time",
        "Conversion from X % to Y %",
        "Win three reference customers",
        "Improve the app rating to 4.5",
        "Reduce the average answer time to two hours",
        "Using the new rota, bring overtime below 100 hours",
        "Publish the timetable as soon as possible",
        "Season tickets from 40 to 90",
    ),
    check=check,
)
