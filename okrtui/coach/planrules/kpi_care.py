"""KP204, KP205, KP208, KP209: a KPI that somebody looks after, in time, and acts on."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.coach.planrules.base import CADENCE_DAYS, Found, Rule, Sight
from okrtui.coach.planrules.wording import quoted
from okrtui.plan.entities import Kpi


def _no_action(sight: Sight) -> Iterator[Found]:
    for kpi in sight.kpis:
        if not kpi.action.strip():
            yield Found(
                kpi.id,
                f"Perhaps {quoted(kpi.name)} only pleases or annoys: nothing is said of what happens when it leaves "
                "its range, and a great KPI triggers action.",
            )


def _nobody_looks(sight: Sight) -> Iterator[Found]:
    for kpi in sight.kpis:
        lacks = [name for name, value in (("owner", kpi.owner.strip()), ("cadence", kpi.cadence)) if not value]
        if lacks:
            yield Found(
                kpi.id,
                f"Perhaps {quoted(kpi.name)} will go stale: it has no {' and no '.join(lacks)}, so its next value "
                "comes when somebody happens to think of it.",
                "Who brings it, and how often?"
                if len(lacks) > 1
                else "Who brings it?"
                if lacks == ["owner"]
                else "How often is it measured?",
            )


def _without_use(sight: Sight) -> Iterator[Found]:
    linked = _linked(sight)
    for kpi in sight.kpis:
        # A lagging KPI is what others lead to; that nothing causes it yet is another rule's business (KP203).
        if sight.watched(kpi.drivers) or sight.timing(kpi) == "lagging":
            continue
        if kpi.id not in linked and not (_has_range(kpi) and kpi.action.strip()):
            caused = next((other.name for other in sight.kpis if kpi.id in other.drivers), "")
            leads = (
                f"it causes {quoted(caused)}, and neither leads to a key result"
                if caused
                else "it leads to no key result"
            )
            yield Found(
                kpi.id,
                f"Perhaps {quoted(kpi.name)} has no part to play yet: {leads}, and no range with an action goes with "
                "it.",
                # Until an action is written, step 4 counts just that: a KPI that was typed a moment ago is not noise.
                missing=not kpi.action.strip(),
            )


def _slow_sign(sight: Sight) -> Iterator[Found]:
    reviews = sight.plan.root.review_cadence
    for kpi in sight.kpis:
        if kpi.timing != "leading" or not kpi.cadence or not reviews:
            continue
        if CADENCE_DAYS[kpi.cadence] > CADENCE_DAYS[reviews]:
            yield Found(
                kpi.id,
                f"Perhaps {quoted(kpi.name)} leads too slowly: it is measured {kpi.cadence} and reviews are "
                f"{reviews}, so most reviews see an old value.",
            )


def _linked(sight: Sight) -> frozenset[str]:
    """KPIs that lead to a goal, be it by way of another KPI that they drive."""
    reached = set(sight.leading_to_goals)
    waiting = list(reached)
    while waiting:
        kpi = sight.plan.find(waiting.pop(), Kpi)
        fresh = [driver for driver in (kpi.drivers if kpi else ()) if driver not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return frozenset(reached)


def _has_range(kpi: Kpi) -> bool:
    return kpi.healthy_low is not None or kpi.healthy_high is not None


KP204 = Rule(
    code="KP204",
    name="kpi-without-action",
    title="No action yet",
    severity="hint",
    missing=True,
    summary="A KPI that does not say what happens when it leaves its healthy range.",
    reason="A KPI that only makes people happy or angry is noise: a great one triggers action. What is decided "
    "beforehand, in calm, is done in time.",
    question="What would you do the same day if it left its range?",
    worked=(
        "Checkout errors, below 0.5 %",
        "Checkout errors, below 0.5 % · above: stop releases and look at the last one",
    ),
    bad=(
        "kpi: Checkout errors",
        "kpi: Checkout errors · healthy_high 0.5 · owner Ana · cadence weekly",
        "kpi: Revenue growth · timing lagging",
    ),
    good=("kpi: Checkout errors · healthy_high 0.5 · action Stop releases and look at the last one",),
    near=("", "kpi: Basket size · action Look at the offers of the week", "objective: Balance CAC and CLV"),
    check=_no_action,
    step=4,
    counted=("KPI has no action yet", "KPIs have no action yet"),
)

KP205 = Rule(
    code="KP205",
    name="kpi-without-owner-or-cadence",
    title="Owner or cadence missing",
    severity="hint",
    missing=True,
    summary="A KPI without an owner, or without a cadence.",
    reason="KPIs stay for years, and they only work when somebody brings their value on an ongoing basis. A team "
    "hurried from date to date has no time to measure, unless one person has it as a habit.",
    question="Who brings it, and how often?",
    worked=("Repeat orders", "Repeat orders · Ana, weekly"),
    bad=("kpi: Repeat orders", "kpi: Repeat orders · owner Ana", "kpi: Repeat orders · cadence weekly"),
    good=("kpi: Repeat orders · owner Ana · cadence weekly",),
    near=("", "kpi: Revenue growth · owner Finance · cadence quarterly", "objective: Balance CAC and CLV"),
    check=_nobody_looks,
    step=4,
    counted=("KPI has no owner or cadence", "KPIs have no owner or cadence"),
)

KP208 = Rule(
    code="KP208",
    name="kpi-without-use",
    title="Leads to no key result",
    severity="hint",
    summary="A KPI that is linked to no goal and has no range with an action.",
    reason="A KPI that only makes people happy or angry is noise. It earns its place by leading to a goal, or by "
    "triggering an action when it leaves its range; neither works alone, OKRs without measures or KPIs without goals.",
    question="Which decision would a different value change?",
    worked=("Page views", "Repeat orders, which lead to “Increase the order frequency to 1.76”"),
    bad=(
        "kpi: Page views",
        "kpi: Page views · healthy_low 1000\nobjective: Win home cooks\n  key result: Orders to 900",
        "kpi: Page views · action Call the agency",
    ),
    good=("kpi: Repeat orders\nobjective: Win home cooks\n  key result: Orders to 900 · kpis Repeat orders",),
    near=(
        "kpi: Uptime · healthy_low 99.9 · action Call the one on duty",
        "kpi: Basket size\nkpi: Revenue · drivers Basket size\nobjective: Grow\n"
        "  key result: Revenue to 9 M · measured_by Revenue",
        "kpi: Revenue · timing lagging",
        "kpi: Revenue",
        "",
    ),
    check=_without_use,
)

KP209 = Rule(
    code="KP209",
    name="slow-leading-kpi",
    title="Leads too slowly",
    severity="hint",
    summary="A leading KPI that is measured less often than reviews happen.",
    reason="Leading KPIs let the team act early, week by week, on what they show. One that is measured less often than "
    "the review looks at it shows the same old value in most of them.",
    question="Could you see it, or a part of it, before each review?",
    worked=("Basket size, leading, measured monthly; reviews weekly", "Basket size, leading, measured weekly"),
    bad=(
        "kpi: Basket size · timing leading · cadence monthly",
        "kpi: Basket size · timing leading · cadence fortnightly",
        "reviews: fortnightly\nkpi: Basket size · timing leading · cadence quarterly",
    ),
    good=("kpi: Basket size · timing leading · cadence weekly",),
    near=(
        "kpi: Revenue growth · timing lagging · cadence monthly",
        "reviews: monthly\nkpi: Basket size · timing leading · cadence fortnightly",
        "kpi: Basket size · timing leading",
    ),
    check=_slow_sign,
)

RULES = (KP204, KP205, KP208, KP209)
