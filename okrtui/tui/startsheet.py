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

_ANSWERS = {"yes": ("yes", "good"), "no": ("no", "warn"), "later": ("later", "dim"), "": ("y n l ?", "accent")}


def sheet_rows(
    plan: Plan, cycle: str, questions: Sequence[Open], answer: Callable[[Objective], str], cells: int
) -> list[Row]:
    """What the coach asks, then each objective with its answer and its key results with their agreement.

    Keys: that of the question, the id of the objective or key result; those of headings begin with h.
    """
    rows: list[Row] = []
    warnings = sum(each.finding.severity == "warning" for each in questions)
    hints = len(questions) - warnings
    if questions:
        parts = [f"{warnings} to look at"] * bool(warnings) + [count(hints, "hint")] * bool(hints)
        rows.append(_heading("h1", f"What the coach sees: {', '.join(parts)}", cells))
        rows += [_row(each.key, [_finding(each, place_name(plan, each.item), cells)]) for each in questions]
    else:
        rows.append(_heading("h1", "The coach has nothing to ask: the plan reads well.", cells))
    objectives = plan.objectives(cycle)
    rows.append(_heading("h2", START_QUESTION if objectives else "There is no objective yet.", cells))
    for objective in objectives:
        rows.append(_row(objective.id, [_objective(objective, answer(objective), cells)]))
        results = plan.key_results(objective.id)
        rows += [_row(row.id, _result(row, cells)) for row in results]
        if not results:
            rows.append(_row(f"none|{objective.id}", [[("    no key result yet", "dim")]]))
    return rows


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
