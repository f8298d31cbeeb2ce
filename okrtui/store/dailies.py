"""When the store thread backs a plan up: before the first change of a day, and never at the cost of that change."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from okrtui.store.errors import Busy, Damaged, StoreError


class Dailies:
    """The backups of one plan file as a window makes them; ``keep`` of them at most, with 0 none is made."""

    def __init__(self, path: Path, state_dir: Path | None, keep: int) -> None:
        self._path = path
        self._state_dir = state_dir
        self._keep = keep
        self._done: date | None = None

    def due(self) -> str:
        """Make the backup of the day if there is none yet.

        Returns a sentence when that cannot be (once a day), and when the plan turns out to be damaged.
        """
        today = datetime.now().date()
        if not self._keep or self._done == today:
            return ""
        from okrtui.store.backups import daily

        self._done = today
        try:
            daily(self._path, self._state_dir, self._keep)
        except Busy:  # others are writing: the next change will do
            self._done = None
        except Damaged as error:
            return str(error)
        except StoreError as error:
            return f"There is no backup of today: {error}"
        return ""
