"""RV206, RV210, RV211: what the numbers show is answered, by a decision or by another bet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from okrtui.coach.planrules.base import CADENCE_DAYS, Found, Rule, Sight
from okrtui.coach.planrules.runs import last_days
from okrtui.coach.planrules.wording import amount, number, quoted
from okrtui.plan.entities import KeyResult
from okrtui.plan.formulas import EXACT
from okrtui.plan.progress import health, standing

_STILL = 0.05
"""A share of the way up to which a key result has not moved."""
_ACTION_WORDS = 6


def _undecided(sight: Sight) -> Iterator[Found]:
    cadence = sight.plan.root.review_cadence
    # A decision that is done still counts in the review after the one that made it.
    recent = sight.today - timedelta(2 * CADENCE_DAYS[cadence or "weekly"] + sight.settings.grace_days)
    for run in sight.runs:
        for result in run.results:
            at = standing(sight.plan, result, sight.today, sight.settings)
            if at.status == "at risk" and not _answered(sight, _around(sight, result), recent):
                yield Found(
                    result.id,
                    f"Perhaps {quoted(result.title)} needs another way: it is at risk, and no decision is about it. "
                    "Seen in time, a risk is only a reason to try something else.",
                )


def _around(sight: Sight, result: KeyResult) -> set[str]:
    """What a decision about a key result may name: itself, its objective, its KPIs, its bets."""
    bets = (initiative.id for initiative in sight.plan.initiatives(result.id))
    return {result.id, result.objective, *result.kpis, result.measured_by or "", *bets}


def _answered(sight: Sight, items: Iterable[str], since: date) -> bool:
    """Whether a decision about one of the items is open, or was made on this day or later."""
    return any(sight.answered.get(item, date.min) >= since for item in items)


def _output_only(sight: Sight) -> Iterator[Found]:
    for run in sight.runs:
        for result in run.results:
            bets = [bet for bet in sight.plan.initiatives(result.id) if bet.title.strip()]
            done = [bet for bet in bets if bet.done]
            if not done or (len(done) < len(bets) and len(done) < 2):
                continue
            at = standing(sight.plan, result, sight.today, sight.settings)
            if at.status not in ("at risk", "behind") or at.progress is None or at.progress > _STILL + EXACT:
                continue
            what = quoted(done[-1].title) + (" is" if len(done) == 1 else f" and {number(len(done) - 1)} more are")
            still = amount(at.value or 0.0, result.unit)
            yield Found(
                result.id,
                f"Perhaps another bet: {what} done, and {quoted(result.title)} still stands at {still}. An output "
                "is no outcome yet.",
            )


def _unheard(sight: Sight) -> Iterator[Found]:
    results: dict[str, set[str]] = {}
    for result in sight.key_results:
        for kpi_id in {*result.kpis, result.measured_by} - {None}:
            results.setdefault(str(kpi_id), set()).add(result.id)
    for kpi in sight.kpis:
        last = last_days(sight.plan.measurements(kpi.id), "value", sight.today, 2)
        if len(last) < 2 or any(health(kpi, value) != "out of range" for _, value in last):
            continue
        if _answered(sight, {kpi.id, *results.get(kpi.id, ())}, last[1][0]):
            continue
        values = " and ".join(amount(value, kpi.unit) for _, value in reversed(last))
        action = kpi.action.split()
        short = " ".join(action[:_ACTION_WORDS]).rstrip(".,;:") + ("…" if len(action) > _ACTION_WORDS else "")
        yield Found(
            kpi.id,
            f"Perhaps {quoted(kpi.name)} rings unheard: out of range twice, {values}, and no decision since. A great "
            "KPI triggers action.",
            f"Its action is “{short[:60]}”: who does it, and by when?" if action else "",
        )


_CHURN = (
    "objective: Keep buyers\n  key result: Cut churn to 5 % · unit % · direction down · baseline 6 · target 5\n"
    "    check-ins: 20 Apr 6, 27 Apr {value}\n"
)
_ERRORS = "kpi: Checkout errors · unit % · healthy_high 1{action}\n  measured: {values}\n"

RV206 = Rule(
    code="RV206",
    name="at-risk-undecided",
    title="At risk, and no decision",
    severity="hint",
    summary="A key result at risk that no open or recent decision is about.",
    reason="The fifth step is to inspect and adapt: actions change, week by week, on what the numbers show. A review "
    "that sees a risk and decides nothing has only inspected.",
    question="What will somebody do differently before the next review?",
    worked=("Cut churn from 6 % to 5 %: 6 %, at risk", "Decided: call ten customers who left (Growth, Friday)"),
    bad=(
        _CHURN.format(value=6).rstrip(),
        _CHURN.format(value=5.9) + "review: 27 Apr\n  decision: Order new chairs",
        _CHURN.format(value=6) + "review: 6 Apr\n  decision: Call ten who left · about Cut churn to 5 % · done yes",
    ),
    good=(_CHURN.format(value=6) + "review: 27 Apr\n  decision: Call ten who left · about Cut churn to 5 %",),
    near=(
        _CHURN.format(value=5.6).rstrip(),
        _CHURN.format(value=6) + "review: 27 Apr\n  decision: Call ten · about Cut churn to 5 % · done yes",
        _CHURN.format(value=6) + "review: 27 Apr · finished no\n  decision: Call ten who left · about Keep buyers",
        "closed " + _CHURN.format(value=6).rstrip(),
        "objective: Keep buyers\n  key result: Cut churn to 5 %\n    check-ins: 27 Apr 6",
    ),
    check=_undecided,
    step=5,
    counted=("key result is at risk without a decision", "key results are at risk without a decision"),
)

RV210 = Rule(
    code="RV210",
    name="feature-factory",
    title="Done, and unmoved",
    severity="hint",
    summary="Initiatives are done, and the key result that they bet on has not moved.",
    reason="An initiative is a bet. A team whose success is shipping never learns what is valuable; when a bet is done "
    "and nothing moved, that is worth knowing, and another one is due.",
    question="What did it teach you to try next?",
    worked=(
        "☑ Redesign the address form · completed checkouts still 61 %",
        "Learned: buyers leave at the delivery costs. ☐ Show them in the basket",
    ),
    bad=(
        _CHURN.format(value=6) + "    initiative: Send a survey · done yes",
        _CHURN.format(value=6.2) + "    initiative: Send a survey · done yes\n    initiative: Call ten · done yes",
        _CHURN.format(value=5.95)
        + "    initiative: Send a survey · done yes\n    initiative: Call ten · done yes\n    initiative: Write to all",
    ),
    good=(_CHURN.format(value=5.6) + "    initiative: Send a survey · done yes",),
    near=(
        _CHURN.format(value=6) + "    initiative: Send a survey",
        _CHURN.format(value=6) + "    initiative: Send a survey · done yes\n    initiative: Call ten who left",
        "objective: Keep buyers\n  key result: Cut churn to 5 %\n    initiative: Send a survey · done yes",
        "closed " + _CHURN.format(value=6) + "    initiative: Send a survey · done yes",
    ),
    check=_output_only,
)

RV211 = Rule(
    code="RV211",
    name="ignored-alarm",
    title="An alarm that nobody answers",
    severity="hint",
    summary="A KPI out of its healthy range twice in a row, without a decision about it.",
    reason="A KPI that only makes people happy or angry is noise: a great one triggers action. An alarm that rings "
    "twice unanswered teaches everybody not to listen.",
    question="Who does what about it, and by when?",
    worked=("Checkout errors 1.3 %, then 1.4 %; healthy up to 1 %", "Decided: take the last release back (Ana, today)"),
    bad=(
        _ERRORS.format(action="", values="20 Apr 1.3, 27 Apr 1.4").rstrip(),
        _ERRORS.format(action=" · action Stop releases and take the last one back", values="20 Apr 1.3, 27 Apr 1.4")
        + "review: 6 Apr\n  decision: Stop releases · about Checkout errors · done yes",
        "kpi: Uptime · unit % · healthy_low 99.9\n  measured: 31 Mar 99, 30 Apr 99.2",
    ),
    good=(
        _ERRORS.format(action="", values="20 Apr 1.3, 27 Apr 1.4")
        + "review: 20 Apr\n  decision: Stop releases · about Checkout errors",
    ),
    near=(
        _ERRORS.format(action="", values="20 Apr 0.7, 27 Apr 1.4").rstrip(),
        _ERRORS.format(action="", values="20 Apr 1, 27 Apr 1").rstrip(),
        _ERRORS.format(action="", values="20 Apr 0.7, 27 Apr 1.3, 27 Apr 1.4").rstrip(),
        _ERRORS.format(action="", values="20 Apr 1.3, 27 Apr 1.4")
        + "review: 27 Apr\n  decision: Stop releases · about Checkout errors · done yes",
        _ERRORS.format(action="", values="20 Apr 1.3, 27 Apr 1.4, 4 May 0.9").rstrip(),
        "kpi: Checkout errors\n  measured: 20 Apr 1.3, 27 Apr 1.4",
    ),
    check=_unheard,
    step=5,
    counted=("alarm is unanswered", "alarms are unanswered"),
)

RULES = (RV206, RV210, RV211)
