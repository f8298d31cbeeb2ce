"""JSON in: syntax here, meaning in `okrtui.exchange.document`."""

from __future__ import annotations

import json
from typing import Any

from okrtui.exchange.document import Document, read
from okrtui.exchange.errors import BadInput


class _Refused(ValueError):
    """What JSON readers take and a plan does not."""


def loads(text: str, source: str) -> Document:
    """The document that a JSON text makes up; ``source`` is the file's name for messages.

    Raises `BadInput` for a syntax error (with line and column), for a key given twice, NaN and Infinity, for nesting
    without end, and for all that no plan can hold (with the path). Links are checked on import.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise BadInput(source, "", 'The file is empty; a plan begins with {"okrtui_format": 1.')
    try:
        data = json.loads(text, object_pairs_hook=_table, parse_constant=_constant)
    except RecursionError:
        raise BadInput(source, "", "is nested too deep for a plan.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        reason = error.msg[:1].lower() + error.msg[1:]
        raise BadInput(source, place, f"This is no valid JSON: {reason}.") from None
    except _Refused as error:
        raise BadInput(source, "", str(error)) from None
    except ValueError:  # Python's own limit on the digits of a number
        raise BadInput(source, "", "holds a number with more digits than any plan needs.") from None
    if not isinstance(data, dict):
        raise BadInput(source, "", 'expected an object that begins with {"okrtui_format": 1.')
    return read(data, source, quoted=True)


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Refused(f"The key {twice} is given twice in one object.")
    return made


def _constant(name: str) -> None:
    raise _Refused(f"{name} is no number that a plan can hold.")
