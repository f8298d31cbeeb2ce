"""Past cycles: their history is read when it is needed, and a closed one is changed after a question only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from okrtui.plan.changes import Edit, Insert, Remove
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Objective
from okrtui.plan.model import Plan
from okrtui.tui.deeds.part import Part
from okrtui.tui.rows import item_title
from okrtui.tui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen


class Past(Part):
    """Keeps past quarters as they were."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._unlocked: set[str] = set()
        """Closed cycles that the user has chosen to change all the same."""

    def read(self, cycle: Cycle, *, always: bool = False) -> None:
        """Read the history of the KPIs that measure a past cycle: only their latest values are there from the start."""
        screen = self.screen
        if not always and (cycle.end is None or cycle.end >= screen.world.today):
            return
        for objective in screen.plan.objectives(cycle.id):
            for row in screen.plan.key_results(objective.id):
                if row.measured_by:
                    screen.session.history(row.measured_by)

    def stops(self, cycle: Cycle | None, then: Callable[[], object]) -> bool:
        """Ask, once for a closed cycle, before it is changed; whether it asked, and does `then` after a yes."""
        if cycle is None or cycle.state != "closed" or cycle.id in self._unlocked:
            return False
        screen = self.screen
        name = item_title(cycle.name, 30)

        def done(answer: object) -> None:
            if answer == "yes":
                self._unlocked.add(cycle.id)
                then()

        choices = [Choice("no", "Leave it as it is", "n"), Choice("yes", "Change it all the same", "y")]
        note = "It is the record of that quarter: what was aimed at, what came of it, what was learned."
        screen.app.push_screen(Picker(f"{name} is closed", choices, note=note, selected="no"), done)
        return True

    def stops_row(self, row: str, then: Callable[[], object]) -> bool:
        """Like `stops`, for the cycle that a row belongs to."""
        return self.stops(cycle_of(self.screen.plan, self.screen.plan.item(row)), then)

    def stops_edit(self, edit: Edit, then: Callable[[], object]) -> bool:
        """Like `stops`, for the row that an edit is about, and those that it removes."""
        plan = self.screen.plan
        rows: list[Entity | None] = [plan.item(edit.item) if edit.item else None]
        rows += [c.entity for c in edit.changes if isinstance(c, Insert) and c.row == edit.item]
        rows += [c.entity for c in edit.changes if isinstance(c, Remove)]
        cycles = (cycle_of(plan, row) for row in rows)
        return self.stops(next((c for c in cycles if c is not None and c.state == "closed"), None), then)


def cycle_of(plan: Plan, row: Entity | None) -> Cycle | None:
    """The cycle that a row belongs to, or is; None for what belongs to none."""
    if isinstance(row, Initiative):
        row = plan.find(row.key_result, KeyResult)
    if isinstance(row, KeyResult):
        row = plan.find(row.objective, Objective)
    if isinstance(row, Objective):
        return plan.find(row.cycle, Cycle)
    return row if isinstance(row, Cycle) else None
