"""What a number belongs to where its name stands before it: "Meals saved per week: 200", "Churn falls to 2 %"."""

from __future__ import annotations

from okrtui.coach.counted import LOOSE, MORE, STOPS, stop_before
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS
from okrtui.coach.lexicon.nouns import NOUNS_TOO
from okrtui.coach.lexicon.verbs import BASES, CHANGING, VERBS
from okrtui.coach.model import Direction
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.things import phrase_at

_ENDS = frozenset({"from", "to", "by", "level", "count"})
_MOVING = CHANGING | {"rise", "fall", "reach", "be"}
_STEADY = word_set("stays stay remains remain takes take lasts last")
_BETWEEN = _STEADY | word_set(
    """
    up down at on average target current currently baseline make makes account accounts represent represents least
    most more fewer less higher lower better than no over under above below of to from by do does did not never will
    would should can must
    """
)
_CHANGING = frozenset({"up", "down"})
_ACTING = CHANGING | {"reach", "gain", "keep"}
_HANDLING = word_set("bring move take get shift drive make")


def subject_of_number(reading: Reading) -> tuple[int, int] | None:
    """First and last token (half-open) of the name before the first number that measures, or None."""
    amount = next((a for a in reading.amounts if a.role in _ENDS and a.at > reading.aim), None)
    if amount is None or reading.kind not in {"key_result", "kpi"}:
        return None
    noun = _noun_of_change(reading, amount)
    if noun:
        return noun
    own = _own_clause(reading, amount)
    if own is not None:
        return own, stop_before(reading, own, STOPS)
    if amount.at <= reading.first or (reading.voice in {"imperative", "empty"} and not _may_be_noun(reading, amount)):
        return None
    stop = _name_end(reading, amount)
    return (reading.first, stop) if stop > reading.first else None


_ONLY_VERBS = _ACTING - {"reach"}


def _may_be_noun(reading: Reading, amount: Amount) -> bool:
    """Whether what was taken for an imperative may be a name: "Rating improved from ...", "Onboarding takes ..."."""
    norm = reading.norm(reading.first)
    if norm in _HANDLING or VERBS.get(norm) in _ONLY_VERBS:
        return False
    known = norm in METRICS or norm in HEADS or norm in NOUNS_TOO or norm.endswith("ing")
    if norm in METRICS and amount.at <= reading.first + 3 and reading.tokens[amount.at - 1].kind == "sign":
        return True
    return known and any(
        VERBS.get(token.norm) in _MOVING or token.norm in _STEADY or token.norm in {"up", "down"}
        for token in reading.tokens[reading.first + 1 :]
    )


def _noun_of_change(reading: Reading, amount: Amount) -> tuple[int, int] | None:
    """The measure behind a noun of change: "Reduction of returns by 20 %", "Increase of 15 % in orders"."""
    first = reading.first + (reading.norm(reading.first) in {"a", "an"})
    if reading.norm(first) not in MORE or reading.norm(first + 1) not in {"of", "in"}:
        return None
    start = first + 2
    if amount.at <= start and reading.norm(amount.stop) in {"in", "of"}:
        start = amount.stop + 1
    return start, stop_before(reading, start, STOPS)


def _own_clause(reading: Reading, amount: Amount) -> int | None:
    """Where the measure begins in a later clause: "Using the new protocol, bring needle time below 45 minutes"."""
    for index in range(amount.at - 2, max(reading.first + 1, amount.at - 14), -1):
        norm = reading.norm(index)
        if norm in {".", ";", "("}:
            return None
        acts = VERBS.get(norm) in _ACTING or norm in _HANDLING
        opened = reading.norm(index - 1) in {",", ":", "to", "then", "and"} and BASES.get(norm) == norm
        if acts and opened and index > reading.head and reading.verb_class not in _CHANGING:
            return index + 1
    return None


def _name_end(reading: Reading, amount: Amount) -> int:
    """Index after the name: before the signs, verbs and small words that lead to the number."""
    tokens = reading.tokens
    stop = amount.at
    dashed = False
    while stop > reading.first:
        token = tokens[stop - 1]
        norm = token.norm
        noun = norm in HEADS or norm in METRICS
        verb = VERBS.get(norm) in _MOVING and stop - 1 > reading.first and not noun
        if norm in {",", ";", "."}:
            return reading.first
        if token.kind == "sign" and norm not in {")", '"', "”", "%"}:
            dashed = True
        elif not (norm in LOOSE or norm in _BETWEEN or verb):
            break
        stop -= 1
    moved = dashed or any(VERBS.get(reading.norm(i)) in _MOVING for i in range(stop, amount.at))
    prepared = reading.norm(amount.at - 1) in _BETWEEN
    counts = amount.role == "count" and not amount.unit and not dashed and not moved
    if counts or not (moved or prepared):
        return reading.first
    if stop == reading.first + 1 and reading.norm(reading.first) in {"target", "goal"}:
        return reading.first
    return without_aside(reading, reading.first, stop)


def without_aside(reading: Reading, first: int, stop: int) -> int:
    """The end of a name without what stands in parentheses behind it, and without how it is measured."""
    if reading.norm(stop - 1) == ")":
        opening = next((i for i in range(stop - 1, first, -1) if reading.norm(i) == "("), stop)
        stop = opening if opening > first else stop
    for index in range(first + 1, stop):
        if reading.norm(index) in {"measured", "based"} and reading.norm(index + 1) in {"by", "in", "on", "with"}:
            return index - (reading.norm(index - 1) == "as")
    return stop


_GREATER = word_set("more greater higher larger bigger faster stronger wider broader longer better")
_SMALLER = word_set("fewer less lower smaller shorter slower")
_UPWARD = frozenset({"act", "gain", "up", "others", "enable", "reach"})


_COMPARING = _GREATER | _SMALLER
_NAME_STOPS = STOPS - {"to"}


def compared(reading: Reading) -> tuple[Direction, int, int] | None:
    """What is to grow or shrink by a word of comparing alone: "Fewer complaints", "Encourage more active use".

    The direction, and the first and last token (half-open) of the name; None where the line compares nothing.
    """
    imperative = reading.voice == "imperative"
    start = reading.head_end if imperative else reading.first
    word = reading.norm(start)
    fits = (imperative and reading.verb_class in _UPWARD) or reading.voice == "nominal"
    if not fits or reading.kind != "key_result" or word not in _COMPARING or reading.amounts:
        return None
    faster = word in {"faster", "slower", "shorter", "longer"}
    direction: Direction = "down" if word in _SMALLER or word == "faster" else "up"
    phrase = phrase_at(reading, start + 1)
    if not phrase.head or phrase.is_a == "thing" or (faster and phrase.is_a != "metric"):
        return None
    return direction, start + 1, stop_before(reading, start + 1, _NAME_STOPS)
