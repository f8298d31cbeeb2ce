"""The real program in a pseudo-terminal, as a user starts it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ESCAPES = re.compile(
    rb"\x1b(?:\[[0-9;:?<>=]*[a-zA-Z~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|P[^\x1b]*\x1b\\|[=>78])"
)
PATIENCE = 20.0


def _own_terminal() -> None:
    """Make the terminal that of the session, so that the program is told when it closes or changes its size."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """One running okrtui. What it writes is gathered while somebody waits for it."""

    def __init__(
        self, *arguments: str, folder: Path, size: tuple[int, int] = (120, 40), today: str = "2026-05-04"
    ) -> None:
        self.output = b""
        self.mark = 0
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(slave)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "OKRTUI_TODAY": today,
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "HOME": str(folder),
        }
        for name in ("PYTEST_CURRENT_TEST", "COLUMNS", "LINES"):  # the last two would hide the terminal's own size
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "okrtui", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            cwd=folder,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        self.slave = slave

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    @property
    def text(self) -> str:
        """What was written since the last `press`, without escape sequences; not a screen, but what was painted."""
        return ESCAPES.sub(b"", self.output[self.mark :]).decode(errors="replace")

    def read(self, seconds: float) -> None:
        """Gather what comes within some time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.master], [], [], min(left, 0.05))[0]:
                continue
            try:
                got = os.read(self.master, 65536)
            except OSError:
                return
            self.output += got
            if b"\x1b[c" in got:
                os.write(self.master, b"\x1b[?62c")

    def wait_for(self, words: str, seconds: float = PATIENCE) -> float:
        """Wait until words are painted; how long it took. Fails with what was painted instead."""
        start = time.monotonic()
        while words not in self.text:
            if time.monotonic() - start > seconds:
                raise AssertionError(f"{words!r} did not come; painted: {self.text[-1500:]!r}")
            self.read(0.03)
        return time.monotonic() - start

    def press(self, keys: str) -> None:
        """Type; `wait_for` looks at what is painted from here on."""
        self.mark = len(self.output)
        os.write(self.master, keys.encode())
        self.read(0.05)

    def kill(self) -> None:
        """kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self) -> int:
        """Wait until it has ended; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        self.read(0.05)
        return self.process.wait(1)
