"""A page of text over the screen: a rule, the lesson, the keys, all there is about a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container

from okrtui.tui.paint import Line
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import plain
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList


class Page(Dialog[None]):
    """Lines to read and scroll; any of q, esc, Enter and the key that opened it goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,space,y,question_mark,c", "leave", "back", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("home", "scroll(-100000)", show=False),
        Binding("end,G", "scroll(100000)", show=False),
    ]

    def __init__(self, title: str, lines: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The text, and how to go back."""
        with Container(classes="box") as box:
            box.border_title = plain(self._title).replace("[", r"\[")
            self.text = RowList(self._source, id="page-text")
            self.text.marked = False
            yield self.text
            foot = Lines(id="page-foot")
            foot.styles.height = 1
            yield foot

    def on_mount(self) -> None:
        """Take the keys."""
        self.text.focus()
        self.query_one("#page-foot", Lines).show(
            [[("esc", "key"), (" back  ", "dim"), ("↑ ↓", "key"), (" scroll", "dim")]]
        )

    def _source(self, cells: int) -> Sequence[Row]:
        return [Row(str(i), 1, _one(line)) for i, line in enumerate(self._lines(cells))]

    def action_scroll(self, step: int) -> None:
        """Scroll by lines, at once."""
        self.text.scroll_to(y=self.text.scroll_y + step, animate=False)


def _one(line: Line) -> Callable[[], Sequence[Line]]:
    return lambda: [line]


def text_lines(text: Callable[[int], str]) -> Callable[[int], Sequence[Line]]:
    """A page of plain text, made for a width, for `Page`; its first line is the heading."""

    def lines(cells: int) -> Sequence[Line]:
        made = text(cells).rstrip().split("\n")
        return [[(plain(line), "strong" if i == 0 else "")] for i, line in enumerate(made)]

    return lines
