"""`okrtui explain` and `okrtui rules`."""

from __future__ import annotations

import json

import pytest

from okrtui.cli.codes import all_codes
from tests.cli.conftest import Cli


@pytest.mark.parametrize("code", all_codes())
def test_every_rule_has_a_page_that_fits_a_terminal(cli: Cli, code: str) -> None:
    page = cli("explain", code).fine()
    assert code in page
    assert len(page.split("\n")) > 5
    assert max(map(len, page.split("\n"))) <= 80


def test_the_code_may_be_typed_in_small_letters(cli: Cli) -> None:
    assert cli("explain", "kr101").fine() == cli("explain", "KR101").fine()


def test_the_lesson_says_how_okrs_and_kpis_differ(cli: Cli) -> None:
    lesson = cli("explain", "okr-vs-kpi").fine()
    for words in ("OKR", "KPI", "quarter"):
        assert words in lesson


def test_a_code_that_no_rule_has_is_refused(cli: Cli) -> None:
    cli("explain", "KR1001").refused("no rule “KR1001”", "KR101")


def test_the_rules_are_listed_for_people_and_for_programs(cli: Cli) -> None:
    text = cli("rules").fine()
    table = cli("rules", "--format", "markdown").fine()
    rows = json.loads(cli("rules", "--format", "json").fine())
    for code in all_codes():
        assert code in text
        assert code in table
    assert [row["code"] for row in rows] == all_codes()
    assert "|" in table
