"""Where each value of a JSON text stands: line and column for every path such as ``kpis[0].name``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from okrtui.exchange.positions import Position, key_path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass(slots=True)
class _Level:
    """An object or an array that is open: its path, and the key or the number of its next value."""

    path: str
    array: bool
    key: str | None = None
    number: int = 0

    def next_path(self) -> str:
        """The path of the value that comes now."""
        if self.array:
            self.number += 1
            return f"{self.path}[{self.number - 1}]"
        key, self.key = self.key or "", None
        return key_path(self.path, key)


def json_positions(text: str) -> dict[str, Position]:
    """Where the value of each path begins; of a string, its first character behind the quote.

    The text is one that `json` has accepted; of another, what it can make out.
    """
    found: dict[str, Position] = {}
    levels: list[_Level] = []
    line, begun = 1, 0
    scanned = 0
    for match in _TOKEN.finditer(text):
        token, at = match[0], match.start()
        if breaks := text.count("\n", scanned, at):
            line, begun = line + breaks, text.rindex("\n", scanned, at) + 1
        scanned = at
        if token in "}]":
            if levels:
                levels.pop()
        elif token in ",:":
            continue
        elif levels and not levels[-1].array and levels[-1].key is None:
            levels[-1].key = json.loads(token) if token.startswith('"') else token
        else:
            path = levels[-1].next_path() if levels else ""
            found[path] = Position(line, at - begun + 1 + token.startswith('"'))
            if token in "{[":
                levels.append(_Level(path, token == "["))
    return found
