"""Nouns that name a measure: which way is better, what it is about, when it is known, whether it is mere attention."""

from __future__ import annotations

from typing import Literal, NamedTuple

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


def _read() -> dict[str, Metric]:
    table: dict[str, Metric] = {}
    make = Metric._make
    groups = (business_measures.GROUPS.strip() + work_measures.GROUPS.rstrip()).replace("\n ", " ")
    for group in groups.split("\n"):
        head, _, names = group.partition(":")
        polarity, category, timing, *vanity = head.split()
        common = (polarity if polarity != "-" else "", category, timing, bool(vanity))
        for name in names.strip().split(", "):
            table[name] = make((name, *common))
    return table


METRICS = _read()
"""Measures by name: singular, lower case."""


def _lengths() -> dict[str, int]:
    lengths: dict[str, int] = {}
    for name in METRICS:
        before, _, last = name.rpartition(" ")
        words = before.count(" ") + 2 if before else 1
        if words > lengths.get(last, 0):
            lengths[last] = words
    return lengths


LAST_WORDS = _lengths()
"""The words that end a name, with the most words that such a name has: anything else ends none."""

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
