"""ST201 to ST203: a strategy, few priorities, and objectives that serve them."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.coach.planrules.base import ROOT, Found, Rule, Sight, beyond
from okrtui.coach.planrules.wording import capital, listed, number, opened, quoted
from okrtui.plan.entities import Priority


def _no_strategy(sight: Sight) -> Iterator[Found]:
    if sight.plan.root.statement.strip() or sight.plan.empty:
        return
    yield Found(
        ROOT,
        "Perhaps the strategy comes first: this plan has none yet, and without one everything looks like a priority.",
    )


def _serves_nothing(sight: Sight) -> Iterator[Found]:
    for objective in sight.objectives:
        priority = sight.plan.find(objective.priority, Priority) if objective.priority else None
        if priority is None and len(sight.priorities) == 1:
            continue  # there is only one that it can serve
        title = quoted(objective.title)
        if priority is None and sight.priorities:
            first = quoted(sight.priorities[0].title)
            yield Found(
                objective.id,
                f"Perhaps {title} is for another quarter: it serves none of the priorities, and work that serves none "
                "takes time from those that do.",
                f"Does it serve {first}, or another of them?",
            )
        elif priority is None:
            yield Found(
                objective.id,
                f"Perhaps the reason for {title} is still unsaid: no priority is named yet, so nobody can tell what it "
                "comes before.",
                "What matters most now, that this would serve?",
            )
        elif priority.dropped is not None:
            yield Found(
                objective.id,
                f"Perhaps {title} has lost its reason: {quoted(priority.title)}, which it serves, was dropped.",
                "Which of today's priorities calls for it?",
            )


def _too_many_priorities(sight: Sight) -> Iterator[Found]:
    count = len(sight.priorities)
    severity = beyond(sight.settings.priorities, count)
    if severity:
        names = listed([quoted(priority.title) for priority in sight.priorities[-2:]])
        text = (
            f"{number(count)} priorities compete for the same weeks; try to focus on everything and you focus on "
            "nothing."
        )
        yield Found(
            ROOT,
            opened(severity, capital(text) if severity == "warning" else text, "Perhaps fewer: "),
            f"What would happen if {names} waited a quarter?",
            severity,
        )


ST201 = Rule(
    code="ST201",
    name="no-strategy",
    title="No strategy yet",
    severity="hint",
    missing=True,
    summary="A plan with priorities, objectives or KPIs, and no strategy.",
    reason="Without a strategy, everything looks like a priority. It is the first of the five steps: objectives are "
    "set well when it is clear where to win, and what can be left to others.",
    question="Where do you want to win, and how?",
    worked=("(no strategy)", "Win repeat buyers in the home niche before we widen the range."),
    bad=("objective: Balance CAC and CLV", "kpi: Repeat orders", "priority: Repeat orders"),
    good=("strategy: Win repeat buyers in the home niche\nobjective: Balance CAC and CLV",),
    near=("", "strategy: Win repeat buyers before we widen the range", "strategy: Home first"),
    check=_no_strategy,
    step=1,
    counted=("not written yet", "not written yet"),
)

ST202 = Rule(
    code="ST202",
    name="objective-without-priority",
    title="Serves no priority",
    severity="hint",
    missing=True,
    summary="An objective that is linked to no priority, or to one that was dropped.",
    reason="Leadership decides what matters most now, and sets the objectives that this calls for. An objective that "
    "serves none of the priorities takes time from those that do.",
    question="Which priority does it serve?",
    worked=(
        "Open an office in Lisbon (linked to nothing)",
        "Make buying again effortless (for the priority “Repeat orders”)",
    ),
    bad=(
        "priority: Repeat orders\npriority: Cost of growth\nobjective: Open up the Lisbon market",
        "objective: Balance CAC and CLV",
        "priority: Old news · dropped 2026-04-20\npriority: Repeat orders\nobjective: Be the news · priority Old news",
    ),
    good=("priority: Repeat orders\nobjective: Make buying again effortless · priority Repeat orders",),
    near=(
        "priority: Repeat orders\nobjective: Open up the Lisbon market",
        "priority: Repeat orders\npriority: Cost of growth\nlater objective: Open up the Lisbon market",
        "priority: Repeat orders",
        "priority: Repeat orders\nclosed objective: Open up the Lisbon market",
    ),
    check=_serves_nothing,
    step=2,
    counted=("objective serves no priority", "objectives serve no priority"),
)

ST203 = Rule(
    code="ST203",
    name="too-many-priorities",
    title="Many priorities",
    severity="warning",
    summary="Four priorities (a hint), five and more.",
    reason="Too much at once: try to focus on everything and you focus on nothing. Priorities work by what they leave "
    "out; one to three are enough for a quarter.",
    question="Which of them could wait a quarter?",
    worked=(
        "Growth · retention · hiring · a new brand · the mobile app",
        "Repeat orders · cost of growth",
    ),
    bad=(
        "priority: Growth\npriority: Retention\npriority: Hiring\npriority: A new brand",
        "priority: Growth\npriority: Retention\npriority: Hiring\npriority: A new brand\npriority: Mobile",
        "priority: A\npriority: B\npriority: C\npriority: D\npriority: E\npriority: F",
    ),
    good=("priority: Repeat orders\npriority: Cost of growth",),
    near=(
        "priority: Growth\npriority: Retention\npriority: Hiring",
        "priority: Growth\npriority: Retention\npriority: Hiring\npriority: A new brand · dropped 2026-04-20",
        "priority: Repeat orders",
    ),
    check=_too_many_priorities,
)

RULES = (ST201, ST202, ST203)
