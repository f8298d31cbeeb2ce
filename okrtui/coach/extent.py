"""Ends that are left open: "as many readers as possible", "as good as we can"."""

from __future__ import annotations

from dataclasses import dataclass

from okrtui.coach.lexicon import word_set
from okrtui.coach.reading import Reading


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a line says that it goes as far as it can, and what it counts there, if it counts something."""

    start: int
    stop: int
    counted: tuple[int, int] | None = None
    many: bool = False
    """They are counted one by one: "many readers", and not "much money"."""


_AMOUNTS = word_set("many few much little")
_WHEN = word_set("soon early quickly fast late long")
"""After these the words may tell when something is to be ready, and not how far it goes: "as soon as possible"."""
_WHO = word_set("we they one i you anyone anybody")
_LONGEST = 9


def open_extent(reading: Reading) -> Extent | None:
    """What says "as X as possible" or "as X as we can", but for a day: "as soon as possible"."""
    norms = reading.norms
    at = next((i for i in range(reading.first, len(reading.tokens) - 3) if norms[i] == "as"), -1)
    if at < 0 or norms[at + 1] in _WHEN:
        return None
    for second in range(at + 2, min(at + _LONGEST, len(reading.tokens) - 1)):
        if norms[second] != "as":
            continue
        after, then = reading.norm(second + 1), reading.norm(second + 2)
        if after not in {"possible", "possibly"} and not (after in _WHO and then in {"can", "could"}):
            return None
        amount = norms[at + 1]
        counted = (at + 2, second) if amount in _AMOUNTS and second > at + 2 else None
        stop = second + (2 if after not in _WHO else 3)
        return Extent(at, stop, counted, many=amount in {"many", "few"})
    return None
