"""A question over the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.tui.screens.picker import Choice, Picker, picker_cells
from okrtui.tui.widgets.lines import Lines
from tests.tui.driving import SMALL, window


@pytest.mark.parametrize("width", [60, 80, 99, 100, 107, 120, 200])
async def test_what_a_question_says_is_wrapped_at_the_room_that_it_has(sample: Path, width: int) -> None:
    async with window(sample, size=(width, 40)) as win:
        picker = Picker("Which?", [Choice("a", "This one")], note="word " * 100)
        await win.app.push_screen(picker)
        await win.until(lambda: bool(picker.query("#picker-note")))
        note = picker.query_one("#picker-note", Lines)
        await win.until(lambda: note.size.width == picker_cells(width))


@pytest.mark.parametrize("width", [112, 120, 160, 240])
async def test_a_question_leaves_the_coachs_side_to_be_read(sample: Path, width: int) -> None:
    async with window(sample, size=(width, 40)) as win:
        picker = Picker("Good as it is", [Choice("a", "This one")])
        await win.app.push_screen(picker)
        await win.until(lambda: 0 < picker.query_one(".box").region.right <= win.main.coach.region.x)


@pytest.mark.parametrize("open_it", ["cycle_step", "keys", "theme"])
async def test_what_lies_over_a_small_screen_takes_its_whole_width(sample: Path, open_it: str) -> None:
    async with window(sample, size=SMALL) as win:
        win.main.action_do(open_it)
        await win.until(lambda: win.app.screen is not win.main and bool(win.app.screen.query(".box")))
        await win.until(lambda: win.app.screen.query_one(".box").region.width == SMALL[0])


async def test_where_answers_have_letters_their_numbers_give_them_too(sample: Path) -> None:
    async with window(sample, size=SMALL) as win:
        for key, wanted in (("o", "b"), ("2", "b"), ("9", None)):
            given: list[object] = []
            picker = Picker("Which?", [Choice("a", "This one", "x"), Choice("b", "That one", "o")])
            win.app.push_screen(picker, given.append)
            await win.until(lambda screen=picker: win.app.screen is screen and bool(screen.query("#picker-foot")))  # type: ignore[misc]
            await win.pilot.pause()
            await win.press(key)
            if wanted is None:
                await win.press("escape")
            await win.back()
            assert given == [wanted]
