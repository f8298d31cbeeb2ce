"""What stands before the head of a line: list marks, labels, "We will", "By the end of May,"."""

from __future__ import annotations

from okrtui.coach.forms import is_base, verb_at
from okrtui.coach.lexicon.metrics import METRICS
from okrtui.coach.lexicon.nouns import NOUNS_TOO
from okrtui.coach.lexicon.verbs import CHANGING, VERBS
from okrtui.coach.lexicon.words import (
    ARTICLES,
    LABELS,
    LEADING,
)
from okrtui.coach.nominal import is_metric_word
from okrtui.coach.scan import Token

MEANINGFUL = frozenset({"%", "<", ">", "≥", "≤", ">=", "<=", "~", "#"})

_RECURRING = frozenset({"hourly", "daily", "weekly", "monthly", "quarterly", "yearly"})
"""Adverbs that belong to the noun behind them: "weekly orders"."""


def first_content(tokens: tuple[Token, ...]) -> int:
    """Index of the first token after list marks, labels ("KR1:", "P0 -") and openings ("We will")."""
    index = _after_adverbial(tokens, _after_labels(tokens))
    while index < len(tokens) - 1:
        token = tokens[index]
        following = tokens[index + 1].norm
        known = token.norm in METRICS or token.norm in VERBS or token.norm in _RECURRING
        adverb = token.kind == "word" and token.norm.endswith("ly") and not known
        if (
            (token.kind == "sign" and token.norm not in MEANINGFUL)
            or (token.norm in LEADING and following not in {"of", "%"} and (token.norm != "let" or following == "us"))
            or (adverb and tokens[index + 1].kind == "word" and following in VERBS)
        ):
            index += 1
        elif token.norm in {"start", "begin", "try", "able"} and following == "to":
            index += 2
        elif token.norm == "be" and following == "able" and index + 3 < len(tokens):
            index += 3
        else:
            break
    return index


def _after_adverbial(tokens: tuple[Token, ...], index: int) -> int:
    """Past "Each quarter," or "By the end of May," when a command follows."""
    gerund = index < len(tokens) and tokens[index].norm.endswith("ing")
    if verb_at(tokens, index) and not gerund:
        return index
    for look in range(index + 1, min(index + 7, len(tokens) - 2)):
        if tokens[look].norm == ",":
            verb = verb_at(tokens, look + 1) if tokens[look + 1].norm not in {"up", "down"} else None
            plain = tokens[look + 1].norm not in NOUNS_TOO or tokens[look + 2].norm in ARTICLES
            plain = plain or tokens[look + 2].kind == "number"
            way = tokens[index].norm in {"by", "through", "via", "using"} and verb and verb[1] in CHANGING
            if verb and is_base(tokens[look + 1].norm) and (plain or way):
                return look + 1
            return look + 1 if _sets_the_time(tokens, index, look) else index
    return index


_OPENERS = frozenset({"after", "when", "once", "if", "during", "within", "until", "before", "while", "at"})


def _sets_the_time(tokens: tuple[Token, ...], index: int, comma: int) -> bool:
    """Whether the words before a comma only tell when: "After a hospital stay, 80 % of patients ..."."""
    if tokens[index].norm not in _OPENERS or any(token.norm == "," for token in tokens[comma + 1 :]):
        return False
    return not any(token.kind == "number" for token in tokens[index:comma]) and comma - index > 1


_ASKED = ["what", "gets", "better"]
"""How the coach's own better line opens, until its writer takes these words away."""


def _after_labels(tokens: tuple[Token, ...]) -> int:
    """Skip "[x]", "1.", "KR 2.1:", "Marketing:"; a colon counts only near the start and before more words."""
    index = 0
    while index < len(tokens) and (
        (tokens[index].kind == "sign" and (tokens[index].norm not in MEANINGFUL or _quotes(tokens, index)))
        or tokens[index].norm == "[x]"
    ):
        index += 1
    if [token.norm for token in tokens[index : index + 3]] == _ASKED:
        colon = next((i for i in range(index, len(tokens) - 1) if tokens[i].norm == ":"), -1)
        return colon + 1 if colon > 0 else index
    for look in range(index, min(index + 6, len(tokens) - 1)):
        if tokens[look].norm == ":" and tokens[look - 1].end <= tokens[look].start:
            inside = tokens[index:look]
            command = (
                verb_at(tokens, look + 1) and is_base(tokens[look + 1].norm) and tokens[look + 1].norm not in NOUNS_TOO
            )
            if (command or (_is_label(inside) and not _values(tokens, look + 1))) and look + 1 < len(tokens):
                return _after_labels_again(tokens, look + 1)
    if (
        index < len(tokens) - 2
        and tokens[index].kind in {"name", "number"}
        and tokens[index + 1].norm in {".", ")", "-", "–", "—"}
    ):
        glued = tokens[index + 1].norm in {"-", "–"} and tokens[index + 2].start == tokens[index + 1].end
        if not glued:
            return index + 2
    if index < len(tokens) - 2 and tokens[index].norm in {"kr", "o"} and tokens[index + 1].kind in {"number", "name"}:
        return index + 2
    return index


def _quotes(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether ">" marks a quoted line, and compares nothing: "> Reduce churn"."""
    return tokens[index].norm == ">" and index + 1 < len(tokens) and tokens[index + 1].kind == "word"


def _values(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether values follow, so that what stands before the colon is their name: "Turnover: baseline 24 %, ..."."""
    named = tokens[index].norm in {"baseline", "target", "from", "currently", "current", "today"}
    return named and index + 1 < len(tokens) and tokens[index + 1].kind in {"number", "blank"}


def _after_labels_again(tokens: tuple[Token, ...], index: int) -> int:
    while (
        index < len(tokens) - 1
        and tokens[index].kind == "sign"
        and tokens[index].norm in {"-", "*", ":", ")", "]", "–"}
    ):
        index += 1
    return index


def _is_label(inside: tuple[Token, ...]) -> bool:
    words = [token for token in inside if token.kind == "word"]
    if not words:
        return True
    if any(word.norm in LABELS for word in words) or (
        len(words) == 1 and words[0].text[:1].isupper() and not is_metric_word(words[0].norm)
    ):
        return True
    return (
        len(words) <= 3
        and all(word.text[:1].isupper() for word in words)
        and not any(is_metric_word(word.norm) for word in words)
    )
