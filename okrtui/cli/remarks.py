"""Findings one by one with the place that each speaks of, as tools for code want them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrtui.exchange.positions import Position

if TYPE_CHECKING:
    from okrtui.cli.check_source import Answer
    from okrtui.cli.texts import Source
    from okrtui.coach.model import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: of which file, where in it, and about which item."""

    finding: Finding
    path: str
    """As the user named the file; empty for standard input."""
    start: Position | None = None
    """None for a database."""
    end: Position | None = None
    """Behind the last character of the words that it is about; None when it is about an item as such."""
    offset: int | None = None
    """Code points of the file before `start`, where that is known."""
    length: int = 0
    item: str = ""
    """Path of the item, such as ``cycles[0].objectives[2]``; empty for the plan as a whole."""
    key: str = ""
    """What names the item for as long as it lives: its id, or its words."""
    text: str = ""
    """The words that it is about; empty when it is about an item as such."""

    @property
    def said(self) -> str:
        """The whole message: what was seen, the question, and a better line."""
        parts = [self.finding.message, self.finding.question]
        if self.finding.fix:
            parts.append("→ " + "; ".join(self.finding.fix.text.split("\n")))
        return " ".join(part.strip() for part in parts if part.strip())


def of_plan(source: Source, answers: Iterable[Answer]) -> Iterator[Remark]:
    """The remarks about a plan, in the order in which they are given."""
    for answer in answers:
        for finding in answer.findings:
            yield _placed(source, answer, finding)


def _placed(source: Source, answer: Answer, finding: Finding) -> Remark:
    text = answer.verdict.text if answer.verdict else ""
    key = answer.id or text
    start, end = finding.start, finding.end
    if answer.at is None or source.stretch is None or start is None or end is None:
        words = text[start:end] if start is not None else ""
        return Remark(finding, source.path, answer.at, item=answer.place, key=key, text=words)
    region = source.stretch(answer.at, text, start, end)
    return Remark(
        finding,
        source.path,
        region.start,
        region.end if region.length else None,
        region.offset,
        region.length,
        answer.place,
        key,
        text[start:end],
    )


def of_lines(verdicts: Iterable[tuple[int, Verdict]]) -> Iterator[Remark]:
    """The remarks about lines of standard input, each with its number."""
    for number, verdict in verdicts:
        for finding in verdict.findings:
            start, end = finding.start or 0, finding.end if finding.end is not None else len(verdict.text)
            places = Position(number, start + 1), Position(number, end + 1)
            yield Remark(
                finding, "", *places, length=end - start, key=verdict.text, text=verdict.text[start:end]
            )  # fmt: skip
