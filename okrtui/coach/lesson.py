"""OKR or KPI? The lesson for the thing at hand, with the user's own line placed in it.

A lesson is a few short paragraphs that fill at most eight lines of 26 columns: it stands beside the work, not in front.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Literal

from okrtui.coach.lessonwords import (
    BET,
    EARLY_OR_LATE,
    ENGLISH,
    GOOD,
    KPI,
    KPI_LIKE,
    LIKE,
    NEW,
    NOTED,
    OKR,
    STRATEGY,
    UNNAMED,
    WHAT_NOT,
    WHOM,
)
from okrtui.coach.model import LikeKind, Verdict
from okrtui.coach.wordless import is_wordless
from okrtui.plan.dates import format_day
from okrtui.plan.entities import Cycle, Entity, Initiative, KeyResult, Kpi, Objective
from okrtui.plan.model import Plan

LessonKind = LikeKind | Literal["priority"]
WIDTH = 26
"""Columns of the narrowest sidebar; a lesson fills at most `HEIGHT` lines of it."""
HEIGHT = 8

_BLANK = "__"
"""What stands in a better line for what its writer is still to say: such a line is neither good nor bad yet."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A heading, and short paragraphs that fill at most eight lines of 26 columns."""

    title: str
    lines: tuple[str, ...]

    def wrapped(self, width: int = WIDTH) -> list[str]:
        """The paragraphs as lines of at most `width` columns of Latin text."""
        return [line for paragraph in self.lines for line in wrap(paragraph, width)]


def lesson(
    kind: LessonKind, verdict: Verdict | None, plan: Plan, item_id: str, *, said: Collection[str] | None = None
) -> Lesson:
    """The lesson for an item and its verdict, or for an empty new row of a kind (no verdict, an id that names nothing).

    For a line that is being typed the verdict is that of its text as it stands now, the item what the plan holds, and
    `said` has the codes of what may be spoken of by now (None: of all).
    """
    row = plan.item(item_id)
    if kind == "priority" or kind == "initiative":
        return _placed(kind, plan, row)
    if verdict is None or is_wordless(verdict.text) or (_BLANK in verdict.text and not verdict.findings):
        title, lines = NEW[kind]
        return _fitting(title, lines)
    if verdict.unread:
        return _fitting(NEW[kind][0], (ENGLISH, *NEW[kind][1]))
    praise, noted = _praise(verdict, row), _noted(verdict, said)
    if kind == "strategy":
        return _fitting("A strategy", (*(noted or praise or ("Where to win, and how.",)), STRATEGY))
    if kind == "kpi" and _like(verdict) == "kpi" and not noted:
        return _fitting("OKR or KPI?", (*praise, *_kpi(verdict, plan, row), KPI))
    return _fitting("OKR or KPI?", (*praise, *(noted or (_place(verdict, plan, row),)), _beneath(verdict, noted)))


def _noted(verdict: Verdict, said: Collection[str] | None) -> tuple[str, ...]:
    """The line placed by what is said of it, if that says more than what is read from it."""
    lead = next((f.code for f in verdict.findings if f.shown), "")
    if lead not in NOTED or (said is not None and lead not in said):
        return ()
    sign, instead = NOTED[lead]
    return (f"Your line: {sign}. {instead}",)


def _beneath(verdict: Verdict, noted: Sequence[str]) -> str:
    """What is true of all lines of this kind: the last paragraph. A line placed by what is amiss keeps its kind."""
    like = _like(verdict) if not noted or KPI_LIKE in noted[0] else verdict.kind
    if verdict.kind == "kpi" and like != "key_result":
        return KPI
    return {"kpi": KPI, "initiative": BET}.get(like, OKR)


def _fitting(title: str, lines: Sequence[str]) -> Lesson:
    """As many of the paragraphs as fit, the first ones first."""
    kept: list[str] = []
    room = HEIGHT
    for line in lines:
        room -= len(wrap(line, WIDTH))
        if room < 0:
            break
        kept.append(line)
    return Lesson(title, tuple(kept))


def _like(verdict: Verdict) -> LikeKind:
    """What the line reads like; a line of which nothing is to be said is what it stands for."""
    return verdict.reads_like if verdict.findings else verdict.kind


def _praise(verdict: Verdict, row: Entity | None) -> tuple[str, ...]:
    """What makes a line good, or what it still lacks that no rule is about.

    Nothing for a line of which something is to be said, or was until it was called good.
    """
    if is_long(verdict):
        return (f"{len(verdict.text.split())} words: more than a line. {_REST[verdict.kind]}",)
    good = not verdict.findings and (verdict.kind == "strategy" or verdict.reads_like == verdict.kind)
    if not good or _half_set(row) or (verdict.kind == "key_result" and not _numbered(verdict, row)):
        return ()
    return (_asked(verdict) or GOOD[verdict.kind],)


def reads_well(verdict: Verdict) -> bool:
    """Whether a line may be praised: nothing is said of it, and nothing asked of what it leaves open."""
    return not (verdict.findings or verdict.unread or is_long(verdict) or _asked(verdict))


def is_long(verdict: Verdict) -> bool:
    """Whether a line of a kind that people are to remember is longer than a line."""
    long = len(verdict.text.split()) > _LINE_WORDS or len(verdict.text) > _LINE_LETTERS
    return long and verdict.kind in _REST


def _asked(verdict: Verdict) -> str:
    """What is asked of a line that no rule speaks of, and that says too little for praise; else empty."""
    words = [word.strip(".,;:!").lower() for word in verdict.text.split()]
    if verdict.kind == "objective":
        return WHOM if words and len(words) <= _SHORT and words[-1] in _ANYBODY else ""
    if verdict.kind != "strategy":
        return ""
    is_something = next((word for word in words if word not in _BEFORE_BEING), "") in _BEING
    return WHAT_NOT if is_something and _LEAVING.isdisjoint(words) else ""


_BEFORE_BEING = frozenset({"we", "our", "want", "will", "would", "like", "to", "aim", "shall", "team", "goal", "is"})
_BEING = frozenset({"be", "become", "are", "stay", "remain", "grow"})
_LEAVING = frozenset(
    {"for", "in", "at", "on", "by", "with", "without", "near", "among", "of", "from", "not", "before", "than", "that"}
    | {"who", "whose", "where", "which", "because", "only", "instead", "local", "cheapest", "fastest"}
)
"""Words with which a strategy says for whom, where or how: what it is to be, and none of these, leaves nothing out."""


_LINE_WORDS, _LINE_LETTERS = 30, 200
"""More than this is no line that people remember, or read in a list."""
_REST = {
    "objective": "The aim stays; the rest is its why.",
    "key_result": "One measure stays; the rest goes below it.",
}
_SHORT = 3
_ANYBODY = frozenset({"customers", "clients", "users", "people", "everyone", "everybody", "partners", "employees"})
"""Those whom any organisation has: an objective about them alone says little yet, but it is about somebody."""


def _numbered(verdict: Verdict, row: Entity | None) -> bool:
    """Whether the words or the row of a key result say where it is to end."""
    return verdict.facts.target is not None or (isinstance(row, KeyResult) and row.target is not None)


def _half_set(row: Entity | None) -> bool:
    """Whether a key result has a start or an end, and not both: the words may say what the plan does not hold."""
    return isinstance(row, KeyResult) and (row.baseline is None) != (row.target is None)


def _place(verdict: Verdict, plan: Plan, row: Entity | None) -> str:
    """Where the line stands between OKR and KPI, and by what it is known: "no deadline, keeps a level: …"."""
    like = LIKE[_like(verdict)]
    if like == LIKE["objective"] and not verdict.findings and verdict.kind == "objective":
        return f"Your line reads like {like}."
    signs = _signs(verdict, plan, row)
    return f"Your line: {', '.join(signs)}. It reads like {like}."


def _signs(verdict: Verdict, plan: Plan, row: Entity | None) -> list[str]:
    facts = verdict.facts
    measured = facts.target is not None
    match _like(verdict):
        case "initiative":
            return ["something to make or do"] + ([] if measured else ["no measure"])
        case "objective":
            return ["a direction", "a number in it" if measured else "not measured itself"]
        case "strategy":
            return ["where to win, and how"]
        case "kpi":
            when = f"until {_day(facts.deadline)}" if facts.deadline else "no deadline"
            return [when, "keeps a level" if facts.direction == "keep" else "something to watch"]
        case _:
            return [_change(verdict, plan, row)]


def _change(verdict: Verdict, plan: Plan, row: Entity | None) -> str:
    """What a line that reads like a key result has of a day and a number: "a change by 30 Jun with a number"."""
    day = verdict.facts.deadline or _due(plan, row)
    change = f"a change by {_day(day)}" if day else "a change"
    if isinstance(row, KeyResult) and _half_set(row):
        return f"{change}, no {'start' if row.baseline is None else 'target'} yet"
    if not _numbered(verdict, row):
        return f"{change}, no number yet" if day else f"{change}, no day and no number yet"
    return f"{change} with a number" if day else f"{change} with a number, no day yet"


def _kpi(verdict: Verdict, plan: Plan, row: Entity | None) -> list[str]:
    """What a KPI is good for: a lagging one has causes, a leading one moves before another."""
    held = row if isinstance(row, Kpi) else None
    timing = (held and held.timing) or verdict.facts.timing
    if timing == "lagging":
        known = _names(plan, held.drivers if held else ())
        causes = f"So far: {known}." if known else "None named yet."
        return [f"Lagging: known only afterwards. What causes it? {causes}"]
    if timing == "leading":
        caused = _caused(plan, held)
        return [f"Leading: it moves before {caused} does." if caused else f"Leading: you can act on it. {UNNAMED}"]
    if not verdict.findings:
        return [EARLY_OR_LATE]
    return [f"Your line: {', '.join(_signs(verdict, plan, row))}. It reads like a KPI."]


def _caused(plan: Plan, kpi: Kpi | None) -> str:
    """What names a KPI as what comes before it: other KPIs, or else a key result; empty when nothing does."""
    if kpi is None:
        return ""
    named = _names(plan, [each.id for each in plan.watched if kpi.id in each.drivers])
    results = (row.title for row in plan.table(KeyResult).values() if kpi.id in row.kpis and row.title)
    return named or next((f"“{_short(title, 32)}”" for title in results), "")


def _placed(kind: Literal["priority", "initiative"], plan: Plan, row: Entity | None) -> Lesson:
    """The lesson for the two kinds that no text rule judges: what they serve."""
    title, lines = NEW[kind]
    if isinstance(row, Initiative):
        result = plan.find(row.key_result, KeyResult)
        if result and result.title:
            return _fitting(title, (f"Your bet on “{_short(result.title, 40)}”.", lines[1]))
    if kind == "priority" and row is not None:
        served = sum(1 for objective in plan.table(Objective).values() if objective.priority == row.id)
        many = (
            "No objective serves it yet."
            if not served
            else f"{served} objective{'s serve' if served > 1 else ' serves'} it."
        )
        return _fitting(title, (many, *lines[:2]))
    return _fitting(title, lines)


def _names(plan: Plan, ids: Sequence[str]) -> str:
    found = [kpi.name for kpi in (plan.find(row, Kpi) for row in ids) if kpi and kpi.name]
    more = len(found) - 2
    return ", ".join(_short(name, 28) for name in found[:2]) + (f" and {more} more" if more > 0 else "")


def _short(text: str, limit: int = 48) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"


def _due(plan: Plan, row: Entity | None) -> date | None:
    """The day by which the item is to land: its own, or the last of its cycle."""
    if isinstance(row, KeyResult):
        cycle = plan.cycle_of(row)
        return row.due or (cycle.end if cycle else None)
    if isinstance(row, Objective):
        found = plan.find(row.cycle, Cycle)
        return found.end if found else None
    return None


def _day(day: date) -> str:
    return format_day(day, day)
