"""What the coach would say of many items in the same words: said of the first, and then only their titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrtui.cli.texts import Source
from okrtui.coach.planrules import PLAN_RULES
from okrtui.coach.planrules.wording import quoted

if TYPE_CHECKING:
    from okrtui.cli.check_source import Answer
    from okrtui.coach.model import Finding

_PLURALS = {"objective": "objectives", "key_result": "key results", "kpi": "KPIs", "priority": "priorities"}
"""What is counted where the five steps count nothing."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule's finding that stands for those about several items."""

    first: Finding
    words: str
    """How many there are, and their titles: "2 key results have no owner yet: “Churn to 5 %”, “Orders to 900”."."""


def repeats(source: Source, answers: Sequence[Answer]) -> dict[tuple[str, str], Repeat]:
    """The hints that are given for more than one item in the same words, by code and severity, in the given order.

    These are what is missing, and what the five steps count. All others tell something of each item, such as its day.
    """
    places: dict[str, str] = {}
    found: dict[tuple[str, str], list[tuple[Answer, Finding]]] = {}
    for answer in answers:
        places.setdefault(answer.id, answer.place)
        if answer.verdict is None and answer.kind in _PLURALS:
            for finding in answer.findings:
                if finding.severity == "hint" and (finding.when == "absence" or _counted(finding.code)):
                    found.setdefault((finding.code, finding.severity), []).append((answer, finding))
    made: dict[tuple[str, str], Repeat] = {}
    listed: set[tuple[str, ...]] = set()
    for key, several in found.items():
        if len(several) > 1:
            ids = tuple(answer.id for answer, _ in several)
            count = _count(key[0], several[0][0].kind, len(several))
            words = f"The same {count}." if ids in listed else f"{count}: {_titles(source, ids, places)}."
            made[key] = Repeat(several[0][1], words)
            listed.add(ids)
    return made


def _count(code: str, kind: str, count: int) -> str:
    """How many items there are of which a rule says the same: "3 KPIs have no action yet"."""
    return f"{count} {_counted(code) or _PLURALS[kind]}"


def _titles(source: Source, ids: Iterable[str], places: Mapping[str, str]) -> str:
    """The words of items, each with its line where they come from a text."""
    from okrtui.coach.around import text_of

    named = []
    for each in ids:
        where = source.line(places[each])
        named.append(quoted(text_of(source.plan.get(each))) + (f" (line {where['line']})" if where else ""))
    return ", ".join(named)


def _counted(code: str) -> str:
    """What the five steps say of several items that a rule finds; empty for rules that they do not count."""
    rule = PLAN_RULES.get(code)
    return rule.counted[1] if rule else ""
