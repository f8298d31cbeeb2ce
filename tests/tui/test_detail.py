"""The detail view, driven by keys: what it says, and values that are added, corrected and deleted in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import CheckIn, Cycle, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.tui.figures import Figure, key_result_figures, kpi_figures
from okrtui.tui.forms import past_moment
from okrtui.tui.rows import World, percent
from okrtui.tui.screens.detail import Detail
from okrtui.tui.screens.valuebox import ValueBox
from tests.tui.driving import SMALL, TODAY, WIDE, Window, rows_text, session_on, stored, window

START, END = date(2026, 4, 1), date(2026, 6, 30)


def said(figures: list[Figure]) -> dict[str, str]:
    """Figures as text by their label; lines that go on are added to the one before."""
    found: dict[str, str] = {}
    last = ""
    for label, pieces in figures:
        text = "".join(text for text, _ in pieces)
        last = label or last
        found[last] = f"{found[last]} | {text}" if not label else text
    return found


def figures_of(*values: float, today: date = TODAY, computed: float | None = None, **fields: Any) -> dict[str, str]:
    """The figures of a key result with a value a week from the first of April on."""
    row = KeyResult("kr-1", "o-1", 1.0, "It", **fields)
    rows = [CheckIn(f"kr-1@{n}", "kr-1", START + timedelta(weeks=n), v) for n, v in enumerate(values)]
    plan = Plan([Cycle("cy-1", 1.0, "Q2", START, END, "active"), Objective("o-1", "cy-1", 1.0, "Go"), row, *rows])
    return said(key_result_figures(World(plan, today, MethodSettings()), row, computed))


def test_the_figures_of_a_decrease_are_those_of_the_formulas() -> None:
    # 4 May is day 33 of 90: 37 %; half of the way from 6 to 5 is expected to be 5.633.
    found = figures_of(6.0, 5.9, 5.8, unit="%", direction="down", baseline=6.0, target=5.0)
    assert found["status"] == "behind, by 17 points"
    assert found["now"] == "5.8 % on 15 Apr"
    assert found["progress"] == "20 %  expected 37 %"
    assert found["expected today"] == "5.6 %"
    assert found["target"] == "5 %"
    assert found["to go"] == "0.8 points"
    # 0.8 points in 57 days are 0.098 a week; 0.2 points in 33 days were 0.042.
    assert found["a week"] == "needs -0.10, so far -0.04 points"
    assert found["trend"] == "falling 0.10 points a week, the right way"
    # Week 0 is 6.0, and the 90 days are 12.857 weeks: 6 - 1.2857 = 4.714.
    assert found["landing"] == "4.7 % on 30 Jun  likely reached"


def test_a_target_computed_from_the_line_is_marked_and_shown_in_its_unit() -> None:
    found = figures_of(42, 41, unit="€", direction="down", baseline=42, computed=33.6)
    assert found["target"] == "€33.6  (derived)"
    assert found["to go"] == "€7.4"
    assert "(derived)" in figures_of(42, baseline=42, target=33.6, direction="down", computed=33.6)["target"]
    assert "(derived)" not in figures_of(42, baseline=42, target=33, direction="down", computed=33.6)["target"]


def test_a_target_that_equals_its_baseline_shows_no_nan() -> None:
    found = figures_of(5, 5, 5, direction="up", baseline=5, target=5)
    assert found["progress"] == "100 %  expected 37 %"
    assert found["to go"] == "nothing"
    assert not any("nan" in text.lower() for text in found.values())


def test_a_progress_of_29_per_cent_is_shown_as_29() -> None:
    assert [percent(whole / 100) for whole in range(101)] == [f"{whole} %" for whole in range(101)]
    assert figures_of(29, baseline=0, target=100, direction="up")["progress"].startswith("29 %")


def test_decimals_are_shown_and_beyond_the_target_is_said() -> None:
    assert figures_of(1.63, baseline=1.6, target=1.76, direction="up")["to go"] == "0.13"
    assert figures_of(12, baseline=0, target=10, direction="up")["progress"] == "100 % (120 %)  expected 37 %"
    assert figures_of(-2, baseline=0, target=10, direction="up")["progress"] == "0 % (-20 %)  expected 37 %"


def test_each_status_is_said_in_words() -> None:
    up: dict[str, Any] = {"direction": "up", "baseline": 0, "target": 100}
    assert (
        figures_of(today=START + timedelta(days=5), **up)["status"] == "not judged yet: too little of the time is gone"
    )
    assert figures_of(**up)["status"] == "no value yet: nobody can tell"
    assert figures_of(10, **up)["status"] == "at risk, 27 points behind"
    assert figures_of(50, **up)["status"] == "on track, 13 points ahead"
    assert figures_of(100, today=END + timedelta(days=1), **up)["status"] == "reached"
    assert figures_of(99, today=END + timedelta(days=1), **up)["status"] == "missed"
    assert figures_of(4, direction="keep", baseline=3, target=5)["status"] == "holds its level"
    assert figures_of(9, direction="keep", baseline=3, target=5)["status"] == "outside its level"
    assert figures_of(4, direction="up", target=5)["status"] == "cannot be said: it lacks a start"
    assert figures_of(4, direction="up")["status"] == "cannot be said: it lacks a start and a target"
    assert figures_of(4, direction="up", baseline=1)["status"] == "cannot be said: it lacks a target"


def test_the_figures_of_a_kpi_say_its_range_and_trend() -> None:
    kpi = Kpi("kpi-1", 1.0, "Errors", unit="%", direction="down", healthy_high=1.0, warn_high=0.8)
    rows = [Measurement(f"kpi-1@{n}", "kpi-1", START + timedelta(weeks=n), v) for n, v in enumerate((0.6, 0.7, 0.9))]
    world = World(Plan([kpi, *rows]), TODAY, MethodSettings())
    found = said(kpi_figures(world, kpi))
    assert found["now"] == "0.9 % on 15 Apr"
    assert found["range"] == "near the edge  (healthy up to 1 %)"
    assert "the wrong way" in found["trend"]
    assert said(kpi_figures(World(Plan([kpi]), TODAY, MethodSettings()), kpi))["now"].startswith("no value yet")


# -- by keys


async def opened(at: Window, row: str) -> Detail:
    """The detail view of a row, opened with space."""
    await at.go(row)
    await at.press("space")
    await at.until(lambda: isinstance(at.app.screen, Detail) and at.app.screen.list.rows)
    screen = at.app.screen
    assert isinstance(screen, Detail)
    return screen


async def box(at: Window) -> ValueBox:
    """The box for a value, once it has the keys."""
    await at.until(lambda: isinstance(at.app.screen, ValueBox))
    await at.pilot.pause()
    assert isinstance(at.app.screen, ValueBox)
    return at.app.screen


async def to_value(at: Window, screen: Detail, key: str) -> None:
    """Walk to a value of the history with the down key."""
    for _ in range(40):
        if screen.here == key:
            return
        await at.press("down")
    raise AssertionError(f"{key} was not reached; at {screen.here!r}")


async def test_a_kpi_without_values_says_once_which_key_takes_one(sample: Path) -> None:
    async with window(sample) as at:
        at.main.deeds.changing.apply(edits.add(at.plan, Kpi, name="Parcels that arrive whole"))
        screen = await opened(at, at.plan.kpis[-1].id)
        assert rows_text(screen.list).count("takes one") == 1
        assert "no value yet" in rows_text(screen.list)


async def test_who_wrote_it_is_said_in_words(sample: Path) -> None:
    async with window(sample) as at:
        at.main.deeds.changing.apply(edits.change(at.plan, "kr-cac", written_by="proposed"))
        screen = await opened(at, "kr-cac")
        assert "proposed (not yet by the team)" in rows_text(screen.list)


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
async def test_it_has_chart_figures_history_links_and_fields(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await opened(at, "kr-cac")
        text = rows_text(screen.list)
        for part in (
            "target",
            "landing",
            "two of five ad groups stopped",
            "Onboarding completion",
            "written by",
            "kr-cac",
        ):
            assert part in text, part
        assert "•" in text
        assert all(len(line.rstrip()) <= size[0] - 4 for line in text.split("\n"))
        await at.press("escape")
        await at.back()


async def test_a_value_is_corrected_at_its_moment_and_what_it_was_stays_visible(sample: Path) -> None:
    async with window(sample) as at:
        screen = await opened(at, "kr-cac")
        await to_value(at, screen, "value-2026-04-13")
        await at.press("enter")
        await box(at)
        await at.type("40.5")
        await at.press("enter")
        await at.until(lambda: at.app.screen is screen)
        await at.until(lambda: "was €40.8 until 4 May" in rows_text(screen.list))
        assert at.plan.table(CheckIn)["kr-cac@2026-04-13"].value == 40.5
        assert at.plan.table(CheckIn)["kr-cac@2026-04-13"].note == "two of five ad groups stopped"
        await at.press("u")
        await at.until(lambda: "was €40.8" not in rows_text(screen.list))
    assert stored(sample).table(CheckIn)["kr-cac@2026-04-13"].value == 40.8


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_below_the_chart_stands_what_its_digits_are(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as at:
        screen = await opened(at, "kr-cac")
        assert re.search(r"1 (to \d )?in the chart: .*with a note, see History", rows_text(screen.list))


async def test_a_value_is_deleted_and_stays_visible_as_deleted(sample: Path) -> None:
    async with window(sample) as at:
        screen = await opened(at, "kr-cac")
        await to_value(at, screen, "value-2026-04-20")
        await at.press("d")
        await at.until(lambda: "deleted on 4 May" in rows_text(screen.list))
        await to_value(at, screen, "value-2026-04-13")
        await at.press("enter")
        await box(at)
        await at.press("ctrl+d")
        await at.until(lambda: rows_text(screen.list).count("deleted on 4 May") == 2)
    assert "kr-cac@2026-04-20" not in stored(sample).table(CheckIn)


async def test_v_takes_a_value_of_an_earlier_day(sample: Path) -> None:
    async with window(sample) as at:
        screen = await opened(at, "kr-cac")
        await at.press("v")
        await box(at)
        await at.type("38.2")
        await at.press("tab")
        await at.type("7")
        await at.press("tab", "tab")
        await at.type("3 may")
        await at.press("enter")
        await at.until(lambda: at.app.screen is screen)
        row = at.plan.table(CheckIn)["kr-cac@2026-05-03"]
        assert (row.value, row.confidence) == (38.2, 7)


@pytest.mark.parametrize(
    ("value", "on", "why"),
    [
        ("38", "2 mar", "is before the cycle"),
        ("38", "2026-05-05", "is still to come"),
        ("38", "5 may", "is still to come"),
        ("38", "someday", "not a day"),
        ("many", "3 may", "not a number"),
        ("", "3 may", "A value, please"),
        ("38 kg", "3 may", "measured in €"),
        ("nan", "3 may", "not a number"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_lost(
    sample: Path, value: str, on: str, why: str
) -> None:
    async with window(sample) as at:
        await opened(at, "kr-cac")
        await at.press("v")
        asked = await box(at)
        if value:
            await at.type(value)
        await at.press("tab", "tab", "tab")
        await at.type(on)
        await at.press("enter")
        assert at.app.screen is asked
        assert why in " ".join(at.screen().replace("│", " ").split())
        assert on in at.screen()


async def test_a_kpi_takes_a_value_of_any_past_day(sample: Path) -> None:
    async with window(sample) as at:
        screen = await opened(at, "kpi-basket")
        await at.press("v")
        await box(at)
        await at.type("51")
        await at.press("tab", "tab")
        await at.type("2 jan 2024")
        await at.press("enter")
        await at.until(lambda: at.app.screen is screen)
        assert at.plan.table(Measurement)["kpi-basket@2024-01-02"].value == 51


async def test_a_key_result_measured_by_a_kpi_is_corrected_in_both_halves(sample: Path) -> None:
    async with window(sample) as at:
        screen = await opened(at, "kr-frequency")
        await to_value(at, screen, "value-2026-04-13")
        await at.press("enter")
        await box(at)
        await at.type("1.7")
        await at.press("tab")
        await at.type("9")
        await at.press("enter")
        await at.until(lambda: at.app.screen is screen)
        assert at.plan.table(Measurement)["kpi-repeat@2026-04-13"].value == 1.7
        assert at.plan.table(CheckIn)["kr-frequency@2026-04-13"].confidence == 9
        await at.until(lambda: "was 1.61, ♥4 until" in rows_text(screen.list))


async def test_target_changes_are_there_with_their_reasons(sample: Path) -> None:
    session = session_on(sample)
    session.apply(edits.retarget(session.plan, "kr-cac", date(2026, 4, 29), "price rise", target=35.0))
    session.wait(10)
    session.close()
    async with window(sample) as at:
        text = rows_text((await opened(at, "kr-cac")).list)
        assert "Target changes" in text
        assert "29 Apr" in text
        assert "was €33.6 until week 5: “price rise”" in text


async def test_fields_say_the_day_of_the_cycle_and_what_the_id_is_for(sample: Path) -> None:
    async with window(sample) as at:
        at.main.deeds.changing.apply(edits.change(at.plan, "kr-cac", due=None))
        lines = rows_text((await opened(at, "kr-cac")).list).split("\n")
        assert any(line.split()[:1] == ["due"] and "the cycle's end" in line for line in lines)
        assert any("id, for the shell" in line for line in lines)


async def test_an_initiative_is_not_begun_from_the_strategy(sample: Path) -> None:
    async with window(sample) as at:
        await at.press("1", "a")
        await at.pilot.pause()
        assert not at.main.typing
        assert "belongs to a key result" in at.main.footer.notice


async def test_links_open_other_rows_and_e_edits_this_one(sample: Path) -> None:
    async with window(sample) as at:
        await opened(at, "o-balance")
        await at.press("down", "enter")
        await at.until(lambda: isinstance(at.app.screen, Detail) and at.app.screen.row == "kr-cac")
        await at.press("e")
        await at.until(lambda: at.app.screen is at.main and at.main.typing)
        assert at.editing.place.row == "kr-cac"


async def test_an_initiative_is_ticked_in_it(sample: Path) -> None:
    async with window(sample) as at:
        screen = await opened(at, "kr-frequency")
        key = next(key for key, row in screen.details.links.items() if row == "in-reminder")
        await to_value(at, screen, key)
        await at.press("enter")
        await at.until(lambda: "☑ Send a refill reminder" in rows_text(screen.list))


async def test_the_whole_history_is_read_and_long_ones_open_at_once(sample: Path) -> None:
    session = session_on(sample)
    first = date(2020, 1, 1)
    rows = [edits.measure(session.plan, "kpi-basket", first + timedelta(days=n), float(n % 9)) for n in range(600)]
    session.apply(edits.combine("record", *rows))
    session.wait(10)
    session.close()
    async with window(sample) as at:
        screen = await opened(at, "kpi-basket")
        assert "606 values" in rows_text(screen.list)
        assert sum(key.startswith("value-") for key in screen.details.entries) == 500
        await at.press("end")
        screen.list.select("more")
        await at.press("enter")
        await at.until(lambda: len(screen.details.entries) == 606)


async def test_a_plan_that_is_read_only_can_be_looked_at_and_not_changed(sample: Path) -> None:
    async with window(sample, readonly=True) as at:
        screen = await opened(at, "kr-cac")
        await at.press("v")
        assert at.app.screen is screen
        assert "reading only" in screen.footer.notice


def test_a_kpi_of_another_unit_is_corrected_in_its_own() -> None:
    from okrtui.plan.history import correct, history

    row = KeyResult("kr-1", "o-1", 1.0, "Faster", unit="ms", measured_by="kpi-1")
    plan = Plan(
        [Cycle("cy-1", 1.0, "Q2", START, END), Objective("o-1", "cy-1", 1.0, "Go"), row,
         Kpi("kpi-1", 1.0, "Latency", unit="s"), Measurement("kpi-1@2026-04-13", "kpi-1", date(2026, 4, 13), 1.2)]
    )  # fmt: skip
    (entry,) = history(plan, row)
    assert entry.value == 1200
    plan.apply(correct(plan, row, entry, 900, 6, "").changes)
    assert plan.table(Measurement)["kpi-1@2026-04-13"].value == 0.9
    assert replace(history(plan, row)[0], check_in=None, measurement=None).value == 900


# -- the same in the editor of the main screen


async def test_v_on_the_main_screen_has_a_field_for_the_day(sample: Path) -> None:
    async with window(sample) as at:
        await at.go("kr-cac")
        await at.press("v")
        assert "on 4 May" in at.facts
        await at.type("38.4")
        await at.press("tab", "tab", "tab")
        assert at.main.editor.field == "at"
        await at.put("29 apr")
        await at.press("enter")
        await at.until(lambda: "kr-cac@2026-04-29" in at.plan.table(CheckIn))
        assert at.plan.table(CheckIn)["kr-cac@2026-04-29"].value == 38.4


@pytest.mark.parametrize(("on", "why"), [("6 may", "still to come"), ("30 mar", "before the cycle")])
async def test_a_day_that_cannot_be_is_refused_in_the_editor(sample: Path, on: str, why: str) -> None:
    async with window(sample) as at:
        await at.go("kr-cac")
        await at.press("v")
        await at.type("38.4")
        await at.press("tab", "tab", "tab")
        await at.put(on)
        await at.press("enter")
        assert why in at.said
        assert at.main.typing


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", TODAY),
        ("yesterday", date(2026, 5, 3)),
        ("30 dec", date(2025, 12, 30)),
        ("27 apr", date(2026, 4, 27)),
        ("5 may 2025", date(2025, 5, 5)),
        ("1 sep", date(2025, 9, 1)),
    ],
)
def test_a_day_without_a_year_is_the_latest_one(text: str, day: date) -> None:
    assert past_moment(text, TODAY) == day


@pytest.mark.parametrize("text", ["5 may", "30 may", "2026-05-05", "tomorrow", "next friday"])
def test_a_day_to_come_is_refused_and_not_taken_for_last_years(text: str) -> None:
    with pytest.raises(PlanError, match="still to come"):
        past_moment(text, TODAY)
