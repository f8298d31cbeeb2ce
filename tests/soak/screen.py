"""What stands on the screen of a terminal, from the bytes that a program wrote to it."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder

from rich.cells import get_character_cell_size

_PIECE = re.compile(
    r"\x1b\[(?P<numbers>[0-9;:?<>=]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\|\x1b[()][A-Z0-9]|\x1b[=>78c]"
    r"|(?P<control>[\r\n])|(?P<text>[^\x1b\r\n]+)"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-9;:?<>=]*[ -/]*|\][^\x07\x1b]*\x1b?|P[^\x1b]*\x1b?|[()])?\Z")


class Screen:
    """The cells of a terminal. It knows what Textual writes: positions, styles (which are dropped) and text."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._columns, self._rows = size
        self._cells = [[" "] * self._columns for _ in range(self._rows)]
        self._row = self._column = 0
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._rest = ""

    @property
    def lines(self) -> list[str]:
        """The screen, line by line; after a wide character comes an empty cell."""
        return ["".join(row) for row in self._cells]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.lines)

    def feed(self, data: bytes) -> None:
        """Take what the program wrote."""
        text = self._rest + self._decode(data)
        cut = _UNFINISHED.search(text)
        self._rest = text[cut.start() :] if cut else ""
        for piece in _PIECE.finditer(text[: cut.start()] if cut else text):
            if piece["final"]:
                self._do(piece["numbers"], piece["final"])
            elif piece["control"]:
                self._column = 0
                self._row += piece["control"] == "\n"
            elif piece["text"]:
                self._put(piece["text"])

    def _do(self, numbers: str, final: str) -> None:
        given = [int(number or 1) for number in numbers.split(";")] if numbers.replace(";", "").isdecimal() else [1, 1]
        if final == "H":
            self._row, self._column = given[0] - 1, (given[1:] or [1])[0] - 1
        elif final == "J":
            self._cells = [[" "] * self._columns for _ in range(self._rows)]
        elif final == "K" and self._row < self._rows:
            self._cells[self._row][self._column :] = [" "] * (self._columns - self._column)

    def _put(self, text: str) -> None:
        for character in text:
            width = get_character_cell_size(character)
            if self._row >= self._rows or self._column + width > self._columns:
                continue
            if not width:
                self._cells[self._row][max(self._column - 1, 0)] += character
                continue
            self._cells[self._row][self._column : self._column + width] = [character, *[""] * (width - 1)]
            self._column += width
