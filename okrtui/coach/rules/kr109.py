"""KR109: a target without a start."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.verbs import CHANGING
from okrtui.coach.measure import roles
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.past import names_period
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.say import action_span, hit, quote, whole_span
from okrtui.coach.starts import with_baseline


def check(reading: Reading) -> Hit | None:
    """Speak when a level or a change is named and no start; things counted from zero have none."""
    start, target = roles(reading)
    missing = _field_missing(reading, start, target)
    if missing:
        return hit(whole_span(reading), missing)
    if reading.progress != "scale" or start or target is None or reading.nature != "outcome":
        return None
    if target.role not in _LEVELS and reading.verb_class not in _MOVES and not _counts_present(reading, target):
        return None
    if _told_otherwise(reading, target):
        return None
    if reading.verb_class == "gain" or (target.at == reading.head_end and target.unit in {"$", "€", "£"}):
        return None
    joined = target.at and reading.norm(target.at - 1) in {"to", "by", "of", "at", "below", "above"}
    span = (reading.tokens[target.at - 1].start if joined else target.start, target.end)
    if target.value == 0 and target.at == reading.first:
        span = action_span(reading)
    better = with_baseline(reading)
    fix = Fix(title="Add where you stand today", text=better) if better else None
    said = quote(reading.slice(span))
    message = f"{said} is an end without a start. Nobody can tell whether it is far or near."
    if target.relative:
        message = f"{said} says how far, not from where. Nobody can tell whether that is a step or a leap."
    return hit(span, message, fix=fix)


def _field_missing(reading: Reading, start: Amount | None, target: Amount | None) -> str:
    """What to say of a start that the plan does not hold: beside an end that it does, or only in the words."""
    context = reading.context
    if reading.nature != "outcome" or reading.verb_class == "gain":
        return ""
    if start and "baseline" in context.unset:
        return (
            f"{quote(reading.slice((start.start, start.end)))} stands in the words, and the start itself is empty. "
            "Progress is counted from there."
        )
    if target is None and context.in_plan and "target" in context.filled:
        return "There is an end and no start. Nobody can tell whether it is far or near."
    return ""


_LEVELS = frozenset({"to", "by", "level", "limit"})
_MOVES = CHANGING | {"reach"}
_PRESENT = word_set("active paying regular returning recurring repeat loyal subscribed weekly daily monthly live")
"""Words for those that are there on any day: some of them are there today."""


def _counts_present(reading: Reading, target: Amount) -> bool:
    """Whether a bare number counts what is there on any day, and not what is to be won: "50 active builders"."""
    return target.role == "count" and reading.voice == "nominal" and reading.norm(target.stop) in _PRESENT


def _told_otherwise(reading: Reading, target: Amount) -> bool:
    """Whether the line tells what it starts from: so many of so many, or so much against a period that it names."""
    if any(amount.role == "of" and amount.at == target.stop + 1 for amount in reading.amounts):
        return True
    return target.relative and any(names_period(reading.tokens, index) for index in range(len(reading.tokens)))


RULE = TextRule(
    code="KR109",
    name="no-baseline",
    title="No start",
    kind="key_result",
    severity="hint",
    when="absence",
    summary="A target without a start.",
    reason=(
        "Without a start nobody can tell whether the target is far or near, and progress cannot be shown. If "
        "the start is unknown, finding it is the first step."
    ),
    question="Where do you stand today?",
    worked=("Raise NPS to 40", "Raise NPS from 31 to 40"),
    bad=(
        "Raise NPS to 40",
        "Reduce the churn rate by 15 % by the end of Q2",
        "Increase the order frequency by 10 %",
        "Cut page load to 2 s",
        "80 % of new users finish setup on day one",
        "Improve the app rating to 4.5",
        "Reach a conversion rate of 5 %",
        "Lower hosting cost by 20 %",
        "Checkout error rate below 0.5 %",
        "Grow weekly active users to 600",
        "Achieve 95 % on-time delivery",
        "Shorten the sales cycle to 30 days",
        "Double repeat orders",
        "Test coverage of 80 %",
        "Support tickets fall by 60 %",
        "CSAT >= 4.4",
        "40 % fewer late deliveries than planned",
        "Cut paper per patient by 15 % on all wards",
        "10 % more orders from schools",
        "Get the current ward list down to 12 patients",
        "40 active gardeners in Linz",
        "Q3: 120 paying choirs",
        "2,000 weekly riders on the night line",
    ),
    good=(
        "Raise NPS from 31 to 40",
        "Churn from 6 % to 5 %",
        "Launch the loyalty app",
        "Improve onboarding",
        "Sign 10 new customers",
        "Win three reference customers",
        "Increase weekly active users from 400 to 600",
        "Page load down from 4 s to 2 s",
        "App rating 4.5 instead of 4.1",
        "Keep uptime at 99.9 %",
        "Publish 12 help articles",
        "Conversion: 2 % → 3 %",
        "80 % of new users finish setup on day one, up from 55 %",
        "Hire three support engineers",
        "Orders per buyer to 1.8 (currently at 1.6)",
        "9 of 14 partner shops reorder in autumn",
        "40 % fewer late deliveries than in Q3",
        "Cut paper per patient by 15 % versus 2024",
        "Beds free at noon to 9 (3 at the moment)",
        "Backlog of permits: 140 today, 60 by August",
        "Requests slower than 2 s from 4 % to 1 %",
    ),
    near=(
        "Attract 15 partners in Austria",
        "Raise $2M",
        "Lift retention to 50 % (from 41 %)",
        "Time to hire from 60 to 40 days",
        "Receive 20 job applications",
        "Complaints 20 % lower than last year",
        "Raise occupancy to 85 % from last summer's 71 %",
        "12 new paying choirs",
        "Win 40 active gardeners",
        "40 active gardeners, up from 25",
    ),
    check=check,
)
