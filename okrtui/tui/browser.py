"""What is different when the app is shown in a browser: files are written on the machine that serves it, no editor
can be opened there, and some keys are the browser's own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input, TextArea

UNREACHABLE = frozenset({"f5", "f11", "f12", "ctrl+l", "ctrl+n", "ctrl+t", "ctrl+w"})
"""Keys that a browser does not give to a page, or that the page leaves to it: reload, full screen, tabs, address."""

_MEANT_OTHERWISE = frozenset({"ctrl+f", "ctrl+g", "ctrl+o", "ctrl+p", "ctrl+r", "ctrl+s"})
"""Keys that arrive, and mean something else to whoever uses a browser: find, open, print, reload, save."""

_EXTRA = {"review_calm": ("f6",)}
"""Keys for commands that would be out of reach."""

_NOT_HERE = ("outside", "outside_text")
"""Commands that need the terminal."""

_SELECTS_ALL = ((TextArea, "f7"), (Input, "ctrl+shift+a"))
"""The keys by which Textual's own fields select all."""

NO_EDITOR = "In a browser there is no editor to open: it would open on the machine that serves okrtui."


def shown_in_browser() -> bool:
    """Whether whoever started this process shows it in a browser; known before the app runs."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def suited(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The keys of all commands for a browser: those that are its own come last, so that others are shown."""
    made = {
        name: tuple(sorted((*own, *_EXTRA.get(name, ())), key=_rank))
        for name, own in keys.items()
    }  # fmt: skip
    return made | dict.fromkeys(_NOT_HERE, ())


def _rank(key: str) -> int:
    return 2 if key in UNREACHABLE else 1 if key in _MEANT_OTHERWISE else 0


def hand_over(app: App[Any], path: str) -> str:
    """Give the browser a copy of a file that was written, and say so before all else; in a terminal nothing is done."""
    if not app.is_web:
        return ""
    app.deliver_binary(Path(path), save_filename=Path(path).name)
    return f"Your browser gets a copy of {Path(path).name}. On the machine that serves okrtui: "


def follow_ground(app: App[Any]) -> None:
    """Tell the page in the browser which colour the app's ground has, now and whenever the theme changes.

    It is told as any terminal would be; the page wears it beside the last row and column.
    """

    def tell(theme: Theme) -> None:
        ground = theme.to_color_system().generate()["background"]
        if app._driver is not None:
            app._driver.write(f"\x1b]11;{ground}\x07" if ground.startswith("#") else "\x1b]111\x07")

    app.theme_changed_signal.subscribe(app, tell)
    tell(app.current_theme)


def as_meant(event: events.Key, field: Widget | None) -> events.Key:
    """A key that came from a browser, as `field` knows it: ^A selects all there, as in every other field of a page."""
    if event.key == "ctrl+a":
        found = next((key for kind, key in _SELECTS_ALL if isinstance(field, kind)), "")
        return events.Key(found, None) if found else event
    return event
