"""Any past day of the plan, to read; and what past quarters say of the team's confidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from okrtui.plan.dates import parse_moment
from okrtui.plan.errors import PlanError
from okrtui.plan.model import when
from okrtui.plan.quarters import add_months, format_day, quarter_of
from okrtui.session import Session
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.text import clip, plain

if TYPE_CHECKING:
    from okrtui.tui.app import OkrApp
    from okrtui.tui.screens.main import MainScreen


_EXPECTED = "Type one that has passed, such as last Friday, 4 May or 2026-05-04."


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user stood before looking back."""

    cycle: str
    objective: str
    key_result: str
    row: str
    pane: str


class LookingBack(Part):
    """Shows the plan of another day in place of that of now."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self._from: Place | None = None

    @property
    def _app(self) -> OkrApp:
        app: OkrApp = self.screen.app  # type: ignore[assignment]
        return app

    def do_as_of(self) -> None:
        """Ask for a day, and show the plan of then; with nothing typed, that of now."""
        from okrtui.tui.screens.ask import Ask

        hint = "a day: last friday, 4 may, 2026-05-04"
        if self.screen.session.as_of is not None:
            hint += "; nothing is now"
        self._app.push_screen(Ask("the plan as of", "", None, hint), self._answered)

    def _answered(self, text: str | None) -> None:
        if text is None:
            return
        if not text.strip():
            self.back()
            return
        try:
            day = read_day(text, self._app.today, self.screen.settings.method.fiscal_year_start)
        except ValueError as error:
            self.screen.tell(str(error))
            return
        if day == self._app.today:
            self.back()
        else:
            self.look(day)

    def look(self, day: date) -> None:
        """Show the plan as it was at the end of a past day."""
        screen, app = self.screen, self._app
        past = Session(app.session.path, today=lambda: app.today, as_of=day)
        try:
            past.open()
        except PlanError as error:
            screen.tell(str(error))
            return
        if self._from is None and screen.session.as_of is None:
            view = screen.view
            self._from = Place(
                view.cycle_id, view.objective_id, view.key_result_id, screen.rows.cursor_key or "", screen.pane
            )
        self._show(past, self._choose_for(day))
        screen.tell(said_of(past, app.today))

    def back(self) -> None:
        """Show the plan of now again, where the user left it."""
        screen, app = self.screen, self._app
        if screen.session.as_of is None:
            screen.tell("This is the plan of now: type a day that has passed.")
            return
        held, self._from = self._from, None
        self._show(app.session, lambda: self._return_to(held))
        screen.tell("This is the plan of now again.")

    def do_calibration(self) -> None:
        """How often key results came true, for each confidence that was said of them."""
        from okrtui.tui.calibrationpage import calibration_lines, read_calibration

        screen = self.screen
        found = read_calibration(screen.session, screen.settings.method)
        screen.show_lines("Calibration", calibration_lines(found))

    def _choose_for(self, day: date) -> Callable[[], None]:
        """Stay with what is shown where that day has it, else go to the cycle of that day."""
        view = self.screen.view

        def choose() -> None:
            cycle = view.cycle
            if cycle is None or cycle.start is None or cycle.end is None or not cycle.start <= day <= cycle.end:
                view.cycle_id = view.objective_id = view.key_result_id = ""
                view.open()

        return choose

    def _return_to(self, held: Place | None) -> None:
        view = self.screen.view
        if held is None:
            view.cycle_id = view.objective_id = view.key_result_id = ""
            view.open()
        else:
            view.cycle_id, view.objective_id, view.key_result_id = held.cycle, held.objective, held.key_result
            self.screen.pane = held.pane

    def _show(self, session: Session, choose: Callable[[], None]) -> None:
        screen = self.screen
        row = self._from.row if self._from else screen.rows.cursor_key
        if screen.session.as_of is not None:
            screen.session.close()
        if screen.starting:
            screen.leave_start()
        screen.session = session
        screen.world.plan = session.plan
        screen.world.today = session.as_of or self._app.today
        screen.world.past = session.as_of is not None
        screen.view.filters.clear()
        choose()
        screen.side.begin_anew()
        screen.reload()
        if row and screen.plan.item(row) is not None:
            screen.rows.select(row)
        screen.header.state("read-only" if session.as_of else "")
        screen.show_pane(screen.pane)
        if session.as_of is None and session.plan.empty and not session.plan.cycles:
            screen.open_start()


def read_day(text: str, today: date, fiscal_year_start: int = 1) -> date:
    """The day that is meant, which has come already; raises `ValueError` with a sentence.

    Besides what is read everywhere: "last Friday" is never today, "last week" and "last month" are the same day of
    then, "last quarter" is its last day.
    """
    shown = " ".join(text.split())
    first, _, rest = shown.casefold().partition(" ")
    try:
        if first == "last" and rest in ("week", "month", "quarter"):
            return _span_back(rest, today, fiscal_year_start)
        if first == "last" and rest:
            day = when(parse_moment(rest, today=today - timedelta(days=1)))[0]
        else:
            day = when(parse_moment(rest if first == "on" and rest else shown, today=today))[0]
    except ValueError:
        raise ValueError(f"“{clip(plain(shown), 30)}” is not a day. {_EXPECTED}") from None
    if day > today:
        raise ValueError(f"{format_day(day, today)} is still to come. {_EXPECTED}")
    return day


def _span_back(span: str, today: date, fiscal_year_start: int) -> date:
    if span == "week":
        return today - timedelta(days=7)
    return add_months(today, -1) if span == "month" else quarter_of(today, fiscal_year_start).previous().end


def said_of(past: Session, today: date) -> str:
    """What a past day shows, as a sentence with the keys that lead on."""
    assert past.as_of is not None
    day = format_day(past.as_of, today)
    if past.first_day is None:
        return f"On {day} there was nothing in this plan; nothing was ever written into it. esc: now"
    if past.as_of < past.first_day:
        return (
            f"On {day} there was nothing in this plan yet: it begins on {format_day(past.first_day, today)}. esc: now"
        )
    return f"The plan as of the evening of {day}, to read. {key_of('as_of')} another day, esc now"
