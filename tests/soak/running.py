"""A window of the real program that is used hard: its size changes, it is hung up on, it is watched for hanging."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import termios
import time
from pathlib import Path

from tests.tui.terminal import Terminal

KEPT = 20_000
"""Bytes of what was painted that are remembered while a window is fed."""

_QUIET = 0.04
"""Seconds without CPU and without output after which everything that was typed has been dealt with."""


class Hung(AssertionError):
    """The program did not get done with what was typed."""


class Window(Terminal):
    """One running okrtui in a terminal of its own."""

    def resize(self, size: tuple[int, int]) -> None:
        """Change the size of the terminal; the program is told by the system."""
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def hang_up(self) -> None:
        """Close the terminal as a user does: the program gets SIGHUP and nobody reads what it writes."""
        os.close(self.master)
        os.close(self.slave)
        self.master = self.slave = -1

    def stop(self, how: str) -> None:
        """End it: ``KILL``, ``TERM`` or ``HUP`` as a signal, or ``close`` its terminal; wait until it has ended."""
        if how == "close":
            self.hang_up()
        else:
            self.process.send_signal(getattr(signal, f"SIG{how}"))
        deadline = time.monotonic() + 20
        while self.process.poll() is None and time.monotonic() < deadline:
            if self.master < 0:
                time.sleep(0.005)
            else:
                self.read(0.01)
        if self.process.poll() is None:
            raise Hung(f"still there after {how}")

    def __exit__(self, *error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.master >= 0:
            os.close(self.master)
            os.close(self.slave)

    def ready(self) -> None:
        """Wait until it has painted its first screen and is quiet."""
        end = time.monotonic() + 30
        while b"\x1b[?1049h" not in self.output and not self.ended:
            self._take(0.05)
            self._in_time(end)
        self.read(0.1)
        self.settle()

    def dump(self) -> str:
        """Kill it; where its threads were (with PYTHONFAULTHANDLER in the environment)."""
        self.output, self.mark = b"", 0
        if not self.ended:
            self.process.send_signal(signal.SIGABRT)
            self.read(1.0)
        return self.text

    @property
    def ended(self) -> bool:
        """Whether the program has ended."""
        return self.process.poll() is not None

    @property
    def waiting(self) -> int:
        """Bytes that were typed and that the program has not read yet."""
        return int(struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0])

    def feed(self, data: bytes, patience: float = 30.0) -> None:
        """Type, and wait until the program has dealt with it: it has read everything and is quiet.

        Raises `Hung` when that takes longer than ``patience`` seconds.
        """
        end = time.monotonic() + patience
        while data and not self.ended:
            if select.select([], [self.master], [], 0)[1]:
                data = data[os.write(self.master, data[:512]) :]
            self._take(0.0 if data else 0.001)
            self._in_time(end)
        self.settle(end - time.monotonic())

    def settle(self, patience: float = 30.0) -> None:
        """Wait until the program is quiet, and forget what it painted long ago."""
        end = time.monotonic() + patience
        used = -1.0
        while not self.ended:
            now = self._cpu()
            got = self._take(_QUIET)
            if not got and now == used and not self.waiting:
                break
            used = now
            self._in_time(end)
        self.output = self.output[-KEPT:]
        self.mark = 0

    def _in_time(self, end: float) -> None:
        if time.monotonic() > end:
            raise Hung(f"not done with what was typed; {self.waiting} bytes are not read")

    def _take(self, seconds: float) -> bool:
        """Read for at most so long; whether anything came. Wakes as soon as something does."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        self.read(0.0005)
        return True

    def _cpu(self) -> float:
        """Clock ticks that the program has used so far."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return -2.0
        fields = stat.rpartition(")")[2].split()
        return float(int(fields[11]) + int(fields[12]))
