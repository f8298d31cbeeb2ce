"""`okrtui record` and `okrtui checkin`: values of KPIs and key results, one by one or many from standard input."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from okrtui.cli.completion import files, key_results, kpis
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.cli.values import Entry

_NEGATIVE = re.compile(r"-\s?[\d.,€$£¥]")
_KEPT = "\0"
"""Marks a negative value for click, which would take it for an option; no argument can hold this character."""


class ValueCommand(click.Command):
    """A command with a value among its arguments, which may be negative: `record churn -3.5`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Mark negative values before click sees them; `_plain` takes the mark away."""
        return super().parse_args(ctx, [_KEPT + arg if _NEGATIVE.match(arg) else arg for arg in args])


def _plain(text: str) -> str:
    """An argument as the user gave it."""
    return text.removeprefix(_KEPT)


_AT = click.option(
    "--at", type=_plain, metavar="WHEN", help="When it was measured, such as 2026-05-04; default: today."
)
_NOTE = click.option("--note", type=_plain, default="", metavar="TEXT", help="What is worth remembering about it.")
_PLAN = click.option(
    "--plan", type=_plain, metavar="PLAN.db", shell_complete=files, help="The plan; default: your own."
)


@click.command("record", cls=ValueCommand)
@click.argument("kpi", type=_plain, required=False, shell_complete=kpis)
@click.argument("value", type=_plain, required=False)
@_AT
@_NOTE
@_PLAN
def record_command(kpi: str | None, value: str | None, at: str | None, note: str, plan: str | None) -> None:
    """Record a measurement of a KPI, named by its id or its name. A second value for the same moment corrects it.

    Without KPI and VALUE, many are read from standard input, as CSV with a header or as one JSON object a line, with
    kpi or kr, value, at, confidence, note. All of them are written, or none.

    \b
    Examples:
      okrtui record "repeat orders" 1.63
      okrtui record kpi-7h2k9m -3.5 --at yesterday
      okrtui record < values.csv
    """
    from okrtui.cli.values import Entry, read_entries

    if kpi is None or (kpi == "-" and value is None):
        if at is not None or note:
            raise PlanError("record: --at and --note go with KPI and VALUE; from standard input each line has its own.")
        if sys.stdin.isatty():
            raise PlanError("record: expected KPI and VALUE, or values on standard input.")
        _write(read_entries(sys.stdin.buffer), plan)
    else:
        if not kpi.strip():
            raise PlanError("record: the name of the KPI is empty; expected its id, or its name or a part of it.")
        _write([Entry("", kpi=kpi, value=_given(value, kpi), at=at or "", note=note)], plan)


@click.command("checkin", cls=ValueCommand)
@click.argument("kr", type=_plain, shell_complete=key_results)
@click.argument("value", type=_plain)
@click.option("--confidence", type=_plain, metavar="0-10", help="How sure the team is that it lands.")
@_NOTE
@_AT
@_PLAN
def checkin_command(kr: str, value: str, confidence: str | None, note: str, at: str | None, plan: str | None) -> None:
    """Check in on a key result, named by its id or its title. A second value for the same moment corrects it.

    \b
    Examples:
      okrtui checkin kr-7h2k9m 5.9 --confidence 6
      okrtui checkin "churn" 5.9 --note "exit survey is out"
    """
    from okrtui.cli.values import Entry

    if not kr.strip():
        raise PlanError("checkin: the name of the key result is empty; expected its id, or its title or a part of it.")
    _write([Entry("", kr=kr, value=_given(value, kr), at=at or "", confidence=confidence or "", note=note)], plan)


def _given(value: str | None, name: str) -> str:
    if value is None:
        raise PlanError(f"record {name}: the value is missing; expected `okrtui record {name} 5.9`.")
    return value


def _write(entries: list[Entry], plan: str | None) -> None:
    """Write all entries as one action, then say what the plan holds now."""
    from okrtui.cli.common import changing, plan_path, settings, write
    from okrtui.cli.output import visible, write_line
    from okrtui.cli.values import edit_of

    settings()
    with changing(plan_path(plan)) as session:
        if any(entry.at for entry in entries):
            session.history_all()  # so that a second value for a day of long ago is seen to be one
        edit, lines, doubts = edit_of(session.plan, entries)
        write(session, edit)
    for line in lines:
        write_line(visible(line))
    for doubt in doubts:
        click.echo(visible(doubt), err=True)
