"""KR203, KR208, KR209: the team writes key results, somebody looks after each, both sides agree."""

from __future__ import annotations

from collections.abc import Iterator

from okrtui.coach.planrules.base import Found, Rule, Sight
from okrtui.coach.planrules.wording import quoted


def _by_leadership(sight: Sight) -> Iterator[Found]:
    for result in sight.key_results:
        if result.written_by == "leadership":
            yield Found(
                result.id,
                f"Perhaps {quoted(result.title)} is the team's to say: leadership wrote it. Leadership sets the aim "
                "and may challenge; the team knows best what would show it.",
            )


def _without_owner(sight: Sight) -> Iterator[Found]:
    for result in sight.key_results:
        if not result.owner.strip():
            yield Found(
                result.id,
                f"Perhaps {quoted(result.title)} waits for someone: it has no owner yet, and what everybody looks "
                "after, nobody measures on Monday.",
            )


def _not_agreed(sight: Sight) -> Iterator[Found]:
    for result in sight.key_results:
        if result.agreed_team and result.agreed_leadership:
            continue
        who = {(False, True): "the team has", (True, False): "leadership has"}.get(
            (result.agreed_team, result.agreed_leadership), "team and leadership have"
        )
        yield Found(
            result.id,
            f"Perhaps {quoted(result.title)} is not final yet: {who} still to agree. One side's goal turns into the "
            "other side's surprise.",
        )


KR203 = Rule(
    code="KR203",
    name="written-by-leadership",
    title="Written by leadership",
    severity="hint",
    summary="A key result that leadership wrote.",
    reason="Leadership defining key results is one of the ways in which OKRs fail. Leadership sets the objective and "
    "its reason; the team writes the key results. Leadership may challenge them, and both agree on the final ones.",
    question="What would the team itself count to know that the objective was reached?",
    worked=(
        "Ship the loyalty app (written by leadership)",
        "Repeat orders per buyer from 1.60 to 1.76 (written by the team)",
    ),
    bad=(
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · written_by leadership",
        "draft objective: Win home cooks\n  key result: Repeat orders to 1.8 · written_by leadership",
        "objective: Win home cooks\n  key result: Orders to 900 · written_by leadership · agreed_team yes",
    ),
    good=("objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · written_by team",),
    near=(
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · written_by proposed",
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · agreed_leadership yes",
        "closed objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · written_by leadership",
    ),
    check=_by_leadership,
)

KR208 = Rule(
    code="KR208",
    name="key-result-without-owner",
    title="No owner yet",
    severity="hint",
    missing=True,
    summary="A key result that nobody looks after when the quarter starts.",
    reason="The fifth step is to inspect and adapt, week by week. It needs one name beside each key result: the person "
    "who brings its value and says early when it does not move.",
    question="Who brings its value to the review?",
    worked=("Cut churn from 6.1 % to 5.2 %", "Cut churn from 6.1 % to 5.2 % · Ana"),
    bad=(
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "objective: Balance CAC and CLV · owner Ana\n  key result: Cut churn to 5 %",
        "draft objective: Balance CAC and CLV\n  key result: Orders to 900 · due 2026-06-30",
    ),
    good=("objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · owner Ana",),
    near=(
        "later objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "closed objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · owner the growth team",
    ),
    check=_without_owner,
    step=3,
    counted=("key result has no owner yet", "key results have no owner yet"),
)

KR209 = Rule(
    code="KR209",
    name="not-agreed",
    title="Not agreed yet",
    severity="hint",
    missing=True,
    summary="A key result on which team and leadership have not both agreed when the quarter starts.",
    reason="The team writes the key results, leadership may challenge them, and both agree on the final ones. Without "
    "that word from both, one side works for a goal that the other side does not expect.",
    question="What is still open between the two?",
    worked=("Cut churn from 6.1 % to 5.2 % (proposed)", "The same, agreed by team and leadership"),
    bad=(
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · agreed_team yes",
        "objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · agreed_leadership yes",
    ),
    good=("objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · agreed_team yes · agreed_leadership yes",),
    near=(
        "later objective: Balance CAC and CLV\n  key result: Cut churn to 5 %",
        "closed objective: Balance CAC and CLV\n  key result: Cut churn to 5 % · agreed_team yes",
        "objective: Balance CAC and CLV",
    ),
    check=_not_agreed,
    step=3,
    counted=("key result is not agreed yet", "key results are not agreed yet"),
    keys="S asks for it",
    mended="Press S on the main screen: the start of a quarter lists its key results, and each is ticked there for the "
    "team and for leadership. Or press e on the key result, and Tab to the fields “team agrees” and “leadership "
    "agrees”: yes.",
)

RULES = (KR203, KR208, KR209)
