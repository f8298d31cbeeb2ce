"""What the coach offers for a line that is being typed: the same as for a row, with Ctrl."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.coach.model import Finding, Fix
from okrtui.plan.entities import Entity, Initiative, KeyResult, Kpi, Objective
from okrtui.tui.deeds.offers import LIKE, TURNABLE, TURNS, fix_to
from okrtui.tui.deeds.part import Part
from okrtui.tui.place import Place
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.speech import fix_of
from okrtui.tui.widgets.editor import blank_in


class TypedOffers(Part):
    """Ctrl+F, Ctrl+T and Ctrl+G in the editor."""

    def need_fix_text(self) -> str:
        findings = self.screen.editor.findings
        return "" if fix_of(findings) else _without_answer(findings)

    def need_good_text(self) -> str:
        return "" if self.screen.editor.findings else "The coach has no remark on this line."

    def need_turn_text(self) -> str:
        editing = self.screen.editor.editing
        return "" if editing and editing.place.entity in TURNS else "This cannot become another kind of row."

    def do_fix_text(self) -> None:
        """Put the coach's offer in place of what is typed; a blank is selected."""
        editor = self.screen.editor
        editor.settle()
        fix, editing = fix_of(editor.findings), editor.editing
        if editing is None or fix is None:
            editor.fail(_without_answer(editor.findings))
            return
        if fix.action == "kind":
            self._keep_as(fix.kind or "", fix)
            return
        if why := self.screen.deeds.offers.ready_for(editing, fix):
            editor.fail(why)
            return
        editor.remember()
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
                    self.screen.deeds.offers.apply_fix(here, fix)
                else:
                    self.screen.deeds.offers.turn_to(place.row, cls)
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
            screen.editor.fail("The coach has no remark on this line.")
            return
        editing = screen.editor.editing
        if editing is None:
            return
        screen.deeds.typing.finish()
        if not screen.typing:
            screen.after_moving()
            self.screen.deeds.offers.do_good()


def _without_answer(findings: Sequence[Finding]) -> str:
    """That nothing is offered, with the question that leads on from here."""
    question = next((finding.question for finding in findings if finding.question), "")
    return f"There is no ready answer for this line. {question}".rstrip()
