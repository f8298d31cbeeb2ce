"""Export and copy: a quarter, the whole plan or one row, as a file or for the clipboard."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input

from okrtui.exchange.errors import FileExists
from okrtui.plan.changes import Change
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.reviewing import last_review
from okrtui.tui.browser import hand_over
from okrtui.tui.clipboard import copied
from okrtui.tui.commands import key_of
from okrtui.tui.exportchoice import LEAVES_OUT, ExportChoice
from okrtui.tui.exportpaths import cut_start, in_the_way, no_target, target, where
from okrtui.tui.exports import FORMATS, Format, Job, Scope, told
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Choice, Dialog, Picker
from okrtui.tui.text import wrap
from okrtui.tui.waiting import Waiting, whole_plan
from okrtui.tui.widgets.buttons import Buttons, Part, Press, lettered
from okrtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_LABEL = 10
"""Cells of the words at the left."""
_NOTE = 6
"""Lines below the file name: what goes out and how much, or what went wrong."""
_PAUSE = 0.2
"""Seconds after which what goes out is counted, so that the dialog is there at once."""
_PATH = 60
"""Cells of a path within a sentence that says why it cannot be written."""
_STOPPED = "Stopped; nothing was written."


class ExportDialog(Dialog[None]):
    """Chooses what goes out, how and where to; writes or copies it, and says so on the main screen."""

    DEFAULT_CSS = """
    #export-options { height: 4; width: 100%; }
    #export-to { height: 1; width: 100%; }
    #export-label { height: 1; width: 10; }
    #export-name { width: 1fr; }
    #export-where { height: 1; width: 100%; }
    #export-note { height: 6; width: 100%; }
    #export-foot { height: 1; width: 100%; }
    """
    PLACE: ClassVar[str] = "export"

    def __init__(self, main: MainScreen) -> None:
        super().__init__()
        self.main = main
        self.choice = ExportChoice(main.world, main.session.path.stem, main.view.cycle, main.here)
        self._named = False
        """Whether the name is the user's own, and stays when another choice is made."""
        self._line = 0
        """The line of choices that the arrows are on: 0 is the format, 1 what goes out."""
        self._job: Job | None = None
        self._waiting = Waiting(self, lambda sentence: self.say(sentence, "accent"))
        self._said: tuple[str, str] = ("", "")
        self._counted = False
        """Whether the whole history is there, so that what goes out can be counted."""
        self._previews: dict[tuple[str, str, frozenset[str]], str] = {}

    def compose(self) -> ComposeResult:
        """The choices, the file name, a note, the keys."""
        self.options = Buttons(id="export-options")
        self.file = Input(id="export-name", compact=True, select_on_focus=False)
        self.where = Lines(id="export-where")
        self.note = Lines(id="export-note")
        self.foot = Buttons(id="export-foot")
        with Container(classes="box") as box:
            box.border_title = "Export"
            yield self.options
            with Horizontal(id="export-to"):
                yield Lines(id="export-label")
                yield self.file
            yield self.where
            yield self.note
            yield self.foot

    def on_mount(self) -> None:
        """Propose a file name; keys choose first."""
        self.query_one("#export-label", Lines).show([[("to", "dim")]])
        self.options.can_focus = True
        self.options.focus()
        self.show_choices()
        self.set_timer(_PAUSE, self._count)

    # -- what is chosen

    @property
    def path(self) -> str:
        """Where the file would be written; empty without a name."""
        return target(self.file.value, self.choice.file_name, self.choice.form)

    def action_line(self, step: int) -> None:
        """To the other line of choices; out of the file name to them."""
        if self.file.has_focus:
            self.options.focus()
            return
        self._line = (self._line + step) % 2
        self._draw()

    def action_choose(self, step: int) -> None:
        """The next choice on the line, or the one before."""
        if self._line == 0:
            self._next_form(step)
        else:
            self._next_scope(step)

    def _next_form(self, step: int) -> None:
        forms = self.choice.forms
        self._choose_form(forms[(forms.index(self.choice.form) + step) % len(forms)])

    def action_form_is(self, index: int) -> None:
        """One format, by its key."""
        if FORMATS[index] in self.choice.forms:
            self._choose_form(FORMATS[index])

    def _choose_form(self, form: Format) -> None:
        old, self.choice.form = self.choice.form, form
        base, ending = os.path.splitext(self.file.value)
        if self._named and form is not old and ending.lower() in old.suffixes:
            self._put_name(base + form.suffixes[0])
        self.show_choices()

    def _next_scope(self, step: int) -> None:
        scopes = self.choice.scopes
        self.action_scope_is(scopes[(scopes.index(self.choice.scope) + step) % len(scopes)])

    def action_scope_is(self, scope: Scope) -> None:
        """One scope, if the format can hold it."""
        self.choice.scope = scope
        self.show_choices()

    def action_without(self, word: str) -> None:
        """Leave something out, or not."""
        self.choice.tick(word)
        self.show_choices()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A typed name is the user's own; its ending chooses the format."""
        self._named = bool(event.value.strip())
        self.choice.take_ending(event.value)
        self.show_choices(keep_name=True)

    def _put_name(self, name: str) -> None:
        with self.file.prevent(Input.Changed):
            self.file.value = name
        self.file.cursor_position = len(name)

    # -- showing

    def show_choices(self, *, keep_name: bool = False) -> None:
        """Show the choices as they are, with the name that goes with them; what was said before is over."""
        self._said = ("", "")
        if not self._named and not keep_name:
            self._put_name(self.choice.file_name)
        self._draw()

    def say(self, sentence: str, style: str = "bad") -> None:
        """Say what went wrong, or what is going on, until something else is chosen."""
        self._said = (sentence, style)
        self._draw()

    def _draw(self) -> None:
        choice = self.choice
        forms = [
            self._option(f.name.removeprefix("HTML "), f.command, f is choice.form, partial(self._choose_form, f))
            for f in choice.forms
        ]
        scopes = [
            self._option(choice.label(s), f"export_{s}", s == choice.scope, partial(self.action_scope_is, s))
            for s in choice.scopes
        ]
        here = self._line if self.options.has_focus else -1
        choices = [_line("format", forms, here=here == 0), _line("what", scopes, here=here == 1)]
        self.options.show_parts([*choices, self._without_line(), []])
        room = max(self.note.size.width, 40)
        self.where.show([[(" " * _LABEL, ""), (where(self.path, room - _LABEL), "dim")]])
        sentence, style = self._said
        lines = wrap(sentence or choice.sentence, room, _NOTE - 1)
        counts = [] if sentence or not self._counted else wrap(self._preview(), room, _NOTE - 1 - len(lines))
        self.note.show([[], *([(line, style or "dim")] for line in lines), *([(line, "")] for line in counts)])
        self._draw_foot()

    def _preview(self) -> str:
        """How much goes out, in words; counted once for each choice."""
        choice = self.choice
        key = choice.form.name, choice.scope, choice.without
        if key not in self._previews:
            try:
                self._previews[key] = choice.preview(self.main.session.plan)
            except PlanError as error:  # another window has taken away what was to go out
                return str(error)
        return self._previews[key]

    def _count(self) -> None:
        self.run_worker(self._counting(), group="count")

    async def _counting(self) -> None:
        """Read what is to be counted: the plan on the screen holds the latest values only."""
        try:
            await whole_plan(self.main.session)
        except PlanError:
            return  # it is said when the export fails for it
        self._counted = True
        self._draw()

    def _option(self, label: str, command: str, on: bool, press: Press) -> list[Part]:
        mark, style = "accent" if self.options.has_focus else "dim", "strong" if on else ""
        name = lettered(label, key_of(command), style, press)
        return [("▸ " if on else "  ", mark, press), *name, (" ", "", None)]

    def _without_line(self) -> list[Part]:
        if not self.choice.can_leave_out:
            return []
        ticks: list[list[Part]] = []
        for word in LEAVES_OUT:
            press = partial(self.action_without, word)
            tick = "☑ " if word in self.choice.without else "☐ "
            ticks.append(
                [(f"{key_of(f'export_{word}')} ", "key", press), (f"{tick}{word}", "", press), ("  ", "", None)]
            )
        return _line("without", ticks)

    def _draw_foot(self) -> None:
        if self._job is not None:
            self.foot.show_parts(self.foot_lines([("leave", "stop", self.action_leave)]))
            return
        typing = self.file.has_focus
        keys: list[Offer] = [("export_write", "write", self.action_write)]
        keys += [("export_copy", "copy", self.action_copy)]
        keys += [] if typing else [("up down", "line", None), ("left right", "choose", None)]
        keys += [("export_other", "choices" if typing else "name", self.action_other)]
        self.foot.show_parts(self.foot_lines([*keys, ("leave", "back", self.action_leave)]))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys that work differ in the file name."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the note for the new width."""
        self.call_after_refresh(self._draw)

    # -- doing

    def action_other(self) -> None:
        """From the choices to the file name, and back."""
        (self.options if self.file.has_focus else self.file).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the file name writes."""
        self.action_write()

    def action_write(self) -> None:
        """Write the file."""
        sentence = no_target(self.path, self.main.session.path)
        if sentence:
            self.say(sentence)
        else:
            self._begin(self.path, force=False)

    def action_copy(self) -> None:
        """Copy the text."""
        self._begin("", force=False)

    def action_leave(self) -> None:
        """Stop what is going on, or go back."""
        if self._job is None:
            self.dismiss(None)
        elif self._job.stop():
            self._waiting.end()
            self.say(_STOPPED, "warn")

    def _begin(self, path: str, *, force: bool) -> None:
        if self._job is not None:
            return
        self._job = self.choice.job(path, force=force)
        self._waiting.begin(f"{'Writing' if path else 'Copying'} {self._job.what}")
        self.run_worker(self._do(self._job), exclusive=True)

    def _since_review(self, job: Job) -> Sequence[Change]:
        """What the journal holds since the last review that goes out, for a report."""
        review = last_review(job.part()) if job.form.suffixes[0] == ".html" else None
        return self.main.session.changes_after(review.id) if review else ()

    async def _do(self, job: Job) -> None:
        try:
            job.plan = await whole_plan(self.main.session) if job.form.whole else Plan(self.main.plan.rows())
            job.changes = await asyncio.to_thread(self._since_review, job)
            if job.path:
                done = await asyncio.to_thread(job.write)
                said = f"Written to {told(job)}."
                if done:
                    said = hand_over(self.app, job.path) + said
            else:
                text = await asyncio.to_thread(job.copied)
                done = job.begin()
                said = copied(told(job, text))
                if done:
                    self.app.copy_to_clipboard(text)
            self._end("" if done else _STOPPED, "warn")
            if done:
                self.dismiss(None)
                self.main.tell(said)
        except FileExists:
            self._end("")
            self._ask(job)
        except PlanError as error:
            sentence = str(error)
            self._end(sentence.replace(job.path, cut_start(job.path, _PATH)) if job.path else sentence)

    def _end(self, sentence: str, style: str = "bad") -> None:
        self._job = None
        self._waiting.end()
        self.say(sentence, style)

    def _ask(self, job: Job) -> None:
        """Ask before a file that is not ours is replaced."""
        note = in_the_way(job.path, self.main.world.today)
        choices = [Choice("keep", "keep it, and choose another name", "k"), Choice("replace", "replace it", "r")]
        lines = "\n".join(wrap(note, max(self.note.size.width, 40)))
        picker = Picker("No export of okrtui", choices, note=lines, selected="keep")
        self.app.push_screen(picker, partial(self._answered, job))

    def _answered(self, job: Job, answer: str | tuple[str, ...] | None) -> None:
        if answer == "replace":
            self._begin(job.path, force=True)
        else:
            self.file.focus()


def _line(label: str, options: list[list[Part]], *, here: bool = False) -> list[Part]:
    """A line of choices; `here`: the arrows choose on it."""
    shown = f"{label} ›" if here else label
    return [(shown.ljust(_LABEL), "strong" if here else "dim", None), *(part for option in options for part in option)]
