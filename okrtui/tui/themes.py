"""Colours: the themes of our own, and every theme's colours made readable on every background that text stands on.

A theme names a handful of colours; whether its green can be read on its cursor row is left to luck. Here each colour
of a text is moved towards white or black until it can: contrast as WCAG 2.2 defines it, 4.5 at least, 7 in the themes
of high contrast. Where the terminal shows 256 colours, that holds for what it shows of them. Themes that leave the
colours to the terminal (``ansi-dark``, ``ansi-light``) get the names of those that are readable in the usual palettes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

ENOUGH = 4.5
"""The least contrast of a text and what it stands on (WCAG 2.2, criterion 1.4.3)."""
HIGH = 7.0
"""The same in a theme of high contrast (criterion 1.4.6)."""
_MARGIN = 0.15
"""On top of it, since the colours are rounded later."""

OWN = (
    Theme(
        name="high-contrast-dark",
        primary="#4dc3ff",
        secondary="#7ae0ff",
        accent="#ffd84d",
        warning="#ffd84d",
        error="#ff9c9c",
        success="#7dff9e",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
    ),
    Theme(
        name="high-contrast-light",
        primary="#003a9e",
        secondary="#00497a",
        accent="#6b3a00",
        warning="#6b3a00",
        error="#8f0000",
        success="#00501c",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#e6e6e6",
        dark=False,
    ),
)
"""Themes that are not Textual's."""

GROUNDS = ("background", "surface", "panel", "okr-field", "okr-cursor")
"""Names of the colours that texts stand on; on ``input-selection-background`` stands the foreground alone."""
INKS = (
    "foreground", "okr-dim", "text-primary", "text-secondary", "text-success", "text-warning", "text-error",
    "text-accent", "footer-key-foreground",
)  # fmt: skip
"""Names of the colours of texts: any of them is readable on any of `GROUNDS`."""

_TERMINAL = {
    True: {
        "text-primary": "ansi_cyan",
        "text-secondary": "ansi_cyan",
        "text-success": "ansi_green",
        "text-warning": "ansi_yellow",
        "text-error": "ansi_bright_red",
        "text-accent": "ansi_yellow",
    },
    False: {
        "text-primary": "ansi_blue",
        "text-secondary": "ansi_blue",
        "text-success": "ansi_default",
        "text-warning": "ansi_red",
        "text-error": "ansi_red",
        "text-accent": "ansi_blue",
    },
}
"""By whether the terminal is dark: its own colours that can be read in the usual palettes."""


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 (none) to 21 (black on white), as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(4096)
def _luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.rgb]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(4096)
def shown_as(colour: Color, few: bool) -> Color:
    """What a terminal shows of a colour; `few`: when it has 256 of them."""
    if not few:
        return colour
    number = RichColor.from_rgb(*colour.rgb).downgrade(ColorSystem.EIGHT_BIT)
    return Color(*number.get_truecolor())


def readable(variables: Mapping[str, str], theme: Theme, *, few: bool = False) -> dict[str, str]:
    """A theme's variables with those of our own, and with colours of texts that can be read.

    `few`: the terminal shows 256 colours.
    """
    if theme.ansi:
        return {**variables, **_left_to_the_terminal(theme.dark)}
    made = dict(variables)
    enough = (HIGH if theme.name.startswith("high-contrast") else ENOUGH) + _MARGIN
    text = Color.parse(made["foreground"]).rgb
    paper, surface = Color.parse(made["background"]), Color.parse(made["surface"])
    end = Color(255, 255, 255) if theme.dark else Color(0, 0, 0)
    primary = Color.parse(made["primary"])
    made["okr-field"] = (surface + Color.parse(made["boost"])).hex
    fixed = [Color.parse(made[name]) for name in ("background", "surface", "panel", "okr-field")]
    # The cursor's row and what is selected are as strong as leaves black or white readable on them.
    made["okr-cursor"] = _ground(paper, primary, 0.3 if theme.dark else 0.18, end, 9.0, few).hex
    made["input-selection-background"] = _ground(surface, primary, 0.45, end, enough + 1, few).hex
    grounds = [*fixed, Color.parse(made["okr-cursor"])]
    selected = Color.parse(made["input-selection-background"])
    made["foreground"] = _ink(Color(*text), end, [*grounds, selected], enough, few).hex
    foreground = Color.parse(made["foreground"])
    made["okr-dim"] = _ink(paper.blend(foreground, 0.58), foreground, grounds, enough, few).hex
    for name in INKS:
        if not name.startswith(("foreground", "okr-")):
            made[name] = _ink(Color.parse(made[name]), end, grounds, enough, few).hex
    made |= _drawn_from(made)
    made["okr-line"] = made["okr-dim"] if enough > HIGH else paper.blend(foreground, 0.25).hex
    return made


def _drawn_from(made: Mapping[str, str]) -> dict[str, str]:
    """What Textual's own widgets are given: the same few colours."""
    quiet = dict.fromkeys(("text-muted", "text-disabled", "foreground-muted", "foreground-disabled"), made["okr-dim"])
    plain = dict.fromkeys(
        ("block-cursor-foreground", "block-cursor-blurred-foreground", "input-selection-foreground",
         "input-cursor-background", "footer-foreground", "footer-description-foreground", "button-foreground"),
        made["foreground"],
    )  # fmt: skip
    return {
        **quiet,
        **plain,
        "block-cursor-background": made["okr-cursor"],
        "block-cursor-blurred-background": made["okr-cursor"],
        "block-hover-background": made["okr-field"],
        "input-cursor-foreground": made["background"],
        "okr-dim-style": "none",
        "okr-cursor-style": "none",
    }


def _left_to_the_terminal(dark: bool) -> dict[str, str]:
    names = _TERMINAL[dark]
    plain = dict.fromkeys(
        ("okr-dim", "okr-cursor", "okr-field", "okr-line", "text-muted", "text-disabled", "foreground-muted",
         "foreground-disabled", "block-hover-background", "block-cursor-blurred-background",
         "block-cursor-blurred-foreground"),
        "ansi_default",
    )  # fmt: skip
    return {
        **plain,
        **names,
        "primary": names["text-primary"],
        "border": names["text-primary"],
        "footer-key-foreground": names["text-primary"],
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-text-style": "bold reverse",
        "okr-dim-style": "dim",
        "okr-cursor-style": "bold",
    }


def _ground(paper: Color, tint: Color, share: float, end: Color, enough: float, few: bool) -> Color:
    """Paper with as much of a tint as `share`, or as leaves `end` readable on it."""
    while share > 0:
        made = paper.blend(tint, share)
        if contrast(shown_as(end, few), shown_as(made, few)) >= enough:
            return made
        share -= 0.04
    return paper


def _ink(colour: Color, end: Color, grounds: Sequence[Color], enough: float, few: bool) -> Color:
    """A colour, moved towards `end` until it is readable on all grounds; `end` itself when nothing before it is."""
    papers = [shown_as(ground, few) for ground in grounds]
    colour = Color(*colour.rgb)
    for step in range(20):
        made = colour.blend(end, step / 20)
        ink = shown_as(made, few)
        if all(contrast(ink, paper) >= enough for paper in papers):
            return made
    return end
