"""When KPIs got another meaning, as the journal tells it; read with the standard library alone."""

from __future__ import annotations

import sqlite3
from datetime import date

from okrtui.store.reader import counted

_FIELDS = ("name", "unit", "direction", "source")


def redefined(db: sqlite3.Connection, until: int | None = None) -> dict[str, list[date]]:
    """The days on which a KPI's name, unit, direction or source became another one, oldest first, by its id.

    A blank that was filled is no change of meaning, and what was undone has not happened.
    ``until``: see `okrtui.store.reader.counted`.
    """
    found = db.execute(
        f"""select c."row", substr(a."at", 1, 10) from kpis k join changes c on c."row" = k.id
        join actions a on a.id = c.action where c."table" = 'kpis' and c.field in ({", ".join("?" * len(_FIELDS))})
        and coalesce(c.old, 'null') not in ('null', '""') and {counted(until)}
        group by 1, 2 order by 1, 2""",
        _FIELDS,
    )
    days: dict[str, list[date]] = {}
    for row, day in found:
        days.setdefault(row, []).append(date.fromisoformat(day))
    return days
