"""Choosing colours: each theme is shown as the cursor comes to it."""

from __future__ import annotations

from okrtui.settings import THEMES
from okrtui.tui.screens.picker import Choice, Picker

_SAYS = {
    "textual-dark": "dark",
    "textual-light": "light",
    "ansi-dark": "the terminal's own colours, dark",
    "ansi-light": "the terminal's own colours, light",
    "high-contrast-dark": "dark, high contrast",
    "high-contrast-light": "light, high contrast",
}
FIRST = ("textual-dark", "textual-light", "high-contrast-dark", "high-contrast-light", "ansi-dark", "ansi-light")
"""Those that are offered before the others."""


def called(theme: str) -> str:
    """A theme's name, with what it is like where the name does not say so."""
    return f"{theme}  {_SAYS[theme]}" if theme in _SAYS else theme


class ThemePicker(Picker):
    """The themes; the screen wears the one under the cursor, and the one before when it is left."""

    def __init__(self, theme: str) -> None:
        self._before = theme
        order = [*FIRST, *(name for name in THEMES if name not in FIRST)]
        super().__init__("Colours", [Choice(name, called(name)) for name in order], selected=theme)

    def on_mount(self) -> None:
        """Show each theme within the frame that moves the cursor to it."""
        self.rows.moved = self._wear

    def _wear(self, theme: str) -> None:
        if theme:
            self.app.theme = theme

    def action_leave(self) -> None:
        """As it was before."""
        self.app.theme = self._before
        super().action_leave()
