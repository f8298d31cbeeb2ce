"""The rows of the start sheet: from the plan and what the coach asks to pieces of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from okrtui.coach.steps import START_QUESTION
from okrtui.plan.entities import KeyResult, Objective
from okrtui.plan.model import Plan
from okrtui.tui.cyclesheets import Open, place_name
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.rows import count
from okrtui.tui.text import plain, wrap
from okrtui.tui.widgets.rowlist import Row

_ANSWERS = {
    "yes": ("yes", "good"),
    "no": ("no", "warn"),
    "later": ("later", "dim"),
    "": ("yes, no or later?", "accent"),
}


def sheet_rows(
    plan: Plan, cycle: str, questions: Sequence[Open], answer: Callable[[Objective], str], cells: int
) -> list[Row]:
    """Each objective with its answer and its key results with their agreement, then what the coach asks.

    Keys: that of the question, the id of the objective or key result; those of headings begin with h.
    """
    objectives = plan.objectives(cycle)
    rows = [_heading("h1", START_QUESTION if objectives else "There is no objective yet.", cells)]
    for objective in objectives:
        rows.append(_row(objective.id, [_objective(objective, answer(objective), cells)]))
        results = plan.key_results(objective.id)
        rows += [_row(row.id, _result(row, cells)) for row in results]
        if not results:
            rows.append(_row(f"none|{objective.id}", [[("    no key result yet", "dim")]]))
    return [*rows, *_coach(plan, questions, cells)]


def _coach(plan: Plan, questions: Sequence[Open], cells: int) -> list[Row]:
    """What the coach asks, a row each."""
    warnings = sum(each.finding.severity == "warning" for each in questions)
    hints = len(questions) - warnings
    if not questions:
        return [_heading("h2", "The coach has nothing to ask: the plan reads well.", cells)]
    parts = [f"{warnings} to look at"] * bool(warnings) + [count(hints, "hint")] * bool(hints)
    rows = [_heading("h2", f"What the coach sees: {', '.join(parts)}", cells)]
    return rows + [_row(each.key, [_finding(each, place_name(plan, each.item), cells)]) for each in questions]


def _objective(objective: Objective, answer: str, cells: int) -> Line:
    return both_ends([(plain(objective.title), "strong")], [_ANSWERS[answer]], cells)


def _result(row: KeyResult, cells: int) -> list[Line]:
    right: list[Piece] = []
    for label, said in (("team", row.agreed_team), ("leadership", row.agreed_leadership)):
        right += [(f"  {label} ", "dim"), ("☑" if said else "☐", "good" if said else "accent")]
    lines: list[Line] = [both_ends([("    " + plain(row.title), "")], right, cells)]
    if row.written_by == "leadership":
        lines.append([("      written by leadership; the team knows best what would show it", "hint")])
    if row.challenge.strip():
        lines.append([("      leadership asks: ", "dim"), (plain(row.challenge), "quote")])
    return lines


def _row(key: str, lines: list[Line]) -> Row:
    return Row(key, len(lines), _all(lines))


def _heading(key: str, text: str, cells: int) -> Row:
    lines: list[Line] = [[(part, "strong")] for part in wrap(text, cells)]
    return _row(key, [[], *lines] if key != "h1" else lines)


def _finding(each: Open, name: str, cells: int) -> Line:
    finding = each.finding
    mark: Piece = ("◆ ", "warn") if finding.severity == "warning" else ("◇ ", "hint")
    left: list[Piece] = [mark, (finding.title, ""), (f"  {plain(name)}", "dim")]
    return both_ends(left, [(finding.code, "dim")], cells)


def _all(lines: Sequence[Line]) -> Callable[[], Sequence[Line]]:
    return lambda: lines
