"""A document's lines in the app: shown with what they are taken for, turned with keys, stored as one step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from okrtui.plan.entities import Initiative, KeyResult, Kpi, Objective
from okrtui.settings import Settings
from okrtui.tui.app import OkrApp
from okrtui.tui.screens.ask import Ask
from okrtui.tui.screens.importing import ImportDialog
from okrtui.tui.screens.linetree import LineTreeDialog
from okrtui.tui.screens.main import MainScreen
from okrtui.tui.screens.picker import Picker
from okrtui.tui.text import width
from tests.tui.driving import TODAY, put_sample, session_on, stored

OKRS = """# OKRs Q3 2026

We met twice, and it was good to see everybody in one room for once.

## O1: Answer before people call twice

- KR1: Calls per order from 0.4 to 0.15 @jo
- KR2: Launch the new help pages

## KPIs

- Open cases
- Wait
"""


@asynccontextmanager
async def app_on(path: Path, size: tuple[int, int] = (120, 40), **how: bool) -> AsyncIterator[Pilot[None]]:
    """The app on a plan file."""
    session = session_on(path, readonly=how.get("readonly", False))
    app = OkrApp(session, Settings(), TODAY)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.main.awake)
            yield pilot
    finally:
        session.close()


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(300):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it did not come true in time")


def tree(pilot: Pilot[None]) -> LineTreeDialog:
    """The screen with the lines."""
    screen = pilot.app.screen
    assert isinstance(screen, LineTreeDialog)
    return screen


def main(pilot: Pilot[None]) -> MainScreen:
    """The main screen."""
    app = pilot.app
    assert isinstance(app, OkrApp)
    return app.main


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


async def opened(pilot: Pilot[None], text: str = OKRS) -> LineTreeDialog:
    """The lines of a text that was pasted, read and compared."""
    await paste(pilot, text)
    await until(pilot, lambda: isinstance(pilot.app.screen, LineTreeDialog))
    screen = tree(pilot)
    await until(pilot, lambda: screen.made is not None)
    return screen


def kinds(screen: LineTreeDialog) -> list[tuple[str, str]]:
    """Kind and text of the lines that are taken."""
    assert screen.found is not None
    return [(line.kind, line.text) for line in screen.found.document.items]


def seen(screen: LineTreeDialog) -> list[str]:
    """The rows as they are painted."""
    return [f"{row.sign[0]} " + "".join(text for text, _ in row.build()[0]) for row in screen.rows.rows]


def all_lines(screen: LineTreeDialog) -> str:
    """All that the rows show, what stands below their texts too."""
    return "\n".join("".join(text for text, _ in line) for row in screen.rows.rows for line in row.build())


def note(screen: LineTreeDialog) -> str:
    """What stands above the lines."""
    return " ".join("".join(text for text, _ in line) for line in screen.note.lines)


async def answer_offer(pilot: Pilot[None], key: str) -> None:
    """Answer whether to go through what the coach says."""
    await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
    await pilot.pause()
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen is main(pilot))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The sample in a file."""
    path = tmp_path / "plan.db"
    put_sample(path)
    return path


async def test_a_document_opens_from_the_import_dialog(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "okrs.md").write_text(OKRS, encoding="utf-8")
    async with app_on(plan) as pilot:
        await pilot.press("I")
        await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog))
        await pilot.press(*"okrs.md", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LineTreeDialog) and tree(pilot).made is not None)
        screen = tree(pilot)
        assert kinds(screen) == [
            ("objective", "Answer before people call twice"),
            ("key_result", "Calls per order from 0.4 to 0.15"),
            ("key_result", "Launch the new help pages"),
            ("kpi", "Open cases"),
            ("kpi", "Wait"),
        ]
        assert "1 objective · 2 key results · 2 KPIs" in str(screen.box.border_title)
        assert "New: cycle “2026-Q3”." in note(screen)
        assert any(row.startswith("+ ") and "97 %" in row and "key result" in row for row in seen(screen))


async def test_all_lines_are_stored_as_one_step_and_one_undo_takes_them_back(plan: Path) -> None:
    async with app_on(plan) as pilot:
        before = list(main(pilot).plan.rows())
        await opened(pilot)
        await pilot.press("enter")
        await answer_offer(pilot, "2")
        titles = [row.title for row in main(pilot).plan.table(KeyResult).values()]
        assert "Calls per order from 0.4 to 0.15" in titles
        result = next(r for r in main(pilot).plan.table(KeyResult).values() if r.owner == "jo")
        assert (result.baseline, result.target, result.direction) == (0.4, 0.15, "down")
        cycle = main(pilot).view.cycle
        assert cycle is not None
        assert cycle.name == "2026-Q3"
        assert "u takes all of it back" in main(pilot).footer.notice
        await pilot.press("u")
        await until(pilot, lambda: list(main(pilot).plan.rows()) == before)
    assert len(list(stored(plan).rows())) == len(before)


async def test_pasting_the_same_again_is_recognised(plan: Path) -> None:
    async with app_on(plan) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await answer_offer(pilot, "2")
        count = len(list(main(pilot).plan.rows()))
        screen = await opened(pilot)
        assert all(row.startswith(("= ", "  ")) for row in seen(screen))
        assert "5 lines are in the plan already" in note(screen)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is main(pilot))
        assert "holds all of it already" in main(pilot).footer.notice
        assert len(list(main(pilot).plan.rows())) == count


async def test_keys_turn_lines_and_u_takes_that_back(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await opened(pilot)
        original = kinds(screen)
        await pilot.press("down", "down", "tab")  # the second key result: deeper
        assert ("initiative", "Launch the new help pages") in kinds(screen)
        await pilot.press("down", "T")  # a KPI: the kind before
        assert ("initiative", "Open cases") in kinds(screen)
        await pilot.press("5")
        assert ("priority", "Open cases") in kinds(screen)
        await pilot.press("down", "space")
        assert "Wait" not in [text for _, text in kinds(screen)]
        await pilot.press("u", "u", "u", "u")
        assert kinds(screen) == original
        await pilot.press("u")
        assert "Nothing has been changed" in note(screen)
        await pilot.press("enter")
        await answer_offer(pilot, "2")
        assert not any(row.title == "Launch the new help pages" for row in main(pilot).plan.table(Initiative).values())


async def test_what_was_turned_is_stored_as_it_was_turned(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await opened(pilot)
        await pilot.press("down", "down", "tab", "enter")
        await until(pilot, lambda: pilot.app.screen is main(pilot))
        assert screen.found is not None
        made = main(pilot).plan
        deed = next(row for row in made.table(Initiative).values() if row.title == "Launch the new help pages")
        assert made.table(KeyResult)[deed.key_result].title == "Calls per order from 0.4 to 0.15"


async def test_the_text_of_a_line_can_be_written_anew(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await opened(pilot)
        await pilot.press("end", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, Ask))
        await pilot.press(*" for an answer", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert kinds(screen)[-1] == ("kpi", "Wait for an answer")


async def test_n_goes_to_the_next_doubtful_line(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await opened(pilot, "KR1: Calls from 4 to 2\n\n- Perhaps a thing\n- Wait\n")
        assert screen.found is not None
        if not screen.found.doubtful:
            await pilot.press("n")
            assert "No line is doubtful" in note(screen)
            return
        await pilot.press("n")
        assert screen.place in screen.found.doubtful


async def test_key_results_without_an_objective_go_to_the_one_that_is_shown(plan: Path) -> None:
    async with app_on(plan) as pilot:
        objective = main(pilot).view.objective_id
        await opened(pilot, "KR1: Calls per order from 4 to 2\nKR2: Answers within an hour for 90 %\n")
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, LineTreeDialog))
        titles = [row.title for row in main(pilot).plan.key_results(objective)]
        assert "Calls per order from 4 to 2" in titles


async def test_a_key_result_turns_into_an_initiative_first_and_digits_name_the_kind(plan: Path) -> None:
    async with app_on(plan, size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await pilot.press("down", "down")
        assert ("key_result", "Launch the new help pages") in kinds(screen)
        await pilot.press("t")
        assert ("initiative", "Launch the new help pages") in kinds(screen)
        await pilot.press("T")
        assert ("key_result", "Launch the new help pages") in kinds(screen)
        shown = "".join(text for line in screen.foot.lines for text, _ in line)
        assert "1 2 3 4 the kind at once" in shown


async def test_esc_leaves_everything_as_it_was(plan: Path) -> None:
    async with app_on(plan) as pilot:
        before = list(main(pilot).plan.rows())
        await opened(pilot)
        await pilot.press("down", "t", "escape")
        await until(pilot, lambda: pilot.app.screen is main(pilot))
        assert list(main(pilot).plan.rows()) == before
        assert main(pilot).footer.notice == "Nothing was imported."


async def test_after_the_import_n_walks_through_what_the_coach_says(plan: Path) -> None:
    async with app_on(plan) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        await answer_offer(pilot, "1")
        first = main(pilot).here
        assert first is not None
        assert first.id in main(pilot).side.marks
        assert "imported" in main(pilot).footer.notice
        await pilot.press("N")
        here = main(pilot).here
        assert here is not None
        assert here.id in main(pilot).side.marks


async def test_right_after_the_import_all_of_it_can_be_taken_back(plan: Path) -> None:
    async with app_on(plan) as pilot:
        before = {row.id for row in main(pilot).plan.rows()}
        await opened(pilot)
        await pilot.press("enter")
        await answer_offer(pilot, "u")
        await until(pilot, lambda: {row.id for row in main(pilot).plan.rows()} == before)
        assert main(pilot).footer.notice.startswith("Undone: ")


async def test_one_line_is_no_document(plan: Path) -> None:
    async with app_on(plan) as pilot:
        await paste(pilot, "Answer within a day\n")
        assert "n opens a new row" in main(pilot).footer.notice


async def test_several_lines_in_an_empty_row_can_be_a_document(plan: Path) -> None:
    async with app_on(plan) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: main(pilot).typing)
        await paste(pilot, OKRS)
        await until(pilot, lambda: isinstance(pilot.app.screen, Picker))
        await pilot.pause()
        await pilot.press("3")
        await until(pilot, lambda: isinstance(pilot.app.screen, LineTreeDialog) and tree(pilot).made is not None)
        assert len(kinds(tree(pilot))) == 5
        assert not main(pilot).typing


async def test_a_read_only_plan_takes_no_paste(plan: Path) -> None:
    async with app_on(plan, readonly=True) as pilot:
        await paste(pilot, OKRS)
        assert pilot.app.screen is main(pilot)
        assert main(pilot).footer.notice


async def test_what_cannot_be_read_is_said_and_nothing_happens(plan: Path) -> None:
    async with app_on(plan) as pilot:
        await paste(pilot, "- " * 500 + "x\n- y\n")
        await until(pilot, lambda: isinstance(pilot.app.screen, LineTreeDialog) and "nested" in note(tree(pilot)))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main(pilot))


async def test_prose_alone_is_said_to_hold_nothing_and_can_still_be_turned(plan: Path) -> None:
    async with app_on(plan) as pilot:
        await paste(
            pilot, "We met on Monday, and it was a good day for all of us.\n\nThen we went home, which was nice too.\n"
        )
        await until(pilot, lambda: isinstance(pilot.app.screen, LineTreeDialog) and tree(pilot).found is not None)
        screen = tree(pilot)
        assert "Nothing in it reads like" in note(screen)
        await pilot.press("enter")
        assert pilot.app.screen is screen
        await pilot.press("1")
        assert [kind for kind, _ in kinds(screen)] == ["objective"]


async def test_long_documents_can_be_left_while_they_are_read(plan: Path) -> None:
    long = "## O1: Be quick\n" + "\n".join(f"- KR{n % 99}: Answers in area {n} within {n} hours" for n in range(2000))
    async with app_on(plan) as pilot:
        await paste(pilot, long)
        await until(pilot, lambda: isinstance(pilot.app.screen, LineTreeDialog))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main(pilot))
        screen = await opened(pilot, long)
        assert len(kinds(screen)) == 2001


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 60)])
async def test_no_row_is_wider_than_the_screen_and_control_characters_are_shown(
    plan: Path, size: tuple[int, int]
) -> None:
    text = (
        "## O1: Be \x1b[31mred " + "and very long " * 20 + "\n- KR1: 重要な結果 " * 9 + "\n- KR2: [bold]x[/bold] now\n"
    )
    async with app_on(plan, size) as pilot:
        screen = await opened(pilot, text)
        for row in screen.rows.rows:
            for line in row.build():
                assert sum(width(piece) for piece, _ in line) <= screen.rows.row_width
        shown = " ".join(seen(screen))
        assert "\x1b" not in shown
        assert "[bold]x[/bold] now" in shown


async def test_kpis_keep_what_the_coach_reads_in_them(plan: Path) -> None:
    async with app_on(plan) as pilot:
        await opened(pilot, "## KPIs\n\n| KPI | Cadence | Owner |\n|---|---|---|\n| Churn rate | weekly | Ada |\n")
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, LineTreeDialog))
        kpi = next(row for row in main(pilot).plan.table(Kpi).values() if row.owner == "Ada")
        assert (kpi.name, kpi.cadence, kpi.timing) == ("Churn rate", "weekly", "lagging")


async def test_what_came_is_counted_and_what_was_there_is_not(plan: Path) -> None:
    text = "## Strategy\n\nSell to nobody.\n\n## O1: Answer before people call twice\n"
    text += "- KR1: Calls per order from 0.4 to 0.15\n## KPIs\n- Time to first answer\n- Open cases\n"
    async with app_on(plan) as pilot:
        screen = await opened(pilot, text)
        assert [line[0] for line in seen(screen) if "strategy" in line] == ["!"]
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is main(pilot))
        assert "Imported 1 objective, 1 key result and 1 KPI." in main(pilot).footer.notice


async def test_arrow_keys_move_the_cursor_and_turn_what_is_under_it(plan: Path) -> None:
    async with app_on(plan, size=(80, 24)) as pilot:
        screen = await opened(pilot, "## KPIs\n" + "".join(f"- Wait in shop {n}\n" for n in range(60)))
        for key, at in (("down", 1), ("pagedown", 16), ("end", 59), ("up", 58), ("home", 0), ("j", 1)):
            await pilot.press(key)
            assert screen.rows.cursor == at, key
            top = screen.rows.scroll_offset.y
            assert top <= at < top + screen.rows.size.height, "the cursor is in sight"


# -- what is read of each line

NUMBERS = """## Objective: Shops come back

Help is what we have least of, and shops that come back need less of it than new ones do.

- KR: Returns from 12 % to 4 % by 15 May (Owner: Jonas)
- KR: Orders from 1.200 to 2.000
"""


async def read_on(pilot: Pilot[None], text: str = NUMBERS) -> LineTreeDialog:
    """The lines of a text once it is known what importing them would do."""
    screen = await opened(pilot, text)
    await until(pilot, lambda: screen.found is not None and screen.found.made is not None)
    await pilot.pause()
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_numbers_that_are_read_stand_below_each_line(plan: Path, size: tuple[int, int]) -> None:
    async with app_on(plan, size) as pilot:
        text = all_lines(await read_on(pilot))
        assert "12 % -> 4 %, by 15 May, Jonas" in text
        assert "1200 -> 2000" in text
        assert "? “1.200” may be 1.2; “2.000” may be 2" in text


async def test_a_doubtful_number_is_marked_as_a_doubtful_kind_is_and_can_be_settled(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await read_on(pilot)
        assert "1 line is doubtful (?)" in note(screen)
        await pilot.press("n")
        assert screen.place is not None
        assert screen.found is not None
        assert screen.found.line(screen.place).text == "Orders from 1.200 to 2.000"
        await pilot.press("2")
        await until(pilot, lambda: "doubtful" not in note(screen))
        assert "may be" not in all_lines(screen)


async def test_the_title_counts_what_is_left_out_and_the_share_is_explained(plan: Path) -> None:
    async with app_on(plan, (80, 24)) as pilot:
        screen = await read_on(pilot)
        assert "3 taken, 1 left out · 1 objective · 2 key results" in str(screen.box.border_title)
        assert screen.found is not None
        assert screen.found.remark(0).startswith("line 1 · 97 % sure: its label says so")


async def test_prose_becomes_the_why_of_its_objective(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await read_on(pilot)
        assert screen.found is not None
        place = next(place for place, line in enumerate(screen.found.document.lines) if line.kind == "skip")
        screen.rows.select(str(place))
        await pilot.press("7")
        await until(pilot, lambda: ("why", screen.found.line(place).text) in kinds(screen))  # type: ignore[union-attr]
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, LineTreeDialog))
    (row,) = (row for row in stored(plan).table(Objective).values() if row.title == "Shops come back")
    assert row.why.startswith("Help is what we have least of")


async def test_what_would_come_into_a_running_quarter_can_go_to_the_next(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await read_on(pilot)
        assert "1 objective is new in “2026-Q2”, which is running: its targets are frozen." in note(screen)
        assert "c plans them for 2026-Q3." in note(screen)
        await pilot.press("c")
        await until(pilot, lambda: "What names no quarter goes to 2026-Q3; c takes that back." in note(screen))
        await pilot.press("enter")
        await answer_offer(pilot, "2")
    held = stored(plan)
    (cycle,) = (cycle for cycle in held.cycles if cycle.name == "2026-Q3")
    assert [row.title for row in held.objectives(cycle.id)] == ["Shops come back"]


async def test_a_quarter_that_the_document_names_is_not_offered_another(plan: Path) -> None:
    async with app_on(plan) as pilot:
        screen = await read_on(pilot, f"# OKRs Q3 2026\n\n{NUMBERS}")
        await pilot.press("c")
        assert "the document names it" in note(screen)
