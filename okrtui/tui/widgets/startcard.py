"""The empty plan: five steps, one thing at a time, each of which can be skipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from okrtui.coach.steps import ENOUGH, Step, enough, steps
from okrtui.plan.quarters import format_day
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.speech import START_OFFER
from okrtui.tui.text import wrap
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_MARKS = {"done": ("✓", "good"), "now": ("●", "accent"), "open": ("○", "dim")}


class StartCard(Container):
    """Stands in front of the panes until the user leaves it; comes back after each step."""

    KEYS: ClassVar[list[tuple[str, str]]] = [
        ("enter", "begin the step"),
        ("↑ ↓", "another step"),
        ("[ ]", "another quarter"),
        ("s", "an example"),
        ("I", "import"),
        ("esc", "to the panes"),
        ("?", "keys"),
        ("q", "quit"),
    ]

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(id="start")
        self.main = screen
        self._steps: Sequence[Step] = ()
        self.display = False

    def compose(self) -> ComposeResult:
        """The steps, and what else there is to do."""
        self.rows = RowList(self._source, id="start-steps")
        self.rows.border_title = "Start here"
        self.foot = Lines(id="start-foot")
        yield self.rows
        yield self.foot

    @property
    def steps(self) -> Sequence[Step]:
        """The five steps as they stand."""
        main = self.main
        return steps(main.plan, main.view.cycle_id, today=main.world.today, settings=main.settings.method)

    def open(self) -> None:
        """Show the card, on the first step that lacks something."""
        self.main.guiding = True
        self._steps = self.steps
        self.add_class("-shown")
        self.display = True
        self.main.query_one("#body").add_class("-hidden")
        now = next((step.number for step in self._steps if step.state == "now"), 5)
        if self.main.guided and self._written(self.main.guided):
            now = min(self.main.guided + 1, 5)  # what the step still lacks can wait: on to the next
        self.main.guided = 0
        self.rows.reload(f"step-{now}")
        self.main.set_focus(self.rows)
        self.foot.show(self._foot_lines())
        self.main.offer_keys()

    def close(self, *, leave: bool = True) -> None:
        """Show the panes; `leave`: for good, not just while an editor is open."""
        self.main.guiding = not leave
        self.display = False
        self.remove_class("-shown")
        self.main.query_one("#body").remove_class("-hidden")

    def _written(self, step: int) -> bool:
        """Whether there is something of what a step asks for."""
        plan, cycle = self.main.plan, self.main.view.cycle_id
        objectives = plan.objectives(cycle)
        there = (
            bool(plan.root.statement),
            bool(objectives),
            any(plan.key_results(o.id) for o in objectives),
            bool(plan.kpis),
            False,
        )
        return there[step - 1]

    def reload(self) -> None:
        """Show the steps as they stand."""
        if self.display:
            self.open()

    def _source(self, cells: int) -> Sequence[Row]:
        return [Row(f"step-{s.number}", len(lines := self._step(s, cells)), _all(lines)) for s in self._steps]

    def _step(self, step: Step, cells: int) -> list[Line]:
        mark, style = _MARKS[step.state]
        question = 30
        room = max(cells - question - 8, 20)
        right: list[Piece] = [(mark, style)]
        reason = wrap(step.text[0].upper() + step.text[1:] + "." if step.text else step.reason, room)
        name = wrap(f"{step.number}  {step.question}", question)
        lines: list[Line] = []
        for i in range(max(len(reason), len(name))):
            left = (name[i] if i < len(name) else "").ljust(question + 1)
            text = reason[i] if i < len(reason) else ""
            pieces: list[Piece] = [(left, "strong" if step.state == "now" else ""), (text, "dim")]
            lines.append(both_ends(pieces, right if i == 0 else [], cells))
        return [*lines, []]

    def _foot_lines(self) -> list[Line]:
        today = self.main.world.today
        cycle = self.main.view.cycle
        if cycle is None:
            span = f"{format_day(self.main.quarter.start, today)} to {format_day(self.main.quarter.end, today)}"
            first: Line = [("for ", "dim"), (self.main.quarter.name, "strong"), (f" ({span})", "dim")]
        else:
            first = [("for ", "dim"), (cycle.name, "strong")]
        lines: list[Line] = [first, []]
        if enough(self.main.plan, self.main.view.cycle_id):
            if cycle is not None and cycle.state != "draft":
                return [*lines, [(ENOUGH, "good"), ("  esc shows it all side by side.", "dim")]]
            offer: Line = [(ENOUGH, "good"), (f" {START_OFFER} ", "good"), ("S", "key")]
            return [*lines, offer, [("esc", "key"), (" shows it all side by side.", "dim")]]
        return [
            *lines,
            [("Start small: one objective, three key results, two KPIs are enough.", "dim")],
            [("Every step can wait: ", "dim"), ("↓", "key"), (" goes on to the next.", "dim")],
            [
                ("New to this? ", "dim"),
                (key_of("lesson"), "key"),
                (" is a page on OKRs and KPIs, ", "dim"),
                (key_of("sample"), "key"),
                (" opens a finished example.", "dim"),
            ],
        ]

    def do(self, command: str) -> bool:
        """Take a command while the card is shown; False when the main screen is to do it."""
        match command:
            case "edit" | "new" | "right":
                self.main.deeds.walking.begin_step(self.rows.cursor + 1)
            case "down" | "next_pane":
                self.rows.move_to(self.rows.cursor + 1)
            case "up" | "last_pane":
                self.rows.move_to(self.rows.cursor - 1)
            case "cycle_before" | "cycle_after" if self.main.view.cycle is None:
                step = self.main.quarter.previous() if command == "cycle_before" else self.main.quarter.next()
                self.main.quarter = step
                self.foot.show(self._foot_lines())
            case "pane_1" | "pane_2" | "pane_3" | "pane_4":
                self.rows.move_to(int(command[-1]) - 1)
            case "steps" | "left" | "back":
                self.close()
                self.main.show_pane(self.main.pane)
            case (
                "keys"
                | "palette"
                | "import"
                | "quit"
                | "undo"
                | "redo"
                | "sample"
                | "lesson"
                | "theme"
                | "rename"
                | "cycle"
            ):
                return False
            case "cycle_step":
                return False
            case _:
                self.main.tell("enter begins the step, esc shows the panes.")
        return True

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click begins a step."""
        event.stop()
        self.main.deeds.walking.begin_step(self.rows.cursor + 1)


def _all(lines: list[Line]) -> Callable[[], Sequence[Line]]:
    return lambda: lines
