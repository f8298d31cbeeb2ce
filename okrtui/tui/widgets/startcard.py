"""The empty plan: five steps, one thing at a time, each of which can be skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_letters
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.coach.steps import ENOUGH, Step, enough, steps
from okrtui.plan.quarters import Quarter, format_day, quarter_of
from okrtui.tui.commands import key_of, keys_of
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.rows import count
from okrtui.tui.speech import START_OFFER
from okrtui.tui.text import wrap
from okrtui.tui.widgets.lines import KeyLines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.plan.entities import Cycle
    from okrtui.tui.screens.main import MainScreen

_MARKS = {"done": ("✓", "good"), "now": ("●", "accent"), "open": ("○", "dim")}

_PASSED_ON = frozenset(
    (
        *("keys", "palette", "import", "sample", "lesson", "theme", "rename", "cycle", "cycle_step"),
        *("review", "undo", "redo", "history", "settings", "quit"),
    )
)
"""Commands that make sense before there are rows: the main screen does them."""

_DOES = {
    "quit": "leaves okrtui, everything is saved",
    "sample": "opens a finished example",
    "import": "reads a plan or a document",
    "review": "begins the review",
}
"""What a letter does here that comes twice."""


@dataclass(frozen=True, slots=True)
class CardKey:
    """A key of the card: how it is written, its label in the last line, and what the page of keys says of it."""

    key: str
    label: str
    help: str


class StartCard(Container):
    """Stands in front of the panes until the user leaves it; comes back after each step."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(id="start")
        self.main = screen
        self._steps: Sequence[Step] = ()
        self._held = ""
        """A letter of a command, pressed once: it may begin a word."""
        self.display = False

    def compose(self) -> ComposeResult:
        """The steps, and what else there is to do."""
        self.rows = RowList(self._source, id="start-steps")
        self.rows.border_title = "Start here"
        self.foot = KeyLines(id="start-foot")
        yield self.rows
        yield self.foot

    @property
    def steps(self) -> Sequence[Step]:
        """The five steps as they stand."""
        main = self.main
        return steps(main.plan, main.view.cycle_id, today=main.world.today, settings=main.settings.method)

    @property
    def _offers_start(self) -> bool:
        """Whether the card offers to start the quarter."""
        cycle = self.main.view.cycle
        return cycle is not None and cycle.state == "draft" and enough(self.main.plan, cycle.id)

    @property
    def _runs(self) -> bool:
        """Whether the quarter on the card was started, and is not closed."""
        cycle = self.main.view.cycle
        return cycle is not None and cycle.state == "active"

    @property
    def _own(self) -> Sequence[str]:
        """The commands whose letters are done at once; all other letters begin a line."""
        return ["lesson"] if not self._offers_start else ["cycle_step"]

    @property
    def _twice(self) -> dict[str, str]:
        """Letters that do a command when they come twice, since once they may begin a word: the command of each."""
        commands = ["quit", *(("sample", "import") if self.main.plan.empty else ())]
        commands += ["review"] if self._runs else []
        return {key: command for command in commands for key in keys_of(command) if key in ascii_letters}

    def _key(self, command: str) -> str:
        """How the key of a command is written here: a letter that has to come twice stands there twice."""
        key = key_of(command)
        return f"{key} {key}" if key in self._twice else key

    @property
    def letters(self) -> str:
        """Letters that begin the line of the step under the cursor."""
        kept = {key.split()[0] for command in self._own for key in keys_of(command)}
        return "".join(letter for letter in ascii_letters if letter not in kept)

    @property
    def keys(self) -> Sequence[CardKey]:
        """The card's keys, the most useful ones first."""
        found = [
            CardKey("enter", "begin the step", "Open the line of the step; typing at once opens it too"),
            CardKey("↑ ↓", "another step", "Another step; 1 to 5 go there at once. Each can wait"),
        ]
        if self._offers_start:
            found.append(CardKey(key_of("cycle_step"), "start the quarter", "See what is open, and start the quarter"))
        if self._runs:
            found.append(CardKey(self._key("review"), "review", "Begin the review: values, confidence, what to change"))
        if self.main.view.cycle is None:
            both = f"{key_of('cycle_before')} {key_of('cycle_after')}"
            found.append(CardKey(both, "quarter", "Plan an earlier or a later quarter"))
        if self.main.plan.empty:
            found.append(
                CardKey(self._key("sample"), "an example", "Look at a finished example first; undo empties it")
            )
            found.append(
                CardKey(self._key("import"), "import", "Begin with a plan, or OKRs in a document of any shape")
            )
        else:
            found.append(CardKey("^Z", "undo", "Take back the last action; here the letter of undo begins a line"))
        return [
            *found,
            CardKey("esc", "to the panes", f"All of it side by side; {key_of('steps')} comes back to the steps"),
            CardKey(key_of("keys"), "keys", "This page"),
            CardKey(key_of("palette"), "commands", "Find any command by its name"),
            CardKey(key_of("lesson"), "OKR or KPI?", "What an OKR is, what a KPI is, and why one needs the other"),
            CardKey(self._key("quit"), "quit", "Leave okrtui; everything is saved"),
        ]

    def open(self) -> None:
        """Show the card, on the first step that lacks something."""
        self.main.guiding = True
        self._steps = self.steps
        self.rows.border_title = "The five steps" if self._runs else "Start here"
        self.add_class("-shown")
        self.display = True
        self.main.query_one("#body").add_class("-hidden")
        now = next((step.number for step in self._steps if step.state == "now"), 5)
        filling = self.main.deeds.walking.filling
        if filling and self._steps[filling - 1].lacks:
            now = filling
        elif self.main.guided and self._written(self.main.guided):
            now = min(self.main.guided + 1, 5)  # what the step still lacks can wait: on to the next
        self.main.guided = self.main.deeds.walking.filling = 0
        self.rows.reload(f"step-{now}")
        self.main.set_focus(self.rows)
        self.foot.show(self._foot_lines())
        self.main.use_keys()
        self.main.offer_keys()

    def close(self, *, leave: bool = True) -> None:
        """Show the panes; `leave`: for good, not just while an editor is open."""
        self.main.guiding = not leave
        self.display = False
        self.remove_class("-shown")
        self.main.query_one("#body").remove_class("-hidden")
        self.main.use_keys()

    def _written(self, step: int) -> bool:
        """Whether there is something of what a step asks for."""
        plan, cycle = self.main.plan, self.main.view.cycle_id
        objectives = plan.objectives(cycle)
        there = (
            bool(plan.root.statement),
            bool(objectives),
            any(plan.key_results(o.id) for o in objectives),
            bool(plan.watched),
            False,
        )
        return there[step - 1]

    def reload(self) -> None:
        """Show the steps as they stand."""
        if self.display:
            self.open()

    def _source(self, cells: int) -> Sequence[Row]:
        return [Row.of_lines(f"step-{s.number}", self._step(s, cells)) for s in self._steps]

    def _step(self, step: Step, cells: int) -> list[Line]:
        mark, style = _MARKS[step.state]
        question = 30
        room = max(cells - question - 8, 20)
        right: list[Piece] = [(mark, style)]
        reason = _missing(step, room) if step.lacks else wrap(_named(step, step.reason, room), room)
        name = wrap(f"{step.number}  {step.question}", question)
        lines: list[Line] = []
        for i in range(max(len(reason), len(name))):
            left = (name[i] if i < len(name) else "").ljust(question + 1)
            text = reason[i] if i < len(reason) else ""
            pieces: list[Piece] = [(left, "strong" if step.state == "now" else ""), (text, "dim")]
            lines.append(both_ends(pieces, right if i == 0 else [], cells))
        return [*lines, []]

    def _foot_lines(self) -> list[Line]:
        cycle = self.main.view.cycle
        lines: list[Line] = [self._named(cycle)] if cycle else self._quarter_lines()
        lines.append([])
        if self._runs:
            does = " begins the review: values, how sure you are, what to change."
            return [*lines, [(self._key("review"), "key"), (does, "dim")], self._side_by_side()]
        if enough(self.main.plan, self.main.view.cycle_id):
            if not self._offers_start:
                return [*lines, [(ENOUGH, "good"), ("  esc shows it all side by side.", "dim")]]
            offer: Line = [(ENOUGH, "good"), (f" {START_OFFER} ", "good"), (key_of("cycle_step"), "key")]
            return [*lines, offer, self._side_by_side()]
        return [
            *lines,
            [(f"{self._how_to_begin()} Each step can wait: ", "dim"), ("↓", "key"), (".", "dim")],
            [("Start small: one objective, three key results, two KPIs are enough.", "dim")],
            self._new_here(),
        ]

    @staticmethod
    def _side_by_side() -> Line:
        return [("esc", "key"), (" shows it all side by side.", "dim")]

    def _how_to_begin(self) -> str:
        """How the line of a step is opened; with the mouse too where the app has it."""
        if self.app.has_mouse:  # type: ignore[attr-defined]
            return "Just type, or click twice. Keys can be clicked."
        return "Just type: the line of the step opens."

    def _new_here(self) -> Line:
        line: list[Piece] = [
            ("New to this? ", "dim"),
            (key_of("lesson"), "key"),
            (" explains OKRs and KPIs", "dim"),
        ]
        if self.main.plan.empty:
            line += [(", ", "dim"), (self._key("sample"), "key"), (" opens an example", "dim")]
        return [*line, (".", "dim")]

    def _named(self, span: Cycle | Quarter) -> Line:
        """The quarter that is planned, its days, and how far off or how far on it is."""
        today, named = self.main.world.today, [("for ", "dim"), (span.name, "strong")]
        if span.start is None or span.end is None:
            return named
        days = f" ({format_day(span.start, span.end)} to {format_day(span.end, today)})"
        if span.start > today:
            how = f"begins in {count((span.start - today).days, 'day')}"
        elif span.end < today:
            how = "is over"
        else:
            how = f"runs, {count((span.end - today).days, 'day')} left"
        return [*named, (f"{days}: {how}", "dim")]

    def _quarter_lines(self) -> list[Line]:
        """The quarter that is offered, why it is this one, and the key to the one beside it."""
        today, quarter = self.main.world.today, self.main.quarter
        running = quarter_of(today, self.main.settings.method.fiscal_year_start)
        left = count((running.end - today).days, "day")
        named = self._named(quarter)
        beside: list[Piece] = []
        if quarter.previous() == running:
            said = f" for the quarter that runs, {running.name}; it has {left} left."
            beside = [("press ", "dim"), (key_of("cycle_before"), "key"), (said, "dim")]
        elif quarter == running:
            following = running.next()
            said = f" for the next, {following.name}; it begins in {count((following.start - today).days, 'day')}."
            beside = [("press ", "dim"), (key_of("cycle_after"), "key"), (said, "dim")]
        return [named, beside] if beside else [named]

    def write(self, character: str) -> None:
        """Begin the line of the step under the cursor with a letter; undo, while a notice offers it or in no line.

        A letter of a command has to come twice: once it may be the first of a word.
        """
        notice, held = self.main.footer.notice, self._held
        self.main.tell("")
        self._held = ""
        undoes = character in keys_of("undo")
        if character in self._twice and held in ("", character):
            self._once_or_twice(character, sure=bool(held))
        elif undoes and notice and not held:
            self.main.action_do("undo")
        elif not self.main.deeds.walking.write(self.rows.cursor + 1, held + character):
            if undoes:
                self.main.action_do("undo")
            else:
                self._tell_keys()

    def on_key(self, event: events.Key) -> None:
        """A letter of another alphabet begins a line as well."""
        if event.character and event.character.isalpha() and not event.character.isascii() and self.main.awake:
            event.stop()
            event.prevent_default()
            self.write(event.character)

    def _once_or_twice(self, letter: str, *, sure: bool) -> None:
        """Do what a letter is for when it is sure; else say what it does when it comes again, and what it may be."""
        command = self._twice[letter]
        if sure:
            self.main.action_do(command)
            return
        self._held = letter
        self.main.tell(f"{letter} once more {_DOES[command]}; other letters after it make a line.")

    def _tell_keys(self) -> None:
        self.main.tell("There is no line to type here: enter begins the step, esc shows the panes.")

    def do(self, command: str) -> bool:
        """Take a command while the card is shown; False when the main screen is to do it."""
        self._held = ""
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
                self.main.tell_header()
                self.foot.show(self._foot_lines())
            case "pane_1" | "pane_2" | "pane_3" | "pane_4":
                self.rows.move_to(int(command[-1]) - 1)
            case "steps" | "left" | "back":
                self.close()
                self.main.show_pane(self.main.pane)
            case _ if command in _PASSED_ON:
                return False
            case _:
                self._tell_keys()
        return True

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click begins a step."""
        event.stop()
        self.main.deeds.walking.begin_step(self.rows.cursor + 1)


_ROOM_FOR_NAMES = 60
"""Cells of what is said of a step from which on it begins with the name of the step."""


def _named(step: Step, text: str, cells: int) -> str:
    """What is said of a step behind its name, as the coach's side names it: "Focus: no priority yet.".

    On a narrow screen, where that side has no room for the steps, it stands alone.
    """
    if cells < _ROOM_FOR_NAMES:
        return text[0].upper() + text[1:]
    lower = text[0].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
    return f"{step.name.capitalize()}: {lower}"


def _missing(step: Step, cells: int) -> list[str]:
    """What a step lacks, in two lines: as much of it as they take, and how much there is beside."""
    for shown in range(len(step.lacks), 0, -1):
        rest = len(step.lacks) - shown
        text = ", ".join(step.lacks[:shown]) + (f", and {rest} more" if rest else "") + "."
        lines = wrap(_named(step, text, cells), cells)
        if len(lines) <= 2:
            break
    return lines
