"""Where objectives wait, and what cycles are called: "Later", and a cycle's name and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.plan.entities import Cycle, Objective
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.rows import item_title
from okrtui.tui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen


class Parking(Part):
    """Parks objectives without dates and takes them back; gives cycles other names and dates."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._places: dict[str, tuple[str, str]] = {}
        """Where the objectives stood that this window parked: their cycle, and the objective above or ""."""

    # -- later

    def need_park(self) -> str:
        words = (
            f"{key_of('park')} parks a whole objective, with its key results: "
            f"{key_of('pane_2')} goes there, then {key_of('park')}."
        )
        needs = self.need_item(Objective, otherwise=words)
        session = self.screen.session
        return needs or (session.notice if session.readonly else "")

    def do_park(self) -> None:
        """Park the objective in "Later"; there, take it back into a quarter."""
        from okrtui.plan.parking import is_later, park

        screen = self.screen
        objective, cycle = screen.here, screen.view.cycle
        if not isinstance(objective, Objective) or cycle is None:
            return
        if is_later(cycle):
            self._take_back(objective)
            return
        name = item_title(objective.title, 40)
        above = ["", *(one.id for one in screen.plan.objectives(cycle.id))]
        self._places[objective.id] = (cycle.id, above[above.index(objective.id) - 1])
        self.attempt(
            lambda: park(screen.plan, objective.id),
            said=f"Parked “{name}” in Later: {key_of('cycle_after')} goes there, {key_of('undo')} takes it back.",
        )

    def _take_back(self, objective: Objective) -> None:
        from okrtui.plan.parking import is_later, take_back

        screen = self.screen
        plan, today = screen.plan, screen.world.today
        open_ones = [cycle for cycle in plan.cycles if cycle.state != "closed" and not is_later(cycle)]
        if not open_ones:
            screen.tell(
                "There is no open quarter to take it into: "
                f"{key_of('cycle_before')} goes to the last one, {key_of('cycle_step')} plans the next."
            )
            return
        name = item_title(objective.title, 40)

        def take(answer: object) -> None:
            cycle = plan.find(str(answer), Cycle) if answer else None
            if cycle is not None:
                home, above = self._places.get(objective.id, ("", ""))
                after = above if home == cycle.id else None
                self.attempt(
                    lambda: take_back(screen.plan, objective.id, cycle.id, today, after),
                    show=objective.id,
                    said=f"“{name}” belongs to {item_title(cycle.name, 30)} again. {key_of('undo')} takes it back.",
                )

        if len(open_ones) == 1:
            take(open_ones[0].id)
            return
        open_ones.sort(key=lambda cycle: cycle.state != "active")
        choices = [
            Choice(c.id, f"{item_title(c.name, 40)} · {'runs' if c.state == 'active' else c.state}", str(i))
            for i, c in enumerate(open_ones[:9], 1)
        ]
        screen.app.push_screen(Picker("Into which quarter?", choices, note=name), take)

    # -- name and dates

    def need_cycle(self) -> str:
        if self.screen.view.cycle is None:
            return f"There is no cycle yet: 2, then {key_of('new')} plans one with its first objective."
        session = self.screen.session
        return session.notice if session.readonly else ""

    def do_cycle(self) -> None:
        """Name and dates of the cycle that is shown."""
        from okrtui.tui.screens.cycledates import DatesDialog

        cycle = self.screen.view.cycle
        if cycle is not None and not self.screen.deeds.past.stops(cycle, self.do_cycle):
            self.screen.app.push_screen(DatesDialog(self, cycle))
