"""Where the characters of a value stand in the text that it was read from, escapes and line breaks included."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from okrtui.exchange.positions import Position

_TRIMMED = re.compile(r"\\[ \t]*\r?\n[ \t\r\n]*")
"""A backslash at the end of a line in a long string: it and the white space behind it are no part of the text."""
_MARKUP = frozenset("*_`~[]\\<>")
"""Characters of Markdown that may stand between those of a text."""
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
"""One character of JSON in two escapes."""
_ESCAPES = {"u": 6, "U": 10}


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a text: from the first character up to and without the last, as positions and as an offset."""

    start: Position
    end: Position
    offset: int
    """Code points before it, from 0."""
    length: int


class SourceText:
    """A text with its lines; columns and offsets are in code points, lines end with a line feed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def region_in_string(self, at: Position, start: int, end: int) -> Region:
        """Where characters `start` to `end` of a TOML or JSON string stand whose first one is at a position."""
        first = self._index(at)
        literal = self._text[max(first - 3, 0) : first].rstrip("\r\n").endswith("'")
        begun = self._walk(first, start, literal)
        if not literal:
            begun = self._behind_trimmed(begun)
        return self._region(begun, max(self._walk(first, end, literal), begun))

    def region_in_line(self, at: Position, text: str, start: int, end: int) -> Region:
        """Where a stretch of a `text` stands that was read from a position on, without the markup between its words.

        Empty, at that position, when the source says it in other characters.
        """
        first = self._index(at)
        places = self._matched(first, text[:end])
        if start >= end or len(places) < end:
            return self._region(first, first)
        return self._region(places[start], places[end - 1] + 1)

    def _matched(self, at: int, text: str) -> list[int]:
        """The index of each character of a text, with markup and white space skipped where the text has none."""
        found: list[int] = []
        for character in text:
            blank = character.isspace()
            while at < len(self._text) and self._text[at] != character:
                here = self._text[at]
                if (blank and here.isspace()) or not (here in _MARKUP or here.isspace()):
                    break
                at += 1
            if at >= len(self._text) or not (self._text[at] == character or (blank and self._text[at].isspace())):
                break
            found.append(at)
            at += 1
        return found

    def _walk(self, at: int, count: int, literal: bool) -> int:
        """The index behind so many characters of a string."""
        for _ in range(count):
            if not literal:
                at = self._behind_trimmed(at)
                if pair := _PAIR.match(self._text, at):
                    at = pair.end()
                    continue
                if self._text.startswith("\\", at):
                    at += _ESCAPES.get(self._text[at + 1 : at + 2], 2)
                    continue
            at += 2 if self._text.startswith("\r\n", at) else 1
        return min(at, len(self._text))

    def _behind_trimmed(self, at: int) -> int:
        found = _TRIMMED.match(self._text, at)
        return found.end() if found else at

    def _region(self, start: int, end: int) -> Region:
        return Region(self._position(start), self._position(end), start, end - start)

    def _index(self, at: Position) -> int:
        return self._starts[min(at.line, len(self._starts)) - 1] + at.column - 1

    def _position(self, index: int) -> Position:
        line = bisect_right(self._starts, index)
        return Position(line, index - self._starts[line - 1] + 1)
