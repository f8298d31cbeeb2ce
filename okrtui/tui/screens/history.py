"""The history: all that was done in words, and the way back to any point of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from okrtui.plan.errors import PlanError
from okrtui.plan.naming import title_of
from okrtui.plan.quarters import format_day
from okrtui.session import Entry, Event, NothingToUndo, Redone, Undone
from okrtui.tui.commands import key_of
from okrtui.tui.matching import fold, has_all, lit, words_of
from okrtui.tui.paint import Line, both_ends, line_width
from okrtui.tui.rows import count, item_title
from okrtui.tui.screens.listing import Listing
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.text import pad, plain, wrap
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

MOST = 2000
"""Actions that are listed at most, the latest."""
_TIME = " " * len("09:30  x ")


class History(Listing):
    """Actions, the latest first; those that were undone are dim. Of one row only (`item`), or of all."""

    PLACE: ClassVar[str] = "history"

    def __init__(self, main: MainScreen, item: str) -> None:
        super().__init__(main)
        self._item = item
        self._only = False
        self._query = ""
        self._entries: list[Entry] = []
        self._by_several = False
        self._ticket = 0
        self._said = ""
        self._read()

    def _read(self) -> None:
        try:
            self._entries = self.main.session.actions(self._item if self._only else "", MOST)
        except PlanError as error:
            self._entries = []
            self._said = str(error)
        self._by_several = len({entry.who for entry in self._entries}) > 1

    # -- what is shown

    def heading(self) -> Line:
        """What is listed, and how much of it is undone."""
        undone = sum(entry.undone for entry in self._entries)
        said = f" · {count(len(self._entries), 'action')}" + (f", {undone} undone" if undone else "")
        if self._only:
            said += f" on “{self._called(40)}”"
        if self._query:
            said += f" · / {self._query}"
        return [("History", "strong"), (plain(said), "dim")]

    def _called(self, cells: int) -> str:
        row = self.main.plan.item(self._item)
        return item_title(title_of(row), cells) if row is not None else "a row that is gone"

    def make(self, cells: int) -> Sequence[Row]:
        """Days, and under each what was done."""
        words = words_of(self._query)
        shown = [e for e in self._entries if not words or has_all(fold(f"{e.title} {e.who}"), words)]
        self.stops = {str(entry.id) for entry in shown}
        if not shown:
            said = (
                f"Nothing has these words; {key_of('filter')} changes them."
                if words
                else "Nothing was done in this plan yet."
            )
            return [Row.of_line("none", [(said, "dim")])]
        rows: list[Row] = []
        day = ""
        for entry in shown:
            if entry.at[:10] != day:
                day = entry.at[:10]
                rows.append(Row(f"day-{day}", 1, self._day(day)))
            rows.append(self._row(entry, cells, words))
        return rows

    def _day(self, day: str) -> Callable[[], Sequence[Line]]:
        today = self.main.world.today
        try:
            said = "Today" if day == today.isoformat() else format_day(date.fromisoformat(day), today)
        except ValueError:
            said = day
        return lambda: [[(said, "accent")]]

    def _row(self, entry: Entry, cells: int, words: list[str]) -> Row:
        """When, what in full, whether it is undone, and by whom where that is not always the same."""
        right: Line = [("undone  " if entry.undone else "", "dim")]
        if self._by_several:
            right = [*right, *lit([(pad(plain(entry.who), 12), "dim")], words)]
        room = max(cells - len(_TIME) - line_width(right) - 1, 20)
        texts = wrap(plain(entry.title[:1].upper() + entry.title[1:]), room, 3)

        def build() -> Sequence[Line]:
            style = "dim" if entry.undone else ""
            first, *more = (lit([(text, style)], words) for text in texts)
            left: Line = [(f"{entry.at[11:16]}  ", "dim"), ("✗ " if entry.undone else "  ", "dim"), *first]
            return [both_ends(left, right, cells), *([(_TIME, ""), *line] for line in more)]

        return Row(str(entry.id), len(texts), build)

    def offered(self) -> list[tuple[str, str]]:
        """The keys of the last line."""
        keys: list[tuple[str, str]] = []
        entry = self._entry
        if entry is not None:
            keys.append(("list_open", "do again up to here" if entry.undone else "back to here"))
            keys.append(("history_one", "do only this again" if entry.undone else "take back only this"))
            if self.main.plan.item(entry.item) is not None:
                keys.append(("history_go", "go to the row"))
        if self._item:
            keys.append(("history_row", "all" if self._only else "only this row"))
        return [*keys, ("filter", "filter"), ("leave", "back"), ("undo", "undo"), ("up down", "move")]

    @property
    def _entry(self) -> Entry | None:
        return next((entry for entry in self._entries if str(entry.id) == self.here), None)

    def on_mount(self) -> None:
        """Begin at the latest action."""
        self.call_after_refresh(self.action_move, 1)
        if self._said:
            self.tell(self._said)

    # -- what the keys do

    def action_only_item(self) -> None:
        """Only what touched the row that the user came from; all again."""
        if not self._item:
            self.tell("There was no row under the cursor that the history could be of.")
            return
        self._only = not self._only
        self.refresh_rows()

    def action_filter(self) -> None:
        """Only actions with some words, or of a person."""
        from okrtui.tui.screens.ask import Ask

        def narrow(text: str) -> None:
            self._query = text.strip()
            self.refresh_rows()

        self.app.push_screen(
            Ask("/", self._query, narrow, "words of it, or who did it; esc shows all"), lambda text: narrow(text or "")
        )

    def action_go(self) -> None:
        """Go to the row that an action was about."""
        entry = self._entry
        if entry is None:
            return
        if self.main.plan.item(entry.item) is None:
            self.tell("The row of this action is not in the plan now.")
            return
        self.dismiss(entry.item)

    def action_this_one(self) -> None:
        """Take back one action and leave what came after it, or do it again."""
        entry = self._entry
        if entry is not None and self.writable():
            self._travel("redo" if entry.undone else "undo", [entry], entry.title)

    def action_open(self) -> None:
        """Back to the point after the action under the cursor; on one that was undone, forward to it."""
        entry = self._entry
        if entry is None or not self.writable():
            return
        if self._only:
            self.tell(
                f"Here stands one row's history alone: {key_of('history_row')} shows all of it, "
                f"{key_of('history_one')} takes back only this."
            )
            return
        if entry.undone:
            self._forward(entry)
        else:
            self._back(entry)

    def _forward(self, entry: Entry) -> None:
        stands = max((other.id for other in self._entries if not other.undone and other.id < entry.id), default=0)
        later = any(not other.undone and other.id > entry.id for other in self._entries)
        again = [other for other in reversed(self._entries) if other.undone and stands < other.id <= entry.id]
        again = [entry] if later else again
        self._travel("redo", again, entry.title if len(again) == 1 else f"{len(again)} actions")

    def _back(self, entry: Entry) -> None:
        undo = [other for other in self._entries if not other.undone and other.id > entry.id]
        if not undo:
            self.tell("This is where the plan stands: nothing came after it.")
            return
        title = f"{count(len(undo), 'action')}, back to “{item_title(entry.title, 40)}”"
        if len(undo) == 1:
            self._travel("undo", undo, undo[0].title)
            return
        others = sorted({other.who for other in undo if not other.mine})
        note = f"{count(len(undo), 'action')} came after “{item_title(entry.title, 60)}”."
        if others:
            note += f" Some are of another window or an earlier day ({', '.join(others)})."
        note += f" They stay in the history, and {key_of('redo')} does them again, one by one."

        def answered(answer: object) -> None:
            if answer == "back":
                self._travel("undo", undo, title)

        choices = [Choice("back", f"Take back these {len(undo)}", "1"), Choice("stay", "Leave all as it is", "2")]
        self.app.push_screen(Picker("Back to here?", choices, note=note), answered)

    def _travel(self, kind: str, entries: Sequence[Entry], title: str) -> None:
        try:
            self._ticket = self.main.session.travel(
                "undo" if kind == "undo" else "redo", [entry.id for entry in entries], title
            )
        except PlanError as error:
            self.tell(str(error))

    def refresh_rows(self) -> None:
        """Read the history anew, and show it."""
        self._read()
        super().refresh_rows()

    def hear_plan(self, event: Event) -> None:
        """Something happened to the plan; what was asked for here is said with the keys that lead on."""
        super().hear_plan(event)
        if isinstance(event, Undone) and event.ticket == self._ticket:
            self.tell(
                f"Undone: {event.title}. {key_of('redo')} does it again, "
                f"{key_of('list_open')} on an undone line several."
            )
        elif isinstance(event, Redone) and event.ticket == self._ticket:
            self.tell(f"Done again: {event.title}. {key_of('undo')} takes it back.")
        elif isinstance(event, NothingToUndo):
            self.tell(event.why)
