"""The team's own words in the app: taught from a line, listed, changed, deleted; the coach reads anew at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan.entities import Lexeme
from okrtui.tui.screens.valuebox import ValueBox
from okrtui.tui.screens.words import WordsScreen
from tests.tui.driving import SMALL, WIDE, Window, put_toml, rows_text, stored, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])
PLAN = """okrtui_format = 1
name = "Harbour"
[[cycles]]
id = "cy-aaaaaa"
name = "2026-Q2"
start = 2026-04-01
end = 2026-06-30
state = "draft"
[[cycles.objectives]]
id = "o-aaaaaa"
title = "Make ordering effortless for small shops"
[[cycles.objectives.key_results]]
id = "kr-aaaaaa"
title = "Bring Zorblax from 3 to 60 by the end of June"
[[cycles.objectives.key_results]]
id = "kr-aaaaab"
title = "Launch the loyalty app"
[[kpis]]
id = "kpi-aaaaaa"
name = "Zorblax"
"""


@pytest.fixture
def harbour(empty: Path) -> Path:
    """A plan with a name that only its team knows."""
    put_toml(empty, PLAN)
    return empty


def told(win: Window) -> list[tuple[str, str | None, str]]:
    return [(row.word, row.means, row.reason) for row in win.plan.table(Lexeme).values()]


async def listed(win: Window) -> WordsScreen:
    await win.until(lambda: isinstance(win.app.screen, WordsScreen) and win.app.screen.list.rows)
    await win.pilot.pause()
    assert isinstance(win.app.screen, WordsScreen)
    return win.app.screen


async def fill(win: Window, *texts: str) -> None:
    """Answer the box that asks for a word."""
    await win.until(lambda: isinstance(win.app.screen, ValueBox))
    await win.pilot.pause()
    for n, text in enumerate(texts):
        if n:
            await win.press("tab")
        await win.press("home", "shift+end")
        await win.type(text)
    await win.press("enter")
    await win.pilot.pause()


@SIZES
async def test_a_word_is_taught_from_the_line_that_has_it(harbour: Path, size: tuple[int, int]) -> None:
    async with window(harbour, size=size) as win:
        await win.go("kpi-aaaaaa")
        assert "KP102" not in win.codes
        await win.press("o")
        question = await win.asked()
        assert "Zorblax" in rows_text(question.rows)
        await win.press("1")
        question = await win.asked()
        await win.until(lambda: "a measure" in rows_text(win.question.rows))
        assert "2 lines" in win.screen()
        await win.press("a")
        await win.back()
        assert told(win) == [("Zorblax", "artefact", "")]
        assert "“Zorblax” is something we make now" in win.notice
        assert "KP102" in win.codes, "the coach reads the line anew at once"
        assert "kpi-aaaaaa" in win.main.side.marks, "and marks it"
        await win.undone()
        assert told(win) == []
        assert "KP102" not in win.codes
        assert "kpi-aaaaaa" not in win.main.side.marks
        await win.saved()
    assert not stored(harbour).table(Lexeme)


async def test_a_word_that_is_known_is_shown_where_it_can_be_changed(harbour: Path) -> None:
    async with window(harbour) as win:
        for key in ("t", "m"):
            await win.go("kpi-aaaaaa")
            await win.press("o")
            await win.asked()
            await win.press("1")
            if key == "t":
                await win.until(lambda: "a team" in rows_text(win.question.rows))
                await win.press(key)
                await win.back()
        screen = await listed(win)
        assert screen.here == "word Zorblax"
        assert "a team already" in screen.footer.notice


async def test_a_word_of_every_sentence_is_refused_with_the_reason(harbour: Path) -> None:
    async with window(harbour) as win:
        await win.go("kr-aaaaaa")
        await win.press("o")
        await win.asked()
        await win.type("the")
        await win.press("enter")
        await win.back()
        assert "a word of every sentence" in win.notice
        assert told(win) == []


@SIZES
async def test_words_are_written_changed_and_deleted_on_their_page(harbour: Path, size: tuple[int, int]) -> None:
    async with window(harbour, size=size) as win:
        await win.press("W")
        screen = await listed(win)
        assert "No word yet" in rows_text(screen.list)
        await win.press("n")
        await fill(win, "Zorblax", "meas", "how calm shops are")
        screen = await listed(win)
        assert told(win) == [("Zorblax", "metric", "how calm shops are")]
        assert screen.here == "word Zorblax"
        text = rows_text(screen.list)
        assert "in 2 lines" in text
        assert "Bring Zorblax from 3" in text
        await win.press("e")
        await fill(win, "Zorblax", "artefact")
        assert told(win) == [("Zorblax", "artefact", "how calm shops are")]
        assert "Nothing to measure" in rows_text(screen.list) or "KP102" in [
            f.code for f in (win.main.side.verdict("kpi-aaaaaa") or pytest.fail("no verdict")).findings
        ]
        await win.press("d")
        assert told(win) == []
        assert "no word of yours" in screen.footer.notice
        await win.press("u")
        await win.until(lambda: told(win))
        assert "Zorblax" in rows_text(screen.list)


async def test_what_cannot_be_a_word_is_said_in_the_box(harbour: Path) -> None:
    async with window(harbour) as win:
        await win.press("W")
        await listed(win)
        await win.press("n")
        await fill(win, "42", "team")
        assert "no letter" in win.screen()
        await fill(win, "Zorblax", "zebra")
        assert "metric, artefact, team or person" in win.screen()
        await win.press("escape")
        await listed(win)
        assert told(win) == []


async def test_enter_on_a_line_goes_there(harbour: Path) -> None:
    async with window(harbour) as win:
        await win.press("W")
        await listed(win)
        await win.press("n")
        await fill(win, "Zorblax", "metric")
        await listed(win)
        await win.press("down", "enter")
        await win.back()
        assert win.here == "kr-aaaaaa"


async def test_a_plan_to_read_says_so(harbour: Path) -> None:
    async with window(harbour, readonly=True) as win:
        await win.press("o")
        assert win.notice
        await win.press("W")
        screen = await listed(win)
        await win.press("n")
        assert screen.footer.notice
        assert isinstance(win.app.screen, WordsScreen)
