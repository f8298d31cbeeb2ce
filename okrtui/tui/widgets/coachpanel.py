"""The coach's side of the screen: shows what `okrtui.tui.speech` makes, and walks the five steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message

from okrtui.tui.paint import Line
from okrtui.tui.widgets.lines import KeyLines


class CoachPanel(KeyLines, can_focus=True):
    """Shows the lines that `source` makes for its width and height; focused, a cursor walks the five steps."""

    STEPS = 5

    class StepChosen(Message):
        """A step was clicked (0 to 4)."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    def __init__(self, source: Callable[[int, int], Sequence[Line]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source = source
        self.step: int | None = None

    def reload(self) -> None:
        """Show what there is to say now, in the frame of the key that changed it."""
        self.remake()

    def make(self, cells: int, height: int) -> Sequence[Line]:
        """What there is to say, laid out for a size."""
        return self.source(cells, height)

    def move(self, step: int) -> None:
        """Move the cursor among the five steps."""
        self.step = max(0, min((self.step if self.step is not None else 0) + step, self.STEPS - 1))
        self.reload()

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor is there only while the panel has the keys."""
        super().watch_has_focus(focused)
        self.step = (self.step or 0) if focused else None
        self.reload()

    def on_click(self, event: events.Click) -> None:
        """A click on a step goes there; Textual calls the base class for one on a key."""
        y = event.y - self.gutter.top
        marks = ("✓", "●", "○")
        steps = [
            i for i, line in enumerate(self.lines) if line and line[0][0].strip() in marks and len(line[0][0]) == 3
        ]
        if y in steps and len(steps) >= self.STEPS:
            self.post_message(self.StepChosen(steps.index(y)))
