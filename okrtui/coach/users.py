"""Those who do something as what is measured: "crews using tracking", "customers paying by card"."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nouns import INSIDE, OUTSIDE
from okrtui.coach.lexicon.verbs import BASES
from okrtui.coach.lexicon.words import PREPOSITIONS
from okrtui.coach.reading import Reading

_SHARED = word_set("share shares number percentage percent proportion % fraction count")
_PEOPLE = OUTSIDE | INSIDE


def counts_users(reading: Reading, start: int, index: int) -> bool:
    """Whether those who do something are what is measured: "share of crews using tracking", "teams using the app".

    `start` is where the measure begins, `index` where "using" stands. "Conversion using a new page" names a way.
    """
    inside = [amount for amount in reading.amounts if start <= amount.at < index]
    if any(amount.unit == "%" and reading.norm(amount.stop) == "of" for amount in inside):
        return True
    if any(amount.role in {"from", "to", "by"} for amount in inside):
        return False
    if _shares(reading, start, index):
        return True
    between = [reading.norm(i) for i in range(start, index)]
    return bool(between) and between[-1] in _PEOPLE and not PREPOSITIONS & set(between)


def _shares(reading: Reading, start: int, index: int) -> bool:
    """Whether a part of something is named between two places: "the share of orders"."""
    return any(reading.norm(i) in _SHARED and reading.norm(i + 1) == "of" for i in range(start, index - 1))


def does_so(reading: Reading, start: int, index: int) -> bool:
    """Whether "by", "through" or "via" tells how those measured do it: "customers paying by card"."""
    doing = reading.norm(index - 1)
    if reading.norm(index) not in _OF_DOING:
        return False
    if any(a.at == index + 1 for a in reading.amounts) or index + 1 in reading.dated:
        return False
    if reading.norm(index + 1).endswith("ing"):
        return False
    people = doing.endswith("ing") and reading.norm(index - 2) in _PEOPLE
    return people or (_shares(reading, start, index) and BASES.get(doing, doing) != doing and not doing.endswith("s"))


_OF_DOING = frozenset({"by", "through", "via"})
