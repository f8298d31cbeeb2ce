"""The review session: one page at a time, by keys alone; what is accepted is in the plan at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size

from okrtui.plan.entities import KeyResult
from okrtui.plan.errors import PlanError
from okrtui.plan.reviewnews import News
from okrtui.session import Event
from okrtui.tui.commands import keys_of
from okrtui.tui.paint import Line
from okrtui.tui.reviewanswers import KPI_NAMES, NAMES, Refused
from okrtui.tui.reviewdesk import Desk, Texts
from okrtui.tui.reviewframe import Heading, Opening, offers, place_of
from okrtui.tui.reviewpages import Pages
from okrtui.tui.reviewrun import END, LAST, OPEN, WELL, WORDS, Run, key_result_of, kpi_of
from okrtui.tui.screens.keyed import Keyed
from okrtui.tui.text import wrap
from okrtui.tui.widgets.bars import FooterBar
from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.reviewfields import ReviewFields

_NO_FIELDS: tuple[str, ...] = ()
_SECOND = 1.0
"""Between two looks at the clock; more than two of it are a computer that slept, and no review."""
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


class ReviewScreen(Keyed[bool]):
    """Leads through a `Run`. Its result says whether the review is finished; else it was paused."""

    DEFAULT_CSS = """
    ReviewScreen { layout: vertical; background: $background; }
    #review-head { height: 1; padding: 0 1; background: $panel; }
    #review-box { height: 1fr; border: round $primary; border-title-color: $foreground; padding: 0 2; }
    #review-box { layout: vertical; }
    #review-box.-calm { padding: 1 6; border: round $okr-line; }
    .-narrow #review-box.-calm { padding: 0 3; }
    #review-body { height: 1fr; width: 100%; }
    #review-box.-words #review-body { height: 5; }
    #review-box.-list #review-body { height: auto; }
    #review-area { height: 10; width: 100%; background: $okr-field; border: none; padding: 0 1; }
    #review-say { height: 2; width: 100%; }
    """
    PLACE: ClassVar[str] = "review"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's own shape
    AUTO_FOCUS = ""

    def __init__(
        self, desk: Desk, opening: Opening, *, anew: Callable[[], Run], look_back: Callable[[], Sequence[News]]
    ) -> None:
        super().__init__()
        self.desk = desk
        self.opening = opening
        self.page = OPEN
        self._anew = anew
        self._look_back = look_back
        self._cursor = 0
        self._minutes = ""
        self._complaint = ""
        self._ticked = monotonic()

    def compose(self) -> ComposeResult:
        """The heading, the page, its fields, what is said about them, the keys."""
        self.heading = Heading(id="review-head")
        self.body = Body(self._lines)
        self.fields = ReviewFields(self._typed)
        self.area = LineArea(self._area_typed, self._area_key, id="review-area")
        self.say = Lines(id="review-say")
        self.footer = FooterBar()
        self.box = Container(self.body, self.fields, self.area, self.say, id="review-box")
        yield self.heading
        yield self.box
        yield self.footer

    def on_mount(self) -> None:
        """Open on the card, and let the time run."""
        self.set_interval(_SECOND, self._tick)
        self.open(OPEN)
        self.call_after_refresh(self._add_news)

    def _add_news(self) -> None:
        """Once the card is there: what the journal says of the time since the last review, which takes a moment."""
        news = tuple(self._look_back())
        if news != self.opening.news:
            self.opening = replace(self.opening, news=news)
            if self.page == OPEN:
                self.show_all()

    # -- pages

    @property
    def run_(self) -> Run:
        """How far the review has come."""
        return self.desk.run

    @property
    def _texts(self) -> Texts:
        """What stands in the fields of the page."""
        return {"text": self.area.text} if self.page in WORDS else self.fields.texts

    def open(self, page: str) -> None:
        """Show a page, with what is filled in or was left in its fields; what stands in the present one stays there."""
        self.desk.remember(self.page, self._texts, self._cursor)
        self.page, self._cursor, self._complaint = page, 0, ""
        if page != OPEN:
            self.run_.page = page
        if page == END:
            try:
                self._minutes = self.desk.finish()
            except PlanError as error:
                self._complaint = str(error)
        self.desk.read_history(page)
        self._show_fields()
        self.show_all()
        self.desk.keep()

    def _show_fields(self) -> None:
        page = self.page
        texts = self.desk.texts(page, self._cursor)
        self.area.display = page in WORDS
        names = NAMES if key_result_of(page) else KPI_NAMES if kpi_of(page) else _NO_FIELDS
        names = ("value",) if page == WELL else names
        self.fields.show_fields(names, texts)
        if page in WORDS:
            self.area.write(texts["text"])
            self.set_focus(self.area)
        elif names:
            self.fields.go_to("value")
        else:
            self.set_focus(None)

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
        ticks = bool(self.desk.about(self.page))
        keys = offers(self.run_, self.page, opening=self.opening, ticks=ticks)
        self.offering = [*keys, ("keys", "keys")]
        self.footer.offer_keys([(self.shown_key(name), label) for name, label in self.offering])

    def _show_heading(self) -> None:
        shown = None if self.page in (OPEN, END) else self.desk.shares(self.page)
        place = place_of(self.run_, self.page, self.desk.world.today)
        self.heading.tell(place, shown, calm=self.run_.calm)

    def _show_said(self) -> None:
        """Below the fields: what cannot be taken, else what the desk says."""
        said = [(self._complaint, "bad")] if self._complaint else self.desk.says(self.page, self._texts)
        if len(said) == 1:
            room = max(self.say.size.width, 60)
            self.say.show([[(text, said[0][1])] for text in wrap(said[0][0], room, 2)])
        else:
            self.say.show([said])

    def _lines(self, cells: int, height: int) -> Sequence[Line]:
        """The lines of the page for a size."""
        page, desk = self.page, self.desk
        pages = Pages(desk.world, self.run_)
        if page == OPEN:
            return pages.opening(self.opening.facts, self.opening.note, self.opening.news, cells, height)
        if page == LAST:
            return pages.last_time(desk.decisions, self._cursor, cells, height)
        if page == WELL:
            return pages.going_well(desk.well, self._cursor, self.run_.fields.get(WELL, {}), cells, height)
        if page == END:
            return pages.ending(self._minutes, self._cursor, cells, height)
        if page in WORDS:
            return pages.words(page, cells)
        if kpi := kpi_of(page):
            return pages.kpis(desk.kpis, kpi, cells, height)
        row = desk.plan.find(key_result_of(page), KeyResult)
        return pages.key_result(row, page, cells, height) if row else [[("Another window has deleted it.", "dim")]]

    # -- typing

    def _typed(self, name: str) -> None:
        """A field was typed into."""
        self.desk.remember(self.page, self._texts, self._cursor)
        self._complaint = ""
        if self.page == WELL:
            self.body.remake()
        self._show_said()
        self.desk.keep()

    def _area_typed(self) -> None:
        if self.page in WORDS:
            self.desk.remember(self.page, self._texts)
            self.desk.keep()

    def _area_key(self, area: LineArea, event: events.Key) -> bool:
        if event.key in keys_of("new_line"):
            area.insert("\n")
            return True
        return False

    # -- keys

    def action_accept(self) -> None:
        """Accept the page as one action, and go on."""
        if self.page == END:
            self.action_leave()
            return
        if self.page == OPEN:
            self.open(self.run_.go_on())
            return
        self.desk.remember(self.page, self._texts, self._cursor)
        item, asked = self.desk.doubt(self.page, self._texts)
        if asked:
            self._refuse(Refused(item if self.page == WELL else "value", asked))
            return
        try:
            following = self.desk.accept(self.page, self._texts)
        except Refused as error:
            self._refuse(error)
        except PlanError as error:
            self._complain(str(error))
        else:
            self._turn_to(following)

    def _turn_to(self, page: str) -> None:
        """Open a page; what stands in the fields of this one is in the plan, or went elsewhere."""
        self.page = OPEN
        self.open(page)

    def _refuse(self, error: Refused) -> None:
        if self.page == WELL:
            self._go_to_line(next((i for i, row in enumerate(self.desk.well) if row.id == error.field), 0))
        else:
            self.fields.go_to(error.field)
        self._complain(str(error))

    def _complain(self, sentence: str) -> None:
        self._complaint = sentence
        self._show_said()

    def action_field(self, step: int) -> None:
        """The next field, or the one before; in the list of what goes well, out of it."""
        if self.page != WELL:
            if wrong := self.desk.trouble(self.page, self.fields.here, self._texts.get(self.fields.here, "")):
                self._complain(wrong)
            else:
                self.fields.go(step)
        elif step > 0 and self._cursor < len(self.desk.well):
            self.desk.remember(WELL, self._texts, self._cursor)
            self._turn_to(self.run_.talk_about(self.desk.well[self._cursor].id))

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
        to = self._cursor + step
        if self.page == WELL:
            self.desk.remember(WELL, self._texts, self._cursor)
            self._go_to_line(max(min(to, len(self.desk.well) - 1), 0))
        elif self.page == LAST:
            self._cursor = max(min(to, len(self.desk.decisions) - 1), 0)
            self.body.remake()
        elif self.page == END:
            pages = Pages(self.desk.world, self.run_)
            lines = len(pages.ending(self._minutes, 0, self.body.size.width, 10_000))
            self._cursor = max(min(to, lines - self.body.size.height), 0)
            self.body.remake()

    def _go_to_line(self, line: int) -> None:
        self._cursor = line
        self._complaint = ""
        self.fields.put("value", self.desk.texts(WELL, line)["value"])
        self.fields.go_to("value")
        self.body.remake()
        self._show_said()

    def action_space(self) -> None:
        """Tick the decision under the cursor; on the opening card, show all that changed."""
        if self.page == LAST and self._cursor < len(self.desk.decisions):
            self.desk.turn(self.desk.decisions[self._cursor])
            self.body.remake()
        elif self.page == OPEN and self.opening.news:
            from okrtui.tui.screens.page import Page

            pages, news = Pages(self.desk.world, self.run_), self.opening.news
            self.app.push_screen(Page("Since the last review", lambda cells: pages.news(news, cells)))

    def action_tick(self) -> None:
        """Tick the next open decision about this item; when none is open, open the last again."""
        if self.page == LAST:
            self.action_space()
        elif about := self.desk.about(self.page):
            undone = [one for one in about if not self.run_.ticks.get(one.id, one.done)]
            self.desk.turn(undone[0] if undone else about[-1])
            self.body.remake()

    def action_calm(self) -> None:
        """Between the full page and the calm one for a shared screen."""
        self.run_.calm = not self.run_.calm
        self.show_all()
        self.desk.keep()

    def action_calm_card(self) -> None:
        """The same by a letter, where no field is open; on the end card only y is a command."""
        if self.page in (OPEN, LAST):
            self.action_calm()

    def action_anew(self) -> None:
        """On the opening card of a paused review: begin another one."""
        if self.page == OPEN and self.opening.paused:
            self.desk.run = self._anew()
            self.open(self.run_.after(OPEN, skip_done=False))

    def action_copy(self) -> None:
        """Copy the minutes."""
        if self.page == END:
            self.app.copy_to_clipboard(self._minutes)
            lines = self._minutes.count("\n")
            self.footer.tell(f"Copied the minutes, {lines} lines, if the terminal takes copies.")

    def action_leave(self) -> None:
        """Go back to the plan: from the end card for good, else it is a pause, and what is open is kept."""
        self.desk.remember(self.page, self._texts, self._cursor)
        self.dismiss(self.desk.end())

    # -- what happens

    def on_key(self, event: events.Key) -> None:
        """Any key ends a notice."""
        if self.footer.notice:
            self.footer.tell("")

    def on_resize(self, event: events.Resize) -> None:
        """Say what is said for the new width."""
        self.call_after_refresh(self._show_said)

    def _tick(self) -> None:
        """A second has gone; the time of the cards is nobody's."""
        now = monotonic()
        gone, self._ticked = now - self._ticked, now
        if self.page not in (OPEN, END):
            self.run_.spent += min(gone, _SECOND * 2)
            self._show_heading()

    def hear_plan(self, event: Event) -> None:
        """What became of an edit, or what another window did: the app tells after the plan is up to date."""
        if sentence := self.desk.failed(event):
            self._complain(sentence)
        self.body.remake()
