"""Import: a file's changes are shown first, and made as one step that undo takes back."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input

from okrtui.exchange.csv_columns import TableWishes
from okrtui.exchange.incoming import FORMATS
from okrtui.plan.errors import PlanError
from okrtui.tui.browser import shown_in_browser
from okrtui.tui.columnchoice import ColumnChoice
from okrtui.tui.commands import key_of
from okrtui.tui.imports import SIGNS, Preview, document, for_people, holds_lines, holds_table, preview, table
from okrtui.tui.pathlist import PathList
from okrtui.tui.screens.columns import ColumnsDialog
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import clip, plain, wrap
from okrtui.tui.waiting import Waiting, whole_plan
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_STYLES = {"add": "good", "change": "warn", "remove": "bad", "keep": "dim"}
_FIRST = (
    "A plan (.toml, .json), a table (.csv), or OKRs in any shape (.md, .txt). "
    "What it would change is shown before it is done. Lines of text can be pasted right here."
)
_FIRST_THERE = (
    "These are the files of the machine that serves okrtui: plans, tables, texts. What is on yours can be pasted right "
    "here, as a text of several lines. What it would change is shown before it is done."
)
"""The same in a browser."""
_KEEPS = "What the file does not mention stays as it is."
_FRESH = "The plan is empty so far: all of it comes from the file."
_REPLACES = "The plan becomes equal to the file: what the file leaves out is removed."
_NOTHING = "The plan holds all of it already: there is nothing to change."


class PathEntry(Input):
    """A line for a path: lines that are pasted into it are no path, and go to the dialog."""

    def _on_paste(self, event: events.Paste) -> None:
        if is_document(event.text):
            event.prevent_default()


def is_document(text: str) -> bool:
    """Whether a pasted text has several lines."""
    return sum(bool(line.strip()) for line in text.splitlines()) > 1


class ImportDialog(Dialog[None]):
    """Asks for a file, shows what it would change, and does that when it is taken."""

    DEFAULT_CSS = """
    #import-path { height: 1; width: 100%; }
    #import-label { height: 1; width: 6; }
    #import-file { width: 1fr; }
    #import-note { width: 100%; }
    #import-foot { height: 1; width: 100%; }
    """
    PLACE: ClassVar[str] = "import"

    def __init__(self, main: MainScreen) -> None:
        super().__init__(classes="-high")
        self.main = main
        self.paths = PathList(*FORMATS)
        self.replace = False
        self.preview: Preview | None = None
        self._table: ColumnChoice | None = None
        """The columns of the table that is read; none for other files, and for tables of okrtui itself."""
        self._waiting = Waiting(self, lambda sentence: self._say(sentence, "accent"))
        self._busy = False
        self._first = _FIRST_THERE if shown_in_browser() else _FIRST
        self._said = (self._first, "dim")

    def compose(self) -> ComposeResult:
        """The path, the list of files and then of changes, a note, the keys."""
        self.file = PathEntry(id="import-file", compact=True, select_on_focus=False, placeholder=_hint())
        self.rows = RowList(self._source, id="import-rows")
        self.note = Lines(id="import-note")
        self.foot = Buttons(id="import-foot")
        with Container(classes="box") as self.box:
            with Horizontal(id="import-path"):
                yield Lines(id="import-label")
                yield self.file
            yield self.note
            yield self.rows
            yield self.foot

    def on_mount(self) -> None:
        """Take the path."""
        self.query_one("#import-label", Lines).show([[("file", "dim")]])
        self.ask_path(self._first)

    # -- the path

    def ask_path(self, sentence: str, style: str = "dim") -> None:
        """Let a path be typed, with the files that it may mean."""
        self.preview = None
        self.box.border_title = "Import"
        self.rows.marked = False
        self.rows.empty = lambda cells: [[("No folder and no file to import here begins like this.", "dim")]]
        self.rows.cursor = 0
        self.rows.reload()
        self.file.focus()
        self._say(sentence, style)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed narrows the files; changes that were shown belong to another path."""
        if not self._busy:
            self.ask_path(self._first)

    def on_paste(self, event: events.Paste) -> None:
        """A text of several lines is read as a document would be."""
        event.stop()
        if not self._busy and is_document(event.text):
            self.dismiss(None)
            self.main.deeds.imported.pasted(event.text)

    def action_tab(self) -> None:
        """Complete the path; from the changes, go back to it."""
        if self._busy:
            return
        if self.preview is not None:
            self.ask_path(self._first)
            return
        completed = self.paths.completed(self.file.value)
        if completed == self.file.value:
            self._say(f"Nothing can be added: type on, or choose below with {key_of('down')}.", "dim")
        else:
            self._type(completed)

    def _type(self, path: str) -> None:
        self.file.value = path
        self.file.cursor_position = len(path)

    def action_move(self, step: int) -> None:
        """Move among the files or the changes."""
        self.rows.move_to(self.rows.cursor + step if self.rows.marked else 0)
        self.rows.marked = True
        self.rows.refresh()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter reads the file."""
        self.action_take()

    def on_click(self, event: events.Click) -> None:
        """A click chooses too; the keys stay with the path."""
        if event.widget is self.rows and self.rows.rows:
            self.rows.marked = True
            self.rows.refresh()
            if self.preview is None:
                self.file.focus()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click opens a folder or reads a file."""
        event.stop()
        self.rows.marked = True
        if self.preview is None:
            self.action_take()

    def action_take(self) -> None:
        """Open the folder, read the file, or do what is shown."""
        if self._busy:
            return
        if self.preview is not None:
            self._apply(self.preview)
            return
        if self.rows.marked and self.rows.cursor_key:
            self._type(self.paths.joined(self.file.value, self.rows.cursor_key))
        if not self.path:
            self._say("Which file? Its name is missing.", "bad")
        elif os.path.isdir(self.path):
            self._type(os.path.join(self.file.value.strip(), ""))
        else:
            self.replace = False
            self._table = None
            self._begin()
            if holds_lines(self.path):
                self.run_worker(self._document(self.path), exclusive=True)
            elif holds_table(self.path):
                self.run_worker(self._columns(self.path), exclusive=True)
            else:
                self._read()

    def action_leave(self) -> None:
        """Stop what is going on, or go back."""
        if not self._busy:
            self.dismiss(None)
            return
        self.workers.cancel_node(self)
        self._failed("Stopped; nothing was changed.", "warn")

    # -- the changes

    def action_replace(self) -> None:
        """Between adding the file to the plan and making the plan equal to it."""
        if self.preview is not None and not self._busy and not holds_table(self.path):
            self.replace = not self.replace
            self._read()

    def action_columns(self) -> None:
        """Back to what the columns of a table are taken for."""
        if self.preview is not None and not self._busy and self._table is not None:
            self._ask_columns(self._table)

    @property
    def path(self) -> str:
        """The path that is typed."""
        return os.path.expanduser(self.file.value.strip())

    def _begin(self) -> None:
        self._busy = True
        self._waiting.begin("Reading")

    def _read(self, sentence: str = "") -> None:
        self._begin()
        self.run_worker(self._preview(sentence), exclusive=True)

    async def _columns(self, path: str) -> None:
        """The columns of a table have to be known first; those of okrtui itself are."""
        try:
            sheet = await asyncio.to_thread(table, path)
            if sheet.ours:
                await self._preview()
                return
            wishes = TableWishes(shown=self.main.view.cycle_id)
            choice = ColumnChoice(sheet, os.path.basename(path), self.main.world.today, wishes)
            await asyncio.to_thread(lambda: choice.look)
        except PlanError as error:
            self._failed(str(error))
            return
        self._ask_columns(choice)

    def _ask_columns(self, choice: ColumnChoice) -> None:
        self._busy = False
        self._waiting.end()
        self._table = choice
        name = os.path.basename(self.path)
        self.app.push_screen(ColumnsDialog(choice, name), self._have_columns)

    def _have_columns(self, wishes: TableWishes | None) -> None:
        if wishes is None:
            self.ask_path(self._first)
        else:
            self._read()

    async def _document(self, path: str) -> None:
        """A document has a screen of its own, where each of its lines can be turned."""
        try:
            text = await asyncio.to_thread(document, path)
        except PlanError as error:
            self._failed(str(error))
            return
        self.dismiss(None)
        self.main.deeds.imported.open(text, os.path.basename(path))

    async def _preview(self, sentence: str = "") -> None:
        """Compare the file with the plan; the sentence is what to say beside what it would change."""
        main = self.main
        wishes = self._table.wishes if self._table is not None else None
        try:
            plan = await whole_plan(main.session)
            made = await asyncio.to_thread(
                preview, self.path, plan, self.replace, main.world.today, main.settings.method, wishes
            )
        except PlanError as error:
            self._failed(str(error))
            return
        self._busy = False
        self._waiting.end()
        self.preview = made
        self.box.border_title = Content(self._title(made))
        self.rows.marked = True
        self.rows.cursor = 0
        self.rows.empty = lambda cells: ()
        self.rows.reload()
        self.rows.scroll_to(y=0, animate=False)
        self.rows.focus()
        if not made.found.edit:
            self._say(_NOTHING, "good")
        else:
            usual = _FRESH if made.fresh else _REPLACES if self.replace else _KEEPS
            seen = self._table.look.notes if self._table is not None else ()
            notes = [note for note in made.found.notes if note not in seen]
            self._say(
                " ".join([sentence or usual, *notes]), "warn" if sentence or notes or usual == _REPLACES else "dim"
            )

    def _failed(self, sentence: str, style: str = "bad") -> None:
        self._busy = False
        self._waiting.end()
        self.ask_path(sentence, style)

    def _title(self, made: Preview) -> str:
        what = "Replace by" if self.replace else "Import"
        return " · ".join([f"{what} {clip(plain(os.path.basename(self.file.value.strip())), 22)}", *made.counts])

    def _source(self, cells: int) -> Sequence[Row]:
        if self.preview is None:
            found = self.paths.matching(self.file.value)
            return [Row.of_line(entry.shown, [(plain(entry.shown), "dim" if entry.folder else "")]) for entry in found]
        rows = []
        for index, line in enumerate(self.preview.found.lines):
            texts = wrap(for_people(line), cells - 1)
            sign = (SIGNS[line.verb], _STYLES[line.verb])
            style = "dim" if line.verb == "keep" else ""
            rows.append(Row.of_lines(str(index), [[(" " + text, style)] for text in texts], sign))
        return rows

    def _apply(self, made: Preview) -> None:
        name = clip(plain(os.path.basename(self.file.value.strip())), 40)
        if not made.found.edit:
            self.dismiss(None)
            self.main.tell(f"The plan holds all of {name} already: nothing was changed.")
            return
        if made.rows != list(self.main.plan.rows()):
            self._read("The plan has changed meanwhile: this is what the file would change now.")
            return
        if not self.main.deeds.changing.apply(made.found.edit):
            self._say(self.main.footer.notice or "The plan could not be changed.", "bad")
            return
        self.dismiss(None)
        if self._table is not None and made.new:
            self.main.deeds.imported.came([row.id for row in made.new], made.new_counts, fresh=made.fresh)
            return
        if made.fresh:
            self._show_first()
        from okrtui.tui.deeds.conflicts import waiting

        what = "Made the plan equal to" if self.replace else "Imported"
        self.main.tell(
            (f"{what} {name}: {made.done}. {key_of('undo')} takes it back. {waiting(self.main.plan)}").rstrip()
        )

    def _show_first(self) -> None:
        """A plan that has just begun: out of the start card, to its first key result."""
        main = self.main
        if main.starting and main.start is not None:
            main.start.close()
        first = main.view.key_result or main.view.objective
        if first is not None:
            main.show_item(first.id)
        else:
            main.show_pane(main.pane)

    # -- showing

    def _say(self, sentence: str, style: str) -> None:
        self._said = (sentence, style)
        lines = wrap(sentence, max(self.note.size.width, 40), 5)
        self.note.styles.height = len(lines) + 1
        self.note.show([[(line, style)] for line in lines])
        self._draw_foot()

    def _draw_foot(self) -> None:
        keys: list[Offer] = []
        if self._busy:
            self.foot.show_parts(self.foot_lines([("leave", "stop", self.action_leave)]))
            return
        if self.preview is None:
            keys = [("import_take", "read", self.action_take), ("import_path", "complete", self.action_tab)]
            keys.append(("up down", "choose", None))
        else:
            other = "add to the plan" if self.replace else "replace the plan"
            keys = [("import_take", "do it" if self.preview.found.edit else "fine", self.action_take)]
            if self._table is not None:
                keys.append(("import_columns", "columns", self.action_columns))
            elif not holds_table(self.path):
                keys.append(("import_replace", other, self.action_replace))
            keys.append(("import_path", "file", self.action_tab))
        self.foot.show_parts(self.foot_lines([*keys, ("leave", "back", self.action_leave)]))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the sentence for the new width; the list does so itself."""
        self.call_after_refresh(lambda: self._say(*self._said))


def _hint() -> str:
    """What stands in the empty line for the path."""
    return f"a name as it begins, or {key_of('down')} to one of those below"
