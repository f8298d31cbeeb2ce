"""The start sheet: what is said above its rows, the rows, more about one of them; without a widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from okrtui.coach.model import Finding
from okrtui.coach.steps import ENOUGH, START_QUESTION, enough
from okrtui.plan.cycling import days_before
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, KeyResult, Objective
from okrtui.plan.model import Plan
from okrtui.tui.commands import key_of
from okrtui.tui.cyclesheets import SHOWN_ELSEWHERE, Open, Openness, place_name, running
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.rows import count
from okrtui.tui.speech import START_OFFER
from okrtui.tui.text import clip, plain, width, wrap
from okrtui.tui.widgets.rowlist import Row

NOTE = 4
"""Lines that say more about the row under the cursor."""
_ANSWERS: dict[str, list[Piece]] = {
    "yes": [("yes", "good")],
    "no": [("no", "warn")],
    "later": [("later", "dim")],
    "": [
        ("yes", "accent"),
        (", ", "accent"),
        ("no", "accent"),
        (" or ", "accent"),
        ("later", "accent"),
        ("?", "accent"),
    ],
}
_SAID = {"yes": "y", "no": "n", "later": "w", "team": "t", "leadership": "l"}
"""What a click on an answer, or on a side that agrees, comes to."""
_BOXES = ("☑", "☐")
_NAMED = 2
"""Key results without a target that are named on top."""
_LIST_LINES = 2
"""Lines that the items of one question take at most."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the coach asks by one rule, of one item or of several."""

    finding: Finding
    items: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"f|{self.finding.code}"


class StartSheet:
    """A draft as it stands on a day, with what the coach found in it.

    `answer` says what was answered about an objective: yes, no, later or nothing.
    """

    def __init__(
        self, plan: Plan, cycle: Cycle, today: date, found: Sequence[Open], answer: Callable[[Objective], str]
    ) -> None:
        self.plan = plan
        self.cycle = cycle
        self.today = today
        self.answer = answer
        shown = [each for each in found if each.finding.code not in SHOWN_ELSEWHERE]
        self.questions = grouped(shown)
        self.openness = Openness(
            len(shown), len(found) - len(shown), sum(answer(o) != "yes" for o in plan.objectives(cycle.id))
        )

    @property
    def early(self) -> int:
        """How many days there are until the first day."""
        return days_before(self.cycle, self.today)

    def question(self, row: str) -> Question | None:
        """The question that a row is; None for other rows."""
        return next((each for each in self.questions if each.key == row), None)

    def item(self, row: str) -> Entity | None:
        """The item that a row is about; of a question about several the first."""
        found = self.question(row)
        return self.plan.item(found.items[0] if found else row.removeprefix("none|"))

    # -- above the rows

    def top(self, cells: int) -> list[Line]:
        """Whether it is enough, what else runs, how early it is, what is open."""
        said: list[Piece] = []
        if enough(self.plan, self.cycle.id):
            said.append((f"{ENOUGH} {START_OFFER} {key_of('start_begin')}", "good"))
        else:
            said.append(("Start small: one objective, three key results, two KPIs are a full first quarter.", "dim"))
        for other in running(self.plan, self.cycle.id):
            text = f"{other.name} still runs: {key_of('cycle_step')} closes it, once it is the one that is shown."
            said.append((text, "hint"))
        if self.early:
            first = format_day(self.today + timedelta(self.early), self.today)
            said.append((f"Its first day is {first}: it begins in {count(self.early, 'day')}.", "hint"))
        if blank := self._blank():
            said.append((blank, "warn"))
        left = self.openness.sentence()
        text = f"Still open: {left}. Nothing of it keeps you from starting." if left else "Nothing is open."
        said.append((text, "warn" if left else "good"))
        return [[(part, style)] for text, style in said for part in wrap(text, cells)]

    def _blank(self) -> str:
        """The key results whose target would be kept as a blank, by their names; empty when there is none."""
        each = (row for one in self.plan.objectives(self.cycle.id) for row in self.plan.key_results(one.id))
        rows = [row for row in each if row.target is None]
        if not rows:
            return ""
        names = [f"“{clip(plain(row.title), 40)}”" for row in rows[:_NAMED]]
        names += [f"{len(rows) - _NAMED} more"] if len(rows) > _NAMED else []
        return f"Without a target in numbers, and the start keeps targets as they are: {', '.join(names)}."

    # -- the rows

    def rows(self, cells: int) -> list[Row]:
        """Each objective with its answer and its key results with their agreement, then what the coach asks.

        Keys: that of the question, the id of the objective or key result; those of headings begin with h.
        """
        objectives = self.plan.objectives(self.cycle.id)
        rows = [_heading("h1", START_QUESTION if objectives else "There is no objective yet.", cells)]
        for objective in objectives:
            rows.append(Row.of_lines(objective.id, [_objective(objective, self.answer(objective), cells)]))
            results = self.plan.key_results(objective.id)
            rows += [Row.of_lines(row.id, _result(row, cells)) for row in results]
            if not results:
                rows.append(Row.of_lines(f"none|{objective.id}", [[("    no key result yet", "dim")]]))
        return [*rows, *self._coach(cells)]

    def _coach(self, cells: int) -> list[Row]:
        """What the coach asks, a row for each rule that asks it."""
        if not self.questions:
            return [_heading("h2", "The coach has nothing to ask: the plan reads well.", cells)]
        rows = [_heading("h2", f"What the coach asks: {count(self.openness.questions, 'question')}", cells)]
        return rows + [Row.of_lines(each.key, self._asked(each, cells)) for each in self.questions]

    def _asked(self, each: Question, cells: int) -> list[Line]:
        """The rule's name, how often it asks, and of what, in a line or two."""
        finding = each.finding
        mark: Piece = ("◆ ", "warn") if finding.severity == "warning" else ("◇ ", "hint")
        many = f" · {len(each.items)}" if len(each.items) > 1 else ""
        names = [plain(place_name(self.plan, item)) for item in each.items]
        left: list[Piece] = [mark, (finding.title, ""), (many, "accent")]
        if len(names) == 1:
            return [both_ends([*left, (f"  {names[0]}", "dim")], [(finding.code, "dim")], cells)]
        listed = wrap(", ".join(names), cells - 2, _LIST_LINES)
        return [both_ends(left, [(finding.code, "dim")], cells), *([("  ", ""), (text, "dim")] for text in listed)]

    # -- more about a row

    def note(self, row: str, cells: int) -> list[Line]:
        """What the coach says of the row, or what the row is for."""
        found, style = self.question(row), "dim"
        if found is not None:
            text, style = found.finding.message, ""
            if found.finding.question and found.finding.question not in text:
                text = f"{text} {found.finding.question}"
        else:
            match self.item(row):
                case Objective():
                    text = "Imagine that every one of its key results came true. Would you call the objective reached? "
                    text += "A no goes to the key results: what else would have to be so?"
                case KeyResult():
                    text = "The team writes it, leadership may challenge it; neither rewrites it for the other. "
                    text += "It is final once both agree."
                case _:
                    text = "Targets are frozen at the start: whoever moves one later says why, and both are kept."
        return [[(part, style)] for part in wrap(text, cells, NOTE)]


def said_at(line: Line, cell: int) -> str:
    """What a click on a cell of a row's line says: an answer, or a box with its name; empty where there is neither."""
    left, word = 0, ""
    for number, (text, _) in enumerate(line):
        if text not in _BOXES:
            word = text.strip() if number else ""  # the first piece is a title, whatever it says
        if left <= cell < left + width(text):
            return _SAID.get(word, "")
        left += width(text)
    return ""


def grouped(found: Sequence[Open]) -> list[Question]:
    """Findings by their rule, in the order in which the rules come up first."""
    by_rule: dict[str, list[Open]] = {}
    for each in found:
        by_rule.setdefault(each.finding.code, []).append(each)
    return [Question(same[0].finding, tuple(each.item for each in same)) for same in by_rule.values()]


def _objective(objective: Objective, answer: str, cells: int) -> Line:
    return both_ends([(plain(objective.title), "strong")], _ANSWERS[answer], cells)


def _result(row: KeyResult, cells: int) -> list[Line]:
    right: list[Piece] = []
    for label, said in (("team", row.agreed_team), ("leadership", row.agreed_leadership)):
        right += [(f"  {label} ", "dim"), (_BOXES[0] if said else _BOXES[1], "good" if said else "accent")]
    lines: list[Line] = [both_ends([("    " + plain(row.title), "")], right, cells)]
    if row.written_by == "leadership":
        lines.append([("      written by leadership; the team knows best what would show it", "hint")])
    if row.challenge.strip():
        lines.append([("      leadership asks: ", "dim"), (plain(row.challenge), "quote")])
    return lines


def _heading(key: str, text: str, cells: int) -> Row:
    lines: list[Line] = [[(part, "strong")] for part in wrap(text, cells)]
    return Row.of_lines(key, [[], *lines] if key != "h1" else lines)
