"""What can go wrong with a plan, said in sentences that a user may read as they are."""

from __future__ import annotations


class PlanError(Exception):
    """An edit, a value or a plan that cannot be; ``str()`` is one clear sentence for the user."""


class Conflict(PlanError):
    """The place that an edit wants to change holds something else by now.

    ``table``, ``row`` and ``field`` name the place (``field`` is empty when the row as a whole is meant);
    ``expected`` is what the edit thought to replace, ``found`` what is there, ``wanted`` what it would have written.
    """

    def __init__(self, table: str, row: str, field: str, expected: object, found: object, wanted: object) -> None:
        self.table = table
        self.row = row
        self.field = field
        self.expected = expected
        self.found = found
        self.wanted = wanted
        place = f"{row}.{field}" if field else row
        super().__init__(f"{place} has changed since: it holds {found!r} now, not {expected!r}.")
