"""The fields of a card of a close: a label and a text each, and the choice of what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.nextchoice import NextChoice

_LABEL = 22
_TEXTS = ("grade", "learned", "differently", "reflection", "because")
_ORDER = ("grade", "learned", "differently", "reflection", "next", "because")


class CloseFields(Container):
    """Shows some of them; `changed` is called when one was changed, `command` is asked about each key in a text."""

    DEFAULT_CSS: ClassVar[str] = """
    CloseFields { height: auto; width: 100%; }
    CloseFields Horizontal { height: auto; width: 100%; }
    CloseFields LineArea { background: $okr-field; height: 1; border: none; padding: 0; width: 1fr; }
    CloseFields LineArea { scrollbar-size: 0 0; }
    CloseFields .label { width: 22; height: 1; }
    #close-next { height: 1; width: 1fr; }
    """

    def __init__(self, changed: Callable[[], None], command: Callable[[LineArea, events.Key], bool]) -> None:
        super().__init__(id="close-body")
        self.choice = NextChoice(changed)
        self.texts = {name: LineArea(changed, command, id=f"close-{name}") for name in _TEXTS}
        self.labels = {name: Lines(classes="label") for name in _ORDER}
        self._lines: dict[str, Horizontal] = {}
        self._names: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        """A line for each."""
        for name in _ORDER:
            with Horizontal() as line:
                yield self.labels[name]
                yield self._field(name)
            self._lines[name] = line

    def _field(self, name: str) -> LineArea | NextChoice:
        return self.choice if name == "next" else self.texts[name]

    def show(self, names: Sequence[str], values: Mapping[str, str]) -> None:
        """Show these fields with these values, and no others; the grade has the keys, and typing replaces it."""
        self._names = names
        for name, line in self._lines.items():
            line.display = name in names
        for name in names:
            if name == "next":
                self.choice.put(values[name])
                self.choice.chosen = False
            else:
                self.texts[name].write(values[name], select=(0, len(values[name])) if name == "grade" else None)
        self.go_to("grade")

    def go_to(self, name: str) -> None:
        """Give a field the keys."""
        self.screen.set_focus(self._field(name), scroll_visible=False)

    def go(self, step: int) -> None:
        """To the next field, or the one before, round and round."""
        here = next((i for i, name in enumerate(self._names) if self._field(name).has_focus), 0)
        self.go_to(self._names[(here + step) % len(self._names)])

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields that are shown."""
        return {name: self.choice.word if name == "next" else self.texts[name].text for name in self._names}

    def name_them(self, label: Callable[[str], str]) -> None:
        """Write the labels; that of the field at hand is bright."""
        for name in self._names:
            style = "strong" if self._field(name).has_focus else "dim"
            self.labels[name].show([[(label(name).ljust(_LABEL), style)]])

    def fit(self, most: int) -> None:
        """Give each text as many lines as it takes, and `most` at most."""
        for area in self.texts.values():
            if area.display and area.size.width:
                area.styles.height = max(1, min(area.wrapped_document.height, most))
