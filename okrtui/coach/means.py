"""A way to the result: "by redesigning ...", "through weekly emails", "using ...", beside a result only."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import COMPARATIVES, DEGREES
from okrtui.coach.lexicon.nouns import OUTSIDE
from okrtui.coach.lexicon.verbs import CHANGING, VERBS
from okrtui.coach.lexicon.words import ARTICLES, AUXILIARIES
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.things import phrase_at
from okrtui.coach.users import counts_users

_RESULT_CLASSES = frozenset({"up", "down", "better", "reach", "gain", "rise", "fall", "be", "others", "keep"})


def find_means(reading: Reading) -> Span | None:
    """A way to the result: "by redesigning ...", "through weekly emails", "using ...", after a result only."""
    free = reading.nature != "output" or reading.verb_class in _RESULT_CLASSES or _eases(reading)
    if not free and reading.verb_class not in {"act", "enable", ""}:
        return None
    if reading.aim >= 0:
        joined = reading.norm(reading.aim - 1) in {"to", "that", "will", "which", ","}
        return reading.span(reading.first, reading.aim - joined)
    before = _ahead(reading)
    if before:
        return before
    begin = max(reading.head_end, reading.first + 1)
    for index in range(begin, len(reading.tokens) - 1):
        norm = reading.norm(index)
        if norm not in _CUES or index in reading.dated:
            continue
        following = reading.norm(index + 1)
        if norm == "by" and _gerund(reading, index + 1):
            return reading.span(index, reading.end_of_clause(index))
        if not free:
            continue
        if _brought(norm, following) and reading.norm(index - 1) not in OUTSIDE:
            return reading.span(index, reading.end_of_clause(index))
        if norm in {"leveraging", "utilizing", "utilising"} or (
            norm == "using" and reading.voice == "imperative" and not _used(reading, index)
        ):
            return reading.span(index, reading.end_of_clause(index))
        if (norm, following) in {("resulting", "in"), ("leading", "to")} and reading.verb_class in CHANGING:
            return reading.span(reading.first, index + 2)
        if norm == "so" and reading.verb_class in CHANGING and not reading.amounts and index > reading.head_end:
            return reading.span(reading.first, index + (2 if following == "that" else 1))
        if norm in {"through", "via", "thanks"} and not _route(reading, index):
            return reading.span(index, reading.end_of_clause(index))
        if norm == "with" and _tool(reading, index):
            return reading.span(index, reading.end_of_clause(index))
    return None


def _ahead(reading: Reading) -> Span | None:
    """A way before the result: "By hiring two nurses, shorten ...", "Through a new rota, cut ..."."""
    for index in range(reading.first):
        norm = reading.norm(index)
        if index in reading.dated or reading.tokens[index].kind != "word":
            continue
        opens = norm in {"through", "via", "using", "leveraging", "utilizing", "utilising"}
        if opens or (norm == "by" and _gerund(reading, index + 1)):
            return reading.span(index, reading.end_of_clause(index))
        return None
    return None


def _brought(norm: str, following: str) -> bool:
    """ "Driven by", "enabled by", "thanks to", "with the help of", "by means of": what brings the result about."""
    return (norm in _BRINGING and following == "by") or (norm, following) in {
        ("by", "means"),
        ("as", "part"),
        ("based", "on"),
        ("because", "of"),
        ("due", "to"),
    }


_BRINGING = frozenset({"driven", "enabled", "supported", "powered", "led", "helped", "achieved", "brought"})
_CUES = _BRINGING | word_set(
    "by as based because due leveraging utilizing utilising using resulting leading so through via thanks with"
)
"""The words at which a way may begin: at all others there is no need to look."""


_GETTING_THERE = CHANGING | {"reach", "gain"}


def _tool(reading: Reading, index: int) -> bool:
    """Whether "with" brings a tool to a change: "with a new tier", "with the help of a bot"; not a second measure."""
    helped = reading.norm(index + 1) == "the" and reading.norm(index + 2) in {"help", "aid"}
    if reading.voice != "imperative" or reading.verb_class not in _GETTING_THERE:
        return helped and reading.nature == "outcome"
    if _bare_tool(reading, index):
        return True
    if reading.norm(index + 1) == "the" and reading.norm(index + 2) in {"help", "aid"}:
        return True
    if reading.norm(index + 1) not in {"a", "an", "our", "new", "the", "more"} or any(
        a.at > index for a in reading.amounts
    ):
        return False
    phrase = phrase_at(reading, index + 1)
    measured = any(amount.stop <= index for amount in reading.amounts)
    return phrase.is_a == "thing" or (measured and phrase.is_a == "" and reading.norm(index + 1) != "the")


_NO_TOOLS = DEGREES | COMPARATIVES | {"zero", "fewer", "same", "which"}


def _bare_tool(reading: Reading, index: int) -> bool:
    """Whether "with" and a thing close a change that has its number: "raise yields 10 % with drip irrigation"."""
    following = reading.norm(index + 1)
    measured = any(a.stop <= index and (a.unit or a.relative) for a in reading.amounts)
    if not measured or any(a.at > index for a in reading.amounts) or reading.verb_class not in CHANGING:
        return False
    plain = not (following in ARTICLES or following in _NO_TOOLS)
    return plain and phrase_at(reading, index + 1).is_a in {"", "thing"}


_USERS = OUTSIDE | AUXILIARIES


def _used(reading: Reading, index: int) -> bool:
    """Whether people use something, and are counted for it: "users using two factors to 60 %"."""
    people = reading.norm(index - 1) in _USERS or counts_users(reading, max(reading.head_end, reading.first), index)
    if reading.verb_class == "gain" and reading.amounts and not any(a.at > index for a in reading.amounts):
        return False
    return people and (any(a.at > index for a in reading.amounts) or any(a.stop < index for a in reading.amounts))


def _inside(reading: Reading, index: int) -> bool:
    """Whether the words at `index` tell more of the people measured: "users who sign in via ..."."""
    return any(reading.norm(i) in {"who", "that", "which"} for i in range(max(reading.head_end, 0), index))


def _eases(reading: Reading) -> bool:
    """Make something easier: a result, for all that it is made."""
    return reading.verb == "make" and bool(
        COMPARATIVES & {reading.norm(i) for i in range(reading.head_end, reading.head_end + 6)}
    )


def _gerund(reading: Reading, index: int) -> bool:
    word = reading.norm(index)
    if word.endswith("ly"):
        word = reading.norm(index + 1)
    return (
        word.endswith("ing")
        and len(word) > 4
        and (
            word in VERBS
            or word.startswith(("re", "co", "pre"))
            or word not in {"spring", "morning", "evening", "during", "thing", "string", "building"}
        )
    )


_MOVING = CHANGING | {"reach", "gain", "rise", "fall"}


def _route(reading: Reading, index: int) -> bool:
    """Whether through or via names a channel of the measure itself: "sales via mobile", "orders through the app"."""
    if any(amount.at > index and amount.role != "count" for amount in reading.amounts):
        return True
    if reading.voice == "clause" and _of_people(reading, index):
        return True
    moved = {a.role for a in reading.amounts if a.stop <= index} >= {"from", "to"}
    if moved and not _inside(reading, index):
        return False
    if _inside(reading, index) or (reading.voice != "imperative" and reading.norm(index) == "via"):
        return True
    driven = reading.voice == "imperative" and reading.nature == "outcome"
    if driven or reading.verb_class in _MOVING or _eases(reading):
        return reading.voice == "state"
    return not any(amount.stop <= index for amount in reading.amounts)


def _of_people(reading: Reading, index: int) -> bool:
    """Whether a share of people does something before `index`: "30 % of our users pay through the app"."""
    shares = any(a.unit == "%" and reading.norm(a.stop) == "of" and a.stop < reading.head for a in reading.amounts)
    return shares and reading.head < index and reading.norm(reading.head - 1) in OUTSIDE
