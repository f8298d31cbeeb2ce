"""TOML in: syntax here, meaning in `okrtui.exchange.document`."""

from __future__ import annotations

import re
import tomllib

from okrtui.exchange.document import Document, read
from okrtui.exchange.errors import BadInput

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_KEY = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP_KEY = re.compile(rf"(?:^[ \t]*\[*|[{{,])[ \t]*(?:{_KEY}\.[ \t]*){{64}}", re.MULTILINE)
"""A key of more parts than any plan has levels; Python's reader takes a minute for one of a hundred thousand."""


def loads(text: str, source: str) -> Document:
    """The document that a TOML text makes up; ``source`` is the file's name for messages.

    Raises `BadInput` for a syntax error (with line and column), and for all that no plan can hold (with the path).
    Links are checked on import, since they may point into the plan that the file goes into.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput(source, f"line {line}", "holds a NUL character: this is no text file.")
    try:
        if _DEEP_KEY.search(text):
            raise RecursionError
        data = tomllib.loads(text)
    except RecursionError:
        raise BadInput(source, "", "is nested too deep for a plan.") from None
    except ValueError as error:  # TOMLDecodeError, and Python's own limit on the digits of a number
        raise _syntax_error(text, source, str(error)) from None
    return read(data, source, text=text, comments=leading_comments(text))


def _syntax_error(text: str, source: str, message: str) -> BadInput:
    found = _PLACE.search(message)
    reason = message[: found.start()] if found else message
    if found and found[1]:
        place = f"line {found[1]}, column {found[2]}"
    else:
        place = f"line {max(1, len(text.splitlines()))}" if found else ""
    return BadInput(source, place, f"This is no valid TOML: {reason[:1].lower()}{reason[1:]}.")


def leading_comments(text: str) -> str:
    """The comment lines at the top of a TOML text, with the blank lines between them."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.strip(" \t") and not line.lstrip(" \t").startswith("#"):
            break
        kept.append(line if line.strip(" \t") else "")
    return "\n".join(kept).strip("\n")
