"""Lines that would fit anyone, and strategies that list things to build."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import GENERAL
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.lexicon.words import FUNCTION
from okrtui.coach.reading import Reading
from okrtui.coach.things import phrase_at, singular

_EMPTY = word_set(
    """
    our the a an be become being best better great good more most very really excellent world class top
    leading leader market successful high low new strong well again always everywhere all across within
    overall significantly number one possible possibly much
    """
)


_CONCRETE = word_set(
    "launch ship release implement publish migrate hire deploy open host sell install roll-out produce"
)


_SAYING_NOTHING = GENERAL | _EMPTY


_TECH = frozenset({"tech", "technical"})
_DEVOTED = (
    *("-centric", "-focused", "-focussed", "-driven", "-oriented", "-obsessed", "-minded", "-leading", "-class"),
    *("-first", "-native", "-led", "-powered"),
)


def is_devotion(norm: str) -> bool:
    """Whether a word says what one puts first, as anyone may: "customer-centric", "ai-first"."""
    return norm.endswith(_DEVOTED)


def is_general(reading: Reading) -> bool:
    """Whether nothing in the line names a product, an area or a beneficiary of one's own."""
    if reading.wordless:
        return True
    if reading.amounts or reading.verb in _CONCRETE:
        return False
    content = 0
    for index, token in enumerate(reading.tokens):
        if index < reading.first or index in reading.dated or token.kind == "sign":
            continue
        if token.kind == "name":
            return False
        norm = token.norm
        if norm in FUNCTION or norm in _EMPTY:
            continue
        if reading.head <= index < reading.head_end or (
            norm in VERBS
            and reading.norm(index - 1) not in {"the", "our", "a"}
            and norm not in {"support", "train"}
            and index != len(reading.tokens) - 1
            and singular(norm) not in GENERAL
        ):
            continue
        if reading.kind == "strategy" and singular(norm) in {"customer", "client", "user", "solution"}:
            continue
        if is_devotion(norm) and reading.verb in {"be", "become"}:
            content += 1
            continue
        if norm in _TECH and reading.norm(index + 1) == "debt":
            continue
        if norm == "debt" and reading.norm(index - 1) in _TECH:
            content += 1
            continue
        pieces = norm.split("-")
        joined = len(pieces) > 1 and all(piece in _SAYING_NOTHING for piece in pieces)
        if norm not in GENERAL and singular(norm) not in GENERAL and not joined:
            return False
        if token.text.isupper() and len(token.text) > 1 and index > reading.first and norm not in {"kpi", "kpis", "hr"}:
            return False
        content += 1
    return content <= 4


def is_feature_list(reading: Reading) -> bool:
    """Whether a strategy names things to make and neither whom to win nor how."""
    words = reading.said
    if words & {"win", "serve", "own", "compete", "before", "instead", "because", "niche", "not", "where", "than"}:
        return False
    if reading.verb_class == "make" and reading.nature == "output":
        return True
    if reading.voice != "nominal":
        return False
    tokens = reading.tokens
    starts = [reading.first] + [i + 1 for i, t in enumerate(tokens) if t.norm in {",", "and", ";"}]
    return len(starts) > 1 and all(phrase_at(reading, start).is_a == "thing" for start in starts if start < len(tokens))
