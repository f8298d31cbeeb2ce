"""OB107: success is somebody's approval, or a list of requests delivered."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.pleasing import approved, pleasing_span
from okrtui.coach.reading import Reading
from okrtui.coach.say import hit, quote


def check(reading: Reading) -> Hit | None:
    """Speak when somebody inside is to be pleased."""
    span = pleasing_span(reading)
    if span is None:
        return None
    about = approved(reading)
    text = f"Make {about} work for __" if about else "Help __ to __ without __"
    fix = Fix(title="Say whose problem it solves", text=text)
    message = (
        f"{quote(reading.slice(span))} makes approval or a delivered list the success. "
        f"All of it can happen while no customer is better off."
    )
    return hit(span, message, fix=fix)


RULE = TextRule(
    code="OB107",
    name="stakeholder-pleasing",
    title="Pleasing somebody inside",
    kind="objective",
    severity="hint",
    when="presence",
    summary="Success is somebody's approval or a list of requests delivered.",
    reason=(
        "Every request can be delivered while no customer is better off. A team whose success is pleasing "
        "stakeholders never learns what is valuable."
    ),
    question="Which customer problem sits behind most of those requests?",
    worked=("Deliver all features that sales asked for", "Help small shops to sell abroad without a lawyer"),
    bad=(
        "Deliver all features that sales asked for",
        "Keep stakeholders happy",
        "Meet the expectations of the board",
        "Satisfy all requests from the marketing team",
        "Impress the executive team with our roadmap",
        "Get approval from leadership for the new strategy",
        "Implement every change the CEO requested",
        "Make management happy with our progress",
        "Fulfil all stakeholder requirements",
        "Ship everything on the sales wish list",
        "Please our investors",
        "Win the support of senior management for the project",
        "Be seen as a reliable partner by the executives",
        "Complete the list of features promised to the board",
        "Ensure stakeholder satisfaction",
        "Close the questions that head office raised",
        "Win the blessing of the trustees for the new hall",
        "No complaints from the regional managers",
        "Get sign-off from the board on the depot strategy",
    ),
    good=(
        "Make paying effortless",
        "Keep customers happy",
        "Help small shops to sell abroad",
        "Win the trust of small clinics",
        "Deliver a checkout that buyers love",
        "Meet the expectations of first-time buyers",
        "Launch the loyalty app",
        "Become the shop that home cooks come back to",
        "Answer every request from patients within a day",
        "Impress guests with fresh bread",
        "Satisfy hungry students",
        "Grow a circle of home bakers",
        "Make onboarding a pleasure for new colleagues",
        "Fulfil the promise of same-day delivery",
        "Raise quality",
    ),
    near=(
        "Help managers lead remote teams well",
        "Give sales teams at our customers back an hour a day",
        "Make board games for families",
        "Give investors of any size access to green bonds",
        "Help trustees of small charities read a balance sheet",
        "No complaints from the neighbours",
    ),
    check=check,
)
