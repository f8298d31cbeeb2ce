"""OB204, OB205, KR204: objectives and key results that stand on their own, and each only once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from okrtui.coach.around import text_of
from okrtui.coach.planrules.base import Found, Rule, Sight
from okrtui.coach.planrules.likeness import alike, pairs, subject
from okrtui.coach.planrules.wording import quoted
from okrtui.plan.entities import KeyResult, Objective

# "after" and "when" are left out: in a measure they mostly tell a time ("orders within 30 days after the first").
_WAITS = re.compile(
    r"\b(?:once|until|as soon as|depend(?:s|ing|ent)? on|relies on|relying on|provided|assuming|contingent on|"
    r"wait(?:s|ing)? for|blocked by|subject to|requires)\b",
    re.IGNORECASE,
)
_BY_NUMBER = re.compile(
    r"\b(?:(?:objective|key result|goal)\s{0,2}#?|okr\s{0,2}#?|o|kr)(\d{1,2})(?:\.\d{1,2})?\b", re.IGNORECASE
)
_LIMIT = 400

Row = TypeVar("Row", Objective, KeyResult)


def _objectives_wait(sight: Sight) -> Iterator[Found]:
    for cycle in sight.cycles:
        for objective, other in _waiting(sight, sight.plan.objectives(cycle.id), "OB106"):
            yield Found(
                objective.id,
                f"Perhaps apart is better: {quoted(objective.title)} waits for {_named(other)}. When objectives "
                "depend on one another, teams compete and one delay becomes two.",
            )


def _objectives_repeat(sight: Sight) -> Iterator[Found]:
    for cycle in sight.cycles:
        objectives = sight.plan.objectives(cycle.id)
        subjects = [subject(objective.title) for objective in objectives]
        told: set[int] = set()
        for later, earlier in pairs(subjects):
            if later not in told and alike(subjects[later], subjects[earlier]):
                told.add(later)
                yield Found(
                    objectives[later].id,
                    f"Perhaps one objective: {quoted(objectives[later].title)} and {quoted(objectives[earlier].title)} "
                    "say nearly the same, and two teams may work on it without knowing.",
                )


def _results_entangled(sight: Sight) -> Iterator[Found]:
    for cycle in sight.cycles:
        results = sight.results_of(cycle)
        yield from _results_repeat(results)
        for result, other in _waiting(sight, results, "KR107"):
            yield Found(
                result.id,
                f"Perhaps apart is better: {quoted(result.title)} can only move once {_named(other)} has. "
                "Independent key results each show something of their own.",
                "What would it measure if the other came late?",
            )


def _results_repeat(results: Sequence[KeyResult]) -> Iterator[Found]:
    subjects = [subject(result.title) for result in results]
    twins: dict[int, int] = {}
    firsts: dict[frozenset[str], int] = {}
    for place, words in enumerate(subjects):
        if words and firsts.setdefault(words, place) != place:
            twins[place] = firsts[words]
    measures: dict[str, int] = {}
    for place, result in enumerate(results):
        if result.measured_by and measures.setdefault(result.measured_by, place) != place:
            twins.setdefault(place, measures[result.measured_by])
    for later in sorted(twins):
        yield Found(
            results[later].id,
            f"Perhaps one measure twice: {quoted(results[later].title)} and {quoted(results[twins[later]].title)} "
            "follow the same thing, so one success counts double and something else goes unseen.",
        )


def _waiting(sight: Sight, rows: Sequence[Row], code: str) -> Iterator[tuple[Row, Row]]:
    """Rows that hang on another row of the same kind, each with the first one that it hangs on.

    A row hangs on another when a word of waiting, or what the text rule `code` saw, is followed by the other's words
    or its number.
    """
    subjects = [subject(text_of(row)) for row in rows]
    for place, row in enumerate(rows):
        for before, clause in _clauses(sight, row, code):
            said, own = subject(clause), subject(before)
            numbers = {int(match.group(1)) - 1 for match in _BY_NUMBER.finditer(clause)}
            others = (at for at, words in enumerate(subjects) if at in numbers or _mentions(said, words, own))
            other = next((at for at in others if at != place), None)
            if other is not None:
                yield row, rows[other]
                break


def _clauses(sight: Sight, row: Objective | KeyResult, code: str) -> Iterator[tuple[str, str]]:
    """The parts of a row's words that say what it hangs on, each with what stands before it."""
    text = text_of(row)[:_LIMIT]
    match = _WAITS.search(text)
    if match:
        yield text[: match.start()], _clause(text[match.end() :])
    if code in sight.codes(row):
        verdict = sight.verdict(row)
        for finding in verdict.findings if verdict else ():
            if finding.code == code and finding.start is not None:
                yield text[: finding.start], _clause(text[finding.start :])


def _clause(text: str) -> str:
    """Up to the next comma or full stop."""
    return re.split(r"[,;:]|\.\s", text, maxsplit=1)[0]


def _mentions(said: frozenset[str], words: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a clause names another line: all of its words, or at least two and the half of them.

    Words that the waiting line has before the clause, too, are no sign: both may be about the same field.
    """
    shared = said & words
    if not shared or shared <= own:
        return False
    return shared == words or (len(shared) > 1 and 2 * len(shared) >= len(words))


def _named(row: Objective | KeyResult) -> str:
    return quoted(row.title)


OB204 = Rule(
    code="OB204",
    name="entangled-objectives",
    title="Waits for another objective",
    severity="hint",
    summary="An objective that hangs on another one of its cycle.",
    reason="Objectives that depend on one another are one of the ways in which OKRs fail: teams compete for the same "
    "people, and one delay becomes two. Few aligned objectives are better.",
    question="What could it reach on its own?",
    worked=(
        "Win the Nordic market once buying again is effortless",
        "Become known to Nordic home cooks; “Make buying again effortless” stays apart",
    ),
    bad=(
        "objective: Make buying again effortless\nobjective: Win the Nordic market once buying again is effortless",
        "objective: Be the shop that home cooks trust\n"
        "objective: Open a second brand as soon as objective 1 is reached",
        "objective: Give support a calm day\nobjective: Widen the range, depending on a calm day in support",
        "objective: Make buying again effortless\n"
        "objective: Win the Nordic market when the platform team has made buying again effortless",
    ),
    good=("objective: Make buying again effortless\nobjective: Become known to Nordic home cooks",),
    near=(
        "objective: Make buying again effortless\nobjective: Delight home cooks once and for all",
        "objective: Delight home cooks\nobjective: Be the talk of home cooks until home cooks name us first",
        "objective: Make onboarding effortless for clinics\nobjective: Make billing effortless for clinics",
        "objective: Make buying again effortless\n"
        "later objective: Win the Nordic market once buying again is effortless",
    ),
    check=_objectives_wait,
)

OB205 = Rule(
    code="OB205",
    name="repeated-objective",
    title="Said twice",
    severity="hint",
    summary="An objective that says nearly the same as another one of its cycle.",
    reason="OKRs unite people behind few aims. The same aim written twice splits them again: two teams work on it "
    "without knowing, or compete for it.",
    question="What does one have that the other has not?",
    worked=(
        "Make checkout effortless · Make the checkout effortless for everyone",
        "Make checkout effortless for first-time buyers",
    ),
    bad=(
        "objective: Make checkout effortless\nobjective: Make the checkout effortless for everyone",
        "objective: Balance CAC and CLV\nobjective: Win home cooks\nobjective: Balance CLV and CAC",
        "draft objective: Become the home cooks' favourite shop\n"
        "draft objective: Become the favourite shop of home cooks",
    ),
    good=("objective: Make checkout effortless\nobjective: Balance CAC and CLV",),
    near=(
        "objective: Make onboarding effortless for clinics\nobjective: Make billing effortless for clinics",
        "objective: Make checkout effortless\nlater objective: Make checkout effortless",
        "closed objective: Make checkout effortless\nobjective: Make checkout effortless",
    ),
    check=_objectives_repeat,
)

KR204 = Rule(
    code="KR204",
    name="entangled-key-results",
    title="Not on its own",
    severity="hint",
    summary="A key result that hangs on another one, or follows the same measure.",
    reason="Key results are independent of one another: each shows another side of the objective. Two that follow the "
    "same thing count one success double; one that waits for another cannot show anything before it.",
    question="Which of the two would you keep?",
    worked=(
        "Cut churn from 6.1 % to 5.2 % · Bring churn down to 5 %",
        "Cut churn from 6.1 % to 5.2 % · Order frequency from 1.60 to 1.76",
    ),
    bad=(
        "objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 %\n"
        "  key result: Bring the churn rate to 5 %",
        "objective: Keep buyers\n  key result: Onboarding finished in a day from 40 % to 60 %\n"
        "  key result: Raise NPS to 40 once onboarding is finished in a day",
        "kpi: Churn\nobjective: Keep buyers\n  key result: Cut churn to 5 % · measured_by Churn\n"
        "  key result: Fewer buyers who leave · measured_by Churn",
    ),
    good=(
        "objective: Keep buyers\n  key result: Cut churn from 6.1 % to 5.2 %\n  key result: Order frequency to 1.76",
    ),
    near=(
        "objective: Keep buyers\n  key result: Cut churn in Spain from 6 % to 5 %\n"
        "  key result: Cut churn in Italy from 9 % to 7 %",
        "objective: Keep buyers\n  key result: First purchases from 200 to 300\n"
        "  key result: Repeat orders within 30 days after the first purchase from 20 % to 30 %",
        "objective: Keep buyers\n  key result: Cut churn from 6 % to 5 %\n"
        "later objective: Win buyers\n  key result: Cut churn from 5 % to 4 %",
    ),
    check=_results_entangled,
)

RULES = (OB204, OB205, KR204)
