"""The five steps: what is missing as counts, one thing at a time, and when it is enough."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.checkplan import check_plan
from okrtui.coach.planrules import ALL, PLAN_RULES
from okrtui.coach.steps import Step, enough, steps
from okrtui.plan.archiving import archive
from okrtui.plan.entities import CheckIn, Dismissal, Entity, Measurement, Review
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

from .sketch import TODAY, sketch

SETTINGS = MethodSettings()
FULL = """strategy: Win repeat buyers before we widen the range
priority: Repeat orders
kpi: Basket size · timing leading · action Look at the offers · owner Ana · cadence weekly
kpi: Revenue · timing lagging · drivers Basket size · action Ask why · owner Ana · cadence weekly
objective: Make buying again effortless · why Half never come back · priority Repeat orders
  key result: Order frequency from 1.60 to 1.76 · owner Ana · agreed_team yes · agreed_leadership yes · kpis Basket size
  key result: Churn from 6.1 % to 5.2 % · owner Ana · agreed_team yes · agreed_leadership yes · kpis Basket size
  key result: CAC from €42 to €33 · owner Ana · agreed_team yes · agreed_leadership yes · kpis Basket size
"""


def walk(plan: Plan, cycle: str = "cy-now", *, today: date = TODAY, skipped: tuple[int, ...] = ()) -> tuple[Step, ...]:
    return steps(plan, cycle, today=today, settings=SETTINGS, skipped=skipped)


def states(found: tuple[Step, ...]) -> str:
    return "".join({"done": "✓", "now": "●", "open": "○"}[step.state] for step in found)


@pytest.mark.parametrize("cycle", ["", "cy-now", "cy-gone"])
def test_an_empty_plan_asks_one_question_after_the_other(cycle: str) -> None:
    found = walk(sketch(""), cycle)
    assert states(found) == "●○○○○"
    assert [step.number for step in found] == [1, 2, 3, 4, 5]
    assert [step.question for step in found] == [
        "What is the strategy?",
        "What matters most now?",
        "What is success?",
        "Which KPIs tell you early?",
        "When do you look again?",
    ]
    assert found[0].reason == "Without one, everything looks like a priority."
    assert found[0].items == ("plan",)
    assert all(step.text == "" for step in found)


def test_a_step_can_be_skipped_and_stays_open() -> None:
    assert states(walk(sketch(""), skipped=(1,))) == "○●○○○"
    assert states(walk(sketch(""), skipped=(1, 2, 3, 4, 5))) == "○○○○○"


def test_indicators_without_an_action_are_counted_and_walked() -> None:
    actions = "kpi: A · timing leading · owner Ana · cadence weekly\n"
    outline = FULL + actions + actions.replace("A ", "B ") + actions.replace("A ", "C ")
    step = walk(sketch(outline))[3]
    assert step.line() == "indicators: 3 KPIs have no action yet"
    assert step.items == ("kpi-3", "kpi-4", "kpi-5")
    assert step.state == "now"


def test_without_a_priority_that_each_objective_serves_none_is_no_further_news() -> None:
    outline = FULL.replace("priority: Repeat orders\n", "").replace(" · priority Repeat orders", "")
    step = walk(sketch(outline))[1]
    assert (step.text, step.items, step.state) == ("no priority yet", (), "now")


def test_one_is_said_as_one() -> None:
    outline = FULL.replace(" · action Look at the offers", "").replace(" · why Half never come back", "")
    found = walk(sketch(outline))
    assert found[3].text == "1 KPI has no action yet"
    assert found[1].text == "1 objective has no why yet"
    assert states(found) == "✓●✓○○"


def test_each_count_says_of_what() -> None:
    nouns = {"objective", "objectives", "key", "KPI", "KPIs", "no", "not", "alarm", "alarms"}
    assert {word.split()[0] for rule in ALL for word in rule.counted if word} <= nouns


def test_a_full_plan_lacks_only_its_first_values() -> None:
    found = walk(sketch(FULL))
    assert states(found) == "✓✓✓✓●"
    assert found[4].text == "3 key results have no value yet, no review yet, 2 KPIs have no fresh value"
    assert found[4].items == ("kr-1", "kr-2", "kr-3", "kpi-1", "kpi-2")


def test_values_and_a_review_make_the_last_step_done_for_a_while() -> None:
    rows: list[Entity] = [CheckIn(f"c{n}", key_result=f"kr-{n}", at=TODAY, value=1.0) for n in (1, 2, 3)]
    rows += [Measurement(f"m{n}", kpi=f"kpi-{n}", at=TODAY, value=1.0) for n in (1, 2)]
    plan = sketch(FULL, *rows, Review("rv-1", at=date(2026, 4, 27), finished=True))
    assert states(walk(plan)) == "✓✓✓✓✓"
    assert states(walk(plan, today=date(2026, 5, 7))) == "✓✓✓✓✓"
    late = walk(plan, today=date(2026, 5, 8))
    assert late[4].text == "last review 11 days ago"


def test_a_paused_review_is_none_and_a_kpi_counts_as_the_value() -> None:
    outline = FULL.replace("· kpis Basket size", "· measured_by Revenue")
    plan = sketch(
        outline, Measurement("m1", kpi="kpi-2", at=TODAY, value=3.0), Review("rv-1", at=TODAY, finished=False)
    )
    assert walk(plan)[4].text == "no review yet, 1 KPI has no fresh value"


def test_a_quarter_that_has_not_begun_says_so() -> None:
    found = walk(sketch(FULL.replace("objective:", "draft objective:")), "cy-next")
    assert found[4].text == "begins when the quarter starts"
    assert found[4].state == "now"


def test_only_the_chosen_cycle_is_counted() -> None:
    plan = sketch(FULL + "draft objective: Win the Nordic market\nlater objective: Open up Lisbon")
    assert walk(plan)[2].state == "done"
    assert walk(plan, "cy-next")[2].text == "no key results yet"
    assert walk(plan, "cy-next")[2].items == ("o-2",)


def test_what_was_called_good_is_not_counted() -> None:
    outline = FULL.replace(" · action Look at the offers", "")
    meant = Dismissal("d", code="KP204", item="kpi-1", text="Basket size", reason="later")
    assert walk(sketch(outline, meant))[3].state == "done"


def test_counts_and_findings_agree() -> None:
    outline = (
        FULL.replace(" · owner Ana", "")
        .replace(" · why Half never come back", "")
        .replace("agreed_team yes", "agreed_team no")
    )
    plan = sketch(outline)
    found = check_plan(plan, today=TODAY, settings=SETTINGS)
    missing = {each.item for each in found if each.finding.when == "absence" and not each.code.startswith("RV")}
    counted = {item for step in walk(plan)[:4] for item in step.items}
    assert missing == counted
    assert {each.code for each in found} <= set(PLAN_RULES)


@pytest.mark.parametrize(
    ("outline", "is_enough"),
    [
        ("", False),
        ("objective: Aim\n  key result: A\n  key result: B\n  key result: C\nkpi: D\nkpi: E", True),
        ("objective: Aim\n  key result: A\n  key result: B\nkpi: D\nkpi: E", False),
        ("objective: Aim\n  key result: A\n  key result: B\n  key result: C\nkpi: D", False),
        ("objective: Aim\n  key result: A\n  key result: B\n  key result: \nkpi: D\nkpi: E", False),
        ("later objective: Aim\n  key result: A\n  key result: B\n  key result: C\nkpi: D\nkpi: E", False),
    ],
)
def test_one_objective_three_key_results_and_two_kpis_are_enough(outline: str, *, is_enough: bool) -> None:
    assert enough(sketch(outline), "cy-now") is is_enough


def test_what_is_not_agreed_comes_with_the_keys_that_lead_to_the_ticks() -> None:
    outline = FULL.replace(" · agreed_leadership yes", "", 2)
    step = walk(sketch(outline))[2]
    assert step.text == "2 key results are not agreed yet (S asks for it)"
    assert step.items == ("kr-1", "kr-2")


def test_with_a_single_priority_no_objective_waits_for_a_link() -> None:
    assert walk(sketch(FULL.replace(" · priority Repeat orders", "")))[1].state == "done"
    two = FULL.replace("priority: Repeat orders\n", "priority: Repeat orders\npriority: Cost of growth\n")
    assert walk(sketch(two.replace(" · priority Repeat orders", "")))[1].text == "1 objective serves no priority"


def test_a_line_with_blanks_is_to_be_filled_in_before_anything_else_is_asked_of_it() -> None:
    plan = sketch(FULL + "  key result: __ from __ to __\n")
    success = walk(plan)[2]
    assert success.lacks == ("1 key result has blanks to fill in",), "no owner, no agreement: nothing is written yet"
    assert not enough(plan, "cy-now")
    assert enough(sketch(FULL), "cy-now")


def test_a_step_in_short_says_the_most_important_thing() -> None:
    step = walk(sketch(FULL.replace(" · owner Ana · agreed_team yes", "")))[2]
    assert len(step.lacks) == 2
    assert step.brief() == f"success: {step.lacks[0]}"
    assert step.line() == f"success: {step.lacks[0]}, {step.lacks[1]}"


def test_archived_kpis_count_for_nothing() -> None:
    plan = sketch(FULL)
    assert states(walk(plan))[3] == "✓"
    assert enough(plan, "cy-now")
    basket, revenue = (kpi.id for kpi in plan.kpis)
    plan.apply(archive(plan, basket, TODAY).changes)
    found = [each.code for each in check_plan(plan, today=TODAY, settings=SETTINGS)]
    assert "KP202" in found, "nothing that is watched leads"
    assert "KP203" in found, "what causes the lagging one is watched no longer"
    assert found.count("KR202") == 3, "no KPI that is watched leads to the key results"
    assert not enough(plan, "cy-now")
    plan.apply(archive(plan, revenue, TODAY).changes)
    assert not [each for each in check_plan(plan, today=TODAY, settings=SETTINGS) if each.item in (basket, revenue)]
