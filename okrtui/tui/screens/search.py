"""A line to type in, and what it finds: the finder and the palette are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from okrtui.tui.matching import words_of
from okrtui.tui.paint import Line
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList
from okrtui.tui.widgets.textline import TextLine


class SearchDialog(Dialog[str | None]):
    """Its result is the key of the row that was taken, None when the user left."""

    DEFAULT_CSS = """
    SearchDialog #search-note { height: auto; width: 100%; }
    SearchDialog #search-foot { height: 1; }
    SearchDialog Input { border: none; height: 1; padding: 0; background: $surface; margin-bottom: 1; }
    """
    PLACE: ClassVar[str] = "finder"
    HEADING: ClassVar[str] = ""
    HINT: ClassVar[str] = ""
    """What an empty line says can be typed there."""
    TAKE: ClassVar[str] = ""
    """What Enter does, in a word or two."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        """The words that are typed, folded: they are lit in what they find."""

    def compose(self) -> ComposeResult:
        """The line, what it finds, a word on that, the keys."""
        with Container(classes="box") as box:
            box.border_title = self.HEADING
            self.typing = TextLine(placeholder=self.HINT, compact=True)
            self.rows = RowList(self.source, id="search-rows")
            self.rows.empty = self.nothing
            self.rows.moved = lambda key: self._show_note()
            self.note = Lines(id="search-note")
            self.foot = Buttons(id="search-foot")
            yield from (self.typing, self.rows, self.note, self.foot)

    def on_mount(self) -> None:
        """Take the keys."""
        self.typing.focus()
        choose: Offer = ("finder_next finder_before", "choose", None)
        self.foot.show_parts(
            self.foot_lines(
                [("finder_take", self.TAKE, self.action_take), choose, ("leave", "back", self.action_leave)]
            )
        )
        self._search("")
        self.call_after_refresh(self._show_note)  # only now it has a width

    # -- what a search is made of

    def search(self, query: str) -> None:
        """Find what is typed; the rows are asked for after it."""

    def source(self, cells: int) -> Sequence[Row]:
        """What was found, for a width."""
        return ()

    def nothing(self, cells: int) -> Sequence[Line]:
        """What stands there when nothing was found."""
        return ()

    def said(self, cells: int) -> Sequence[Line]:
        """A word on what was found, or on the row under the cursor; as many lines whatever it is."""
        return ()

    # -- searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search again."""
        self._search(event.value)

    def _search(self, query: str) -> None:
        self.words = words_of(query)
        self.search(query)
        self.rows.reload()
        self.rows.move_to(0)
        self._show_note()

    def _show_note(self) -> None:
        lines = self.said(max(self.note.size.width, 20))
        self.note.styles.height = len(lines)
        self.note.show(lines)

    def action_move(self, step: int) -> None:
        """Move among what was found."""
        self.rows.move_to(self.rows.cursor + step)

    def action_take(self) -> None:
        """Take the row under the cursor."""
        if self.rows.cursor_key:
            self.dismiss(self.rows.cursor_key)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click takes a row."""
        self.dismiss(event.key)
