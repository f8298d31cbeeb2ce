"""`okrtui new`: a plan file that was not there before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.plan.changes import Edit


@click.command("new")
@click.argument("file", metavar="PLAN.db")
@click.option("--from", "source", metavar="FILE.toml", help="Begin with what this file holds.")
def new_command(file: str, source: str | None) -> None:
    """Make an empty plan, or one from a TOML file. A file that exists is left alone.

    \b
    Examples:
      okrtui new plan.db
      okrtui new plan.db --from team.toml
    """
    import os

    from okrtui.cli.output import visible, write_line
    from okrtui.cli.textfiles import refuse_name

    path = Path(file)
    refuse_name(path)
    if os.path.lexists(path):
        raise PlanError(f"{path}: this file exists already, and stays as it is; expected the name of a new one.")
    edit = _content(source) if source is not None else None
    _create(path, edit)
    write_line(visible(f"Made {path}. `okrtui {path if path.suffix else f'./{path}'}` opens it."))


def _content(source: str) -> Edit:
    """What to write into the new plan, tried on a plan in memory before there is a file."""
    from okrtui.cli.importing import import_edit_of
    from okrtui.plan.model import Plan

    plan = Plan()
    edit = import_edit_of(source, plan).edit
    plan.apply(edit.changes)
    return edit


def _create(path: Path, edit: Edit | None) -> None:
    from okrtui import store
    from okrtui.cli.common import changing, write

    store.create(path)
    if edit is None:
        return
    try:
        with changing(path) as session:
            write(session, edit)
    except PlanError:
        path.unlink(missing_ok=True)
        raise
