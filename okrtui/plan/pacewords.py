"""How things stand, in words: the status with its pace, and distances in the metric's own unit."""

from __future__ import annotations

from okrtui.plan.entities import Direction
from okrtui.plan.numbers import decimals_of, format_value
from okrtui.plan.progress import Standing

_WHY = {
    "early": "not judged yet: too little of the time is gone",
    "no data": "no value yet: nobody can tell",
    "reached": "reached",
    "missed": "missed",
}


def places_of(*values: float | None) -> int:
    """Decimals for computed values beside these: those of the finest, at most four."""
    return min(max((decimals_of(value) for value in values if value is not None), default=0), 4)


def amount(value: float, unit: str, places: int) -> str:
    """A distance in the metric's own unit; between two shares it is points."""
    return format_value(value, "points" if unit == "%" else unit, decimals=places)


def pace_words(at: Standing, direction: Direction | None, baseline: float | None) -> str:
    """The status of a key result in words: "at risk, 20 points behind" (of the calendar, in percentage points).

    Of one whose status cannot be said it says what is missing; the `baseline` is that of the key result.
    """
    if at.status in _WHY:
        return _WHY[at.status]
    if at.status == "keep":
        return "holds its level" if at.progress == 1 else "outside its level"
    if at.progress is None or at.elapsed is None or not at.status:
        return f"cannot be said: {_missing(at, baseline)}" if direction != "keep" else "—"
    points = round((min(max(at.progress, 0.0), 1.0) - at.elapsed) * 100)
    many = f"{abs(points)} point{'' if abs(points) == 1 else 's'}"
    if at.status == "behind":
        return f"behind, by {many}"
    return f"{at.status}, {many} {'ahead' if points > 0 else 'behind'}" if points else f"{at.status}, with the calendar"


def _missing(at: Standing, baseline: float | None) -> str:
    parts = (("a start", baseline), ("a target", at.target), ("a value", at.value))
    names = [name for name, held in parts if held is None]
    if not names:
        return "its cycle has no dates" if at.elapsed is None else "its start and its target do not show a way"
    return "it lacks " + " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
