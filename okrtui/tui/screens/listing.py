"""A screen that is one list: some of its lines can be gone to, the others are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from okrtui.plan.changes import Edit
from okrtui.plan.errors import PlanError
from okrtui.session import Event, Failed, NothingToUndo, Redone, Trouble, Undone
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line
from okrtui.tui.screens.keyed import Keyed
from okrtui.tui.widgets.bars import FooterBar
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList, text_of_rows

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_LINES = 3


class Listing(Keyed[str | None]):
    """Heading, list, keys. Rows are one line high; those in `stops` take the cursor. Its result is what to do next."""

    DEFAULT_CSS = """
    Listing { layout: vertical; background: $background; }
    Listing #listing-head { height: 1; padding: 0 1; background: $panel; }
    Listing RowList { height: 1fr; border: none; background: $background; padding: 0 1; }
    Listing RowList:focus { border: none; }
    """
    PLACE: ClassVar[str] = "list"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]  # noqa: RUF012 - Textual's own shape
    AUTO_FOCUS = ""

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self.main = main
        self.stops: set[str] = set()
        """Keys of the rows that can be gone to."""

    def compose(self) -> ComposeResult:
        """Heading, list, keys."""
        self.head = Lines(id="listing-head")
        self.list = RowList(self._source, id="listing-rows")
        self.list.marked = False
        self.list.moved = self._moved
        self.footer = FooterBar()
        yield from (self.head, self.list, self.footer)

    def on_mount(self) -> None:  # Textual calls it beside that of a subclass, which must not call it again
        """Take the keys."""
        self.head.show([self.heading()])
        self.list.focus()
        self._moved("")

    def begin(self, at: str = "") -> None:
        """Put the cursor on a row, else on the first that can be gone to; to be called once there are rows."""
        first = next((row.key for row in self.list.rows if row.key in self.stops), "")
        self.list.reload(at or first)
        self.list.show_cursor()
        self._moved("")
        self.list.refresh()

    # -- what a listing is made of

    def heading(self) -> Line:
        """The first line of the screen."""
        return ()

    def make(self, cells: int) -> Sequence[Row]:
        """The rows for a width; sets `stops`."""
        return ()

    def offered(self) -> list[tuple[str, str]]:
        """What the last line offers: ids of commands (several with blanks between), and labels."""
        return []

    def action_open(self) -> None:
        """What Enter does on the row under the cursor."""

    # -- moving

    @property
    def here(self) -> str:
        """The key of the row under the cursor, if it is one that can be gone to."""
        return self.list.cursor_key if self.list.cursor_key in self.stops else ""

    def _source(self, cells: int) -> Sequence[Row]:
        rows = self.make(max(cells - 2, 20))
        self.list.marked = bool(self.here) if self.is_mounted else False
        return rows

    def _moved(self, key: str) -> None:
        self.list.marked = bool(self.here)
        self.offering = [*self.offered(), ("copy", "copy"), ("keys", "keys")]
        self.footer.offer_keys([(self.shown_key(command), label) for command, label in self.offering])

    def action_move(self, step: int) -> None:
        """To the next row that can be gone to, if it is near; else some lines on."""
        self.footer.tell("")
        rows, height = self.list.rows, max(self.list.size.height, 1)
        top = round(self.list.scroll_y)
        at = self.list.cursor if self.here else top if step > 0 else top + height
        order = range(at + step if self.here else at, len(rows) if step > 0 else -1, step)
        found = next((n for n in order if 0 <= n < len(rows) and rows[n].key in self.stops), None)
        if found is not None and top - _LINES <= found < top + height + _LINES:
            self.list.move_to(found)
        elif found is None or not self.here or top - height < found < top + 2 * height:
            self._scroll(step * _LINES)
            if found is not None and top - 2 * _LINES <= found < top + height + 2 * _LINES:
                self.list.move_to(found)
        else:
            self._scroll(step * _LINES)

    def action_page(self, step: int) -> None:
        """A page down or up; the cursor comes along."""
        self._scroll(step * max(self.list.size.height - 2, 1))
        self.call_after_refresh(self._bring_cursor, step)

    def action_edge(self, step: int) -> None:
        """To the first or the last line."""
        self._scroll(step * 10**9)
        self.call_after_refresh(self._bring_cursor, -step, True)

    def _bring_cursor(self, step: int, edge: bool = False) -> None:
        """Put the cursor on what can be gone to in sight: the first after a page down, the last after a page up.

        It stays where it is in sight, unless it is to stand at the edge.
        """
        rows, top = self.list.rows, round(self.list.scroll_y)
        seen = [n for n in range(top, min(top + self.list.size.height, len(rows))) if rows[n].key in self.stops]
        if seen and (edge or self.list.cursor not in seen):
            self.list.move_to(seen[0] if step > 0 else seen[-1])

    def _scroll(self, lines: int) -> None:
        self.list.scroll_to(y=max(self.list.scroll_y + lines, 0), animate=False)

    # -- what happens

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click does what Enter does."""
        event.stop()
        if self.here:
            self.action_open()

    def tell(self, sentence: str) -> None:
        """Say something in the last line until the next key."""
        self.footer.tell(sentence)

    def refresh_rows(self) -> None:
        """Show the plan as it stands now."""
        self.head.show([self.heading()])
        self.list.reload()
        self._moved("")

    def hear_plan(self, event: Event) -> None:
        """Something happened to the plan."""
        self.refresh_rows()
        match event:
            case Undone(title=title):
                self.tell(f"Undone: {title}. {key_of('redo')} does it again.")
            case Redone(title=title):
                self.tell(f"Done again: {title}. {key_of('undo')} takes it back.")
            case NothingToUndo(why=why):
                self.tell(why)
            case Failed(error=error) | Trouble(error=error):
                self.tell(str(error))

    def on_screen_resume(self) -> None:
        """What a question that is answered by now has changed, or could not."""
        self.call_after_refresh(self._resumed)

    def _resumed(self) -> None:
        if self.is_current and self.list.rows:
            self.refresh_rows()
            if self.main.footer.notice:
                self.tell(self.main.footer.notice)

    def action_copy(self) -> None:
        """Copy what is listed, with the heading."""
        from okrtui.tui.clipboard import copied

        head = "".join(text for text, _ in self.heading()).strip()
        self.app.copy_to_clipboard(f"{head}\n\n{text_of_rows(self.list.rows)}")
        self.tell(copied("what is listed"))

    def action_undo(self) -> None:
        """Take back the last action."""
        self.main.deeds.changing.do_undo()
        self._pass_on()

    def action_redo(self) -> None:
        """Do again what undo took back."""
        self.main.deeds.changing.do_redo()
        self._pass_on()

    def _pass_on(self) -> None:
        """What the main screen had to say is said here."""
        if self.main.footer.notice:
            self.tell(self.main.footer.notice)
            self.main.tell("")

    def writable(self) -> bool:
        """Whether the plan takes changes; says why when it does not."""
        session = self.main.session
        if session.readonly:
            self.tell(session.notice)
        return not session.readonly

    def apply(self, make: Callable[[], Edit], said: str = "") -> bool:
        """Make an edit and do it; a reason why it cannot be is said."""
        try:
            edit = make()
            self.main.app.apply(edit)  # type: ignore[attr-defined]
        except PlanError as error:
            self.tell(str(error))
            return False
        self.main.side.judge(change.row for change in edit.changes)
        self.main.reload()
        self.refresh_rows()
        if said:
            self.tell(said)
        return True

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
