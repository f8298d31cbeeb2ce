"""OB201 to OB203: few objectives, each with a reason and with key results."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.coach.planrules.base import Found, Rule, Sight, beyond
from okrtui.coach.planrules.wording import capital, name, number, opened, quoted


def _too_many(sight: Sight) -> Iterator[Found]:
    for cycle in sight.cycles:
        objectives = sight.plan.objectives(cycle.id)
        severity = beyond(sight.settings.objectives, len(objectives))
        if severity:
            text = (
                f"{number(len(objectives))} objectives in {name(cycle.name, 'one quarter')} share the same people and "
                "weeks; few aligned ones go further than many that compete."
            )
            yield Found(
                cycle.id,
                opened(severity, capital(text) if severity == "warning" else text, "Perhaps fewer: "),
                "If only three could be reached, which would they be?",
                severity,
            )


def _without_results(sight: Sight) -> Iterator[Found]:
    for objective in sight.objectives:
        if not sight.plan.key_results(objective.id):
            yield Found(
                objective.id,
                f"Perhaps {quoted(objective.title)} is half said: it has no key results yet, so nobody will know "
                "whether it was reached.",
            )


def _without_why(sight: Sight) -> Iterator[Found]:
    for objective in sight.objectives:
        if not objective.why.strip():
            yield Found(
                objective.id,
                f"Perhaps {quoted(objective.title)} deserves its reason: without a why, a team can follow it but "
                "hardly decide by it.",
            )


OB201 = Rule(
    code="OB201",
    name="too-many-objectives",
    title="Many objectives",
    severity="warning",
    summary="Four or five objectives in a cycle (a hint), six and more.",
    reason="Try to focus on everything and you focus on nothing. OKRs unite people behind few aims: objectives that "
    "compete for the same people and weeks make teams compete too.",
    question="If only three could be reached, which would they be?",
    worked=("Seven objectives for one team and one quarter", "Two objectives; the other five are parked in Later"),
    bad=(
        "objective: A\nobjective: B\nobjective: C\nobjective: D",
        "objective: A\nobjective: B\nobjective: C\nobjective: D\nobjective: E",
        "objective: A\nobjective: B\nobjective: C\nobjective: D\nobjective: E\nobjective: F",
    ),
    good=("objective: Balance CAC and CLV\nobjective: Make checkout effortless",),
    near=(
        "objective: A\nobjective: B\nobjective: C",
        "objective: A\nobjective: B\nobjective: C\nlater objective: D\nlater objective: E",
        "objective: A\nobjective: B\nclosed objective: C\nclosed objective: D",
    ),
    check=_too_many,
)

OB202 = Rule(
    code="OB202",
    name="objective-without-key-results",
    title="No key results yet",
    severity="hint",
    missing=True,
    summary="An objective without key results.",
    reason="The objective says where to go, its key results how to know that you have arrived. Goals without measures "
    "show no progress.",
    question="What would you see in the last week if it had been reached?",
    worked=(
        "Balance CAC and CLV",
        "Balance CAC and CLV · Increase the order frequency from 1.60 to 1.76",
    ),
    bad=(
        "objective: Balance CAC and CLV",
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 %\nobjective: Make checkout effortless",
        "draft objective: Make checkout effortless · why Half of the carts are left behind",
    ),
    good=("objective: Balance CAC and CLV\n  key result: Cut churn from 6.1 % to 5.2 %",),
    near=(
        "later objective: Open up the Lisbon market",
        "closed objective: Be the first choice of builders",
        "objective: Balance CAC and CLV\n  key result: Fewer buyers who leave",
    ),
    check=_without_results,
    step=3,
    counted=("objective has no key results yet", "objectives have no key results yet"),
)

OB203 = Rule(
    code="OB203",
    name="objective-without-why",
    title="No why yet",
    severity="hint",
    missing=True,
    summary="An objective that does not say why it matters.",
    reason="Leadership sets an objective together with the reason why it matters. The reason is what lets a team "
    "choose between two good ways when nobody is there to ask.",
    question="Why this, and why now?",
    worked=(
        "Make checkout effortless",
        "Make checkout effortless · why: half of the carts are left behind at payment",
    ),
    bad=(
        "objective: Make checkout effortless",
        "priority: Repeat orders\nobjective: Make checkout effortless · priority Repeat orders",
        "draft objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
    ),
    good=("objective: Make checkout effortless · why Half of the carts are left behind at payment",),
    near=(
        "later objective: Open up the Lisbon market",
        "closed objective: Be the first choice of builders",
        "objective: Balance CAC and CLV · why Growth costs more than it brings",
    ),
    check=_without_why,
    step=2,
    counted=("objective has no why yet", "objectives have no why yet"),
)

RULES = (OB201, OB202, OB203)
