"""The history page: what was done in words, back to any point of it, and what cannot be said in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import Kpi
from okrtui.tui.screens.history import History
from tests.tui.driving import SMALL, WIDE, Window, rows_text, session_on, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


@pytest.fixture
def busy(sample: Path) -> Path:
    """The sample, with three KPIs added one by one."""
    session = session_on(sample)
    for name in ("First", "Second", "Third"):
        session.apply(edits.add(session.plan, Kpi, name=name))
    session.wait(10)
    session.close()
    return sample


async def opened(win: Window) -> History:
    await win.press("H")
    await win.until(lambda: isinstance(win.app.screen, History) and win.app.screen.here)
    screen = win.app.screen
    assert isinstance(screen, History)
    return screen


def names(win: Window) -> list[str]:
    return [kpi.name for kpi in win.plan.kpis if kpi.name in ("First", "Second", "Third")]


@SIZES
async def test_it_says_what_was_done_the_latest_first(busy: Path, size: tuple[int, int]) -> None:
    async with window(busy, size=size) as win:
        screen = await opened(win)
        text = rows_text(screen.list)
        assert (
            text.index("Add the KPI “Third”") < text.index("Add the KPI “Second”") < text.index("Add the KPI “First”")
        )
        assert "Today" in text
        await win.press("escape")
        await win.back()


@SIZES
async def test_enter_goes_back_to_a_point_and_forward_again(busy: Path, size: tuple[int, int]) -> None:
    async with window(busy, size=size) as win:
        screen = await opened(win)
        await win.press("down", "down", "enter")
        await win.asked()
        await win.press("1")
        await win.until(lambda: names(win) == ["First"])
        await win.until(lambda: "Undone: 2 actions, back to “add the KPI “First””" in screen.footer.notice)
        assert rows_text(screen.list).count("undone") == 2
        while "Third" not in str(screen._entry.title if screen._entry else ""):
            await win.press("up")
        await win.press("enter")
        await win.until(lambda: names(win) == ["First", "Second", "Third"])
        assert "undone" not in rows_text(screen.list)


async def test_one_action_is_taken_back_alone_and_its_undo_too(busy: Path) -> None:
    async with window(busy) as win:
        await opened(win)
        await win.press("down", "x")
        await win.until(lambda: names(win) == ["First", "Third"])
        await win.press("x")
        await win.until(lambda: len(names(win)) == 3)


async def test_what_cannot_be_taken_back_is_said(busy: Path) -> None:
    session = session_on(busy)
    first = next(kpi for kpi in session.plan.kpis if kpi.name == "First")
    session.apply(edits.change(session.plan, first.id, name="Another"))
    session.wait(10)
    session.close()
    async with window(busy) as win:
        screen = await opened(win)
        while "add the KPI “First”" not in str(screen._entry.title if screen._entry else ""):
            await win.press("down")
        await win.press("x")
        await win.until(lambda: "has changed since. Nothing was changed." in screen.footer.notice)


async def test_the_history_of_one_row_and_words_of_it(busy: Path) -> None:
    async with window(busy) as win:
        third = next(kpi for kpi in win.plan.kpis if kpi.name == "Third")
        await win.go(third.id)
        screen = await opened(win)
        await win.press("f")
        assert rows_text(screen.list).count("Add the KPI") == 1
        await win.press("f", "slash")
        await win.pilot.pause()
        await win.type("second")
        assert rows_text(screen.list).count("Add the KPI") == 1
        await win.press("escape")
        await win.until(lambda: win.app.screen is screen)
        await win.press("g")
        await win.back()
        assert win.here


async def test_an_empty_history_says_so(empty: Path) -> None:
    async with window(empty) as win:
        await win.press("escape")
        win.main.action_do("history")
        await win.until(lambda: isinstance(win.app.screen, History))
        await win.pilot.pause()
        assert "Nothing was done in this plan yet" in win.screen()


async def test_a_long_action_is_read_in_full_and_who_did_it_only_where_several_did(sample: Path) -> None:
    name = "Share of the crews who answer within three days without being asked a second time"
    session = session_on(sample)
    session.apply(edits.add(session.plan, Kpi, name=name))
    session.wait(10)
    who = session.actions("", 10)[0].who
    session.close()
    async with window(sample, size=SMALL) as win:
        screen = await opened(win)
        text = " ".join(rows_text(screen.list).split())
        assert "Add the KPI “Share of the crews who answer within three days…”" in text
        assert who not in text.split(), "one person alone does not need a name on each line"
        screen._by_several = True
        screen.list.reload()
        await win.until(lambda: who in rows_text(screen.list).split())
