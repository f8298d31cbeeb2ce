"""Two wordings side by side, each with what the coach says of it; one is chosen, or the other one written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer

from okrtui.coach.around import dismissed
from okrtui.coach.lesson import reads_well
from okrtui.coach.model import Finding, Verdict
from okrtui.plan.dates import format_day
from okrtui.plan.entities import KeyResult
from okrtui.plan.errors import PlanError
from okrtui.plan.wordings import Worded, keep_other
from okrtui.tui.commands import key_of, keys_of
from okrtui.tui.editing import Editing
from okrtui.tui.listening import PAUSE, Listener
from okrtui.tui.paint import Line, line_width
from okrtui.tui.screens.keyed import Offer
from okrtui.tui.screens.picker import Dialog
from okrtui.tui.speech import GOOD, MEANT, blanks, praise
from okrtui.tui.text import plain, wrap
from okrtui.tui.widgets.buttons import Buttons
from okrtui.tui.widgets.editor import blank_in
from okrtui.tui.widgets.linearea import LineArea
from okrtui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from okrtui.tui.deeds.wordings import Wordings

_ARROWS = {"up": "↑", "down": "↓", "keep": "="}
_WIDEST = 124
"""Cells of the box at most: longer lines are hard to read."""
_PLACEHOLDER = "Say it another way. Both are kept until you choose."


class WordingsDialog(Dialog[str | None]):
    """Its result is what to do next: "swap", "drop", or nothing."""

    DEFAULT_CSS = """
    #two-shown { width: 100%; height: 12; }
    #two-typing { width: 100%; height: 1; border: none; padding: 0; background: $okr-field; scrollbar-size: 0 0; }
    #two-say { width: 100%; height: 1; }
    #two-foot { width: 100%; height: 1; }
    """
    PLACE: ClassVar[str] = "wordings"
    AUTO_FOCUS = ""

    def __init__(self, deed: Wordings, row: Worded) -> None:
        super().__init__()
        self.deed = deed
        self.row = row.id
        self._one = deed.reading(row, row.title)
        self._other = deed.reading(row, row.alternative)
        self._findings: dict[bool, Sequence[Finding]] = {}
        self._listener: Listener | None = None
        self._pause: Timer | None = None
        self._typing = False

    def compose(self) -> ComposeResult:
        """Both wordings, the line to type in, the keys."""
        with Container(classes="box") as box:
            box.border_title = "Two wordings"
            box.styles.width, box.styles.max_width = "100%", _WIDEST
            self.shown = Lines(id="two-shown")
            self.area = LineArea(self._typed, self._command, resized=self._grow, id="two-typing")
            self.say = Lines(id="two-say")
            self.foot = Buttons(id="two-foot")
            yield from (self.shown, self.area, self.say, self.foot)

    def on_mount(self) -> None:
        """Compare, or write the other wording when there is none yet."""
        self.area.display = False
        self.area.placeholder = Content(_PLACEHOLDER)
        self._settle()
        if not self._other.text.strip():
            self.call_after_refresh(self.action_write)

    def on_resize(self, event: events.Resize) -> None:
        """Lay both out anew."""
        self._show()

    # -- what is read

    def _read(self, text: str) -> None:
        """Take the other wording as it is typed."""
        if (row := self.deed.row(self.row)) is not None:
            self._other = self.deed.reading(row, text)

    def _judge(self, text: str) -> Verdict:
        """The coach on some beginning of the other wording."""
        row = self.deed.row(self.row)
        verdict = self.deed.reading(row, text).verdict if row is not None else None
        return verdict or self._other.judged(text)

    def _settle(self) -> None:
        """All that there is to say of both."""
        standing = self.deed.screen.side.verdict(self.row)
        self._findings[False] = [f for f in standing.findings if f.shown] if standing else ()
        verdict = self._other.verdict
        found = self._listener.paused(self._other.text) if self._listener else verdict.findings if verdict else ()
        self._findings[True] = [f for f in found if f.shown]
        self._show()

    # -- typing

    def action_write(self) -> None:
        """Write the other wording."""
        if self._typing or not self.deed.writable():
            self._say(self.deed.screen.session.notice if not self._typing else "")
            return
        self._typing = True
        self._listener = Listener(self._judge)
        self.area.display = True
        self.area.write(self._other.text)
        self.set_focus(self.area)
        self._settle()
        self._grow()

    def _typed(self) -> None:
        if self.area.text == self._other.text or self._listener is None:
            return
        self._read(self.area.text)
        self._findings[True] = self._listener.typed(self._other.text, self.area.caret)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._settle)
        self._show()
        self._grow()

    def _grow(self) -> None:
        self.area.styles.height = self.area.tall(max(self.area.size.width, 20))

    def _command(self, area: LineArea, key: events.Key) -> bool:
        """Keys that are no text."""
        deeds = {
            "keep": self._keep, "put_back": self._put_back, "fix_text": self._take_offer, "next_field": self._to_blank,
        }  # fmt: skip
        deed = next((deed for name, deed in deeds.items() if key.key in keys_of(name)), None)
        if deed is None:
            return False
        deed()
        return True

    def _to_blank(self) -> None:
        if blank := blank_in(self.area.text, self.area.caret):
            self.area.select_span(blank)

    def _keep(self) -> None:
        """Keep what is typed as the other wording."""
        main = self.deed.screen
        try:
            edit = keep_other(main.plan, self.row, self._other.text)
        except PlanError as error:
            self._say(str(error))
            return
        if not self.deed.apply(edit):
            self._say(main.footer.notice)
            return
        self._end_typing()
        self._say(f"Kept beside the one that stands. {key_of('undo')} takes it back." if edit else "")

    def _put_back(self) -> None:
        """Leave the other wording as it was; without one there is nothing to compare."""
        row = self.deed.row(self.row)
        if row is None or not row.alternative:
            self.dismiss(None)
            return
        self._read(row.alternative)
        self._end_typing()

    def _end_typing(self) -> None:
        self._typing = False
        self._listener = None
        self.area.display = False
        self.set_focus(None)
        self._settle()

    def _take_offer(self) -> None:
        """Begin with the coach's better line: for what is typed, else for the line that stands."""
        found = [*self._findings.get(True, ()), *self._findings.get(False, ())]
        fix = next((f.fix for f in found if f.fix and f.fix.action in ("rewrite", "initiative")), None)
        if fix is None:
            self._say("The coach has no better line for these.")
            return
        text = fix.text.split("\n")[0]
        self.area.write(text, select=blank_in(text))
        self._read("")
        self._typed()

    # -- choosing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a wording is typed, letters are letters."""
        return not (self._typing and action in ("choose", "write", "undo"))

    def action_choose(self, what: str) -> None:
        """Take the other wording, or let it go."""
        if self.deed.writable():
            self.dismiss(what)
        else:
            self._say(self.deed.screen.session.notice)

    def action_undo(self) -> None:
        """Back to the plan, where u takes back the last action."""
        self.dismiss("undo")

    # -- what is shown

    def _show(self) -> None:
        if not self.is_mounted:
            return
        cells = min(self.app.size.width, _WIDEST) - 4
        column = (cells - 3) // 2
        left = self._column("As it stands", self._one, self._findings.get(False, ()), column)
        right = self._column("The other", self._other, self._findings.get(True, ()), column)
        room = max(self.app.size.height - 9, 6)
        tall = min(max(len(left), len(right)), room)
        lines: list[Line] = []
        for n in range(tall):
            one: Line = left[n] if n < len(left) else ()
            other: Line = right[n] if n < len(right) else ()
            lines.append([*one, (" " * (column - line_width(one)), ""), (" │ ", "dim"), *other])
        self.shown.styles.height = tall
        self.shown.show(lines)
        self._say("")

    def _column(self, title: str, editing: Editing, findings: Sequence[Finding], cells: int) -> list[Line]:
        """A wording, what is read from it, what the coach says of it."""
        text = editing.text if editing.text.strip() else "…"
        lines: list[Line] = [[(title, "accent")]]
        lines += [[(part, "strong")] for part in wrap(plain(text), cells)]
        lines += [[(part, "dim")] for part in wrap(_facts(editing), cells)] if _facts(editing) else []
        lines.append([])
        if not findings:
            row = self.deed.row(self.row)
            meant = editing is self._one and row is not None and dismissed(self.deed.screen.plan, row)
            good = meant or editing.verdict is None or reads_well(editing.verdict)
            said = praise(editing.text, MEANT if meant else GOOD) if good else ""
            lines += [[("✓ ", "good"), (text, "good")] for text in wrap(said, cells - 2) if text]
            lines += [[(text, "accent")] for text in wrap(blanks(editing.text, typing=True), cells) if text]
        for n, finding in enumerate(findings):
            mark, style = ("◆ ", "warn") if finding.severity == "warning" else ("◇ ", "hint")
            lines.append([(mark, style), (plain(finding.title), "strong" if n == 0 else "")])
            if n == 0:
                lines += [[("  " + part, "")] for part in wrap(plain(finding.message), cells - 2)]
        return lines

    def _say(self, sentence: str) -> None:
        """The keys that work now, below what there is to say."""
        if self._typing:
            keys: list[Offer] = [
                ("keep", "keep", self._keep),
                ("fix_text", "the coach's line", self._take_offer),
                ("put_back", "put back", self._put_back),
            ]
        else:
            keys = [
                ("wordings_swap", "swap them", partial(self.action_choose, "swap")),
                ("wordings_write", "reword the other", self.action_write),
                ("wordings_drop", "drop the other", partial(self.action_choose, "drop")),
                ("leave", "back", self.action_leave),
            ]
        self.foot.show_parts(self.foot_lines(keys))
        said = wrap(sentence, max(min(self.app.size.width, _WIDEST) - 4, 20), 1)[0]
        self.say.show([[(said, "")]])


def _facts(editing: Editing) -> str:
    """What is read from a key result: "order frequency ↑ from 1.6 to 1.76 by 30 Jun"."""
    if editing.place.entity is not KeyResult or not editing.text.strip():
        return ""
    shown = {name: plain(editing.shown(editing.field(name))) for name in ("metric", "direction", "baseline", "target")}
    end = editing.around.cycle[1] if editing.around.cycle else None
    due = plain(editing.shown(editing.field("due"))) or (format_day(end, editing.around.today) if end else "__")
    measured = f"{shown['metric'] or 'no metric'} {_ARROWS.get(shown['direction'], '')}".strip()
    return f"{measured} · from {shown['baseline'] or '__'} to {shown['target'] or '__'} by {due}"
