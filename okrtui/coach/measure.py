"""What is measured, and which numbers stand for start and end."""

from __future__ import annotations

from functools import lru_cache

from okrtui.coach.counted import LOOSE, MORE, STOPS, counted_words, stop_before
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import METRICS, QUANTIFIERS, Metric, most_words
from okrtui.coach.lexicon.verbs import CHANGING, VERBS
from okrtui.coach.lexicon.words import ARTICLES, LINKING
from okrtui.coach.model import Span
from okrtui.coach.named import subject_of_number, without_aside
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.scan import Token
from okrtui.coach.things import own_meaning, singular

_SHARES = frozenset({"%"})
_STAYING = frozenset({"stays", "stay", "remains", "remain"})


def metric_at(tokens: tuple[Token, ...], start: int, end: int) -> Metric | None:
    """The last and longest measure of the lexicon among the tokens from `start` to `end`."""
    for stop in range(end, start, -1):
        last = tokens[stop - 1].norm
        longest = _longest(last)
        if not longest:
            continue
        one = singular(last)
        for begin in range(max(start, stop - longest), stop):
            name = " ".join(token.norm for token in tokens[begin : stop - 1])
            name = f"{name} " if name else ""
            found: Metric | None = METRICS.get(name + last) or METRICS.get(name + one)
            if found:
                return found
    return None


@lru_cache(maxsize=4096)
def _longest(last: str) -> int:
    """The most words of a measure that ends in a word, or in its singular; 0 when none does."""
    return max(most_words(last), most_words(singular(last)))


def find_metric(reading: Reading) -> None:
    """Set the span of what is measured, and the lexicon's entry for it."""
    tokens = reading.tokens
    bounds = _bounds(reading)
    start, end = _trim(reading, *bounds)
    if start >= end and reading.first > 1 and reading.norm(reading.first - 1) == ":":
        heading = without_aside(reading, 0, reading.first - 1)
        start, end = _trim(reading, 0, heading) if metric_at(tokens, 0, heading) else (0, 0)
    if end == start + 1 and reading.norm(start) in {"target", "goal", "baseline"}:
        start = end
    if start >= end:
        target = roles(reading)[1]
        start, end = _trim(reading, target.stop, stop_before(reading, target.stop, STOPS)) if target else (0, 0)
    if start >= end:
        return
    reading.metric_span = (tokens[start].start, tokens[end - 1].end)
    reading.metric = _own_metric(reading, start, end)
    if reading.metric:
        return
    joints = {"of", "for", "in", "per", "among", "across", "with", "from", "to", "on"}
    before_of = next((i for i in range(start + 1, end) if tokens[i].norm in joints), end)
    head_word = tokens[before_of - 1].norm
    if head_word in QUANTIFIERS or singular(head_word) in QUANTIFIERS:
        reading.metric = metric_at(tokens, start, end)
    else:
        reading.metric = metric_at(tokens, start, before_of) or metric_at(tokens, start, end)


def keep_to_one_part(reading: Reading) -> None:
    """For a line with two results: end the measure where the first of them ends ("Improve NPS and cut costs").

    Where the second says how far it is to move, its measure it is: "Ship the app and raise NPS to 50".
    """
    span, parts, tokens = reading.metric_span, reading.parts, reading.tokens
    if not parts or span is None or span[1] <= parts[0][0] or span[0] >= parts[0][1]:
        return
    inside = _moved_part(reading, parts[1])
    moved = bool(inside)
    if not moved and span[1] > parts[0][1]:
        inside = [i for i, token in enumerate(tokens) if span[0] <= token.start and token.end <= parts[0][1]]
    if not inside:
        return
    found = metric_at(tokens, inside[0], inside[-1] + 1)
    if found is None and reading.amounts and not moved:
        return  # "Get read and write latency under 10 ms": one measure after all
    start, end = _trim(reading, inside[0], inside[-1] + 1)
    reading.metric_span = reading.span(start, end)
    reading.metric = _own_metric(reading, start, end) or metric_at(tokens, start, end)


def _moved_part(reading: Reading, part: Span) -> list[int]:
    """Indexes between a verb of change that opens a part and the target, where none stands before that part."""
    target = roles(reading)[1]
    measured = [amount for amount in reading.amounts if amount.start < part[0] and amount.role != "count"]
    if target is None or measured or not part[0] <= target.start < part[1]:
        return []
    start = roles(reading)[0]
    stop = min(target.at, start.at) if start and start.start >= part[0] else target.at
    inside = [i for i, token in enumerate(reading.tokens) if token.start >= part[0] and i < stop]
    return inside[1:] if inside and VERBS.get(reading.norm(inside[0])) in CHANGING else []


def _own_metric(reading: Reading, start: int, end: int) -> Metric | None:
    """The measure that the team named itself, of which nobody knows which way is better, or None."""
    if not reading.context.lexicon:
        return None
    for last in range(end - 1, start - 1, -1):
        if own_meaning(reading, reading.tokens, start, last) == "metric":
            return Metric(OWN, "", "unclear", "unclear")
    return None


OWN = "(our own)"
"""Name of a measure that is one of the team's own words."""


def _bounds(reading: Reading) -> tuple[int, int]:
    tokens = reading.tokens
    counted = counted_words(reading)
    if counted:
        return counted
    named = subject_of_number(reading)
    if named:
        return named
    first = reading.amounts[0] if reading.amounts else None
    shared = reading.norm(reading.first) in QUANTIFIERS
    if reading.kind == "kpi" and (shared or reading.voice in {"nominal", "state", "passive"}):
        stop = _whole_name(reading)
        if all(_narrows(reading, amount) or amount.at >= stop for amount in reading.amounts):
            return reading.first, stop
    if reading.voice == "imperative":
        start = reading.aim + 1 if reading.aim >= 0 else reading.head_end
        start = reading.first if reading.verb == "average" else start
        opens = first is not None and (first.at == start or (first.at == start + 1 and reading.norm(start) in ARTICLES))
        if first and opens and first.role == "from":
            start = first.stop
        return start, stop_before(reading, start, STOPS)
    stop = stop_before(reading, reading.first, STOPS)
    if (
        reading.voice in {"clause", "passive", "state"}
        and reading.head > reading.first
        and (not first or first.at > reading.head)
    ):
        stop = reading.head
        while stop > reading.first and tokens[stop - 1].norm in LINKING:
            stop -= 1
    return reading.first, stop


_RHYTHMS = word_set("daily weekly fortnightly monthly quarterly")


def _whole_name(reading: Reading) -> int:
    """Index after the name of a KPI: before a colon or a parenthesis, and before how often it is measured."""
    tokens = reading.tokens
    stop = next((i for i in range(reading.first + 1, len(tokens)) if tokens[i].norm in {":", "=", "("}), len(tokens))
    rhythm = stop == len(tokens) and stop > reading.first + 2 and tokens[-1].norm in _RHYTHMS
    return stop - 2 if rhythm and tokens[-2].norm == "," else stop


def _narrows(reading: Reading, amount: Amount) -> bool:
    """Whether a number only tells which cases of a KPI are counted: "deliveries within 4 hours"."""
    return reading.kind == "kpi" and amount.role == "limit" and reading.norm(amount.at - 1) == "within"


_HANDLING = word_set("bring move take get shift drive")
"""Verbs that move a measure whatever it is, and are nouns or something made elsewhere."""


_TRAILING = LOOSE | _STAYING


def _trim(reading: Reading, start: int, end: int) -> tuple[int, int]:
    tokens = reading.tokens
    start = next((i + 1 for i in range(end - 2, start, -1) if tokens[i].norm == "but"), start)
    while start < end and (
        tokens[start].norm in ARTICLES
        or (start == reading.first and end - start > 1 and tokens[start].norm in _HANDLING)
        or tokens[start].kind == "sign"
        or (
            tokens[start].norm in {"of", "from", "least", "at", "to", "and", "or", "is", "are", "there"}
            and end - start > 1
        )
    ):
        start += 1
    while end > start and (tokens[end - 1].norm in _TRAILING or tokens[end - 1].kind == "sign"):
        end -= 1
    relative = any(a.relative and a.unit in _SHARES and a.stop == start for a in reading.amounts)
    for index in range(start + 1, end):
        if relative and tokens[index].norm in MORE:
            return start, index
    return start, end


def roles(reading: Reading) -> tuple[Amount | None, Amount | None]:
    """(baseline, target): the numbers that stand for start and end."""
    amounts, aim, found = reading.roles
    if amounts is not reading.amounts or aim != reading.aim:
        found = _roles(reading)
        reading.roles = reading.amounts, reading.aim, found
    return found


def _roles(reading: Reading) -> tuple[Amount | None, Amount | None]:
    if not reading.amounts:
        return None, None
    if len(reading.amounts) == 1:
        only = reading.amounts[0]
        if only.at <= reading.aim or only.role == "of" or _narrows(reading, only):
            return None, None
        return (only, None) if only.role == "from" else (None, only)
    aside = reading.aside()
    amounts = [a for a in reading.amounts if a.at > reading.aim and (a.at not in aside or a.role == "from")]
    if all(a.at in aside for a in amounts):
        amounts = []
    amounts = amounts or [a for a in reading.amounts if a.at > reading.aim]
    start = next((a for a in amounts if a.role == "from"), None)
    for wanted in ({"to"}, {"by"}, {"level", "count"}, {"limit"}):
        target = next((a for a in amounts if a.role in wanted), None)
        if target:
            return start, target
    return start, None
