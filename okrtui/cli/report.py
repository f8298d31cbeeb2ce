"""Findings as text for people: the line, what was seen, why it matters, one question, a better line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.cli.output import Paper, visible, write_line

if TYPE_CHECKING:
    from okrtui.cli.check import Tally
    from okrtui.coach.model import Finding

_INDENT = "    "


def text_block(paper: Paper, place: str, text: str, findings: list[Finding]) -> None:
    """A text and what the coach says about it; `place` says where it stands."""
    lead = f"{place}  " if place else ""
    lines = paper.wrap(visible(text), len(lead))
    for number, line in enumerate(lines):
        write_line((" " * len(lead) if number else paper.style(lead, "dim")) + paper.style(line, "bold"))
    for finding in findings:
        finding_block(paper, finding)
    write_line()


def finding_block(paper: Paper, finding: Finding) -> None:
    """One finding: its title, code and severity, then message, question and fix."""
    warning = finding.severity == "warning"
    mark = paper.style("!" if warning else "·", *(("yellow",) if warning else ("cyan",)))
    title = paper.style(finding.title, *(("yellow",) if warning else ("cyan",)))
    write_line(f"  {mark} {title}  {paper.style(f'{finding.code} {finding.severity}', 'dim')}")
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
    write_line(f"{read}: {', '.join(counts)}. {paper.style('`okrtui explain CODE` tells more.', 'dim')}")
