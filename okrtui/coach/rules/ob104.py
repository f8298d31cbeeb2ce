"""OB104: no direction: any team anywhere could have written it."""

from __future__ import annotations

from okrtui.coach.general import is_general
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import hit, quote, whole_span, without_deadline


def check(reading: Reading) -> Hit | None:
    """Speak when nothing in the line belongs to this team alone."""
    if not is_general(reading):
        return None
    span = whole_span(reading)
    if reading.wordless:
        message = f"{quote(reading.text.strip())} says nothing yet. A direction helps when it rules something out."
        return hit(
            span,
            message,
            question="What gets better, and for whom?",
            fix=Fix("Say what for, and for whom", "Make __ easier for __"),
        )
    fix = Fix(title="Say what for, and for whom", text=_narrowed(reading))
    message = (
        f"{quote(reading.slice(span))} is so wide that it would fit any team. "
        f"A direction helps when it rules something out."
    )
    return hit(span, message, question="What exactly, for whom, and what would you stop doing for it?", fix=fix)


def _narrowed(reading: Reading) -> str:
    if reading.verb in {"be", "become"}:
        return "Be the __ that __ can count on for __"
    return f"{without_deadline(reading)} for __ so that __ can __"


RULE = TextRule(
    code="OB104",
    name="vague-objective",
    title="Could be anyone's",
    kind="objective",
    severity="hint",
    when="absence",
    summary="No direction: any team anywhere could have written it.",
    reason=("A direction helps when it rules something out. What fits any team tells nobody what to stop doing."),
    question="Quality of what, for whom, and what would you stop doing for it?",
    worked=("Raise quality", "Make our bread so good that cafés order daily"),
    bad=(
        "Raise quality",
        "Digital excellence",
        "Be better",
        "Grow the business",
        "Become world-class",
        "Drive innovation and efficiency",
        "Increase productivity",
        "Be number one",
        "Become AI-first",
        "Reduce tech debt",
        "As good as possible",
        "Improve as much as possible",
        "?",
    ),
    good=(
        "Make paying effortless for returning buyers",
        "Win the trust of small clinics",
        "Become the shop that home cooks come back to",
        "Launch the loyalty app",
        "Grow a lively community of growers",
        "Help nurses spend less time on paper",
    ),
    near=(
        "Improve the quality of fresh bread",
        "Grow in Austria",
        "Increase customer satisfaction with delivery",
        "Better meetings for remote teams",
        "Delight our customers",
        "Be number one in Utrecht",
        "Become the patient-first clinic in Graz",
        "Reduce tech debt in the billing service",
        "Make our platform fast and reliable",
        "Make our bakers as proud as possible",
        "As few noisy evenings as possible",
    ),
    check=check,
)
