"""Bars, arrows, ticks and borders in plain ASCII, for terminals that have no others: the one place that maps them.

It is a filter over all that is painted, cell for cell, whoever painted it; what the user wrote stays as it is where
the terminal can show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from okrtui.tui.looks import BARE, encoding_of

Choice = Literal["auto", "unicode", "ascii"]

_PLAIN = (
    ("╭╮╰╯┌┐└┘├┤┬┴┼", "+"),
    ("─━┈▀▔", "-"),
    ("│┃┊▎▊▌▐▏▍▋", "|"),
    ("▓█▉", "#"),
    ("░", "."),
    ("▁", "_"), ("▂", "."), ("▃", "-"), ("▄", "~"), ("▅", "="), ("▆", "+"), ("▇", "*"),
    ("→⇒⇢➔➜➢➤▸›‣", ">"),
    ("←‹", "<"),
    ("↑⇧", "^"),
    ("↓", "v"),
    ("✓✔✅", "+"), ("✗✘", "x"),
    ("☐□▫", "o"), ("☑", "x"), ("■▪", "#"),
    ("◆", "!"), ("◇", "?"),
    ("●•", "*"), ("○◦", "o"),
    ("♥", "c"),
    ("✦", "*"),
    ("·–—‐‑−", "-"),
    ("…", "~"),
    ("“”″", '"'),
    ("’‘", "'"),
    ("≥", ">"), ("≤", "<"), ("≈±", "~"), ("×", "x"),
    ("\u00a0\u2007\u2009\u202f", " "),
    ("⏎␍", "/"),
)  # fmt: skip
PLAIN: Mapping[int, str] = {
    **{ord(glyph): plain for glyphs, plain in _PLAIN for glyph in glyphs},
    **dict.fromkeys(range(0x2800, 0x2900), "."),  # dots of a chart
    **dict.fromkeys(range(0x2400, 0x240D), "?"),  # control characters of a user's text
    **dict.fromkeys(range(0x240E, 0x2425), "?"),
}
"""The ASCII character for each sign that the app draws with; each takes one cell as the sign does."""


class AsciiGlyphs(LineFilter):
    """Draws in ASCII. Letters stay where the terminal has them; a sign that it has not is a question mark."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__()
        # Terminals are left in the C locale by accident more often than they lack letters.
        self._encoding = encoding_of(environ) or "utf-8"
        self._letters_alone = environ.get("TERM", "") in BARE

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, of the same widths."""
        return [
            segment if segment.text.isascii() else Segment(self.plain(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def plain(self, text: str) -> str:
        """A text in signs that the terminal has, as wide as it was."""
        text = text.translate(PLAIN)
        return text if text.isascii() else "".join(map(self._letter, text))

    def _letter(self, character: str) -> str:
        return _fitting(character, self._encoding, self._letters_alone)


@lru_cache(2048)
def _fitting(character: str, encoding: str, letters_alone: bool) -> str:
    """A character, or question marks of its width when it cannot be shown."""
    if letters_alone and ord(character) > 0x24F and character != "€":
        return "?" * cell_len(character)
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "?" * cell_len(character)
    return character
