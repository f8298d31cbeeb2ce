"""The columns of a table before it is imported: what each is taken for, and its first rows as they will be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from okrtui.exchange.csv_columns import COLUMNS, TableWishes
from okrtui.exchange.csv_look import Column, FirstRow
from okrtui.tui.columnchoice import ColumnChoice, meaning, word
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line, line_width
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Choice, Dialog, Picker
from okrtui.tui.text import clip, pad, plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

_WIDEST_HEADING, _FIELD = 26, 18
_NO_TITLE = "No column is taken for the key results yet: choose the one that holds their words, and press {key}."
_LIKELY = "The key results are missing. “{heading}” may hold them: {key} says so of it, or of another column."
_TWO_LINES = 30
"""Rows of a screen on which the first rows of the table have two lines each."""


class ColumnsDialog(Dialog[TableWishes | None]):
    """Shows what each column is taken for, lets the user say otherwise, and gives what was said; None: to the path."""

    DEFAULT_CSS = """
    #columns-note { width: 100%; }
    #columns-first { width: 100%; }
    #columns-foot { height: 1; width: 100%; }
    """
    PLACE: ClassVar[str] = "columns"

    def __init__(self, choice: ColumnChoice, name: str) -> None:
        super().__init__(classes="-sheet")
        self.choice = choice
        self._file = name
        self._look = choice.look
        self._said: tuple[str, str] = ("", "")

    def compose(self) -> ComposeResult:
        """A note, the columns, the first rows, the keys."""
        self.note = Lines(id="columns-note")
        self.rows = RowList(self._source, id="columns-rows")
        self.first = Lines(id="columns-first")
        self.foot = Buttons(id="columns-foot")
        with Container(classes="box") as self.box:
            yield self.note
            yield self.rows
            yield self.first
            yield self.foot

    def on_mount(self) -> None:
        """Show what was guessed."""
        self.rows.focus()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the note and the first rows anew."""
        self.call_after_refresh(self._show)

    # -- keys

    def action_move(self, step: int) -> None:
        """Move among the columns."""
        self.rows.move_to(self.rows.cursor + step)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click chooses what a column is taken for."""
        event.stop()
        self.action_turn()

    def action_turn(self) -> None:
        """Choose what the column is taken for."""
        heading = self.rows.cursor_key
        if not heading:
            return
        held = next(column.column for column in self._look.columns if column.heading == heading)
        choices = [Choice("=", f"{word(''):18} {meaning('')}")]
        choices += [Choice(name, f"{word(name):18} {meaning(name)}") for name in COLUMNS]
        title = f"What is in “{clip(plain(heading), 40)}”?"
        self.app.push_screen(Picker(title, choices, selected=held or "="), partial(self._turned, heading))

    def _turned(self, heading: str, answer: str | tuple[str, ...] | None) -> None:
        if isinstance(answer, str):
            self.choice.take_for(heading, "" if answer == "=" else answer)
            self._changed()

    def action_leave_out(self) -> None:
        """Leave the column out, or take it again."""
        heading = self.rows.cursor_key
        if not heading:
            return
        before = self.choice.wishes
        self.choice.leave_out(heading)
        if self.choice.wishes is before:
            self._tell(
                f"Its heading says nothing that is known here: {key_of('columns_kind')} says what it holds.", "warn"
            )
        else:
            self._changed()

    def action_decimals(self) -> None:
        """Read decimals after the other mark."""
        if self.choice.turn_decimals():
            self._changed()
        else:
            self._tell("No number in these columns has a point or a comma.", "dim")

    def action_days(self) -> None:
        """Read day and month the other way round."""
        if self.choice.turn_days():
            self._changed()
        else:
            self._tell("No date in these columns could be read in two ways.", "dim")

    def action_undo(self) -> None:
        """Take back the last choice."""
        if self.choice.undo():
            self._changed()
        else:
            self._tell("Nothing has been changed here yet.", "dim")

    def action_take(self) -> None:
        """Go on to what the table would change."""
        if self._look.titled:
            self.dismiss(self.choice.wishes)
        else:
            self._ask_title()

    def _ask_title(self) -> None:
        """Say that the key results are missing, and go to the column that may hold them."""
        likely, key = self.choice.likely_title, key_of("columns_kind")
        if not likely:
            self._tell(_no_title(), "bad")
            return
        self.rows.select(likely)
        self._tell(_LIKELY.format(heading=clip(plain(likely), _WIDEST_HEADING), key=key), "bad")

    # -- showing

    def _changed(self) -> None:
        self._look = self.choice.look
        self._said = ("", "")
        self._show()

    def _tell(self, sentence: str, style: str) -> None:
        self._said = (sentence, style)
        self._show_note()

    def _show(self) -> None:
        if not self.is_attached:
            return
        taken = sum(bool(column.column) for column in self._look.columns)
        count = f"{taken} of {len(self._look.columns)} columns taken"
        self.box.border_title = Content(f"Import {clip(plain(self._file), 30)} · {count}")
        self._show_note()
        self._show_first()
        self._show_foot()
        self.rows.reload()

    def _show_foot(self) -> None:
        keys: list[Offer] = [("columns_take", "go on", self.action_take)]
        keys += [("columns_kind", "take for", self.action_turn), ("columns_out", "leave out", self.action_leave_out)]
        if self._look.decimal.asked:
            keys.append(("columns_decimals", "decimals", self.action_decimals))
        if self._look.day_first is not None:
            keys.append(("columns_days", "dates", self.action_days))
        if self.choice.changed:
            keys.append(("columns_undo", "undo", self.action_undo))
        keys.append(("leave", "back", self.action_leave))
        lines = [self.foot_lines(keys)[0][:-1]]  # without the gap behind the last one
        if line_width([(text, style) for text, style, _ in lines[0]]) > max(self.foot.size.width, 40):
            lines = self.foot_lines(keys[:3], keys[3:])
        self.foot.styles.height = len(lines)
        self.foot.show_parts(lines)

    def _show_note(self) -> None:
        room = max(self.note.size.width, 40)
        notes = [self._said] if self._said[0] else [] if self._look.titled else [(_no_title(), "warn")]
        notes += [(note, "dim") for note in self._look.notes]
        tall = self.app.size.height >= _TWO_LINES
        lines: list[Line] = [[(text, name)] for note, name in notes for text in wrap(note, room, 2)]
        lines = lines[: 6 if tall else 3]
        heads = [
            ("  " + pad("in the file", self._heading_cells), "dim"),
            (pad("is taken for", _FIELD), "dim"),
            ("first cells → as they are read", "dim"),
        ]
        self.note.styles.height = len(lines) + 1 + bool(lines)
        self.note.show([*lines, *([[]] if lines else []), heads])

    @property
    def _heading_cells(self) -> int:
        widest = max((len(column.heading) for column in self._look.columns), default=0)
        return min(max(widest, len("in the file")), _WIDEST_HEADING) + 2

    def _source(self, cells: int) -> Sequence[Row]:
        return [Row(column.heading, 1, partial(self._paint, column)) for column in self._look.columns]

    def _paint(self, column: Column) -> Sequence[Line]:
        size = self._heading_cells
        style = "" if column.column else "dim"
        line: list[tuple[str, str]] = [
            (pad(clip(plain(column.heading), size - 1), size), style),
            (pad(word(column.column), _FIELD), "accent" if column.column else "dim"),
        ]
        if column.wrong:
            line.append(("? ", "warn"))
        for number, (cell, read) in enumerate(column.cells):
            line.append((("  ·  " if number else "") + clip(plain(cell), 28), "dim" if read else style))
            if read:
                line.append((f" → {plain(read)}", style))
        return [line]

    def _show_first(self) -> None:
        room = max(self.first.size.width, 40)
        tall = self.app.size.height >= _TWO_LINES
        lines: list[Line] = [[], [("The first rows, as they will be read", "dim")]]
        for row in self._look.rows[: 3 if tall else 2]:
            lines += self._first_row(row, room)
        if not self._look.rows:
            lines.append([("Nothing can be read before a column is taken for the key results.", "warn")])
        self.first.styles.height = len(lines) + 1
        self.first.show(lines)

    def _first_row(self, row: FirstRow, room: int) -> list[Line]:
        above = clip(plain(row.above), room // 3)
        title = clip(plain(row.title), room - len(above) - 5)
        said = " · ".join(plain(text) for text in row.said) or "without numbers"
        return [[("  " + title, "strong"), (f"   {above}" if above else "", "dim")], [(clip("    " + said, room), "")]]


def _no_title() -> str:
    return _NO_TITLE.format(key=key_of("columns_kind"))
