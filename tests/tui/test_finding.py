"""Going far: the finder over all cycles, back and forward, the walk over what needs somebody, the filter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.changes import Edit, Remove
from okrtui.plan.entities import KeyResult, Kpi, Objective
from okrtui.plan.quarters import quarter
from okrtui.tui.deeds.finding import Finding
from okrtui.tui.finder import Entry, Index, entries, shortens
from okrtui.tui.matching import fold, lit, spans, words_of
from okrtui.tui.screens.finder import Finder
from okrtui.tui.visits import Visits
from tests.tui.driving import SMALL, WIDE, Window, session_on, text_of_lines, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


@pytest.fixture
def two_cycles(sample: Path) -> Path:
    """The sample, and an objective with an owner in the quarter before."""
    session = session_on(sample)
    cycle = edits.new_cycle(session.plan, quarter(2026, 1))
    session.apply(cycle)
    objective = edits.add(session.plan, Objective, parent=cycle.item, title="Überall verfügbar sein", owner="Zoë")
    session.apply(objective)
    session.apply(edits.add(session.plan, KeyResult, parent=objective.item, title="Cut lead time from 9 to 4 days"))
    session.wait(10)
    session.close()
    return sample


def found(win: Window) -> list[str]:
    assert isinstance(win.app.screen, Finder)
    return [entry.title for entry in win.app.screen._found]


async def open_finder(win: Window, query: str = "") -> Finder:
    await win.press("F")
    await win.until(lambda: isinstance(win.app.screen, Finder))
    await win.pilot.pause()
    await win.type(query)
    assert isinstance(win.app.screen, Finder)
    return win.app.screen


@SIZES
async def test_enter_goes_to_a_row_of_another_cycle_and_back_returns(two_cycles: Path, size: tuple[int, int]) -> None:
    async with window(two_cycles, size=size) as win:
        start = win.here
        await open_finder(win, "lead time")
        assert found(win)[0] == "Cut lead time from 9 to 4 days"
        await win.press("enter")
        await win.back()
        assert win.main.view.cycle is not None
        assert win.main.view.cycle.name == "2026-Q1"
        assert win.plan.get(win.here).title == "Cut lead time from 9 to 4 days"  # type: ignore[attr-defined]
        there = win.here
        await win.press("less_than_sign")
        assert win.here == start
        await win.press("greater_than_sign")
        assert win.here == there


async def test_it_finds_by_owner_without_accents_and_shows_where(two_cycles: Path) -> None:
    async with window(two_cycles) as win:
        finder = await open_finder(win, "zoe")
        assert found(win)[0] == "Überall verfügbar sein"
        line = text_of_lines(finder.rows.rows[0].build())
        assert "Zoë" in line
        assert "2026-Q1" in line
        await win.press("escape")
        await open_finder(win, "uberall")
        assert found(win) == ["Überall verfügbar sein", "Cut lead time from 9 to 4 days"]


async def test_before_a_letter_the_last_places_come_first(two_cycles: Path) -> None:
    async with window(two_cycles) as win:
        start = win.main.here
        await open_finder(win, "lead time")
        await win.press("enter")
        await win.back()
        await open_finder(win)
        assert found(win)[0] == getattr(start, "title", "")
        await win.press("escape")
        await win.back()


async def test_a_decision_is_found_with_the_row_that_it_is_about(sample: Path) -> None:
    async with window(sample) as win:
        await open_finder(win, "call ten")
        await win.press("enter")
        await win.back()
        assert win.here == "kr-churn"
        assert win.notice.startswith("Decided: call ten")


async def test_nothing_found_says_so(sample: Path) -> None:
    async with window(sample) as win:
        await open_finder(win, "qqqq")
        assert "Nothing has these letters" in win.screen()


async def test_the_finder_on_an_empty_plan_says_why_not(empty: Path) -> None:
    async with window(empty) as win:
        await win.press("escape")
        win.main.action_do("find")
        assert "nothing to find" in win.notice


def test_ten_thousand_items_keep_up_with_the_fingers() -> None:
    words = fold("Reduce churn raise order frequency buyers activation latency checkout revenue growth support").split()
    made = []
    for i in range(10_000):
        title = " ".join(words[(i * 7 + k * (1 + i % 5)) % len(words)] for k in range(8))
        made.append(
            Entry(str(i), "key result", title, "Ana", "2026-Q2", f"{title}\nana\n2026-q2\nkey result", len(title))
        )
    index = Index(made)
    slowest = 0.0
    for query in ("c", "ch", "chu", "churn", "churn r", "rdc", "zz", "churn ana"):
        best = min(_timed(index, query) for _ in range(3))
        slowest = max(slowest, best)
    assert slowest < 0.030


@pytest.mark.parametrize(
    ("letters", "title", "fits"),
    [
        ("rcr", "reduce churn rate", True),
        ("chrn", "reduce churn rate", True),
        ("redch", "reduce churn rate", True),
        ("lxty", "launch the loyalty app", False),
        ("anna", "a finance plan that wins many", False),
        ("rr", "reduce churn", False),
    ],
)
def test_letters_shorten_words_and_are_not_picked_up_anywhere(letters: str, title: str, fits: bool) -> None:
    assert shortens(letters, title) is fits


async def test_what_has_the_word_itself_is_not_mixed_with_what_only_has_its_letters(sample: Path) -> None:
    session = session_on(sample)
    index = Index(entries(session.plan))
    session.close()
    assert all("churn" in entry.folded for entry in index.search("churn"))
    assert [entry.title for entry in index.search("rcrb15")] == ["Reduce the churn rate by 15 % by the end of Q2"]


def _timed(index: Index, query: str) -> float:
    start = time.process_time()
    index.search(query)
    return time.process_time() - start


def test_a_query_that_goes_on_finds_what_a_new_one_does(sample: Path) -> None:
    session = session_on(sample)
    made = entries(session.plan)
    session.close()
    for query in ("churn rate", "growth", "order freq", "2026 check", "ord chk"):
        typed = Index(made)
        for end in range(1, len(query) + 1):
            last = typed.search(query[:end])
        assert last == Index(made).search(query)


def test_words_are_lit_where_they_stand() -> None:
    assert spans("Überblick über É", words_of("uber e")) == [(0, 4), (10, 14), (15, 16)]
    assert fold("ﬁn") == "fin"
    assert lit([("Cut churn", "")], ["churn"]) == [("Cut ", ""), ("churn", "match")]


def test_visits_go_back_and_forward_and_skip_what_is_gone() -> None:
    visits = Visits()
    visits.jump("a", "b")
    visits.jump("b", "c")
    there = {"a", "c"}
    assert visits.back("c", there.__contains__) == "a"
    assert visits.forward("a", there.__contains__) == "c"
    visits.jump("c", "d")
    assert not visits.can_forward
    assert visits.recent() == ["d", "c", "a", "b"]


# -- what needs somebody


async def test_the_walk_goes_over_all_that_needs_somebody_and_says_why(sample: Path) -> None:
    session = session_on(sample)
    kpi = next(kpi for kpi in session.plan.kpis if kpi.name == "Checkout errors")
    session.apply(edits.change(session.plan, kpi.id, healthy_high=0.1, warn_high=None))
    silent = edits.add(session.plan, KeyResult, parent="o-balance", title="Cut returns from 9 % to 5 %", baseline=9.0, target=5.0, unit="%")  # fmt: skip  # noqa: E501
    session.apply(silent)
    session.wait(10)
    session.close()
    async with window(sample) as win:
        said = []
        for _ in range(4):
            await win.press("m")
            said.append((win.here, win.notice))
        assert [row for row, _ in said[:3]] == ["kr-churn", silent.item, kpi.id]
        assert said[3][0] == "kr-churn", "after the last one comes the first"
        assert said[0][1].startswith("1 of 3: at risk: 11 % of the way, 37 % of the time")
        assert said[1][1].startswith("2 of 3: no value yet")
        assert said[2][1].startswith("3 of 3: 0.4 % is above its healthy range")
        await win.press("M")
        assert win.here == kpi.id
        assert "!" in win.screen()


async def test_words_that_are_still_to_be_written_need_somebody(sample: Path) -> None:
    session = session_on(sample)
    objective = edits.add(session.plan, Objective, parent="cy-2026q2", title="Make __ easier for __")
    session.apply(objective)
    result = edits.add(session.plan, KeyResult, parent=objective.item, title="__ from __ to __")
    session.apply(result)
    session.wait(10)
    session.close()
    async with window(sample) as win:
        said = {}
        for _ in range(4):
            await win.press("m")
            said[win.here] = win.notice
        assert "2 blanks to fill in" in said[objective.item]
        assert "3 blanks to fill in" in said[result.item]


async def test_silence_is_counted_in_days(sample: Path) -> None:
    session = session_on(sample)
    late = [c for c in session.plan.check_ins("kr-cac") if c.at and str(c.at) > "2026-04-21"]
    session.apply(Edit("forget the last weeks", tuple(Remove(check_in) for check_in in late)))
    session.wait(10)
    session.close()
    async with window(sample) as win:
        walk = next(part for part in win.main.deeds.parts if isinstance(part, Finding)).needing()
        assert walk["kr-cac"] == "no check-in for 14 days"


async def test_nothing_that_needs_somebody_is_said_too(empty: Path) -> None:
    async with window(empty) as win:
        await win.press("escape")
        win.main.action_do("attention_next")
        assert win.notice.startswith("Nothing here needs you")


# -- the filter of a pane


@SIZES
async def test_the_filter_lights_words_counts_and_goes_with_esc(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        await win.press("4", "slash")
        await win.pilot.pause()
        await win.type("ord")
        assert win.titles("kpis") == ["Repeat orders"]
        assert "1 of 6" in str(win.main.lists["kpis"].border_title)
        assert ("ord", "match") in [piece for line in win.main.lists["kpis"].rows[0].build() for piece in line]
        await win.press("enter")
        await win.back()
        await win.press("escape")
        assert len(win.titles("kpis")) == len(win.plan.table(Kpi))
