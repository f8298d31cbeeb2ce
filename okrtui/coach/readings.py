"""Where a number is a reading of a measure, whatever was done to what is measured."""

from __future__ import annotations

from collections.abc import Iterable

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.nature import DONE_STATES
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.reading import Reading


def says_done(reading: Reading, where: Iterable[int]) -> bool:
    """Whether one of these words says that a thing is there: "live", "in place"; "the place where" does not."""
    return any(
        reading.norm(i) in DONE_STATES and (reading.norm(i) != "place" or reading.norm(i - 1) == "in") for i in where
    )


def read_off(reading: Reading) -> bool:
    """Whether the number is a reading of a measure: held under a limit, a mean or a rate, or a share that moves."""
    signs = {"<", "≤", "<="}
    if any(signs & {reading.norm(a.at), reading.norm(a.at - 1)} for a in reading.amounts):
        return True
    opening = {reading.norm(reading.first), reading.norm(reading.first + 1)}
    if opening & _MEANS and reading.amounts:
        return True
    starts = [a for a in reading.amounts if a.role == "from"]
    if any(a.unit and a.unit != "%" for a in starts):
        return True
    if "per" in reading.words and any(a.unit and a.unit != "%" for a in reading.amounts):
        return True
    shares = [a for a in reading.amounts if a.unit == "%" and a.role in {"to", "level"}]
    return bool(starts) and any(a.value != 100 for a in shares)


_MEANS = word_set("average median mean typical")


def moves_later(reading: Reading) -> bool:
    """Whether what is counted goes up or down later in the line: "merged within a week rise from 40 % to 85 %"."""
    for index in range(reading.head + 1, len(reading.tokens)):
        norm = reading.norm(index)
        moves = VERBS.get(norm) in {"rise", "fall"} or norm in _MOVES
        if moves and any(a.at > index for a in reading.amounts) and reading.norm(index + 1) in _TO_NUMBER:
            return True
    return False


_MOVES = word_set("up down grow grows grew grown increase increases increased decrease decreases risen fallen reduce")
_TO_NUMBER = word_set("to from by up down above below over under")


def numbers(reading: Reading) -> float:
    """Numbers speak for a result: shares and spans more than counts."""
    score = 0.0
    if any(a.role == "from" for a in reading.amounts):
        score -= 1.2
    if any(a.unit == "%" for a in reading.amounts):
        score -= 0.8
    if any(a.relative for a in reading.amounts):
        score -= 0.6
    return score
