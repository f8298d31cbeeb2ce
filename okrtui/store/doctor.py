"""What state a plan file is in, said in plain sentences; nothing is changed by looking."""

from __future__ import annotations

import os
import shutil
import stat
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from okrtui.plan.entities import ENTITIES, Entity, Root
from okrtui.plan.fields import specs
from okrtui.plan.naming import called, field_word, kind_name
from okrtui.store.backups import backups
from okrtui.store.describing import describe, many, size_said
from okrtui.store.drafts import Aside
from okrtui.store.errors import NotAPlan, StoreError, as_argument
from okrtui.store.layout import FORMAT
from okrtui.store.mending import unreadable_fields
from okrtui.store.origin import runs
from okrtui.store.reader import reading
from okrtui.store.repair import Left, recoverable, what_is_left
from okrtui.store.replay import Journal, Rows, journal_of, replay
from okrtui.store.soundness import Soundness, look

_NAMED = 3
"""How many of a kind of trouble are named one by one."""

_LITTLE = 50 * 1024 * 1024
"""Bytes of free space below which there is something to say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be; ``mends``: whether a repair does something about it.

    ``private``: all there is to do is to make the file private again.
    """

    sentence: str
    mends: bool = True
    private: bool = False


@dataclass(slots=True)
class Report:
    """What was found: facts that are fine, findings, and a line for each backup, the newest first."""

    path: Path
    facts: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    backups: list[str] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def command(self, option: str) -> str:
        """What to type to have something done about the file."""
        return f"okrtui doctor {as_argument(self.path)} {option}"

    def find(self, sentence: str, *, mends: bool = True, private: bool = False) -> None:
        """Add a finding."""
        self.findings.append(Finding(sentence, mends, private))


def examine(path: Path, state_dir: Path | None, today: date) -> Report:
    """Look at a plan file and at its backups.

    Raises `StoreError` for what is no plan file at all: missing, a folder, of another program, of a later okrtui.
    """
    path = path.absolute()
    report = Report(path)
    left = what_is_left(path)
    kept = backups(path, state_dir)
    if not left.found.any and not kept and not _is_empty(path):
        raise NotAPlan(path, f"{path} is no okrtui plan, and there is no backup of one. It was left as it is.")
    _database(report, left)
    if not left.sound or _is_empty(path):
        mended, _ = recoverable(left, path, state_dir)
        if mended.known:
            report.find(f"What can be recovered of it: {said_of(mended.rows.values())}")
    elif left.found.any:
        _plan(report, left)
    _file(report)
    _drafts(report, state_dir)
    report.backups = [describe(backup, path, today, sound=left.sound).line for backup in kept]
    if not kept:
        report.facts.append("There is no backup yet: one is made before the first change of each day.")
    return report


def _is_empty(path: Path) -> bool:
    with suppress(OSError):
        return path.stat().st_size == 0
    return False


# -- the database


def _database(report: Report, left: Left) -> None:
    path = report.path
    if _is_empty(path):
        report.facts.append("The file is empty: a plan that nothing was written into yet.")
        return
    try:
        with reading(path) as db:
            found = look(db)
    except StoreError as error:
        report.find(str(error))
        found = Soundness()
    if left.sound:
        report.facts.append("The database is sound.")
    else:
        for said in found.broken[:_NAMED]:
            report.find(f"The database is damaged: {said}.")
        if not report.findings:
            report.find("The database is damaged.")
    _format(report, found)
    older = 0 < found.format < FORMAT  # what it has not, it will be given
    for table, column in () if older else found.missing[:_NAMED]:
        what = f"The column {column} of table {table}" if column else f"Table {table}"
        report.find(f"{what} is missing.")
    if found.dangling:
        report.find(f"{many(found.dangling, 'link')} of rows to others that are not in the plan.")
    elif left.sound:
        report.facts.append("All links lead somewhere.")


def _format(report: Report, found: Soundness) -> None:
    if not found.opened:
        return
    if not found.ours:
        report.find("The mark that tells a plan from another database is gone.")
    if 0 < found.format < FORMAT:
        report.facts.append(
            f"It is of format {found.format}; opening it brings it to format {FORMAT}, with a backup before."
        )
    elif found.format != FORMAT:
        report.find(f"Its format number is {found.format}, which cannot be; expected {FORMAT}.")


# -- the plan in it


def _plan(report: Report, left: Left) -> None:
    rows, unread = unreadable_fields(left.found)
    report.facts.insert(0, said_of(rows.values()))
    for entity, name in unread[:_NAMED]:
        report.find(f"The {field_word(name)} of {called(entity)} cannot be read.")
    if len(unread) > _NAMED:
        report.find(f"{many(len(unread) - _NAMED, 'more value')} cannot be read.")
    _journal(report, rows, journal_of(left.found))


def _journal(report: Report, rows: Rows, journal: Journal) -> None:
    """Whether all actions of the journal, one after the other, lead to what the plan holds."""
    if journal.open_holes:
        report.find(f"{many(len(journal.open_holes), 'action')} of the journal cannot be read, so not be undone.")
    elif journal.holes:
        report.facts.append(f"{many(len(journal.holes), 'action')} of the journal got lost before a repair.")
    expected, _ = replay(journal)
    missing = [expected[key] for key in expected.keys() - rows.keys()]
    extra = [rows[key] for key in rows.keys() - expected.keys()]
    differing = [
        (row, spec.name)
        for key, row in rows.items()
        if (other := expected.get(key)) is not None and other != row
        for spec in specs(type(row))
        if getattr(row, spec.name) != getattr(other, spec.name)
    ]
    if not (missing or extra or differing):
        count = len(journal.entries)
        report.facts.append(f"The journal has {many(count, 'action')}, and they lead to what the plan holds.")
        return
    for rest, said in ((missing, "is in the journal, and not in the plan"), (extra, "is not in the journal")):
        for entity in rest[:_NAMED]:
            report.find(f"{_capital(called(entity))} {said}.")
        if len(rest) > _NAMED:
            report.find(f"So it is with {many(len(rest) - _NAMED, 'more row')}.")
    for entity, name in differing[:_NAMED]:
        report.find(f"The {field_word(name)} of {called(entity)} is not what the journal says that it became.")
    if len(differing) > _NAMED:
        report.find(f"So it is with {many(len(differing) - _NAMED, 'more value')}.")


def said_of(rows: Iterable[Entity]) -> str:
    """What a plan holds, in words: its name, and how many rows of each kind."""
    found = list(rows)
    name = next((row.name for row in found if isinstance(row, Root)), "")
    return f"{name or 'A plan without a name'}: {by_kind(found) or 'nothing in it yet'}."


def by_kind(rows: Iterable[Entity]) -> str:
    """How many rows there are of each kind: "2 objectives, 1 KPI"; empty when there are none."""
    counts = Counter(type(row) for row in rows)
    return ", ".join(many(counts[kind], kind_name(kind)) for kind in ENTITIES if counts[kind] and kind is not Root)


# -- the file and what lies beside it


def _file(report: Report) -> None:
    with suppress(OSError):
        mode = stat.S_IMODE(os.stat(report.path).st_mode)
        if os.name == "posix" and mode & 0o077:
            report.find(
                f"Others on this machine can reach the file (its mode is {mode:o}, expected 600).", private=True
            )
        if not os.access(report.path, os.W_OK) or not os.access(report.path.parent, os.W_OK):
            report.find("The file or its folder is read-only: nothing can be saved to it.", mends=False)
    with suppress(OSError):
        free = shutil.disk_usage(report.path.parent).free
        if free < _LITTLE:
            report.find(f"Only {size_said(free)} of space are left where the file is.", mends=False)
        else:
            report.facts.append(f"{size_said(report.path.stat().st_size)} long; {size_said(free)} of space are free.")


def _drafts(report: Report, state_dir: Path | None) -> None:
    windows = [window for window, _ in Aside(report.path, state_dir).read()]
    with suppress(StoreError), reading(report.path) as db:
        if db.execute("select 1 from sqlite_schema where name = 'drafts'").fetchone():
            found = db.execute('select "window" from drafts')
            windows += [window for (window,) in found if isinstance(window, str)]
    waiting = sum(not runs(window) for window in windows)
    if waiting:
        report.facts.append(f"{many(waiting, 'text')} typed and not saved: opening the plan offers what was typed.")
    if len(windows) > waiting:
        report.facts.append("The plan is open in another window.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
