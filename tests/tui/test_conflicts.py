"""Conflicts of a merge in the app: seen at once, decided with a key, taken back with u."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan.entities import KeyResult, MergeConflict
from okrtui.tui.screens.conflicts import ConflictsScreen
from okrtui.tui.screens.main import MainScreen
from okrtui.tui.screens.valuebox import ValueBox
from tests.tui.driving import SMALL, WIDE, Window, put_toml, rows_text, window

PLAN = """okrtui_format = 1
[[cycles]]
id = "cy-aaaaaa"
name = "2026-Q2"
start = 2026-04-01
end = 2026-06-30
state = "draft"
[[cycles.objectives]]
id = "o-aaaaaa"
title = "Make ordering effortless for small shops"
[[cycles.objectives.key_results]]
id = "kr-aaaaaa"
title = "Lower churn"
unit = "%"
target = 4
[[cycles.objectives.key_results.check_ins]]
at = 2026-04-20
value = 5
[[cycles.objectives.key_results]]
id = "kr-bbbbbb"
title = "Raise [b]repeat[/b] orders"
"""
TARGET = '[[conflicts]]\nitem = "kr-aaaaaa"\nfield = "target"\nbase = "5.2"\nours = "4"\ntheirs = "3.5"\n'
TITLE = '[[conflicts]]\nitem = "kr-bbbbbb"\nfield = "title"\nours = "Raise [b]repeat[/b] orders"\ntheirs = "More"\n'
REMOVED = '[[conflicts]]\nitem = "kr-bbbbbb"\nfield = "removed"\nbase = "no"\nours = "no"\ntheirs = "yes"\n'
VALUE = '[[conflicts]]\nitem = "kr-aaaaaa"\nfield = "check_ins.2026-04-20.value"\nours = "5"\ntheirs = "6"\n'
GONE = '[[conflicts]]\nitem = "kr-zzzzzz"\nfield = "title"\nours = "One"\ntheirs = "Two"\n'


async def opened(win: Window) -> ConflictsScreen:
    await win.press("C")
    await win.until(lambda: isinstance(win.app.screen, ConflictsScreen) and win.app.screen.list.rows)
    await win.pilot.pause()
    assert isinstance(win.app.screen, ConflictsScreen)
    return win.app.screen


def left(win: Window) -> set[str]:
    return set(win.plan.table(MergeConflict))


def key_result(win: Window, row: str = "kr-aaaaaa") -> KeyResult:
    return win.plan.table(KeyResult)[row]


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_a_plan_with_conflicts_says_so_and_shows_both_values(empty: Path, size: tuple[int, int]) -> None:
    put_toml(empty, PLAN + TARGET + TITLE + VALUE)
    async with window(empty, size=size) as win:
        main = win.app.screen
        assert isinstance(main, MainScreen)
        await win.until(lambda: "3 conflicts of a merge to decide: C." in main.footer.notice)
        header = "".join(text for text, _ in main.header.make(size[0], 1)[0])
        assert "· 3 conflicts" in header
        screen = await opened(win)
        text = rows_text(screen.list)
        for words in ("Target: key result “Lower churn”", "5.2 %", "4 %", "3.5 %", "on 2026-04-20", "[b]repeat[/b]"):
            assert words in text


@pytest.mark.parametrize(("key", "value"), [("o", 4.0), ("t", 3.5)])
async def test_taking_a_side_decides_and_u_takes_it_back(empty: Path, key: str, value: float) -> None:
    put_toml(empty, PLAN + TARGET)
    async with window(empty) as win:
        screen = await opened(win)
        await win.press(key)
        assert (key_result(win).target, left(win)) == (value, set())
        assert "nothing is left to decide" in screen.footer.notice
        await win.press("u")
        await win.until(lambda: left(win) == {"kr-aaaaaa.target"})
        assert key_result(win).target == 4.0


async def test_a_value_of_ones_own_decides_too_and_nonsense_is_said(empty: Path) -> None:
    put_toml(empty, PLAN + TARGET)
    async with window(empty) as win:
        await opened(win)
        await win.press("e")
        await win.until(lambda: isinstance(win.app.screen, ValueBox))
        await win.press("ctrl+u", *"lots", "enter")
        assert isinstance(win.app.screen, ValueBox)
        await win.press("ctrl+u", *"3,8", "enter")
        await win.until(lambda: isinstance(win.app.screen, ConflictsScreen))
        assert (key_result(win).target, left(win)) == (3.8, set())


async def test_a_removal_that_is_taken_removes_the_row_and_all_conflicts_about_it(empty: Path) -> None:
    put_toml(empty, PLAN + REMOVED + TITLE)
    async with window(empty) as win:
        screen = await opened(win)
        assert "theirs  removed" in rows_text(screen.list)
        await win.press("t")
        assert left(win) == set()
        assert "kr-bbbbbb" not in win.plan.table(KeyResult)
        await win.press("u")
        await win.until(lambda: len(left(win)) == 2)
        assert "kr-bbbbbb" in win.plan.table(KeyResult)


async def test_the_value_of_a_moment_is_decided(empty: Path) -> None:
    put_toml(empty, PLAN + VALUE)
    async with window(empty) as win:
        await opened(win)
        await win.press("t")
        assert [row.value for row in win.plan.check_ins("kr-aaaaaa")] == [6.0]


async def test_what_is_about_a_row_that_is_gone_can_only_be_put_aside(empty: Path) -> None:
    put_toml(empty, PLAN + GONE)
    async with window(empty) as win:
        screen = await opened(win)
        await win.press("e")
        assert "No value can be typed" in screen.footer.notice
        await win.press("enter")
        assert "no line on the screen" in screen.footer.notice
        await win.press("o")
        assert left(win) == set()


async def test_enter_goes_to_the_row(empty: Path) -> None:
    put_toml(empty, PLAN + TITLE)
    async with window(empty) as win:
        await opened(win)
        await win.press("enter")
        main = win.app.screen
        assert isinstance(main, MainScreen)
        assert main.here is not None
        assert main.here.id == "kr-bbbbbb"


async def test_without_conflicts_the_key_says_that_there_is_nothing_to_decide(empty: Path) -> None:
    put_toml(empty, PLAN)
    async with window(empty) as win:
        main = win.app.screen
        assert isinstance(main, MainScreen)
        await win.press("C")
        assert "nothing to decide" in main.footer.notice
        assert "conflict" not in "".join(text for text, _ in main.header.make(120, 1)[0])
