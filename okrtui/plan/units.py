"""Units as people write them: how they are spelt, where they stand, and which of them convert into one another."""

from __future__ import annotations

import re

CURRENCIES = "€$£¥₹₽₩₺₴₦₫₪฿₱₡₲₵₸₭₮"
"""Symbols that stand before the value."""

_CODES = ("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "CNY", "AUD", "CAD", "BRL")
"""Codes that stand behind the value."""
_LAST = re.compile(r"(?: in ([^\s()]+)| \(([^\s()]+)\))$")

_SPELT: dict[str, str] = {
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "percentage point": "pp",
    "percentage points": "pp",
    "% point": "pp",
    "% points": "pp",
    "%-point": "pp",
    "%-points": "pp",
    "%pt": "pp",
    "p.p.": "pp",
    "times": "x",
    "×": "x",
    "X": "x",
}

_MILLI, _SECOND, _MINUTE, _HOUR, _DAY = 0.001, 1.0, 60.0, 3600.0, 86400.0
_WEEK, _MONTH, _YEAR = 7 * _DAY, 365.25 / 12 * _DAY, 365.25 * _DAY

_FAMILIES: tuple[dict[str, float], ...] = (
    {
        "µs": 1e-6,
        "μs": 1e-6,
        "us": 1e-6,
        "microsecond": 1e-6,
        "ms": _MILLI,
        "msec": _MILLI,
        "millisecond": _MILLI,
        "s": _SECOND,
        "sec": _SECOND,
        "second": _SECOND,
        "min": _MINUTE,
        "minute": _MINUTE,
        "h": _HOUR,
        "hr": _HOUR,
        "hour": _HOUR,
        "d": _DAY,
        "day": _DAY,
        "w": _WEEK,
        "wk": _WEEK,
        "week": _WEEK,
        "month": _MONTH,
        "y": _YEAR,
        "yr": _YEAR,
        "year": _YEAR,
    },
    {
        "b": 1.0,
        "byte": 1.0,
        "kb": 1e3,
        "mb": 1e6,
        "gb": 1e9,
        "tb": 1e12,
        "kib": 2.0**10,
        "mib": 2.0**20,
        "gib": 2.0**30,
    },
    {"mm": 0.001, "cm": 0.01, "m": 1.0, "metre": 1.0, "meter": 1.0, "km": 1000.0},
    {"mg": 0.001, "g": 1.0, "gram": 1.0, "kg": 1000.0, "t": 1e6, "tonne": 1e6},
)
_FACTORS: dict[str, tuple[int, float]] = {
    name: (family, factor) for family, names in enumerate(_FAMILIES) for name, factor in names.items()
}


def spell(unit: str) -> str:
    """The unit in the one spelling that the plan keeps ("percent" is "%"); an unknown one stays as typed."""
    plain = " ".join(unit.split())
    return _SPELT.get(plain) or _SPELT.get(plain.lower()) or plain


def named_last(name: str) -> str:
    """The unit that a name ends with, as in "Revenue in EUR" and "Time to an offer (days)"; "" for none."""
    found = _LAST.search(name.rstrip(" ."))
    word = spell(found[1] or found[2]) if found else ""
    known = word in CURRENCIES or word in _CODES or word == "%" or factor(word) is not None
    return word if word and known else ""


def is_currency(unit: str) -> bool:
    """Whether the unit stands before the value, as in €42."""
    return len(unit) == 1 and unit in CURRENCIES


def is_glued(unit: str) -> bool:
    """Whether the unit follows the value without a space, as in 3x and 4.5/5."""
    return unit == "x" or unit.startswith("/")


def same(one: str, other: str) -> bool:
    """Whether two units name the same thing: case and plural do not matter, and no unit goes with any."""
    if not one or not other:
        return True
    return _key(one) == _key(other)


def factor(unit: str) -> tuple[int, float] | None:
    """The family of a unit (time, data, length, mass) and its size in that family, or None."""
    known = _FACTORS.get(unit.strip().lower().rstrip("."))
    return known or _FACTORS.get(_key(unit))


def _key(unit: str) -> str:
    plain = spell(unit).lower().rstrip(".")
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss"):
        return plain[:-1]
    return plain
