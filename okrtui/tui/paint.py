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
    "match",
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
    run = _Run(base)
    left = cells
    for text, name in line:
        text = plain(text)
        size = width(text)
        if size > left:
            text = clip(text, left)
            size = width(text)
        run.add(text, base + style_of(name) if name else base)
        left -= size
        if left <= 0:
            break
    if left > 0:
        run.add(" " * left, base)
    return Strip(run.segments(), cells)


class _Run:
    """Segments of a line, as few as look the same.

    Each one costs the terminal some 40 bytes of colours. Spaces show nothing but their background, so that they go
    along with the text before them, or after them, that stands on the same one.
    """

    def __init__(self, base: Style) -> None:
        self._done: list[Segment] = []
        self._text = ""
        self._style = base

    def add(self, text: str, style: Style) -> None:
        """Add a piece of text."""
        if not text:
            return
        if self._text and not self._fits(text, style):
            self._done.append(Segment(self._text, self._style))
            self._text = ""
        if not self._text.strip(" "):
            self._style = style
        self._text += text

    def _fits(self, text: str, style: Style) -> bool:
        if style == self._style:
            return True
        if text.strip(" ") and self._text.strip(" "):
            return False
        mine = self._style
        drawn = mine.underline or mine.reverse or mine.strike or style.underline or style.reverse or style.strike
        return not drawn and style.bgcolor == mine.bgcolor

    def segments(self) -> list[Segment]:
        """All of them."""
        return [*self._done, Segment(self._text, self._style)] if self._text else self._done


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
