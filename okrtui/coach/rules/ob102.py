"""OB102: a deliverable, a task or a solution."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import (
    action_span,
    first_up,
    hit,
    joined_result,
    only_begun,
    only_object,
    only_verb,
    purpose,
    quote,
    without_deadline,
)
from okrtui.coach.things import phrase_at
from okrtui.coach.work import SHIPS

SURE = 0.88


def check(reading: Reading) -> Hit | None:
    """Speak when the objective is something made or done."""
    if reading.nature != "output" or only_verb(reading) or only_begun(reading) or only_object(reading):
        return None
    span = action_span(reading)
    aim = purpose(reading)
    text = f"{first_up(aim)} for __" if aim else "Make __ easier for __"
    fix = Fix(
        title="Say the gain; this becomes an initiative",
        text=text,
        action="initiative",
        extra=without_deadline(reading),
    )
    message = (
        f"{quote(reading.slice(span))} names a solution. "
        f"Chosen this early, it ends the search before the problem is stated."
    )
    apart = len(reading.parts) > 1 and joined_result(reading)  # taken apart first, each half can be looked at alone
    return hit(span, message, sure=reading.sure >= SURE and _is_made(reading), fix=None if apart else fix)


_LIGHT = word_set("create make find give bring open ship deliver hold get take put provide offer keep let reach answer")
"""Verbs that tell an aim as easily as a thing: "Create real competition", "Ship joy"."""


def _is_made(reading: Reading) -> bool:
    """Whether the thing is one that is made, and not an aim in the words of making."""
    if reading.voice != "imperative":
        return True
    is_a = phrase_at(reading, reading.head_end).is_a
    if is_a in {"thing", "inside"} or (is_a == "metric" and reading.verb in SHIPS and not reading.amounts):
        return True
    return not is_a and reading.verb not in _LIGHT and VERBS.get(reading.verb) in {"make", "study", "staff"}


RULE = TextRule(
    code="OB102",
    name="output-objective",
    title="Something you make",
    kind="objective",
    severity="warning",
    when="presence",
    summary="A deliverable, task or solution.",
    reason=(
        "A solution chosen this early ends the search before the problem is stated. An objective says what "
        "gets better for whom; what you build for it is a bet that can change."
    ),
    question="Who struggles today, and what will feel easier for them?",
    worked=("Build a new checkout", "Make paying effortless for returning buyers"),
    bad=(
        "Build a new checkout",
        "Onboarding guide for drivers",
        "Launch a waiting list and a ticket machine",
        "Make the welcome video for new tenants",
        "Launch the loyalty app",
        "Migrate to the new billing provider",
        "Define a pricing strategy",
        "Create a knowledge base for partners",
        "Roll out the new intranet",
        "Organise the yearly conference",
        "Open the archive portal",
        "Open a bakery in Lisbon",
        "Open in Lisbon",
        "Make a film about the forest",
        "The ticket machine is in place",
        "Build with bricks",
    ),
    good=(
        "Make paying effortless",
        "Become the shop that home cooks come back to",
        "Win the trust of small clinics",
        "Grow a lively community of growers",
        "Help nurses spend less time on paper",
        "Reach a sustainable balance between customer acquisition cost and customer lifetime value",
    ),
    near=(
        "Onboarding that any driver finishes alone",
        "Make tax season uneventful for our clients",
        "Give inpatients back their quiet hours",
        "Make Graz the easiest city to cycle in",
        "Respond to every patient within a day",
        "Make waiting rooms quiet",
        "Make parents confident",
        "Give every child a book to take home",
        "Create a place where apprentices want to stay",
        "Let drivers plan their own week",
        "Put patients first",
        "Lead the regional market for cargo bikes",
        "Build trust with first-time buyers",
        "Create a culture of open feedback",
        "Deliver an experience that guests talk about",
        "Make onboarding a pleasure for new colleagues",
        "Design becomes a joy for our partners",
        "Run ferries on time",
        "Open the archive to everyone",
        "Make the workshop in Porto the fastest of the county",
        "Open Portugal",
        "Open Lisbon and Porto for small bakeries",
        "Open the Nordic market",
        "Our bakery is the place where neighbours start the day",
        "The platform is a place where small growers feel at home",
        "Cooking becomes a joy for families",
        "Make Sunday delivery something tenants rely on",
        "Bake with pride",
    ),
    check=check,
)
