"""Round values that a person can read along an axis, and the span that an axis shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from okrtui.plan import manner

_STEPS = (1, 2, 5, 10)
_LARGEST, _SMALLEST = math.nextafter(math.inf, 0.0), 1e-290
_SHORT = ((1e12, 1e12, "T"), (1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e5, 1e3, "k"))
"""From which value on an axis counts in thousands, millions and so on."""


def span_of(values: Iterable[float]) -> tuple[float, float]:
    """The lowest and the highest of some values; a little room around them when all are the same."""
    found = list(values)
    low, high = min(found), max(found)
    if high - low > max(abs(high), abs(low)) * 1e-9 + _SMALLEST:
        return low, high
    room = abs(low) / 10 if abs(low) > _SMALLEST else 1.0
    return max(low - room, -_LARGEST), min(high + room, _LARGEST)


def round_values(low: float, high: float, most: int) -> tuple[list[float], int]:
    """At most so many round values between two, at steps of 1, 2 or 5 times a power of ten; and their decimals.

    The two may be as far apart as floats can be. Empty when no round value lies between them.
    """
    rough = (high / 2 - low / 2) / max(most, 1) * 2
    if not math.isfinite(rough) or rough <= 0:
        return [], 0
    power = math.floor(math.log10(rough))
    for times in (*_STEPS, 20, 50):
        decimals = max(0, -power - (times >= 10))
        step = times * 10.0**power
        if not math.isfinite(step):
            break
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < max(most, 1):
            return [round(index * step, min(decimals + 2, 300)) + 0.0 for index in range(first, last + 1)], decimals
    return [], 0


def short_values(values: Sequence[float], decimals: int) -> list[str]:
    """Values for an axis, all in one scale and with the same decimals: "5.5", "1.2M", "250k", "3e+40"."""
    largest = max((abs(value) for value in values), default=0.0)
    if largest >= 1e16 or (largest and decimals > 9):
        return [manner.number(f"{value:.3g}") for value in values]
    scale, sign = next(((size, sign) for least, size, sign in _SHORT if largest >= least), (1.0, ""))
    if sign:
        decimals = next((d for d in range(3) if all(_exact(value / scale, d) for value in values)), 2)
    return [_written(value, scale, decimals, sign) for value in values]


def _written(value: float, scale: float, decimals: int, sign: str) -> str:
    if not value and sign:
        return "0"
    size = value / scale
    text = f"{size:,.{decimals}f}" if abs(value) >= 1e4 else f"{size:.{decimals}f}"
    return manner.number(text) + sign


def _exact(value: float, decimals: int) -> bool:
    return math.isclose(round(value, decimals), value, rel_tol=1e-9, abs_tol=1e-9)
