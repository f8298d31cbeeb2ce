"""What is measured, and which way it is to go."""

from __future__ import annotations

from okrtui.coach.things import singular
from okrtui.coach.lexicon.metrics import HEADS, LONGEST, METRICS, QUANTIFIERS, Metric
from okrtui.coach.lexicon.words import APPROXIMATE, ARTICLES, AUXILIARIES, PREPOSITIONS
from okrtui.coach.model import Direction, Span
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.scan import Token

_STOPS = frozenset(
    "from to by through via using so because which while whilst until within after before instead compared during thanks measured against despite".split()
)
_CUT_SIGNS = frozenset(
    {",", ";", ":", "(", ")", "[", "]", "→", "->", "=", ">", "<", "≥", "≤", ">=", "<=", "~", ".", "!", "—", "–"}
)
_LOOSE = (
    PREPOSITIONS
    | ARTICLES
    | AUXILIARIES
    | APPROXIMATE
    | frozenset("and or is are be reaches reach equal equals than not new".split())
) - {"up"}
_MORE = frozenset("increase growth rise improvement uplift gain boost decrease reduction drop decline".split())
_SMALL = {
    "ms": 0.001,
    "s": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "days": 86400.0,
    "weeks": 604800.0,
    "months": 2629800.0,
    "years": 31557600.0,
    "KB": 1e3,
    "MB": 1e6,
    "GB": 1e9,
    "TB": 1e12,
}


def metric_at(tokens: tuple[Token, ...], start: int, end: int) -> Metric | None:
    """The last and longest measure of the lexicon among the tokens from `start` to `end`."""
    for stop in range(end, start, -1):
        for begin in range(max(start, stop - LONGEST), stop):
            name = " ".join(token.norm for token in tokens[begin : stop - 1])
            last = tokens[stop - 1].norm
            name = f"{name} " if name else ""
            found = METRICS.get(name + last) or METRICS.get(name + singular(last))
            if found:
                return found
    return None


def find_metric(reading: Reading) -> None:
    """Set the span of what is measured, and the lexicon's entry for it."""
    bounds = _bounds(reading)
    if bounds is None:
        return
    start, end = _trim(reading, *bounds)
    if start >= end:
        return
    reading.metric_span = (reading.tokens[start].start, reading.tokens[end - 1].end)
    before_of = next(
        (
            i
            for i in range(start + 1, end)
            if reading.tokens[i].norm in {"of", "for", "in", "per", "among", "across", "with"}
        ),
        end,
    )
    head_word = reading.tokens[before_of - 1].norm
    if head_word in QUANTIFIERS or singular(head_word) in QUANTIFIERS:
        reading.metric = metric_at(reading.tokens, start, end)
    else:
        reading.metric = metric_at(reading.tokens, start, before_of) or metric_at(reading.tokens, start, end)


def _bounds(reading: Reading) -> tuple[int, int] | None:
    tokens, amounts = reading.tokens, reading.amounts
    first_amount = amounts[0] if amounts else None
    if reading.voice == "imperative":
        start = reading.head_end
        if first_amount and first_amount.at <= reading.head:
            start = reading.head_end
        elif first_amount and _only_loose(tokens, start, first_amount.at):
            return _after_amount(reading, first_amount)
        return start, _stop(reading, start)
    if first_amount and _only_loose(tokens, reading.first, first_amount.at):
        return _after_amount(reading, first_amount)
    stop = _stop(reading, reading.first)
    if (
        reading.voice in {"clause", "passive", "state"}
        and reading.head < stop
        and (not first_amount or first_amount.at > reading.head)
    ):
        stop = (
            reading.head
            if reading.voice != "clause" or reading.verb_class in {"rise", "fall", "up", "down", "be", "keep"}
            else stop
        )
        while stop > reading.first and tokens[stop - 1].norm in AUXILIARIES:
            stop -= 1
    return reading.first, stop


def _only_loose(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    return all(
        token.norm in _LOOSE or token.kind == "sign" or token.norm in {"additional", "another", "further", "total"}
        for token in tokens[start:end]
    )


def _after_amount(reading: Reading, amount: Amount) -> tuple[int, int]:
    """The words after a leading number: "500 active users", "a 30 % increase in revenue", "95 % of builds pass"."""
    start = amount.stop
    for other in reading.amounts:
        if other.at == start or (other.at == start + 1 and reading.norm(start) in {"of", "-", "/"}):
            start = other.stop
    if reading.norm(start) in _MORE and reading.norm(start + 1) in {"in", "of"}:
        start += 2
    elif reading.norm(start) in {"of", "in"}:
        start += 1
    return start, _stop(reading, start)


def _stop(reading: Reading, start: int) -> int:
    tokens = reading.tokens
    taken = {i for amount in reading.amounts for i in range(amount.at, amount.stop)}
    for index in range(start, len(tokens)):
        token = tokens[index]
        if index in taken or index in reading.dated:
            return index
        if index == start:
            continue
        if token.norm in _STOPS and not (
            token.norm == "to" and tokens[index - 1].norm in {"time", "ltv", "trial", "lead", "ability", "access"}
        ):
            return index
        if token.kind == "sign" and token.norm in _CUT_SIGNS:
            return index
    return len(tokens)


def _trim(reading: Reading, start: int, end: int) -> tuple[int, int]:
    tokens = reading.tokens
    while start < end and (
        tokens[start].norm in ARTICLES
        or tokens[start].kind == "sign"
        or tokens[start].norm in {"of", "new", "least", "at", "to"}
        and end - start > 2
    ):
        start += 1
    while end > start and (tokens[end - 1].norm in _LOOSE or tokens[end - 1].kind == "sign"):
        end -= 1
    return start, end


def common(value: float, unit: str) -> float:
    """A value in the base unit of its kind, so that 1.2 s and 400 ms can be compared."""
    return value * _SMALL.get(unit, 1.0)


def roles(reading: Reading) -> tuple[Amount | None, Amount | None]:
    """(baseline, target): the numbers that stand for start and end."""
    amounts = reading.amounts
    start = next((a for a in amounts if a.role == "from"), None)
    target = None
    for role in ("to", "by", "level", "count", "limit"):
        target = next((a for a in amounts if a.role == role), None)
        if target:
            break
    return start, target


def find_direction(reading: Reading) -> None:
    """Set the direction: the verb's, or the numbers', or the way that is better for such a measure."""
    reading.direction = _direction(reading)


_BY_CLASS: dict[str, Direction] = {
    "up": "up",
    "rise": "up",
    "gain": "up",
    "down": "down",
    "fall": "down",
    "keep": "keep",
}


def _direction(reading: Reading) -> Direction | None:
    start, target = roles(reading)
    if start and target and start.value is not None and target.value is not None and not target.relative:
        one, two = common(start.value, start.unit), common(target.value, target.unit or start.unit)
        if one != two and reading.verb_class != "keep":
            return "up" if two > one else "down"
    if reading.verb_class in _BY_CLASS:
        return _BY_CLASS[reading.verb_class]
    if target and target.relative:
        text = reading.text[target.start : target.end + 24].lower()
        if any(word in text for word in ("reduc", "decreas", "drop", "declin", "fewer", "less", "lower")) or (
            reading.text[target.start] == "-"
        ):
            return "down"
        if (
            any(word in text for word in ("increas", "growth", "more", "rise", "uplift"))
            or reading.text[target.start] == "+"
        ):
            return "up"
    if target:
        before = {reading.norm(i) for i in range(max(0, target.at - 3), target.at)}
        if before & {"below", "under", "fewer", "less", "<", "<=", "≤", "within", "most", "maximum"}:
            return "down"
        if before & {"above", "over", "more", "≥", ">=", ">", "least", "minimum", "exceed"}:
            return "up"
    if reading.metric and reading.metric.polarity:
        return reading.metric.polarity
    words = reading.slice(reading.metric_span).lower().split()
    for word in reversed(words):
        if word in HEADS or singular(word) in HEADS:
            return HEADS.get(word) or HEADS.get(singular(word)) or None
    return "up" if target or reading.verb_class == "better" else None
