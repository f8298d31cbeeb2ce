"""`okrtui import`: what a file would change in a plan, and the change itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.exchange.importing import Import
    from okrtui.plan.model import Plan

_LATER = (".md", ".markdown", ".csv", ".json")
_MARKS = {"add": ("+", "green"), "change": ("~", "yellow"), "remove": ("-", "red"), "keep": (" ", "dim")}
_SAID = {"add": "to add (+)", "change": "to change (~)", "remove": "to remove (-)", "keep": "to keep as they are"}


@click.command("import")
@click.argument("file", metavar="FILE.toml")
@click.argument("plan", metavar="[PLAN.db]", required=False)
@click.option("--apply", "do", is_flag=True, help="Make the changes; without it nothing is written.")
@click.option("--replace", is_flag=True, help="Make the plan equal to the file: what the file leaves out goes.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def import_command(file: str, plan: str | None, do: bool, replace: bool, form: str) -> None:
    """Show what a file would change in a plan; --apply does it.

    Rows are matched by their ids. What the file does not mention stays, unless --replace is given. The import is one
    action, and undo takes it back.

    \b
    Examples:
      okrtui import team.toml
      okrtui import team.toml plan.db --apply
    """
    from okrtui.settings import default_plan

    path = default_plan() if plan is None else Path(plan)
    found = _apply(file, path, replace) if do else import_edit_of(file, _as_it_is(path), replace=replace)
    if form == "json":
        _print_json(found)
        return
    _print_lines(found)
    if not found.edit:
        _say(f"{path} holds all of it already: there is nothing to change.")
    else:
        _say(f"{_counts(found)}. {'It is done.' if do else 'Nothing has been written: --apply does it.'}")


def import_edit_of(file: str, plan: Plan, *, replace: bool = False) -> Import:
    """What a file would change in a plan; raises `PlanError` when it cannot be read as one."""
    from okrtui.exchange import files, importing, toml_in

    suffix = Path(file).suffix.lower()
    if suffix in _LATER:
        raise PlanError(f"{file}: importing {suffix} comes with a later okrtui; expected a .toml file.")
    if suffix != ".toml":
        raise PlanError(f"{file}: expected a file that ends in .toml.")
    document = toml_in.loads(files.read_text(Path(file)), file)
    return importing.import_edit(plan, document, replace=replace)


def _as_it_is(path: Path) -> Plan:
    """The plan in the file, or an empty one where there is none yet."""
    from okrtui.cli.common import read_plan
    from okrtui.plan.model import Plan

    return read_plan(path) if path.exists() else Plan()


def _apply(file: str, path: Path, replace: bool) -> Import:
    """Make the changes, all or none; a plan that was not there is made for them, and taken away if they fail."""
    from okrtui import store
    from okrtui.cli.common import changing, write
    from okrtui.plan.model import Plan

    fresh = not path.exists()
    if fresh:
        plan = Plan()
        plan.apply(import_edit_of(file, plan, replace=replace).edit.changes)
        store.create(path)
    try:
        with changing(path) as session:
            done = import_edit_of(file, session.history_all(), replace=replace)
            write(session, done.edit)
            return done
    except PlanError:
        if fresh:
            path.unlink(missing_ok=True)
        raise


def _print_json(found: Import) -> None:
    from okrtui.cli.output import write_json

    write_json({"items": found.items, "changes": [line.as_json() for line in found.lines]}, indent=2)


def _print_lines(found: Import) -> None:
    from okrtui.cli.output import Paper

    paper = Paper()
    for line in found.lines:
        mark, style = _MARKS[line.verb]
        paper.paragraph(line.text, style, indent="    ", first=f"{paper.style(mark, style)} ")


def _counts(found: Import) -> str:
    """How many lines there are of each kind, as a sentence without its full stop."""
    from okrtui.cli.output import listed

    verbs = [line.verb for line in found.lines]
    words = [f"{verbs.count(verb)} {said}" for verb, said in _SAID.items() if verb in verbs]
    return listed(words)


def _say(sentence: str) -> None:
    from okrtui.cli.output import visible, write_line

    write_line(visible(sentence))
