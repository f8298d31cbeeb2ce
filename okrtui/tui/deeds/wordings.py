"""Two wordings of a line: compared with the coach beside them, swapped, dropped."""

from __future__ import annotations

from dataclasses import replace

from okrtui.coach.factfields import key_result_values
from okrtui.coach.model import Verdict
from okrtui.plan.changes import Edit
from okrtui.plan.entities import KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.wordings import Worded, drop_other, swapped
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing, is_empty
from okrtui.tui.keeping import edit_of
from okrtui.tui.place import Place
from okrtui.tui.text import to_screen


class Wordings(Part):
    """Opens the comparison, and does what was chosen there."""

    def row(self, row: str) -> Worded | None:
        """The row, if it is one that can have two wordings."""
        found = self.screen.plan.item(row)
        return found if isinstance(found, Objective | KeyResult) else None

    def writable(self) -> bool:
        """Whether the plan takes changes."""
        return not self.screen.session.readonly

    def verdict(self, row: str) -> Verdict | None:
        """The coach on the other wording of a row, in its place; None without one."""
        held = self.row(row)
        if held is None or not held.alternative:
            return None
        return self.reading(held, held.alternative).verdict

    def reading(self, row: Worded, text: str) -> Editing:
        """A wording in the place of a row: what it says itself wins over the row's fields.

        One with a target keeps what the row knows besides, such as its start; of one without, the numbers that only
        the standing text says go with that text.
        """
        editing = self.screen.deeds.typing.editing_for(Place(type(row), row.id))
        editing.write(to_screen(text))
        if isinstance(row, KeyResult) and editing.verdict is not None:
            if editing.verdict.facts.target is not None:
                editing.typed = {name: value for name, value in editing.stored.items() if not is_empty(value)}
            for name in key_result_values(editing.verdict.facts, editing.typed):
                editing.typed.pop(name, None)
            editing.context = replace(editing.context, filled=frozenset(editing.typed))
            editing.write(editing.text)
        return editing

    def need_wordings(self) -> str:
        return self.need_item(
            Objective, KeyResult, otherwise="Two wordings are kept for objectives and key results: 2 or 3 goes there."
        )

    def do_wordings(self) -> None:
        """Another wording beside the row, with what the coach says of both."""
        here = self.screen.here
        if here is not None:
            self.compare(here.id)

    def compare(self, row: str) -> None:
        """Put both wordings of a row side by side."""
        from okrtui.tui.screens.wordings import WordingsDialog

        screen, held = self.screen, self.row(row)
        if held is None or screen.deeds.past.stops_row(row, lambda: self.compare(row)):
            return
        if not held.alternative and not self.writable():
            screen.tell(f"There is no other wording of this line. {screen.session.notice}")
            return

        def chosen(what: str | None) -> None:
            if what == "swap":
                self.swap(row)
            elif what == "drop":
                self.attempt(
                    lambda: drop_other(screen.plan, row),
                    show=row,
                    said=f"Dropped the other wording. {key_of('undo')} brings it back.",
                )
            elif what == "undo":
                screen.deeds.do("undo")

        screen.app.push_screen(WordingsDialog(self, held), chosen)

    def swap(self, row: str, reason: str | None = None) -> None:
        """Take the other wording with the fields that it says; the one that stood is kept in its place."""
        from okrtui.plan.goalposts import asks_why, reason_so_far

        screen = self.screen
        try:
            edit = self._swapped(row, reason)
        except PlanError as error:
            screen.tell(str(error))
            return
        if reason is None and asks_why(screen.plan, edit):
            from okrtui.tui.screens.ask import Ask

            def because(text: str | None) -> None:
                if text is not None:
                    self.swap(row, text.strip())

            hint = "the reason, in a line; both targets are kept"
            screen.app.push_screen(Ask("Why does it move?", reason_so_far(screen.plan, edit), None, hint), because)
            return
        self.apply(
            edit,
            show=row,
            said=(
                f"Swapped; the other wording is kept, {key_of('wordings')} shows both. "
                f"{key_of('undo')} swaps them back."
            ),
        )

    def _swapped(self, row: str, reason: str | None) -> Edit:
        screen, held = self.screen, self.row(row)
        if held is None:
            raise PlanError("This row has been deleted meanwhile.")
        editing = self.reading(held, held.alternative)
        editing.reason = reason
        return swapped(screen.plan, row, edit_of(editing))
