"""A window of the app driven by keys, and what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from okrtui.exchange.importing import import_edit
from okrtui.exchange.toml_in import loads
from okrtui.plan.entities import Entity
from okrtui.plan.model import Plan
from okrtui.session import Session
from okrtui.settings import Settings
from okrtui.tui.app import OkrApp
from okrtui.tui.editing import Editing
from okrtui.tui.screens.main import MainScreen
from okrtui.tui.screens.page import Page
from okrtui.tui.screens.picker import Picker
from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.rowlist import RowList

TODAY = date(2026, 5, 4)
"""The day on which the sample is at its best."""
WIDE, SMALL = (120, 40), (80, 24)


def session_on(path: Path, *, today: date = TODAY, readonly: bool = False) -> Session:
    """An open session; its drafts and backups stay beside the plan."""
    return Session(path, today=lambda: today, readonly=readonly, state_dir=path.parent / "state").open()


def put_sample(path: Path) -> None:
    """Write the sample into a plan file."""
    put_toml(path, files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8"))


def put_toml(path: Path, text: str) -> None:
    """Write a plan, given as TOML, into a plan file."""
    session = session_on(path)
    session.apply(import_edit(session.plan, loads(text, "given")).edit)
    session.wait(10)
    session.close()


def stored(path: Path) -> Plan:
    """What the file holds, read anew."""
    session = session_on(path, readonly=True)
    try:
        return session.history_all()
    finally:
        session.close()


class Window:
    """One window on a plan, with what a user does and sees."""

    def __init__(self, pilot: Pilot[None], app: OkrApp) -> None:
        self.pilot = pilot
        self.app = app

    # -- what is there

    @property
    def main(self) -> MainScreen:
        """The main screen."""
        return self.app.main

    @property
    def plan(self) -> Plan:
        """The plan as the window has it."""
        return self.app.session.plan

    @property
    def here(self) -> str:
        """The id of the row under the cursor."""
        return self.main.here.id if self.main.here else ""

    @property
    def editing(self) -> Editing:
        """What is being edited."""
        assert self.main.typing, "no editor is open"
        editing = self.main.editor.editing
        assert editing is not None
        return editing

    @property
    def notice(self) -> str:
        """What the last line says instead of the keys."""
        return self.main.footer.notice

    @property
    def footer(self) -> dict[str, str]:
        """Keys in the last line, with their labels."""
        return dict(self.main.footer._commands)

    @property
    def said(self) -> str:
        """The line under the editor."""
        return text_of_lines(self.main.editor.say.lines)

    @property
    def facts(self) -> str:
        """The fields that the editor shows, on one line."""
        return " ".join(text_of_lines(self.main.editor.facts.lines).split())

    @property
    def coach(self) -> str:
        """What the coach's side says, on one line."""
        return " ".join(text_of_lines(self.main.coach.lines).split())

    @property
    def area(self) -> LineArea:
        """The line that has the keys in the editor."""
        editor = self.main.editor
        return editor.entry if editor.field else editor.area

    @property
    def codes(self) -> list[str]:
        """Codes of the findings that are shown."""
        found = self.main.editor.findings if self.main.typing else self.main.side.findings
        return [finding.code for finding in found]

    @property
    def question(self) -> Picker:
        """The question that is asked."""
        assert isinstance(self.app.screen, Picker), self.app.screen
        return self.app.screen

    @property
    def page(self) -> str:
        """The text of the page that is open."""
        assert isinstance(self.app.screen, Page), self.app.screen
        return rows_text(self.app.screen.text)

    def rows(self, pane: str) -> list[str]:
        """The lines of a pane, row by row, as one text each."""
        return [text_of_lines(row.build()) for row in self.main.lists[pane].rows]

    def titles(self, pane: str) -> list[str]:
        """What the rows of a pane are called, in their order."""
        found = [self.plan.item(row.key) for row in self.main.lists[pane].rows]
        return [str(getattr(row, "title", "") or getattr(row, "name", "")) for row in found]

    def screen(self) -> str:
        """Everything that is on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    def typing(self) -> bool:
        """Whether a row is being edited."""
        return self.main.typing

    def starting(self) -> bool:
        """Whether the five steps stand in front of the panes."""
        return self.main.starting

    # -- what a user does

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Type a text key by key."""
        await self.pilot.press(*(NAMES.get(character, character) for character in text))

    async def put(self, text: str) -> None:
        """Put a text in place of what the open line holds; for the coach it is one stroke."""
        area = self.area
        area.select_all()
        area.replace(text, *area.selection)
        await self.pilot.pause()

    async def line(self, text: str) -> None:
        """Put a line and keep it."""
        await self.put(text)
        await self.press("enter")

    async def paste(self, text: str) -> None:
        """Paste from the terminal."""
        self.area.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.pilot.pause()

    async def go(self, row: str) -> None:
        """Put the cursor on a row."""
        self.main.show_item(row)
        await self.pilot.pause()
        assert self.here == row

    async def until(self, true: Callable[[], object], why: str = "") -> None:
        """Wait until something is so."""
        for _ in range(300):
            if true():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(why or f"it did not come true in time; notice: {self.notice!r}")

    async def asked(self) -> Picker:
        """Wait for a question."""
        await self.until(lambda: isinstance(self.app.screen, Picker))
        await self.pilot.pause()
        return self.question

    async def back(self) -> None:
        """Wait until the main screen has the keys."""
        await self.until(lambda: self.app.screen is self.main)
        await self.pilot.pause()

    async def opened_page(self) -> str:
        """Wait for a page, and read it."""
        await self.until(
            lambda: isinstance(self.app.screen, Page) and self.app.screen.is_mounted and self.app.screen.text.rows
        )
        return self.page

    async def saved(self) -> None:
        """Wait until all is in the file."""
        await self.until(lambda: "saved ✓" in self.main.header._state, "not saved")

    async def undone(self) -> None:
        """Press u and wait for what comes of it."""
        await self.press("u")
        await self.until(lambda: "Undone" in self.notice)


NAMES = {
    " ": "space", "\n": "enter", ",": "comma", ".": "full_stop", "_": "underscore", "%": "percent_sign", "-": "minus",
    "'": "apostrophe", "?": "question_mark", "/": "slash", "€": "€", ":": "colon", "[": "left_square_bracket",
    "]": "right_square_bracket",
}  # fmt: skip


@asynccontextmanager
async def window(
    path: Path, *, size: tuple[int, int] = WIDE, today: date = TODAY, readonly: bool = False, theme: str = ""
) -> AsyncIterator[Window]:
    """The app on a plan file, awake; errors in it and in its notifications fail the test."""
    session = session_on(path, today=today, readonly=readonly)
    app = OkrApp(session, Settings(theme=theme) if theme else Settings(), today)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            made = Window(pilot, app)
            await made.until(lambda: app.main.awake, "it did not wake up")
            await pilot.pause()
            yield made
    finally:
        session.close()


def text_of_lines(lines: object) -> str:
    """Lines of pieces as text."""
    assert isinstance(lines, list | tuple)
    return "\n".join("".join(text for text, _ in line) for line in lines)


def rows_text(rows: RowList) -> str:
    """All rows of a list as text."""
    return "\n".join(text_of_lines(row.build()) for row in rows.rows)


def titled(plan: Plan, kind: type[Entity]) -> list[str]:
    """Titles of all rows of a kind, in their order."""
    return [str(getattr(row, "title", "") or getattr(row, "name", "")) for row in plan.table(kind).values()]
