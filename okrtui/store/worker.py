"""The store thread: takes what is to be written off a queue, and tells what came of it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from okrtui.plan.changes import Edit, Insert, Remove, Set
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import specs
from okrtui.store.drafts import Aside, Draft
from okrtui.store.errors import WAIT, StoreError
from okrtui.store.events import Event, Failed, NothingToUndo, Saved, Slow, Trouble
from okrtui.store.origin import Origin
from okrtui.store.patience import Patience

if TYPE_CHECKING:
    from okrtui.store.writer import Writer

LOOK = 0.5
"""Seconds between two looks at what other windows have written."""

PAUSE = 0.15
"""Seconds without a key after which a draft is written."""

STEADY = 1.0
"""Seconds of steady typing after which a draft is written all the same."""

_PATIENT = 0.2
"""Seconds that an action waits at least, however long it has stood in the queue."""


@dataclass(frozen=True, slots=True)
class Write:
    """An edit to write; ``known`` is how many failures the plan in memory had been told when it was made."""

    ticket: int
    edit: Edit
    origin: Origin
    known: int
    queued: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Again:
    """Undo or redo; ``after`` is the last edit before it."""

    kind: Literal["undo", "redo"]
    ticket: int
    origin: Origin
    known: int
    after: int
    queued: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Barrier:
    """Set once everything before it is done; ``stop`` ends the thread."""

    reached: threading.Event
    stop: bool = False


class Wake:
    """There are drafts to look after."""


Command = Write | Again | Barrier | Wake


class Worker:
    """Owns the thread and its `Writer`; all methods but ``run`` belong to the other side."""

    def __init__(
        self, path: Path, window: str, state_dir: Path | None, notify: Callable[[Event], None], adopted: frozenset[str]
    ) -> None:
        self.queue: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._path = path
        self._window = window
        self._state_dir = state_dir
        self._notify = notify
        self._adopted = adopted
        self._writer: Writer | None = None
        self._failures: list[Failed] = []
        self._troubled = False
        self._lock = threading.Lock()
        self._drafts: dict[str, Draft | None] = {}
        self._first_key = self._last_key = 0.0
        self.seen = 0
        self.readonly = False
        self.thread = threading.Thread(target=self.run, name="store", daemon=True)

    # -- the user's side

    def put_draft(self, key: str, draft: Draft | None) -> None:
        """Keep a draft (or drop it, with None) as soon as the fingers pause."""
        with self._lock:
            now = time.monotonic()
            if not self._drafts:
                self._first_key = now
                self.queue.put(Wake())
            # dropping a draft is not typing: it need not wait
            self._last_key = now if draft else now - PAUSE
            self._drafts[key] = draft

    # -- the thread

    def run(self) -> None:
        """Work until told to stop; drafts and looks at the file in between."""
        self._look()
        next_look = time.monotonic() + LOOK
        while True:
            now = time.monotonic()
            due = min(next_look, self._drafts_due())
            try:
                command = self.queue.get(timeout=max(0.0, due - now)) if due > now else self.queue.get_nowait()
            except queue.Empty:
                command = None
            if command is not None and self._do(command):
                return
            now = time.monotonic()
            if now >= self._drafts_due():
                self._write_drafts()
            if now >= next_look:
                self._look()
                next_look = time.monotonic() + LOOK

    def _do(self, command: Command) -> bool:
        match command:
            case Write():
                self._write(command)
            case Again():
                self._again(command)
            case Barrier(reached, stop):
                self._write_drafts()
                if stop and self._writer:
                    self._writer.close()
                reached.set()
                return stop
            case Wake():
                pass
        return False

    def _write(self, command: Write) -> None:
        before = self._standing_on(command)
        try:
            if before:
                raise before.error
            deadline, slow = self._patience(command)
            more = self._open(deadline, slow).write(command.edit, command.origin, deadline, slow)
        except PlanError as error:
            failed = Failed(command.ticket, command.edit, error)
            self._failures.append(failed)
            self._notify(failed)
            return
        self._notify(Saved(command.ticket, command.edit.title, more))

    def _again(self, command: Again) -> None:
        if any(failed.ticket == command.after for failed in self._failures[command.known :]):
            why = f"The last change was not saved, so there is nothing to {command.kind}."
            self._notify(NothingToUndo(command.ticket, why))
            return
        try:
            deadline, slow = self._patience(command)
            writer = self._open(deadline, slow)
            act = writer.undo if command.kind == "undo" else writer.redo
            outcome = act(command.ticket, command.origin, deadline, slow)
        except PlanError as error:
            outcome = NothingToUndo(command.ticket, str(error))
        self._notify(outcome)

    def _patience(self, command: Write | Again) -> tuple[float, Callable[[], None]]:
        deadline = max(command.queued + WAIT, time.monotonic() + _PATIENT)
        return deadline, lambda: self._notify(Slow(command.ticket))

    def _standing_on(self, command: Write) -> Failed | None:
        """The failed edit that this one was built upon, when its maker could not know of the failure yet."""
        for failed in self._failures[command.known :]:
            if depends(command.edit, failed.edit):
                return failed
        return None

    def _open(self, deadline: float, slow: Callable[[], None]) -> Writer:
        if self._writer is None:
            # 125 ms of imports, which the first screen must not wait for
            from okrtui.store.writer import Writer

            self._writer = Patience(deadline, slow).insist(
                lambda: Writer(self._path, self._state_dir, self.seen, self._notify)
            )
        return self._writer

    def _look(self) -> None:
        """See what others have written, and get the file ready; trouble is told once until it is over."""
        if self.readonly and self._writer is None:
            return
        try:
            self._open(time.monotonic(), lambda: None).poll()
            self._troubled = False
        except StoreError as error:
            if not self._troubled:
                self._troubled = True
                self._notify(Trouble(error))

    # -- drafts

    def _drafts_due(self) -> float:
        with self._lock:
            return min(self._last_key + PAUSE, self._first_key + STEADY) if self._drafts else float("inf")

    def _write_drafts(self) -> None:
        with self._lock:
            drafts, self._drafts = self._drafts, {}
        if not drafts:
            return
        aside = Aside(self._path, self._state_dir)
        try:
            if self.readonly:
                raise StoreError(self._path, "read-only")
            self._open(time.monotonic(), lambda: None).write_drafts(drafts, self._window, self._adopted)
            aside.write(self._window, dict.fromkeys(drafts), self._adopted)
        except StoreError as error:
            try:
                aside.write(self._window, drafts, self._adopted)
            except OSError:
                self._notify(Trouble(error))
        except OSError:  # the plan has the drafts; an old one in the state folder does no harm
            pass


def depends(edit: Edit, failed: Edit) -> bool:
    """Whether an edit touches a place that a failed one was to change, or a row that it was to bring or take."""
    rows = {change.row for change in failed.changes if not isinstance(change, Set)}
    places = {(change.row, change.field) for change in failed.changes if isinstance(change, Set)}
    for change in edit.changes:
        if change.row in rows:
            return True
        match change:
            case Set(_, row, name, _, new):
                named = new if isinstance(new, tuple) else (new,)
                if (row, name) in places or rows.intersection(named):
                    return True
            case Insert(entity):
                values = (getattr(entity, spec.name) for spec in specs(type(entity)) if spec.table)
                if any(rows.intersection(v if isinstance(v, tuple) else (v,)) for v in values):
                    return True
            case Remove(entity):
                if any(row == entity.id for row, _ in places):
                    return True
    return False
