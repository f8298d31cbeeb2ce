"""The terminal: its input thread sleeps until something is typed, instead of looking ten times a second."""

from __future__ import annotations

import os
import selectors
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from threading import Event
from typing import Any

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_AGAIN = 0.05
"""Seconds between two looks while a key may still be half-read."""
_SETTLED = constants.ESCAPE_DELAY + 2 * _AGAIN
"""Seconds after which whatever began with Escape is known to be Escape alone."""


class Bell(Event):
    """An event that also wakes whoever selects on ``fileno``."""

    def __init__(self) -> None:
        super().__init__()
        self.fileno, self._rings = os.pipe()

    def set(self) -> None:
        """Set it, and wake the sleeper."""
        super().set()
        os.write(self._rings, b"!")

    def clear(self) -> None:
        """Nothing happened any more."""
        if self.is_set():
            os.read(self.fileno, 64)
        super().clear()


class Parser(XTermParser):
    """Textual's, to which a sequence that nobody knows is no key, and no end of the app."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        with suppress(ValueError, OverflowError):  # of numbers of keys that are none, such as "ESC [ : u"
            yield from super()._sequence_to_key_events(sequence, alt)


class QuietDriver(LinuxDriver):
    """Textual's driver, which wakes for input alone.

    Escape is known to be Escape sooner, and leaving does not wait for the thread's next look, of which Textual's own
    makes two of a tenth of a second. A terminal that has gone is told to the program as SIGHUP.
    """

    def __init__(self, app: Any, **given: Any) -> None:
        super().__init__(app, **given)
        self.exit_event: Bell = Bell()

    def run_input_thread(self) -> None:
        """Read keys until told to end."""
        app: Any = self._app
        parser = Parser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        last = time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self.exit_event.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                pending = time.monotonic() - last < _SETTLED
                ready = selector.select(_AGAIN if pending else None)
                if any(key.fileobj == self.fileno for key, _ in ready):
                    data = self._read()
                    if data is None:
                        return
                    last = app.typed_at = time.monotonic()  # sooner than the app hears of what was typed
                    for message in parser.feed(text) if (text := decode(data)) else ():
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes | None:
        """What was typed; None when the terminal is gone."""
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if data:
            return data
        if not self.exit_event.is_set():
            os.kill(os.getpid(), signal.SIGHUP)
        return None
