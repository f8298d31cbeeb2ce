"""The first and the last line of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from okrtui.tui.commands import keys_of
from okrtui.tui.keynames import show_key
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.text import clip, plain, width, wrap
from okrtui.tui.widgets.lines import KeyLines, Lines


class HeaderBar(Lines):
    """Plan, cycle and week; at the right what became of the last edit."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self._plan = self._day = ""
        self._cycle = ""
        self._note = ""
        self._state = ""
        self._style = "dim"

    def tell(self, plan: str, cycle: str, note: str = "", day: str = "") -> None:
        """Name the plan, the `day` of which it is if that is not today, and the cycle.

        A note behind them is what must not be overlooked. The plan's name gives way first.
        """
        self._plan, self._cycle, self._note, self._day = plan, cycle, note, f" ({day})" if day else ""
        self.remake()

    def state(self, text: str, style: str = "dim") -> None:
        """Say what became of the last edit: "saved ✓", "saving …"."""
        self._state, self._style = text, style
        self.remake()

    def make(self, cells: int, height: int) -> Sequence[Line]:
        """One line: the app, the plan, the cycle; the state at its end."""
        note = f" · {self._note}" if self._note else ""
        room = cells - width(self._cycle) - width(note) - width(self._state) - width(self._day) - 16
        name = clip(plain(self._plan), max(room, 8)) + self._day
        left: list[Piece] = [("okrtui  ", "accent"), (name, "strong")]
        middle = max(37 - sum(width(text) for text, _ in left), 3) if cells >= 112 else 3
        left += [(" " * middle, ""), (self._cycle, ""), (note, "warn")]
        return [both_ends(left, [(self._state, self._style)], cells)]


_MOST_LINES = 3
"""How far the last line grows for what is longer than the screen is wide."""


class FooterBar(KeyLines):
    """The keys that work right now; a notice takes their place until the next key, in as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._commands: Sequence[tuple[str, str]] = ()
        self._every = False
        self.notice = ""

    def offer_keys(self, keys: Sequence[tuple[str, str]], *, every: bool = False) -> None:
        """Show these keys and labels in this order: as many as one line holds, or `every` one on up to three."""
        self._commands, self._every = keys, every
        self._fit(self.size.width)
        self.remake()

    def tell(self, notice: str) -> None:
        """Say something until the next key; an empty text shows the keys again."""
        if notice != self.notice:
            self.notice = notice
            self._fit(self.size.width)
            self.remake()

    def on_click(self, event: events.Click) -> None:
        """A click on what is said shows the keys again; without a notice it is for the key under the pointer."""
        if self.notice:
            event.prevent_default()  # Textual calls the handler of the base class by itself
            event.stop()
            self.tell("")

    def on_resize(self, event: events.Resize) -> None:
        """What is said needs more lines on a narrower screen."""
        self._fit(event.size.width)

    def _fit(self, cells: int) -> None:
        lines = min(len(self._said(cells)), _MOST_LINES) if cells else 1
        if self.styles.height is not None and self.styles.height.value != lines:
            self.styles.height = lines

    def make(self, cells: int, height: int) -> Sequence[Line]:
        """The notice, or the keys."""
        return self._said(cells)[:height]

    def _said(self, cells: int) -> list[Line]:
        if self.notice:
            return [[(line, "accent")] for line in wrap(self.notice, cells, _MOST_LINES)]
        return [*self._all(cells)] if self._every else [self._as_many(cells)]

    def _all(self, cells: int) -> Sequence[Line]:
        lines: list[list[Piece]] = []
        used = cells + 1
        for key, label in self._commands:
            size = width(key) + width(label) + 1
            if used + size > cells:
                lines.append([])
                used = 0
            lines[-1] += [("  ", "")] if used else []
            lines[-1] += [(key, "key"), (f" {label}", "dim")]
            used += size + 2
        return lines

    def _as_many(self, cells: int) -> Line:
        # The key of all keys is always there; others give way from the right.
        help_keys = ("?", *map(show_key, (*keys_of("keys"), *keys_of("keys_text"))))
        last = [(key, label) for key, label in self._commands if key in help_keys]
        room = cells - sum(width(key) + width(label) + 3 for key, label in last) + 2
        shown: list[tuple[str, str]] = []
        for key, label in self._commands:
            size = width(key) + width(label) + 3
            if key not in help_keys and size <= room:
                shown.append((key, label))
                room -= size
        pieces: list[Piece] = []
        for key, label in [*shown, *last]:
            pieces += [(key, "key"), (f" {label}  ", "dim")]
        if pieces:
            pieces[-1] = (pieces[-1][0].rstrip(), "dim")
        return pieces
