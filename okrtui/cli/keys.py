"""`okrtui keys`: the keys that are in force, on a sheet to print."""

from __future__ import annotations

import click


@click.command("keys")
@click.option("--format", "form", type=click.Choice(("text", "markdown")), default="text", show_default=True)
@click.option(
    "--preset",
    type=click.Choice(("default", "plain", "vim")),
    help="The keys of a preset, instead of those that the settings say.",
)
def keys_command(form: str, preset: str | None) -> None:
    """Show all keys, with the names of the commands that the settings file takes.

    \b
    Examples:
      okrtui keys
      okrtui keys --preset vim
      okrtui keys --format markdown > keys.md
    """
    from okrtui.cli.output import write_line
    from okrtui.tui.cheatsheet import cheat_sheet

    write_line(cheat_sheet(in_force(preset), form).rstrip("\n"))


def in_force(preset: str | None = None) -> dict[str, tuple[str, ...]]:
    """The keys of a preset, or else those of the settings; what cannot be used there goes to standard error."""
    from okrtui.cli.output import visible
    from okrtui.tui.keymap import read_settings, resolve

    if preset is not None:
        return resolve(preset, {})[0]
    found, problems = read_settings()
    for problem in problems:
        click.echo(visible(problem), err=True)
    return resolve(found.keys_preset, found.keys)[0]
