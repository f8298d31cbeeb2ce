"""The app as commands see it: `okrtui demo --help`. What opens the app is `okrtui.__main__`, without click."""

from __future__ import annotations

import click

from okrtui.__main__ import Start, open_app
from okrtui.clock import iso_day


@click.command("demo")
@click.option("--as-of", metavar="DATE", help="Open as if today were DATE, such as 2026-05-04.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def demo_command(as_of: str | None, no_mouse: bool) -> int:
    """Open the sample plan in a throw-away file.

    It shows the sample as of its own day, 4 May 2026, unless OKRTUI_TODAY says otherwise. What you change in it is
    gone when you quit.
    """
    day = iso_day(as_of, "--as-of") if as_of is not None else None
    return open_app(Start(None, True, day, not no_mouse))
