"""Planning the next quarter from a blank sheet: what was chosen at the close comes along, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from okrtui.plan.carrying import carry, following, waiting
from okrtui.plan.changes import Insert
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, KeyResult, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.numbers import format_series
from okrtui.plan.quarters import Quarter
from okrtui.tui.cyclesheets import disagreement, staying
from okrtui.tui.paint import Line, both_ends
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import clip, plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.tui.deeds.cycling import Cycling


class NextDialog(Dialog[None]):
    """Shows what would be carried, and plans the quarter with Enter."""

    DEFAULT_CSS = """
    #next-note { height: 2; width: 100%; }
    #next-foot { height: 1; width: 100%; }
    """
    PLACE: ClassVar[str] = "planning"

    def __init__(self, cycling: Cycling, cycle: Cycle, quarter: Quarter) -> None:
        super().__init__(classes="-broad")
        self.cycling = cycling
        self.main = cycling.screen
        self.cycle = cycle
        self.quarter = quarter
        self.fixed = following(self.main.plan, cycle.id) is not None
        """The next cycle is there already: its dates are its own."""

    def compose(self) -> ComposeResult:
        """What is carried, a note, the keys."""
        self.rows = RowList(self._source, id="next-rows")
        self.rows.marked = False
        self.note = Lines(id="next-note")
        self.foot = Buttons(id="next-foot")
        with Container(classes="box") as self.box:
            yield self.rows
            yield self.note
            yield self.foot

    def on_mount(self) -> None:
        """Show what there is to carry."""
        self.rows.focus()
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.is_attached:
            return
        today, quarter = self.main.world.today, self.quarter
        span = f"{format_day(quarter.start, today)} to {format_day(quarter.end, today)}"
        name = clip(plain(quarter.name), 30)
        self.box.border_title = Content(f"Plan {name} ({span}), from a blank sheet")
        self.rows.reload()
        self.note.show([[], [(self._stays(), "dim")]])
        keys: list[Offer] = [("plan_take", f"plan {name}", self.action_plan)]
        if not self.fixed:
            keys.append(("cycle_before cycle_after", "another quarter", None))
        self.foot.show_parts(self.foot_lines([*keys, ("leave", "back", self.action_leave)]))

    def _stays(self) -> str:
        return staying(self.main.plan)

    @property
    def carried(self) -> list[tuple[Objective, list[KeyResult]]]:
        """What comes along."""
        into = next((c.id for c in self.main.plan.cycles if c.name == self.quarter.name), "")
        return waiting(self.main.plan, self.cycle.id, into)

    def _source(self, cells: int) -> Sequence[Row]:
        lines: list[Line] = []
        carried = self.carried
        becomes = self._becomes() if carried else {}
        for objective, rows in carried:
            lines.append([(plain(str(getattr(becomes.get(objective.id), "title", objective.title))), "strong")])
            for row in rows:
                new = becomes.get(row.id)
                title = new.title if isinstance(new, KeyResult) else row.title
                lines.append(both_ends([("  " + plain(title), "")], [(row.next or "", "accent")], cells))
                if isinstance(new, KeyResult):
                    start, aim = format_series([new.baseline, new.target], new.unit)
                    lines.append([(f"    from {start} to {aim}", "dim")])
                    remark = disagreement(new, self.main.world.today)
                    lines += [[(f"    {part}", "warn")] for part in (wrap(remark, cells - 4) if remark else ())]
        if carried:
            lines.append([])
            text = "Each starts from its last value, and is agreed anew. What is to be rewritten opens in the editor."
        else:
            text = "Nothing was chosen to go on: the sheet is blank. What matters most now?"
        lines += [[(part, "dim")] for part in wrap(text, cells)]
        return [Row.of_line(str(i), line) for i, line in enumerate(lines)]

    def _becomes(self) -> dict[str, Entity]:
        """What each row that comes along becomes, by its id."""
        plan, world = self.main.plan, self.main.world
        try:
            made = carry(plan, self.cycle.id, self.quarter, world.today, world.method)
        except PlanError:  # said when it is planned
            return {}
        rows = [change.entity for change in made.edit.changes if isinstance(change, Insert)]
        return {row.carried_from: row for row in rows if isinstance(row, KeyResult | Objective) and row.carried_from}

    def action_quarter(self, step: int) -> None:
        """Another quarter."""
        if not self.fixed:
            with suppress(OverflowError, ValueError):  # the calendar's first and last year
                self.quarter = self.quarter.next() if step > 0 else self.quarter.previous()
            self._draw()

    def action_scroll(self, step: int) -> None:
        """Scroll, at once."""
        self.rows.scroll_to(y=self.rows.scroll_y + step, animate=False)

    def action_plan(self) -> None:
        """Plan it."""
        if self.cycling.plan_next(self.cycle, self.quarter, self.dismiss):
            return
        self.note.show([[], [(self.main.footer.notice, "bad")]])

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew."""
        self.call_after_refresh(self._draw)
