"""The app as commands see it: `okrtui demo --help`. What opens the app is `okrtui.__main__`, without click."""

from __future__ import annotations

import click

from okrtui.__main__ import Start, open_app
from okrtui.cli.completion import examples
from okrtui.clock import iso_day


@click.command("demo")
@click.argument("example", default="shop", metavar="[EXAMPLE]", shell_complete=examples)
@click.option("--as-of", metavar="DATE", help="Open as if today were DATE, such as 2026-05-04.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def demo_command(example: str, as_of: str | None, no_mouse: bool) -> int:
    """Open an example plan in a throw-away file.

    \b
    EXAMPLE is one of
      shop             an online shop (the default)
      saas             a subscription product
      platform         a platform team
      public-service   a permit office

    It shows the example as of its own day, 4 May 2026, unless OKRTUI_TODAY says otherwise. What you change in it is
    gone when you quit; `okrtui new PLAN.db --from EXAMPLE` makes a draft of it that is yours.

    \b
    Examples:
      okrtui demo
      okrtui demo platform
      okrtui demo saas --no-mouse
    """
    day = iso_day(as_of, "--as-of") if as_of is not None else None
    return open_app(Start(None, example, day, not no_mouse))
