"""What a Markdown text was read as: its lines in order, each with kind, place, parent and how certain that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from okrtui.exchange.markdown_in.numerals import Numerals
from okrtui.plan.fields import Value

Kind = Literal["objective", "key_result", "kpi", "initiative", "priority", "strategy", "why", "skip"]
"""What a line may be; "why" is the reason of the objective above it, "skip" is prose, a heading or a note: it is shown,
and not taken.
"""

KINDS: tuple[Kind, ...] = ("objective", "key_result", "kpi", "initiative", "priority", "strategy", "why", "skip")
"""All kinds, in the order in which a key goes through them."""

DOUBTFUL = 0.7
"""Below this certainty a line is worth a look before it is taken."""

NO_FIELDS: Mapping[str, Value] = {}
NO_DOUBTS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Period:
    """A span that the document names: a quarter, a half or a year."""

    name: str
    start: date
    end: date
    guessed: bool = False
    """The document gives no year."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the document."""

    kind: Kind
    text: str
    """Without label, number, score, owner, status and emoji."""
    line: int
    """In the source, counted from 1."""
    column: int
    """Where the text begins in that line, counted from 1."""
    parent: int | None
    """Place in `Document.lines`: a key result's objective, an initiative's key result (or objective)."""
    certainty: float
    """How sure the kind is, 0..1; 1 when the user said so."""
    reason: str
    """What speaks for the kind, as the end of a sentence."""
    fields: Mapping[str, Value] = field(default_factory=lambda: NO_FIELDS)
    """What was cut off and has a field in the plan: owner, done, why, grade, cadence and the like."""
    period: Period | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it."""
        return self.kind != "skip" and self.certainty < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read. `lines` holds all of them; `items` those that are taken."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    """Sentences about what could not be read as it stands."""
    numerals: Numerals = Numerals()
    """How it writes numbers."""

    @property
    def items(self) -> tuple[Line, ...]:
        """The lines that become part of a plan."""
        return tuple(line for line in self.lines if line.kind != "skip")

    def objective_of(self, line: Line) -> Line | None:
        """The objective that a key result or an initiative belongs to."""
        above = line.parent
        while above is not None:
            found = self.lines[above]
            if found.kind == "objective":
                return found if found is not line else None
            above = found.parent
        return None

    def as_json(self, doubts: Mapping[int, str] = NO_DOUBTS) -> list[dict[str, Any]]:
        """The objects of ``items`` in ``--format json``; ``doubt`` stands in those whose numbers have one, by place."""
        return [
            {
                "kind": line.kind,
                "text": line.text,
                "parent": above.text if (above := self.objective_of(line)) else None,
                "line": line.line,
                "certainty": round(line.certainty, 2),
                **({"doubt": doubts[place]} if place in doubts else {}),
            }
            for place, line in enumerate(self.lines)
            if line.kind != "skip"
        ]
