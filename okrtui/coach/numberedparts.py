"""Two results that two numbers tell apart: "NPS to 40 and churn to 3 %"."""

from __future__ import annotations

import itertools

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.verbs import CHANGING, VERBS
from okrtui.coach.lexicon.words import ARTICLES, CONJUNCTIONS, PREPOSITIONS
from okrtui.coach.model import Span
from okrtui.coach.nominal import is_metric_word
from okrtui.coach.reading import Amount, Reading

_SPANS = word_set("days day weeks week months month hours hour d h")
_AHEAD = word_set("advance ahead prior before earlier beforehand after later")


def _main(reading: Reading) -> list[Amount]:
    """The numbers that can stand for a result of their own: no limits, starts, parentheses or single things."""
    inside = reading.aside()
    return [
        amount
        for amount in reading.amounts
        if (amount.role in {"to", "by", "level", "count"} or _own_limit(reading, amount))
        and amount.at not in inside
        and amount.at >= reading.first
        and not (amount.unit in _SPANS and reading.norm(amount.stop + (reading.norm(amount.stop) == "in")) in _AHEAD)
        and not (amount.role == "count" and amount.value == 1 and reading.norm(amount.at - 1) != "and")
    ]


def _own_limit(reading: Reading, amount: Amount) -> bool:
    """Whether a limit measures something else than the numbers before it: "CSAT 4.6, first reply in 30 minutes"."""
    if reading.voice != "nominal" or amount.role != "limit" or amount.unit == "%" or len(reading.amounts) != 2:
        return False
    commas = [i for i in range(reading.first, amount.at) if reading.norm(i) == ","]
    return bool(commas) and any(is_metric_word(reading.norm(i)) for i in range(commas[-1] + 1, amount.at))


_WITHIN = word_set(
    """
    in for across among per within over during on every each from who that which where whose when between up
    """
)


_STAYING_WITHIN = _WITHIN - {"from"}


def _belongs(amount: Amount, between: list[str], joint: int) -> bool:
    """Whether a number only tells more of the first result: "in 3 countries", "with 500 employees each"."""
    words = between[joint + 1 :]
    if between[joint] == "with" and amount.unit == "%" and amount.value == 100:
        return True
    opening = next((word for word in words if word not in ARTICLES), "")
    if between[joint] in {",", ";"} and opening not in _WITHIN and len(words) > 1 and is_metric_word(words[-2]):
        return False
    if words[-1:] == ["up"]:
        words = words[:-1]
    if (_STAYING_WITHIN if amount.role == "to" else _WITHIN) & set(words):
        return True
    return between[joint] == "with" and amount.role == "count"


_NO_NAMES = PREPOSITIONS | ARTICLES | CONJUNCTIONS


def parts_by_numbers(reading: Reading) -> tuple[Span, ...]:
    """ "NPS to 40 and churn to 3 %": two numbers of which each measures something else."""
    tokens, main = reading.tokens, _main(reading)
    listed = [a for a in main if any(t.norm == ":" for t in tokens[: a.at])]
    if len(listed) > 2 and len(listed) == len(main):
        return ()
    for one, two in itertools.pairwise(main):
        between = tokens[one.stop : two.at]
        norms = [t.norm for t in between]
        if norms == ["and"] and one.unit != two.unit and reading.norm(two.stop) == "of" and one.unit in _SPANS:
            return reading.span(reading.first, one.stop), reading.span(one.stop + 1, len(tokens))
        if not norms or ("of" in norms[:1] and len(norms) < 3):
            continue
        joined = [
            i
            for i, n in enumerate(norms)
            if n in {"and", "&", ";", ",", "while", "plus", "with", "or", "."}
            or (n == "+" and i + 1 < len(norms))  # and not the sign of the number
            or (n == "/" and i + 1 < len(norms) and VERBS.get(norms[i + 1]) in CHANGING)
        ]
        if not joined:
            continue
        nouns = [
            t
            for t in between
            if t.kind == "word"
            and t.norm not in _NO_NAMES
            and t.norm not in {"at", "least", "more", "than", "q1", "q2", "q3", "q4"}
        ]
        if "or" in {norms[joined[0]], norms[joined[-1]]} or not nouns or _belongs(two, norms, joined[-1]):
            continue
        cut = one.stop + joined[-1]
        return reading.span(reading.first, cut), reading.span(cut + 1, len(tokens))
    return ()
