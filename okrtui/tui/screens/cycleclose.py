"""Closing a quarter, one card at a time: key results, their objective, and at the end what goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from okrtui.plan.entities import KeyResult
from okrtui.plan.errors import PlanError
from okrtui.tui.closecard import Card, Close
from okrtui.tui.closelines import CloseLines
from okrtui.tui.commands import key_of, keys_of
from okrtui.tui.keynames import is_character
from okrtui.tui.paint import Line
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import clip, plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.closefields import CloseFields
from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

if TYPE_CHECKING:
    from okrtui.tui.deeds.cycling import Cycling

_AROUND = 5
"""Lines of the box besides the text of its first and last page: its border, a remark, the keys."""
_ROOMY = 30
"""Lines of a screen on which texts may take that many."""
_TALL = 3
"""Lines that a text takes at most before it scrolls."""


class CloseDialog(Dialog[None]):
    """Walks through the cards. Enter accepts one, and stores it; leaving and coming back is possible at any point."""

    DEFAULT_CSS = """
    #close-head { height: auto; width: 100%; }
    #close-say { height: 2; width: 100%; }
    #close-foot { height: 1; width: 100%; }
    """
    PLACE: ClassVar[str] = "closing"

    def __init__(self, cycling: Cycling, close: Close) -> None:
        super().__init__(classes="-broad")
        self.cycling = cycling
        self.main = cycling.screen
        self.close_of = close
        self.said = CloseLines(close)
        self.at = -1
        """The card that is shown: -1 is the opening, one past the last the summary."""
        self.item = ""
        """The id of what that card is about: another window may change what stands at its place."""
        self._error = ""
        self._asked = ""
        """The card that was asked whether its key result is to be dropped without a grade."""

    # -- layout

    def compose(self) -> ComposeResult:
        """The card's head, its fields, what is to say, the keys; for opening and summary a text."""
        self.head = Lines(id="close-head")
        self.page = RowList(self._page, id="close-page")
        self.page.marked = False
        self.say = Lines(id="close-say")
        self.foot = Buttons(id="close-foot")
        self.fields = CloseFields(self._changed, self._command)
        with Container(classes="box") as self.box:
            yield self.head
            yield self.page
            yield self.fields
            yield self.say
            yield self.foot

    def on_mount(self) -> None:
        """Open on the card that tells what is to come."""
        self.show_card(-1)

    @property
    def card(self) -> Card | None:
        """The key result or objective that is at hand; None on the first and the last card."""
        return next((row for row in self.close_of.cards() if row.id == self.item), None) if self.item else None

    def show_card(self, at: int) -> None:
        """Show a card, on its first field."""
        self.close_of.world.plan = self.main.plan
        rows = self.close_of.cards()
        self.at = max(-1, min(at, len(rows)))
        self._error = self._asked = ""
        self.item = rows[self.at].id if 0 <= self.at < len(rows) else ""
        card = self.card
        name = clip(plain(self.close_of.cycle.name), 40)
        where = f" · {self.at + 1} of {len(rows)}" if card else ""
        self.box.border_title = Content(f"Close {name}{where}")
        self.page.display = card is None
        self.head.display = self.fields.display = card is not None
        if card is None:
            self.page.reload()
            self.page.scroll_to(y=0, animate=False)
            self.page.focus()
        else:
            self.fields.show(self.close_of.fields(card), self.close_of.shown(card))
            self.call_after_refresh(self._draw)
        self._draw()

    def _page(self, cells: int) -> Sequence[Row]:
        lines = self.said.opening(cells) if self.at < 0 else self.said.summary(cells) + self._confidence(cells)
        return [Row.of_line(str(i), line) for i, line in enumerate(lines)]

    def _confidence(self, cells: int) -> list[Line]:
        """What confidence was worth so far, this quarter included; nothing before there is enough to say."""
        from okrtui.tui.calibrationpage import read_calibration, summary

        close = self.close_of
        said = summary(read_calibration(self.main.session, close.method, closing=close.cycle_id))
        return [[], *([(part, "accent")] for part in wrap(said, cells))] if said else []

    def _draw(self) -> None:
        card = self.card
        if not self.is_attached:
            return
        self.page.styles.max_height = max(self.app.size.height - _AROUND, 3)  # the keys below it stay in sight
        if card is not None:
            room = max(self.head.size.width or 70, 40)
            head = [*self.said.head(card, room, max(self.app.size.height - 16, 3)), []]
            self.head.styles.height = len(head)
            self.head.show(head)
            grade = self.fields.texts["grade"].text
            self.fields.choice.put(self.fields.choice.word, reached=self.said.is_reached(grade))
            self.fields.name_them(lambda name: self.said.label(card, name, grade))
            self.fields.fit(_TALL if self.app.size.height >= _ROOMY else _TALL - 1)
            said: Line = [(self._error, "bad")] if self._error else self.said.reading(card, grade)
            self.say.show([[], said])
        else:
            self.say.show([[], [(self._error, "bad")] if self._error else []])
        self._draw_foot()

    def _draw_foot(self) -> None:
        keys: list[Offer]
        back: Offer = ("close_back", "back", lambda: self.action_card(-1))
        if self.card is not None:
            choosing = self.fields.choice.has_focus
            keys = [("close_accept", "accept and next", self.action_take), ("close_field", "field", self._next_field)]
            keys += [("left right", "choose", None)] if choosing else []
            keys += [("close_skip", "skip", lambda: self.action_card(1)), back]
        elif self.at < 0:
            keys = [("close_accept", "go on" if self.close_of.done() else "begin", self.action_take)]
        else:
            keys = [("close_accept", "close the quarter", self.action_take), back, ("up down", "scroll", None)]
        leave: Offer = ("leave", "pause" if self.at >= 0 else "back", self.action_leave)
        self.foot.show_parts(self.foot_lines([*keys, leave]))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The field at hand is bright."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew."""
        self.call_after_refresh(self._draw)

    # -- typing

    def _changed(self) -> None:
        self._error = ""
        card = self.card
        if card is not None:
            self.cycling.keep_typed(card, self.close_of.put(card, self.fields.values))
        self._draw()

    def _command(self, area: LineArea, key: events.Key) -> bool:
        """Keys of the dialog come before the text, and a key meant for another field goes there."""
        if self._key(key.key):
            return True
        if key.key in keys_of("new_line"):
            if area is not self.fields.texts["grade"]:
                area.insert("\n")
            return True
        now = self.focused
        if isinstance(now, LineArea) and now is not area and key.is_printable and key.character:
            now.insert(key.character)
            return True
        return False

    def _key(self, key: str) -> bool:
        """Do what a key that is no character is for; false when it is for nothing here."""
        deeds: dict[str, Callable[[], None]] = {
            "close_accept": self.action_take, "leave": self.action_leave,
            "close_field": self._next_field, "close_field_before": lambda: self.action_field(-1),
            "close_skip": lambda: self.action_card(1), "close_back": lambda: self.action_card(-1),
        }  # fmt: skip
        deed = next((deed for name, deed in deeds.items() if key in keys_of(name)), None)
        if deed is None or is_character(key):
            return False
        deed()
        return True

    def _next_field(self) -> None:
        self.action_field(1)

    # -- doing

    def more_places(self) -> Sequence[str]:
        """The field that says what is next has keys of its own."""
        return ("choice",) if self.card is not None and "next" in self.close_of.fields(self.card) else ()

    def action_field(self, step: int) -> None:
        """The next field, round and round."""
        if self.card is not None:
            self.fields.go(step)

    def action_scroll(self, step: int) -> None:
        """Scroll the summary."""
        if self.card is None:
            self.page.scroll_to(y=self.page.scroll_y + step, animate=False)

    def action_card(self, step: int) -> None:
        """Skip a card, or go back to one; what was typed stays with its card."""
        if self.card is None and self.at < 0 and step > 0:
            self.action_take()
        else:
            ids = [row.id for row in self.close_of.cards()]
            self.show_card((ids.index(self.item) if self.item in ids else self.at) + step)

    def action_take(self) -> None:
        """Accept the card; on the last one close the quarter."""
        card = self.card
        if card is None and self.item:
            self.show_card(self.at)
            self._fail("Another window has removed what stood here.")
        elif card is None:
            if self.at < 0:
                self.show_card(self.close_of.first_open())
            elif self.cycling.close(self.close_of):
                self.dismiss(None)
            else:
                self._fail(self.main.footer.notice)
        else:
            self._accept(card)

    def _is_doubtful(self, card: Card) -> bool:
        """Whether accepting drops a key result that nobody graded, and nobody chose to drop."""
        if not isinstance(card, KeyResult) or card.next or self.fields.choice.chosen or self._asked == card.id:
            return False
        return self.fields.choice.word == "drop" and not self.fields.values["grade"].strip()

    def _accept(self, card: Card) -> None:
        if self._is_doubtful(card):
            self._asked = card.id
            self.fields.go_to("next")
            self._fail("No grade, and it would be dropped: choose, or enter again drops it.")
            return
        try:
            edit = self.close_of.edit(card, self.fields.values)
        except PlanError as error:
            self._fail(str(error))
            self.fields.go_to("grade")
            return
        if not self.cycling.apply(edit):
            self._fail(self.main.footer.notice)
            return
        self.close_of.typed.pop(card.id, None)
        self.cycling.keep_typed(card, "")
        self.action_card(1)

    def _fail(self, sentence: str) -> None:
        self._error = sentence
        self._draw()

    def action_leave(self) -> None:
        """Pause: what was accepted is stored, what was only typed waits on its card."""
        begun = self.close_of.done() or self.close_of.typed
        self.dismiss(None)
        if begun and self.at >= 0:
            self.main.tell(f"Paused; {key_of('cycle_step')} goes on with the close where you left it.")
