"""When the coach may speak while a line is typed: at the end of a word, after a pause, and without flicker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrtui.coach.check import check_text
from okrtui.coach.model import Context, Finding, TextKind, Verdict
from okrtui.tui.listening import Listener, unfinished_word
from tests.tui.driving import TODAY

CYCLE = (date(2026, 4, 1), date(2026, 6, 30))


def listener(kind: TextKind = "key_result", filled: frozenset[str] = frozenset()) -> Listener:
    """A listener on a new line of a plan."""
    context = Context(in_plan=True, cycle=CYCLE, filled=filled)

    def judge(text: str) -> Verdict:
        return check_text(text, kind, today=TODAY, context=context)

    return Listener(judge)


def codes(findings: Sequence[Finding]) -> list[str]:
    """The codes of what is shown."""
    return [finding.code for finding in findings]


def type_all(ear: Listener, text: str) -> list[list[str]]:
    """Type a line key by key; what is shown after each key."""
    return [codes(ear.typed(text[:i], i)) for i in range(1, len(text) + 1)]


def test_a_word_is_judged_when_it_ends_and_not_before() -> None:
    ear = listener()
    unfinished = "Launch the loyalty app"
    assert ear.typed(unfinished, len(unfinished)) == ear.typed("Launch the loyalty ", 19)
    assert "KR101" in codes(ear.typed(unfinished + " ", len(unfinished) + 1))


def test_a_word_that_is_typed_on_is_open_again() -> None:
    ear = listener()
    assert "KR101" in codes(ear.typed("Launch the loyalty app ", 23))
    assert codes(ear.typed("Launch the loyalty app", 22)) == codes(listener().typed("Launch the loyalty ", 19))


def test_an_unfinished_word_never_adds_a_finding_that_its_end_takes_back() -> None:
    ear = listener()
    assert type_all(ear, "Re")[-1] == []
    assert type_all(ear, "Reduce the average CAC by 20 % by the end of Q2")[-1] == []


def test_changing_a_word_in_the_middle_is_not_judged_until_the_caret_leaves_it() -> None:
    ear = listener()
    line = "Launch the loyalty app to raise orders"
    assert "KR101" in codes(ear.paused(line))
    edited = "Launc the loyalty app to raise orders"
    assert "KR101" not in codes(ear.typed(edited, 5))


def test_what_is_missing_is_said_after_a_pause_only() -> None:
    ear = listener()
    line = "Improve customer satisfaction "
    absent = {f.code for f in check_text(line, "key_result", today=TODAY, context=Context(in_plan=True)).findings
              if f.when == "absence"}  # fmt: skip
    assert absent, "the line lacks something"
    for shown in type_all(ear, line):
        assert not absent & set(shown)
    assert absent & set(codes(ear.paused(line)))


def test_what_was_said_to_be_missing_stays_while_it_is_missing() -> None:
    ear = listener()
    said = codes(ear.paused("Improve customer satisfaction"))
    assert said
    for text in (
        "Improve customer satisfaction ",
        "Improve customer satisfaction o",
        "Improve customer satisfaction of",
    ):
        assert codes(ear.typed(text, len(text))) == said


def test_what_is_no_longer_missing_goes_at_once_and_comes_back_after_a_pause_only() -> None:
    ear = listener()
    assert "KR103" in codes(ear.paused("Improve customer satisfaction"))
    better = "Improve customer satisfaction from 3.9 to 4.4 "
    assert codes(ear.typed(better, len(better))) == []
    worse = "Improve customer satisfaction "
    assert "KR103" not in codes(ear.typed(worse, len(worse)))
    assert "KR103" in codes(ear.paused(worse))


def test_a_line_that_turns_good_is_told_once() -> None:
    ear = listener()
    ear.paused("Improve customer satisfaction")
    better = "Improve customer satisfaction from 3.9 to 4.4 by the end of Q2"
    ear.typed(better, len(better))
    ear.paused(better)
    assert ear.turned_good
    ear.paused(better)
    assert not ear.turned_good


def test_a_line_that_was_good_from_the_start_is_not_told() -> None:
    ear = listener()
    ear.paused("Improve customer satisfaction from 3.9 to 4.4 by the end of Q2")
    assert not ear.turned_good


def test_at_most_three_findings_are_shown_and_no_folded_one() -> None:
    line = "Launch the new app, the website and train 100 % of the team and work harder as soon as possible"
    found = listener().paused(line)
    assert 1 <= len(found) <= 3
    assert all(finding.shown for finding in found)


def test_a_coach_that_says_more_is_cut_at_three() -> None:
    verdict = check_text("Launch the app ", "key_result", today=TODAY, context=Context(in_plan=True))
    many = tuple(replace(verdict.findings[0], code=f"KR{i}", when="presence") for i in range(101, 108))
    ear = Listener(lambda text: replace(verdict, text=text, findings=many))
    assert (
        codes(ear.typed("Launch the app ", 15)) == codes(ear.paused("Launch the app ")) == ["KR101", "KR102", "KR103"]
    )


def test_a_finding_that_is_shown_keeps_its_place_as_words_are_added() -> None:
    ear = listener()
    shown = type_all(ear, "Launch the loyalty app to raise repeat orders for our best buyers ")
    first = next(i for i, found in enumerate(shown) if "KR101" in found)
    assert all(found[:1] == ["KR101"] for found in shown[first:])


LINES = (
    "Launch the loyalty app to raise repeat orders by 10 % this quarter ",
    "Make our checkout the best in the world and improve the website and cut costs ",
    "Reduce churn from 6.1 % to 5.2 % by the end of Q2 ",
    "Improve customer satisfaction ",
    "100 % of the team finish the security training by 30 June ",
    "Revenue growth, month by month ",
)


@pytest.mark.parametrize("line", LINES)
def test_nothing_flickers_while_a_line_is_typed(line: str) -> None:
    """A finding that came, went and came back within one line, while no word was changed, would flicker."""
    ear = listener()
    gone: set[str] = set()
    before: set[str] = set()
    for i, shown in enumerate(type_all(ear, line), 1):
        now = set(shown)
        assert not now & gone, f"{now & gone} flickers at {line[:i]!r}"
        gone |= before - now
        before = now


@pytest.mark.parametrize("kind", ["objective", "key_result", "kpi", "strategy"])
def test_an_empty_line_is_met_with_silence(kind: TextKind) -> None:
    ear = listener(kind)
    assert ear.typed("", 0) == ()
    assert ear.typed(" ", 1) == ()
    if kind != "strategy":
        assert ear.paused("") == ()


@settings(max_examples=60)
@given(st.text(max_size=80), st.data())
def test_any_text_with_the_caret_anywhere(text: str, data: st.DataObject) -> None:
    ear = listener()
    caret = data.draw(st.integers(0, len(text)))
    word = unfinished_word(text, caret)
    assert word is None or (word[0] < word[1] <= len(text) and word[0] <= caret <= word[1])
    for finding in (*ear.typed(text, caret), *ear.paused(text)):
        assert finding.start is None or 0 <= finding.start <= (finding.end or 0) <= len(text)


@pytest.mark.parametrize(
    ("text", "caret", "word"),
    [("Launch", 6, (0, 6)), ("Launch ", 7, None), ("Launch the", 3, (0, 6)), ("5.2", 3, (2, 3)), ("", 0, None),
     ("don't", 5, (0, 5)), ("re-use", 6, (0, 6)), ("été", 2, (0, 3)), (" Launch", 0, None)],
)  # fmt: skip
def test_the_word_at_the_caret(text: str, caret: int, word: tuple[int, int] | None) -> None:
    assert unfinished_word(text, caret) == word


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("objective", "Reach a sustainable balance between customer acquisition cost and customer lifetime value"),
        ("key_result", "Lower the average acquisition cost by 20 % by the end of Q2"),
        ("key_result", "Raise order frequency by 10 % by the end of Q2"),
        ("key_result", "Lower churn by 15 % by the end of Q2"),
        ("kpi", "Basket size"),
        ("kpi", "Repeat orders"),
        ("kpi", "Availability"),
        ("kpi", "New customers"),
        ("kpi", "Revenue growth"),
    ],
)
def test_the_worked_example_typed_key_by_key_never_shows_a_warning(kind: TextKind, line: str) -> None:
    ear = listener(kind)
    for i in range(1, len(line) + 1):
        found = [*ear.typed(line[:i], i), *(ear.paused(line) if i == len(line) else ())]
        assert not [f.code for f in found if f.severity == "warning"], line[:i]


def doubting(text: str) -> Verdict:
    """A coach that sees something made in "Ship", doubts it behind "Ship it", and believes in the whole line."""
    good = text.rstrip().endswith("from 4 to 2")
    finding = Finding("KR101", "output", "Made", "warning", "m", "q", 0, 4)
    seen = (finding,) if text.startswith("Ship") and "it" not in text and not good else ()
    verdict = check_text("Churn from 4 to 2" if good else "Launch it", "key_result", today=TODAY)
    return Verdict(text, "key_result", verdict.reads_like, 0.9, seen, verdict.facts)


def test_what_was_said_stays_while_its_words_stand() -> None:
    ear = Listener(doubting)
    assert codes(ear.typed("Ship ", 5)) == ["KR101"]
    assert codes(ear.typed("Ship it ", 8)) == ["KR101"], "the coach doubts, the word still stands"
    assert codes(ear.typed("Skip it ", 8)) == [], "the word is gone"


def test_a_pause_and_a_line_that_has_become_good_end_what_was_said() -> None:
    ear = Listener(doubting)
    ear.typed("Ship ", 5)
    assert codes(ear.paused("Ship it ")) == []
    ear = Listener(doubting)
    ear.typed("Ship ", 5)
    assert codes(ear.typed("Ship it from 4 to 2 ", 20)) == []
