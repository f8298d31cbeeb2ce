"""What "make" makes of its object: a state to be brought about, or a thing."""

from __future__ import annotations

from okrtui.coach.lexicon.metrics import HEADS, METRICS
from okrtui.coach.lexicon.nature import COMPARATIVES, DONE_STATES
from okrtui.coach.lexicon.nouns import ARTEFACTS, NOUNS_TOO, OUTSIDE
from okrtui.coach.lexicon.states import BARE_ACTIONS, STATES, is_comparative, is_state
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.lexicon.words import ARTICLES, PREPOSITIONS
from okrtui.coach.manner import is_stem_of_state
from okrtui.coach.reading import Reading
from okrtui.coach.scan import DATE_NAMES
from okrtui.coach.things import Phrase, phrase_at, singular
from okrtui.plan.spans import MONTHS


def make(reading: Reading, obj: Phrase) -> float | None:
    """make X easier · make it simple to · make available · make 5 posters."""
    after = [reading.norm(i) for i in range(reading.head_end, min(reading.head_end + 9, len(reading.tokens)))]
    if after[:1] in (["sure"], ["certain"]):
        return None
    if reading.aims and "something" in after[1:]:
        return -1.4  # "make the ferry something that commuters love"
    if reading.aims and _times(reading):
        return -1.4
    if reading.norm(obj.stop) in {"a", "an", "the", "our"} and obj.stop > obj.start and reading.aims:
        return -1.4
    if reading.aims and _be_foremost(reading, obj.stop):
        return -1.4
    if any(word in {"exception", "norm", "rule", "default", "standard", "habit"} for word in after) and reading.aims:
        return -1.4
    if "so" in after and "that" in reading.words:
        return -1.4
    if any(word in COMPARATIVES or is_comparative(word) for word in after) and not (
        after and after[0] in {"available", "public"}
    ):
        return -1.8
    if any(word in {"lead", "leader", "choice", "place", "thing", "priority", "difference"} for word in after):
        return -1.4
    if any(word in DONE_STATES for word in after):
        return 1.6
    if obj.is_a == "metric" or (reading.amounts and any(a.unit in {"$", "€", "£", "%"} for a in reading.amounts)):
        return -1.8
    return -1.6 if brings_about(reading) or _described_last(reading) else None


def _be_foremost(reading: Reading, start: int) -> bool:
    """Whether the object is to be first of its like: "make the depot in Graz the fastest"."""
    ends = (reading.norm(i + 1) for i in range(start, len(reading.tokens) - 1) if reading.norm(i) == "the")
    return any(norm == "best" or (norm.endswith("est") and is_stem_of_state(norm[:-3])) for norm in ends)


_NO_ADJECTIVES = ARTICLES | PREPOSITIONS | {"and"}


def _described_last(reading: Reading) -> bool:
    """Whether a word of no list tells how a plural is to be: "make releases boring for developers"."""
    tokens = reading.tokens
    for index in range(reading.head_end + 1, len(tokens)):
        norm, before, after = reading.norm(index), reading.norm(index - 1), reading.norm(index + 1)
        if not (after in {"", "for", "to", "again", "in", "at", "on", ".", "!"} and tokens[index].kind == "word"):
            continue
        if is_state(norm) and norm not in DONE_STATES and before not in _NO_ADJECTIVES:
            return reading.aims and index - reading.head_end > 1
        if after == "for" and _may_describe(reading, index) and _people_follow(reading, index + 2):
            return reading.aims
        noun = before != singular(before) and tokens[index - 1].kind == "word" and norm == singular(norm)
        if noun and norm.endswith(("ing", "y", "ic", "al", "ive", "ant", "ent")) and norm not in DONE_STATES:
            return reading.aims
    return False


_ADJECTIVE_ENDINGS = ("ing", "ic", "al", "ive", "ant", "ent", "ous", "ful", "less", "able", "ible", "ish")


def _may_describe(reading: Reading, index: int) -> bool:
    """Whether a word that no list has may tell how the object before it is to be: "make month-end closing boring"."""
    norm = reading.norm(index)
    opens = reading.norm(reading.head_end) in {"a", "an"}
    return norm.endswith(_ADJECTIVE_ENDINGS) and not is_listed(norm) and not opens and index - reading.head_end > 1


def is_listed(norm: str) -> bool:
    """Whether a word is one of the verbs, things or measures of the lexicon."""
    return norm in VERBS or norm in ARTEFACTS or norm in METRICS or norm in NOUNS_TOO or norm in HEADS


def _people_follow(reading: Reading, start: int) -> bool:
    return any(reading.norm(i) in OUTSIDE for i in range(start, start + 4))


_ONCE = ARTICLES | BARE_ACTIONS | {"one"}


def _times(reading: Reading) -> bool:
    """Whether "make" stands with a time and what it is to become: "make Q3 the quarter of the customer"."""
    index = start = reading.head_end + (reading.norm(reading.head_end) in ARTICLES)
    while index < len(reading.tokens) and (index in reading.dated or _names_time(reading.norm(index))):
        index += 1
    if index == start or index >= len(reading.tokens):
        return False
    return reading.norm(index) in _ONCE or is_state(reading.norm(index))


def _names_time(norm: str) -> bool:
    return norm in MONTHS or bool(DATE_NAMES.match(norm)) or (norm.isdigit() and norm[:2] in {"19", "20"})


_BREAKS = PREPOSITIONS | {"that", "so", "when", "where", "while", "and", ","}


def brings_about(reading: Reading) -> bool:
    """Whether "make" stands with an object and its state or its doing: "make clinics calm", "make every hour count"."""
    tokens, start = reading.tokens, reading.head_end
    stop = start
    while stop < len(tokens) and stop not in reading.dated:
        norm = tokens[stop].norm
        if norm in _BREAKS and stop > start:
            break
        if stop > start and norm in BARE_ACTIONS and norm not in STATES:
            return tokens[stop - 1].norm not in ARTICLES
        stop += 1
    if stop - start < 2 or tokens[stop - 1].norm in DONE_STATES:
        return False
    own_work = reading.kind == "key_result" and phrase_at(reading, start).definite is False
    last = tokens[stop - 1].norm
    if last in STATES:
        return True
    return is_state(last) and not (own_work and last.endswith(("able", "ible")))
