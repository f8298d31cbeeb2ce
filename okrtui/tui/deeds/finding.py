"""Going far: anywhere by some letters, back and forward, and from one row that needs somebody to the next."""

from __future__ import annotations

from collections.abc import Callable

from okrtui.plan.attention import needs
from okrtui.plan.entities import Decision, Entity, KeyResult, Kpi, Objective, Priority, Root
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.rows import item_title

_WARNED = "the coach warns; {why} says why"


class Finding(Part):
    """Commands that go to rows which need not be on the screen."""

    # -- anywhere

    def need_find(self) -> str:
        return "" if not self.screen.plan.empty else "There is nothing to find yet: the five steps begin a plan."

    def do_find(self) -> None:
        """Some letters, and everything that has them."""
        from okrtui.tui.finder import Index, entries
        from okrtui.tui.screens.finder import Finder

        screen = self.screen
        here = screen.here
        if screen.starting:
            screen.leave_start()
        recent = screen.visits.recent(here.id if here else "")
        screen.app.push_screen(Finder(Index(entries(screen.plan)), recent), self._found)

    def _found(self, row: str | None) -> None:
        item = self.screen.plan.item(row) if row else None
        if isinstance(item, Decision):
            self._go_to_decision(item)
        elif item is not None:
            self._jump(item.id)

    def _jump(self, row: str) -> None:
        """Go to a row from which one can go back, though it may be on the screen already."""
        self.screen.visits.jump(self.screen.rows.cursor_key, row)
        self.screen.show_item(row, visit=False)

    def _go_to_decision(self, decision: Decision) -> None:
        """A decision stands with the row that it is about."""
        screen = self.screen
        about = screen.plan.item(decision.about) if decision.about else None
        state = "done" if decision.done else f"due {decision.due:%Y-%m-%d}" if decision.due else "open"
        who = f", {decision.owner}" if decision.owner else ""
        said = f"Decided: {item_title(decision.text, 60)} ({state}{who})."
        if about is None:
            screen.tell(f"{said} It is about no row; {key_of('review')} shows what was decided.")
        else:
            self._jump(about.id)
            screen.tell(said)

    # -- back and forward

    def need_go_back(self) -> str:
        return "" if self.screen.visits.can_back else "You have not come here from anywhere else yet."

    def need_go_forward(self) -> str:
        said = f"There is nothing ahead: {key_of('go_back')} has to go back first."
        return "" if self.screen.visits.can_forward else said

    def do_go_back(self) -> None:
        self._go(self.screen.visits.back)

    def do_go_forward(self) -> None:
        self._go(self.screen.visits.forward)

    def _go(self, step: Callable[[str, Callable[[str], bool]], str]) -> None:
        screen = self.screen
        here = screen.here
        row = step(here.id if here else "", lambda row: screen.plan.item(row) is not None)
        if row:
            screen.show_item(row, visit=False)
        else:
            screen.tell("What was there is gone.")

    # -- what needs somebody

    def do_attention_next(self) -> None:
        self._walk(1)

    def do_attention_last(self) -> None:
        self._walk(-1)

    def _walk(self, step: int) -> None:
        """To the next row of the shown cycle that needs somebody; after the last one comes the first."""
        screen = self.screen
        found = self.needing()
        if not found:
            screen.tell("Nothing here needs you: nothing at risk or without news, and the coach warns of nothing.")
            return
        order = self._order()
        here = screen.here
        at = order.get(here.id, -1) if here else -1
        rows = sorted(found, key=lambda row: order[row])
        ahead = [row for row in rows if (order[row] > at if step > 0 else order[row] < at)]
        row = (ahead or rows)[0 if step > 0 else -1]
        screen.show_item(row)
        screen.tell(f"{rows.index(row) + 1} of {len(rows)}: {found[row]}.")

    def needing(self) -> dict[str, str]:
        """The rows of the shown cycle that need somebody, each with why."""
        screen, world = self.screen, self.screen.world
        cycle = screen.view.cycle_id
        known = world.once(("needs", cycle), lambda: needs(screen.plan, cycle, world.today, world.method))
        found = {need.row: need.why for need in known}
        warned = _WARNED.format(why=key_of("why"))
        for row in self._order():
            if screen.side.marks.get(row, (0, 0))[0]:
                found[row] = f"{found[row]}; {warned}" if row in found else warned
        return found

    def _order(self) -> dict[str, int]:
        """Every row of the shown cycle by its place on the screen."""
        return self.screen.world.once(("order", self.screen.view.cycle_id), self._find_order)

    def _find_order(self) -> dict[str, int]:
        plan = self.screen.plan
        order: list[Entity] = [plan.root]
        order += [row for row in plan.priorities if isinstance(row, Priority) and row.dropped is None]
        for objective in plan.objectives(self.screen.view.cycle_id):
            order += [objective, *plan.key_results(objective.id)]
        order += plan.kpis
        return {
            row.id: at for at, row in enumerate(order) if isinstance(row, Root | Priority | Objective | KeyResult | Kpi)
        }
