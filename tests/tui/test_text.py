"""User text on a terminal: nothing that controls it gets through, and every line is as wide as it claims."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from textual import events
from textual.widgets import Input

from okrtui.plan.edits import change
from okrtui.tui.paint import both_ends, line_width, strip
from okrtui.tui.text import clip, from_screen, pad, plain, to_screen, whole_of, width, wrap
from tests.tui.driving import session_on, stored, window

ODD = (
    "Umsatz steigern",
    "売上を二倍にする、年末までに",
    "e\u0301te\u0301 a\u0308 o\u0302\u0323",
    "הגדלת ההכנסות ב־10 %",
    "زيادة الإيرادات",
    "👩‍👩‍👧‍👦 families 👍🏽 grow",
    "[/b] [bold red]not markup[/] [@click=app.quit]x[/]",
    "tab\there\nand there\r\nend",
    "\x1b[31mred\x1b[0m \x07 \x9b2J \x00",
    "\u202eoverridden\u202c \u2066isolated\u2069 \u2028 line",
    "a" * 10_000,
    "word " * 2_000,
    "\u200b\u200b zero width",
    "",
    " ",
)


def controls(text: str, allowed: str = "") -> list[str]:
    """Characters that would do something to a terminal, or turn its line around."""
    return [
        c
        for c in text
        if c not in allowed
        and (
            unicodedata.category(c) == "Cc" or c in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )
    ]


def test_a_number_stays_with_its_unit() -> None:
    line = "Raise share of crews who answer from 34 % to 50 %."
    assert wrap(line, 39) == ["Raise share of crews who answer from", "34 % to 50 %."]
    assert wrap("within 190 min", 11) == ["within", "190 min"]
    assert wrap("12345 % of all", 6) == ["12345", "% of", "all"], "where it fits"
    assert wrap("from 34 to 50", 9) == ["from 34", "to 50"]


@given(st.text())
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    assert controls(plain(text)) == []
    assert controls(to_screen(text), "\t\n") == []


@given(st.text())
def test_a_shown_text_has_a_character_for_each_of_the_text(text: str) -> None:
    """The coach's spans are code points of the text: they must fit what is shown."""
    assert len(plain(text)) == len(to_screen(text)) == len(text)


@given(st.text())
def test_a_text_comes_back_from_the_screen_as_it_was(text: str) -> None:
    assert from_screen(to_screen(text), text) == text


@pytest.mark.parametrize("code", [*range(0x20), 0x7F, *range(0x80, 0xA0), 0x2028, 0x202E, 0x2066])
def test_each_control_character_is_shown_as_one_visible_cell(code: int) -> None:
    assert controls(plain(chr(code))) == []
    assert width(plain(chr(code))) == 1


def test_symbols_that_the_user_typed_stay_symbols() -> None:
    assert from_screen("␛ is a symbol", "") == "␛ is a symbol"
    assert from_screen("␛ is a symbol", "␛ is a symbol") == "␛ is a symbol"


@given(st.text(), st.integers(0, 60))
def test_a_clipped_text_fits_and_says_that_it_was_cut(text: str, cells: int) -> None:
    text = plain(text)
    cut = clip(text, cells)
    assert width(cut) <= cells
    assert cut == text if width(text) <= cells else cut == "" or cut.endswith("…")


@given(st.text(), st.integers(1, 60))
def test_a_padded_text_is_exactly_as_wide_as_its_column(text: str, cells: int) -> None:
    assert width(pad(plain(text), cells)) == cells


@given(st.text(), st.integers(2, 60), st.integers(0, 6))
def test_wrapped_lines_fit(text: str, cells: int, most: int) -> None:
    lines = wrap(text, cells, most)
    assert lines
    assert all(width(line) <= cells for line in lines)
    assert not most or len(lines) <= most


@given(st.text(), st.integers(2, 60))
def test_wrapping_loses_nothing_but_blanks(text: str, cells: int) -> None:
    joined = "".join(wrap(text, cells)).replace(" ", "")
    assert joined == "".join(plain(part) for part in text.split("\n")).replace(" ", "")


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("cells", [1, 5, 27, 80])
def test_odd_texts_are_laid_out(text: str, cells: int) -> None:
    assert all(width(line) <= max(cells, 2) for line in wrap(text, cells))
    assert width(clip(plain(text), cells)) <= cells


def test_a_cut_paragraph_ends_in_an_ellipsis() -> None:
    assert wrap("one two three four five", 9, 2) == ["one two", "three…"]
    assert wrap("one two", 9, 2) == ["one two"]


def test_line_breaks_stay_where_there_is_room_for_lines() -> None:
    assert wrap("first\nsecond", 20) == ["first", "second"]
    assert plain("first\nsecond") == "first⏎second"


def test_ten_thousand_characters_are_laid_out_at_once() -> None:
    from time import process_time

    start = process_time()
    for text in ("a" * 10_000, "売" * 10_000, "word " * 2_000):
        wrap(text, 50, 2)
        clip(text, 50)
        plain(text)
    assert process_time() - start < 0.5


@given(st.lists(st.text(max_size=30).map(plain), max_size=4), st.integers(1, 40))
def test_a_painted_line_is_exactly_as_wide_as_its_place(texts: list[str], cells: int) -> None:
    made = strip([(text, "") for text in texts], cells, lambda _: Style(), Style())
    assert sum(width(segment.text) for segment in made) == cells


@given(st.text(max_size=30).map(plain), st.integers(10, 40))
def test_what_stands_at_the_right_end_is_never_cut(left: str, cells: int) -> None:
    line = both_ends([(left, "")], [("37 %", "good")], cells)
    assert line_width(line) == cells
    assert line[-1] == ("37 %", "good")


async def test_a_name_with_control_characters_is_shown_in_a_line_and_kept_as_it_was(sample: Path) -> None:
    session = session_on(sample)
    session.apply(change(session.plan, "plan", name="Acme \x1b[31m\x9b2J"))
    session.wait()
    session.close()
    async with window(sample) as win:
        win.main.action_do("rename")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        line = win.app.screen.query_one(Input)
        assert not any(unicodedata.category(sign) == "Cc" for sign in line.value)
        line.post_message(events.Paste("\x9b31m"))
        await win.pilot.pause()
        assert not any(unicodedata.category(sign) == "Cc" for sign in line.value)
        await win.press("ctrl+u", "escape")
        await win.back()
        win.main.action_do("rename")
        await win.until(lambda: win.app.screen is not win.main)
        await win.pilot.pause()
        await win.press("end", "!", "enter")
        await win.back()
    assert stored(sample).root.name == "Acme \x1b[31m\x9b2J!"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (40, "Repeat orders · Basket size · Revenue"),
        (36, "Repeat orders · Basket size · 1 more"),
        (30, "Repeat orders · 2 more"),
        (10, "Repeat or…"),
    ],
)
def test_names_side_by_side_are_whole_and_the_rest_is_counted(cells: int, said: str) -> None:
    assert whole_of(["Repeat orders", "Basket size", "Revenue"], cells) == said
    assert whole_of([], cells) == ""
