"""`okrtui explain`, `okrtui rules` and the `y` key: pages made from the rules' declarations."""

from __future__ import annotations

import json

import pytest

from okrtui.coach.pages import FORMATS, all_rules, lesson_page, page, rules_table
from okrtui.coach.planrules import PLAN_RULES
from okrtui.coach.registry import TEXT_RULES
from okrtui.plan.errors import PlanError

CODES = [rule.code for rule in all_rules()]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", CODES)
def test_a_page_tells_all_that_the_rule_declares(code: str) -> None:
    rule = next(rule for rule in all_rules() if rule.code == code)
    text = flat(page(code))
    for part in (rule.code, rule.name, rule.title, rule.summary, rule.reason, rule.question, *rule.worked):
        assert flat(part) in text
    for heading in ("It speaks about", "It is silent about", "Looks alike, and is fine", "Good as it is?"):
        assert heading in text
    assert f"--ignore {code}" in text


@pytest.mark.parametrize("code", CODES)
def test_pages_fit_eighty_columns_without_ragged_ends(code: str) -> None:
    for line in page(code).splitlines():
        assert len(line) <= 80
        assert line == line.rstrip()


def test_pages_are_found_by_name_and_in_any_case() -> None:
    assert page("kp204") == page("KP204") == page(" kpi-without-action ")
    assert page("OKR-vs-KPI") == lesson_page()


@pytest.mark.parametrize(
    ("typed", "named"), [("KR299", "KR209"), ("kp999", "KP209"), ("no-stratgy", "ST201"), ("KR 204", "KR204")]
)
def test_an_unknown_code_names_near_ones(typed: str, named: str) -> None:
    with pytest.raises(PlanError) as caught:
        page(typed)
    assert typed in str(caught.value)
    assert named in str(caught.value)


@pytest.mark.parametrize("typed", ["", "zz", "[/b]", "x" * 10_000, "{0}"])
def test_nonsense_gets_one_sentence(typed: str) -> None:
    with pytest.raises(PlanError) as caught:
        page(typed)
    assert "okrtui rules" in str(caught.value)
    assert len(str(caught.value)) < 250


def test_the_lesson_shows_both_sides_and_the_five_steps() -> None:
    text = flat(lesson_page())
    for part in ("redesigns the present", "watches past and present", "every quarter", "for years", "silent about how"):
        assert part in text
    for number in range(1, 6):
        assert f" {number} " in text
    assert all(len(line) <= 80 for line in lesson_page().splitlines())


@pytest.mark.parametrize("width", [40, 58, 66, 110])
def test_pages_are_as_wide_as_they_are_asked_for(width: int) -> None:
    for text in (lesson_page(width), *(page(rule.code, width) for rule in all_rules())):
        assert all(len(line) <= width for line in text.splitlines())
    assert flat(page("KR101", width)) == flat(page("KR101"))
    assert "set measures of past" in flat(lesson_page(width)) or width < 60


def test_every_rule_is_in_every_table() -> None:
    codes = {*TEXT_RULES, *PLAN_RULES}
    for name in FORMATS:
        assert all(code in rules_table(name) for code in codes)
    listed = json.loads(rules_table("json"))
    assert [rule["code"] for rule in listed] == CODES
    assert {rule["severity"] for rule in listed} == {"hint", "warning"}
    assert all(len(line) <= 80 for line in rules_table("text").splitlines())
    assert all(line.count("|") == 6 for line in rules_table("markdown").splitlines())


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(PlanError, match="text, json, markdown"):
        rules_table("yaml")


def test_the_page_about_agreement_says_where_it_is_ticked() -> None:
    text = " ".join(page("KR209").split())
    assert "In the app Press S on the main screen" in text
    assert "“team agrees” and “leadership agrees”" in text
    assert "In the app" not in page("KR208")
