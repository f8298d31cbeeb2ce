"""The rows of a CSV file: its encoding, its delimiter and the row of its headings, decided over all rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from okrtui.exchange.csv_columns import ALWAYS, COLUMNS, column_of
from okrtui.exchange.errors import BadInput
from okrtui.exchange.files import decode

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAMPLE = 200
"""Rows that the delimiter is judged by."""
_ABOVE = 10
"""Rows within which the headings are looked for: some tools write a name and a date above them."""


@dataclass(slots=True)
class Sheet:
    """A table as it was read, with the line on which each row begins."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    delimiter: str
    notes: list[str] = field(default_factory=list)

    def column(self, at: int) -> list[str]:
        """The cells of a column, those that are there."""
        return [row[at] for _, row in self.rows if at < len(row)]

    @property
    def ours(self) -> bool:
        """Whether okrtui wrote it, so that cells are exactly what they say."""
        return self.headings in (list(ALWAYS), list(COLUMNS))


def read_sheet(data: bytes, source: str) -> Sheet:
    """The table in a file; raises `BadInput` for what is none."""
    notes: list[str] = []
    text = _text(data, source, notes)
    if not text.strip():
        raise BadInput(source, "", "The file is empty; expected a table with a row of headings.")
    delimiter = max(_DELIMITERS, key=lambda mark: _fit(text, mark))
    try:
        rows = _split(text, delimiter)
    except csv.Error as error:
        raise BadInput(source, "", f"cannot be read as a table: {error}.") from None
    if not rows:
        raise BadInput(source, "", "No cell of it holds anything; expected a table with a row of headings.")
    at = max(range(min(_ABOVE, len(rows))), key=lambda number: (_known(rows[number][1]), -number))
    headings = _named(_filled(rows[at][1], rows[at + 1 :]), notes)
    if at:
        notes.append(f"What stands above the headings on line {rows[at][0]} was left out.")
    if delimiter != ",":
        notes.append(f"The cells are parted by {_DELIMITERS[delimiter]}.")
    sheet = Sheet(headings, rows[at + 1 :], delimiter, notes)
    _say_ragged(sheet)
    return sheet


def _text(data: bytes, source: str, notes: list[str]) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise BadInput(source, "", "cannot be read as text; it begins like UTF-16.") from None
        return decode(text.encode("utf-8"), source)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if b"\0" not in data:
            notes.append("The text is not UTF-8; it was read as Windows-1252 (Latin-1).")
            data = data.decode("cp1252", "replace").encode("utf-8")
    return decode(data, source)


def _split(text: str, delimiter: str, limit: int | None = None) -> list[tuple[int, list[str]]]:
    """The rows that hold something, with their lines."""
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for row in islice(reader, limit):
        if any(cell.strip() for cell in row):
            rows.append((line, row))
        line = reader.line_num + 1
    return rows


def _fit(text: str, delimiter: str) -> tuple[int, float, int]:
    """How well a delimiter explains a table: known headings, then how alike its rows are, then how many columns."""
    try:
        rows = _split(text, delimiter, _SAMPLE)
    except csv.Error:
        return (0, 0.0, 0)
    widths = Counter(len(row) for _, row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    known = max((_known(row) for _, row in rows[:_ABOVE]), default=0)
    return (known, count / len(rows) if width > 1 else 0.0, width)


def _filled(headings: list[str], rows: list[tuple[int, list[str]]]) -> list[str]:
    """The headings without those at the end that say nothing and stand above nothing."""
    count = len(headings)
    while count and not headings[count - 1].strip() and not any("".join(row[count - 1 : count]) for _, row in rows):
        count -= 1
    return headings[:count]


def _named(cells: list[str], notes: list[str]) -> list[str]:
    """The headings, each unlike the others, so that each of them can be named: "Target" and "Target 2"."""
    made: list[str] = []
    twice: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = base = " ".join(cell.split()) or f"Column {number}"
        count = 1
        while name in made:
            count += 1
            name = f"{base} {count}"
        if name != base:
            twice.append(f"“{base}” as “{name}”")
        made.append(name)
    if twice:
        notes.append(f"Headings that stand there twice are told apart: {', '.join(twice)}.")
    return made


def _known(row: list[str]) -> int:
    return len({column_of(cell) for cell in row} - {""})


def _say_ragged(sheet: Sheet) -> None:
    width = len(sheet.headings)
    long = [line for line, row in sheet.rows if any(cell.strip() for cell in row[width:])]
    short = [line for line, row in sheet.rows if len(row) < width]
    if long:
        sheet.notes.append(f"Cells beyond the last heading were left out on {listed_lines(long)}.")
    if short:
        sheet.notes.append(f"Missing cells were taken as empty on {listed_lines(short)}.")


def listed_lines(lines: list[int]) -> str:
    """Lines as a sentence names them: "line 3", "lines 3, 5 and more"."""
    shown = ", ".join(str(line) for line in lines[:5])
    return f"line {shown}" if len(lines) == 1 else f"lines {shown}{' and more' if len(lines) > 5 else ''}"
