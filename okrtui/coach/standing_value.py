"""Numbers that say how things stand, or stood: "today it is 12 %", "(6,200 at the moment)", "the 310k of last year"."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.words import APPROXIMATE, ARTICLES, AUXILIARIES, PREPOSITIONS
from okrtui.coach.past import is_over
from okrtui.coach.scan import Token

_NOW = word_set(
    """
    today now currently current present presently actual actually as-is baseline base starting started stuck standing
    today's ly py ytd
    """
)
_NAMED = word_set("current present actual today's baseline starting")
"""Of these, one noun may follow before the number: "current NPS 31"."""
_TELLING = frozenset({"start", "as", "last"})
"""Words that say so together with the one behind them."""
_SMALL = (
    AUXILIARIES
    | PREPOSITIONS
    | ARTICLES
    | APPROXIMATE
    | word_set("we it this that they there which still only just year quarter month value level : = at")
)
_EDGES = frozenset({",", ";", "(", "[", ".", "/", "–", "—", "-", "|"})
_REACH = 6
"""Words before a number that may say so."""
_COMPARED = word_set("than against versus vs vs. on above below over under from")


def _norm(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].norm if 0 <= index < len(tokens) else ""


def says_how_it_stands(tokens: tuple[Token, ...], index: int, stop: int) -> bool:
    """Whether the number from `index` to `stop` is a value of now or before, told by the words around it."""
    return _before(tokens, index) or _after(tokens, index, stop)


def _before(tokens: tuple[Token, ...], index: int) -> bool:
    said: list[str] = []
    at = index - 1
    while at >= 0 and len(said) < _REACH and tokens[at].kind != "number" and tokens[at].norm not in _EDGES:
        said.append(tokens[at].norm)
        at -= 1
    if _NOW.isdisjoint(said) and _TELLING.isdisjoint(said):
        return False
    said.reverse()
    if "from" in said:
        said = said[said.index("from") :]
    if said[:2] == ["start", ":"] or said[:2] == ["as", "is"]:
        return True
    if said[-2:-1] == ["last"] and said[-1].endswith("'s"):
        return True  # "above last winter's 82 %"
    others = [word for word in said if word not in _NOW and word not in _SMALL]
    spare = 1 if set(said) & _NAMED else 0
    return bool(set(said) & _NOW) and len(others) <= spare


_NOT_COUNTED = _SMALL | _NOW
_OPENING = word_set("at right so now today currently of in")
"""The words that such a remark behind a number begins with."""


def _after(tokens: tuple[Token, ...], index: int, stop: int) -> bool:
    if stop < len(tokens) and tokens[stop].kind == "word" and _norm(tokens, stop) not in _NOT_COUNTED:
        stop += 1  # what is counted: "3.6 stars now"
    if _norm(tokens, stop) not in _OPENING:
        return False
    words = [_norm(tokens, at) for at in range(stop, stop + 4)]
    later = any(token.kind == "number" for token in tokens[stop:])
    earlier = any(token.kind == "number" for token in tokens[:index])
    if words[:3] == ["at", "the", "moment"] or words[:2] in (["at", "present"], ["right", "now"], ["so", "far"]):
        return later or earlier
    if words[0] in {"now", "today", "currently"}:
        return later or earlier
    near = {_norm(tokens, index - 1), _norm(tokens, index - 2)}
    if words[0] in {"of", "in"} and near & _COMPARED:
        return is_over(tokens, stop + 1)
    return False
