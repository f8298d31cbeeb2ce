"""What surrounds a line of a plan: its cycle, its fields, the team's words, and what the team has said is fine."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

from okrtui.coach.model import Context, TextKind, Verdict
from okrtui.plan.archiving import archived_on
from okrtui.plan.entities import (
    Cycle,
    Dismissal,
    Entity,
    Initiative,
    KeyResult,
    Kpi,
    Lexeme,
    Objective,
    Priority,
    Root,
)
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.plan.words import word_key

REASONS = (
    "a commitment (law, contract)",
    "we look for the baseline first",
    "our words, we mean it",
    "later",
)
"""Reasons why a line is good as it is, in the order of their digits 1 to 4; any other text is a reason too."""

OUR_WORDS = REASONS[2]
"""The one reason that teaches the coach."""

_BASELINE_FIRST = REASONS[1]
_ASK_HOW_FAR = frozenset({"KR102", "KR103", "KR109", "KR111", "KR207", "RV202", "RV203"})
"""Rules to which a start that is still looked for is an answer."""

LESSONS = 3
"""After so many lines that the team meant as they are, a rule only hints in this plan."""

_READ_FROM_TEXT = ("metric", "unit", "direction", "baseline", "target", "due")

_TEXT_KINDS: dict[type[Entity], TextKind] = {
    Objective: "objective",
    KeyResult: "key_result",
    Kpi: "kpi",
    Root: "strategy",
}

_NAMES: dict[type[Entity], str] = {
    Objective: "objective",
    KeyResult: "key_result",
    Kpi: "kpi",
    Initiative: "initiative",
    Priority: "priority",
    Cycle: "cycle",
    Root: "strategy",
}


def text_of(row: Entity) -> str:
    """The words of a row that the coach reads, and that a dismissal holds on to; empty for rows without any."""
    match row:
        case Root():
            return row.statement
        case Objective() | KeyResult() | Initiative() | Priority():
            return row.title
        case Kpi() | Cycle():
            return row.name
        case _:
            return ""


def kind_name(row: Entity) -> str:
    """The word for a row's kind in findings, such as ``key_result``; ``plan`` for rows that have none."""
    return _NAMES.get(type(row), "plan")


def text_kind(row: Entity) -> TextKind | None:
    """The kind of text that a row's words are judged as, or None when no text rule is about such rows."""
    return _TEXT_KINDS.get(type(row))


def reasons_for(code: str) -> tuple[tuple[str, str], ...]:
    """The reasons that answer a rule, each with its digit, which is the same for all rules."""
    digits = ((str(digit), reason) for digit, reason in enumerate(REASONS, 1))
    return tuple((digit, why) for digit, why in digits if why != _BASELINE_FIRST or code in _ASK_HOW_FAR)


def softened(plan: Plan) -> frozenset[str]:
    """Codes of the rules that only hint in this plan: the team has meant such lines as they are three times."""
    counts = Counter(d.code for d in plan.table(Dismissal).values() if d.reason.strip() == OUR_WORDS)
    return frozenset(code for code, times in counts.items() if times >= LESSONS)


def dismissals(plan: Plan) -> dict[tuple[str, str], set[str]]:
    """The words that were called good as they are, by rule and item."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in plan.table(Dismissal).values():
        if each.item:
            found.setdefault((each.code, each.item), set()).add(each.text.strip())
    return found


def dismissed(plan: Plan, row: Entity) -> frozenset[str]:
    """Codes of the rules that are silent on a row, since its words are still those that were called good."""
    text = text_of(row).strip()
    return frozenset(d.code for d in plan.table(Dismissal).values() if d.item == row.id and d.text.strip() == text)


def lexicon(plan: Plan) -> dict[str, str]:
    """The team's own words in lower case, each with what it means to the coach."""
    return {word_key(word.word): word.means for word in plan.table(Lexeme).values() if word.means and word.word.strip()}


def context_for(plan: Plan, item_id: str, settings: MethodSettings) -> Context:
    """All that is known around an item's text; for an id that names nothing, what is known of the plan."""
    row = plan.item(item_id)
    return Context(
        cycle=_span(_cycle(plan, row)),
        fiscal_year_start=settings.fiscal_year_start,
        in_plan=True,
        filled=_filled(row),
        lexicon=lexicon(plan),
        softened=softened(plan),
    )


def check_item(plan: Plan, item_id: str, *, today: date, settings: MethodSettings) -> Verdict | None:
    """What the text rules say about an item of the plan, without what was called good as it is.

    None for items that no text rule is about (priorities, initiatives, cycles), that are archived, without words, or
    not in the plan.
    """
    from okrtui.coach.check import check_text  # the lexicons load when the first line is judged, not with the app

    row = plan.item(item_id)
    kind = text_kind(row) if row else None
    if row is None or kind is None or archived_on(row) or not text_of(row).strip():
        return None
    context = dataclasses.replace(context_for(plan, item_id, settings), unset=unset(plan, row))
    verdict = check_text(text_of(row), kind, today=today, context=context)
    return without(verdict, dismissed(plan, row))


def without(verdict: Verdict, codes: frozenset[str]) -> Verdict:
    """The verdict without the findings of some rules; what these fold on the screen stays folded."""
    from okrtui.coach.check import FOLDS, gate

    silent = {finding.code for finding in verdict.findings if finding.code in codes}
    if not silent:
        return verdict
    folded = {other for code in silent for other in FOLDS.get(code, ())}
    kept = gate([finding for finding in verdict.findings if finding.code not in silent])
    findings = tuple(dataclasses.replace(f, shown=f.shown and f.code not in folded) for f in kept)
    return dataclasses.replace(verdict, findings=findings)


def _cycle(plan: Plan, row: Entity | None) -> Cycle | None:
    match row:
        case Objective():
            return plan.find(row.cycle, Cycle)
        case KeyResult():
            return plan.cycle_of(row)
        case _:
            return None


def unset(plan: Plan, row: Entity) -> frozenset[str]:
    """Start or end of a key result that is missing beside the other although the cycle runs: progress cannot be told.

    Where neither is there, all is in the words yet.
    """
    cycle = plan.cycle_of(row) if isinstance(row, KeyResult) else None
    if not isinstance(row, KeyResult) or cycle is None or cycle.state != "active":
        return frozenset()
    empty = frozenset(name for name in ("baseline", "target") if getattr(row, name) is None)
    return empty if len(empty) == 1 else frozenset()


def _span(cycle: Cycle | None) -> tuple[date, date] | None:
    return (cycle.start, cycle.end) if cycle and cycle.start and cycle.end else None


def _filled(row: Entity | None) -> frozenset[str]:
    """Fields that say what the text need not; a key result that a KPI measures has its metric and unit from there."""
    if not isinstance(row, (KeyResult, Kpi)):
        return frozenset()
    names = {name for name in _READ_FROM_TEXT if getattr(row, name, None) not in (None, "")}
    if isinstance(row, KeyResult) and row.measured_by:
        names |= {"metric", "unit"}
    return frozenset(names)
