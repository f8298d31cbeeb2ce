"""Keys on the rows: links, causes, initiatives, deleting and undoing, order, cycles, filter, pages, palette."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from okrtui.plan import causing, edits
from okrtui.plan.entities import Cycle, Initiative, KeyResult, Kpi, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.tui.rows import need_sign
from tests.tui.driving import SMALL, TODAY, WIDE, Window, session_on, stored, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


def key_result(plan: Plan, row: str) -> KeyResult:
    """A key result of a plan."""
    found = plan.get(row)
    assert isinstance(found, KeyResult)
    return found


def kpi(plan: Plan, row: str) -> Kpi:
    """A KPI of a plan."""
    found = plan.get(row)
    assert isinstance(found, Kpi)
    return found


@SIZES
async def test_the_columns_of_a_key_result_are_named_below_them(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("3")
        if size == SMALL:
            assert "start → now → target · " in win.screen()
            assert "of “Balance CAC and CLV”" in win.screen()
        else:
            assert "start → now → target · ♥ confidence · " in win.screen()


@SIZES
async def test_signs_before_numbers_stand_apart_and_are_named_below(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size, today=TODAY + timedelta(30)) as win:
        win.main.show_item("kr-churn")
        await win.pilot.pause()
        sign = need_sign(win.main.world, key_result(win.plan, "kr-churn"))[0]
        assert sign in "?!"
        assert re.search(rf"[│ ]\{sign} +\S", win.screen())
        assert not re.search(rf"\{sign}[0-9€]", win.screen())
        assert {"?": "? no news", "!": "! at risk"}[sign] in win.screen()


# -- causes and links


async def test_w_on_a_key_result_asks_what_tells_early_and_links_the_new_kpi(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("w")
        assert "What would tell you early" in win.notice
        assert win.main.pane == "kpis"
        await win.line("Ad click rate")
        made = next(k for k in win.plan.kpis if k.name == "Ad click rate")
        assert made.id in key_result(win.plan, "kr-cac").kpis
        assert made.timing == "leading"
        assert "Added “Ad click rate”. What else" in win.notice
        await win.press("escape")
        assert win.here == "kr-cac", "back on the row that was asked about"
        await win.undone()
        assert key_result(win.plan, "kr-cac").kpis == ("kpi-onboarding",)
        assert win.plan.item(made.id) is None, "one undo takes back both"


async def test_w_on_a_kpi_asks_what_causes_it(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kpi-support")
        await win.press("w")
        assert "What causes" in win.notice
        await win.line("Tickets a day")
        made = next(k for k in win.plan.kpis if k.name == "Tickets a day")
        assert kpi(win.plan, "kpi-support").drivers == (made.id,)


async def test_w_with_a_name_that_is_there_links_that_one(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("w")
        await win.line("  basket SIZE ")
        assert key_result(win.plan, "kr-cac").kpis == ("kpi-onboarding", "kpi-basket")
        assert len(win.plan.kpis) == 6, "no second one of that name"


async def test_w_on_an_objective_says_what_it_is_for(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "w")
        assert "key results and KPIs" in win.notice


async def test_l_ticks_the_kpis_that_lead_to_a_key_result(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("L")
        await win.asked()
        assert "☑ Onboarding completion" in win.screen()
        await win.press("space", "down", "space", "enter")
        await win.back()
        assert key_result(win.plan, "kr-cac").kpis == ("kpi-repeat",)
        assert "“Repeat orders” leads to it now. “Onboarding completion” is not linked any more." in win.notice
        await win.undone()
        assert key_result(win.plan, "kr-cac").kpis == ("kpi-onboarding",)


async def test_l_says_that_a_slow_kpi_is_no_early_sign(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("L")
        await win.asked()
        rows = [choice.label for choice in win.question._choices]
        await win.press(*["down"] * rows.index("Revenue growth"), "space", "enter")
        await win.back()
        assert win.notice == (
            "“Revenue growth” leads to it now. "
            "“Revenue growth” is lagging, no early sign: w on it asks what moves first."
        )


async def test_l_on_a_kpi_links_what_causes_it_and_refuses_a_circle(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kpi-basket")
        await win.press("L")
        await win.asked()
        rows = [choice.label for choice in win.question._choices]
        await win.press(*["down"] * rows.index("Revenue growth"), "space", "enter")
        await win.back()
        assert kpi(win.plan, "kpi-basket").drivers == ()
        assert win.notice, "a circle of causes is refused with a sentence"


async def test_l_on_a_kpi_answers_what_it_leads_to_as_well(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kpi-support")
        await win.press("L")
        await win.asked()
        assert "→ stands before what it leads to" in " ".join(win.screen().split())
        rows = [choice.label for choice in win.question._choices]
        before = kpi(win.plan, "kpi-support").drivers
        at = next(i for i, label in enumerate(rows) if label == f"→ {key_result(win.plan, 'kr-cac').title}")
        await win.press(*["down"] * at, "space", "enter")
        await win.back()
        assert "kpi-support" in key_result(win.plan, "kr-cac").kpis
        assert kpi(win.plan, "kpi-support").drivers == before
        assert "It leads to “Reduce the average CAC" in win.notice
        await win.saved()
        await win.undone()
        assert "kpi-support" not in key_result(win.plan, "kr-cac").kpis


async def test_a_kpi_is_not_linked_both_ways_with_another_one(sample: Path) -> None:
    async with window(sample) as win:
        plan = win.plan
        offered = causing.ahead(plan, "kpi-support", "cy-2026q2")
        other = next(row.id for row in offered if isinstance(row, Kpi))
        with pytest.raises(PlanError, match="choose one of the two"):
            causing.link_both_ways(plan, "kpi-support", [other], [other], offered)


async def test_l_on_an_objective_chooses_its_priority_by_digit(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "L")
        await win.asked()
        await win.press("1")
        await win.back()
        objective = win.plan.get("o-balance")
        assert isinstance(objective, Objective)
        assert objective.priority == "pr-repeat"
        assert win.notice == "It serves “Repeat orders” now."


async def test_l_is_left_with_escape(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("L")
        await win.asked()
        await win.press("space", "escape")
        await win.back()
        assert key_result(win.plan, "kr-cac").kpis == ("kpi-onboarding",)


# -- initiatives


@SIZES
async def test_a_adds_an_initiative_and_space_ticks_it(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("a")
        await win.line("Stop the third ad group")
        await win.press("enter")
        made = win.plan.initiatives("kr-cac")[0]
        assert win.here == made.id
        assert "☐ Stop the third ad group" in win.screen()
        await win.press("space")
        assert "☑ Stop the third ad group" in win.screen()
        await win.press("space")
        assert "☐ Stop the third ad group" in win.screen()
        await win.press("space")
    assert [i.done for i in stored(sample).initiatives("kr-cac")] == [True]


async def test_right_opens_the_initiatives_and_left_closes_them(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-frequency")
        await win.press("right")
        assert "Send a refill reminder after 60 days" in win.screen()
        await win.press("down")
        assert win.here == "in-reminder"
        await win.press("left")
        assert win.here == "kr-frequency"
        assert "☐ 2 initiatives" in win.screen()


# -- deleting, undoing, order


@pytest.mark.parametrize("row", ["kr-churn", "o-balance", "kpi-basket", "pr-repeat", "in-reminder"])
async def test_d_deletes_with_all_that_belongs_to_it_and_u_brings_all_back(sample: Path, row: str) -> None:
    before = {item.id: item for item in stored(sample).rows()}
    async with window(sample) as win:
        await win.go(row)
        await win.press("d")
        assert win.plan.item(row) is None
        assert "u brings it back" in win.notice
        await win.saved()
        await win.undone()
        assert win.plan.item(row) is not None
        assert win.here == row
    assert {item.id: item for item in stored(sample).rows()} == before


async def test_after_a_delete_the_cursor_is_on_a_neighbour_and_in_sight(sample: Path) -> None:
    session = session_on(sample)
    added = edits.add_many(
        session.plan, Objective, [f"Win round {n}" for n in range(12)], parent=session.plan.cycles[0].id
    )
    session.apply(added)
    session.close()
    made = [row.id for row in session.plan.objectives(session.plan.cycles[0].id)][-12:]
    async with window(sample, size=SMALL) as win:
        await win.go(made[7])
        objectives = win.main.lists["objectives"]
        for deleted, here in ((made[7], made[8]), (made[8], made[9])):
            await win.press("d")
            assert win.plan.item(deleted) is None
            assert win.here == here
        await win.press("end")
        assert win.here == made[11]
        await win.press("d")
        assert win.here == made[10], "nothing is below it"
        top = objectives.scroll_offset.y
        assert top <= sum(row.height for row in objectives.rows[: objectives.cursor]) < top + objectives.size.height


async def test_u_and_redo_name_what_they_did_and_work_after_a_restart(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("d")
        await win.saved()
    async with window(sample) as win:
        assert win.plan.item("kr-cac") is None
        await win.undone()
        assert "Reduce the average CAC" in win.notice
        assert win.plan.item("kr-cac") is not None
        assert win.here == "kr-cac"
        await win.press("ctrl+r")
        await win.until(lambda: "Done again" in win.notice)
        assert win.plan.item("kr-cac") is None
    assert stored(sample).item("kr-cac") is None


async def test_undo_with_nothing_left_says_so(empty: Path) -> None:
    async with window(empty) as win:
        await win.press("escape", "u")
        await win.until(lambda: win.notice)
        assert "undo" in win.notice.lower()


async def test_a_new_edit_drops_redo(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("d")
        await win.saved()
        await win.undone()
        await win.press("J")
        await win.saved()
        await win.press("ctrl+r")
        await win.until(lambda: win.notice)
        assert "Done again" not in win.notice
        assert win.plan.item("kr-cac") is not None


@pytest.mark.parametrize(
    ("row", "kind"), [("kr-cac", KeyResult), ("o-balance", Objective), ("pr-repeat", None), ("in-reminder", Initiative)]
)
async def test_j_and_k_move_a_row_among_its_siblings(sample: Path, row: str, kind: type | None) -> None:
    async with window(sample) as win:
        await win.go(row)

        def order() -> list[str]:
            return [key.key for key in win.main.rows.rows]

        before = order()
        await win.press("J")
        assert order() != before
        assert win.here == row, "the cursor goes along"
        await win.press("K")
        assert order() == before
        await win.press("K")
        assert "first one" in win.notice
        assert order() == before


async def test_the_strategy_stays_at_the_top(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("plan")
        await win.press("J")
        assert "stays at the top" in win.notice


# -- panes


@SIZES
async def test_digits_tab_and_arrows_go_through_the_panes(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        for digit, pane in (("1", "strategy"), ("2", "objectives"), ("3", "results"), ("4", "kpis")):
            await win.press(digit)
            assert win.main.pane == pane
            assert win.main.lists[pane].has_focus
            assert win.main.lists[pane].is_on_screen
        await win.press("tab")
        assert win.main.pane == "strategy"
        await win.press("shift+tab")
        assert win.main.pane == "kpis"
        await win.press("left")
        assert win.main.pane != "kpis"


async def test_key_results_follow_the_objective_and_kpis_the_key_result(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2", "down")
        assert "Make checkout effortless" in str(win.main.lists["results"].border_title)
        assert win.titles("results")[0].startswith("Raise completed checkouts")
        await win.press("right")
        assert win.titles("kpis")[0] == "Checkout errors"
        assert win.here == "kr-completed"


async def test_moving_keys_stop_at_both_ends(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("k", "up")
        assert win.here == "kr-cac"
        await win.press("G")
        assert win.here == "kr-churn"
        await win.press("j", "down", "pagedown")
        assert win.here == "kr-churn"
        await win.press("home")
        assert win.here == "kr-cac"


async def test_a_long_list_scrolls_with_the_cursor(sample: Path) -> None:
    session = session_on(sample)
    session.apply(edits.add_many(session.plan, Kpi, [f"Measure {i}" for i in range(60)]))
    session.wait(10)
    session.close()
    async with window(sample, size=SMALL) as win:
        await win.press("4", "end")
        assert "Measure 59" in win.screen()
        await win.press("home")
        assert "Measure 59" not in win.screen()
        assert "Onboarding" in win.screen()


# -- cycles


async def test_the_next_quarter_is_planned_after_the_last_cycle(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("left_square_bracket")
        assert "earliest" in win.notice
        await win.press("right_square_bracket")
        await win.asked()
        assert "2026-Q3" in win.screen()
        await win.press("enter")
        await win.back()
        await win.until(lambda: "2026-Q3 · starts 1 Jul" in win.screen())
        assert win.rows("results") == []
        await win.press("right_square_bracket")
        await win.asked()
        await win.press("escape")
        await win.back()
        await win.press("comma")
        assert "Balance CAC" in win.screen()
    names = [cycle.name for cycle in stored(sample).cycles]
    assert names == ["2026-Q2", "2026-Q3"]


async def test_a_planned_quarter_is_shown_at_once(sample: Path) -> None:
    """Who plans the next quarter wants to write in it."""
    async with window(sample) as win:
        await win.press("full_stop")
        await win.asked()
        await win.press("enter")
        await win.back()
        cycle = win.main.view.cycle
        assert cycle is not None
        assert cycle.name == "2026-Q3"
        await win.press("2", "n")
        await win.line("Make returns effortless")
        await win.press("enter")
        assert [o.title for o in win.plan.objectives(cycle.id)] == ["Make returns effortless"]


async def test_staying_plans_nothing(sample: Path) -> None:
    async with window(sample) as win:
        for leave in (("escape",), ("down", "enter")):
            await win.press("full_stop")
            await win.asked()
            await win.press(*leave)
            await win.back()
            assert len(win.plan.table(Cycle)) == 1


# -- filter, pages, palette


@SIZES
async def test_a_filter_narrows_while_it_is_typed_and_escape_shows_all(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("4", "slash")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        await win.type("orDER")
        assert win.titles("kpis") == ["Repeat orders"]
        await win.press("enter")
        await win.back()
        assert win.titles("kpis") == ["Repeat orders"]
        assert win.footer["esc"] == "all rows"
        title = "4 KPIs" if size == WIDE else "[4 KPIs]"
        assert f"{title} · / orDER · 1 of 6" in win.screen()
        await win.press("escape")
        assert "esc" not in win.footer
        assert len(win.titles("kpis")) == 6


async def test_escape_in_the_filter_shows_all_rows(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("slash")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        await win.type("nothing like it")
        assert win.titles("results") == []
        assert "No row contains this" in win.screen()
        await win.press("escape")
        await win.back()
        assert len(win.titles("results")) == 3


async def test_a_new_row_is_seen_in_a_filtered_pane(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("slash")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        await win.type("churn")
        await win.press("enter")
        await win.back()
        await win.press("n")
        await win.line("Raise reviews from 3.9 to 4.4")
        await win.press("escape")
        assert "Raise reviews from 3.9 to 4.4" in win.screen()


@SIZES
async def test_the_page_of_keys_names_every_key(sample: Path, size: tuple[int, int]) -> None:
    from okrtui.tui.commands import COMMANDS
    from okrtui.tui.keynames import show_key

    async with window(sample, size=size) as win:
        await win.press("question_mark")
        page = await win.opened_page()
        for command in COMMANDS:
            for key in command.keys:
                assert show_key(key) in page, key
        await win.press("pagedown", "down", "escape")
        await win.back()


@SIZES
@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("kr-frequency", "Increase the order frequency"),
        ("kpi-revenue", "Revenue growth"),
        ("o-balance", "Balance CAC and CLV"),
        ("plan", "Win repeat buyers"),
        ("pr-cost", "Cost of growth"),
    ],
)
async def test_space_shows_all_there_is_about_a_row(sample: Path, size: tuple[int, int], row: str, shown: str) -> None:
    async with window(sample, size=size) as win:
        await win.go(row)
        await win.press("space")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause(0.1)
        assert shown in win.screen()
        await win.press("escape")
        await win.back()
        assert win.here == row


async def test_c_goes_to_the_coach_and_back(sample: Path) -> None:
    async with window(sample, size=SMALL) as win:
        await win.press("c")
        assert win.main.coach.has_focus
        assert "Five steps" in win.screen(), "on a small screen it takes all of it"
        await win.press("c")
        assert win.main.rows.has_focus
        assert "Reduce the average CAC" in win.screen()


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_last_line_names_the_keys_of_the_coachs_side_as_soon_as_it_has_them(
    sample: Path, size: tuple[int, int]
) -> None:
    async with window(sample, size=size) as win:
        await win.press("3", "c")
        assert win.footer == {"↑ ↓": "step", "enter": "go there", "esc": "back", "?": "keys"}
        await win.press("?")
        shown = await win.opened_page()
        assert shown.index("From one of the five steps to the next") < shown.index("What works here and now")
        await win.press("escape")
        await win.until(lambda: win.app.screen is win.main)
        await win.press("escape")
        assert win.footer["n"] == "new"


async def test_a_row_begun_from_the_coachs_side_shows_the_keys_of_the_editor(sample: Path) -> None:
    async with window(sample, size=SMALL) as win:
        await win.press("3", "c", "n")
        await win.until(win.typing)
        assert "tab" in win.footer
        assert "↑ ↓" not in win.footer


async def open_palette(win: Window) -> None:
    """Open the palette and wait until it lists something."""
    await win.press("ctrl+p")
    await win.until(lambda: win.app.screen is not win.main)
    await win.pilot.pause(0.1)


async def test_the_palette_finds_a_command_by_its_help_and_does_it(sample: Path) -> None:
    async with window(sample) as win:
        await open_palette(win)
        await win.type("initiative")
        await win.pilot.pause(0.3)
        await win.press("enter")
        await win.until(lambda: win.app.screen is win.main)
        await win.until(win.typing, "the palette's first answer does something else")
        assert win.editing.place.entity is Initiative


async def test_the_plan_gets_another_name(sample: Path) -> None:
    async with window(sample) as win:
        win.main.action_do("rename")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        await win.press("ctrl+u")
        await win.type("New [b]name")
        await win.press("enter")
        await win.back()
        assert "New [b]name" in win.screen()
    assert stored(sample).root.name == "New [b]name"


async def test_light_and_dark(sample: Path) -> None:
    async with window(sample) as win:
        win.main.action_do("theme")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        await win.press("down")
        shown = win.app.theme
        assert shown == "textual-light", "the theme under the cursor is shown"
        await win.press("escape")
        await win.back()
        assert win.app.theme == "textual-dark", "leaving changes nothing"
        assert "Reduce the average CAC" in win.screen()


@pytest.mark.parametrize(
    ("row", "along"),
    [
        ("kr-completed", "with 1 initiative and 5 check-ins"),
        ("kr-churn", "with 5 check-ins"),
        ("o-checkout", "with 2 key results and 1 initiative"),
    ],
)
async def test_what_goes_along_with_a_row_is_said(sample: Path, row: str, along: str) -> None:
    async with window(sample) as win:
        await win.go(row)
        await win.press("d")
        assert f"” {along}. u brings it back." in win.notice
