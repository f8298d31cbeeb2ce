"""A list of rows of any height, painted line by line; one row can give its place to an editor."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from okrtui.tui.paint import Line, Piece, strip
from okrtui.tui.widgets.lines import keys_at
from okrtui.tui.widgets.styled import Styled

if TYPE_CHECKING:
    from textual.scrollbar import ScrollBar

MARK = "▸"
_GUTTER = 2
"""Cells at the left of each row: one for the cursor, one for the row's sign."""
_TITLE_AT = 3
"""Where the text of a title begins in its border: behind a corner, a line and a blank."""
_UNSEEN = 60
_KEPT = 200
"""So many rows are kept as they were painted."""


@dataclass(slots=True)
class Row:
    """One row: `build` makes its lines (exactly `height` of them) when they are painted for the first time."""

    key: str
    height: int
    build: Callable[[], Sequence[Line]]
    sign: Piece = (" ", "")
    """One cell before its first line."""
    second: Callable[[], Piece] | None = None
    """Asked for one cell before its second line, when that is painted."""
    first: Callable[[], Piece] | None = None
    """Asked for the cell before its first line, instead of `sign`."""

    @classmethod
    def of_line(cls, key: str, line: Line) -> Row:
        """A row of one line that is there already."""
        return cls(key, 1, lambda: [line])

    @classmethod
    def of_lines(cls, key: str, lines: Sequence[Line], sign: Piece = (" ", "")) -> Row:
        """A row of lines that are there already."""
        return cls(key, len(lines), lambda: lines, sign)

    def signs(self) -> tuple[Piece, Piece]:
        """The cells before its first two lines."""
        first = self.sign if self.first is None else self.first()
        return first, (" ", "") if self.second is None else self.second()


@dataclass(slots=True)
class _Look:
    """A row as it was painted: a list that scrolls shows nearly the same lines in every frame."""

    lines: Sequence[Line]
    signs: tuple[Piece, Piece]
    strips: dict[tuple[int, Piece], tuple[Style, Strip]] = field(default_factory=dict)
    """Each of its lines with its cursor mark, and the widget's own style that it was painted on."""

    def line(self, at: int) -> tuple[Piece, Line]:
        """The sign and the pieces of one of its lines."""
        return self.signs[at] if at < len(self.signs) else (" ", ""), self.lines[at] if at < len(self.lines) else ()


@dataclass(slots=True)
class _Slot:
    index: int
    height: int
    instead: bool
    """It stands instead of the row at `index`, not before it."""


def text_of_rows(rows: Sequence[Row]) -> str:
    """What rows say, line by line, without their styles; to copy it."""
    lines = ["".join(text for text, _ in line).rstrip() for row in rows for line in row.build()]
    return "\n".join(lines).strip("\n") + "\n"


class RowList(Styled, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows with a cursor. It paints what is visible only; costs do not grow with the number of rows.

    `source` is asked for the rows whenever the width or the data changes. It has no keys of its own: those of a scroll
    view would move the rows and leave the cursor where it was.
    """

    class Moved(Message):
        """The cursor stands on another row, and nobody has asked to be told at once (`moved`)."""

        def __init__(self, rows: RowList, key: str) -> None:
            self.rows = rows
            self.key = key
            super().__init__()

    class Opened(Message):
        """A row was double-clicked."""

        def __init__(self, rows: RowList, key: str) -> None:
            self.rows = rows
            self.key = key
            super().__init__()

    class Clicked(Message):
        """A row was clicked once: on one of its lines, at a cell of that."""

        def __init__(self, rows: RowList, key: str, line: int, cell: int) -> None:
            self.rows = rows
            self.key = key
            self.line = line
            self.cell = cell
            super().__init__()

    class TitleClicked(Message):
        """The title in the border was clicked, at a cell of its text."""

        def __init__(self, rows: RowList, cell: int) -> None:
            self.rows = rows
            self.cell = cell
            super().__init__()

    class Resized(Message):
        """The list has another place or size: what lies over it has to follow."""

    def __init__(self, source: Callable[[int], Sequence[Row]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source = source
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self._clicked = ""
        """The row that was clicked last."""
        self.marked = True
        """Whether the row under the cursor shows that it is."""
        self.moved: Callable[[str], None] | None = None
        """Told the key of the row that the cursor moves to, within the frame that shows it."""
        self.may_click: Callable[[], bool] = lambda: True
        """Asked before a click does anything: what is being typed is kept first, and may not be keepable."""
        self.empty: Callable[[int], Sequence[Line]] = lambda cells: ()
        """What is shown instead of rows when there are none."""
        self._placed: list[Row | None] = []
        self._tops: list[int] = [0]
        self._slot: _Slot | None = None
        self._looks: dict[str, _Look] = {}
        self._width = 0

    # -- data

    @property
    def row_width(self) -> int:
        """Cells that a row may fill; a guess while the list is not shown."""
        return max((self._width or _UNSEEN) - _GUTTER, 1)

    def reload(self, keep: str | None = None) -> None:
        """Ask for the rows anew; the cursor stays on its row, or goes to `keep`; to a neighbour when that has gone."""
        before = self._visible() if self._width else []
        key = self.cursor_key if keep is None else keep
        old, self.rows = self.rows, self.source(self.row_width)
        self._looks.clear()
        index = next((i for i, row in enumerate(self.rows) if row.key == key), None)
        gone = index is None and bool(key)
        if gone:
            near = nearest(old, key, {row.key for row in self.rows})
            index = next((i for i, row in enumerate(self.rows) if row.key == near), None)
        self.cursor = index if index is not None else max(min(self.cursor, len(self.rows) - 1), 0)
        self._place(refresh=False)
        self._refresh_lines_that_differ(before)
        if gone:
            self.show_cursor()

    def repaint(self) -> None:
        """Ask the same rows for their lines and signs anew: what they say may have changed, their heights have not."""
        before = self._visible() if self._width else []
        self._looks.clear()
        self._refresh_lines_that_differ(before)

    def _refresh_lines_that_differ(self, before: list[object]) -> None:
        after = self._visible() if self._width else []
        if len(before) != len(after):
            self.refresh()
            return
        top = round(self.scroll_y)
        for y, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.refresh_line(top + y)

    def _visible(self) -> list[object]:
        """What each visible line is made of, to be compared after a change."""
        top = round(self.scroll_y)
        return [self._line_at(y) for y in range(top, top + self.scrollable_content_region.height)]

    def _line_at(self, y: int) -> tuple[Piece, Piece, Line] | None:
        """Cursor mark, sign and pieces of a line; None where the editor stands."""
        if not self._placed:
            said = self.empty(self.row_width)
            return (" ", ""), (" ", ""), said[y] if y < len(said) else ()
        place = bisect_right(self._tops, y) - 1
        if place >= len(self._placed):
            return (" ", ""), (" ", ""), ()
        row = self._placed[place]
        if row is None:
            return None
        look, at = self._look(row), y - self._tops[place]
        return self._mark(row, at), *look.line(at)

    def _look(self, row: Row) -> _Look:
        look = self._looks.get(row.key)
        if look is None:
            if len(self._looks) >= _KEPT:
                self._looks.clear()
            look = self._looks[row.key] = _Look(row.build(), row.signs())
        return look

    def _mark(self, row: Row, at: int) -> Piece:
        """The cell that shows where the cursor is, before one of a row's lines."""
        if not self._is_here(row):
            return " ", ""
        return MARK if at == 0 else " ", "accent" if self.has_focus else "dim"

    def _is_here(self, row: Row) -> bool:
        return self.marked and row.key == self.cursor_key and (self._slot is None or not self._slot.instead)

    def _place(self, *, refresh: bool = True) -> None:
        placed: list[Row | None] = list(self.rows)
        heights = [row.height for row in self.rows]
        if (slot := self._slot) is not None:
            if slot.instead and slot.index < len(placed):
                placed[slot.index], heights[slot.index] = None, slot.height
            else:
                placed.insert(slot.index, None)
                heights.insert(slot.index, slot.height)
        self._placed = placed
        self._tops = [0, *accumulate(heights)]
        size = Size(self._width, self._tops[-1])
        if size != self.virtual_size:
            self.virtual_size = size
        if refresh:
            self.refresh()

    # -- cursor

    @property
    def cursor_key(self) -> str:
        """The key of the row under the cursor; empty when there is none."""
        return self.rows[self.cursor].key if self.cursor < len(self.rows) else ""

    def move_to(self, index: int) -> None:
        """Put the cursor on a row (clamped) and bring it into view."""
        index = max(min(index, len(self.rows) - 1), 0)
        if index != self.cursor:
            old, self.cursor = self.cursor, index
            self._refresh_row(old)
            self._refresh_row(index)
            if self.moved is not None:
                self.moved(self.cursor_key)
            else:
                self.post_message(self.Moved(self, self.cursor_key))
        self.show_cursor()

    def select(self, key: str) -> bool:
        """Put the cursor on the row with this key, without a message; False when there is none."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                if index != self.cursor:
                    old, self.cursor = self.cursor, index
                    self._refresh_row(old)
                    self._refresh_row(index)
                self.show_cursor()
                return True
        return False

    def show_cursor(self) -> None:
        """Scroll, at once, as little as brings the cursor's row into view."""
        if self.rows:
            self._show(self._place_of(self.cursor))

    def _place_of(self, index: int) -> int:
        slot = self._slot
        return index + 1 if slot is not None and not slot.instead and slot.index <= index else index

    def _show(self, place: int) -> None:
        place = min(place, len(self._tops) - 2)
        if place < 0:
            return
        top, bottom = self._tops[place], self._tops[place + 1]
        height = self.scrollable_content_region.height
        y = round(self.scroll_y)
        if bottom > y + height:
            y = bottom - height
        y = min(y, top)
        if y != round(self.scroll_y):
            self.scroll_to(y=y, animate=False)

    def _refresh_row(self, index: int) -> None:
        if index < len(self.rows):
            place = self._place_of(index)
            self.refresh_lines(self._tops[place], self._tops[place + 1] - self._tops[place])

    # -- the place for an editor

    def open_slot(self, index: int, height: int, *, instead: bool) -> None:
        """Make room for an editor: instead of the row at `index`, or before it."""
        self._slot = _Slot(index, height, instead)
        self._place()
        self._show(index)

    def resize_slot(self, height: int) -> None:
        """Give the editor another height; the rows below move."""
        if self._slot is not None and self._slot.height != height:
            self._slot.height = height
            self._place()
            self._show(self._slot.index)

    def move_slot(self, index: int) -> None:
        """Put the editor's room elsewhere, after rows above it came or went."""
        if self._slot is not None and self._slot.index != index:
            self._slot.index = index
            self._place()

    def close_slot(self) -> None:
        """Take the editor's room back."""
        if self._slot is not None:
            self._slot = None
            self._place()

    @property
    def slot_region(self) -> Region | None:
        """Where the editor's room is on the screen, cut to this list."""
        if self._slot is None:
            return None
        content = self.scrollable_content_region
        place = min(self._slot.index, len(self._tops) - 1)  # rows may have gone since
        top = self._tops[place] - round(self.scroll_y)
        height = min(self._slot.height, content.height)
        top = max(min(top, content.height - height), 0)
        origin = self.content_region.offset
        return Region(origin.x, origin.y + top, content.width, height)

    # -- Textual's calls

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar beside the rows."""
        if self._vertical_scrollbar is None:
            from okrtui.tui.widgets.scrollmark import ScrollMark

            self._vertical_scrollbar = ScrollMark(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        new = self.scrollable_content_region.width
        if new != self._width:
            self._width = new
            self.reload()
        if self._slot is not None:
            self._show(self._slot.index)
        else:
            self.show_cursor()
        self.post_message(self.Resized())

    def watch_has_focus(self, focused: bool) -> None:
        """Show whether the cursor acts."""
        super().watch_has_focus(focused)
        self._refresh_row(self.cursor)

    def refresh_lines(self, y_start: int, line_count: int = 1) -> None:
        """Paint some lines anew, as far as they are visible, without what stands beside them."""
        top = y_start - round(self.scroll_y)
        if region := Region(0, top, self._width, line_count).intersection(self.size.region):
            self.refresh(region)

    def refresh_line(self, y: int) -> None:
        """Paint a line anew."""
        self.refresh_lines(y)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint the lines that are visible now; the border around them stays."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh_lines(round(new_value), self.scrollable_content_region.height)

    def notify_style_update(self) -> None:
        """Paint all rows in the styles of another theme; what they say is kept, to be compared after a change."""
        for look in self._looks.values():
            look.strips.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of what is visible, as Textual asks for them. Without the border they need none of its work."""
        inside = self.scrollable_content_region.translate(-self.region.offset)
        if crop.column_span != inside.column_span or crop.y < inside.y or crop.bottom > inside.bottom:
            return super().render_lines(crop)
        self.begin_frame()
        background, filters = self.background_colors[1], self.get_line_filters()
        strips = [self.render_line(y - inside.y) for y in crop.line_range]
        for painter in filters:
            strips = [line.apply_filter(painter, background) for line in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of what is visible."""
        cells = self.scrollable_content_region.width
        if cells != self._width:
            self._width = cells
            self.reload()
        y += round(self.scroll_y)
        place = bisect_right(self._tops, y) - 1
        row = self._placed[place] if place < len(self._placed) else None
        if row is None:
            line = self._line_at(y)
            return Strip.blank(cells, self.base) if line is None else self._strip(line, cells)
        at, look = y - self._tops[place], self._look(row)
        key = at, self._mark(row, at)
        held = look.strips.get(key)
        if held is None or held[0] != self.base:
            held = look.strips[key] = self.base, self._strip((key[1], *look.line(at)), cells, first=not at)
        return held[1]

    def _strip(self, line: tuple[Piece, Piece, Line], cells: int, *, first: bool = True) -> Strip:
        """A line; below the first one there is no cursor mark, and its cell parts the sign from what follows."""
        mark, sign, pieces = line
        base = self.base
        if mark[1] and self.has_focus:
            base += self.style_of("cursor")
        return strip([mark, sign, *pieces] if first else [sign, mark, *pieces], cells, self.style_of, base)

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor, two open the row."""
        offset = event.get_content_offset(self)
        if offset is None and event.y == 0:
            self.post_message(self.TitleClicked(self, event.x - _TITLE_AT))
        if offset is None or not self.may_click():
            return
        place = bisect_right(self._tops, offset.y + round(self.scroll_y)) - 1
        row = self._placed[place] if 0 <= place < len(self._placed) else None
        if row is None:
            said = self._line_at(offset.y + round(self.scroll_y))
            for key in keys_at(said[2], offset.x - _GUTTER) if said is not None else ():
                self.app.simulate_key(key)
            return
        self.move_to(next(i for i, other in enumerate(self.rows) if other is row))
        if event.chain == 1:
            self._clicked = row.key
            line = offset.y + round(self.scroll_y) - self._tops[place]
            self.post_message(self.Clicked(self, row.key, line, offset.x - _GUTTER))
        elif event.chain == 2 and self._clicked == row.key:  # else the first click was on what lay over the list
            self.post_message(self.Opened(self, row.key))


def nearest(rows: Sequence[Row], key: str, left: Collection[str]) -> str:
    """The key among those left that stood next below a row, else next above it; empty when there is none."""
    at = next((index for index, row in enumerate(rows) if row.key == key), None)
    if at is None:
        return ""
    around = (*rows[at + 1 :], *reversed(rows[:at]))
    return next((row.key for row in around if row.key in left), "")
