"""Every rule speaks about its bad examples, and not about its good ones and those that only look bad."""

from __future__ import annotations

from datetime import date

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.model import TextRule
from okrtui.coach.registry import TEXT_RULES

TODAY = date(2026, 4, 15)
LARGE = {"KR107", "OB106", "OB107", "KP102", "KR109"}


def _codes(rule: TextRule, line: str) -> set[str]:
    return {finding.code for finding in check_text(line, rule.kind, today=TODAY).findings}


def _cases(part: str) -> list[tuple[str, str]]:
    return [(rule.code, line) for rule in TEXT_RULES.values() for line in getattr(rule, part)]


@pytest.mark.parametrize(("code", "line"), _cases("bad"))
def test_rule_speaks_about_its_bad_lines(code: str, line: str) -> None:
    assert code in _codes(TEXT_RULES[code], line)


@pytest.mark.parametrize(("code", "line"), _cases("good"))
def test_rule_is_silent_on_its_good_lines(code: str, line: str) -> None:
    assert code not in _codes(TEXT_RULES[code], line)


@pytest.mark.parametrize(("code", "line"), _cases("near"))
def test_rule_is_silent_on_lines_that_only_look_bad(code: str, line: str) -> None:
    assert code not in _codes(TEXT_RULES[code], line)


@pytest.mark.parametrize("rule", TEXT_RULES.values(), ids=lambda rule: rule.code)
def test_rule_has_enough_examples_of_its_own(rule: TextRule) -> None:
    least = 15 if rule.code in LARGE else 6
    assert len(set(rule.bad)) >= least
    assert len(set(rule.good)) >= least
    assert len(set(rule.near)) >= 4


@pytest.mark.parametrize("rule", TEXT_RULES.values(), ids=lambda rule: rule.code)
def test_worked_example_starts_faulty_and_ends_well(rule: TextRule) -> None:
    before, after = rule.worked
    assert rule.code in _codes(rule, before)
    assert rule.code not in _codes(rule, after)
