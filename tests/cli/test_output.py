"""Colour on a terminal only, and only when it is wanted; text wrapped to its width."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty")


def on_terminal(columns: int = 80, **environment: str) -> str:
    """What a person sees of a check, on a terminal of so many columns."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    running = subprocess.Popen(
        [sys.executable, "-m", "okrtui", "check", "-", "--kind", "key-result"],
        stdin=subprocess.PIPE,
        stdout=theirs,
        env={**env, "TERM": "xterm-256color", **environment},
    )
    os.close(theirs)
    assert running.stdin is not None
    running.stdin.write(b"Launch the loyalty app\n")
    running.stdin.close()
    seen = b""
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:
        pass  # the other side has ended
    os.close(ours)
    assert running.wait(timeout=60) == 1
    return seen.decode()


def test_a_terminal_gets_colour() -> None:
    assert "\x1b[33mSomething you make\x1b[0m" in on_terminal()


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_nobody_gets_colour_who_does_not_want_it(environment: dict[str, str]) -> None:
    seen = on_terminal(80, **environment)
    assert "Something you make" in seen
    assert "\x1b" not in seen


@pytest.mark.parametrize(("columns", "widest"), [(50, 50), (120, 100)])
def test_text_is_wrapped_to_the_terminal(columns: int, widest: int) -> None:
    lengths = [len(line.rstrip("\r")) for line in on_terminal(columns, NO_COLOR="1").split("\n")]
    assert widest - 20 < max(lengths) <= widest
