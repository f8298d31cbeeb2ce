"""Numbers beside times: years, and values of a time that is over."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.words import ARTICLES, PREPOSITIONS
from okrtui.coach.scan import DATE_NAMES, Token

_OVER = word_set("last previous past")
_PERIODS = word_set("day week month quarter year season sprint spring summer autumn winter fall january december")
_YEAR_BEFORE = word_set(
    """
    in by of since until from for to end fy during through early late mid q1 q2 q3 q4 h1 h2 the our this
    next last and
    """
)


def _from_number(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the number at `index` is the start of a pair, and no year itself: the 1200 in "from 1200 to 2000"."""
    start = tokens[index] if index > 0 else None
    opened = start is not None and start.kind == "number" and _norm(tokens, index - 1) == "from"
    return start is not None and opened and not 1990 <= start.value <= 2100


_AGAINST = frozenset({"versus", "vs", "vs.", "against"})


def names_period(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the period that something is compared with stands there: "than in Q1", "versus 2025", "on last year"."""
    word, index = _norm(tokens, index), index + 1
    compared = _norm(tokens, index - 2) == "compared" and word in {"to", "with"}
    if not (compared or word in _AGAINST or word in {"than", "on"}):
        return False
    while _norm(tokens, index) in {"in", "the", "at", "same", "."}:
        index += 1
    token = tokens[index] if index < len(tokens) else None
    if token is None:
        return False
    year = token.text.isdigit() and 1990 <= token.value <= 2100
    return year or token.norm in _OVER | {"prior"} or bool(DATE_NAMES.match(token.norm))


def in_the_past(tokens: tuple[Token, ...], stop: int) -> bool:
    """Whether a time that is over follows: "9 last quarter", "20 in the last quarter", "30 the year before"."""
    words = [_norm(tokens, index) for index in range(stop, stop + 4)]
    if words[0] in {"today", "now", "currently", "previously", "yesterday"}:
        return True
    if words[0] == "before" and (stop + 1 >= len(tokens) or tokens[stop + 1].kind == "sign"):
        return True  # and not "before December", which is when it is to be reached
    if words[0] in {"in", "during"}:
        words = words[1:]
    if words[0] == "the":
        if words[1] in _PERIODS and words[2] == "before":
            return True
        words = words[1:]
    return words[0] in _OVER and words[1] in _PERIODS


def is_over(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a year or a period that is over stands there: "2024", "last autumn", "the year before"."""
    token = tokens[index] if index < len(tokens) else None
    if token is None:
        return False
    if token.kind in ("number", "date") and len(token.text) == 4 and token.text.isdigit():
        return True
    return in_the_past(tokens, index)


def is_year(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether four digits are a year: "in 2027", "the 2027 plan", "make 2027 our year"; "get 2000 readers" counts."""
    token = tokens[index]
    if not (1990 <= token.value <= 2100 and token.text.isdigit() and len(token.text) == 4):
        return False
    before, after = _norm(tokens, index - 1), tokens[index + 1] if index + 1 < len(tokens) else None
    if before == "to" and _from_number(tokens, index - 2):
        return False
    if before in _AGAINST:
        return after is None or after.kind != "word" or after.norm in PREPOSITIONS
    if after is None or after.norm in ARTICLES or after.norm in {".", ",", ")", ";", ":"}:
        return True
    return not before or before in _YEAR_BEFORE


def _norm(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].norm if 0 <= index < len(tokens) else ""
