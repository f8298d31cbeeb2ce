"""Editing in place: an editor that lies over the room which a list of rows has made for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer

from okrtui.coach.model import Finding
from okrtui.plan.errors import PlanError
from okrtui.plan.numbers import BLANK
from okrtui.tui.choosing import choice_at, choice_lines, step, takes_space
from okrtui.tui.commands import COMMANDS, keys_of
from okrtui.tui.editing import Editing
from okrtui.tui.factline import fact_lines, field_at
from okrtui.tui.forms import Field, completions
from okrtui.tui.listening import PAUSE, Listener
from okrtui.tui.oddfields import odd
from okrtui.tui.paint import Line
from okrtui.tui.strictness import as_set
from okrtui.tui.text import clip, plain, width, wrap
from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import RowList

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_GUTTER = 2


def editing_keys() -> dict[str, str]:
    """The editor's commands by the keys in force; undo and redo are the text area's own."""
    commands = [c.id for c in COMMANDS if c.where == "editing" and not c.id.endswith("do_text")]
    return {key: command for command in commands for key in keys_of(command)}


class Editor(Container):
    """One row being edited. It says what happens by messages; `heard` is called in the frame of the key."""

    class Typed(Message):
        """Something was typed: worth a draft."""

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: list[str]) -> None:
            self.lines = lines
            super().__init__()

    def __init__(self, heard: Callable[[Editing, Sequence[Finding], bool], None], asked: Callable[[str], None]) -> None:
        """`heard` is told what the coach may say now; `asked` does the commands that are not the editor's own."""
        super().__init__(id="editor")
        self.heard = heard
        self.asked = asked
        self.editing: Editing | None = None
        self.host: RowList | None = None
        self.field = ""
        self.findings: tuple[Finding, ...] = ()
        self._listener: Listener | None = None
        self._pause: Timer | None = None
        self._error = ""
        self._asked = ("", "")
        """The field and the text in it that were asked about last."""
        self._earlier: list[str] = []
        """Drafts of the row from before each offer that was taken."""
        self._given = ""
        """What the open field showed when it was opened: left like this, nothing was typed there."""

    def compose(self) -> ComposeResult:
        """The text, what is read from it, what is to say about it, and the field that Tab opens."""
        self.area = LineArea(
            self._on_text,
            self._on_command,
            resized=self.place,
            pasted=self._on_pasted,
            untyped=self._take_back,
            id="editor-text",
        )
        self.facts = Lines(id="editor-facts")
        self.say = Lines(id="editor-say")
        self.entry = LineArea(self._on_entry, self._on_command, resized=self.place, id="editor-entry")
        yield from (self.area, self.facts, self.say, self.entry)

    # -- opening and closing

    def open(self, editing: Editing, host: RowList, index: int, *, select: tuple[int, int] | None = None) -> None:
        """Open on a row of a list (or before the row at `index`, for a new one)."""
        self.editing, self.host, self.field, self._error, self._asked = editing, host, "", "", ("", "")
        coach: str = self.app.settings.coach  # type: ignore[attr-defined]
        self._listener = Listener(lambda text: as_set(editing.judged(text), coach)) if editing.listens else None
        self.findings = ()
        self._earlier.clear()
        host.open_slot(index, 3, instead=bool(editing.place.row) and not editing.is_value)
        self.display = True
        self.entry.display = False
        self.area.placeholder = Content(plain(editing.placeholder))
        self.area.write(editing.text, select=select)
        self.place()
        self.screen.set_focus(self.area, scroll_visible=False)
        if self._listener and editing.text.strip():
            self.findings = self._listener.paused(editing.text)
        self._show()

    def close(self) -> None:
        """Close without keeping; the room is given back."""
        if self._pause is not None:
            self._pause.stop()
        self.display = False
        if self.host is not None:
            self.host.close_slot()
            self.screen.set_focus(self.host, scroll_visible=False)
        self.editing = self.host = self._listener = None

    @property
    def is_open(self) -> bool:
        """Whether a row is being edited."""
        return self.editing is not None

    def place(self) -> None:
        """Lie over the room in the list, as wide as it, as tall as needed; the list gives more room when needed."""
        if self.editing is None or self.host is None:
            return
        cells = self._cells(self.host)
        lines = fact_lines(self.editing, self.field, cells)
        said = self._say_lines(cells)
        text, entry = self.area.tall(cells + _GUTTER), self.entry.tall(cells + _GUTTER)
        entry = entry if self.field else 0
        # Where there is no room for all of it, what is being typed stays in sight.
        spare = self.host.scrollable_content_region.height - text - entry - len(said)
        lines = lines[: max(spare, 0)]
        if spare < 0 and self.field:
            text = max(text + spare, 1)
            said = said[: max(self.host.scrollable_content_region.height - text - entry, 1)]
        tall = text + len(lines) + len(said) + entry
        self.host.resize_slot(tall)
        region = self.host.slot_region
        if region is None:
            return
        self.styles.width, self.styles.height = region.width, region.height
        self.area.styles.height = text
        self.facts.styles.height = len(lines)
        self.facts.show(lines)
        self.say.styles.height = len(said)
        self.say.show(said)
        if self.field:
            self.entry.styles.height = entry
        offset = Offset(region.x, region.y)
        if self.absolute_offset != offset:
            self.absolute_offset = offset
            self.refresh(layout=True)

    def on_click(self, event: events.Click) -> None:
        """Open the field under the pointer, and go back to the text on a click there."""
        if self.editing is None or self.host is None:
            return
        if event.widget is self.area and self.field:
            self.go_to("")
        elif event.widget is self.facts and (offset := event.get_content_offset(self.facts)) is not None:
            cells = self._cells(self.host)
            name = field_at(self.editing, self.field, cells, offset.x, offset.y)
            if name and name != self.field:
                self.go_to(name)
        elif event.widget is self.say and self.field and (offset := event.get_content_offset(self.say)) is not None:
            target, cells = self.editing.field(self.field), self._cells(self.host)
            choice = choice_at(target, self.entry.text, self.editing.around, cells, offset.x, offset.y)
            if choice is not None:
                self._take_choice(choice)

    @staticmethod
    def _cells(host: RowList) -> int:
        """How wide the lines below the text are."""
        return host.scrollable_content_region.width - _GUTTER - 1

    # -- typing

    def _on_text(self) -> None:
        editing = self.editing
        if editing is None or self.area.text == editing.text:
            return
        editing.write(self.area.text)
        self._error = ""
        self._suggest(editing)
        if self._listener is not None:
            self.findings = self._listener.typed(editing.text, self.area.caret)
            self._after_a_pause()
        self._show()
        self.post_message(self.Typed())

    def _likely(self, editing: Editing) -> list[str]:
        """Names of KPIs that are there, while a cause is named."""
        from okrtui.plan.causing import likely

        return likely(editing.around.plan, editing.place.link, editing.text)

    def _links(self, editing: Editing) -> bool:
        """Whether the text is the name of a KPI that is there."""
        from okrtui.plan.causing import named

        return named(editing.around.plan, editing.text) is not None

    def _suggest(self, editing: Editing) -> None:
        """Behind the name of a cause the rest of a KPI's name that is there already."""
        names = self._likely(editing) if editing.place.link and editing.text.strip() else []
        typed = editing.text.lstrip()
        fits = bool(names) and names[0].casefold().startswith(typed.casefold()) and "\n" not in typed
        self.area.suggestion = names[0][len(typed) :] if fits else ""

    def _choose(self, by: int) -> bool:
        """Go to another choice of the open field; False where there are none."""
        if self.editing is None or not self.field:
            return False
        choice = step(self.editing.field(self.field), self.entry.text, by, self.editing.around)
        if choice is None:
            return False
        self._take_choice(choice)
        return True

    def _take_choice(self, choice: str) -> None:
        self.entry.write(choice, select=(0, len(choice)))
        self._on_entry()
        self.entry.suggestion = ""

    def _after_a_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.settle)

    def settle(self) -> None:
        """Let the coach say all it has to say: after a pause, on leaving the text."""
        if self.editing is not None and self._listener is not None:
            self.findings = self._listener.paused(self.editing.text)
            self._show()

    def _on_pasted(self, lines: list[str]) -> bool:
        editing = self.editing
        if editing is None or editing.form.long_title or editing.is_value:
            return False
        self.post_message(self.Pasted(lines))
        return True

    # -- what is shown

    def _show(self) -> None:
        editing = self.editing
        if editing is None:
            return
        spans = [(f.start, f.end, f.severity) for f in self.findings if f.start is not None and f.end is not None]
        self.area.underline([(a, b, "warn-line" if s == "warning" else "hint-line") for a, b, s in spans])
        self.place()
        self.heard(editing, self.findings, bool(self._listener and self._listener.turned_good))

    def _say_lines(self, cells: int) -> list[Line]:
        """What is amiss, or what the open field is, or what the line reads like; as many lines as it takes, up to 4."""
        editing = self.editing
        assert editing is not None
        if self._error:
            return [[(text, "bad")] for text in wrap(self._error, cells, 3)]
        if self.field:
            target = editing.field(self.field)
            if choices := choice_lines(target, self.entry.text, editing.around, cells):
                room = 3 - len(choices)
                hint = wrap(target.hint, cells, room) if room > 0 and "(" in target.hint else ()
                return [*choices, *([(text, "dim")] for text in hint)]
            words = completions(target, self.entry.text, editing.around)
            label = f"{target.label}  "
            hint = wrap("  ".join(plain(word) for word in words) if words else target.hint, cells - width(label), 2)
            return [[(label if i == 0 else " " * width(label), "strong"), (text, "dim")] for i, text in enumerate(hint)]
        return [self._reading(cells)]

    def _reading(self, cells: int) -> Line:
        editing = self.editing
        assert editing is not None
        if editing.place.link and self._links(editing):
            return [("enter links the KPI of this name", "accent")]
        if editing.place.link and (names := self._likely(editing)):
            way = "tab takes the first: " if self.area.suggestion else "there already: "
            return [(way, "accent"), (clip(" · ".join(map(plain, names)), cells - width(way)), "dim")]
        if editing.initiative:
            return [("+ initiative: ", "accent"), (plain(editing.initiative), "dim")]
        if editing.result:
            return [("+ key result: ", "accent"), (plain(editing.result), "dim")]
        if editing.more:
            return [("+ a row of its own: ", "accent"), (plain(" · ".join(editing.more)), "dim")]
        if self.findings:
            verdict = editing.verdict
            if verdict and verdict.reads_like != verdict.kind and any(f.severity == "warning" for f in self.findings):
                return [("reads like " + _A[verdict.reads_like], "dim")]
            return [(self.findings[0].title.lower(), "dim")]
        if BLANK in self.area.text:
            return [("tab goes to the next blank", "dim")]
        return [("", "")]

    # -- fields

    def _on_entry(self) -> None:
        if self.editing is not None and self.field:
            self._error = ""
            target = self.editing.field(self.field)
            self.editing.unread = self.entry.text  # refused on leaving the field only: half a number is no mistake
            with suppress(PlanError):
                self.editing.type(target, self.entry.text)
                self.editing.unread = ""
            words = completions(target, self.entry.text, self.editing.around)
            typed = self.entry.text.rpartition(",")[2].lstrip() if target.spec.kind == "refs" else self.entry.text
            self.entry.suggestion = words[0][len(typed) :] if words and typed else ""
            if self._listener is not None:
                self.findings = self._listener.paused(self.editing.text)
            self._show()
            self.post_message(self.Typed())

    def draft(self) -> str:
        """What has been typed so far, as a draft keeps it."""
        return self.editing.as_draft({self.field: self.entry.text} if self.field else {}) if self.editing else ""

    def leave_field(self) -> bool:
        """Read the open field; False, with the reason on the screen, when it cannot be read."""
        if self.editing is None or not self.field or self.entry.text == self._given:
            return True
        target = self.editing.field(self.field)
        try:
            self.editing.type(target, self.entry.text)
        except PlanError as error:
            self.fail(str(error))
            return False
        question = odd(self.editing.form, target, self.entry.text, self.editing.around)
        if question and self._asked != (self.field, self.entry.text):
            self._asked = (self.field, self.entry.text)
            self.fail(question)
            return False
        return True

    def go_to(self, name: str) -> None:
        """Open a field, or go back to the text ("")."""
        assert self.editing is not None
        if not self.leave_field():
            return
        self.field, self.editing.unread = name, ""
        if name:
            self.settle()
            self.entry.display = True
            self._given = self.editing.shown(self.editing.field(name))
            self.entry.write(self._given, select=(0, len(self._given)))  # typing replaces what was there
            self.entry.suggestion = ""
            self.screen.set_focus(self.entry, scroll_visible=False)
        else:
            self.entry.display = False
            self.screen.set_focus(self.area, scroll_visible=False)
        self._show()

    def fail(self, sentence: str) -> None:
        """Say why it cannot be kept; the text stays."""
        self._error = sentence
        self.place()

    def remember(self) -> None:
        """Keep what is typed, for the key that takes typing back: its text is about to be put in another's place."""
        self._earlier.append(self.draft())

    def _take_back(self) -> bool:
        if not self._earlier or self.editing is None:
            return False
        self.editing.begin_anew(self._earlier.pop())
        self.rewrite()
        return True

    def rewrite(self, *, select: tuple[int, int] | None = None) -> None:
        """Show the editing's text after something else than typing changed it."""
        assert self.editing is not None
        self.field = ""
        self.entry.display = False
        self.area.write(self.editing.text, select=select)
        self.screen.set_focus(self.area, scroll_visible=False)
        if self._listener is not None:
            self.findings = self._listener.paused(self.editing.text)
        self._show()
        self.post_message(self.Typed())

    def _on_command(self, area: LineArea, key: events.Key) -> bool:
        """Take a key before the text does: a command, or a key meant for the line that has just taken over.

        Done here and not by a binding, which would come after the keys that follow in the same burst. As on the rows,
        any key ends what the last line says.
        """
        main: MainScreen = self.screen  # type: ignore[assignment]
        if main.footer.notice:
            main.tell("")
        command = editing_keys().get(key.key)
        if command == "next_choice" and self._take_offered():
            return True
        if command in ("next_choice", "last_choice"):
            return self._choose(1 if command == "next_choice" else -1)
        if key.character == " " and self.field and self.editing is not None:
            target = self.editing.field(self.field)
            if takes_space(target, self.entry.text, self.editing.around):
                return self._choose(1)
        if command is not None:
            self.do(command)
            return True
        now = self.entry if self.field else self.area
        if now is not area and key.is_printable and key.character:
            now.insert(key.character)
            return True
        return False

    def _take_offered(self) -> bool:
        """Write the KPI that is offered for a cause, as the key that chooses does in any list; false without one."""
        editing = self.editing
        if editing is None or not editing.place.link or self.field or self._links(editing):
            return False
        names = self._likely(editing)
        if not names:
            return False
        self.area.write(names[0])
        self._on_text()
        return True

    def do(self, command: str) -> None:
        """Do a command of the editor."""
        editing = self.editing
        if editing is None:
            return
        match command:
            case "next_field" if not self.field and self.area.suggestion:
                self.area.insert(self.area.suggestion, self.area.document.end)
            case "next_field" if not self.field and (blank := blank_in(self.area.text, self.area.caret)):
                self.area.select_span(blank)
            case "next_field" | "last_field":
                main: MainScreen = self.screen  # type: ignore[assignment]
                if editing.form.fields:
                    self.go_to(editing.next_field(self.field, 1 if command == "next_field" else -1))
                else:
                    main.tell(main.deeds.why_not(command))
            case "new_line":
                target: Field | None = editing.field(self.field) if self.field else None
                if (target.long if target else editing.form.long_title) and (
                    area := self.entry if target else self.area
                ):
                    area.insert("\n")
            case "keep":
                if self.leave_field():
                    self.settle()
                    self.asked(command)
            case _:
                self.asked(command)


_A = {
    "objective": "an objective",
    "key_result": "a key result",
    "kpi": "a KPI",
    "initiative": "an initiative",
    "strategy": "a strategy",
}


def blank_in(text: str, after: int = 0) -> tuple[int, int] | None:
    """The next blank ``__`` of a line from a place on, or else its first: to be selected and typed over."""
    at = text.find(BLANK, after)
    if at < 0:
        at = text.find(BLANK)
    return (at, at + len(BLANK)) if at >= 0 else None
