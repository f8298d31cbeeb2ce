"""The detail view: all there is about a row, and its values corrected where they stand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.plan.dates import format_moment
from okrtui.plan.entities import ROOT, Cycle, Entity, Initiative, KeyResult, Kpi, Objective, Priority
from okrtui.plan.errors import PlanError
from okrtui.plan.history import Entry, correct, forget, pasts
from okrtui.plan.naming import kind_name, title_of
from okrtui.plan.numbers import typed_value
from okrtui.plan.recording import before_start
from okrtui.plan.wordings import other_wording
from okrtui.session import Event
from okrtui.tui.commands import key_of
from okrtui.tui.details import MORE, Details, value_kind
from okrtui.tui.editing import Editing
from okrtui.tui.keeping import edit_of, number_of
from okrtui.tui.paint import Line
from okrtui.tui.place import Place
from okrtui.tui.rows import item_title
from okrtui.tui.screens.listing import Listing
from okrtui.tui.screens.valuebox import Slot, ValueBox
from okrtui.tui.waiting import whole_history
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_CONFIDENCE = Slot("confidence", "confidence", "", "0 to 10: how sure are you that it lands?")


class Detail(Listing):
    """Opened on a row of the plan; lines that lead to other rows open these."""

    PLACE: ClassVar[str] = "detail"

    def __init__(self, main: MainScreen, row: str) -> None:
        super().__init__(main)
        self.row = row
        self.details = Details(main, row)
        self.waiting = any(main.session.has_more(owner) for owner in self._owners())
        """The history is still being read."""
        if not self.waiting:
            self._read()

    def on_mount(self) -> None:
        """Read a long history beside the screen: Escape need not wait for it."""
        if self.waiting:
            self.run_worker(self._read_beside())

    def _owners(self) -> list[str]:
        """The row whose values these are, and the KPI that is its metric."""
        row = self.item
        if not isinstance(row, KeyResult | Kpi):
            return []
        return [row.id, row.measured_by] if isinstance(row, KeyResult) and row.measured_by else [row.id]

    def _read(self) -> None:
        """The whole history of the row, and what the journal says of it."""
        session, owners = self.main.session, self._owners()
        for owner in owners:
            session.history(owner)
        self.details.past = pasts(change for owner in owners for change in session.value_changes(owner))

    async def _read_beside(self) -> None:
        session, owners = self.main.session, self._owners()
        try:
            for owner in owners:
                await whole_history(session, owner)
            changes = [await asyncio.to_thread(session.value_changes, owner) for owner in owners]
        except PlanError as error:
            self.tell(str(error))
            return
        self.waiting = False
        self.details.past = pasts(change for found in changes for change in found)
        self.refresh_rows()
        self.head.show([self.heading()])

    @property
    def item(self) -> Entity | None:
        """The row that is shown."""
        return self.main.plan.item(self.row)

    # -- what is shown

    def heading(self) -> Line:
        """What kind of row it is, and where it belongs."""
        row, plan = self.item, self.main.plan
        if row is None:
            return ()
        where = ""
        if isinstance(row, KeyResult):
            objective = plan.item(row.objective)
            cycle = plan.cycle_of(row)
            where = " · ".join(filter(None, (cycle.name if cycle else "", title_of(objective) if objective else "")))
        elif isinstance(row, Objective):
            cycle, priority = plan.find(row.cycle, Cycle), plan.find(row.priority or "", Priority)
            where = " · ".join(filter(None, (cycle.name if cycle else "", priority.title if priority else "")))
        name = "strategy" if row.id == ROOT else kind_name(type(row))
        reading = "  reading all values …   (esc leaves)" if self.waiting else ""
        head = [(name[0].upper() + name[1:], "accent"), (f"  {item_title(where, 80)}" if where else "", "dim")]
        return [*head, (reading, "warn")]

    def make(self, cells: int) -> Sequence[Row]:
        """All lines; history and links can be gone to."""
        rows = self.details.rows(cells)
        self.stops = {*self.details.entries, *self.details.links}
        return rows

    def offered(self) -> list[tuple[str, str]]:
        """The keys that work on the line under the cursor, and on the row."""
        keys = []
        if self.here in self.details.entries:
            keys += [("list_open", "correct"), ("detail_delete", "delete value")]
        elif self.here == MORE:
            keys.append(("list_open", "show them"))
        elif self.here:
            ticks = isinstance(self.main.plan.item(self.details.links.get(self.here, "")), Initiative)
            keys.append(("list_open", "tick" if ticks else "go there"))
        if isinstance(self.item, KeyResult | Kpi) and not self._too_early:
            keys.append(("detail_value", "new value"))
        if other_wording(self.item):
            keys.append(("detail_wordings", "two wordings"))
        return [*keys, ("detail_edit", "edit"), ("leave", "back"), ("undo", "undo"), ("up down", "move")]

    def hear_plan(self, event: Event) -> None:
        """Show what is in the file by now, and what it was before."""
        if not self.waiting:
            self._read()
        super().hear_plan(event)

    # -- commands

    def action_edit(self) -> None:
        """Change the row where it stands in the plan."""
        if self.item is not None and self.writable():
            self.dismiss(f"edit {self.row}")

    def action_wordings(self) -> None:
        """Compare both wordings, in the plan."""
        if isinstance(self.item, Objective | KeyResult):
            self.dismiss(f"wordings {self.row}")
        else:
            self.tell("Two wordings are kept for objectives and key results.")

    def action_space(self) -> None:
        """Tick an initiative; anywhere else go back, as the key that opened it."""
        if isinstance(self.main.plan.item(self.details.links.get(self.here, "")), Initiative):
            self.action_open()
        else:
            self.dismiss(None)

    def action_open(self) -> None:
        """Correct the value under the cursor, tick an initiative, or go to a row that is linked."""
        if self.here == MORE:
            self.details.most *= 20
            self.refresh_rows()
        elif entry := self.details.entries.get(self.here):
            self._correct(entry)
        elif row := self.main.plan.item(self.details.links.get(self.here, "")):
            if isinstance(row, Initiative):
                if self.writable():
                    self.apply(lambda: edits.change(self.main.plan, row.id, done=not row.done))
            else:
                self.app.push_screen(Detail(self.main, row.id), self._next)

    def _next(self, what: str | None) -> None:
        """Another row's details were left: back here, or on to what was asked for there."""
        if what:
            self.dismiss(what)

    def action_delete(self) -> None:
        """Delete the value under the cursor."""
        row, entry = self.item, self.details.entries.get(self.here)
        if entry is None or not isinstance(row, KeyResult | Kpi):
            self.tell(f"{key_of('detail_delete')} deletes a value of the history: ↓ goes there.")
        elif self.writable():
            self.apply(lambda: forget(row, entry), said=f"Deleted the value. {key_of('undo')} brings it back.")

    def action_value(self) -> None:
        """A new value, of today or an earlier day."""
        row = self.item
        if not isinstance(row, KeyResult | Kpi) or not self.writable():
            return
        if self._too_early:
            self.tell(self._too_early)
            return
        today = format_moment(self.main.world.today, self.main.world.today)
        slots = [Slot("value", "value", "", self._open(row).placeholder)]
        if isinstance(row, KeyResult):
            slots.append(_CONFIDENCE)
        slots += [Slot("note", "note", "", "what happened, in a line"), Slot("at", "on", today)]
        self._ask(f"A value of “{item_title(title_of(row), 60)}”", slots, lambda texts: self._new(row, texts))

    @property
    def _too_early(self) -> str:
        """Why there are no values yet, for a key result whose cycle has not begun."""
        row = self.item
        return before_start(self.main.plan, row, self.main.world.today) if isinstance(row, KeyResult) else ""

    def _open(self, row: KeyResult | Kpi) -> Editing:
        return self.main.deeds.typing.editing_for(Place(value_kind(row), row.id))

    def _new(self, row: KeyResult | Kpi, texts: dict[str, str]) -> Edit:
        editing = self._open(row)
        for name in ("at", "confidence", "note"):
            if name in texts:
                editing.type(editing.field(name), texts[name])
        editing.write(texts["value"])
        return edit_of(editing)

    def _correct(self, entry: Entry) -> None:
        row = self.item
        if not isinstance(row, KeyResult | Kpi) or not self.writable():
            return
        value = "" if entry.value is None else typed_value(entry.value, row.unit)
        slots = [Slot("value", "value", value, "a number")]
        if isinstance(row, KeyResult):
            said = "" if entry.confidence is None else f"{entry.confidence:g}"
            slots.append(Slot("confidence", "confidence", said, _CONFIDENCE.hint))
        slots.append(Slot("note", "note", entry.note, "what happened, in a line"))
        on = format_moment(entry.at, self.main.world.today)
        self._ask(
            f"Correct the value of {on}",
            slots,
            lambda texts: self._corrected(row, entry, texts),
            delete=lambda: forget(row, entry),
        )

    def _corrected(self, row: KeyResult | Kpi, entry: Entry, texts: dict[str, str]) -> Edit:
        editing = self._open(row)
        for name in ("confidence", "note"):
            if name in texts:
                editing.type(editing.field(name), texts[name])
        editing.write(texts["value"])
        confidence = editing.value("confidence")
        number = number_of(editing) if texts["value"].strip() else None
        note = str(editing.value("note") or "")
        return correct(self.main.plan, row, entry, number, confidence if isinstance(confidence, float) else None, note)

    def _ask(
        self,
        title: str,
        slots: list[Slot],
        make: Callable[[dict[str, str]], Edit],
        *,
        delete: Callable[[], Edit] | None = None,
    ) -> None:
        def done(edit: Edit | None) -> None:
            if edit is None:
                return
            word = edit.title.partition(" ")[0]
            said = {"correct": "Corrected the value.", "delete": "Deleted the value."}.get(word, "Recorded the value.")
            self.apply(lambda: edit, said=f"{said} {key_of('undo')} takes it back." if edit else "It is as it was.")

        self.app.push_screen(ValueBox(title, slots, make, delete=delete), done)
