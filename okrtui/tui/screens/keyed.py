"""Screens over the main one whose keys are declared in `okrtui.tui.dialogkeys`, and the page that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.widgets import Input, TextArea

from okrtui.tui.bindings import place_bindings
from okrtui.tui.commands import key_of, keys_of
from okrtui.tui.keynames import is_character, show_key
from okrtui.tui.screens.leaving import Leaving
from okrtui.tui.widgets.buttons import Part, Press, keys_line

T = TypeVar("T")
Offer = tuple[str, str, Press | None]
"""What a last line offers: the id of a command (or of several, with blanks between), a label, and what a click does."""


class Keyed(Leaving[T]):
    """A screen whose place says which keys it has. To be named as the last base."""

    PLACE: ClassVar[str] = "dialog"
    """Its place in `dialogkeys.PLACES`."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name, id, classes)
        self._own_bindings = self._bindings
        self.offering: Sequence[tuple[str, str]] = ()
        """Ids and labels of what the last line offers now."""
        self.use_keys()

    def use_keys(self) -> None:
        """Listen to the keys that are in force."""
        self._bindings = place_bindings(self._own_bindings, self.PLACE)

    @property
    def in_text(self) -> bool:
        """Whether a character that is typed goes into a text."""
        return isinstance(self.focused, Input | TextArea)

    @property
    def has_text(self) -> bool:
        """Whether there is a text to type on the screen now."""
        return any(found.display and found.can_focus for found in self.query("Input, TextArea"))

    def more_places(self) -> Sequence[str]:
        """Places of widgets on the screen that have keys of their own."""
        return ()

    def shown_key(self, command: str) -> str:
        """The key that works now, as people write it; while a text has the keys, one that is no character."""
        shown = []
        for name in command.split():
            try:
                keys = keys_of(name)
            except KeyError:  # no command, but a character that is typed
                return command
            singles = [key for key in keys if " " not in key]
            fit = [key for key in singles if not (self.in_text and is_character(key))] or singles
            shown.append(show_key(fit[0]) if fit else key_of(name))
        return " ".join(shown)

    @staticmethod
    def key_in_text(command: str) -> str:
        """The key of a command that is no character, as people write it; else its first one."""
        return next((show_key(key) for key in keys_of(command) if not is_character(key)), key_of(command))

    def foot_lines(self, *lines: Sequence[Offer]) -> list[list[Part]]:
        """The last lines of a dialog: what each key does, to be clicked too; the page of keys begins with them."""
        self.offering = [(command, label) for line in lines for command, label, _ in line]
        return [keys_line(*((self.shown_key(name), label, press) for name, label, press in line)) for line in lines]

    def action_keys(self) -> None:
        """The keys that work here and now."""
        from okrtui.tui.helping import keys_of_place
        from okrtui.tui.screens.page import KeysPage

        self.app.push_screen(KeysPage("Keys that work here", keys_of_place(self)))
