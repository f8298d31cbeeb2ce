"""What the rules about the whole plan say of single rows, to be shown beside what the rules about their words say."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date

from okrtui.coach.checkplan import look
from okrtui.coach.model import Finding, Verdict
from okrtui.coach.planrules import PLAN_RULES, Sight
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

ON_ROWS = ("OB205", "KR204", "KR206", "KR207", "KR210")
"""Whole-plan rules about one row that its writer can mend in it: a day, two numbers, a measure of its own, its metric.

Rules about what is missing are not among them: while drafting, the five steps count it.
"""

_RULES = [PLAN_RULES[code] for code in ON_ROWS]


def row_findings(
    plan: Plan, *, today: date, settings: MethodSettings, sight: Sight | None = None
) -> Mapping[str, Sequence[Finding]]:
    """The findings of `ON_ROWS` by the id of their row, for all living rows of the plan at once.

    `sight`: the whole plan as one has it already; afterwards it knows the verdicts on the words of the rows.

    A change to one row can change what is said of another (its twin, or all of a cycle whose end moved), so that they
    are looked for together; that takes about 1 ms for 60 key results whose words have been judged before.
    """
    found: dict[str, list[Finding]] = {}
    for each in look(sight or Sight(plan, today=today, settings=settings), _RULES):
        found.setdefault(each.item, []).append(each.finding)
    return found


def joined(verdict: Verdict | None, more: Sequence[Finding]) -> Verdict | None:
    """A verdict on a row's words with what the whole plan says of the row: warnings first, three of all shown."""
    from okrtui.coach.check import SHOWN  # with the lexicons, which are there since the verdict was made

    if verdict is None or not more:
        return verdict
    room = SHOWN
    findings: list[Finding] = []
    for finding in sorted((*verdict.findings, *more), key=lambda each: each.severity != "warning"):
        shown = finding.shown and room > 0
        room -= shown
        findings.append(dataclasses.replace(finding, shown=shown))
    return dataclasses.replace(verdict, findings=tuple(findings))
