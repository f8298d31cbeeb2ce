"""Lines in which some pieces can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from okrtui.tui.text import width
from okrtui.tui.widgets.lines import Lines

Press = Callable[[], object]
"""What a click does."""
Part = tuple[str, str, Press | None]
"""Some text on one line, the name of its style, and what a click on it does (None: nothing)."""


class Buttons(Lines):
    """Lines of parts; a click on a part does what that part is for. Keys are the business of the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts: Sequence[Sequence[Part]] = ()

    def show_parts(self, lines: Sequence[Sequence[Part]]) -> None:
        """Show these parts from the top on."""
        self._parts = lines
        self.show([[(text, style) for text, style, _ in line] for line in lines])

    def part_at(self, x: int, y: int) -> Part | None:
        """The part that covers a cell, counted from the widget's own corner."""
        left = 0
        for part in self._parts[y] if 0 <= y < len(self._parts) else ():
            right = left + width(part[0])
            if left <= x < right:
                return part
            left = right
        return None

    def on_click(self, event: events.Click) -> None:
        """Do what the part under the pointer is for."""
        offset = event.get_content_offset(self)
        part = self.part_at(offset.x, offset.y) if offset is not None else None
        if part is not None and part[2] is not None:
            event.stop()
            part[2]()


def lettered(label: str, key: str, style: str, press: Press, *, key_style: str = "key") -> list[Part]:
    """A label with its key as one of its letters, or before it when the key is none of them."""
    at = label.lower().find(key) if len(key) == 1 else -1
    if at < 0:
        return [(f"{key} ", key_style, press), (label, style, press)]
    return [(label[:at], style, press), (label[at], key_style, press), (label[at + 1 :], style, press)]


def keys_line(*keys: tuple[str, str, Press | None]) -> list[Part]:
    """Keys with what they do, side by side; each can be clicked."""
    line: list[Part] = []
    for key, label, press in keys:
        line += [(key, "key", press), (f" {label}", "dim", press), ("  ", "", None)]
    return line
