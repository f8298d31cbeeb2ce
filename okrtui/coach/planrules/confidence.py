"""RV204, RV209: confidence that says something, and a stretch that is one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from okrtui.coach.planrules.base import Found, Rule, Sight
from okrtui.coach.planrules.runs import Run, last_days, newest
from okrtui.coach.planrules.wording import amount, name, number, quoted
from okrtui.plan.entities import Cycle, KeyResult, Objective
from okrtui.plan.formulas import EXACT, elapsed
from okrtui.plan.progress import standing

_STEP = 0.1
"""The share of the way from baseline to target that a value has to move for the move to be news."""
_FEWEST = 2
"""A start with fewer confident key results than these shows no habit."""


def _says_little(sight: Sight) -> Iterator[Found]:
    for run in sight.runs:
        for result in run.results:
            found = _rosy(sight, result) or _frozen(sight, result)
            if found:
                yield found


def _rosy(sight: Sight, result: KeyResult) -> Found | None:
    """High confidence on the last two days it was said, while the key result was at risk on both, and still is."""
    said = last_days(sight.plan.check_ins(result.id), "confidence", sight.today, 2)
    if len(said) < 2 or any(confidence < sight.settings.high_confidence for _, confidence in said):
        return None
    if any(
        standing(sight.plan, result, day, sight.settings).status != "at risk"
        for day in (sight.today, *(day for day, _ in said))
    ):
        return None
    return Found(
        result.id,
        f"Perhaps {quoted(result.title)} feels safer than it is: confidence {amount(said[0][1])}, and at risk "
        "twice in a row. Early doubt leaves time to act.",
        "What do you know that its numbers do not show yet?",
    )


def _frozen(sight: Sight, result: KeyResult) -> Found | None:
    """The same confidence so many days in a row while the value moved."""
    times = sight.settings.same_confidence
    said = last_days(sight.plan.check_ins(result.id), "confidence", sight.today, times)
    if len(said) < times or any(confidence != said[0][1] for _, confidence in said):
        return None
    known = (standing(sight.plan, result, day, sight.settings).value for day, _ in said)
    values = [value for value in known if value is not None]
    if len(values) < 2 or not _moved(result, max(values) - min(values)):
        return None
    return Found(
        result.id,
        f"Perhaps the confidence in {quoted(result.title)} is a habit: {amount(said[0][1])}, {number(times)} "
        "times running, while the value moved. It is of use when it changes before the value does.",
    )


def _moved(result: KeyResult, span: float) -> bool:
    if result.baseline is None or result.target is None or result.baseline == result.target:
        return span > 0
    return span >= _STEP * abs(result.target - result.baseline) - EXACT


def _stretch(sight: Sight) -> Iterator[Found]:
    for run in sight.runs:
        if _starting(sight, run):
            said = _starts(sight, run)
            if said and min(said) >= sight.settings.sure:
                yield Found(
                    run.cycle.id,
                    f"Perhaps there is room for more: {_cycle(run.cycle)} starts with a confidence of "
                    f"{amount(min(said))} or more everywhere. What is certain already redesigns nothing.",
                    "Which target would be worth a five?",
                )
            elif said and max(said) <= sight.settings.doubtful:
                yield Found(
                    run.cycle.id,
                    f"Perhaps it is out of reach: {_cycle(run.cycle)} starts with a confidence of "
                    f"{amount(max(said))} or less everywhere. A team that believes in no target plans for none.",
                    "Which target would be worth a five?",
                )
    yield from _easy(sight)


def _cycle(cycle: Cycle) -> str:
    return name(cycle.name, "the quarter")


def _starting(sight: Sight, run: Run) -> bool:
    """Whether a cycle is so young that its targets can still be talked about: as long as no value is no risk yet."""
    if not run.begun or not run.cycle.end:
        return False
    return elapsed(run.begun, run.cycle.end, sight.today) <= sight.settings.no_data_from + EXACT


def _starts(sight: Sight, run: Run) -> list[float]:
    """All confidences so far of key results that are to stretch; none when few have been said.

    What was committed is meant to be sure, so only aspirational objectives and those without a grade count.
    """
    committed = {o.id for o in sight.plan.objectives(run.cycle.id) if o.kind == "committed"}
    results = [result for result in run.results if result.objective not in committed]
    said = {
        result.id: [
            row.confidence for row in newest(sight.plan.check_ins(result.id), sight.today) if row.confidence is not None
        ]
        for result in results
    }
    known = sum(1 for values in said.values() if values)
    if known < _FEWEST or 2 * known < len(results):
        return []
    return [value for values in said.values() for value in values]


def _easy(sight: Sight) -> Iterator[Found]:
    """The youngest cycle in sight, when the two before it had only high grades for what was to stretch."""
    dated = sorted((c for c in sight.plan.cycles if c.start and c.end), key=lambda c: c.start or date.min)
    for place, cycle in enumerate(dated):
        if place < 2 or cycle not in sight.cycles or not sight.plan.objectives(cycle.id):
            continue
        if cycle.state == "active" and not any(run.cycle is cycle and _starting(sight, run) for run in sight.runs):
            continue
        before = dated[place - 2 : place]
        grades = [_grades(sight, each) for each in before]
        if all(each.state == "closed" for each in before) and all(grades):
            lowest = min(min(each) for each in grades)
            if lowest >= sight.settings.easy_grade - EXACT:
                yield Found(
                    cycle.id,
                    f"Perhaps {_cycle(cycle)} can reach further: aspirational objectives were graded "
                    f"{lowest:.1f} or more in {_cycle(before[0])} and {_cycle(before[1])}. Where they stretch, 0.6 to "
                    "0.7 is as intended.",
                    "What would you aim for if 0.7 were a good end?",
                )


def _grades(sight: Sight, cycle: Cycle) -> list[float]:
    """Grades of the aspirational objectives of a cycle: their own, or else the mean of their key results' grades."""
    found: list[float] = []
    for objective in sight.plan.objectives(cycle.id):
        if objective.kind == "aspirational" and (grade := _grade(sight, objective)) is not None:
            found.append(grade)
    return found


def _grade(sight: Sight, objective: Objective) -> float | None:
    if objective.grade is not None:
        return objective.grade
    results = sight.plan.key_results(objective.id)
    grades = [result.grade for result in results if result.grade is not None]
    return sum(grades) / len(grades) if grades and len(grades) == len(results) else None


_CHURN = "objective: Keep buyers\n  key result: Cut churn to 5 % · direction down · baseline 6 · target 5\n"
_TWO = (
    "today: 13 Apr\nobjective: Keep buyers{kind}\n  key result: Cut churn to 5 %\n    check-ins: 6 Apr ♥{one}\n"
    "  key result: Orders per buyer to 1.76\n    check-ins: 6 Apr ♥{other}"
)
_GRADED = (
    "today: 13 Apr\nearlier objective: Win home cooks · kind {kind} · grade {one}\n"
    "closed objective: Keep home cooks · kind {kind} · grade {other}\nobjective: Delight home cooks"
)

RV204 = Rule(
    code="RV204",
    name="confidence-says-little",
    title="Confidence that says little",
    severity="hint",
    summary="A confidence that never moves while the value does, or that is high while the key result is at risk.",
    reason="Confidence is what the team knows before the numbers do. It starts in the middle and moves, week by "
    "week; a number out of habit, or out of hope, keeps the team from acting early.",
    question="What would make it one more, or one less?",
    worked=("Confidence 8, 8, 8, 8, while churn rose from 5.6 % to 5.9 %", "Confidence 8, 7, 5: “the survey is late”"),
    bad=(
        _CHURN + "    check-ins: 6 Apr 6 ♥6, 13 Apr 5.9 ♥6, 20 Apr 5.8 ♥6, 27 Apr 5.7 ♥6",
        _CHURN + "    check-ins: 27 Apr 6 ♥7, 4 May 6 ♥8",
        "kpi: Churn · unit %\n  measured: 6 Apr 6, 13 Apr 5.9, 20 Apr 5.8, 27 Apr 5.7\nobjective: Keep buyers\n"
        "  key result: Churn to 5 % · measured_by Churn\n"
        "    check-ins: 6 Apr ♥6, 13 Apr ♥6, 20 Apr ♥6, 27 Apr ♥6",
    ),
    good=(_CHURN + "    check-ins: 6 Apr 6 ♥5, 13 Apr 5.9 ♥6, 20 Apr 5.8 ♥6, 27 Apr 5.7 ♥7",),
    near=(
        _CHURN + "    check-ins: 6 Apr 5.7 ♥6, 13 Apr 5.7 ♥6, 20 Apr 5.7 ♥6, 27 Apr 5.7 ♥6",
        _CHURN + "    check-ins: 6 Apr 6 ♥6, 13 Apr 5.9 ♥6, 20 Apr 5.8 ♥6",
        _CHURN + "    check-ins: 13 Apr 5.9 ♥6, 20 Apr 5.8 ♥6, 27 Apr 5.7 ♥6, 27 Apr 5.6 ♥6",
        _CHURN + "    check-ins: 27 Apr 5.8 ♥8, 4 May 5.6 ♥8",
        _CHURN + "    check-ins: 27 Apr 6 ♥7, 4 May 6 ♥4",
        _CHURN + "    check-ins: 27 Apr 6 ♥8, 28 Apr 6 ♥8, 4 May 5.6",
        "closed " + _CHURN + "    check-ins: 9 Mar 6 ♥8, 16 Mar 6 ♥8",
    ),
    check=_says_little,
)

RV209 = Rule(
    code="RV209",
    name="no-stretch",
    title="Too safe, or out of reach",
    severity="hint",
    summary="A quarter that starts with every confidence 9 or more, or 2 or less; or follows two with easy grades.",
    reason="OKRs set an ambitious aim. Where everything is sure from the first day, the present is not redesigned; "
    "where nothing is believed, nobody starts. Aspirational objectives at 0.6 to 0.7 are as intended; committed ones "
    "are meant to be sure.",
    question="Which target would be worth a five?",
    worked=("Confidence 9, 10, 9 in the first week", "Confidence 5, 6, 4 in the first week"),
    bad=(
        _TWO.format(kind="", one=9, other=10),
        _TWO.format(kind=" · kind aspirational", one=1, other=2),
        _GRADED.format(kind="aspirational", one=0.9, other=1),
    ),
    good=(
        _TWO.format(kind="", one=5, other=6),
        _GRADED.format(kind="aspirational", one=0.6, other=0.7),
    ),
    near=(
        _TWO.format(kind="", one=9, other=8),
        _TWO.format(kind=" · kind committed", one=9, other=10),
        _TWO.format(kind="", one=9, other=10).replace("today: 13 Apr\n", ""),
        _TWO.format(kind="", one=2, other=9),
        "today: 13 Apr\nobjective: Keep buyers\n  key result: Cut churn to 5 %\n    check-ins: 6 Apr ♥9",
        _GRADED.format(kind="committed", one=1, other=1),
        _GRADED.format(kind="aspirational", one=0.8, other=1),
        _GRADED.format(kind="aspirational", one=1, other=1).replace("today: 13 Apr\n", ""),
    ),
    check=_stretch,
)

RULES = (RV204, RV209)
