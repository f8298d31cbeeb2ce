"""Which way a measure is to go."""

from __future__ import annotations

from okrtui.coach.lexicon import word_set
from okrtui.coach.lexicon.metrics import HEADS
from okrtui.coach.lexicon.verbs import DOING, VERBS
from okrtui.coach.measure import roles
from okrtui.coach.model import Direction
from okrtui.coach.reading import Amount, Reading
from okrtui.coach.things import phrase_at
from okrtui.plan.numbers import Quantity, comparable


def find_direction(reading: Reading) -> None:
    """Set the direction: the verb's, or the numbers', or the way that is better for such a measure."""
    reading.direction = _direction(reading)


_BY_CLASS: dict[str, Direction] = {
    "up": "up",
    "rise": "up",
    "gain": "up",
    "down": "down",
    "fall": "down",
    "keep": "keep",
}

_LESS = word_set(
    """
    reduction reduce reduces decrease decreases drop drops decline fewer less lower cheaper
    """
)

_ALL = 100.0
"""Nobody is after 100 % of what is bad."""
_UNDER = frozenset(
    {
        "shorter",
        "smaller",
        "lower",
        "quicker",
        "faster",
        "cheaper",
        "earlier",
        "below",
        "under",
        "fewer",
        "less",
        "<",
        "<=",
        "≤",
        "within",
        "most",
        "maximum",
        "max",
    }
)

_OVER = frozenset(
    {
        "longer",
        "higher",
        "larger",
        "bigger",
        "reach",
        "reaches",
        "above",
        "over",
        "more",
        "≥",
        ">=",
        ">",
        "least",
        "minimum",
        "exceed",
        "min",
    }
)


def _direction(reading: Reading) -> Direction | None:
    start, target = roles(reading)
    if reading.nature == "steady":
        counted = reading.kind == "kpi" and target is None and bool(reading.amounts)
        return "up" if counted else "keep"  # "Share of parcels sent within a day": the more the better
    if start and target and start.value is not None and target.value is not None and not target.relative:
        both = comparable(
            Quantity(start.value, start.unit or target.unit), Quantity(target.value, target.unit or start.unit)
        )
        if both and both[0] != both[1]:
            return "up" if both[1] > both[0] else "down"
    acting = VERBS.get(reading.norm(reading.aim), "") if reading.aim >= 0 else reading.verb_class
    if acting in _BY_CLASS and reading.voice != "passive":
        return _BY_CLASS[acting]
    if reading.voice == "passive" and reading.verb_class in {"up", "down"}:
        return _BY_CLASS[reading.verb_class]
    if target is None:
        return _without_number(reading)
    return _by_target(reading, target)


def _by_target(reading: Reading, target: Amount) -> Direction:
    near = {reading.norm(i) for i in range(target.stop, target.stop + 3)}
    first = reading.norm(reading.first + (reading.norm(reading.first) in {"a", "an"}))
    if target.relative and (near & _LESS or first in _LESS or reading.text[target.start] in "-−"):
        return "down"
    if target.relative and reading.text[target.start] == "+":
        return "up"
    led = _led(reading, target)
    if led:
        return led
    if target.value == 0 and not target.relative:
        return "down"
    if reading.nature == "output" or (target.unit == "%" and target.value == _ALL):
        return "up"
    polarity = _polarity(reading)
    shared = reading.norm(target.stop) == "of"
    if polarity and not shared and reading.verb_class not in DOING:
        return polarity
    return "up"


def _led(reading: Reading, target: Amount) -> Direction | None:
    """The direction that the words right before a number tell: "at most 5", "down to 3", "reduce by 70 %"."""
    for index in range(target.at - 1, max(reading.first, target.at - 4) - 1, -1):
        norm, before = reading.norm(index), reading.norm(index - 1)
        if norm in {"than", "to", "by", "at"} or norm == "only":
            continue
        if norm in {"most", "least"} and before != "at":
            continue
        negated = before in {"no", "not", "never", "n't"} or before.endswith("n't")
        if norm in _UNDER:
            return "up" if negated else "down"
        if norm in _OVER:
            return "down" if negated else "up"
        moved = norm if norm in {"up", "down"} else _BY_CLASS.get(VERBS.get(norm, ""), "")
        if moved in {"up", "down"} and index > reading.first:
            return "up" if moved == "up" else "down"
    return None


def _polarity(reading: Reading) -> Direction | None:
    """The better way for the measure: by its name in the lexicon, or by the noun that ends it."""
    if reading.metric and reading.metric.polarity:
        return reading.metric.polarity
    if reading.metric_span:
        start = next(i for i, t in enumerate(reading.tokens) if t.start == reading.metric_span[0])
        head = phrase_at(reading, start).head
        return HEADS.get(head) or HEADS.get(head.partition("-")[0]) or None
    return None


def _without_number(reading: Reading) -> Direction | None:
    if reading.verb_class != "better" or reading.metric is None:
        return None
    return _polarity(reading)
