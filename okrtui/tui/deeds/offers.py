"""What the coach offers for a row or a line being typed: a fix, another kind, and that it is good as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from okrtui.coach.around import LESSONS, OUR_WORDS, REASONS, text_of
from okrtui.coach.meant import taught
from okrtui.coach.model import Finding, Fix, Verdict
from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.edits import title_field, title_of
from okrtui.plan.entities import Dismissal, Entity, Initiative, KeyResult, Kpi, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Value
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import EMPTY, Editing
from okrtui.tui.place import Place
from okrtui.tui.rows import item_title
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.speech import fix_of
from okrtui.tui.widgets.editor import blank_in

TURNABLE: tuple[tuple[type[Entity], str, str], ...] = (
    (Objective, "o", "an objective: where to go"),
    (KeyResult, "k", "a key result: how you will know"),
    (Kpi, "p", "a KPI: what you watch all year"),
    (Initiative, "i", "an initiative: what you make or try"),
)
"""Kinds of rows that can become one another, with their key and their words."""

TURNS = tuple(cls for cls, _, _ in TURNABLE)

LIKE: dict[str, type[Entity]] = {
    "objective": Objective,
    "key_result": KeyResult,
    "kpi": Kpi,
    "initiative": Initiative,
}
"""The coach's words for kinds."""


def fix_to(cls: type[Entity], verdict: Verdict | None) -> Fix | None:
    """What the coach offers for a line that becomes this kind: its words and numbers in their places."""
    fixes = [f.fix for f in verdict.findings if f.fix] if verdict else []
    return next((fix for fix in fixes if fix.action == "kind" and LIKE.get(fix.kind or "") is cls), None)


class Offers(Part):
    """The same offers in both modes: f, t and g while moving, with Ctrl while typing."""

    def need_turn(self) -> str:
        return self.need_item(
            Objective,
            KeyResult,
            Kpi,
            Initiative,
            otherwise="Only objectives, key results, KPIs and initiatives change kind.",
        )

    def do_turn(self) -> None:
        """Make the row another kind; what it reads like is proposed."""
        screen, here = self.screen, self.screen.here
        if here is None:
            return
        verdict = screen.verdict_here()
        like = LIKE.get(verdict.reads_like) if verdict else None
        choices = [Choice(cls.TABLE, words, key) for cls, key, words in TURNABLE if not isinstance(here, cls)]
        proposed = like.TABLE if like and not isinstance(here, like) else ""
        note = f"“{item_title(title_of(here), 60)}” goes there with its history. One u takes it back."

        def turn(answer: object) -> None:
            cls = next((cls for cls, _, _ in TURNABLE if answer == cls.TABLE), None)
            if cls is not None and (fix := fix_to(cls, screen.verdict_here())):
                self.apply_fix(here, fix)
            elif cls is not None:
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

    def finding(self) -> Finding | None:
        """The finding that leads for the row under the cursor."""
        return self.screen.side.findings[0] if self.screen.side.findings else None

    def need_fix(self) -> str:
        found = self.screen.side.findings
        if not found:
            return "The coach has nothing to say here."
        return "" if fix_of(found) else "For this one there is no ready answer: y tells more."

    def do_fix(self) -> None:
        """Do what the coach offers; a blank is then open for typing."""
        fix, here = fix_of(self.screen.side.findings), self.screen.here
        if fix is not None and here is not None:
            self.apply_fix(here, fix)

    def apply_fix(self, here: Entity, fix: Fix) -> None:
        """Apply a fix to a row as one action."""
        screen = self.screen
        if fix.action == "kind" and fix.kind in LIKE:
            screen.session.history(here.id)
            self.attempt(lambda: self._turned(here, fix), said=f"{fix.title or 'Done'}. u takes it back.")
            return
        editing = screen.deeds.typing.editing_for(Place(type(here), here.id))
        if why := self.ready_for(editing, fix):
            screen.tell(why)
            return
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
        if isinstance(here, Objective) and fix.extra:
            screen.view.choose_objective(here.id)
        if blank:
            screen.deeds.typing.open(Place(type(here), here.id), select=blank)
        else:
            also = " A key result holds the change." if fix.action == "rewrite" and fix.extra else ""
            screen.tell(f"Done.{also} u takes it back.")

    def ready_for(self, editing: Editing, fix: Fix) -> str:
        """Tell an editing where a key result of the fix would go; a sentence when there is no such place."""
        editing.objective = self.screen.view.objective_id
        if fix.action == "rewrite" and fix.extra and editing.place.entity is Kpi and not editing.objective:
            return "The change becomes a key result, and there is no objective yet that could have it: 2, then n."
        return ""

    def _turned(self, here: Entity, fix: Fix) -> Edit:
        """The edit that makes a row another kind with the fix's text and fields."""
        screen = self.screen
        cls = LIKE[str(fix.kind)]
        parent = screen.view.cycle_id if cls is Objective else ""
        edit = edits.turn(screen.plan, here.id, cls, parent=parent)
        values = {title_field(cls): fix.text, **dict(fix.fields)}
        read = self._said_in(cls, fix.text)
        changes = tuple(
            Insert(_filled(c.entity, values, read)) if isinstance(c, Insert) and c.entity.id == edit.item else c
            for c in edit.changes
        )
        screen.call_after_refresh(screen.show_item, edit.item)
        return Edit(edit.title, changes, edit.item)

    def _said_in(self, cls: type[Entity], text: str) -> dict[str, Value]:
        """What a KPI's name says of it: leading or lagging, category."""
        if cls is not Kpi:
            return {}
        editing = self.screen.deeds.typing.editing_for(Place(cls))
        editing.write(text)
        return editing.values()

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
            times = taught(screen.plan).get(found.code, 0) + 1
            self.apply(edit, said=_noted(reason, times))

        note = f"{found.title}: why is it fine?"
        screen.app.push_screen(Picker("Good as it is", choices, note=note, typed="or type a reason of your own"), done)

    def need_fix_text(self) -> str:
        return "" if fix_of(self.screen.editor.findings) else "There is no ready answer for this line."

    def need_good_text(self) -> str:
        return "" if self.screen.editor.findings else "The coach has nothing to say here."

    def need_turn_text(self) -> str:
        editing = self.screen.editor.editing
        return "" if editing and editing.place.entity in TURNS else "This cannot become another kind of row."

    def do_fix_text(self) -> None:
        """Put the coach's offer in place of what is typed; a blank is selected."""
        editor = self.screen.editor
        editor.settle()
        fix, editing = fix_of(editor.findings), editor.editing
        if editing is None or fix is None:
            editor.fail("There is no ready answer for this line.")
            return
        if fix.action == "kind":
            self._keep_as(fix.kind or "", fix)
            return
        if why := self.ready_for(editing, fix):
            editor.fail(why)
            return
        editing.take_fix(fix)
        editor.rewrite(select=blank_in(editing.text))

    def do_turn_text(self) -> None:
        """Keep the text as another kind of row; what it reads like is proposed."""
        editing = self.screen.editor.editing
        if editing is None or self.need_turn_text():
            return
        like = LIKE.get(editing.verdict.reads_like) if editing.verdict else None
        choices = [Choice(c.TABLE, words, key) for c, key, words in TURNABLE if c is not editing.place.entity]
        names = {cls.TABLE: name for name, cls in LIKE.items()}

        def turn(answer: object) -> None:
            if isinstance(answer, str) and answer:
                fix = fix_to(LIKE[names[answer]], editing.verdict)
                self._keep_as(names[answer], fix)

        proposed = like.TABLE if like else ""
        self.screen.app.push_screen(Picker("Keep it as …", choices, selected=proposed), turn)

    def _keep_as(self, kind: str, fix: Fix | None) -> None:
        """Keep what is typed as a row of another kind: a row of the plan turns, a new one is made there.

        With a `fix` for that kind, it is the fix's text and fields that are kept.
        """
        screen, editor = self.screen, self.screen.editor
        editing = editor.editing
        cls = LIKE.get(kind)
        if editing is None or cls is None:
            return
        place = editing.place
        if place.row:
            screen.deeds.typing.do_keep()
            here = screen.plan.item(place.row)
            if not screen.typing and here is not None:
                if fix:
                    self.apply_fix(here, fix)
                else:
                    self.turn_to(place.row, cls)
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
        moved = screen.deeds.typing.editing_for(Place(cls, parent=parents[cls]))
        moved.write(fix.text if fix else editing.text)
        if fix:
            moved.typed.update(fix.fields)
        draft = moved.as_draft({})
        screen.session.drop_draft(place.key)
        editor.close()
        if cls is Initiative:
            screen.view.unfolded.add(screen.view.key_result_id)
            screen.lists["results"].reload()
        screen.deeds.typing.open(moved.place, draft=draft)

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
        screen.deeds.typing.finish()
        if not screen.typing:
            screen.after_moving()
            self.do_good()


def _filled(row: Entity, values: Mapping[str, Any], read: Mapping[str, Value]) -> Entity:
    """A row with these values, and with what was read where it has none."""
    empty = {name: value for name, value in read.items() if getattr(row, name) in EMPTY}
    filled: Entity = replace(row, **{**empty, **values})
    return filled


def _noted(reason: str, times: int) -> str:
    """What is said once a line was called good as it is; `times`: so often the team has meant the rule's lines."""
    if reason != OUR_WORDS:
        return "Noted. It holds until the text changes; u takes it back."
    if times < LESSONS:
        return f"Noted: your words, {times} of {LESSONS} times. o says which word it is, u takes it back."
    return "Noted: your words. From now on this only hints here: Y shows it, u takes it back."
