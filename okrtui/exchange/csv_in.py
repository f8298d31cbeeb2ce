"""A table in: its rows become the tables of a plan's file, which `okrtui.exchange.document` checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from okrtui.exchange.csv_cells import Cells
from okrtui.exchange.csv_columns import COLUMNS, IGNORED, TableWishes, column_of, plain_name
from okrtui.exchange.csv_rows import Rows
from okrtui.exchange.csv_text import Sheet, read_sheet
from okrtui.exchange.document import Document, read
from okrtui.exchange.errors import BadInput
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

_WEAK = frozenset(("name", "description", "team", "date"))
"""Headings that give way to one that says it better: "Key result" before "Name"."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: the document it makes up, which heading was taken for what, and what is to be said."""

    document: Document
    columns: dict[str, str]
    """Our column by heading, in the order of the file; empty for one that is left out."""
    notes: tuple[str, ...]


def loads(
    data: bytes,
    source: str,
    *,
    plan: Plan,
    today: date,
    method: MethodSettings | None = None,
    wishes: TableWishes | None = None,
) -> Table:
    """Read a table. Rows of ``plan`` are known again by id, or by their words where the table has no ids.

    ``method`` holds the fiscal year; ``wishes`` is what the user says where a guess would be wrong. Raises `BadInput`.
    """
    sheet = read_sheet(data, source)
    wishes = wishes or TableWishes()
    found = columns_of(sheet, source, wishes.columns)
    if "title" not in found.values():
        hint = "--map 'Their column=title' names it."
        raise BadInput(source, "", f"No column is known for the key results: {', '.join(sheet.headings)}. {hint}")
    cells = Cells(sheet, found, source, today, wishes)
    rows = Rows(sheet, cells, found, plan, today, method or MethodSettings(), wishes)
    document = read(rows.data(), source, quoted=True, places=rows.places)
    left = [heading for at, heading in enumerate(sheet.headings) if not found[heading] and any(sheet.column(at))]
    said = [f"Columns left out: {', '.join(left)}."] if left else []
    return Table(document, found, (*sheet.notes, *said, *cells.notes, *rows.notes))


def columns_of(sheet: Sheet, source: str, given: Mapping[str, str]) -> dict[str, str]:
    """Our column by heading; of two headings for one column the one that is given, or else the first.

    Where nothing else names the key results, what they are measured by does.
    Raises `BadInput` when what is given names no heading of the sheet, no column of ours, or one of them twice.
    """
    made: dict[str, str] = {}
    for heading, column in given.items():
        if column and column not in COLUMNS:
            raise BadInput(source, "", f"“{column}” is no column of ours; expected one of {', '.join(COLUMNS)}.")
        name = _heading(sheet, heading)
        if name is None:
            raise BadInput(source, "", f"There is no column “{heading}”; there are {', '.join(sheet.headings)}.")
        if column and column in made.values():
            raise BadInput(source, "", f"Two columns are to be “{column}”; expected one.")
        made[name] = column
    named, taken = set(made), set(made.values())
    for name in sorted(sheet.headings, key=lambda name: plain_name(name) in _WEAK):
        if name not in made:
            column = name if sheet.ours else column_of(name)
            made[name] = IGNORED if column in taken else column
            taken.add(column)
    if not sheet.ours and "title" not in taken:
        made |= {name: "title" for name in made if made[name] == "metric" and name not in named}
    return {name: made[name] for name in sheet.headings}


def _heading(sheet: Sheet, given: str) -> str | None:
    """The heading that is meant: by its own words, or by what is left of them without case, accents and marks."""
    if given in sheet.headings:
        return given
    wanted = plain_name(given)
    return next((name for name in sheet.headings if wanted and plain_name(name) == wanted), None)
