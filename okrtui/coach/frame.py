"""From text to reading: scan, date, head, numbers, measure, judgement, facts, in this order."""

from __future__ import annotations

from datetime import date

from okrtui.coach.amounts import find_amounts
from okrtui.coach.clauses import find_clauses
from okrtui.coach.deadline import deadline_of
from okrtui.coach.head import find_head, first_content
from okrtui.coach.judge import judge
from okrtui.coach.progress import find_progress
from okrtui.coach.lexicon.words import FOREIGN, FUNCTION
from okrtui.coach.measure import find_direction, find_metric, roles
from okrtui.coach.model import Context, Facts, LikeKind, TextKind
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.scan import LIMIT, Token, scan
from okrtui.plan.numbers import Quantity


def read(text: str, kind: TextKind, today: date, context: Context) -> Reading:
    """Read a line once for all rules."""
    tokens = scan(text)
    reading = Reading(text, kind, today, context, tokens)
    found = deadline_of(text[:LIMIT], today, context.fiscal_year_start, context.cycle)
    if found:
        reading.deadline, reading.deadline_span = found
        start, end = found[1]
        reading.dated = frozenset(i for i, token in enumerate(tokens) if token.start >= start and token.end <= end)
    reading.first = first_content(tokens)
    reading.foreign = is_foreign(tokens)
    find_head(reading)
    reading.amounts = find_amounts(tokens, reading.dated, reading.first)
    find_metric(reading)
    find_direction(reading)
    judge(reading)
    find_progress(reading)
    find_clauses(reading)
    reading.reads_like = _like(reading)
    reading.facts = _facts(reading)
    return reading


def is_foreign(tokens: tuple[Token, ...]) -> bool:
    """Whether the line is in another language, by its small words or its script."""
    words = [token.norm for token in tokens if token.kind == "word"]
    if not words:
        return False
    latin = sum(1 for word in words if word[:1] < "\u0250")
    if latin * 2 < len(words):
        return True
    other = sum(1 for word in words if word in FOREIGN)
    english = sum(1 for word in words if word in FUNCTION)
    return other >= 2 and other > english


def _like(reading: Reading) -> LikeKind:
    if reading.nature == "output":
        return "initiative"
    if reading.nature == "steady":
        return "kpi"
    if reading.amounts:
        return "key_result"
    return "objective" if reading.voice in {"imperative", "clause"} else "kpi"


def _facts(reading: Reading) -> Facts:
    start, target = roles(reading)
    if reading.foreign:
        target = target if target and target.role != "limit" else None
    metric = reading.metric
    timing, category = (metric.timing, metric.category) if metric else ("unclear", "unclear")
    spans = {}
    if reading.metric_span and reading.amounts:
        spans["metric"] = reading.metric_span
    for name, amount in (("baseline", start), ("target", target)):
        if amount:
            spans[name] = (amount.start, amount.end)
    if reading.deadline_span:
        spans["deadline"] = reading.deadline_span
    measured = bool(reading.amounts) or (reading.kind == "kpi" or reading.nature != "output")
    return Facts(
        metric=reading.slice(reading.metric_span) or None if measured else None,
        direction=reading.direction if measured else None,
        baseline=_quantity(start),
        target=_quantity(target),
        relative=bool(target and target.relative),
        deadline=reading.deadline,
        timing=timing,  # type: ignore[arg-type]
        category=category,  # type: ignore[arg-type]
        spans=spans,
    )


def _quantity(amount: Amount | None) -> Quantity | None:
    return Quantity(amount.value, amount.unit) if amount and amount.value is not None else None
