"""Jump anywhere: some letters, and everything in the plan that has them, in whichever cycle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from okrtui.tui.finder import MOST, Entry, Index
from okrtui.tui.matching import lit
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.screens.search import SearchDialog
from okrtui.tui.text import pad, plain
from okrtui.tui.widgets.rowlist import Row

_KIND = 12
_TITLE = 0.62
"""The share of a line that a title may take while there is a place to tell beside it."""


class Finder(SearchDialog):
    """Its result is the id of the row to go to.

    Before anything is typed it shows `recent`, the places where the user was, the last first, then the plan.
    """

    HEADING: ClassVar[str] = "Find"
    HINT: ClassVar[str] = "some letters of it, of its owner, or of where it stands"
    TAKE: ClassVar[str] = "go there"

    def __init__(self, index: Index, recent: Sequence[str]) -> None:
        super().__init__()
        self._index = index
        by_row = {entry.row: entry for entry in index.entries}
        self._recent = [by_row[row] for row in recent if row in by_row]
        self._found: Sequence[Entry] = ()

    def search(self, query: str) -> None:
        """What has the words; before there are any, where the user was."""
        if self.words:
            self._found = self._index.search(query)
        else:
            known = {entry.row for entry in self._recent}
            self._found = [*self._recent, *(e for e in self._index.entries[:MOST] if e.row not in known)]

    def said(self, cells: int) -> Sequence[Line]:
        """How many there are."""
        many = len(self._found)
        if not self.words:
            text = "Where you were last comes first." if self._recent else ""
        else:
            more = " and more: another letter narrows them" if many >= MOST else ""
            text = f"{many}{more} found" if many else ""
        return [[(text, "dim")]]

    def nothing(self, cells: int) -> Sequence[Line]:
        """Why nothing is there, and what to do."""
        if not self._index.entries:
            return [[("There is nothing in this plan yet.", "dim")]]
        return [[("Nothing has these letters. Fewer letters, or another word?", "dim")]]

    def source(self, cells: int) -> Sequence[Row]:
        """Kind, title, owner and place of each."""
        return [Row(entry.row, 1, self._line(entry, cells)) for entry in self._found]

    def _line(self, entry: Entry, cells: int) -> Callable[[], Sequence[Line]]:
        words = self.words

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
