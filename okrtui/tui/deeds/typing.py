"""Commands around the editor: opening it, keeping and putting back, drafts, pasting, the five steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrtui.coach.model import Context
from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.edits import title_of
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
from okrtui.plan.errors import Conflict, PlanError
from okrtui.tui.editing import Editing, Place, cycle_dates
from okrtui.tui.forms import Around
from okrtui.tui.rows import count, item_title
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.text import plain
from okrtui.tui.widgets.editor import blank_in

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

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

TURNS = (Objective, KeyResult, Kpi, Initiative)
"""Kinds of rows that can become one another."""


@dataclass(slots=True)
class PutBack:
    """What was typed when Escape put a row back."""

    place: Place
    draft: str


class Typing:
    """Everything between n or e and the edit that comes of it."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.put_back: PutBack | None = None
        self._kept: dict[int, tuple[Place, str]] = {}
        """Edits on their way to the file, with what was typed: it comes back when one fails."""

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
            from dataclasses import replace

            context = replace(context, cycle=dates, in_plan=True, fiscal_year_start=first)
        around = Around(plan, today, first, dates, place.row)
        return Editing.open(
            place, around, context, lambda text, kind, near: check_text(text, kind, today=today, context=near)
        )

    def open(self, place: Place, *, draft: str = "", select: tuple[int, int] | None = None, error: str = "") -> None:
        """Open the editor on a place; with a draft, on what was typed there."""
        screen = self.screen
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
        screen.editor.open(editing, rows, index, select=select)
        if editing.is_value:
            screen.tell(f"Today's value of “{item_title(title_of(screen.plan.get(place.row)), 50)}”")
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
        if screen.coach.has_focus:
            screen.deeds.walk_step(screen.coach.step or 0)
        elif here is None:
            self.do_new()
        else:
            self.open(Place(type(here), here.id))

    def need_new(self) -> str:
        if self.screen.pane == "results" and self.screen.view.objective is None:
            return "A key result needs an objective: 2, then n."
        return self._writable()

    def _writable(self) -> str:
        session = self.screen.session
        return session.notice if session.readonly else ""

    need_edit = need_initiative_write = _writable

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
                if self._ensure_cycle():
                    self.open(Place(Objective, parent=screen.view.cycle_id, after=after))
            case "results":
                if isinstance(here, Initiative):
                    self.open(Place(Initiative, parent=here.key_result, after=here.id))
                else:
                    self.open(Place(KeyResult, parent=screen.view.objective_id, after=after))
            case _:
                self.open(Place(Kpi, after=after))

    def _ensure_cycle(self) -> bool:
        """Plan the quarter that is offered, when there is no cycle yet."""
        screen = self.screen
        if screen.view.cycle is not None:
            return True
        edit = edits.new_cycle(screen.plan, screen.quarter)
        if not screen.deeds.changing.apply(edit):
            return False
        screen.view.cycle_id = edit.item
        screen.reload()
        return True

    def need_initiative(self) -> str:
        return "" if self.screen.view.key_result is not None else "An initiative needs a key result: 3, then n."

    def do_initiative(self) -> None:
        """A bet on the key result."""
        screen = self.screen
        owner = screen.view.key_result_id
        if owner not in screen.view.unfolded:
            screen.view.unfolded.add(owner)
            screen.lists["results"].reload(owner)
        self.open(Place(Initiative, parent=owner))

    def need_causes(self) -> str:
        here = self.screen.here
        return "" if isinstance(here, KeyResult | Kpi) else "Causes are asked of key results and KPIs."

    def do_causes(self) -> None:
        """A new KPI that leads to the key result, or causes the KPI; a known name links that one."""
        here = self.screen.here
        if here is None:
            return
        self.open(Place(Kpi, after=here.id if isinstance(here, Kpi) else None, link=here.id))
        name = item_title(title_of(here), 40)
        asked = "What would tell you early about" if isinstance(here, KeyResult) else "What causes"
        self.screen.tell(f"{asked} “{name}”? Name a KPI; one that is there already is linked.")

    # -- commands of the editor

    def do_keep(self) -> None:
        """Keep what was typed as one action; after a new row the next empty one opens."""
        screen, editor = self.screen, self.screen.editor
        editing = editor.editing
        if editing is None:
            return
        new = not editing.place.row
        if not editing.changed or (new and editing.empty):
            screen.session.drop_draft(editing.place.key)
            editor.close()
            screen.reload()
            self._ended(editing)
            return
        place, draft = editing.place, editor.draft()
        try:
            edit = self._linked(editing) or editing.edit()
            ticket = screen.app.apply(edit, draft=place.key)  # type: ignore[attr-defined]
        except PlanError as error:
            editor.fail(str(error))
            return
        if ticket:
            self._kept[ticket] = (place, draft)
        else:
            screen.session.drop_draft(place.key)
        self.put_back = None
        editor.close()
        row = edit.item or place.row
        screen.side.said.rename(place.key, row)
        screen.side.judge({change.row for change in edit.changes} | {row})
        if place.entity in (CheckIn, Measurement):
            row = place.row
        screen.show_item(row)
        if new and place.entity in (Priority, Objective, KeyResult, Initiative, Kpi) and not place.link:
            self.open(Place(place.entity, parent=place.parent, after=edit.item))
        else:
            self._ended(editing)

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

    def _linked(self, editing: Editing) -> Edit | None:
        """The edit that links a KPI which is there already, when its name was typed as a cause."""
        from okrtui.tui.editing import link_edit

        if not editing.place.link:
            return None
        plan = self.screen.plan
        known = next((k for k in plan.kpis if k.name.casefold() == editing.text.strip().casefold()), None)
        if known is None or known.id == editing.place.link:
            return None
        edit = link_edit(plan, editing.place.link, known.id)
        return Edit(edit.title, edit.changes, known.id)

    def _ended(self, editing: Editing) -> None:
        """After a series of rows: on with the five steps, if they opened it."""
        screen = self.screen
        if not screen.guiding:
            return
        if (
            editing.place.entity is Priority
            and not screen.plan.objectives(screen.view.cycle_id)
            and screen.plan.priorities
        ):
            if self._ensure_cycle():
                self.open(Place(Objective, parent=screen.view.cycle_id))
            return
        screen.open_start()

    def do_put_back(self) -> None:
        """Leave the row as it was; what was typed stays one u away."""
        screen, editor = self.screen, self.screen.editor
        editing = editor.editing
        if editing is None:
            return
        typed = editing.changed and not (editing.empty and not editing.place.row)
        if typed:
            self.put_back = PutBack(editing.place, editor.draft())
        screen.session.drop_draft(editing.place.key)
        editor.close()
        screen.reload()
        if screen.guiding:
            screen.open_start()
        if typed:
            screen.tell("Put back as it was. u brings back what you typed.")

    def bring_back(self) -> bool:
        """Open the editor on what Escape put away; False when there is nothing."""
        kept, self.put_back = self.put_back, None
        if kept is None or not self._there(kept.place):
            return False
        self.open(kept.place, draft=kept.draft)
        return True

    def _there(self, place: Place) -> bool:
        """Whether a place still exists."""
        anchors = [row for row in (place.row, place.parent, place.link) if row]
        return all(self.screen.plan.item(row) is not None for row in anchors)

    def need_fix_text(self) -> str:
        return "" if any(f.fix for f in self.screen.editor.findings) else "There is no ready answer for this line."

    def need_good_text(self) -> str:
        return "" if self.screen.editor.findings else "The coach has nothing to say here."

    def need_turn_text(self) -> str:
        editing = self.screen.editor.editing
        return "" if editing and editing.place.entity in TURNS else "This cannot become another kind of row."

    def need_next_field(self) -> str:
        editing = self.screen.editor.editing
        return "" if editing and editing.form.fields else "There are no fields here."

    def do_fix_text(self) -> None:
        """Put the coach's offer in place of what is typed; a blank is selected."""
        editor = self.screen.editor
        editor.settle()
        found = next((f for f in editor.findings if f.fix), None)
        editing = editor.editing
        if editing is None or found is None or found.fix is None:
            editor.fail("There is no ready answer for this line.")
            return
        if found.fix.action == "kind":
            self._keep_as(found.fix.kind or "", found.fix.text)
            return
        editing.take_fix(found.fix)
        editor.rewrite(select=blank_in(editing.text))

    def do_turn_text(self) -> None:
        """Keep the text as another kind of row; what it reads like is proposed."""
        from okrtui.tui.deeds.changing import _LIKE, TURNABLE

        editing = self.screen.editor.editing
        if editing is None or self.need_turn_text():
            return
        like = _LIKE.get(editing.verdict.reads_like) if editing.verdict else None
        choices = [Choice(c.TABLE, words, key) for c, key, words in TURNABLE if c is not editing.place.entity]
        names = {cls.TABLE: name for name, cls in _LIKE.items()}

        def turn(answer: object) -> None:
            if isinstance(answer, str) and answer:
                self._keep_as(names[answer], "")

        proposed = like.TABLE if like else ""
        self.screen.app.push_screen(Picker("Keep it as …", choices, selected=proposed), turn)

    def _keep_as(self, kind: str, text: str) -> None:
        """Keep what is typed as a row of another kind: a row of the plan turns, a new one is made there."""
        from okrtui.tui.deeds.changing import _LIKE

        screen, editor = self.screen, self.screen.editor
        editing = editor.editing
        cls = _LIKE.get(kind)
        if editing is None or cls is None:
            return
        place = editing.place
        if place.row:
            self.do_keep()
            if not screen.typing:
                screen.deeds.changing.turn_to(place.row, cls)
            return
        parents: dict[type[Entity], str] = {
            Objective: screen.view.cycle_id,
            KeyResult: screen.view.objective_id,
            Initiative: screen.view.key_result_id,
            Kpi: "",
        }
        if cls is not Kpi and not parents[cls]:
            editor.fail("There is no row yet that it could belong to.")
            return
        moved = self.editing_for(Place(cls, parent=parents[cls]))
        moved.write(text or editing.text)
        draft = moved.as_draft({})
        screen.session.drop_draft(place.key)
        editor.close()
        if cls is Initiative:
            screen.view.unfolded.add(screen.view.key_result_id)
            screen.lists["results"].reload()
        self.open(moved.place, draft=draft)

    def do_good_text(self) -> None:
        """Keep the text, then take the coach's finding as fine."""
        screen = self.screen
        screen.editor.settle()
        if not screen.editor.findings:
            screen.editor.fail("The coach has nothing to say here.")
            return
        editing = screen.editor.editing
        if editing is None:
            return
        self.finish()
        if not screen.typing:
            screen.after_moving()
            screen.deeds.do("good")

    # -- drafts

    def keep_draft(self) -> None:
        """Keep what is being typed, for the case that this window ends."""
        editor = self.screen.editor
        if editor.editing is not None:
            self.screen.session.draft(editor.editing.place.key, editor.draft())

    def offer_drafts(self) -> None:
        """At the start: what was being typed when okrtui ended is offered back, in its place."""
        for draft in self.screen.session.drafts():
            place = place_of(draft.key)
            if place is None or not self._there(place):
                self.screen.session.drop_draft(draft.key)
                continue
            self.open(place, draft=draft.text)
            self.screen.tell("You were typing this when okrtui ended. enter keeps it, esc puts it back.")
            return

    def failed(self, ticket: int, error: PlanError) -> None:
        """An edit did not reach the file: open the editor on what was typed, with the reason."""
        place, draft = self._kept.pop(ticket, (None, ""))
        if place is None or not self._there(place):
            self.screen.tell(str(error))
            return
        sentence = str(error)
        if isinstance(error, Conflict) and isinstance(error.found, str):
            sentence = f"Changed elsewhere to “{plain(error.found)[:60]}”. enter keeps yours, esc takes theirs."
        if self.screen.typing:
            self.put_back = PutBack(place, draft)
            self.screen.tell(f"Not saved: {sentence} u opens it again.")
        else:
            self.open(place, draft=draft, error=sentence)

    def saved(self, ticket: int) -> None:
        """An edit is in the file."""
        self._kept.pop(ticket, None)

    # -- pasting

    def paste(self, lines: list[str]) -> None:
        """Offer one item for each pasted line."""
        screen = self.screen
        editing = screen.editor.editing
        if editing is None:
            return
        place = editing.place
        many = count(len(lines), editing.form.word, edits._plural(place.entity))
        choices = [Choice("many", f"One each: {many}", "1"), Choice("one", "All of it as one line", "2")]

        def done(answer: object) -> None:
            if answer == "one":
                editing.write(" ".join(lines))
                screen.editor.rewrite()
            elif answer == "many":
                screen.editor.close()
                if place.row:
                    first = edits.change(screen.plan, place.row, **{editing.form.title: lines[0]})
                    rest = edits.add_many(
                        screen.plan, place.entity, lines[1:], parent=self._parent(place), after=place.row
                    )
                    edit = edits.combine(rest.title, first, rest)
                else:
                    edit = edits.add_many(screen.plan, place.entity, lines, parent=place.parent, after=place.after)
                screen.session.drop_draft(place.key)
                screen.deeds.changing.apply(edit, show=edit.item, said=f"Added {many}. u takes all of them back.")
            elif screen.typing:
                screen.set_focus(screen.editor.area)

        screen.app.push_screen(Picker(f"{len(lines)} lines were pasted", choices, note=plain(lines[0])), done)

    def _parent(self, place: Place) -> str:
        from okrtui.plan.model import parent_of

        return parent_of(self.screen.plan.get(place.row))

    # -- the five steps

    def begin_step(self, number: int) -> None:
        """Open the editor for a step (1 to 5)."""
        screen = self.screen
        screen.guiding = screen.guiding or screen.starting
        plan = screen.plan
        match number:
            case 1:
                self.open(Place(Root, ROOT))
            case 2:
                if not plan.priorities:
                    self.open(Place(Priority))
                elif self._ensure_cycle():
                    self.open(Place(Objective, parent=screen.view.cycle_id))
            case 3:
                objectives = plan.objectives(screen.view.cycle_id)
                if not objectives:
                    screen.tell("Key results need an objective first: step 2.")
                    return
                lacking = next((o for o in objectives if not plan.key_results(o.id)), objectives[0])
                screen.view.objective_id = lacking.id
                screen.reload()
                self.open(Place(KeyResult, parent=lacking.id))
            case 4:
                self.open(Place(Kpi))
            case _:
                self.ask_cadence()

    def ask_cadence(self) -> None:
        """How often the plan is reviewed."""
        screen = self.screen
        words = ("weekly", "fortnightly", "monthly")
        choices = [Choice(word, word, str(i)) for i, word in enumerate(words, 1)]

        def done(answer: object) -> None:
            if isinstance(answer, str) and answer:
                screen.deeds.changing.apply(edits.change(screen.plan, ROOT, review_cadence=answer))
            if screen.guiding:
                screen.open_start()

        note = "A review takes a few minutes: values, confidence, what to change. Weekly suits most quarters."
        now = screen.plan.root.review_cadence or "weekly"
        screen.app.push_screen(Picker("When do you look again?", choices, note=note, selected=now), done)


def place_of(key: str) -> Place | None:
    """The place that a draft's key names; None for a key of some other kind."""
    from okrtui.plan.entities import BY_TABLE

    parts = key.split("|")
    if len(parts) != 5 or parts[0] not in BY_TABLE or BY_TABLE[parts[0]] not in PANE_OF:
        return None
    table, row, parent, after, link = parts
    return Place(BY_TABLE[table], row, parent, after or None, link)
