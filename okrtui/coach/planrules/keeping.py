"""RV207, RV208, KP207: targets, lines and KPIs that keep their meaning over time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from okrtui.coach.planrules.base import Found, Rule, Sight
from okrtui.coach.planrules.runs import day_of
from okrtui.coach.planrules.wording import amount, number, quoted
from okrtui.plan.dates import format_day
from okrtui.plan.entities import KeyResult, Objective, Target

_FIELDS = ("target", "baseline", "due")
_LIMIT = 400
_REASON_WORDS = 6
_TIMES = 2
"""Carried over so often, a line is a habit."""


def _moved(sight: Sight) -> Iterator[Found]:
    for result in sight.key_results:
        cycle = sight.plan.cycle_of(result)
        if cycle is None or cycle.state != "active":
            continue
        rows = [row for row in sight.plan.children(Target, result.id) if (day_of(row.at) or date.min) <= sight.today]
        for field in _FIELDS:
            # A blank that is filled is where the goal begins, and no move of it.
            told = [row for row in rows if getattr(row, field) is not None]
            if told and getattr(told[0], field) != getattr(result, field):
                yield _move(sight, result, field, told[0], _last_change(rows, result, field))
                break


def _last_change(rows: list[Target], result: KeyResult, field: str) -> Target | None:
    """The line of history that brought a field to what it is; None when no line did."""
    last = next((b for a, b in reversed(list(pairwise(rows))) if getattr(a, field) != getattr(b, field)), None)
    return last if last and getattr(last, field) == getattr(result, field) else None


def _move(sight: Sight, result: KeyResult, field: str, first: Target, change: Target | None) -> Found:
    at = day_of(change.at) if change else None
    on = f" on {format_day(at, sight.today)}" if at else ""
    said = (
        f"{quoted(result.title)} moved its {_word(field)} from {_shown(first, field, result, sight)} "
        f"to {_shown(result, field, result, sight)}{on}"
    )
    reason = " ".join(change.reason.split()[:_REASON_WORDS]) if change else ""
    if reason:
        message = f"Perhaps worth a word at the close: {said}, “{reason[:60]}”. It is graded against both."
        return Found(result.id, message, severity="hint")
    return Found(
        result.id,
        f"{said}, and no reason is kept. At the close nobody can tell a better insight from a bent goal.",
        "What became known that day?" if on else "What became known since the start?",
        severity="warning",
    )


def _word(field: str) -> str:
    return "due day" if field == "due" else field


def _shown(row: Target | KeyResult, field: str, result: KeyResult, sight: Sight) -> str:
    value = getattr(row, field)
    if value is None:
        return "the end of the quarter" if field == "due" else "nothing"
    return format_day(value, sight.today) if isinstance(value, date) else amount(value, result.unit)


def _carried(sight: Sight) -> Iterator[Found]:
    lines: list[Objective | KeyResult] = [*sight.objectives, *sight.key_results]
    for line in lines:
        times = _unchanged(sight, line)
        if times >= _TIMES:
            yield Found(
                line.id,
                f"Perhaps {quoted(line.title)} is a habit: carried over {'twice' if times == _TIMES else 'again'}, "
                f"nearly unchanged. What stays open for {number(times + 1)} quarters is rarely what matters most now.",
            )


def _unchanged(sight: Sight, line: Objective | KeyResult) -> int:
    """How many times a line was carried over nearly as it was; what is gone ends the trail."""
    plan, seen = sight.plan, {line.id}
    times = 0
    while line.carried_from and line.carried_from not in seen:
        before = plan.item(line.carried_from)
        if not isinstance(before, Objective | KeyResult) or type(before) is not type(line):
            break
        if not _alike(line.title, before.title, sight.settings.alike):
            break
        seen.add(before.id)
        times, line = times + 1, before
    return times


def _alike(one: str, other: str, least: float) -> bool:
    """Whether two lines are nearly the same, by their letters and digits in order."""
    first, second = (" ".join(text[:_LIMIT].casefold().split()) for text in (one, other))
    if first == second or not first or not second:
        return bool(first) and first == second
    from difflib import SequenceMatcher  # for the few lines that were carried over: the app starts without it

    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return bool(matcher.real_quick_ratio() >= least and matcher.ratio() >= least)


def _redefined(sight: Sight) -> Iterator[Found]:
    for kpi in sight.kpis:
        days = {day for day in sight.redefined.get(kpi.id, ()) if _year_before(sight.today) < day <= sight.today}
        if len(days) >= sight.settings.redefinitions:
            yield Found(
                kpi.id,
                f"Perhaps {quoted(kpi.name)} is another KPI by now: new name, unit, direction or source "
                f"{number(len(days))} times in a year. Values compare only while their meaning stays.",
            )


def _year_before(day: date) -> date:
    """The same day of the year before; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


_FREQUENCY = "objective: Keep buyers\n  key result: Orders per buyer · baseline 1.6 · target {now}\n"
_CHAIN = (
    "earlier objective: Keep buyers\n  key result: {first}\nclosed objective: Win buyers\n"
    "  key result: {second} · carried_from {first}\nobjective: Delight buyers\n"
    "  key result: {third} · carried_from {second}"
)

RV207 = Rule(
    code="RV207",
    name="goalpost-moved",
    title="The goal moved",
    severity="warning",
    summary="A baseline, target or due day that changed after the start; without a reason it weighs more.",
    reason="Targets freeze when the quarter starts, so that its end can be learned from. A change may be a better "
    "insight; kept with its date and reason, it is graded against both. Without them, nobody can tell.",
    question="Does the reason still hold?",
    worked=("Target 1.76, now 1.70", "Target 1.76, since 12 May 1.70: “the summer sale was cancelled”"),
    bad=(
        _FREQUENCY.format(now=1.7) + "    target: 1 Apr · baseline 1.6 · target 1.76\n"
        "    target: 27 Apr · baseline 1.6 · target 1.7",
        _FREQUENCY.format(now=1.7) + "    target: 1 Apr · baseline 1.6 · target 1.76\n"
        "    target: 27 Apr · baseline 1.6 · target 1.7 · reason the summer sale was cancelled",
        _FREQUENCY.format(now=1.7) + "    target: 1 Apr · baseline 1.6 · target 1.76",
        "objective: Keep buyers\n  key result: Orders · due 2026-06-30\n    target: 1 Apr · due 2026-06-12\n"
        "    target: 27 Apr · due 2026-06-30",
    ),
    good=(_FREQUENCY.format(now=1.76) + "    target: 1 Apr · baseline 1.6 · target 1.76",),
    near=(
        _FREQUENCY.format(now=1.76) + "    target: 1 Apr · baseline 1.6 · target 1.76\n"
        "    target: 20 Apr · baseline 1.6 · target 1.7\n    target: 20 Apr · baseline 1.6 · target 1.76",
        _FREQUENCY.format(now=1.76) + "    target: 1 Apr · target 1.76\n    target: 8 Apr · baseline 1.6 · target 1.76",
        "draft " + _FREQUENCY.format(now=1.7) + "    target: 1 Apr · target 1.76\n    target: 27 Apr · target 1.7",
        "closed " + _FREQUENCY.format(now=1.7) + "    target: 1 Jan · target 1.76\n    target: 27 Jan · target 1.7",
        _FREQUENCY.format(now=1.76).rstrip(),
    ),
    check=_moved,
)

RV208 = Rule(
    code="RV208",
    name="carried-over-again",
    title="Carried over again",
    severity="hint",
    summary="An objective or key result that was carried over a second time, nearly unchanged.",
    reason="OKRs change every quarter, and start from a blank sheet: nothing carries over unless it is chosen. A line "
    "that goes along year after year takes the place of what matters most now.",
    question="On a blank sheet, would you write it again?",
    worked=(
        "Cut churn from 6 % to 5 %, for the third quarter",
        "Dropped; learned: price, not service, makes buyers leave",
    ),
    bad=(
        _CHAIN.format(first="Cut churn to 5 %", second="Cut churn to 5 % ", third="Cut churn to 5 %"),
        _CHAIN.format(first="Cut the churn to 5 %", second="Cut the churn to 4.9 %", third="Cut the churn to 4.8 %"),
        "earlier objective: Make paying effortless\n"
        "closed objective: Make paying effortless · carried_from Make paying effortless\n"
        "draft objective: Make paying effortless · carried_from Make paying effortless",
    ),
    good=(_CHAIN.format(first="Cut churn to 5 %", second="Cut churn to 5 %", third="Win back 200 buyers"),),
    near=(
        "closed objective: Keep buyers\n  key result: Cut churn to 5 %\nobjective: Win buyers\n"
        "  key result: Cut churn to 5 % · carried_from Cut churn to 5 %",
        "earlier objective: Make paying effortless\nclosed objective: Make paying effortless\n"
        "objective: Make paying effortless",
        "closed objective: Win buyers\n  key result: Cut churn to 5 % · carried_from kr-gone\n"
        "objective: Delight buyers\n  key result: Cut churn to 5 % · carried_from Cut churn to 5 %",
        _CHAIN.format(first="Cut churn to 5 %", second="Cut churn to 5 %", third="Cut churn to 5 %").replace(
            "objective: Delight", "later objective: Delight"
        ),
    ),
    check=_carried,
)

KP207 = Rule(
    code="KP207",
    name="kpi-redefined",
    title="Redefined again and again",
    severity="hint",
    summary="A KPI whose name, unit, direction or source changed three times in twelve months.",
    reason="KPIs are predefined measures that stay stable, even for years: that is what makes past and present "
    "comparable. After each new definition its history tells another story.",
    question="Would a new KPI, with its own history, be clearer?",
    worked=(
        "Active users, in turn of a day, a week and a month",
        "Active users of a week, kept; active users of a day, a new KPI",
    ),
    bad=(
        "kpi: Churn\n  redefined: 10 Dec 2025, 3 Feb, 20 Apr",
        "kpi: Churn\n  redefined: 2 Apr, 3 Apr, 20 Apr, 4 May",
        "kpi: Basket size\nkpi: Churn\n  redefined: 5 May 2025, 3 Feb, 20 Apr",
    ),
    good=("kpi: Churn\n  redefined: 3 Feb",),
    near=(
        "kpi: Churn\n  redefined: 4 May 2025, 3 Feb, 20 Apr",
        "kpi: Churn\n  redefined: 20 Apr, 20 Apr, 20 Apr",
        "kpi: Churn\n  redefined: 3 Feb, 20 Apr\nkpi: Basket size\n  redefined: 3 Feb, 20 Apr",
        "kpi: Churn\n  redefined: 3 Feb, 20 Apr, 5 May",
    ),
    check=_redefined,
)

RULES = (RV207, RV208, KP207)
