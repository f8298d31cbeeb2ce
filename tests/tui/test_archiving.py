"""Archiving in the app: a KPI leaves what is looked at, is listed and found when asked for, and comes back."""

from __future__ import annotations

from pathlib import Path

from okrtui.plan.archiving import archive
from okrtui.plan.entities import KeyResult, Kpi, Priority
from okrtui.plan.history import recorded
from okrtui.plan.model import Plan
from okrtui.tui.finder import Index, entries
from okrtui.tui.screens.drivers import Drivers
from okrtui.tui.screens.history import History
from tests.tui.driving import SMALL, TODAY, Window, rows_text, stored, window

BASKET = "Basket size"


def kpi(plan: Plan, row: str) -> Kpi:
    found = plan.find(row, Kpi)
    assert found is not None
    return found


async def archived(at: Window, row: str = "kpi-basket") -> None:
    await at.go(row)
    await at.press("z", "a")
    await at.pilot.pause()


async def test_an_archived_kpi_leaves_its_pane_with_its_values_kept(sample: Path) -> None:
    async with window(sample) as at:
        await archived(at)
        assert BASKET not in at.titles("kpis")
        assert "its 6 values stay" in at.notice
        assert "u takes it back" in at.notice
        assert "1 archived" in str(at.main.lists["kpis"].border_title)
        assert kpi(at.plan, "kpi-basket").archived == TODAY
        await at.undone()
        assert BASKET in at.titles("kpis")
        assert recorded(at.plan, kpi(at.plan, "kpi-basket")) == 6


async def test_what_is_archived_is_listed_last_with_its_word_and_comes_back(sample: Path) -> None:
    async with window(sample) as at:
        await archived(at)
        await at.press("z", "v")
        assert at.here == "kpi-basket"
        assert at.titles("kpis")[-1] == BASKET
        assert "archived" in at.rows("kpis")[-1]
        assert "1 archived KPI" in at.notice
        assert "Archived since 4 May" in at.coach
        await at.press("z", "a")
        assert at.here == "kpi-basket"
        assert "watched again" in at.notice
        assert kpi(at.plan, "kpi-basket").archived is None
        await at.press("z", "v")
        assert "Only what is in use" in at.notice
        await at.press("z", "v")
        assert "Nothing is archived: z a" in at.notice


async def test_a_priority_is_dropped_listed_and_taken_up(sample: Path) -> None:
    async with window(sample) as at:
        await archived(at, "pr-repeat")
        assert "Dropped “Repeat orders”" in at.notice
        assert all("Repeat orders" not in row for row in at.rows("strategy"))
        await at.press("z", "v")
        assert at.here == "pr-repeat"
        assert "dropped 4 May" in at.rows("strategy")[-1]
        await at.press("z", "a")
        row = at.plan.find("pr-repeat", Priority)
        assert row is not None
        assert row.dropped is None


async def test_other_rows_say_what_becomes_of_them_instead(sample: Path) -> None:
    async with window(sample) as at:
        await at.press("z", "a")
        assert "P parks an objective" in at.notice


async def test_that_a_key_result_still_has_its_values_from_it_is_said(sample: Path) -> None:
    async with window(sample) as at:
        measured = next(row for row in at.plan.table(KeyResult).values() if row.measured_by)
        await archived(at, str(measured.measured_by))
        assert "still has its values from it" in at.notice


async def test_deleting_a_kpi_with_values_offers_the_archive(sample: Path) -> None:
    async with window(sample, size=SMALL) as at:
        await at.go("kpi-basket")
        await at.press("d")
        assert at.notice == "Deleted “Basket size” with 6 values. u brings it back, then z a archives it."
        assert at.notice in at.screen(), "the whole sentence is seen in 80 columns"
        await at.undone()
        await at.press("z", "a")
        assert kpi(at.plan, "kpi-basket").archived == TODAY


async def test_the_finder_finds_it_after_what_is_in_use_and_goes_there(sample: Path) -> None:
    plan = stored(sample)
    plan.apply(archive(plan, "kpi-basket", TODAY).changes)
    (found,) = Index(entries(plan)).search("basket size")
    assert found.archived
    assert found.where.startswith("archived")
    assert [entry.row for entry in Index(entries(plan)).search("archived")] == ["kpi-basket"]
    async with window(sample) as at:
        await archived(at)
        at.main.show_item("kpi-basket")
        await at.pilot.pause()
        assert at.here == "kpi-basket", "its pane lists what is archived, so that it can be seen"


async def test_links_through_an_archived_kpi_are_shown_with_the_word(sample: Path) -> None:
    async with window(sample) as at:
        await archived(at)
        await at.go("kr-frequency")
        await at.press("L")
        await at.asked()
        assert "☑ Basket size · archived" in at.screen()
        await at.press("escape")
        await at.back()
        await at.press("D")
        await at.until(lambda: isinstance(at.app.screen, Drivers) and at.app.screen.here)
        screen = at.app.screen
        assert isinstance(screen, Drivers)
        line = next(line for line in rows_text(screen.list).split("\n") if BASKET in line)
        assert "archived" in line


async def test_the_history_says_it_in_words(sample: Path) -> None:
    async with window(sample) as at:
        await archived(at)
        await at.saved()
        await at.press("H")
        await at.until(lambda: isinstance(at.app.screen, History))
        await at.until(lambda: "Archive the KPI “Basket size”" in at.screen())


async def test_naming_an_archived_kpi_as_a_cause_watches_it_again(sample: Path) -> None:
    async with window(sample) as at:
        await archived(at)
        await at.go("kr-cac")
        await at.press("w")
        await at.line("basket size")
        assert "Watched again “Basket size”." in at.notice
        assert kpi(at.plan, "kpi-basket").archived is None
        await at.press("escape")
        await at.undone()
        assert kpi(at.plan, "kpi-basket").archived == TODAY, "one undo takes back both"


async def test_a_new_kpi_with_the_name_of_an_archived_one_says_so(sample: Path) -> None:
    async with window(sample) as at:
        await archived(at)
        await at.press("n")
        await at.line("basket size")
        assert "There is an archived KPI of this name" in at.notice


async def test_a_small_screen_says_how_many_are_not_listed(sample: Path) -> None:
    async with window(sample, size=SMALL) as at:
        await archived(at)
        assert "1 archived: z v" in at.screen()
