"""`okrtui merge`: two versions of a plan into one, as a merge driver of git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrtui.cli.completion import files
from okrtui.plan.errors import PlanError

if TYPE_CHECKING:
    from okrtui.exchange.merging import Merge
    from okrtui.plan.model import Plan


@click.command("merge")
@click.argument("base", metavar="BASE", shell_complete=files)
@click.argument("ours", metavar="OURS", shell_complete=files)
@click.argument("theirs", metavar="THEIRS", shell_complete=files)
@click.option("--path", "shown", metavar="PATH", help="What messages call the file: git's %P.")
def merge_command(base: str, ours: str, theirs: str, shown: str | None) -> int:
    """Bring OURS and THEIRS together, which both come from BASE, and write the result to OURS.

    All three are TOML, whatever their names; an empty BASE is an empty plan. What both changed in different ways keeps
    OURS, and [[conflicts]] at the end of the file holds both values: okrtui shows them for a decision. Exit code 1
    when conflicts are marked, 0 when there are none.

    \b
    As a merge driver of git, in .gitattributes and once in each clone:
      plan.toml merge=okrtui
      git config merge.okrtui.driver "okrtui merge %O %A %B --path %P"

    \b
    Example:
      okrtui merge base.toml ours.toml theirs.toml
    """
    name = shown or ours
    from okrtui.cli.progress import progress

    try:
        with progress(f"Merging {name}"):
            found = _merged(base, ours, theirs, name)
    except PlanError as error:
        raise PlanError(f"{error} Nothing was merged: {name} holds OURS only.") from None
    _say(found, name)
    return int(bool(found.conflicts))


def _merged(base: str, ours: str, theirs: str, name: str) -> Merge:
    """The merge, written to OURS; `PlanError` when there is none, and OURS is as it was."""
    from okrtui.exchange import files, toml_out
    from okrtui.exchange.merging import merge

    called = (f"BASE of {name}", name, f"THEIRS of {name}") if name != ours else (base, ours, theirs)
    before, left, right = (
        _read(path, source, empty=number == 0)
        for number, (path, source) in enumerate(zip((base, ours, theirs), called, strict=True))
    )
    found = merge(before, left, right)
    files.write_atomic(Path(ours), toml_out.dumps(found.plan), force=True)
    return found


def _read(path: str, source: str, *, empty: bool) -> Plan:
    """The plan in a file; an empty file is an empty plan where that may be."""
    from okrtui.exchange import files, toml_in
    from okrtui.exchange.errors import BadInput
    from okrtui.exchange.importing import to_plan
    from okrtui.plan.model import Plan

    text = ""
    try:
        text = files.read_text(Path(path))
        if empty and not text.strip():
            return Plan()
        return to_plan(toml_in.loads(text, source))
    except BadInput as error:
        if text.lstrip("\ufeff \t\r\n").startswith("{"):
            sentence = "holds JSON, and merge reads and writes TOML; expected a plan that is kept as .toml."
            raise BadInput(source, "", sentence) from None
        raise BadInput(source, error.place, error.sentence) from None


def _say(found: Merge, name: str) -> None:
    from okrtui.cli.output import visible, write_line

    many = len(found.conflicts)
    if not many:
        write_line(visible(f"{name}: merged, without conflicts."))
        return
    write_line(
        visible(
            f"{name}: merged, with {many} conflict{'' if many == 1 else 's'}. Each keeps the value of OURS, and "
            f"[[conflicts]] at the end holds both. `okrtui import {name} --replace --apply` makes your plan equal to "
            "the file, and the app shows them for a decision; or decide in the file, and delete what is decided."
        )
    )
