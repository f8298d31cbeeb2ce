"""Key results that were carried into a new quarter to be reworded: one editor after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrtui.plan.entities import KeyResult
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing
from okrtui.tui.place import Place
from okrtui.tui.rows import count

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen


class Rewording(Part):
    """Leads through them, and ends where the user goes elsewhere."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._waiting: list[str] = []
        """Those that wait to be reworded, the one in the editor first."""
        self._left_alone = 0
        """How many of them were left as they were."""
        self._warned = ""
        """The one of which it was said that nothing is reworded yet."""

    def begin(self, rows: Sequence[str]) -> None:
        """Open the first of these key results."""
        self._waiting, self._left_alone = list(rows), 0
        self._open_next()

    def _open_next(self) -> None:
        """Open the next key result that is to be reworded."""
        from okrtui.tui.cyclesheets import disagreement

        screen = self.screen
        self._waiting = [row for row in self._waiting if screen.plan.item(row) is not None]
        if self._waiting:
            screen.show_item(self._waiting[0])
            screen.deeds.typing.open(Place(KeyResult, self._waiting[0]))
            left = len(self._waiting)
            screen.tell(f"To be reworded: {count(left, 'key result')}. enter keeps it and goes on, esc stops.")
            row = screen.plan.find(self._waiting[0], KeyResult)
            if row is not None and (remark := disagreement(row, screen.world.today)):
                screen.editor.fail(remark)

    def is_as_it_was(self, editing: Editing) -> bool:
        """Say once of a key result that is to be reworded that nothing was; whether that was said now."""
        row = editing.place.row
        if not self._waiting or row != self._waiting[0] or editing.touched:
            return False
        if self._warned != row:
            self._warned = row
            self.screen.editor.fail("Nothing is reworded yet: enter again leaves it as it is.")
            return True
        self._left_alone += 1
        return False

    def ended(self, editing: Editing) -> bool:
        """After an editor has kept its row: on with what is to be reworded; whether there was more."""
        if not self._waiting or editing.place.row != self._waiting[0]:
            self._waiting = []
            return False
        self._waiting.pop(0)
        self._open_next()
        if not self._waiting:
            alone = f", {self._left_alone} left as it was" if self._left_alone else ""
            self.screen.tell(
                f"That was the last to be reworded{alone}. {key_of('new')} writes what is new, "
                f"{key_of('cycle_step')} starts the quarter."
            )
        return bool(self._waiting)
