"""`okrtui check`: the coach reads a plan, or every line of standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, cast

import click

from okrtui.cli.codes import Selection, selection
from okrtui.cli.completion import codes, files
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.cli.remarks import Remark
    from okrtui.coach.model import Finding, TextKind, Verdict

FailOn = Literal["warning", "hint", "never"]
_FORMATS = ("text", "short", "json", "jsonl", "sarif", "github")
REMARKS = frozenset({"short", "sarif", "github"})
"""Formats of findings one by one, each with its place in a source."""
_KINDS = ("objective", "key-result", "kpi", "strategy")


@dataclass
class Tally:
    """What was read and found, for the last line and the exit code."""

    texts: int = 0
    warnings: int = 0
    hints: int = 0

    def add(self, findings: Iterable[Finding]) -> None:
        """Count the findings of one text."""
        for finding in findings:
            if finding.severity == "warning":
                self.warnings += 1
            else:
                self.hints += 1

    def merge(self, other: Tally) -> None:
        """Count what another tally counted."""
        self.texts += other.texts
        self.warnings += other.warnings
        self.hints += other.hints

    def exit_code(self, fail_on: FailOn) -> int:
        """1 when something at or above `fail_on` was found, else 0."""
        counted = {"never": 0, "warning": self.warnings, "hint": self.warnings + self.hints}
        return int(counted[fail_on] > 0)


@click.command("check")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1, shell_complete=files)
@click.option("--kind", type=click.Choice(_KINDS), help="What every line of standard input is.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="text for people; short: one line a finding, FILE:LINE:COL CODE severity Title: message; json: one array; "
    "jsonl: one object a line; sarif and github for checks in CI.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("warning", "hint", "never")),
    default="warning",
    show_default=True,
    help="Findings from this severity on make the exit code 1.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=codes,
    help="Only these rules, such as KR101,KR102 or OB.",
)
@click.option("--ignore", multiple=True, metavar="CODES", shell_complete=codes, help="All rules but these.")
def check_command(
    sources: tuple[str, ...],
    kind: str | None,
    form: str,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
) -> int:
    """Let the coach read a plan, or one line at a time.

    SOURCE is a plan .db, a .toml, .json or .md file (default: your own plan), or - for standard input, of which every
    line is one text of the kind that --kind says. Several sources are read one after another.

    \b
    Examples:
      okrtui check plan.toml
      okrtui check plan.toml --format short
      okrtui check plan.db --format jsonl --fail-on never
      okrtui check okrs.md --format github --ignore KP2
      echo "Launch the app" | okrtui check - --kind key-result
    """
    wanted = selection(select, ignore)
    if "-" in sources:
        if len(sources) > 1:
            raise PlanError("check: standard input (-) is read alone, without other sources.")
        if kind is None:
            raise PlanError(f"check -: say with --kind what the lines are: {', '.join(_KINDS)}.")
        return check_lines(cast("TextKind", kind.replace("-", "_")), form, cast("FailOn", fail_on), wanted)
    if kind is not None:
        raise PlanError(f"--kind is for standard input: expected `okrtui check - --kind {kind}`.")
    from okrtui.cli.check_source import check_sources

    return check_sources(sources or (None,), form, cast("FailOn", fail_on), wanted)


def check_lines(kind: TextKind, form: str, fail_on: FailOn, wanted: Selection) -> int:
    """Judge every line of standard input as one text, and answer each before the next one is read."""
    from okrtui.cli.common import settings
    from okrtui.clock import today

    day, month = today(), settings().method.fiscal_year_start
    tally = Tally()
    verdicts = _judged(kind, day, month, wanted, tally)
    if form == "text":
        from okrtui.cli.output import Paper
        from okrtui.cli.report import summary, text_block

        paper = Paper()
        for number, verdict in verdicts:
            if verdict.findings:
                text_block(paper, f"line {number}:", verdict.text, verdict.findings)
        summary(paper, tally, "line")
        return tally.exit_code(fail_on)
    if form in REMARKS:
        from okrtui.cli.remarks import of_lines

        write_remarks(of_lines(verdicts), form, wanted)
    else:
        write_objects(({"line": number, **verdict.as_json()} for number, verdict in verdicts), form)
    return tally.exit_code(fail_on)


def write_objects(objects: Iterable[dict[str, Any]], form: str) -> None:
    """Write objects as JSON: one a line, each as soon as it is known, or all in one array."""
    from okrtui.cli.output import write_json

    if form == "jsonl":
        for each in objects:
            write_json(each)
    else:
        write_json(list(objects), indent=2)


def write_remarks(remarks: Iterable[Remark], form: str, wanted: Selection) -> None:
    """Write findings for tools: as a SARIF log, as annotations of GitHub, or one a line as compilers do."""
    if form == "sarif":
        from okrtui.cli.output import write_json
        from okrtui.cli.sarif import log

        write_json(log(remarks, wanted), indent=2)
        return
    from okrtui.cli.output import write_line

    if form == "short":
        from okrtui.cli.check_short import lines as printed
    else:
        from okrtui.cli.github import commands as printed
    for line in printed(remarks):
        write_line(line)


def _judged(kind: TextKind, day: date, month: int, wanted: Selection, tally: Tally) -> Iterator[tuple[int, Verdict]]:
    import dataclasses

    from okrtui.coach.check import check_text
    from okrtui.coach.model import Context

    context = Context(fiscal_year_start=month)
    for number, text in read_lines(sys.stdin.buffer):
        verdict = check_text(text, kind, today=day, context=context)
        kept = tuple(finding for finding in verdict.findings if finding.code in wanted)
        tally.texts += 1
        tally.add(kept)
        yield number, verdict if kept == verdict.findings else dataclasses.replace(verdict, findings=kept)


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    r"""The lines of a stream with their numbers, from 1; only ``\n`` ends a line, everything else is kept as given.

    A byte order mark at the very start belongs to the encoding and is left out. Raises `PlanError` for a line that
    is no text.
    """
    for number, raw in enumerate(stream, 1):
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        raw = raw.removesuffix(b"\n")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise PlanError(
                f"standard input: line {number}: byte {error.start + 1} is not UTF-8; expected text in UTF-8."
            ) from None
        if "\0" in text:
            raise PlanError(f"standard input: line {number}: there is a NUL in it; expected text.")
        yield number, text
