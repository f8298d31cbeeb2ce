"""Measures of attention and raw volume."""

from __future__ import annotations

from okrtui.coach.lexicon.metrics import LONGEST, METRICS
from okrtui.coach.model import Span
from okrtui.coach.reading import Reading
from okrtui.coach.things import singular

_GAUGES = frozenset(
    "rate ratio share percentage percent conversion cost time error errors growth quality frequency value score satisfaction retention per-cent speed latency accuracy".split()
)
_BARE = frozenset(
    "download play stream listen share comment hit star fork click like view visit install mention reach follower fan impression visitor".split()
)
_TOTALS = frozenset("total cumulative registered overall created".split())
_PEOPLE = frozenset("user account member customer subscriber developer".split())


def vanity_span(reading: Reading) -> Span | None:
    """Where the line measures attention, or None. A rate or a share of attention is not meant."""
    if reading.kind == "key_result" and reading.nature == "output" and reading.sure > 0.8:
        return None
    tokens = reading.tokens
    end = next((i for i, t in enumerate(tokens) if reading.kind == "kpi" and t.norm == ":" and i > 1), len(tokens))
    if any(token.norm in _GAUGES for token in tokens[:end]) or any(
        a.unit == "%" and not a.relative for a in reading.amounts
    ):
        return None
    for stop in range(end, reading.first, -1):
        if tokens[stop - 1].kind == "sign":
            continue
        for begin in range(max(reading.first, stop - LONGEST), stop):
            words = [t.norm for t in tokens[begin:stop]]
            metric = METRICS.get(" ".join([*words[:-1], singular(words[-1])])) or METRICS.get(" ".join(words))
            if metric and metric.vanity and not _else(reading, begin, stop):
                return tokens[begin].start, tokens[stop - 1].end
            if (
                len(words) > 1
                and words[0] in _TOTALS
                and singular(words[-1]) in _PEOPLE
                and "active" not in words
                and "paying" not in words
            ):
                return tokens[begin].start, tokens[stop - 1].end
    return None


def _else(reading: Reading, begin: int, stop: int) -> bool:
    """Whether the words are a verb, part of another measure, or qualified as use."""
    before = reading.norm(begin - 1)
    after = reading.norm(stop)
    word = reading.norm(stop - 1)
    if stop - begin == 1 and (
        begin == reading.head
        or before in {"to", "who", "that", "of"}
        and word in {"like", "share", "view", "visit", "play", "reach", "comment", "hit", "click"}
    ):
        return True
    if before in {"returning", "active", "unique", "paying", "engaged", "repeat"}:
        return True
    if word in {"share", "reach", "play", "hit", "traffic"} and after == "of" or singular(word) not in _BARE and False:
        return True
    return (
        after in {"error", "time", "speed", "rate", "cost"}
        or "who" in {after, reading.norm(stop + 1)}
        and reading.verb_class != "gain"
    )
