"""The cells of a table as values: exactly as they stand in a table of ours, and as people write them in others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from okrtui.exchange.csv_columns import DAYS, NUMBERS, TableWishes
from okrtui.exchange.csv_text import Sheet
from okrtui.exchange.csv_values import DayOrder, DecimalMark, day, day_order, decimal_mark, number
from okrtui.exchange.errors import BadInput
from okrtui.exchange.shape import KEY_RESULTS, TABLES

_MARKED = re.compile(r"'[=+\-@'\t\r]")
_DIRECTIONS = {
    "up": ("up", "increase", "increasing", "higher", "maximize", "maximise", "grow", "higher is better"),
    "down": ("down", "decrease", "decreasing", "lower", "minimize", "minimise", "reduce", "lower is better"),
    "keep": ("keep", "maintain", "stay", "hold", "control"),
}
_CHOICES = {
    spec.name: spec.choices for table in (KEY_RESULTS, *TABLES) for spec in table.specs if spec.kind == "choice"
}
_SHARES = {"confidence": (10.0, 10.0), "grade": (1.0, 1.0)}
"""Columns that have an end, which a percentage is taken of."""

_GUESSED = "; nothing in the {} says so for sure"


class Cells:
    """The rows of a sheet as values by column; empty cells are left out."""

    def __init__(self, sheet: Sheet, columns: Mapping[str, str], source: str, today: date, wishes: TableWishes) -> None:
        self._sheet = sheet
        self.source = source
        """What sentences call the file."""
        self._today = today
        self._at = {column: sheet.headings.index(heading) for heading, column in columns.items() if column}
        self._unread: list[str] = []
        self.orders: dict[str, DayOrder] = {}
        """How days are written, by column."""
        self.mark = DecimalMark(".", True, False)
        """How decimals are written."""
        if not sheet.ours:
            self._decide(wishes)

    def _decide(self, wishes: TableWishes) -> None:
        """How numbers and days are written, for the file and for each column of days."""
        cells = [cell for name in NUMBERS & self._at.keys() for cell in self._sheet.column(self._at[name])]
        self.mark = decimal_mark(cells, "," if self._sheet.delimiter == ";" else ".")
        if wishes.decimal:
            self.mark = DecimalMark(wishes.decimal, True, self.mark.asked)
        for name in sorted(DAYS & self._at.keys()):
            order = day_order(self._sheet.column(self._at[name]))
            if wishes.day_first is not None:
                order = DayOrder(wishes.day_first, True, order.asked)
            self.orders[name] = order

    @property
    def notes(self) -> list[str]:
        """How numbers and days were read, and which cells could not be, once all rows were asked for."""
        said = []
        if self.mark.asked and (self.mark.text == "," or not self.mark.certain):
            guess = "" if self.mark.certain else _GUESSED.format("file")
            said.append(f"Decimals are read after a {'comma' if self.mark.text == ',' else 'point'}{guess}.")
        for name, order in self.orders.items():
            if order.asked:
                first = "day before month" if order.day_first else "month before day"
                guess = "" if order.certain else _GUESSED.format("column")
                said.append(f"Dates in “{self._sheet.headings[self._at[name]]}” are read {first}{guess}.")
        if self._unread:
            more = f" and {len(self._unread) - 5} more" if len(self._unread) > 5 else ""
            said.append(f"Cells that could not be read: {'; '.join(self._unread[:5])}{more}.")
        return said

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row with its line; raises `BadInput` for what a table of ours cannot hold."""
        for line, row in self._sheet.rows:
            yield line, self.row(line, row)

    def row(self, line: int, row: Sequence[str]) -> dict[str, Any]:
        """The values of one row; what cannot be read is left out, and noted."""
        read = self._exact if self._sheet.ours else self._loose
        made: dict[str, Any] = {}
        for name, at in self._at.items():
            cell = row[at] if at < len(row) else ""
            if cell:
                read(name, cell[1:] if _MARKED.match(cell) else cell, line, made)
        return made

    def _exact(self, name: str, cell: str, line: int, made: dict[str, Any]) -> None:
        if name not in NUMBERS:
            made[name] = cell
            return
        try:
            made[name] = float(cell)
        except ValueError:
            place = f"line {line}, {name}"
            raise BadInput(self.source, place, f"expected a number such as 5.2, not “{_quoted(cell)}”.") from None

    def _loose(self, name: str, cell: str, line: int, made: dict[str, Any]) -> None:
        text = cell.strip()
        if not text or text.casefold() in ("-", "–", "—", "n/a", "na", "none", "null", "tbd", "?"):
            return
        try:
            if name in NUMBERS:
                self._number(name, text, made)
            elif name in DAYS:
                made[name] = day(text, self.orders[name], self._today).isoformat()
            elif name in _CHOICES:
                made[name] = _choice(name, text)
            else:
                made[name] = text
        except ValueError:
            self._unread.append(f"line {line}, {self._sheet.headings[self._at[name]]}: “{_quoted(text)}”")

    def _number(self, name: str, text: str, made: dict[str, Any]) -> None:
        found = number(text, self.mark.text)
        value = found.value
        if name in _SHARES:
            most, whole = _SHARES[name]
            if found.unit == "%" or value > most:
                value = value / 100 * whole
            if not 0 <= value <= most:
                raise ValueError(text)
        elif found.unit:
            made.setdefault("unit", found.unit)
        made[name] = value


def _choice(name: str, text: str) -> str:
    word = " ".join(text.casefold().split())
    if name == "direction":
        word = next((to for to, said in _DIRECTIONS.items() if word in said), word)
    if word not in _CHOICES[name]:
        raise ValueError(text)
    return word


def _quoted(cell: str) -> str:
    """The beginning of a cell on one line: cells may have several."""
    return " ".join(cell.split())[:40]
