"""OB103: keeps a level; business as usual."""

from __future__ import annotations

from okrtui.coach.askpi import as_kpi
from okrtui.coach.model import Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, hit, quote

SURE = 0.76
"""From here on the rule warns; below it asks: what "works well" may be a state to be reached."""


def check(reading: Reading) -> Hit | None:
    """Speak when the objective keeps something as it is."""
    if reading.nature != "steady":
        return None
    span = action_span(reading)
    message = (
        f"{quote(reading.slice(span))} keeps things as they are. "
        f"A KPI does that for years; an objective says what will be different."
    )
    return hit(span, message, sure=reading.sure >= SURE, fix=as_kpi(reading))


RULE = TextRule(
    code="OB103",
    name="kpi-as-objective",
    title="Business as usual",
    kind="objective",
    severity="warning",
    when="presence",
    summary="Keeps a level, business as usual.",
    reason=(
        "What is to stay as it is needs watching, not a quarter's ambition. A KPI does that for years, and "
        "speaks up when it slips."
    ),
    question="What is to be different at the end of the quarter?",
    worked=("Maintain service quality", "Answer buyers before they ask twice"),
    bad=(
        "Maintain service quality",
        "Keep the lights on",
        "Sustain our market position",
        "Continue to run a reliable service",
        "Stay compliant with the food law",
        "Keep customers satisfied",
        "Manage day-to-day operations",
        "Our ferry operates reliably for island families",
        "Serve permits on time",
        "Guarantee uninterrupted water supply",
        "Hold on to our guests",
    ),
    good=(
        "Make paying effortless",
        "Launch the loyalty app",
        "Win the trust of small clinics",
        "Become the shop that home cooks come back to",
        "Grow a circle of home bakers",
        "Help nurses spend less time on paper",
    ),
    near=(
        "Become a sustainable business",
        "Make cooks come back and stay",
        "Give keepers of small zoos a voice",
        "Win back guests who left",
        "Ferries run when island families need them",
        "Our nurses work closely with families",
    ),
    check=check,
)
