"""Closing a quarter by keys: one card at a time, grades, what was learned, what goes on; leaving and coming back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.dates import quarter
from okrtui.plan.entities import Cycle, KeyResult, Objective, Target
from okrtui.tui.closecard import draft_key
from okrtui.tui.screens.cycleclose import CloseDialog
from tests.tui.driving import SMALL, Window, rows_text, session_on, stored, text_of_lines, window
from tests.tui.test_cycle import Q2, change_stored, opened, result

AFTER = date(2026, 7, 2)


def dialog(win: Window) -> CloseDialog:
    """The close that is open."""
    assert isinstance(win.app.screen, CloseDialog), win.app.screen
    return win.app.screen


def head(win: Window) -> str:
    """What stands above the fields."""
    return text_of_lines(dialog(win).head.lines)


def said(win: Window) -> str:
    """The line below the fields."""
    return text_of_lines(dialog(win).say.lines).strip()


def page(win: Window) -> str:
    """The first or the last card."""
    return rows_text(dialog(win).page)


async def begin(win: Window) -> CloseDialog:
    """Open the close on its first open card."""
    await opened(win, CloseDialog)
    await win.press("enter")
    await win.pilot.pause()
    return dialog(win)


async def grade(win: Window, text: str) -> None:
    """Type another grade: the old one is selected."""
    area = dialog(win).fields.texts["grade"]
    area.select_all()
    await win.type(text)
    await win.pilot.pause()


async def to_end(win: Window) -> None:
    """Accept all that is proposed, up to the summary."""
    for _ in dialog(win).close_of.cards():
        if dialog(win).card is not None:
            await win.press("enter")
    await win.pilot.pause()
    assert dialog(win).card is None


async def test_the_first_card_says_what_is_to_come(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await opened(win, CloseDialog)
        shown = " ".join(page(win).split())
        assert "2026-Q2 · ended 30 Jun, 2 days ago" in shown
        assert "5 key results and 2 objectives" in shown
        assert "to drop is the default" in shown


async def test_before_the_end_it_says_how_long_the_quarter_runs(sample: Path) -> None:
    async with window(sample) as win:
        await opened(win, CloseDialog)
        assert "It runs until 30 Jun, 57 more days." in " ".join(page(win).split())
        await win.press("escape")
        await win.back()
        assert stored(sample).find(Q2, Cycle).state == "active"  # type: ignore[union-attr]


async def test_a_card_proposes_a_grade_and_enter_accepts_it(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        assert "€42.0 → 38.9   target €33.6" in head(win)
        assert "proposed 0.4" in head(win)
        assert "aspirational" in head(win)
        assert dialog(win).fields.texts["grade"].text == "0.4"
        await win.press("enter")
        await win.pilot.pause()
        row = result(win)
        assert (row.grade, row.next, row.because) == (0.4, "drop", "")
        assert dialog(win).at == 1


async def test_all_fields_are_stored_as_typed(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await grade(win, "0.6")
        await win.press("tab")
        await win.type("Ads [b]cost[/b] more")
        await win.press("ctrl+j")
        await win.type("in June")
        await win.press("tab")
        await win.type("Ask buyers first")
        await win.press("tab", "right", "right")
        await win.press("tab")
        await win.type("still the right bet")
        await win.press("enter")
        await win.pilot.pause()
        row = result(win)
        assert (row.grade, row.learned, row.differently) == (0.6, "Ads [b]cost[/b] more\nin June", "Ask buyers first")
        assert (row.next, row.because) == ("rewrite", "still the right bet")


@pytest.mark.parametrize(
    ("keys", "word"), [(("k",), "keep"), (("r",), "rewrite"), (("k", "d"), "drop"), (("left",), "rewrite")]
)
async def test_what_comes_next_is_chosen_by_letter_or_arrow(sample: Path, keys: tuple[str, ...], word: str) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await win.press("shift+tab", "shift+tab", *keys, "enter")
        await win.pilot.pause()
        assert result(win).next == word


@pytest.mark.parametrize(
    ("text", "stored_as"), [("0", 0.0), ("1", 1.0), ("0,75", 0.8), ("0.35", 0.4), ("65 %", 0.7), ("", None)]
)
async def test_every_edge_of_a_grade(sample: Path, text: str, stored_as: float | None) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        if text:
            await grade(win, text)
        else:
            await win.press("backspace")
            await win.press("enter")  # without a grade it asks before it drops
            await win.pilot.pause()
        await win.press("enter")
        await win.pilot.pause()
        assert result(win).grade == stored_as
        assert result(win).next == "drop"


@pytest.mark.parametrize("text", ["1.1", "7", "good", "-1", "nan"])
async def test_what_is_no_grade_is_refused_and_nothing_is_stored(sample: Path, text: str) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await grade(win, text)
        await win.press("enter")
        await win.pilot.pause()
        assert dialog(win).at == 0
        assert "0.0" in said(win)
        assert result(win).next is None


async def test_a_moved_target_is_shown_and_graded_against_both(sample: Path) -> None:
    session = session_on(sample)
    session.apply(edits.retarget(session.plan, "kr-cac", date(2026, 5, 27), "ad prices rose", target=36))
    session.wait(10)
    session.close()
    async with window(sample, today=AFTER) as win:
        await begin(win)
        assert "(was €33.6 until week 9: “ad prices rose”)" in head(win)
        assert "proposed 0.5   against the first target 0.4" in head(win)
        assert len(win.plan.children(Target, "kr-cac")) == 2


async def test_without_a_value_no_grade_is_proposed(sample: Path) -> None:
    change_stored(sample, "kr-cac", baseline=None)
    async with window(sample, today=AFTER) as win:
        await begin(win)
        assert "no grade proposed" in head(win)
        assert dialog(win).fields.texts["grade"].text == ""


async def test_nothing_is_dropped_without_a_grade_by_one_enter(sample: Path) -> None:
    change_stored(sample, "kr-cac", baseline=None)
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await win.press("enter")
        await win.pilot.pause()
        assert "would be dropped" in said(win)
        assert dialog(win).fields.choice.has_focus
        assert result(win).next is None
        await win.press("k", "enter")
        await win.pilot.pause()
        assert result(win).next == "keep"


async def test_who_chose_to_drop_is_not_asked(sample: Path) -> None:
    change_stored(sample, "kr-cac", baseline=None)
    async with window(sample, today=AFTER) as win:
        await begin(win)
        dialog(win).fields.go_to("next")
        await win.press("d", "enter")
        await win.pilot.pause()
        assert result(win).next == "drop"


async def test_what_was_skipped_is_not_counted_as_dropped(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        for _ in dialog(win).close_of.cards():
            await win.press("pagedown")
        await win.pilot.pause()
        assert "not decided" in page(win)
        assert "dropped" not in page(win)


async def on_objective(win: Window) -> None:
    """Accept the key results of the first objective."""
    await begin(win)
    while not isinstance(dialog(win).card, Objective):
        await win.press("enter")
        await win.pilot.pause()


async def test_the_objective_proposes_the_mean_and_lists_its_key_results(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await on_objective(win)
        assert "proposed 0.2, the mean of its key results" in head(win)
        assert "0.4  Reduce the average CAC" in head(win)
        await win.press("tab")
        await win.type("Two bets too many")
        await win.press("enter")
        await win.pilot.pause()
        found = win.plan.find("o-balance", Objective)
        assert found is not None
        assert (found.grade, found.reflection) == (0.2, "Two bets too many")


async def test_the_grade_of_some_key_results_is_not_proposed_for_their_objective(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        while not isinstance(dialog(win).card, Objective):
            await win.press("pagedown" if dialog(win).at else "enter")
            await win.pilot.pause()
        assert "no grade proposed: 1 of 3 graded, with a mean of 0.4" in " ".join(head(win).split())
        await win.press("enter")
        await win.pilot.pause()
        found = win.plan.find("o-balance", Objective)
        assert found is not None
        assert found.grade is None


async def test_an_aspirational_one_at_six_or_seven_tenths_is_as_intended(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await on_objective(win)
        for text in ("0.6", "0.7"):
            await grade(win, text)
            assert said(win) == "as intended"
        await grade(win, "0.5")
        assert said(win) == "some of the way"


async def test_a_committed_one_below_one_asks_what_happened_and_is_never_green(sample: Path) -> None:
    change_stored(sample, "o-balance", kind="committed")
    async with window(sample, today=AFTER) as win:
        await on_objective(win)
        await grade(win, "0.9")
        assert "below 1.0, which was promised" in said(win)
        assert "what happened?" in text_of_lines(dialog(win).fields.labels["reflection"].lines)
        assert all(style != "good" for line in dialog(win).say.lines for _, style in line)
        await grade(win, "1")
        assert said(win) == "kept, as promised"
        assert "what happened?" not in text_of_lines(dialog(win).fields.labels["reflection"].lines)


async def test_the_summary_closes_the_quarter_and_one_undo_opens_it_again(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await to_end(win)
        shown = page(win)
        assert "5 dropped; 6 KPIs and 1 open decision stay." in shown
        await win.press("enter")
        await win.back()
        assert win.plan.find(Q2, Cycle).state == "closed"  # type: ignore[union-attr]
        assert "S plans the next" in win.notice
        await win.saved()
        await win.undone()
        assert win.plan.find(Q2, Cycle).state == "active"  # type: ignore[union-attr]
        assert result(win).grade == 0.4


async def test_each_accepted_card_is_one_undo(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await win.press("enter", "escape")
        await win.back()
        await win.saved()
        await win.undone()
        row = result(win)
        assert (row.grade, row.next) == (None, None)


async def test_without_all_grades_it_closes_too_and_says_so(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        for _ in dialog(win).close_of.cards():
            await win.press("pagedown")
        await win.pilot.pause()
        assert "7 without a grade so far" in page(win)
        await win.press("enter")
        await win.back()
        assert win.plan.find(Q2, Cycle).state == "closed"  # type: ignore[union-attr]


async def test_what_was_accepted_is_stored_and_s_goes_on_there(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await win.press("enter", "enter", "escape")
        await win.back()
        assert "Paused" in win.notice
        await win.saved()
    async with window(sample, today=AFTER) as win:
        await opened(win, CloseDialog)
        assert "Done already: 2 of 7" in page(win)
        await win.press("enter")
        await win.pilot.pause()
        assert dialog(win).at == 2


async def test_what_was_only_typed_waits_on_its_card(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await win.press("tab")
        await win.type("Half a thought")
        await win.press("escape")
        await win.back()
        assert result(win).learned == ""
        await begin(win)
        assert dialog(win).fields.texts["learned"].text == "Half a thought"
        await win.press("pagedown", "pageup")
        await win.pilot.pause()
        assert dialog(win).fields.texts["learned"].text == "Half a thought"


async def test_what_was_only_typed_survives_a_window_that_ends(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await grade(win, "0.7")
        await win.press("tab")
        await win.type("Half a thought")
    async with window(sample, today=AFTER) as win:
        assert [draft.key for draft in win.app.session.drafts()] == [draft_key("kr-cac")]
        assert not win.main.typing
        await begin(win)
        assert dialog(win).fields.texts["learned"].text == "Half a thought"
        assert dialog(win).fields.texts["grade"].text == "0.7"
        await win.press("enter")
        await win.pilot.pause()
        assert result(win).learned == "Half a thought"
        assert not win.app.session.drafts()


async def test_going_back_shows_what_was_stored(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await grade(win, "0.9")
        await win.press("shift+tab", "shift+tab", "k", "enter", "pageup")
        await win.pilot.pause()
        assert dialog(win).fields.texts["grade"].text == "0.9"
        assert dialog(win).fields.choice.word == "keep"


async def test_keys_of_a_burst_go_where_the_line_is_by_then(sample: Path) -> None:
    """Over a slow line several keys come at once: what follows Tab belongs to the next field."""
    from textual import events

    async with window(sample, today=AFTER) as win:
        await begin(win)
        area = dialog(win).fields.texts["grade"]
        for key, character in (("tab", None), ("o", "o"), ("k", "k")):
            area.post_message(events.Key(key, character))
        await win.pilot.pause()
        await win.pilot.pause()
        assert dialog(win).fields.texts["learned"].text == "ok"
        assert area.text == "0.4"


async def test_it_fits_a_small_screen_with_long_texts(sample: Path) -> None:
    change_stored(
        sample,
        "kr-cac",
        title="Reduce the average cost of acquiring a new customer over all paid channels by 20 % by the end of Q2",
        learned="long words " * 40,
        differently="other words " * 40,
        because="more words " * 40,
        next="keep",
    )
    async with window(sample, size=SMALL, today=AFTER) as win:
        await begin(win)  # on the second card: the first is done
        await win.press("pageup")
        await win.pilot.pause()
        await win.pilot.pause()
        shown = win.screen()
        assert "Close 2026-Q2 · 1 of 7" in shown
        assert "esc pause" in shown
        assert "because" in shown
        assert "grade" in shown


async def elsewhere(path: Path, row: str) -> None:
    """Another window deletes a row."""
    other = session_on(path, today=AFTER)
    other.apply(edits.delete(other.plan, row))
    other.wait(10)
    other.close()


async def test_a_card_that_another_window_removed_is_not_mixed_up_with_the_next(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await grade(win, "0.9")
        await elsewhere(sample, "kr-cac")
        await win.until(lambda: win.plan.find("kr-cac", KeyResult) is None)
        await win.press("enter")
        await win.pilot.pause()
        assert "Another window has removed" in said(win)
        assert all(row.grade is None for row in win.plan.table(KeyResult).values())
        await win.press("enter")
        await win.pilot.pause()
        assert win.plan.key_results("o-balance")[0].grade == 0.2


async def test_a_card_whose_neighbour_went_is_accepted_as_it_is(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await win.press("pagedown")
        second = dialog(win).item
        await grade(win, "0.9")
        await elsewhere(sample, "kr-cac")
        await win.until(lambda: win.plan.find("kr-cac", KeyResult) is None)
        await win.press("enter")
        await win.pilot.pause()
        assert result(win, second).grade == 0.9


async def test_a_cycle_that_another_window_removed_ends_the_close_with_a_sentence(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await opened(win, CloseDialog)
        await elsewhere(sample, Q2)
        await win.until(lambda: win.plan.find(Q2, Cycle) is None)
        await win.press("enter", "enter", "enter")
        await win.pilot.pause()
        assert "This cycle is not in the plan" in said(win)
        await win.press("escape")
        await win.back()


async def test_page_up_leaves_a_long_summary_and_arrows_scroll_it(sample: Path) -> None:
    session = session_on(sample)
    titles = [f"Result {number}" for number in range(25)]
    session.apply(edits.add_many(session.plan, KeyResult, titles, parent="o-balance"))
    session.wait(10)
    session.close()
    async with window(sample, size=SMALL, today=AFTER) as win:
        await opened(win, CloseDialog)
        await win.press("enter")
        dialog(win).show_card(99)
        await win.pilot.pause()
        top = dialog(win).page.scroll_y
        await win.press("down", "down")
        await win.pilot.pause()
        assert dialog(win).page.scroll_y == top + 2
        await win.press("pageup")
        await win.pilot.pause()
        assert dialog(win).card is not None


async def test_an_objective_with_many_key_results_fits_a_small_screen(sample: Path) -> None:
    session = session_on(sample)
    titles = [f"Result {number}" for number in range(12)]
    session.apply(edits.add_many(session.plan, KeyResult, titles, parent="o-balance"))
    session.wait(10)
    session.close()
    async with window(sample, size=SMALL, today=AFTER) as win:
        await opened(win, CloseDialog)
        await win.press("enter", *["pagedown"] * 15)
        await win.pilot.pause()
        await win.pilot.pause()
        shown = win.screen()
        assert isinstance(dialog(win).card, Objective)
        assert "more" in head(win)
        assert "esc pause" in shown
        assert "what to say of it" in shown


async def test_a_quarter_without_objectives_closes_too(empty: Path) -> None:
    session = session_on(empty)
    made = edits.new_cycle(session.plan, quarter(2026, 2))
    session.apply(made)
    session.apply(edits.start_cycle(session.plan, made.item, date(2026, 4, 1)))
    session.wait(10)
    session.close()
    async with window(empty, today=AFTER) as win:
        await opened(win, CloseDialog)
        await win.press("enter", "enter")
        await win.back()
        assert win.plan.find(made.item, Cycle).state == "closed"  # type: ignore[union-attr]


async def test_drafts_of_cards_end_with_the_quarter(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await grade(win, "0.9")
        await win.press(*["pagedown"] * 7)
        await win.press("enter")
        await win.back()
        await win.saved()
    async with window(sample, today=AFTER) as win:
        assert not win.app.session.drafts()


# -- what was reached, graded by hand, closed early


async def test_what_was_fully_reached_is_done_and_not_dropped(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        await grade(win, "1.0")
        shown = text_of_lines(dialog(win).fields.choice.lines)
        assert "done" in shown
        assert "was reached" in shown
        assert "drop" not in shown
        await to_end(win)
        last = page(win)
        assert "1 reached, 4 dropped" in " ".join(last.split())
        line = next(line for line in last.splitlines() if "average CAC" in line)
        assert line.rstrip().endswith("done")


async def test_a_grade_far_from_the_numbers_is_pointed_to_its_because(sample: Path) -> None:
    async with window(sample, today=AFTER) as win:
        await begin(win)
        assert "typing replaces it" in said(win)
        await grade(win, "0.9")
        assert "0.9, and the numbers propose 0.4" in said(win)
        assert "because" in said(win)
        await win.press("tab", "tab", "tab", "tab")
        await win.type("sales came late")
        await win.pilot.pause()
        assert said(win) == ""
        await win.press("enter")
        await win.pilot.pause()
        assert (result(win).grade, result(win).because) == (0.9, "sales came late")


async def test_closing_early_says_how_many_days(sample: Path) -> None:
    async with window(sample) as win:
        await begin(win)
        await to_end(win)
        assert "this closes it 57 days early" in " ".join(page(win).split())
        await win.press("enter")
        await win.back()
        assert "57 days early" in win.notice


async def test_a_long_summary_leaves_the_keys_and_what_goes_on_in_sight(sample: Path) -> None:
    session = session_on(sample)
    titles = [f"Shops that reorder in region {number}" for number in range(30)]
    session.apply(edits.add_many(session.plan, KeyResult, titles, parent="o-balance"))
    session.close()
    async with window(sample, today=date(2026, 7, 2), size=SMALL) as win:
        found = await begin(win)
        found.show_card(10_000)
        await win.pilot.pause()
        shown = win.screen()
        assert "35 not decided" in shown
        assert "enter close the quarter" in shown
        assert "PgUp goes back" in " ".join(shown.replace("│", " ").split())
