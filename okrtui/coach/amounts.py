"""Numbers that measure, and the role that each of them has in its line."""

from __future__ import annotations

from okrtui.coach.lexicon.words import APPROXIMATE, FACTORS, NAMING, NUMBER_WORDS, SCALES, VERB_FACTORS
from okrtui.coach.reading import Amount, Role
from okrtui.coach.scan import CURRENCIES, WORD_UNITS, Token

_STARTS = frozenset("from versus vs currently was were baseline today's now".split())
_EARLIER = {
    ("instead", "of"),
    ("rather", "than"),
    ("up", "from"),
    ("down", "from"),
    ("compared", "to"),
    ("compared", "with"),
    ("currently", "at"),
}
_MORE = frozenset(
    "increase growth rise improvement uplift gain boost more higher larger greater faster decrease reduction drop decline fewer less lower cheaper slower cut".split()
)
_SCALE_ENDS = frozenset({5, 10, 100, 7, 4})


def find_amounts(tokens: tuple[Token, ...], dated: frozenset[int], first: int) -> tuple[Amount, ...]:
    """The numbers of a line that measure something, in order; names, dates and ordinals are left out."""
    found: list[Amount] = []
    index = first
    while index < len(tokens):
        amount = None if index in dated else _amount(tokens, index, first, found)
        if amount is None:
            index += 1
        else:
            found.append(amount)
            index = max(amount.stop, index + 1)
    return tuple(found)


def _norm(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].norm if 0 <= index < len(tokens) else ""


def _amount(tokens: tuple[Token, ...], index: int, first: int, found: list[Amount]) -> Amount | None:
    token = tokens[index]
    if token.kind == "blank":
        stop = index + 1
        unit = token.unit or ("%" if _norm(tokens, stop) == "%" else "")
        role, relative = _role(tokens, index, first, stop, unit, found)
        return Amount(role, None, unit, token.start, tokens[stop - 1].end, relative, index, stop)
    if token.kind == "word":
        return _worded(tokens, index, first, found)
    if token.kind != "number" or _names(tokens, index, first):
        return None
    value, unit, stop = token.value, token.unit, index + 1
    if _norm(tokens, stop) in SCALES and tokens[stop].kind == "word":
        value *= SCALES[_norm(tokens, stop)]
        stop += 1
    if not unit or unit in CURRENCIES.values():
        unit, stop = _unit_after(tokens, stop, unit)
    value, stop = _of_scale(tokens, index, value, stop)
    start = tokens[index].start
    if token.sign:
        start -= 1
    role, relative = _role(tokens, index, first, stop, unit, found)
    if token.sign and role not in ("from",) and token.sign == "+":
        relative, role = True, "by"
    if token.sign == "-" and unit == "%" and role not in ("from", "to"):
        relative, role = True, "by"
    if unit == "x" and role not in ("from",):
        relative = True
    signed = -value if token.sign == "-" and not relative else value
    return Amount(role, signed, unit, start, tokens[stop - 1].end, relative, index, stop)


def _unit_after(tokens: tuple[Token, ...], stop: int, unit: str) -> tuple[str, int]:
    word = _norm(tokens, stop)
    if word == "%":
        return "%", stop + 1
    if unit:
        return unit, stop
    if word == "per" and _norm(tokens, stop + 1) == "cent":
        return "%", stop + 2
    if word == "percentage" and _norm(tokens, stop + 1) in {"points", "point"}:
        return "pp", stop + 2
    if word in CURRENCIES:
        return CURRENCIES[word], stop + 1
    if word in WORD_UNITS:
        return WORD_UNITS[word], stop + 1
    return "", stop


def _of_scale(tokens: tuple[Token, ...], index: int, value: float, stop: int) -> tuple[float, int]:
    """4.5/5 is one value; so is "4.5 out of 5"."""
    after = tokens[stop + 1] if stop + 1 < len(tokens) else None
    if _norm(tokens, stop) == "/" and after and after.kind == "number":
        return value, stop + 2
    if (
        _norm(tokens, stop) == "out"
        and _norm(tokens, stop + 1) == "of"
        and stop + 2 < len(tokens)
        and tokens[stop + 2].kind == "number"
    ):
        return value, stop + 3
    return value, stop


def _names(tokens: tuple[Token, ...], index: int, first: int) -> bool:
    """Whether the number is part of a name, a year or a reference, and measures nothing."""
    token = tokens[index]
    before, after = _norm(tokens, index - 1), _norm(tokens, index + 1)
    glued = index > 0 and tokens[index - 1].end == token.start
    if token.unit:
        return False
    if (
        before in NAMING
        or before == "#"
        or (before == "-" and glued and index > 1 and tokens[index - 2].end == tokens[index - 1].start)
    ):
        return True
    joined = index + 1 < len(tokens) and tokens[index + 1].start == token.end
    if (
        after in {"-", "‑", "–"}
        and joined
        and index + 2 < len(tokens)
        and tokens[index + 2].kind == "word"
        and tokens[index + 2].start == tokens[index + 1].end
    ):
        return True
    if (
        1990 <= token.value <= 2100
        and token.text.isdigit()
        and len(token.text) == 4
        and before not in {"to", "from", "than", "of"}
    ):
        return True
    if after == ":" and joined and index + 2 < len(tokens) and tokens[index + 2].kind == "number":
        return True
    return index == first and after in {".", ")", ":"}


def _worded(tokens: tuple[Token, ...], index: int, first: int, found: list[Amount]) -> Amount | None:
    token = tokens[index]
    word = token.norm
    if word in VERB_FACTORS:
        return Amount("by", FACTORS[word], "x", token.start, token.end, True, index, index + 1)
    if word in {"half", "twice"} and _norm(tokens, index - 1) in {"by", "in", "to"}:
        return Amount("by", 0.5 if word == "half" else 2.0, "x", token.start, token.end, True, index, index + 1)
    if (
        word not in NUMBER_WORDS
        or word in {"zero", "one"}
        and _norm(tokens, index - 1) not in {"to", "from", "least", "than"}
    ):
        return None
    if _norm(tokens, index - 1) in NAMING or word in {"second"}:
        return None
    value, stop = NUMBER_WORDS[word], index + 1
    while _norm(tokens, stop) in SCALES:
        value *= SCALES[_norm(tokens, stop)]
        stop += 1
    unit, stop = _unit_after(tokens, stop, "")
    role, relative = _role(tokens, index, first, stop, unit, found)
    return Amount(role, value, unit, token.start, tokens[stop - 1].end, relative, index, stop)


def _role(
    tokens: tuple[Token, ...], index: int, first: int, stop: int, unit: str, found: list[Amount]
) -> tuple[Role, bool]:
    """The role of a number by the words before it (approximations skipped) and after it."""
    back = index - 1
    if tokens[index].sign:
        back -= 1
    while back >= first and tokens[back].norm in APPROXIMATE and tokens[back].norm not in {"up"}:
        back -= 1
    word, earlier = _norm(tokens, back), _norm(tokens, back - 1)
    after = _norm(tokens, stop)
    if (earlier, word) in _EARLIER or word in _STARTS:
        return "from", False
    if word in {"->", "→", "=>"} or (word == ">" and earlier in {"-", "="}):
        return "to", False
    if after in {"->", "→"} or (after in {"-", "="} and _norm(tokens, stop + 1) == ">"):
        return "from", False
    if word == "to" or (word in {"–", "-"} and found and found[-1].stop == back and found[-1].role == "from"):
        return "to", False
    if word == "by":
        return "by", True
    if word == "of" and earlier in _MORE:
        return "by", True
    if unit in {"%", "x"} and after in _MORE:
        return "by", True
    if word in {"within", "under", "below", "above", "over"}:
        return "limit", False
    if word in {"per", "every", "each"} or (
        word in {"in", "for", "after"} and unit in {"days", "weeks", "months", "years", "h", "min", "s"}
    ):
        return "limit", False
    if after == "of" or unit == "%":
        return "level", False
    if word == "of" and found and found[-1].stop >= back - 1:
        return "of", False
    return "count", False
