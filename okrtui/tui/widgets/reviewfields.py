"""The fields of a review's page: one line each, side by side, or a place for some sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input

from okrtui.tui.text import plain, width
from okrtui.tui.widgets.lines import Lines

_ROWS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("value", "value"), ("confidence", "confidence"), ("note", "note")),
    (("do", "do"), ("who", "who"), ("by", "by")),
)
"""Names and labels, line by line."""
_EMPTY = {
    "value": "a number",
    "confidence": "0-10",
    "note": "what happened",
    "do": "what to do about it",
    "who": "whose name",
    "by": "which day",
}
"""What an empty field says is typed there."""


class Entry(Input):
    """One line; what is pasted into it becomes one line of visible characters."""

    def __init__(self, name: str) -> None:
        super().__init__(id=f"review-{name}", name=name, placeholder=_EMPTY[name], compact=True, select_on_focus=True)

    def _on_paste(self, event: events.Paste) -> None:
        text = plain(" ".join(event.text.split()))
        event.stop()
        event.prevent_default()
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def take_all(self) -> None:
        """Take the keys, with the whole text selected: typing replaces it."""
        self.focus()
        self.action_select_all()


class ReviewFields(Container):
    """Value, confidence and note; do, who and by. `changed` is told the name of a field that was typed into."""

    DEFAULT_CSS: ClassVar[str] = """
    ReviewFields { height: auto; width: 100%; margin-top: 1; }
    ReviewFields Horizontal { height: 1; width: 100%; }
    ReviewFields.-calm #review-second { margin-top: 1; }
    ReviewFields Lines { height: 1; }
    ReviewFields Input { border: none; height: 1; background: $okr-field; padding: 0; margin-right: 2; }
    #review-value { width: 16; }
    #review-confidence { width: 5; }
    #review-note { width: 1fr; margin-right: 0; }
    #review-do { width: 1fr; }
    #review-who { width: 14; }
    #review-by { width: 14; margin-right: 0; }
    """

    def __init__(self, changed: Callable[[str], None]) -> None:
        super().__init__(id="review-fields")
        self._changed = changed
        self._shown: tuple[str, ...] = ()
        self.entries = {name: Entry(name) for row in _ROWS for name, _ in row}
        self._labels = {name: Lines(id=f"review-label-{name}") for name in self.entries}

    def compose(self) -> ComposeResult:
        """Two lines of labels and entries."""
        for row, place in zip(_ROWS, ("review-first", "review-second"), strict=True):
            with Horizontal(id=place):
                for name, _ in row:
                    yield self._labels[name]
                    yield self.entries[name]

    def on_mount(self) -> None:
        """Write the labels."""
        for row in _ROWS:
            for name, label in row:
                self._labels[name].styles.width = width(label) + 1
        self._show_labels()

    def _show_labels(self) -> None:
        """The label of the field that has the keys stands out."""
        for name, label in (pair for row in _ROWS for pair in row):
            self._labels[name].show([[(label, "strong" if self.entries[name].has_focus else "dim")]])

    def on_descendant_focus(self) -> None:
        """Another field has the keys."""
        self._show_labels()

    def on_descendant_blur(self) -> None:
        """None has them."""
        self._show_labels()

    def show_fields(self, names: Sequence[str], texts: Mapping[str, str]) -> None:
        """Show these fields with these texts, and no others."""
        self._shown = tuple(names)
        self.display = bool(names)
        self.query_one("#review-second").display = "do" in names
        for name, entry in self.entries.items():
            entry.display = self._labels[name].display = name in names
            self.put(name, texts.get(name, ""))

    def put(self, name: str, text: str) -> None:
        """Put a text into a field without telling that it changed."""
        entry = self.entries[name]
        with entry.prevent(Input.Changed):
            entry.value = text
        entry.cursor_position = len(text)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields that are shown."""
        return {name: self.entries[name].value for name in self._shown}

    @property
    def here(self) -> str:
        """The field that has the keys; empty when none has."""
        return next((name for name in self._shown if self.entries[name].has_focus), "")

    def go(self, step: int) -> None:
        """To the next field (1) or the one before (-1), round the edges."""
        if self._shown:
            at = self._shown.index(self.here) if self.here else -1 if step > 0 else 0
            self.go_to(self._shown[(at + step) % len(self._shown)])

    def go_to(self, name: str) -> None:
        """Give a field the keys."""
        if name in self._shown:
            self.entries[name].take_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell which field was typed into."""
        event.stop()
        if event.input.name:
            self._changed(event.input.name)
