"""Lines offered as KPIs: is there a quantity, and is it a goal in disguise?"""

from __future__ import annotations

from okrtui.coach.gauge import name_end
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import LEVEL_WORDS
from okrtui.coach.lexicon.verbs import CHANGING, HANDLING
from okrtui.coach.model import Span
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.say import cut, first_up, tidy
from okrtui.coach.scan import DATE_NAMES
from okrtui.plan.spans import MONTHS

_CHANGES = CHANGING | {"reach"}
_MOVES = CHANGING | {"rise", "fall"}
_MOVING = word_set(
    "increase increases grow grows improve improves rise rises decrease decreases fall falls decline drops"
)
"""Verbs that move a measure when a number or a date follows."""
_NOUN_CHANGE = word_set("reduction increase decrease improvement")


def goal_span(reading: Reading) -> tuple[Span, bool] | None:
    """Where the line states a change or a dated target, and whether that is sure."""
    tokens, amounts = reading.tokens, reading.amounts
    if not tokens:
        return None
    targets = [a for a in amounts if a.role in {"to", "by", "count", "level"}]
    handled = reading.norm(reading.first) in HANDLING and bool(amounts or reading.deadline)
    if handled:
        return (tokens[reading.first].start, tokens[-1].end), True
    if reading.voice == "imperative" and reading.verb_class in _CHANGES:
        end = tokens[-1].end
        if amounts or reading.deadline:
            return (tokens[reading.head].start, end), True
        if reading.metric or reading.verb_class in {"up", "down"}:
            return (tokens[reading.head].start, end), False
    if reading.voice == "clause" and reading.verb_class in _MOVES and not amounts and tokens[-1].norm in _MOVING:
        return (tokens[reading.first].start, tokens[-1].end), False
    pair = any(a.role == "from" for a in amounts) and any(a.role == "to" for a in amounts)
    if pair and not _SCALED & reading.said:
        return (amounts[0].start, amounts[-1].end), True
    planned = _planned(reading) if targets else None
    if planned:
        return (min(planned[0], targets[0].start), max(planned[1], targets[0].end)), True
    moved = next((a for a in amounts if a.role in {"to", "by"} and _moves_to(reading, a)), None)
    if moved:
        return (tokens[max(moved.at - 1, reading.first)].start, moved.end), True
    until = _until(reading, targets[0].stop) if targets else None
    if until:
        return (targets[0].start, until[1]), True
    dated = _for_month(reading)
    if targets and dated and not _recurring(reading):
        return (min(targets[0].start, dated[0]), max(targets[0].end, dated[1])), True
    if targets and reading.deadline_span and not _recurring(reading):
        spans = [targets[0].start, targets[0].end, *reading.deadline_span]
        return (min(spans), max(spans)), True
    if any(t.norm in {"okr", "okrs"} for t in tokens) and targets:
        return (targets[0].start, targets[0].end), False
    if (
        reading.voice == "nominal"
        and reading.norm(reading.first) in _NOUN_CHANGE
        and reading.norm(reading.first + 1) in {"in", "of"}
        and not _compared(reading)
    ):
        return (tokens[reading.first].start, tokens[min(name_end(reading), len(tokens)) - 1].end), False
    return None


_SCALED = word_set("range ranging ranges scale scored")
"""Words of a scale, which goes "from 0 to 10" and is no change."""


def _planned(reading: Reading) -> Span | None:
    """ "(2027 target)", "FY26 plan": a year or quarter that a value is planned for."""
    tokens = reading.tokens
    for index in range(len(tokens) - 1):
        token = tokens[index]
        dated = DATE_NAMES.match(token.norm) or (token.text.isdigit() and 2000 <= token.value <= 2100)
        if dated and tokens[index + 1].norm in {"plan", "target", "goal"}:
            return token.start, tokens[index + 1].end
        if dated and index > reading.first and tokens[index + 1].norm in {":", "="}:
            return token.start, tokens[index + 1].end
    return None


def _moves_to(reading: Reading, amount: Amount) -> bool:
    """Whether the name of a measure ends in a change: "Hiring time down to 30 days", "Engagement: +10 %"."""
    before, earlier = reading.norm(amount.at - 1), reading.norm(amount.at - 2)
    if before == "to" and earlier in {"up", "down"}:
        return True
    plus = before == "+" and earlier == ":"
    if amount.relative and amount.at == reading.first and reading.norm(amount.stop) in _NOUN_CHANGE:
        return not _compared(reading)
    return amount.relative and (plus or (before in {"up", "down"} and not _compared(reading)))


_ENDS_OF_TIME = word_set(
    """
    end close launch release go-live date deadline spring summer autumn winter season easter christmas term semester
    campaign programme program project pilot grant contract
    """
)
_LONG = word_set("month months quarter quarters year years")


def _until(reading: Reading, start: int) -> Span | None:
    """An end without a day, behind a target: "by launch", "by the end of the campaign", "within the first 3 months"."""
    tokens = reading.tokens
    for index in range(start, len(tokens) - 1):
        ahead = [token.norm for token in tokens[index + 1 : index + 6]]
        ended = reading.norm(index) in {"by", "until", "before"} and _ENDS_OF_TIME & set(ahead[:4])
        within = reading.norm(index) in {"within", "in"} and _LONG & set(ahead) and len(tokens) - index <= _SHORT
        if ended or (within and ahead[0] not in _LONG and (ahead[0] != "a" or reading.norm(index) == "within")):
            return tokens[index].start, tokens[-1].end
    return None


_SHORT = 7
"""Tokens that a span of time at the end of a line takes at most."""


def _for_month(reading: Reading) -> Span | None:
    """ "for August 2027", "for Q3": a period that a target is set for."""
    for index in range(reading.first, len(reading.tokens) - 1):
        following = reading.tokens[index + 1]
        named = following.norm in MONTHS or DATE_NAMES.match(following.norm)
        if reading.norm(index) == "for" and (named or (following.text.isdigit() and 2000 <= following.value <= 2100)):
            return reading.tokens[index].start, following.end
    return None


def _compared(reading: Reading) -> bool:
    return bool({"against", "compared", "versus", "vs", "month", "year", "quarter", "previous"} & reading.said)


def _recurring(reading: Reading) -> bool:
    """A threshold on something that is measured again and again is no goal."""
    words = reading.said
    return bool(words & LEVEL_WORDS) and not words & {"target", "by"}


def kpi_name(reading: Reading) -> str:
    """The measure alone, as a KPI would be called."""
    words = reading.slice(reading.metric_span)
    if reading.voice == "nominal" and reading.norm(reading.first) in _NOUN_CHANGE:
        words = reading.text[reading.tokens[min(reading.first + 2, len(reading.tokens) - 1)].start :]
    return first_up(tidy(words)) or cut(reading, reading.deadline_span)
