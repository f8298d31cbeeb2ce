"""Going about: rows, panes, cycles, the coach's side, the filter."""

from __future__ import annotations

from okrtui.plan import edits
from okrtui.plan.entities import Initiative, KeyResult
from okrtui.plan.quarters import Quarter, nearest_quarter, quarter_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.view import PANES


class Moving(Part):
    """Commands that change what is looked at, and nothing in the plan."""

    def _step(self, rows: int) -> None:
        screen = self.screen
        if screen.in_coach:
            screen.coach.move(1 if rows > 0 else -1)
        else:
            screen.rows.move_to(screen.rows.cursor + rows)

    def do_down(self) -> None:
        self._step(1)

    def do_up(self) -> None:
        self._step(-1)

    def do_page_down(self) -> None:
        self._step(max(self.screen.rows.size.height // 2, 1))

    def do_page_up(self) -> None:
        self._step(-max(self.screen.rows.size.height // 2, 1))

    def do_half_down(self) -> None:
        self._step(max(self.screen.rows.size.height // 4, 1))

    def do_half_up(self) -> None:
        self._step(-max(self.screen.rows.size.height // 4, 1))

    def do_first(self) -> None:
        self.screen.rows.move_to(0)

    def do_last(self) -> None:
        self.screen.rows.move_to(len(self.screen.rows.rows) - 1)

    def do_right(self) -> None:
        """Open: the initiatives of a key result; from the left panes, the key results."""
        screen, here = self.screen, self.screen.here
        if isinstance(here, KeyResult) and screen.plan.initiatives(here.id) and here.id not in screen.view.unfolded:
            screen.view.unfolded.add(here.id)
            screen.lists["results"].reload()
        elif screen.pane in ("strategy", "objectives"):
            screen.show_pane("results" if screen.pane == "objectives" else "kpis")
        elif screen.pane == "results" and not screen.wide:
            screen.show_pane("kpis")

    def do_left(self) -> None:
        """Close: the initiatives; else the pane to the left."""
        screen, here = self.screen, self.screen.here
        owner = here.key_result if isinstance(here, Initiative) else here.id if here else ""
        if screen.pane == "results" and owner in screen.view.unfolded:
            screen.view.unfolded.discard(owner)
            screen.lists["results"].reload(owner)
            screen.after_moving()
        elif screen.pane in ("results", "kpis"):
            screen.show_pane("objectives" if screen.pane == "results" else "strategy")

    def do_pane_1(self) -> None:
        self.screen.show_pane("strategy")

    def do_pane_2(self) -> None:
        self.screen.show_pane("objectives")

    def do_pane_3(self) -> None:
        self.screen.show_pane("results")

    def do_pane_4(self) -> None:
        self.screen.show_pane("kpis")

    def _pane(self, step: int) -> None:
        at = PANES.index(self.screen.pane)
        self.screen.show_pane(PANES[(at + step) % len(PANES)])

    def do_next_pane(self) -> None:
        self._pane(1)

    def do_last_pane(self) -> None:
        self._pane(-1)

    # -- the coach's side

    def do_coach(self) -> None:
        """To the coach, and back; on a small screen the coach takes the whole of it."""
        screen = self.screen
        if screen.in_coach:
            screen.show_pane(screen.pane)
            return
        if not screen.wide:
            screen.query_one("#body").add_class("-coach")
            screen.coach.add_class("-full")
        screen.set_focus(screen.coach)
        screen.coach.reload()
        screen.offer_keys()

    def do_back(self) -> None:
        """From the coach to the rows; a filter goes; from a past day to now."""
        screen = self.screen
        if screen.in_coach:
            screen.show_pane(screen.pane)
        elif screen.view.filters.pop(screen.pane, ""):
            screen.rows.reload()
            screen.show_pane(screen.pane)
        elif screen.session.as_of is not None:
            screen.deeds.lookingback.back()

    def do_steps(self) -> None:
        """The five steps, in front of the panes."""
        self.screen.open_start()

    # -- cycles

    def do_cycle_before(self) -> None:
        self._cycle(-1)

    def do_cycle_after(self) -> None:
        self._cycle(1)

    def _cycle(self, step: int) -> None:
        screen = self.screen
        cycles = sorted(screen.plan.cycles, key=lambda c: (c.start is None, c.start or screen.world.today))
        ids = [cycle.id for cycle in cycles]
        at = ids.index(screen.view.cycle_id) + step if screen.view.cycle_id in ids else 0
        if 0 <= at < len(ids):
            before = screen.rows.cursor_key
            screen.view.choose_cycle(ids[at])
            screen.visits.jump(before, screen.view.key_result_id or screen.view.objective_id)
            if screen.view.cycle is not None:
                screen.deeds.past.read(screen.view.cycle)
            screen.side.judge(())
            screen.reload()
            return
        if step < 0:
            screen.tell("This is the earliest cycle.")
            return
        self._plan_next()

    def _plan_next(self) -> None:
        """After the last cycle, offer to plan the next one."""
        from okrtui.tui.screens.picker import Choice, Picker

        screen = self.screen
        try:
            quarter = self.next_quarter()
        except (OverflowError, ValueError):
            screen.tell("The calendar ends with the year 9999: this is the last cycle.")
            return
        if screen.session.readonly or any(cycle.name == quarter.name for cycle in screen.plan.cycles):
            screen.tell("This is the last cycle.")
            return

        def plan(answer: object) -> None:
            edit = edits.new_cycle(screen.plan, quarter)
            if answer == "plan" and self.apply(edit):
                screen.view.choose_cycle(edit.item)
                screen.side.judge(())
                screen.reload()

        choices = [Choice("plan", f"Plan {quarter.name}, from a blank sheet"), Choice("stay", "Stay here")]
        screen.app.push_screen(Picker("There is no later cycle yet", choices), plan)

    def next_quarter(self) -> Quarter:
        """The quarter after the last one that is planned; without any, the nearest."""
        screen = self.screen
        first = screen.settings.method.fiscal_year_start
        ends = [cycle.end for cycle in screen.plan.cycles if cycle.end]
        if not ends:
            return nearest_quarter(screen.world.today, first)
        return quarter_of(max(ends), first).next()

    # -- the filter

    def do_filter(self) -> None:
        """Show only rows with some words; with a filter on, the line opens with it."""
        from okrtui.tui.screens.ask import Ask

        screen = self.screen
        pane = screen.pane

        def narrow(text: str) -> None:
            screen.view.narrow(pane, text)
            screen.lists[pane].reload()
            screen.tell_panes()

        def done(text: str | None) -> None:
            narrow(text or "")
            screen.after_moving()

        screen.app.push_screen(
            Ask("/", screen.view.filters.get(pane, ""), narrow, "words of the row; esc shows all"), done
        )

    def need_filter(self) -> str:
        """A filter needs rows."""
        has = self.screen.rows.rows or self.screen.view.filters.get(self.screen.pane)
        return "" if has else "There is nothing to filter here yet."
