"""Whole plans as people have them: the worked example, the sample, hand-written ones, odd ones, large ones."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import okrtui
from okrtui.coach import check_plan
from okrtui.coach.around import check_item
from okrtui.coach.lesson import lesson
from okrtui.coach.planrules.likeness import alike, subject
from okrtui.coach.planrules.wording import listed, quoted
from okrtui.coach.steps import enough, steps
from okrtui.plan.entities import ROOT, Cycle, KeyResult, Kpi, Objective, Priority, Root
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings

from .sketch import TODAY, sketch

SETTINGS = MethodSettings()
EXAMPLE = """strategy: Grow by buyers who come back
priority: A balance that lasts
objective: Reach a sustainable balance between CAC and CLV · why Growth eats itself · priority A balance that lasts
  key result: Lower the average acquisition cost by 20 % by the end of Q2
  key result: Raise the order frequency by 10 % by the end of Q2
  key result: Lower churn by 15 % by the end of Q2
kpi: Repeat orders · timing leading
kpi: Revenue growth · timing lagging · drivers Repeat orders
"""


def test_the_worked_example_gets_no_warning() -> None:
    found = check_plan(sketch(EXAMPLE), today=TODAY, settings=SETTINGS)
    assert {each.finding.severity for each in found} == {"hint"}
    assert check_plan(sketch(EXAMPLE), today=TODAY, settings=SETTINGS, drafting=True) == []
    assert enough(sketch(EXAMPLE), "cy-now")


def test_the_sample_lacks_an_action_and_a_review_as_its_screen_says() -> None:
    from okrtui.exchange.importing import import_edit
    from okrtui.exchange.toml_in import loads

    text = (Path(okrtui.__file__).parent / "sample.toml").read_text(encoding="utf-8")
    plan = Plan()
    plan.apply(import_edit(plan, loads(text, "sample.toml")).edit.changes)
    assert [each.code for each in check_plan(plan, today=TODAY, settings=SETTINGS)] == ["KP204", "RV201"]
    cycle = plan.cycles[0].id
    found = steps(plan, cycle, today=TODAY, settings=SETTINGS)
    assert [step.state for step in found[:4]] == ["done", "done", "done", "now"]
    assert found[3].line() == "indicators: 1 KPI has no action yet"
    assert found[4].line() == "inspect and adapt: last review 14 days ago"


@pytest.mark.parametrize(("name", "is_judged"), [("2026-Q4", True), ("Later", False), ("Ideas", False), ("", False)])
def test_a_draft_without_dates_is_parked_unless_it_is_named_like_a_quarter(name: str, *, is_judged: bool) -> None:
    plan = Plan([Cycle("cy-x", name=name), Objective("o-x", cycle="cy-x", title="Make checkout effortless")])
    codes = {each.code for each in check_plan(plan, today=TODAY, settings=SETTINGS)}
    assert ("OB202" in codes) is is_judged


def test_findings_name_items_and_kinds_that_a_screen_can_find() -> None:
    outline = (
        EXAMPLE + "".join(f"objective: Aim {n}\n" for n in range(5)) + "".join(f"priority: P{n}\n" for n in range(5))
    )
    plan = sketch(outline)
    for each in check_plan(plan, today=TODAY, settings=SETTINGS):
        assert plan.item(each.item) is not None
        assert (each.kind == "plan") == (each.item == ROOT)
        assert each.finding.start is None
        assert each.finding.end is None


def test_hundreds_of_items_are_judged_in_a_blink() -> None:
    rows: list[Objective | KeyResult | Kpi | Cycle] = [
        Cycle("cy-x", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30), state="active")
    ]
    for n in range(300):
        rows.append(
            Objective(f"o-{n}", cycle="cy-x", position=n, title=f"Make part {n % 7} of the shop number {n} a joy")
        )
        rows.append(
            KeyResult(f"kr-{n}", objective=f"o-{n}", position=n, title=f"Returns of part {n} once part {n + 1} is out")
        )
        rows.append(Kpi(f"kpi-{n}", position=n, name=f"Returns of part {n}"))
    plan = Plan(rows)
    check_plan(plan, today=TODAY, settings=SETTINGS)  # reads all lines once
    start = time.process_time()
    assert check_plan(plan, today=TODAY, settings=SETTINGS)
    assert time.process_time() - start < 2


TEXT = st.text(max_size=60) | st.sampled_from(
    ["", " ", "[/b]", "once O1", "%s {0}", "x" * 20_000, "from 5 to 5", "‮abc", "\x00\x1b"]
)
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXT, min_size=6, max_size=6), numbers=st.tuples(NUMBER, NUMBER), unit=TEXT)
def test_nothing_that_can_be_typed_breaks_it(
    texts: list[str], numbers: tuple[float | None, float | None], unit: str
) -> None:
    plan = Plan(
        [
            Root(ROOT, statement=texts[0]),
            Cycle("cy-x", name=texts[1], state="active"),
            Priority("pr-1", title=texts[2]),
            Objective("o-1", cycle="cy-x", title=texts[3], priority="pr-1"),
            Objective("o-2", cycle="cy-x", title=texts[4], position=1),
            KeyResult("kr-1", objective="o-1", title=texts[4], baseline=numbers[0], target=numbers[1], unit=unit),
            KeyResult("kr-2", objective="o-1", title=texts[5], position=1),
            Kpi("kpi-1", name=texts[5], timing="lagging"),
        ]
    )
    found = check_plan(plan, today=TODAY, settings=SETTINGS)
    assert all("\n" not in each.finding.message for each in found)
    steps(plan, "cy-x", today=TODAY, settings=SETTINGS)
    for item in ("o-1", "kr-1", "kpi-1"):
        verdict = check_item(plan, item, today=TODAY, settings=SETTINGS)
        assert lesson("kpi" if item == "kpi-1" else "key_result", verdict, plan, item).lines


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Make checkout effortless", "Make the checkout effortless for everyone", True),
        ("Make onboarding effortless for clinics", "Make billing effortless for clinics", False),
        ("Improve reliability", "Improve reliability and documentation", False),
        ("Win home cooks", "Win the home cooks", True),
        ("Make stories shine", "Make a story shine", True),
        ("", "Make checkout effortless", False),
    ],
)
def test_lines_are_alike_by_what_they_are_about(one: str, other: str, *, same: bool) -> None:
    assert alike(subject(one), subject(other)) is same
    assert alike(subject(other), subject(one)) is same


def test_quotes_are_short_and_whole_words() -> None:
    assert quoted("  Cut\nchurn ") == "“Cut churn”"
    assert quoted("one two three four five six seven eight nine") == "“one two three four five six seven eight…”"
    assert quoted("an " + "extraordinarily " * 5) == "“an extraordinarily extraordinarily extraordinarily…”"
    assert quoted("x" * 100) == f"“{'x' * 60}…”"
    assert quoted(" ") == "A line without words"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
