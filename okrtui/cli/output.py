"""What commands print: colour where it is wanted, text that is safe for a terminal, JSON as bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable
from functools import cache
from typing import Any

_SYMBOLS = {code: chr(0x2400 + code) for code in range(0x20)}
_SYMBOLS[0x7F] = "␡"
_SYMBOLS |= dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")
_SYMBOLS |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
# line breaks that few expect, and what turns the direction of the rest of a line
_SYMBOLS |= dict.fromkeys((0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\N{REPLACEMENT CHARACTER}")

_LINES = {code: symbol for code, symbol in _SYMBOLS.items() if code not in (0x09, 0x0A)}
_UNSEEN = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What JSON and TOML may hold as it is, and a terminal takes for a command or for another direction."""

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_WIDEST = 100

MARKS = {"add": ("+", "green"), "change": ("~", "yellow"), "remove": ("-", "red"), "keep": (" ", "dim")}
"""The sign and the style of each kind of change in a list."""


def visible(text: str) -> str:
    """The text with control characters as symbols, so that none reaches the terminal; those of directions too."""
    return text.translate(_SYMBOLS)


def escaped(text: str) -> str:
    """JSON or TOML with escapes for what no terminal is to get; it says the same as before."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_export(text: str, form: str) -> None:
    """Write an export to standard output as UTF-8: as it is for a pipe or a file, so that no terminal obeys it."""
    if sys.stdout.isatty():
        text = escaped(text) if form in ("toml", "json") else text.replace("\r\n", "\n").translate(_LINES)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def write(text: str) -> None:
    """Write text to standard output in its encoding; what that cannot say is replaced."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))


def write_line(text: str = "") -> None:
    """Write one line, or several, to standard output."""
    write(text + "\n")


@cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    """Made once: thousands of lines are written through it."""
    return json.JSONEncoder(ensure_ascii=False, indent=indent, allow_nan=False)


def write_json(value: Any, *, indent: int | None = None) -> None:
    """Write a value as JSON and a line break, always as UTF-8, and hand it on at once."""
    text = escaped(_encoder(indent).encode(value))
    sys.stdout.flush()
    # half a surrogate, as in a file name that is not UTF-8, becomes the escape that JSON has for it
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


class Paper:
    """Text for people: wrapped to the terminal, coloured when it is one and the user has not asked for none."""

    def __init__(self) -> None:
        tty = sys.stdout.isatty()
        self.colour = tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.width = min(_WIDEST, max(40, shutil.get_terminal_size().columns)) if tty else 80

    def style(self, text: str, *styles: str) -> str:
        """The text in bold, dim or a colour; as it is where there are no colours."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"

    def paragraph(self, text: str, *styles: str, indent: str = "", first: str | None = None) -> None:
        """Write a paragraph, its lines indented; `first` begins the first line instead."""
        lines = self.wrap(visible(text), len(indent))
        for number, line in enumerate(lines):
            lead = indent if number or first is None else first
            write_line(lead + self.style(line, *styles))

    def wrap(self, text: str, less: int = 0) -> list[str]:
        """The lines of a paragraph; words longer than a line stay whole."""
        wrapped = textwrap.wrap(text, self.width - less, break_long_words=False, break_on_hyphens=False)
        return wrapped or [""]


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
