"""KP102: nothing that a dashboard could show."""

from __future__ import annotations

from okrtui.coach.gauge import is_feeling, is_quantity, punctual
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, hit, quote, use_of, without_deadline
from okrtui.coach.shares import share_of_people


def check(reading: Reading) -> Hit | None:
    """Speak when the line names no quantity."""
    if is_quantity(reading):
        return None
    span = action_span(reading)
    if reading.wordless:
        message = f"{quote(reading.text.strip())} names nothing: a dashboard could show no number for it."
        return hit(span, message, fix=Fix(title="Name the number", text="Number of __ per week"))
    words = without_deadline(reading)
    text = share_of_people(reading) or use_of(reading) or _in_time(reading)
    named = reading.voice == "nominal" or len(words.split()) <= _NAME
    counted = "Share of __ who __" if is_feeling(reading.words) else "Number of __ per week"
    text = text or counted + (f" ({words[:1].lower()}{words[1:]})" if named else "")
    fix = Fix(title="Name the number", text=text)
    message = f"{quote(reading.slice(span))} has no reading: a dashboard could show no number for it."
    return hit(span, message, fix=fix)


def _in_time(reading: Reading) -> str:
    """For what is to be done in time: the share for which it is."""
    return f"Share of __ {' '.join(reading.words[1:])}" if punctual(reading.words) else ""


_NAME = 2
"""Words that are taken for a name, however they are built."""


RULE = TextRule(
    code="KP102",
    name="not-a-metric",
    title="Nothing to read off",
    kind="kpi",
    severity="hint",
    when="absence",
    summary="Nothing a dashboard could show.",
    reason=(
        "A KPI is a number that one can read at any time and act on. An activity or a slogan has no reading, "
        "so nobody sees it slip."
    ),
    question="What number would tell you on a Tuesday that this goes well?",
    worked=("Customer focus", "Share of tickets answered within a day"),
    bad=(
        "Customer focus",
        "Launch the loyalty app",
        "Better teamwork",
        "Be the market leader",
        "Weekly team meeting",
        "Innovation culture",
        "Digital excellence",
        "Our brand is strong",
        "Support channels",
        "Improve collaboration with partners",
        "Make customers happy",
        "Marketing campaign for spring",
        "Quality management",
        "Strategy and vision",
        "Types of requests",
        "World-class support",
        "Weekly stand-up",
        "Being present on site",
        "Regular walk around the plant",
        "Coaching of new drivers",
        "Ship on time",
        "Customer happiness",
        "Quality",
        "Efficiency",
        "Ships damaged goods",
        "Trains are the best way to travel",
        "TBD",
        "1",
        "?",
        "x",
    ),
    good=(
        "Activation rate",
        "Churn",
        "Net promoter score",
        "Average order value",
        "Weekly active users",
        "Number of open tickets",
        "Revenue",
        "Time from order to delivery",
        "Orders per buyer",
        "% of deliveries on time",
        "Uptime",
        "Cost per acquisition",
        "Share of women in leadership",
        "Employee turnover",
        "Page load time",
        "Stock cover in days",
        "Age of open invoices",
    ),
    near=(
        "Deliveries on time",
        "Customer happiness (CSAT)",
        "Delivery on time",
        "R&D cost",
        "Happiness score",
        "Return on investment",
        "Churn, monthly",
        "Work in progress",
        "Employees who would recommend us",
        "Budget spent",
        "Support first answer",
        "Onboarding finished",
        "Calls answered",
        "Podcast listeners",
        "Drivers trained",
        "Parcels lost",
        "Tenant satisfaction",
        "Deploys per week",
        "Failed payments",
        "Open positions",
        "Stock value",
        "Shops that called us twice",
        "Backup restores passed",
        "Coaching hours per driver",
        "Walks booked",
        "Tours moved after noon",
        "Designs sent back",
        "Repairs done twice",
        "Reports filed late",
        "Reviews written by guests",
    ),
    check=check,
)
