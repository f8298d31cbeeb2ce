"""OB105: two aims in one objective."""

from __future__ import annotations

from okrtui.coach.beside import each_alone, work_beside
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import hit, quote


def check(reading: Reading) -> Hit | None:
    """Speak when two aims are joined."""
    if len(reading.parts) < 2:
        return None
    one, two = reading.parts[0], reading.parts[1]
    beside = work_beside(reading)
    if beside:
        title = "The aim stays; the work is an initiative"
        fix = Fix(title=title, text=beside[0], action="initiative", extra=beside[1])
    else:
        fix = Fix(title="One objective each", text=each_alone(reading), action="split")
    aims = f"{quote(reading.slice(one), 5)} and {quote(reading.slice(two), 5)}"
    message = f"{aims} are two aims, and compete for the same weeks."
    return hit((one[0], two[1]), message, fix=fix)


RULE = TextRule(
    code="OB105",
    name="compound-objective",
    title="Two aims",
    kind="objective",
    severity="hint",
    when="presence",
    summary="Two aims.",
    reason=(
        "Two aims in one line compete for the same weeks, and nobody can say which of them gives way. One aim"
        " carries a team further."
    ),
    question="If only one could come true, which one?",
    worked=("Delight first-time buyers and cut our cost", "Delight first-time buyers"),
    bad=(
        "Grow sales and cut costs",
        "Delight first-time buyers and cut our cost",
        "Win small clinics and build a partner network",
        "Make checkout effortless; enter the Swiss market",
        "Grow the community and improve the documentation",
        "Become the favourite shop of home cooks and reduce waste in the kitchen",
        "Help nurses write less and give doctors a better overview",
        "Faster parcels and happier drivers",
        "Make drivers safer plus depots greener",
        "Be loved by hikers and profitable for the huts",
    ),
    good=(
        "Make paying effortless",
        "Win the trust of small clinics and practices",
        "Reach a sustainable balance between customer acquisition cost and customer lifetime value",
        "Design and launch a new checkout",
        "Become the shop that home cooks come back to",
        "Grow the reading circle",
    ),
    near=(
        "Balance CAC and CLV",
        "Reconcile speed with safety",
        "Match supply and demand",
        "Help parents find and book a doctor",
        "Make search and checkout effortless",
        "A shop that cooks love and trust",
        "Bring sales and support closer together",
        "Fresh and seasonal bread",
        "Be loved by hikers and guides",
    ),
    check=check,
)
