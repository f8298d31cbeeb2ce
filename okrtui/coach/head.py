"""The head of a line: its verb, and how the line is built around it."""

from __future__ import annotations

from collections.abc import Container

from okrtui.coach.forms import PARTICLES, is_base, is_participle, verb_at
from okrtui.coach.lexicon.metrics import HEADS, METRICS
from okrtui.coach.lexicon.nature import COMPARATIVES
from okrtui.coach.lexicon.nouns import ARTEFACTS, OUTSIDE
from okrtui.coach.lexicon.verbs import CHANGING, DOING, HANDLING, VERBS
from okrtui.coach.lexicon.words import (
    ARTICLES,
    AUXILIARIES,
    FACTORS,
    FUNCTION,
    LINKING,
    MODALS,
    NUMBER_WORDS,
    POSSESSION,
    PREPOSITIONS,
)
from okrtui.coach.nominal import is_noun_here, names_kpi
from okrtui.coach.reading import Reading
from okrtui.coach.scan import Token
from okrtui.coach.things import singular


def find_head(reading: Reading) -> None:
    """Set voice and head of `reading`."""
    tokens, first = reading.tokens, reading.first
    if first >= len(tokens):
        return
    verb = verb_at(tokens, first) or _unknown_verb(tokens, first)
    if verb and not (reading.kind == "kpi" and names_kpi(tokens, first)) and not is_noun_here(tokens, first):
        participle = _participle_after(tokens, first) if tokens[first].norm in LINKING else -1
        if participle >= 0:
            first, verb = participle, verb_at(tokens, participle)
        _take(reading, "imperative", first, verb)
        reading.head_end = _past_joined(tokens, reading.head_end, tokens[first].norm)
        return
    for index in range(first + 1, len(tokens)):
        if index not in reading.dated and _clause_at(reading, index):
            return
    reading.voice = "nominal"


def _unknown_verb(tokens: tuple[Token, ...], index: int) -> tuple[str, str, int] | None:
    """A word of no list that only a verb can be, since "the", "our" or "all" follows: "Caulk the hull"."""
    token = tokens[index]
    following = tokens[index + 1].norm if index + 2 < len(tokens) else ""
    if token.kind != "word" or not token.norm.isalpha() or following not in _OBJECT_OPENS or len(token.norm) < 3:
        return None
    one = singular(token.norm)
    if (
        any(token.norm in words or one in words for words in _NO_VERBS)
        or one != token.norm
        or token.norm.endswith(("ly", "ing", "ness", "ed"))
    ):
        return None
    return token.norm, "make", index + 1


_NO_VERBS: tuple[Container[str], ...] = (
    FUNCTION, OUTSIDE, ARTEFACTS, METRICS, HEADS, NUMBER_WORDS, FACTORS, COMPARATIVES,
)  # fmt: skip
"""Not joined in one set, which would weigh more than all of them."""
_OBJECT_OPENS = frozenset({"the", "our", "all", "every", "each", "a", "an", "this", "these", "their"})


def _clause_at(reading: Reading, index: int) -> bool:
    """Take the finite verb at `index`, if there is one, as the head of a clause whose subject stands before it."""
    tokens, norm = reading.tokens, reading.norm(index)
    if norm in LINKING:
        _linked(reading, index)
        return True
    if norm in MODALS and verb_at(tokens, index + 1) and reading.norm(index + 1) not in AUXILIARIES:
        _take(reading, "clause", index + 1, verb_at(tokens, index + 1))
        return True
    found = verb_at(tokens, index)
    if not found or not _finite_here(tokens, index, found, reading.first):
        return False
    passive = is_participle(norm) and not _subject_acts(tokens, reading.first, index)
    _take(reading, "passive" if passive else "clause", index, found)
    return True


def _linked(reading: Reading, index: int) -> None:
    """Take "is live", "has been shipped", "are growing", "has a guide"."""
    tokens = reading.tokens
    owns = reading.norm(index) in POSSESSION
    participle = _participle_after(tokens, index)
    found = verb_at(tokens, participle) if participle >= 0 else None
    if not found:
        _take(reading, "state", index, ("have" if owns else "be", "be", index + 1))
        return
    been = any(token.norm == "been" for token in tokens[index:participle])
    gerund = tokens[participle].norm.endswith("ing")
    passive = been if owns else not gerund
    _take(reading, "passive" if passive else "clause", participle, found)


_AIMING = CHANGING | {"reach", "gain"}


def find_aim(reading: Reading) -> None:
    """Set the aim: a result with a number that the line makes or does something for."""
    if reading.voice != "imperative" or reading.verb_class not in DOING or reading.aims:
        return
    for index in range(reading.head_end + 1, len(reading.tokens)):
        if index in reading.dated or not (_aims_at(reading, index) or _so_that(reading, index)):
            continue
        end = next((i for i in range(index, len(reading.tokens)) if reading.norm(i) in {",", ";", "."}), 999)
        for amount in reading.amounts:
            telling = amount.unit == "%" or amount.relative or amount.role in {"from", "to"}
            telling |= bool(amount.unit) and reading.norm(index) == "so"
            if index <= amount.at < end and telling:
                reading.aim = index
                return


def _so_that(reading: Reading, index: int) -> bool:
    """Whether what is to follow from the work begins here: "so that month-end takes 4 days"."""
    return reading.norm(index) == "so" and reading.norm(index + 1) not in {"far", "many", "much", "on"}


def _aims_at(reading: Reading, index: int) -> bool:
    """Whether a result begins here: "to raise", "that raises", ", raising"."""
    verb, norm, before = verb_at(reading.tokens, index), reading.norm(index), reading.norm(index - 1)
    if verb and before == "to" and norm in HANDLING:
        return True
    if not verb or verb[1] not in _AIMING:
        return False
    if before in {"that", "will", "which"}:
        return True
    return (before == "to" and is_base(norm)) or norm.endswith("ing")


def _take(reading: Reading, voice: str, index: int, verb: tuple[str, str, int] | None) -> None:
    assert verb
    reading.voice = voice  # type: ignore[assignment]
    reading.head, reading.verb, reading.verb_class, reading.head_end = index, verb[0], verb[1], verb[2]


_AFTER_VERBS = PARTICLES - {"sure", "live"}


def _past_joined(tokens: tuple[Token, ...], end: int, head: str) -> int:
    """Past a second verb for the same object: "create and publish five guides"."""
    index = end
    if index < len(tokens) and tokens[index].norm in _AFTER_VERBS:
        index = end = index + 1
    while index + 1 < len(tokens) and tokens[index].norm in {"and", "&", "or", "/", ",", "then"}:
        index += 1
        second = verb_at(tokens, index)
        if second and is_base(head) == is_base(tokens[index].norm):
            index = end = second[2]
    return end


def _participle_after(tokens: tuple[Token, ...], index: int) -> int:
    """Index of a participle right after an auxiliary (adverbs and "been" may stand between), or -1."""
    for look in range(index + 1, min(index + 4, len(tokens))):
        norm = tokens[look].norm
        if is_participle(norm) and norm not in AUXILIARIES and norm not in POSSESSION:
            return look
        if norm.endswith("ing") and norm in VERBS and tokens[index].norm in AUXILIARIES:
            return look
        if not (norm.endswith("ly") or norm in {"been", "being", "not", "now", "all", "also", "able", "to"}):
            return -1
    return -1


def _subject_acts(tokens: tuple[Token, ...], first: int, index: int) -> bool:
    """Whether people outside stand right before the verb as its subject: "10 customers renewed" is theirs."""
    subject = tokens[index - 1].norm if index > first else ""
    return subject in OUTSIDE and VERBS.get(tokens[index].norm) not in {"make", "staff", "study", "act"}


_FELT = frozenset({"feel", "know", "love", "trust", "enjoy", "believe"})
_NO_SUBJECTS = frozenset({"and", "or", "-", "/", ";"})
_PLURALS = frozenset({"people", "children", "women", "men", "staff", "alumni", "folk", "police", "youth"})
"""Subjects in the plural without its ending."""
_PRONOUNS = frozenset({"it", "everyone", "everybody", "nobody", "someone", "they", "he", "she"})


def _finite_here(tokens: tuple[Token, ...], index: int, found: tuple[str, str, int], first: int) -> bool:
    """Whether the verb form at `index` can be the verb of a clause whose subject stands before it."""
    norm, before = tokens[index].norm, tokens[index - 1].norm
    if before in ARTICLES or before in PREPOSITIONS or before in _NO_SUBJECTS or norm.endswith("ing"):
        return False
    if norm in HEADS or singular(norm) in HEADS or tokens[index].text[:1].isupper():
        return is_participle(norm) and norm not in HEADS
    if is_participle(norm):
        return not _describes(tokens, index, first)
    if before in _PRONOUNS:
        return True
    plural_subject = before.endswith("s") or before in _PLURALS
    if norm == found[0].partition("-")[0]:
        return plural_subject and (found[1] != "be" or norm in _FELT) and norm not in ARTEFACTS
    if index + 1 < len(tokens) and is_participle(tokens[index + 1].norm):
        return False
    noun = singular(norm) in ARTEFACTS or singular(norm) in METRICS
    return not noun and not plural_subject and before not in VERBS and found[1] not in {"make", "act"}


def _describes(tokens: tuple[Token, ...], index: int, first: int) -> bool:
    """Whether a participle stands before a noun as its adjective: "10 planned features"."""
    if index + 1 >= len(tokens) or tokens[index + 1].kind != "word":
        return False
    after = tokens[index + 1].norm
    if after in PREPOSITIONS or after in ARTICLES or after in {"and", "or"}:
        return False
    return index - first < 2 or tokens[index - 1].kind in {"number", "blank"}
