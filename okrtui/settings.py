"""The user's settings: a small TOML file, read with care, and the folders in which okrtui keeps its files.

A setting that cannot be used is left at its default and reported as a sentence; the app shows these sentences and
goes on, commands stop at them.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from okrtui.plan.manner import Manner
from okrtui.plan.settings import Band, MethodSettings

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


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the file: where it stands, what it sets, how it is checked, and what the comment beside it says."""

    table: str
    key: str
    field: str
    read: Callable[[Any], Any]
    expects: str
    comment: str

    @property
    def place(self) -> str:
        """Its name with that of its table: "counts.kpis"."""
        return f"{self.table}.{self.key}" if self.table else self.key

    @property
    def choices(self) -> tuple[str, ...]:
        """The names that it can have; empty when it is not one of a few."""
        return _CHOICES.get(self.place, ())

    def of(self, settings: Settings) -> Any:
        """Its value in some settings, as the file writes it."""
        value = getattr(settings.method if self.field in _METHOD_FIELDS else settings, self.field)
        return [value.low, value.high, value.hint] if isinstance(value, Band) else value

    def typed(self, text: str) -> Any:
        """The value that somebody typed, as the file writes it; raises `ValueError` with a sentence."""
        import tomllib

        written = text.strip()
        default = self.of(Settings())
        source = (
            f"[{', '.join(written.strip('[]').replace(',', ' ').split())}]" if isinstance(default, list) else written
        )
        value: Any = written
        if not isinstance(default, str):
            with contextlib.suppress(ValueError, RecursionError):
                value = tomllib.loads(f"value = {source}")["value"]
        try:
            self.read(value)
        except ValueError:
            raise ValueError(f"{self.place}: expected {self.expects}, found {_shown(written)}.") from None
        return value


def _month(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:
        raise ValueError
    return value


def _one_of(names: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in names:
            raise ValueError
        return str(value)

    return read


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _command(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise ValueError
    return value.strip()


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError
    return value.strip()


def _band(value: Any) -> Band:
    if not isinstance(value, list) or len(value) != 3:
        raise ValueError
    if any(isinstance(number, bool) or not isinstance(number, int) for number in value):
        raise ValueError
    low, high, hint = value
    if not 0 <= low <= high <= hint:
        raise ValueError
    return Band(low, high, hint)


def _share(low: float, high: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise ValueError
        return float(value)

    return read


def _count(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return read


_DAYS = "a whole number of days from 0 to 366"
_TIMES = "a whole number from 2 to 20"
_CONFIDENCE = "a whole number from 0 to 10"
_BAND = "three whole numbers, each at least as large as the one before, such as [1, 3, 4]"
_SHARE = "a number from 0 to 1, such as 0.15"
_PACE = "a number from -1 to 1, such as -0.10"

ALL = (
    Setting(
        "",
        "theme",
        "theme",
        _one_of(THEMES),
        f"one of {', '.join(THEMES)}",
        f"Colours of the app, one of {', '.join(THEMES)}",
    ),
    Setting(
        "",
        "colours",
        "colours",
        _one_of(COLOURS),
        f"one of {', '.join(COLOURS)}, in quotation marks",
        f"Colours that the terminal shows, one of {', '.join(COLOURS)}; auto asks the terminal",
    ),
    Setting(
        "",
        "glyphs",
        "glyphs",
        _one_of(GLYPHS),
        f"one of {', '.join(GLYPHS)}",
        "Bars, arrows and borders in unicode or in plain ascii; auto takes ascii where the terminal has no others",
    ),
    Setting(
        "",
        "mouse",
        "mouse",
        _yes_or_no,
        "true or false",
        "Whether okrtui takes the mouse; false leaves it to the terminal, whose own selection works then",
    ),
    Setting(
        "",
        "editor",
        "editor",
        _command,
        'a command in quotation marks, such as "nano" or "code --wait"',
        "Command that opens long texts; without one $VISUAL, then $EDITOR",
    ),
    Setting(
        "",
        "fiscal_year_start",
        "fiscal_year_start",
        _month,
        "a month from 1 to 12",
        "Month in which the fiscal year begins; it bears the name of the year that it ends in",
    ),
    Setting(
        "",
        "backups",
        "backups",
        _count(0, 1000),
        "a whole number from 0 to 1000",
        "Backups of a plan that are kept at most: one a day of use, older ones thinned out to one a week and one a "
        "month; 0 for none",
    ),
    Setting(
        "",
        "keys_preset",
        "keys_preset",
        _one_of(KEYS_PRESETS),
        f"one of {', '.join(KEYS_PRESETS)}",
        "Keys to begin with: plain is for keys with a name on the keyboard, vim for those of vim; "
        "[keys] changes single ones",
    ),
    Setting(
        "",
        "coach",
        "coach",
        _one_of(COACH),
        f"one of {', '.join(COACH)}",
        "What the coach says in the app: quiet is warnings only, strict takes hints for warnings",
    ),
    Setting(
        "",
        "default_cycle",
        "default_cycle",
        _text,
        "current, latest, or the name of a cycle",
        "Cycle that the app opens on: current, latest, or a cycle's name",
    ),
    Setting(
        "",
        "week_start",
        "week_start",
        _one_of(WEEK_STARTS),
        f"one of {', '.join(WEEK_STARTS)}",
        "Day on which a week begins, for typed days such as next week",
    ),
    Setting(
        "",
        "numbers",
        "numbers",
        _one_of(NUMBERS),
        f"one of {', '.join(NUMBERS)}, in quotation marks",
        "Numbers on the screen and in reports, with a decimal point or comma",
    ),
    Setting(
        "",
        "dates",
        "dates",
        _one_of(DATES),
        f"one of {', '.join(DATES)}",
        "Days on the screen and in reports",
    ),
    Setting("counts", "priorities", "priorities", _band, _BAND, "Priorities at a time"),
    Setting("counts", "objectives", "objectives", _band, _BAND, "Objectives in a cycle"),
    Setting("counts", "key_results", "key_results", _band, _BAND, "Key results of an objective"),
    Setting("counts", "key_results_in_all", "key_results_in_all", _band, _BAND, "Key results in a cycle"),
    Setting("counts", "kpis", "kpis", _band, _BAND, "KPIs in the plan"),
    Setting("counts", "leading_kpis", "leading_kpis", _band, _BAND, "KPIs that lead to one key result"),
    Setting("pace", "on_track", "on_track", _share(-1, 1), _PACE, "From this pace on: on track"),
    Setting("pace", "behind", "behind", _share(-1, 1), _PACE, "From this pace on: behind; below it: at risk"),
    Setting("pace", "judged_from", "judged_from", _share(0, 1), _SHARE, "Share of the cycle before anything is judged"),
    Setting(
        "pace",
        "no_data_from",
        "no_data_from",
        _share(0, 1),
        _SHARE,
        "Share after which no value means at risk",
    ),
    Setting("grades", "low", "grade_low", _share(0, 1), _SHARE, "Grades below this are low"),
    Setting("grades", "high", "grade_high", _share(0, 1), _SHARE, "Grades from this on are high"),
    Setting("grades", "easy", "easy_grade", _share(0, 1), _SHARE, "Aspirational and twice this: easy"),
    Setting("time", "grace_days", "grace_days", _count(0, 366), _DAYS, "A review or value is late after these"),
    Setting("time", "news_hint_days", "news_hint_days", _count(0, 366), _DAYS, "Key result without news: hint"),
    Setting("time", "news_warning_days", "news_warning_days", _count(0, 366), _DAYS, "The same: warning"),
    Setting("time", "same_confidence", "same_confidence", _count(2, 20), _TIMES, "Equal ones that make a habit"),
    Setting("time", "high_confidence", "high_confidence", _count(0, 10), _CONFIDENCE, "High for one at risk"),
    Setting("time", "sure", "sure", _count(0, 10), _CONFIDENCE, "All this sure at the start: easy"),
    Setting("time", "doubtful", "doubtful", _count(0, 10), _CONFIDENCE, "All no surer: out of reach"),
    Setting("time", "alike", "alike", _share(0, 1), _SHARE, "Nearly unchanged when carried over"),
    Setting("time", "redefinitions", "redefinitions", _count(2, 20), _TIMES, "Of a KPI, in twelve months"),
    Setting(
        "review",
        "minutes",
        "review_minutes",
        _count(1, 240),
        "a whole number from 1 to 240",
        "Eight are for ten key results",
    ),
)
_CHOICES = {
    "theme": THEMES,
    "colours": COLOURS,
    "glyphs": GLYPHS,
    "keys_preset": KEYS_PRESETS,
    "coach": COACH,
    "week_start": WEEK_STARTS,
    "numbers": NUMBERS,
    "dates": DATES,
}
_BY_PLACE = {key.place: key for key in ALL}
TABLES = {
    "counts": "How many are enough: quiet from the first number to the second, a hint up to the third, then a warning",
    "pace": "Pace is progress minus the share of the cycle that has gone: -0.10 is ten points behind the calendar",
    "grades": "Grades run from 0.0 to 1.0",
    "time": "When the coach speaks about reviews, values and confidence over time; rarer reviews stretch the days",
    "review": "How many minutes a review takes: the time left counts down, with the share of each key result",
}
_KEYS_TABLE = (
    'Keys of single commands, one or several: find = "F" or find = ["F", "ctrl+f"]; two keys after one another: "g g"; '
    "[] for none. okrtui keys lists the commands"
)
_METHOD_FIELDS = frozenset(f.name for f in dataclasses.fields(MethodSettings))


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

    try:
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Settings(), [f"{file}: line {line} is not UTF-8 text; the defaults are used."]
    except (ValueError, RecursionError) as error:  # no TOML, or a number with too many digits, or too deep
        return Settings(), [f"{file}: this is not TOML: {str(error).rstrip('.')}; the defaults are used."]
    return _read(document, file, raw.decode("utf-8-sig"))


def _read(document: dict[str, Any], file: Path, text: str) -> tuple[Settings, list[str]]:
    """Each key on its own: one that cannot be used does not spoil the others."""
    found: dict[str, Any] = {}
    problems: list[str] = []
    own = document.pop("keys", {})
    found["keys"], said = _own_keys(own)
    problems += [f"{place_in(file, text, name)}: {sentence}" for name, sentence in said]
    for place, value in _flatten(document):
        key = _BY_PLACE.get(place)
        where = place_in(file, text, place)
        if key is None:
            problems.append(f"{where}: {_unknown(place)}")
            continue
        try:
            found[key.field] = key.read(value)
        except ValueError:
            problems.append(f"{where}: {place}: expected {key.expects}, found {_shown(value)}.")
    for first, second, sentence in (
        ("behind", "on_track", "pace.behind is above pace.on_track; expected it at or below"),
        ("grade_low", "grade_high", "grades.low is above grades.high; expected it at or below"),
        (
            "news_hint_days",
            "news_warning_days",
            "time.news_hint_days is above time.news_warning_days; expected it at or below",
        ),
        ("doubtful", "sure", "time.doubtful is above time.sure; expected it at or below"),
    ):
        defaults = MethodSettings()
        if found.get(first, getattr(defaults, first)) > found.get(second, getattr(defaults, second)):
            problems.append(f"{file}: {sentence}. Both are left at their defaults.")
            found.pop(first, None)
            found.pop(second, None)
    method = MethodSettings(**{name: value for name, value in found.items() if name in _METHOD_FIELDS})
    own = {name: value for name, value in found.items() if name not in _METHOD_FIELDS}
    return Settings(method=method, **own), [_on_one_line(problem) for problem in problems]


def _own_keys(table: Any) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    """The table [keys]: for each command one key or a list of them; and what cannot be used, with its place."""
    if not isinstance(table, dict):
        return {}, [("keys", "keys is a table of settings: expected a line [keys] with keys below it.")]
    found, said = {}, []
    for name, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            said.append(
                (f"keys.{name}", f'keys.{name}: expected a key or a list of keys, such as "x", found {_shown(value)}.')
            )
        else:
            found[name] = tuple(keys)
    return found, said


def place_in(file: Path, text: str, place: str) -> str:
    """The file, and the line in it where a setting stands, if one can be found: "settings.toml: line 3"."""
    line = line_of(text, place)
    return f"{file}: line {line}" if line else str(file)


def line_of(text: str, place: str) -> int:
    """The number of the line that sets a key, such as "counts.kpis"; of a whole table, its head; 0 without one."""
    table, at = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        head, found = line.strip(), ""
        if head.startswith("[") and "]" in head:
            table = found = head.strip("[").partition("]")[0].strip().strip("\"'")
        elif "=" in head and not head.startswith("#"):
            key = head.partition("=")[0].strip().strip("\"'")
            found = f"{table}.{key}" if table else key
        if found == place:
            return number
        if not at and found.startswith(place + "."):
            at = number
    return at


def _flatten(document: dict[str, Any]) -> list[tuple[str, Any]]:
    """Keys with their place, those of a known table one by one."""
    flat: list[tuple[str, Any]] = []
    for name, value in document.items():
        if name in TABLES and isinstance(value, dict):
            flat.extend((f"{name}.{key}", inner) for key, inner in value.items())
        else:
            flat.append((name, value))
    return flat


def _unknown(place: str) -> str:
    """A sentence about a key that no version so far knows."""
    import difflib

    if place in TABLES:
        return f"{place} is a table of settings: expected a line [{place}] with keys below it."
    near = difflib.get_close_matches(place, _BY_PLACE, n=1)
    if near:
        return f"{place} is not a setting; perhaps {near[0]}?"
    return f"{place} is not a setting, perhaps one of a later okrtui; `okrtui config` prints those that are."


def _shown(value: Any) -> str:
    """A value of the file, short enough for a sentence."""
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _on_one_line(sentence: str) -> str:
    """The sentence without line breaks and other control characters that a key or a value brought in."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in sentence)


# -- writing


def template(settings: Settings | None = None) -> str:
    """The settings as a commented file, ready to be saved: those given, or the defaults."""
    settings = settings or Settings()
    lines = ["# Settings of okrtui. A line that is left out keeps its default."]
    table = ""
    for key in ALL:
        if key.table != table:
            table = key.table
            lines += ["", *_comment(TABLES[table]), f"[{table}]"]
        elif not table:
            lines.append("")
        if table:
            lines.append(f"{_assignment(key, settings):34}# {key.comment}")
        else:
            lines += [*_comment(key.comment), _assignment(key, settings)]
    lines += ["", *_comment(_KEYS_TABLE), "[keys]"]
    lines += [_key_line(name, keys) for name, keys in settings.keys.items()] or ['# new = ["n", "ins"]']
    return "\n".join(lines) + "\n"


def _key_line(name: str, keys: Sequence[str]) -> str:
    import tomli_w

    written = tomli_w.dumps({name: keys[0] if len(keys) == 1 else ""}).partition(" = ")
    if len(keys) == 1:
        return "".join(written).rstrip("\n")
    values = ", ".join(tomli_w.dumps({"k": key}).removeprefix("k = ").rstrip("\n") for key in keys)
    return f"{written[0]} = [{values}]"


def _comment(sentence: str) -> list[str]:
    """A sentence as lines of comment."""
    import textwrap

    return textwrap.wrap(f"{sentence}.", 80, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _assignment(key: Setting, settings: Settings) -> str:
    return assignment(key.key, key.of(settings))


def assignment(key: str, value: object) -> str:
    """A key and its value as one line of the settings file."""
    import tomli_w

    if isinstance(value, list):
        written = (tomli_w.dumps({"k": each}).removeprefix("k = ").rstrip("\n") for each in value)
        return f"{key} = [{', '.join(written)}]"
    return tomli_w.dumps({key: value}).rstrip("\n")
