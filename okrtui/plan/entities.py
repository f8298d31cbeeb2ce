"""The rows that a plan is made of, each declared once.

Every row is immutable and has an id that is unique in the plan. Children name their parent; lists of links are
fields. What each field means is said beside it; the words are those of the screen and of the file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from okrtui.plan import fields as f
from okrtui.plan.fields import Moment

Direction = Literal["up", "down", "keep"]
ROOT = "plan"
"""The id of the one row that speaks for the plan itself."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A row: its table, and the prefix that ids of its kind begin with (empty: the id is made from its content)."""

    TABLE: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""
    id: str


@dataclass(frozen=True, slots=True)
class Root(Entity):
    """The plan itself."""

    TABLE = "plan"
    name: str = f.text()
    review_cadence: str | None = f.choice("weekly", "fortnightly", "monthly", default="weekly")
    statement: str = f.text()
    """The strategy: where to win, and how."""
    comments: str = f.text()
    """Comment lines at the top of the TOML file, kept as they are."""


@dataclass(frozen=True, slots=True)
class Priority(Entity):
    """What matters most now; `dropped` is the day on which it stopped to."""

    TABLE = "priorities"
    PREFIX = "pr"
    position: float = f.position()
    title: str = f.text()
    dropped: date | None = f.day()


@dataclass(frozen=True, slots=True)
class Cycle(Entity):
    """A quarter, or any other span; without dates it is "Later", the place for what is parked."""

    TABLE = "cycles"
    PREFIX = "cy"
    position: float = f.position()
    name: str = f.text()
    start: date | None = f.day()
    end: date | None = f.day()
    state: Literal["draft", "active", "closed"] = f.choice("draft", "active", "closed", default="draft")


@dataclass(frozen=True, slots=True)
class Objective(Entity):
    """Where to go, and why it matters."""

    TABLE = "objectives"
    PREFIX = "o"
    cycle: str = f.parent("cycles")
    position: float = f.position()
    title: str = f.text()
    why: str = f.text()
    owner: str = f.text()
    kind: Literal["committed", "aspirational"] | None = f.choice("committed", "aspirational")
    priority: str | None = f.ref("priorities")
    alternative: str = f.text()
    grade: float | None = f.number(0, 1)
    reflection: str = f.text()
    carried_from: str | None = f.ref("objectives", loose=True)


@dataclass(frozen=True, slots=True)
class KeyResult(Entity):
    """How to know that the objective was reached; targets freeze when the cycle starts."""

    TABLE = "key_results"
    PREFIX = "kr"
    objective: str = f.parent("objectives")
    position: float = f.position()
    title: str = f.text()
    metric: str = f.text()
    unit: str = f.text()
    direction: Direction | None = f.choice("up", "down", "keep")
    baseline: float | None = f.number()
    target: float | None = f.number()
    due: date | None = f.day()
    owner: str = f.text()
    written_by: Literal["proposed", "team", "leadership"] = f.choice(
        "proposed", "team", "leadership", default="proposed"
    )
    agreed_team: bool = f.flag()
    agreed_leadership: bool = f.flag()
    challenge: str = f.text()
    kpis: tuple[str, ...] = f.refs("kpis")
    """KPIs that lead to it."""
    measured_by: str | None = f.ref("kpis")
    """The KPI that is its metric, so that nobody types a number twice."""
    alternative: str = f.text()
    grade: float | None = f.number(0, 1)
    learned: str = f.text()
    differently: str = f.text()
    next: Literal["keep", "rewrite", "drop"] | None = f.choice("keep", "rewrite", "drop")
    because: str = f.text()
    carried_from: str | None = f.ref("key_results", loose=True)


@dataclass(frozen=True, slots=True)
class Target(Entity):
    """Baseline, target and due day as they stood from `at` on; the first is what the start of the cycle froze."""

    TABLE = "targets"
    key_result: str = f.parent("key_results")
    position: float = f.position()
    at: Moment | None = f.moment()
    baseline: float | None = f.number()
    target: float | None = f.number()
    due: date | None = f.day()
    reason: str = f.text()


@dataclass(frozen=True, slots=True)
class Initiative(Entity):
    """A bet on a key result: the home of outputs."""

    TABLE = "initiatives"
    PREFIX = "in"
    key_result: str = f.parent("key_results")
    position: float = f.position()
    title: str = f.text()
    owner: str = f.text()
    done: bool = f.flag()


@dataclass(frozen=True, slots=True)
class CheckIn(Entity):
    """The value of a key result at a moment, and how confident the team is (0 to 10) that it lands."""

    TABLE = "check_ins"
    key_result: str = f.parent("key_results")
    at: Moment | None = f.moment()
    value: float | None = f.number()
    confidence: float | None = f.number(0, 10)
    note: str = f.text()


@dataclass(frozen=True, slots=True)
class Kpi(Entity):
    """A measure of past and present, kept for years; healthy_low <= warn_low <= warn_high <= healthy_high."""

    TABLE = "kpis"
    PREFIX = "kpi"
    position: float = f.position()
    name: str = f.text()
    category: Literal["financial", "customer", "product", "technical", "people", "process"] | None = f.choice(
        "financial", "customer", "product", "technical", "people", "process"
    )
    timing: Literal["leading", "lagging"] | None = f.choice("leading", "lagging")
    unit: str = f.text()
    direction: Direction | None = f.choice("up", "down", "keep")
    healthy_low: float | None = f.number()
    healthy_high: float | None = f.number()
    warn_low: float | None = f.number()
    warn_high: float | None = f.number()
    cadence: Literal["daily", "weekly", "fortnightly", "monthly", "quarterly"] | None = f.choice(
        "daily", "weekly", "fortnightly", "monthly", "quarterly"
    )
    owner: str = f.text()
    source: str = f.text()
    action: str = f.text()
    """What happens when it leaves its healthy range."""
    drivers: tuple[str, ...] = f.refs("kpis")
    """The KPIs that cause it."""
    archived: date | None = f.day()
    """The day from which on nobody watches it any longer; its values and links stay."""


@dataclass(frozen=True, slots=True)
class Measurement(Entity):
    """The value of a KPI at a moment."""

    TABLE = "measurements"
    kpi: str = f.parent("kpis")
    at: Moment | None = f.moment()
    value: float | None = f.number()
    note: str = f.text()


@dataclass(frozen=True, slots=True)
class Review(Entity):
    """A review session; without `finished` it was paused and can be resumed."""

    TABLE = "reviews"
    PREFIX = "rv"
    at: Moment | None = f.moment()
    finished: bool = f.flag()
    customers_said: str = f.text()
    learned: str = f.text()
    minutes: str = f.text()


@dataclass(frozen=True, slots=True)
class Decision(Entity):
    """What a review decided: who does what by when, about which item."""

    TABLE = "decisions"
    PREFIX = "de"
    review: str = f.parent("reviews")
    position: float = f.position()
    text: str = f.text()
    owner: str = f.text()
    due: date | None = f.day()
    done: bool = f.flag()
    about: str | None = f.ref("", loose=True)


@dataclass(frozen=True, slots=True)
class Lexeme(Entity):
    """A word of the team's own, and what it means to the coach."""

    TABLE = "lexicon"
    word: str = f.text()
    means: Literal["metric", "artefact", "team", "person"] | None = f.choice("metric", "artefact", "team", "person")
    reason: str = f.text()


@dataclass(frozen=True, slots=True)
class Dismissal(Entity):
    """ "Good as it is": a rule that is silent on an item for as long as its text stays the same."""

    TABLE = "dismissals"
    code: str = f.text()
    item: str | None = f.ref("", loose=True)
    text: str = f.text()
    reason: str = f.text()
    at: Moment | None = f.moment()


@dataclass(frozen=True, slots=True)
class MergeConflict(Entity):
    """A field that two people changed apart; written by a merge, gone when decided."""

    TABLE = "conflicts"
    item: str | None = f.ref("", loose=True)
    field: str = f.text()
    base: str = f.text()
    ours: str = f.text()
    theirs: str = f.text()


ENTITIES: tuple[type[Entity], ...] = (
    Root,
    Priority,
    Cycle,
    Objective,
    Kpi,
    KeyResult,
    Target,
    Initiative,
    CheckIn,
    Measurement,
    Review,
    Decision,
    Lexeme,
    Dismissal,
    MergeConflict,
)
"""All kinds of rows, each after the kinds that it points to."""

BY_TABLE: dict[str, type[Entity]] = {entity.TABLE: entity for entity in ENTITIES}
BY_PREFIX: dict[str, type[Entity]] = {entity.PREFIX: entity for entity in ENTITIES if entity.PREFIX}
