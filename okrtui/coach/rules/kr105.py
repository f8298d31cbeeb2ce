"""KR105: a result and the way to get there."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import aim_words, cut, hit, means_as_task, quote


def check(reading: Reading) -> Hit | None:
    """Speak when a means stands beside a result."""
    if not reading.means:
        return None
    fix = Fix(
        title="The result stays; the way is an initiative",
        text=aim_words(reading) or cut(reading, reading.means),
        action="initiative",
        extra=means_as_task(reading),
    )
    message = (
        f"{quote(reading.slice(reading.means))} adds a way to the result. "
        f"If that bet fails, the team needs room to try another."
    )
    return hit(reading.means, message, fix=fix)


RULE = TextRule(
    code="KR105",
    name="prescribed-how",
    title="Says how",
    kind="key_result",
    severity="hint",
    when="presence",
    summary="A result and the way to get there.",
    reason=(
        "If that bet fails, the team needs room to try another. The result stays; the way changes as you "
        "learn, and has its place as an initiative."
    ),
    question="If a simpler way led to the same result, would it do?",
    worked=("Cut churn from 6 % to 5 % by redesigning onboarding", "Cut churn from 6 % to 5 %"),
    bad=(
        "Raise attendance to 85 % by using text reminders",
        "Reach 70 % on-time arrivals thanks to a new timetable",
        "Cut churn from 6 % to 5 % by redesigning onboarding",
        "Raise NPS to 40 through weekly calls with customers",
        "Reduce support tickets by 30 % by rewriting the help pages",
        "Increase trial starts by 10 % via a referral campaign",
        "Improve the app rating to 4.5 by fixing the five oldest bugs",
        "Lower hosting cost by 20 % by moving to smaller machines",
        "Raise conversion using a new checkout",
        "Raise share of returning guests from 20 % to 25 % using vouchers",
    ),
    good=(
        "Cut churn from 6 % to 5 %",
        "Raise NPS to 40 by 30 June",
        "Reduce support tickets by 30 % by the end of Q2",
        "Launch the loyalty app",
        "Increase trial starts by 10 %",
        "Improve the app rating to 4.5",
    ),
    near=(
        "Orders through the app from 12 % to 20 %",
        "Sales via partners from 5 % to 9 %",
        "Reduce churn by 15 % by spring",
        "30 % of our tenants pay through the app",
        "Share of customers using two products from 10 % to 20 %",
        "Raise share of crews using tracking from 0 % to 30 %",
        "Increase teams using the rota app from 2 to 8",
        "Raise share of tenants paying by card from 10 % to 30 %",
    ),
    check=check,
)
