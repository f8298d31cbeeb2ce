"""Values of a TOML or JSON file as the fields of a plan hold them, and what is said of those that they cannot hold."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime

from okrtui.plan.fields import Spec, Value, restore_moment

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(rf"{_DAY.pattern}[T ][0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}}(\.[0-9]{{1,6}})?)?")


def as_held(spec: Spec, value: object, *, quoted: bool) -> Value:
    """The value as the plan holds it, or None when it is of another kind than the field expects.

    `quoted`: days are texts in ISO form, as in JSON.
    """
    return _convert(spec, _unquoted(spec, value) if quoted else value)


def _unquoted(spec: Spec, value: object) -> object:
    """The day or moment that a text in ISO form stands for; anything else as it is."""
    if spec.kind not in ("date", "moment"):
        return value
    if not isinstance(value, str):
        return None
    form = _DAY if spec.kind == "date" or len(value) <= 10 else _TIME
    try:
        return restore_moment(value) if form.fullmatch(value) else None
    except ValueError:
        return None


def _convert(spec: Spec, value: object) -> Value:
    match spec.kind:
        case "text":
            return value if isinstance(value, str) else None
        case "number":
            return _number(spec, value)
        case "date":
            return value if isinstance(value, date) and not isinstance(value, datetime) else None
        case "moment":
            aware = isinstance(value, datetime) and value.tzinfo is not None
            return value if isinstance(value, date) and not aware else None
        case "flag":
            return value if isinstance(value, bool) else None
        case "choice":
            return value if isinstance(value, str) and value in spec.choices else None
        case "refs":
            many = isinstance(value, list) and all(isinstance(one, str) and one for one in value)
            return tuple(value) if many and isinstance(value, list) else None
        case _:
            return value if isinstance(value, str) else None


def _number(spec: Spec, value: object) -> float | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    low = -math.inf if spec.low is None else spec.low
    high = math.inf if spec.high is None else spec.high
    return number if math.isfinite(number) and low <= number <= high else None


def instead(value: object) -> str:
    """What stands there instead, as the end of a sentence."""
    match value:
        case bool():
            return f", not {str(value).lower()}"
        case str():
            return f', not the text "{value[:40]}{"…" if len(value) > 40 else ""}"'
        case datetime() if value.tzinfo is not None:
            return f", not {value.isoformat()} with its time zone"
        case int() if abs(value) > 10**18:
            return ", not a number this large"
        case int() | float():
            return f", not {value}"
        case date():
            return f", not the date {value.isoformat()}"
        case list():
            return ", not a list"
        case Mapping():
            return ", not a table"
        case _:
            return f", not {value}"
