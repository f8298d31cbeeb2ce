"""What becomes of a key result after its quarter: keep, rewrite or drop."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from okrtui.tui.closecard import MEANING, NEXT
from okrtui.tui.widgets.buttons import Buttons, Part


class NextChoice(Buttons, can_focus=True):
    """Keep, rewrite or drop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "choose(-1)", show=False),
        Binding("right,l", "choose(1)", show=False),
        *(Binding(word[0], f"choose_word('{word}')", show=False) for word in NEXT),
    ]

    def __init__(self, chosen: Callable[[], None]) -> None:
        super().__init__(id="close-next")
        self._chosen = chosen
        self.word = "drop"

    def put(self, word: str) -> None:
        """Show a choice."""
        self.word = word
        parts: list[Part] = []
        for each in NEXT:
            on = each == word
            style = "strong" if on else "dim"

            def press(each: str = each) -> None:
                self.action_choose_word(each)

            parts += [("▸ " if on else "  ", "accent", press), (each[0], "key" if self.has_focus else style, press)]
            parts += [(each[1:], style, press), ("   ", "", None)]
        self.show_parts([[*parts, (MEANING[next(w for w in NEXT if w == word)], "dim", None)]])

    def action_choose(self, step: int) -> None:
        """The next one, or the one before."""
        at = NEXT.index(next(w for w in NEXT if w == self.word))
        self.action_choose_word(NEXT[(at + step) % len(NEXT)])

    def action_choose_word(self, word: str) -> None:
        """One of them."""
        self.put(word)
        self._chosen()

    def watch_has_focus(self, focused: bool) -> None:
        """Its keys are bright while they work."""
        super().watch_has_focus(focused)
        self.put(self.word)
