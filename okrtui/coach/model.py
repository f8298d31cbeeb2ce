"""The words of the coach: what a text says (facts), what is noticed in it (findings), what to write instead (fixes)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from okrtui.plan.numbers import Quantity

if TYPE_CHECKING:
    from okrtui.coach.reading import Reading

TextKind = Literal["objective", "key_result", "kpi", "strategy"]
"""The kinds of text that `check_text` judges."""

LikeKind = Literal["objective", "key_result", "kpi", "initiative", "strategy"]
"""What a text may read like."""

Severity = Literal["warning", "hint"]
When = Literal["presence", "absence"]
"""Presence rules may speak at the end of the word that shows it; absence rules wait for a pause, Tab or Enter."""

NO_MAPPING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a text: the coach asks for nothing else and looks nothing up."""

    cycle: tuple[date, date] | None = None
    """First and last day of the cycle that the line belongs to."""
    fiscal_year_start: int = 1
    in_plan: bool = False
    """The line stands in a plan: its due day is the cycle's end unless it says otherwise."""
    filled: frozenset[str] = frozenset()
    """Names of the fields that hold a value of their own (metric, unit, direction, baseline, target, due)."""
    unset: frozenset[str] = frozenset()
    """Baseline or target, where a running cycle has the other alone: progress is counted by fields, not by words."""
    lexicon: Mapping[str, str] = field(default_factory=lambda: NO_MAPPING)
    """The team's own words in lower case, each with what it means: metric, artefact, team or person."""
    softened: frozenset[str] = frozenset()
    """Codes of rules that only hint in this plan, since the team has meant such lines three times."""


class Fix(NamedTuple):
    """A better line, in the writer's own words and numbers, with blanks ``__`` for what nobody can know.

    ``action`` says what happens to the line when the user accepts: "rewrite" puts `text` in its place; "initiative"
    does too, and keeps `extra` as an initiative below it; "split" leaves one item for each line of `text`; "kind"
    makes it an item of `kind` with `text` as its title; "measure" leaves the text, and lets the KPI with the id `extra`
    be the metric of the key result. ``fields`` are values that the text holds for its item.
    """

    title: str
    text: str
    action: Literal["rewrite", "initiative", "split", "kind", "measure"] = "rewrite"
    extra: str = ""
    kind: LikeKind | None = None
    fields: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth saying about a text (or, with `start` and `end` None, about a plan)."""

    code: str
    name: str
    """The rule's name in its stable, machine-readable form, such as ``output-key-result``."""
    title: str
    """The rule's name as the screen says it, such as "Something you make"."""
    severity: Severity
    message: str
    """What was seen and why it matters."""
    question: str
    """The one question that it asks."""
    start: int | None = None
    end: int | None = None
    """Half-open span in code points of the text as given."""
    shown: bool = True
    """Whether it is among the three that a screen shows; others are folded below a stronger one."""
    when: When = "presence"
    offered: Fix | None = None
    """The better line that the rule has in mind, whether or not another rule would have something to say about it."""
    is_sound: Callable[[], bool] | None = field(default=None, compare=False, repr=False)
    """Asked when somebody looks at the fix, and never before: most findings are read without it. None: it is sound."""

    @property
    def fix(self) -> Fix | None:
        """The better line, if no rule has anything to say about it."""
        if self.offered is None or (self.is_sound is not None and not self.is_sound()):
            return None
        return self.offered

    def as_json(self) -> dict[str, Any]:
        """The object of the contract."""
        found = self.fix
        fix = {"title": found.title, "text": found.text} if found else None
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "shown": self.shown,
            "start": self.start,
            "end": self.end,
            "message": self.message,
            "question": self.question,
            "fix": fix,
        }


Timing = Literal["leading", "lagging", "unclear"]
Category = Literal["financial", "customer", "product", "technical", "people", "process", "unclear"]
Direction = Literal["up", "down", "keep"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text says about its measure; None where it says nothing. Spans are half-open, in code points."""

    metric: str | None = None
    direction: Direction | None = None
    baseline: Quantity | None = None
    target: Quantity | None = None
    relative: bool = False
    """The target is an amount of change ("by 20 %", "double" = 2 x)."""
    deadline: date | None = None
    timing: Timing = "unclear"
    category: Category = "unclear"
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Where metric, baseline, target and deadline stand."""

    def as_json(self) -> dict[str, Any]:
        """The object of the contract."""

        def quantity(value: Quantity | None) -> dict[str, Any] | None:
            return {"value": value.value, "unit": value.unit} if value else None

        return {
            "metric": self.metric,
            "direction": self.direction,
            "baseline": quantity(self.baseline),
            "target": quantity(self.target),
            "relative": self.relative,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "timing": self.timing,
            "category": self.category,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that the coach has to say about one text."""

    text: str
    kind: TextKind
    reads_like: LikeKind
    certainty: float
    """How sure it is of `reads_like`, 0..1."""
    findings: tuple[Finding, ...]
    """All findings, most important first; `Finding.shown` says which of them a screen shows."""
    facts: Facts

    @property
    def unread(self) -> bool:
        """Whether the text is in another language: nothing was judged."""
        return not self.certainty and bool(self.text.strip())

    def as_json(self) -> dict[str, Any]:
        """The object of the contract, without "line"."""
        return {
            "text": self.text,
            "kind": self.kind,
            "reads_like": self.reads_like,
            "certainty": round(self.certainty, 2),
            "findings": [finding.as_json() for finding in self.findings],
            "facts": self.facts.as_json(),
        }


class Hit:
    """What a text rule found: where, and the sentences for this very line.

    An empty `question` and a `severity` of None stand for the rule's own.
    """

    __slots__ = ("end", "fix", "message", "question", "severity", "start")

    def __init__(
        self,
        start: int,
        end: int,
        message: str,
        question: str = "",
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> None:
        self.start, self.end, self.message = start, end, message
        self.question, self.fix, self.severity = question, fix, severity


class TextRule:
    """One rule about one line, declared once: its page, its help and its tests are made from this.

    `summary` is what it sees, in a line; `reason` why that matters, the method's own reason in two or three sentences;
    `worked` a line, and the same aim said better. `bad` are lines that it speaks about, `good` lines with which it has
    no business, `near` lines that look like bad ones and are not.
    """

    __slots__ = (
        "bad",
        "check",
        "code",
        "good",
        "kind",
        "name",
        "near",
        "question",
        "reason",
        "severity",
        "summary",
        "title",
        "when",
        "worked",
    )

    def __init__(
        self,
        *,
        code: str,
        name: str,
        title: str,
        kind: TextKind,
        severity: Severity,
        when: When,
        summary: str,
        reason: str,
        question: str,
        worked: tuple[str, str],
        bad: tuple[str, ...],
        good: tuple[str, ...],
        near: tuple[str, ...],
        check: Callable[[Reading], Hit | None],
    ) -> None:
        self.code = code
        self.name = name
        self.title = title
        self.kind = kind
        self.severity = severity
        self.when = when
        self.summary = summary
        self.reason = reason
        self.question = question
        self.worked = worked
        self.bad = bad
        self.good = good
        self.near = near
        self.check = check
