"""Screens that are left once, however fast the keys come."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class Leaving(Screen[T]):
    """A screen over another one. A key that was on its way when it was left already does nothing.

    Textual takes the topmost screen away, whichever that is by then. To be named as the last base: the looks of a
    widget come from its first one.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave, with an answer for whoever asked."""
        return super().dismiss(result) if self.app.screen_stack[-1:] == [self] else AwaitComplete()

    async def on_event(self, event: events.Event) -> None:
        """One that was left before it was made, or that the end overtook, is not set up: its widgets have gone."""
        over = self not in self.app.screen_stack or self.app.return_code is not None
        if over and isinstance(event, events.Mount):
            return
        await super().on_event(event)
