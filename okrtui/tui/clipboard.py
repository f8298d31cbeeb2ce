"""Copies that reach the clipboard also where the terminal takes none: through the system's own command."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from threading import Thread

from okrtui.tui.browser import shown_in_browser

PATIENCE = 3.0
"""Seconds that a command may take; some wait for a display that is not there."""


def command(
    environ: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    platform: str = sys.platform,
) -> tuple[str, ...]:
    """The command that puts its input on the clipboard; empty where there is none, as on a machine far away."""
    if platform == "darwin":
        wanted: list[tuple[str, ...]] = [("pbcopy",)]
    elif platform == "win32" or "WSL_DISTRO_NAME" in environ:
        wanted = [("clip.exe",)]
    else:
        wanted = []
    if environ.get("WAYLAND_DISPLAY"):
        wanted.append(("wl-copy",))
    if environ.get("DISPLAY"):
        wanted += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return next((each for each in wanted if which(each[0])), ())


def copied(what: str = "") -> str:
    """The sentence after a copy of `what`: nothing tells okrtui whether it has arrived."""
    allowed = (
        "if your browser allows it; else it shows the text" if shown_in_browser() else "if the terminal takes copies"
    )
    return f"Copied {what}, {allowed}." if what else f"Copied, {allowed}."


def hand_over(text: str) -> Thread | None:
    """Give a text to the system's command, on a thread; None where there is no such command.

    It comes on top of the escape sequence that the terminal is sent, and says nothing when it fails.
    """
    found = command()
    if not found:
        return None
    # clip.exe takes what it is given for the console's code page, unless it begins like UTF-16.
    data = text.encode("utf-16" if found[0] == "clip.exe" else "utf-8", "replace")
    thread = Thread(target=_run, args=(found, data), name="okrtui-copy", daemon=True)
    thread.start()
    return thread


def _run(found: tuple[str, ...], data: bytes) -> None:
    quiet = subprocess.DEVNULL  # xclip stays behind to serve the copy, and would hold the terminal open
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(found, input=data, stdout=quiet, stderr=quiet, timeout=PATIENCE, check=False)
