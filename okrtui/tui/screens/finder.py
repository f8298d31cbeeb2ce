"""Jump anywhere: some letters, and everything in the plan that has them, in whichever cycle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Input

from okrtui.tui.finder import MOST, Entry, Index
from okrtui.tui.matching import lit, words_of
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import pad, plain
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

_KIND = 12
_TITLE = 0.62
"""The share of a line that a title may take while there is a place to tell beside it."""


class Finder(Dialog[str | None]):
    """A line to type in, and what it finds; the result is the id of the row to go to, None when the user left.

    Before anything is typed it shows `recent`, the places where the user was, the last first, then the plan.
    """

    DEFAULT_CSS = """
    Finder #finder-note, Finder #finder-foot { height: 1; }
    Finder Input { border: none; height: 1; padding: 0; background: $surface; margin-bottom: 1; }
    """
    PLACE: ClassVar[str] = "finder"

    def __init__(self, index: Index, recent: Sequence[str]) -> None:
        super().__init__()
        self._index = index
        by_row = {entry.row: entry for entry in index.entries}
        self._recent = [by_row[row] for row in recent if row in by_row]
        self._found: Sequence[Entry] = ()
        self._words: list[str] = []

    def compose(self) -> ComposeResult:
        """The line, what it finds, the keys."""
        with Container(classes="box") as box:
            box.border_title = "Find"
            self.typing = Input(placeholder="some letters of it, of its owner, or of where it stands", compact=True)
            self.rows = RowList(self._source, id="finder-rows")
            self.rows.empty = self._nothing
            self.note = Lines(id="finder-note")
            self.foot = Buttons(id="finder-foot")
            yield from (self.typing, self.rows, self.note, self.foot)

    def on_mount(self) -> None:
        """Take the keys."""
        self.typing.focus()
        choose: Offer = ("finder_next finder_before", "choose", None)
        self.foot.show_parts(
            self.foot_lines(
                [("finder_take", "go there", self.action_take), choose, ("leave", "back", self.action_leave)]
            )
        )
        self._search("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search again."""
        self._search(event.value)

    def _search(self, query: str) -> None:
        self._words = words_of(query)
        if self._words:
            self._found = self._index.search(query)
        else:
            known = {entry.row for entry in self._recent}
            self._found = [*self._recent, *(e for e in self._index.entries[:MOST] if e.row not in known)]
        self.rows.reload()
        self.rows.move_to(0)
        self.note.show([[(self._said(), "dim")]])

    def _said(self) -> str:
        many = len(self._found)
        if not self._words:
            return "Where you were last comes first." if self._recent else ""
        more = " and more: another letter narrows them" if many >= MOST else ""
        return f"{many}{more} found" if many else ""

    def _nothing(self, cells: int) -> Sequence[Line]:
        if not self._index.entries:
            return [[("There is nothing in this plan yet.", "dim")]]
        return [[("Nothing has these letters. Fewer letters, or another word?", "dim")]]

    def _source(self, cells: int) -> Sequence[Row]:
        return [Row(entry.row, 1, self._line(entry, cells)) for entry in self._found]

    def _line(self, entry: Entry, cells: int) -> Callable[[], Sequence[Line]]:
        words = self._words

        def build() -> Sequence[Line]:
            side = plain(" · ".join(filter(None, (entry.owner, entry.where))))
            room = max(cells - _KIND, 10)
            title = plain(entry.title)
            if side:
                most = max(int(room * _TITLE), room - len(side) - 2)
                title = pad(title, min(max(most, 8), room)).rstrip()
            left = [(pad(entry.kind, _KIND), "dim"), *lit([(title, "dim" if entry.archived else "")], words)]
            used = _KIND + sum(len(text) for text, _ in left[1:])
            right = lit([(pad(side, max(cells - used - 2, 0)).rstrip(), "dim")], words)
            return [both_ends(left, right, cells)]

        return build

    def action_move(self, step: int) -> None:
        """Move among what was found."""
        self.rows.move_to(self.rows.cursor + step)

    def action_take(self) -> None:
        """Go to the row under the cursor."""
        if self.rows.cursor_key:
            self.dismiss(self.rows.cursor_key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click goes there."""
        self.dismiss(event.key)
