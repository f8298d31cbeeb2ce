"""A document's lines as a tree: each with its kind and how sure that is; turned with a key, stored as one step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from okrtui.exchange.markdown_in import Document, Kind
from okrtui.exchange.markdown_plan import Where
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.tui.commands import key_of
from okrtui.tui.linetree import WORDS, Cancelled, LineTree, Made, making, reading, taken
from okrtui.tui.paint import Line
from okrtui.tui.rows import count
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import clip, plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_DIRECT: dict[str, Kind] = {
    "1": "objective", "2": "key_result", "3": "kpi", "4": "initiative", "5": "priority", "6": "strategy", "7": "why",
    "0": "skip",
}  # fmt: skip
_NOTHING = (
    "Nothing in it reads like an objective, a key result or a KPI. "
    "{prose} shows all lines; {kind} makes one of them a kind."
)
_NOTE_LINES = 4
_KIND_CELLS = 11
_DIGITS_FROM = 100
"""Cells of the window from which the keys of the kinds are named as well."""
_HEADING = "  sure   what it is    its text, and what is read of it"


class LineTreeDialog(Dialog[None]):
    """Reads a text, shows what its lines are taken for, and stores them when they are taken."""

    DEFAULT_CSS = """
    #lines-note { width: 100%; }
    #lines-head { height: 1; width: 100%; }
    #lines-remark { height: 1; width: 100%; }
    #lines-foot { height: 2; width: 100%; }
    """
    PLACE: ClassVar[str] = "lines"

    def __init__(self, main: MainScreen, text: str, name: str) -> None:
        super().__init__(classes="-sheet")
        self.main = main
        self.text = text
        self.source = name
        """What the text is called: the name of its file, or that it was pasted."""
        self.found: LineTree | None = None
        self.made: Made | None = None
        self._left = False
        self._storing = False
        self._said: tuple[str, str] = ("", "")

    def compose(self) -> ComposeResult:
        """A note, the lines, what is to say about the one under the cursor, the keys."""
        self.note = Lines(id="lines-note")
        self.heading = Lines(id="lines-head")
        self.rows = RowList(self._source, id="lines-rows")
        self.remark = Lines(id="lines-remark")
        self.foot = Buttons(id="lines-foot")
        with Container(classes="box") as self.box:
            yield self.note
            yield self.heading
            yield self.rows
            yield self.remark
            yield self.foot

    def on_mount(self) -> None:
        """Begin to read."""
        self.box.border_title = Content(f"Import {clip(plain(self.source), 40)}")
        self.rows.moved = lambda key: self._show_remark()
        self.rows.focus()
        self._tell("Reading …", "accent")
        self._show_foot()
        self.run_worker(self._read(), exclusive=True, group="read")

    def on_resize(self, event: events.Resize) -> None:
        """The note is wrapped anew."""
        self._show_note()
        self._show_foot()

    def action_leave(self) -> None:
        """Leave; what is still read is forgotten, and nothing has been changed."""
        self._left = True
        self.dismiss(None)
        if self.found is not None:
            self.main.tell("Nothing was imported.")

    # -- reading

    async def _read(self) -> None:
        settings = self.main.settings.method
        loop = asyncio.get_running_loop()

        def told(share: float) -> None:
            loop.call_soon_threadsafe(self._progress, share)

        try:
            document = await asyncio.to_thread(
                reading, self.text, self.source, self.main.world.today, settings.fiscal_year_start, told, self._is_left
            )
        except Cancelled:
            return
        except PlanError as error:
            self._tell(str(error), "bad")
            return
        if self.is_attached and not self._left:
            self._open(document)

    def _is_left(self) -> bool:
        return self._left or not self.is_attached

    def _progress(self, share: float) -> None:
        if self.found is None and self.is_attached:
            self._tell(f"Reading … {share * 100:.0f} %   (esc stops it)", "accent")

    def _open(self, document: Document) -> None:
        self.found = LineTree(document)
        self.found.prose = not document.items or len(document.lines) < 3 * len(document.items)
        self._tell("", "")
        self.rows.cursor = next((at for at, p in enumerate(self.found.shown) if document.lines[p].kind != "skip"), 0)
        self._changed()

    # -- what the lines would do

    @property
    def where(self) -> Where:
        """Where lines go that do not say it."""
        main = self.main
        objective = main.view.objective_id if main.plan.item(main.view.objective_id) else ""
        shown = (self.found.quarter if self.found is not None else "") or main.view.cycle_id
        return Where(main.world.today, main.settings.method, shown=shown, objective=objective)

    def _changed(self) -> None:
        """Show the lines as they are now, and find out what they would do; until then the signs are those of before."""
        self._show_title()
        self.rows.reload()
        self._show_remark()
        self._show_note()
        self.run_worker(self._compare(), exclusive=True, group="compare")

    async def _compare(self) -> None:
        made = await self._make()
        if made is not None and self.is_attached and self.found is not None:
            self.made = self.found.made = made
            self.rows.reload()
            self._show_remark()
            self._show_note()
            self._show_foot()

    async def _make(self) -> Made | None:
        if self.found is None:
            return None
        plan = Plan(self.main.session.plan.rows())
        try:
            return await asyncio.to_thread(making, plan, self.found.document, self.where, self.source)
        except PlanError as error:
            self._tell(str(error), "bad")
            return None

    # -- keys

    @property
    def place(self) -> int | None:
        """The line under the cursor."""
        key = self.rows.cursor_key
        return int(key) if key and self.found is not None else None

    def _do(self, deed: Callable[[LineTree, int], object]) -> None:
        if self.found is not None and self.place is not None and not self._storing:
            before = self.found.document
            deed(self.found, self.place)
            if self.found.document is not before:
                self._tell("", "")
                self._changed()
            else:
                self._tell("That changes nothing here.", "dim")

    def action_move(self, step: int) -> None:
        """Move among the lines."""
        self.rows.move_to(self.rows.cursor + step)

    def action_turn(self, step: int) -> None:
        """Make the line the next kind."""
        self._do(lambda tree, place: tree.next_kind(place, step))

    def action_kind(self, kind: Kind) -> None:
        """Make the line this kind."""
        self._do(lambda tree, place: tree.turn(place, kind))

    def action_leave_out(self) -> None:
        """Leave the line out, or take it after all."""
        self._do(lambda tree, place: tree.leave_out(place))

    def action_deepen(self, step: int) -> None:
        """A level deeper or higher."""
        self._do(lambda tree, place: tree.deepen(place, step))

    def action_below(self, step: int) -> None:
        """Below another line."""
        self._do(lambda tree, place: tree.move(place, step))

    def action_undo(self) -> None:
        """Take back the last change of a line."""
        if self.found is None:
            return
        if self.found.undo():
            self._changed()
        else:
            self._tell("Nothing has been changed here yet.", "dim")

    def action_quarter(self) -> None:
        """Send lines that name no quarter to the next one, or back."""
        if self.found is None or self._storing:
            return
        if self.found.other_quarter():
            self._changed()
        else:
            self._tell("What comes is in no quarter that is running, or the document names it.", "dim")

    def action_prose(self) -> None:
        """Show the lines that are left out, or hide them."""
        if self.found is not None:
            before = len(self.rows.rows)
            self.found.prose = not self.found.prose
            self.rows.reload()
            self._show_remark()
            self._show_note()
            if len(self.rows.rows) == before:
                self._tell("Every line is shown: none of them is prose.", "dim")

    def action_doubtful(self) -> None:
        """Go to the next line that is worth a look."""
        if self.found is None:
            return
        found = self.found.next_doubtful(self.place if self.place is not None else -1)
        if found is None:
            self._tell("No line is doubtful.", "good")
        elif self.rows.select(str(found)):
            self._show_remark()

    def action_edit(self) -> None:
        """Write the line anew."""
        from okrtui.tui.screens.ask import Ask

        if self.found is None or (place := self.place) is None:
            return

        def done(text: str | None) -> None:
            if text is not None and self.found is not None:
                self._do(lambda tree, _: tree.write(place, text))

        ask = Ask("text", plain(self.found.line(place).text), None, "what the line says", selected=False)
        self.app.push_screen(ask, done)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click turns the line."""
        event.stop()
        self.action_turn(1)

    # -- storing

    def action_take(self) -> None:
        """Store all lines as one step."""
        if self.found is None:
            if self._said[1] == "bad":
                self.action_leave()
            return
        if self._storing:
            return
        if not self.found.document.items:
            self._tell(_empty(), "bad")
            return
        if self.main.session.readonly:
            self._tell(self.main.session.notice or "The plan is read-only.", "bad")
            return
        self._storing = True
        self._tell("Comparing with the plan …", "accent")
        self.run_worker(self._store(), exclusive=True, group="compare")

    async def _store(self) -> None:
        made = await self._make()
        self._storing = False
        if made is None or not self.is_attached:
            return
        main = self.main
        if made.rows != list(main.session.plan.rows()):
            self._tell("The plan has changed meanwhile: press enter again.", "warn")
            self._changed()
            return
        if not made.lines.found.edit:
            why = "The plan holds all of it already: nothing was changed."
            if made.lines.left:
                self._tell(" ".join(made.lines.found.notes) or why, "bad")
                return
            self.dismiss(None)
            main.tell(why)
            return
        if not main.deeds.changing.apply(made.lines.found.edit):
            self._tell(main.footer.notice or "The plan could not be changed.", "bad")
            return
        self.dismiss(None)
        lines = made.lines
        new = [row for place, row in sorted(lines.rows.items()) if place not in lines.there | lines.left]
        main.deeds.imported.came(taken(new, main.plan), lines.counts, fresh=lines.fresh)

    # -- showing

    def _source(self, cells: int) -> Sequence[Row]:
        if self.found is None:
            return []
        return [self._row(place, cells) for place in self.found.shown]

    def _row(self, place: int, cells: int) -> Row:
        assert self.found is not None
        line = self.found.line(place)
        indent = 2 * self.found.depth(place)
        head = len("100 % ") + len("? ") + _KIND_CELLS + 2
        texts = wrap(line.text, max(cells - head - indent, 12), 1 if line.kind == "skip" else 3)
        said = self._said_below(place, max(cells - head - indent, 12))
        paint = partial(self._paint, place, texts, said, head + indent)
        return Row(str(place), len(texts) + len(said), paint, self._sign(place))

    def _said_below(self, place: int, cells: int) -> list[Line]:
        """What is read of a line, and what is doubtful in it."""
        assert self.found is not None
        words, doubt = plain(self.found.words(place)), plain(self.found.doubt(place))
        return [
            *([(text, "dim")] for text in (wrap(words, cells, 2) if words else ())),
            *([(text, "warn")] for text in (wrap(f"? {doubt}", cells, 3) if doubt else ())),
        ]

    def _sign(self, place: int) -> tuple[str, str]:
        assert self.found is not None
        if self.found.line(place).kind == "skip":
            return " ", "dim"
        if self.made is None:
            return "·", "dim"
        lines = self.made.lines
        return ("=", "dim") if place in lines.there else ("!", "bad") if place in lines.left else ("+", "good")

    def _paint(self, place: int, texts: Sequence[str], said: Sequence[Line], head: int) -> Sequence[Line]:
        assert self.found is not None
        line = self.found.line(place)
        left = line.kind == "skip"
        sure = "" if left else f"{line.certainty * 100:3.0f} %"
        depth = "  " * self.found.depth(place)
        style = "dim" if left else "warn" if line.doubtful else ""
        word = clip(WORDS[line.kind], _KIND_CELLS)
        first: Line = [
            (f"{sure:5} ", "warn" if line.doubtful else "dim"),
            ("?" if self.found.asks(place) else " ", "warn"),
            (f" {depth}", ""),
            (f"{word:{_KIND_CELLS}}", "dim" if left else "warn" if line.doubtful else "accent"),
            ("  ", ""),
            (texts[0], "strong" if line.kind == "objective" and not line.doubtful else style),
        ]
        below = [[(" " * head, ""), *line] for line in ([(text, style)] for text in texts[1:])]
        return [first, *below, *([(" " * head, ""), *line] for line in said)]

    def _show_title(self) -> None:
        assert self.found is not None
        parts = [f"Import {clip(plain(self.source), 24)}", *self.found.counts()]
        self.box.border_title = Content(" · ".join(parts))

    def _tell(self, sentence: str, style: str) -> None:
        self._said = (sentence, style)
        self._show_note()

    def _show_note(self) -> None:
        sentence, style = self._said
        notes = [(sentence, style)] if sentence else []
        if self.found is not None:
            notes += [(note, "dim") for note in self.found.notes(self.made)]
            if not self.found.document.items:
                notes = notes or [(_empty(), "warn")]
            hidden = len(self.found.document.lines) - len(self.found.shown)
            if hidden:
                many = count(hidden, "line")
                shows = f"{key_of('lines_prose')} shows them."
                notes.append((f"{many} of prose and headings: {shows}", "dim"))
        room = max(self.note.size.width, 40)
        lines = [[(text, name)] for note, name in notes for text in wrap(note, room, 2)][:_NOTE_LINES]
        self.note.styles.height = len(lines) + bool(lines)
        self.note.show(lines)

    def _show_remark(self) -> None:
        text = self.found.remark(self.place) if self.found is not None and self.place is not None else ""
        self.heading.show([[(_HEADING if self.found is not None else "", "dim")]])
        self.remark.show([[(clip(plain(text), max(self.remark.size.width, 40)), "dim")]])

    def _show_foot(self) -> None:
        first: list[Offer] = [
            ("lines_take", "import all", self.action_take),
            ("lines_kind", "next kind", partial(self.action_turn, 1)),
            ("lines_out", "leave out", self.action_leave_out),
            ("lines_deeper", "deeper", partial(self.action_deepen, 1)),
            ("lines_higher", "higher", partial(self.action_deepen, -1)),
        ]
        second: list[Offer] = [
            ("lines_text", "text", self.action_edit),
            ("lines_doubtful", "next doubtful", self.action_doubtful),
            ("lines_below lines_above", "below another", None),
            ("lines_prose", "prose", self.action_prose),
            ("lines_undo", "undo", self.action_undo),
            ("leave", "leave", self.action_leave),
        ]
        if self.app.size.width >= _DIGITS_FROM:
            second.append(("lines_objective lines_key_result lines_kpi lines_initiative", "the kind at once", None))
        if self.found is not None and self.found.can_go_elsewhere:
            label = "this quarter" if self.found.quarter else "next quarter"
            first.append(("lines_quarter", label, self.action_quarter))
        self.foot.show_parts(self.foot_lines(first, second))


def _empty() -> str:
    return _NOTHING.format(prose=key_of("lines_prose"), kind=key_of("lines_kind"))
