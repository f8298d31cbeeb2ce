"""Where each value of a TOML text stands: line and column for every path such as ``kpis[0].name``.

`tomllib` says nothing of positions. This walks a text that `tomllib` has accepted, once and from left to right, and
notes where each key's value begins. It knows the whole syntax (headers, dotted and quoted keys, all strings, arrays,
inline tables, comments), but leaves every check to `tomllib`: on a text that is no valid TOML it finds what it can.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from dataclasses import dataclass

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_FILLER = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BASIC = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_LITERAL = re.compile(r"'([^'\n]*)'")
_LONG_BASIC = re.compile(r'"""\r?\n?((?:[^\\"]|\\.|"(?!""))*)"{3,5}', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''\r?\n?((?:[^']|'(?!''))*)'{3,5}", re.DOTALL)
_SCALAR = re.compile(r"[^,\]}#\n\r]*")
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(["\\bfnrt]))')
_KEY_SHOWN = 60
"""Keys of ours are shorter; others are only named in messages."""
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: line and column count from 1, columns in code points."""

    line: int
    column: int


def positions(text: str) -> dict[str, Position]:
    """Where the value of each path begins; of a string, its first character behind the quotes.

    Tables have a position too: that of the ``[`` of their header, or of their inline ``{``. The text is taken as it
    is in the file, with or without ``\\r``; a byte order mark at its start counts as no column.
    """
    walk = _Walk(text.removeprefix("\ufeff"))
    with contextlib.suppress(RecursionError):  # nested deeper than any plan is: what was found so far is right
        walk.document()
    return walk.found()


def key_path(above: str, key: str) -> str:
    """The path of a key below another path; keys that are not bare are quoted, very long ones are cut."""
    key = key[:_KEY_SHOWN]
    if not _BARE.fullmatch(key):
        key = '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in key) + '"'
    return f"{above}.{key}" if above else key


class _Walk:
    """One pass over the text; `_at` is the next character to read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._places: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        """How many elements each array of tables has by now."""

    def found(self) -> dict[str, Position]:
        starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        return {path: self._position(starts, at) for path, at in self._places.items()}

    @staticmethod
    def _position(starts: list[int], at: int) -> Position:
        line = bisect_right(starts, at)
        return Position(line, at - starts[line - 1] + 1)

    def document(self) -> None:
        above = ""
        while True:
            self._skip(_FILLER)
            if self._at >= len(self._text):
                return
            begun = self._at
            if self._next("["):
                above = self._header()
            else:
                self._pair(above)
            if self._at == begun:  # no valid TOML: go on behind it
                self._at += 1

    def _header(self) -> str:
        start = self._at - 1
        many = self._next("[")
        path = ""
        keys = self._keys()
        for number, key in enumerate(keys):
            path = key_path(path, key)
            if many and number == len(keys) - 1:
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = f"{path}[{self._counts[path] - 1}]"
        self._places.setdefault(path, start)
        while self._next("]"):
            pass
        return path

    def _keys(self) -> list[str]:
        """A key, dotted or not, up to what follows it."""
        keys: list[str] = []
        while True:
            self._skip(_BLANK)
            keys.append(self._key())
            self._skip(_BLANK)
            if not self._next("."):
                return keys

    def _key(self) -> str:
        if match := _BARE.match(self._text, self._at):
            self._at = match.end()
            return match[0]
        if match := _BASIC.match(self._text, self._at):
            self._at = match.end()
            return _ESCAPE.sub(_unescape, match[1])
        if match := _LITERAL.match(self._text, self._at):
            self._at = match.end()
            return match[1]
        return ""

    def _pair(self, above: str) -> None:
        path = above
        for key in self._keys():
            path = key_path(path, key)
        if self._next("="):
            self._skip(_BLANK)
            self._value(path)

    def _value(self, path: str) -> None:
        start = self._text[self._at : self._at + 3]
        if start in ('"""', "'''"):
            self._string(path, _LONG_BASIC if start == '"""' else _LONG_LITERAL)
        elif start[:1] in ('"', "'"):
            self._string(path, _BASIC if start[0] == '"' else _LITERAL)
        elif start[:1] == "[":
            self._array(path)
        elif start[:1] == "{":
            self._inline(path)
        else:
            self._places[path] = self._at
            self._skip(_SCALAR)

    def _string(self, path: str, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        self._places[path] = match.start(1) if match else self._at
        self._at = match.end() if match else self._at + 1

    def _array(self, path: str) -> None:
        self._places[path] = self._at
        self._at += 1
        number = 0
        while True:
            self._skip(_FILLER)
            if self._next("]") or self._at >= len(self._text):
                return
            begun = self._at
            self._value(f"{path}[{number}]")
            number += 1
            self._skip(_FILLER)
            if not self._next(",") and self._at == begun:
                return

    def _inline(self, path: str) -> None:
        self._places[path] = self._at
        self._at += 1
        while True:
            self._skip(_FILLER)
            if self._next("}") or self._at >= len(self._text):
                return
            begun = self._at
            self._pair(path)
            self._skip(_FILLER)
            if not self._next(",") and self._at == begun:
                return

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match:
            self._at = match.end()

    def _next(self, character: str) -> bool:
        if self._text.startswith(character, self._at):
            self._at += 1
            return True
        return False


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _SHORT.get(match[3], match[3])
