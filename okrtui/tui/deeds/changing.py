"""Commands that change the plan: each is one action of the user, one transaction, one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.coach.around import OUR_WORDS, REASONS, text_of
from okrtui.coach.model import Finding, Fix
from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.edits import title_of
from okrtui.plan.entities import (
    CheckIn,
    Dismissal,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Measurement,
    Objective,
    Priority,
    Root,
)
from okrtui.plan.errors import PlanError
from okrtui.tui.editing import Editing, Place
from okrtui.tui.rows import item_title
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.widgets.editor import blank_in

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

TURNABLE: tuple[tuple[type[Entity], str, str], ...] = (
    (Objective, "o", "an objective: where to go"),
    (KeyResult, "k", "a key result: how you will know"),
    (Kpi, "p", "a KPI: what you watch all year"),
    (Initiative, "i", "an initiative: what you make or try"),
)
_LIKE: dict[str, type[Entity]] = {
    "objective": Objective,
    "key_result": KeyResult,
    "kpi": Kpi,
    "initiative": Initiative,
}


class Changing:
    """Deletes, moves, turns, fixes, links, and takes the coach's findings as fine."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def apply(self, edit: Edit, *, show: str = "", said: str = "") -> bool:
        """Do an edit and show what came of it; False, with the reason in the last line, when it cannot be done."""
        screen = self.screen
        if not edit:
            return True
        try:
            screen.app.apply(edit)  # type: ignore[attr-defined]
        except PlanError as error:
            screen.tell(str(error))
            return False
        screen.deeds.typing.put_back = None
        screen.side.judge(change.row for change in edit.changes)
        if show:
            screen.show_item(show)
        else:
            screen.reload()
        if said:
            screen.tell(said)
        return True

    def _need_item(self, *kinds: type[Entity], what: str) -> str:
        here = self.screen.here
        if here is None:
            return "There is no row here yet: n writes one."
        return "" if not kinds or isinstance(here, kinds) else what

    # -- deleting and moving

    def need_delete(self) -> str:
        here = self.screen.here
        return "There is nothing here to delete." if here is None else ""

    def do_delete(self) -> None:
        """Delete the row under the cursor, with all that belongs to it."""
        screen, here = self.screen, self.screen.here
        if here is None:
            return
        if isinstance(here, Root):
            self.apply(edits.change(screen.plan, here.id, statement=""), said="Deleted the strategy. u brings it back.")
            return
        name = item_title(title_of(here), 40)
        self._try(lambda: edits.delete(screen.plan, here.id), said=f"Deleted “{name}”. u brings it back.", row=here.id)

    def _try(self, make, *, show: str = "", said: str = "", row: str = "") -> bool:  # type: ignore[no-untyped-def]
        if row:
            self.screen.session.history(row)
        try:
            edit = make()
        except PlanError as error:
            self.screen.tell(str(error))
            return False
        return self.apply(edit, show=show or "", said=said)

    def need_move_down(self) -> str:
        return self._need_item(Priority, Objective, KeyResult, Initiative, Kpi, what="The strategy stays at the top.")

    need_move_up = need_move_down

    def do_move_down(self) -> None:
        self._move(1)

    def do_move_up(self) -> None:
        self._move(-1)

    def _move(self, step: int) -> None:
        here = self.screen.here
        if here is not None:
            edit = edits.move(self.screen.plan, here.id, step)
            if not edit:
                self.screen.tell("It is the last one already." if step > 0 else "It is the first one already.")
            self.apply(edit)

    # -- another kind

    def need_turn(self) -> str:
        return self._need_item(
            Objective,
            KeyResult,
            Kpi,
            Initiative,
            what="Only objectives, key results, KPIs and initiatives change kind.",
        )

    def do_turn(self) -> None:
        """Make the row another kind; what it reads like is proposed."""
        screen, here = self.screen, self.screen.here
        if here is None:
            return
        verdict = screen.verdict_here()
        like = _LIKE.get(verdict.reads_like) if verdict else None
        choices = [Choice(cls.TABLE, words, key) for cls, key, words in TURNABLE if not isinstance(here, cls)]
        proposed = like.TABLE if like and not isinstance(here, like) else ""
        note = f"“{item_title(title_of(here), 60)}” goes there with its history. One u takes it back."

        def turn(answer: object) -> None:
            cls = next((cls for cls, _, _ in TURNABLE if answer == cls.TABLE), None)
            if cls is not None:
                self.turn_to(here.id, cls)

        screen.app.push_screen(Picker("Make it …", choices, note=note, selected=proposed), turn)

    def turn_to(self, row: str, cls: type[Entity]) -> None:
        """Turn a row into another kind below what is natural there, and go to it."""
        screen = self.screen
        screen.session.history(row)
        parent = ""
        if cls is Objective and not screen.view.cycle_id:
            return
        if cls is Objective:
            parent = screen.view.cycle_id
        try:
            edit = edits.turn(screen.plan, row, cls, parent=parent)
        except PlanError as error:
            screen.tell(str(error))
            return
        word = next(words for kind, _, words in TURNABLE if kind is cls).split(":")[0]
        self.apply(edit, show=edit.item, said=f"Now it is {word}. u takes it back.")

    # -- what the coach offers

    def finding(self) -> Finding | None:
        """The finding that leads for the row under the cursor."""
        return self.screen.side.findings[0] if self.screen.side.findings else None

    def need_fix(self) -> str:
        found = self.finding()
        if found is None:
            return "The coach has nothing to say here."
        return "" if found.fix else "For this one there is no ready answer: y tells more."

    def do_fix(self) -> None:
        """Do what the coach offers for the first finding; a blank is then open for typing."""
        found, here = self.finding(), self.screen.here
        if found is not None and found.fix is not None and here is not None:
            self.apply_fix(here, found.fix)

    def apply_fix(self, here: Entity, fix: Fix) -> None:
        """Apply a fix to a row as one action."""
        screen = self.screen
        if fix.action == "kind" and fix.kind in _LIKE:
            screen.session.history(here.id)
            self._try(lambda: self._turned(here, fix), said=f"{fix.title or 'Done'}. u takes it back.")
            return
        editing = screen.deeds.typing.editing_for(Place(type(here), here.id))
        editing.take_fix(fix)
        try:
            edit = editing.edit()
        except PlanError as error:
            screen.tell(str(error))
            return
        if not self.apply(
            Edit(f"take the coach's offer for {edits.called(here)}", edit.changes, here.id), show=here.id
        ):
            return
        if isinstance(here, KeyResult) and fix.action == "initiative":
            screen.view.unfolded.add(here.id)
            screen.lists["results"].reload(here.id)
        blank = blank_in(fix.text)
        if blank:
            screen.deeds.typing.open(Place(type(here), here.id), select=blank)
        else:
            screen.tell("Done. u takes it back.")

    def _turned(self, here: Entity, fix: Fix) -> Edit:
        """The edit that makes a row another kind with the fix's text and fields."""
        from dataclasses import replace

        from okrtui.plan.changes import Insert
        from okrtui.plan.edits import title_field

        screen = self.screen
        cls = _LIKE[str(fix.kind)]
        parent = screen.view.cycle_id if cls is Objective else ""
        edit = edits.turn(screen.plan, here.id, cls, parent=parent)
        values = {title_field(cls): fix.text, **dict(fix.fields)}
        changes = tuple(
            Insert(replace(c.entity, **values)) if isinstance(c, Insert) and c.entity.id == edit.item else c
            for c in edit.changes
        )
        screen.call_after_refresh(screen.show_item, edit.item)
        return Edit(edit.title, changes, edit.item)

    def need_good(self) -> str:
        return "" if self.finding() else "The coach has nothing to say here."

    def do_good(self) -> None:
        """Take the first finding as fine, with a reason; it holds until the text changes."""
        screen, here, found = self.screen, self.screen.here, self.finding()
        if here is None or found is None:
            return
        choices = [Choice(reason, reason, str(i)) for i, reason in enumerate(REASONS, 1)]

        def done(answer: object) -> None:
            if not isinstance(answer, str) or not answer:
                return
            reason = answer.removeprefix("=")
            edit = edits.add(
                screen.plan,
                Dismissal,
                code=found.code,
                item=here.id,
                text=text_of(here),
                reason=reason,
                at=screen.world.today,
            )
            told = "Noted" if reason != OUR_WORDS else "Noted: your words. After the third time this only hints"
            self.apply(edit, said=f"{told}. It holds until the text changes; u takes it back.")

        note = f"{found.title}: why is it fine?"
        screen.app.push_screen(Picker("Good as it is", choices, note=note, typed="or type a reason of your own"), done)

    # -- links

    def need_link(self) -> str:
        here = self.screen.here
        if isinstance(here, KeyResult | Kpi):
            others = [kpi for kpi in self.screen.plan.kpis if kpi.id != here.id]
            return "" if others else "There is no KPI to link yet: 4, then n."
        if isinstance(here, Objective):
            return "" if self.screen.plan.priorities else "There is no priority to link yet: 1, then n."
        return "Links are for objectives, key results and KPIs."

    def do_link(self) -> None:
        """Tick the KPIs that lead to a key result or cause a KPI; choose the priority of an objective."""
        screen, here = self.screen, self.screen.here
        plan = screen.plan
        if isinstance(here, Objective):
            choices = [Choice(p.id, p.title, str(i)) for i, p in enumerate(plan.priorities, 1) if p.dropped is None]
            choices.append(Choice("none", "none of them", "0"))

            def choose(answer: object) -> None:
                if isinstance(answer, str):
                    self.apply(edits.change(plan, here.id, priority=None if answer == "none" else answer))

            screen.app.push_screen(
                Picker("Which priority calls for it?", choices, selected=here.priority or ""), choose
            )
            return
        if not isinstance(here, KeyResult | Kpi):
            return
        field = "kpis" if isinstance(here, KeyResult) else "drivers"
        linked = here.kpis if isinstance(here, KeyResult) else here.drivers
        order = [*linked, *(kpi.id for kpi in plan.kpis if kpi.id not in linked and kpi.id != here.id)]
        names = [(row, plan.find(row, Kpi)) for row in order]
        choices = [Choice(row, kpi.name, on=row in linked) for row, kpi in names if kpi]
        question = "Which KPIs lead to it?" if isinstance(here, KeyResult) else "Which KPIs cause it?"

        def link(answer: object) -> None:
            if isinstance(answer, tuple):
                self._try(lambda: edits.change(plan, here.id, **{field: answer}))

        screen.app.push_screen(Picker(question, choices, many=True), link)

    # -- values

    def need_value(self) -> str:
        return self._need_item(KeyResult, Kpi, what="Values are for key results and KPIs.")

    def do_value(self) -> None:
        """Today's value, typed under the row."""
        here = self.screen.here
        if isinstance(here, KeyResult):
            self.screen.deeds.typing.open(Place(CheckIn, here.id))
        elif isinstance(here, Kpi):
            self.screen.deeds.typing.open(Place(Measurement, here.id))

    # -- undo

    def do_undo(self) -> None:
        """Bring back what Escape put away, else take back the last action."""
        screen = self.screen
        if screen.deeds.typing.bring_back():
            return
        if screen.app.demo and not screen.app.done:  # type: ignore[attr-defined]
            screen.tell("There is nothing to undo: the sample is as it was.")
            return
        self._again(screen.session.undo)

    def do_redo(self) -> None:
        self._again(self.screen.session.redo)

    def _again(self, what) -> None:  # type: ignore[no-untyped-def]
        try:
            what()
        except PlanError as error:
            self.screen.tell(str(error))

    def editing(self, row: Entity) -> Editing:
        """An editing of a row, without its editor."""
        return self.screen.deeds.typing.editing_for(Place(type(row), row.id))
