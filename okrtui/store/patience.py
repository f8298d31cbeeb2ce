"""Waiting for a file that others hold: in slices, up to a deadline, and not in silence."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from okrtui.store.errors import Busy, is_busy

T = TypeVar("T")

SLICE = 0.1
"""Seconds that SQLite itself waits for the file before we look at the clock."""

SLOW = 0.3
"""Seconds of waiting after which the user is told."""


class Patience:
    """Does something again and again while the file is busy, up to ``deadline`` (of `time.monotonic`).

    ``slow`` is called after `SLOW` seconds, and then after every slice.
    """

    def __init__(self, deadline: float, slow: Callable[[], None]) -> None:
        self._start = time.monotonic()
        self._deadline = deadline
        self._slow = slow

    def insist(self, action: Callable[[], T]) -> T:
        """The outcome of ``action``, or its error of the last time once patience has run out."""
        while True:
            try:
                return action()
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() >= self._deadline:
                    raise
            except Busy:
                if time.monotonic() >= self._deadline:
                    raise
            if time.monotonic() - self._start >= SLOW:
                self._slow()
