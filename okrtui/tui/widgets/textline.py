"""One line to type in, as Textual has it, that shows a text and never obeys it."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input

from okrtui.tui.text import from_screen, plain


class TextLine(Input):
    """Control characters in its text are shown as symbols, whether it held, got or was pasted them."""

    def __init__(self, value: str = "", **given: Any) -> None:
        self._original = value
        super().__init__(plain(value), **given)

    def validate_value(self, value: str) -> str:
        """What the line holds once it is given a text."""
        return plain(value)

    @property
    def said(self) -> str:
        """What was typed; control characters that the text had at first are those again."""
        return from_screen(self.value, self._original)
