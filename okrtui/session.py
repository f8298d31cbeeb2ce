"""The one door between a user interface and a plan file.

A session keeps the plan in memory and in the file. `Session.apply` changes the one in memory at once and hands the
edit to the store thread; what came of it, and what other windows do, comes back as events. The user's side hands each
event to `Session.receive` before it reacts to it.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from okrtui.plan.changes import Change, Edit, Insert, Remove
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan, parent_of
from okrtui.plan.naming import called
from okrtui.store.commands import Again, Travel, Write
from okrtui.store.drafts import Draft
from okrtui.store.errors import OlderFormat, ReadOnly
from okrtui.store.events import (
    Changed,
    Entry,
    Event,
    Failed,
    NothingToUndo,
    Noticed,
    Redone,
    Reloaded,
    Saved,
    Slow,
    Trouble,
    Undone,
)
from okrtui.store.layout import HISTORIES
from okrtui.store.memory import Memory
from okrtui.store.opening import open_plan
from okrtui.store.origin import Origin, close_window, open_window, user_name
from okrtui.store.reader import (
    can_write,
    read_changes_after,
    read_history,
    read_history_from,
    read_value_changes,
    reading,
)
from okrtui.store.worker import Worker

if TYPE_CHECKING:
    from okrtui.store.backups import Backup
    from okrtui.store.describing import Described
    from okrtui.store.doctor import Report

T = TypeVar("T")

BACKUPS = 30
"""How many backups of a plan are kept at most, unless a setting says otherwise."""

__all__ = [
    "Backup",
    "Changed",
    "Described",
    "Draft",
    "Entry",
    "Event",
    "Failed",
    "NothingToUndo",
    "Noticed",
    "Redone",
    "Reloaded",
    "Report",
    "Saved",
    "Session",
    "Slow",
    "Trouble",
    "Undone",
]


class Session:
    """One window on one plan file.

    ``today`` tells the day that the journal and drafts are dated with; ``state_dir`` is where drafts and backups go
    when not to the user's own state folder. ``readonly`` opens the file without ever writing to it. ``as_of`` opens the
    plan as it was at the end of a past day, for reading: see `okrtui.store.asof`. It stays as it is then, whatever
    others write. Before the first change of a day the file is backed up; ``backups`` are kept at most, 0: none is made.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        today: Callable[[], date],
        readonly: bool = False,
        state_dir: Path | None = None,
        as_of: date | None = None,
        backups: int = BACKUPS,
    ) -> None:
        self.path = Path(path).absolute()
        self.as_of = as_of
        """The past day that is shown; None: now."""
        self.first_day: date | None = None
        """Of a past day only: when the journal begins; None when nothing was ever written."""
        readonly = readonly or as_of is not None
        self._readonly = readonly
        self.notice = f"{self.path.name} was opened for reading only." if readonly else ""
        """Why the plan is read-only, as a sentence; empty when it is not."""
        self.window = open_window()
        self._source = self.path
        """What is read: the file, or a copy of it in the present format."""
        self._closing = ExitStack()
        self._today = today
        self._forced = readonly
        self._until: int | None = None
        self._state_dir = state_dir
        self._memory = Memory(Plan())
        self._partial: set[str] = set()
        self._drafts: list[Draft] = []
        self._ticket = 0
        self._last_edit = 0
        self._known_failures = 0
        self._inbox: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._own_inbox = True
        self._worker = Worker(self.path, self.window, state_dir, backups)

    @property
    def plan(self) -> Plan:
        """The plan as the user sees it: with edits that are still on their way to the file."""
        return self._memory.plan

    @property
    def readonly(self) -> bool:
        """Whether the plan takes no changes. One whose file could not be written does as soon as that is over."""
        if self._readonly and not self._forced and can_write(self.path):
            self._readonly = self._worker.readonly = False
            self.notice = ""
        return self._readonly

    # -- opening

    def open(self) -> Session:
        """Read the plan; a file that is not there is made, empty, and gets its tables from the store thread.

        An older file is brought up to date first. Raises a `StoreError`, a sentence that names the file, when the plan
        cannot be read; `MissingPlan` when there is none and it was opened for reading only.
        """
        if self.as_of is not None:
            return self._open_past(self.as_of)
        opened = self._read(lambda path: open_plan(path, self.window, readonly=self._forced, state_dir=self._state_dir))
        self._memory = Memory(opened.plan)
        self._partial = opened.partial
        self._drafts = opened.drafts
        if not opened.writable and not self._forced:
            self._readonly = True
            self.notice = f"{self.path.name} is read-only: what you type is kept as a draft, and not in the plan."
        self._worker.prepare(opened.seen, frozenset(draft.key for draft in opened.drafts), readonly=self._readonly)
        return self

    def _read(self, read: Callable[[Path], T]) -> T:
        """Read the file; one of an older format that is not to be written is read as a copy brought up to date."""
        try:
            return read(self.path)
        except OlderFormat:
            if not self._forced:
                raise
            from okrtui.store.backups import up_to_date

            self._source = self._closing.enter_context(up_to_date(self.path))
            return read(self._source)

    def _open_past(self, day: date) -> Session:
        from okrtui.plan.quarters import format_day
        from okrtui.store.asof import plan_as_of

        past = self._read(lambda path: plan_as_of(path, day))
        self._memory = Memory(past.plan)
        self._until, self.first_day = past.last, past.first_day
        self.notice = f"This is the plan as of {format_day(day, self._today())}: it can be read, not changed."
        return self

    def start(self, notify: Callable[[Event], None] | None = None) -> None:
        """Start the store thread. ``notify`` is called on that thread; without it, `wait` receives all events.

        What was applied before is written then. `wait` and `close` start it when nobody has. A past day needs none.
        """
        if self.as_of is not None:
            return
        self._own_inbox = notify is None
        self._worker.start(notify or self._inbox.put)

    def history(self, row: str) -> bool:
        """Read the whole history of an item into the plan, if it was not yet; whether there was more.

        To be called before an edit that takes the item's history with it to another kind, corrects an old value, or
        shows all of them.
        """
        if row not in self._partial:
            return False
        with reading(self._source) as db:
            self._add_history(read_history(self._source, db, row))
        self._partial.discard(row)
        return True

    def history_from(self, row: str, day: date) -> None:
        """Read an item's values of after a day, and the one that it had by then, if they were not read at the start."""
        if row in self._partial:
            with reading(self._source) as db:
                self._add_history(read_history_from(self._source, db, row, day))

    def history_all(self) -> Plan:
        """The plan with the whole history of all items, for export and import."""
        if self._partial:
            with reading(self._source) as db:
                self._add_history(read_history(self._source, db))
            self._partial.clear()
        return self.plan

    def has_more(self, row: str) -> bool:
        """Whether an item has values in the file that were not read yet."""
        return row in self._partial

    def history_rows(self, row: str = "") -> list[Entity]:
        """The whole history of one item, or of all, as the file holds it, for `take_history`; none when there is no
        more than was read before.

        It takes a while where there are many values, and can run on any thread.
        """
        if not self._partial or (row and row not in self._partial):
            return []
        with reading(self._source) as db:
            return read_history(self._source, db, row)

    def take_history(self, rows: Sequence[Entity], *, row: str = "", last: bool) -> None:
        """Add some of what `history_rows` gave for the same `row` to the plan; `last`: these are the end of them."""
        self._add_history(rows)
        if last and row:
            self._partial.discard(row)
        elif last:
            self._partial.clear()

    def changes_after(self, row: str) -> list[Change]:
        """What the file's journal holds after the last action that touched a row, oldest first.

        Undone actions and values (check-ins and measurements) are left out, and so is what is still on its way to
        the file.
        """
        with reading(self._source) as db:
            return read_changes_after(db, row, self._until)

    def redefined(self) -> dict[str, list[date]]:
        """The days on which the name, unit, direction or source of each KPI became another, by its id.

        They are read from the journal in the file, and are what `okrtui.coach.check_plan` is given. Filling a blank is
        none, nor is what was undone. Raises a `StoreError` when the file cannot be read.
        """
        from okrtui.store.reader import inspect
        from okrtui.store.redefining import redefined

        with reading(self._source) as db:
            return redefined(db, self._until) if inspect(self._source, db) else {}

    def examine(self) -> Report:
        """What state the file is in, and which backups there are of it; see `okrtui.store.doctor.examine`.

        It may take a while, and can run on any thread. Raises a `StoreError` when the file is no plan any more.
        """
        from okrtui.store.doctor import examine

        return examine(self.path, self._state_dir, self._today())

    def backups(self) -> list[Described]:
        """The backups of the file in words, the newest first. It may take a while, and can run on any thread."""
        from okrtui.store.backups import backups
        from okrtui.store.describing import describe

        today = self._today()
        return [describe(backup, self.path, today, sound=True) for backup in backups(self.path, self._state_dir)]

    def plan_of_backup(self, backup: Backup) -> Plan:
        """The whole plan that a backup holds. It may take a while, and can run on any thread; raises `StoreError`."""
        from okrtui.store.backups import read_backup

        return Plan(read_backup(backup))

    def value_changes(self, row: str) -> list[tuple[date, Change]]:
        """What the file's journal says of corrected and deleted values of an item, each with its day, oldest first.

        What was undone is left out; so is what is still on its way to the file. See `okrtui.plan.history`.
        """
        with reading(self._source) as db:
            return read_value_changes(db, row, self._until)

    def _add_history(self, rows: Iterable[Entity]) -> None:
        leaving = self._memory.leaving()
        self.plan.add_history(row for row in rows if row.id not in leaving and self.plan.item(parent_of(row)))

    # -- changing

    def apply(self, edit: Edit, *, draft: str = "") -> int:
        """Change the plan in memory at once and queue the write; the ticket that its event will bear.

        ``draft`` is the key of the draft that this edit grew from: it goes in the same transaction. An edit without
        changes has ticket 0 and no event. Raises `PlanError` when the plan cannot be changed like this; then nothing
        has changed and nothing is queued.
        """
        self._check_writable()
        self._check_history(edit)
        if not edit:
            return 0
        self._worker.check_open()
        self._ticket += 1
        self._memory.apply(self._ticket, edit)
        self._last_edit = self._ticket
        self._worker.put(Write(self._ticket, edit, self._origin(), self._known_failures, draft))
        return self._ticket

    def undo(self) -> int:
        """Queue the undo of this window's last action, or else the file's last; the ticket of its event."""
        return self._again("undo")

    def redo(self) -> int:
        """Queue doing again what was undone last; the ticket of its event."""
        return self._again("redo")

    def actions(self, item: str = "", most: int = 2000) -> list[Entry]:
        """The last edits in the file, the latest first: who, when, what, and whether it was undone.

        With an ``item`` only those that touched it. What is still on its way to the file is left out. Raises a
        `StoreError` when the file cannot be read.
        """
        from okrtui.store.journal import entries
        from okrtui.store.reader import inspect

        with reading(self._source) as db:
            return entries(db, self.window, item=item, most=most) if inspect(self._source, db) else []

    def travel(self, kind: Literal["undo", "redo"], actions: Sequence[int], title: str) -> int:
        """Queue the undo (or redo) of edits by their numbers, in this order, all or none; the ticket of its event.

        Each of them can be undone or done again on its own afterwards. When one of them cannot be, because something
        has changed since, the event is a `NothingToUndo` with a sentence, and nothing has changed.
        """
        self._check_writable()
        self._worker.check_open()
        self._ticket += 1
        self._worker.put(Travel(kind, self._ticket, self._origin(), tuple(actions), title))
        return self._ticket

    def receive(self, event: Event) -> set[str]:
        """Bring the plan in memory up to date with an event; the ids of the rows that it touched.

        To be called on the user's side, once for every event and in the order in which they came.
        """
        match event:
            case Saved(ticket, _, more):
                return self._memory.confirm(ticket, more)
            case Failed(ticket, edit, _):
                self._known_failures += 1
                return {change.row for change in edit.changes} | self._memory.rebase((), ticket)
            case Undone(changes=changes) | Redone(changes=changes) | Changed(changes=changes):
                return self._memory.rebase(changes)
            case Reloaded(rows, partial):
                self._partial = set(partial)
                return self._memory.reload(rows)
            case _:
                return set()

    def _again(self, kind: Literal["undo", "redo"]) -> int:
        self._check_writable()
        self._worker.check_open()
        self._ticket += 1
        self._worker.put(Again(kind, self._ticket, self._origin(), self._known_failures, self._last_edit))
        return self._ticket

    def _origin(self) -> Origin:
        return Origin(user_name(), self.window, self._now())

    def _now(self) -> str:
        return datetime.combine(self._today(), datetime.now().time()).isoformat(timespec="milliseconds")

    def _check_writable(self) -> None:
        """Refuse to change a plan that is read-only."""
        if not self.readonly:
            return
        if self.as_of is not None:
            raise PlanError(self.notice)
        raise ReadOnly(self.path)

    def _check_history(self, edit: Edit) -> None:
        """Refuse to turn an item into another kind while only the latest of its history would go with it."""
        if any(isinstance(change, Insert) and isinstance(change.entity, HISTORIES) for change in edit.changes):
            for change in edit.changes:
                if isinstance(change, Remove) and change.row in self._partial:
                    raise PlanError(f"The older values of {called(change.entity)} have not been read yet.")

    # -- drafts

    def draft(self, key: str, text: str) -> None:
        """Keep what is being typed; to be called at every key, it never waits.

        It is written once the fingers pause (0.15 s), or after 1 s of steady typing; where the plan cannot be written
        at the moment, to the user's state folder.
        """
        self._put_draft(key, Draft(key, text, self._now()))

    def drop_draft(self, key: str) -> None:
        """Forget a draft that was given up; see `apply` for one that became an edit."""
        self._put_draft(key, None)

    def drafts(self) -> list[Draft]:
        """What was being typed when a window ended without saving it, oldest first."""
        return list(self._drafts)

    def _put_draft(self, key: str, draft: Draft | None) -> None:
        self._drafts = [other for other in self._drafts if other.key != key]
        self._worker.put_draft(key, draft)

    # -- ending

    def wait(self, timeout: float | None = None) -> list[Event]:
        """Block until all that was queued is written, drafts too, and what others wrote so far is known.

        Without an own ``notify`` the events are received here and returned, and the first failure is raised.
        Raises `TimeoutError` when it takes longer than ``timeout`` seconds.
        """
        if not self._worker.started:
            self.start()
        self._worker.wait(timeout)
        return self._receive_all()

    def close(self, timeout: float | None = 10.0) -> bool:
        """Write all that is queued and end the store thread; False when not all was written in ``timeout`` seconds.

        Raises the first failure when events are received by `wait`; else they go to ``notify`` as ever.
        """
        if self._worker.busy and not self._worker.started:
            self.start()
        try:
            self._worker.wait(timeout, stop=True)
        except (TimeoutError, PlanError):
            return False
        finally:
            self._closing.close()
            close_window(self.window)
        self._receive_all()
        return not self.unsaved

    @property
    def unsaved(self) -> tuple[Edit, ...]:
        """Edits that failed when ``notify`` could be told no more; their drafts are still there."""
        return tuple(failed.edit for failed in self._worker.unheard)

    def _receive_all(self) -> list[Event]:
        events: list[Event] = []
        while self._own_inbox and not self._inbox.empty():
            events.append(self._inbox.get())
            self.receive(events[-1])
        for event in events:
            if isinstance(event, Failed):
                raise event.error
        return events
