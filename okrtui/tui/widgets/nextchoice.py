"""What becomes of a key result after its quarter: keep, rewrite or drop."""

from __future__ import annotations

from collections.abc import Callable

from okrtui.plan.closing import NEXT
from okrtui.tui.bindings import place_bindings
from okrtui.tui.closecard import DONE, MEANING
from okrtui.tui.commands import key_of
from okrtui.tui.widgets.buttons import Buttons, Part, lettered


class NextChoice(Buttons, can_focus=True):
    """Keep, rewrite or drop."""

    def __init__(self, chosen: Callable[[], None]) -> None:
        super().__init__(id="close-next")
        self._chosen = chosen
        self._bindings = place_bindings(self._bindings, "choice")
        self.word = "drop"
        self._reached = False
        self.chosen = False
        """Whether somebody chose on this card: what it opens with is nobody's choice."""

    def put(self, word: str, *, reached: bool | None = None) -> None:
        """Show a choice; `reached`: of a key result that was fully reached, where to drop is to be done with it."""
        self.word = word
        self._reached = self._reached if reached is None else reached
        parts: list[Part] = []
        for each in NEXT:
            on = each == word
            style = "strong" if on else "dim"

            def press(each: str = each) -> None:
                self.action_choose_word(each)

            label = "done" if each == "drop" and self._reached else each
            key, key_style = key_of(f"close_{each}"), "key" if self.has_focus else style
            parts += [("▸ " if on else "  ", "accent", press), *lettered(label, key, style, press, key_style=key_style)]
            parts.append(("   ", "", None))
        meaning = DONE if word == "drop" and self._reached else MEANING[next(w for w in NEXT if w == word)]
        self.show_parts([[*parts, (meaning, "dim", None)]])

    def action_choose(self, step: int) -> None:
        """The next one, or the one before."""
        at = NEXT.index(next(w for w in NEXT if w == self.word))
        self.action_choose_word(NEXT[(at + step) % len(NEXT)])

    def action_choose_word(self, word: str) -> None:
        """One of them."""
        self.chosen = True
        self.put(word)
        self._chosen()

    def watch_has_focus(self, focused: bool) -> None:
        """Its keys are bright while they work."""
        super().watch_has_focus(focused)
        self.put(self.word)
