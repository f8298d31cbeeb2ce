"""From text to reading: scan, date, head, numbers, measure, judgement, facts, in this order."""

from __future__ import annotations

from datetime import date

from okrtui.coach.amounts import find_amounts
from okrtui.coach.classes import classify
from okrtui.coach.clauses import find_clauses
from okrtui.coach.counted import none_of
from okrtui.coach.deadline import deadline_of
from okrtui.coach.direction import find_direction
from okrtui.coach.gauge import is_quantity
from okrtui.coach.goals import goal_span
from okrtui.coach.head import find_aim, find_head
from okrtui.coach.judge import judge
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.verbs import CHANGING
from okrtui.coach.lexicon.words import FOREIGN, FUNCTION
from okrtui.coach.measure import find_metric, keep_to_one_part, roles
from okrtui.coach.model import Context, Facts, LikeKind, TextKind
from okrtui.coach.named import compared
from okrtui.coach.numberrole import describes
from okrtui.coach.opening import first_content
from okrtui.coach.progress import find_progress
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.scan import LIMIT, Token, scan
from okrtui.plan.numbers import Quantity


def read(text: str, kind: TextKind, today: date, context: Context, *, facts: bool = True) -> Reading:
    """Read a line once for all rules; without `facts` only what rules ask for."""
    tokens = scan(text)
    if len(tokens) > len(_OPEN_DAY) and tuple(token.norm for token in tokens[-2:]) == _OPEN_DAY:
        tokens = tokens[:-2]
    reading = Reading(text, kind, today, context, tokens)
    found = deadline_of(text[:LIMIT], today, context.fiscal_year_start, context.cycle)
    if found:
        reading.deadline, reading.deadline_span = found
        start, end = found[1]
        reading.dated = frozenset(i for i, token in enumerate(tokens) if token.start >= start and token.end <= end)
    reading.first = first_content(tokens)
    reading.foreign = is_foreign(tokens)
    find_head(reading)
    reading.amounts = tuple(
        amount for amount in find_amounts(tokens, reading.dated, reading.first) if not is_gap(reading, amount)
    )
    reading.amounts = _that_measure(reading) or none_of(reading)
    find_aim(reading)
    find_metric(reading)
    judge(reading)
    find_progress(reading)
    find_clauses(reading)
    keep_to_one_part(reading)
    find_direction(reading)
    if not facts or reading.wordless:
        reading.reads_like = kind
        return reading
    reading.reads_like = _like(reading)
    reading.facts = _facts(reading)
    return reading


def _that_measure(reading: Reading) -> tuple[Amount, ...]:
    """The numbers, where there are several without those that only describe what another one measures.

    "Families who cook 3 times a week from 40 to 60", "share of the 12 wards that report from 20 % to 80 %".
    """
    if len(reading.amounts) < 2:
        return reading.amounts
    kept = [a for a in reading.amounts if a.role != "count" or not describes(reading.tokens, a.at, a.stop)]
    return tuple(kept) if any(amount.role != "from" for amount in kept) else reading.amounts


_BEFORE_VALUES = word_set("from to at below above under over least most than within = : → -> < > ≥ ≤ by of")


_OPEN_DAY = ("by", "__")
"""How a line ends whose day is still to be said: it reads as it does without."""


def is_gap(reading: Reading, amount: Amount) -> bool:
    """Whether a blank stands for words to come, and for no number: "Make __ easier for __", "by __"."""
    token = reading.tokens[amount.at]
    if token.kind != "blank" or not token.text.startswith("_"):
        return False
    if reading.aims:
        return True
    before = reading.norm(amount.at - 1)
    if amount.unit:
        return False
    if before in {"by", "of"} and (before == "of" or amount.stop == len(reading.tokens)):
        return True
    return before not in _BEFORE_VALUES


def is_foreign(tokens: tuple[Token, ...]) -> bool:
    """Whether the line is in another language, by its small words or its script."""
    words = [token.norm for token in tokens if token.kind == "word"]
    latin = sum([word < "\u0250" for word in words])
    if latin * 2 < len(words):
        return True
    if FOREIGN.isdisjoint(words):
        return False
    other = sum([word in FOREIGN for word in words])
    english = sum([word in FUNCTION for word in words])
    return other >= 2 and other > english


def _like(reading: Reading) -> LikeKind:
    """What the line reads like, whatever it was meant as."""
    if reading.kind == "kpi" and reading.voice != "imperative" and is_quantity(reading) and not goal_span(reading):
        return "kpi"
    goal = goal_span(reading) if reading.kind == "kpi" else None
    if goal:
        return "key_result" if goal[1] or reading.metric else "objective"
    if reading.nature == "output":
        return "initiative"
    if reading.kind == "strategy":
        return "strategy"
    target = roles(reading)[1]
    if reading.nature == "steady" or (reading.voice == "nominal" and not target):
        return "objective" if reading.aims and reading.nature != "steady" else "kpi"
    told_in_time = reading.aims and target is not None and target.role == "limit" and target.unit not in {"", "%"}
    if target and not told_in_time:
        watched = reading.kind == "kpi" and reading.voice != "imperative" and not reading.deadline
        return "kpi" if watched else "key_result"
    if reading.kind == "key_result" and reading.verb_class in _MOVING and reading.metric:
        return "key_result"
    return "objective"


_MOVING = CHANGING | {"rise", "fall"}


_PLAIN_CHANGE = word_set("increase reduce decrease grow raise lower boost maximize maximise minimize minimise shorten")


def _facts(reading: Reading) -> Facts:
    start, target = roles(reading)
    growing = compared(reading) if reading.nature == "outcome" else None
    if growing:
        reading.direction, reading.metric_span = growing[0], reading.span(*growing[1:])
    counted = (bool(reading.amounts) and reading.progress == "scale") or _single(reading)
    if reading.kind == "kpi":
        measured, directed = True, bool(reading.amounts) or reading.verb_class in {"up", "down"}
    elif counted:
        measured = directed = True
    else:
        target = None
        changing = reading.nature != "output" and (reading.verb_class in _MOVING or reading.verb_class == "keep")
        directed = changing and (reading.verb_class in {"up", "down", "rise", "fall"} or reading.metric is not None)
        plainly = reading.verb in _PLAIN_CHANGE
        directed = directed and (plainly or reading.metric is not None)
        measured = directed = directed or growing is not None
    metric = reading.metric
    category, timing = (
        classify(reading)
        if metric is None or metric.category == "unclear" or reading.kind == "kpi"
        else (metric.category, metric.timing)
    )
    spans = {"metric": reading.metric_span} if reading.metric_span and measured else {}
    for name, amount in (("baseline", start), ("target", target)):
        if amount:
            spans[name] = (amount.start, amount.end)
    if reading.deadline_span:
        spans["deadline"] = reading.deadline_span
    return Facts(
        metric=(reading.slice(reading.metric_span) or None) if measured else None,
        direction=reading.direction if directed else None,
        baseline=_quantity(start),
        target=_quantity(target),
        relative=bool(target and target.relative),
        deadline=reading.deadline,
        timing=timing,
        category=category,
        spans=spans,
    )


def _single(reading: Reading) -> bool:
    """One of a thing, right after the verb: "Add 1 editor" has a target, if no scale."""
    return (
        bool(reading.amounts)
        and reading.amounts[0].role == "count"
        and reading.amounts[0].at <= max(reading.head_end, reading.first) + 2
    )


def _quantity(amount: Amount | None) -> Quantity | None:
    return Quantity(amount.value, amount.unit) if amount and amount.value is not None else None
