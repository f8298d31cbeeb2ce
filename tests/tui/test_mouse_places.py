"""The mouse in dialogs, pages and lists: wheel, click and double click; and none of it with --no-mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from okrtui.tui.screens.detail import Detail
from okrtui.tui.screens.finder import Finder
from okrtui.tui.text import width
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import RowList
from tests.tui.driving import Window, window
from tests.tui.places import WAYS, Way, arrive, put_full_sample, settled
from tests.tui.terminal import Terminal

LONG = ("page", "detail", "history", "settings", "finder", "themes", "drivers", "starting", "words")
BY_WAY = pytest.mark.parametrize("way", [way for way in WAYS if "review-" not in str(way)], ids=str)


def key_at(win: Window, key: str) -> tuple[Lines, tuple[int, int]]:
    """The line of the top screen that names a key, and where in it."""
    for widget in win.app.screen.query(Lines):
        for y, line in enumerate(widget.lines if widget.display else ()):
            x = 0
            for text, style in line:
                if style == "key" and text.strip() == key:
                    return widget, (x + widget.gutter.left, y + widget.gutter.top)
                x += width(text)
    raise AssertionError(f"{key} is nowhere")


@pytest.mark.parametrize("way", [way for way in WAYS if str(way) in LONG], ids=str)
async def test_the_wheel_scrolls_what_is_longer_than_the_screen(empty: Path, way: Way) -> None:
    put_full_sample(empty, way.state)
    async with window(empty, size=(80, 12), today=way.today) as win:
        screen = await arrive(win, way)
        rows = next(found for found in screen.query(RowList) if found.display)
        if not rows.max_scroll_y:
            pytest.skip("all of it fits")
        before = rows.scroll_y
        for _ in range(3):
            rows.post_message(events.MouseScrollDown(rows, 5, 2, 0, 1, 0, False, False, False))
            await win.pilot.pause()
        assert rows.scroll_y > before
        for _ in range(4):
            rows.post_message(events.MouseScrollUp(rows, 5, 2, 0, -1, 0, False, False, False))
            await win.pilot.pause()
        assert rows.scroll_y == 0


@BY_WAY
async def test_the_key_that_goes_back_can_be_clicked_everywhere(empty: Path, way: Way) -> None:
    put_full_sample(empty, way.state)
    async with window(empty, today=way.today) as win:
        screen = await arrive(win, way)
        line, offset = key_at(win, "esc")
        await win.pilot.click(line, offset=offset)
        await win.until(lambda: win.app.screen is not screen, "a click on esc does nothing")


@pytest.mark.parametrize("times", [1, 2])
async def test_a_click_gives_the_answer_and_a_second_one_opens_nothing_below(sample: Path, times: int) -> None:
    async with window(sample) as win:
        await win.go("kr-churn")
        await win.press("t")
        await win.asked()
        rows = win.question.rows
        at = next(n for n, row in enumerate(rows.rows) if row.key == "kpis")
        await win.pilot.click(rows, offset=(6, at), times=times)
        await win.back()
        await win.until(lambda: win.here.startswith("kpi-churn"))
        await win.pilot.pause(0.2)
        assert not win.typing()


async def test_a_click_ticks_where_several_answers_can_be_given(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("L")
        await win.asked()
        rows = win.question.rows
        await win.pilot.click(rows, offset=(6, 1))
        assert rows.rows[1].key in win.question._on
        await win.pilot.click(rows, offset=(6, 1))
        assert rows.rows[1].key not in win.question._on


@pytest.mark.parametrize("times", [1, 2])
async def test_a_click_takes_what_was_found(sample: Path, times: int) -> None:
    async with window(sample) as win:
        await win.press("F")
        await settled(win)
        assert isinstance(win.app.screen, Finder)
        await win.type("basket")
        await win.pilot.pause()
        rows = win.app.screen.rows
        at = next(n for n, row in enumerate(rows.rows) if row.key.startswith("kpi-"))
        wanted = rows.rows[at].key
        await win.pilot.click(rows, offset=(6, at), times=times)
        await win.back()
        assert win.here == wanted


async def test_a_double_click_on_a_line_of_the_detail_corrects_the_value(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-churn")
        await win.press("space")
        await settled(win)
        screen = win.app.screen
        assert isinstance(screen, Detail)
        at = next(n for n, row in enumerate(screen.list.rows) if row.key in screen.details.entries)
        await win.pilot.click(screen.list, offset=(6, at + screen.list.gutter.top), times=2)
        await win.until(lambda: type(win.app.screen).__name__ == "ValueBox")


@pytest.mark.parametrize("mouse", [True, False], ids=["mouse", "no-mouse"])
def test_without_a_mouse_the_terminal_is_not_asked_for_one(tmp_path: Path, mouse: bool) -> None:
    with Terminal("demo", *([] if mouse else ["--no-mouse"]), folder=tmp_path) as terminal:
        terminal.wait_for("Key results")
        terminal.read(0.5)
        asked = [mode for mode in (b"?1000h", b"?1002h", b"?1003h", b"?1006h", b"?1015h") if mode in terminal.output]
        assert bool(asked) == mouse, asked
        terminal.press("\x11")
        terminal.end()
