"""A program in a real pseudo-terminal, and when it answers: times are those of bytes arriving at the terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

_CONTROL = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>78]|\x1b\][^\x07]*\x07|\x1bP[^\x1b]*\x1b\\")
_ASKED = {b"\x1b[c": b"\x1b[?62;22c", b"\x1b[?2026$p": b"\x1b[?2026;1$y", b"\x1b[6n": b"\x1b[1;1R"}
"""What a terminal is asked at the start, and what this one answers."""

LONGEST = 3.0
"""Seconds after which a key counts as answered, whatever still comes."""
QUIET = 0.06
"""Seconds of silence after which a key has been answered for good."""


@dataclass(slots=True)
class Answer:
    """What came of a key: milliseconds to the first byte and to the last, how many bytes, and what it took.

    `work` is milliseconds of CPU of the program's main thread: unlike the others, it hardly changes on a busy machine.
    """

    first: float
    last: float
    size: int
    work: float


@dataclass(slots=True)
class Terminal:
    """One run of a program. Text is looked for in what it wrote, without control sequences."""

    command: Sequence[str]
    columns: int = 120
    lines: int = 40
    environment: dict[str, str] = field(default_factory=dict)
    folder: str = "."
    pid: int = 0
    fd: int = -1
    _text: bytes = b""
    _written: bytes = b""
    _started: float = 0.0

    def start(self) -> Terminal:
        """Begin to run."""
        self._started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(
                {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(self.columns)} | self.environment
            )
            os.environ["LINES"] = str(self.lines)
            os.chdir(self.folder)
            os.execvp(self.command[0], list(self.command))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))
        return self

    def _read(self, timeout: float) -> bytes:
        ready, _, _ = select.select([self.fd], [], [], timeout)
        if not ready:
            return b""
        try:
            chunk = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self._written += chunk
        for asked, answer in _ASKED.items():
            if asked in chunk:
                os.write(self.fd, answer)
        return chunk

    def until(self, pattern: str, timeout: float = 20.0) -> float:
        """Milliseconds from the start until a text has been written; raises `TimeoutError`."""
        wanted = re.compile(pattern.encode())
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            self._text += self._read(0.05)
            if wanted.search(_CONTROL.sub(b"", self._text)):
                return (time.perf_counter() - self._started) * 1000
        raise TimeoutError(f"{self.command[0]} never wrote {pattern}")

    def settle(self) -> None:
        """Wait until nothing has been written for a while."""
        end = time.perf_counter() + LONGEST
        while (chunk := self._read(QUIET)) and time.perf_counter() < end:
            self._text += chunk

    def key(self, keys: str, until: str = "") -> Answer:
        """Press a key and wait for its answer, or until a text is written (then `last` is that moment)."""
        self._text = b""
        worked = self.work()
        begin = time.perf_counter()
        os.write(self.fd, keys.encode())
        first = last = 0.0
        wanted = re.compile(until.encode()) if until else None
        while time.perf_counter() - begin < LONGEST:  # a blinking caret never falls silent
            chunk = self._read(QUIET if first and not wanted else 2.0)
            now = (time.perf_counter() - begin) * 1000
            if not chunk:
                break
            self._text += chunk
            first = first or now
            last = now
            if wanted and wanted.search(_CONTROL.sub(b"", self._text)):
                break
        size = len(self._text)
        self.settle()
        return Answer(first, last, size, self.work() - worked)

    def drain(self, seconds: float) -> None:
        """Read, and forget, what comes within some seconds."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def work(self) -> float:
        """Milliseconds of CPU that its main thread has had so far, where /proc tells."""
        try:
            with open(f"/proc/{self.pid}/task/{self.pid}/schedstat", encoding="ascii") as stat:
                return int(stat.read().split()[0]) / 1e6
        except OSError:
            return 0.0

    def wakeups(self) -> float:
        """How often its threads have waited for something so far."""
        total = 0.0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status", encoding="ascii") as status:
                total += next((float(line.split()[1]) for line in status if line.startswith("voluntary_ctxt")), 0.0)
        return total

    def memory(self) -> float:
        """Peak resident memory in MB, where /proc tells."""
        try:
            with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
                return next((int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")), 0.0)
        except OSError:
            return 0.0

    def quit(self, keys: str = "\x11") -> tuple[float, int]:
        """Press the quit key; milliseconds until the process has ended, and its exit code."""
        begin = time.perf_counter()
        os.write(self.fd, keys.encode())
        while True:
            if time.perf_counter() - begin > LONGEST:
                os.kill(self.pid, 9)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.fd)
                return (time.perf_counter() - begin) * 1000, os.waitstatus_to_exitcode(status)
            self._read(0.005)

    @property
    def as_found(self) -> bool:
        """After `quit`: whether the cursor shows, and the alternate screen and mouse reports are off again."""
        last = {}
        for switch, state in re.findall(rb"\x1b\[\?(\d+)([hl])", self._written):
            last[switch] = state
        return last.get(b"25", b"h") == b"h" and all(last.get(s, b"l") == b"l" for s in (b"1049", b"1000", b"1003"))
