"""`okrtui new`: a plan file that was not there before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrtui.cli.completion import examples_or_files, files
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.plan.changes import Edit
    from okrtui.plan.model import Plan


@click.command("new")
@click.argument("file", metavar="PLAN.db", shell_complete=files)
@click.option(
    "--from",
    "source",
    metavar="FILE|EXAMPLE",
    shell_complete=examples_or_files,
    help="Begin with what this file holds, or with an example.",
)
def new_command(file: str, source: str | None) -> None:
    """Make an empty plan, or one from a file or an example. A PLAN.db that exists is left alone.

    \b
    An example becomes a draft of the nearest quarter, without its history:
      shop             an online shop
      saas             a subscription product
      platform         a platform team
      public-service   a permit office

    \b
    Examples:
      okrtui new plan.db
      okrtui new plan.db --from team.toml
      okrtui new plan.db --from saas
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
    import os

    from okrtui.exchange.examples import NAMES
    from okrtui.plan.model import Plan

    plan = Plan()
    if source in NAMES and not os.path.lexists(source):
        edit = _draft(source, plan)
    else:
        if not os.path.splitext(source)[1] and not os.path.lexists(source):
            raise PlanError(f"--from {source}: there is no such file, and no such example: {', '.join(NAMES)}.")
        from okrtui.cli.importing import import_edit_of

        edit = import_edit_of(source, plan).edit
    plan.apply(edit.changes)
    return edit


def _draft(example: str, plan: Plan) -> Edit:
    """What makes an empty plan a draft of the example for the quarter to plan next."""
    from okrtui.cli.common import settings
    from okrtui.clock import today
    from okrtui.exchange.examples import as_draft
    from okrtui.exchange.importing import import_edit
    from okrtui.plan.quarters import nearest_quarter

    quarter = nearest_quarter(today(), settings().method.fiscal_year_start)
    return import_edit(plan, as_draft(example, quarter)).edit


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
