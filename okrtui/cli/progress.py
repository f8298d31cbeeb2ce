"""What is going on, said on standard error while it takes longer than a second, and only where somebody looks."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PATIENCE = 1.0
"""Seconds after which waiting people want to know."""
_STEP = 0.5


class Progress:
    """The step that a command is at. Setting `step` is free; a thread of its own shows it."""

    def __init__(self, step: str) -> None:
        self.step = step
        self._ended = threading.Event()
        self._begun = time.monotonic()
        self._shown = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def begin(self) -> None:
        """Wait for the second to pass."""
        self._thread.start()

    def end(self) -> None:
        """Take away what was shown."""
        self._ended.set()
        self._thread.join()
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _run(self) -> None:
        from okrtui.cli.output import visible

        if self._ended.wait(_PATIENCE):
            return
        self._shown = True
        while True:
            seconds = time.monotonic() - self._begun
            line = visible(f"{self.step[:60]} … {seconds:.0f} s   (Ctrl+C stops it)")
            encoding = sys.stderr.encoding or "utf-8"
            sys.stderr.write("\r\x1b[K" + line.encode(encoding, "replace").decode(encoding))
            sys.stderr.flush()
            if self._ended.wait(_STEP):
                return


@contextmanager
def progress(step: str) -> Iterator[Progress]:
    """Show what is going on while the block runs; its `step` can be changed. Nothing is printed within the block."""
    shown = Progress(step)
    if not sys.stderr.isatty():
        yield shown
        return
    shown.begin()
    try:
        yield shown
    finally:
        shown.end()
