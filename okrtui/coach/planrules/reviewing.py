"""RV201 to RV203, RV205: somebody looks, in time, and hears a customer too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from okrtui.coach.model import Severity
from okrtui.coach.planrules.base import CADENCE_DAYS, ROOT, Found, Rule, Sight
from okrtui.coach.planrules.runs import Run, awaited_since, day_of, finished_days, last_news, until
from okrtui.coach.planrules.wording import name, opened, quoted
from okrtui.plan.dates import format_day
from okrtui.plan.entities import CheckIn, KeyResult, Kpi, Measurement, Review

_USUAL = 7
"""Days between reviews that the days without news are meant for; rarer reviews stretch them."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A review that did not happen."""

    days: int
    """Days since the last one, or since the cycle began."""
    seen: bool
    """Whether the cycle has had a review at all."""
    run: Run


def overdue(sight: Sight) -> Overdue | None:
    """The review that is late by the plan's cadence and the days of grace; a plan without a cadence has none due."""
    cadence = sight.plan.root.review_cadence
    runs = [run for run in sight.runs if run.results and run.begun]
    if cadence is None or not runs:
        return None
    run = min(runs, key=lambda each: each.begun or date.max)
    begun = run.begun or date.max
    inside = [day for day in finished_days(sight.plan, sight.today) if day >= (run.cycle.start or begun)]
    days = (sight.today - max([begun, *inside])).days
    if days <= CADENCE_DAYS[cadence] + sight.settings.grace_days:
        return None
    return Overdue(days, bool(inside), run)


def _no_review(sight: Sight) -> Iterator[Found]:
    late = overdue(sight)
    if late is None:
        return
    if late.seen:
        was = f"the last one was {late.days} days ago, and this plan has them {sight.plan.root.review_cadence}"
    else:
        was = f"{name(late.run.cycle.name, 'the quarter')} is {late.days} days old and has had none yet"
    begun = late.run.begun or date.max
    paused = [
        day
        for review in sight.plan.children(Review)
        if not review.finished and (day := day_of(review.at)) and begun <= day <= sight.today
    ]
    yield Found(
        ROOT,
        f"Perhaps a review today: {was}. Actions can only change on what the numbers show while somebody looks at "
        "them.",
        f"Will you go on with the one paused on {format_day(paused[-1], sight.today)}?" if paused else "",
        missing=not late.seen,
    )


def _quiet_results(sight: Sight) -> Iterator[Found]:
    # A plan without any value may be kept elsewhere, or exported without its history: then it only asks.
    measured = bool(sight.plan.table(CheckIn) or sight.plan.table(Measurement))
    for run in sight.runs:
        for result in run.results:
            if result.due and result.due < sight.today:
                continue
            news = last_news(sight.plan, result, sight.today)
            since = max((day for day in (news, awaited_since(sight.plan, run, result)) if day), default=None)
            days = (sight.today - since).days if since else 0
            severity = _quiet(sight, result, days)
            if severity:
                severity = severity if measured else "hint"
                said = f"{quoted(result.title)} has had no news {'for' if news else 'yet, after'} {days} days"
                yield Found(
                    result.id,
                    opened(severity, said, "Perhaps a look is due: ")
                    + ". A result that nobody measures shows no progress, and its weeks pass unused.",
                    severity=severity,
                    missing=news is None,
                )


def _quiet(sight: Sight, result: KeyResult, days: int) -> Severity | None:
    """What days without news are worth; reviews or a KPI of a rarer cadence leave more of them."""
    kpi = sight.plan.find(result.measured_by, Kpi) if result.measured_by else None
    usual = max(CADENCE_DAYS[name or "daily"] for name in (sight.plan.root.review_cadence, kpi and kpi.cadence))
    longer = max(usual - _USUAL, 0)
    if days > sight.settings.news_warning_days + 2 * longer:
        return "warning"
    return "hint" if days > sight.settings.news_hint_days + longer else None


def _quiet_kpis(sight: Sight) -> Iterator[Found]:
    begun = max((run.begun for run in sight.runs if run.begun and run.results), default=None)
    for kpi in sight.kpis:
        if kpi.cadence is None:
            continue
        rows = sight.plan.measurements(kpi.id)
        count = until(rows, sight.today)
        since = day_of(rows[count - 1].at) if count else begun
        usual = CADENCE_DAYS[kpi.cadence]
        days = (sight.today - since).days if since else 0
        if days > max(usual + sight.settings.grace_days, 1.5 * usual):
            yield Found(
                kpi.id,
                f"Perhaps {quoted(kpi.name)} watches no longer: its last value is {days} days old, and it is to come "
                f"{kpi.cadence}. A KPI is of use while it tells you early."
                if count
                else f"Perhaps {quoted(kpi.name)} does not watch yet: it is to come {kpi.cadence} and has no value so "
                "far. A KPI is of use while it tells you early.",
                missing=not count,
            )


def _no_customer(sight: Sight) -> Iterator[Found]:
    begun = min((run.cycle.start or run.begun or date.max for run in sight.runs if run.results), default=None)
    if begun is None:
        return
    heard: dict[date, bool] = {}
    for review in sight.plan.children(Review):
        day = day_of(review.at)
        if review.finished and day and begun <= day <= sight.today:
            heard[day] = heard.get(day, False) or bool(review.customers_said.strip())
    last = sorted(heard)[-2:]
    if len(last) == 2 and not any(heard[day] for day in last):
        yield Found(
            ROOT,
            "Perhaps a voice is missing: the last two reviews were all numbers, and no customer was heard. Numbers "
            "show what moved; only people tell why.",
        )


_RESULT = "objective: Keep buyers\n  key result: Cut churn from 6 % to 5 %\n"

RV201 = Rule(
    code="RV201",
    name="review-overdue",
    title="Time for a review",
    severity="hint",
    summary="A running quarter whose review did not happen: the cadence and three days have passed.",
    reason="The fifth step is to inspect and adapt: actions change, week by week, on what the KPIs show. A plan that "
    "is only drafted is a poster; a few minutes with it, in time, make it steer.",
    question="Which ten minutes of this week are for it?",
    worked=("Weekly reviews, the last one 14 days ago", "A review each Monday, ten minutes, one key result at a time"),
    bad=(
        _RESULT + "review: 20 Apr",
        _RESULT + "review: 20 Mar",
        "reviews: fortnightly\n" + _RESULT + "review: 14 Apr",
        _RESULT + "review: 20 Apr\nreview: 27 Apr · finished no",
    ),
    good=(_RESULT + "review: 27 Apr",),
    near=(
        _RESULT + "review: 24 Apr",
        "reviews: monthly\n" + _RESULT.rstrip(),
        "reviews: none\n" + _RESULT.rstrip(),
        "draft " + _RESULT.rstrip(),
        "closed " + _RESULT.rstrip(),
        "today: 10 Apr\n" + _RESULT.rstrip(),
        "objective: Keep buyers",
    ),
    check=_no_review,
    step=5,
)

RV202 = Rule(
    code="RV202",
    name="key-result-without-news",
    title="No news",
    severity="hint",
    summary="A key result that nobody has looked at for ten days; after seventeen it weighs more.",
    reason="OKRs without measuring show no progress. Without a fresh value nobody sees in time that a bet does not "
    "work, and the weeks in which another could be tried go by.",
    question="What would its value be today, even roughly?",
    worked=("Cut churn from 6 % to 5 %, last looked at 20 days ago", "Cut churn from 6 % to 5 %, now 5.7 %, measured"),
    bad=(
        _RESULT + "    check-ins: 6 Apr 6 ♥5, 20 Apr 5.9 ♥5",
        _RESULT.rstrip(),
        _RESULT + "    check-ins: 6 Apr 6, 11 May 5.8",
        "kpi: Churn · cadence weekly\n  measured: 13 Apr 5.9\n"
        "objective: Keep buyers\n  key result: Cut churn to 5 % · measured_by Churn",
        "reviews: fortnightly\n" + _RESULT + "    check-ins: 13 Apr 6",
    ),
    good=(_RESULT + "    check-ins: 20 Apr 6 ♥5, 27 Apr 5.9 ♥5",),
    near=(
        _RESULT + "    check-ins: 24 Apr 6",
        "reviews: fortnightly\n" + _RESULT + "    check-ins: 20 Apr 6",
        "kpi: Churn · cadence weekly\n  measured: 27 Apr 5.9\n"
        "objective: Keep buyers\n  key result: Cut churn to 5 % · measured_by Churn",
        "kpi: Churn · cadence monthly\n  measured: 1 Apr 5.9\n"
        "objective: Keep buyers\n  key result: Cut churn to 5 % · measured_by Churn",
        _RESULT + "    target: 27 Apr · target 5",
        "objective: Keep buyers\n  key result: Cut churn to 5 % · due 2026-04-20",
        "closed " + _RESULT + "    check-ins: 6 Jan 6",
        "today: 10 Apr\n" + _RESULT.rstrip(),
    ),
    check=_quiet_results,
    step=5,
    counted=("key result has no news", "key results have no news"),
)

RV203 = Rule(
    code="RV203",
    name="kpi-without-news",
    title="No fresh value",
    severity="hint",
    summary="A KPI whose next value is late: the cadence and three days, or one and a half cadences, have passed.",
    reason="KPIs let the team act early, on an ongoing basis. A leading KPI that is not measured leads nobody, and a "
    "healthy value of long ago only comforts.",
    question="Who brings the next value, and when?",
    worked=("Basket size, weekly, last measured three weeks ago", "Basket size, weekly, €57 on Monday"),
    bad=(
        "kpi: Basket size · cadence weekly\n  measured: 13 Apr 56",
        "kpi: Uptime · cadence daily\n  measured: 28 Apr 99.9, 29 Apr 99.9",
        "kpi: Revenue growth · cadence monthly\n  measured: 28 Feb 2.7",
        "kpi: Basket size · cadence weekly\nobjective: Keep buyers\n  key result: Cut churn to 5 %",
        "kpi: Audit findings · cadence quarterly\n  measured: 30 Sep 2025 12",
    ),
    good=("kpi: Basket size · cadence weekly\n  measured: 20 Apr 56, 27 Apr 57",),
    near=(
        "kpi: Basket size · cadence weekly\n  measured: 24 Apr 57",
        "kpi: Uptime · cadence daily\n  measured: 30 Apr 99.9",
        "kpi: Basket size · cadence fortnightly\n  measured: 13 Apr 57",
        "kpi: Revenue growth · cadence monthly\n  measured: 31 Mar 2.7",
        "kpi: Audit findings · cadence quarterly\n  measured: 31 Dec 2025 12",
        "kpi: Basket size\n  measured: 13 Apr 57",
        "kpi: Basket size · cadence weekly",
    ),
    check=_quiet_kpis,
    step=5,
    counted=("KPI has no fresh value", "KPIs have no fresh value"),
)

RV205 = Rule(
    code="RV205",
    name="no-customer-heard",
    title="All numbers",
    severity="hint",
    summary="Two reviews running in which no customer was heard.",
    reason="Dashboard mania without meeting customers is one of the ways in which KPIs fail. Numbers show that "
    "something moved; why it did, and what to try next, is learned from people.",
    question="Whom could you ask before the next one?",
    worked=(
        "Two reviews without a word of a customer",
        "“Two people who left had waited for a late parcel and never heard from us.”",
    ),
    bad=(
        _RESULT + "review: 20 Apr\nreview: 27 Apr",
        _RESULT + "review: 13 Apr · customers_said Parcels come late\nreview: 20 Apr\nreview: 27 Apr",
        _RESULT + "review: 20 Apr\nreview: 27 Apr\nreview: 4 May · customers_said Parcels · finished no",
    ),
    good=(_RESULT + "review: 20 Apr\nreview: 27 Apr · customers_said Parcels come late",),
    near=(
        _RESULT + "review: 20 Apr · customers_said Parcels come late\nreview: 27 Apr",
        _RESULT + "review: 23 Mar\nreview: 30 Mar\nreview: 6 Apr",
        _RESULT + "review: 27 Apr\nreview: 27 Apr",
        _RESULT + "review: 27 Apr\nreview: 11 May",
        "closed " + _RESULT + "review: 20 Apr\nreview: 27 Apr",
    ),
    check=_no_customer,
)

RULES = (RV201, RV202, RV203, RV205)
