"""A scroll bar that is painted anew only when it would look different."""

from __future__ import annotations

from textual import events
from textual.scrollbar import ScrollBar
from textual.widget import Widget

_PARTS = 8
"""A bar is drawn to the eighth of a cell."""


class ScrollMark(ScrollBar):
    """Textual's scroll bar. In a long list a line more or less moves it by too little to be seen."""

    def validate_position(self, position: float) -> float:
        """The first position at which the bar looks as it does at this one."""
        step = self.window_virtual_size / max(self.window_size * _PARTS, 1)
        return int(position / step) * step if step > 0 else position

    def _on_mouse_capture(self, event: events.MouseCapture) -> None:
        super()._on_mouse_capture(event)
        if isinstance(self.parent, Widget):
            self.grabbed_position = self.parent.scroll_y  # the bar's own is not exact
