"""The review session: one page at a time, by keys alone; what is accepted is in the plan at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Size
from textual.screen import Screen

from okrtui.exchange.minutes_out import Sheet, minutes
from okrtui.plan.entities import Decision, KeyResult, Kpi, Review
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.progress import health, latest
from okrtui.plan.reviewedits import Accepted, finish
from okrtui.plan.reviewing import decisions_about, read_value, time_shares
from okrtui.plan.reviewnews import News
from okrtui.session import Event, Failed, Trouble
from okrtui.tui.paint import Line
from okrtui.tui.reviewanswers import KPI_NAMES, NAMES, Refused, accept, before, filled
from okrtui.tui.reviewframe import Heading, Opening, keys_of, place_of
from okrtui.tui.reviewpages import Pages
from okrtui.tui.reviewrun import END, KEY, LAST, OPEN, WELL, WORDS, Run, key_result_of, kpi_of
from okrtui.tui.rows import World
from okrtui.tui.text import plain, wrap
from okrtui.tui.widgets.bars import FooterBar
from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.reviewfields import ReviewFields

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_NO_FIELDS: tuple[str, ...] = ()
_BELOW = 6
"""Lines that fields and what is said about them take at most."""


class Body(Lines):
    """What a page shows above its fields, laid out for the size there is."""

    def __init__(self, source: Callable[[int, int], Sequence[Line]]) -> None:
        super().__init__(id="review-body")
        self._source = source

    def make(self, cells: int, height: int) -> Sequence[Line]:
        """Ask the screen for its lines."""
        return self._source(cells, height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines, with room for the fields below; for lists, whose fields stand right under them."""
        return len(self._source(width, max(container.height - _BELOW, 3)))


class ReviewScreen(Screen[bool]):
    """Leads through a `Run`. Its result says whether the review is finished; else it was paused."""

    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; background: $background; }
    #review-head { height: 1; padding: 0 1; background: $panel; }
    #review-box { height: 1fr; border: round $primary; padding: 0 2; layout: vertical; }
    #review-box.-calm { padding: 1 6; border: round $foreground 25%; }
    .-narrow #review-box.-calm { padding: 0 3; }
    #review-body { height: 1fr; width: 100%; }
    #review-box.-words #review-body { height: 5; }
    #review-box.-list #review-body { height: auto; }
    #review-area { height: 10; width: 100%; background: $boost; border: none; padding: 0 1; }
    #review-say { height: 2; width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that a key that comes in a burst meets the page that the one before it has opened.
        Binding("enter", "accept", show=False, priority=True),
        Binding("tab", "field(1)", show=False, priority=True),
        Binding("shift+tab", "field(-1)", show=False, priority=True),
        Binding("pagedown", "skip", show=False, priority=True),
        Binding("pageup", "back", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+d", "tick", show=False, priority=True),
        Binding("f5", "calm", show=False, priority=True),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("space", "space", show=False),
        Binding("p", "calm_card", show=False),
        Binding("n", "anew", show=False),
        Binding("y", "copy", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's own shape
    AUTO_FOCUS = ""

    def __init__(
        self,
        main: MainScreen,
        run: Run,
        opening: Opening,
        *,
        anew: Callable[[], Run],
        look_back: Callable[[], Sequence[News]],
    ) -> None:
        super().__init__()
        self.main = main
        self.run_ = run
        self.opening = opening
        self.page = OPEN
        self.touched: set[str] = set()
        """Rows that the review has changed: the coach judges them anew when it is left."""
        self._anew = anew
        self._look_back = look_back
        self._cursor = 0
        self._minutes = ""
        self._sent: dict[int, tuple[str, dict[str, str]]] = {}
        """Edits on their way to the file: the page and what stood in its fields."""
        self._complaint = ""
        self._ticked = monotonic()

    def compose(self) -> ComposeResult:
        """The heading, the page, its fields, what is said about them, the keys."""
        self.heading = Heading(id="review-head")
        self.body = Body(self._lines)
        self.fields = ReviewFields(self._typed)
        self.area = LineArea(self._area_typed, lambda area, key: self._area_key(area, key), id="review-area")
        self.say = Lines(id="review-say")
        self.footer = FooterBar()
        self.box = Container(self.body, self.fields, self.area, self.say, id="review-box")
        yield self.heading
        yield self.box
        yield self.footer

    def on_mount(self) -> None:
        """Open on the card, and let the time run."""
        self.set_interval(1.0, self._tick)
        self.open(OPEN)
        self.call_after_refresh(self._add_news)

    def _add_news(self) -> None:
        """Once the card is there: what the journal says of the time since the last review, which takes a moment."""
        news = tuple(self._look_back())
        if news != self.opening.news:
            self.opening = replace(self.opening, news=news)
            if self.page == OPEN:
                self.show_all()

    # -- what there is

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.main.session.plan

    @property
    def world(self) -> World:
        """Plan, today, settings."""
        world = self.main.world
        world.plan = self.plan
        return world

    @property
    def pages(self) -> Pages:
        """What paints the pages."""
        return Pages(self.world, self.run_)

    @property
    def well(self) -> list[KeyResult]:
        """Key results that go well and are still there."""
        return [row for one in self.run_.well if (row := self.plan.find(one, KeyResult))]

    @property
    def decisions(self) -> list[Decision]:
        """Decisions of last time that are still there."""
        return [row for one in self.run_.last if (row := self.plan.find(one, Decision))]

    @property
    def kpis(self) -> list[Kpi]:
        """KPIs that were due and are still there."""
        return [row for one in self.run_.kpis if (row := self.plan.find(one, Kpi))]

    @property
    def review(self) -> Review | None:
        """The row of the review, from the first thing on that was accepted."""
        return self.plan.find(self.run_.review, Review) if self.run_.review else None

    @property
    def _item(self) -> str:
        """The key result or the KPI that the page is about."""
        return key_result_of(self.page) or kpi_of(self.page)

    # -- pages

    def open(self, page: str) -> None:
        """Show a page, with what is filled in or was left in its fields."""
        self._leave_page()
        run = self.run_
        self.page, self._cursor, self._complaint = page, 0, ""
        if page != OPEN:
            run.page = page
        if page == END:
            self._finish()
        if row := self.plan.find(key_result_of(page), KeyResult):
            with suppress(PlanError):  # older values are for the chart only
                self.main.session.history(row.id)
                if row.measured_by:
                    self.main.session.history(row.measured_by)
        self._show_fields()
        self.show_all()
        self._keep()

    def _leave_page(self) -> None:
        """Before another page opens: what stands in the fields of this one stays with it."""
        if self.page not in (OPEN, LAST, END):
            self._remember()

    def _show_fields(self) -> None:
        page = self.page
        self.area.display = page in WORDS
        if page in WORDS:
            self.fields.show_fields(_NO_FIELDS, {})
            review = self.review
            held = str(getattr(review, WORDS[page])) if review else ""
            self.area.write(self.run_.fields.get(page, {}).get("text", held))
            self.set_focus(self.area)
            return
        names = NAMES if key_result_of(page) else KPI_NAMES if kpi_of(page) else _NO_FIELDS
        names = ("value",) if page == WELL else names
        self.fields.show_fields(names, self._texts_here())
        if names:
            self.fields.go_to("value")
        else:
            self.set_focus(None)

    def _texts_here(self) -> dict[str, str]:
        """What the fields of this page hold: as they were left, else what is known already."""
        left = self.run_.fields.get(self.page)
        if self.page == WELL:
            here = self.well[self._cursor].id if self._cursor < len(self.well) else ""
            return {"value": (left or {}).get(here, "")}
        return dict(left) if left is not None else dict(filled(self.world, self.run_, self.page).texts)

    def _remember(self) -> None:
        """Keep what stands in the fields, unless it is what was filled in."""
        run, page = self.run_, self.page
        if page == WELL:
            if self._cursor < len(self.well):
                values = dict(run.fields.pop(WELL, {}))
                values[self.well[self._cursor].id] = self.fields.entries["value"].value
                if any(values.values()):
                    run.fields[WELL] = {row: text for row, text in values.items() if text}
            return
        texts = {"text": self.area.text} if page in WORDS else self.fields.texts
        review = self.review
        given = dict(filled(self.world, run, page).texts)
        if page in WORDS:
            given = {"text": str(getattr(review, WORDS[page]))} if review else {}
        if any(text != given.get(name, "") for name, text in texts.items()):
            run.fields[page] = texts
        else:
            run.fields.pop(page, None)

    def show_all(self) -> None:
        """Show everything as it is now."""
        calm = self.run_.calm
        self.box.set_class(calm, "-calm")
        self.box.set_class(self.page in WORDS, "-words")
        self.box.set_class(self.page == WELL or bool(kpi_of(self.page)), "-list")
        self.fields.set_class(calm, "-calm")
        self.body.refresh(layout=True)
        self.body.remake()
        self._show_heading()
        self._show_said()
        ticks = bool(self._item) and bool(decisions_about(self.plan, self._item, self.run_.review))
        self.footer.offer_keys(keys_of(self.run_, self.page, opening=self.opening, ticks=ticks))

    def _show_heading(self) -> None:
        left = time_shares(self.main.settings.review_minutes, self.run_.spent, self.run_.to_come(self.page))
        shown = None if self.page in (OPEN, END) else left
        self.heading.tell(place_of(self.run_, self.page, self.world.today), shown, calm=self.run_.calm)

    def _show_said(self) -> None:
        """Below the fields: what cannot be taken, else last time's confidence once there is a new one, else a note."""
        room = max(self.say.size.width, 60)
        if self._complaint:
            self.say.show([[(text, "bad")] for text in wrap(self._complaint, room, 2)])
            return
        page = self.page
        row = key_result_of(page)
        line: list[tuple[str, str]] = []
        known = filled(self.world, self.run_, page)
        if row and self.fields.entries["confidence"].value.strip():
            said = before(self.plan, row, self.world.today)
            line = [("confidence was ", "dim"), (said, "accent")] if said else []
        elif known.note and self.fields.texts.get("value") == known.texts.get("value"):
            line = [(known.note, "dim")]
        elif kpi_of(page):
            line = self._of_range(kpi_of(page))
        elif page == WELL and self._cursor < len(self.well):
            said = "Here goes a new value of the line with ▸. tab takes it out, to talk about it."
            self.say.show([[(text, "dim")] for text in wrap(said, room, 2)])
            return
        self.say.show([line])

    def _of_range(self, row: str) -> list[tuple[str, str]]:
        """What to do about a KPI that leaves its range; else that nothing has to be typed."""
        kpi = self.plan.find(row, Kpi)
        if kpi is None:
            return []
        last = latest(self.plan.measurements(row), self.world.today)
        try:
            typed = read_value(self.fields.entries["value"].value, kpi.unit, last.value if last else None)
        except PlanError:
            typed = None
        state = health(kpi, typed if typed is not None else last.value if last else None)
        if state in ("out of range", "near the edge"):
            action = kpi.action.strip() or "What do we do about it?"
            return [(f"{state}: ", "bad" if state == "out of range" else "warn"), (plain(action), "")]
        return [("An empty value is none: enter goes on.", "dim")]

    def _lines(self, cells: int, height: int) -> Sequence[Line]:
        """The lines of the page for a size."""
        page, pages = self.page, self.pages
        if page == OPEN:
            return pages.opening(self.opening.facts, self.opening.note, self.opening.news, cells, height)
        if page == LAST:
            return pages.last_time(self.decisions, self._cursor, cells, height)
        if page == WELL:
            return pages.going_well(self.well, self._cursor, self.run_.fields.get(WELL, {}), cells, height)
        if page == END:
            return pages.ending(self._minutes, self._cursor, cells, height)
        if page in WORDS:
            return pages.words(page, cells)
        if kpi := kpi_of(page):
            return pages.kpis(self.kpis, kpi, cells, height)
        row = self.plan.find(key_result_of(page), KeyResult)
        return pages.key_result(row, page, cells, height) if row else [[("Another window has deleted it.", "dim")]]

    # -- typing

    def _typed(self, name: str) -> None:
        """A field was typed into."""
        self._remember()
        self._complaint = ""
        if self.page == WELL:
            self.body.remake()
        self._show_said()
        self._keep()

    def _area_typed(self) -> None:
        if self.page in WORDS:
            self._remember()
            self._keep()

    def _area_key(self, area: LineArea, event: events.Key) -> bool:
        if event.key == "ctrl+j":
            area.insert("\n")
            return True
        return False

    def _keep(self) -> None:
        """Keep how far it has come, for the case that this window ends."""
        if self.run_.begun and not self._over:
            self.main.session.draft(KEY, self.run_.as_draft())

    @property
    def _over(self) -> bool:
        """Whether there is nothing left to go on with."""
        review = self.review
        return self.page == END and review is not None and review.finished

    # -- keys

    def action_accept(self) -> None:
        """Accept the page as one action, and go on."""
        run, page = self.run_, self.page
        if page == END:
            self.leave()
            return
        if page == OPEN:
            self.open(run.go_on())
            return
        self._remember()
        texts = {"text": self.area.text} if page in WORDS else self.fields.texts
        if page == WELL:
            texts = run.fields.get(WELL, {})
        try:
            done = accept(self.world, run, page, texts)
            self._apply(done, page, texts)
        except Refused as error:
            self._refuse(error)
            return
        except PlanError as error:
            self._complain(str(error))
            return
        run.fields.pop(page, None)
        run.accept(page)
        if self._item:
            run.decided[page] = done.decision
        self._forget_ticks()
        following = run.after(page, skip_done=True)
        self.page = OPEN  # the fields of an accepted page are in the plan: nothing of them is left behind
        self.open(following)

    def _apply(self, done: Accepted, page: str, texts: dict[str, str]) -> None:
        """Do an edit; the draft that it grew from goes in the same transaction, and is written anew after it."""
        ticket = self.main.app.apply(done.edit, draft=KEY)  # type: ignore[attr-defined]
        self.run_.review = done.review
        self.touched |= {change.row for change in done.edit.changes}
        if ticket:
            self._sent[ticket] = page, texts

    def _forget_ticks(self) -> None:
        """Ticks that the plan holds by now need not be kept."""
        for row, done in list(self.run_.ticks.items()):
            decision = self.plan.find(row, Decision)
            if decision is None or decision.done == done:
                del self.run_.ticks[row]

    def _refuse(self, error: Refused) -> None:
        if self.page == WELL:
            index = next((i for i, row in enumerate(self.well) if row.id == error.field), 0)
            self._go_to_line(index)
        else:
            self.fields.go_to(error.field)
        self._complain(str(error))

    def _complain(self, sentence: str) -> None:
        self._complaint = sentence
        self._show_said()

    def action_field(self, step: int) -> None:
        """The next field, or the one before; in the list of what goes well, out of it."""
        if self.page != WELL:
            self.fields.go(step)
        elif step > 0 and self._cursor < len(self.well):
            self._remember()
            row = self.well[self._cursor]
            page = self.run_.talk_about(row.id)
            self.page = OPEN
            self.open(page)

    def action_skip(self) -> None:
        """Go on without accepting; what was typed stays with the page."""
        if self.page == OPEN:
            self.open(self.run_.go_on())
        elif self.page != END:
            self.open(self.run_.after(self.page, skip_done=False))

    def action_back(self) -> None:
        """The page before."""
        if self.page != OPEN:
            self.open(self.run_.before(self.page))

    def action_move(self, step: int) -> None:
        """Along the lines of a list, or through the minutes."""
        if self.page == LAST:
            self._cursor = max(min(self._cursor + step, len(self.decisions) - 1), 0)
            self.body.remake()
        elif self.page == WELL:
            self._remember()
            self._go_to_line(max(min(self._cursor + step, len(self.well) - 1), 0))
        elif self.page == END:
            lines = len(self.pages.ending(self._minutes, 0, self.body.size.width, 10_000))
            self._cursor = max(min(self._cursor + step, lines - self.body.size.height), 0)
            self.body.remake()

    def _go_to_line(self, index: int) -> None:
        self._cursor = index
        self._complaint = ""
        self.fields.put("value", self._texts_here()["value"])
        self.fields.go_to("value")
        self.body.remake()
        self._show_said()

    def action_space(self) -> None:
        """Tick the decision under the cursor; on the opening card, show all that changed."""
        if self.page == LAST and self._cursor < len(self.decisions):
            self._turn(self.decisions[self._cursor])
        elif self.page == OPEN and self.opening.news:
            from okrtui.tui.screens.page import Page

            news: Sequence[News] = self.opening.news
            self.app.push_screen(Page("Since the last review", lambda cells: self.pages.news(news, cells)))

    def action_tick(self) -> None:
        """Tick the next open decision about this key result; when none is open, open the last again."""
        if self.page == LAST:
            self.action_space()
            return
        about = decisions_about(self.plan, self._item, self.run_.review) if self._item else []
        if about:
            undone = [one for one in about if not self.run_.ticks.get(one.id, one.done)]
            self._turn(undone[0] if undone else about[-1])

    def _turn(self, decision: Decision) -> None:
        self.run_.ticks[decision.id] = not self.run_.ticks.get(decision.id, decision.done)
        self.body.remake()
        self._keep()

    def action_calm(self) -> None:
        """Between the full page and the calm one for a shared screen."""
        self.run_.calm = not self.run_.calm
        self.show_all()
        self._keep()

    def action_calm_card(self) -> None:
        """The same by a letter, where no field is open; on the end card only y is a command."""
        if self.page in (OPEN, LAST):
            self.action_calm()

    def action_anew(self) -> None:
        """On the opening card of a paused review: begin another one."""
        if self.page == OPEN and self.opening.paused:
            self.run_ = self._anew()
            self.open(self.run_.after(OPEN, skip_done=False))

    def action_copy(self) -> None:
        """Copy the minutes."""
        if self.page == END:
            self.app.copy_to_clipboard(self._minutes)
            lines = self._minutes.count("\n")
            self.footer.tell(f"Copied the minutes, {lines} lines, if the terminal takes copies.")

    def action_leave(self) -> None:
        """Pause: what is open is kept; R goes on from here."""
        self.leave()

    def leave(self) -> None:
        """Go back to the plan; on the end card the review is over."""
        self._leave_page()
        self._keep()
        if self._over:
            self.main.session.drop_draft(KEY)
        self.dismiss(self._over)

    def on_key(self, event: events.Key) -> None:
        """Any key ends a notice."""
        if self.footer.notice:
            self.footer.tell("")

    def on_resize(self, event: events.Resize) -> None:
        """Say what is said for the new width."""
        self.call_after_refresh(self._show_said)

    # -- the end, the time, the file

    def _finish(self) -> None:
        """Finish the review: its minutes are made anew, and kept when they differ."""
        run, today = self.run_, self.world.today
        review = self.review or Review("", run.started)
        sheet = Sheet(review, run.cycle, run.talk, run.well, run.kpis)
        self._minutes = minutes(self.plan, sheet, today=today, settings=self.world.method)
        try:
            self._apply(finish(self.plan, run.sitting, self._minutes, today), END, {})
        except PlanError as error:
            self._complain(str(error))

    def _tick(self) -> None:
        """A second has gone; the time of the cards is nobody's."""
        now = monotonic()
        gone, self._ticked = now - self._ticked, now
        if self.page not in (OPEN, END):
            self.run_.spent += min(gone, 2.0)  # a laptop that slept did not review
            self._show_heading()

    def hear_plan(self, event: Event) -> None:
        """What became of an edit, or what another window did: the app tells after the plan is up to date."""
        match event:
            case Failed(ticket, _, error) if ticket in self._sent:
                page, texts = self._sent.pop(ticket)
                if page in self.run_.done:
                    self.run_.done.remove(page)
                if page != END:
                    self.run_.fields[page] = texts
                if self.review is None:
                    self.run_.review = ""
                self._keep()
                self._complain(f"Not saved: {error} PgUp goes back to it.")
            case Trouble(error):
                self._complain(str(error))
        self.body.remake()
