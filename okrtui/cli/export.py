"""`okrtui export`: a plan as a file for version control, or as a page for people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrtui.cli.completion import cycles, files
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrtui.plan.changes import Change
    from okrtui.plan.entities import Cycle
    from okrtui.plan.model import Plan
    from okrtui.session import Session

_FORMATS = {".toml": "toml", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html"}
_FORMATS |= {".json": "json", ".csv": "csv"}
_ALL = ("toml", "json", "csv", "md", "html")
_ENDINGS = ".toml, .json, .csv, .md or .html"
_WITHOUT = ("history", "notes", "reviews", "dismissals")


@click.command("export")
@click.argument("plan", metavar="[PLAN.db]", required=False, shell_complete=files)
@click.option("-o", "--output", metavar="FILE", help=f"Where to: {_ENDINGS}; - for standard output.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_ALL),
    metavar=f"[{'|'.join(_ALL)}]",
    help="For a file with another ending, or -o -, which is TOML without it.",
)
@click.option("--force", is_flag=True, help="Write over a file that is no export of okrtui.")
@click.option(
    "--cycle",
    metavar="NAME",
    shell_complete=cycles,
    help="This cycle only, with the KPIs and priorities that it links to.",
)
@click.option("--without", multiple=True, metavar="WHAT", help=f"Leave out some of {','.join(_WITHOUT)}.")
def export_command(
    plan: str | None, output: str | None, form: str | None, force: bool, cycle: str | None, without: tuple[str, ...]
) -> None:
    """Write a plan as TOML or JSON, to keep beside the code and import again, as CSV, or as a page: HTML or Markdown.

    CSV has one row for a key result or a KPI: type, cycle, objective, title, metric, unit, direction, baseline,
    current, target, due, owner, confidence, updated, grade, then what a KPI has, then the ids. Import reads it back.

    \b
    Examples:
      okrtui export -o plan.toml
      okrtui export plan.db -o quarter.html --cycle 2026-Q2 --without notes
      okrtui export plan.db -o - --without history,notes | less
    """
    if output is None:
        raise PlanError(f"export: say where to with -o: a file that ends in {_ENDINGS}, or - for standard output.")
    form = _format(output, form)
    left_out = _left_out(without)
    from okrtui.cli.common import looking, plan_path
    from okrtui.cli.progress import progress
    from okrtui.exchange.leaving import counted, held_by_table, leaving
    from okrtui.plan.entities import Cycle
    from okrtui.plan.lookup import find

    path = plan_path(plan)
    _refuse_itself(output, path)
    with progress(f"Reading {path}") as shown:
        with looking(path) as session:
            whole = session.history_all()
            chosen = find(whole, Cycle, cycle) if cycle is not None else None
            part = leaving(whole, cycle=chosen.id if chosen else None, without=left_out)
            changes = _since_review(session, part) if form == "html" else ()
        shown.step = f"Writing {output}"
        text = _text(part, form, chosen, left_out, changes)
    if output == "-":
        from okrtui.cli.output import write_export

        write_export(text, form)
        return
    from okrtui.cli.output import visible, write_line
    from okrtui.exchange import files

    if form == "csv":
        text = "\ufeff" + text  # without it spreadsheets take UTF-8 for something else
    files.write_atomic(Path(output), text, force=force)
    write_line(visible(f"Wrote {output}: {held_by_table(part) if form == 'csv' else counted(part)}."))


def _format(output: str, form: str | None) -> str:
    """The format that was asked for, by name or by the file's ending."""
    if form is None:
        if output == "-":
            return "toml"
        suffix = Path(output).suffix.lower()
        form = _FORMATS.get(suffix)
        if form is None:
            raise PlanError(f"{output}: expected a file that ends in {_ENDINGS}, or --format.")
    return form


def _refuse_itself(output: str, plan: Path) -> None:
    """The plan is never written over by its own export, whatever is forced."""
    try:
        same = Path(output).samefile(plan)
    except (OSError, ValueError):
        return  # there is no such file yet
    if same:
        raise PlanError(f"{output} is the plan itself; expected another name.")


def _left_out(without: tuple[str, ...]) -> frozenset[str]:
    names = frozenset(name.strip().lower() for given in without for name in given.split(",") if name.strip())
    for name in sorted(names - set(_WITHOUT)):
        raise PlanError(f"--without {name}: expected some of {', '.join(_WITHOUT)}.")
    return names


def _since_review(session: Session, plan: Plan) -> Sequence[Change]:
    """What the journal holds since the last review that leaves the house."""
    from okrtui.plan.reviewing import last_review

    review = last_review(plan)
    return session.changes_after(review.id) if review else ()


def _text(plan: Plan, form: str, chosen: Cycle | None, without: frozenset[str], changes: Sequence[Change] = ()) -> str:
    """What is written of a plan, which holds no more than may leave the house."""
    if form == "toml":
        from okrtui.exchange import toml_out

        return toml_out.dumps(plan)
    if form == "json":
        from okrtui.exchange import json_out

        return json_out.dumps(plan)
    if form == "csv":
        from okrtui.exchange import csv_out

        return csv_out.dumps(plan)
    from okrtui.cli.common import settings
    from okrtui.clock import today

    chosen, method = chosen or _cycle_at_hand(plan), settings().method
    if form == "html":
        from okrtui.exchange import html_out

        key = chosen.id if chosen else ""
        return html_out.page(plan, key, today=today(), settings=method, without=without, changes=changes)
    if chosen is None:
        raise PlanError("There is no cycle in this plan yet, and a page is about one; `okrtui` begins one.")
    from okrtui.exchange import markdown_out

    return markdown_out.page(plan, chosen.id, today=today(), settings=method, without=without)


def _cycle_at_hand(plan: Plan) -> Cycle | None:
    """The cycle that a page is about when none is named: the one that is active, or else the one nearest to today."""
    from okrtui.clock import today

    day = today()
    dated = [cycle for cycle in plan.cycles if cycle.start and cycle.end]
    active = [cycle for cycle in dated if cycle.state == "active"]
    return min(active or dated, key=lambda cycle: _days_away(cycle, day), default=None)


def _days_away(cycle: Cycle, day: date) -> int:
    """How many days lie between a day and a cycle; 0 for a day in it."""
    if cycle.start is None or cycle.end is None:
        return date.max.toordinal()
    return max(0, (cycle.start - day).days, (day - cycle.end).days)
