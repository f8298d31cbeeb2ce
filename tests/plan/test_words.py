"""The team's own words: what can be one, what is said of what cannot, and which lines have it."""

from __future__ import annotations

import pytest

from okrtui.plan.changes import Edit
from okrtui.plan.entities import ROOT, Cycle, KeyResult, Kpi, Lexeme, Objective, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.words import Means, add_word, change_word, delete_word, find_word, lines_with, read_means, words


def plan_of(*rows: Lexeme, line: str = "Bring Pulse to 60") -> Plan:
    return Plan(
        [
            Root(ROOT, statement="Win small shops"),
            Cycle("cy-1", name="2026-Q2", state="active"),
            Objective("o-1", cycle="cy-1", title="Make ordering effortless"),
            KeyResult("kr-1", objective="o-1", title=line),
            Kpi("kpi-1", name="Pulse score"),
            *rows,
        ]
    )


def do(plan: Plan, edit: Edit) -> Edit:
    plan.apply(edit.changes)
    return edit


def held(plan: Plan) -> list[tuple[str, str | None, str]]:
    return [(row.word, row.means, row.reason) for row in words(plan)]


def test_a_word_is_added_changed_deleted_and_each_has_its_inverse() -> None:
    plan = plan_of()
    first = do(plan, add_word(plan, "  Order   board ", "artefact", " our tool "))
    assert held(plan) == [("Order board", "artefact", "our tool")]
    second = do(plan, change_word(plan, first.item, "Order board", "metric", "our tool"))
    assert held(plan) == [("Order board", "metric", "our tool")]
    third = do(plan, change_word(plan, second.item, "Order wall", "metric"))
    assert held(plan) == [("Order wall", "metric", "")]
    fourth = do(plan, delete_word(plan, third.item))
    assert held(plan) == []
    for edit in (fourth, third, second, first):
        plan.apply(edit.inverse().changes)
    assert held(plan) == []


def test_a_word_can_be_respelt_and_its_old_spelling_used_again() -> None:
    plan = plan_of()
    row = do(plan, add_word(plan, "GMV", "metric")).item
    row = do(plan, change_word(plan, row, "GMW", "metric")).item
    do(plan, add_word(plan, "GMV", "team"))
    do(plan, change_word(plan, row, "gmw", "metric"))
    assert held(plan) == [("GMV", "team", ""), ("gmw", "metric", "")]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("  ", "Type the word first"),
        ("42 %", "no letter"),
        ("x", "one letter"),
        ("a\tb\x07c", "control"),
        ("we will win the whole market this year", "whole sentence"),
        ("x" * 61, "whole sentence"),
    ],
)
def test_what_is_no_word_is_said_in_a_sentence(word: str, says: str) -> None:
    with pytest.raises(PlanError, match=says):
        add_word(plan_of(), word, "metric")


@pytest.mark.parametrize("word", ["GM", "C-SAT", "d'Artagnan", "活跃用户", "Ærø", "5xx", "价"])
def test_short_words_punctuation_and_other_scripts_are_words(word: str) -> None:
    plan = plan_of()
    do(plan, add_word(plan, word, "metric"))
    assert find_word(plan, word.upper()) is not None


@pytest.mark.parametrize(
    ("means", "says"), [("metric", "is there already, as a measure"), ("team", "One word has one meaning")]
)
def test_a_word_that_is_there_in_another_case_is_refused_by_name(means: Means, says: str) -> None:
    plan = plan_of(Lexeme("Pulse", "Pulse", "metric"), Lexeme("GMV", "GMV", "metric"))
    with pytest.raises(PlanError, match=says):
        add_word(plan, "pulse", means)
    with pytest.raises(PlanError, match="“Pulse”"):
        change_word(plan, "GMV", "PULSE", means)


def test_a_meaning_is_read_from_its_first_letters_or_how_it_is_said() -> None:
    asked = ["metric", "M", "a measure", "artefact", "art", "thing", "something we make", "team", "a person", "people"]
    answers = ["metric"] * 3 + ["artefact"] * 4 + ["team", "person", "person"]
    assert [read_means(text) for text in asked] == answers
    for text in ("", "zebra", "t"):
        with pytest.raises(PlanError, match="metric, artefact, team or person"):
            read_means(text)


@pytest.mark.parametrize(
    ("word", "line", "found"),
    [
        ("pulse", "Bring Pulse to 60", True),
        ("pulse", "Bring Pulses to 60", True),
        ("pulse", "Bring impulse to 60", False),
        ("pulse", "Bring Pulse-based trust to 60", True),
        ("pulse", "Bring Pulsewidth to 60", False),
        ("order board", "Roll out the ORDER  board", True),
        ("order board", "Roll out the order of boards", False),
        ("c-sat", "Raise C-SAT to 60", True),
        ("活跃用户", "把活跃用户从3提高到5", True),
    ],
)
def test_lines_that_have_the_word_are_found_whole_words_only(word: str, line: str, found: bool) -> None:
    assert ("kr-1" in [row.id for row in lines_with(plan_of(line=line), word)]) is found


def test_lines_of_closed_cycles_are_history() -> None:
    plan = plan_of()
    assert [row.id for row in lines_with(plan, "Pulse")] == ["kr-1", "kpi-1"]
    closed = Plan(Cycle("cy-1", name="2026-Q1", state="closed") if isinstance(r, Cycle) else r for r in plan.rows())
    assert [row.id for row in lines_with(closed, "Pulse")] == ["kpi-1"]
