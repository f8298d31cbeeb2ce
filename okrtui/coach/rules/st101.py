"""ST101: things to build instead of where to win and how."""

from __future__ import annotations

from okrtui.coach.general import is_feature_list
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import action_span, hit, quote


def check(reading: Reading) -> Hit | None:
    """Speak when the strategy is something to make."""
    if not is_feature_list(reading):
        return None
    span = action_span(reading)
    fix = Fix(title="Say where you want to win", text="Win __ in __ by being the one that __, before we __")
    message = (
        f"{quote(reading.slice(span))} names things to build. "
        f"Without a choice of where to win, everything looks like a priority."
    )
    return hit(span, message, fix=fix)


RULE = TextRule(
    code="ST101",
    name="strategy-is-a-feature-list",
    title="A list of things to build",
    kind="strategy",
    severity="hint",
    when="absence",
    summary="Things to build instead of where to win and how.",
    reason=(
        "A strategy says where you want to win, and why you of all people would. Things to build follow from "
        "it; listed in its place, everything looks like a priority."
    ),
    question="Where do you want to win, and what will you leave to others?",
    worked=(
        "Launch an app, a loyalty programme and a new shop",
        "Win repeat buyers in the home niche before we widen the range",
    ),
    bad=(
        "Launch an app, a loyalty programme and a new shop",
        "Build a marketplace and an API",
        "Migrate to the cloud, roll out the new CRM",
        "New website, chat bot, partner portal",
        "Ship the mobile app and integrate three payment providers",
        "Implement AI features",
    ),
    good=(
        "Win repeat buyers in the home niche before we widen the range",
        "Be the cheapest supplier for small bakeries",
        "Serve clinics that larger vendors ignore",
        "Grow by referrals, not by ads",
        "Compete on delivery time in two cities",
        "Keep prices low by owning the whole chain",
    ),
    near=(
        "Build on our lead in rural areas",
        "Win shops with an app that works offline",
        "Make switching so easy that clinics leave their old vendor",
        "Own the market for repairs",
    ),
    check=check,
)
