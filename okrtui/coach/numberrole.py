"""The role of a number in its line: a start, an end, an amount of change, a level, a count, a limit, a whole."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.verbs import BASES, VERBS
from okrtui.coach.lexicon.words import (
    APPROXIMATE,
    AUXILIARIES,
    CONJUNCTIONS,
    EACH,
    PREPOSITIONS,
    SIGNS_OF_VALUES,
    SMALL,
)
from okrtui.coach.past import in_the_past
from okrtui.coach.reading import Amount, Role
from okrtui.coach.scan import Token
from okrtui.coach.standing_value import says_how_it_stands

_STARTS = word_set(
    "from versus vs currently current was were baseline today's today now previously previous before formerly initially"
)
_GOALS = word_set("target targets goal aim")
_EARLIER = {
    ("instead", "of"),
    ("rather", "than"),
    ("up", "from"),
    ("down", "from"),
    ("compared", "to"),
    ("compared", "with"),
    ("currently", "at"),
}
_ADDED = word_set("additional another extra further")
_MORE = word_set(
    """
    increase growth rise improvement uplift gain boost more higher larger greater faster decrease reduction
    drop decline fewer less lower cheaper slower cut
    """
)
_NOW = word_set("current currently baseline today now previous previously")
_BOUNDS = word_set(
    """
    below above under over less more least most < > <= >= ≤ ≥ = max min maximum minimum
    """
)
_NO_NOUNS = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | APPROXIMATE | _MORE
_ARROWS = frozenset({"->", "→", "=>"})
_TIMES = word_set(
    """
    days day weeks week months month years year hours hour minutes minute seconds second h min s d
    """
)
_AMOUNT_UNITS = frozenset({"%", "pp", "points", "x"})
_MOVES = frozenset({"up", "down", "rise", "fall"})


def _norm(tokens: tuple[Token, ...], index: int) -> str:
    return tokens[index].norm if 0 <= index < len(tokens) else ""


def counts_noun(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a noun stands right after the number, which it counts."""
    return index < len(tokens) and tokens[index].kind == "word" and tokens[index].norm not in _NO_NOUNS


def role_of(
    tokens: tuple[Token, ...], index: int, first: int, stop: int, unit: str, found: list[Amount]
) -> tuple[Role, bool]:
    """The role of the number from `index` to `stop`, and whether it is an amount of change.

    The words before it decide (approximations skipped), then those after it, then the numbers `found` before.
    """
    near = index - (2 if tokens[index].sign else 1)
    back = near
    while back >= first and tokens[back].norm in APPROXIMATE and tokens[back].norm not in {"up"}:
        back -= 1
    if (_norm(tokens, near - 1), _norm(tokens, near)) in _EARLIER or (found and in_the_past(tokens, stop)):
        return "from", False
    if says_how_it_stands(tokens, index, stop):
        return "from", False
    word, earlier = _norm(tokens, back), _norm(tokens, back - 1)
    said = _by_word(tokens, word, earlier, back, stop, unit, found)
    if said:
        return said
    if _changes(tokens, back, first, near, stop, unit, earlier):
        return "by", True
    if word == "within" or word in {"per", "every", "each"}:
        return "limit", False
    if word in {"in", "for", "after"} and unit in _TIMES:
        return "limit", False
    skipped = {token.norm for token in tokens[back + 1 : index]}
    if (unit in _TIMES or skipped & _BOUNDS or "than" in skipped) and _qualifies(tokens, stop):
        return "limit", False
    if _norm(tokens, stop) == "of" or unit == "%":
        return "level", False
    if skipped & _BOUNDS and back >= first and not counts_noun(tokens, stop):
        return "level", False
    if word == "of" and found and found[-1].stop >= back - 1:
        return "of", False
    return "count", False


_SAYING_IS = AUXILIARIES | {":", "at"}


def _by_word(
    tokens: tuple[Token, ...], word: str, earlier: str, back: int, stop: int, unit: str, found: list[Amount]
) -> tuple[Role, bool] | None:
    """The role that the word before a number gives it, or None."""
    shared = _norm(tokens, stop) == "of"
    if word == "from" and earlier not in {"up", "down"} and (shared or (not unit and counts_noun(tokens, stop))):
        ahead = {token.norm for token in tokens[stop : stop + 7]}
        if not ahead & {"to", "→", "->", "towards"}:
            return ("level" if shared else "count"), False
    if (earlier, word) in _EARLIER or word in _STARTS or (earlier in _NOW and word in _SAYING_IS):
        return "from", False
    if _past_year(tokens, back) or _earlier_period(tokens, back):
        return "from", False
    if word in _ARROWS or (word in _GOALS and not _grows(tokens, stop, unit)):
        return "to", False
    if word in {"to", "–", "-", "and"} and found and found[-1].stop == back:
        # "By 10 to 15 %", "between 40 and 50 %": the second number of a range; a start is followed by its end.
        earlier_role = found[-1].role
        ranged = earlier_role == "by" or (earlier_role in {"count", "level", "limit"} and word != "and")
        if ranged or _norm(tokens, found[-1].at - 1) == "between":
            return "of", False
        if word in {"–", "-"} and earlier_role == "from":
            return "to", False
    if word == "to" and not unit and VERBS.get(earlier) in {"act", "study"} and counts_noun(tokens, stop):
        return "count", False
    if word == "to":
        enough = earlier == "up" and any(amount.role in {"level", "count", "by"} for amount in found)
        return ("limit" if enough else "to"), False
    if _starts_a_pair(tokens, word, back, stop):
        return "from", False
    if word == "by":
        return _by(tokens, back, stop, unit)
    return None


def _starts_a_pair(tokens: tuple[Token, ...], word: str, back: int, stop: int) -> bool:
    """Whether the end follows right after this start: "31 -> 40", "Revenue per visitor: $1.10 to $1.40"."""
    while _norm(tokens, stop) in {"/", "per", "a"} and _norm(tokens, stop + 1) in _PER:
        stop += 2
    ahead = tokens[stop : stop + 3]
    numbered = any(token.kind == "number" for token in ahead[1:])
    if numbered and ahead[0].norm in _ARROWS:
        return True
    named = _norm(tokens, back + 1) == ":" or (back >= 0 and tokens[back].kind == "word")
    plain = word not in PREPOSITIONS and word not in CONJUNCTIONS
    plain = plain and (word not in VERBS or _norm(tokens, back + 1) == ":")
    return len(ahead) > 1 and ahead[0].norm == "to" and ahead[1].kind == "number" and named and plain


def _past_year(tokens: tuple[Token, ...], back: int) -> bool:
    """ "(2025: 88 %)": the value of a year in parentheses, beside the one to come."""
    year = tokens[back] if back > 0 else None
    return bool(
        year and year.kind == "number" and year.text.isdigit() and len(year.text) == 4 and tokens[back - 1].norm == "("
    )


def _earlier_period(tokens: tuple[Token, ...], back: int) -> bool:
    """ "(last year 61 %)", "(prev. quarter: 52 days)": the value of the period before, in parentheses."""
    near = [token.norm for token in tokens[max(0, back - 3) : back + 1]]
    if "(" not in near:
        return False
    said = near[near.index("(") + 1 :]
    return bool(said) and said[0] in {"last", "prev", "previous", "prior"} and bool(_PERIODS & set(said))


_PERIODS = word_set("year quarter month season week term semester period")
_PER = _PERIODS | {"day", "hour"}


_OF_CHANGE = _MORE | {"factor"}


def _changes(tokens: tuple[Token, ...], back: int, first: int, near: int, stop: int, unit: str, earlier: str) -> bool:
    """Whether a number without "by" is an amount of change: "+ 5 more", "down 20 %", "Increase donations 25 %"."""
    word = _norm(tokens, back)
    following = _norm(tokens, stop)
    if word in _ADDED or following in _ADDED or (word == "of" and earlier in _OF_CHANGE):
        return True
    if following == "more" and _norm(tokens, stop + 1) not in {"than", "or"} and not unit:
        return True
    if unit == "%" and _per_period(tokens, stop):
        return True
    acting = VERBS.get(_norm(tokens, first))
    if unit in {"pp", "points"} and following == "of" and acting in {"gain", "up"}:
        return True
    if word == "with" and unit == "%" and acting in {"up", "down"} and not counts_noun(tokens, stop):
        return True
    if _grows(tokens, stop, unit):
        return True
    if unit not in _AMOUNT_UNITS or back != near or back < first:
        return False
    if word in {"up", "down"}:
        return BASES.get(earlier) != "make"
    moving = acting in {"up", "down"} and back > first
    if VERBS.get(word) in _MOVES and back > first and word not in {"top", "exceed"}:
        return True
    return moving and tokens[back].kind == "word" and word not in PREPOSITIONS and not counts_noun(tokens, stop)


def _per_period(tokens: tuple[Token, ...], stop: int) -> bool:
    """Whether growth against the period before is meant: "10 % MoM", "5 % week over week"."""
    if _norm(tokens, stop) in {"mom", "qoq", "yoy", "wow", "m-o-m", "y-o-y", "month-over-month", "year-over-year"}:
        return True
    one, joint, other = (_norm(tokens, index) for index in range(stop, stop + 3))
    return one == other and joint in {"over", "on"} and bool(one)


def describes(tokens: tuple[Token, ...], at: int, stop: int) -> bool:
    """Whether a count tells how often, or belongs to those that are known: "3 times a week", "our 12 wards"."""
    often = _norm(tokens, stop) in {"times", "x"} and _norm(tokens, stop + 1) in EACH
    return (often and _norm(tokens, stop + 2) in _PER) or _norm(tokens, at - 1) in _KNOWN


_KNOWN = frozenset({"the", "our", "these", "those", "their", "its"})


def _qualifies(tokens: tuple[Token, ...], stop: int) -> bool:
    """Whether the number only says which things are meant, and the one that counts follows behind a sign.

    "Debts older than 90 days: 10", "Requests > 2 s ≤ 1 %".
    """
    for index in range(stop, min(stop + 3, len(tokens) - 1)):
        if tokens[index].norm in SIGNS_OF_VALUES:
            return any(token.kind == "number" for token in tokens[index + 1 : index + 4])
        if tokens[index].kind != "word" or tokens[index].norm in CONJUNCTIONS:
            return False
    return False


def _by(tokens: tuple[Token, ...], back: int, stop: int, unit: str) -> tuple[Role, bool]:
    """By an amount it changes; "used by 50 % of teams" and "checked by two people" share and count."""
    passive = _norm(tokens, back - 1).endswith(("ed", "en", "un"))
    if passive and (_norm(tokens, stop) == "of" or (not unit and counts_noun(tokens, stop))):
        return ("level" if unit else "count"), False
    return "by", True


def _grows(tokens: tuple[Token, ...], stop: int, unit: str) -> bool:
    """A per cent or factor of growth follows: "10 % more orders", "15 % revenue growth"."""
    if unit not in {"%", "x"}:
        return False
    for token in tokens[stop : stop + 4]:
        if token.norm in _MORE:
            return True
        if token.kind != "word" or token.norm in SMALL:
            return False
    return False
