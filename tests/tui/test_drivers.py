"""The driver tree on the screen: walked, grown, linked; circles are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan.entities import Kpi
from okrtui.plan.model import Plan
from okrtui.tui.screens.ask import Ask
from okrtui.tui.screens.detail import Detail
from okrtui.tui.screens.drivers import Drivers
from okrtui.tui.screens.picker import Picker
from tests.tui.driving import SMALL, WIDE, Window, rows_text, window

pytestmark = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


async def tree(at: Window) -> Drivers:
    """The driver tree, opened with its key, its cursor placed."""
    await at.press("D")
    await at.until(lambda: isinstance(at.app.screen, Drivers) and at.app.screen.here)
    screen = at.app.screen
    assert isinstance(screen, Drivers)
    return screen


async def to(at: Window, screen: Drivers, item: str) -> None:
    """Walk to an item from the top."""
    await at.press(*["up"] * 20)
    for _ in range(40):
        if screen._item and screen._item.id == item:
            return
        await at.press("down")
    raise AssertionError(item)


async def answer(at: Window, text: str) -> None:
    """Answer the question that w asks."""
    await at.press("w")
    await at.until(lambda: isinstance(at.app.screen, Ask))
    await at.pilot.pause()
    await at.type(text)
    await at.press("enter")
    await at.until(lambda: isinstance(at.app.screen, Drivers))
    await at.pilot.pause()


async def test_it_shows_causes_key_results_and_how_they_stand(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await tree(at)
        lines = rows_text(screen.list).split("\n")
        assert lines[0].startswith("Revenue growth")
        assert lines[1].startswith("├─ Repeat orders")
        assert lines[2].startswith("│  └─ → Increase the order")
        assert "19 %" in lines[2]
        assert "its metric" in lines[2]
        assert all(len(line) <= size[0] - 4 for line in lines)


async def test_enter_goes_to_the_item_and_space_to_its_details(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await tree(at)
        await to(at, screen, "kpi-basket")
        await at.press("space")
        await at.until(lambda: isinstance(at.app.screen, Detail))
        await at.press("escape")
        await at.until(lambda: at.app.screen is screen)
        await at.press("enter")
        await at.back()
        assert at.here == "kpi-basket"


async def test_w_adds_a_cause_or_links_a_known_one(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await tree(at)
        await to(at, screen, "kpi-basket")
        await answer(at, "Gift ideas shown")
        new = next(kpi for kpi in at.plan.kpis if kpi.name == "Gift ideas shown")
        assert at.plan.table(Kpi)["kpi-basket"].drivers == (new.id,)
        assert new.timing == "leading"
        assert "└─ Gift ideas shown" in rows_text(screen.list)
        await answer(at, "checkout errors")
        assert len(at.plan.table(Kpi)["kpi-basket"].drivers) == 2
        await at.press("u")
        await at.until(lambda: len(at.plan.table(Kpi)["kpi-basket"].drivers) == 1)


async def test_w_on_a_key_result_asks_what_tells_early(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await tree(at)
        await to(at, screen, "kr-cac")
        await answer(at, "Basket size")
        assert "kpi-basket" in at.plan.get("kr-cac").kpis  # type: ignore[attr-defined]


async def test_a_cause_that_would_go_round_is_refused(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await tree(at)
        await to(at, screen, "kpi-basket")
        before = at.plan.table(Kpi)["kpi-basket"]
        await answer(at, "Revenue growth")
        assert at.plan.table(Kpi)["kpi-basket"] == before
        assert screen.footer.notice


async def test_l_links_and_unlinks(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await tree(at)
        await to(at, screen, "kpi-revenue")
        await at.press("L")
        await at.until(lambda: isinstance(at.app.screen, Picker))
        await at.pilot.pause()
        await at.press("space", "enter")
        await at.until(lambda: at.app.screen is screen)
        await at.until(lambda: len(at.plan.table(Kpi)["kpi-revenue"].drivers) == 1)
        await at.until(lambda: rows_text(screen.list).count("├─ Repeat orders") == 0)


async def test_a_circle_that_an_import_made_is_reported_and_does_not_hang(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        # As a file of another program may hold it: the plan itself takes no such edit.
        rows = {row.id: row for row in at.plan.rows()}
        basket = rows["kpi-basket"]
        assert isinstance(basket, Kpi)
        looped = Plan(
            [row for row in rows.values() if row.id != basket.id]
            + [Kpi(basket.id, basket.position, basket.name, drivers=("kpi-revenue",))]
        )
        at.app.session._memory.plan = looped
        at.main.reload()
        screen = await tree(at)
        text = " ".join(rows_text(screen.list).split())
        assert "A circle: Basket size ← Revenue growth ← Basket size." in text
        assert "causes itself: a circle" in text


async def test_without_a_kpi_it_says_how_to_begin(empty: Path, size: tuple[int, int]) -> None:
    async with window(empty, size=size) as at:
        assert "there is none yet" in at.main.deeds.why_not("drivers")
