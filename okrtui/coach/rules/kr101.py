"""KR101: something that is made or done, where a result belongs."""

from __future__ import annotations

from okrtui.coach.beside import work_beside
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import (
    OPEN_RESULT,
    action_span,
    hit,
    joined_result,
    only_begun,
    only_object,
    only_verb,
    quote,
    result_for,
    without_deadline,
)

SURE = 0.85
"""From here on the rule warns; below it asks."""
_OPEN_TITLE = "Say what changes, and of whom; this becomes its initiative"
_WHAT = {"make": "something you make"} | dict.fromkeys(("act", "study", "staff"), "something you do")


def check(reading: Reading) -> Hit | None:
    """Speak when the line is something made or done."""
    if reading.nature != "output" or only_begun(reading) or only_object(reading):
        return None
    if only_verb(reading) and reading.verb_class != "make":
        return None  # "Run" or "Hire" may go on in many ways; "Launch" is a thing made, at the end of that word
    span = action_span(reading)
    what = _WHAT.get(reading.verb_class, "something to get done")
    begins = "begins" if only_verb(reading) else "is"
    better, work = joined_result(reading) or work_beside(reading) or (result_for(reading), without_deadline(reading))
    title = _OPEN_TITLE if better.startswith(OPEN_RESULT) else "Say the change; this becomes its initiative"
    fix = Fix(title=title, text=better, action="initiative", extra=work)
    message = (
        f"{quote(reading.slice(span))} {begins} {what}. "
        f"It can be finished on time and change nothing for those it is for."
    )
    question = "" if what == _WHAT["make"] else "What will people do differently afterwards?"
    return hit(span, message, sure=reading.sure >= SURE, fix=fix, question=question)


RULE = TextRule(
    code="KR101",
    name="output-key-result",
    title="Something you make",
    kind="key_result",
    severity="warning",
    when="presence",
    summary="A solution, deliverable or activity, counted or not.",
    reason=(
        "A thing made can ship on time and change nothing. Fixed as the result, it also ends the search for a"
        " better way. The result is what people do differently once it is there; the thing is a bet on that, "
        "and belongs below it."
    ),
    question="What will people do differently once it is there?",
    worked=("Launch the loyalty app", "Repeat orders per buyer from 1.6 to 1.8"),
    bad=(
        "Launch the loyalty app",
        "Publish 12 help articles",
        "Migrate all services to the new cluster",
        "Hire three support engineers",
        "Launch the waiting list for swimming courses",
        "Run five customer workshops",
        "New pricing page shipped",
        "Write the security handbook",
        "Set up a partner portal by the end of May",
        "We will define the pricing policy",
        "Have 3 customer interviews per week",
        "Move 100 % of the members to the new tariff",
        "Do 5 demos a month",
    ),
    good=(
        "Reduce the churn rate by 15 % by the end of Q2",
        "Raise NPS from 31 to 40",
        "Increase repeat orders per buyer from 1.6 to 1.8",
        "Sign 10 new customers in Austria",
        "Checkout error rate below 0.5 %",
        "95 % of new users finish setup on their first day",
        "Improve the app rating to 4.5",
    ),
    near=(
        "Respond faster to leads",
        "Customers feel heard",
        "Make clinics calm",
        "Answer 90 % of calls in under 30 seconds",
        "Rentals of cargo bikes",
        "Season tickets",
        "As many first-time riders as possible",
        "Have fewer meetings",
        "Make 80 % of deliveries before noon",
        "Support tickets fall by 60 %",
        "Building inspectors rate us 4.5 of 5",
        "Test coverage from 61 % to 80 %",
        "Launch time on older phones from 4 s to 2 s",
        "Release adoption after one week from 30 % to 60 %",
        "Customers who report a problem fall from 310 to 90",
        "Have 3 calls per customer and month",
        "Have 12 talks accepted at conferences",
        "200 support calls a day",
        "Move 40 members to the new tariff",
        "Reused packaging share +12 points",
    ),
    check=check,
)
