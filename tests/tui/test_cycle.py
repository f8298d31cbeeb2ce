"""A cycle's life by keys: start, moved targets, close, the next one, Later, name and dates; each with its undo."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.containers import Horizontal

from okrtui.cli.main import group
from okrtui.plan import edits
from okrtui.plan.changes import Edit, Remove
from okrtui.plan.entities import Cycle, KeyResult, Kpi, Objective, Target
from okrtui.tui.commands import key_of
from okrtui.tui.screens.ask import Ask
from okrtui.tui.screens.cycledates import DatesDialog
from okrtui.tui.screens.cyclenext import NextDialog
from okrtui.tui.screens.cyclestart import StartDialog
from okrtui.tui.screens.picker import Picker
from okrtui.tui.widgets.rowlist import RowList
from tests.tui.driving import SMALL, TODAY, WIDE, Window, rows_text, session_on, stored, text_of_lines, window

AFTER = date(2026, 7, 2)
Q2 = "cy-2026q2"


def change_stored(path: Path, row: str, **values: object) -> None:
    """Change the file before it is opened."""
    session = session_on(path)
    session.apply(edits.change(session.plan, row, **values))
    session.wait(10)
    session.close()


@pytest.fixture
def draft(sample: Path) -> Path:
    """The sample before its quarter was started."""
    session = session_on(sample)
    plan = session.plan
    frozen = [line for row in plan.table(KeyResult) for line in plan.children(Target, row)]
    session.apply(edits.change(plan, Q2, state="draft"))
    session.apply(Edit("thaw", tuple(Remove(line) for line in frozen)))
    session.wait(10)
    session.close()
    return sample


def check(path: Path, *, as_of: date) -> int:
    """How many findings the check of a plan file counts."""
    tools = CliRunner()
    done = tools.invoke(group, ["check", str(path), "--format", "jsonl"], env={"OKRTUI_TODAY": as_of.isoformat()})
    return sum(len(json.loads(line)["findings"]) for line in done.stdout.splitlines())


async def opened(win: Window, kind: type) -> None:
    """Press S and wait for the page that comes of it."""
    await win.press("S")
    await win.until(lambda: isinstance(win.app.screen, kind), f"S opened {win.app.screen}: {win.notice}")
    await win.pilot.pause()
    await win.pilot.pause()


def state(win: Window, cycle: str = Q2) -> str:
    """The state of a cycle."""
    row = win.plan.find(cycle, Cycle)
    assert row is not None
    return row.state


def result(win: Window, row: str = "kr-cac") -> KeyResult:
    """A key result as it stands."""
    found = win.plan.find(row, KeyResult)
    assert found is not None
    return found


def start_sheet(win: Window) -> StartDialog:
    assert isinstance(win.app.screen, StartDialog)
    return win.app.screen


async def cursor_to(win: Window, key: str) -> None:
    """Put the cursor of the start sheet on a row, by keys."""
    sheet = start_sheet(win)
    for _ in range(60):
        if sheet.rows.cursor_key == key:
            return
        await win.press("down")
    raise AssertionError(f"{key} is not among {[row.key for row in sheet.rows.rows]}")


# -- start


async def test_the_start_says_what_is_open_and_starts_all_the_same(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        sheet = start_sheet(win)
        top = text_of_lines(sheet.top.lines)
        assert "That is enough to begin. Start the quarter? S" in top
        assert "2 objectives without a yes" in top
        assert "of the coach" in top
        await win.press("S")
        await win.back()
        assert state(win) == "active"
        assert "left open" in win.notice
        assert all(win.plan.children(Target, row) for row in win.plan.table(KeyResult))


async def test_the_start_names_key_results_without_a_target_on_top(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        assert "Without a target" not in text_of_lines(start_sheet(win).top.lines)
    change_stored(draft, "kr-cac", target=None)
    async with window(draft) as win:
        await opened(win, StartDialog)
        top = " ".join(text_of_lines(start_sheet(win).top.lines).split())
        assert "Without a target in numbers, and the start keeps targets as they are: “Reduce the average CAC" in top


async def test_one_undo_takes_the_start_back_with_its_frozen_targets(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        await win.press("S")
        await win.back()
        await win.saved()
        await win.undone()
        assert state(win) == "draft"
        assert not win.plan.table(Target)


async def test_enter_on_a_finding_goes_to_its_item_and_s_comes_back_to_it(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        sheet = start_sheet(win)
        finding = next(each for each in sheet.sheet.questions if each.items[0] not in (win.here, "plan"))
        await cursor_to(win, finding.key)
        await win.press("enter")
        await win.back()
        assert win.here == finding.items[0]
        assert "S comes back" in win.notice
        await opened(win, StartDialog)
        assert start_sheet(win).rows.cursor_key == finding.key


async def test_what_the_coach_asks_is_said_in_full_for_the_row_under_the_cursor(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        sheet = start_sheet(win)
        first = sheet.sheet.questions[0]
        await cursor_to(win, first.key)
        assert first.finding.message[:40] in " ".join(text_of_lines(sheet.note.lines).split())
        assert not any(each.finding.code == "KR209" for each in sheet.sheet.questions)


async def test_agreement_comes_before_what_the_coach_asks(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        sheet = start_sheet(win)
        assert sheet.rows.cursor_key == "o-balance"
        assert "yes, no or later?" in text_of_lines(sheet.rows.rows[1].build())
        keys = [row.key for row in sheet.rows.rows]
        assert keys.index("kr-cac") < keys.index(sheet.sheet.questions[0].key)


@pytest.mark.parametrize("size", [(120, 40), SMALL])
async def test_the_cursor_is_on_the_screen_after_end(draft: Path, size: tuple[int, int]) -> None:
    async with window(draft, size=size) as win:
        await opened(win, StartDialog)
        sheet = start_sheet(win)
        await win.press("end")
        await win.pilot.pause()
        assert sheet.rows.cursor == len(sheet.rows.rows) - 1
        assert "▸" in win.screen()[win.screen().index("Start 2026-Q2") :]


async def test_there_is_one_count_of_what_the_coach_asks_and_it_is_that_of_the_check(draft: Path) -> None:
    change_stored(draft, "kr-cac", agreed_team=False)
    async with window(draft) as win:
        await opened(win, StartDialog)
        found = check(draft, as_of=TODAY)
        asked = found - 1
        assert f"{asked} questions of the coach, 1 key result not agreed" in text_of_lines(start_sheet(win).top.lines)
        assert f"What the coach asks: {asked} questions" in rows_text(start_sheet(win).rows)
        await win.press("S")
        await win.back()
        assert f"runs; targets are frozen. {asked} questions left open. v notes a first value" in win.notice
        assert len(win.notice) < WIDE[0], "it has one line"


@pytest.mark.parametrize("pane", ["3", "4"])
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_last_line_of_a_draft_names_the_start(draft: Path, size: tuple[int, int], pane: str) -> None:
    async with window(draft, size=size) as win:
        await win.press(pane)
        assert win.footer[key_of("cycle_step")] == "start quarter"
        if size == WIDE:
            assert f"{key_of('cycle_step')} start quarter" in text_of_lines(win.main.footer.lines)
    change_stored(draft, "cy-2026q2", state="active")
    async with window(draft) as win:
        assert win.footer[key_of("cycle_step")] == "close quarter"
    change_stored(draft, "cy-2026q2", state="closed")
    async with window(draft) as win:
        assert win.footer[key_of("cycle_step")] == "next quarter"


async def test_what_the_coach_asks_of_several_rows_is_one_line_with_their_names(draft: Path) -> None:
    for row in ("kr-cac", "kr-churn"):
        change_stored(draft, row, owner="")
    async with window(draft) as win:
        await opened(win, StartDialog)
        shown = rows_text(start_sheet(win).rows)
        assert shown.count("No owner yet") == 1
        asked = next(each for each in start_sheet(win).sheet.questions if each.finding.code == "KR208")
        assert asked.items == ("kr-cac", "kr-churn")
        lines = shown[shown.index("No owner yet") :]
        assert "· 2" in lines.splitlines()[0]
        assert result(win).title[:30] in lines


async def test_a_start_before_the_first_day_says_how_early_it_is(draft: Path) -> None:
    async with window(draft, today=date(2026, 3, 14)) as win:
        await opened(win, StartDialog)
        assert "Its first day is 1 Apr: it begins in 18 days." in text_of_lines(start_sheet(win).top.lines)
        await win.press("S")
        question = await win.asked()
        assert "begins in 18 days" in win.screen()
        await win.press("1")
        await win.back()
        assert state(win) == "draft"
        assert "on 1 Apr or before" in win.notice
        assert question is not win.app.screen
        await opened(win, StartDialog)
        await win.press("S")
        await win.asked()
        await win.press("2")
        await win.back()
        assert state(win) == "active"
        assert "runs, 18 days early; targets are frozen." in win.notice


async def test_a_start_in_the_days_before_the_first_one_is_no_question(draft: Path) -> None:
    async with window(draft, today=date(2026, 3, 27)) as win:
        await opened(win, StartDialog)
        await win.press("S")
        await win.back()
        assert state(win) == "active"


async def test_yes_and_later_are_kept_and_no_goes_to_the_key_results(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        await cursor_to(win, "o-balance")
        await win.press("y")
        assert start_sheet(win).sheet.openness.objectives == 1
        await cursor_to(win, "o-checkout")
        objective = win.plan.find("o-checkout", Objective)
        assert objective is not None
        await win.press("l")  # a key of key results: it says nothing of an objective
        assert win.main.deeds.cycling.answer(objective) == ""
        await win.press("w")
        assert win.main.deeds.cycling.answer(objective) == "later"
        assert start_sheet(win).sheet.openness.objectives == 1
        await win.press("up")
        start_sheet(win).rows.select("o-checkout")
        await win.press("n")
        await win.back()
        assert isinstance(win.plan.item(win.here), KeyResult)
        assert result(win, win.here).objective == "o-checkout"
        assert "What else would have to come true?" in win.notice
        await opened(win, StartDialog)
        assert "yes" in rows_text(start_sheet(win).rows)
        assert start_sheet(win).rows.cursor_key == "o-checkout"


async def test_an_answer_is_asked_again_once_the_key_results_say_something_else(draft: Path) -> None:
    async with window(draft) as win:
        await opened(win, StartDialog)
        await cursor_to(win, "o-balance")
        await win.press("y", "escape")
        await win.back()
        win.main.deeds.cycling.apply(edits.change(win.plan, "kr-cac", title="Lower the cost of a new buyer to €33"))
        await opened(win, StartDialog)
        assert start_sheet(win).sheet.openness.objectives == 2


async def test_agreement_is_marked_for_each_side_and_each_mark_can_be_undone(draft: Path) -> None:
    change_stored(draft, "kr-cac", agreed_team=False, agreed_leadership=False)
    async with window(draft) as win:
        await opened(win, StartDialog)
        await cursor_to(win, "kr-cac")
        await win.press("t")
        assert (result(win).agreed_team, result(win).agreed_leadership) == (True, False)
        await win.press("l")
        assert result(win).agreed_leadership
        await win.press("b")
        assert (result(win).agreed_team, result(win).agreed_leadership) == (False, False)
        await win.press("escape")
        await win.back()
        await win.saved()
        await win.undone()
        assert (result(win).agreed_team, result(win).agreed_leadership) == (True, True)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_boxes_and_answers_take_a_click(draft: Path, size: tuple[int, int]) -> None:
    change_stored(draft, "kr-cac", agreed_team=False, agreed_leadership=False)
    async with window(draft, size=size) as win:
        await opened(win, StartDialog)
        await cursor_to(win, "kr-cac")
        await click_word(win, "kr-cac", "team")
        assert (result(win).agreed_team, result(win).agreed_leadership) == (True, False)
        await click_word(win, "kr-cac", "☐")
        assert (result(win).agreed_team, result(win).agreed_leadership) == (True, True)
        await click_word(win, "kr-cac", "average")
        assert (result(win).agreed_team, result(win).agreed_leadership) == (True, True)
        objective = win.plan.find("o-balance", Objective)
        assert objective is not None
        await click_word(win, "o-balance", "later")
        assert win.main.deeds.cycling.answer(objective) == "later"


async def click_word(win: Window, row: str, word: str) -> None:
    """Click a word, or a box, in the first line of a row of the start sheet."""
    rows = start_sheet(win).rows
    at = next(i for i, one in enumerate(rows.rows) if one.key == row)
    y = sum(one.height for one in rows.rows[:at]) - round(rows.scroll_y)
    x = text_of_lines([rows.rows[at].build()[0]]).index(word) + 2
    await win.pilot.click(rows, offset=(x + rows.gutter.left, y + rows.gutter.top))
    await win.pilot.pause()


async def test_leadership_leaves_a_challenge_and_who_wrote_the_line_is_shown(draft: Path) -> None:
    change_stored(draft, "kr-cac", written_by="leadership")
    async with window(draft) as win:
        await opened(win, StartDialog)
        assert "written by leadership" in rows_text(start_sheet(win).rows)
        title = result(win).title
        await cursor_to(win, "kr-cac")
        await win.press("c")
        await win.until(lambda: isinstance(win.app.screen, Ask))
        await win.type("Is [b]20 %[/b] enough?")
        await win.press("enter")
        await win.until(lambda: isinstance(win.app.screen, StartDialog))
        await win.pilot.pause()
        assert result(win).challenge == "Is [b]20 %[/b] enough?"
        assert "leadership asks: Is [b]20 %[/b] enough?" in rows_text(start_sheet(win).rows)
        assert result(win).title == title


async def test_the_coach_offers_the_start_while_it_is_a_draft(draft: Path) -> None:
    async with window(draft) as win:
        assert "That is enough to begin. Start the quarter? S" in win.coach
        await win.press("0")
        await win.until(lambda: win.main.starting)
        await win.pilot.pause()
        assert "Start the quarter? S" in " ".join(win.screen().split())
        await opened(win, StartDialog)
        await win.press("S")
        await win.until(lambda: win.app.screen is win.main)
        assert state(win) == "active"


async def test_a_quarter_that_runs_is_not_offered_to_be_started(sample: Path) -> None:
    async with window(sample) as win:
        assert "Start the quarter?" not in win.coach


async def test_the_start_fits_a_small_screen(draft: Path) -> None:
    async with window(draft, size=SMALL) as win:
        await opened(win, StartDialog)
        shown = win.screen()
        assert "S start" in shown
        assert "esc back" in shown
        assert "What the coach asks" in shown


async def test_the_cursor_moves_through_all_rows_on_a_small_screen_too(draft: Path) -> None:
    async with window(draft, size=SMALL) as win:
        await opened(win, StartDialog)
        sheet = start_sheet(win)
        first = sheet.rows.cursor_key
        await cursor_to(win, sheet.sheet.questions[-1].key)
        assert "KP204" in win.screen()
        await win.press("home")
        assert sheet.rows.cursor_key == first
        await win.press("end")
        assert sheet.rows.cursor_key == sheet.sheet.questions[-1].key


async def test_later_and_no_cycle_say_why_nothing_starts(sample: Path, empty: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "P")
        await win.until(lambda: "Parked" in win.notice)
        await win.press("right_square_bracket", "S")
        assert win.app.screen is win.main
        assert "has no dates" in win.notice


async def test_an_empty_plan_says_what_comes_first(empty: Path) -> None:
    async with window(empty) as win:
        await win.press("escape", "S")
        assert "no quarter yet" in win.notice


# -- while it runs


async def edit_target(win: Window, text: str) -> None:
    """Type another target into the editor of the key result, and keep."""
    await win.go("kr-cac")
    await win.press("e")
    win.main.editor.go_to("target")
    await win.put(text)
    await win.press("enter")


async def asked_why(win: Window) -> None:
    await win.until(lambda: isinstance(win.app.screen, Ask), "it did not ask why")
    await win.pilot.pause()


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_question_why_stands_below_the_row_that_it_is_about(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await edit_target(win, "36")
        await asked_why(win)
        line = win.app.screen.query_one(Horizontal)
        below = win.main.editor.region
        await win.until(lambda: (line.region.x, line.region.y) == (below.x, below.bottom))
        assert line.region.width == below.width
        assert "Why does it move?" in win.screen()


async def test_a_moved_target_asks_why_and_keeps_both(sample: Path) -> None:
    async with window(sample) as win:
        await edit_target(win, "36")
        await asked_why(win)
        await win.type("ad prices rose")
        await win.press("enter")
        await win.back()
        assert result(win).target == 36
        first, second = win.plan.children(Target, "kr-cac")
        assert (first.target, second.target, second.reason) == (33.6, 36, "ad prices rose")
        await win.press("space")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        assert "was €33.6 until week 5: “ad prices rose”" in rows_text(win.app.screen.query_one(RowList))


async def test_an_empty_reason_is_allowed(sample: Path) -> None:
    async with window(sample) as win:
        await edit_target(win, "36")
        await asked_why(win)
        await win.press("enter")
        await win.back()
        assert win.plan.children(Target, "kr-cac")[-1].reason == ""
        assert "without a reason" in win.notice


async def test_escape_from_the_question_goes_back_to_the_editor_and_changes_nothing(sample: Path) -> None:
    async with window(sample) as win:
        await edit_target(win, "36")
        await asked_why(win)
        await win.press("escape")
        await win.back()
        assert win.main.typing
        assert result(win).target == 33.6
        await win.press("escape")
        await win.until(lambda: not win.main.typing)
        assert len(win.plan.children(Target, "kr-cac")) == 1


async def test_one_undo_takes_back_the_move_and_its_line_of_history(sample: Path) -> None:
    async with window(sample) as win:
        await edit_target(win, "36")
        await asked_why(win)
        await win.press("x", "enter")
        await win.back()
        await win.saved()
        await win.undone()
        assert result(win).target == 33.6
        assert len(win.plan.children(Target, "kr-cac")) == 1


async def test_rewording_asks_nothing(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("e")
        await win.press("end")
        await win.type("!")
        await win.press("enter")
        assert win.app.screen is win.main
        assert result(win).title.endswith("!")


async def test_in_a_draft_a_target_changes_without_a_question(draft: Path) -> None:
    async with window(draft) as win:
        await edit_target(win, "36")
        assert win.app.screen is win.main
        assert result(win).target == 36


# -- past cycles


@pytest.fixture
def closed(sample: Path) -> Path:
    """The sample with its quarter closed: one key result to keep, one to rewrite."""
    change_stored(sample, "kr-cac", grade=0.4, next="keep")
    change_stored(sample, second_of(sample), grade=0.2, next="rewrite")
    change_stored(sample, Q2, state="closed")
    return sample


def second_of(path: Path) -> str:
    """The id of the second key result of the first objective."""
    return stored(path).key_results("o-balance")[1].id


async def test_a_closed_quarter_asks_once_before_it_is_edited(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        await win.go("kr-cac")
        await win.press("e")
        assert "is closed" in (await win.asked())._title
        await win.press("n")
        await win.back()
        assert not win.main.typing
        await win.press("e")
        await win.asked()
        await win.press("y")
        await win.until(lambda: win.main.typing)
        await win.press("escape")
        await win.press("e")
        assert win.main.typing


async def test_a_closed_quarter_asks_before_rows_are_deleted_or_moved(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        await win.go("kr-cac")
        await win.press("d")
        await win.asked()
        await win.press("escape")
        await win.back()
        assert win.plan.find("kr-cac", KeyResult)
        await win.press("J")
        await win.asked()
        await win.press("n")
        await win.back()
        await win.press("d")
        await win.asked()
        await win.press("y")
        await win.until(lambda: win.plan.find("kr-cac", KeyResult) is None)


async def test_a_closed_quarter_asks_before_a_row_becomes_something_else(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        await win.go("kr-cac")
        win.main.deeds.cycling.apply(edits.turn(win.plan, "kr-cac", Kpi))
        assert "is closed" in (await win.asked())._title
        await win.press("escape")
        await win.back()
        assert win.plan.find("kr-cac", KeyResult)


async def test_kpis_are_nobodys_past(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        kpi = win.plan.kpis[0].id
        await win.go(kpi)
        await win.press("e")
        assert win.main.typing
        assert isinstance(win.plan.item(kpi), Kpi)


async def test_a_past_quarter_stays_readable(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        await opened(win, NextDialog)
        await win.press("enter")
        await win.until(lambda: win.main.view.cycle_id != Q2)
        if win.main.typing:
            await win.press("escape")
        await win.press("left_square_bracket")
        assert win.main.view.cycle_id == Q2
        assert len(win.titles("objectives")) == 2


# -- the next quarter


async def test_the_next_quarter_takes_what_was_chosen_and_opens_what_is_to_be_reworded(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        await opened(win, NextDialog)
        shown = win.screen()
        assert "Plan 2026-Q3 (1 Jul to 30 Sep), from a blank sheet" in shown
        assert "rewrite" in shown
        await win.press("enter")
        await win.until(lambda: win.main.typing, f"no editor: {win.notice}")
        new = win.main.view.cycle
        assert new is not None
        assert (new.name, new.state) == ("2026-Q3", "draft")
        assert result(win, win.editing.place.row).carried_from == second_of_plan(win)
        await win.line("Repeat orders per buyer from 1.63 to 1.8")
        assert not win.main.typing
        assert "last to be reworded" in win.notice
        (objective,) = win.plan.objectives(new.id)
        assert objective.carried_from == "o-balance"
        assert [row.carried_from for row in win.plan.key_results(objective.id)] == ["kr-cac", second_of_plan(win)]


async def test_enter_without_a_change_is_not_reworded_and_numbers_that_disagree_are_said(closed: Path) -> None:
    change_stored(closed, "kr-cac", next="rewrite")
    async with window(closed, today=AFTER) as win:
        await opened(win, NextDialog)
        shown = win.screen()
        assert "Reduce the average CAC by 20 % by the end of Q3" in shown
        assert "The words say by 20 %: from €38.9 that is €31.1, and the target is €33.6." in shown
        await win.press("enter")
        await win.until(lambda: win.main.typing, f"no editor: {win.notice}")
        assert win.editing.text.endswith("by the end of Q3")
        assert "by 30 Sep" in win.facts
        assert "The words say by 20 %" in win.said
        await win.press("enter")
        assert win.main.typing
        assert "Nothing is reworded yet" in win.said
        await win.press("enter")
        await win.line("Repeat orders per buyer from 1.63 to 1.8")
        assert "last to be reworded, 1 left as it was" in win.notice


def second_of_plan(win: Window) -> str:
    return win.plan.key_results("o-balance")[1].id


async def test_one_undo_takes_the_next_quarter_back(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        before = len(win.plan.table(KeyResult))
        await opened(win, NextDialog)
        await win.press("enter")
        await win.until(lambda: win.main.typing)
        await win.press("escape")
        await win.saved()
        await win.undone()
        assert len(win.plan.cycles) == 1
        assert len(win.plan.table(KeyResult)) == before


async def test_another_quarter_can_be_chosen(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        await opened(win, NextDialog)
        await win.press("right_square_bracket")
        assert "Plan 2026-Q4" in win.screen()
        await win.press("left_square_bracket", "left_square_bracket")
        await win.pilot.pause()
        await win.press("enter")
        await win.pilot.pause()
        assert isinstance(win.app.screen, NextDialog)  # 2026-Q2 is the closed one
        assert "closed" in win.screen()


async def test_the_year_9999_ends_the_calendar_and_nothing_else(closed: Path) -> None:
    change_stored(closed, Q2, start=date(9999, 10, 1), end=date(9999, 12, 31))
    async with window(closed, today=AFTER) as win:
        await win.press("S")
        assert "calendar ends" in win.notice
        await win.press("right_square_bracket")
        assert win.app.screen is win.main
        assert "calendar ends" in win.notice


async def test_a_next_quarter_that_is_planned_is_gone_to(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        await opened(win, NextDialog)
        await win.press("enter")
        await win.until(lambda: win.main.typing)
        await win.press("escape", "left_square_bracket", "S")
        assert win.app.screen is win.main
        assert win.main.view.cycle is not None
        assert win.main.view.cycle.name == "2026-Q3"
        assert "S starts it" in win.notice


# -- later


async def test_an_objective_is_parked_and_taken_back(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("o-balance")
        before = [row.id for row in win.plan.objectives(Q2)]
        assert before[-1] != "o-balance"
        await win.press("P")
        await win.until(lambda: "Parked" in win.notice)
        home = win.plan.find("o-balance", Objective)
        assert home is not None
        later = win.plan.find(home.cycle, Cycle)
        assert later is not None
        assert (later.name, later.start, later.end) == ("Later", None, None)
        await win.press("right_square_bracket")
        assert win.main.view.cycle_id == later.id
        await win.press("P")
        await win.until(lambda: "again" in win.notice)
        assert win.here == "o-balance"
        assert win.main.view.cycle_id == Q2
        assert [row.id for row in win.plan.objectives(Q2)] == before


async def test_on_a_key_result_nothing_is_parked_and_it_says_what_would_be(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("P")
        assert win.notice == "P parks a whole objective, with its key results: 2 goes there, then P."
        assert [cycle.id for cycle in win.plan.cycles] == [Q2]


async def test_one_undo_takes_parking_back_with_the_place_it_made(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("o-balance")
        await win.press("P")
        await win.saved()
        await win.undone()
        assert [cycle.id for cycle in win.plan.cycles] == [Q2]
        assert win.here == "o-balance"


async def test_with_several_open_quarters_one_is_chosen(sample: Path) -> None:
    async with window(sample) as win:
        win.main.deeds.cycling.apply(edits.new_cycle(win.plan, win.main.quarter.next()))
        await win.go("o-balance")
        await win.press("P")
        await win.press("right_square_bracket", "right_square_bracket", "P")
        question = await win.asked()
        assert "Into which quarter?" in question._title
        await win.press("1")
        await win.back()
        found = win.plan.find("o-balance", Objective)
        assert found is not None
        assert found.cycle == Q2


# -- name and dates


async def dates(win: Window) -> DatesDialog:
    win.main.action_do("cycle")
    await win.until(lambda: isinstance(win.app.screen, DatesDialog))
    await win.pilot.pause()
    assert isinstance(win.app.screen, DatesDialog)
    return win.app.screen


async def test_name_and_dates_are_changed_in_one_step(sample: Path) -> None:
    async with window(sample) as win:
        dialog = await dates(win)
        dialog.inputs["name"].value = "Spring"
        dialog.inputs["end"].value = "5 jul 2026"
        await win.press("enter")
        await win.back()
        row = win.plan.find(Q2, Cycle)
        assert row is not None
        assert (row.name, row.start, row.end) == ("Spring", date(2026, 4, 1), date(2026, 7, 5))
        await win.saved()
        await win.undone()
        row = win.plan.find(Q2, Cycle)
        assert row is not None
        assert row.name == "2026-Q2"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("end", "2026-03-01", "cannot end on 1 Mar 2026: it starts on 1 Apr 2026, after that."),
        ("end", "whenever", "end: "),
        ("end", "", "The end is missing"),
        ("name", " ", "needs a name"),
    ],
)
async def test_what_cannot_be_is_refused_in_the_dialog(sample: Path, field: str, text: str, said: str) -> None:
    async with window(sample) as win:
        dialog = await dates(win)
        dialog.inputs[field].value = text
        await win.press("enter")
        await win.pilot.pause()
        assert isinstance(win.app.screen, DatesDialog)
        assert said in text_of_lines(dialog.note.lines)
        row = win.plan.find(Q2, Cycle)
        assert row is not None
        assert row.name == "2026-Q2"


async def test_the_dates_of_a_draft_follow_the_name_of_a_quarter(draft: Path) -> None:
    async with window(draft) as win:
        dialog = await dates(win)
        dialog.inputs["name"].value = "2026-Q3"
        await win.pilot.pause()
        assert dialog.inputs["start"].value == "1 Jul 2026"
        assert dialog.inputs["end"].value == "30 Sep 2026"


async def test_days_are_read_near_the_quarter_of_the_name_and_what_they_are_read_as_is_said(draft: Path) -> None:
    async with window(draft, today=date(2026, 11, 25)) as win:
        dialog = await dates(win)
        dialog.inputs["name"].value = "2026-Q4"
        dialog.inputs["start"].value = "1 oct"
        await win.pilot.pause()
        assert text_of_lines(dialog.note.lines).strip().startswith("1 Oct 2026 to 31 Dec 2026, 92 days.")


async def test_what_is_unusual_is_said_before_it_is_kept(sample: Path) -> None:
    async with window(sample) as win:
        dialog = await dates(win)
        dialog.inputs["end"].value = "2026-04-01"
        await win.pilot.pause()
        assert "One day only" in text_of_lines(dialog.note.lines)
        await win.press("enter")
        await win.back()


async def test_a_closed_quarter_asks_before_its_dates_change(closed: Path) -> None:
    async with window(closed, today=AFTER) as win:
        win.main.action_do("cycle")
        assert isinstance(await win.asked(), Picker)
        await win.press("y")
        await win.until(lambda: isinstance(win.app.screen, DatesDialog))


@pytest.mark.parametrize(("state", "day", "said"), [("draft", TODAY, "S starts it"), ("active", AFTER, "S closes it")])
async def test_the_head_says_what_the_quarter_waits_for_on_a_small_screen_too(
    sample: Path, state: str, day: date, said: str
) -> None:
    change_stored(sample, Q2, state=state)
    async with window(sample, size=SMALL, today=day) as win:
        assert said in win.screen().splitlines()[0]
