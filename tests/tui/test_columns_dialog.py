"""The columns of a table in the app: what is guessed, what the user says, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from okrtui.plan.entities import CheckIn, KeyResult, Objective
from okrtui.session import Session
from okrtui.tui.paint import line_width
from okrtui.tui.screens.columns import ColumnsDialog
from okrtui.tui.screens.importing import ImportDialog
from okrtui.tui.screens.picker import Picker
from tests.tui.test_import_dialog import app_of, dialog, folder, importing, listed, said, session, until

__all__ = ["folder", "session"]

TABLE = """\
Quarter;Goal;Was;Start;Ist;Ziel 2026;Date
Q2 2026;Keep customers;Lower churn;6,1 %;6,0 %;5,2 %;04/05/2026
;;More orders;1.234;1.300;2.000;04/05/2026
"""


def columns(pilot: Pilot[None]) -> ColumnsDialog:
    """The dialog on the screen."""
    assert isinstance(pilot.app.screen, ColumnsDialog)
    return pilot.app.screen


def taken(pilot: Pilot[None]) -> dict[str, str]:
    """What each column is taken for."""
    return {one.heading: one.column for one in columns(pilot).choice.look.columns}


def text(pilot: Pilot[None]) -> str:
    """All that the dialog shows."""
    made = columns(pilot)
    lines = [*made.note.lines, *(line for row in made.rows.rows for line in row.build()), *made.first.lines]
    return "\n".join("".join(part for part, _ in line) for line in [*lines, *made.foot.lines])


async def opened(pilot: Pilot[None], name: str) -> None:
    """The columns of a file."""
    dialog(pilot).file.value = name
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog))
    await pilot.pause()


async def take_for(pilot: Pilot[None], heading: str, words: str) -> None:
    """Choose what a column is taken for, as one types it."""
    columns(pilot).rows.select(heading)
    await pilot.press("t")
    await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
    assert isinstance(pilot.app.screen, Picker)
    pilot.app.screen.typing.value = words
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog))
    await pilot.pause()


async def test_columns_are_mapped_shown_as_read_and_imported(folder: Path, session: Session) -> None:
    (folder / "okrs.csv").write_text(TABLE, encoding="utf-8")
    before = len(session.plan.table(Objective))
    async with importing(session) as pilot:
        await opened(pilot, "okrs.csv")
        assert "No column is taken for the key results yet" in text(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "The key results are missing. “Was” may hold them: t says so" in text(pilot)
        assert columns(pilot).rows.cursor_key == "Was", "the cursor stands on it"
        await take_for(pilot, "Was", "key result")
        await take_for(pilot, "Ziel 2026", "where it is to be")
        shown = text(pilot)
        for words in ("Lower churn", "6,1 % → 6.1 %", "1.234 → 1234", "Q2 2026 · Keep customers", "after a comma"):
            assert words in shown
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog) and dialog(pilot).preview is not None)
        assert "+key result “Lower churn”" in listed(pilot)
        assert "after a comma" not in said(pilot), "what the columns said is not said again"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
        await pilot.press("2")
        await pilot.pause()
        rows = [row for row in session.plan.table(KeyResult).values() if row.title in ("Lower churn", "More orders")]
        assert [(row.baseline, row.target, row.unit, row.direction) for row in rows] == [
            (6.1, 5.2, "%", "down"),
            (1234, 2000, "", "up"),
        ]
        assert app_of(pilot).main.here in rows
        await pilot.press("u")
        await until(pilot, lambda: len(session.plan.table(Objective)) == before)


async def test_what_is_measured_stands_for_key_results_that_nothing_else_names(folder: Path, session: Session) -> None:
    (folder / "okrs.csv").write_text("Ziel;Messgröße;Startwert;Zielwert\nMehr;Händler;12,5;40\n", encoding="utf-8")
    (folder / "values.csv").write_text("x;Ziel;Start\n1;Mehr;3\n2;Mehr;4\n", encoding="utf-8")
    async with importing(session) as pilot:
        await opened(pilot, "okrs.csv")
        assert taken(pilot) == {
            "Ziel": "objective", "Messgröße": "title", "Startwert": "baseline", "Zielwert": "target",
        }  # fmt: skip
        await pilot.press("escape")
        await pilot.pause()
        await opened(pilot, "values.csv")
        await pilot.press("enter")
        await pilot.pause()
        assert "No column is taken for the key results yet" in text(pilot), "no column has words for them"


async def test_what_is_said_can_be_taken_back_and_changed_again_from_the_changes(
    folder: Path, session: Session
) -> None:
    (folder / "okrs.csv").write_text(TABLE.replace("Was", "KR"), encoding="utf-8")
    values = len(session.plan.table(CheckIn))
    async with importing(session) as pilot:
        await opened(pilot, "okrs.csv")
        assert taken(pilot)["Ist"] == "current"
        columns(pilot).rows.select("Ist")
        await pilot.press("space")
        assert taken(pilot)["Ist"] == ""
        await pilot.press("space")
        assert taken(pilot)["Ist"] == "current"
        await pilot.press("u", "u", "u")
        assert taken(pilot)["Ist"] == "current"
        assert "Nothing has been changed here yet." in text(pilot)
        await pilot.press("m")
        assert "04/05/2026 → 5 Apr" in text(pilot)
        await pilot.press("m", "comma")
        assert "2.000" in text(pilot)
        assert "04/05/2026 → 4 May" in text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog) and dialog(pilot).preview is not None)
        assert any("check-in of “Lower churn”" in row for row in listed(pilot))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog))
        columns(pilot).rows.select("Ist")
        await pilot.press("space", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog) and dialog(pilot).preview is not None)
        assert not any("check-in" in row for row in listed(pilot))
        await pilot.press("r")
        assert not dialog(pilot).replace, "a table holds no whole plan"
        await pilot.press("escape")
        await pilot.pause()
        assert len(session.plan.table(CheckIn)) == values


async def test_escape_goes_back_to_the_path(folder: Path, session: Session) -> None:
    (folder / "okrs.csv").write_text(TABLE, encoding="utf-8")
    async with importing(session) as pilot:
        await opened(pilot, "okrs.csv")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog))
        assert dialog(pilot).file.has_focus
        assert dialog(pilot).preview is None


async def test_a_table_of_ours_needs_no_mapping(folder: Path, session: Session) -> None:
    from okrtui.exchange.csv_out import dumps

    (folder / "ours.csv").write_text(dumps(session.plan), encoding="utf-8")
    async with importing(session) as pilot:
        dialog(pilot).file.value = "ours.csv"
        await pilot.press("enter")
        await until(pilot, lambda: dialog(pilot).preview is not None)
        assert "holds all of it already" in said(pilot)


async def test_a_table_that_cannot_be_read_is_said_at_the_path(folder: Path, session: Session) -> None:
    (folder / "bad.csv").write_bytes(b"a,b\0")
    async with importing(session) as pilot:
        dialog(pilot).file.value = "bad.csv"
        await pilot.press("enter")
        await until(pilot, lambda: "NUL" in said(pilot))
        assert dialog(pilot).file.has_focus


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_everything_fits_the_screen_and_markup_is_text(
    folder: Path, session: Session, size: tuple[int, int]
) -> None:
    heading = "[/b] a heading that is much longer than anybody would write it"
    many = ";".join(f"Column number {number}" for number in range(30))
    (folder / "wide.csv").write_text(f"KR;{heading};{many}\n[red]x[/;1,5;{';' * 29}\n", encoding="utf-8")
    async with importing(session, size) as pilot:
        await opened(pilot, "wide.csv")
        made = columns(pilot)
        assert "[red]x[/" in text(pilot)
        for widget in (made.note, made.rows, made.first, made.foot):
            assert made.box.region.contains_region(widget.region)
        assert made.rows.size.height >= 4
        for line in made.foot.lines:
            assert line_width(line) <= made.foot.size.width


async def test_reading_can_be_stopped(folder: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from okrtui.tui import waiting
    from okrtui.tui.screens import importing as screen

    held = threading.Event()

    def slow(path: str) -> object:
        held.wait(10)
        raise AssertionError

    monkeypatch.setattr(waiting, "_PATIENCE", 0.0)
    monkeypatch.setattr(waiting, "_STEP", 0.01)
    monkeypatch.setattr(screen, "table", slow)
    (folder / "okrs.csv").write_text(TABLE, encoding="utf-8")
    async with importing(session) as pilot:
        dialog(pilot).file.value = "okrs.csv"
        await pilot.press("enter")
        await until(pilot, lambda: "(esc stops it)" in said(pilot))
        await pilot.press("escape")
        assert said(pilot) == "Stopped; nothing was changed."
        assert dialog(pilot).file.has_focus
        held.set()
        await pilot.pause(0.05)
        assert said(pilot) == "Stopped; nothing was changed."
