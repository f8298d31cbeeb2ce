"""A page of text over the screen: a rule, the lesson, the keys, all there is about a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.tui.paint import Line
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import plain
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.rowlist import Row, RowList, text_of_rows


class Page(Dialog[None]):
    """Lines to read, to scroll and to copy; any of q, esc, Enter and the key that opened it goes back."""

    PLACE: ClassVar[str] = "page"

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
            self.foot = Buttons(id="page-foot")
            self.foot.styles.height = 1
            yield self.foot

    def on_mount(self) -> None:
        """Take the keys."""
        self.text.focus()
        self._tell("")
        self.call_after_refresh(self._tell, "")

    def on_resize(self) -> None:
        """A text that did not fit may fit now, or the other way round."""
        self.call_after_refresh(self._tell, "")

    def _tell(self, said: str) -> None:
        """The keys, and behind them a sentence."""
        if not self.is_attached:
            return
        scrolls: list[Offer] = [("up down", "scroll", None)] if self.text.max_scroll_y > 0 else []
        [keys] = self.foot_lines([("leave", "back", self.action_leave), *scrolls, ("copy", "copy", self.action_copy)])
        self.foot.show_parts([[*keys, (said, "accent", None)]])

    def _source(self, cells: int) -> Sequence[Row]:
        return [Row.of_line(str(i), line) for i, line in enumerate(self._lines(cells))]

    def action_scroll(self, step: int) -> None:
        """Scroll by lines, at once."""
        self.text.scroll_to(y=self.text.scroll_y + step, animate=False)

    def action_copy(self) -> None:
        """Copy the text of the page, as it is laid out."""
        from okrtui.tui.clipboard import copied

        text = text_of_rows(self.text.rows)
        self.app.copy_to_clipboard(f"{plain(self._title)}\n\n{text}")
        self._tell(copied())


class KeysPage(Page):
    """The page of keys: the key that opened it goes back too."""

    def action_keys(self) -> None:
        """Back to where one came from."""
        self.action_leave()


def text_lines(text: Callable[[int], str]) -> Callable[[int], Sequence[Line]]:
    """A page of plain text, made for a width, for `Page`; its first line is the heading."""

    def lines(cells: int) -> Sequence[Line]:
        made = text(cells).rstrip().split("\n")
        return [[(plain(line), "strong" if i == 0 else "")] for i, line in enumerate(made)]

    return lines
