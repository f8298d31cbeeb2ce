"""Where the user was: back and forward through the rows that were gone to, and which were the last."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 200


class Visits:
    """Rows by their ids, as a browser keeps pages. A jump drops what lies ahead."""

    def __init__(self) -> None:
        self._behind: list[str] = []
        self._ahead: list[str] = []
        self._seen: dict[str, None] = {}

    def jump(self, start: str, goal: str) -> None:
        """The user goes from one row to another one that lies elsewhere."""
        if start == goal:
            return
        if start and (not self._behind or self._behind[-1] != start):
            self._behind = [*self._behind, start][-_MOST:]
        self._ahead.clear()
        self._note(start)
        self._note(goal)

    def back(self, here: str, there: Callable[[str], bool]) -> str:
        """The row to go back to, of those that are still `there`; empty when there is none."""
        return self._step(self._behind, self._ahead, here, there)

    def forward(self, here: str, there: Callable[[str], bool]) -> str:
        """The row to go forward to."""
        return self._step(self._ahead, self._behind, here, there)

    @property
    def can_back(self) -> bool:
        """Whether there may be a place to go back to."""
        return bool(self._behind)

    @property
    def can_forward(self) -> bool:
        """Whether there may be a place to go forward to."""
        return bool(self._ahead)

    def recent(self, here: str = "") -> list[str]:
        """Rows that were gone to, the last first, without the one where the user is."""
        return [row for row in reversed(self._seen) if row != here]

    def _step(self, source: list[str], target: list[str], here: str, there: Callable[[str], bool]) -> str:
        while source:
            row = source.pop()
            if row != here and there(row):
                if here:
                    target.append(here)
                self._note(row)
                return row
        return ""

    def _note(self, row: str) -> None:
        if row:
            self._seen.pop(row, None)
            self._seen[row] = None
            if len(self._seen) > _MOST:
                del self._seen[next(iter(self._seen))]
