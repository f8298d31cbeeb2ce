"""Parts and multiples in words: "by a third", "to a quarter", "twice as many"."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.reading import Amount, Role
from okrtui.coach.scan import Token


def _norm(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].norm if 0 <= index < len(tokens) else ""


_FRACTIONS = {"third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
PARTS = {f"{word}s": share for word, share in _FRACTIONS.items()}
"""What one of several parts is in per cent: "two thirds of"."""
FRACTION_WORDS = frozenset({*_FRACTIONS, "order"})
"""Words that `fraction_at` may read."""
_BEFORE_FRACTION = word_set("by to least about over than nearly almost from under below")


def fraction_at(tokens: tuple[Token, ...], index: int) -> Amount | None:
    """ "By a third", "to a quarter", "by an order of magnitude"; "this quarter" is a time."""
    token, before = tokens[index], _norm(tokens, index - 1)
    if before in {"a", "one"} and _shares(tokens, index):
        share = round(_FRACTIONS[token.norm], 1)
        return Amount("level", share, "%", tokens[index - 1].start, token.end, False, index - 1, index + 1)
    if before not in {"a", "an", "one"} or _norm(tokens, index - 2) not in _BEFORE_FRACTION:
        return None
    start, at = tokens[index - 1].start, index - 1
    relative = any(t.norm == "by" for t in tokens[max(0, index - 4) : index])
    if token.norm == "order" and _norm(tokens, index + 2) == "magnitude":
        return Amount("by", 10.0, "x", start, tokens[index + 2].end, True, at, index + 3)
    if token.norm not in _FRACTIONS:
        return None
    role: Role = "by" if relative else "from" if _norm(tokens, index - 2) == "from" else "to"
    return Amount(role, round(_FRACTIONS[token.norm], 1), "%", start, token.end, relative, at, index + 1)


def _shares(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a part of people or things is meant: "a third of our pupils"; not "by a third", "a quarter of growth"."""
    opening = _norm(tokens, index - 2) in {"", "for", "with", "that", "get", "make", "let", "reach", "win"}
    owned = _norm(tokens, index + 2) in {"our", "the", "all", "their"}
    return tokens[index].norm in _FRACTIONS and _norm(tokens, index + 1) == "of" and opening and owned


def multiple_at(tokens: tuple[Token, ...], index: int, first: int) -> Amount | None:
    """ "Half the support tickets" at the head of a line, "twice as many orders" anywhere."""
    pair = tokens[index].norm, _norm(tokens, index + 1)
    if pair != ("twice", "as") and (pair != ("half", "the") or index != first):
        return None
    token, factor = tokens[index], 0.5 if tokens[index].norm == "half" else 2.0
    return Amount("by", factor, "x", token.start, token.end, True, index, index + 1)
