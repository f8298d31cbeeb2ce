"""What the nouns of a line are: measures, things that are made, people outside and inside, states worth having."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS, METRICS, QUANTIFIERS
from okrtui.coach.lexicon.nature import ABSTRACT
from okrtui.coach.lexicon.nouns import ARTEFACTS, INSIDE, OUTSIDE
from okrtui.coach.lexicon.states import is_state
from okrtui.coach.lexicon.verbs import BASES
from okrtui.coach.lexicon.words import ARTICLES, AUXILIARIES, MODALS, POSSESSION, PREPOSITIONS
from okrtui.coach.reading import Reading
from okrtui.coach.scan import Token

ROLES = word_set(
    """
    engineer developer designer manager analyst recruiter employee staff hire teammate colleague director
    intern lead executive programmer researcher scientist writer
    """
)
_ENDS = word_set("that which who whose where when to so and or but while with")


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of a noun, roughly: what the lexicons are asked for."""
    if word.endswith("'s"):
        word = word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "nuses", "tuses")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


class Phrase(NamedTuple):
    """A noun phrase: its tokens from `start` to `stop`, its head noun in the singular, and what it is."""

    start: int
    stop: int
    head: str
    is_a: str
    """metric, thing, outside, inside, abstract or ""."""
    plural: bool
    definite: bool


_BEFORE = ARTICLES | {"at", "least", "of", "about", "more", "than", "over", "up", "to", "new", "-", "“", '"', "'"}
_POINTING = frozenset({"a", "an", "the", "our", "this", "their", "its"})
_BINDING = frozenset({"-", "/", "&", "+", '"', "“", "”", "'", "’"})
_COLLECTIONS = word_set("series set lot variety range types kind suite pair")
_CLOSING = _ENDS | PREPOSITIONS | AUXILIARIES | MODALS | POSSESSION


def phrase_at(reading: Reading, start: int) -> Phrase:
    """The noun phrase that begins at `start`: numbers and articles before it are skipped."""
    phrases = reading.phrases
    known = phrases.get(start)
    if known is None:
        known = phrases[start] = _phrase(reading, start)
    return known


def _phrase(reading: Reading, start: int) -> Phrase:
    tokens = reading.tokens
    taken = reading.counted
    index, definite = start, False
    while index < len(tokens) and (index in taken or tokens[index].norm in _BEFORE):
        definite |= tokens[index].norm in _POINTING
        index += 1
    begin, last = index, -1
    while index < len(tokens) and index not in taken and index not in reading.dated:
        norm = tokens[index].norm
        if norm == "of" and last >= 0 and _collects(tokens[last].norm):
            last = -1
        elif (
            norm == "," and definite and last == begin and index + 1 < len(tokens) and tokens[index + 1].kind == "word"
        ):
            pass
        elif _ends_phrase(tokens, index, last):
            break
        elif tokens[index].kind in {"word", "name"} and norm not in ARTICLES:
            last = index
        index += 1
    if last < 0:
        return Phrase(begin, index, "", "", False, definite)
    head = tokens[last].norm
    return Phrase(begin, index, singular(head), kind_of(reading, tokens, begin, last), head != singular(head), definite)


def _collects(norm: str) -> bool:
    """Whether what follows "of" is the thing itself: "number of orders", "a set of templates"."""
    return singular(norm) in QUANTIFIERS or norm in _COLLECTIONS


def _ends_phrase(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """Whether a noun phrase with its last noun at `last` ends before `index`."""
    token = tokens[index]
    if token.norm == "and" and index and is_state(tokens[index - 1].norm) and index + 2 < len(tokens):
        return not (is_state(tokens[index + 1].norm) and tokens[index + 2].kind == "word")
    if token.norm in _CLOSING or (token.kind == "sign" and token.norm not in _BINDING):
        return True
    if last < 0:
        return False
    if token.norm in ARTICLES and tokens[last].kind == "word":
        return True
    following = tokens[index + 1].norm if index + 1 < len(tokens) else "of"
    acting = (
        token.norm.endswith("ing") and token.norm not in HEADS and token.norm in BASES and following in PREPOSITIONS
    )
    listed = tokens[index - 1].norm == ","
    return acting or (_participle(token.norm) and token.text[:1].islower() and not listed)


PAST = word_set("built written sent spent sold won given taken held paid kept found bought taught drawn driven shown")
"""Participles that end otherwise and are no nouns."""


def _participle(norm: str) -> bool:
    return (norm.endswith("ed") or norm in PAST) and norm in BASES and BASES[norm] != norm


OWN_WORDS = 6
"""So many words a name of the team's own has at most."""


def own_meaning(reading: Reading, tokens: tuple[Token, ...], begin: int, last: int) -> str:
    """What the longest word of the team's own that ends at `last` means; empty when there is none."""
    lexicon = reading.context.lexicon
    if not lexicon:
        return ""
    norm = tokens[last].norm
    for start in range(max(begin, last - OWN_WORDS + 1), last + 1):
        before = "".join(f"{token.norm} " for token in tokens[start:last])
        found = lexicon.get(before + norm) or lexicon.get(before + singular(norm))
        if found:
            return found
    return ""


def kind_of(reading: Reading, tokens: tuple[Token, ...], begin: int, last: int) -> str:
    """What the phrase from `begin` to `last` is, by its last words."""
    word = tokens[last].norm
    own = own_meaning(reading, tokens, begin, last)
    if own:
        return {"metric": "metric", "artefact": "thing", "team": "inside", "person": "inside"}.get(own, "")
    one = singular(word)
    before = " ".join(token.norm for token in tokens[max(begin, last - 2) : last])
    two = f"{before.split()[-1]} {one}" if before else one
    if two != one and two in METRICS and METRICS[two].name not in {"code review"}:
        return "metric"
    if one in ABSTRACT and word == one:
        return "abstract"
    in_a_name = one in {"total", "level", "number"} and tokens[last].text[:1].isupper() and last > begin
    if (one in HEADS or word in HEADS) and not in_a_name:
        return "metric"
    if one in ROLES:
        return "inside"
    if word in OUTSIDE or one in OUTSIDE:
        return "outside"
    if one in ABSTRACT:
        return "abstract"
    if word in ARTEFACTS or one in ARTEFACTS or ("-" in one and one.rsplit("-", 1)[-1] in ARTEFACTS):
        return "thing"
    if word in INSIDE or one in INSIDE:
        return "inside"
    if one in METRICS or word in METRICS:
        return "metric"
    return ""
