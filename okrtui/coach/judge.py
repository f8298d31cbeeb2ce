"""Outcome, output or steady; scale, binary or none: evidence for and against, added up, never a single word."""

from __future__ import annotations

import math

from okrtui.coach.head import singular
from okrtui.coach.lexicon.metrics import HEADS
from okrtui.coach.lexicon.nouns import ARTEFACTS, OUTSIDE
from okrtui.coach.reading import Progress, Reading

_CLASS_WEIGHT = {
    "make": 2.6, "act": 2.2, "study": 2.4, "staff": 2.6, "enable": 0.6, "set": 1.5, "up": -1.6, "down": -1.6, "better": -0.8, "reach": -0.8,
    "gain": -1.8, "keep": -0.5, "rise": -2.5, "fall": -2.5, "be": -0.2, "others": -2.0,
}  # fmt: skip


def judge(reading: Reading) -> None:
    """Set nature and progress, with how sure each is."""
    steady = _steady(reading)
    score = _output_score(reading)
    if steady > 0 and steady > score - 1.0:
        reading.nature, reading.sure = "steady", _squash(steady)
    elif score > 0:
        reading.nature, reading.sure = "output", _squash(score)
    else:
        reading.nature, reading.sure = "outcome", _squash(-score)
    reading.progress, reading.progress_sure = _progress(reading)


def _squash(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-score))


def _steady(reading: Reading) -> float:
    words = reading.words
    if reading.verb_class == "keep" and reading.voice != "nominal":
        return 2.0
    if any(word in {"maintain", "maintaining", "continue", "never", "remains", "stays"} for word in words):
        return 1.0
    return 0.0


def _object_head(reading: Reading) -> str:
    """The noun that the head verb acts on: the last word before a preposition, a number or a sign."""
    start = reading.head_end if reading.voice == "imperative" else reading.first
    last = ""
    taken = {i for amount in reading.amounts for i in range(amount.at, amount.stop)}
    for index in range(max(start, 0), len(reading.tokens)):
        token = reading.tokens[index]
        if index in taken:
            if last:
                break
            continue
        if token.kind == "sign" or (
            last
            and token.norm in {"of", "for", "in", "on", "at", "with", "by", "to", "from", "and", "that", "who", "which"}
        ):
            break
        if token.kind == "word":
            last = token.norm
    return last


def _output_score(reading: Reading) -> float:
    score = 0.3
    if reading.voice in {"imperative", "passive", "clause", "state"}:
        score = _CLASS_WEIGHT.get(reading.verb_class, 0.3)
    noun = _object_head(reading)
    if noun in ARTEFACTS or singular(noun) in ARTEFACTS:
        score += 0.9
    if reading.metric and not reading.metric.vanity:
        score -= 1.0
    if noun in HEADS:
        score -= 0.8
    if reading.amounts:
        score -= 0.5
        if any(a.unit == "%" for a in reading.amounts):
            score -= 0.6
        if any(a.role == "from" for a in reading.amounts):
            score -= 1.5
    if noun in OUTSIDE:
        score -= 0.8
    return score


def _progress(reading: Reading) -> tuple[Progress, float]:
    if reading.amounts:
        return "scale", 0.9
    if reading.nature == "output":
        return "binary", reading.sure
    if reading.verb_class in {"up", "down", "better", "rise", "fall"}:
        return "none", 0.9
    return "none", 0.6
