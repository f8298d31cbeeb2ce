"""Starting a quarter: what the coach asks, whether the key results would do, who agrees. It never blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content

from okrtui.coach.steps import ENOUGH, enough
from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.cycling import days_before
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.tui.commands import key_of
from okrtui.tui.cyclesheets import SHOWN_ELSEWHERE, Open, Openness, open_questions, running, when_line
from okrtui.tui.paint import Line
from okrtui.tui.rows import count
from okrtui.tui.screens.ask import Ask
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.speech import START_OFFER
from okrtui.tui.startsheet import sheet_rows
from okrtui.tui.text import clip, plain, wrap
from okrtui.tui.widgets.buttons import Buttons, Press, keys_line
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.tui.deeds.cycling import Cycling

_NOTE = 4
"""Lines that say more about the row under the cursor."""


class StartDialog(Dialog[None]):
    """The sheet of a draft: each objective with its key results, then findings. Enter goes to a row's item."""

    DEFAULT_CSS = """
    #begin-top { height: auto; width: 100%; }
    #begin-note { height: 5; width: 100%; }
    #begin-foot { height: 1; width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: the list would scroll with these keys where it can, and not move its cursor.
        Binding("down,j,tab", "move(1)", show=False, priority=True),
        Binding("up,k,shift+tab", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(8)", show=False, priority=True),
        Binding("pageup", "move(-8)", show=False, priority=True),
        Binding("home", "move(-9999)", show=False, priority=True),
        Binding("end,G", "move(9999)", show=False, priority=True),
        Binding("enter", "go", show=False),
        Binding("S", "start", show=False),
        *(Binding(key, f"say('{key}')", show=False) for key in "ynltbc"),
    ]

    def __init__(self, cycling: Cycling, cycle: Cycle) -> None:
        super().__init__()
        self.cycling = cycling
        self.main = cycling.screen
        self.cycle_id = cycle.id
        self._held = cycle
        self.found: Sequence[Open] = ()
        """All that the coach finds."""
        self.questions: Sequence[Open] = ()
        """What of it has a row of its own."""
        self.redefined: Mapping[str, Sequence[date]] = {}

    @property
    def cycle(self) -> Cycle:
        """The cycle as it stands; as it was, when another window has removed it meanwhile."""
        return self.main.plan.find(self.cycle_id, Cycle) or self._held

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
        self.box.styles.width, self.box.styles.height, self.box.styles.max_height = "96%", "94%", "100%"
        self.rows.styles.height, self.rows.styles.max_height = "1fr", "100%"
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
        self.questions = [each for each in self.found if each.finding.code not in SHOWN_ELSEWHERE]
        self.rows.reload(at or None)
        self._off_heading(1)
        self._draw()

    @property
    def openness(self) -> Openness:
        """What is still open."""
        plan = self.main.plan
        unsure = [o for o in plan.objectives(self.cycle_id) if self.cycling.answer(o) != "yes"]
        return Openness(len(self.found), len(self.found) - len(self.questions), len(unsure))

    def _draw(self) -> None:
        if not self.is_attached:
            return
        name = clip(plain(self.cycle.name), 30)
        self.box.border_title = Content(f"Start {name} · {when_line(self.cycle, self.main.world.today)}")
        room = max(self.top.size.width or 70, 40)
        top = self._top(room)
        self.top.styles.height = len(top)
        self.top.show(top)
        self.note.show([[], *self._note(room)])
        self._draw_foot()

    def _top(self, cells: int) -> list[Line]:
        plan = self.main.plan
        lines: list[Line] = []
        if enough(plan, self.cycle_id):
            lines += [[(text, "good")] for text in wrap(f"{ENOUGH} {START_OFFER} S", cells)]
        else:
            text = "Start small: one objective, three key results, two KPIs are a full first quarter."
            lines += [[(part, "dim")] for part in wrap(text, cells)]
        for other in running(plan, self.cycle_id):
            text = f"{other.name} still runs: {key_of('cycle_step')} closes it, once it is the one that is shown."
            lines += [[(part, "hint")] for part in wrap(text, cells)]
        today = self.main.world.today
        if days := days_before(self.cycle, today):
            first = format_day(today + timedelta(days), today)
            text = f"Its first day is {first}: started now, it begins {count(days, 'day')} early."
            lines += [[(part, "hint")] for part in wrap(text, cells)]
        left = self.openness.sentence()
        text = f"Still open: {left}. Nothing of it keeps you from starting." if left else "Nothing is open."
        lines += [[(part, "warn" if left else "good")] for part in wrap(text, cells)]
        return lines

    def _source(self, cells: int) -> Sequence[Row]:
        return sheet_rows(self.main.plan, self.cycle_id, self.questions, self.cycling.answer, cells)

    def _note(self, cells: int) -> list[Line]:
        found = self._question()
        if found is not None:
            text = found.finding.message
            if found.finding.question and found.finding.question not in text:
                text = f"{text} {found.finding.question}"
            return [[(part, "")] for part in wrap(text, cells, _NOTE)]
        match self._item():
            case Objective():
                text = "Imagine that every one of its key results came true. Would you call the objective reached? "
                text += "A no goes to the key results: what else would have to be so?"
            case KeyResult():
                text = "The team writes it, leadership may challenge it; neither rewrites it for the other. "
                text += "It is final once both agree."
            case _:
                text = "Targets are frozen at the start: whoever moves one later says why, and both are kept."
        return [[(part, "dim")] for part in wrap(text, cells, _NOTE)]

    def _draw_foot(self) -> None:
        def press(key: str) -> Press:
            return lambda: self.action_say(key)

        keys: list[tuple[str, str, Press | None]] = [("S", "start", self.action_start)]
        match self._item():
            case Objective() if self._question() is None:
                keys += [("y", "yes", press("y")), ("n", "no", press("n")), ("l", "later", press("l"))]
            case KeyResult() if self._question() is None:
                keys += [("t", "team", press("t")), ("l", "leadership", press("l")), ("b", "both", press("b"))]
                keys += [("c", "challenge", press("c"))]
        self.foot.show_parts(
            [keys_line(*keys, ("enter", "go there", self.action_go), ("esc", "back", self.action_leave))]
        )

    # -- what is under the cursor

    def _question(self) -> Open | None:
        return next((each for each in self.questions if each.key == self.rows.cursor_key), None)

    def _item(self) -> Entity | None:
        found = self._question()
        key = found.item if found else self.rows.cursor_key.removeprefix("none|")
        return self.main.plan.item(key)

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
        if self._question() is not None:
            return
        match self._item():
            case Objective() as objective if key in "ynl":
                self._answer(objective, {"y": "yes", "n": "no", "l": "later"}[key])
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
        item = self._item()
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
        """Start the quarter, whatever is open."""
        if not self.cycling.start(self.cycle, self.openness.questions):
            self.note.show([[], [(self.main.footer.notice, "bad")]])
            return
        self.cycling.start_at = ""
        self.dismiss(None)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click goes there."""
        event.stop()
        self.action_go()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap what is said for the new width."""
        self.call_after_refresh(self._draw)
