"""Findings as text for people: the line, what was seen, why it matters, one question, a better line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from okrtui.cli.output import Paper, visible, write_line

if TYPE_CHECKING:
    from okrtui.cli.check import Tally
    from okrtui.cli.check_source import Answer
    from okrtui.cli.texts import Source
    from okrtui.coach.model import Finding

_INDENT = "    "


def text_block(paper: Paper, place: str, text: str, findings: Iterable[Finding]) -> None:
    """A text and what the coach says about it; `place` says where it stands."""
    lead = f"{place} " if place else ""
    lines = paper.wrap(visible(text.strip()), len(lead))
    for number, line in enumerate(lines):
        write_line((" " * len(lead) if number else paper.style(lead, "dim")) + paper.style(line, "bold"))
    for number, finding in enumerate(findings):
        finding_block(paper, finding, folded=number > 0 and not finding.shown)
    write_line()


def title_line(path: str) -> None:
    """The name of a file, above what is said about it."""
    write_line(Paper().style(visible(path), "bold"))
    write_line()


def plan_report(source: Source, answers: Iterable[Answer], tally: Tally) -> None:
    """A whole plan in the order of its file: each item that there is something to say about; last the plan itself.

    What is missing from several items is said once, with the plan itself, and their titles: a young draft lacks the
    same few things everywhere.
    """
    from okrtui.cli.repeats import repeats
    from okrtui.cli.texts import label
    from okrtui.coach.around import text_of

    said = list(answers)
    repeated = repeats(source, said)
    groups: dict[str, list[Finding]] = {}
    places: dict[str, str] = {}
    whole: list[tuple[Finding, str]] = []
    loose = [answer for answer in said if answer.verdict and not answer.place and answer.findings]
    for answer in said:
        if answer in loose:
            continue
        places.setdefault(answer.id, answer.place)
        for finding in answer.findings:
            again = repeated.get((finding.code, finding.severity)) if answer.verdict is None else None
            if again and again.first is finding:
                whole.append((finding, again.words))
            elif answer.kind == "plan":
                whole.append((finding, ""))
            elif not again:
                groups.setdefault(answer.id, []).append(finding)
    paper = Paper()
    order = {row: number for number, row in enumerate(source.places)}
    for row_id in sorted(groups, key=lambda each: order.get(each, len(order))):
        row = source.plan.get(row_id)
        where = source.line(places[row_id])
        place = f"{label(row)}, line {where['line']}:" if where else f"{label(row)}:"
        text_block(paper, place, text_of(row) or "no text yet", groups[row_id])
    for answer in loose:
        line = f", line {answer.at.line}" if answer.at else ""
        text = answer.verdict.text if answer.verdict else ""
        text_block(paper, f"{answer.kind.replace('_', ' ')}{line}:", text, answer.findings)
    _whole_block(paper, whole)
    summary(paper, tally, "text")
    if line := unused_line(source):
        paper.paragraph(line, "dim")
    if line := conflicts_line(source):
        paper.paragraph(line, "yellow")


def conflicts_line(source: Source) -> str:
    """How many conflicts of a merge nobody has decided; empty when there are none."""
    from okrtui.plan.entities import MergeConflict

    many = len(source.plan.table(MergeConflict))
    if not many:
        return ""
    where = "in [[conflicts]] at the end of the file" if source.position is not None else "C in the app shows them"
    return f"{many} conflict{'' if many == 1 else 's'} of a merge to decide: {where}."


def unused_line(source: Source) -> str:
    """How much was called good as it is and keeps nothing silent any more; empty when there is no such thing."""
    from okrtui.cli.common import settings
    from okrtui.clock import today
    from okrtui.coach.meant import WHY, meant

    found = [each.state for each in meant(source.plan, today=today(), settings=settings().method) if each.unused]
    if not found:
        return ""
    why = [f"{found.count(state)}: {words}" for state, words in WHY.items() if state in found]
    noun = "note is" if len(found) == 1 else "notes are"
    return f"{len(found)} “good as it is” {noun} not needed any more ({'; '.join(why)}): Y in the app clears them."


def _whole_block(paper: Paper, whole: list[tuple[Finding, str]]) -> None:
    """What is said about the plan itself, and what several items lack, warnings first and each rule once."""
    if not whole:
        return
    write_line(paper.style("The plan as a whole", "bold"))
    for finding, words in sorted(whole, key=lambda each: each[0].severity != "warning"):
        finding_block(paper, finding)
        if words:
            paper.paragraph(words, indent=_INDENT)
    write_line()


def finding_block(paper: Paper, finding: Finding, *, folded: bool = False) -> None:
    """One finding: its title, code and severity, then message, question and fix; a folded one is its title only."""
    warning = finding.severity == "warning"
    mark = paper.style("!" if warning else "·", *(("yellow",) if warning else ("cyan",)))
    title = paper.style(finding.title, *(("yellow",) if warning else ("cyan",)))
    write_line(f"  {mark} {title}  {paper.style(f'{finding.code} {finding.severity}', 'dim')}")
    if folded:
        return
    paper.paragraph(f"{finding.message} {finding.question}".strip(), indent=_INDENT)
    if finding.fix:
        for number, line in enumerate(finding.fix.text.split("\n")):
            arrow = "→ " if not number else "  "
            paper.paragraph(line, "green", indent=_INDENT + "  ", first=_INDENT + arrow)


def summary(paper: Paper, tally: Tally, thing: str) -> None:
    """The last line: how much was read, and how much there is to say."""
    read = f"{tally.texts} {thing}{'' if tally.texts == 1 else 's'} read"
    if not tally.warnings and not tally.hints:
        good = "nothing to say" if tally.texts else "nothing was there"
        write_line(f"{read}: {paper.style(good, 'green')}.")
        return
    counts = [
        f"{number} {name}{'' if number == 1 else 's'}"
        for number, name in ((tally.warnings, "warning"), (tally.hints, "hint"))
        if number
    ]
    write_line(f"{read}: {', '.join(counts)}.")
    write_line(paper.style("`okrtui explain CODE` tells more.", "dim"))
