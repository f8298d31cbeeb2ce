"""`okrtui config`: the settings, and where they are."""

from __future__ import annotations

import click


@click.command("config")
@click.argument("what", required=False, type=click.Choice(("path",)), metavar="[path]")
def config_command(what: str | None) -> None:
    """Show the settings, with comments; `okrtui config path` shows where they are.

    To change them, save what `okrtui config` prints under the path that it names, and edit it.

    \b
    Examples:
      okrtui config
      okrtui config path
    """
    from okrtui.cli.common import settings
    from okrtui.cli.keys import in_force
    from okrtui.cli.output import visible, write
    from okrtui.settings import path, template

    file = path()
    if what == "path":
        write(visible(str(file)) + "\n")
        return
    where = "They are in" if file.exists() else "These are the defaults; your own go into"
    write(f"# {where} {visible(str(file))}\n{template(settings())}")
    in_force()  # says what of the keys cannot be used
