"""What a person changes in what was read: the kind of a line, its text, what it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from okrtui.exchange.markdown_in.model import Document, Kind, Line

_ABOVE: dict[Kind, tuple[Kind, ...]] = {
    "key_result": ("objective",),
    "initiative": ("key_result", "objective"),
    "objective": ("priority",),
    "why": ("objective",),
}
"""What a line of a kind may belong to."""


def with_kind(document: Document, place: int, kind: Kind) -> Document:
    """The document with a line of another kind; lines that can no longer belong to it go to the nearest that fits."""
    line = document.lines[place]
    above = line.parent if kind == line.kind else None
    changed = replace(line, kind=kind, parent=above, certainty=1.0, reason="you said so")
    return settled(_put(document, place, changed))


def with_text(document: Document, place: int, text: str) -> Document:
    """The document with another text on a line; numbers that it brings stand for those of the table."""
    line = document.lines[place]
    fields = line.fields
    if set(re.findall("[0-9]+", text)) - set(re.findall("[0-9]+", line.text)):
        fields = {name: value for name, value in fields.items() if name not in ("baseline", "target", "unit", "due")}
    return _put(document, place, replace(line, text=text.strip(), fields=fields))


def moved(document: Document, place: int, step: int) -> Document:
    """The document with a line below the next (`step` 1) or the previous (-1) line that it may belong to."""
    line = document.lines[place]
    fits = [
        other
        for other, row in enumerate(document.lines)
        if row.kind in _ABOVE.get(line.kind, ())[:1] and other != place
    ]
    if not fits:
        return document
    if line.parent in fits:
        at = fits.index(line.parent) + step
    else:
        before = [index for index, other in enumerate(fits) if other < place]
        at = before[-1] if before else 0
    if not 0 <= at < len(fits):
        return document
    return _put(document, place, replace(line, parent=fits[at]))


def indented(document: Document, place: int, step: int) -> Document:
    """The document with a line one level deeper (1) or higher (-1): objective, key result, initiative."""
    levels: tuple[Kind, ...] = ("objective", "key_result", "initiative")
    kind = document.lines[place].kind
    if kind not in levels:
        return document
    at = levels.index(kind) + step
    return with_kind(document, place, levels[at]) if 0 <= at < len(levels) else document


def settled(document: Document) -> Document:
    """The document with each line below one that it may belong to: its own if that fits, else the nearest before it."""
    lines: list[Line] = []
    latest: dict[Kind, int] = {}
    for place, line in enumerate(document.lines):
        above = line.parent
        kinds = _ABOVE.get(line.kind, ())
        if above is None or document.lines[above].kind not in kinds:
            above = None
            if line.kind != "objective":
                found = [latest[kind] for kind in kinds if kind in latest]
                above = max(found, default=None)
        lines.append(line if above == line.parent else replace(line, parent=above))
        latest[line.kind] = place
        if line.kind == "objective":
            latest.pop("key_result", None)
    return replace(document, lines=tuple(lines))


def _put(document: Document, place: int, line: Line) -> Document:
    return replace(document, lines=(*document.lines[:place], line, *document.lines[place + 1 :]))
