"""Who acts: the user, and the window that they act in."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

Window = str
"""The name of a window: its process and something random, see `open_window`."""


_open: set[Window] = set()
"""The windows of this process that are open."""


def open_window() -> Window:
    """A name for a new window that no other one has; it tells the process, so that others see whether it still runs."""
    window = f"{os.getpid()}-{_started(os.getpid())}-{os.urandom(6).hex()}"
    _open.add(window)
    return window


def close_window(window: Window) -> None:
    """Count a window as gone, so that what it left behind is offered."""
    _open.discard(window)


def runs(window: Window) -> bool:
    """Whether a window is still open, as far as can be told."""
    pid, _, rest = window.partition("-")
    if not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return window in _open
    if os.name == "posix":
        try:
            os.kill(int(pid), 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            pass
    return _started(int(pid)) == rest.partition("-")[0]


def _started(pid: int) -> str:
    """When a process began, where the system tells (a number can be given to another process later); else empty.

    A process that has ended, and that nobody has waited for yet, began never.
    """
    with suppress(OSError, IndexError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_bytes()[:8].decode()
        stat = Path(f"/proc/{pid}/stat").read_bytes().decode(errors="replace")
        state, *fields = stat.rpartition(")")[2].split()
        return "ended" if state in "ZX" else f"{boot}.{fields[18]}"
    return ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who acts: the user's name and the window, and when (a local date-time in ISO form)."""

    who: str
    window: Window
    at: str


def user_name() -> str:
    """The name that the system knows the user by; empty when there is none."""
    import getpass  # with termios, and asked for with the first action

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
