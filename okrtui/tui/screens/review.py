"""The review session: one page at a time, by keys alone; what is accepted is in the plan at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from okrtui.plan.errors import PlanError
from okrtui.plan.reviewnews import News
from okrtui.session import Event
from okrtui.tui.commands import keys_of
from okrtui.tui.reviewanswers import Refused
from okrtui.tui.reviewdesk import Desk, Texts
from okrtui.tui.reviewframe import Heading, Opening
from okrtui.tui.reviewrun import END, LAST, OPEN, WELL, WORDS, Run
from okrtui.tui.reviewshown import Shown
from okrtui.tui.screens.keyed import Keyed
from okrtui.tui.widgets.bars import FooterBar
from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.reviewbody import ReviewBody
from okrtui.tui.widgets.reviewfields import ReviewFields

_SECOND = 1.0
"""Between two looks at the clock; more than two of it are a computer that slept, and no review."""


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
        self.shown = Shown(desk, opening)
        self._anew = anew
        self._look_back = look_back
        self._ticked = monotonic()

    def compose(self) -> ComposeResult:
        """The heading, the page, its fields, what is said about them, the keys."""
        self.heading = Heading(id="review-head")
        self.body = ReviewBody(self.shown.lines)
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
        if self.shown.add_news(news):
            self.show_all()

    # -- pages

    @property
    def page(self) -> str:
        """The page that is shown."""
        return self.shown.page

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
        self._remember()
        self.shown.open(page)
        self._show_fields()
        self.show_all()
        self.desk.keep()

    def _remember(self) -> None:
        self.desk.remember(self.page, self._texts, self.shown.cursor)

    def _show_fields(self) -> None:
        texts, names = self.desk.texts(self.page, self.shown.cursor), self.shown.fields
        self.area.display = self.page in WORDS
        self.fields.show_fields(names, texts)
        if self.page in WORDS:
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
        self.box.set_class(self.shown.is_list, "-list")
        self.fields.set_class(calm, "-calm")
        self.body.refresh(layout=True)
        self.body.remake()
        self._show_heading()
        self._show_said()
        self._offer()

    def _offer(self) -> None:
        self.offering = [*self.shown.offers(), ("keys", "keys")]
        self.footer.offer_keys([(self.shown_key(name), label) for name, label in self.offering])

    def on_descendant_focus(self) -> None:
        """Which key shows the keys depends on whether a text has them."""
        self._offer()

    def _show_heading(self) -> None:
        self.heading.tell(self.shown.place, self.shown.shares, calm=self.run_.calm)

    def _show_said(self) -> None:
        self.say.show(self.shown.said(self._texts, max(self.say.size.width, 60)))

    # -- typing

    def _typed(self, name: str) -> None:
        """A field was typed into."""
        self._remember()
        self.shown.complaint = ""
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
        self._remember()
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
        self.shown.page = OPEN
        self.open(page)

    def _refuse(self, error: Refused) -> None:
        if self.page == WELL:
            self._go_to_line(next((i for i, row in enumerate(self.desk.well) if row.id == error.field), 0))
        else:
            self.fields.go_to(error.field)
        self._complain(str(error))

    def _complain(self, sentence: str) -> None:
        self.shown.complaint = sentence
        self._show_said()

    def action_field(self, step: int) -> None:
        """The next field, or the one before; in the list of what goes well, out of it."""
        if self.page != WELL:
            if wrong := self.desk.trouble(self.page, self.fields.here, self._texts.get(self.fields.here, "")):
                self._complain(wrong)
            else:
                self.fields.go(step)
        elif step > 0 and self.shown.cursor < len(self.desk.well):
            self._remember()
            self._turn_to(self.run_.talk_about(self.desk.well[self.shown.cursor].id))

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
        if self.page == WELL:
            self._remember()
            self._go_to_line(max(min(self.shown.cursor + step, len(self.desk.well) - 1), 0))
        elif self.shown.move(step, self.body.size.width, self.body.size.height):
            self.body.remake()

    def _go_to_line(self, line: int) -> None:
        self.shown.cursor, self.shown.complaint = line, ""
        self.fields.put("value", self.desk.texts(WELL, line)["value"])
        self.fields.go_to("value")
        self.body.remake()
        self._show_said()

    def action_space(self) -> None:
        """Tick the decision under the cursor; on the opening card, show all that changed."""
        if self.shown.turn_here():
            self.body.remake()
        elif self.page == OPEN and self.shown.opening.news:
            from okrtui.tui.screens.page import Page

            self.app.push_screen(Page("Since the last review", self.shown.all_news))

    def action_tick(self) -> None:
        """Tick the next open decision about this item; when none is open, open the last again."""
        if self.shown.tick():
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
        if self.page == OPEN and self.shown.opening.paused:
            self.desk.run = self._anew()
            self.open(self.run_.after(OPEN, skip_done=False))

    def action_discard(self) -> None:
        """On the opening card of a paused review: throw it away, and go back."""
        if self.page == OPEN and self.shown.opening.paused:
            self.desk.discard()
            self.desk.run = self._anew()
            self.dismiss(False)
            self.desk.main.tell("The paused review is thrown away; what was accepted in it stays.")

    def action_copy(self) -> None:
        """Copy the minutes."""
        if self.page == END:
            from okrtui.tui.clipboard import copied

            self.app.copy_to_clipboard(self.shown.minutes)
            lines = self.shown.minutes.count("\n")
            self.footer.tell(copied(f"the minutes, {lines} lines"))

    def action_leave(self) -> None:
        """Go back to the plan: from the end card for good, else it is a pause, and what is open is kept."""
        self._remember()
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
