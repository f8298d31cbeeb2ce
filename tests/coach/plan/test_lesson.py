"""The lesson beside the work: short, and with the user's own line placed in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.lesson import HEIGHT, WIDTH, Lesson, lesson, reads_well
from okrtui.coach.model import Context, Direction, Facts, Finding, LikeKind, TextKind, TextRule, Timing, Verdict
from okrtui.coach.registry import TEXT_RULES
from okrtui.plan.numbers import Quantity

from .sketch import sketch

FINDING = Finding("KR104", "kpi-as-key-result", "A level you have", "hint", "Perhaps.", "What?", 0, 4)
OUTLINE = """priority: Repeat orders
kpi: Basket size
kpi: Repeat orders
kpi: Revenue growth · timing lagging · drivers Basket size, Repeat orders
kpi: Margin · timing lagging
objective: Balance CAC and CLV · priority Repeat orders
  key result: Cut churn from 6.1 % to 5.2 % by the end of Q2
    initiative: Call ten customers who left
"""


def verdict(
    kind: TextKind,
    like: LikeKind,
    *findings: Finding,
    target: float | None = None,
    deadline: date | None = None,
    direction: Direction | None = None,
    timing: Timing = "unclear",
) -> Verdict:
    facts = Facts(
        target=Quantity(target, "%") if target is not None else None,
        deadline=deadline,
        direction=direction,
        timing=timing,
    )
    return Verdict("A line", kind, like, 0.9, findings, facts)


def said(found: Lesson) -> str:
    return " ".join(found.lines)


@pytest.mark.parametrize("kind", [*get_args(LikeKind), "priority"])
def test_an_empty_new_row_gets_its_kinds_lesson(kind: LikeKind) -> None:
    found = lesson(kind, None, sketch(""), "")
    assert found.title
    assert 1 <= len(found.wrapped()) <= HEIGHT


def test_a_level_without_a_day_reads_like_a_kpi() -> None:
    found = lesson(
        "key_result", verdict("key_result", "kpi", FINDING, target=99.9, direction="keep"), sketch(OUTLINE), "kr-1"
    )
    assert "no deadline, keeps a level. It reads like a KPI." in said(found)
    assert "A KPI watches past and present, for years." in said(found)


def test_a_change_with_a_day_and_a_number_reads_like_a_key_result() -> None:
    line = verdict("kpi", "key_result", FINDING, target=40, deadline=date(2026, 6, 30), direction="up")
    found = lesson("kpi", line, sketch(OUTLINE), "kpi-1")
    assert "a change by 30 Jun with a number. It reads like a key result." in said(found)
    assert "An OKR redesigns the present, for a quarter." in said(found)


def test_a_good_key_result_hears_what_makes_it_good() -> None:
    found = lesson("key_result", verdict("key_result", "key_result", target=5.2), sketch(OUTLINE), "kr-1")
    assert found.lines[0] == "A result, measurable, silent about how."
    assert "a change by 30 Jun with a number" in said(found)


def test_the_cycles_end_is_the_day_of_a_line_that_names_none() -> None:
    found = lesson("key_result", verdict("key_result", "key_result", FINDING, target=5.2), sketch(OUTLINE), "kr-1")
    assert "a change by 30 Jun with a number" in said(found)
    alone = lesson("key_result", verdict("key_result", "key_result", FINDING), sketch(""), "")
    assert "a change, no day and no number yet" in said(alone)


def test_something_to_make_is_no_praise_even_when_it_was_called_good() -> None:
    found = lesson("key_result", verdict("key_result", "initiative"), sketch(OUTLINE), "kr-1")
    assert "silent about how" not in said(found)
    flagged = lesson("key_result", verdict("key_result", "initiative", FINDING), sketch(OUTLINE), "kr-1")
    assert "something to make or do, no measure. It reads like an initiative." in said(flagged)


def test_a_lagging_kpi_asks_what_causes_it_and_names_what_is_known() -> None:
    plan = sketch(OUTLINE)
    known = said(lesson("kpi", verdict("kpi", "kpi"), plan, "kpi-3"))
    assert "What causes it? So far: Basket size, Repeat orders." in known
    assert "What causes it? None named yet." in said(lesson("kpi", verdict("kpi", "kpi"), plan, "kpi-4"))
    typed = said(lesson("kpi", verdict("kpi", "kpi", timing="lagging"), plan, ""))
    assert "What causes it? None named yet." in typed


def test_a_line_of_which_nothing_is_said_is_what_it_stands_for() -> None:
    found = said(lesson("kpi", verdict("kpi", "initiative", timing="leading"), sketch(OUTLINE), "kpi-1"))
    assert "something to make" not in found
    assert "it moves before Revenue growth does" in found


def test_a_leading_kpi_says_what_it_moves_before() -> None:
    found = said(lesson("kpi", verdict("kpi", "kpi", timing="leading"), sketch(OUTLINE), "kpi-1"))
    assert "it moves before Revenue growth does" in found


def test_a_leading_kpi_that_nothing_names_asks_for_no_deed_that_is_not_there() -> None:
    found = said(lesson("kpi", verdict("kpi", "kpi", timing="leading"), sketch(OUTLINE), ""))
    assert "Nothing names it as its cause yet." in found
    assert "?" not in found


def test_a_leading_kpi_moves_before_the_key_result_that_names_it() -> None:
    outline = """kpi: Tables free at noon
objective: Make lunch unhurried
  key result: Guests who come back from 20 % to 40 % by the end of Q2 · kpis Tables free at noon
"""
    found = said(lesson("kpi", verdict("kpi", "kpi", timing="leading"), sketch(outline), "kpi-1"))
    assert "it moves before “Guests who come back from" in found


def test_priorities_and_initiatives_say_what_they_serve() -> None:
    plan = sketch(OUTLINE)
    assert "1 objective serves it." in said(lesson("priority", None, plan, "pr-1"))
    assert "Your bet on “Cut churn from 6.1 %" in said(lesson("initiative", None, plan, "in-1"))


@pytest.mark.parametrize("kind", ["objective", "key_result", "kpi", "strategy"])
@pytest.mark.parametrize("like", get_args(LikeKind))
@pytest.mark.parametrize("findings", [(), (FINDING,)])
@pytest.mark.parametrize("timing", ["leading", "lagging", "unclear"])
def test_it_never_outgrows_its_place(
    kind: TextKind, like: LikeKind, findings: tuple[Finding, ...], timing: Timing
) -> None:
    long = OUTLINE.replace("Basket size", "The size of the average basket of a returning buyer in the home niche")
    line = verdict(kind, like, *findings, target=5, deadline=date(2026, 12, 31), timing=timing)
    for item in ("kr-1", "o-1", "kpi-1", "kpi-3", ""):
        found = lesson(kind, line, sketch(long), item)
        lines = found.wrapped()
        assert 1 <= len(lines) <= HEIGHT
        assert all(len(each) <= WIDTH for each in lines)


@pytest.mark.parametrize(
    ("kind", "like", "code", "signs"),
    [
        ("objective", "objective", "OB104", "a direction that any team could take"),
        ("key_result", "objective", "KR103", "which way, not how far"),
        ("key_result", "key_result", "KR106", "Each is a key result of its own"),
        ("kpi", "kpi", "KP102", "a figure that a dashboard could show"),
        ("kpi", "kpi", "KP103", "what do people do next?"),
        ("strategy", "initiative", "ST101", "where they are to win"),
        ("strategy", "strategy", "ST102", "leaves something to others"),
    ],
)
def test_a_line_that_a_rule_speaks_about_is_placed_by_what_is_amiss(
    kind: TextKind, like: LikeKind, code: str, signs: str
) -> None:
    finding = Finding(code, "name", "Title", "hint", "Perhaps.", "What?", 0, 4)
    found = lesson(kind, verdict(kind, like, finding), sketch(OUTLINE), "")
    assert signs in said(found)
    assert "Your line: " in said(found)
    assert 1 <= len(found.wrapped()) <= HEIGHT


def test_what_is_made_is_neither_and_a_topic_is_no_kpi() -> None:
    made = lesson("key_result", verdict("key_result", "initiative", FINDING), sketch(OUTLINE), "")
    assert "Neither OKR nor KPI" in said(made)
    topic = Finding("KP102", "name", "Title", "hint", "Perhaps.", "What?", 0, 4)
    found = lesson("kpi", verdict("kpi", "kpi", topic), sketch(OUTLINE), "")
    assert "It reads like a KPI" not in said(found)


def test_what_may_not_be_spoken_of_yet_is_not_in_the_lesson_either() -> None:
    finding = Finding("OB104", "name", "Title", "hint", "Perhaps.", "What?", 0, 4)
    whole = verdict("objective", "objective", finding)
    assert "any team" in said(lesson("objective", whole, sketch(OUTLINE), "", said={"OB104"}))
    assert "any team" not in said(lesson("objective", whole, sketch(OUTLINE), "", said=()))


def test_a_better_line_with_blanks_is_not_praised_before_they_are_filled() -> None:
    open_line = replace(verdict("objective", "objective"), text="Make __ easier for __")
    found = lesson("objective", open_line, sketch(OUTLINE), "")
    assert "people can picture" not in said(found)
    assert found == lesson("objective", None, sketch(OUTLINE), "")


HALF = "objective: Keep buyers\n  key result: Churn · baseline 6\n  key result: Churn · target 5\n  key result: Churn"


@pytest.mark.parametrize(("row", "lacks"), [("kr-1", "no target yet"), ("kr-2", "no start yet")])
def test_words_do_not_stand_for_a_field_that_the_plan_lacks(row: str, lacks: str) -> None:
    found = said(lesson("key_result", verdict("key_result", "key_result", target=5), sketch(HALF), row))
    assert lacks in found
    assert "with a number" not in found
    assert "measurable" not in found


def test_a_number_in_its_field_is_a_number() -> None:
    plan = sketch(HALF.replace("target 5", "baseline 6 · target 5"))
    assert "with a number" in said(lesson("key_result", verdict("key_result", "key_result"), plan, "kr-2"))


@pytest.mark.parametrize("kind", ["objective", "key_result"])
def test_more_than_a_line_is_told_so(kind: TextKind) -> None:
    long = replace(verdict(kind, kind, target=5), text="Make the garden a place where people stay for long and " * 4)
    assert "44 words: more than a line." in said(lesson(kind, long, sketch(OUTLINE), ""))
    assert "more than a line" not in said(lesson(kind, verdict(kind, kind, target=5), sketch(OUTLINE), ""))


@pytest.mark.parametrize("text", ["?", "1", " - ", "KR 2", "tbd"])
@pytest.mark.parametrize("kind", ["objective", "key_result", "kpi", "strategy"])
def test_a_text_without_a_word_is_a_row_that_is_still_empty(kind: TextKind, text: str) -> None:
    wordless = replace(verdict(kind, kind, FINDING), text=text)
    assert lesson(kind, wordless, sketch(OUTLINE), "") == lesson(kind, None, sketch(OUTLINE), "")


def test_an_objective_about_anybody_is_asked_about_whom() -> None:
    anybody = replace(verdict("objective", "objective"), text="Delight our customers")
    found = said(lesson("objective", anybody, sketch(OUTLINE), ""))
    assert "Whom exactly" in found
    assert "people can picture" not in found
    assert not reads_well(anybody)


@pytest.mark.parametrize(
    "text", ["We want to be the first choice", "Become the best vegan bakery", "Be the quiet hotel"]
)
def test_a_strategy_that_leaves_nobody_out_is_asked_what_it_leaves(text: str) -> None:
    being = replace(verdict("strategy", "strategy"), text=text)
    found = said(lesson("strategy", being, sketch(OUTLINE), ""))
    assert "what will you leave to others?" in found
    assert "what can wait" not in found
    assert not reads_well(being)


@pytest.mark.parametrize(
    "text",
    [
        "Be the quiet hotel for light sleepers",
        "Win repeat buyers",
        "Serve small clinics",
        "Become the Ryanair of moving",
    ],
)
def test_a_strategy_that_chooses_is_praised(text: str) -> None:
    choosing = replace(verdict("strategy", "strategy"), text=text)
    assert "what can wait" in said(lesson("strategy", choosing, sketch(OUTLINE), ""))
    assert reads_well(choosing)


def test_nothing_is_praised_that_something_is_said_of() -> None:
    good = verdict("key_result", "key_result", target=5)
    assert reads_well(good)
    assert not reads_well(replace(good, text="Make the garden a place where people stay for long and " * 4))
    assert not reads_well(replace(good, findings=(FINDING,)))
    assert not reads_well(replace(good, certainty=0.0)), "a line in another language is not judged"


@pytest.mark.parametrize("rule", TEXT_RULES.values(), ids=lambda rule: rule.code)
def test_no_lesson_says_a_thing_twice_or_two_things_that_exclude_each_other(rule: TextRule) -> None:
    for text in (*rule.bad, *rule.good, *rule.near):
        judged = check_text(text, rule.kind, today=date(2026, 5, 1), context=Context(in_plan=True))
        found = lesson(rule.kind, judged, sketch(OUTLINE), "")
        whole = said(found)
        assert len(set(found.lines)) == len(found.lines)
        assert whole.count("reads like") <= 1
        assert whole.lower().count("where to win") <= 1
        assert not ("measurable" in whole and "no number" in whole), text
        assert not ("Neither OKR nor KPI" in whole and "A key result can be seen" in whole), text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("objective", "Wir wollen den Gästen das Warten ersparen und schneller werden"),
        ("key_result", "Die Beschwerden der Gäste von 40 auf 20 senken"),
        ("kpi", "Anteil der Gäste, die nach einem Jahr wieder kommen"),
    ],
)
def test_a_line_in_another_language_is_neither_praised_nor_placed(kind: TextKind, text: str) -> None:
    found = check_text(text, kind, today=date(2026, 4, 15))
    assert found.unread
    lines = lesson(kind, found, sketch(""), "").lines
    assert lines[0] == "The coach reads English: of this line it says nothing."
    assert not any("Your line" in line or "reads like" in line for line in lines)


@pytest.mark.parametrize("text", ["", "  ", "?", "NPS to 40", "Naïve résumé café"])
def test_a_line_in_english_or_in_no_language_is_read(text: str) -> None:
    assert not check_text(text, "key_result", today=date(2026, 4, 15)).unread
