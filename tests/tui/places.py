"""Every dialog, page and list of the app, and how a user gets there: for tests that walk all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from textual import events
from textual.widgets import Input

from okrtui.plan import edits
from okrtui.plan.words import add_word
from okrtui.tui.screens.keyed import Keyed
from tests.tui.driving import TODAY, Window, put_toml, session_on

Q2 = "cy-2026q2"
CONFLICT = '\n[[conflicts]]\nitem = "kr-churn"\nfield = "target"\nbase = "5.2"\nours = "5.2"\ntheirs = "5"\n'
OKRS = "# Objective: Help shops\n\n- KR: Lower churn from 6 % to 4 %\n- KR: Raise orders from 2 to 3\n"
TABLE = "Objective;Key result;From;To\nHelp shops;Lower churn;6,5;4,5\nHelp shops;Raise orders;2,0;3,0\n"


@dataclass(frozen=True)
class Way:
    """How to get to a place of `okrtui.tui.dialogkeys.PLACES`."""

    place: str
    go: Callable[[Window], Awaitable[None]]
    state: str = ""
    """The state that the sample's quarter is in."""
    today: date = TODAY
    name: str = ""

    def __str__(self) -> str:
        return self.name or self.place


def keys(*names: str) -> Callable[[Window], Awaitable[None]]:
    """By pressing keys on the main screen."""

    async def go(win: Window) -> None:
        await win.go("kr-churn")
        await win.press(*names)

    return go


async def _value(win: Window) -> None:
    await keys("space")(win)
    await settled(win)
    await win.press("v")


async def _file(win: Window, name: str, text: str) -> None:
    path = win.app.session.path.parent / name
    path.write_text(text, encoding="utf-8")
    await win.press("I")
    await settled(win)
    win.app.screen.query_one("#import-file", Input).value = str(path)  # typed, it takes seconds
    await win.pilot.pause()
    await win.press("enter")


async def _start(win: Window) -> None:
    await win.press("S")
    await settled(win)
    await win.press("home")


async def _columns(win: Window) -> None:
    await _file(win, "table.csv", TABLE)
    await win.until(lambda: type(win.app.screen).__name__ == "ColumnsDialog")


async def _lines(win: Window) -> None:
    win.app.post_message(events.Paste(OKRS))
    await win.until(lambda: getattr(win.app.screen, "made", None) is not None)


async def _deep_in_review(win: Window) -> None:
    await win.press("R")
    await settled(win)
    opening = getattr(getattr(win.app.screen, "shown", None), "opening", None)
    await win.press("n" if opening is not None and opening.paused else "enter")
    await win.press("enter")


async def _deep_in_close(win: Window) -> None:
    await win.press("S")
    await settled(win)
    await win.press("enter")


async def _words_of_review(win: Window) -> None:
    await _deep_in_review(win)
    screen = win.app.screen
    for _ in range(20):
        if getattr(screen, "page", "") == "customers":
            return
        await win.press("pagedown")


async def _end_of_review(win: Window) -> None:
    await _deep_in_review(win)
    for _ in range(20):
        if getattr(win.app.screen, "page", "") == "end":
            return
        await win.press("pagedown")


WAYS = (
    Way("page", keys("z", "l")),
    Way("detail", keys("space")),
    Way("history", keys("H")),
    Way("settings", keys("O")),
    Way("words", keys("W")),
    Way("meant", keys("Y")),
    Way("conflicts", keys("C")),
    Way("drivers", keys("4", "D")),
    Way("finder", keys("F")),
    Way("picker", keys("t")),
    Way("picker", keys("z", "t"), name="themes"),
    Way("picker", keys("L"), name="links"),
    Way("ask", keys("slash")),
    Way("value", _value),
    Way("dates", keys("z", "d")),
    Way("export", keys("x")),
    Way("import", keys("I")),
    Way("columns", _columns),
    Way("lines", _lines),
    Way("wordings", keys("A")),
    Way("review", keys("R")),
    Way("review", _deep_in_review, name="review-page"),
    Way("review", _words_of_review, name="review-words"),
    Way("review", _end_of_review, name="review-end"),
    Way("starting", _start, state="draft"),
    Way("closing", keys("S"), today=date(2026, 7, 2)),
    Way("closing", _deep_in_close, today=date(2026, 7, 2), name="closing-card"),
    Way("planning", keys("S"), state="closed", today=date(2026, 7, 2)),
)
"""Every place, with a name where one place has several."""


async def settled(win: Window) -> None:
    """Wait until the screen that a key opened is there."""
    await win.until(lambda: win.app.screen is not win.main and win.app.screen.is_mounted, "nothing opened")
    await win.pilot.pause()
    await win.pilot.pause()


async def arrive(win: Window, way: Way) -> Keyed[object]:
    """Go to a place."""
    await way.go(win)
    await settled(win)
    screen = win.app.screen
    assert isinstance(screen, Keyed), screen
    assert way.place == screen.PLACE, (screen, way)
    return screen


async def home(win: Window) -> None:
    """Back to the main screen."""
    for _ in range(8):
        if win.app.screen is win.main and not win.typing():
            break
        await win.press("escape")
        await win.pilot.pause()
    await win.until(lambda: win.app.screen is win.main)
    if win.starting():
        await win.press("escape")


def put_full_sample(path: Path, state: str = "") -> None:
    """The sample with a conflict, a word of its own, something done; its quarter perhaps in another state."""
    put_toml(path, files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8") + CONFLICT)
    session = session_on(path)
    session.apply(add_word(session.plan, "Churn Radar", "artefact"))
    session.apply(edits.change(session.plan, "kr-churn", owner="Ada"))
    if state:
        session.apply(edits.change(session.plan, Q2, state=state))
    session.wait(10)
    session.close()
