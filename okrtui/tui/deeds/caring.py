"""Looking after the file: the report of `okrtui doctor` on a page."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from okrtui.plan.errors import PlanError
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.paint import Line
from okrtui.tui.text import plain, wrap

if TYPE_CHECKING:
    from okrtui.session import Report


class Caring(Part):
    """Commands about the plan's file."""

    def do_check_file(self) -> None:
        """Whether the file is sound, and which backups there are."""
        self.screen.tell("Looking at the file …")
        self.screen.run_worker(self._look(), exclusive=True, group="check file")

    async def _look(self) -> None:
        screen = self.screen
        try:
            report = await asyncio.to_thread(screen.session.examine)
        except PlanError as error:
            screen.tell(str(error))
            return
        screen.tell("")
        screen.show_lines("The file", functools.partial(report_lines, report))


def report_lines(report: Report, cells: int) -> Sequence[Line]:
    """A report as a page."""
    lines: list[Line] = [*([(text, "strong")] for text in wrap(str(report.path), cells)), []]
    for fact in report.facts:
        lines += _marked("✓", "good", fact, cells)
    for finding in report.findings:
        lines += _marked("!", "warn", finding.sentence, cells)
    said = "Nothing to repair."
    if any(finding.mends for finding in report.findings):
        said = f"To repair it, quit, and: {report.command('--repair')}"
    elif not report.fine:
        said = ""
    lines += [[], *([(text, "")] for text in wrap(said, cells))]
    if report.backups:
        lines += [[], [("Backups", "accent")]]
        for number, line in enumerate(report.backups, 1):
            lines += _marked(f"{number}", "dim", line, cells)
        lines += [
            [],
            *([(t, "dim")] for t in wrap(f"{key_of('backups')} brings one back, after a look at what changes.", cells)),
        ]
    return lines


def _marked(mark: str, style: str, text: str, cells: int) -> list[Line]:
    """A paragraph whose first line has a mark before it."""
    return [
        [(f" {mark if not number else '':>2} ", style), (line, "")]
        for number, line in enumerate(wrap(plain(text), max(cells - 4, 10)))
    ]
