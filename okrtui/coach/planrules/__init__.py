"""The whole-plan rules: fields, links and history, each rule declared once."""

from __future__ import annotations

from okrtui.coach.planrules import (
    agreement,
    answers,
    confidence,
    keeping,
    key_results,
    kpi_care,
    kpis,
    landing,
    measuring,
    objectives,
    overlap,
    reviewing,
    strategy,
)
from okrtui.coach.planrules.base import Found, PlanFinding, Rule, Sight

_MODULES = (
    strategy,
    objectives,
    overlap,
    key_results,
    agreement,
    landing,
    measuring,
    kpis,
    kpi_care,
    reviewing,
    confidence,
    answers,
    keeping,
)

ALL: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: (("ST", "OB", "KR", "KP", "RV").index(rule.code[:2]), rule.code),
    )
)
"""All whole-plan rules, from the strategy down to the KPIs."""

PLAN_RULES: dict[str, Rule] = {rule.code: rule for rule in ALL}
"""All whole-plan rules by code."""

__all__ = ["ALL", "PLAN_RULES", "Found", "PlanFinding", "Rule", "Sight"]
