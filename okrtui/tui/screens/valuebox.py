"""A box for one value: a new one of some day, or one of the past that is corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input

from okrtui.plan.changes import Edit
from okrtui.plan.errors import PlanError
from okrtui.tui.paint import Line
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog, dialog_cells
from okrtui.tui.text import plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.textline import TextLine


@dataclass(frozen=True, slots=True)
class Slot:
    """One line to type in."""

    name: str
    label: str
    text: str = ""
    hint: str = ""


class ValueBox(Dialog[Edit | None]):
    """Enter gives the edit that `make` builds of what was typed; what it refuses is said, and the box stays open."""

    DEFAULT_CSS = """
    ValueBox Horizontal { height: 1; width: 100%; }
    ValueBox .label { width: 13; height: 1; }
    ValueBox Input { width: 1fr; }
    ValueBox #value-say { height: 2; }
    ValueBox #value-foot { height: 1; }
    """
    PLACE: ClassVar[str] = "value"

    def __init__(
        self,
        title: str,
        slots: Sequence[Slot],
        make: Callable[[dict[str, str]], Edit],
        *,
        delete: Callable[[], Edit] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._slots = slots
        self._make = make
        self._delete = delete

    def compose(self) -> ComposeResult:
        """A line for each slot, and what is said about them."""
        with Container(classes="box") as box:
            box.border_title = plain(self._title).replace("[", r"\[")
            for slot in self._slots:
                with Horizontal():
                    yield Lines(id=f"label-{slot.name}", classes="label")
                    yield TextLine(slot.text, placeholder=slot.hint, id=f"slot-{slot.name}", compact=True)
            yield Lines(id="value-say")
            self.foot = Buttons(id="value-foot")
            yield self.foot

    def on_mount(self) -> None:
        """Write the labels and take the keys."""
        for slot in self._slots:
            self.query_one(f"#label-{slot.name}", Lines).show([[(slot.label, "dim")]])
        self._inputs[0].focus()
        self._say("")

    @property
    def _inputs(self) -> list[TextLine]:
        return [self.query_one(f"#slot-{slot.name}", TextLine) for slot in self._slots]

    def _say(self, sentence: str) -> None:
        keys: list[Offer] = [("value_keep", "keep", self.action_keep)]
        keys += [("value_field", "next", lambda: self.action_go(1))] if len(self._slots) > 1 else []
        keys += [("value_delete", "delete", self.action_delete)] if self._delete is not None else []
        self.foot.show_parts(self.foot_lines([*keys, ("leave", "back", self.action_leave)]))
        place = self.query_one("#value-say", Lines)
        said = wrap(sentence, dialog_cells(self.app.size.width), 2)
        lines: list[Line] = [[(text, "bad")] for text in said]
        place.show(lines)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said about an earlier text is over."""
        self._say("")

    def action_go(self, step: int) -> None:
        """To the next line, or the one before."""
        inputs = self._inputs
        at = next((n for n, one in enumerate(inputs) if one.has_focus), 0)
        inputs[(at + step) % len(inputs)].focus()

    def action_keep(self) -> None:
        """Give the edit, or say why there is none."""
        try:
            edit = self._make({slot.name: one.said for slot, one in zip(self._slots, self._inputs, strict=True)})
        except PlanError as error:
            self._say(str(error))
            first, *others = self._inputs
            if first.has_focus and first.value and others and not others[0].value:
                others[0].focus()  # what is missing is most likely what was not typed yet
            return
        self.dismiss(edit)

    def action_delete(self) -> None:
        """Take the value away."""
        if self._delete is not None:
            self.dismiss(self._delete())
