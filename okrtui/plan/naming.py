"""What rows are called: the word for each kind, and the text that a person knows a row by."""

from __future__ import annotations

from datetime import date

from okrtui.plan import manner
from okrtui.plan.entities import (
    CheckIn,
    Cycle,
    Decision,
    Dismissal,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Lexeme,
    Measurement,
    MergeConflict,
    Objective,
    Priority,
    Review,
    Root,
    Target,
)

KINDS: tuple[type[Entity], ...] = (Priority, Cycle, Objective, KeyResult, Initiative, Kpi)
"""The kinds of items: what a person writes a line for."""

_NAMES: dict[type[Entity], str] = {
    Root: "plan",
    Priority: "priority",
    Cycle: "cycle",
    Objective: "objective",
    KeyResult: "key result",
    Initiative: "initiative",
    Kpi: "KPI",
    Target: "target",
    CheckIn: "check-in",
    Measurement: "measurement",
    Review: "review",
    Decision: "decision",
    Lexeme: "word",
    Dismissal: "dismissal",
    MergeConflict: "conflict",
}
_TITLES: dict[type[Entity], str] = {
    Root: "name",
    Cycle: "name",
    Kpi: "name",
    Decision: "text",
    Lexeme: "word",
    Dismissal: "code",
    MergeConflict: "field",
}
_FIELDS = {
    "kind": "commitment",
    "kpis": "KPIs",
    "measured_by": "measuring KPI",
    "agreed_team": "team's agreement",
    "agreed_leadership": "leadership's agreement",
    "written_by": "author",
    "carried_from": "origin",
    "review_cadence": "review cadence",
    "statement": "strategy",
    "healthy_low": "healthy range",
    "healthy_high": "healthy range",
    "warn_low": "warning bounds",
    "warn_high": "warning bounds",
    "due": "due day",
    "timing": "leading or lagging",
    "customers_said": "customers' words",
    "differently": "“do differently”",
    "next": "next step",
    "because": "reason",
    "at": "moment",
}
_QUOTED = 48


def kind_name(entity: type[Entity]) -> str:
    """The word for a kind inside a sentence: "key result", "KPI"."""
    return _NAMES[entity]


def a_kind(entity: type[Entity]) -> str:
    """A kind with its article: "an objective", "a KPI"."""
    name = _NAMES[entity]
    return f"an {name}" if name[0] in "aeio" else f"a {name}"


def title_field(entity: type[Entity]) -> str:
    """The field that holds the text a row of this kind is known by; empty for values, which have none."""
    if entity in (CheckIn, Measurement, Target, Review):
        return ""
    return _TITLES.get(entity, "title")


def title_of(entity: Entity) -> str:
    """The text that a row is known by; empty when it has none."""
    name = title_field(type(entity))
    return str(getattr(entity, name)) if name else ""


def _day(at: date) -> str:
    return manner.day(date(at.year, at.month, at.day), year=True)


def field_word(name: str) -> str:
    """What a field is called inside a sentence: "due day", "healthy range"."""
    return _FIELDS.get(name, name.replace("_", " "))


def quote(text: str) -> str:
    """A text in quotation marks, on one line, cut where it is long."""
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1].rstrip() + '…'}”"


def changed_since(name: str, of: str) -> str:
    """That a field of something holds another value by now: "the KPIs of this key result have changed since"."""
    word = field_word(name)
    return f"the {word} of {of} {'have' if word.endswith('s') else 'has'} changed since"


def called(entity: Entity) -> str:
    """A row as a sentence names it: the key result “Lower churn”."""
    title = title_of(entity)
    name = kind_name(type(entity))
    if isinstance(entity, Root):
        return "the plan"
    if isinstance(entity, Dismissal):
        return f"“good as it is” of {quote(entity.text)}" if entity.text.strip() else "a “good as it is”"
    if isinstance(entity, Review | CheckIn | Measurement | Target):
        return f"the {name} of {_day(entity.at)}" if isinstance(entity.at, date) else f"a {name}"
    return f"the {name} {quote(title)}" if title.strip() else f"an empty {name}"
