"""A text area for one line of thought: soft-wrapped, underlined where the coach has something to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from okrtui.tui.commands import keys_of
from okrtui.tui.text import to_screen, wrap
from okrtui.tui.widgets.styled import Styled

OWN_KEYS = {
    key: binding.action
    for binding in TextArea.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""Keys of the text area itself, and what they do."""

Underline = tuple[int, int, str]
"""Start and end in code points of the whole text, and the name of a style."""


class LineArea(Styled, TextArea):
    """`changed` is called inside the edit, before the frame that shows it is painted."""

    MOST_LINES = 6

    def __init__(
        self,
        changed: Callable[[], None],
        command: Callable[[LineArea, events.Key], bool],
        *,
        resized: Callable[[], None] | None = None,
        pasted: Callable[[list[str]], bool] | None = None,
        untyped: Callable[[], bool] | None = None,
        id: str | None = None,
    ) -> None:
        super().__init__(
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            id=id,
            show_line_numbers=False,
        )
        self._changed = changed
        self._command = command
        self._pasted = pasted
        self._untyped = untyped
        self._resized = resized
        self._underlines: Sequence[Underline] = ()

    @property
    def caret(self) -> int:
        """The caret's place in code points of the whole text."""
        row, column = self.cursor_location
        return sum(len(self.document[i]) + 1 for i in range(row)) + column

    def tall(self, cells: int) -> int:
        """Lines that the text takes in a width, 1 to `MOST_LINES`; a close guess until it is laid out in that width."""
        if not self.text:
            return min(len(wrap(str(self.placeholder), cells - 1)), self.MOST_LINES)
        laid_out = self.size.width == cells
        lines = self.wrapped_document.height if laid_out else len(wrap(self.text, cells - 1))
        return max(1, min(lines, self.MOST_LINES))

    def write(self, text: str, *, select: tuple[int, int] | None = None) -> None:
        """Put a text in place without telling `changed`; the caret goes to its end, or a span is selected."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self._underlines = ()
        if select:
            self.select_span(select)
        else:
            self.move_cursor(self.document.end)

    def select_span(self, span: tuple[int, int]) -> None:
        """Select code points of the text; typing replaces them."""
        self.selection = type(self.selection)(self._location(span[0]), self._location(span[1]))

    def _location(self, index: int) -> tuple[int, int]:
        row = 0
        while row < self.document.line_count - 1 and index > len(self.document[row]):
            index -= len(self.document[row]) + 1
            row += 1
        return row, index

    def underline(self, spans: Sequence[Underline]) -> None:
        """Mark these spans from the next frame on."""
        if spans != self._underlines:
            self._underlines = spans
            self.notify_style_update()
            self.refresh()

    # The text is one line that only wraps on the screen: its start and end are those of the line, not of a screen row.

    def get_cursor_line_start_location(self, smart_home: bool = False) -> tuple[int, int]:
        """The start of the line with the caret, for Home, ^A and ^U."""
        return self.cursor_location[0], 0

    def get_cursor_line_end_location(self) -> tuple[int, int]:
        """The end of the line with the caret, for End, ^E and ^K."""
        row = self.cursor_location[0]
        return row, len(self.document[row])

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit, then tell `changed`: an override, since the Changed message comes two frames late."""
        result = super().edit(edit)
        self._changed()
        return result

    def undo(self) -> None:
        """Take back the last typing; `untyped` is asked to take back what was done before any of it."""
        if not self.history.undo_stack and self._untyped is not None and self._untyped():
            return
        super().undo()
        self._changed()

    def redo(self) -> None:
        """Do it again."""
        super().redo()
        self._changed()

    def get_line(self, line_index: int) -> Text:
        """A line with its underlines."""
        line = super().get_line(line_index)
        if self._underlines:
            start = sum(len(self.document[i]) + 1 for i in range(line_index))
            for first, last, name in self._underlines:
                if first < start + len(line) and last > start:
                    style = self.style_of(name)
                    line.stylize(style, max(first - start, 0), last - start)
        return line

    async def on_key(self, event: events.Key) -> None:
        """The editor's commands come first: Enter keeps, and is no line break.

        The area's own keys are done here too. As bindings they would be done after the letters that follow them in a
        burst: a word corrected quickly, or over a slow line, would lose its first letters to a late backspace.
        """
        if self._command(self, event):
            event.stop()
            event.prevent_default()
        elif (action := OWN_KEYS.get(event.key)) is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)
        elif event.key in keys_of("outside_text"):
            from okrtui.tui.externaledit import edit_area

            event.stop()
            event.prevent_default()
            self.notify(edit_area(self, self.border_title or "text"), markup=False)

    def on_resize(self) -> None:
        """Another width is another number of lines."""
        if self._resized is not None:
            self.call_after_refresh(self._resized)

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste as it is; several lines are offered to `pasted` first."""
        text = to_screen(event.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")).strip("\n")
        lines = [line.rstrip() for line in text.split("\n")]
        event.prevent_default()
        event.stop()
        if sum(map(bool, lines)) > 1 and self._pasted is not None and self._pasted(lines):
            return
        if result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)
