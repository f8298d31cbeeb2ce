"""The page of what was called good as it is: gone to, taken back, cleared, a rule set back."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.coach.around import softened
from okrtui.plan.entities import Dismissal
from okrtui.tui.screens.meant import MeantScreen
from okrtui.tui.screens.page import Page
from tests.tui.driving import SMALL, WIDE, Window, put_toml, rows_text, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
HEAD = """okrtui_format = 1
[[cycles]]
id = "cy-aaaaaa"
name = "2026-Q2"
start = 2026-04-01
end = 2026-06-30
state = "draft"
[[cycles.objectives]]
id = "o-aaaaaa"
title = "Make ordering effortless for small shops"
"""
LAUNCHES = ("Launch the loyalty app", "Launch the order page", "Launch the partner portal")


def note(item: str, text: str, reason: str = "our words, we mean it") -> str:
    return f'[[dismissals]]\ncode = "KR101"\nitem = "{item}"\ntext = "{text}"\nreason = "{reason}"\nat = 2026-05-01\n'


def plan(*notes: str) -> str:
    rows = (
        f'[[cycles.objectives.key_results]]\nid = "kr-aaaaa{n}"\ntitle = "{t}"\n' for n, t in enumerate(LAUNCHES, 1)
    )
    return HEAD + "".join(rows) + "".join(notes)


async def opened(win: Window) -> MeantScreen:
    await win.press("Y")
    await win.until(lambda: isinstance(win.app.screen, MeantScreen) and win.app.screen.list.rows)
    await win.pilot.pause()
    assert isinstance(win.app.screen, MeantScreen)
    return win.app.screen


def notes(win: Window) -> set[str]:
    return set(win.plan.table(Dismissal))


@SIZES
async def test_it_says_what_was_meant_why_and_since_when(empty: Path, size: tuple[int, int]) -> None:
    put_toml(empty, plan(note("kr-aaaaa1", LAUNCHES[0], "the law asks for it"), note("kr-aaaaa2", "Launch it")))
    async with window(empty, size=size) as win:
        screen = await opened(win)
        text = rows_text(screen.list)
        for words in ("Something you make KR101", "the law asks for it", "1 May", LAUNCHES[0], "Not needed any more"):
            assert words in text
        assert "says something else by now" in text
        await win.press("enter")
        await win.back()
        assert win.here == "kr-aaaaa1"


async def test_taken_back_the_coach_speaks_and_one_u_silences_it_again(empty: Path) -> None:
    put_toml(empty, plan(note("kr-aaaaa1", LAUNCHES[0], "later")))
    async with window(empty) as win:
        await win.go("kr-aaaaa1")
        assert "KR101" not in win.codes
        assert "Fine as it is, as you said" in win.coach
        screen = await opened(win)
        await win.press("d")
        assert notes(win) == set()
        assert "Nothing has been called good" in rows_text(screen.list)
        await win.press("escape")
        await win.back()
        assert "KR101" in win.codes
        assert "kr-aaaaa1" in win.main.side.marks
        await win.undone()
        assert "KR101" not in win.codes
        assert "kr-aaaaa1" not in win.main.side.marks


async def test_one_key_clears_what_is_not_needed(empty: Path) -> None:
    put_toml(
        empty, plan(note("kr-aaaaa1", LAUNCHES[0]), note("kr-aaaaa2", "Launch it"), note("kr-gone00", "Launch that"))
    )
    async with window(empty) as win:
        screen = await opened(win)
        await win.press("c")
        assert len(notes(win)) == 1
        assert "Cleared 2" in screen.footer.notice
        await win.press("c")
        assert "nothing to clear" in screen.footer.notice
        await win.press("u")
        await win.until(lambda: len(notes(win)) == 3)


async def test_a_rule_that_only_hints_is_shown_and_set_back(empty: Path) -> None:
    put_toml(empty, plan(*(note(f"kr-aaaaa{n}", text) for n, text in enumerate(LAUNCHES, 1))))
    async with window(empty) as win:
        screen = await opened(win)
        assert softened(win.plan) == {"KR101"}
        assert "only hints in this plan: meant 3 times" in rows_text(screen.list)
        assert screen.here == "code KR101"
        await win.press("s")
        assert softened(win.plan) == frozenset()
        assert "our words, this line only" in rows_text(screen.list)
        await win.press("u")
        await win.until(lambda: softened(win.plan) == {"KR101"})


async def test_the_third_time_says_that_it_only_hints_now(empty: Path) -> None:
    put_toml(empty, plan())
    async with window(empty) as win:
        for n in (1, 2, 3):
            await win.go(f"kr-aaaaa{n}")
            await win.press("g")
            await win.asked()
            await win.press("3")
            await win.back()
            assert f"{n} of 3" in win.notice or (n == 3 and "only hints" in win.notice)


async def test_an_empty_page_says_how_it_fills_and_y_opens_the_rule(empty: Path) -> None:
    put_toml(empty, plan(note("kr-aaaaa1", LAUNCHES[0], "later")))
    async with window(empty) as win:
        await opened(win)
        await win.press("y")
        await win.until(lambda: isinstance(win.app.screen, Page))
        await win.press("escape")
        await win.press("d")
        assert "g on a line" in win.screen()


async def test_a_note_on_the_strategy_is_gone_to_as_well(empty: Path) -> None:
    words = "Be the best company with great products"
    put_toml(
        empty,
        f'okrtui_format = 1\n[strategy]\nstatement = "{words}"\n'
        f'[[dismissals]]\ncode = "ST102"\nitem = "plan"\ntext = "{words}"\nreason = "later"\nat = 2026-05-01\n',
    )
    async with window(empty) as win:
        if win.starting():
            await win.press("escape")
            await win.pilot.pause()
        screen = await opened(win)
        assert "later" in rows_text(screen.list)
        await win.press("enter")
        await win.back()
        assert win.here == "plan"
