"""What the columns of a table are taken for, and what the user says of them: the columns dialog without a screen."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from okrtui.exchange.csv_columns import COLUMNS, TableWishes
from okrtui.exchange.csv_look import Column, Look, look
from okrtui.exchange.csv_text import Sheet

LEFT_OUT = "left out"
WORDS = {"title": "key result or KPI", "current": "value now", "updated": "day of value", "type": "kind of row"}
"""Our columns where the screen has better words."""


def word(column: str) -> str:
    """A column of ours as the screen names it."""
    return WORDS.get(column, column.replace("_", " ")) if column else LEFT_OUT


def meaning(column: str) -> str:
    """What a column of ours holds, for who chooses one."""
    return COLUMNS[column] if column else "nothing of this column is read"


@dataclass(slots=True)
class ColumnChoice:
    """The choices for one table; each can be taken back."""

    sheet: Sheet
    source: str
    today: date
    wishes: TableWishes
    _before: list[TableWishes] = field(default_factory=list)

    @property
    def look(self) -> Look:
        """What the table will be read as."""
        return look(self.sheet, self.source, self.wishes, self.today)

    def take_for(self, heading: str, column: str) -> None:
        """Take a heading for a column of ours, or for none; another heading that had it is left out."""
        held = {one.heading: one.column for one in self.look.columns}
        if held[heading] == column:
            return
        columns = {name: "" if column and taken == column else taken for name, taken in held.items()}
        self._set(columns={**columns, heading: column})

    def leave_out(self, heading: str) -> None:
        """Leave a column out, or take it for what its heading says, if no other column is."""
        held: Column = next(one for one in self.look.columns if one.heading == heading)
        if held.column:
            self.take_for(heading, "")
            return
        usual = next(
            one for one in look(self.sheet, self.source, TableWishes(), self.today).columns if one.heading == heading
        )
        taken = {one.column for one in self.look.columns}
        if usual.column and usual.column not in taken:
            self.take_for(heading, usual.column)

    def turn_decimals(self) -> bool:
        """Read decimals after the other mark; False when no number has any."""
        mark = self.look.decimal
        other: Literal[",", "."] = "." if mark.text == "," else ","
        if mark.asked:
            self._set(decimal=other)
        return mark.asked

    def turn_days(self) -> bool:
        """Read the month before the day, or after it; False when no date asks for it."""
        first = self.look.day_first
        if first is not None:
            self._set(day_first=not first)
        return first is not None

    @property
    def changed(self) -> bool:
        """Whether there is a choice to take back."""
        return bool(self._before)

    @property
    def likely_title(self) -> str:
        """The heading of a column that is left out and holds most words, as key results do; empty without one."""
        words = {
            column.heading: sum(
                bool(re.search(r"[^\W\d_]{2}", word)) for cell, _ in column.cells for word in cell.split()
            )
            for column in self.look.columns
            if not column.column
        }
        best = max(words, key=words.__getitem__, default="")
        return best if words.get(best) else ""

    def undo(self) -> bool:
        """Take back the last choice; False when there is none."""
        if not self._before:
            return False
        self.wishes = self._before.pop()
        return True

    def _set(self, **values: object) -> None:
        self._before.append(self.wishes)
        self.wishes = dataclasses.replace(self.wishes, **values)  # type: ignore[arg-type]
