"""Numbers that measure, and the role that each of them has in its line."""

from __future__ import annotations

from okrtui.coach.fractions import FRACTION_WORDS, PARTS, fraction_at, multiple_at
from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.words import (
    FACTORS,
    NAMING,
    NUMBER_WORDS,
    SCALES,
    VERB_FACTORS,
)
from okrtui.coach.numberrole import counts_noun, role_of
from okrtui.coach.past import is_year
from okrtui.coach.reading import Amount, Role
from okrtui.coach.scan import CURRENCIES, UNITS, WORD_UNITS, Token

_IN_A_ROW = word_set("first last next past previous following every")


_NUMERIC_WORDS = VERB_FACTORS | WORD_UNITS.keys() | NUMBER_WORDS.keys() | FRACTION_WORDS | {"half", "twice"}
"""The words that may stand for a number, or for a unit without one ("from days to hours")."""


_BEFORE_ONE = word_set("to from least than within under by in below above over most maximum")
"""Words that make a number of "one" and "zero", which are mere words elsewhere."""
_WITH_WHOM = word_set("with from by for")


def find_amounts(tokens: tuple[Token, ...], dated: frozenset[int], first: int) -> tuple[Amount, ...]:
    """The numbers of a line that measure something, in order; names, dates and ordinals are left out."""
    found: list[Amount] = []
    index = first
    while index < len(tokens):
        token = tokens[index]
        wordy = token.kind != "number" and token.kind != "blank" and token.norm not in _NUMERIC_WORDS
        amount = None if wordy or index in dated else _amount(tokens, index, first, found)
        if amount is None:
            index += 1
        else:
            found.append(amount)
            index = max(amount.stop, index + 1)
    return tuple(_started(tokens, amount, found) for amount in found if not _is_score(tokens, amount, found))


def _started(tokens: tuple[Token, ...], amount: Amount, found: list[Amount]) -> Amount:
    """A level or a count that the line begins with and moves: "Increase the 30 % repeat rate to 50 %"."""
    known = amount.role in {"level", "count"} and _norm(tokens, amount.at - 1) in {"the", "our", "current", "today's"}
    if not known or any(other.role == "from" for other in found):
        return amount
    ends = [other for other in found if other.role == "to" and other.at > amount.at and other.unit == amount.unit]
    other_things = amount.role == "count" and any(counts_noun(tokens, end.stop) for end in ends)
    return amount._replace(role="from") if ends and not other_things else amount


def _is_score(tokens: tuple[Token, ...], amount: Amount, found: list[Amount]) -> bool:
    """Whether a number at the very end only says how the line stands: "(5/7)", "(0.7)", "=> 72 %"."""
    before = _norm(tokens, amount.at - 1)
    if before == "(" and _norm(tokens, amount.stop) == ")":
        graded = amount.unit == "" and amount.value is not None and (amount.value < 1 or amount.stop - amount.at > 1)
        return amount.stop == len(tokens) - 1 and (graded or (len(found) > 1 and amount.unit in {"", "%"}))
    return before == "=>" and amount.stop == len(tokens) and not any(other.role == "from" for other in found)


def _norm(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].norm if 0 <= index < len(tokens) else ""


def _amount(tokens: tuple[Token, ...], index: int, first: int, found: list[Amount]) -> Amount | None:
    token = tokens[index]
    if token.kind == "blank":
        stop = index + 1
        unit = token.unit or ("%" if _norm(tokens, stop) == "%" else "")
        if token.text == "N" and not unit and _norm(tokens, index - 1) in _WITH_WHOM and not counts_noun(tokens, stop):
            return None  # a name to come: "agree on prices with N"
        role, relative = role_of(tokens, index, first, stop, unit, found)
        return Amount(role, None, unit, token.start, tokens[stop - 1].end, relative, index, stop)
    if token.kind == "word":
        return _worded(tokens, index, first, found)
    if token.kind != "number" or _names(tokens, index, first):
        return None
    value, unit, stop = token.value, token.unit, index + 1
    if _norm(tokens, stop) in SCALES and tokens[stop].kind == "word":
        value *= SCALES[_norm(tokens, stop)]
        stop += 1
    stop = _past_point(tokens, stop)
    if not unit or unit in CURRENCIES.values():
        unit, stop = _unit_after(tokens, stop, unit)
    stop = _of_scale(tokens, stop)
    role, relative = role_of(tokens, index, first, stop, unit, found)
    role, relative = _signed(tokens, index, role, relative, unit)
    if unit == "x" and role != "from":
        level = counts_noun(tokens, stop) or _norm(tokens, index - 1) in {"of", "least"}
        relative = relative or not level or (index == first and not _norm(tokens, stop).endswith("ed"))
    start = token.start - (1 if token.sign else 0)
    value = -value if token.sign == "-" and not relative else value
    return Amount(role, value, unit, start, tokens[stop - 1].end, relative, index, stop)


def _past_point(tokens: tuple[Token, ...], stop: int) -> int:
    """Past the point of "Mio." where the unit of the number follows."""
    pointed = _norm(tokens, stop) == "." and tokens[stop].start == tokens[stop - 1].end
    return stop + 1 if pointed and (_norm(tokens, stop + 1) in _CURRENCY_SIGNS | {"%"}) else stop


_CURRENCY_SIGNS = frozenset({"€", "$", "£", "¥", "₹"})


def _signed(tokens: tuple[Token, ...], index: int, role: Role, relative: bool, unit: str) -> tuple[Role, bool]:
    """+5 and -5 % are changes, unless they stand where a level stands ("at +20 %", "to -3")."""
    sign, before = tokens[index].sign, _norm(tokens, index - 2)
    if not sign or role in {"from", "to"} or before in {"at", "of"}:
        return role, relative
    return ("by", True) if sign == "+" or unit == "%" else (role, relative)


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
    if word in CURRENCIES or word in _CURRENCY_SIGNS:
        return CURRENCIES.get(word, word), stop + 1
    if word == "times" and _norm(tokens, stop + 1) in {"a", "per", "each", "every"}:
        return "", stop
    if word in {"business", "working", "calendar", "full"} and _norm(tokens, stop + 1) in WORD_UNITS:
        return WORD_UNITS[_norm(tokens, stop + 1)], stop + 2
    if word in WORD_UNITS:
        return WORD_UNITS[word], stop + 1
    if word in UNITS and tokens[stop].text in {word, UNITS[word]}:
        return UNITS[word], stop + 1
    return "", stop


def _of_scale(tokens: tuple[Token, ...], stop: int) -> int:
    """4.5/5 is one value; so is "4.5 out of 5"."""
    mark = _norm(tokens, stop)
    end = stop + 1 if mark == "/" else stop + 2
    scaled = mark == "/" or (mark == "out" and _norm(tokens, stop + 1) == "of")
    return end + 1 if scaled and end < len(tokens) and tokens[end].kind == "number" else stop


def _hyphened(word: Token, hyphen: Token) -> bool:
    """Whether a hyphen hangs on a word ("phase-2"); behind a number it makes a range ("10-15")."""
    return word.end == hyphen.start and word.kind != "number"


def _names(tokens: tuple[Token, ...], index: int, first: int) -> bool:
    """Whether the number is part of a name, a year or a reference, and measures nothing."""
    token = tokens[index]
    before, after = _norm(tokens, index - 1), _norm(tokens, index + 1)
    glued = index > 0 and tokens[index - 1].end == token.start
    if token.unit:
        return False
    if token.text == "24" and ((after == "/" and _norm(tokens, index + 2) == "7") or after in {"x7", "x"}):
        return True
    if before == "number" or (before == "." and _norm(tokens, index - 2) in {"no", "nr"}):
        return True
    if before in _IN_A_ROW:
        return after in WORD_UNITS
    if token.text == "7" and before == "/" and index > 1 and _norm(tokens, index - 2) == "24":
        return True
    if (
        before in NAMING
        or before in {"#", "@"}
        or (before == "-" and glued and index > 1 and _hyphened(tokens[index - 2], tokens[index - 1]))
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
    if after in {"version", "release"} or is_year(tokens, index):
        return True
    if after == ":" and joined and index + 2 < len(tokens) and tokens[index + 2].kind == "number":
        return True
    return index == first and after in {".", ")", ":"}


def _worded(tokens: tuple[Token, ...], index: int, first: int, found: list[Amount]) -> Amount | None:
    token = tokens[index]
    word = token.norm
    if word in VERB_FACTORS:
        return Amount("by", FACTORS[word], "x", token.start, token.end, True, index, index + 1)
    if word == "half" and _norm(tokens, index + 1) == "of":
        return Amount("level", 50.0, "%", token.start, token.end, False, index, index + 1)
    if word in WORD_UNITS and (side := _side_in_words(tokens, index, found)):
        return Amount(side, None, WORD_UNITS[word], token.start, token.end, False, index, index + 1)
    if word == "half" and (_norm(tokens, index + 1), _norm(tokens, index + 2)) == ("a", "million"):
        return Amount("count", 5e5, "", token.start, tokens[index + 2].end, False, index, index + 3)
    if word in NUMBER_WORDS and _norm(tokens, index + 1) in PARTS and _norm(tokens, index + 2) == "of":
        share = round(NUMBER_WORDS[word] * PARTS[_norm(tokens, index + 1)], 1)
        return Amount("level", share, "%", token.start, tokens[index + 1].end, False, index, index + 2)
    if word == "zero" and counts_noun(tokens, index + 1):
        return Amount("level", 0.0, "", token.start, token.end, False, index, index + 1)
    if word in {"half", "twice"} and _norm(tokens, index - 1) in {"by", "in", "to"}:
        return Amount("by", 0.5 if word == "half" else 2.0, "x", token.start, token.end, True, index, index + 1)
    part = fraction_at(tokens, index) or multiple_at(tokens, index, first)
    if part:
        return part
    if word not in NUMBER_WORDS or _names_in_words(tokens, index):
        return None
    value, stop = NUMBER_WORDS[word], index + 1
    while _norm(tokens, stop) in SCALES:
        value *= SCALES[_norm(tokens, stop)]
        stop += 1
    unit, stop = _unit_after(tokens, stop, "")
    role, relative = role_of(tokens, index, first, stop, unit, found)
    return Amount(role, value, unit, token.start, tokens[stop - 1].end, relative, index, stop)


def _side_in_words(tokens: tuple[Token, ...], index: int, found: list[Amount]) -> Role | None:
    """Whether a unit alone is a start or an end to be filled in: "from percent to percent"."""
    if _norm(tokens, index - 1) == "from" and any(t.norm == "to" for t in tokens[index : index + 3]):
        return "from"
    started = bool(found) and found[-1].role == "from" and found[-1].value is None
    return "to" if started and any(t.norm == "to" for t in tokens[found[-1].stop : index]) else None


def _names_in_words(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a number word measures nothing: "one of them", "in one place", "phase two", "second"."""
    word, before, after = tokens[index].norm, _norm(tokens, index - 1), _norm(tokens, index + 1)
    if word == "one" and after == "of" and _norm(tokens, index + 2) not in NUMBER_WORDS:
        return True
    if word == "one" and before in {"by", "in"} and not _unit_after(tokens, index + 1, "")[0]:
        return True
    one_in = word == "one" and after == "in" and _norm(tokens, index + 2) in NUMBER_WORDS
    if word in {"zero", "one"} and before not in _BEFORE_ONE and not one_in:
        return True
    return before in NAMING or word == "second"
