"""The plan as it was at the end of a past day, read from the journal with the standard library alone.

Nothing is ever stored twice for it: the file holds the plan of now, and the journal what each action replaced. So the
actions after the day are taken back in memory, the last one first. Undo and redo are actions of the journal as well,
which makes this plain: what the file held at the end of a day is what all actions up to then have made of it, also
what was undone later on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from okrtui.plan.changes import Remove
from okrtui.plan.entities import BY_TABLE
from okrtui.plan.model import Plan
from okrtui.store.errors import OlderFormat
from okrtui.store.layout import FORMAT
from okrtui.store.memory import take_in
from okrtui.store.reader import check_file, inspect, read_rows, reading


@dataclass(frozen=True, slots=True)
class Past:
    """A plan of a past day, with its whole history, and where in the journal that day ends."""

    plan: Plan
    last: int
    """The last action that the plan includes; 0 when there was none yet."""
    first_day: date | None
    """The day of the first action of all; None when nothing has ever been written."""


def plan_as_of(path: Path, day: date) -> Past:
    """The plan in a file at an absolute path as it was at the end of a day; the file is only read.

    A value counts from when it was recorded: a check-in that was entered on Friday for the Monday before is not in
    the plan of Tuesday. Before the first action the plan is empty. An action is dated with the day that its window took
    for today. Should those days not rise from action to action (a clock that was set back), the day ends with the last
    action that bears it or an earlier one, so that what is shown is always what the file has held at some moment.
    Raises `StoreError` when the file cannot be read, and `OlderFormat` for one that would have to be upgraded first.
    """
    check_file(path)
    with reading(path) as db:
        found = inspect(path, db)
        if not found:
            return Past(Plan(), 0, None)
        if found < FORMAT:
            raise OlderFormat(path)
        on = 'substr("at", 1, 10)'
        (last,) = db.execute(f"select coalesce(max(id), 0) from actions where {on} <= ?", (str(day),)).fetchone()
        (first,) = db.execute(f"select min({on}) from actions").fetchone()
        plan = Plan(read_rows(path, db))
        from okrtui.store.encoding import change_from_json

        later = db.execute(
            'select "table", "row", field, old, new from changes where action > ? order by action desc, seq desc',
            (last,),
        )
        for table, row, field, old, new in later:
            if not field and old is None:  # it came: what it was need not be decoded to take it away
                held = plan.table(BY_TABLE[table]).get(row)
                plan.apply((Remove(held),) if held else (), checked=False)
            else:
                take_in(plan, change_from_json(table, row, field, old, new).inverse())
    return Past(plan, int(last), date.fromisoformat(first) if first else None)
