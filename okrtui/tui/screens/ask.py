"""One line to type at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from okrtui.tui.paint import Line, line_width
from okrtui.tui.screens.keyed import Keyed
from okrtui.tui.text import wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.textline import TextLine

_WHY_LINES = 3
_ROOMY = 60
"""Cells of a screen on which the keys stand beside the line."""


class Ask(ModalScreen["str | None"], Keyed["str | None"]):
    """Asks for a line; `typed` hears each change. Enter gives it, Escape gives None.

    `take` does what is wanted with the line; a sentence that it returns is why it cannot, and the line stays open
    below it. The text that is there is `selected`, so that typing replaces it, or the caret stands behind it. It
    stands in the last line, or `below` what it asks about.
    """

    DEFAULT_CSS = """
    Ask { align: left bottom; }
    Ask Horizontal { height: 1; background: $panel; padding: 0 1; }
    Ask Lines { height: 1; width: auto; background: $panel; }
    Ask #ask-why { height: auto; width: 100%; padding: 0 1; display: none; }
    Ask Input { border: none; height: 1; width: 1fr; background: $panel; padding: 0; }
    """
    PLACE: ClassVar[str] = "ask"

    def __init__(
        self,
        label: str,
        text: str,
        typed: Callable[[str], None] | None,
        hint: str,
        *,
        selected: bool = True,
        below: Widget | None = None,
        take: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._take = take
        self._selected = selected
        self._below = below
        self._label = label
        self._text = text
        self._typed = typed
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Why a line cannot be taken, once there is a reason; a label and an input."""
        yield Lines(id="ask-why")
        with Horizontal():
            yield Lines(id="ask-label")
            yield TextLine(self._text, placeholder=self._hint, compact=True, select_on_focus=self._selected)
            self.foot = Buttons(id="ask-foot")
            yield self.foot

    def on_mount(self) -> None:
        """Take the keys."""
        label = self.query_one("#ask-label", Lines)
        line = [(self._label + " ", "key")]
        label.styles.width = line_width(line)
        label.show([line])
        self.query_one(Input).focus()
        self._place()
        self._show_keys()

    def on_resize(self) -> None:
        """The keys stand beside the line where it leaves room for them."""
        self.call_after_refresh(self._place)
        self._show_keys()

    def _place(self) -> None:
        """Stand below what is asked about, where there is a line for it."""
        about = self._below.region if self._below is not None else None
        if about is None or about.bottom >= self.app.size.height - 1:
            return
        self.styles.align = ("left", "top")
        line = self.query_one(Horizontal)
        line.styles.offset = (about.x, about.bottom)
        line.styles.width = about.width

    def _show_keys(self) -> None:
        """The keys, at the right."""
        [line] = self.foot_lines([("ask_take", "take", self.action_take), ("leave", "back", self.action_leave)])
        self.foot.show_parts([line[:-1]])
        cells = line_width([(text, style) for text, style, _ in line[:-1]])
        self.foot.styles.width = cells
        self.foot.display = self.app.size.width >= _ROOMY

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is typed so far; what was said about an earlier line is over."""
        self.query_one("#ask-why", Lines).display = False
        if self._typed is not None:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the line."""
        self.action_take()

    def action_take(self) -> None:
        """Give the line, or say why it cannot be taken."""
        said = self.query_one(TextLine).said
        why = self._take(said) if self._take is not None else ""
        if why:
            self._refuse(why)
        else:
            self.dismiss(said)

    def _refuse(self, why: str) -> None:
        """Say it above the line, which stays as it was typed."""
        place = self.query_one("#ask-why", Lines)
        made: list[Line] = [[(text, "bad")] for text in wrap(why, max(self.app.size.width - 2, 20), _WHY_LINES)]
        place.styles.height = len(made)
        place.show(made)
        place.display = True

    def action_leave(self) -> None:
        """Leave without one."""
        self.dismiss(None)
