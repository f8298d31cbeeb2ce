"""KR111: a rate that changes by a per cent: points, or per cent of it?

Part of today's value can always be meant; points only when the rate has room for them. A rate that is to fall by N
points stands above N today, and what one wants to see fall (churn, errors, refunds) seldom stands much above ten per
cent: up to 10 the rule asks, beyond it the line is read as a part. A rate that is to rise has more room: up to 30.
"""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.measure import roles
from okrtui.coach.model import Fix, Hit, TextRule
from okrtui.coach.reading import Reading
from okrtui.coach.say import cut, deadline_words, hit, quote

_RATES = word_set(
    """
    rate rates ratio share percentage proportion conversion retention coverage margin uptime availability adoption
    accuracy utilization utilisation activation churn attrition absenteeism occupancy penetration punctuality
    abandonment
    """
)
"""Nouns for what is measured in per cent."""
_OF_STAFF = word_set("staff employee team nurse driver apprentice personnel workforce")
"""With one of them, turnover is a rate; alone it is revenue."""
_JOINTS = word_set("of in for per among across with from to on after at by")
_VERBS = {"less": "Reduce", "lower": "Reduce", "more": "Increase", "higher": "Increase", "better": "Improve"}
"""Commands for "10 % less churn"."""
_MOST_UP, _MOST_DOWN = 30.0, 10.0
"""Per cent up to which points are possible too."""


def check(reading: Reading) -> Hit | None:
    """Speak when both readings are possible."""
    start, target = roles(reading)
    if start or target is None or not target.relative or target.unit != "%" or target.value is None:
        return None
    if not _is_rate(reading.slice(reading.metric_span)) or "relative" in reading.words:
        return None
    if target.value > (_MOST_DOWN if reading.direction == "down" else _MOST_UP):
        return None
    span = (target.start, target.end)
    words = cut(reading, _with_by(reading, target.at, span), reading.deadline_span)
    first, _, rest = words.partition(" ")
    words = f"{_VERBS[first.lower()]} {rest}" if first.lower() in _VERBS else words
    fix = Fix(title="Say it from and to", text=f"{words} from __ % to __ %{deadline_words(reading)}")
    message = f"{quote(reading.slice(span))} of a rate can be read twice: in points, or as a part of today's value."
    return hit(span, message, fix=fix)


def _is_rate(metric: str) -> bool:
    """Whether the noun that is measured is a rate: "churn of new shops", "error rate"; not "cost of churn"."""
    words = metric.lower().split()
    stop = next((i for i in range(1, len(words)) if words[i] in _JOINTS), len(words))
    head = words[stop - 1] if words else ""
    return head in _RATES or (head == "turnover" and bool(_OF_STAFF & set(words[:stop])))


def _with_by(reading: Reading, at: int, span: tuple[int, int]) -> tuple[int, int]:
    return (reading.tokens[at - 1].start, span[1]) if at and reading.norm(at - 1) == "by" else span


RULE = TextRule(
    code="KR111",
    name="ambiguous-percent",
    title="Points or per cent?",
    kind="key_result",
    severity="hint",
    when="absence",
    summary=("A rate that changes by a per cent: points, or per cent of it? Only when both are possible."),
    reason=(
        "Conversion of 4 % plus 5 % may be 4.2 % or 9 %. Two people can read the same line and expect very "
        "different quarters."
    ),
    question="Points, or per cent of today's value?",
    worked=("Increase conversion by 5 %", "Conversion from 4 % to 4.2 %"),
    bad=(
        "Increase the conversion rate by 5 %",
        "Raise retention by 10 %",
        "Improve test coverage by 20 %",
        "Lift the activation rate by 8 % by the end of Q2",
        "Increase gross margin by 3 %",
        "Reduce the bounce rate by 5 %",
        "Reduce churn by 10 %",
    ),
    good=(
        "Reduce the churn rate by 15 % by the end of Q2",
        "Increase the order frequency by 10 % by the end of Q2",
        "Conversion rate from 4 % to 5 %",
        "Increase revenue by 10 %",
        "Raise NPS from 31 to 40",
        "Launch the loyalty app",
    ),
    near=(
        "Raise retention by 10 percentage points",
        "Double the conversion rate",
        "Reduce the average customer acquisition cost by 20 %",
        "Increase the number of orders by 5 %",
        "Raise the share of repeat buyers to 30 %",
        "Reduce the cost of churn by 5 %",
    ),
    check=check,
)
