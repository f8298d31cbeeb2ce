"""Conflicts of a merge: both values of each, and the choice between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from okrtui.exchange.wording import conflict_topic, conflict_value, name_of
from okrtui.plan.changes import Edit
from okrtui.plan.conflicts import as_text, decide, subject
from okrtui.plan.entities import Initiative, KeyResult, Kpi, MergeConflict, Objective, Priority, Root
from okrtui.plan.fields import Value
from okrtui.plan.numbers import Quantity
from okrtui.tui.commands import key_of
from okrtui.tui.forms import Around, Field, read, show
from okrtui.tui.paint import Line
from okrtui.tui.screens.listing import Listing
from okrtui.tui.text import clip, plain, wrap
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_ABOUT = (
    "Two people changed these apart, and a merge kept both values. Ours stands in the plan until you decide; "
    "a line that one side removed stays until then."
)
_ON_SCREEN = (Root, Priority, Objective, KeyResult, Initiative, Kpi)
_LINES = 12
"""Lines of one value that are shown."""
_TYPED = ("text", "number", "date", "choice")
"""Kinds of fields for which a value of one's own can be typed."""


class ConflictsScreen(Listing):
    """Its result is "show ID" when a line was gone to."""

    PLACE: ClassVar[str] = "conflicts"

    def __init__(self, main: MainScreen) -> None:
        super().__init__(main)
        self._found: dict[str, MergeConflict] = {}
        self._ends: dict[str, int] = {}
        """Where the last line of each conflict stands."""

    def on_mount(self) -> None:
        """Begin on the first conflict."""
        self.call_after_refresh(self.begin)

    # -- what is shown

    def heading(self) -> Line:
        """What it is, and how many there are."""
        many = len(self.main.plan.table(MergeConflict))
        return [("Conflicts", "accent"), (f"  {many} to decide" if many else "", "dim")]

    def make(self, cells: int) -> Sequence[Row]:
        """Every conflict with the value before, ours and theirs."""
        self._found = {f"row {row.id}": row for row in self.main.plan.children(MergeConflict)}
        self.stops = set(self._found)
        if not self._found:
            said = f"Nothing is left to decide. {key_of('undo')} takes the last decision back."
            return [Row.of_line(f"none-{n}", [(text, "strong")]) for n, text in enumerate(wrap(said, cells))]
        rows = [Row.of_line(f"about-{n}", [(text, "dim")]) for n, text in enumerate(wrap(_ABOUT, cells))]
        for key, conflict in self._found.items():
            rows += self._entry(key, conflict, cells)
            self._ends[key] = len(rows) - 1
        return rows

    def _entry(self, key: str, conflict: MergeConflict, cells: int) -> list[Row]:
        plan = self.main.plan
        about = subject(plan, conflict)
        field, whose = conflict_topic(plan, conflict)
        named = name_of(plan, about.row) if about.row else f"{whose.removeprefix('of ')}, which is gone"
        head: Line = [(clip(plain(f"{field[:1].upper()}{field[1:]}: {named}"), cells - 2), "strong")]
        rows = [Row.of_line(f"gap {key}", []), Row.of_line(key, head)]
        for label, text, style in (
            ("before", conflict.base, "dim"),
            ("ours", conflict.ours, ""),
            ("theirs", conflict.theirs, ""),
        ):
            words = plain(conflict_value(plan, conflict, text))
            for number, line in enumerate(wrap(words, max(cells - 12, 10), _LINES)):
                lead = label if not number else ""
                rows.append(Row.of_line(f"{label}-{number} {key}", [(f"  {lead:<8}", "dim"), (line, style)]))
        return rows

    def offered(self) -> list[tuple[str, str]]:
        """The keys that work on the conflict under the cursor."""
        keys: list[tuple[str, str]] = []
        if self.here:
            keys += [
                ("conflicts_ours", "take ours"),
                ("conflicts_theirs", "take theirs"),
                ("conflicts_own", "own value"),
            ]
            keys.append(("list_open", "go there"))
        return [*keys, ("undo", "undo"), ("leave", "back"), ("up down", "move")]

    def refresh_rows(self) -> None:
        """Show the plan as it stands now, with a conflict under the cursor whenever there is one."""
        super().refresh_rows()
        if self._found and not self.here:
            self.begin()

    def _moved(self, key: str) -> None:
        super()._moved(key)
        self.call_after_refresh(self._show_whole)

    def _show_whole(self) -> None:
        """Scroll until both values of the conflict under the cursor are seen, where there is room for them."""
        height = self.list.size.height
        if self.here and height:
            end, top = self._ends[self.here], round(self.list.scroll_y)
            if end >= top + height:
                self.list.scroll_to(y=min(end - height + 1, self.list.cursor), animate=False)

    # -- commands

    def _conflict(self) -> MergeConflict | None:
        found = self._found.get(self.here)
        if found is None and self._found:
            self.tell(f"{key_of('down')} goes to a conflict.")
        return found

    def action_take(self, side: str) -> None:
        """Decide for one of the two values."""
        conflict = self._conflict()
        if conflict is not None and self.writable():
            self._decide(conflict, getattr(conflict, side), f"Took {side}")

    def _decide(self, conflict: MergeConflict, text: str, said: str) -> None:
        """Decide, say it, and go on to the next conflict."""
        keys = list(self._found)
        after = keys[keys.index(self.here) + 1 :] + keys[: keys.index(self.here)][::-1]
        self.main.session.history(conflict.item or "")
        if self.apply(lambda: decide(self.main.plan, conflict.id, text)):
            left = len(self.main.plan.table(MergeConflict))
            more = f"{left} left" if left else "nothing is left to decide"
            self.list.reload(next((key for key in after if key in self._found), ""))
            self.list.show_cursor()
            self._moved("")
            self.tell(f"{said}: {more}. {key_of('undo')} takes it back.")

    def action_own(self) -> None:
        """Type a value of one's own."""
        from okrtui.tui.screens.valuebox import Slot, ValueBox

        conflict = self._conflict()
        if conflict is None or not self.writable():
            return
        plan = self.main.plan
        about = subject(plan, conflict)
        if about.row is None or about.spec is None or about.spec.kind not in _TYPED or "\n" in conflict.ours:
            self.tell(
                f"No value can be typed for this: {key_of('conflicts_ours')} takes ours, "
                f"{key_of('conflicts_theirs')} takes theirs."
            )
            return
        field = Field(about.spec, "", "")
        unit = str(getattr(about.row, "unit", ""))
        held = getattr(about.row, about.field)
        around = Around(plan, self.main.world.today, row=about.row.id, unit=unit)

        def make(typed: dict[str, str]) -> Edit:
            value = read(field, typed["own"], around)
            plain_value: Value = value.value if isinstance(value, Quantity) else value
            return decide(plan, conflict.id, as_text(plain_value))

        shown = show(field, held, around)
        label = conflict_topic(plan, conflict)[0]
        title = f"{label[:1].upper()}{label[1:]}: a value of your own"
        self.app.push_screen(ValueBox(title, [Slot("own", label[:12], shown)], make), self._typed)

    def _typed(self, edit: Edit | None) -> None:
        if edit is not None and self.apply(lambda: edit):
            self.begin()
            self.tell(f"Your own value is in the plan. {key_of('undo')} takes it back.")

    def action_open(self) -> None:
        """Go to the line that the conflict is about."""
        conflict = self._conflict()
        if conflict is None:
            return
        if isinstance(self.main.plan.item(conflict.item or ""), _ON_SCREEN):
            self.dismiss(f"show {conflict.item}")
        else:
            self.tell("There is no line on the screen for this: decide here.")
