"""The app: one session on one plan file, its main screen, and what comes back from the store thread."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("ESCDELAY", "25")  # read by Textual at import: Escape on its own is not kept waiting
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from rich.console import Console
from textual import events
from textual.screen import Screen

from okrtui import clock, settings
from okrtui.plan import manner
from okrtui.plan.changes import Edit
from okrtui.plan.errors import PlanError
from okrtui.session import Event, Session
from okrtui.settings import Settings
from okrtui.tui.commands import key_of, use_keys
from okrtui.tui.looks import Looks
from okrtui.tui.paint import COMPONENTS
from okrtui.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from textual.driver import Driver

WAKE = 0.02
"""Seconds after the first frame at which the store thread and the coach start: a key that waits comes first."""

GOODBYE = 3.0
"""Seconds that saving may take once the terminal is gone."""

TRACEBACK = "OKRTUI_TRACEBACK"
"""Set in the environment, a failure is shown as it is and goes to no file."""

REPORT_WIDTH = 100
"""Cells of a line in the report of a failure, however wide the terminal is."""

YOUNG = 10_000
"""New objects between two looks for garbage: the rows of a big plan are made anew without one (Python's own is 700)."""

MAKING = 1.0
"""Seconds that a key waits at most for a screen that is being made."""


class OkrApp(Looks):
    """Owns the session; screens and deeds hand it edits."""

    CSS_PATH = "styles.tcss"
    TITLE = "okrtui"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False  # of text outside of editors: nothing here offers it, and a click on a toast that goes fails
    COMPONENT_CLASSES = COMPONENTS

    def __init__(
        self,
        session: Session,
        chosen: Settings,
        today: date,
        *,
        demo: bool = False,
        notices: list[str] | None = None,
        problems: list[str] | None = None,
        past: Session | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        """The plan of now. `past`: that of another day, to begin with."""
        self.past = past
        self.settings = chosen
        self.today = today
        self.demo = demo
        self.notices = notices or []
        self.typed_at = 0.0
        """When the last key came or the mouse was used, by the monotonic clock: who works beside waits for silence."""
        self.has_mouse = True
        """Whether the mouse is the app's, and not the terminal's."""
        self.done = 0
        """Actions of this window that undo can take back."""
        self.notices += self._said_of_settings([*(problems or ()), *self._put_keys_in_force()])
        manner.use(chosen.manner)
        self.main = MainScreen(self)
        self.dress(chosen)
        self.main.world.ascii = self.ascii

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this system, on POSIX one that sleeps while nothing is typed."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from okrtui.tui.driver import QuietDriver

        return QuietDriver

    def get_default_screen(self) -> Screen[None]:
        """The main screen is the first one: nothing is mounted before it."""
        return self.main

    def on_ready(self) -> None:
        """Once the first frame is out: objects made so far are never collected, and the rest wakes up."""
        gc.freeze()
        gc.set_threshold(YOUNG)
        gc.enable()
        self.set_timer(WAKE, self._wake)

    async def _wake(self) -> None:
        self._running_loop = asyncio.get_running_loop()
        self._heed_signals()
        if self.is_web:
            from okrtui.tui.browser import follow_ground

            follow_ground(self)
        self.session.start(lambda event: self.later(lambda: self.on_session_event(event)))
        await self.main.wake()
        from okrtui.tui.deeds.conflicts import waiting

        if self.past is not None:
            from okrtui.tui.deeds.lookingback import said_of

            self.notices.append(said_of(self.past, self.today))
        if said := waiting(self.session.plan):
            self.notices.append(said)
        if self.notices:
            self.main.tell("  ".join(self.notices))
        if self.past is None:
            self.main.deeds.drafting.offer_drafts()

    def _heed_signals(self) -> None:
        """Leave well when told to end, or when the terminal goes: what is typed right then is kept too."""
        if self.is_headless or os.name != "posix":
            return
        self._running_loop.add_signal_handler(signal.SIGTERM, self._leave_at_once)
        self._running_loop.add_signal_handler(signal.SIGHUP, self._terminal_gone)

    def _leave_at_once(self) -> None:
        self.action_leave()
        self.exit(return_code=128 + signal.SIGTERM)

    def _terminal_gone(self) -> None:
        """Nothing can be painted or put back any more: save and end, before anything fails for want of a terminal."""
        if self.main.typing:
            self.main.deeds.drafting.keep_draft()
        self.session.close(GOODBYE)
        if self.demo:
            shutil.rmtree(self.session.path.parent, ignore_errors=True)
        os._exit(128 + signal.SIGHUP)

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing can be copied: it ends nothing, and what ends okrtui is said in its place."""
        self.main.tell(f"There is nothing to copy here; {key_of('quit')} leaves okrtui.")

    def show_sample(self, sample: Edit) -> None:
        """Fill an empty plan with the sample, before the start: it is on screen before it is in the file."""
        self.session.apply(sample)

    def later(self, act: Callable[[], None]) -> None:
        """Do something on the user's side; to be called on another thread, once the app is awake."""
        with suppress(RuntimeError):  # the loop is closed once the app has ended
            self._running_loop.call_soon_threadsafe(act)

    # -- the plan

    def apply(self, edit: Edit, *, draft: str = "") -> int:
        """Change the plan at once and queue the write, with the end of the draft that it comes from.

        Raises `PlanError` when the plan cannot be changed like this.
        """
        ticket = self.main.session.apply(edit, draft=draft)
        self.done += bool(ticket)
        self.main.header.state("")
        return ticket

    def on_session_event(self, event: Event) -> None:
        """Bring the screen up to date with what happened to the file."""
        self.main.deeds.hearing.hear(event)

    # -- the settings

    def _put_keys_in_force(self) -> list[str]:
        """Take the keys that the settings say; a sentence for each that cannot be used."""
        elsewhere = "TEXTUAL_DRIVER" in os.environ
        if self.settings.keys_preset == "default" and not self.settings.keys and not elsewhere:
            use_keys({})
            return []
        from okrtui.tui.keymap import resolve

        keys, problems = resolve(self.settings.keys_preset, self.settings.keys)
        if elsewhere:
            from okrtui.tui.browser import shown_in_browser, suited

            keys = suited(keys) if shown_in_browser() else keys
        use_keys(keys)
        return [f"{settings.path()}: {problem}" for problem in problems]

    def _said_of_settings(self, problems: list[str]) -> list[str]:
        """The first thing in the settings that cannot be used, short enough for one line, and where the rest is."""
        if not problems:
            return []
        first = problems[0].removeprefix(f"{settings.path()}: ")
        all_of_them = f" ({key_of('settings')} shows all {len(problems)})" if len(problems) > 1 else ""
        return [f"Settings{all_of_them}: {first}"]

    def take_settings(self, chosen: Settings) -> list[str]:
        """Let other settings hold from now on, as far as they can; a sentence for each key that cannot be used."""
        before, self.settings = self.settings, chosen
        main = self.main
        main.settings, main.world.method = chosen, chosen.method
        if chosen.theme != before.theme:
            self.theme = chosen.theme
        problems = []
        if (chosen.keys_preset, chosen.keys) != (before.keys_preset, before.keys):
            problems = self._put_keys_in_force()
            for screen in self.screen_stack:
                if (use := getattr(screen, "use_keys", None)) is not None:
                    use()
        manner.use(chosen.manner)
        main.view.forget()
        main.side.begin_anew()
        main.reload()
        return problems

    async def on_event(self, event: events.Event) -> None:
        """A key that comes while a screen is still being made waits for it: nothing that is typed fast is lost."""
        if isinstance(event, events.InputEvent):
            self.typed_at = time.monotonic()
        if isinstance(event, events.Key):
            if self.is_web:
                from okrtui.tui.browser import as_meant

                event = as_meant(event, self.focused)
            end = time.monotonic() + MAKING
            while self.screen_stack and not self.screen.is_mounted and time.monotonic() < end:
                await asyncio.sleep(0.001)
        await super().on_event(event)

    # -- the app's own commands

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through the terminal or the browser, and through the system where somebody sits at it."""
        super().copy_to_clipboard(text)
        if not self.is_web:
            from okrtui.tui.clipboard import hand_over

            hand_over(text)

    def action_leave(self) -> None:
        """Quit; what is being typed is kept as a draft."""
        if self.main.typing:
            self.main.deeds.drafting.keep_draft()
        self.exit()

    async def action_quit(self) -> None:
        """Textual's own key for it."""
        self.action_leave()

    def _fatal_error(self) -> None:
        """Textual's report is as wide as the terminal, which is no measure for a file."""
        if not os.environ.get(TRACEBACK):
            self.console.width = REPORT_WIDTH
        super()._fatal_error()


def run(path: Path | None, *, demo: str = "", as_of: date | None = None, mouse: bool = True) -> int:
    """Open the app on a plan file and return the exit code.

    Without a path the default plan in the user's data folder is opened; `demo` opens the example of that name in a
    throw-away file.
    `as_of` shows the plan as it was at the end of a past day, to read; the sample, which has no past, is opened as if
    that day were today.
    Raises `PlanError` with a sentence when the plan cannot be opened.
    """
    chosen, problems = settings.load()
    if demo:
        from okrtui.exchange.examples import example
        from okrtui.tui.samples import demo_file

        example(demo)  # raises for one that there is not
        with demo_file(demo) as file:
            return _run(file, chosen, problems, as_of or clock.fixed() or clock.SAMPLE_DAY, mouse, demo=demo)
    file = path or settings.default_plan()
    return _run(file, chosen, problems, clock.today(), mouse, as_of=as_of)


def _run(
    file: Path,
    chosen: Settings,
    problems: list[str],
    today: date,
    mouse: bool,
    *,
    demo: str = "",
    as_of: date | None = None,
) -> int:
    past = _past(file, as_of, today)
    days = [today]
    session = Session(file, today=lambda: days[-1], backups=0 if demo else chosen.backups)
    session.open()
    notices = [session.notice] if session.notice else []
    app = OkrApp(session, chosen, today, demo=bool(demo), notices=notices, problems=problems, past=past)
    app.suit_terminal()
    if demo:
        from okrtui.tui.samples import lived, sample_edit

        for day, done in lived(sample_edit(session, demo), today):
            days.append(day)
            app.show_sample(done)
        days.append(today)
    report = io.StringIO()
    if not os.environ.get(TRACEBACK):
        app.error_console = Console(file=report, width=REPORT_WIDTH)
    try:
        app.has_mouse = mouse and chosen.mouse
        app.run(mouse=app.has_mouse)
    finally:
        session.close()
    if report.getvalue():
        from okrtui.tui.crash import Crashed

        raise Crashed(report.getvalue())
    return app.return_code or 0


def _past(file: Path, as_of: date | None, today: date) -> Session | None:
    """The plan as of a past day; None when that day is today."""
    if as_of is None or as_of == today:
        return None
    if as_of > today:
        raise PlanError(
            f"--as-of is {as_of}, a day to come: expected one that has passed. OKRTUI_TODAY={as_of} opens the plan as "
            "if that were today."
        )
    return Session(file, today=lambda: today, as_of=as_of).open()
