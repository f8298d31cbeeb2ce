"""ST102: would fit any company."""

from __future__ import annotations

from okrtui.coach.choice import chooses_nothing
from okrtui.coach.general import is_general
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import hit, quote, whole_span


def check(reading: Reading) -> Hit | None:
    """Speak when nothing in the strategy belongs to this company alone."""
    if not (is_general(reading) or chooses_nothing(reading)):
        return None
    span = whole_span(reading)
    fix = Fix(title="Name whom, where and how", text="Win __ in __ by being the one that __")
    if reading.wordless:
        message = (
            f"{quote(reading.text.strip())} says nothing yet. A strategy is a choice, and leaves something to others."
        )
        return hit(span, message, fix=fix)
    message = (
        f"{quote(reading.slice(span))} would fit any company. A strategy is a choice, and leaves something to others."
    )
    return hit(span, message, fix=fix)


RULE = TextRule(
    code="ST102",
    name="strategy-is-vague",
    title="Would fit any company",
    kind="strategy",
    severity="hint",
    when="absence",
    summary="Would fit any company.",
    reason=(
        "A strategy is a choice: it names those you want to win, and what you leave to others. What fits any "
        "company decides nothing."
    ),
    question="Who would you rather not win, so that you win the others?",
    worked=("Be the best company with great products", "Serve clinics that larger vendors ignore"),
    bad=(
        "Be the best company with great products",
        "Grow and innovate",
        "Digital excellence",
        "Deliver value to customers",
        "Become the market leader",
        "Growth through innovation",
        "Make our product easy and beautiful for all teachers, a leading solution",
        "Provide outstanding quality to every guest",
        "Be user-focused, creative and fast",
        "Grow sustainably together with our partners",
        "Customer obsession",
        "We are passionate about great service for our clients",
        "Become the best rental platform with synergies, AI and great UX",
        "Be the leading travel app with great UX and innovation",
        "We want to be the best bakery",
        "Be a great school for everyone",
        "Become the number one hotel in the world",
        "Be better than our competitors",
        "Beat the competition",
    ),
    good=(
        "Win repeat buyers in the home niche before we widen the range",
        "Be the cheapest supplier for small bakeries",
        "Serve clinics that larger vendors ignore",
        "Grow by referrals, not by ads",
        "Compete on delivery time in two cities",
        "Launch an app and a loyalty programme",
    ),
    near=(
        "Be the best bakery in town",
        "Grow in Austria",
        "Great products for left-handed people",
        "Lead the market for repairs of old bicycles",
        "Make our product easy for teachers who share one laptop",
        "Be creative where the chains are predictable",
        "Provide quiet rooms to every guest near the airport",
        "Be the software that beekeepers open in the field",
        "Make insurance understandable for all beekeepers",
        "Become the best rental platform for choirs with AI",
        "Be the rental platform that choirs trust with their instruments",
        "We want to be the best bakery for night workers",
        "Be the quiet hotel",
        "Be the friendliest bank",
        "Become the best family hotel",
        "Be better than the chains at repairs",
        "Focus on young families",
    ),
    check=check,
)
