"""KR206, KR207: a key result that lands inside its cycle, and moves where it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from okrtui.coach.model import Direction, Facts
from okrtui.coach.planrules.base import Found, Rule, Sight
from okrtui.coach.planrules.likeness import subject
from okrtui.coach.planrules.wording import amount, name, quoted
from okrtui.plan.dates import format_day
from okrtui.plan.entities import KeyResult
from okrtui.plan.numbers import Quantity, comparable

_LEADING = re.compile(
    r"\s*+(?:\[[ xX]?\]\s*+|[-*•]\s*+)?(?:kr\s?\d{0,2}(?:\.\d{1,2})?\s*+[:.)-]\s*+)?(?:we will |to )?", re.I
)
# Verbs that name a direction and nothing else: "accelerate" shortens and "strengthen" may mean fewer of something.
_UP = frozenset(
    {
        "increase",
        "increases",
        "increased",
        "raise",
        "raises",
        "raised",
        "grow",
        "grows",
        "grew",
        "rise",
        "rises",
        "rose",
    }
)
_DOWN = frozenset(
    {"reduce", "reduces", "reduced", "decrease", "decreases", "decreased", "lower", "lowers", "lowered", "cut", "cuts"}
    | {"shrink", "fall", "falls", "fell", "drop", "drops"}
)
_DIRECTED = _UP | _DOWN
# After these, the numbers belong to another measure than the verb: "reduce friction: conversion from 2 % to 3 %".
_ELSEWHERE = re.compile(r"[:;,(–—]|\b(?:so|by|with|while|through|via|and|which|that|measured)\b", re.IGNORECASE)
_NEXT = re.compile(r"\s{0,3}([^\W\d_]{1,40})")
_LIMIT = 400


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where a key result starts and ends: as said, and in one common unit."""

    baseline: Quantity
    target: Quantity
    low: float
    high: float

    @property
    def direction(self) -> Direction:
        """The way from start to end; keep when there is none."""
        return "keep" if self.low == self.high else "up" if self.high > self.low else "down"


def _late(sight: Sight) -> Iterator[Found]:
    for result in sight.key_results:
        cycle = sight.plan.cycle_of(result)
        due = result.due or _deadline(sight, result)
        if cycle and cycle.end and due and due > cycle.end:
            yield Found(
                result.id,
                f"{quoted(result.title)} lands on {format_day(due, cycle.end)}, after "
                f"{name(cycle.name, 'the quarter')} ends on {format_day(cycle.end, cycle.end)}. At the "
                "close nobody can tell whether it was reached.",
            )


def _nowhere(sight: Sight) -> Iterator[Found]:
    for result in sight.key_results:
        beyond = _beyond_the_whole(sight, result)
        if beyond:
            yield Found(
                result.id,
                f"{quoted(result.title)} is a share, and {_say(beyond)} is more than the whole. It can never be there.",
                "Which number did you mean?",
            )
            continue
        ends = _ends(sight, result)
        if ends is None or _keeps(sight, result):
            continue
        if ends.direction == "keep":
            yield Found(
                result.id,
                f"{quoted(result.title)} ends where it starts: baseline and target are both {_say(ends.target)}. It "
                "counts as reached from the first day.",
                "Where is it today, and where is it to be?",
            )
            continue
        said = _said(result)
        if said and said != ends.direction:
            yield Found(
                result.id,
                f"{quoted(result.title)} is to go {said}, but leads from {_say(ends.baseline)} {ends.direction} to "
                f"{_say(ends.target)}. Its progress would run backwards.",
            )


_SHARE = re.compile(
    r"\b(?:share|proportion|percentage|fraction|anteil)\s(?:of|der|des|von)\s|\bmarket share\b", re.IGNORECASE
)
_WHOLE = 100.0


def _beyond_the_whole(sight: Sight, result: KeyResult) -> Quantity | None:
    """The start or the target of a share that no share can have: above 100 %. None for all else."""
    if not _SHARE.search(result.title[:_LIMIT]):
        return None
    verdict = sight.verdict(result)
    facts = verdict.facts if verdict and not verdict.facts.relative else None
    ends = (
        _field(result.target, result.unit) or (facts.target if facts else None),
        _field(result.baseline, result.unit) or (facts.baseline if facts else None),
    )
    return next((end for end in ends if end is not None and end.unit == "%" and end.value > _WHOLE), None)


def _deadline(sight: Sight, result: KeyResult) -> date | None:
    verdict = sight.verdict(result)
    return verdict.facts.deadline if verdict else None


def _keeps(sight: Sight, result: KeyResult) -> bool:
    if result.direction:
        return result.direction == "keep"
    verdict = sight.verdict(result)
    return bool(verdict and verdict.facts.direction == "keep")


def _ends(sight: Sight, result: KeyResult) -> _Ends | None:
    """Start and end, from the fields where they are filled, else from the text; None where they cannot be compared."""
    baseline = _field(result.baseline, result.unit)
    target = _field(result.target, result.unit)
    if baseline is None or target is None:
        verdict = sight.verdict(result)
        if verdict is None or (target is None and verdict.facts.relative):
            return None
        if baseline is None and target is None and _in_doubt(result.title, verdict.facts):
            return None
        baseline = baseline or verdict.facts.baseline
        target = target or verdict.facts.target
    if baseline is None or target is None:
        return None
    both = comparable(baseline, target)
    return _Ends(baseline, target, *both) if both else None


def _in_doubt(text: str, facts: Facts) -> bool:
    """Whether two bare numbers of a text may count different things: "from 3 pallets to 400 parcels"."""
    if not facts.baseline or not facts.target or facts.baseline.unit or facts.target.unit:
        return False
    after = [_NEXT.match(text, facts.spans[name][1]) for name in ("baseline", "target") if name in facts.spans]
    words = [match.group(1).lower() if match else "" for match in after]
    return len(words) == 2 and words[0] not in ("", "to", "up", "down", words[1])


def _field(value: float | None, unit: str) -> Quantity | None:
    return None if value is None else Quantity(value, unit)


def _said(result: KeyResult) -> Direction | None:
    """The direction that the user gave, or else the verb of the line; None when in doubt."""
    if result.direction:
        return result.direction
    text = result.title[:_LIMIT]
    if result.metric and not subject(result.metric) <= subject(text):
        return None
    start = _LEADING.match(text)
    rest = text[start.end() if start else 0 :]
    before = re.split(r"\bfrom\b|\d", rest, maxsplit=1, flags=re.IGNORECASE)[0]
    if _ELSEWHERE.search(before):
        return None
    verbs = [word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", before.lower()) if word in _DIRECTED]
    if len(verbs) != 1 or not (before.lower().startswith(verbs[0]) or before.lower().rstrip().endswith(verbs[0])):
        return None
    return "up" if verbs[0] in _UP else "down"


def _say(quantity: Quantity) -> str:
    return amount(quantity.value, quantity.unit)


KR206 = Rule(
    code="KR206",
    name="lands-after-the-cycle",
    title="Lands after the quarter",
    severity="warning",
    summary="A key result whose day is later than the last of its cycle.",
    reason="An OKR is bounded in time. A key result that lands after its quarter cannot be graded at the close, and "
    "until then nobody learns from it.",
    question="Which part of it shows before the quarter ends?",
    worked=(
        "Renewals from 70 % to 80 % by the end of Q3 (in a plan for Q2)",
        "Buyers who renew early, from 10 % to 20 % by the end of Q2",
    ),
    bad=(
        "objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % · due 2026-07-31",
        "objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % by the end of Q3",
        "draft objective: Keep buyers\n  key result: Order frequency to 1.76 · due 2027-01-01",
    ),
    good=("objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % by the end of Q2",),
    near=(
        "objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % · due 2026-06-30",
        "objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % by the end of Q3 · due 2026-06-15",
        "later objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % · due 2027-06-30",
    ),
    check=_late,
)

KR207 = Rule(
    code="KR207",
    name="target-against-direction",
    title="Start and target do not fit",
    severity="warning",
    summary="A target that equals its baseline, points against the verb or the direction, or is a share above 100 %.",
    reason="A key result shows how far there is to go. Without a way from start to end there is nothing to see; with "
    "one that points the other way, progress would run backwards.",
    question="Which of the two did you mean?",
    worked=("Reduce churn from 3 % to 5 %", "Reduce churn from 5 % to 3 %"),
    bad=(
        "objective: Keep buyers\n  key result: Reduce churn from 3 % to 5 %",
        "objective: Keep buyers\n  key result: Better retention · baseline 80 · target 80 · unit %",
        "objective: Keep buyers\n  key result: Increase the order frequency · baseline 1.76 · target 1.60",
        "objective: Keep buyers\n  key result: Order frequency · direction up · baseline 1.76 · target 1.60",
        "objective: Keep buyers\n  key result: Share of buyers who return from 12.5 % to 455 %",
        "objective: Keep buyers\n  key result: Share of buyers who return · baseline 12.5 · target 4550.5 · unit %",
    ),
    good=("objective: Keep buyers\n  key result: Reduce churn from 5 % to 3 %",),
    near=(
        "objective: Keep buyers\n  key result: Keep churn at 5 % · baseline 5 · target 5 · direction keep",
        "objective: Keep buyers\n  key result: Reduce page load from 1.2 s to 400 ms",
        "objective: Keep buyers\n  key result: Share of buyers who return from 12.5 % to 100 %",
        "objective: Keep buyers\n  key result: Net revenue retention from 98 % to 120 %",
        "objective: Keep buyers\n  key result: Share price up by 120 %",
        "objective: Keep buyers\n  key result: Reduce waste from 3 pallets to 400 parcels",
        "objective: Keep buyers\n  key result: Reduce friction: conversion from 2 % to 3 %",
        "objective: Keep buyers\n  key result: Lower the average CAC by 20 % · baseline 42 · target 33.6",
        "objective: Keep buyers\n  key result: Accelerate delivery from 10 days to 5 days",
        "objective: Keep buyers\n  key result: Reduce friction at checkout · metric conversion · baseline 2 · target 3",
    ),
    check=_nowhere,
)

RULES = (KR206, KR207)
