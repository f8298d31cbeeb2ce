"""The columns of the CSV table, and what other tools call them."""

from __future__ import annotations

import re
import unicodedata

COLUMNS: dict[str, str] = {
    "type": "kr or kpi",
    "cycle": "name of the cycle",
    "objective": "title of the objective",
    "title": "the key result, or the name of the KPI",
    "metric": "what is measured",
    "unit": "such as %, days, EUR",
    "direction": "up, down or keep",
    "baseline": "where it starts",
    "current": "the latest value",
    "target": "where it is to be",
    "due": "a day, such as 2026-06-30",
    "owner": "a name",
    "confidence": "0 to 10, of the latest check-in",
    "updated": "day or moment of the latest value",
    "grade": "0 to 1",
    "category": "of a KPI: financial, customer, product, technical, people or process",
    "timing": "of a KPI: leading or lagging",
    "cadence": "of a KPI: daily, weekly, fortnightly, monthly or quarterly",
    "healthy_low": "of a KPI",
    "healthy_high": "of a KPI",
    "warn_low": "of a KPI",
    "warn_high": "of a KPI",
    "source": "of a KPI: where the number comes from",
    "action": "of a KPI: what happens when it leaves its healthy range",
    "measured_by": "id of the KPI that is its metric; its value is the KPI's then",
    "id": "of the key result or KPI",
    "objective_id": "of the objective",
    "cycle_id": "of the cycle",
}
"""The columns in order, and what each holds."""

NUMBERS = frozenset(
    "baseline current target confidence grade healthy_low healthy_high warn_low warn_high".split()  # noqa: SIM905
)
DAYS = frozenset({"due", "updated"})
IGNORED = ""
"""The target of a column that is left out."""

_ALSO: dict[str, tuple[str, ...]] = {
    "type": ("kind", "item type", "level", "goal type", "okr type"),
    "cycle": ("quarter", "period", "time period", "timeframe", "time frame", "session", "interval", "planning session"),
    "objective": (
        "objective title",
        "objective name",
        "goal",
        "o",
        "parent",
        "parent objective",
        "parent goal",
        "ziel",
    ),
    "title": (
        "key result",
        "key results",
        "kr",
        "krs",
        "key result title",
        "key result name",
        "kr title",
        "kr name",
        "name",
        "kpi",
        "kpi name",
        "description",
        "outcome",
        "schlusselergebnis",
    ),
    "metric": ("measure", "metric name", "indicator", "kennzahl"),
    "unit": ("units", "metric unit", "unit of measure", "uom", "einheit", "metric type"),
    "direction": ("trend", "desired direction", "polarity"),
    "baseline": ("start", "start value", "starting value", "initial", "initial value", "from", "base", "startwert"),
    "current": (
        "current value",
        "actual",
        "value",
        "latest",
        "latest value",
        "now",
        "actual value",
        "aktuell",
        "istwert",
    ),
    "target": ("target value", "goal value", "to", "end value", "target number", "zielwert", "aim"),
    "due": ("due date", "deadline", "end date", "target date", "end", "by when", "finish date", "falligkeit"),
    "owner": (
        "owners",
        "assignee",
        "responsible",
        "lead",
        "dri",
        "key result owner",
        "kr owner",
        "assigned to",
        "owner name",
        "team",
    ),
    "confidence": ("confidence score", "confidence level"),
    "updated": ("at", "last updated", "last update", "updated at", "last check in", "as of", "date"),
    "grade": ("score", "final score"),
    "category": ("kpi category",),
    "cadence": ("frequency", "check in frequency"),
    "healthy_low": ("lower limit", "minimum", "min"),
    "healthy_high": ("upper limit", "maximum", "max"),
    "source": ("data source",),
    "id": ("key result id", "kr id"),
}


def plain_name(heading: str) -> str:
    """A heading for comparing: lower case, without accents, marks and what stands in brackets."""
    letters = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().casefold()
    letters = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", letters)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())


_BY_NAME = {plain_name(name): column for column, names in _ALSO.items() for name in names}
_BY_NAME |= {plain_name(column): column for column in COLUMNS}


def column_of(heading: str) -> str:
    """The column that a heading stands for; `IGNORED` when none is meant."""
    return _BY_NAME.get(plain_name(heading), IGNORED)
