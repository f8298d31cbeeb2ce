"""The mouse does what it points at; nothing typed is lost to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widget import Widget

from okrtui.plan import edits
from okrtui.plan.entities import KeyResult, Kpi, Objective
from okrtui.tui.text import width
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import RowList
from tests.tui.driving import SMALL, WIDE, Window, session_on, window


def place(win: Window, pane: str, row: str) -> tuple[Widget, tuple[int, int]]:
    """A list, and where a row's first line is in it."""
    rows = win.main.lists[pane]
    index = next(i for i, each in enumerate(rows.rows) if each.key == row)
    top = sum(each.height for each in rows.rows[:index])
    return rows, (6, top + 1)


async def test_a_click_puts_the_cursor_on_a_row_of_any_pane(sample: Path) -> None:
    async with window(sample) as win:
        for pane, row in (
            ("results", "kr-churn"),
            ("kpis", "kpi-basket"),
            ("objectives", "o-checkout"),
            ("strategy", "pr-cost"),
        ):
            rows, offset = place(win, pane, row)
            await win.pilot.click(rows, offset=offset)
            assert win.here == row
            assert win.main.pane == pane
            assert rows.has_focus
        assert win.titles("results")[0].startswith("Raise completed checkouts"), "the panes follow"


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_a_double_click_edits_the_row(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        rows, offset = place(win, "results", "kr-churn")
        await win.pilot.click(rows, offset=offset, times=2)
        await win.until(win.typing)
        assert win.editing.place.row == "kr-churn"


async def test_a_click_beside_the_rows_changes_nothing(sample: Path) -> None:
    async with window(sample) as win:
        await win.pilot.click(win.main.lists["results"], offset=(6, 15))
        assert win.here == "kr-cac"
        await win.pilot.click(win.main.header)
        assert win.here == "kr-cac"


def key_in(widget: Lines, key: str) -> tuple[int, int]:
    """Where a key is named in a widget, its borders counted."""
    for y, line in enumerate(widget.lines):
        x = 0
        for text, style in line:
            if style == "key" and text == key:
                return x + widget.gutter.left, y + widget.gutter.top
            x += width(text)
    raise AssertionError(f"{key} is not there: {widget.lines}")


async def test_keys_of_the_last_line_can_be_clicked(sample: Path) -> None:
    async with window(sample) as win:
        await win.pilot.click(win.main.footer, offset=key_in(win.main.footer, "e"))
        await win.until(win.typing)
        x, y = key_in(win.main.footer, "esc")
        await win.pilot.click(win.main.footer, offset=(x + 5, y))  # on what it does
        await win.until(lambda: not win.typing())
        assert win.here == "kr-cac"


async def test_a_click_on_what_the_last_line_says_shows_the_keys_again(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n", "A", "escape")
        assert "Put back" in win.notice
        await win.pilot.click(win.main.footer, offset=(1, 0))
        assert not win.notice
        assert win.here
        assert not win.typing(), "that click does nothing else"
        await win.pilot.click(win.main.footer, offset=(1, 0))
        await win.until(win.typing)


async def test_a_click_on_the_coach_while_typing_does_it_and_leaves_the_keys_with_the_line(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("Launch the loyalty app")
        await win.until(lambda: bool(win.main.coach.lines))
        await win.pilot.click(win.main.coach, offset=key_in(win.main.coach, "^F"))
        await win.until(lambda: win.editing.text.startswith("Share of"))
        await win.type("all")
        assert "all" in win.area.text, "the keys still go to the line"
        await win.pilot.click(win.main.coach, offset=(3, 2))
        await win.type("x")
        assert "allx" in win.area.text


async def test_a_click_on_a_field_of_the_edited_row_opens_it_and_one_on_the_text_goes_back(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-churn")
        await win.press("enter")
        text = win.editing.text
        await win.pilot.click(win.main.editor.facts, offset=_shown(win, "owner "))
        assert win.main.editor.field == "owner"
        await win.put("Anna")
        await win.pilot.click(win.main.editor.facts, offset=_shown(win, "to "))
        assert win.main.editor.field == "target"
        await win.pilot.click(win.main.editor.area, offset=(4, 0))
        assert win.main.editor.field == ""
        await win.press("end")
        await win.type("x")
        assert win.editing.text == text + "x", "the keys go to the text"
        await win.press("backspace", "enter")
        assert win.plan.table(KeyResult)["kr-churn"].owner == "Anna"


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_click_on_a_choice_of_a_field_takes_it(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.go("o-balance")
        await win.press("enter")
        win.main.editor.go_to("kind")
        await win.pilot.click(win.main.editor.say, offset=_shown(win, "  committed", win.main.editor.say))
        assert win.main.editor.entry.text == "committed"
        await win.pilot.click(win.main.editor.say, offset=_shown(win, "commitment  ", win.main.editor.say))
        assert win.main.editor.entry.text == "committed", "its label is no choice"
        await win.press("enter")
        await win.until(lambda: win.plan.table(Objective)["o-balance"].kind == "committed")


def _shown(win: Window, label: str, where: Lines | None = None) -> tuple[int, int]:
    """Where the label of a field begins, below the row that is edited."""
    for y, line in enumerate((where or win.main.editor.facts).lines):
        x = 0
        for text, _ in line:
            if text == label:
                return x + 1, y
            x += width(text)
    raise AssertionError(f"{label} is not shown")


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_click_on_the_number_of_initiatives_lists_them(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.go("kr-frequency")
        rows = win.main.lists["results"]
        at = next(n for n, line in enumerate(_lines(rows)) if "☐ 2 initiatives" in line)
        await win.pilot.click(rows, offset=(6, at - 1 + rows.gutter.top))
        await win.pilot.pause()
        assert any("☐ 2 initiatives" in line for line in _lines(rows)), "another line of the row only chooses it"
        await win.pilot.pause(0.6)
        await win.pilot.click(rows, offset=(6, at + rows.gutter.top))
        await win.until(lambda: not any("☐ 2 initiatives" in line for line in _lines(rows)))
        assert not win.typing()


def _lines(rows: RowList) -> list[str]:
    """The lines that a list shows."""
    return [rows.render_line(y).text for y in range(rows.scrollable_content_region.height)]


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_key_that_an_empty_pane_names_can_be_clicked(empty: Path, size: tuple[int, int]) -> None:
    async with window(empty, size=size) as win:
        await win.press("escape", "4")
        kpis = win.main.lists["kpis"]
        await win.pilot.click(kpis, offset=(3, 3))
        await win.until(win.typing)
        assert win.editing.place.entity is Kpi


async def test_a_click_elsewhere_while_typing_loses_nothing(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("Lower the refund rate from 4 % to 2 %")
        rows, offset = place(win, "kpis", "kpi-basket")
        await win.pilot.click(rows, offset=offset)
        if win.typing():
            assert win.editing.text == "Lower the refund rate from 4 % to 2 %"
            await win.type("x")
            assert win.area.text.endswith("x"), "the keys still go to the line"
        else:
            kept = [k.title for k in win.plan.key_results("o-balance")]
            assert "Lower the refund rate from 4 % to 2 %" in kept


async def test_a_double_click_elsewhere_while_typing_opens_no_second_editor(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("Lower refunds")
        rows, offset = place(win, "kpis", "kpi-basket")
        await win.pilot.click(rows, offset=offset, times=2)
        await win.pilot.pause(0.1)
        kept = "Lower refunds" in [k.title for k in win.plan.key_results("o-balance")]
        assert kept or (win.typing() and win.editing.text == "Lower refunds")


async def test_the_wheel_scrolls_a_long_list(sample: Path) -> None:
    session = session_on(sample)
    session.apply(edits.add_many(session.plan, Kpi, [f"Measure {i}" for i in range(60)]))
    session.wait(10)
    session.close()
    async with window(sample) as win:
        rows = win.main.lists["kpis"]
        assert "Measure 20" not in win.screen()
        for _ in range(12):
            rows.post_message(events.MouseScrollDown(rows, 5, 5, 0, 1, 0, False, False, False))
            await win.pilot.pause()
        assert rows.scroll_y > 0
        assert "Measure 20" in win.screen()


@pytest.mark.parametrize("where", ["coach", "footer"])
async def test_a_click_presses_a_key_once(sample: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with window(sample) as win:
        await win.press("3", "n")
        await win.line("Launch the loyalty app")
        await win.press("escape")
        await win.until(lambda: "f do that" in win.coach and not win.notice and "f" in win.footer)
        pressed: list[str] = []
        monkeypatch.setattr(win.app, "simulate_key", pressed.append)
        shown = win.main.coach if where == "coach" else win.main.footer
        y, x = next(
            (y, sum(width(text) for text, _ in line[:n]))
            for y, line in enumerate(shown.lines)
            for n, (text, style) in enumerate(line)
            if style == "key" and text.strip() == "f"
        )
        await win.pilot.click(shown, offset=(x + shown.gutter.left, y + shown.gutter.top))
        assert pressed == ["f"]


async def test_a_click_on_a_step_goes_to_what_it_lacks(sample: Path) -> None:
    async with window(sample) as win:
        lines = ["".join(text for text, _ in line) for line in win.main.coach.lines]
        y = next(i for i, line in enumerate(lines) if "indicators" in line)
        await win.pilot.click(win.main.coach, offset=(6, y + 1))
        await win.until(lambda: win.here == "kpi-basket")


async def test_a_double_click_on_the_card_begins_the_step(empty: Path) -> None:
    async with window(empty) as win:
        await win.pilot.click("#start-steps", offset=(8, 1), times=2)
        await win.until(win.typing)
        assert win.editing.place.row == "plan"


async def test_the_names_of_panes_on_a_small_screen_can_be_clicked(sample: Path) -> None:
    async with window(sample, size=SMALL) as win:
        for pane, name in (("objectives", "2 Objectives"), ("kpis", "4 KPIs"), ("strategy", "1 Strategy")):
            shown = win.main.lists[win.main.pane]
            at = str(shown.border_title).index(name) + len(name) - 1
            await win.pilot.click(shown, offset=(3 + at, 0))
            await win.pilot.pause()
            assert win.main.pane == pane
            assert win.main.lists[pane].has_focus
        await win.pilot.click(win.main.lists["strategy"], offset=(70, 0))
        assert win.main.pane == "strategy", "no name is there"


async def test_a_small_screen_says_whose_key_results_it_shows(sample: Path) -> None:
    async with window(sample, size=SMALL) as win:
        assert "of “Balance CAC and CLV”" in win.screen()
    async with window(sample) as win:
        assert win.screen().count("of “Balance CAC and CLV”") == 1, "a wide one has it in the title"
