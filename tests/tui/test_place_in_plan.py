"""What is amiss with a row's place in the plan (its day, its numbers, its twin) stands on the row, as in `check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from okrtui.plan import edits
from okrtui.plan.entities import KeyResult
from tests.tui.driving import Window, session_on, window

CLEAN = "Returned parcels from 9 % to 6 %"


def add(path: Path, title: str, **fields: object) -> str:
    """A key result in the sample's first objective; its id."""
    session = session_on(path)
    edit = edits.add(session.plan, KeyResult, parent="o-balance", after="kr-cac", title=title, **fields)
    session.apply(edit)
    session.wait(10)
    session.close()
    return edit.item


def sign(win: Window, row: str) -> str:
    return next(each.signs()[0][0] for each in win.main.lists["results"].rows if each.key == row)


async def test_a_key_result_that_lands_after_its_quarter_is_marked_and_explained(sample: Path) -> None:
    late = add(sample, CLEAN, due=date(2026, 8, 31))
    async with window(sample) as win:
        await win.go(late)
        assert sign(win, late) == "◆"
        assert "KR206" in win.codes
        assert "lands on 31 Aug" in " ".join(win.coach.split())
        assert "Reads well" not in win.coach


async def test_it_is_gone_as_soon_as_the_day_lies_within_the_quarter(sample: Path) -> None:
    late = add(sample, CLEAN, due=date(2026, 8, 31))
    async with window(sample) as win:
        await win.go(late)
        win.main.deeds.changing.apply(edits.change(win.plan, late, due=date(2026, 6, 15)))
        await win.saved()
        await win.go(late)
        assert "KR206" not in win.codes
        assert sign(win, late) == " "


async def test_without_its_twin_a_row_is_fine_again(sample: Path) -> None:
    add(sample, CLEAN + " in May")
    twin = add(sample, CLEAN)
    async with window(sample) as win:
        first, later = (r.id for r in win.plan.key_results("o-balance") if "Returned" in r.title)
        assert twin in (first, later)
        await win.go(later)
        assert "KR204" in win.codes
        assert sign(win, later) == "◇"
        await win.go(first)
        await win.press("d")
        await win.saved()
        assert sign(win, later) == " "


async def test_g_says_that_it_is_good_as_it_is(sample: Path) -> None:
    late = add(sample, CLEAN, due=date(2026, 8, 31))
    async with window(sample) as win:
        await win.go(late)
        await win.press("g")
        await win.press("1")
        await win.saved()
        await win.go(late)
        assert "KR206" not in win.codes


async def test_its_page_can_be_read(sample: Path) -> None:
    late = add(sample, CLEAN, due=date(2026, 8, 31))
    async with window(sample) as win:
        await win.go(late)
        await win.press("y")
        assert "KR206" in await win.opened_page()
