"""Nouns that name a measure: which way is better, what it is about, when it is known, whether it is mere attention."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from okrtui.coach.lexicon import business_measures, word_set, work_measures
from okrtui.coach.model import Category, Timing

Polarity = Literal["up", "down", ""]


class Metric(NamedTuple):
    """What the lexicon knows of a measure."""

    name: str
    polarity: Polarity
    category: Category
    timing: Timing
    vanity: bool = False


class _Measures(dict[str, Metric]):
    """Measures by name. An entry holds its group's `Metric` without a name; the whole one is made when asked for."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Metric:
        return super().__getitem__(name)._replace(name=name)

    def get(self, name: str, default: Any = None) -> Any:
        """The measure of that name, or `default`."""
        return self[name] if name in self else default  # noqa: SIM401 - `dict.get` would give the nameless one


def _read() -> _Measures:
    table = _Measures()
    groups = (business_measures.GROUPS.strip() + work_measures.GROUPS.rstrip()).replace("\n ", " ")
    for group in groups.split("\n"):
        head, _, names = group.partition(":")
        polarity, category, timing, *vanity = head.split()
        common = Metric._make(("", polarity if polarity != "-" else "", category, timing, bool(vanity)))
        table |= dict.fromkeys(names.strip().split(", "), common)
    return table


METRICS = _read()
"""Measures by name: singular, lower case."""


@cache
def most_words(last: str) -> int:
    """The most words of a name that ends in `last`; 0 when none does."""
    return _lengths().get(last, 0)


@cache
def _lengths() -> dict[str, int]:
    lengths: dict[str, int] = {}
    for name in METRICS:
        before, _, last = name.rpartition(" ")
        words = before.count(" ") + 2 if before else 1
        if words > lengths.get(last, 0):
            lengths[last] = words
    return lengths


LONGEST = 5
"""The most words in a name."""

_UP: Polarity = "up"
_DOWN: Polarity = "down"
_RISING = word_set(
    """
    rate ratio score index percentage percent share number amount volume frequency level average median mean
    total count ranking rating growth size value proportion fraction nps csat mrr arr dau mau accuracy
    coverage revenue retention conversion satisfaction adoption usage uptime availability throughput
    engagement
    """
)
_FALLING = word_set("time duration cost latency churn delay backlog downtime loss days hours length expenses spend")
HEADS: dict[str, Polarity] = dict.fromkeys(_RISING, _UP) | dict.fromkeys(_FALLING, _DOWN)
"""Words that end the name of a measure whatever stands before them, with the way that is better."""
QUANTIFIERS = word_set(
    """
    number amount percentage percent share proportion count volume total average median mean rate ratio sum
    frequency quantity level % # no
    """
)
