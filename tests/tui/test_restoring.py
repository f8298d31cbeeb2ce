"""A backup brought back from inside the app: which one, what would change, one action, one undo."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from okrtui.exchange.listing import ChangeLine
from okrtui.plan import edits
from okrtui.plan.entities import Cycle, Entity, Kpi, Measurement, Objective
from okrtui.plan.recording import measure
from okrtui.store.backups import Backup, back_up
from okrtui.tui.imports import for_people
from tests.tui.driving import SMALL, TODAY, WIDE, Window, session_on, stored, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


def held(path: Path) -> dict[tuple[str, str], Entity]:
    """All rows of the file, with their whole history."""
    return {(row.TABLE, row.id): row for row in stored(path).rows()}


@pytest.fixture
def backup(sample: Path) -> Backup:
    """A backup of the sample, after which an objective got another text and a KPI went with all its values."""
    made = back_up(sample, sample.parent / "state")
    session = session_on(sample)
    for day in range(30):
        session.apply(measure(session.plan, "kpi-basket", TODAY - timedelta(days=400 + day), float(day)))
    session.apply(edits.change(session.plan, "o-balance", title="Something else"))
    session.history("kpi-errors")
    session.apply(edits.delete(session.plan, "kpi-errors"))
    session.wait()
    session.close()
    return made


async def ask(win: Window) -> str:
    """Choose the newest backup; what the question says."""
    win.main.deeds.do("backups")
    await win.asked()
    await win.press("enter")
    await win.until(lambda: "Back to" in win.screen())
    return " ".join(win.screen().split())


@SIZES
async def test_a_backup_is_looked_at_brought_back_and_that_taken_back(
    sample: Path, backup: Backup, size: tuple[int, int]
) -> None:
    before = held(sample)
    async with window(sample, size=size) as win:
        win.main.deeds.do("backups")
        await win.asked()
        said = win.screen()
        assert "Backups of plan.db" in said or f"Backups of {sample.name}" in said
        assert "without the last 32 actions" in said
        assert "2 objectives" in said
        await win.press("enter")
        await win.until(lambda: "Back to" in win.screen())
        assert "Something else" in win.screen()
        assert "Checkout errors" in win.screen()
        await win.press("1")
        await win.back()
        assert "The plan is as it was" in win.notice
        win.app.session.wait(5)
        assert held(sample) == {(row.TABLE, row.id): row for row in win.app.session.plan_of_backup(backup).rows()}
        assert stored(sample).find("kpi-errors", Kpi)
        await win.press("u")
        await win.until(lambda: "Undone: bring back the backup" in win.notice)
    assert held(sample) == before


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("state of “2026-Q4” active -> draft", "state", "“2026-Q4” is a draft"),
        ("next of “Win -> lose” drop -> none", "next", "after the quarter, “Win -> lose”: drop → not decided"),
        ("review of 2026-10-14 20:51:24", "", "review of 14 Oct 2026 20:51"),
        ("due of “By 2026-10-14” 2026-10-14 -> none", "due", "due of “By 2026-10-14” 14 Oct 2026 → none"),
        ("title of objective “2026-99-99” -> “x -> y”", "title", "title of objective “2026-99-99” → “x -> y”"),
        ("check-in of “Churn” on 2026-99-99", "", "check-in of “Churn” on 2026-99-99"),
    ],
)
def test_changes_are_said_as_people_read_them(text: str, field: str, said: str) -> None:
    assert for_people(ChangeLine("change", text, "x", field)) == said


async def test_it_can_be_left_and_all_changes_be_read(sample: Path, backup: Backup) -> None:
    session = session_on(sample)
    cycle = next(iter(session.plan.table(Cycle)))
    for number in range(60):
        session.apply(edits.add(session.plan, Objective, parent=cycle, title=f"Number {number:02}"))
    session.wait()
    session.close()
    before = held(sample)
    async with window(sample, size=SMALL) as win:
        said = await ask(win)
        assert "and 5" in said, "what does not fit is counted"
        assert "Leave the plan as it is" in said
        await win.press("2")
        page = await win.opened_page()
        assert "Number 59" in page
        assert "Checkout errors" in page
        await win.press("escape")
        await win.until(lambda: "Leave the plan as it is" in win.screen())
        await win.press("3")
        await win.back()
    assert held(sample) == before


async def test_what_another_window_does_meanwhile_is_shown_before_it_is_overwritten(
    sample: Path, backup: Backup
) -> None:
    async with window(sample) as win:
        await ask(win)
        other = session_on(sample)
        other.apply(edits.change(other.plan, "o-balance", why="said just now"))
        other.wait()
        other.close()
        win.app.session.wait(5)
        await win.until(lambda: win.plan.table(Objective)["o-balance"].why == "said just now")
        await win.press("1")
        await win.until(lambda: "The plan has changed meanwhile" in win.screen())
        assert "said just now" in win.screen()
        await win.press("1")
        await win.back()
        assert win.plan.table(Objective)["o-balance"].why != "said just now"


async def test_without_a_backup_that_is_said(sample: Path) -> None:
    async with window(sample) as win:
        win.main.deeds.do("backups")
        await win.until(lambda: "There is no backup yet" in win.notice)


async def test_a_backup_that_is_the_plan_as_it_is(sample: Path) -> None:
    back_up(sample, sample.parent / "state")
    async with window(sample) as win:
        win.main.deeds.do("backups")
        await win.asked()
        assert "the same as the plan now" in win.screen()
        await win.press("1")
        await win.until(lambda: "nothing to bring back" in win.notice)


async def test_a_damaged_backup_is_said_and_the_others_stay(sample: Path, backup: Backup) -> None:
    back_up(sample, sample.parent / "state").path.write_bytes(b"no database at all")
    async with window(sample) as win:
        win.main.deeds.do("backups")
        await win.asked()
        assert "cannot be read" in win.screen()
        await win.press("1")
        await win.until(lambda: "damaged and cannot be read" in win.notice)
        win.main.deeds.do("backups")
        await win.asked()
        await win.press("2")
        await win.until(lambda: "Back to" in win.screen())


async def test_values_that_were_not_read_yet_come_and_go_with_it(sample: Path, backup: Backup) -> None:
    """A KPI with more values than the start reads: all that came after the backup go, and no other."""
    async with window(sample) as win:
        await ask(win)
        await win.press("1")
        await win.back()
        win.app.session.wait(5)
    old = [row for row in stored(sample).table(Measurement).values() if row.kpi == "kpi-basket" and row.at]
    assert all(row.at is not None and str(row.at) > "2025-12-31" for row in old)
