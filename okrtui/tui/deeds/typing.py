"""Commands around the editor: opening it, keeping, putting back, pasting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import cast

from okrtui.coach.model import Context
from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.dates import format_day
from okrtui.plan.entities import (
    ROOT,
    CheckIn,
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
from okrtui.plan.fields import Moment
from okrtui.plan.model import when
from okrtui.plan.numbers import format_value
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing
from okrtui.tui.forms import Around
from okrtui.tui.keeping import edit_of, number_of, unit_of
from okrtui.tui.place import Place, cycle_dates
from okrtui.tui.speech import open_blanks
from okrtui.tui.widgets.editor import blank_in

PANE_OF: dict[type[Entity], str] = {
    Root: "strategy",
    Priority: "strategy",
    Objective: "objectives",
    KeyResult: "results",
    Initiative: "results",
    CheckIn: "results",
    Kpi: "kpis",
    Measurement: "kpis",
}


class Typing(Part):
    """Everything between n or e and the edit that comes of it."""

    # -- opening

    def editing_for(self, place: Place) -> Editing:
        """An editing of a place, with the coach when it is awake."""
        screen = self.screen
        from okrtui.coach.check import check_text

        plan, today = screen.plan, screen.world.today
        anchor = place.row or place.parent
        context = screen.side.context(anchor) if anchor and plan.item(anchor) else Context(in_plan=True)
        first = screen.settings.method.fiscal_year_start
        dates = cycle_dates(plan, place)
        if context.cycle is None and dates:
            context = replace(context, cycle=dates, in_plan=True, fiscal_year_start=first)
        around = Around(plan, today, first, dates, place.row)
        return Editing.open(
            place, around, context, lambda text, kind, near: check_text(text, kind, today=today, context=near)
        )

    def open(self, place: Place, *, draft: str = "", select: tuple[int, int] | None = None, error: str = "") -> None:
        """Open the editor on a place; with a draft, on what was typed there."""
        screen = self.screen
        again = partial(self.open, place, draft=draft, select=select, error=error)
        if screen.deeds.past.stops_row(place.row or place.parent, again):
            return
        if screen.starting:
            screen.leave_start()
        editing = self.editing_for(place)
        if draft:
            editing.restore(draft)
        pane = PANE_OF[place.entity]
        rows = screen.lists[pane]
        screen.show_pane(pane, focus=False)
        index = self.index_of(place, pane)
        if place.row:
            rows.select(place.row)
        if select is None and not draft:
            select = blank_in(editing.text)
        screen.editor.open(editing, rows, index, select=select)
        if error:
            screen.editor.fail(error)
        screen.offer_keys()

    def index_of(self, place: Place, pane: str) -> int:
        """Where in a pane's list the editor of a place stands."""
        keys = [row.key for row in self.screen.lists[pane].rows]
        if place.row in keys:
            return keys.index(place.row) + (place.entity in (CheckIn, Measurement))
        if place.entity is Initiative:
            last = [k for k in (i.id for i in self.screen.plan.initiatives(place.parent)) if k in keys]
            anchor = place.after or (last[-1] if last else place.parent)
            return keys.index(anchor) + 1 if anchor in keys else len(keys)
        if place.after in keys:
            index = keys.index(place.after) + 1
            while index < len(keys) and isinstance(self.screen.plan.item(keys[index]), Initiative):
                index += 1
            return index
        return len(keys)

    # -- commands of the moving mode

    def do_edit(self) -> None:
        """Change the row where it stands; on the coach's side, walk the step under the cursor."""
        screen, here = self.screen, self.screen.here
        if screen.in_coach:
            screen.deeds.walking.walk_step(screen.coach.step or 0)
        elif here is None:
            self.do_new()
        else:
            self.open(Place(type(here), here.id))

    def need_new(self) -> str:
        if self.screen.pane == "results" and self.screen.view.objective is None:
            return f"A key result needs an objective: {key_of('pane_2')}, then {key_of('new')}."
        return ""

    def do_new(self) -> None:
        """A new row below the one under the cursor."""
        screen, here = self.screen, self.screen.here
        after = here.id if here else None
        match screen.pane:
            case "strategy":
                if not screen.plan.root.statement and here is None:
                    self.open(Place(Root, ROOT))
                else:
                    self.open(Place(Priority, after=None if isinstance(here, Root) else after))
            case "objectives":
                if self.ensure_cycle():
                    self.open(Place(Objective, parent=screen.view.cycle_id, after=after))
            case "results":
                if isinstance(here, Initiative):
                    self.open(Place(Initiative, parent=here.key_result, after=here.id))
                else:
                    self.open(Place(KeyResult, parent=screen.view.objective_id, after=after))
            case _:
                self.open(Place(Kpi, after=after))

    def ensure_cycle(self) -> bool:
        """Plan the quarter that is offered, when there is no cycle yet."""
        screen = self.screen
        if screen.view.cycle is not None:
            return True
        edit = edits.new_cycle(screen.plan, screen.quarter)
        if not self.apply(edit):
            return False
        screen.view.cycle_id = edit.item
        screen.reload()
        return True

    def need_initiative(self) -> str:
        if self.screen.view.key_result is None:
            return f"An initiative needs a key result: {key_of('pane_3')}, then {key_of('new')}."
        if self.screen.pane == "strategy":
            return f"An initiative belongs to a key result: {key_of('pane_3')} goes there, then {key_of('initiative')}."
        return ""

    def do_initiative(self) -> None:
        """A bet on the key result."""
        screen = self.screen
        owner = screen.view.key_result_id
        if owner not in screen.view.unfolded:
            screen.view.unfolded.add(owner)
            screen.lists["results"].reload(owner)
        self.open(Place(Initiative, parent=owner))

    # -- commands of the editor

    def label_keep(self) -> str:
        """On a new row without a word, the key keeps nothing and opens no other."""
        return "done" if self._nothing_typed else "keep"

    def label_put_back(self) -> str:
        return "back" if self._nothing_typed else "put back"

    @property
    def _nothing_typed(self) -> bool:
        editing = self.screen.editor.editing
        return editing is not None and not editing.place.row and editing.empty

    def do_keep(self) -> None:
        """Keep what was typed as one action; after a new row the next empty one opens."""
        screen, editor = self.screen, self.screen.editor
        editing = editor.editing
        if editing is None:
            return
        new = not editing.place.row
        if screen.deeds.rewording.is_as_it_was(editing):
            return
        if editing.is_value and not editing.changed:
            editor.fail(f"There is no value yet: type a number, or {key_of('put_back')} to go back.")
            return
        if not editing.changed or (new and editing.empty):
            screen.session.drop_draft(editing.place.key)
            editor.close()
            screen.reload()
            screen.deeds.causing.ended(editing.place)
            screen.deeds.walking.ended(editing)
            return
        place, draft = editing.place, editor.draft()
        noted = ""
        try:
            if asked := self._doubt(editing):
                editor.fail(asked)
                return
            if editing.is_value:
                noted = self._noted(editing)
            edit = screen.deeds.causing.linked(editing) or edit_of(editing)
            if screen.deeds.cycling.asks_why(editing, edit):
                return
            ticket = screen.app.apply(edit, draft=place.key)  # type: ignore[attr-defined]
        except PlanError as error:
            editor.fail(str(error))
            return
        if ticket:
            screen.deeds.drafting.keep(ticket, place, draft)
        else:
            screen.session.drop_draft(place.key)
        screen.deeds.drafting.put_back = None
        editor.close()
        self._go_on(editing, edit, noted)

    def _go_on(self, editing: Editing, edit: Edit, noted: str) -> None:
        """After a row was kept: show it, open the next empty one after a new row, and say what there is to say."""
        screen, place = self.screen, editing.place
        if editing.initiative:
            from okrtui.tui.besides import waiting

            noted = noted or waiting(editing, edit)
        row = edit.item or place.row
        screen.side.said.rename(place.key, row)
        screen.side.judge({change.row for change in edit.changes} | {row})
        if place.entity in (CheckIn, Measurement):
            row = place.row
        screen.show_item(row)
        if place.link:
            screen.deeds.causing.go_on(place, edit)
        elif not place.row and place.entity in (Priority, Objective, KeyResult, Initiative, Kpi):
            noted = noted or screen.deeds.archiving.same_name(edit.item)
            self.open(Place(place.entity, parent=place.parent, after=edit.item))
        else:
            screen.deeds.walking.ended(editing)
        if noted:
            screen.tell(noted)

    def _doubt(self, editing: Editing) -> str:
        """What to ask about blanks or a value, once; empty when it can be kept. Raises `PlanError` for no number."""
        from okrtui.plan.doubting import doubt

        if editing.doubted == editing.text:
            return ""
        if editing.is_value:
            asked = doubt(self.screen.plan, editing.place.row, number_of(editing), self._day(editing))
        else:
            asked = open_blanks(editing.text)
        editing.doubted = editing.text if asked else ""
        return asked

    def _noted(self, editing: Editing) -> str:
        """What the last line says of a value once it is kept."""
        day = format_day(self._day(editing), self.screen.world.today)
        return f"Noted: {format_value(number_of(editing), unit_of(editing))} on {day}. {key_of('undo')} takes it back."

    def _day(self, editing: Editing) -> date:
        return when(cast("Moment", editing.value("at")))[0]

    def finish(self) -> None:
        """Keep what is typed and open nothing after it; the editor stays open when it cannot be kept."""
        screen = self.screen
        guiding, screen.guiding = screen.guiding, False
        if screen.editor.leave_field():
            self.do_keep()
        if screen.typing and (opened := screen.editor.editing) and not opened.place.row and opened.empty:
            screen.editor.close()
            screen.reload()
        screen.guiding = guiding

    def do_put_back(self) -> None:
        """Leave the row as it was; what was typed stays one u away."""
        screen, editor = self.screen, self.screen.editor
        editing = editor.editing
        if editing is None:
            return
        typed = editing.touched and not (editing.empty and not editing.place.row)
        typed = typed and not screen.deeds.drafting.brought_back(editor.draft())
        if typed:
            screen.deeds.drafting.put_away(editing.place, editor.draft())
        screen.session.drop_draft(editing.place.key)
        editor.close()
        screen.reload()
        screen.deeds.causing.ended(editing.place)
        if screen.guiding:
            screen.open_start()
        if typed:
            screen.tell(f"Put back as it was. {key_of('undo')} brings back what you typed.")
        elif editing.offered:
            screen.tell(f"The coach's line stays, with its blanks. {key_of('undo')} brings yours back.")

    def need_next_field(self) -> str:
        editing = self.screen.editor.editing
        return "" if editing and editing.form.fields else f"There are no fields here; {key_of('keep')} keeps the line."
