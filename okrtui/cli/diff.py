"""`okrtui diff`: what changed from one plan to another, in the plan's own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from okrtui.cli.completion import files

if TYPE_CHECKING:
    from okrtui.exchange.diffing import Group

_SAID = {"add": "added (+)", "change": "changed (~)", "remove": "removed (-)"}


@click.command("diff")
@click.argument("a", metavar="A", shell_complete=files)
@click.argument("b", metavar="B", shell_complete=files)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def diff_command(a: str, b: str, form: str) -> int:
    """Show what changed from plan A to plan B, in the plan's own terms.

    A and B are plan files (.db), .toml or .json files, in any combination. What counts is what the plans say: another
    layout of a file is no difference. Exit code 1 when they differ, 0 when they do not.

    \b
    Examples:
      okrtui diff plan.toml plan.db
      okrtui diff before.toml after.toml --format json
      git show main:plan.toml > old.toml; okrtui diff old.toml plan.toml
    """
    from okrtui.cli.planfiles import read_document
    from okrtui.cli.progress import progress
    from okrtui.exchange.diffing import difference

    with progress(f"Reading {a}") as shown:
        before = read_document(a)
        shown.step = f"Reading {b}"
        after = read_document(b)
        shown.step = "Comparing"
        groups = difference(before, after)
    if form == "json":
        from okrtui.cli.output import write_json

        write_json({"a": a, "b": b, "changes": [line for group in groups for line in group.as_json()]}, indent=2)
    else:
        _print(a, b, groups)
    return int(bool(groups))


def _print(a: str, b: str, groups: list[Group]) -> None:
    from okrtui.cli.output import MARKS, Paper, listed, visible, write_line

    if not groups:
        write_line(visible(f"{a} and {b} hold the same plan."))
        return
    paper = Paper()
    for group in groups:
        write_line(paper.style(visible(group.heading), "bold"))
        for line in group.lines:
            mark, style = MARKS[line.verb]
            paper.paragraph(line.text, style, indent="    ", first=f"  {paper.style(mark, style)} ")
        write_line()
    verbs = [line.verb for group in groups for line in group.lines]
    counts = [f"{verbs.count(verb)} {said}" for verb, said in _SAID.items() if verb in verbs]
    write_line(f"From {visible(a)} to {visible(b)}: {listed(counts)}.")
