"""`okrtui check`: the coach reads a plan, or every line of standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

import click

from okrtui.cli.codes import Selection, selection
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.coach.model import Finding, TextKind, Verdict

FailOn = Literal["warning", "hint", "never"]
_LATER_FORMATS = ("sarif", "github")
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

    def exit_code(self, fail_on: FailOn) -> int:
        """1 when something at or above `fail_on` was found, else 0."""
        counted = {"never": 0, "warning": self.warnings, "hint": self.warnings + self.hints}
        return int(counted[fail_on] > 0)


@click.command("check")
@click.argument("source", required=False)
@click.option("--kind", type=click.Choice(_KINDS), help="What every line of standard input is.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "jsonl", *_LATER_FORMATS)),
    default="text",
    metavar="[text|json|jsonl]",
    show_default=True,
    help="text for people; json: one array; jsonl: one object a line.",
)
@click.option(
    "--fail-on",
    type=click.Choice(("warning", "hint", "never")),
    default="warning",
    show_default=True,
    help="Findings from this severity on make the exit code 1.",
)
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules, such as KR101,KR102 or OB.")
@click.option("--ignore", multiple=True, metavar="CODES", help="All rules but these.")
def check_command(
    source: str | None, kind: str | None, form: str, fail_on: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> int:
    """Let the coach read a plan, or one line at a time.

    SOURCE is a plan .db or a .toml file (default: your own plan), or - for standard input, of which every line is one
    text of the kind that --kind says.

    \b
    Examples:
      okrtui check plan.toml
      okrtui check plan.db --format jsonl --fail-on never
      echo "Launch the app" | okrtui check - --kind key-result
    """
    if form in _LATER_FORMATS:
        raise PlanError(f"--format {form} comes with a later okrtui; expected text, json or jsonl.")
    wanted = selection(select, ignore)
    if source == "-":
        if kind is None:
            raise PlanError(f"check -: say with --kind what the lines are: {', '.join(_KINDS)}.")
        return check_lines(cast("TextKind", kind.replace("-", "_")), form, cast("FailOn", fail_on), wanted)
    if kind is not None:
        raise PlanError(f"--kind is for standard input: expected `okrtui check - --kind {kind}`.")
    from okrtui.cli.check_source import check_source

    return check_source(source, form, cast("FailOn", fail_on), wanted)


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
    from okrtui.cli.output import write_json

    objects = ({"line": number, **verdict.as_json()} for number, verdict in verdicts)
    if form == "jsonl":
        for line in objects:
            write_json(line)
    else:
        write_json(list(objects), indent=2)
    return tally.exit_code(fail_on)


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
        yield number, dataclasses.replace(verdict, text=text, findings=kept)


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
