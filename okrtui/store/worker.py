"""The store thread: takes what is to be written off a queue, and tells what came of it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.plan.errors import PlanError
from okrtui.store.commands import Again, Barrier, Command, Travel, Wake, Write
from okrtui.store.drafts import Aside, Draft
from okrtui.store.errors import WAIT, Busy, ReadOnly, StoreError
from okrtui.store.events import Changed, Event, Failed, NothingToUndo, Noticed, Saved, Slow, Trouble
from okrtui.store.origin import Window
from okrtui.store.typed import Typed

if TYPE_CHECKING:
    from okrtui.store.dailies import Dailies
    from okrtui.store.writer import Writer

LOOK = 0.5
"""Seconds between two looks at what other windows have written."""

BRISK = 0.15
"""Seconds between two looks while others are at work."""

_AT_WORK = 5.0
"""Seconds after an edit of theirs for which others are taken to be at work."""

_PATIENT = 0.2
"""Seconds that an action waits at least, however long it has stood in the queue."""


class Worker:
    """The thread, its queue, and on the thread a `Writer`."""

    def __init__(self, path: Path, window: Window, state_dir: Path | None, backups: int) -> None:
        self.readonly = False
        self.started = False
        self._ended = False
        self._fault = ""
        self._queue: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._path = path
        self._window = window
        self._state_dir = state_dir
        self._adopted: frozenset[str] = frozenset()
        self._seen = 0
        self._notify: Callable[[Event], None] = lambda event: None
        self._writer: Writer | None = None
        self._failures: list[Failed] = []
        self.unheard: list[Failed] = []
        """Failures that could not be told, because the other side had ended already."""
        self._trouble: dict[str, str] = {}
        self._brisk_until = 0.0
        self._typed = Typed()
        self._backups = backups
        self._dailies: Dailies | None = None
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)

    # -- the user's side

    def prepare(self, seen: int, adopted: frozenset[str], *, readonly: bool) -> None:
        """Say which action of the journal was read last, and which drafts of windows that are gone were offered."""
        self._seen = seen
        self._adopted = adopted
        self.readonly = readonly

    def start(self, notify: Callable[[Event], None]) -> None:
        """Start the thread; ``notify`` is called on it."""
        self._notify = notify
        self.started = True
        self._thread.start()

    def check_open(self) -> None:
        """Raise `PlanError` when nobody will write any more what is queued."""
        if self._ended:
            raise PlanError(self._fault or f"{self._path} is closed: nothing can be saved to it.")

    def put(self, command: Write | Again | Travel) -> None:
        """Queue what is to be written."""
        self._queue.put(command)

    def put_draft(self, key: str, draft: Draft | None) -> None:
        """Keep a draft (or drop it, with None) as soon as the fingers pause."""
        if self._typed.put(key, draft):
            self._queue.put(Wake())

    @property
    def busy(self) -> bool:
        """Whether something is queued."""
        return bool(self._typed) or not self._queue.empty()

    def wait(self, timeout: float | None, *, stop: bool = False) -> None:
        """Block until all that was queued so far is done, and with ``stop`` the thread has ended.

        Raises `TimeoutError`, and `PlanError` when the thread has ended by a fault.
        """
        if not self.started:
            return
        end = None if timeout is None else time.monotonic() + timeout
        reached = threading.Event()
        self._queue.put(Barrier(reached, stop))
        while not reached.wait(0.2 if end is None else min(0.2, max(0.0, end - time.monotonic()))):
            if self._fault:
                raise PlanError(self._fault)
            if self._ended:
                return
            if end is not None and time.monotonic() >= end:
                raise TimeoutError(f"{self._path} is still being written.")
        if stop:
            self._thread.join(timeout)

    # -- the thread

    def _run(self) -> None:
        """Work until told to stop; drafts and looks at the file in between."""
        stopped = False
        try:
            self._look()
            next_look = self._next_look()
            while not stopped:
                command = self._next(min(next_look, self._typed.due()))
                stopped = command is not None and self._do(command)
                if time.monotonic() >= self._typed.due():
                    self._write_drafts()
                if time.monotonic() >= next_look and not stopped:
                    self._look()
                    next_look = self._next_look()
        finally:
            if not stopped:
                self._fault = f"{self._path} is not being saved any more: a fault in okrtui. Please start it again."
                self._tell(Trouble(PlanError(self._fault)))
            self._ended = True

    def _next_look(self) -> float:
        now = time.monotonic()
        return now + (BRISK if now < self._brisk_until else LOOK)

    def _next(self, due: float) -> Command | None:
        try:
            left = due - time.monotonic()
            return self._queue.get(timeout=left) if left > 0 else self._queue.get_nowait()
        except queue.Empty:
            return None

    def _do(self, command: Command) -> bool:
        match command:
            case Write():
                self._write(command)
            case Again():
                self._again(command)
            case Travel():
                self._travel(command)
            case Barrier(reached, stop):
                self._write_drafts()
                if not stop:
                    self._look()
                elif self._writer:
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
            writer = self._open(deadline, slow)
            self._back_up()
            # a text that has gone on since is a draft again
            draft = "" if self._typed.went_on(command.draft, command.queued) else command.draft
            more = writer.write(command.edit, command.origin, deadline, slow, draft)
        except PlanError as error:
            failed = Failed(command.ticket, command.edit, error)
            self._failures.append(failed)
            self._tell(failed)
            return
        if draft:
            self._settle(draft)
        self._tell(Saved(command.ticket, command.edit.title, more))

    def _back_up(self) -> None:
        """Make the backup of the day; that there is none is told, and keeps nobody from writing."""
        if self._dailies is None:
            from okrtui.store.dailies import Dailies

            self._dailies = Dailies(self._path, self._state_dir, self._backups)
        if said := self._dailies.due():
            self._tell(Noticed(said))

    def _settle(self, key: str) -> None:
        """Forget a draft that is saved."""
        self._typed.forget(key)
        with suppress(OSError):  # a draft that is left in the state folder does no harm
            self._aside.write(self._window, {key: None}, self._adopted)

    def _again(self, command: Again) -> None:
        if any(failed.ticket == command.after for failed in self._failures[command.known :]):
            why = f"The last change was not saved, so there is nothing to {command.kind}."
            self._tell(NothingToUndo(command.ticket, why))
            return
        try:
            deadline, slow = self._patience(command)
            writer = self._open(deadline, slow)
            self._back_up()
            act = writer.undo if command.kind == "undo" else writer.redo
            outcome = act(command.ticket, command.origin, deadline, slow)
        except PlanError as error:
            outcome = NothingToUndo(command.ticket, str(error))
        self._tell(outcome)

    def _travel(self, command: Travel) -> None:
        try:
            deadline, slow = self._patience(command)
            writer = self._open(deadline, slow)
            self._back_up()
            outcome = writer.travel(command, deadline, slow)
        except PlanError as error:
            outcome = NothingToUndo(command.ticket, str(error))
        self._tell(outcome)

    def _patience(self, command: Write | Again | Travel) -> tuple[float, Callable[[], None]]:
        """How long to wait for the file, and what to do meanwhile: say so once, and keep drafts safe elsewhere."""
        told = False

        def slow() -> None:
            nonlocal told
            if not told:
                told = True
                self._tell(Slow(command.ticket))
            if time.monotonic() >= self._typed.due():
                self._write_drafts(aside=True)

        return max(command.queued + WAIT, time.monotonic() + _PATIENT), slow

    def _standing_on(self, command: Write) -> Failed | None:
        """The failed edit that this one was built upon, when its maker could not know of the failure yet."""
        if not self._failures[command.known :]:
            return None
        from okrtui.store.dependence import depends

        for failed in self._failures[command.known :]:
            if depends(command.edit, failed.edit):
                return failed
        return None

    def _open(self, deadline: float, slow: Callable[[], None]) -> Writer:
        if self._writer is not None and self._writer.readonly and not self.readonly:
            self._seen = self._writer.seen
            self._writer.close()
            self._writer = None
        if self._writer is None:
            # imports that the first screen must not wait for
            from okrtui.store.patience import Patience
            from okrtui.store.writer import Writer

            self._writer = Patience(deadline, slow).insist(
                lambda: Writer(self._path, self._state_dir, self._seen, self._tell, readonly=self.readonly)
            )
        return self._writer

    def _look(self) -> None:
        """Get the file ready and see what others have written; trouble is told once."""
        try:
            self._open(time.monotonic(), lambda: None).poll()
            self._trouble.pop("file", None)
        except Busy:  # the next look will do
            return
        except StoreError as error:
            self._tell_trouble("file", error)

    def _tell_trouble(self, about: str, error: StoreError) -> None:
        """Tell what is wrong once, until it is over or something else is."""
        if str(error) != self._trouble.get(about):
            self._trouble[about] = str(error)
            self._tell(Trouble(error))

    def _tell(self, event: Event) -> None:
        """Notify; what could not be saved is remembered when nobody listens any more."""
        if isinstance(event, Changed):
            self._brisk_until = time.monotonic() + _AT_WORK
        try:
            self._notify(event)
        except RuntimeError:  # an event loop that was closed: the rest is to be written all the same
            if isinstance(event, Failed):
                self.unheard.append(event)

    # -- drafts

    @property
    def _aside(self) -> Aside:
        return Aside(self._path, self._state_dir)

    def _write_drafts(self, *, aside: bool = False) -> None:
        """Write the drafts that are waiting to the plan, or to the state folder when that cannot be."""
        drafts = self._typed.take()
        if not drafts:
            return
        try:
            if aside or self.readonly:
                raise ReadOnly(self._path)
            self._open(time.monotonic(), lambda: None).write_drafts(drafts, self._window, self._adopted)
        except StoreError:
            self._write_aside(drafts)
            return
        self._trouble.pop("drafts", None)
        with suppress(OSError):  # the plan has the drafts; an old one in the state folder does no harm
            self._aside.write(self._window, dict.fromkeys(drafts), self._adopted)

    def _write_aside(self, drafts: dict[str, Draft | None]) -> None:
        aside = self._aside
        try:
            aside.write(self._window, drafts, self._adopted)
            self._trouble.pop("drafts", None)
            if not self.readonly:
                # what was given up must go from the plan as well, or it would be offered again
                self._typed.give_back({key: None for key, draft in drafts.items() if draft is None})
        except OSError:
            sentence = f"What is being typed can be kept neither in {self._path} nor in {aside.folder} at present."
            self._tell_trouble("drafts", StoreError(self._path, sentence))
            self._typed.give_back(drafts)
