"""The fields of a row that is edited, on a few lines below its text: what was said bright, what was read dim."""

from __future__ import annotations

from okrtui.plan.quarters import format_day
from okrtui.tui.editing import Editing
from okrtui.tui.paint import Line, Piece, line_width
from okrtui.tui.text import clip, plain

_ARROWS = {"up": "↑", "down": "↓", "keep": "="}
_ALWAYS = {
    "baseline", "target", "unit", "due", "owner", "why", "kind", "priority", "timing", "action", "healthy_low",
    "healthy_high", "cadence", "confidence", "note",
}  # fmt: skip
"""Fields that are shown with a blank while they are empty."""
_LINES = 4
_GAP = "  "
_Fact = tuple[str, list[Piece]]
"""The name of a field, and how it is shown."""
_LONGEST = 40


def fact_lines(editing: Editing, open_field: str, cells: int) -> list[Line]:
    """The fields, wrapped: `metric churn rate  ↓ down  from 6.1 %  to __`; the one that is open stands out."""
    lines: list[Line] = []
    for fields in _laid_out(editing, open_field, cells):
        line: list[Piece] = []
        for _, pieces in fields:
            line += [(_GAP, "")] if line else []
            line += pieces
        lines.append(line)
    return lines


def field_at(editing: Editing, open_field: str, cells: int, x: int, y: int) -> str:
    """The name of the field that `fact_lines` shows at a cell; "" where it shows none."""
    laid_out = _laid_out(editing, open_field, cells)
    left = 0
    for name, pieces in laid_out[y] if 0 <= y < len(laid_out) else ():
        right = left + line_width(pieces)
        if left <= x < right:
            return name
        left = right + len(_GAP)
    return ""


def _laid_out(editing: Editing, open_field: str, cells: int) -> list[list[_Fact]]:
    lines: list[list[_Fact]] = []
    used = 0
    for name, pieces in _pieces(editing, open_field):
        size = line_width(pieces)
        if not lines or used + len(_GAP) + size > cells:
            lines.append([])
            used = -len(_GAP)
        lines[-1].append((name, pieces))
        used += len(_GAP) + size
    return lines[:_LINES]


def _pieces(editing: Editing, open_field: str) -> list[_Fact]:
    found: list[_Fact] = []
    # What is measured reads best first; Tab goes there last, since the text nearly always says it.
    for f in sorted(editing.form.fields, key=lambda f: f.name not in ("metric", "direction")):
        here = f.name == open_field
        value = plain((here and editing.unread) or editing.shown(f))
        if not value and not here and f.name not in _ALWAYS:
            continue
        label = "strong" if here else "dim"
        bright = "" if editing.is_typed(f.name) else "dim"
        match f.name:
            case "direction" if value in _ARROWS:
                found.append((f.name, [(f"{_ARROWS[value]} {value}", label if here else bright)]))
            case "written_by" if value == "proposed" and not here:
                found.append((f.name, [("proposed, not yet by the team", bright)]))
            case "due":
                # Without a day of its own a key result is due when its cycle ends.
                end = editing.around.cycle[1] if editing.around.cycle else None
                usual = format_day(end, editing.around.today) if end else "__"
                found.append((f.name, [("by ", label), (value or usual, bright)]))
            case _:
                found.append((f.name, [(f.label + " ", label), (clip(value, _LONGEST) or "__", bright)]))
    return found
