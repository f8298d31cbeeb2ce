"""The columns of the CSV table, what other tools call them, and what the user says of a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

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
    "archived": "of a KPI that is no longer watched: the day from which on",
}
"""The columns in order, and what each holds."""

OPTIONAL = ("archived",)
"""Columns at the end that a table of ours has only where a row needs them; no heading of others is taken for one."""
ALWAYS = tuple(name for name in COLUMNS if name not in OPTIONAL)
"""The columns of every table of ours."""

KR_COLUMNS = ("metric", "unit", "direction", "baseline", "target", "due", "owner", "grade", "measured_by")
"""What a table holds of a key result beside its title, its values and where it belongs."""
KPI_COLUMNS = (
    "unit", "direction", "owner", "category", "timing", "cadence",
    "healthy_low", "healthy_high", "warn_low", "warn_high", "source", "action",
    "archived",
)  # fmt: skip
"""The same of a KPI."""

NUMBERS = frozenset(
    "baseline current target confidence grade healthy_low healthy_high warn_low warn_high".split()  # noqa: SIM905
)
DAYS = frozenset({"due", "updated", "archived"})
IGNORED = ""
"""The target of a column that is left out."""

_ALSO: dict[str, tuple[str, ...]] = {
    "type": ("kind", "item type", "level", "goal type", "okr type"),
    "cycle": (
        "quarter",
        "period",
        "time period",
        "timeframe",
        "time frame",
        "session",
        "interval",
        "planning session",
        "quartal",
        "zeitraum",
        "trimestre",
        "periode",
    ),
    "objective": (
        "objective title",
        "objective name",
        "goal",
        "o",
        "parent",
        "parent objective",
        "parent goal",
        "ziel",
        "objectif",
        "objetivo",
        "obiettivo",
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
        "resultat cle",
        "resultado clave",
        "key result / kr",
        "resultat",
        "ergebnis",
    ),
    "metric": (
        "measure",
        "metric name",
        "measurement",
        "measured by",
        "how measured",
        "indicator",
        "kennzahl",
        "messgrosse",
        "messgroesse",
        "messwert",
        "indikator",
        "metrique",
        "indicateur",
        "metrica",
        "indicador",
    ),
    "unit": ("units", "metric unit", "unit of measure", "uom", "einheit", "metric type", "unite", "unidad"),
    "direction": ("trend", "desired direction", "polarity", "richtung"),
    "baseline": (
        "start",
        "start value",
        "starting value",
        "initial",
        "initial value",
        "from",
        "base",
        "startwert",
        "ausgangswert",
        "valeur initiale",
        "valor inicial",
    ),
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
        "ist",
        "valeur actuelle",
        "valor actual",
        "current progress value",
    ),
    "target": (
        "target value",
        "goal value",
        "to",
        "end value",
        "target number",
        "zielwert",
        "aim",
        "soll",
        "cible",
        "meta",
        "valeur cible",
        "zielgrosse",
    ),
    "due": (
        "due date",
        "deadline",
        "end date",
        "target date",
        "end",
        "by when",
        "finish date",
        "falligkeit",
        "fallig",
        "fallig am",
        "frist",
        "echeance",
        "fecha limite",
    ),
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
        "wer",
        "verantwortlich",
        "verantwortliche",
        "responsable",
        "proprietaire",
    ),
    "confidence": ("confidence score", "confidence level", "zuversicht", "confiance", "confianza"),
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
    letters = unicodedata.normalize("NFKD", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", bare.casefold()).split())


_BY_NAME = {plain_name(name): column for column, names in _ALSO.items() for name in names}
_BY_NAME |= {plain_name(column): column for column in ALWAYS}


def column_of(heading: str) -> str:
    """The column that a heading stands for; `IGNORED` when none is meant."""
    return _BY_NAME.get(plain_name(heading), IGNORED)


@dataclass(frozen=True, slots=True)
class TableWishes:
    """What the user says of a table, where a guess would be wrong."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Our column by heading; empty for one that is left out."""
    cycle: str = ""
    """Name of the cycle that all key results go to; empty: where the rows say, else the plan's current one."""
    shown: str = ""
    """Id of the cycle for rows that name none, before the plan's current one."""
    decimal: Literal["", ",", "."] = ""
    """What stands before decimals; empty: what the cells show."""
    day_first: bool | None = None
    """Whether 04/05 is the 4th of May; None: what the cells of the column show."""
