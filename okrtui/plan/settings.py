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
    grace_days: int = 3
    """Days after which a review or a value that did not come is late."""
    news_hint_days: int = 10
    """Days without news of a key result that are worth a hint; with rarer reviews, as many as these leave."""
    news_warning_days: int = 17
    same_confidence: int = 4
    """Days in a row with equal confidence, while the value moved, that are worth a hint."""
    high_confidence: int = 7
    """Confidence (0 to 10) from which on it is high for a key result at risk."""
    sure: int = 9
    """Confidence from which on a whole start looks too easy."""
    doubtful: int = 2
    """Confidence up to which a whole start looks out of reach."""
    easy_grade: float = 0.9
    """Grade from which on aspirational objectives, two cycles running, were too easy."""
    alike: float = 0.9
    """How like its predecessor a line is (0..1) to be carried over nearly unchanged."""
    redefinitions: int = 3
    """Redefinitions of a KPI in twelve months that are worth a hint."""
