"""Verbs as they stand in a line: their base form, their class, their particle."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.verbs import BASES, VERBS
from okrtui.coach.scan import Token

PARTICLES = word_set("out up off down sure in back on live over together")


def verb_at(tokens: tuple[Token, ...], index: int) -> tuple[str, str, int] | None:
    """(base form, class, index after verb and particle) of the verb at `index`, or None."""
    if not 0 <= index < len(tokens) or tokens[index].kind != "word":
        return None
    word = tokens[index].norm
    if index + 1 < len(tokens) and tokens[index + 1].norm in PARTICLES:
        both = f"{word}-{tokens[index + 1].norm}"
        if both in VERBS:
            return BASES[both], VERBS[both], index + 2
    if word in VERBS:
        return BASES[word], VERBS[word], index + 1
    if word.startswith("re-") and word[3:] in VERBS:
        return BASES[word[3:]], VERBS[word[3:]], index + 1
    return None


def is_base(word: str) -> bool:
    """Whether a verb form is the base form, as imperatives are."""
    base = BASES.get(word)
    return base is None or base == word


def is_participle(word: str) -> bool:
    """Whether a verb form is one of the past: "launched", "sent"."""
    base = BASES.get(word)
    return base is not None and base != word and not word.endswith(("s", "ing"))
