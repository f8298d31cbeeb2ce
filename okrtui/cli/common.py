"""What several commands need: settings that are fine, and the plan that a path names, to read or to change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from okrtui.plan import manner
from okrtui.plan.errors import PlanError
from okrtui.settings import Settings, default_plan, load

if TYPE_CHECKING:
    from okrtui.plan.changes import Edit
    from okrtui.plan.model import Plan
    from okrtui.session import Session

_PATIENCE = 30.0
"""Seconds that the file is given to take what was written before the command ends."""


def settings() -> Settings:
    """The user's settings; raises `PlanError` with the first thing in them that cannot be used."""
    found, problems = load()
    if problems:
        more = f" ({len(problems) - 1} more of such)" if len(problems) > 1 else ""
        raise PlanError(problems[0].replace("; the defaults are used.", ".") + more)
    manner.use(found.manner)
    return found


def plan_path(given: str | None) -> Path:
    """The plan file that was named, or the user's own plan; raises `PlanError` when it is not there, or is a text."""
    from okrtui.cli.textfiles import refuse_text

    path = default_plan() if given is None else Path(given)
    if given is not None:
        refuse_text(path)
    if not path.exists():
        begins = "`okrtui` begins one" if given is None else f"`okrtui new {given}` makes one"
        raise PlanError(f"{path}: there is no plan here; {begins}.")
    return path


def read_plan(path: Path) -> Plan:
    """The plan in a file with all its history; nothing is written. Raises `PlanError` when it is no plan."""
    with looking(path) as session:
        return session.history_all()


@contextmanager
def looking(path: Path) -> Iterator[Session]:
    """The plan in a file, opened to read it; nothing is written. Raises `PlanError` when it is no plan."""
    from okrtui.clock import today
    from okrtui.session import Session

    session = Session(path, today=today, readonly=True)
    session.open()
    try:
        yield session
    finally:
        session.close(_PATIENCE)


@contextmanager
def changing(path: Path) -> Iterator[Session]:
    """The plan in a file, opened to change it; leaving the block closes it. Raises `PlanError` when it is no plan."""
    from okrtui.clock import today
    from okrtui.session import Session

    session = Session(path, today=today, backups=load()[0].backups)
    session.open()
    try:
        if session.readonly:
            raise PlanError(f"{path} cannot be written: it or its folder is read-only. Nothing was changed.")
        session.start()
        yield session
    finally:
        session.close(_PATIENCE)


def write(session: Session, edit: Edit) -> None:
    """Make an edit and wait until the file holds it; raises `PlanError` when the file does not take it."""
    if not edit:
        return
    session.apply(edit)
    try:
        session.wait(_PATIENCE)
    except TimeoutError:
        raise PlanError(f"{session.path} has not taken the change for {_PATIENCE:.0f} seconds.") from None
