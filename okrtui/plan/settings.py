"""What a user may set about the method itself: thresholds and the fiscal year. `okrtui.settings` fills these."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Band:
    """How many of something are fine: quiet from `low` to `high`, a hint below and up to `hint`, a warning beyond."""

    low: int
    high: int
    hint: int


@dataclass(frozen=True, slots=True)
class MethodSettings:
    """Thresholds of the method, with its defaults; shares are 0..1, counts are whole numbers."""

    fiscal_year_start: int = 1
    """The month (1 to 12) in which the fiscal year begins; a fiscal year bears the name of the year it ends in."""
    priorities: Band = field(default=Band(1, 3, 4))
    objectives: Band = field(default=Band(1, 3, 5))
    """Objectives of a cycle."""
    key_results: Band = field(default=Band(2, 4, 5))
    """Key results of an objective."""
    key_results_in_all: Band = field(default=Band(0, 10, 15))
    kpis: Band = field(default=Band(2, 7, 12))
    leading_kpis: Band = field(default=Band(1, 3, 99))
    """KPIs that lead to one key result."""
    on_track: float = -0.10
    """Pace (progress minus elapsed share) from which on a key result is on track."""
    behind: float = -0.25
    """Pace from which on it is behind; below that it is at risk."""
    judged_from: float = 0.15
    """Elapsed share of the cycle before which nothing is judged."""
    no_data_from: float = 0.25
    """Elapsed share after which a key result without a value is at risk."""
    grade_low: float = 0.4
    grade_high: float = 0.7
