"""What a fix leaves beside the line: initiatives and key results, in one action, on lines that are there or typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan.entities import Entity, Initiative, KeyResult, Kpi, Objective
from tests.tui.driving import Window, put_toml, window

HEAD = """okrtui_format = 1
[[cycles]]
id = "cy-aaaaaa"
name = "2026-Q2"
start = 2026-04-01
end = 2026-06-30
state = "draft"
"""
OBJECTIVE = '[[cycles.objectives]]\nid = "o-aaaaaa"\ntitle = "{}"\n'
RESULT = '[[cycles.objectives.key_results]]\nid = "kr-aaaaaa"\ntitle = "{}"\n'
KPI = '[[kpis]]\nid = "kpi-aaaaaa"\nname = "{}"\n'


def rows(win: Window) -> dict[str, Entity]:
    return {row.id: row for row in win.plan.rows()}


async def fixed(win: Window, row: str) -> dict[str, Entity]:
    """Press f on a row, and leave the blank that opens; what the plan held before."""
    await win.go(row)
    before = rows(win)
    await win.press("f")
    await win.pilot.pause()
    if win.typing():
        await win.press("escape")
        await win.pilot.pause()
    assert rows(win) != before, win.notice
    return before


async def undone(win: Window, before: dict[str, Entity]) -> None:
    await win.press("u")
    await win.until(lambda: rows(win) == before, "one u takes the whole fix back")


async def test_an_output_as_an_objective_goes_below_a_key_result_that_waits(empty: Path) -> None:
    put_toml(empty, HEAD + OBJECTIVE.format("Roll out the new triage system"))
    async with window(empty) as win:
        before = await fixed(win, "o-aaaaaa")
        (result,) = win.plan.key_results("o-aaaaaa")
        assert "__" in result.title
        assert [bet.title for bet in win.plan.initiatives(result.id)] == ["Roll out the new triage system"]
        assert "__" in win.plan.table(Objective)["o-aaaaaa"].title
        await undone(win, before)


async def test_an_objective_with_key_results_gives_its_output_to_the_first(empty: Path) -> None:
    put_toml(
        empty, HEAD + OBJECTIVE.format("Roll out the new triage system") + RESULT.format("Waits from 40 to 20 minutes")
    )
    async with window(empty) as win:
        before = await fixed(win, "o-aaaaaa")
        assert len(win.plan.table(KeyResult)) == 1
        assert [bet.title for bet in win.plan.initiatives("kr-aaaaaa")] == ["Roll out the new triage system"]
        await undone(win, before)


async def test_the_number_of_an_objective_becomes_its_key_result(empty: Path) -> None:
    put_toml(empty, HEAD + OBJECTIVE.format("Cut readmissions from 15 % to 10 %"))
    async with window(empty) as win:
        before = await fixed(win, "o-aaaaaa")
        (result,) = win.plan.key_results("o-aaaaaa")
        assert (result.baseline, result.target, result.unit) == (15, 10, "%")
        assert "10" not in win.plan.table(Objective)["o-aaaaaa"].title
        await undone(win, before)


async def test_a_goal_among_the_kpis_leaves_the_kpi_and_a_key_result_that_it_measures(empty: Path) -> None:
    put_toml(
        empty,
        HEAD
        + OBJECTIVE.format("Keep small shops with us")
        + KPI.format("Cut churn from 6 % to 4 % by the end of June"),
    )
    async with window(empty) as win:
        before = await fixed(win, "kpi-aaaaaa")
        kpi = win.plan.table(Kpi)["kpi-aaaaaa"]
        (result,) = win.plan.key_results("o-aaaaaa")
        assert (kpi.name.lower(), kpi.unit) == ("churn", "%")
        assert (result.title, result.measured_by) == ("Cut churn from 6 % to 4 % by the end of June", "kpi-aaaaaa")
        assert (result.baseline, result.target) == (6, 4)
        assert "A key result holds the change" in win.notice
        await undone(win, before)


async def test_without_an_objective_it_says_where_the_change_would_go(empty: Path) -> None:
    put_toml(empty, HEAD + KPI.format("Cut churn from 6 % to 4 % by the end of June"))
    async with window(empty) as win:
        await win.go("kpi-aaaaaa")
        before = rows(win)
        await win.press("f")
        assert "no objective yet" in win.notice
        assert rows(win) == before


@pytest.mark.parametrize("keep", [True, False])
async def test_typed_as_a_new_line_the_same_is_kept_as_one_action(empty: Path, keep: bool) -> None:
    put_toml(empty, HEAD + OBJECTIVE.format("Keep small shops with us"))
    async with window(empty) as win:
        await win.go("o-aaaaaa")
        before = rows(win)
        await win.press("n")
        await win.put("Roll out the new triage system")
        await win.press("ctrl+f")
        assert "+ initiative: Roll out the new triage system" in win.said
        await win.put("Make triage calm for night nurses")
        await win.press("enter" if keep else "escape")
        await win.press("escape")
        await win.pilot.pause()
        assert (len(win.plan.table(Initiative)) == 1) is keep
        if keep:
            assert len(rows(win)) == len(before) + 3
            await undone(win, before)


async def test_a_kpi_typed_as_a_goal_shows_the_key_result_that_comes_of_it(empty: Path) -> None:
    put_toml(empty, HEAD + OBJECTIVE.format("Keep small shops with us"))
    async with window(empty) as win:
        before = rows(win)
        await win.press("4", "n")
        await win.put("Reach 98 % on-time delivery by the end of June")
        await win.press("ctrl+f")
        assert "+ key result: Reach 98 % on-time delivery" in win.said
        await win.press("enter", "escape")
        await win.pilot.pause()
        (result,) = win.plan.table(KeyResult).values()
        assert (result.target, result.measured_by) == (98, next(iter(win.plan.table(Kpi))))
        await undone(win, before)


async def test_a_level_becomes_a_kpi_with_its_range_and_what_its_name_says(empty: Path) -> None:
    put_toml(empty, HEAD + OBJECTIVE.format("Keep small shops with us") + RESULT.format("Keep scrap under 2 %"))
    async with window(empty) as win:
        before = await fixed(win, "kr-aaaaaa")
        (kpi,) = win.plan.table(Kpi).values()
        assert (kpi.name, kpi.healthy_high, kpi.unit) == ("Scrap", 2, "%")
        assert kpi.timing
        assert kpi.category
        await undone(win, before)


async def test_the_blanks_of_a_better_line_are_no_metric(empty: Path) -> None:
    put_toml(empty, HEAD + OBJECTIVE.format("Keep small shops with us") + RESULT.format("Get ISO 27001 certified"))
    async with window(empty) as win:
        await fixed(win, "kr-aaaaaa")
        assert "__" in win.plan.table(KeyResult)["kr-aaaaaa"].title
        assert win.plan.table(KeyResult)["kr-aaaaaa"].metric == ""


async def test_put_back_and_brought_back_the_key_result_is_still_meant(empty: Path) -> None:
    put_toml(empty, HEAD + OBJECTIVE.format("Keep small shops with us"))
    async with window(empty) as win:
        await win.go("o-aaaaaa")
        await win.press("n")
        await win.put("Cut readmissions from 15 % to 10 %")
        await win.press("ctrl+f", "escape")
        await win.pilot.pause()
        assert not win.plan.table(KeyResult)
        await win.press("u")
        await win.until(win.typing)
        assert "+ key result: Cut readmissions" in win.said
        await win.put("Send patients home for good")
        await win.press("enter", "escape")
        await win.pilot.pause()
        assert [row.target for row in win.plan.table(KeyResult).values()] == [10]


async def test_what_an_offer_leaves_beside_the_line_is_said(empty: Path) -> None:
    async with window(empty) as win:
        await win.press("escape", "2", "n")
        await win.put("Roll out the new triage system")
        await win.press("ctrl+f")
        await win.type("first visits")
        await win.press("tab")
        await win.type("new patients")
        await win.press("enter")
        assert "“Roll out the new triage system” is an initiative now" in win.notice
        assert "waits for your words" in win.notice
        await win.press("escape", "0", "3", "enter")
        await win.until(win.typing)
        assert isinstance(win.plan.get(win.editing.place.row), KeyResult), "the third step opens what has blanks"
        assert win.area.selected_text == "__"
        assert "3 blanks: type over the first" in win.coach
        await win.press("escape")
        await win.until(win.starting)
