"""The first quarter, from an empty plan to one that is enough to begin, with the keyboard alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okrtui.coach.steps import STEP_NAMES
from okrtui.exchange.examples import EXAMPLES
from okrtui.plan.entities import KeyResult, Objective
from okrtui.plan.model import Plan
from okrtui.tui.screens.review import ReviewScreen
from tests.tui.driving import SMALL, WIDE, Window, stored, window

DAY = date(2026, 12, 14)
STRATEGY = "Win repeat buyers in the home niche before we widen the range."
PRIORITIES = ["Repeat orders", "Cost of growth"]
OBJECTIVES = [
    "Reach a sustainable balance between customer acquisition cost and customer lifetime value",
    "Make checkout effortless for first-time buyers",
]
RESULTS = [
    "Lower the average acquisition cost by 20 % by the end of Q1",
    "Raise order frequency by 10 % by the end of Q1",
    "Lower churn by 15 % by the end of Q1",
]
MORE_RESULTS = ["Raise completed checkouts from 61 % to 70 %", "Cut the median time to pay from 95 s to 60 s"]
KPIS = ["Basket size", "Repeat orders", "Availability", "New customers"]


async def step(win: Window, number: int) -> None:
    """Begin a step on the card."""
    await win.until(lambda: win.starting())
    await win.press(*("4", "down") if number == 5 else str(number), "enter")


async def chain(win: Window, lines: list[str]) -> None:
    """Write lines, one row each, and end with Enter on the empty row."""
    for line in lines:
        await win.line(line)
    await win.press("enter")


def as_typed(plan: Plan) -> None:
    """The plan holds what was typed, in its order."""
    cycle = plan.cycles[0]
    assert (cycle.name, cycle.start, cycle.end, cycle.state) == (
        "2027-Q1",
        date(2027, 1, 1),
        date(2027, 3, 31),
        "draft",
    )
    assert plan.root.statement == STRATEGY
    assert plan.root.review_cadence == "fortnightly"
    assert [p.title for p in plan.priorities] == PRIORITIES
    assert [o.title for o in plan.objectives(cycle.id)] == OBJECTIVES
    first, second = plan.objectives(cycle.id)
    assert [k.title for k in plan.key_results(first.id)] == RESULTS
    assert [k.title for k in plan.key_results(second.id)] == MORE_RESULTS
    assert [(k.baseline, k.target, k.unit) for k in plan.key_results(second.id)] == [(61, 70, "%"), (95, 60, "s")]
    assert [k.name for k in plan.kpis] == KPIS


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_five_steps_from_an_empty_plan_to_a_quarter_that_is_enough_to_begin(
    empty: Path, size: tuple[int, int]
) -> None:
    async with window(empty, size=size, today=DAY) as win:
        assert "What is the strategy?" in win.screen()
        assert "2027-Q1" in win.screen(), "the quarter whose start is nearest"
        await win.press("enter")
        assert win.area.placeholder
        await win.line(STRATEGY)
        await step(win, 2)
        await chain(win, PRIORITIES)
        assert win.editing.place.entity is Objective, "after the priorities, the objectives that they call for"
        assert win.notice.startswith("Next, where these lead: objectives.")
        await chain(win, OBJECTIVES)
        await step(win, 3)
        await chain(win, RESULTS)
        await step(win, 3)
        await chain(win, MORE_RESULTS)
        await step(win, 4)
        await chain(win, KPIS)
        await win.until(lambda: win.starting())
        assert "That is enough to begin." in win.screen()
        await step(win, 5)
        await win.asked()
        await win.press("2")
        await win.back()
        await win.press("escape")
        assert not win.starting()
        as_typed(win.plan)
        await win.press("q")
    as_typed(stored(empty))
    async with window(empty, size=size, today=DAY) as win:
        assert not win.starting()
        as_typed(win.plan)
        assert win.titles("results") == RESULTS
        assert RESULTS[0][:40] in win.screen()


async def test_every_step_can_be_skipped(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("down", "down", "down", "enter")
        await chain(win, ["Basket size"])
        await win.until(lambda: win.starting())
        assert [k.name for k in win.plan.kpis] == ["Basket size"]
        await win.press("escape")
        assert not win.starting()
        await win.press("n")
        assert win.typing()


async def test_another_quarter_is_planned(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("right_square_bracket", "right_square_bracket", "left_square_bracket")
        assert "2027-Q2 (1 Apr to 30 Jun 2027)" in win.screen()
        await step(win, 2)
        await chain(win, ["Repeat orders"])
        await chain(win, ["Make checkout effortless"])
        assert [cycle.name for cycle in win.plan.cycles] == ["2027-Q2"]


async def test_key_results_before_any_objective_say_what_comes_first(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("3", "enter")
        assert not win.typing()
        assert "objective first" in win.notice


async def test_escape_in_a_step_comes_back_to_the_card_and_u_to_the_typing(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("enter")
        await win.put("Win repeat buyers")
        await win.press("escape")
        assert win.starting()
        assert "u" in win.notice
        assert stored_statement(win) == ""
        await win.press("u")
        assert win.editing.text == "Win repeat buyers"


def stored_statement(win: Window) -> str:
    """The strategy as the plan has it."""
    return win.plan.root.statement


async def test_keys_typed_before_the_coach_is_there_are_not_lost(empty: Path) -> None:
    """A burst of keys on a slow line: Enter and a text, before the app is awake."""
    from okrtui.settings import Settings
    from okrtui.tui.app import OkrApp
    from tests.tui.driving import session_on

    session = session_on(empty, today=DAY)
    app = OkrApp(session, Settings(), DAY)
    try:
        async with app.run_test(size=WIDE) as pilot:
            assert not app.main.awake
            await pilot.press("enter", *"Win", "space", *"buyers")
            win = Window(pilot, app)
            await win.until(lambda: app.main.typing)
            await win.until(lambda: app.main.editor.area.text == "Win buyers")
    finally:
        session.close()


@pytest.mark.parametrize(("key", "name"), [("1", "Acme Shop"), ("2", "Plain Ledger"), ("4", "Permit office")])
async def test_s_opens_an_example_in_its_fifth_week_today_and_one_u_empties_the_plan(
    empty: Path, key: str, name: str
) -> None:
    async with window(empty, today=DAY) as win:
        assert win.footer.get("s s") == "an example"
        await win.press("s", "s")
        assert all(example.line in win.screen() for example in EXAMPLES)
        await win.press(key)
        await win.until(lambda: win.plan.table(KeyResult))
        assert win.plan.root.name == name
        assert "no objective yet" not in win.coach
        cycle = win.plan.cycles[0]
        assert cycle.start is not None
        assert 28 <= (DAY - cycle.start).days < 42
        assert "Q2" not in " ".join(result.title for result in win.plan.table(KeyResult).values())
        await win.press("u")
        await win.until(lambda: win.plan.empty and not win.plan.cycles)
        await win.until(lambda: "Undone: take the example “" in win.notice)
        assert ".toml" not in win.notice


async def test_escape_leaves_the_examples_and_the_plan_empty(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("s", "s", "escape")
        assert win.starting()
        assert win.plan.empty


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_first_screen_says_where_to_learn_what_an_okr_is(empty: Path, size: tuple[int, int]) -> None:
    async with window(empty, size=size, today=DAY) as win:
        assert "explains OKRs and KPIs" in win.screen()
        await win.press("z", "l")
        await win.until(lambda: "An OKR redesigns the present" in win.screen())


async def test_0_brings_the_five_steps_back(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("0")
        await win.until(lambda: win.starting())
        assert "1 KPI has no action" in win.screen()
        await win.press("escape")
        assert not win.starting()
        assert win.here == "kr-cac"


async def test_the_coach_walks_what_a_step_lacks(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("c", "down", "down", "down", "enter")
        assert win.here == "kpi-basket", "the one without an action"
        assert "1 of 1" in win.notice


async def test_typing_at_once_writes_the_line_of_the_step(empty: Path) -> None:
    """Nobody has to know that Enter comes first: letters are letters, but those that the card keeps."""
    async with window(empty, today=DAY) as win:
        await win.type("Run the clinic")
        assert win.editing.place.row == "plan"
        assert win.editing.text == "Run the clinic"
        await win.press("enter")
        await win.until(win.starting)
        await win.type("users first")
        assert win.editing.text == "users first", "u and s are letters too"
        await win.press("enter", "enter")
        await win.put("Make booking easy")
        await win.press("enter", "enter")
        await win.until(win.starting)
        assert "What is success?" in win.screen()
        await win.type("Increase bookings from 3 to 5")
        assert win.editing.place.entity is KeyResult
        assert win.editing.text == "Increase bookings from 3 to 5"
        await win.press("enter", "enter")
        await win.until(win.starting)
        assert len(win.plan.table(KeyResult)) == 1
        await win.press("ctrl+z")
        await win.until(lambda: not win.plan.table(KeyResult))
        assert win.starting()


async def test_the_way_back_to_the_five_steps_is_offered_while_there_is_no_objective(empty: Path) -> None:
    async with window(empty, size=SMALL) as win:
        await win.press("escape")
        assert win.footer["0"] == "five steps"
        await win.press("0")
        assert win.starting()


async def test_letters_of_other_alphabets_begin_a_line_too(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("é")
        await win.until(win.typing)
        assert win.editing.text == "é"


async def test_typing_goes_on_with_a_step_that_has_lines_already(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await step(win, 2)
        await chain(win, ["Repeat orders"])
        await chain(win, ["Make checkout effortless"])
        await step(win, 3)
        await chain(win, ["Cut churn from 6 % to 5 %"])
        await win.until(win.starting)
        await win.press("3")
        await win.type("raise orders")
        assert (win.editing.place.entity, win.editing.text) == (KeyResult, "raise orders")


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_card_says_that_it_can_be_clicked_where_there_is_a_mouse(empty: Path, size: tuple[int, int]) -> None:
    async with window(empty, size=size, today=DAY) as win:
        said = " ".join(win.screen().split())
        assert "Just type, or click twice. Keys can be clicked. Each step can wait: ↓." in said
        assert "s s opens an example." in said
        win.app.has_mouse = False
        assert win.main.start is not None
        win.main.start.open()
        assert "click" not in win.screen()


async def test_a_step_that_lacks_owners_opens_the_row_on_its_owner_and_goes_on_with_the_next(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await step(win, 2)
        await chain(win, ["Repeat orders"])
        await chain(win, ["Make checkout effortless"])
        await step(win, 3)
        await chain(win, MORE_RESULTS)
        named = []
        for owner in ("Ana", "Bo"):
            await step(win, 3)
            await win.until(win.typing)
            named.append(win.here)
            assert win.main.editor.field == "owner"
            await win.type(owner)
            await win.press("enter")
            await win.until(win.starting)
            assert win.main.start is not None
            assert win.main.start.rows.cursor == 2, "the step still lacks agreement"
        first, second = win.plan.key_results(win.plan.objectives(win.plan.cycles[0].id)[0].id)
        assert named == [first.id, second.id]
        assert (first.owner, second.owner) == ("Ana", "Bo")


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_in_a_running_quarter_the_card_leads_to_the_review(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("0")
        assert win.starting()
        shown = win.screen()
        assert "The five steps" in shown
        assert "Start here" not in shown
        assert "R R begins the review" in shown
        assert "enough to begin" not in shown
        await win.press("R")
        assert "R once more begins the review" in win.notice
        await win.press("R")
        await win.until(lambda: isinstance(win.app.screen, ReviewScreen))
        await win.press("escape")
        await win.until(lambda: win.app.screen is win.main)
        assert win.starting()
        await win.press("4", "down", "enter")
        await win.until(lambda: isinstance(win.app.screen, ReviewScreen))


async def test_letters_do_nothing_where_there_is_no_line(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("4", "down", "n")
        assert win.starting()
        assert not win.typing()
        assert "enter begins the step" in win.notice


async def test_question_mark_on_the_card_shows_the_keys_of_the_card(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("question_mark")
        page = await win.opened_page()
        assert page.startswith("On the five steps")
        assert "s " in page.partition("an example")[0] or "finished example" in page
        assert "row below this one" not in page


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_the_card_says_why_it_is_this_quarter(empty: Path, size: tuple[int, int]) -> None:
    async with window(empty, size=size, today=date(2026, 11, 25)) as win:
        assert "2027-Q1 (1 Jan to 31 Mar 2027): begins in 37 days" in win.screen()
        assert "press [ for the quarter that runs, 2026-Q4; it has 36 days left." in win.screen()
        await win.press("left_square_bracket")
        assert "2026-Q4 (1 Oct to 31 Dec): runs, 36 days left" in win.screen()
        assert "press ] for the next, 2027-Q1; it begins in 37 days." in win.screen()
        assert "2026-Q4 · nothing planned yet" in win.screen()
        await win.press("left_square_bracket")
        assert "2026-Q3 (1 Jul to 30 Sep): is over" in win.screen()
        await win.press("right_square_bracket", "right_square_bracket", "2")
        assert "2027-Q1 · nothing planned yet" in win.screen()
        await win.press("enter")
        await win.line("Delivery within a day")
        await win.press("enter", "escape")
        await win.until(win.starting)
        assert "for 2027-Q1 (1 Jan to 31 Mar 2027): begins in 37 days" in win.screen(), "once it is planned too"


async def test_without_the_card_each_step_leads_to_the_next_and_n_does_it(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("escape", "1", "n")
        await win.line(STRATEGY)
        assert "n writes a priority" in win.notice
        await win.press("n")
        await chain(win, PRIORITIES)
        assert "n writes an objective" in win.notice
        await win.press("n")
        await chain(win, OBJECTIVES)
        assert "n writes a key result of “Reach" in win.notice
        await win.press("n")
        await chain(win, RESULTS)
        assert "n writes a key result of “Make checkout" in win.notice
        await win.press("n")
        await chain(win, MORE_RESULTS)
        assert "n writes a KPI" in win.notice
        await win.press("n")
        await chain(win, KPIS)
        assert "Start the quarter? S" in win.notice
        assert [o.title for o in win.plan.objectives(win.plan.cycles[0].id)] == OBJECTIVES
        assert len(win.plan.table(KeyResult)) == 5


async def test_the_five_steps_come_back_at_the_next_start_until_there_is_an_objective(empty: Path) -> None:
    async with window(empty) as win:
        await win.type("Win repeat buyers")
        await win.press("enter")
        await win.saved()
    async with window(empty) as win:
        assert win.main.starting
        await win.type("Repeat orders")
        await win.until(win.typing)
        assert win.editing.text == "Repeat orders", "the second step has its line"


async def test_the_letter_that_leaves_may_begin_a_word_on_the_five_steps(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("q")
        assert "q once more leaves okrtui" in win.notice
        await win.press("u", "i", "c", "k")
        assert win.typing()
        assert win.area.text == "quick"


@pytest.mark.parametrize("text", ["In mid-size towns", "serve roofers", "zero waste", "Quality first", "sample"])
async def test_every_letter_begins_a_line_on_the_five_steps(empty: Path, text: str) -> None:
    async with window(empty, today=DAY) as win:
        await win.type(text)
        assert win.typing()
        assert win.area.text == text


async def test_the_letter_that_imports_reads_a_document_when_it_comes_twice(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("I")
        assert "I once more reads a plan or a document" in win.notice
        await win.press("I")
        await win.until(lambda: bool(win.app.screen.query("#import-file")))


async def test_the_letter_that_leaves_is_forgotten_by_any_other_key(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("q", "down", "w")
        assert win.area.text == "w"


async def test_the_letter_that_leaves_leaves_the_five_steps_when_it_comes_twice(empty: Path) -> None:
    async with window(empty, today=DAY) as win:
        await win.press("q", "q")
        assert not win.app.is_running or win.app._exit


async def test_the_card_calls_the_steps_what_the_coachs_side_calls_them(empty: Path) -> None:
    async with window(empty) as win:
        for name in STEP_NAMES:
            assert f"{name.capitalize()}: " in win.screen()
        assert "Strategy: without one, everything looks like a priority." in win.screen()
