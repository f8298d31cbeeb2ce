"""Keys within texts: a line is one line however it wraps, blanks come in turn, texts outlast other sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from okrtui.plan.entities import Objective
from okrtui.tui.screens.review import ReviewScreen
from okrtui.tui.screens.valuebox import ValueBox
from okrtui.tui.screens.words import WordsScreen
from okrtui.tui.speech import blanks, praise
from tests.tui.driving import SMALL, WIDE, window

LONG = "Make receptionists in small practices far from any town easier for recalling the patients who forget to come"
SIZES = [(120, 40), (80, 24), (40, 10), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_the_keys_of_a_line_go_by_the_whole_line_however_it_wraps(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("2", "n")
        await win.put(LONG)
        assert win.area.wrapped_document.height > 1
        await win.press("home")
        assert win.area.caret == 0
        await win.press("end")
        assert win.area.caret == len(LONG)
        await win.press(*(["left"] * 10), "ctrl+k")
        assert win.area.text == LONG[:-10]
        await win.press("ctrl+u")
        assert win.area.text == ""
        await win.press("ctrl+z")
        assert win.area.text.startswith(LONG[:-10])


async def test_a_tab_over_a_blank_that_was_not_filled_comes_back_to_it(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "n")
        await win.put("Launch the recall module")
        await win.press("ctrl+f")
        assert win.area.text.count("__") == 2
        assert win.area.selected_text == "__"
        assert "type over the first, tab goes to the next" in win.coach
        await win.press("tab")
        await win.type("receptionists")
        await win.press("tab")
        await win.type("recalls")
        assert win.area.text == "Make recalls easier for receptionists"


def test_what_is_said_of_blanks_names_the_key() -> None:
    assert blanks("Make __ easier for __", typing=True) == "2 blanks: type over the first, tab goes to the next"
    assert blanks("Make __ easier for shops", typing=True) == "1 blank: type over it, tab goes to it"
    assert blanks("Make __ easier for __", typing=False) == "2 blanks to fill in: e begins"
    assert blanks("Make paying easier for shops", typing=False) == ""


def test_only_a_line_that_is_whole_is_praised() -> None:
    assert praise("Make paying easier for shops")
    assert praise("Make __ easier for shops") == ""
    assert praise("") == ""


async def test_a_word_of_ones_own_goes_on_to_its_meaning(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("W")
        await win.until(lambda: isinstance(win.app.screen, WordsScreen) and win.app.screen.list.rows)
        await win.press("n")
        await win.until(lambda: isinstance(win.app.screen, ValueBox))
        await win.pilot.pause()
        await win.type("Recally")
        await win.press("enter")
        await win.pilot.pause()
        await win.type("art")
        held = {one.id: one.value for one in win.app.screen.query(Input)}
        assert held["slot-word"] == "Recally"
        assert held["slot-means"] == "art"
        await win.press("enter")
        await win.until(lambda: isinstance(win.app.screen, WordsScreen))


@pytest.mark.parametrize("keys", [("n",), ("e",), ("e", "tab"), ("1", "e"), ("4", "n")], ids=" ".join)
async def test_a_line_and_its_caret_outlast_other_sizes(sample: Path, keys: tuple[str, ...]) -> None:
    async with window(sample) as win:
        await win.press(*keys)
        await win.type("Raise 12 of")
        await win.press("left", "left")
        before = win.area.text, win.area.caret
        for width, height in SIZES:
            await win.pilot.resize_terminal(width, height)
            await win.pilot.pause()
            assert win.typing()
            assert (win.area.text, win.area.caret) == before, (width, height)
        await win.type("x")
        assert "x" in win.area.text


async def test_the_answers_of_a_review_and_a_dialog_outlast_other_sizes(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("R")
        await win.until(lambda: isinstance(win.app.screen, ReviewScreen))
        await win.press("enter", "enter")
        await win.type("31")
        await win.press("tab", "tab")
        await win.type("a note")
        await win.press("left")
        held = [(one.value, one.cursor_position) for one in win.app.screen.query(Input)]
        assert any(value == "a note" for value, _ in held)
        for width, height in SIZES:
            await win.pilot.resize_terminal(width, height)
            await win.pilot.pause()
            assert [(one.value, one.cursor_position) for one in win.app.screen.query(Input)] == held
        await win.press("escape")
        await win.back()
        await win.press("x")
        await win.until(lambda: win.app.screen.is_mounted and bool(win.app.screen.query(Input)))
        await win.press("tab")
        await win.type("abc")
        name = win.app.screen.query_one(Input)
        typed = name.value, name.cursor_position
        for width, height in SIZES:
            await win.pilot.resize_terminal(width, height)
            await win.pilot.pause()
            assert (name.value, name.cursor_position) == typed
            assert name.has_focus


async def test_the_key_that_takes_typing_back_takes_an_offer_back_too(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "n")
        await win.put("Launch the recall module")
        await win.press("tab")
        await win.type("patients wait too long")
        await win.press("ctrl+f")
        await win.type("recalls")
        assert win.area.text == "Make recalls easier for __"
        assert win.editing.initiative == "Launch the recall module"
        for _ in range(3):
            await win.press("ctrl+z")
        assert win.area.text == "Launch the recall module"
        assert win.editing.initiative == ""
        assert win.editing.value("why") == "patients wait too long"
        await win.press("escape")
        assert win.plan.table(Objective).keys() == {"o-balance", "o-checkout"}


async def test_blanks_are_asked_about_once_before_a_line_is_kept(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "n")
        await win.put("Launch the recall module")
        await win.press("ctrl+f", "enter")
        assert win.typing()
        assert "2 blanks are still to fill in: tab goes to the next; enter again keeps" in " ".join(win.said.split())
        await win.press("enter")
        await win.until(lambda: any("__" in row.title for row in win.plan.table(Objective).values()))
