"""The user's settings: a small TOML file, read with care, and the folders in which okrtui keeps its files.

A setting that cannot be used is left at its default and reported as a sentence; the app shows these sentences and
goes on, commands stop at them. What the file may hold is declared in `okrtui.settings.declared`; that, and what reads
and writes the file, is loaded when there is one to read or to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from okrtui.plan.manner import Manner
from okrtui.plan.settings import MethodSettings

THEMES = (
    "textual-dark",
    "textual-light",
    "ansi-dark",
    "ansi-light",
    "nord",
    "gruvbox",
    "catppuccin-mocha",
    "catppuccin-macchiato",
    "catppuccin-frappe",
    "catppuccin-latte",
    "dracula",
    "tokyo-night",
    "monokai",
    "flexoki",
    "solarized-light",
    "solarized-dark",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
    "high-contrast-dark",
    "high-contrast-light",
)
"""Names of the colour themes that the app can show; ansi-dark and ansi-light are the terminal's own colours."""
GLYPHS = ("auto", "unicode", "ascii")
"""What the app draws with; "auto": ASCII where the terminal has no other signs."""
COLOURS = ("auto", "none", "16", "256", "16m")
"""How many colours the terminal shows; "auto": as it says itself."""
KEYS_PRESETS = ("default", "plain", "vim")
"""Sets of keys to begin with; see `okrtui.tui.keymap`."""
COACH = ("quiet", "normal", "strict")
"""How much the coach says in the app: warnings only; both; hints as if they were warnings."""
WEEK_STARTS = ("monday", "sunday", "saturday")
NUMBERS = ("1234.5", "1234,5")
DATES = ("30 Jun", "Jun 30", "2026-06-30")
"""How numbers and days are written: each as an example."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings: `method` is what the coach and the progress formulas are given."""

    method: MethodSettings = field(default_factory=MethodSettings)
    theme: str = "textual-dark"
    review_minutes: int = 8
    """How long a review takes; a key result gets its share of what is left."""
    backups: int = 30
    """How many backups of a plan are kept at most; 0: none is made."""
    glyphs: str = "auto"
    """What bars, arrows and borders are drawn with: one of `GLYPHS`."""
    colours: str = "auto"
    """How many colours are shown: one of `COLOURS`."""
    mouse: bool = True
    """Whether the app takes the mouse, or leaves it to the terminal."""
    editor: str = ""
    """The command that opens long texts; empty: $VISUAL, then $EDITOR."""
    keys_preset: str = "default"
    """The keys to begin with: one of `KEYS_PRESETS`."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The user's own keys by the command's id, as written; `okrtui.tui.keymap` reads them."""
    coach: str = "normal"
    """How much the coach says in the app: one of `COACH`."""
    default_cycle: str = "current"
    """The cycle that the app opens on: "current", "latest", or a cycle's name."""
    week_start: str = "monday"
    """The day on which a week begins: one of `WEEK_STARTS`."""
    numbers: str = "1234.5"
    """How numbers are written: one of `NUMBERS`."""
    dates: str = "30 Jun"
    """How days are written: one of `DATES`."""

    @property
    def manner(self) -> Manner:
        """How numbers and days are written, and when a week begins, for `okrtui.plan.manner.use`."""
        return Manner(days=self.dates, comma=self.numbers == "1234,5", week_start=self.week_start)  # type: ignore[arg-type]


# -- where files are


def path() -> Path:
    """The settings file, whether it is there or not."""
    import platformdirs

    return platformdirs.user_config_path("okrtui", appauthor=False) / "settings.toml"


def default_plan() -> Path:
    """The plan that `okrtui` opens when it is given none."""
    import platformdirs

    return platformdirs.user_data_path("okrtui", appauthor=False) / "plan.db"


def state_dir() -> Path:
    """The folder for what is kept between two starts and belongs to no plan."""
    import platformdirs

    return platformdirs.user_state_path("okrtui", appauthor=False)


# -- reading


def load(file: Path | None = None) -> tuple[Settings, list[str]]:
    """The settings in `file` (None: the user's own), and a sentence for each thing in it that cannot be used.

    A file that is not there is no problem: these are the defaults. Never raises for what a file holds.
    """
    file = path() if file is None else file
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), []
    except OSError as error:
        return Settings(), [f"{file}: the settings cannot be read ({error.strerror}); the defaults are used."]
    import tomllib

    from okrtui.settings.reading import read

    try:
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Settings(), [f"{file}: line {line} is not UTF-8 text; the defaults are used."]
    except (ValueError, RecursionError) as error:  # no TOML, or a number with too many digits, or too deep
        return Settings(), [f"{file}: this is not TOML: {str(error).rstrip('.')}; the defaults are used."]
    return read(document, file, raw.decode("utf-8-sig"))
