"""What the settings file may hold: each key with its table, its check, and the comment beside it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from okrtui.plan.settings import Band, MethodSettings
from okrtui.settings import COACH, COLOURS, DATES, GLYPHS, KEYS_PRESETS, NUMBERS, THEMES, WEEK_STARTS, Settings


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
        value = getattr(settings.method if self.field in METHOD_FIELDS else settings, self.field)
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
            raise ValueError(f"{self.place}: expected {self.expects}, found {shown(written)}.") from None
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
        "Whether okrtui takes the mouse; if not, it is left to the terminal, whose own selection works then",
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
        "Day on which a week begins: for typed days such as next week",
    ),
    Setting(
        "",
        "numbers",
        "numbers",
        _one_of(NUMBERS),
        f"one of {', '.join(NUMBERS)}, in quotation marks",
        "Numbers on the screen and in reports: with a decimal point or comma",
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
    Setting("pace", "no_data_from", "no_data_from", _share(0, 1), _SHARE, "Share after which no value means at risk"),
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
BY_PLACE = {key.place: key for key in ALL}
"""Each key by its place, such as "counts.kpis"."""
TABLES = {
    "counts": "How many are enough: quiet from the first number to the second, a hint up to the third, then a warning",
    "pace": "Pace is progress minus the share of the cycle that has gone: -0.10 is ten points behind the calendar",
    "grades": "Grades run from 0.0 to 1.0",
    "time": "When the coach speaks about reviews, values and confidence over time; rarer reviews stretch the days",
    "review": "How many minutes a review takes: the time left counts down, with the share of each key result",
}
METHOD_FIELDS = frozenset(f.name for f in dataclasses.fields(MethodSettings))
"""What is set in `Settings.method`."""


def shown(value: Any) -> str:
    """A value of the file, short enough for a sentence."""
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
