"""Two results or aims that no second verb tells apart: pairs of measures, of qualities, of a thing and its use."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import METRICS
from okrtui.coach.lexicon.nature import ABSTRACT, COMPARATIVES
from okrtui.coach.lexicon.nouns import FUNCTIONS, OUTSIDE
from okrtui.coach.lexicon.states import is_comparative, is_state
from okrtui.coach.lexicon.verbs import CHANGING, VERBS
from okrtui.coach.lexicon.words import PREPOSITIONS
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.things import phrase_at, singular

_JOINTS = frozenset({"and", "&", ",", "plus", ";"})


def find_pairs(reading: Reading) -> tuple[Span, ...]:
    """The spans of two results or aims in one line, or nothing."""
    joint = _guarded(reading) if reading.kind == "key_result" else -1
    if joint < 0 and reading.kind == "key_result":
        joint = _used_as_well(reading)
    if joint < 0 and reading.kind == "key_result":
        joint = _two_wishes(reading)
    if joint < 0 and reading.kind == "objective":
        joint = _praised_pair(reading)
    if joint < 0 and reading.aims:
        joint = _state_pair(reading)
    if joint < 0:
        joint = _measured_pair(reading)
    if joint < 0 and reading.aims:
        joint = _winning_and_changing(reading)
    if joint <= reading.first or joint >= len(reading.tokens) - 1:
        return ()
    return reading.span(reading.first, joint), reading.span(joint + 1, len(reading.tokens))


_MORE_OR_LESS = word_set("more fewer less higher lower")


def _is_more_or_less(norm: str) -> bool:
    return norm in _MORE_OR_LESS or is_comparative(norm)


def _two_wishes(reading: Reading) -> int:
    """Where the second begins of two that are each to be more or less: "Higher NPS and lower churn"; or -1."""
    if reading.amounts or not _is_more_or_less(reading.norm(reading.first)):
        return -1
    inside = range(reading.first + 2, len(reading.tokens) - 2)
    return next((i for i in inside if reading.norm(i) in {"and", "&"} and _is_more_or_less(reading.norm(i + 1))), -1)


_BESIDE = word_set("while whilst without with")
_SETBACKS = word_set("increase rise loss drop fall decline decrease growth worsening reduction change")
_HOLDING = word_set(
    "keeping holding maintaining limiting staying retaining preserving sustaining raising lowering cutting"
)


def _guarded(reading: Reading) -> int:
    """A second measure that is not to suffer: "with no increase in complaints", "while keeping cost under 30"."""
    if not reading.amounts:
        return -1
    for index in range(max(reading.first + 1, reading.head_end), len(reading.tokens) - 2):
        norm, following = reading.norm(index), reading.norm(index + 1)
        if norm not in _BESIDE or not any(amount.stop <= index for amount in reading.amounts):
            continue
        ahead = [reading.norm(i) for i in range(index + 1, index + 5)]
        if norm in {"while", "whilst"} and following in _HOLDING:
            return index
        denied = norm == "without" or (norm == "with" and following in {"no", "zero"})
        if denied and _SETBACKS & set(ahead) and {"in", "of"} & {*ahead, reading.norm(index + 5)}:
            return index
    return -1


_SHIPS = word_set("deploy launch release ship roll-out publish introduce open")
_TAKEN_UP = word_set(
    "adoption usage satisfaction uptime rating retention activation conversion nps csat utilisation utilization"
)


def _used_as_well(reading: Reading) -> int:
    """A thing made, and how it is taken up: "Deploy the portal with 80 % user adoption"."""
    live = reading.voice in {"nominal", "passive"} and "live" in reading.words
    if not (live or (reading.voice == "imperative" and reading.verb in _SHIPS)):
        return -1
    for amount in reading.amounts:
        at = amount.at - 1
        while at > reading.first and reading.norm(at) in {"<", ">", "≥", "≤", ">=", "<=", "least", "at", "over"}:
            at -= 1
        if reading.norm(at) != "with" or amount.unit != "%" or (amount.value or 0) >= 100:
            continue
        words = {singular(reading.norm(i)) for i in range(amount.stop, amount.stop + 4)}
        if words & _TAKEN_UP or "rate" in words:
            return at
    return -1


def _compares(reading: Reading, index: int) -> bool:
    norm = reading.norm(index)
    return norm in {"more", "less", "fewer"} or is_comparative(norm) or (norm in COMPARATIVES and norm.endswith("er"))


_NO_NOUN = {"", "and"} | PREPOSITIONS


def _praised_pair(reading: Reading) -> int:
    """Two nouns, each with what is said of it: "Faster deliveries and happier drivers"."""
    if reading.voice != "nominal":
        return -1
    first = reading.first
    for index in range(first + 2, len(reading.tokens) - 2):
        if reading.norm(index) not in _JOINTS:
            continue
        start = index + 1 + (reading.norm(index) == "," and reading.norm(index + 1) in {"and", "&"})
        if _compares(reading, first) and _compares(reading, start):
            return index
        described = is_state(reading.norm(first)) and (is_state(reading.norm(start)) or "-" in reading.norm(start))
        if described and index == first + 2 and reading.norm(start + 1) not in _NO_NOUN:
            return index
    return -1


def _state_pair(reading: Reading) -> int:
    """Two things, each to be in a state: "Make drivers safer plus depots greener"; "give A cleaner air and B ..."."""
    if reading.voice != "imperative" or reading.verb not in {"make", "keep", "give"}:
        return -1
    for index in range(reading.head_end + 2, len(reading.tokens) - 2):
        if reading.norm(index) not in {"and", "plus", "&"}:
            continue
        if reading.verb == "give":
            given = reading.norm(index + 1) in {"the", "our"} and phrase_at(reading, reading.head_end).is_a == "outside"
            if given and {"a", "an", "more", "better"} & {reading.norm(i) for i in range(index + 3, index + 5)}:
                return index
            continue
        last = len(reading.tokens) - 1
        before = is_comparative(reading.norm(index - 1)) or is_state(reading.norm(index - 1))
        after = is_comparative(reading.norm(last)) or is_state(reading.norm(last))
        if before and after and last - index > 1 and not is_state(reading.norm(index + 1)):
            return index
    return -1


_GROUPS = OUTSIDE | FUNCTIONS


def _measured_pair(reading: Reading) -> int:
    """Two measures or qualities, each with a name of its own: "Customer satisfaction and employee engagement"."""
    imperative = reading.voice == "imperative" and reading.verb_class in CHANGING
    if reading.amounts or not (imperative or (reading.aims and reading.voice == "nominal")):
        return -1
    start = reading.head_end if imperative else reading.first
    first = phrase_at(reading, start)
    if reading.norm(first.stop) not in {"and", "&"} or first.stop - first.start < _NAMED:
        return -1
    second = phrase_at(reading, first.stop + 1)
    both = all(_quality(phrase.is_a, phrase.head) for phrase in (first, second))
    apart = (
        second.stop - second.start >= _NAMED and second.head != first.head and reading.norm(second.start) not in VERBS
    )
    named = {reading.norm(first.start), reading.norm(second.start)} & _GROUPS
    verbal = VERBS.get(reading.norm(second.start)) in {"make", "act", "study"} and not second.head
    if imperative and both and not verbal:
        apart = second.stop - second.start >= _NAMED and second.head != first.head
        return first.stop if apart and second.stop == reading.end_of_clause(first.stop) else -1
    return first.stop if both and (apart or named) and second.stop - second.start >= _NAMED else -1


_NO_OBJECT = PREPOSITIONS | {""}


def _winning_and_changing(reading: Reading) -> int:
    """People won and a thing changed: "Delight guests, and cut waste in the kitchen"."""
    if reading.voice != "imperative" or reading.verb_class not in {"gain", "others", "enable", "be", "reach"}:
        return -1
    for index in range(reading.head_end + 1, len(reading.tokens) - 2):
        if _both_be(reading, index):
            return index
        start = index + 1 + (reading.norm(index) == "," and reading.norm(index + 1) == "and")
        if reading.norm(index) in {"and", ","} and VERBS.get(reading.norm(start)) in {"up", "down"}:
            return index if reading.norm(start + 1) not in _NO_OBJECT else -1
    return -1


def _both_be(reading: Reading, index: int) -> bool:
    """Whether two states for two kinds of people are joined: "be loved by guests and profitable for the owners"."""
    if reading.norm(index) != "and" or reading.words[:1] != ["be"]:
        return False
    return is_state(reading.norm(index + 1)) and reading.norm(index + 2) in {"for", "to"} and index > reading.head + 2


_NAMED = 2


def _quality(is_a: str, head: str) -> bool:
    return is_a in {"metric", "abstract"} or head in METRICS or head in ABSTRACT
