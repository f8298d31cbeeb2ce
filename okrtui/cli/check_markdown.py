"""A Markdown document as a plan that can be checked, with the place of each line in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.cli.common import settings
from okrtui.cli.texts import Loose, Source, places
from okrtui.clock import today
from okrtui.exchange import files, markdown_in
from okrtui.exchange.markdown_plan import Where, import_lines
from okrtui.exchange.positions import Position
from okrtui.exchange.sourcetext import Region, SourceText
from okrtui.plan.entities import Root
from okrtui.plan.model import Plan
from okrtui.plan.naming import title_field

if TYPE_CHECKING:
    from okrtui.coach.model import TextKind
    from okrtui.exchange.markdown_in import Line

_JUDGED: dict[str, TextKind] = {"objective": "objective", "key_result": "key_result", "kpi": "kpi"}


def from_markdown(given: str) -> Source:
    """The plan that a Markdown file holds, as `okrtui import` would take it; raises `PlanError` when it holds none.

    Lines that stand below nothing, such as key results without an objective, are judged alone.
    """
    text = files.read_text(Path(given))
    method = settings().method
    document = markdown_in.read(text, today=today(), fiscal_year_start=method.fiscal_year_start, source=given)
    plan = Plan()
    made = import_lines(plan, document, Where(today(), method), source=given)
    plan.apply(made.found.edit.changes)
    paths = dict(places(plan))
    known: dict[str, Position] = {}
    for number, row in made.rows.items():
        for path in _paths(plan, row, paths):
            known.setdefault(path, _position(document.lines[number]))
    loose = tuple(
        Loose(_JUDGED[line.kind], line.text, _position(line))
        for number, line in enumerate(document.lines)
        if line.kind in _JUDGED and number in made.left
    )
    source = SourceText(re.sub("\r(?!\n)", "\n", text))

    def stretch(at: Position, words: str, start: int, end: int) -> Region:
        return source.region_in_line(at, words, start, end)

    return Source(given, plan, paths, known.get, stretch, loose=loose)


def _paths(plan: Plan, row: str, paths: Mapping[str, str]) -> tuple[str, ...]:
    """The paths of a row and of its words."""
    item, path = plan.item(row), paths.get(row)
    if item is None or path is None:
        return ()
    return path, f"{path}.{'statement' if isinstance(item, Root) else title_field(type(item))}"


def _position(line: Line) -> Position:
    return Position(line.line, line.column)
