"""A question with a few answers: by key, by Enter, or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import ModalScreen
from textual.widgets import Input

from okrtui.tui.commands import keys_of
from okrtui.tui.paint import Line
from okrtui.tui.screens.keyed import Keyed, Offer
from okrtui.tui.text import plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row, RowList

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the key that gives it at once (may be empty), and its words."""

    value: str
    label: str
    key: str = ""
    on: bool = False
    """Chosen already, where several may be."""


AGAIN = "again"
"""The result when the key that asked came twice."""
_HABIT = 0.4
"""Seconds within which a second key belongs to the first one."""
_NARROW = 100
_FRAME = 4


def dialog_cells(width: int) -> int:
    """Cells between the frames of a dialog on a screen this wide, as the style sheet gives them."""
    return max((width if width < _NARROW else min(int(width * 0.84), 100)) - _FRAME, 20)


def picker_cells(width: int) -> int:
    """Cells between the frames of a question: it leaves the coach's side free, which says what it is about."""
    return max((width if width < _NARROW else min(int(width * 0.74), 100)) - _FRAME, 20)


class Dialog(ModalScreen[T], Keyed[T]):
    """A box over the screen, as wide as a narrow one. Escape leaves it without an answer."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_NARROW, "-wide")]  # noqa: RUF012 - Textual's own shape

    def action_leave(self) -> None:
        """Go back; nothing has been done."""
        self.dismiss(None)


class _Entry(Input):
    """The line of a question; keys that give an answer go to the question first."""

    def __init__(self, ask: Callable[[events.Key], bool], placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="picker-typing", compact=True)
        self._ask = ask

    def on_key(self, event: events.Key) -> None:
        """Ask the question, before the key is typed."""
        if self._ask(event):
            event.stop()
            event.prevent_default()


class Picker(Dialog[str | tuple[str, ...] | None]):
    """Choose one of a few answers, or (`many`) tick several; `typed` lets the user write an own answer.

    The result is the chosen value, for `many` a tuple of values in the order of the choices, and for an own answer
    "=" and its text; None when the user left. `again`: a key that follows the one that asked, faster than anybody
    reads the question, is no answer but a habit: the result is `AGAIN`.
    """

    PLACE: ClassVar[str] = "picker"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        note: str = "",
        many: bool = False,
        typed: str = "",
        selected: str = "",
        again: str = "",
    ) -> None:
        super().__init__()
        self._again = again
        self._asked_at = monotonic()
        self._title = title
        self._note = note
        self._choices = choices
        self._many = many
        self._typed = typed
        self._selected = selected
        self._on = {choice.value for choice in choices if choice.on}

    def compose(self) -> ComposeResult:
        """The question, its answers, the line to type in."""
        with Container(classes="box") as box:
            box.border_title = plain(self._title).replace("[", r"\[")
            self.rows = RowList(self._source, id="picker-rows")
            if self._note:
                yield Lines(id="picker-note")
            yield self.rows
            self.typing = _Entry(self._answer, self._typed or "type to filter")
            if self._typed or self._many or len(self._choices) > 9:
                yield self.typing
            self.foot = Buttons(id="picker-foot")
            yield self.foot

    def on_mount(self) -> None:
        """Put the cursor on the answer that is proposed."""
        if self._note:
            note = self.query_one("#picker-note", Lines)
            room = picker_cells(self.app.size.width)
            lines: list[Line] = [[(text, "dim")] for text in wrap(self._note, room)]
            note.styles.height = len(lines) + 1
            note.show(lines)
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else None
        self.set_class(bool(below and below.query("#coach")), "-beside")
        (self.typing if self.typing.is_attached else self.rows).focus()
        self.foot.styles.height = 1
        ticks: list[Offer] = [("picker_tick", "tick", self.action_tick)] if self._many else []
        take: Offer = ("picker_take", "done" if self._many else "take", self.action_take)
        self.foot.show_parts(self.foot_lines([*ticks, take, ("leave", "back", self.action_leave)]))
        self.rows.styles.height = min(max(len(self._choices), 1), 16)
        self.call_after_refresh(self._propose)

    def _propose(self) -> None:
        self.rows.reload(self._selected or None)

    def _shown(self) -> list[Choice]:
        words = self.typing.value.lower() if (self._many or not self._typed) and self.typing.is_attached else ""
        return [choice for choice in self._choices if words in choice.label.lower()]

    def _source(self, cells: int) -> Sequence[Row]:
        return [Row(choice.value, 1, self._line(choice)) for choice in self._shown()]

    def _line(self, choice: Choice) -> Callable[[], Sequence[Line]]:
        tick = ("☑ " if choice.value in self._on else "☐ ") if self._many else ""
        key = f"{choice.key}  " if choice.key else ""
        return lambda: [[(key, "key"), (tick, "accent"), (plain(choice.label), "")]]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the answers by what is typed."""
        self.rows.reload()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line is Enter."""
        self.action_take()

    def on_key(self, event: events.Key) -> None:
        """A key that gives an answer gives it."""
        if self._answer(event):
            event.stop()
            event.prevent_default()

    def _answer(self, event: events.Key) -> bool:
        """Take a key that gives an answer or ticks one, the latter as long as nothing has been typed."""
        if self._many and event.key in keys_of("picker_tick"):
            self.action_tick()
            return True
        if self.typing.is_attached and self.typing.value:
            return False
        if self._again and event.character == self._again and monotonic() - self._asked_at < _HABIT:
            self.dismiss(AGAIN)
            return True
        found = next((c for c in self._choices if c.key and c.key == event.character), None) or self._numbered(event)
        if found is not None:
            self.dismiss(found.value)
        return found is not None

    def _numbered(self, event: events.Key) -> Choice | None:
        """Where the answers have letters, their numbers give them too, as they do everywhere else."""
        letters = not self.typing.is_attached and all(not choice.key.isdigit() for choice in self._choices)
        digit = event.character or ""
        at = int(digit) if letters and digit.isascii() and digit.isdigit() else 0
        return self._choices[at - 1] if 0 < at <= len(self._choices) else None

    def action_tick(self) -> None:
        """Tick the answer under the cursor, or take the tick away."""
        if not self._many:
            return
        self._on.symmetric_difference_update({self.rows.cursor_key} - {""})
        self.rows.reload()

    def action_move(self, step: int) -> None:
        """Move among the answers."""
        self.rows.move_to(self.rows.cursor + step)

    def action_take(self) -> None:
        """Take the answer under the cursor, what was ticked, or what was typed."""
        if self._many:
            self.dismiss(tuple(choice.value for choice in self._choices if choice.value in self._on))
        elif self._typed and self.typing.value.strip():
            self.dismiss("=" + self.typing.value.strip())
        else:
            self.dismiss(self.rows.cursor_key or None)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """A click takes an answer, or ticks it."""
        if self._many:
            self.action_tick()
        else:
            self.dismiss(event.key)
