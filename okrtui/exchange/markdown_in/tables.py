"""Tables: what their columns hold, and the texts and fields of each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from okrtui.exchange.markdown_in.inline import Visible
from okrtui.exchange.markdown_in.marks import label_of, names_both, part_in_brackets, part_of_column
from okrtui.exchange.markdown_in.outline import Cell, Node, TableRow

Column = Literal[
    "objective", "key_result", "kpi", "initiative", "priority", "owner", "score", "status", "target", "baseline",
    "current", "due", "unit", "cadence", "source", "category", "timing", "why", "period", "number", "metric", "kind",
    "text", "skip",
]  # fmt: skip

_COLUMNS: dict[Column, str] = {
    "number": "#; id; no; nr; number; ref; key; code; item no",
    "kind": "type; kind; level; what; item type; element; typ; tipo",
    "owner": """owner; owners; dri; lead; who; responsible; accountable; assignee; assigned to; driver; person; name;
        champion; team; owner s; kr owner; okr owner; accountable person; sponsor; verantwortlich; verantwortliche;
        verantwortlicher; wer; responsable; pilote; responsables""",
    "score": """score; grade; progress; rating; final score; final grade; completion; complete; done; percent; %;
        % complete; achieved; result; final; attainment; achievement; mid quarter score;
        end of quarter score; eoq score""",
    "status": "status; state; health; rag; confidence; trend; on track; rag status; traffic light; conf; état; estado",
    "target": """target; goal value; target value; to; end; objective value; desired; threshold; goal; q target; aim;
        zielwert; soll; cible; valeur cible; meta; valor objetivo""",
    "baseline": """baseline; start; from; start value; starting point; starting value; base; previous; initial; was;
        startwert; ausgangswert; départ; valeur de départ; inicio; valor inicial; línea base""",
    "current": """current; actual; value; now; today; current value; latest; actual value; actuals; last value; ist;
        istwert; aktuell; actuel; valeur actuelle; valor actual""",
    "due": """due; due date; deadline; by when; date; target date; eta; timeline; end date; when; timing of delivery;
        termin; fällig; frist; échéance; date limite; fecha; fecha límite; plazo""",
    "unit": "unit; units; uom; unit of measure; einheit; unité; unidad",
    "cadence": "cadence; frequency; how often; rhythm; reporting; review; measured every; interval; update frequency",
    "source": "source; data source; where; dashboard; tool; system; source of data; measured in; quelle; fuente",
    "category": "category; area; dimension; domain; group; perspective",
    "timing": "leading lagging; leading or lagging; lead lag; leading; lagging; indicator type",
    "why": "why; rationale; reason; motivation; why it matters; warum; begründung; pourquoi; por qué",
    "period": "quarter; period; cycle; time frame; timeframe; half; quartal; zeitraum; trimestre; periodo",
    "metric": """metric; measure; measurement; how measured; unit of measurement; metric name; measured by; indicator;
        messgröße; métrique; métrica; indicateur; indicador""",
    "text": "description; title; text; statement; okr; okrs; item; summary; details of the okr",
    "skip": """notes; note; comment; comments; update; updates; remarks; link; links; evidence; next steps; risk; risks;
        dependencies; weight; last updated; learnings; retrospective; priority level; effort; impact; tags; blockers;
        what we learned; definition; formula; bemerkung; bemerkungen; kommentar; commentaires; comentarios; notas""",
}
_HEADERS: dict[str, Column] = {
    " ".join(word.split()): column for column, words in _COLUMNS.items() for word in words.split(";")
}
_TEXTS: tuple[Column, ...] = ("objective", "key_result", "kpi", "initiative", "priority")
_MEASURED: set[Column] = {"score", "target", "baseline", "current", "owner"}
"""Columns of which one at least makes rows of text likely to be key results."""
_SAME = re.compile(
    r'^(?:["“”″〃\'’,.^↑-]{1,3}|–|—|same|ditto|same as above|see above|as above|idem|…|\.\.\.)?$', re.IGNORECASE
)


@dataclass(slots=True)
class Entry:
    """One text of a row: what its column (or its label) says it is, and the line that shows it."""

    column: Column
    text: Visible
    line: int


@dataclass(slots=True)
class Record:
    """A row as it was read: texts in the order objective, key result and so on, and fields for the last of them."""

    line: int
    entries: list[Entry] = field(default_factory=list)
    fields: dict[Column, str] = field(default_factory=dict)
    same: bool = False
    """Its cell for the objective is empty, or says "as above"."""


def columns_of(table: Node, mode: str) -> list[Column]:
    """What each column holds. `mode` is the part of the document in which the table stands ("kpis" and so on)."""
    header = table.rows[0].cells
    found = [_column(cell.text) for cell in header]
    for place, column in enumerate(found):
        if column == "priority" and not _wordy(table, place):
            found[place] = "skip"  # P0, high
    if {"key_result", "kpi"} & set(found) and (valued := _valued(table, found)) is not None:
        found[valued] = "target"
    goals = [place for place, cell in enumerate(header) if cell.text.strip().lower() in ("goal", "goals", "aim")]
    if goals and "objective" not in found and _wordy(table, goals[0]):
        found[goals[0]] = "objective"
    texts = [column for column in found if column in _TEXTS]
    if "objective" in texts and "key_result" not in texts:
        for stand_in in ("kpi", "metric"):
            if stand_in in found:
                found[found.index(stand_in)] = "key_result"
                break
        else:
            if found.count("target") == 1 and _wordy(table, found.index("target")):
                found[found.index("target")] = "key_result"
    if "kpi" not in texts and "key_result" not in texts and "metric" in found:
        found[found.index("metric")] = "kpi"
    if not any(column in _TEXTS or column == "text" for column in found):
        found = _by_mode(table, found, mode)
    found = _beside_codes(table, found)
    if "text" in found and not any(column in _TEXTS for column in found):
        by_mode: dict[str, Column] = {"kpis": "kpi", "results": "key_result", "initiatives": "initiative"}
        place = found.index("text")
        if "kind" not in found and not _labels_in(table):
            found[place] = by_mode.get(mode, "text")
    return found


def _valued(table: Node, found: list[Column]) -> int | None:
    """A column "Ziel" or "Goal" that holds values, and so the targets of the key results or KPIs beside it."""
    if "target" in found or found.count("objective") != 1:
        return None
    place = found.index("objective")
    cells = [row.cells[place].text for row in table.rows[1:] if place < len(row.cells) and row.cells[place].text]
    values = sum(bool(re.search("[0-9]", cell)) and len(cell.split()) <= 3 for cell in cells)
    codes = sum((label := label_of(cell)) is not None and label.coded for cell in cells)
    return place if values * 2 > len(cells) and not codes else None


def _beside_codes(table: Node, found: list[Column]) -> list[Column]:
    """Where cells below "Key result" say no more than "KR1", the column with sentences beside them holds the texts."""
    for place, column in enumerate(found):
        if column not in _TEXTS:
            continue
        cells = [row.cells[place].text for row in table.rows[1:] if place < len(row.cells) and row.cells[place].text]
        codes = [cell for cell in cells if (label := label_of(cell)) is not None and label.end >= len(cell)]
        if not cells or len(codes) * 2 <= len(cells):
            continue
        for other in range(len(found)):
            if found[other] not in _TEXTS and found[other] != "owner" and _wordy(table, other):
                found[place], found[other] = "number", column
                break
    return found


def _column(header: str) -> Column:
    phrase = " ".join(re.sub(r"[^\w%#]+", " ", re.sub(r"\([^)]*\)", "", header)).strip().lower().split())
    aside = part_in_brackets(header)
    if aside in _TEXTS:
        return aside
    if phrase in _HEADERS:
        return _HEADERS[phrase]
    part = part_of_column(header)
    if names_both(header):
        return "text"  # each row says which
    if part in _TEXTS:
        return part
    if part == "okrs":
        return "text"
    if part == "owner":
        return "owner"
    for word in reversed(phrase.split()):
        if word in _HEADERS and _HEADERS[word] not in ("text", "why"):
            return _HEADERS[word]
    return "skip" if phrase else "number"


def _wordy(table: Node, column: int) -> bool:
    """Whether most cells of a column hold sentences rather than values."""
    cells = [row.cells[column].text for row in table.rows[1:] if column < len(row.cells) and row.cells[column].text]
    return sum(len(cell.split()) > 2 for cell in cells) * 2 > len(cells) > 0


def _by_mode(table: Node, found: list[Column], mode: str) -> list[Column]:
    wanted: dict[str, Column] = {
        "kpis": "kpi",
        "results": "key_result",
        "initiatives": "initiative",
        "objectives": "objective",
    }
    for place in range(min(2, len(found))):
        cells = [row.cells[place].text for row in table.rows[1:] if place < len(row.cells)]
        labels = [label for cell in cells if (label := label_of(cell)) is not None and label.coded]
        if any(label.part == "objective" for label in labels) and not _labels_in(table):
            found[place] = "key_result"  # rows without a label stand below the objectives among them
            return found
    if (mode not in wanted or _has_lone(table)) and not _labels_in(table) and _MEASURED & set(found):
        place = next((i for i in range(len(found)) if found[i] in ("skip", "number", "kind") and _wordy(table, i)), -1)
        if place >= 0:
            found[place] = "key_result"
        return found
    if mode in wanted or _labels_in(table):
        place = next((i for i in range(len(found)) if _wordy(table, i)), 0)
        found[place] = wanted.get(mode, "text")
    return found


def _is_lone(cells: Sequence[Cell]) -> bool:
    """Whether a row is a heading among the others: one bold cell, and nothing beside it."""
    filled = [cell for cell in cells if cell.text.strip()]
    return len(filled) == 1 and len(filled[0].lines) == 1 and all(filled[0].lines[0].bold)


def _has_lone(table: Node) -> bool:
    return any(_is_lone(row.cells) for row in table.rows[1:])


def _labels_in(table: Node) -> bool:
    """Whether rows say by labels such as O1 and KR1.1 what they are."""
    labelled = [
        any((label := label_of(cell.text)) and label.coded and label.part in _TEXTS for cell in row.cells[:2])
        for row in table.rows[1:]
    ]
    return sum(labelled) * 2 >= len(labelled) > 0


def records(table: Node, mode: str) -> list[Record]:
    """The rows of a table, read by its columns; empty for a table that holds no texts of a plan."""
    columns = columns_of(table, mode)
    if not any(column in _TEXTS or column == "text" for column in columns):
        return []
    rows = table.rows[1:] or []
    found = [_record(row, columns) for row in rows]
    if "text" in columns and "kind" not in columns:
        at = columns.index("text")
        _by_bold(found, [(row, row.cells[at]) for row in rows if at < len(row.cells)])
    return [record for record in found if record.entries or record.fields]


def _record(row: TableRow, columns: Sequence[Column]) -> Record:
    record = Record(row.line)
    kind = _kind_of(row, columns)
    filled = [cell for cell in row.cells if cell.text.strip()]
    for column, cell in zip(columns, row.cells, strict=False):
        text = cell.text.strip()
        if column in _TEXTS or column == "text":
            if _SAME.match(text):
                record.same |= column == "objective"
                continue
            for line in _texts(cell):
                record.entries.append(Entry(_told(line, column), line, row.line))
        elif text and column not in ("number", "kind", "skip"):
            record.fields.setdefault(column, text)
    if len(filled) == 1 and not record.entries:
        line = filled[0].lines[0]
        label = label_of(line.text, line.bold)
        if label is not None and label.part in _TEXTS:
            record.entries.append(Entry(label.part, line, row.line))
            record.fields.clear()
    if len(record.entries) == 1 and _is_lone(row.cells):
        record.entries[0].column = "objective"
    if kind is not None and len({entry.column for entry in record.entries}) == 1:
        for entry in record.entries:
            entry.column = kind
    order = {column: place for place, column in enumerate(("priority", "objective", "key_result", "initiative", "kpi"))}
    record.entries.sort(key=lambda entry: order.get(entry.column, 9))
    return record


def _by_bold(found: Sequence[Record], cells: Sequence[tuple[TableRow, Cell]]) -> None:
    """Where some texts of a column are bold and others are not, and nothing else tells, the bold are objectives."""
    bold = {row.line for row, cell in cells if cell.lines and all(cell.lines[0].bold)}
    records = [record for record in found if [entry.column for entry in record.entries] == ["text"]]
    if 0 < len([record for record in records if record.line in bold]) < len(records):
        for record in records:
            record.entries[0].column = "objective" if record.line in bold else "key_result"


def _kind_of(row: TableRow, columns: Sequence[Column]) -> Column | None:
    """What a cell for the type, or one with an id such as KR1, says about the row."""
    for column, cell in zip(columns, row.cells, strict=False):
        if column in ("kind", "number") and cell.text.strip():
            label = label_of(cell.text, heading=True)
            if label is not None and label.part in _TEXTS:
                return label.part
    return None


def _told(line: Visible, column: Column) -> Column:
    label = label_of(line.text, line.bold)
    if label is not None and label.part in _TEXTS and label.end < len(line.text) and (label.coded or label.one):
        return label.part
    return column


def _texts(cell: Cell) -> list[Visible]:
    """The texts in a cell: several when it breaks into lines that begin alike, else one."""
    lines = [line for line in cell.lines if line.text.strip() and not line.struck]
    if len(lines) < 2:
        return lines
    begun = [
        bool(re.match(r"\s*(?:[-*+•–·]|\(?\d{1,2}[.)]|KR\s?\d)", line.text)) or label_of(line.text) is not None
        for line in lines
    ]
    if (
        all(begun)
        or (sum(begun) >= len(lines) - 1 and not begun[0])
        or all(line.text[:1].isupper() for line in lines[1:])
    ):
        return lines
    joined = Visible(" ".join(line.text for line in lines))
    joined.bold = [False] * len(joined.text)
    return [joined]
