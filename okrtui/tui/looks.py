"""How the app looks on this terminal: theme, number of colours, signs to draw with."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from textual.app import App
from textual.filter import ANSIToTruecolor, LineFilter, NoColor

from okrtui.settings import Settings
from okrtui.tui import themes

SYSTEMS = {"16": "standard", "256": "256", "16m": "truecolor"}
"""What Rich calls a terminal of so many colours."""
_FEW = ("standard", "windows", None)
BARE = ("linux", "dumb", "vt52", "vt100", "vt102", "vt220", "cons25")
"""Kinds of terminals (TERM) that draw with few signs but letters, whatever the encoding."""


def encoding_of(environ: Mapping[str, str]) -> str:
    """The encoding that the user's locale names: "utf-8" without a locale, empty for one that names none."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)), "")
    if not locale:
        return "utf-8"
    name = locale.partition(".")[2].partition("@")[0].lower()
    return "utf-8" if name in ("utf-8", "utf8") else name


def wants_ascii(choice: str, environ: Mapping[str, str]) -> bool:
    """Whether to draw in ASCII: as chosen; by itself where the terminal or its encoding has no other signs."""
    if choice != "auto":
        return choice == "ascii"
    if environ.get("TERM", "") in BARE:
        return True
    return sys.platform != "win32" and encoding_of(environ) != "utf-8"


class Looks(App[None]):
    """An app whose texts can be read in every theme, with as many colours and signs as the terminal has."""

    ascii = False
    """Whether it draws with ASCII characters alone."""
    _extra: tuple[LineFilter, ...] = ()

    def dress(self, chosen: Settings) -> None:
        """Take the user's settings; before the app runs."""
        for theme in themes.OWN:
            self.register_theme(theme)
        self.no_color = self.no_color or chosen.colours == "none"
        if chosen.colours in SYSTEMS:
            self._count_colours(SYSTEMS[chosen.colours])
        self.ascii = wants_ascii(chosen.glyphs, os.environ)
        extra: list[LineFilter] = [NoColor()] if self.no_color else []
        if self.ascii:
            from okrtui.tui.glyphs import AsciiGlyphs  # most terminals have all signs

            extra.append(AsciiGlyphs(os.environ))
        self._extra = tuple(extra)
        self.theme = chosen.theme

    def suit_terminal(self) -> None:
        """Leave the colours to a terminal that has 16 of them, or to none with NO_COLOR; before it runs in one.

        Mixed from red, green and blue, two colours may come out as the same one of the sixteen.
        """
        if (self.no_color or self.console.color_system in _FEW) and not self.current_theme.ansi:
            self.theme = "ansi-dark" if self.current_theme.dark else "ansi-light"

    def _count_colours(self, system: str) -> None:
        console = self.console
        self.console = Console(
            color_system=system,  # type: ignore[arg-type]
            file=console.file,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            force_terminal=True,
            safe_box=False,
        )

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours and our own, so that every text can be read."""
        made = themes.readable(super().get_css_variables(), self.current_theme, few=self.console.color_system == "256")
        self.theme_variables = made
        return made

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and those that take away colours and signs that are not wanted."""
        if not self._extra:
            return super().get_line_filters()
        kept = [each for each in super().get_line_filters() if not self.no_color or isinstance(each, ANSIToTruecolor)]
        return [*kept, *self._extra]
