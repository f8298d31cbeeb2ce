"""`okrtui serve`: the app in a browser. What it needs is an optional extra, and is imported only when it runs."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import click

from okrtui.cli.completion import files
from okrtui.plan.errors import PlanError

INSTALL = "pip install 'okrtui[serve]'"
"""How to come to the extra."""


@click.command("serve")
@click.argument("plan", required=False, metavar="[PLAN.db]", shell_complete=files)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--open", "show", is_flag=True, help="Open it in this machine's browser.")
def serve_command(plan: str | None, host: str, port: int, show: bool) -> None:
    """Open the app in a browser, on a plan or on your own.

    Each tab is a window of its own on the same plan: what one writes, the others show. There is no password. On
    127.0.0.1 whoever uses this machine can reach it; on another --host, whoever can reach this machine. What is
    exported there is written on this machine, and handed to the browser as well. Ctrl+C ends it.

    It needs an extra: pip install 'okrtui[serve]'. With pipx: pipx inject okrtui textual-serve.

    \b
    Examples:
      okrtui serve --open
      okrtui serve team.db --port 8080
      okrtui serve team.db --host 0.0.0.0
    """
    from okrtui.cli.output import visible, write_line

    if find_spec("textual_serve") is None:
        raise PlanError(f"okrtui serve needs what shows the app in a browser, an extra: {INSTALL}")
    if not host.strip():
        raise PlanError("--host is empty; expected an address, such as 127.0.0.1.")
    path = _plan(plan)
    _expect_free(host, port)
    write_line(visible(f"{path.stem} is served at {address(host, port)} until Ctrl+C."))
    write_line(visible(f"The plan is the file {path.absolute()}."))
    write_line(visible(who(host)))
    sys.stdout.flush()
    if show:
        _open_soon(address(host, port))
    _serve(path, host, port)


def _plan(given: str | None) -> Path:
    """The plan to serve. What is amiss with it is said here, as a window in the browser could not."""
    from okrtui.cli.common import looking
    from okrtui.cli.textfiles import refuse_text
    from okrtui.settings import default_plan

    path = default_plan() if given is None else Path(given)
    if given is not None:
        refuse_text(path)
    if path.exists():
        with looking(path):
            pass
    elif not path.absolute().parent.is_dir() and given is not None:
        raise PlanError(f"{path}: there is no folder {path.parent} to make the plan in.")
    return path


def _expect_free(host: str, port: int) -> None:
    """Raise `PlanError` when nothing can listen there."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            if os.name == "posix":  # elsewhere it would let two servers share a port
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except OSError as error:
        raise PlanError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. --port takes another."
        ) from None


def address(host: str, port: int) -> str:
    """What to type into the browser."""
    if host in ("0.0.0.0", "::"):
        return f"http://{socket.gethostname()}:{port}"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _open_soon(url: str) -> None:
    """Open the browser when the server has had the time to listen; a server that fails to takes it along."""
    import webbrowser

    timer = threading.Timer(1.0, webbrowser.open, (url,))
    timer.daemon = True
    timer.start()


def who(host: str) -> str:
    """Who can reach it, in a sentence or two."""
    from okrtui.cli.webserver import is_loopback

    if is_loopback(host):
        return "Whoever uses this machine can open it, and nobody else: there is no password."
    return (
        f"Careful: whoever can reach this machine on {host} can read and change the plan. There is no password, and "
        "nothing is encrypted."
    )


def command(path: Path) -> str:
    """The command line that opens the app on the plan, for the system's shell."""
    # -P: a file in the working folder is never taken for a part of Python or of okrtui.
    words = [sys.executable, "-P", "-m", "okrtui", "--", str(path.absolute())]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _serve(path: Path, host: str, port: int) -> None:
    from okrtui.cli.webserver import PlanServer

    try:
        PlanServer(command(path), host, port, path.stem).serve()
    except OSError as error:
        raise PlanError(f"Cannot serve on {host}, port {port}: {error.strerror or error}.") from None
