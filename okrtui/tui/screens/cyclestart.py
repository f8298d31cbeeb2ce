"""Starting a quarter: what the coach asks, whether the key results would do, who agrees. It never blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.tui.commands import key_of
from okrtui.tui.cyclesheets import Open, open_questions, when_line
from okrtui.tui.rows import count
from okrtui.tui.screens.ask import Ask
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Choice, Dialog, Picker
from okrtui.tui.startsheet import StartSheet, said_at
from okrtui.tui.text import clip, plain
from okrtui.tui.widgets.buttons import Buttons, Press
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.tui.deeds.cycling import Cycling

LONG_BEFORE = 7
"""Days before its first day up to which a quarter is started without a question."""


class StartDialog(Dialog[None]):
    """The sheet of a draft: each objective with its key results, then findings. Enter goes to a row's item."""

    DEFAULT_CSS = """
    #begin-top { height: auto; width: 100%; }
    #begin-note { height: 5; width: 100%; }
    #begin-foot { height: 1; width: 100%; }
    """
    PLACE: ClassVar[str] = "starting"

    def __init__(self, cycling: Cycling, cycle: Cycle) -> None:
        super().__init__(classes="-sheet")
        self.cycling = cycling
        self.main = cycling.screen
        self.cycle_id = cycle.id
        self._held = cycle
        self.found: Sequence[Open] = ()
        """All that the coach finds."""
        self.redefined: Mapping[str, Sequence[date]] = {}

    @property
    def cycle(self) -> Cycle:
        """The cycle as it stands; as it was, when another window has removed it meanwhile."""
        return self.main.plan.find(self.cycle_id, Cycle) or self._held

    @property
    def sheet(self) -> StartSheet:
        """What there is to say and to answer, as it stands."""
        return StartSheet(self.main.plan, self.cycle, self.main.world.today, self.found, self.cycling.answer)

    def compose(self) -> ComposeResult:
        """What is to say about the whole, the rows, more about one of them, the keys."""
        self.top = Lines(id="begin-top")
        self.rows = RowList(self._source, id="begin-rows")
        self.note = Lines(id="begin-note")
        self.foot = Buttons(id="begin-foot")
        with Container(classes="box") as self.box:
            yield self.top
            yield self.rows
            yield self.note
            yield self.foot

    def on_mount(self) -> None:
        """Look at the plan, and go on where one was."""
        self.rows.moved = lambda key: self._draw()
        self.rows.focus()
        with suppress(PlanError):  # the sheet opens without them
            self.redefined = self.main.session.redefined()
        self.call_after_refresh(self.look, self.cycling.start_at)

    # -- showing

    def look(self, at: str = "") -> None:
        """Judge the plan anew, and show what is open."""
        main = self.main
        self.found = open_questions(
            main.plan, self.cycle, today=main.world.today, settings=main.settings.method, redefined=self.redefined
        )
        self.rows.reload(at or None)
        self._off_heading(1)
        self._draw()

    def _draw(self) -> None:
        if not self.is_attached:
            return
        name = clip(plain(self.cycle.name), 30)
        self.box.border_title = Content(f"Start {name} · {when_line(self.cycle, self.main.world.today)}")
        room = max(self.top.size.width or 70, 40)
        sheet = self.sheet
        top = sheet.top(room)
        self.top.styles.height = len(top)
        self.top.show(top)
        self.note.show([[], *sheet.note(self.rows.cursor_key, room)])
        self._draw_foot()

    def _source(self, cells: int) -> Sequence[Row]:
        return self.sheet.rows(cells)

    def _draw_foot(self) -> None:
        def press(key: str) -> Press:
            return lambda: self.action_say(key)

        keys: list[Offer] = [("start_begin", "start", self.action_start)]
        sheet, here = self.sheet, self.rows.cursor_key
        match None if sheet.question(here) else sheet.item(here):
            case Objective():
                keys += [("start_yes", "yes", press("y")), ("start_no", "no", press("n"))]
                keys.append(("start_later", "later", press("w")))
            case KeyResult():
                keys += [("start_team", "team", press("t")), ("start_leadership", "leadership", press("l"))]
                keys.append(("start_both", "both", press("b")))
                keys.append(("start_challenge", "challenge", press("c")))
        self.foot.show_parts(
            self.foot_lines([*keys, ("start_open", "go there", self.action_go), ("leave", "back", self.action_leave)])
        )

    # -- doing

    def action_move(self, step: int) -> None:
        """Move among the rows, over the headings."""
        self.rows.move_to(self.rows.cursor + step)
        self._off_heading(1 if step > 0 else -1)
        self._draw()

    def _off_heading(self, step: int) -> None:
        if self.rows.cursor_key.startswith("h"):
            at = self.rows.cursor
            self.rows.move_to(at + step)
            if self.rows.cursor == at or self.rows.cursor_key.startswith("h"):
                self.rows.move_to(at + 1)

    def action_say(self, key: str) -> None:
        """Answer for an objective, agree for a key result."""
        sheet, here = self.sheet, self.rows.cursor_key
        match None if sheet.question(here) else sheet.item(here):
            case Objective() as objective if key in "ynw":
                self._answer(objective, {"y": "yes", "n": "no", "w": "later"}[key])
            case KeyResult() as row if key in "tlb":
                self._agree(row, key)
            case KeyResult() as row if key == "c":
                self._challenge(row)

    def _answer(self, objective: Objective, answer: str) -> None:
        self.cycling.say(objective, answer)
        if answer == "no":
            self._leave_for(next((r.id for r in self.main.plan.key_results(objective.id)), objective.id))
            self.main.tell(
                f"What else would have to come true? {key_of('new')} adds a key result; "
                f"{key_of('cycle_step')} comes back."
            )
            return
        self.rows.reload()
        self.action_move(1)

    def _agree(self, row: KeyResult, key: str) -> None:
        if key == "b":
            both = row.agreed_team and row.agreed_leadership
            edit = edits.change(self.main.plan, row.id, agreed_team=not both, agreed_leadership=not both)
        elif key == "t":
            edit = edits.change(self.main.plan, row.id, agreed_team=not row.agreed_team)
        else:
            edit = edits.change(self.main.plan, row.id, agreed_leadership=not row.agreed_leadership)
        self._do(edit)
        if key == "b":
            self.action_move(1)

    def _challenge(self, row: KeyResult) -> None:
        def done(text: str | None) -> None:
            if text is not None:
                self._do(edits.change(self.main.plan, row.id, challenge=text.strip()))

        self.app.push_screen(
            Ask("leadership asks", row.challenge, None, "what leadership wants to know about it"), done
        )

    def _do(self, edit: Edit) -> None:
        if self.cycling.apply(edit):
            self.look(self.rows.cursor_key)
        else:
            self.note.show([[], [(self.main.footer.notice, "bad")]])

    def action_go(self) -> None:
        """Go to the item; S comes back to this row."""
        item = self.sheet.item(self.rows.cursor_key)
        if item is None or self.rows.cursor_key.startswith("h"):
            return
        self._leave_for(item.id)
        self.main.tell(f"{key_of('cycle_step')} comes back to the start of {clip(plain(self.cycle.name), 30)}.")

    def _leave_for(self, item: str) -> None:
        self.cycling.start_at = self.rows.cursor_key
        self.dismiss(None)
        self.cycling.show(item)

    def action_leave(self) -> None:
        """Go back; S opens it again on this row."""
        self.cycling.start_at = self.rows.cursor_key
        self.dismiss(None)

    def action_start(self) -> None:
        """Start the quarter, whatever is open; long before its first day ask first."""
        early = self.sheet.early
        if early <= LONG_BEFORE:
            self._start()
            return
        name, today = clip(plain(self.cycle.name), 30), self.main.world.today
        first = format_day(today + timedelta(early), today)

        def answered(answer: object) -> None:
            if answer == "now":
                self._start()
            elif answer == "wait":
                self.action_leave()
                self.main.tell(f"{name} stays a draft. {key_of('cycle_step')} starts it, on {first} or before.")

        choices = [
            Choice("wait", f"Wait until {first}: it stays a draft", "1"),
            Choice("now", "Begin now: targets are frozen, values count from today on", "2"),
        ]
        self.app.push_screen(Picker(f"{name} begins in {count(early, 'day')}", choices), answered)

    def _start(self) -> None:
        if not self.cycling.start(self.cycle, self.sheet.openness.questions):
            self.note.show([[], [(self.main.footer.notice, "bad")]])
            return
        self.cycling.start_at = ""
        self.dismiss(None)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click on an answer gives it, one on a box ticks it."""
        event.stop()
        row = next((row for row in self.rows.rows if row.key == event.key), None)
        lines = row.build() if row is not None else ()
        if event.line < len(lines) and (key := said_at(lines[event.line], event.cell)):
            self.action_say(key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click goes there."""
        event.stop()
        self.action_go()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap what is said for the new width."""
        self.call_after_refresh(self._draw)
