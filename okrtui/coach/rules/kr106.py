"""KR106: two results that need separate measures."""

from __future__ import annotations

from okrtui.coach.beside import each_alone, work_beside
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import hit, quote


def check(reading: Reading) -> Hit | None:
    """Speak when two results stand in one line."""
    if len(reading.parts) < 2:
        return None
    one, two = reading.parts[0], reading.parts[1]
    beside = work_beside(reading)
    if beside:
        title = "The result stays; the work is an initiative"
        fix = Fix(title=title, text=beside[0], action="initiative", extra=beside[1])
    else:
        fix = Fix(title="One line each", text=each_alone(reading), action="split")
    message = (
        f"{quote(reading.slice(one), 5)} and {quote(reading.slice(two), 5)} are two results. "
        f"One can move while the other stalls, and one bar would hide it."
    )
    return hit((one[0], two[1]), message, fix=fix)


RULE = TextRule(
    code="KR106",
    name="compound-key-result",
    title="Two results",
    kind="key_result",
    severity="hint",
    when="presence",
    summary="Two results that need separate measures.",
    reason=(
        "One can move while the other stalls, and one bar would hide it. Each result that matters has a line "
        "of its own."
    ),
    question="If only one could move, which would you fight for?",
    worked=("Raise NPS to 40 and cut churn to 3 %", "Raise NPS to 40"),
    bad=(
        "Improve NPS and cut support tickets",
        "Higher NPS and lower churn",
        "Meet the revenue and hiring targets",
        "Deliver the pricing plan and the partner handbook",
        "Raise NPS to 40 and cut churn to 3 %",
        "Win 5 partners and 200 trial accounts",
        "Reduce the error rate to 1 % and the load time to 2 s",
        "Write the handbook and train the new colleagues",
        "Increase repeat orders by 10 %, with a return rate below 4 %",
        "The portal is live and all partners have been invited",
        "Cut waste by 12 % while keeping cost under 30 k€",
        "Deploy the rota portal with 80 % user adoption",
        "Raise yield to 94 % with no increase in scrap",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Increase sign-ups in Austria and Switzerland by 10 %",
        "Create and publish five guides",
        "Cut churn from 6 % to 5 % by the end of Q2",
        "Reduce waiting time between order and delivery to two days",
        "Sign 10 new customers",
    ),
    near=(
        "Median basket of $42, counted in the three largest shops and the two new ones",
        "Guests who come 2 times a month from 300 to 450",
        "Share of __ who use the app from __ % to __ %",
        "Increase newsletter and podcast revenue by 15 %",
        "Grow enrolment in Berlin and Hamburg to 400",
        "Between 40 and 50 new customers",
        "Research and development cost down by 10 %",
        "Terms and conditions read by 80 % of buyers",
        "Sales and marketing spend below 20 % of revenue",
        "From 5 to 3 days and no later than June",
        "Cut waste by 12 % without extra staff",
        "Faster and safer deliveries",
        "Cut waste by 12 % with no new bins",
    ),
    check=check,
)
