"""KR104: keeps a level that is already reached."""

from __future__ import annotations

from okrtui.coach.askpi import as_kpi
from okrtui.coach.model import Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, hit, quote

SURE = 0.76
"""From here on the rule warns; below it asks: what "works well" may be a state to be reached."""


def check(reading: Reading) -> Hit | None:
    """Speak when the line keeps something as it is."""
    if reading.nature != "steady":
        return None
    span = action_span(reading)
    message = (
        f"{quote(reading.slice(span))} holds a level you already have. "
        f"That is a KPI's work: it stays for years and speaks up when it slips."
    )
    return hit(span, message, sure=reading.sure >= SURE, fix=as_kpi(reading))


RULE = TextRule(
    code="KR104",
    name="kpi-as-key-result",
    title="Keeps a level",
    kind="key_result",
    severity="warning",
    when="presence",
    summary="Keeps a level that is already reached.",
    reason=(
        "Holding a level is a KPI's work: it stays for years and speaks up when it slips. A key result says "
        "what is to be different by the end of the quarter."
    ),
    question="Is anything here to be different by the quarter's end?",
    worked=("Keep uptime at 99.9 %", "KPI: uptime, healthy from 99.9 %"),
    bad=(
        "Answer the phone within 30 seconds",
        "Dispatch orders within 24 hours",
        "Keep uptime at 99.9 %",
        "Maintain an NPS above 50",
        "Sustain the current conversion rate",
        "Never leave a ticket open for more than two days",
        "Stay within the travel budget",
        "No customer waits longer than a day for an answer",
        "Maintain the weekly release rhythm",
        "Complaints do not exceed 12 a month",
        "Hold on to our organic licence",
        "Reply to every permit request within 2 days",
        "Reply to 90 % of permit requests within a day",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Launch the loyalty app",
        "Uptime from 99.5 % to 99.9 %",
        "Sign 10 new customers",
        "Reduce the churn rate by 15 %",
        "Improve onboarding",
    ),
    near=(
        "Ship the scanner within 30 days",
        "Cut the time to answer a call from 5 min to 2 min",
        "Raise the share of customers who stay a year to 80 %",
        "Retention of new buyers from 40 % to 50 %",
        "Maintenance cost from 12 k€ to 8 k€",
        "Keeper app installs from 100 to 400",
        "Complaints fall below 12 a month",
        "Hold five open evenings",
        "Reply time for permits from 6 to 2 days",
        "Share of permits answered within a day from 60 % to 90 %",
    ),
    check=check,
)
