"""KP201, KP202, KP203, KP206: few KPIs, some that move early, causes of the slow ones, more than one side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from okrtui.coach.planrules.base import ROOT, Found, Rule, Sight, beyond
from okrtui.coach.planrules.wording import capital, listed, number, opened, quoted

_MAIN = ("financial", "customer", "product", "technical")
_ONE_SIDED = 4


def _too_many(sight: Sight) -> Iterator[Found]:
    count = len(sight.kpis)
    severity = beyond(sight.settings.kpis, count)
    if severity:
        text = (
            f"{number(count)} KPIs are more than anyone looks at in a week, and a dashboard is no substitute for "
            "meeting customers."
        )
        yield Found(
            ROOT,
            opened(severity, capital(text) if severity == "warning" else text, "Perhaps fewer: "),
            "Which of them made you act in the last month?",
            severity,
        )


def _none_leads(sight: Sight) -> Iterator[Found]:
    if not sight.kpis and not sight.key_results:
        return
    if any(sight.timing(kpi) == "leading" for kpi in sight.kpis):
        return
    if not sight.kpis:
        text = (
            "Perhaps the plan lacks its early signs: it has no KPI yet, so a key result can slip for weeks before "
            "anyone sees it."
        )
    elif len(sight.kpis) == 1:
        text = f"Perhaps {quoted(sight.kpis[0].name)} speaks late: it is the only KPI, and it is not a leading one."
    else:
        text = (
            f"Perhaps they all speak late: none of the {number(len(sight.kpis))} KPIs is a leading one, so news comes "
            "when it is too late to act."
        )
    yield Found(ROOT, text)


def _without_cause(sight: Sight) -> Iterator[Found]:
    for kpi in sight.kpis:
        if not sight.watched(kpi.drivers) and kpi.id not in sight.driving and sight.timing(kpi) == "lagging":
            yield Found(
                kpi.id,
                f"Perhaps: {quoted(kpi.name)} is known only afterwards, and nothing here leads to it. When it drops, "
                "the weeks that caused it are over.",
            )


def _one_sided(sight: Sight) -> Iterator[Found]:
    counts = Counter[str](sight.category(kpi) for kpi in sight.kpis)
    del counts["unclear"]
    others = [name for name in _MAIN if not counts[name]]
    category, count = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    if count >= _ONE_SIDED and others:
        yield Found(
            ROOT,
            f"Perhaps one-sided: {number(count)} KPIs are {category}, none is {listed(others, 'or')}. One side can "
            "look healthy while another fails.",
            f"What would tell you about the {others[0]} side?",
        )


KP201 = Rule(
    code="KP201",
    name="too-many-kpis",
    title="Many KPIs",
    severity="warning",
    summary="Eight to twelve KPIs in a plan (a hint), thirteen and more.",
    reason="KPIs fail by dashboard mania without meeting customers, and by being too many. A KPI that "
    "only makes people happy or angry is noise; a great one triggers action. Two to seven can be looked at every week.",
    question="Which of them made you act in the last month?",
    worked=(
        "A dashboard of twenty KPIs",
        "Five: repeat orders, basket size, new customers, revenue growth, checkout errors",
    ),
    bad=(
        "\n".join(f"kpi: Measure {n}" for n in range(1, 9)),
        "\n".join(f"kpi: Measure {n}" for n in range(1, 13)),
        "\n".join(f"kpi: Measure {n}" for n in range(1, 14)),
    ),
    good=("kpi: Repeat orders\nkpi: Basket size\nkpi: Revenue growth",),
    near=("\n".join(f"kpi: Measure {n}" for n in range(1, 8)), "kpi: Repeat orders", ""),
    check=_too_many,
)

KP202 = Rule(
    code="KP202",
    name="no-leading-kpi",
    title="No leading KPI",
    severity="hint",
    missing=True,
    summary="Key results or KPIs, and no KPI that moves early.",
    reason="Lagging KPIs show too late that something failed; leading ones can be acted on. Goals without measures "
    "show no progress, and measures that are all lagging only tell the story afterwards.",
    question="What could you see change within a week?",
    worked=("Revenue growth (lagging) alone", "Revenue growth, and what causes it: basket size, repeat orders"),
    bad=(
        "kpi: Revenue growth · timing lagging",
        "kpi: Revenue growth · timing lagging\nkpi: Yearly profit · timing lagging",
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
    ),
    good=("kpi: Revenue growth · timing lagging\nkpi: Basket size · timing leading",),
    near=("", "objective: Balance CAC and CLV", "kpi: Basket size · timing leading"),
    check=_none_leads,
    step=4,
    counted=("no KPI speaks early yet", "no KPI speaks early yet"),
)

KP203 = Rule(
    code="KP203",
    name="lagging-without-drivers",
    title="Known only afterwards",
    severity="hint",
    missing=True,
    summary="A lagging KPI that causes no other and has no drivers.",
    reason="Lagging KPIs show too late that something failed. Leading is relative: find the leading ones by asking "
    "what causes the lagging one. Basket size, repeat orders, availability and new customers cause revenue.",
    question="What causes it, that you can see and change within a week?",
    worked=("Revenue growth", "Revenue growth, driven by basket size and repeat orders"),
    bad=(
        "kpi: Revenue growth · timing lagging",
        "kpi: Revenue growth · timing lagging\nkpi: Basket size · timing leading",
        "kpi: Yearly profit · timing lagging · category financial · action Look at the costs",
    ),
    good=("kpi: Basket size · timing leading\nkpi: Revenue growth · timing lagging · drivers Basket size",),
    near=(
        "kpi: Repeat orders · timing leading",
        "kpi: Churn · timing lagging\nkpi: Revenue growth · timing lagging · drivers Churn\n"
        "kpi: Support first answer · timing leading\n"
        "kpi: Refunds · timing lagging · drivers Support first answer, Churn",
        "kpi: Revenue growth · timing leading",
    ),
    check=_without_cause,
    step=4,
    counted=("KPI has no drivers yet", "KPIs have no drivers yet"),
)

KP206 = Rule(
    code="KP206",
    name="one-sided-kpis",
    title="One side of the business",
    severity="hint",
    summary="Four or more KPIs of one category, and none of another.",
    reason="KPIs are financial, customer, product or technical. They judge how healthy the work or the business is: "
    "one side can look well for a long time while another is already failing.",
    question="What would tell you about the other sides?",
    worked=(
        "Revenue · margin · cash · cost per order",
        "Revenue growth · repeat orders · search that finds something · checkout errors",
    ),
    bad=(
        "\n".join(f"kpi: {name} · category financial" for name in ("Revenue", "Margin", "Cash", "Cost per order")),
        "\n".join(
            f"kpi: {name} · category technical" for name in ("Uptime", "Errors", "Load time", "Deploys", "Restores")
        ),
        "\n".join(f"kpi: {name} · category customer" for name in ("NPS", "Churn", "Complaints", "Repeat orders"))
        + "\nkpi: Revenue · category financial",
    ),
    good=("kpi: Revenue · category financial\nkpi: Churn · category customer\nkpi: Search success · category product",),
    near=(
        "\n".join(f"kpi: {name} · category financial" for name in ("Revenue", "Margin", "Cash")),
        "\n".join(f"kpi: {name} · category financial" for name in ("Revenue", "Margin", "Cash", "Cost per order"))
        + "\nkpi: Churn · category customer\nkpi: Search success · category product\nkpi: Uptime · category technical",
        "",
    ),
    check=_one_sided,
)

RULES = (KP201, KP202, KP203, KP206)
