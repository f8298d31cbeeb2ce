"""What is going on, with its seconds once there is more than one: work that a thread does while the screen stays."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.timer import Timer

if TYPE_CHECKING:
    from okrtui.plan.model import Plan
    from okrtui.session import Session

_PATIENCE = 1.0
"""Seconds after which waiting people want to know."""
_STEP = 0.5
_PORTION = 2000
"""Values that are taken in between two frames."""


async def whole_history(session: Session, row: str = "") -> None:
    """Read the whole history of an item, or of all, into the plan without holding up the screen.

    Raises `PlanError` when the file cannot be read; can be cancelled.
    """
    rows = await asyncio.to_thread(session.history_rows, row)
    for start in range(0, len(rows), _PORTION):
        session.take_history(rows[start : start + _PORTION], row=row, last=start + _PORTION >= len(rows))
        await asyncio.sleep(0)


async def whole_plan(session: Session) -> Plan:
    """A plan with the whole history of all items, as `whole_history` reads it, to be used on any thread.

    It is a copy: nobody else changes it.
    """
    from okrtui.plan.model import Plan

    await whole_history(session)
    return Plan(session.plan.rows())


class Waiting:
    """Says a sentence at once, and from the second second on how long it takes and that Escape stops it."""

    def __init__(self, screen: Screen[Any], say: Callable[[str], None]) -> None:
        self._screen = screen
        self._say = say
        self._sentence = ""
        self._begun = 0.0
        self._timer: Timer | None = None

    def begin(self, sentence: str) -> None:
        """Say what begins."""
        self.end()
        self._sentence = sentence
        self._begun = time.monotonic()
        self._timer = self._screen.set_interval(_STEP, self._tell)
        self._say(f"{sentence} …")

    def end(self) -> None:
        """It is done, or stopped."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _tell(self) -> None:
        seconds = time.monotonic() - self._begun
        if self._timer is not None and seconds >= _PATIENCE:
            self._say(f"{self._sentence} … {seconds:.0f} s   (esc stops it)")
