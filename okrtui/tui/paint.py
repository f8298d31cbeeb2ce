"""From pieces of text with a style's name to what Textual paints, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from okrtui.tui.text import clip, plain, width

Piece = tuple[str, str]
"""Some text on one line, and the name of its style ("" is the widget's own)."""

Line = Sequence[Piece]

STYLES = (
    "dim", "strong", "accent", "good", "warn", "bad", "hint", "key", "quote", "cursor", "warn-line", "hint-line",
)  # fmt: skip
"""Names of styles; each is the component class ``okr--NAME`` in the stylesheet."""

COMPONENTS = {f"okr--{name}" for name in STYLES}


def line_width(line: Line) -> int:
    """How many cells a line takes."""
    return sum(width(text) for text, _ in line)


def strip(line: Line, cells: int, style_of: Callable[[str], Style], base: Style) -> Strip:
    """A line as a strip of exactly `cells` cells on the style `base`; what does not fit ends in an ellipsis.

    All that the app paints itself comes through here: control characters end here, whoever let them come so far.
    """
    segments: list[Segment] = []
    left = cells
    for text, name in line:
        text = plain(text)
        size = width(text)
        if size > left:
            text = clip(text, left)
            size = width(text)
        segments.append(Segment(text, base + style_of(name) if name else base))
        left -= size
        if left <= 0:
            break
    if left > 0:
        segments.append(Segment(" " * left, base))
    return Strip(segments, cells)


def both_ends(left: Line, right: Line, cells: int) -> list[Piece]:
    """One line with something at each end; the left part gives way."""
    room = max(cells - line_width(right) - (1 if right else 0), 0)
    kept: list[Piece] = []
    used = 0
    for text, name in left:
        size = width(text)
        if used + size > room:
            text = clip(text, room - used)
            size = width(text)
        kept.append((text, name))
        used += size
        if used >= room:
            break
    return [*kept, (" " * max(cells - used - line_width(right), 0), ""), *right]
