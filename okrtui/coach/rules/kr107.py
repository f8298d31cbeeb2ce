"""KR107: success hangs on another team, key result or event."""

from __future__ import annotations

from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import cut, hit, quote


def check(reading: Reading) -> Hit | None:
    """Speak when the line waits for somebody else."""
    if not reading.hangs_on:
        return None
    fix = Fix(title="Keep your own part", text=cut(reading, reading.hangs_on) or "__ from __ to __")
    message = (
        f"{quote(reading.slice(reading.hangs_on))} puts the result in other hands. "
        f"If they are late, your team can do little about it."
    )
    return hit(reading.hangs_on, message, fix=fix)


RULE = TextRule(
    code="KR107",
    name="dependent-key-result",
    title="Hangs on others",
    kind="key_result",
    severity="hint",
    when="presence",
    summary="Success hangs on another team, key result or event.",
    reason=(
        "A result that waits for others cannot be moved by the team that owns it. Teams that wait for one "
        "another end up competing for attention."
    ),
    question="What part of this can your team move by itself?",
    worked=(
        "Raise adoption to 40 % once the platform team ships the login",
        "Users who sign in on the first try from 70 % to 90 %",
    ),
    bad=(
        "Once the platform team ships the new login, 80 % of users sign in with it",
        "Reduce page load to 2 s after the infrastructure team has migrated the database",
        "Publish the price list in partnership with Marketing",
        "Increase partner revenue by 10 % with the support of the sales team",
        "Work with Legal to shorten contract review to five days",
        "Win 20 customers, depending on the budget for hiring",
        "Raise adoption to 40 % after KR1 is reached",
        "Cut onboarding time to two days, subject to approval by the board",
        "Start the beta with 50 users when the design team delivers the new screens",
        "Conversion to 5 %, contingent on the new pricing",
        "Revenue model agreed with finance",
        "Blocked by the data team: dashboards in use at 10 stores",
        "Activate 30 resellers in collaboration with the partner team",
        "Double trial starts if the marketing department provides the budget",
        "Waiting for the vendor: error rate below 1 %",
        "Activation at 60 % as soon as engineering has released the tour",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Reduce the churn rate by 15 % by the end of Q2",
        "Customers who buy again within 30 days after their first order from 20 % to 30 %",
        "Share of teams that work with the new board from 10 % to 60 %",
        "Win 10 partners in Austria",
        "Sign up 50 shops",
        "Average waiting time after check-in below 5 minutes",
        "Support tickets per 100 orders from 8 to 5",
        "Orders with a discount from 30 % to 20 %",
        "Answer time when the queue is long below 10 minutes",
        "Increase order frequency by 10 %",
        "Users who finish setup once they have opened it from 50 % to 70 %",
        "Launch the loyalty app",
        "Hire three support engineers",
        "Employees who recommend us from 50 % to 65 %",
    ),
    near=(
        "Bugs found after a release from 12 to 4",
        "Reopened tickets after a first answer from 9 % to 5 %",
        "Customers with two or more products from 15 % to 25 %",
        "Time until a new user invites a teammate from 6 days to 2 days",
        "Satisfaction with support from 4.1 to 4.5",
    ),
    check=check,
)
