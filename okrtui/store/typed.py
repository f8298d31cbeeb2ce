"""Drafts between the fingers and the disk: the latest text of each key, and when it is to be written."""

from __future__ import annotations

import threading
import time

from okrtui.store.drafts import Draft

PAUSE = 0.15
"""Seconds without a key after which a draft is written."""

STEADY = 1.0
"""Seconds of steady typing after which a draft is written all the same."""


class Typed:
    """Drafts that wait to be written; shared by the side that types and the store thread.

    A draft that is None is to be dropped.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._drafts: dict[str, Draft | None] = {}
        self._times: dict[str, float] = {}
        self._first_key = self._last_key = 0.0

    def __bool__(self) -> bool:
        return bool(self._drafts)

    def put(self, key: str, draft: Draft | None) -> bool:
        """Keep the latest of a key; whether nothing was waiting before."""
        with self._lock:
            now = time.monotonic()
            first = not self._drafts
            if first:
                self._first_key = now
            # dropping a draft is not typing: it need not wait
            self._last_key = now if draft else now - PAUSE
            self._times[key] = now
            self._drafts[key] = draft
            return first

    def due(self) -> float:
        """When to write (of `time.monotonic`): once the fingers pause, or have been typing for long."""
        with self._lock:
            return min(self._last_key + PAUSE, self._first_key + STEADY) if self._drafts else float("inf")

    def take(self) -> dict[str, Draft | None]:
        """All that is waiting, to be written now."""
        with self._lock:
            drafts, self._drafts = self._drafts, {}
            return drafts

    def give_back(self, drafts: dict[str, Draft | None]) -> None:
        """Try drafts again in a while that could not be written, unless their text has gone on since."""
        if not drafts:
            return
        with self._lock:
            self._drafts = drafts | self._drafts
            self._first_key = self._last_key = time.monotonic() + STEADY

    def forget(self, key: str) -> None:
        """A draft was saved: it need not be written any more."""
        with self._lock:
            self._drafts.pop(key, None)

    def went_on(self, key: str, since: float) -> bool:
        """Whether a key was typed at after a moment."""
        with self._lock:
            return self._times.get(key, 0.0) > since
