"""The review by keys: ten key results, pauses, what is filled in, the minutes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual import events

from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.entities import CheckIn, Cycle, Decision, KeyResult, Measurement, Objective, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.reviewing import known_value
from okrtui.session import Failed
from okrtui.settings import load
from okrtui.tui.commands import key_of
from okrtui.tui.reviewrun import CUSTOMERS, END, LAST, LEARNED, OPEN, WELL
from okrtui.tui.screens.review import ReviewScreen
from tests.tui.driving import SMALL, TODAY, WIDE, Window, put_toml, session_on, stored, text_of_lines, window
from tests.tui.test_cycle import change_stored


class Reviewer:
    """A window with the review open; it counts the keys that are pressed."""

    def __init__(self, driven: Window) -> None:
        self.window = driven
        self.keys = 0

    @property
    def screen(self) -> ReviewScreen:
        """The review."""
        screen = self.window.app.screen
        assert isinstance(screen, ReviewScreen), screen
        return screen

    @property
    def page(self) -> str:
        """The page that is open."""
        return self.screen.page

    @property
    def plan(self) -> Plan:
        """The plan as the window has it."""
        return self.window.plan

    @property
    def said(self) -> str:
        """What stands below the fields."""
        return " ".join(text_of_lines(self.screen.say.lines).split())

    @property
    def body(self) -> str:
        """What stands above the fields."""
        return text_of_lines(self.screen.body.lines)

    @property
    def head(self) -> str:
        """The first line."""
        return " ".join(text_of_lines(self.screen.heading.lines).split())

    @property
    def texts(self) -> dict[str, str]:
        """What the fields hold."""
        return self.screen.fields.texts

    async def press(self, *keys: str) -> None:
        """Press keys, and count them."""
        self.keys += len(keys)
        await self.window.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text: digits of values and words of notes are not counted."""
        await self.window.type(text)

    async def to(self, page: str) -> None:
        """Skip to a page."""
        for _ in range(30):
            if self.page == page:
                return
            await self.window.press("pagedown")
        raise AssertionError(f"{page} never came; the last was {self.page}")


@asynccontextmanager
async def reviewing(path: Path, *, size: tuple[int, int] = WIDE, today: date = TODAY) -> AsyncIterator[Reviewer]:
    """The app on a plan, with the review's opening card open."""
    async with window(path, size=size, today=today) as driven:
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        yield Reviewer(driven)


TEN = 10


def ten_key_results() -> str:
    """A plan with ten key results that are behind, in week 5; two of them were measured the day before."""
    lines = ["okrtui_format = 1", 'name = "Ten"', "[[cycles]]", 'id = "cy-q"', 'name = "2026-Q2"']
    lines += ["start = 2026-04-01", "end = 2026-06-30", 'state = "active"']
    for o in range(2):
        lines += ["[[cycles.objectives]]", f'id = "o-{o}"', f'title = "Aim {o}"']
        for i in range(5):
            number = o * 5 + i
            lines += ["[[cycles.objectives.key_results]]", f'id = "kr-{number}"', f'title = "Raise metric {number}"']
            lines += ['direction = "up"', "baseline = 0", "target = 100", "[[cycles.objectives.key_results.check_ins]]"]
            lines += ["at = 2026-04-27", f"value = {number}", f"confidence = {3 + number % 4}"]
            if number < 2:
                lines += ["[[cycles.objectives.key_results.check_ins]]", "at = 2026-05-03", f"value = {number + 0.5}"]
    return "\n".join(lines) + "\n"


@pytest.fixture
def ten(empty: Path) -> Path:
    """A plan file with ten key results."""
    put_toml(empty, ten_key_results())
    return empty


# -- ten key results by keys alone


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_ten_key_results_take_at_most_four_keys_each(ten: Path, size: tuple[int, int]) -> None:
    async with reviewing(ten, size=size) as review:
        assert "10 key results · 10 at risk · 8 minutes" in " ".join(review.body.split())
        await review.press("enter")
        worst = 0
        for turn in range(TEN):
            row = review.screen.run_.talk[turn]
            assert review.page == f"kr:{row}"
            assert f"{turn + 1} of 10" in review.head
            before = review.keys
            if review.texts["value"]:
                await review.press("tab", "7", "enter")  # measured yesterday: accepted as it is
            elif turn % 3 == 0:
                await review.press("equals_sign", "tab", "5", "enter")
            else:
                await review.type("12.5")
                await review.press("tab", "6", "tab")
                await review.type("two calls")
                await review.press("enter")
            worst = max(worst, review.keys - before)
        assert worst <= 4
        assert review.page == CUSTOMERS
        await review.type("they wait")
        await review.press("enter", "enter")
        assert review.page == END
        await review.press("enter")
        await review.window.back()
        await review.window.saved()
    plan = stored(ten)
    said = [plan.check_ins(f"kr-{n}")[-1] for n in range(TEN)]
    assert all(one.at == TODAY and one.confidence is not None for one in said)
    assert [one.value for one in said[:2]] == [None, None], "what was measured yesterday is not measured again"
    (finished,) = plan.children(Review)
    assert finished.finished
    assert finished.customers_said == "they wait"
    assert finished.minutes.count("\n- **Raise metric") == TEN


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_card_says_what_comes_how_to_leave_and_what_it_ends_with(ten: Path, size: tuple[int, int]) -> None:
    async with reviewing(ten, size=size) as review:
        card = " ".join(review.body.split())
        assert "What comes: key results one by one, at risk first, what customers said" in card
        assert "going well" not in card, "there is no such page"
        assert "the minutes are written for you" in card
        assert f"{key_of('leave')} leaves at any time, and {key_of('review')} goes on there" in card
        assert "The clock at the top only counts" in card


async def test_a_key_result_without_a_value_is_called_so_and_has_no_empty_axes(empty: Path) -> None:
    text = ten_key_results().replace("baseline = 0\n", "")
    value = "[[cycles.objectives.key_results.check_ins]]\nat = 2026-04-27\nvalue = 4\nconfidence = 3\n"
    assert value in text
    put_toml(empty, text.replace(value, ""))
    async with reviewing(empty) as review:
        await review.press("enter")
        while review.page != "kr:kr-4":
            assert "at risk first" in review.head
            await review.press("pagedown")
        assert "no value yet" in review.head
        assert "at risk first" not in review.head
        assert "The chart begins with the first value." in review.body
        assert "┤" not in review.body
        assert "└" not in review.body


async def test_a_key_result_passed_without_a_value_is_not_called_accepted(empty: Path) -> None:
    text = ten_key_results().replace("baseline = 0\n", "")
    text = text.replace("[[cycles.objectives.key_results.check_ins]]\nat = 2026-04-27\nvalue = 4\nconfidence = 3\n", "")
    put_toml(empty, text)
    async with reviewing(empty) as review:
        await review.press("enter")
        while review.page != "kr:kr-4":
            await review.press("pagedown")
        assert review.said == "An empty value is none: enter goes on."
        await review.press("enter")
        assert review.page != "kr:kr-4"
        while review.page != "kr:kr-4":
            await review.press("pageup")
        assert "still without a value" in review.body
        assert "accepted ✓" not in review.body
        await review.press("5", "enter", "pageup")
        assert "accepted ✓" in review.body


async def test_notes_beside_a_low_chart_are_all_there_and_cut_with_a_sign(sample: Path) -> None:
    async with reviewing(sample, size=SMALL) as review:
        await review.press("enter")
        await review.to("kr:kr-churn")
        notes = [line.strip() for line in review.body.split("\n") if "“" in line]
        assert [line.partition(" “")[0].rpartition("  ")[2] for line in notes] == ["2 27 Apr", "1 13 Apr"]
        assert all(line.endswith("…") for line in notes)


async def test_an_empty_field_says_what_belongs_there_and_the_one_with_the_keys_stands_out(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        fields = review.screen.fields
        assert all(entry.placeholder for entry in fields.entries.values())
        for name in ("value", "confidence", "note"):
            await review.window.until(lambda name=name: fields.here == name)  # type: ignore[misc]
            bold = [of for of, label in fields._labels.items() if label.lines[0][0][1] == "strong"]
            assert bold == [name]
            await review.press("tab")


# -- what is filled in


async def test_a_value_of_the_last_days_is_filled_in_and_enter_accepts_it(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        assert review.page == "kr:kr-0"
        assert review.texts["value"] == "0.5"
        assert review.said == "Measured on 3 May: enter accepts it."
        await review.type("2")
        assert review.texts["value"] == "2", "typing replaces what is filled in"
        assert "Measured" not in review.said
        await review.press("enter")
        assert review.plan.check_ins("kr-0")[-1] == CheckIn("kr-0@2026-05-04", "kr-0", TODAY, 2.0)


async def test_last_weeks_confidence_shows_only_once_the_new_one_is_typed(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        shown = review.window.screen()
        assert "♥" not in shown
        assert "confidence was" not in shown
        await review.press("tab", "4")
        assert review.said == "confidence was ♥3 on 27 Apr"
        await review.press("backspace")
        assert "♥" not in review.said


async def test_the_same_value_is_recorded_as_measured_today(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        await review.to("kr:kr-3")
        await review.press("equals_sign", "enter")
        assert review.plan.check_ins("kr-3")[-1] == CheckIn("kr-3@2026-05-04", "kr-3", TODAY, 3.0)


@pytest.mark.parametrize(
    ("keys", "field", "sentence"),
    [
        (["x"], "value", "is not a number"),
        (["tab", "1", "1"], "confidence", "0 to 10"),
        (["tab", "tab", "tab", "tab", "d", "i"], "do", "What is to be done?"),
        (["tab", "tab", "tab", "d", "o", "tab", "tab", "x"], "by", "is not a day"),
        (["tab", "tab", "tab", "d", "o", "tab", "tab", *"2026-05-01"], "by", "past"),
    ],
)
async def test_what_cannot_be_taken_is_said_and_the_field_gets_the_keys(
    ten: Path, keys: list[str], field: str, sentence: str
) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        await review.press(*(("minus" if key == "-" else key) for key in keys), "enter")
        assert review.page == "kr:kr-0"
        assert sentence in review.said
        assert review.screen.fields.here == field
        assert not review.plan.children(Review)


# -- decisions


async def test_a_decision_is_made_where_the_talk_is_and_corrected_there(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter", "tab", "tab", "tab")
        await review.type("ring ten")
        await review.press("tab")
        await review.type("Di")
        await review.press("tab")
        await review.type("friday")
        await review.press("enter", "pageup")
        (made,) = review.plan.table(Decision).values()
        assert (made.text, made.owner, made.due, made.about) == ("ring ten", "Di", date(2026, 5, 8), "kr-0")
        assert (review.texts["do"], review.texts["who"], review.texts["by"]) == ("ring ten", "Di", "8 May")
        await review.press("tab", "tab", "tab")
        await review.type("ring five")
        await review.press("enter")
        (corrected,) = review.plan.table(Decision).values()
        assert (corrected.id, corrected.text) == (made.id, "ring five")


async def test_decisions_of_last_time_are_ticked_with_a_key(sample: Path) -> None:
    async with reviewing(sample) as review:
        await review.press("enter")
        assert review.page == LAST
        assert "☐ call ten customers who left" in review.body
        await review.press("space")
        assert "☑ call ten customers who left" in review.body
        assert not review.plan.table(Decision)["de-calls"].done, "until it is accepted"
        await review.press("enter")
        assert review.plan.table(Decision)["de-calls"].done
        assert review.page == "kr:kr-churn"
        assert "☑ call ten customers who left" in review.body
        await review.press("ctrl+d", "enter")
        assert not review.plan.table(Decision)["de-calls"].done


# -- lists


async def test_what_goes_well_takes_one_enter_with_a_value_here_and_there(sample: Path) -> None:
    async with reviewing(sample) as review:
        await review.press("enter")
        await review.to(WELL)
        assert [row.id for row in review.screen.desk.well] == ["kr-cac", "kr-completed", "kr-time"]
        await review.press("down")
        await review.type("66")
        await review.press("down", "up")
        assert review.texts["value"] == "66"
        await review.press("enter")
        assert review.page.startswith("kpi:")
        assert review.plan.check_ins("kr-completed")[-1].value == 66.0
        assert review.plan.check_ins("kr-cac")[-1].at == date(2026, 4, 27)


async def test_a_bad_value_in_the_list_leads_to_its_line(sample: Path) -> None:
    async with reviewing(sample) as review:
        await review.press("enter")
        await review.to(WELL)
        await review.type("many")
        await review.press("down", "down", "enter")
        assert review.page == WELL
        assert "Reduce the average CAC" in review.said
        assert review.texts["value"] == "many"


async def test_tab_takes_one_out_to_talk_about_it(sample: Path) -> None:
    async with reviewing(sample) as review:
        await review.press("enter")
        await review.to(WELL)
        await review.type("37")
        await review.press("tab")
        assert review.page == "kr:kr-cac"
        assert review.texts["value"] == "37"
        await review.press("enter")
        assert review.page == WELL
        assert [row.id for row in review.screen.desk.well] == ["kr-completed", "kr-time"]
        assert review.plan.check_ins("kr-cac")[-1].value == 37.0


async def test_kpis_that_are_due_take_a_value_each_or_an_enter(sample: Path) -> None:
    async with reviewing(sample) as review:
        await review.press("enter")
        await review.to("kpi:kpi-basket")
        await review.type("49")
        assert review.said.startswith("out of range: ")
        await review.press("enter")
        basket = review.plan.measurements("kpi-basket")[-1]
        assert basket == Measurement("kpi-basket@2026-05-04", "kpi-basket", TODAY, 49.0)
        assert review.page == "kpi:kpi-errors"
        await review.press("enter")
        assert review.plan.measurements("kpi-errors")[-1].at == date(2026, 4, 27)


# -- leaving and coming back


async def test_a_pause_keeps_what_is_open_and_r_goes_on_there(ten: Path) -> None:
    async with reviewing(ten) as review:
        driven = review.window
        await review.press("enter", "tab", "4", "enter")
        await review.type("7.5")
        await review.press("escape")
        await driven.back()
        assert "paused, 1 of 10" in driven.notice
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        assert "1 of 10 key results are through" in review.body
        await review.press("enter")
        assert review.page == "kr:kr-1"
        assert review.texts["value"] == "7.5"


async def test_a_review_goes_on_after_its_window_was_killed(ten: Path) -> None:
    from okrtui.store.origin import close_window

    async with window(ten) as driven:
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.press("enter", "tab", "4", "enter", "tab", "tab")
        await driven.type("half a thought")
        driven.app.session.wait(10)
        close_window(driven.app.session.window)  # as the system does for a program that is killed
        async with window(ten) as second:
            assert "R goes on" in second.notice
            await second.press("R")
            await second.until(lambda: isinstance(second.app.screen, ReviewScreen))
            review = Reviewer(second)
            await second.pilot.pause()
            await review.press("enter")
            assert review.page == "kr:kr-1"
            assert review.texts["note"] == "half a thought"
            assert review.screen.run_.done == ["kr:kr-0"]
            assert review.plan.check_ins("kr-0")[-1].confidence == 4.0


async def test_a_review_paused_elsewhere_goes_on_from_what_the_plan_tells(ten: Path) -> None:
    put_toml(ten, 'okrtui_format = 1\n[[reviews]]\nid = "rv-x"\nat = 2026-05-04 09:00:00\nfinished = false\n')
    text = ten_key_results().replace("at = 2026-04-27\nvalue = 4\n", "at = 2026-05-04\nvalue = 4\n")
    put_toml(ten, text)
    async with reviewing(ten) as review:
        assert "1 of 10 key results are through" in review.body
        await review.press("enter")
        assert review.page != "kr:kr-4"
        await review.press("tab", "6", "enter")
        assert [one.id for one in review.plan.children(Review)] == ["rv-x"], "it is the same review"


async def test_another_one_can_be_begun_instead_of_a_paused_one(ten: Path) -> None:
    async with reviewing(ten) as review:
        driven = review.window
        await review.press("enter", "tab", "4", "enter", "escape")
        await driven.back()
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        await review.press("n")
        assert review.page == "kr:kr-0"
        assert review.screen.run_.done == []
        assert review.texts["confidence"] == "4"
        await review.press("enter")
        assert len(review.plan.children(Review)) == 1


async def test_a_paused_review_of_a_quarter_that_is_closed_gives_way_to_the_one_that_runs(ten: Path) -> None:
    async with reviewing(ten) as review:
        driven = review.window
        await review.press("enter", "tab", "4", "enter", "escape")
        await driven.back()
        plan = driven.plan
        old = plan.cycles[0].id
        driven.app.apply(edits.change(plan, old, state="closed"))
        made = edits.add(plan, Cycle, name="2026-Q3", start=date(2026, 4, 1), end=date(2026, 7, 31), state="active")
        driven.app.apply(made)
        objective = edits.add(plan, Objective, parent=made.item, title="Win the north")
        driven.app.apply(objective)
        shops = edits.add(plan, KeyResult, parent=objective.item, title="Shops from 0 to 9")
        driven.app.apply(shops)
        driven.main.reload()
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        assert not review.screen.shown.opening.paused
        assert review.screen.run_.cycle == made.item
        assert review.screen.run_.talk == [shops.item]


async def test_a_review_begun_before_the_quarter_is_not_gone_on_with_once_it_runs(sample: Path) -> None:
    session = session_on(sample)
    cycle = session.plan.cycles[0]
    session.apply(edits.change(session.plan, cycle.id, start=date(2026, 6, 1), end=date(2026, 8, 31), state="draft"))
    session.close()
    async with reviewing(sample) as review:
        driven = review.window
        assert review.screen.run_.cycle == "", "only KPIs"
        await review.press("enter", "enter", "escape")
        await driven.back()
        driven.app.apply(edits.change(driven.plan, cycle.id, start=date(2026, 4, 1), state="active"))
        driven.main.reload()
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        assert review.screen.run_.cycle == cycle.id
        assert len(review.screen.run_.talk) + len(review.screen.run_.well) == 5


@pytest.mark.parametrize("decided", [False, True])
async def test_a_paused_review_can_be_thrown_away(ten: Path, decided: bool) -> None:
    async with reviewing(ten) as review:
        driven = review.window
        await review.press("enter", "tab", "4")
        if decided:
            review.screen.fields.go_to("do")
            await review.type("call ten buyers")
        await review.press("enter", "escape")
        await driven.back()
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        await review.press("d")
        await driven.back()
        assert "thrown away" in driven.notice
        left = driven.plan.children(Review)
        assert [row.finished for row in left] == ([True] if decided else [])
        assert driven.plan.check_ins("kr-0")[-1].confidence == 4.0, "what was accepted stays"
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        assert not review.screen.shown.opening.paused


async def test_skipping_records_nothing_and_going_back_finds_what_was_typed(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        await review.type("9")
        await review.press("pagedown", "pageup")
        assert review.page == "kr:kr-0"
        assert review.texts["value"] == "9"
        assert not review.plan.children(Review)


async def test_what_was_typed_and_never_accepted_is_named_at_the_end(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        await review.type("9")
        await review.to(END)
        assert review.said == "On 1 page something was typed and not accepted: PgUp goes back."


async def test_going_back_from_the_end_and_leaving_is_no_pause(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        await review.to(END)
        await review.press("pageup", "escape")
        await review.window.back()
        assert "finished" in review.window.notice


async def test_the_opening_card_of_a_draft_says_that_it_was_never_started(ten: Path) -> None:
    async with reviewing(ten) as review:
        assert "is a draft" not in review.window.screen()
    change_stored(ten, "cy-q", state="draft")
    async with reviewing(ten) as review:
        assert "2026-Q2 is a draft: S starts it" in " ".join(review.window.screen().split())


async def test_leaving_the_opening_card_leaves_nothing_behind(ten: Path) -> None:
    async with reviewing(ten) as review:
        assert review.page == OPEN
        await review.press("escape")
        await review.window.back()
        assert not review.window.notice
    assert not stored(ten).children(Review)


async def test_each_screen_is_one_undo_that_names_it(ten: Path) -> None:
    async with reviewing(ten) as review:
        driven = review.window
        await review.press("enter", "tab", "4", "tab")
        await review.type("slow")
        await review.press("enter", "escape")
        await driven.back()
        await driven.saved()
        await driven.undone()
        assert "Undone: review “Raise metric 0”" in driven.notice
        assert driven.plan.check_ins("kr-0")[-1].at == date(2026, 5, 3)
        assert not driven.plan.children(Review)


# -- letters, the end, the time


async def test_letters_are_text_in_fields_and_only_y_is_a_command_at_the_end(
    ten: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reviewing(ten) as review:
        copied: list[str] = []
        monkeypatch.setattr(review.window.app, "copy_to_clipboard", copied.append)
        await review.press("enter", "tab", "tab")
        await review.type("pnyqRSu @")
        assert review.texts["note"] == "pnyqRSu @"
        assert not review.screen.run_.calm
        await review.to(LEARNED)
        await review.type("pny")
        await review.press("enter")
        assert review.page == END
        await review.press("p", "n", "q", "u", "x", "R")
        assert review.page == END
        assert not review.screen.run_.calm
        assert copied == []
        await review.press("y")
        (text,) = copied
        assert text.startswith("# Review of 4 May 2026\n")
        assert "Copied the minutes" in review.screen.footer.notice
        (kept,) = review.plan.children(Review)
        assert kept.minutes == text


async def test_minutes_are_made_anew_when_something_is_added_after_the_end(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        await review.to(END)
        await review.press("pageup")
        await review.type("late thought")
        await review.press("enter")
        assert review.page == END
        (kept,) = review.plan.children(Review)
        assert kept.finished
        assert "late thought" in kept.minutes


async def test_the_time_counts_down_and_says_no_more_than_that_when_it_is_over(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter")
        assert "left · 0:4" in review.head
        review.screen.run_.spent = 500.0
        review.screen._tick()
        assert review.head.endswith("0:20 over")
        await review.press("tab", "4", "enter")
        assert review.page == "kr:kr-1"


async def test_the_opening_card_names_kpis_out_of_their_range_before_those_that_are_due(sample: Path) -> None:
    change_stored(sample, "kpi-errors", healthy_high=0.3, warn_high=0.2)
    async with reviewing(sample) as review:
        assert "1 KPI out of its range · 3 more due" in " ".join(review.body.split())


async def test_the_calm_page_shows_fewer_figures(sample: Path) -> None:
    async with reviewing(sample) as review:
        assert "p fewer figures" in review.window.screen()
        await review.press("p")
        assert "p all figures" in review.window.screen()
        await review.press("enter", "enter")
        assert review.page == "kr:kr-churn"
        assert "6.0 → 5.2 %" in review.body
        assert "a week" not in review.body
        assert "leading" not in review.body
        assert "each" not in review.head
        await review.press("f5")
        assert "a week" in review.body


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_every_page_fits_and_shows_its_fields(sample: Path, size: tuple[int, int]) -> None:
    async with reviewing(sample, size=size) as review:
        for page in review.screen.run_.pages():
            await review.to(page)
            await review.window.pilot.pause()
            shown = review.window.screen()
            for name in review.texts:
                entry = review.screen.fields.entries[name]
                assert entry.region.height == 1, (page, name)
                assert entry.region.bottom < size[1], (page, name)
            if page.startswith("kr:"):
                row = review.plan.find(page.removeprefix("kr:"), KeyResult)
                assert row is not None
                assert row.title[:40] in shown
            assert "esc" in shown or page == END


# -- what there is to review


async def test_without_anything_to_review_a_sentence_says_so(empty: Path) -> None:
    async with window(empty) as driven:
        await driven.press("escape", "R")
        assert "nothing to review yet" in driven.notice


async def test_a_plan_of_kpis_alone_can_be_reviewed(empty: Path) -> None:
    put_toml(empty, 'okrtui_format = 1\n[[kpis]]\nid = "kpi-a"\nname = "Uptime"\nunit = "%"\ncadence = "weekly"\n')
    async with reviewing(empty) as review:
        assert "no key results" in review.body
        await review.press("enter")
        assert review.page == "kpi:kpi-a"
        await review.type("99.9")
        await review.press("enter", "enter", "enter")
        assert review.page == END
        assert "Uptime: 99.9 %" in review.body


async def test_markup_in_titles_notes_and_decisions_is_text(ten: Path) -> None:
    nasty = ten_key_results().replace("Raise metric 0", "[/b] [bold]metric[/] 0").replace("Aim 0", "[red]aim[/x]")
    put_toml(ten, nasty)
    async with reviewing(ten) as review:
        await review.press("enter")
        assert "[/b] [bold]metric[/] 0" in review.window.screen()
        await review.press("tab", "tab")
        await review.type("[/]")
        await review.press("enter")
        await review.to(END)
        assert "[/]" in review.body
        assert "\\[" not in review.body, "its marks are for the copy"


async def test_what_another_window_deletes_is_passed_over(ten: Path) -> None:
    from okrtui.plan import edits
    from tests.tui.driving import session_on

    async with reviewing(ten) as review:
        await review.press("enter")
        other = session_on(ten)
        other.apply(edits.delete(other.plan, "kr-0"))
        other.wait(10)
        other.close()
        await review.window.until(lambda: review.plan.find("kr-0", KeyResult) is None)
        await review.press("tab", "4", "enter")
        assert "deleted this key result" in review.said
        await review.press("pagedown")
        assert review.page == "kr:kr-1"


async def test_the_next_card_says_which_rows_are_new_since_the_last_review(ten: Path) -> None:
    async with reviewing(ten) as review:
        driven = review.window
        await review.press("enter")
        await review.to(END)
        await review.press("enter")
        await driven.back()
        await driven.press("3", "n")
        await driven.line("Repeat orders rise from 20 % to 30 % by 30 June")
        await driven.press("escape")
        await driven.saved()
        await driven.press("R")
        await driven.until(lambda: isinstance(driven.app.screen, ReviewScreen))
        await driven.pilot.pause()
        assert "There was one today already" in review.body
        assert "new key result" in review.body
        await review.press("space")
        assert "Repeat orders rise" in await driven.opened_page()


async def test_several_pasted_lines_become_one_without_control_characters(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter", "tab", "tab")
        review.screen.fields.entries["note"].post_message(events.Paste("one\n\ttwo \x1b[31m three"))
        await review.window.pilot.pause()
        assert review.texts["note"] == "one two ␛[31m three"
        await review.press("tab", "shift+tab")
        review.screen.fields.entries["note"].post_message(events.Paste("again"))
        await review.window.pilot.pause()
        assert review.texts["note"] == "again", "a text that is selected is replaced"


async def test_an_edit_that_does_not_reach_the_file_is_said_and_its_page_opens_again(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter", "tab", "4", "enter")
        (ticket,) = review.screen.desk._sent
        review.screen.hear_plan(Failed(ticket, Edit("review", ()), PlanError("The disk is full.")))
        assert review.said == "Not saved: The disk is full. PgUp goes back to it."
        await review.press("pageup")
        assert review.page == "kr:kr-0"
        assert review.texts["confidence"] == "4"
        assert review.screen.run_.done == []


async def test_commands_of_the_main_screen_are_not_offered_in_the_review(ten: Path) -> None:
    async with reviewing(ten) as review:
        await review.press("enter", "ctrl+p")
        assert review.page == "kr:kr-0"


def test_how_long_a_review_takes_is_a_setting(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("[review]\nminutes = 15\n", encoding="utf-8")
    found, problems = load(file)
    assert (found.review_minutes, problems) == (15, [])
    file.write_text("[review]\nminutes = 0\n", encoding="utf-8")
    assert load(file)[0].review_minutes == 8
    assert "expected a whole number" in load(file)[1][0]


# -- slips, days, what goes well


async def talked(review: Reviewer) -> str:
    """Go to the page of the churn rate, which is talked about."""
    page = next(f"kr:{row}" for row in review.screen.run_.talk if "churn" in result(review, row).title)
    await review.to(page)
    return page


def result(review: Reviewer, page: str) -> KeyResult:
    """The key result of a page."""
    found = review.plan.find(page.removeprefix("kr:"), KeyResult)
    assert found is not None
    return found


async def test_a_value_far_from_the_last_one_is_asked_about_once(sample: Path) -> None:
    async with reviewing(sample) as review:
        page = await talked(review)
        review.screen.fields.go_to("value")
        await review.type("600")
        await review.press("enter")
        assert review.page == page
        assert "100 times the last value, 6 %: enter again keeps it." in review.said
        await review.press("enter")
        await review.window.pilot.pause()
        assert review.page != page
        assert known_value(review.plan, result(review, page), TODAY)[0] == 600


async def test_a_wrong_confidence_is_said_on_tab(sample: Path) -> None:
    async with reviewing(sample) as review:
        await talked(review)
        review.screen.fields.go_to("confidence")
        await review.type("12")
        await review.press("tab")
        assert "from 0 to 10" in review.said
        assert review.screen.fields.here == "confidence"
        await review.press("backspace", "backspace", "tab")
        assert review.screen.fields.here == "note"


async def test_the_day_is_shown_as_it_is_understood_while_it_is_typed(sample: Path) -> None:
    async with reviewing(sample) as review:
        await talked(review)
        review.screen.fields.go_to("by")
        await review.type("next friday")
        assert "by Friday 8 May" in review.said


async def test_the_first_page_says_how_many_go_well_and_come_as_a_list(sample: Path) -> None:
    async with reviewing(sample) as review:
        run = review.screen.run_
        assert run.well
        assert f"5 key results: {len(run.talk)} one by one, {len(run.well)} that go" in " ".join(review.body.split())
        await review.press("enter")
        await review.to("kr:" + run.talk[0])
        assert "a key result" in review.head


async def test_a_new_value_beyond_its_target_is_reached_in_list_and_minutes(sample: Path) -> None:
    async with reviewing(sample) as review:
        await review.to(WELL)
        rows = review.screen.desk.well
        line = next(i for i, row in enumerate(rows) if row.title.startswith("Raise completed checkouts"))
        await review.press(*["down"] * line)
        await review.type("80")
        await review.window.pilot.pause()
        assert "65 → 80 %, target 70 %: reached" in review.body
        await review.press("enter")
        await review.to(END)
        minutes = review.plan.table(Review)
        text = "".join(row.minutes for row in minutes.values())
        assert "80 %, target 70 %: reached" in text
        assert "80 %, target 70 %, on track" not in text
