"""Naming causes: names that are there are completed and linked, and the row stays open for the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan import causing, edits
from okrtui.plan.archiving import archive
from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.errors import PlanError
from tests.plan.making import TODAY, do, small_plan
from tests.tui.driving import window


def linked(win_plan: object, row: str) -> tuple[str, ...]:
    found = win_plan.find(row, KeyResult)  # type: ignore[attr-defined]
    assert found is not None
    kpis: tuple[str, ...] = found.kpis
    return kpis


async def test_a_name_that_is_there_is_completed_and_linked_and_the_next_cause_is_asked_for(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("w")
        assert "there already: Repeat orders" in win.said
        await win.type("bask")
        assert "tab takes the first: Basket size" in win.said
        await win.press("tab")
        assert win.area.text == "basket size"
        assert "enter links the KPI of this name" in win.said
        await win.press("enter")
        assert linked(win.plan, "kr-cac") == ("kpi-onboarding", "kpi-basket")
        assert win.typing(), "it stays open for the next one"
        assert win.notice.startswith("Linked “Basket size”. What else tells you early about")
        await win.line("Ad click rate")
        assert win.notice.startswith("Added “Ad click rate”.")
        await win.press("enter")
        assert not win.typing(), "an empty row ends it"
        assert win.here == "kr-cac"
        assert len(linked(win.plan, "kr-cac")) == 3


@pytest.mark.parametrize("typed", ["bask", "size", ""])
async def test_down_and_enter_take_the_kpi_that_is_offered(sample: Path, typed: str) -> None:
    async with window(sample) as win:
        await win.press("w")
        await win.type(typed)
        await win.press("down")
        assert win.area.text == ("Basket size" if typed else "Repeat orders")
        before = len(win.plan.kpis)
        await win.press("enter")
        assert win.notice.startswith("Linked “")
        assert len(win.plan.kpis) == before


async def test_a_cause_that_is_linked_already_is_not_made_a_second_time(sample: Path) -> None:
    async with window(sample) as win:
        many = len(win.plan.kpis)
        await win.press("w")
        await win.line("Onboarding completion")
        assert win.typing()
        assert "leads to it already" in " ".join(win.said.split())
        assert len(win.plan.kpis) == many


def test_a_kpi_cannot_cause_itself() -> None:
    with pytest.raises(PlanError, match="cannot cause itself"):
        causing.link_named(small_plan(), "kpi-1", "first answer")


def test_an_unknown_name_links_nothing() -> None:
    assert causing.link_named(small_plan(), "kr-1", "Something new") is None
    assert causing.link_named(small_plan(), "kr-1", "  ") is None


def test_names_that_begin_so_come_before_names_that_contain_it() -> None:
    plan = small_plan()
    do(plan, edits.add(plan, Kpi, name="Repeat orders"))
    do(plan, edits.add(plan, Kpi, name="Order value"))
    assert causing.likely(plan, "kr-1", "order") == ["Order frequency", "Order value", "Repeat orders"]
    assert causing.likely(plan, "kr-1", "order frequency") == [], "what is typed in full needs no help"
    assert "First answer" not in causing.likely(plan, "kr-1", ""), "it is linked already"


def test_archived_kpis_are_offered_only_when_they_are_asked_for() -> None:
    plan = small_plan()
    do(plan, archive(plan, "kpi-3", TODAY))
    assert "Order frequency" not in causing.likely(plan, "kr-1", "")
    assert causing.likely(plan, "kr-1", "order") == ["Order frequency"]


def test_what_a_kpi_causes_is_not_offered_as_its_cause() -> None:
    plan = small_plan()
    do(plan, edits.change(plan, "kpi-3", drivers=("kpi-2",)))
    assert causing.likely(plan, "kpi-1", "") == [], "it causes the second, and by way of that the third"
    assert causing.likely(plan, "kpi-3", "") == ["First answer"]
