"""What the rows of the four panes say at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrtui.plan import edits
from okrtui.plan.archiving import archive
from okrtui.plan.entities import ROOT, Cycle, Entity, KeyResult, Kpi, Measurement, Objective, Priority, Root
from okrtui.plan.model import Plan
from okrtui.plan.settings import MethodSettings
from okrtui.tui.kpirows import kpi_rows, kpis_in_order
from okrtui.tui.rows import (
    SPARK_CELLS,
    World,
    bar,
    count,
    empty_pane,
    key_result_rows,
    mark_of,
    objective_rows,
    percent,
    range_of,
    spark,
    strategy_rows,
)
from okrtui.tui.text import width
from okrtui.tui.widgets.rowlist import Row
from tests.tui.driving import TODAY, stored, text_of_lines
from tests.tui.test_text import ODD, controls


@pytest.fixture
def world(sample: Path) -> World:
    """The sample on its day."""
    return World(stored(sample), TODAY, MethodSettings())


def results(world: World, cells: int = 54, unfolded: tuple[str, ...] = ()) -> list[str]:
    """The rows of the first objective's key results as text."""
    objective = world.plan.find("o-balance", Objective)
    return [text_of_lines(row.build()) for row in key_result_rows(world, objective, cells, unfolded)]


# -- the bar


@pytest.mark.parametrize(
    ("progress", "elapsed", "drawn"),
    [
        (0.37, 0.37, "▓▓▓▓│░░░░░░"),
        (0.0, 0.5, "░░░░░│░░░░░"),
        (1.0, 0.5, "▓▓▓▓▓│▓▓▓▓▓"),
        (1.7, 1.0, "▓▓▓▓▓▓▓▓▓▓│"),
        (-0.4, 0.0, "│░░░░░░░░░░"),
        (None, 0.3, "░░░│░░░░░░░"),
        (0.5, None, "▓▓▓▓▓░░░░░ "),
    ],
)
def test_the_bar_shows_progress_and_the_calendar(progress: float | None, elapsed: float | None, drawn: str) -> None:
    assert "".join(text for text, _ in bar(progress, elapsed)) == drawn


@given(st.none() | st.floats(-3, 3), st.none() | st.floats(0, 1))
def test_the_bar_is_always_eleven_cells(progress: float | None, elapsed: float | None) -> None:
    assert len("".join(text for text, _ in bar(progress, elapsed))) == 11


@pytest.mark.parametrize(("share", "text"), [(None, "—"), (0.374, "37 %"), (-0.5, "0 %"), (1.4, "100 %")])
def test_progress_is_shown_clamped_and_missing_as_a_dash(share: float | None, text: str) -> None:
    assert percent(share) == text


# -- the spark


def test_a_spark_rises_and_falls_with_its_values() -> None:
    assert spark([1, 2, 3, 4, 5, 6]) == "▁▂▄▅▇█"
    assert spark([6, 1]).strip() == "█▁"
    assert spark([9, 9, 9, 1, 2, 3, 4, 5, 6]) == "▁▂▄▅▇█", "the last six"
    assert spark([5, 5, 5]).strip() == "▄▄▄", "level is level"
    assert spark([]) == " " * SPARK_CELLS


@given(st.lists(st.floats(-1e12, 1e12), max_size=20))
def test_a_spark_takes_six_cells(values: list[float]) -> None:
    assert len(spark(values)) == SPARK_CELLS


# -- key results


def test_a_key_result_shows_where_it_came_from_stands_and_goes(world: World) -> None:
    first = results(world)[0].split("\n")
    assert first[0] == "Reduce the average CAC by 20 % by the end of Q2"
    assert first[1].startswith("€42.0 → 38.9 → 33.6   ▓▓▓▓│░░░░░░  37 %  ♥6  30 Jun")


@pytest.mark.parametrize(
    ("cells", "said"), [(76, ["on track", "behind", "at risk"]), (53, ["✓", "~", "!"]), (51, ["✓", "~", "!"])]
)
def test_how_a_key_result_stands_is_said_without_colour(world: World, cells: int, said: list[str]) -> None:
    assert [row.split("\n")[1].split("Jun ")[1].strip() for row in results(world, cells)] == said


def test_a_day_loses_its_year_before_it_gives_way(world: World) -> None:
    world.plan.apply(edits.change(world.plan, "kr-cac", due=date(2027, 1, 15)).changes)
    assert results(world, 53)[0].endswith("15 Jan")
    assert "2027" not in results(world, 76)[0]
    world.plan.apply(edits.change(world.plan, "kr-cac", due=date(2027, 9, 15)).changes)
    assert "15 Sep 2027" in results(world, 76)[0]


def test_numbers_align_down_the_column(world: World) -> None:
    lines = [row.split("\n")[1] for row in results(world)]
    for sign in ("→", "♥", " %  ♥"):
        assert len({line.index(sign) for line in lines}) == 1, sign
    assert len({line.rindex("→") for line in lines}) == 1


def test_initiatives_are_folded_and_counted_until_they_are_opened(world: World) -> None:
    assert results(world)[1].split("\n")[2] == "☐ 2 initiatives"
    opened = results(world, unfolded=("kr-frequency",))
    assert opened[2].strip() == "☐ Send a refill reminder after 60 days"
    world.plan.apply(edits.change(world.plan, "in-reminder", done=True).changes)
    assert results(world)[1].split("\n")[2] == "☐ 2 initiatives, 1 done"
    assert results(world, unfolded=("kr-frequency",))[2].strip().startswith("☑")


def test_a_key_result_without_any_value_says_so(world: World) -> None:
    row = edits.add(world.plan, KeyResult, parent="o-balance", title="Lower refunds", baseline=3.0, target=2.0)
    world.plan.apply(row.changes)
    line = results(world)[-1].split("\n")[1]
    assert "3 →" in line
    assert " — " in line
    assert "♥–" in line
    assert "░│" in line or "│░" in line


def test_what_does_not_fit_is_left_out_from_the_end(world: World) -> None:
    for cells in (30, 38, 46):
        for row in results(world, cells):
            assert all(width(line) <= cells or "→" in line for line in row.split("\n"))
    assert "30 Jun" not in results(world, 46)[0]
    assert "37 %" in results(world, 46)[0]


# -- objectives and the strategy


def test_an_objective_shows_its_progress_and_how_many_key_results_it_has(world: World) -> None:
    cycle = world.plan.find("cy-2026q2", Cycle)
    lines = text_of_lines(objective_rows(world, cycle, 34)[0].build()).split("\n")
    assert lines[0].startswith("Balance CAC and CLV")
    assert lines[0].endswith("22 %")
    assert lines[1].startswith("3 key results")
    assert lines[1].endswith("behind"), "colour is not the only sign"


def test_a_new_objective_says_that_nothing_is_measured(world: World) -> None:
    world.plan.apply(edits.add(world.plan, Objective, parent="cy-2026q2", title="Win the north").changes)
    lines = text_of_lines(objective_rows(world, world.plan.find("cy-2026q2", Cycle), 34)[-1].build()).split("\n")
    assert lines[0].endswith("—")
    assert "no key result yet" in lines[1]


def test_some_measured_of_all(world: World) -> None:
    world.plan.apply(edits.add(world.plan, KeyResult, parent="o-balance", title="Lower refunds").changes)
    row = objective_rows(world, world.plan.find("cy-2026q2", Cycle), 60)[0]
    assert "4 key results · 3 measured" in text_of_lines(row.build())


def test_dropped_priorities_are_not_shown_and_not_counted(world: World) -> None:
    world.plan.apply(edits.change(world.plan, "pr-repeat", dropped=TODAY).changes)
    shown = [text_of_lines(row.build()) for row in strategy_rows(world, 34)]
    assert shown[-1] == "1 Cost of growth"
    assert len(shown) == 2


def test_a_strategy_of_two_sentences_is_shown_whole(world: World) -> None:
    said = (
        "Win small practices that run themselves; leave hospitals, chains and all that needs a salesman to others. " * 2
    )
    root = replace(world.plan.root, statement=said.strip())
    text = text_of_lines(strategy_rows(replace(world, plan=Plan([root])), 34)[0].build())
    assert " ".join(text.split()) == said.strip()


def test_warnings_and_hints_have_different_signs(world: World) -> None:
    marked = replace(world, marks={"a": (1, 2), "b": (0, 1)})
    assert [mark_of(marked, item)[0] for item in ("a", "b", "c")] == ["◆", "◇", " "]


# -- KPIs


def test_kpis_that_lead_to_the_key_result_come_first(world: World) -> None:
    chosen = world.plan.find("kr-frequency", KeyResult)
    assert [kpi.id for kpi in kpis_in_order(world.plan, chosen)][:2] == ["kpi-repeat", "kpi-basket"]
    assert [kpi.id for kpi in kpis_in_order(world.plan, None)] == [kpi.id for kpi in world.plan.kpis]


def test_a_kpi_shows_value_trend_and_what_it_leads_to(world: World) -> None:
    lines = [text_of_lines(row.build()) for row in kpi_rows(world, None, 70)]
    assert lines[0].split() == ["Repeat", "orders", "1.63", "▃▁▃▅▆█", "leads", "Revenue", "growth"]
    assert len({width(line.split("▁")[0][:20]) for line in lines}) == 1
    ends = {line.index("leads") if "leads" in line else line.index("l", 35) for line in lines}
    assert len(ends) == 1, "the last column starts in one place"


def test_a_kpi_without_a_value_shows_a_dash(world: World) -> None:
    world.plan.apply(edits.add(world.plan, Kpi, name="Refund rate").changes)
    assert "—" in text_of_lines(kpi_rows(world, None, 70)[-1].build())


@pytest.mark.parametrize(
    ("value", "sign"), [(None, " "), (5.0, " "), (2.5, "~"), (1.0, "!"), (8.5, "~"), (9.5, "!"), (2.0, "~"), (3.0, " ")]
)
def test_a_value_near_the_edge_or_out_of_its_range_has_a_sign(value: float | None, sign: str) -> None:
    kpi = Kpi("kpi-a", name="A", healthy_low=2, warn_low=3, warn_high=8, healthy_high=9)
    assert range_of(kpi, value)[1][0] == sign


# -- all kinds of text


@pytest.mark.parametrize("text", [text for text in ODD if text.strip()])
def test_odd_texts_fit_into_every_row(text: str) -> None:
    text = text.replace("\0", "")
    plan = Plan(
        [
            Root(ROOT, statement=text),
            Priority("pr-a", title=text),
            Cycle("cy-a", name=text, start=date(2026, 4, 1), end=date(2026, 6, 30)),
            Objective("o-a", cycle="cy-a", title=text),
            KeyResult("kr-a", objective="o-a", title=text, unit="%", baseline=1, target=2),
            Kpi("kpi-a", name=text),
            Measurement("kpi-a@2026", kpi="kpi-a", at=TODAY, value=3),
        ]
    )
    world = World(plan, TODAY, MethodSettings())
    for cells in (34, 54, 76):
        rows: list[Row] = [
            *strategy_rows(world, cells),
            *objective_rows(world, plan.find("cy-a", Cycle), cells),
            *key_result_rows(world, plan.find("o-a", Objective), cells, ()),
            *kpi_rows(world, None, cells),
        ]
        for row in rows:
            lines = row.build()
            assert len(lines) == row.height
            shown = text_of_lines(lines)
            assert controls(shown, "\n") == []
            if row.key != "kpi-a":
                assert all(width(line) <= cells for line in shown.split("\n"))


def test_an_empty_pane_asks_its_question_and_names_the_key() -> None:
    for pane in ("strategy", "objectives", "results", "kpis"):
        text = text_of_lines(empty_pane(pane, 34, filtered=False, orphan=False))
        assert "?" in text
        assert "n " in text
    assert "/" in text_of_lines(empty_pane("kpis", 34, filtered=True, orphan=False))
    assert "2 then n" in text_of_lines(empty_pane("results", 34, filtered=False, orphan=True))


@pytest.mark.parametrize(("number", "text"), [(0, "0 hints"), (1, "1 hint"), (2, "2 hints")])
def test_one_and_many(number: int, text: str) -> None:
    assert count(number, "hint") == text


@pytest.mark.parametrize("cells", range(46, 200, 11))
@pytest.mark.parametrize("measured", [True, False])
def test_names_of_kpis_are_whole_at_every_width(cells: int, measured: bool) -> None:
    names = ["Share of page views that lead to a first appointment", "No-show rate", "Answered within a day"]
    rows: list[Entity] = [
        Kpi(f"kpi-{n}", float(n), name, "customer", "leading", unit="%", drivers=("kpi-0",) if n else ())
        for n, name in enumerate(names)
    ]
    if measured:
        rows += [Measurement(f"kpi-1@{day}", "kpi-1", date(2026, 4, day), 100.0 + day) for day in (1, 8, 15, 22, 29)]
    world = World(Plan(rows), TODAY, MethodSettings())
    for row, name in zip(kpi_rows(world, None, cells), names, strict=True):
        lines = row.build()
        assert len(lines) == row.height
        assert all(width(text_of_lines([line])) <= cells for line in lines)
        assert " ".join(line[0][0].strip() for line in lines) == name
        assert "…" not in text_of_lines(lines[:1]) or "leads" in text_of_lines(lines[:1]), "a kind is said whole or not"


def test_archived_kpis_are_listed_last_when_they_are_asked_for(world: World) -> None:
    world.plan.apply(archive(world.plan, "kpi-repeat", TODAY).changes)
    assert "kpi-repeat" not in [row.key for row in kpi_rows(world, None, 70)]
    last = kpi_rows(replace(world, archived=True), None, 70)[-1]
    assert last.key == "kpi-repeat"
    assert "archived 4 May" in text_of_lines(last.build())
    assert {style for text, style in last.build()[0] if text.strip()} == {"dim"}


def test_the_figure_of_a_few_key_results_does_not_stand_for_all(world: World) -> None:
    plan = world.plan
    for title in ("Lower refunds", "Answer within an hour", "Ship in a day", "Win back buyers"):
        plan.apply(edits.add(plan, KeyResult, parent="o-balance", title=title).changes)
    lines = text_of_lines(objective_rows(world, plan.find("cy-2026q2", Cycle), 44)[0].build()).split("\n")
    assert lines[0].endswith("—")
    assert "3 of 7 measured: 22 %" in lines[1]


def test_what_is_at_risk_is_said_where_not_all_has_room(world: World) -> None:
    plan = world.plan
    at = objective_rows(world, plan.find("cy-2026q2", Cycle), 60)[0]
    assert "3 key results · 1 at risk" in text_of_lines(at.build())
    narrow = text_of_lines(objective_rows(world, plan.find("cy-2026q2", Cycle), 24)[0].build()).split("\n")[-1]
    assert narrow.split() == ["1", "at", "risk", "behind"]


@pytest.mark.parametrize("cells", [55, 78, 120])
def test_a_key_result_that_cannot_be_measured_yet_says_so_in_place_of_an_empty_bar(world: World, cells: int) -> None:
    bare = said_of(world, cells, title="Fewer angry calls")
    assert bare.startswith("no measure yet  ♥–")
    aimed = said_of(world, cells, title="Launch in 3 countries", target=3.0)
    assert "→ — → 3" in aimed
    assert "no start yet" in aimed
    for text in (bare, aimed):
        assert "░" not in text
        assert width(text) <= cells
    whole = said_of(world, cells, title="From 1 to 3", baseline=1.0, target=3.0)
    assert "░" in whole
    assert "yet" not in whole
    assert "yet" not in said_of(world, cells, title="Keep 99.9 %", target=99.9, direction="keep")


def said_of(world: World, cells: int, **fields: Any) -> str:
    """The second line of a key result with these fields, the only one of its objective."""
    above = edits.add(world.plan, Objective, parent="cy-2026q2", title="Win the north")
    world.plan.apply(above.changes)
    world.plan.apply(edits.add(world.plan, KeyResult, parent=above.item, **fields).changes)
    (row,) = key_result_rows(world, world.plan.find(above.item, Objective), cells, ())
    return "".join(text for text, _ in row.build()[1])
