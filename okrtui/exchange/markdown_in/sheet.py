"""Rows that were copied from a spreadsheet: cells with tabs between them, as a table."""

from __future__ import annotations

_MOST = 40
"""Columns beyond which lines with tabs are no table that somebody plans in."""


def as_table(text: str) -> str | None:
    """The rows of a sheet as a Markdown table, one line longer than the text; None for a text that is no sheet.

    The first row is its header. Every line below it stands one line further down than in the text.
    """
    lines = text.rstrip("\n").split("\n")
    rows = [line for line in lines if line.strip()]
    tabs = {line.count("\t") for line in rows}
    if (
        len(rows) < 2
        or not 0 < max(tabs) < _MOST
        or any(line.lstrip(" ").startswith(("-", "*", "#", "|")) for line in rows)
    ):
        return None
    if len(tabs) > 1 or lines[0].startswith("\t\t"):
        return None
    cells = max(tabs) + 1
    found = [_row(line) for line in lines]
    return "\n".join([found[0], "|" + "---|" * cells, *found[1:]]) + "\n"


def _row(line: str) -> str:
    if not line.strip():
        return "|" + " |" * (line.count("\t") + 1)
    return "|" + "|".join(cell.replace("|", "\\|") for cell in line.split("\t")) + "|"
