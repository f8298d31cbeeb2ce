"""What the coach's side says: in full once, then briefly, never wider than its panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from okrtui.coach.check import check_text
from okrtui.coach.lesson import lesson
from okrtui.coach.model import Context, Finding, Fix
from okrtui.coach.steps import ENOUGH, steps
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.tui.speech import (
    Keys,
    Said,
    editing_keys,
    finding_lines,
    lesson_lines,
    moving_keys,
    next_line,
    step_lines,
    strip_lines,
)
from okrtui.tui.text import width
from tests.tui.driving import TODAY, text_of_lines
from tests.tui.test_text import ODD, controls

LINE = "Launch the loyalty app to raise repeat orders"


def found(text: str = LINE) -> Sequence[Finding]:
    """What the coach shows for a key result."""
    verdict = check_text(text, "key_result", today=TODAY, context=Context(in_plan=True))
    return [finding for finding in verdict.findings if finding.shown]


def said(item: str, memory: Said, cells: int = 25, keys: Keys | None = None) -> str:
    """What is said of an item, on one line."""
    return " ".join(text_of_lines(finding_lines(found(), item, memory, cells, keys or moving_keys())).split())


def test_a_finding_is_said_with_reason_question_fix_and_keys() -> None:
    text = said("a", Said(TODAY), 60)
    lead = found()[0]
    assert text.startswith("◆ Something you make")
    assert lead.message in text
    assert lead.question in text
    assert "→ " in text
    assert "f do that g fine y why" in text
    assert text.endswith("KR101")


def test_an_offered_line_is_shown_whole_before_it_is_taken() -> None:
    offered = "So easy that everybody in the company and all customers understand it and raise active families by 10 %"
    lead = replace(found()[0], offered=Fix("The result stays", offered), is_sound=None)
    text = " ".join(text_of_lines(finding_lines([lead], "a", Said(TODAY), 27, moving_keys())).split())
    assert offered in text


def test_each_rule_is_said_in_full_once_then_its_question_then_once_for_all() -> None:
    memory = Said(TODAY)
    lead = found()[0]
    assert lead.message in said("a", memory, 60)
    second = said("b", memory, 60)
    assert lead.message not in second
    assert lead.question in second
    assert "in 3 lines" in said("c", memory, 60)
    assert lead.message in said("a", memory, 60), "the first one keeps its words: no flicker"


def test_a_new_line_that_was_kept_is_still_the_same_line() -> None:
    memory = Said(TODAY)
    said("new", memory)
    memory.rename("new", "kr-a")
    assert found()[0].message in said("kr-a", memory, 60)


def test_the_keys_of_the_editor_are_named_while_editing() -> None:
    text = said("a", Said(TODAY), 60, editing_keys())
    assert "^F do that" in text
    assert "^G fine" in text
    assert "why" not in text.split("^F")[1]


@pytest.mark.parametrize("cells", [25, 27, 40, 76])
@pytest.mark.parametrize(
    "line", [LINE, "Launch " + "[/b] " + "the loyalty app", *(f"Launch {text[:200]}" for text in ODD)]
)
def test_nothing_is_wider_than_the_panel(cells: int, line: str) -> None:
    lines = finding_lines(found(line), "a", Said(TODAY), cells, moving_keys())
    lines += strip_lines(found(line), lesson("key_result", None, Plan(), ""), "a", Said(TODAY), cells, moving_keys())
    for text in text_of_lines(lines).split("\n"):
        assert width(text) <= cells
        assert controls(text) == []


@pytest.mark.parametrize("cells", [25, 76])
def test_the_offers_are_not_cut(cells: int) -> None:
    """A key that cannot be read cannot be pressed."""
    for keys in (moving_keys(), editing_keys()):
        text = text_of_lines(finding_lines(found(), "a", Said(TODAY), cells, keys))
        assert f"{keys.good} fine" in text
        assert f"{keys.fix} do that" in text


def test_nothing_found_is_nothing_said() -> None:
    assert finding_lines((), "a", Said(TODAY), 27, moving_keys()) == []


def test_the_strip_of_a_small_terminal_is_three_lines() -> None:
    what = lesson("key_result", None, Plan(), "")
    for findings in (found(), ()):
        for cells in (40, 76):
            lines = strip_lines(findings, what, "a", Said(TODAY), cells, moving_keys())
            assert 1 <= len(lines) <= 3
    text = text_of_lines(strip_lines(found(), what, "a", Said(TODAY), 76, moving_keys()))
    assert "Something you make." in text
    assert "→ " in text
    assert "f do that" in text


@pytest.mark.parametrize("height", [3, 5, 7])
def test_a_strip_with_room_says_why_and_names_the_others(height: int) -> None:
    why = "It is so wide that it would fit any team of any company, and so nobody can tell when it is done."
    lead = Finding("OB104", "x", "No direction", "hint", why, "Which?", offered=Fix("Say it", "Make __ easier for __"))
    other = Finding("OB107", "y", "Somebody's approval", "hint", "Perhaps.", "Whose?")
    what = lesson("objective", None, Plan(), "")
    lines = strip_lines([lead, other], what, "a", Said(TODAY), 76, moving_keys(), height)
    assert len(lines) <= height
    text = " ".join(text_of_lines(lines).split())
    assert ("nobody can tell when it is done." in text) == (height > 3)
    assert ("Somebody's approval" in text) == (height > 4)
    assert ("+1 more" in text) == (height <= 4)


@pytest.mark.parametrize("cells", [20, 27, 76])
def test_the_lesson_and_the_steps_fit(cells: int) -> None:
    five = steps(Plan(), "", today=TODAY, settings=MethodSettings())
    made = [*lesson_lines(lesson("kpi", None, Plan(), ""), cells), *step_lines(five, cells, 2, True, True)]
    assert all(width(line) <= cells for line in text_of_lines(made).split("\n"))


def test_once_the_quarter_runs_the_last_step_says_what_is_to_be_done_now() -> None:
    empty = steps(Plan(), "", today=TODAY, settings=MethodSettings())
    five = [replace(step, lacks=(f"lack {step.number}", "more")) for step in empty]
    for draft in (True, False):
        text = text_of_lines(step_lines(five, 76, None, False, draft))
        assert "strategy: lack 1" in text
        assert ("inspect and adapt: lack 5" in text) is not draft
        assert f"{9 if draft else 8} more: press" in text
        assert ("lack 5" in text_of_lines(next_line(five, 76, False, draft))) is not draft


def test_five_steps_have_marks_and_say_when_it_is_enough() -> None:
    five = steps(Plan(), "", today=TODAY, settings=MethodSettings())
    text = text_of_lines(step_lines(five, 76, None, False, True))
    assert text.count("●") == 1, "one thing at a time"
    assert text.count("○") == 4
    assert ENOUGH not in text
    assert ENOUGH in text_of_lines(step_lines(five, 76, None, True, True))
    assert ENOUGH not in text_of_lines(step_lines(five, 76, None, True, False)), "the quarter runs already"


def test_an_answer_of_a_finding_that_does_not_lead_is_shown_too() -> None:
    lead = Finding("KR109", "no-baseline", "No start", "hint", "Perhaps.", "Where today?")
    other = Finding("KR111", "x", "Points?", "hint", "Perhaps.", "Which?", offered=Fix("Say it", "From __ to __"))
    for lines in (
        finding_lines([lead, other], "a", Said(TODAY), 60, moving_keys()),
        strip_lines([lead, other], lesson("kpi", None, Plan(), ""), "a", Said(TODAY), 60, moving_keys()),
    ):
        text = " ".join(text_of_lines(list(lines)).split())
        assert "→ From __ to __" in text
        assert "f do that" in text
    assert "do that" not in text_of_lines(finding_lines([lead], "a", Said(TODAY), 60, moving_keys()))
