"""The coach's view of a whole plan: what its fields and links say, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from okrtui.coach.around import dismissals, kind_name, softened, text_of
from okrtui.coach.model import Finding
from okrtui.coach.planrules import ALL, PlanFinding, Rule, Sight
from okrtui.coach.planrules.base import Found
from okrtui.plan.entities import ROOT
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings


def check_plan(
    plan: Plan,
    *,
    today: date,
    settings: MethodSettings,
    drafting: bool = False,
    redefined: Mapping[str, Sequence[date]] | None = None,
) -> list[PlanFinding]:
    """All findings about the plan's living parts, warnings first, then in the order of the rules and of the plan.

    With `drafting`, rules about what is missing are silent: the five steps count it instead. What was called good as
    it is stays silent while its item's words are the same. Closed cycles and parked items are not judged. What is
    dated later than `today` does not count.

    `redefined` has the days on which each KPI (by id) got another name, unit, direction or source; only the journal of
    a plan file knows them (`okrtui.session.Session.redefined`).
    """
    found = look(Sight(plan, today=today, settings=settings, redefined=redefined), ALL, drafting=drafting)
    return sorted(found, key=lambda each: each.finding.severity != "warning")


def look(sight: Sight, rules: Iterable[Rule], *, drafting: bool = False) -> list[PlanFinding]:
    """What some rules say about what is in sight, in the order of the rules, dismissals and softening applied."""
    silent = dismissals(sight.plan)
    soft = softened(sight.plan)
    answers: list[PlanFinding] = []
    for rule in rules:
        for found in rule.check(sight):
            missing = rule.missing if found.missing is None else found.missing
            if drafting and missing:
                continue
            item = sight.plan.item(found.item)
            if item is not None and text_of(item).strip() in silent.get((rule.code, found.item), ()):
                continue
            answers.append(_finding(sight.plan, rule, found, soft))
    return answers


def _finding(plan: Plan, rule: Rule, found: Found, soft: frozenset[str]) -> PlanFinding:
    severity = found.severity or rule.severity
    message = found.message
    if severity == "warning" and rule.code in soft:
        severity = "hint"
        message = f"Perhaps: {message}"
    missing = rule.missing if found.missing is None else found.missing
    finding = Finding(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        severity=severity,
        message=message,
        question=found.question or rule.question,
        when="absence" if missing else "presence",
        offered=found.fix,
    )
    item = plan.item(found.item)
    return PlanFinding(found.item, "plan" if found.item == ROOT or item is None else kind_name(item), finding)
