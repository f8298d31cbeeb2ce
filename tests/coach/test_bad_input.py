"""Lines as people paste them: marks, capitals, blanks, scores, other signs for the same thing, and no line at all."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrtui.coach.check import check_text
from okrtui.coach.factfields import kpi_values
from okrtui.coach.lexicon import word_set
from okrtui.coach.model import Facts, TextKind

TODAY = date(2026, 4, 15)
KINDS: tuple[TextKind, ...] = ("objective", "key_result", "kpi", "strategy")
PLAIN = "Reduce churn from 5 % to 3 %"


def _facts(line: str) -> Facts:
    return check_text(line, "key_result", today=TODAY).facts


@pytest.mark.parametrize(
    "line",
    [
        "REDUCE CHURN FROM 5 % TO 3 %",
        "Reduce Churn From 5 % To 3 %",
        "reduce churn from 5% to 3%",
        "Reduce churn from 5\u00a0% to 3\u00a0%",
        "Reduce\u00a0churn from 5\u202f% to 3\u202f%",
        "Reduce churn from 5,0 % to 3,0 %",
        "Reduce churn from 5.0 percent to 3.0 percent",
        "Reduce churn from 5 per cent to 3 per cent",
        "Reduce churn from 5 to 3 %",
        "Reduce churn from 5 % → 3 %",
        "Reduce churn 5 % -> 3 %",
        "Reduce churn from five to three percent",
        "- [ ] Reduce churn from 5 % to 3 %",
        "* Reduce churn from 5 % to 3 %",
        "1. Reduce churn from 5 % to 3 %",
        "KR1: Reduce churn from 5 % to 3 %",
        "**Reduce churn from 5 % to 3 %**",
        "> Reduce churn from 5 % to 3 %",
        "Reduce churn from 5 % to 3 % (0.7)",
        "Reduce churn from 5 % to 3 %.",
        "  Reduce churn from 5 % to 3 %  ",
        "Reduce churn from 5 % to 3 % \U0001f680",
        "Reduce “churn” from 5 % to 3 %",
    ],
)
def test_how_a_line_is_written_changes_none_of_its_facts(line: str) -> None:
    facts, plain = _facts(line), _facts(PLAIN)
    assert facts.baseline
    assert facts.target
    assert plain.target
    assert facts.baseline.value == 5
    assert facts.target == plain.target
    assert facts.direction == "down"
    assert facts.metric
    assert facts.metric.strip("“”").lower() == "churn"


@pytest.mark.parametrize(
    "line", ["Raise activation from X % to Y %", "Raise activation to __ %", "Raise activation to [x]%"]
)
def test_a_number_to_come_is_no_number(line: str) -> None:
    facts = _facts(line)
    assert facts.metric == "activation"
    assert facts.baseline is None
    assert facts.target is None
    assert facts.direction == "up"


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("Umsatz von 2 Mio auf 3 Mio steigern", None, None),
        ("Augmenter le NPS de 31 à 40 pour nos clients", None, None),
        ("Kundenzufriedenheit: 80 % → 90 %", 80, 90),
    ],
)
def test_in_another_language_only_what_can_be_seen_is_said(line: str, start: float | None, end: float | None) -> None:
    verdict = check_text(line, "key_result", today=TODAY)
    if start is not None:
        assert verdict.facts.baseline
        assert verdict.facts.target
        assert (verdict.facts.baseline.value, verdict.facts.target.value) == (start, end)


@pytest.mark.parametrize(
    "line",
    [
        "1234567890",
        "12 34 56 78",
        "%",
        "!!!",
        "— – -",
        "...",
        "\U0001f680\U0001f680",
        "()",
        "[ ]",
        "\u200b",
        "=>",
        "->",
        "''",
        "\t",
    ],
)
def test_what_holds_no_word_is_judged_without_complaint(line: str) -> None:
    for kind in KINDS:
        verdict = check_text(line, kind, today=TODAY)
        assert verdict.text == line
        assert not any(finding.severity == "warning" and finding.start == finding.end for finding in verdict.findings)


_WORDS = st.sampled_from(
    sorted(
        word_set(
            """
            from to by of at up down instead rather than between and baseline target currently today now was per within
            least most twice half double a third one two million first Reduce Raise churn NPS orders users months days
            """
        )
    )
)
_NUMBERS = st.sampled_from(
    [
        "5",
        "5 %",
        "1.2M",
        "$3",
        "€4k",
        "10x",
        "3/5",
        "1,5",
        "2026",
        "(5)",
        "+5",
        "-3 %",
        "10-15",
        "->",
        "→",
        ":",
        "≥",
        "__",
        "X %",
    ]
)


@given(st.lists(st.one_of(_WORDS, _NUMBERS), min_size=1, max_size=40).map(" ".join), st.sampled_from(KINDS))
@settings(max_examples=600, deadline=400)
def test_any_row_of_numbers_and_their_words_has_facts_inside_the_line(text: str, kind: TextKind) -> None:
    facts = check_text(text, kind, today=TODAY).facts
    for name, (start, stop) in facts.spans.items():
        assert 0 <= start < stop <= len(text), name
    if facts.metric is not None:
        assert facts.metric in text
    if facts.relative:
        assert facts.target or "target" in facts.spans


@pytest.mark.parametrize(
    "line", ["Reduce ; ; ; :", "Improve ; .", "Higher and lower", "Be in", "#1 in", "by __", "x by __"]
)
def test_a_line_that_stops_short_gets_a_verdict_and_whole_fixes(line: str) -> None:
    for kind in ("objective", "key_result", "kpi", "strategy"):
        for finding in check_text(line, kind, today=TODAY).findings:
            assert finding.fix is None or finding.fix.text.strip()


@pytest.mark.parametrize(
    "part", ["weekly ", " ", "1 1 ", "(", "and 5 ", "- ", "from 1 to ", "monthly)", "a-", "within a day "]
)
def test_a_text_of_any_length_is_read_in_no_time(part: str) -> None:
    def took(letters: int) -> float:
        text = "Churn weekly" + part * (letters // len(part)) + "x"
        begin = time.process_time()
        for kind in KINDS:
            verdict = check_text(text, kind, today=TODAY)
            kpi_values(text, verdict.facts)
            assert all(f.fix is None or f.fix.text for f in verdict.findings)
        return time.process_time() - begin

    took(1_000)
    assert took(40_000) < 0.5
