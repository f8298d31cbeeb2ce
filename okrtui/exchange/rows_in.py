"""A file whose rows are a plan's (TOML, JSON, CSV) into a plan: one way for the command line and the app."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from okrtui.exchange import files
from okrtui.exchange.csv_columns import TableWishes
from okrtui.exchange.document import Document
from okrtui.exchange.errors import BadInput
from okrtui.exchange.importing import Import, import_edit
from okrtui.exchange.incoming import format_of
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

if TYPE_CHECKING:
    from okrtui.exchange.listing import ChangeLine


def whole_document(path: str, source: str) -> Document:
    """What a .toml or .json file holds; ``source`` names it in sentences. Raises `BadInput`."""
    if format_of(path, source) == "json":
        from okrtui.exchange import json_in

        return json_in.loads(files.read_text(path), source)
    from okrtui.exchange import toml_in

    return toml_in.loads(files.read_text(path), source)


def import_file(
    path: str,
    source: str,
    plan: Plan,
    *,
    today: date,
    method: MethodSettings | None = None,
    replace: bool = False,
    wishes: TableWishes | None = None,
) -> Import:
    """What a file would change in a plan, with what was read as well as could be; raises `BadInput`.

    ``method`` and ``wishes`` are for tables, see `okrtui.exchange.csv_in.loads`.
    """
    form = format_of(path, source)
    if form == "markdown":
        raise BadInput(source, "", "expected a file that ends in .toml, .json or .csv.")
    if form != "csv":
        return import_edit(plan, whole_document(path, source), replace=replace)
    if replace:
        raise BadInput(source, "", "a table holds no whole plan, so that it cannot replace one; import it without.")
    from okrtui.exchange import csv_in

    data = files.read_bytes(path)
    table = csv_in.loads(data, source, plan=plan, today=today, method=method, wishes=wishes)
    found = import_edit(plan, table.document)

    def changing() -> list[ChangeLine]:
        """Without what stays: a table has no place for most of it."""
        return [line for line in found.lines if line.verb != "keep"]

    return Import(found.edit, changing, lambda: found.items, table.notes)
