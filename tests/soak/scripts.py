"""Scripts that edit a plan beside its windows: started by `tests.soak.together`, each a process of its own.

``edits FILE NAME COUNT PAUSE`` makes so many edits, one every so many seconds; ``asked FILE`` makes one for each line
that it reads: it renames a KPI. For each edit that was acknowledged a line is written: what kind, a text that the
journal must hold, and the moment (`time.monotonic`, the same for all processes) at which it was made.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from okrtui.plan.changes import Edit
from okrtui.plan.edits import add, change
from okrtui.plan.entities import Initiative
from okrtui.plan.errors import Conflict
from okrtui.plan.recording import measure
from okrtui.session import Session, Undone

RENAMED = "kpi-errors"
SHARED = "o-balance"
MEASURED = "kpi-support"
OWNER = "kr-frequency"
ROWS = 12
"""Initiatives of its own that a script writes over and over."""


def opened(path: Path) -> Session:
    """A session whose state stays beside the plan."""
    return Session(path, today=lambda: date(2026, 5, 4), state_dir=path.parent / "state").open()


class Script:
    """One script at work."""

    def __init__(self, path: Path, name: str) -> None:
        self.session = opened(path)
        self.name = name
        self.chance = random.Random(name)
        self.rows: list[str] = []
        self.refused = 0

    def make(self, count: int, pause: float) -> None:
        """Make so many edits and undos that are acknowledged."""
        for number in range(count):
            due = time.monotonic() + pause
            while not self._one(f"{self.name} {number:05}"):
                self.refused += 1
            time.sleep(max(0.0, due - time.monotonic()))
        self.session.close()
        print(f"refused {self.refused} 0", flush=True)

    def _one(self, text: str) -> bool:
        """One edit; False when another process was quicker at the same place, and nothing was written."""
        began = time.monotonic()
        if len(self.rows) < ROWS:
            edit, kind = add(self.session.plan, Initiative, parent=OWNER, title=text), "edit"
            self.rows.append(edit.changes[0].row)
        elif (dice := self.chance.random()) < 0.08:
            return self._undo(began)
        else:
            edit, kind = self._edit(dice, text)
        try:
            self.session.apply(edit)
            self.session.wait()
        except Conflict:
            return False
        print(f"{kind} {text} {began}", flush=True)
        return True

    def _edit(self, dice: float, text: str) -> tuple[Edit, str]:
        if dice < 0.2:
            return change(self.session.plan, SHARED, why=text), "shared"
        if dice < 0.3:
            at = datetime(2024, 1, 1) + timedelta(minutes=self.chance.randrange(10**6))
            return measure(self.session.plan, MEASURED, at, self.chance.uniform(1, 9), text), "edit"
        return change(self.session.plan, self.chance.choice(self.rows), owner=text), "edit"

    def _undo(self, began: float) -> bool:
        self.session.undo()
        done = any(isinstance(event, Undone) for event in self.session.wait())
        if done:
            print(f"undo - {began}", flush=True)
        return done


def asked(path: Path) -> None:
    """Rename a KPI as told, line by line."""
    session = opened(path)
    print("ready", flush=True)
    for line in sys.stdin:
        session.wait()
        began = time.monotonic()
        session.apply(change(session.plan, RENAMED, name=line.strip()))
        session.wait()
        print(f"edit {line.strip()} {began}", flush=True)
    session.close()


def main() -> None:
    """Do what the command line says."""
    what, file, *more = sys.argv[1:]
    if what == "asked":
        asked(Path(file))
    else:
        Script(Path(file), more[0]).make(int(more[1]), float(more[2]))


if __name__ == "__main__":
    main()
