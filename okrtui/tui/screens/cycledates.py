"""Name and dates of a cycle."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input

from okrtui.plan import manner
from okrtui.plan.cycledates import named_quarter, said_of_days, set_cycle
from okrtui.plan.dates import parse_day
from okrtui.plan.entities import Cycle
from okrtui.plan.errors import PlanError
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.text import clip, plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.textline import TextLine

if TYPE_CHECKING:
    from okrtui.tui.deeds.part import Part

_FIELDS = ("name", "start", "end")
_HINTS = ("such as 2027-Q1", "first day, such as 1 jan 2027", "last day, such as end of Q1")
_NOTE = 4


class DatesDialog(Dialog[None]):
    """Three lines to type; what is unusual is said, and what cannot be is refused with its reason."""

    DEFAULT_CSS = """
    .dates-line { height: 1; width: 100%; }
    .dates-line Lines { height: 1; width: 8; }
    .dates-line Input { width: 1fr; }
    #dates-note { height: 5; width: 100%; }
    #dates-foot { height: 1; width: 100%; }
    """
    PLACE: ClassVar[str] = "dates"

    def __init__(self, deed: Part, cycle: Cycle) -> None:
        super().__init__()
        self.deed = deed
        self.main = deed.screen
        self.cycle = cycle
        self._own = cycle.start is not None and named_quarter(cycle.name, self._first) is None
        """Whether the dates are the user's own, and do not follow the name."""
        self._given = [_shown(cycle.start), _shown(cycle.end)]
        """Days that nobody has typed here."""

    @property
    def _first(self) -> int:
        return self.main.settings.method.fiscal_year_start

    def compose(self) -> ComposeResult:
        """Name, start, end; a note; the keys."""
        values = (self.cycle.name, _shown(self.cycle.start), _shown(self.cycle.end))
        self.inputs = {
            name: TextLine(value, placeholder=hint, id=f"dates-{name}", compact=True, select_on_focus=False)
            for name, value, hint in zip(_FIELDS, values, _HINTS, strict=True)
        }
        self.note = Lines(id="dates-note")
        self.foot = Buttons(id="dates-foot")
        self.labels = {name: Lines() for name in _FIELDS}
        with Container(classes="box") as box:
            box.border_title = Content(f"Cycle {clip(plain(self.cycle.name), 40)}")
            for name in _FIELDS:
                with Horizontal(classes="dates-line"):
                    yield self.labels[name]
                    yield self.inputs[name]
            yield self.note
            yield self.foot

    def on_mount(self) -> None:
        """Begin with the name."""
        for name, label in self.labels.items():
            label.show([[(name, "dim")]])
        self.foot.show_parts(
            self.foot_lines(
                [
                    ("dates_keep", "keep", self.action_keep),
                    ("dates_field", "next", lambda: self.action_field(1)),
                    ("leave", "back", self.action_leave),
                ]
            )
        )
        self.inputs["name"].focus()
        self.call_after_refresh(self._say_days)

    def action_field(self, step: int) -> None:
        """The next line, round and round."""
        names = list(_FIELDS)
        here = next((i for i, name in enumerate(names) if self.inputs[name].has_focus), 0)
        self.inputs[names[(here + step) % 3]].focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Dates follow a name such as 2027-Q1, until they are typed; while a quarter runs they stay."""
        if event.input.id != "dates-name":
            self._own = self._own or event.value not in self._given
        elif not self._own and self.cycle.state == "draft":
            found = named_quarter(event.value, self._first)
            if found is not None:
                self._given += [_shown(found.start), _shown(found.end)]
                for name, day in (("start", found.start), ("end", found.end)):
                    with self.inputs[name].prevent(Input.Changed):
                        self.inputs[name].value = _shown(day)
        self._say_days()

    def _say_days(self) -> None:
        try:
            start, end = self._day("start"), self._day("end")
        except PlanError:
            self._say("", "dim")
            return
        if (start is None) == (end is None):
            plan, today = self.main.plan, self.main.world.today
            self._say(said_of_days(plan, self.cycle.id, start, end, today), "hint")
        else:
            self._say("", "dim")

    def _day(self, name: str) -> date | None:
        text = self.inputs[name].value.strip()
        if not text:
            return None
        quarter = named_quarter(self.inputs["name"].value, self._first)
        near = (quarter.start, quarter.end) if quarter is not None else None
        try:
            return parse_day(text, today=self.main.world.today, fiscal_year_start=self._first, cycle=near)
        except ValueError as error:
            raise PlanError(f"{name}: {error}") from None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps."""
        self.action_keep()

    def action_keep(self) -> None:
        """Keep name and dates."""
        try:
            start, end = self._day("start"), self._day("end")
            edit = set_cycle(self.main.plan, self.cycle.id, self.inputs["name"].said, start, end)
        except PlanError as error:
            self._say(str(error), "bad")
            return
        if self.deed.apply(edit):
            self.dismiss(None)
        else:
            self._say(self.main.footer.notice, "bad")

    def _say(self, sentence: str, style: str) -> None:
        room = max(self.note.size.width, 40)
        self.note.show([[], *([(line, style)] for line in wrap(sentence, room, _NOTE))])

    def on_resize(self, event: events.Resize) -> None:
        """Wrap what is said for the new width."""
        self.call_after_refresh(self._say_days)


def _shown(day: date | None) -> str:
    return manner.day(day, year=True) if day else ""
