"""The verdict as a whole: what is shown, what is folded, what filled fields silence, and how it speaks."""

from __future__ import annotations

import gc
import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrtui.coach import check_text as lazily_exported
from okrtui.coach.check import check_text
from okrtui.coach.lexicon.metrics import METRICS
from okrtui.coach.lexicon.nature import BY_OTHERS, ONGOING
from okrtui.coach.lexicon.nouns import ARTEFACTS, INSIDE, OUTSIDE
from okrtui.coach.lexicon.verbs import VERBS
from okrtui.coach.lexicon.words import FUNCTION
from okrtui.coach.model import Context, Finding, TextKind, Verdict
from okrtui.coach.registry import TEXT_RULES

TODAY = date(2026, 4, 15)
CYCLE = (date(2026, 4, 1), date(2026, 6, 30))
KINDS: tuple[TextKind, ...] = ("objective", "key_result", "kpi", "strategy")
WORKED: tuple[tuple[TextKind, str], ...] = (
    ("objective", "Reach a sustainable balance between customer acquisition cost and customer lifetime value"),
    ("key_result", "Reduce the average customer acquisition cost by 20 % by the end of Q2"),
    ("key_result", "Increase the order frequency by 10 % by the end of Q2"),
    ("key_result", "Reduce the churn rate by 15 % by the end of Q2"),
)
WARNS = {"KR104", "OB103", "OB101", "OB102", "KR101", "KR102", "KR103", "KP101"}


def _check(text: str, kind: TextKind = "key_result", context: Context | None = None) -> Verdict:
    return check_text(text, kind, today=TODAY, context=context or Context())


def _codes(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.findings}


@pytest.mark.parametrize(("kind", "line"), WORKED)
def test_worked_example_gets_no_warning_when_complete(kind: TextKind, line: str) -> None:
    verdict = _check(line, kind, Context(cycle=CYCLE, in_plan=True))
    assert [f for f in verdict.findings if f.severity == "warning"] == []
    assert _codes(verdict) <= {"KR109"}


@pytest.mark.parametrize(("kind", "line"), WORKED)
def test_worked_example_gets_no_warning_while_it_is_typed(kind: TextKind, line: str) -> None:
    for end in (match.end() for match in re.finditer(r"\s", line + " ")):
        found = _check(line[:end], kind, Context(cycle=CYCLE, in_plan=True)).findings
        assert [f for f in found if f.severity == "warning" and f.when == "presence"] == [], line[:end]


def test_worked_example_facts_are_read_word_for_word() -> None:
    facts = _check(WORKED[1][1]).facts
    assert facts.as_json() == {
        "metric": "average customer acquisition cost",
        "direction": "down",
        "baseline": None,
        "target": {"value": 20.0, "unit": "%"},
        "relative": True,
        "deadline": "2026-06-30",
        "timing": "lagging",
        "category": "customer",
    }


@pytest.mark.parametrize(
    ("line", "baseline", "target", "relative", "direction"),
    [
        ("Churn from 5 % to 3 %", (5.0, "%"), (3.0, "%"), False, "down"),
        ("Double repeat orders", None, (2.0, "x"), True, "up"),
        ("Halve the waiting time", None, (0.5, "x"), True, "down"),
        ("Grow revenue to $1.2M", None, (1_200_000.0, "$"), False, "up"),
        ("Win three reference customers", None, (3.0, ""), False, "up"),
        ("Page load from 1.2 s to 400 ms", (1.2, "s"), (400.0, "ms"), False, "down"),
        ("App rating 4.5 instead of 4.1", (4.1, ""), (4.5, ""), False, "up"),
        ("Conversion: 2 % → 3 %", (2.0, "%"), (3.0, "%"), False, "up"),
        ("Keep uptime at 99.9 %", None, (99.9, "%"), False, "keep"),
        ("Cut support tickets by 30%", None, (30.0, "%"), True, "down"),
        ("Orders per week up from 1,200 to 1,500", (1200.0, ""), (1500.0, ""), False, "up"),
        ("Launch version 2.0 in Q3", None, None, False, None),
        ("Get SOC 2 certified", None, None, False, None),
        ("Raise NPS from __ to 40", None, (40.0, ""), False, "up"),
    ],
)
def test_numbers_find_their_roles(
    line: str,
    baseline: tuple[float, str] | None,
    target: tuple[float, str] | None,
    relative: bool,
    direction: str | None,
) -> None:
    facts = _check(line).facts
    assert (facts.baseline and (facts.baseline.value, facts.baseline.unit)) == baseline
    assert (facts.target and (facts.target.value, facts.target.unit)) == target
    assert (facts.relative, facts.direction) == (relative, direction)


def test_one_finding_leads_and_weaker_ones_are_folded_below_it() -> None:
    verdict = _check("Launch the loyalty app")
    assert verdict.findings[0].code == "KR101"
    assert {f.code for f in verdict.findings if not f.shown} == {"KR102", "KR110"}
    assert verdict.reads_like == "initiative"


def test_no_more_than_three_findings_are_shown() -> None:
    for kind in KINDS:
        for rule in TEXT_RULES.values():
            for line in rule.bad:
                assert sum(f.shown for f in _check(line, kind).findings) <= 3


@pytest.mark.parametrize(
    ("field", "silent"), [("baseline", "KR109"), ("due", "KR110"), ("target", "KR103"), ("unit", "KR111")]
)
def test_a_filled_field_counts_as_said(field: str, silent: str) -> None:
    line = "Increase the conversion rate by 5 %" if silent != "KR103" else "Increase the conversion rate"
    assert silent in _codes(_check(line))
    assert silent not in _codes(_check(line, context=Context(filled=frozenset({field}))))


def test_in_a_plan_the_cycle_is_the_date() -> None:
    assert "KR110" not in _codes(_check("Raise NPS from 31 to 40", context=Context(in_plan=True)))


def test_softened_rule_only_hints() -> None:
    soft = _check("Launch the loyalty app", context=Context(softened=frozenset({"KR101"}))).findings
    assert next(f for f in soft if f.code == "KR101").severity == "hint"


def test_the_teams_own_words_count() -> None:
    line = "Improve the zorblax"
    mine = Context(lexicon={"zorblax": "artefact"})
    assert _check("Deliver the zorblax", context=mine).reads_like == "initiative"
    assert _check(line, context=Context(lexicon={"zorblax": "metric"})).reads_like != "initiative"


def _lines() -> list[tuple[TextKind, str]]:
    return [(rule.kind, line) for rule in TEXT_RULES.values() for line in (*rule.bad, *rule.near)]


def _findings() -> list[tuple[str, Finding]]:
    return [(line, finding) for kind, line in _lines() for finding in _check(line, kind).findings]


def test_only_the_proven_rules_warn() -> None:
    assert {f.code for _, f in _findings() if f.severity == "warning"} <= WARNS


def test_messages_are_brief_and_speak_as_a_colleague() -> None:
    for line, finding in _findings():
        said = f"{finding.message} {finding.question}"
        assert len(said.split()) <= 45, (line, said)
        assert not re.search(r"\b(warning|anti-pattern|wrong|must|should)\b", said.replace(line, ""), re.IGNORECASE), (
            said
        )
        assert finding.question.endswith("?")
        assert (finding.severity == "hint") == finding.message.startswith("Perhaps"), said


def test_fixes_keep_the_writers_numbers_and_invent_none() -> None:
    for line, finding in _findings():
        if finding.fix is None:
            continue
        numbers = set(re.findall(r"\d+(?:\.\d+)?", finding.fix.text)) - {"0"}
        assert numbers <= set(re.findall(r"\d+(?:\.\d+)?", line)), (line, finding.fix)
        assert finding.fix.text.strip() == finding.fix.text
        assert finding.fix.text


def test_spans_lie_in_the_text_as_given() -> None:
    for _, line in _lines():
        for kind in KINDS:
            padded = f"  – {line}"
            for finding in _check(padded, kind).findings:
                assert finding.start is not None
                assert finding.end is not None
                assert 0 <= finding.start < finding.end <= len(padded)


@pytest.mark.parametrize(
    "line",
    [
        "Die Kundenzufriedenheit in der Schweiz bis Ende Juni um 10 % erhöhen",
        "Augmenter le taux de conversion de 3 % à 5 % dans les boutiques",
        "Lanzar la nueva aplicación para los clientes de la tienda",
        "Запустить новое приложение",
        "新しいアプリを公開する",
    ],
)
def test_other_languages_are_not_judged(line: str) -> None:
    for kind in KINDS:
        assert _check(line, kind).findings == ()


@given(st.text(max_size=500), st.sampled_from(KINDS))
@settings(max_examples=300, deadline=400)
def test_any_text_gets_a_verdict_with_spans_inside(text: str, kind: TextKind) -> None:
    _holds(text, kind)


_BITS = st.sampled_from(
    (
        *(
            "Reduce",
            "increase",
            "launch",
            "the",
            "of",
            "by",
            "to",
            "from",
            "and",
            "with",
            "once",
            "until",
            "team",
            "app",
        ),
        *("%", "20", "5%", "$1.2M", "1,200", "__", "X%", "Q2", "2026", "30 June", "1:1", "4/5", "v2.0", "100", "zero"),
        *(
            "(",
            ")",
            ":",
            ";",
            ",",
            ".",
            "-",
            "→",
            ">=",
            "\n",
            "\t",
            "“",
            "”",
            "[/b]",
            "NPS",
            "churn",
            "users",
            "é",
            "漢",
        ),
    )
)


@given(st.lists(_BITS, max_size=60).map(" ".join), st.sampled_from(KINDS))
@settings(max_examples=500, deadline=400)
def test_any_jumble_of_the_fields_words_gets_a_verdict(text: str, kind: TextKind) -> None:
    _holds(text, kind)


_FIELD = st.sampled_from(sorted({*VERBS, *ARTEFACTS, *OUTSIDE, *INSIDE, *METRICS, *BY_OTHERS, *ONGOING}))
_SMALL = st.sampled_from(sorted(FUNCTION | {",", ".", "5", "10 %", "from", "to", "by", "live", "out", "been", "once"}))


@given(st.lists(st.one_of(_FIELD, _FIELD, _SMALL), min_size=1, max_size=12).map(" ".join), st.sampled_from(KINDS))
@settings(max_examples=1500, deadline=400)
def test_any_words_of_the_lexicons_get_a_verdict(text: str, kind: TextKind) -> None:
    _holds(text, kind)
    _holds(text.capitalize(), kind)


def _holds(text: str, kind: TextKind) -> None:
    verdict = _check(text, kind)
    assert verdict.text == text
    for finding in verdict.findings:
        assert finding.start is not None
        assert finding.end is not None
        assert 0 <= finding.start <= finding.end <= len(text)
    for start, end in verdict.facts.spans.values():
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1,1", "a", "by 5 % ", "from 1 to ", "(", "1.1.", "$", "-", "x%", "and a ", "Q2 ", "__", "'s"]
)
def test_ten_thousand_characters_of_anything_are_judged_in_no_time(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    gc.disable()  # what other tests left behind is not to be swept on this test's time
    try:
        for kind in KINDS:
            began = time.process_time()
            _check(text, kind)
            assert time.process_time() - began < 0.1
    finally:
        gc.enable()


def test_a_line_takes_well_below_two_milliseconds() -> None:
    lines = [(kind, f"{line} {n}") for n in range(3) for kind, line in _lines()]
    for kind, line in lines[:50]:
        _check(line, kind)
    times = []
    for kind, line in lines[50:]:
        began = time.process_time()
        _check(line, kind)
        times.append(time.process_time() - began)
    times.sort()
    assert times[len(times) // 2] < 0.002


def test_the_same_line_is_judged_once() -> None:
    assert _check("Raise NPS to 40") is _check("Raise NPS to 40")
    assert lazily_exported is check_text


@pytest.mark.parametrize("line", ["Support ", "Run ", "Run the ", "Hire "])
def test_a_verb_that_may_go_on_in_many_ways_is_no_reason_to_speak_yet(line: str) -> None:
    assert [f for f in _check(line).findings if f.when == "presence"] == []


@pytest.mark.parametrize("line", ["Launch ", "Launch the ", "Build a ", "Publish "])
def test_a_verb_of_making_speaks_at_the_end_of_its_word(line: str) -> None:
    assert [f.code for f in _check(line).findings if f.when == "presence"] == ["KR101"]


@pytest.mark.parametrize(
    "line", ["Launch the loyalty app", "  Launch the loyalty app  ", "KR1: Launch the loyalty app"]
)
def test_what_is_made_is_underlined_and_nothing_else(line: str) -> None:
    finding = next(f for f in _check(line).findings if f.code == "KR101")
    assert line[finding.start : finding.end] == "Launch the loyalty app"


def test_a_fix_moves_the_way_into_an_initiative() -> None:
    found = {f.code: f.fix for f in _check("Cut churn from 6 % to 5 % by redesigning onboarding").findings}
    fix = found["KR105"]
    assert fix is not None
    assert (fix.text, fix.extra, fix.action) == ("Cut churn from 6 % to 5 %", "Redesign onboarding", "initiative")


def test_a_fix_turns_a_kept_level_into_a_kpi_with_its_range() -> None:
    fix = next(f.fix for f in _check("Keep the refund rate below 2 %").findings if f.code == "KR104")
    assert fix is not None
    assert (fix.kind, fix.text, fix.fields) == ("kpi", "Refund rate", (("healthy_high", 2.0), ("unit", "%")))


def test_a_hint_hides_no_warning() -> None:
    shown = [(f.code, f.severity) for f in _check("Get certified").findings if f.shown]
    assert shown[0] == ("KR102", "warning")


def test_a_softened_warning_speaks_as_a_hint() -> None:
    soft = _check("Launch the loyalty app", context=Context(softened=frozenset({"KR101"}))).findings
    assert next(f for f in soft if f.code == "KR101").message.startswith("Perhaps")


def test_the_teams_own_team_names_make_a_line_hang_on_them() -> None:
    line = "Raise adoption to 40 % after Falcon is done"
    assert "KR107" not in _codes(_check(line))
    assert "KR107" in _codes(_check(line, context=Context(lexicon={"falcon": "team"})))


def test_a_softened_rule_still_stands_before_what_it_folds() -> None:
    context = Context(in_plan=True, cycle=CYCLE, softened=frozenset({"KR101"}))
    for line in ("Launch the loyalty app", "Migrate to the new billing provider", "Promote the new brand"):
        found = _check(line, context=context).findings
        assert [f.code for f in found if f.shown] == ["KR101"], line
        assert {f.severity for f in found} == {"hint"}
        assert all(f.message.startswith("Perhaps") for f in found)
