"""What confidence was worth, in the app: the page, and the last card of a close."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import CheckIn, Cycle, KeyResult, Objective
from okrtui.plan.ids import moment_id
from okrtui.plan.settings import MethodSettings
from okrtui.tui.calibrationpage import calibration_lines, read_calibration
from okrtui.tui.screens.cycleclose import CloseDialog
from tests.tui.driving import Window, rows_text, session_on, text_of_lines, window

AFTER = date(2026, 7, 2)


def put_past(path: Path, quarters: int, *, last_state: str = "closed") -> None:
    """Past quarters of ten key results each, all given a 7 early on and daily afterwards a 10; 4 of 10 landed."""
    rows: list[Insert] = []
    for q in range(quarters):
        start = date(2024, 1, 1) + timedelta(days=91 * q)
        state = last_state if q == quarters - 1 else "closed"
        rows.append(Insert(Cycle(f"cy-00000{q}", -9.0 + q, f"past {q}", start, start + timedelta(90), state)))  # type: ignore[arg-type]
        rows.append(Insert(Objective(f"o-00000{q}", f"cy-00000{q}", 1.0, "Grow", owner="Ada [/b]")))
        for n in range(10):
            row = KeyResult(f"kr-0000{q}{n}", f"o-00000{q}", float(n), f"Result {n}", grade=0.9 if n < 4 else 0.2)
            rows.append(Insert(row))
            for day, confidence in ((20, 7.0), *((60 + more, 10.0) for more in range(15))):
                at = start + timedelta(days=day)
                rows.append(Insert(CheckIn(moment_id(row.id, at), row.id, at, None, confidence)))
    session = session_on(path)
    session.apply(Edit("past", tuple(rows)))
    session.wait(10)
    session.close()


async def shown_page(win: Window) -> str:
    """Open the page as the palette does."""
    win.main.action_do("calibration")
    await win.pilot.pause()
    return await win.opened_page()


async def test_the_page_says_what_each_confidence_was_worth(sample: Path) -> None:
    put_past(sample, 3)
    async with window(sample, today=AFTER) as win:
        page = await shown_page(win)
        assert page.split("\n")[0].strip() == "Of key results with a confidence of 7, 40 % came true (12 of 30)."
        assert "♥7" in page
        assert "12 of 30" in page
        assert "25 to 58 %" in page  # Wilson by hand: 0.2459 to 0.5768
        assert "too sure" in page
        assert "Ada [/b]" in page
        assert "♥10" not in page  # said after the middle; the older values had to be read from the file for the 7


async def test_two_past_quarters_are_not_enough_yet(sample: Path) -> None:
    put_past(sample, 2)
    async with window(sample, today=AFTER) as win:
        page = await shown_page(win)
        assert "There are two so far." in " ".join(page.split())


async def test_the_last_card_of_a_close_says_it_once_this_quarter_is_the_third(sample: Path) -> None:
    put_past(sample, 3, last_state="active")
    async with window(sample, today=AFTER) as win:
        win.main.view.choose_cycle("cy-000002")
        win.main.reload()
        await win.press("S")
        await win.until(lambda: isinstance(win.app.screen, CloseDialog))
        dialog = win.app.screen
        assert isinstance(dialog, CloseDialog)
        dialog.show_card(len(dialog.close_of.cards()))
        await win.pilot.pause()
        assert "Of key results with a confidence of 7, 40 % came true (12 of 30)." in rows_text(dialog.page)


def test_the_page_fits_into_eighty_columns(sample: Path) -> None:
    put_past(sample, 3)
    session = session_on(sample)
    lines = calibration_lines(read_calibration(session, MethodSettings()))(76)
    session.close()
    assert max(len(text_of_lines([line])) for line in lines) <= 76
