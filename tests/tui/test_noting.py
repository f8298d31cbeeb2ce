"""Noting a value with v: a slip is asked about, and what was noted is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrtui.plan.entities import Kpi
from okrtui.tui.screens.detail import Detail
from tests.tui.driving import SMALL, WIDE, window
from tests.tui.test_cycle import change_stored


async def test_a_value_far_from_the_last_one_is_asked_about_once_and_noted(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("v")
        await win.type("3890")
        await win.press("enter")
        assert win.typing()
        assert "100 times the last value, €38.9: enter again keeps it." in " ".join(win.said.split())
        await win.put("38.20")
        await win.press("enter")
        assert not win.typing()
        assert win.notice == "Noted: €38.2 on 4 May. u takes it back."


@pytest.mark.parametrize(
    ("name", "typed", "said", "unit"),
    [
        ("Monthly revenue", "1200,5 €", "€1200.5", "€"),
        ("Monthly revenue in EUR", "1200,5", "1200.5 EUR", "EUR"),
        ("Time to an offer (days)", "21", "21 days", "days"),
        ("Orders in May", "21", "21", ""),
    ],
)
async def test_a_kpi_without_a_unit_takes_that_of_its_first_value_or_of_its_name(
    sample: Path, name: str, typed: str, said: str, unit: str
) -> None:
    change_stored(sample, "kpi-basket", name=name, unit="")
    async with window(sample) as win:
        await win.go("kpi-basket")
        await win.press("v")
        await win.put(typed)
        await win.press("enter")
        if win.typing():
            await win.press("enter")  # far from the values of the sample
        assert win.notice == f"Noted: {said} on 4 May. u takes it back."
        kpi = win.plan.find("kpi-basket", Kpi)
        assert kpi is not None
        assert kpi.unit == unit
        await win.saved()
        await win.undone()
        kpi = win.plan.find("kpi-basket", Kpi)
        assert kpi is not None
        assert not kpi.unit


async def test_a_confidence_that_cannot_be_read_is_shown_as_it_was_typed(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("v")
        await win.type("38.2")
        await win.press("tab")
        await win.type("14")
        assert "confidence 14 " in win.screen(), "not the 1 that it began with"
        await win.press("tab")
        assert "confidence 14 " in win.screen()
        await win.put("4")
        await win.press("tab")
        assert "confidence 4 " in win.screen()


async def test_enter_again_keeps_a_value_that_was_asked_about(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("v")
        await win.type("3890")
        await win.press("enter", "enter")
        assert not win.typing()
        assert win.plan.check_ins("kr-cac")[-1].value == 3890


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_before_the_quarter_begins_v_says_so_at_once_and_is_not_offered(
    sample: Path, size: tuple[int, int]
) -> None:
    async with window(sample, size=size, today=date(2026, 3, 30)) as win:
        await win.go("kr-cac")
        assert "v" not in win.footer
        await win.press("v")
        assert not win.typing()
        assert win.notice.startswith("30 Mar is before the cycle “2026-Q2”, which starts on 1 Apr.")
        await win.press("space")
        await win.until(lambda: isinstance(win.app.screen, Detail))
        detail = win.app.screen
        assert isinstance(detail, Detail)
        assert "detail_value" not in dict(detail.offered())
        await win.press("v")
        assert detail.footer.notice.startswith("30 Mar is before the cycle")


async def test_an_empty_value_stays_open_and_says_so(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        many = len(win.plan.check_ins("kr-cac"))
        await win.press("v", "enter")
        assert win.typing()
        assert "There is no value yet: type a number, or esc to go back." in " ".join(win.said.split())
        await win.press("escape")
        assert not win.typing()
        assert len(win.plan.check_ins("kr-cac")) == many
