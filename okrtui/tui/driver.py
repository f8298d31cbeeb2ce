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


_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts around a text that is pasted."""


class Pastes:
    """Takes Escape out of what is pasted: Textual would take all that follows it for keys, and so do commands.

    Most terminals take it out themselves; a text from the web must not depend on that.
    """

    def __init__(self) -> None:
        self._inside = False
        self._before = ""
        """The last characters outside, among which a paste may have begun."""
        self._rest = ""
        """The last characters inside, which may be the beginning of its end."""

    def clean(self, text: str) -> str:
        """What was read, without Escape inside of pastes; they may begin in one text and end in another."""
        text, self._rest, cleaned = self._rest + text, "", ""
        while text:
            piece, text = self._pasted(text) if self._inside else self._typed(text)
            cleaned += piece
        return cleaned

    def _typed(self, text: str) -> tuple[str, str]:
        seen = self._before + text
        at = seen.find(_BEGIN)
        if at < 0:
            self._before = seen[1 - len(_BEGIN) :]
            return text, ""
        end = at + len(_BEGIN) - len(self._before)
        self._inside, self._before = True, ""
        return text[:end], text[end:]

    def _pasted(self, text: str) -> tuple[str, str]:
        body, end, after = text.partition(_END)
        if end:
            self._inside = False
        else:
            kept = next((n for n in range(len(_END) - 1, 0, -1) if text.endswith(_END[:n])), 0)
            body, self._rest = text[: len(text) - kept], text[len(text) - kept :]
        return body.replace("\x1b", "") + end, after


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
        parser, pastes = Parser(self._debug), Pastes()
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
                    for message in parser.feed(text) if (text := pastes.clean(decode(data))) else ():
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
