"""Whether two lines speak of the same thing, by the words that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_LIMIT = 400
_WORD = re.compile(r"[^\W\d_]++(?:['’-][^\W\d_]++)*+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL = _words(
    """
    the and for with from into that this these those our their your its his her they them who which what when where
    while than then are was were will would can could may have has had been being not all any each every per via
    across within among until before after over under out off more most less least very much many some such only own
    one two three make makes making become becomes get gets
    """
)
"""Words that carry no subject of their own."""

_MEASURING = _words(
    """
    increase increases raise raises grow grows lift boost expand improve improves reduce reduces lower lowers cut cuts
    decrease decreases drop drops fall falls shrink shorten rise rises reach reaches achieve hit keep keeps maintain
    hold bring rate ratio share number count total average mean median level percent percentage points target baseline
    end start mid quarter month week day year hour minute second days weeks months years hours minutes seconds
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec above below up down double triple halve
    """
)
"""Words of change, measure and time: two lines that differ in nothing else are about the same thing."""


@lru_cache(4096)
def subject(text: str) -> frozenset[str]:
    """The words that carry what a line is about, in a plain form, without those by which it measures."""
    words = (match.group().casefold() for match in _WORD.finditer(text[:_LIMIT]))
    return frozenset(_plain(word) for word in words if len(word) > 2 and word not in _SMALL and word not in _MEASURING)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two subjects are nearly the same.

    When one only adds words to the other, most are shared; when each has words that the other lacks, nearly all are:
    "make onboarding effortless" and "make billing effortless" differ in the one word that matters.
    """
    shared = len(one & other)
    if not shared or (shared < 2 and one != other):
        return False
    least = 0.6 if shared in (len(one), len(other)) else 0.8
    return shared >= least * len(one | other)


def pairs(subjects: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Places of lines that share a word, each pair once, the later one first; in the order of the later one.

    Looks lines up by their words, so that a plan of hundreds of lines costs no more than the words they share.
    """
    lines_of: dict[str, list[int]] = {}
    for place, words in enumerate(subjects):
        seen: set[int] = set()
        for word in words:
            seen.update(lines_of.get(word, ()))
        for earlier in sorted(seen):
            yield place, earlier
        for word in words:
            lines_of.setdefault(word, []).append(place)


def _plain(word: str) -> str:
    """A word without its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
