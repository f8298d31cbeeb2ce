"""A table as it will be read, to be looked at before it is: its columns with a few cells, and its first rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from okrtui.exchange.csv_cells import Cells
from okrtui.exchange.csv_columns import DAYS, NUMBERS, TableWishes
from okrtui.exchange.csv_in import columns_of
from okrtui.exchange.csv_text import Sheet
from okrtui.exchange.csv_values import DecimalMark
from okrtui.plan.dates import format_day
from okrtui.plan.numbers import format_value

_LOOKED = 200
"""Rows in which cells are looked for that hold something."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading, what it is taken for, and its first different cells."""

    heading: str
    column: str
    """Our column; empty when it is left out."""
    cells: tuple[tuple[str, str], ...]
    """As they stand there, and as they are read; the latter is empty when that is the same, or nothing."""
    wrong: bool
    """Whether one of them cannot be read."""


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One of the first rows as it will be read."""

    title: str
    above: str
    """Cycle and objective."""
    said: tuple[str, ...]
    """Its values in words."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a table is taken for."""

    columns: tuple[Column, ...]
    rows: tuple[FirstRow, ...]
    decimal: DecimalMark
    day_first: bool | None
    """Whether the day comes before the month in its dates; None when there are no dates that ask for it."""
    sure_of_days: bool
    notes: tuple[str, ...]

    @property
    def titled(self) -> bool:
        """Whether a column is taken for the key results."""
        return any(column.column == "title" for column in self.columns)


def look(sheet: Sheet, source: str, wishes: TableWishes, today: date, *, cells: int = 3, rows: int = 3) -> Look:
    """What a sheet will be read as with these wishes; raises `BadInput` for wishes that it cannot fulfil."""
    found = columns_of(sheet, source, wishes.columns)
    read = Cells(sheet, found, source, today, wishes)
    values = [(row, read.row(line, row)) for line, row in sheet.rows[:_LOOKED]]
    columns = tuple(
        _column(heading, found[heading], at, values, cells, today) for at, heading in enumerate(sheet.headings)
    )
    asked = [order for order in read.orders.values() if order.asked]
    return Look(
        columns,
        tuple(_first_rows(values, rows, today)),
        read.mark,
        asked[0].day_first if asked else None,
        all(order.certain for order in asked),
        (*sheet.notes, *read.notes),
    )


def _column(
    heading: str, column: str, at: int, rows: list[tuple[list[str], dict[str, Any]]], most: int, today: date
) -> Column:
    cells: dict[str, str] = {}
    wrong = False
    for row, values in rows:
        cell = " ".join(row[at].split()) if at < len(row) else ""
        if not cell or cell in cells:
            continue
        wrong |= bool(column) and column not in values and any(letter.isalnum() for letter in cell)
        if len(cells) < most:
            shown = _shown(column, values, today)
            cells[cell] = shown if shown != cell else ""
    return Column(heading, column, tuple(cells.items()), wrong)


def _shown(column: str, values: Mapping[str, Any], today: date) -> str:
    """A value as the screen shows it; empty for text, which is what it says."""
    if column not in values or column not in NUMBERS | DAYS:
        return ""
    value = values[column]
    if column in DAYS:
        return format_day(date.fromisoformat(value[:10]), today)
    unitless = column in ("grade", "confidence")
    return format_value(value, "" if unitless else str(values.get("unit", "")))


def _first_rows(rows: list[tuple[list[str], dict[str, Any]]], most: int, today: date) -> list[FirstRow]:
    made: list[FirstRow] = []
    above: dict[str, str] = {}
    for _, values in rows:
        for name in ("cycle", "objective"):
            if values.get(name):
                above[name] = " ".join(str(values[name]).split())
        title = " ".join(str(values.get("title", "")).split())
        if title and len(made) < most:
            made.append(FirstRow(title, " · ".join(above.values()), tuple(_said(values, today))))
    return made


def _said(values: Mapping[str, Any], today: date) -> list[str]:
    """The values of a row in words, in the order in which a key result shows them."""
    words = {"baseline": "from {}", "target": "to {}", "current": "now {}", "due": "by {}", "owner": "{}"}
    words |= {"confidence": "confidence {}", "grade": "grade {}", "metric": "measured by {}", "direction": "{}"}
    said = []
    for name, sentence in words.items():
        if name in values:
            said.append(sentence.format(_shown(name, values, today) or " ".join(str(values[name]).split())))
    return said
