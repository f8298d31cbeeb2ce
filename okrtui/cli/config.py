"""`okrtui config`: the settings, what is wrong in them, and where they are."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("config")
@click.argument("what", required=False, type=click.Choice(("path", "check")), metavar="[path|check]")
def config_command(what: str | None) -> int:
    """Show the settings that hold, with comments.

    What cannot be used in them is said on standard error, all of it; the defaults hold instead. `okrtui config path`
    shows where the settings are, `okrtui config check` says only what cannot be used, and ends with 1 if there is any.

    To change them, save what `okrtui config` prints under the path that it names, and edit it.

    \b
    Examples:
      okrtui config
      okrtui config check
      okrtui config path
    """
    from okrtui.cli.output import visible, write
    from okrtui.settings import path
    from okrtui.settings.writing import template
    from okrtui.tui.keymap import read_settings

    file = path()
    if what == "path":
        write(visible(str(file)) + "\n")
        return 0
    found, problems = read_settings()
    if what == "check":
        write("".join(f"{visible(problem)}\n" for problem in problems) or _fine(file))
        return 1 if problems else 0
    where = "They are in" if file.exists() else "These are the defaults; your own go into"
    write(f"# {where} {visible(str(file))}\n{template(found)}")
    for problem in problems:
        click.echo(visible(problem), err=True)
    return 0


def _fine(file: Path) -> str:
    """That there is nothing to mend."""
    from okrtui.cli.output import visible

    said = "all of it can be used." if file.exists() else "there are no settings of your own; the defaults hold."
    return f"{visible(str(file))}: {said}\n"
