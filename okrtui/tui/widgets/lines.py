"""A widget that shows lines and repaints only those that differ; keys that they name can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from okrtui.tui.keynames import read_key
from okrtui.tui.paint import Line, strip
from okrtui.tui.text import width
from okrtui.tui.widgets.styled import Styled


class Lines(Styled, Widget):
    """Lines of styled text at fixed places: nothing in it wraps or scrolls, and a change repaints its lines alone."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()
        self._laid = (0, 0)

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines from the top on; what does not fit in height or width is cut."""
        old, self._lines = self._lines, lines
        if not self.is_attached:
            return
        last = max(len(old), len(lines))
        start = None  # of a run of lines that differ: one region for each run costs less than one for each line
        for y in range(last + 1):
            before = old[y] if y < len(old) else None
            after = lines[y] if y < len(lines) else None
            differs = y < last and before != after
            if differs and start is None:
                start = y
            elif not differs and start is not None:
                self.refresh(Region(0, start, self.size.width, y - start))
                start = None

    def make(self, cells: int, height: int) -> Sequence[Line] | None:
        """Lines for this size, for widgets that lay out what they hold; None: what was shown stays."""
        return None

    def remake(self) -> None:
        """Lay out anew after what it holds has changed; before it has a size, the first frame will."""
        if self._laid != (0, 0) and (made := self.make(*self._laid)) is not None:
            self.show(made)

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines

    def render_line(self, y: int) -> Strip:
        """One line, as Textual asks for it. A new size is met here, so that no frame shows the old layout."""
        if self._laid != self.size:
            self._laid = (self.size.width, self.size.height)
            made = self.make(*self._laid)
            if made is not None:
                self._lines = made
        line: Line = self._lines[y] if y < len(self._lines) else ()
        return strip(line, self.size.width, self.style_of, self.base)


_ARROWS = frozenset("↑↓←→")


def keys_at(line: Line, x: int) -> Sequence[str]:
    """The keys, as Textual calls them, that a line names at a cell; none where it names none.

    A dim piece right behind a key says what the key does, and is part of it.
    """
    left = 0
    named = ""
    for text, style in line:
        right = left + width(text)
        named = text if style == "key" else named if style == "dim" else ""
        if left <= x < right:
            return _read(named) if text.strip() else ()
        left = right
    return ()


def _read(shown: str) -> Sequence[str]:
    if not shown.strip() or not _ARROWS.isdisjoint(shown):  # arrows stand for several keys at once
        return ()
    try:
        return read_key(shown.strip()).split()
    except ValueError:
        return ()


class KeyLines(Lines):
    """Lines whose keys can be clicked. A click leaves the keyboard with whatever has it."""

    FOCUS_ON_CLICK = False

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None or not 0 <= offset.y < len(self.lines):
            return
        keys = keys_at(self.lines[offset.y], offset.x)
        if keys:
            event.stop()
        for key in keys:
            self.app.simulate_key(key)
