"""Two wordings of a line: written with the coach beside, compared, swapped with their fields, dropped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import KeyResult, Objective, Target
from okrtui.plan.quarters import Quarter, quarter_of
from okrtui.tui.screens.ask import Ask
from okrtui.tui.screens.detail import Detail
from okrtui.tui.screens.wordings import WordingsDialog
from tests.tui.driving import SMALL, WIDE, Window, put_toml, rows_text, session_on, stored, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
LAUNCH = "Launch the loyalty app"
ORDERS = "Raise repeat orders from 20 % to 40 % by the end of June"


@pytest.fixture
def launch(sample: Path) -> str:
    """The sample with a draft of a key result that is something to make; its id."""
    session = session_on(sample)
    cycle = edits.new_cycle(session.plan, _next_quarter())
    session.apply(cycle)
    objective = edits.add(session.plan, Objective, parent=cycle.item, title="Win repeat buyers")
    session.apply(objective)
    row = edits.add(session.plan, KeyResult, parent=objective.item, title=LAUNCH)
    session.apply(row)
    session.wait(10)
    session.close()
    return row.item


def _next_quarter() -> Quarter:
    return quarter_of(date(2026, 8, 1), 1)


async def opened(win: Window) -> WordingsDialog:
    await win.until(lambda: isinstance(win.app.screen, WordingsDialog))
    await win.pilot.pause()
    await win.pilot.pause()
    assert isinstance(win.app.screen, WordingsDialog)
    return win.app.screen


async def write(win: Window, text: str) -> None:
    """Type the other wording and keep it."""
    dialog = await opened(win)
    dialog.area.select_all()
    dialog.area.replace(text, *dialog.area.selection)
    await win.press("enter")
    await win.pilot.pause()


def held(win: Window, row: str) -> KeyResult:
    found = win.plan.find(row, KeyResult)
    assert found is not None
    return found


def _numbers(row: KeyResult) -> tuple[object, ...]:
    return row.title, row.baseline, row.target, row.unit, row.metric, row.due, row.direction


@SIZES
async def test_the_other_wording_is_judged_beside_the_one_that_stands(
    sample: Path, launch: str, size: tuple[int, int]
) -> None:
    async with window(sample, size=size) as win:
        await win.go(launch)
        await win.press("A")
        dialog = await opened(win)
        assert "Something you make" in win.screen()
        await win.type("Build a new checkout ")
        assert dialog.area.text == "Build a new checkout "
        assert win.screen().count("Something you make") >= 2, "as typed, the coach speaks of the other one too"
        await write(win, ORDERS)
        text = win.screen()
        assert "from 20 % to 40 %" in " ".join(text.split())
        assert "Reads well" in text
        assert held(win, launch).alternative == ORDERS
        assert held(win, launch).title == LAUNCH
        await win.press("escape")
        await win.back()
        await win.undone()
        assert held(win, launch).alternative == ""


async def test_swapped_the_fields_follow_and_swapped_back_they_are_as_before(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        before = held(win, launch)
        await win.go(launch)
        await win.press("A")
        await write(win, ORDERS)
        await win.press("s")
        await win.back()
        row = held(win, launch)
        assert (row.title, row.alternative) == (ORDERS, LAUNCH)
        assert (row.baseline, row.target, row.unit) == (20, 40, "%")
        assert "Swapped" in win.notice
        await win.press("A")
        await opened(win)
        await win.press("s")
        await win.back()
        row = held(win, launch)
        assert (row.title, row.alternative) == (LAUNCH, ORDERS)
        assert (row.baseline, row.target) == (before.baseline, before.target)
        await win.undone()
        assert held(win, launch).title == ORDERS, "one u takes one swap back"
        await win.saved()
    kept = stored(sample).find(launch, KeyResult)
    assert kept is not None
    assert (kept.title, kept.target) == (ORDERS, 40)


async def test_dropped_it_is_one_u_away(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await win.go(launch)
        await win.press("A")
        await write(win, ORDERS)
        await win.press("d")
        await win.back()
        assert held(win, launch).alternative == ""
        await win.undone()
        assert held(win, launch).alternative == ORDERS


async def test_a_swap_that_moves_the_goalposts_asks_why(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        before = _numbers(held(win, "kr-cac"))
        await win.press("A")
        await write(win, "Reduce the average CAC from €42 to €30 by the end of Q2")
        moves = len(win.plan.table(Target))
        await win.press("s")
        await win.until(lambda: isinstance(win.app.screen, Ask))
        await win.press("escape")
        await win.back()
        assert "€30" in held(win, "kr-cac").alternative, "left without a reason, nothing is swapped"
        await win.press("A")
        await opened(win)
        await win.press("s")
        await win.until(lambda: isinstance(win.app.screen, Ask))
        await win.type("prices rose")
        await win.press("enter")
        await win.back()
        assert held(win, "kr-cac").target == 30
        assert len(win.plan.table(Target)) > moves
        assert "prices rose" in [row.reason for row in win.plan.table(Target).values()]
        await win.press("A")
        await opened(win)
        await win.press("s")
        await win.back()
        assert _numbers(held(win, "kr-cac")) == before, "swapped back, a relative target is computed again"


async def test_what_is_no_other_wording_is_said_and_esc_leaves_nothing(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await win.go(launch)
        await win.press("A")
        await write(win, LAUNCH)
        assert "word for word" in win.screen()
        await write(win, "   ")
        assert "says nothing yet" in win.screen()
        await win.press("escape")
        await win.back()
        assert held(win, launch).alternative == ""


async def test_the_coachs_line_can_be_the_beginning(sample: Path, launch: str) -> None:
    async with window(sample) as win:
        await win.go(launch)
        await win.press("A")
        dialog = await opened(win)
        await win.press("ctrl+f")
        assert "__" in dialog.area.text
        assert dialog.area.selected_text == "__"


@SIZES
async def test_the_detail_and_the_coachs_side_tell_of_it(sample: Path, launch: str, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.go(launch)
        await win.press("A")
        await write(win, ORDERS)
        await win.press("escape")
        await win.back()
        assert ("A shows the other wording" in win.coach) is (size == WIDE)
        await win.press("space")
        await win.until(lambda: isinstance(win.app.screen, Detail) and win.app.screen.list.rows)
        await win.pilot.pause()
        screen = win.app.screen
        assert isinstance(screen, Detail)
        text = rows_text(screen.list)
        assert "The other wording" in text
        assert ORDERS in text
        await win.press("A")
        await opened(win)
        assert "swap them" in win.screen()


async def test_other_rows_say_what_it_is_for(empty: Path) -> None:
    put_toml(empty, 'okrtui_format = 1\n[[kpis]]\nid = "kpi-aaaaaa"\nname = "Churn rate"\n')
    async with window(empty) as win:
        await win.go("kpi-aaaaaa")
        await win.press("A")
        assert "objectives and key results" in win.notice
