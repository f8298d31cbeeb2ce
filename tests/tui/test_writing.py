"""Writing rows in place: Enter, Escape, Tab, wrong values, several pasted lines; nothing that was typed is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import CheckIn, KeyResult, Objective
from okrtui.plan.model import Plan
from okrtui.tui.screens.linetree import LineTreeDialog
from tests.tui.driving import SMALL, WIDE, session_on, stored, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
GOOD = "Lower the refund rate from 4 % to 2 %"


def key_result(plan: Plan, row: str) -> KeyResult:
    """A key result of a plan."""
    found = plan.get(row)
    assert isinstance(found, KeyResult)
    return found


# -- Enter


@SIZES
async def test_n_writes_row_after_row_and_enter_on_the_empty_one_ends(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("n")
        await win.line("Lower the refund rate from 4 % to 2 %")
        assert win.typing(), "the next empty row is open"
        assert win.editing.text == ""
        await win.line("Raise reviews from 3.9 to 4.4")
        await win.press("enter")
        assert not win.typing()
        assert win.titles("results")[:3] == [
            "Reduce the average CAC by 20 % by the end of Q2",
            "Lower the refund rate from 4 % to 2 %",
            "Raise reviews from 3.9 to 4.4",
        ], "each below the one before"
        assert win.here == win.main.lists["results"].rows[2].key, "the cursor is on the last one"
    plan = stored(sample)
    assert [k.title for k in plan.key_results("o-balance")][1:3] == [
        "Lower the refund rate from 4 % to 2 %",
        "Raise reviews from 3.9 to 4.4",
    ]


async def test_each_row_of_a_chain_is_one_undo(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.line("Lower refunds from 4 to 2")
        await win.line("Raise reviews from 3.9 to 4.4")
        await win.press("enter")
        await win.undone()
        assert [k.title for k in win.plan.key_results("o-balance")][1:3] == [
            "Lower refunds from 4 to 2",
            "Increase the order frequency by 10 % by end of Q2",
        ]


@pytest.mark.parametrize("key", ["e", "enter"])
async def test_a_row_is_changed_where_it_stands(sample: Path, key: str) -> None:
    async with window(sample) as win:
        await win.press(key)
        assert win.area.text == "Reduce the average CAC by 20 % by the end of Q2"
        editor = win.main.editor.region
        rows = win.main.lists["results"].region
        assert rows.contains_region(editor), "no dialog: it lies over its row"
        await win.line("Reduce the average CAC by 25 % by the end of Q2")
        assert not win.typing(), "after e no empty row opens"
        assert win.here == "kr-cac"
    row = key_result(stored(sample), "kr-cac")
    assert row.title == "Reduce the average CAC by 25 % by the end of Q2"


async def test_enter_on_a_row_that_was_not_touched_changes_nothing(sample: Path) -> None:
    before = stored(sample)
    async with window(sample) as win:
        for row in ("kr-cac", "kr-churn", "kpi-basket", "o-balance", "pr-cost"):
            await win.go(row)
            await win.press("e", "enter")
            assert not win.typing()
        await win.press("u")
        await win.until(lambda: win.notice)
        assert "Undone" not in win.notice or "import" in win.notice.lower() or "sample" in win.notice.lower()
    after = stored(sample)
    for row in ("kr-cac", "kr-churn", "kpi-basket", "o-balance", "pr-cost"):
        assert after.item(row) == before.item(row) or after.item(row) is None


async def test_a_typed_line_is_on_screen_at_once_and_said_to_be_saved(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        await win.line(GOOD)
        assert GOOD in win.screen()
        await win.saved()
        assert "saved ✓" in win.screen()


async def test_a_long_text_grows_the_editor_up_to_six_lines(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        low = win.main.editor.area.region.height
        await win.put("raise the share of orders that come back within ninety days " * 20)
        assert (low, win.main.editor.area.region.height) == (1, 6)
        assert win.main.lists["results"].region.contains_region(win.main.editor.region)
        await win.press("enter")
        assert len(key_result(win.plan, "kr-cac").title) > 1000


# -- Escape


@SIZES
async def test_escape_puts_the_row_back_and_u_brings_the_typing_back(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("e")
        await win.put("Something else entirely")
        await win.press("escape")
        assert not win.typing()
        assert key_result(win.plan, "kr-cac").title.startswith("Reduce the average CAC")
        assert "u brings back" in win.screen()
        await win.press("u")
        assert win.editing.text == "Something else entirely"
        assert win.area.text == "Something else entirely"
        await win.press("enter")
        assert key_result(win.plan, "kr-cac").title == "Something else entirely"


async def test_escape_on_an_untouched_row_leaves_u_for_the_last_action(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("d")
        for row in ("kpi-errors", "kr-churn"):
            await win.go(row)
            await win.press("e", "escape")
            assert "brings back what you typed" not in win.notice, row
        await win.undone()
        assert win.plan.item("kr-cac") is not None


async def test_escape_keeps_what_was_typed_into_fields_too(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("Lower refunds")
        await win.press("tab")
        await win.put("4 %")
        await win.press("escape")
        assert not win.typing()
        await win.press("u")
        assert win.editing.text == "Lower refunds"
        assert win.editing.value("baseline") == 4.0


async def test_escape_on_an_empty_new_row_leaves_nothing(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n", "escape")
        assert not win.typing()
        assert len(win.plan.key_results("o-balance")) == 3
        assert not win.notice


async def test_undo_and_redo_in_the_text(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        await win.press("x", "ctrl+z")
        assert win.editing.text == "Reduce the average CAC by 20 % by the end of Q2"
        await win.press("ctrl+y")
        assert win.editing.text.endswith("Q2x")
        await win.press("escape")


async def test_letters_and_digits_are_text_while_a_row_is_edited(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        text = "nevtgwLa du12340?/:qxI[],.RS"
        await win.type(text)
        assert win.area.text == text
        assert win.main.pane == "results"


# -- Tab


@SIZES
async def test_tab_goes_to_from_and_to_first_then_to_the_next_empty_field(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("n")
        await win.put("Lower the refund rate")
        await win.press("tab")
        assert win.main.editor.field == "baseline"
        await win.put("4 %")
        await win.press("tab")
        assert win.main.editor.field == "target"
        await win.put("2")
        await win.press("tab")
        assert win.main.editor.field not in ("baseline", "target")
        await win.press("enter")
        row = win.plan.key_results("o-balance")[1]
        assert (row.title, row.baseline, row.target, row.unit) == ("Lower the refund rate", 4, 2, "%")


async def test_tab_passes_over_filled_fields_and_shift_tab_reaches_all(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e", "tab")
        assert win.main.editor.field not in ("baseline", "target", "owner", "unit"), "these are filled"
        await win.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        seen = set()
        for _ in range(20):
            seen.add(win.main.editor.field)
            await win.press("shift+tab")
        assert {"baseline", "target", "owner", "unit", ""} <= seen


async def test_passing_over_a_field_does_not_make_it_typed(sample: Path) -> None:
    """What only the text says follows the text, also after Tab went through its field."""
    async with window(sample) as win:
        await win.press("n")
        await win.put("Lower the refund rate from 4 % to 2 % by 15 June")
        for _ in range(4):
            await win.press("shift+tab")
        while win.main.editor.field:
            await win.press("shift+tab")
        assert not win.editing.is_typed("due")
        await win.put("Lower the refund rate from 5 % to 3 % by 20 June")
        assert (win.editing.value("baseline"), win.editing.value("due")) == (5.0, date(2026, 6, 20))


async def test_read_fields_stand_beside_the_text_and_typed_ones_win(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.put("Lower the refund rate from 4 % to 2 % by 15 June")
        assert win.facts.startswith("metric refund rate ↓ down from 4 % to 2 % unit % by 15 Jun")
        await win.press("tab")
        while win.main.editor.field != "target":
            await win.press("shift+tab")
        await win.put("1.5")
        await win.press("shift+tab")
        assert "to 1.5 %" in win.facts
        pieces = [piece for line in win.main.editor.facts.lines for piece in line]
        assert ("1.5 %", "") in pieces, "bright"
        assert ("15 Jun", "dim") in pieces, "dim"


async def test_a_choice_is_completed_and_taken_with_the_right_arrow(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kpi-basket")
        await win.press("n")
        await win.put("Refund rate")
        win.main.editor.go_to("timing")
        await win.put("")
        assert "leading" in win.said
        assert "lagging" in win.said
        await win.press("l", "a")
        assert win.area.suggestion == "gging"
        await win.press("right", "enter")
        assert next(k for k in win.plan.kpis if k.name == "Refund rate").timing == "lagging"


# -- wrong values


@SIZES
@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("baseline", "plenty", "number"),
        ("baseline", "1,200", "1200"),
        ("due", "someday", "day"),
        ("direction", "sideways", "up, down, keep"),
        ("kpis", "Nothing like it", "Nothing like it"),
    ],
)
async def test_a_wrong_value_says_what_is_expected_and_nothing_is_lost(
    sample: Path, size: tuple[int, int], field: str, text: str, says: str
) -> None:
    async with window(sample, size=size) as win:
        await win.press("n")
        await win.put("Lower the refund rate")
        win.main.editor.go_to(field)
        await win.put(text)
        await win.press("enter")
        assert win.typing()
        assert win.main.editor.field == field, "the caret stays where the mistake is"
        assert win.area.text == text
        assert says in win.said
        assert says in win.screen(), "the sentence is on the screen"
        await win.press("tab")
        assert win.main.editor.field == field
        await win.put("")
        await win.press("enter")
        assert win.plan.key_results("o-balance")[1].title == "Lower the refund rate"


async def test_an_emptied_title_is_refused_and_escape_brings_it_back(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        await win.line("")
        assert win.typing()
        assert "empty key result" in win.said
        await win.press("escape")
        assert key_result(win.plan, "kr-cac").title.startswith("Reduce")


async def test_a_target_in_another_unit_is_refused_with_the_unit_of_the_row(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        win.main.editor.go_to("target")
        await win.put("12 %")
        await win.press("enter")
        assert "€" in win.said
        assert win.area.text == "12 %"


async def test_a_line_break_is_typed_in_long_fields_only(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e", "ctrl+j")
        assert "\n" not in win.area.text
        await win.press("escape", "2", "e")
        win.main.editor.go_to("why")
        await win.put("first")
        await win.press("ctrl+j", "x", "enter")
        objective = win.plan.get("o-balance")
        assert isinstance(objective, Objective)
        assert objective.why == "first\nx"


# -- values


async def test_v_takes_todays_value_with_confidence_and_note(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("v")
        assert "38.9" in str(win.area.placeholder), "the last one is shown"
        await win.put("37.5")
        await win.press("tab", "7", "tab")
        await win.put("two ad groups left")
        await win.press("enter")
        assert not win.typing()
        assert "37.5" in win.rows("results")[0]
        assert "♥7" in win.rows("results")[0]
    last = stored(sample).check_ins("kr-cac")[-1]
    assert (last.value, last.confidence, last.note) == (37.5, 7, "two ad groups left")


async def test_a_second_value_on_one_day_corrects_the_first(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("v")
        await win.line("37.5")
        await win.press("v")
        await win.line("36")
        found = [c.value for c in win.plan.check_ins("kr-cac") if c.at == date(2026, 5, 4)]
        assert found == [36.0]
        await win.undone()
        assert win.plan.check_ins("kr-cac")[-1].value == 37.5


async def test_v_on_a_kpi_is_a_measurement(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kpi-basket")
        await win.press("v")
        await win.line("€61")
        assert "€61" in next(row for row in win.rows("kpis") if row.startswith("Basket"))
    assert stored(sample).measurements("kpi-basket")[-1].value == 61


async def test_a_confidence_alone_is_not_thrown_away(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("v", "tab", "7", "enter")
        kept = win.plan.check_ins("kr-cac")[-1]
        assert win.typing() or (kept.at == date(2026, 5, 4) and kept.confidence == 7)
        if win.typing():
            assert "value" in win.said
            assert win.editing.place.entity is CheckIn


async def test_a_wrong_value_stays_in_the_editor(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("v")
        await win.line("quite some")
        assert win.typing()
        assert "number" in win.said
        assert win.area.text == "quite some"


# -- paste


@pytest.mark.parametrize(("answer", "made"), [("1", 3), ("2", 1)])
async def test_several_pasted_lines_become_a_row_each_or_one_line(sample: Path, answer: str, made: int) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.paste("Lower refunds from 4 to 2\r\n\r\n  Raise reviews from 3.9 to 4.4\nAnswer within 2 h\n")
        await win.asked()
        assert "3 lines" in win.screen()
        await win.press(answer)
        await win.back()
        if win.typing():
            assert win.area.text == "Lower refunds from 4 to 2 Raise reviews from 3.9 to 4.4 Answer within 2 h"
            await win.press("enter", "enter")
        assert len(win.plan.key_results("o-balance")) == 3 + made
        if made == 3:
            assert win.titles("results")[1:4] == [
                "Lower refunds from 4 to 2", "Raise reviews from 3.9 to 4.4", "Answer within 2 h"
            ]  # fmt: skip
            await win.undone()
            assert len(win.plan.key_results("o-balance")) == 3, "one undo takes all of them back"


async def test_escape_from_a_pasted_question_loses_nothing_that_was_there(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.paste("one\ntwo")
        await win.asked()
        await win.press("escape")
        await win.back()
        assert win.typing()
        await win.type("ok")
        assert win.area.text == "ok"


@pytest.mark.parametrize("pane", ["2", "3", "4"])
async def test_lines_pasted_into_a_row_that_is_being_typed_ask_too(sample: Path, pane: str) -> None:
    async with window(sample) as win:
        await win.press(pane, "n")
        await win.put("Lower ")
        await win.paste("refunds\nfrom 4 to 2")
        await win.asked()
        assert "2 lines were pasted" in win.screen()
        await win.press("escape")
        await win.back()
        assert win.area.text == "Lower ", "nothing that was typed is lost"
        await win.paste("refunds\nfrom 4 to 2")
        await win.asked()
        await win.press("2")
        await win.back()
        await win.until(lambda: win.area.text == "Lower refunds from 4 to 2")


async def test_lines_pasted_into_a_row_that_is_there_become_rows_behind_it(sample: Path) -> None:
    async with window(sample) as win:
        before = win.titles("results")
        await win.press("3", "e")
        await win.paste("Lower refunds from 4 to 2\n- Raise reviews from 3.9 to 4.4\n")
        await win.asked()
        await win.press("1")
        await win.back()
        assert "2 key results will follow this row" in win.screen()
        await win.press("enter")
        added = ["Lower refunds from 4 to 2", "Raise reviews from 3.9 to 4.4"]
        await win.until(lambda: added[1] in win.titles("results"))
        at = win.titles("results").index(added[0])
        assert win.titles("results")[at - 1 : at + 2] == [before[0], *added]
        await win.undone()
        assert win.titles("results") == before, "one undo takes all of them back"


async def test_a_document_pasted_into_a_row_that_is_typed_keeps_what_was_typed_one_u_away(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "n")
        await win.put("Shops come back")
        await win.paste("## Objective: Help is quick\n\n- KR: Wait from 3 h to 1 h\n")
        await win.asked()
        await win.press("3")
        await win.until(lambda: isinstance(win.app.screen, LineTreeDialog))
        await win.press("escape")
        await win.until(lambda: not isinstance(win.app.screen, LineTreeDialog))
        await win.press("u")
        await win.until(lambda: win.typing() and win.area.text == "Shops come back")


@pytest.mark.parametrize("answer", ["1", "2", "3"])
async def test_a_row_that_goes_while_it_is_asked_what_to_do_with_a_paste(sample: Path, answer: str) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.type("half a line")
        await win.paste("one thing\nanother thing")
        await win.asked()
        win.main.editor.close()
        await win.press(answer)
        await win.until(lambda: win.notice.startswith("The row that this") or win.app.screen is not win.main)
        assert win.app.is_running


async def test_a_pasted_escape_sequence_is_text(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("n")
        await win.paste("\x1b[31mred\x1b[0m\x07")
        assert "\x1b" not in win.area.text
        assert "\x1b" not in win.screen()


# -- other windows, other days


async def test_another_windows_edit_appears_and_both_are_kept(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        await win.put("Reduce the average CAC by 25 % by the end of Q2")
        other = session_on(sample)
        other.apply(edits.change(other.plan, "kr-cac", owner="Sales"))
        other.apply(edits.change(other.plan, "kr-churn", title="Lower churn to 5 %"))
        other.wait(10)
        other.close()
        await win.until(lambda: key_result(win.plan, "kr-cac").owner == "Sales")
        assert win.area.text == "Reduce the average CAC by 25 % by the end of Q2", "the typing is not touched"
        assert "Lower churn to 5 %" in win.screen()
        await win.press("enter")
        assert not win.typing()
    row = key_result(stored(sample), "kr-cac")
    assert (row.title, row.owner) == ("Reduce the average CAC by 25 % by the end of Q2", "Sales")


async def test_the_same_words_changed_elsewhere_are_shown_before_they_are_overwritten(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        await win.put("Mine")
        other = session_on(sample)
        other.apply(edits.change(other.plan, "kr-cac", title="Theirs"))
        other.wait(10)
        other.close()
        await win.until(lambda: key_result(win.plan, "kr-cac").title == "Theirs")
        await win.press("enter")
        assert win.typing()
        assert "Changed elsewhere to “Theirs”" in win.said
        await win.press("enter")
        assert not win.typing()
        assert key_result(win.plan, "kr-cac").title == "Mine"


async def test_a_row_deleted_elsewhere_keeps_the_typing_one_u_away(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        await win.put("Mine")
        other = session_on(sample)
        other.apply(edits.delete(other.plan, "kr-cac"))
        other.wait(10)
        other.close()
        await win.until(lambda: not win.typing())
        assert win.plan.item("kr-cac") is None
        assert "deleted" in win.notice
        await win.press("u")
        assert win.typing()
        assert win.editing.text == "Mine"


async def test_the_editor_stays_on_its_row_when_the_window_changes_size(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-churn")
        await win.press("e")
        await win.put("Lower churn to 5 %")
        await win.pilot.resize_terminal(80, 24)
        await win.pilot.pause(0.1)
        assert "Lower churn to 5 %" in win.screen()
        assert win.main.lists["results"].region.contains_region(win.main.editor.region)
        await win.pilot.resize_terminal(120, 40)
        await win.pilot.pause(0.1)
        assert win.main.lists["results"].region.contains_region(win.main.editor.region)
        await win.press("enter")
        assert key_result(win.plan, "kr-churn").title == "Lower churn to 5 %"


async def test_the_start_and_end_of_a_text_are_those_of_the_text_however_it_wraps(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("e")
        area = win.main.editor.area
        area.write("Reduce " + "very " * 30 + "long waits")
        await win.press("ctrl+a", "B", "ctrl+e", "!")
        assert area.text.startswith("BReduce")
        assert area.text.endswith("waits!")
        await win.press("ctrl+u")
        assert area.text == ""


async def test_a_row_with_blanks_opens_on_its_first_blank(sample: Path) -> None:
    session = session_on(sample)
    made = edits.add(session.plan, KeyResult, parent="o-balance", title="Share of __ who stay, from __ % to __ %")
    session.apply(made)
    session.close()
    async with window(sample) as win:
        await win.go(made.item)
        await win.press("e")
        await win.until(win.typing)
        await win.type("new buyers")
        assert win.area.text == "Share of new buyers who stay, from __ % to __ %"


async def test_in_a_low_window_the_line_that_is_typed_stays_and_the_coach_gives_way(sample: Path) -> None:
    async with window(sample, size=SMALL) as win:
        await win.press("3", "n")
        await win.type("Raise reviews from 3.9 to 4.4")
        await win.pilot.resize_terminal(40, 8)
        await win.until(lambda: "Raise reviews from 3.9" in win.screen())
        assert not win.main.coach.display
        await win.pilot.resize_terminal(80, 24)
        await win.until(lambda: bool(win.main.coach.display))
        assert win.area.text == "Raise reviews from 3.9 to 4.4"


async def test_what_the_last_line_says_gives_way_to_keys_when_one_types(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("w")
        assert "What would tell you early" in win.notice
        await win.type("Ad")
        assert win.notice == ""
        assert "enter keep" in win.screen()
