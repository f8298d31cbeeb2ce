"""The one connection that writes a plan file: each user action is one ``begin immediate`` transaction."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from okrtui.plan.changes import Change, Edit
from okrtui.plan.entities import BY_TABLE
from okrtui.plan.errors import Conflict, PlanError
from okrtui.plan.naming import called, changed_since, kind_name
from okrtui.store import drafts, journal, rows
from okrtui.store.commands import Travel
from okrtui.store.drafts import Draft
from okrtui.store.errors import SQLITE_ERRORS, Dangling, Moved, StoreError, explain, explain_os, is_busy
from okrtui.store.events import Changed, Event, NothingToUndo, Redone, Reloaded, Undone
from okrtui.store.file import watching, writing
from okrtui.store.journal import Action
from okrtui.store.layout import LAYOUTS
from okrtui.store.origin import Origin
from okrtui.store.patience import SLICE, Patience
from okrtui.store.reader import inspect, read_rows


class Writer:
    """Writes edits, undoes them, and reads on what others have written.

    ``seen`` is the last action of the journal that this window knows. What others did since is handed to ``tell``
    before the outcome of an own action, so that events come in the order of the file.
    """

    def __init__(
        self, path: Path, state_dir: Path | None, seen: int, tell: Callable[[Event], None], *, readonly: bool
    ) -> None:
        self.path = path
        self.readonly = readonly
        self._tell = tell
        self.seen = seen
        self._state_dir = state_dir
        self._version = -1
        self._db = self._open()
        self._mark: tuple[str, str] | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # -- actions

    def write(
        self, edit: Edit, origin: Origin, deadline: float, slow: Callable[[], None], draft: str = ""
    ) -> tuple[Change, ...]:
        """Write an edit and its journal, and drop the draft it grew from; removals of unread history that went along.

        Raises `PlanError` (often `Conflict` or a `StoreError`) when nothing of it was written.
        """
        with self._transaction(deadline, slow) as db:
            more = tuple(rows.unread_history(db, edit.changes))
            changes = (*more, *edit.changes)
            self._write(db, changes)
            number = journal.record(db, origin, edit.title, edit.item, changes)
            if draft:
                drafts.write_in_plan(db, origin.window, {draft: None}, (draft,))
        self._know(number, origin)
        return more

    def undo(self, ticket: int, origin: Origin, deadline: float, slow: Callable[[], None]) -> Event:
        """Take back this window's last edit, or else the file's last one; what came of it."""
        return self._again("undo", ticket, origin, deadline, slow)

    def redo(self, ticket: int, origin: Origin, deadline: float, slow: Callable[[], None]) -> Event:
        """Do again what was undone last; what came of it."""
        return self._again("redo", ticket, origin, deadline, slow)

    def _again(
        self, kind: Literal["undo", "redo"], ticket: int, origin: Origin, deadline: float, slow: Callable[[], None]
    ) -> Event:
        action: Action | None = None
        find = journal.to_undo if kind == "undo" else journal.to_redo
        try:
            with self._transaction(deadline, slow) as db:
                action = find(db, origin.window)
                if action is None:
                    return NothingToUndo(ticket, f"There is nothing to {kind}.")
                changes: list[Change] = []
                self._take(db, kind, origin, action, changes)
                number = journal.last(db)
        except StoreError:
            raise
        except PlanError as error:
            if action is None:
                raise
            why = _DANGLING if isinstance(error, Dangling) else str(error)
            return NothingToUndo(ticket, f"Cannot {kind} “{action.title}”: {why}")
        self._know(number, origin)
        return (Undone if kind == "undo" else Redone)(ticket, action.title, action.item, tuple(changes))

    def travel(self, command: Travel, deadline: float, slow: Callable[[], None]) -> Event:
        """Undo or redo several actions in one transaction, each with its own place in the journal; all or none."""
        done: list[Change] = []
        item, title = "", ""
        try:
            with self._transaction(deadline, slow) as db:
                for number in command.actions:
                    action = journal.action(db, number, undone=command.kind == "redo")
                    if action is None:  # raised, so that nothing of what was undone before it is kept
                        raise PlanError("another window was faster, and the history is another by now.")
                    title, item = action.title, action.item
                    self._take(db, command.kind, command.origin, action, done)
                last = journal.last(db)
        except StoreError:
            raise
        except PlanError as error:
            why = _DANGLING if isinstance(error, Dangling) else str(error)
            stuck = f"Cannot {command.kind} “{title}”: {why}" if title else f"That cannot be: {why}"
            return NothingToUndo(command.ticket, f"{stuck} Nothing was changed.")
        self._know(last, command.origin)
        return (Undone if command.kind == "undo" else Redone)(command.ticket, command.title, item, tuple(done))

    def _take(
        self, db: Connection, kind: Literal["undo", "redo"], origin: Origin, action: Action, done: list[Change]
    ) -> None:
        """Undo or redo one action within a transaction, and write that down."""
        changes = journal.changes_of(db, action.id)
        if kind == "undo":
            changes = Edit("", changes).inverse().changes
        try:
            self._write(db, changes)
        except Conflict as conflict:
            raise PlanError(_changed_since(db, conflict)) from conflict
        done += changes
        journal.record(db, origin, action.title, action.item, changes, kind=kind, of=action.id)

    def _know(self, number: int, origin: Origin) -> None:
        self.seen = number
        self._mark = origin.at, origin.window

    def _write(self, db: Connection, changes: tuple[Change, ...]) -> None:
        for change in changes:
            rows.write(db, change)
        rows.check_drivers(db, changes)

    # -- drafts

    def write_drafts(self, found: Mapping[str, Draft | None], window: str, adopted: Collection[str]) -> None:
        """Write drafts, or drop those that are None, in a transaction of their own."""
        with self._transaction(time.monotonic() + SLICE, lambda: None) as db:
            drafts.write_in_plan(db, window, found, adopted)

    # -- the others

    def poll(self) -> None:
        """Tell what others have written since the last look; costs next to nothing when it is nothing."""
        if not self._same_file():
            self._reopen()
            return
        if self.readonly and inspect(self.path, self._db) == 0:
            return  # an empty file: nobody has written a plan into it yet
        try:
            if self._mark is None:
                self._mark = journal.mark(self._db, self.seen)
            version = self._data_version()
            if version != self._version:
                self._read_on(self._db)
                self._version = version
        except SQLITE_ERRORS as error:
            if not is_busy(error):  # when busy, the next look will do
                raise explain(error, self.path) from error

    def _data_version(self) -> int:
        return int(self._db.execute("pragma data_version").fetchone()[0])

    def _read_on(self, db: Connection) -> None:
        found = journal.since(db, self.seen)
        if not found:
            if journal.last(db) < self.seen:
                self._reload(db)  # an older copy was put back in place
            return
        changes = tuple(change for action in found for change in journal.changes_of(db, action.id))
        self.seen = found[-1].id
        self._mark = journal.mark(db, self.seen)
        self._tell(Changed(changes, tuple(_title(action) for action in found)))

    def _reload(self, db: Connection) -> None:
        partial: set[str] = set()
        found = read_rows(self.path, db, partial)
        self.seen = journal.last(db)
        self._mark = journal.mark(db, self.seen)
        self._tell(Reloaded(tuple(found), frozenset(partial)))

    # -- the connection

    def _open(self) -> Connection:
        db = watching(self.path) if self.readonly else writing(self.path, wait=SLICE, state_dir=self._state_dir)
        self._file = _identity(self.path)
        return db

    def _same_file(self) -> bool:
        return _identity(self.path) == self._file

    def _reopen(self) -> None:
        """Go on with the file that lies at the path now. Raises `Moved` when there is none."""
        if _identity(self.path) is None:
            raise Moved(self.path)
        before = self._db
        self._db = self._open()
        before.close()
        try:
            # some network folders number their files anew now and then: what goes on from here is no other plan
            if self._mark and journal.mark(self._db, self.seen) == self._mark:
                self._read_on(self._db)
            else:
                self._reload(self._db)
        except SQLITE_ERRORS as error:
            raise explain(error, self.path) from error

    @contextmanager
    def _transaction(self, deadline: float, slow: Callable[[], None]) -> Iterator[Connection]:
        """One transaction that sees all that others wrote, and is rolled back as a whole when anything fails."""
        if not self._same_file():
            self._reopen()
        patience = Patience(deadline, slow)
        db = self._db
        try:
            patience.insist(lambda: db.execute("begin immediate"))
            self._read_on(db)
            yield db
            try:
                patience.insist(lambda: db.execute("commit"))
            except sqlite3.IntegrityError:
                raise Dangling(_dangling_sentence(self._dangling(db))) from None
        except SQLITE_ERRORS as error:
            raise explain(error, self.path) from error
        except OSError as error:
            raise explain_os(error, self.path) from error
        finally:
            _let_go(db)

    def _dangling(self, db: Connection) -> tuple[str, str]:
        """The first link to nothing: the table that it is in, and the table that it points into; empty when none."""
        found = db.execute("pragma foreign_key_check").fetchone()
        return (str(found[0]), str(found[2])) if found else ("", "")


_DANGLING = "something else belongs to it or points to it by now."


def _let_go(db: Connection) -> None:
    # the disk may be gone; whatever is half-written is rolled back by whoever opens it next
    with suppress(sqlite3.Error):
        db.rollback()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _title(action: Action) -> str:
    return action.title if action.kind == "edit" else f"{action.kind}: {action.title}"


def _changed_since(db: Connection, conflict: Conflict) -> str:
    held = rows.read_row(db, conflict.table, conflict.row)
    if held is None:
        return "it is no longer there."
    if conflict.field:
        return f"{changed_since(conflict.field, called(held))}."
    return f"{called(held)} has changed since."


def _dangling_sentence(tables: tuple[str, str]) -> str:
    kinds = [kind_name(BY_TABLE[table]) if table in BY_TABLE else "" for table in (_owner_table(tables[0]), tables[1])]
    link = f"A {kinds[0]} would point to a {kinds[1]} that is not there" if all(kinds) else "A link would lead nowhere"
    return f"{link}: another window has changed the plan by now. Nothing was written."


def _owner_table(table: str) -> str:
    """The table of the rows whose links a table holds, or the table itself."""
    return next((layout.table for layout in LAYOUTS.values() for link in layout.links if link.table == table), table)
