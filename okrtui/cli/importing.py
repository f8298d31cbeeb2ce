"""`okrtui import`: what a file would change in a plan, and the change itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from okrtui.cli.completion import cycles, files
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.cli.markdown_import import Wishes
    from okrtui.cli.progress import Progress
    from okrtui.exchange.csv_columns import TableWishes
    from okrtui.exchange.importing import Import
    from okrtui.plan.model import Plan

_SAID = {"add": "to add (+)", "change": "to change (~)", "remove": "to remove (-)", "keep": "to keep as they are"}


@click.command("import")
@click.argument("file", metavar="FILE", shell_complete=files)
@click.argument("plan", metavar="[PLAN.db]", required=False, shell_complete=files)
@click.option("--apply", "do", is_flag=True, help="Make the changes; without it nothing is written.")
@click.option("--replace", is_flag=True, help="Make the plan equal to the file: what the file leaves out goes.")
@click.option(
    "--cycle",
    default="",
    metavar="NAME",
    shell_complete=cycles,
    help="Markdown, CSV: the cycle that all of it goes to.",
)
@click.option("--map", "mapped", multiple=True, metavar="'THEIRS=OURS'", help="CSV: what a column holds; see below.")
@click.option("--decimal", type=click.Choice(("comma", "point")), help="CSV: what stands before decimals.")
@click.option("--dates", type=click.Choice(("day-first", "month-first")), help="CSV: what 04/05/2026 begins with.")
@click.option("--as", "kinds", multiple=True, metavar="LINE=KIND", help="Markdown: what the text of a line is.")
@click.option("--skip", "skipped", multiple=True, metavar="LINE", help="Markdown: leave the text of a line out.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def import_command(
    file: str,
    plan: str | None,
    do: bool,
    replace: bool,
    cycle: str,
    mapped: tuple[str, ...],
    decimal: str | None,
    dates: str | None,
    kinds: tuple[str, ...],
    skipped: tuple[str, ...],
    form: str,
) -> None:
    """Show what a file would change in a plan; --apply does it.

    FILE.toml: rows are matched by their ids. What the file does not mention stays, unless --replace is given.

    FILE.json: the same.

    FILE.csv or .tsv: a table of key results and KPIs, of okrtui or of another tool. Columns are known by their
    headings; --map "Their heading=target" says otherwise, and "Their heading=" leaves one out. Ours are those that
    `okrtui export --help` lists. How numbers and dates were read is said; --decimal and --dates say otherwise.

    FILE.md or .txt: OKRs in any shape. Each line is shown with what it is taken for and how sure that is; --as and
    --skip say otherwise. Texts that the plan holds already are recognised. They go to the quarter that the document
    names, else to the plan's current one.

    The import is one action, and undo takes it back.

    \b
    Examples:
      okrtui import team.toml
      okrtui import team.toml plan.db --apply
      okrtui import okrs.md plan.db --as 12=initiative --skip 30 --apply
    """
    from okrtui.cli.markdown_import import Wishes
    from okrtui.exchange.incoming import format_of
    from okrtui.settings import default_plan

    path = default_plan() if plan is None else Path(plan)
    wishes = Wishes(kinds, skipped, cycle)
    kind = format_of(file)
    if kind != "csv" and (mapped or decimal or dates):
        raise PlanError(f"{file}: --map, --decimal and --dates are for tables (.csv, .tsv).")
    if kind == "markdown":
        if replace:
            raise PlanError(f"{file}: --replace needs a file that holds a whole plan, such as a .toml file.")
        found = _import_document(file, path, wishes, do, quiet=form == "json")
    else:
        if kinds or skipped:
            raise PlanError(f"{file}: --as and --skip are for documents in Markdown.")
        if cycle and kind != "csv":
            raise PlanError(f"{file}: --cycle is for documents and tables; this file names its cycles itself.")
        table = _table_wishes(mapped, cycle, decimal, dates)
        make = partial(import_edit_of, file, replace=replace, wishes=table)
        found = _import_rows(make, file, path, do, quiet=form == "json")
    if form == "json":
        _print_json(found)
        return
    if not found.edit:
        _say(f"{path} holds all of it already: there is nothing to change.")
    else:
        _say(f"{_counts(found)}. {'It is done.' if do else 'Nothing has been written: --apply does it.'}")


def _table_wishes(mapped: tuple[str, ...], cycle: str, decimal: str | None, dates: str | None) -> TableWishes:
    """What the options say of a table."""
    from okrtui.exchange.csv_columns import TableWishes

    columns = {}
    for text in mapped:
        heading, sign, column = text.rpartition("=")
        if not sign or not heading.strip():
            raise PlanError(f"--map {text}: expected their heading, =, and our column, such as 'Ziel=target'.")
        columns[heading.strip()] = column.strip()
    mark: Literal["", ",", "."] = "" if decimal is None else "," if decimal == "comma" else "."
    day_first = None if dates is None else dates == "day-first"
    return TableWishes(columns, cycle, decimal=mark, day_first=day_first)


def _import_rows(make: Callable[[Plan], Import], file: str, path: Path, do: bool, *, quiet: bool) -> Import:
    """A file whose rows have ids, or are known by their words."""
    from okrtui.cli.progress import progress

    with progress(f"Reading {file}") as shown:
        found = _apply(path, make, shown) if do else make(_as_it_is(path))
        shown.step = "Finding words for what changes"
        _ = found.items if quiet else found.lines
    if not quiet:
        _print_lines(found)
    return found


def _import_document(file: str, path: Path, wishes: Wishes, do: bool, *, quiet: bool) -> Import:
    """A document whose lines are taken for what they read like."""
    from okrtui.cli.markdown_import import lines_into, print_tree, read_lines
    from okrtui.cli.progress import progress

    with progress(f"Reading {file}") as shown:
        document = read_lines(file, wishes)
        made = lines_into(_as_it_is(path), document, file, wishes)
        if do:
            _apply(path, lambda plan: lines_into(plan, document, file, wishes).found, shown)
    if not quiet:
        print_tree(document, made)
    return made.found


def import_edit_of(file: str, plan: Plan, *, replace: bool = False, wishes: TableWishes | None = None) -> Import:
    """What a file with a plan's rows would change in a plan; raises `PlanError` when it cannot be read as one."""
    from okrtui.cli.common import settings
    from okrtui.clock import today
    from okrtui.exchange.rows_in import import_file

    return import_file(file, file, plan, today=today(), method=settings().method, replace=replace, wishes=wishes)


def _as_it_is(path: Path) -> Plan:
    """The plan in the file, or an empty one where there is none yet."""
    from okrtui.cli.common import read_plan
    from okrtui.plan.model import Plan

    return read_plan(path) if path.exists() else Plan()


def _apply(path: Path, make: Callable[[Plan], Import], shown: Progress) -> Import:
    """Make the changes, all or none; a plan that was not there is made for them, and taken away if they fail."""
    from okrtui import store
    from okrtui.cli.common import changing, write
    from okrtui.plan.model import Plan

    fresh = not path.exists()
    if fresh:
        plan = Plan()
        plan.apply(make(plan).edit.changes)
        store.create(path)
    try:
        with changing(path) as session:
            done = make(session.history_all())
            shown.step = f"Writing {path}"
            write(session, done.edit)
            return done
    except PlanError:
        if fresh:
            path.unlink(missing_ok=True)
        raise


def _print_json(found: Import) -> None:
    from okrtui.cli.output import write_json

    said = {"notes": list(found.notes)} if found.notes else {}
    write_json({"items": found.items, "changes": [line.as_json() for line in found.lines], **said}, indent=2)


def _print_lines(found: Import) -> None:
    from okrtui.cli.output import MARKS, Paper

    paper = Paper()
    for line in found.lines:
        mark, style = MARKS[line.verb]
        paper.paragraph(line.text, style, indent="    ", first=f"{paper.style(mark, style)} ")
    for note in found.notes:
        paper.paragraph(note, "dim")


def _counts(found: Import) -> str:
    """How many lines there are of each kind, as a sentence without its full stop."""
    from okrtui.cli.output import listed

    verbs = [line.verb for line in found.lines]
    words = [f"{verbs.count(verb)} {said}" for verb, said in _SAID.items() if verb in verbs]
    return listed(words)


def _say(sentence: str) -> None:
    from okrtui.cli.output import visible, write_line

    write_line(visible(sentence))
