"""A page of text over the screen: a rule, the lesson, the keys, all there is about a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from okrtui.tui.matching import words_of
from okrtui.tui.paint import Line
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import plain
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.rowlist import Row, RowList, text_of_rows
from okrtui.tui.widgets.textline import TextLine


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
        [keys] = self.foot_lines(self.offers())
        self.foot.show_parts([[*keys, (said, "accent", None)]])

    def offers(self) -> list[Offer]:
        """What the last line offers."""
        scrolls: list[Offer] = [("up down", "scroll", None)] if self.text.max_scroll_y > 0 else []
        return [("leave", "back", self.action_leave), *scrolls, ("copy", "copy", self.action_copy)]

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
    """The page of keys: words that are typed narrow it; the key that opened it goes back too."""

    DEFAULT_CSS = """
    KeysPage Input { border: none; height: 1; padding: 0; background: $surface; margin-bottom: 1; display: none; }
    KeysPage Input.-shown { display: block; }
    """
    PLACE: ClassVar[str] = "keys page"

    def __init__(self, title: str, lines: Callable[[int, Sequence[str]], Sequence[Line]]) -> None:
        super().__init__(title, lambda cells: lines(cells, self.words))
        self.words: list[str] = []
        """Only keys that have all of these are shown."""
        self.typing = TextLine(placeholder="a key, or a word of what it does", compact=True)

    def on_mount(self) -> None:
        """Put the line above the text, and take the keys."""
        self.query_one(".box").mount(self.typing, before=self.text)
        super().on_mount()

    def offers(self) -> list[Offer]:
        """How to narrow it stands first after the way back; in the line for words, the way back is to all keys."""
        back, *others = super().offers()
        if self.typing.has_focus:
            return [("leave", "all keys", self.action_leave), *others]
        return [back, ("filter", "find a word", self.action_filter), *others]

    def action_filter(self) -> None:
        """Open the line for words."""
        self.typing.add_class("-shown")
        self.typing.focus()
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has these words."""
        self.words = words_of(event.value)
        self.text.reload()
        self.text.scroll_to(y=0, animate=False)
        self.call_after_refresh(self._tell, "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was found, and scroll in it by letters again."""
        self.text.focus()
        self._tell("")

    def action_leave(self) -> None:
        """From the line back to all keys; from the keys back to where one came from."""
        if not self.typing.has_focus:
            super().action_leave()
            return
        self.typing.value = ""
        self.typing.remove_class("-shown")
        self.text.focus()
        self._tell("")

    def action_keys(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)


def text_lines(text: Callable[[int], str]) -> Callable[[int], Sequence[Line]]:
    """A page of plain text, made for a width, for `Page`; its first line is the heading."""

    def lines(cells: int) -> Sequence[Line]:
        made = text(cells).rstrip().split("\n")
        return [[(plain(line), "strong" if i == 0 else "")] for i, line in enumerate(made)]

    return lines
