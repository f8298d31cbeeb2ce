"""What the coach offers for a row: a fix, another kind, and that it is good as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from okrtui.coach.around import LESSONS, OUR_WORDS, reasons_for, text_of
from okrtui.coach.meant import taught
from okrtui.coach.model import Finding, Fix, Verdict
from okrtui.plan import edits
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.edits import title_field, title_of
from okrtui.plan.entities import Dismissal, Entity, Initiative, KeyResult, Kpi, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Value
from okrtui.plan.parents import possible_parents
from okrtui.tui.commands import key_of, keys_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing, is_empty
from okrtui.tui.keeping import edit_of
from okrtui.tui.place import Place
from okrtui.tui.rows import item_title
from okrtui.tui.screens.picker import AGAIN, Choice, Picker, picker_cells
from okrtui.tui.speech import fix_of
from okrtui.tui.text import clip, plain
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
    """f, t and g while moving; while typing they are those of `okrtui.tui.deeds.typedoffers`."""

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
        note = f"“{item_title(title_of(here), 60)}” goes there with its history. One {key_of('undo')} takes it back."

        def turn(answer: object) -> None:
            cls = next((cls for cls, _, _ in TURNABLE if answer == cls.TABLE), None)
            if cls is not None and (fix := fix_to(cls, screen.verdict_here())):
                self.apply_fix(here, fix)
            elif cls is not None:
                self._turn_below(here, cls)

        screen.app.push_screen(Picker("Make it …", choices, note=note, selected=proposed), turn)

    def _turn_below(self, here: Entity, cls: type[Entity]) -> None:
        """Turn a row into another kind; where it may belong to several, ask to which."""
        screen = self.screen
        try:
            above = possible_parents(screen.plan, here, cls) if cls in (KeyResult, Initiative) else []
        except PlanError as error:
            screen.tell(str(error))
            return
        if len(above) < 2:
            self.turn_to(here.id, cls)
            return
        keys = [str(number) if number < 10 else "" for number in range(1, len(above) + 1)]
        room = picker_cells(screen.app.size.width) - 4
        choices = [
            Choice(row, clip(plain(title_of(screen.plan.get(row))), room), key)
            for row, key in zip(above, keys, strict=True)
        ]
        asked = "Whose bet is it?" if cls is Initiative else "Of which objective?"
        note = f"“{item_title(title_of(here), 60)}” goes below it, with its history."

        def below(answer: object) -> None:
            if isinstance(answer, str) and answer:
                self.turn_to(here.id, cls, answer)

        screen.app.push_screen(Picker(asked, choices, note=note, selected=above[0]), below)

    def turn_to(self, row: str, cls: type[Entity], parent: str = "") -> None:
        """Turn a row into another kind below `parent`, or what is natural there, and go to it."""
        screen = self.screen
        screen.session.history(row)
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
        self.apply(edit, show=edit.item, said=f"Now it is {word}. {key_of('undo')} takes it back.")

    def finding(self) -> Finding | None:
        """The finding that leads for the row under the cursor."""
        return self.screen.side.findings[0] if self.screen.side.findings else None

    def need_fix(self) -> str:
        found = self.screen.side.findings
        if not found:
            return "The coach has no remark on this line."
        return "" if fix_of(found) else f"For this one there is no ready answer: {key_of('why')} tells more."

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
            self.attempt(
                lambda: self._turned(here, fix), said=f"{fix.title or 'Done'}. {key_of('undo')} takes it back."
            )
            return
        if fix.action == "measure":
            self._measure(here, fix)
            return
        editing = screen.deeds.typing.editing_for(Place(type(here), here.id))
        if why := self.ready_for(editing, fix):
            screen.tell(why)
            return
        editing.take_fix(fix)
        try:
            edit = edit_of(editing)
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
            if (opened := screen.editor.editing) is not None:
                opened.offered = True
        else:
            also = " A key result holds the change." if fix.action == "rewrite" and fix.extra else ""
            screen.tell(f"Done.{also} {key_of('undo')} takes it back.")

    def _measure(self, here: Entity, fix: Fix) -> None:
        """Let the KPI of the fix be the metric of a key result, with the values that both have so far."""
        from okrtui.plan.measuring import measure_by

        screen = self.screen
        for row in (here.id, fix.extra):
            screen.session.history(row)
        kpi = screen.plan.find(fix.extra, Kpi)
        name = item_title(kpi.name, 40 if screen.wide else 24) if kpi else ""
        self.attempt(
            lambda: measure_by(screen.plan, here.id, fix.extra),
            show=here.id,
            said=f"Measured by “{name}” now: a value is typed once. {key_of('undo')} takes it back.",
        )

    def ready_for(self, editing: Editing, fix: Fix) -> str:
        """Tell an editing where a key result of the fix would go; a sentence when there is no such place."""
        editing.objective = self.screen.view.objective_id
        if fix.action == "rewrite" and fix.extra and editing.place.entity is Kpi and not editing.objective:
            return (
                "The change becomes a key result, and there is no objective yet that could have it: "
                f"{key_of('pane_2')}, then {key_of('new')}."
            )
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
        return "" if self.finding() else "The coach has no remark on this line."

    def do_good(self) -> None:
        """Take the first finding as fine, with a reason; it holds until the text changes."""
        screen, here, found = self.screen, self.screen.here, self.finding()
        if here is None or found is None:
            return
        choices = [Choice(reason, reason, digit) for digit, reason in reasons_for(found.code)]

        def done(answer: object) -> None:
            if answer == AGAIN:
                screen.action_do("first")
                screen.tell(f"The top, as in vim. {key_of('good')} alone calls a line good as it is.")
                return
            if not isinstance(answer, str) or not answer:
                return
            reason = answer.removeprefix("=")
            kept = edits.add(
                screen.plan,
                Dismissal,
                code=found.code,
                item=here.id,
                text=text_of(here),
                reason=reason,
                at=screen.world.today,
            )
            edit = edits.combine(f"call “{item_title(text_of(here), 60)}” good as it is ({found.title})", kept)
            times = taught(screen.plan).get(found.code, 0) + 1
            self.apply(edit, said=_noted(reason, times))

        note = f"{found.title}: why is it fine?"
        again = "g" if "g" in keys_of("good") else ""  # g g, out of vim habit
        asked = Picker("Good as it is", choices, note=note, typed="or type a reason of your own", again=again)
        screen.app.push_screen(asked, done)


def _filled(row: Entity, values: Mapping[str, Any], read: Mapping[str, Value]) -> Entity:
    """A row with these values, and with what was read where it has none."""
    empty = {name: value for name, value in read.items() if is_empty(getattr(row, name))}
    filled: Entity = replace(row, **{**empty, **values})
    return filled


def _noted(reason: str, times: int) -> str:
    """What is said once a line was called good as it is; `times`: so often the team has meant the rule's lines."""
    if reason != OUR_WORDS:
        return f"Noted. It holds until the text changes; {key_of('undo')} takes it back."
    if times < LESSONS:
        return (
            f"Noted: your words, {times} of {LESSONS} times. "
            f"{key_of('word')} says which word it is, {key_of('undo')} takes it back."
        )
    return (
        f"Noted: your words. From now on this only hints here: {key_of('meant')} shows it, "
        f"{key_of('undo')} takes it back."
    )
