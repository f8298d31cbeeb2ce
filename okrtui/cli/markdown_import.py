"""`okrtui import FILE.md`: the lines of a document as a tree, what the user says of them, and what would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.cli.output import Paper
    from okrtui.exchange.markdown_in import Document, Kind, Line
    from okrtui.exchange.markdown_plan import Lines
    from okrtui.plan.model import Plan

_WORDS: dict[str, str] = {"key_result": "key result", "kpi": "KPI"}
_DEPTH = {"key_result": 1, "initiative": 2, "why": 1}
_SHOWN = 8
"""Lines of one place that a sentence lists."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says about the lines of a document."""

    kinds: tuple[str, ...] = ()
    """As ``LINE=KIND``."""
    skipped: tuple[str, ...] = ()
    """As ``LINE``."""
    cycle: str = ""


def read_lines(file: str, wishes: Wishes) -> Document:
    """Read a document, and take what the user says of its lines. Raises `PlanError`."""
    from okrtui.cli.common import settings
    from okrtui.clock import today
    from okrtui.exchange import files, markdown_in

    text = files.read_text(Path(file))
    month = settings().method.fiscal_year_start
    document = markdown_in.read(text, today=today(), fiscal_year_start=month, source=file)
    for wish in wishes.kinds:
        line, equals, kind = wish.partition("=")
        if not equals:
            raise PlanError(f"--as {wish}: expected LINE=KIND, such as 12=initiative.")
        document = _flipped(document, line, kind, "--as")
    for line in wishes.skipped:
        document = _flipped(document, line, "skip", "--skip")
    return document


def _flipped(document: Document, line: str, kind: str, option: str) -> Document:
    from okrtui.exchange.markdown_in import KINDS
    from okrtui.exchange.markdown_in.flipping import with_kind

    name = kind.strip().lower().replace("-", "_").replace(" ", "_")
    wanted: Kind | None = next((one for one in KINDS if name in (one, "".join(w[0] for w in one.split("_"))[:2])), None)
    if wanted is None or len(name) < 2:
        known = ", ".join(one.replace("_", "-") for one in KINDS)
        raise PlanError(f"{option} {line}={kind}: “{kind}” is no kind; expected one of {known}.")
    return with_kind(document, _place(document, line, option), wanted)


def _place(document: Document, line: str, option: str) -> int:
    """The line that "12" names, or the second text of that line, "12.2"."""
    number, _, nth = line.strip().partition(".")
    if not number.isdecimal() or (nth and not nth.isdecimal()):
        raise PlanError(f"{option} {line}: expected the number of a line, such as 12, or 12.2 for its second text.")
    places = [place for place, found in enumerate(document.lines) if found.line == int(number)]
    if not places:
        near = sorted(document.lines, key=lambda found: abs(found.line - int(number)))[:1]
        there = f"; the nearest is line {near[0].line}, “{_cut(near[0].text)}”" if near else ""
        raise PlanError(f"{option} {line}: no text begins on line {number}{there}.")
    if nth:
        if not 1 <= int(nth) <= len(places):
            raise PlanError(f"{option} {line}: line {number} holds {len(places)} texts.")
        return places[int(nth) - 1]
    if len(places) > 1:
        texts = ", ".join(f"{number}.{n} “{_cut(document.lines[p].text)}”" for n, p in enumerate(places[:_SHOWN], 1))
        raise PlanError(f"{option} {line}: line {number} holds {len(places)} texts; say which: {texts}.")
    return places[0]


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"


def lines_into(plan: Plan, document: Document, file: str, wishes: Wishes) -> Lines:
    """What the lines would change in a plan. Raises `PlanError` for a cycle that is not there."""
    from okrtui.cli.common import settings
    from okrtui.clock import today
    from okrtui.exchange.markdown_plan import Where, import_lines

    where = Where(today(), settings().method, wishes.cycle)
    return import_lines(plan, document, where, source=Path(file).name)


def print_tree(document: Document, made: Lines) -> None:
    """The lines that are taken, with number, certainty and kind; then what else there is to say."""
    from okrtui.cli.output import Paper

    paper = Paper()
    taken = [(place, line) for place, line in enumerate(document.lines) if line.kind != "skip"]
    if not taken:
        paper.paragraph("Nothing in it reads like an objective, a key result or a KPI.")
    else:
        paper.paragraph("line   sure  what it is, and what is read of it", "dim")
    for place, line in taken:
        _print_line(paper, place, line, made, document)
    _print_foot(paper, document, made, [line for _, line in taken])


def _print_line(paper: Paper, place: int, line: Line, made: Lines, document: Document) -> None:
    sign, style = (" ", "dim") if place in made.there else ("!", "red") if place in made.left else ("+", "green")
    depth = _DEPTH.get(line.kind, 0)
    sure = f"{line.certainty * 100:3.0f} %"
    asked = place in made.doubtful(document)
    head = f"{line.line:4}  {sure} {'?' if asked else ' '} {sign} {'  ' * depth}"
    kind = _WORDS.get(line.kind, line.kind)
    indent = " " * (len(head) + 12)
    lead = paper.style(head, "yellow" if asked else style)
    first = f"{lead}{paper.style(f'{kind:11}', 'dim')} "
    paper.paragraph(line.text, *(("dim",) if sign == " " else ()), indent=indent, first=first)
    if words := made.words.get(place):
        paper.paragraph(words, "dim", indent=indent, first=indent)
    if doubt := made.doubts.get(place):
        paper.paragraph(f"? {doubt}", "yellow", indent=f"{indent}  ", first=indent)


def _print_foot(paper: Paper, document: Document, made: Lines, taken: Sequence[Line]) -> None:
    from okrtui.cli.output import write_line

    notes = list(made.found.notes)
    cycles = [line.text for line in made.found.lines if line.verb == "add" and line.text.startswith("cycle ")]
    guessed = {line.period.name for line in taken if line.period is not None and line.period.guessed}
    if cycles:
        notes.append(f"New: {', '.join(cycles)}.")
    if guessed:
        notes.append(f"The year of {', '.join(sorted(guessed))} is a guess: --cycle NAME says another.")
    if made.running is not None:
        there = f" --cycle {made.running.instead} plans all of it for that quarter." if made.running.instead else ""
        notes.append(made.running.sentence + there)
    if doubtful := len(made.doubtful(document)):
        notes.append(
            f"{doubtful} of {len(taken)} lines are doubtful (?): --as LINE=KIND and --skip LINE say what they are."
        )
    skipped = len(document.lines) - len(taken)
    if skipped:
        what = (
            "One line is a heading, prose or a note"
            if skipped == 1
            else f"{skipped} lines are headings, prose or notes"
        )
        notes.append(f"{what}, and left out.")
    if notes:
        write_line()
    for note in notes:
        paper.paragraph(note, "dim")
    write_line()
