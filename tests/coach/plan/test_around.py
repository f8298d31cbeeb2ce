"""What is known around a line, and what the team has said of it."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.around import OUR_WORDS, REASONS, check_item, context_for, dismissed, reasons_for, softened, without
from okrtui.coach.checkplan import check_plan
from okrtui.coach.model import Facts, Finding, Verdict
from okrtui.plan.changes import Set
from okrtui.plan.entities import ROOT, Dismissal, Entity, Lexeme
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

from .sketch import TODAY, sketch

SETTINGS = MethodSettings(fiscal_year_start=4)
LAUNCH = "Launch the loyalty app"


def codes(plan: Plan, item: str) -> set[str]:
    verdict = check_item(plan, item, today=TODAY, settings=SETTINGS)
    return {finding.code for finding in verdict.findings} if verdict else set()


def said(code: str, item: str, text: str, reason: str = REASONS[0], number: int = 0) -> Dismissal:
    return Dismissal(f"dismissal-{code}-{item}-{number}", code=code, item=item, text=text, reason=reason)


def test_a_key_result_knows_its_cycle_and_its_filled_fields() -> None:
    plan = sketch(f"objective: Keep buyers\n  key result: {LAUNCH} · baseline 0 · unit % · due 2026-06-01")
    context = context_for(plan, "kr-1", SETTINGS)
    assert context.cycle == (date(2026, 4, 1), date(2026, 6, 30))
    assert context.in_plan
    assert context.fiscal_year_start == 4
    assert context.filled == {"baseline", "unit", "due"}


def test_zero_is_a_value_and_nothing_is_none() -> None:
    plan = sketch("objective: Keep buyers\n  key result: Fewer complaints · baseline 5 · target 0")
    assert context_for(plan, "kr-1", SETTINGS).filled == {"baseline", "target"}
    assert context_for(plan, "o-1", SETTINGS).filled == frozenset()


def test_a_kpi_that_measures_a_key_result_fills_its_metric() -> None:
    plan = sketch("kpi: Churn\nobjective: Keep buyers\n  key result: Fewer buyers who leave · measured_by Churn")
    assert context_for(plan, "kr-1", SETTINGS).filled == {"metric", "unit"}


def test_what_is_parked_or_unknown_has_no_cycle() -> None:
    plan = sketch("later objective: Open up the Lisbon market")
    assert context_for(plan, "o-1", SETTINGS).cycle is None
    assert context_for(plan, "kr-none", SETTINGS).cycle is None


def test_the_teams_own_words_are_known_in_lower_case() -> None:
    plan = sketch(
        "",
        Lexeme("l1", word="Brightspot ", means="team"),
        Lexeme("l2", word="", means="metric"),
        Lexeme("l3", word="odd"),
    )
    assert context_for(plan, ROOT, SETTINGS).lexicon == {"brightspot": "team"}


def test_items_without_text_rules_or_words_have_no_verdict() -> None:
    plan = sketch("priority: Repeat orders\nobjective: \n  key result: Cut churn\n    initiative: Launch it")
    for item in ("pr-1", "o-1", "in-1", "cy-now", ROOT, "kr-none"):
        assert check_item(plan, item, today=TODAY, settings=SETTINGS) is None


def test_good_as_it_is_holds_until_the_words_change() -> None:
    plan = sketch(f"objective: Keep buyers\n  key result: {LAUNCH}", said("KR101", "kr-1", LAUNCH))
    assert "KR101" not in codes(plan, "kr-1")
    plan.apply([Set("key_results", "kr-1", "title", LAUNCH, "Launch the other app")])
    assert "KR101" in codes(plan, "kr-1")


def test_good_as_it_is_is_for_one_item_and_one_rule() -> None:
    outline = f"objective: Keep buyers\n  key result: {LAUNCH}\n  key result: {LAUNCH}"
    plan = sketch(outline, said("KR101", "kr-1", LAUNCH), said("KR103", "kr-2", LAUNCH))
    assert "KR101" not in codes(plan, "kr-1")
    assert "KR101" in codes(plan, "kr-2")


def test_what_a_dismissed_finding_folds_stays_folded() -> None:
    found = [
        Finding("KR101", "n", "t", "warning", "m", "q?", 0, 3, shown=True),
        Finding("KR102", "n", "t", "warning", "m", "q?", 0, 3, shown=False),
        Finding("KR106", "n", "t", "hint", "m", "q?", 0, 3, shown=True),
    ]
    verdict = Verdict("text", "key_result", "initiative", 0.9, tuple(found), Facts())
    kept = without(verdict, frozenset({"KR101"}))
    assert [(each.code, each.shown) for each in kept.findings] == [("KR102", False), ("KR106", True)]


def severity(plan: Plan) -> str:
    verdict = check_item(plan, "kr-4", today=TODAY, settings=SETTINGS)
    assert verdict is not None
    return next(finding.severity for finding in verdict.findings if finding.code == "KR101")


def test_the_third_line_that_the_team_means_softens_the_rule() -> None:
    outline = "objective: Keep buyers" + f"\n  key result: {LAUNCH}" * 4

    def meant(times: int, reason: str) -> list[Entity]:
        return [said("KR101", f"kr-{n}", LAUNCH, reason, n) for n in range(1, times + 1)]

    assert severity(sketch(outline, *meant(2, OUR_WORDS))) == "warning"
    assert severity(sketch(outline, *meant(3, OUR_WORDS))) == "hint"
    assert severity(sketch(outline, *meant(3, REASONS[3]))) == "warning"


def test_whole_plan_findings_can_be_good_as_they_are_too() -> None:
    title = "Cut churn from 6 % to 5 %"
    plan = sketch(f"objective: Keep buyers\n  key result: {title} · due 2026-07-31", said("KR206", "kr-1", title))
    assert "KR206" not in {each.code for each in check_plan(plan, today=TODAY, settings=SETTINGS)}
    assert dismissed(plan, plan.get("kr-1")) == {"KR206"}


def test_whole_plan_warnings_soften_too() -> None:
    outline = "objective: Keep buyers" + "".join(f"\n  key result: Aim {n} to 5 · due 2026-07-31" for n in range(4))
    meant = [said("KR206", f"kr-{n}", f"Aim {n - 1} to 5", OUR_WORDS, n) for n in (1, 2, 3)]
    plan = sketch(outline, *meant)
    assert softened(plan) == {"KR206"}
    found = [each for each in check_plan(plan, today=TODAY, settings=SETTINGS) if each.code == "KR206"]
    assert [(each.item, each.finding.severity) for each in found] == [("kr-4", "hint")]
    assert found[0].finding.message.startswith("Perhaps")


ONE_END = "objective: Keep buyers\n  key result: {line}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Orders per buyer · target 1.8", ["KR109"]),
        ("Orders per buyer · baseline 1.6 · target 1.8", []),
        ("Cut churn from 6 % to 5 % · target 5", ["KR109"]),
        ("Cut churn from 6 % to 5 % · baseline 6 · target 5", []),
        ("Cut churn from 6 % to 5 %", []),
        ("Sign new shops in Graz · target 10", []),
    ],
)
def test_a_start_that_the_plan_does_not_hold_is_asked_for(line: str, expected: list[str]) -> None:
    verdict = check_item(sketch(ONE_END.format(line=line)), "kr-1", today=TODAY, settings=SETTINGS)
    assert verdict
    assert [finding.code for finding in verdict.findings] == expected


def test_a_reason_is_offered_where_it_answers_the_rule_and_keeps_its_digit() -> None:
    assert reasons_for("KR109") == tuple(zip("1234", REASONS, strict=True))
    assert [digit for digit, _ in reasons_for("KR101")] == ["1", "3", "4"]
    assert OUR_WORDS in dict(reasons_for("OB104")).values()


@pytest.mark.parametrize(
    ("row", "silent_but"),
    [
        ("Cut late parcels from 12 to 0 · baseline 12", {"KR103"}),
        ("Cut late parcels from 12 to 0 · target 0", {"KR109"}),
        ("Improve onboarding · baseline 12", {"KR103"}),
        ("Cut late parcels from 12 to 0 · baseline 12 · target 0", set()),
        ("Cut late parcels from 12 to 0", set()),
        ("Improve onboarding · baseline 12 · target 0", set()),
    ],
)
def test_in_a_quarter_that_runs_what_only_the_words_hold_is_missing(row: str, silent_but: set[str]) -> None:
    assert codes(sketch(f"objective: Delight guests of the island\n  key result: {row}"), "kr-1") == silent_but


def test_while_drafting_what_only_the_words_hold_is_still_to_come() -> None:
    row = "Cut late parcels from 12 to 0"
    for field in ("baseline 12", "target 0"):
        assert codes(sketch(f"draft objective: Delight guests\n  key result: {row} · {field}"), "kr-1") == set()
