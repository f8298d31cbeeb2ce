"""The one door between a user interface and a plan file.

A session keeps the plan in memory and in the file. `Session.apply` changes the one in memory at once and hands the
edit to the store thread; what came of it, and what other windows do, comes back as events. The user's side hands each
event to `Session.receive` before it reacts to it.

The plan in memory is always: what the file is known to hold, and on top of it the own edits that are still on their
way, as far as they fit. So when one of them fails, or another window was quicker, only what depends on it goes.
"""

from __future__ import annotations

import getpass
import queue
import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

from okrtui.plan.changes import Edit, Insert, Remove
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.ids import suffix_of
from okrtui.plan.model import Plan, parent_of
from okrtui.store import drafts as store_drafts
from okrtui.store.drafts import Aside, Draft
from okrtui.store.errors import MissingPlan, ReadOnly
from okrtui.store.events import (
    Changed,
    Event,
    Failed,
    NothingToUndo,
    Redone,
    Reloaded,
    Saved,
    Slow,
    Trouble,
    Undone,
)
from okrtui.store.file import can_write, make_empty, writing
from okrtui.store.layout import FORMAT
from okrtui.store.memory import Memory
from okrtui.store.origin import Origin, close_window, open_window
from okrtui.store.reader import check_file, inspect, read_history, read_rows, reading
from okrtui.store.worker import Again, Barrier, Worker, Write

__all__ = [
    "Changed",
    "Draft",
    "Event",
    "Failed",
    "NothingToUndo",
    "Redone",
    "Reloaded",
    "Saved",
    "Session",
    "Slow",
    "Trouble",
    "Undone",
]


class Session:
    """One window on one plan file.

    ``today`` tells the day that the journal and drafts are dated with; ``state_dir`` is where drafts and backups go
    when not to the user's own state folder. ``readonly`` opens the file without ever writing to it.
    """

    def __init__(
        self, path: Path | str, *, today: Callable[[], date], readonly: bool = False, state_dir: Path | None = None
    ) -> None:
        self.path = Path(path).expanduser().absolute()
        self._memory = Memory(Plan())
        self.readonly = readonly
        self.notice = f"{self.path.name} was opened for reading only." if readonly else ""
        """Why the plan is read-only, as a sentence; empty when it is not."""
        self.window = open_window()
        self._today = today
        self._forced = readonly
        self._state_dir = state_dir
        self._partial: set[str] = set()
        self._drafts: list[Draft] = []
        self._ticket = 0
        self._last_edit = 0
        self._known_failures = 0
        self._inbox: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._own_inbox = True
        self._worker: Worker | None = None
        self._early: list[Write | Again] = []
        self._early_drafts: dict[str, Draft | None] = {}
        self._seen = 0

    @property
    def plan(self) -> Plan:
        """The plan as the user sees it: with edits that are still on their way to the file."""
        return self._memory.plan

    # -- opening

    def open(self) -> Session:
        """Read the plan; a file that is not there is made, empty, for the store thread to fill in its tables.

        An older file is brought up to date first. Raises a `StoreError`, a sentence that names the file, when the plan
        cannot be read.
        """
        if not self.path.exists():
            if self._forced:
                raise MissingPlan(self.path)
            make_empty(self.path)
        check_file(self.path)
        if not self._forced and not can_write(self.path):
            self.readonly = True
            self.notice = f"{self.path.name} is read-only: what you type is kept as a draft, and not in the plan."
        found = self._read()
        if 0 < found < FORMAT:
            if self.readonly:
                raise ReadOnly(self.path, "it is of an older format and would have to be brought up to date")
            writing(self.path, state_dir=self._state_dir).close()
            self._read()
        return self

    def _read(self) -> int:
        """Fill the plan in memory from the file, when it is of the present format; its format."""
        with reading(self.path, write=not self.readonly) as db:
            found = inspect(self.path, db)
            left = Aside(self.path, self._state_dir).read()
            if found == FORMAT:
                self._partial.clear()
                rows = read_rows(self.path, db, self._partial)
                self._seen = int(db.execute("select coalesce(max(id), 0) from actions").fetchone()[0])
                left += store_drafts.in_plan(db)
                self._memory = Memory(Plan(rows))
        self._drafts = store_drafts.left_behind(left, self.window)
        return found

    def start(self, notify: Callable[[Event], None] | None = None) -> None:
        """Start the store thread. ``notify`` is called on that thread; without it, `wait` receives all events."""
        self._own_inbox = notify is None
        worker = Worker(
            self.path,
            self.window,
            self._state_dir,
            notify or self._inbox.put,
            frozenset(draft.key for draft in self._drafts),
        )
        worker.seen = self._seen
        worker.readonly = self.readonly
        for command in self._early:
            worker.queue.put(command)
        self._early.clear()
        for draft in self._early_drafts.items():
            worker.put_draft(*draft)
        self._early_drafts.clear()
        self._worker = worker
        worker.thread.start()

    def history(self, row: str) -> bool:
        """Read the whole history of an item into the plan, if it was not yet; whether there was more.

        To be called before an edit that takes the item's history with it to another kind, corrects an old value, or
        shows all of them.
        """
        if row not in self._partial:
            return False
        with reading(self.path) as db:
            self._add_history(read_history(self.path, db, row))
        self._partial.discard(row)
        return True

    def history_all(self) -> Plan:
        """The plan with the whole history of all items, for export and import."""
        if self._partial:
            with reading(self.path) as db:
                self._add_history(read_history(self.path, db))
            self._partial.clear()
        return self.plan

    def _add_history(self, rows: Iterable[Entity]) -> None:
        leaving = self._memory.leaving()
        self.plan.add_history(row for row in rows if row.id not in leaving and self.plan.item(parent_of(row)))

    # -- changing

    def apply(self, edit: Edit) -> int:
        """Change the plan in memory at once and queue the write; the ticket that its event will bear.

        Raises `PlanError` when the plan cannot be changed like this; then nothing has changed and nothing is queued.
        """
        self._check_writable()
        self._check_history(edit)
        ticket = self._next_ticket()
        if edit.changes:
            self._memory.apply(ticket, edit)
            self._last_edit = ticket
            self._send(Write(ticket, edit, self._origin(), self._known_failures))
        return ticket

    def undo(self) -> int:
        """Queue the undo of this window's last action, or else the file's last; the ticket of its event."""
        return self._again("undo")

    def redo(self) -> int:
        """Queue doing again what was undone last; the ticket of its event."""
        return self._again("redo")

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

    def _again(self, kind: str) -> int:
        self._check_writable()
        ticket = self._next_ticket()
        self._send(
            Again("undo" if kind == "undo" else "redo", ticket, self._origin(), self._known_failures, self._last_edit)
        )
        return ticket

    def _next_ticket(self) -> int:
        self._ticket += 1
        return self._ticket

    def _origin(self) -> Origin:
        return Origin(_user(), self.window, self._now())

    def _now(self) -> str:
        return datetime.combine(self._today(), datetime.now().time()).isoformat(timespec="milliseconds")

    def _send(self, command: Write | Again) -> None:
        if self._worker:
            self._worker.queue.put(command)
        else:
            self._early.append(command)

    def _check_writable(self) -> None:
        if not self.readonly:
            return
        if self._forced or not can_write(self.path):
            raise ReadOnly(self.path)
        self.readonly = False
        self.notice = ""
        if self._worker:
            self._worker.readonly = False

    def _check_history(self, edit: Edit) -> None:
        """Refuse to turn an item into another kind while only the latest of its history would go with it."""
        brought = {suffix_of(change.row) for change in edit.changes if isinstance(change, Insert)}
        for change in edit.changes:
            if isinstance(change, Remove) and change.row in self._partial and suffix_of(change.row) in brought:
                raise PlanError(f"The older values of {change.row} have not been read yet.")

    # -- drafts

    def draft(self, key: str, text: str) -> None:
        """Keep what is being typed; to be called at every key, it never waits.

        It is written once the fingers pause (0.15 s), or after 1 s of steady typing. Drop it when the edit it became
        is `Saved`, not before: until then it is the one copy on disk.
        """
        self._put_draft(key, Draft(key, text, self._now()))

    def drop_draft(self, key: str) -> None:
        """Forget a draft: its text was saved, or given up."""
        self._put_draft(key, None)

    def drafts(self) -> list[Draft]:
        """What was being typed when a window ended without saving it, oldest first."""
        return list(self._drafts)

    def _put_draft(self, key: str, draft: Draft | None) -> None:
        self._drafts = [other for other in self._drafts if other.key != key]
        if self._worker:
            self._worker.put_draft(key, draft)
        else:
            self._early_drafts[key] = draft

    # -- ending

    def wait(self, timeout: float | None = None) -> list[Event]:
        """Block until all that was queued is written, drafts too.

        Without an own ``notify`` the events are received here and returned, and the first failure is raised.
        Raises `TimeoutError` when it takes longer than ``timeout`` seconds.
        """
        self._pass(stop=False, timeout=timeout)
        return self._receive_all()

    def close(self, timeout: float | None = 10.0) -> bool:
        """Write all that is queued and end the store thread; False when that took longer than ``timeout`` seconds.

        Raises the first failure when events are received by `wait`; else they go to ``notify`` as ever.
        """
        try:
            if self._worker or self._early or self._early_drafts:
                self._pass(stop=True, timeout=timeout)
        except TimeoutError:
            return False
        finally:
            close_window(self.window)
        self._receive_all()
        return True

    def _pass(self, *, stop: bool, timeout: float | None) -> None:
        if self._worker is None:
            self.start(None)
        worker = self._worker
        assert worker is not None
        if not worker.thread.is_alive():
            return
        reached = threading.Event()
        worker.queue.put(Barrier(reached, stop))
        if not reached.wait(timeout):
            raise TimeoutError(f"{self.path} is still being written.")
        if stop:
            worker.thread.join(timeout)

    def _receive_all(self) -> list[Event]:
        events: list[Event] = []
        while self._own_inbox and not self._inbox.empty():
            events.append(self._inbox.get())
            self.receive(events[-1])
        for event in events:
            if isinstance(event, Failed):
                raise event.error
        return events


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no name in the environment, and none for the user's number
        return ""
