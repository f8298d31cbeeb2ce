"""KR210: one number that two rows wait for, a key result and the KPI that is its metric."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.coach.model import Fix
from okrtui.coach.planrules.base import Found, Rule, Sight
from okrtui.coach.planrules.likeness import subject
from okrtui.coach.planrules.wording import quoted
from okrtui.plan import units
from okrtui.plan.entities import KeyResult, Kpi


def _twice(sight: Sight) -> Iterator[Found]:
    by_words: dict[frozenset[str], list[Kpi]] = {}
    for kpi in sight.kpis:
        by_words.setdefault(subject(kpi.name), []).append(kpi)
    by_words.pop(frozenset(), None)
    if not by_words:
        return
    for cycle in sight.cycles:
        results = sight.results_of(cycle)
        taken = {result.measured_by for result in results}
        for result in results:
            found = [] if result.measured_by else by_words.get(subject(result.title), [])
            same = _likeliest(result, [kpi for kpi in found if kpi.id not in taken])
            if same is not None:
                yield _found(result, same)


def _likeliest(result: KeyResult, kpis: list[Kpi]) -> Kpi | None:
    """Of the KPIs with the key result's words the one whose whole name stands in it, and whose unit is no other."""
    title = " ".join(result.title.casefold().split())
    fitting = [kpi for kpi in kpis if not (kpi.unit and result.unit) or units.same(kpi.unit, result.unit)]
    named = [kpi for kpi in fitting if " ".join(kpi.name.casefold().split()) in title]
    return next(iter([*named, *fitting]), None)


def _found(result: KeyResult, kpi: Kpi) -> Found:
    return Found(
        result.id,
        f"Perhaps one number: {quoted(result.title)} and the KPI {quoted(kpi.name)} measure the same, and each waits "
        "for values of its own. Linked, a value is typed once.",
        fix=Fix(f"Measured by the KPI {quoted(kpi.name)}", result.title, action="measure", extra=kpi.id),
    )


KR210 = Rule(
    code="KR210",
    name="measured-twice",
    title="One number, two rows",
    severity="hint",
    summary="A key result that is about the same as a KPI, and not linked to it as measured by it.",
    reason="A key result says how far a number is to come this quarter; the KPI is that number, for years. Typed "
    "twice, the two drift apart, and one is forgotten. Measured by the KPI, the key result has its values from there.",
    question="Is it the same number?",
    worked=(
        "Cut churn from 6.1 % to 5.2 % · KPI: Churn rate",
        "Cut churn from 6.1 % to 5.2 %, measured by the KPI Churn rate",
    ),
    bad=(
        "kpi: No-show rate\nobjective: Fill the calendar\n  key result: Reduce the no-show rate by 30 %",
        "kpi: Churn\nkpi: Basket size\nobjective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 %",
        "kpi: Order frequency\ndraft objective: Keep buyers\n  key result: Raise order frequency from 1.6 to 1.76",
    ),
    good=("kpi: Churn\nobjective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % · measured_by Churn",),
    near=(
        "kpi: Repeat orders\nobjective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 % · kpis Repeat orders",
        "kpi: Churn in Spain\nobjective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 %",
        "kpi: Churn · unit €\nobjective: Keep buyers\n  key result: Cut churn to 5 % · unit %",
        "kpi: Churn\nclosed objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 %",
        "kpi: Rate\nobjective: Keep buyers\n  key result: Raise the rate to 5 %",
    ),
    check=_twice,
)

RULES = (KR210,)
