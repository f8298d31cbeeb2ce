"""A cycle's life: start, a moved goalpost's reason, close, the next one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.cycling import days_before
from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.quarters import Quarter, nearest_quarter
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing
from okrtui.tui.rows import count, item_title

if TYPE_CHECKING:
    from okrtui.tui.closecard import Card, Close
    from okrtui.tui.screens.main import MainScreen

_STEPS = {"draft": "start quarter", "active": "close quarter", "closed": "next quarter"}
"""What the key of the quarter does next, by the state of the quarter."""


class Cycling(Part):
    """The quarter's next step, and what keeps past quarters as they were."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self.start_at = ""
        """The row of the start sheet to come back to."""
        self._answers: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._close: Close | None = None

    # -- the next step

    def need_cycle_step(self) -> str:
        cycle = self.screen.view.cycle
        if cycle is None:
            return f"There is no quarter yet: 2, then {key_of('new')} plans one with its first objective."
        if cycle.state == "draft" and (cycle.start is None or cycle.end is None):
            return (
                f"{item_title(cycle.name, 30)} has no dates, so it does not start: "
                f"{key_of('park')} takes an objective back from it."
            )
        session = self.screen.session
        return session.notice if session.readonly else ""

    def label_cycle_step(self) -> str:
        cycle = self.screen.view.cycle
        return _STEPS[cycle.state] if cycle is not None else "quarter"

    def do_cycle_step(self) -> None:
        """Start a draft, close what runs, plan the next after what is closed."""
        cycle = self.screen.view.cycle
        if cycle is None:
            return
        match cycle.state:
            case "draft":
                from okrtui.tui.screens.cyclestart import StartDialog

                self.screen.app.push_screen(StartDialog(self, cycle))
            case "active":
                self._open_close(cycle)
            case _:
                self._open_next(cycle)

    def show(self, item: str) -> None:
        """Go to an item, out of the five steps when they are shown."""
        screen = self.screen
        if screen.starting and screen.start is not None:
            screen.start.close()
        if item == "plan" and not screen.plan.root.statement:
            screen.show_pane("strategy")
        else:
            screen.show_item(item)

    # -- start

    def answer(self, objective: Objective) -> str:
        """What was answered about an objective: yes, no, later or nothing; it holds while its words are the same."""
        from okrtui.tui.cyclesheets import fingerprint

        said, about = self._answers.get(objective.id, ("", ()))
        return said if about == fingerprint(self.screen.plan, objective) else ""

    def say(self, objective: Objective, answer: str) -> None:
        """Remember an answer."""
        from okrtui.tui.cyclesheets import fingerprint

        self._answers[objective.id] = (answer, fingerprint(self.screen.plan, objective))

    def start(self, cycle: Cycle, still_open: int) -> bool:
        """Start a cycle; how many questions of the coach are still open is said, and that it is early."""
        left = f" {count(still_open, 'question')} left open." if still_open else ""
        days = days_before(cycle, self.screen.world.today)
        early = f", {count(days, 'day')} early" if days else ""
        said = (
            f"{item_title(cycle.name, 30)} runs{early}; targets are frozen.{left} {key_of('value')} notes a first "
            f"value, {key_of('undo')} takes the start back."
        )
        done = self.attempt(lambda: edits.start_cycle(self.screen.plan, cycle.id, self.screen.world.today), said=said)
        if done and self.screen.starting and self.screen.start is not None:
            self.screen.start.close()
            self.screen.show_pane("results")
            self.screen.tell(said)
        return done

    # -- while it runs

    def asks_why(self, editing: Editing, edit: Edit) -> bool:
        """Ask why goalposts move, once for an edit; whether it asked, and keeps once that is answered."""
        from okrtui.plan.goalposts import asks_why, reason_so_far

        screen = self.screen
        if editing.reason is not None or not asks_why(screen.plan, edit):
            return False
        from okrtui.tui.screens.ask import Ask

        row = screen.plan.find(editing.place.row, KeyResult) if editing.place.row else None
        first = row is not None and row.target is None

        def done(text: str | None) -> None:
            if text is None:
                screen.set_focus(screen.editor.area, scroll_visible=False)
                return
            editing.reason = text.strip()
            screen.deeds.typing.do_keep()
            if not screen.typing or screen.editor.editing is not editing:
                how = "with the reason" if editing.reason else "without a reason"
                said = f"The target is set, {how}." if first else f"The goalposts moved. Both are kept, {how}."
                screen.tell(f"{said} {key_of('detail')} shows {'it' if first else 'them'}.")

        hint = "the reason, in a line" if first else "the reason, in a line; both targets are kept"
        label = "Why does it get its target now?" if first else "Why does it move?"
        screen.app.push_screen(Ask(label, reason_so_far(screen.plan, edit), None, hint, below=screen.editor), done)
        return True

    # -- close

    def _open_close(self, cycle: Cycle) -> None:
        from okrtui.tui.closecard import Close, drafted
        from okrtui.tui.screens.cycleclose import CloseDialog

        screen = self.screen
        self.screen.deeds.past.read(cycle, always=True)
        if self._close is None or self._close.cycle_id != cycle.id:
            self._close = Close(screen.world, cycle)
            for draft in screen.session.drafts():
                if item := drafted(draft.key):
                    self._close.restore(item, draft.text)
        screen.app.push_screen(CloseDialog(self, self._close))

    def keep_typed(self, card: Card, draft: str) -> None:
        """Keep what is typed into a card for the case that this window ends; an empty draft is forgotten."""
        from okrtui.tui.closecard import draft_key

        session = self.screen.session
        if draft:
            session.draft(draft_key(card.id), draft)
        else:
            session.drop_draft(draft_key(card.id))

    def close(self, close: Close) -> bool:
        """End the cycle that a close has gone through."""
        from okrtui.plan.closing import close_cycle
        from okrtui.tui.closecard import draft_key
        from okrtui.tui.closelines import CloseLines

        name, said_of = item_title(close.cycle.name, 30), CloseLines(close)
        early = f", {said_of.early}" if said_of.early else ""
        said = (
            f"Closed {name}{early}: {said_of.counts().partition(';')[0]}. "
            f"{key_of('cycle_step')} plans the next; {key_of('undo')} opens it again."
        )
        if not self.attempt(lambda: close_cycle(self.screen.plan, close.cycle_id), said=said):
            return False
        for item in close.typed:
            self.screen.session.drop_draft(draft_key(item))
        self._close = None
        return True

    # -- next

    def _open_next(self, cycle: Cycle) -> None:
        from okrtui.plan.carrying import following, waiting

        screen = self.screen
        held = following(screen.plan, cycle.id)
        if held is not None and held.start and held.end:
            if held.state == "active" or not waiting(screen.plan, cycle.id, held.id):
                screen.view.choose_cycle(held.id)
                screen.reload()
                what = (
                    "It runs already."
                    if held.state == "active"
                    else f"It is planned already; {key_of('cycle_step')} starts it."
                )
                screen.tell(f"This is {item_title(held.name, 30)}. {what}")
                return
            quarter = Quarter(held.name, held.start, held.end)
        else:
            try:
                quarter = self._quarter_after(cycle)
            except (OverflowError, ValueError):
                screen.tell("The calendar ends with the year 9999: there is no quarter after this one.")
                return
        from okrtui.tui.screens.cyclenext import NextDialog

        screen.app.push_screen(NextDialog(self, cycle, quarter))

    def _quarter_after(self, cycle: Cycle) -> Quarter:
        """The quarter that begins nearest to the end of a cycle and is not planned yet."""
        screen = self.screen
        after = (cycle.end or screen.world.today) + timedelta(days=1)
        quarter = nearest_quarter(after, screen.settings.method.fiscal_year_start)
        taken = [c for c in screen.plan.cycles if c.start is not None]
        while any(c.name == quarter.name or c.start == quarter.start for c in taken) or (
            cycle.start is not None and quarter.start <= cycle.start
        ):
            quarter = quarter.next()
        return quarter

    def plan_next(self, cycle: Cycle, quarter: Quarter, leave: Callable[[None], object]) -> bool:
        """Make the next cycle with what was chosen, look at it, and open what is to be reworded."""
        from okrtui.plan.carrying import carry

        screen = self.screen
        self.screen.deeds.past.read(cycle, always=True)
        try:
            made = carry(screen.plan, cycle.id, quarter, screen.world.today, screen.settings.method)
        except PlanError as error:
            screen.tell(str(error))
            return False
        if not self.apply(made.edit):
            return False
        leave(None)
        screen.view.choose_cycle(made.cycle)
        screen.side.judge(change.row for change in made.edit.changes)
        screen.reload()
        first = screen.view.key_result or screen.view.objective
        if first is not None:
            screen.show_item(first.id)
        else:
            screen.show_pane("objectives")
        screen.tell(
            f"{item_title(quarter.name, 30)} is planned, as a draft. "
            f"{key_of('undo')} takes it back, {key_of('cycle_step')} starts it."
        )
        screen.deeds.rewording.begin(made.rewrite)
        return True
