"""The page that says what state the file is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.store.backups import back_up
from tests.store.support import sql
from tests.tui.driving import SMALL, WIDE, Window, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


async def look(win: Window) -> str:
    """Give the command, and read the page."""
    win.main.deeds.do("check_file")
    await win.opened_page()
    return " ".join(win.page.split())


@SIZES
async def test_a_file_in_good_order_and_its_backups(sample: Path, size: tuple[int, int]) -> None:
    back_up(sample, sample.parent / "state")
    sample.chmod(0o600)
    async with window(sample, size=size) as win:
        said = await look(win)
        assert "Acme Shop: 2 priorities, 1 cycle" in said
        assert "Nothing to repair." in said
        assert "the same as the plan now" in said
        assert "z b brings one back" in said
        await win.press("escape")
        await win.back()


async def test_what_is_amiss_comes_with_what_to_type(sample: Path) -> None:
    async with window(sample) as win:
        sql(sample, "update objectives set title = 'By hand' where id = 'o-balance'")
        said = await look(win)
        assert "The title of the objective “By hand” is not what the journal says that it became." in said
        assert f"To repair it, quit, and: okrtui doctor {sample} --repair".replace(" ", "") in said.replace(" ", "")


async def test_a_file_that_is_gone_is_said(sample: Path) -> None:
    async with window(sample) as win:
        sample.rename(sample.with_name("moved.db"))
        win.main.deeds.do("check_file")
        await win.until(lambda: "There is no plan at" in win.notice)
        sample.with_name("moved.db").rename(sample)
