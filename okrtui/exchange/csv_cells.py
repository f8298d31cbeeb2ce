"""The cells of a table as values: exactly as they stand in a table of ours, and as people write them in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from okrtui.exchange.csv_columns import DAYS, NUMBERS
from okrtui.exchange.csv_text import Sheet
from okrtui.exchange.csv_values import DayOrder, day, day_order, decimal_mark, number
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


class Cells:
    """The rows of a sheet as values by column; empty cells are left out."""

    def __init__(self, sheet: Sheet, columns: dict[str, str], source: str, today: date) -> None:
        self._sheet = sheet
        self._source = source
        self._today = today
        self._at: dict[str, int] = {}
        for heading, column in columns.items():
            if column:
                self._at[column] = sheet.headings.index(heading)
        self._unread: list[str] = []
        self._orders: dict[str, DayOrder] = {}
        self._mark = "."
        if not sheet.ours:
            self._decide()

    def _column(self, name: str) -> list[str]:
        at = self._at[name]
        return [row[at] for _, row in self._sheet.rows if at < len(row)]

    def _decide(self) -> None:
        """How numbers and days are written, for the file and for each column of days."""
        notes = self._sheet.notes
        cells = [cell for name in NUMBERS & self._at.keys() for cell in self._column(name)]
        self._mark, certain = decimal_mark(cells, self._sheet.delimiter)
        if self._mark == "," or not certain:
            guess = "" if certain else "; nothing in the file says so for sure"
            notes.append(f"Decimals are read after a {'comma' if self._mark == ',' else 'point'}{guess}.")
        for name in sorted(DAYS & self._at.keys()):
            order = self._orders[name] = day_order(self._column(name))
            if order.asked:
                said = "day before month" if order.day_first else "month before day"
                guess = "" if order.certain else "; no date in the column says so for sure"
                notes.append(f"Dates in “{self._sheet.headings[self._at[name]]}” are read {said}{guess}.")

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row with its line."""
        read = self._exact if self._sheet.ours else self._loose
        for line, row in self._sheet.rows:
            made: dict[str, Any] = {}
            for name, at in self._at.items():
                cell = row[at] if at < len(row) else ""
                if cell:
                    read(name, cell[1:] if _MARKED.match(cell) else cell, line, made)
            yield line, made
        if self._unread:
            more = f" and {len(self._unread) - 5} more" if len(self._unread) > 5 else ""
            self._sheet.notes.append(f"Cells that could not be read: {'; '.join(self._unread[:5])}{more}.")

    def _exact(self, name: str, cell: str, line: int, made: dict[str, Any]) -> None:
        if name not in NUMBERS:
            made[name] = cell
            return
        try:
            made[name] = float(cell)
        except ValueError:
            place = f"line {line}, {name}"
            raise BadInput(self._source, place, f"expected a number such as 5.2, not “{cell[:40]}”.") from None

    def _loose(self, name: str, cell: str, line: int, made: dict[str, Any]) -> None:
        text = cell.strip()
        if not text or text.casefold() in ("-", "–", "—", "n/a", "na", "none", "null", "tbd", "?"):
            return
        try:
            if name in NUMBERS:
                self._number(name, text, made)
            elif name in DAYS:
                made[name] = day(text, self._orders[name], self._today).isoformat()
            elif name in _CHOICES:
                made[name] = _choice(name, text)
            else:
                made[name] = text
        except ValueError:
            self._unread.append(f"line {line}, {self._sheet.headings[self._at[name]]}: “{text[:30]}”")

    def _number(self, name: str, text: str, made: dict[str, Any]) -> None:
        found = number(text, self._mark)
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
