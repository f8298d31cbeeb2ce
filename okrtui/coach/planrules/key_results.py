"""KR201, KR202, KR205: how many key results, what leads to them, and whether they are results at all."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.coach.planrules.base import Found, Rule, Sight, beyond
from okrtui.coach.planrules.wording import capital, name, number, opened, quoted

_OUTPUT = "KR101"


def _how_many(sight: Sight) -> Iterator[Found]:
    band = sight.settings.key_results
    for objective in sight.objectives:
        count = len(sight.plan.key_results(objective.id))
        title = quoted(objective.title)
        severity = beyond(band, count)
        if severity:
            text = (
                f"{number(count)} key results under {title} are hard to keep in mind, and the last ones are seldom "
                "looked at."
            )
            yield Found(
                objective.id,
                opened(severity, capital(text) if severity == "warning" else text, "Perhaps fewer: "),
                "Which three would convince you that it was reached?",
                severity,
            )
        elif 0 < count < band.low:
            yield Found(
                objective.id,
                f"Perhaps one more: {title} has {number(count)} key result{'s' * (count > 1)}. A single number can be "
                "moved in ways that nobody wanted.",
                "Which second measure would show that it was reached well?",
                "hint",
                missing=True,
            )
    for cycle in sight.cycles:
        count = len(sight.results_of(cycle))
        severity = beyond(sight.settings.key_results_in_all, count)
        if severity:
            text = (
                f"{count} key results in {name(cycle.name, 'one quarter')} leave each a few minutes of a review, and "
                "none the focus."
            )
            yield Found(cycle.id, opened(severity, text, "Perhaps fewer: "), "Which ten would you keep?", severity)


def _what_leads(sight: Sight) -> Iterator[Found]:
    band = sight.settings.leading_kpis
    for result in sight.key_results:
        count = len(sight.watched(result.kpis))
        title = quoted(result.title)
        if count < band.low:
            yield Found(
                result.id,
                f"Perhaps {title} will tell you late: no KPI leads to it, so its own value is the first to say that "
                "something is off.",
                "What moves a few weeks before it does?",
            )
        elif count > band.high:
            yield Found(
                result.id,
                f"Perhaps fewer signals: {number(count)} KPIs lead to {title}, and they will seldom all point the "
                "same way.",
                "Which two would make you act?",
            )


def _roadmap(sight: Sight) -> Iterator[Found]:
    for objective in sight.objectives:
        results = sight.plan.key_results(objective.id)
        outputs = [result for result in results if _is_output(sight, result.id)]
        if len(outputs) > 1 and 2 * len(outputs) > len(results):
            yield Found(
                objective.id,
                f"Perhaps a roadmap in disguise: {number(len(outputs))} of {number(len(results))} key results under "
                f"{quoted(objective.title)} are things to make. All can ship, and nothing may change.",
            )


def _is_output(sight: Sight, row: str) -> bool:
    item = sight.plan.item(row)
    return item is not None and _OUTPUT in sight.codes(item)


KR201 = Rule(
    code="KR201",
    name="number-of-key-results",
    title="How many key results",
    severity="warning",
    summary="One key result for an objective, or five and more; more than ten in a cycle.",
    reason="Two to four key results say from several sides whether the objective was reached. One number alone can be "
    "moved in ways that nobody wanted; with many, focus is gone: focus on everything and you focus on nothing.",
    question="Which three would convince you that it was reached?",
    worked=(
        "Six key results for “Balance CAC and CLV”",
        "CAC from €42 to €33.6 · order frequency from 1.60 to 1.76 · churn from 6.1 % to 5.2 %",
    ),
    bad=(
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "objective: Balance CAC and CLV\n  key result: A\n  key result: B\n  key result: C\n  key result: D\n"
        "  key result: E",
        "objective: X\n  key result: A\n  key result: B\n  key result: C\n  key result: D\n"
        "objective: Y\n  key result: E\n  key result: F\n  key result: G\n  key result: H\n"
        "objective: Z\n  key result: I\n  key result: J\n  key result: K",
    ),
    good=(
        "objective: Balance CAC and CLV\n  key result: CAC to €33.6\n  key result: Order frequency to 1.76\n"
        "  key result: Churn to 5.2 %",
    ),
    near=(
        "objective: Balance CAC and CLV",
        "objective: Balance CAC and CLV\n  key result: A\n  key result: B\n  key result: C\n  key result: D",
        "later objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
    ),
    check=_how_many,
    step=3,
    counted=("objective has a single key result", "objectives have a single key result"),
)

KR202 = Rule(
    code="KR202",
    name="no-kpi-leads-to-it",
    title="No early sign",
    severity="hint",
    missing=True,
    summary="A key result to which no KPI leads, or four and more.",
    reason="The fourth step sets leading indicators: KPIs that move before the key result does, so that the team can "
    "act early. Goals without KPIs go nowhere; and of too many signals none triggers action.",
    question="What moves a few weeks before it does?",
    worked=(
        "Cut churn from 6.1 % to 5.2 %",
        "Cut churn from 6.1 % to 5.2 % · led by “Support first answer” and “Onboarding finished”",
    ),
    bad=(
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "kpi: Onboarding finished\nobjective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "kpi: A\nkpi: B\nkpi: C\nkpi: D\nobjective: Win home cooks\n  key result: Orders to 900 · kpis A, B, C, D",
    ),
    good=(
        "kpi: Onboarding finished\nobjective: Keep buyers\n  key result: Cut churn to 5 % · kpis Onboarding finished",
    ),
    near=(
        "objective: Balance CAC and CLV",
        "kpi: A\nkpi: B\nkpi: C\nobjective: Win home cooks\n  key result: Orders to 900 · kpis A, B, C",
        "later objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
    ),
    check=_what_leads,
    step=4,
    counted=("key result has no early sign", "key results have no early sign"),
)

KR205 = Rule(
    code="KR205",
    name="roadmap-in-disguise",
    title="A roadmap in disguise",
    severity="hint",
    summary="An objective of whose key results most are things to make or do.",
    reason="A solution without a known outcome is a guess, and outputs without outcomes say nothing. A team whose "
    "success is shipping features never learns what is valuable; solutions as key results trap it.",
    question="If all of them shipped, what would customers do differently?",
    worked=(
        "Launch the app · Migrate the shop · Run eight webinars",
        "Repeat orders per buyer from 1.60 to 1.76; app, shop and webinars become its initiatives",
    ),
    bad=(
        "objective: Win repeat buyers\n  key result: Launch the loyalty app\n"
        "  key result: Migrate the shop to the new platform",
        "objective: Win repeat buyers\n  key result: Launch the loyalty app\n  key result: Build a referral page\n"
        "  key result: Cut churn from 6 % to 5 %",
        "draft objective: Win repeat buyers\n  key result: Ship the iOS app\n  key result: Write a style guide\n"
        "  key result: Publish 12 blog posts",
    ),
    good=(
        "objective: Win repeat buyers\n  key result: Repeat orders per buyer from 1.60 to 1.76\n"
        "  key result: Cut churn from 6.1 % to 5.2 %",
    ),
    near=(
        "objective: Win repeat buyers\n  key result: Launch the loyalty app\n  key result: Build a referral page\n"
        "  key result: Cut churn from 6.1 % to 5.2 %\n  key result: Order frequency from 1.60 to 1.76",
        "objective: Win repeat buyers\n  key result: Launch the loyalty app\n"
        "  key result: Cut churn from 6.1 % to 5.2 %",
        "objective: Win repeat buyers\n  key result: Launch the loyalty app",
        "objective: Win repeat buyers\n  key result: Cut churn from 6.1 % to 5.2 %\n"
        "    initiative: Launch the loyalty app\n    initiative: Build a referral page",
    ),
    check=_roadmap,
)

RULES = (KR201, KR202, KR205)
