"""Finding a row by what a person types for it: its id, or enough of its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from okrtui.plan.archiving import archived_on
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import kind_name, quote, title_of

E = TypeVar("E", bound=Entity)

_LISTED = 5


def find(plan: Plan, cls: type[E], text: str) -> E:
    """The row of a kind with this id or name: exact, else the only one that begins so, else the only one that has it.

    Case and spaces do not matter in names, and what is put away is meant only where nothing in use has the name. Raises
    `PlanError` that lists the candidates, or the names that there are.
    """
    wanted = _plain(text)
    rows = plan.table(cls)
    if found := rows.get(text.strip()):
        return found
    named = [(row, _plain(title_of(row))) for row in rows.values()]
    for candidates in (
        [row for row, name in named if name == wanted],
        [row for row, name in named if wanted and name.startswith(wanted)],
        [row for row, name in named if wanted and wanted in name],
    ):
        in_use = [row for row in candidates if archived_on(row) is None]
        if len(in_use or candidates) == 1:
            return (in_use or candidates)[0]
        if candidates:
            more = "the id" if _same_names(candidates) else "more of the name"
            raise PlanError(f"{quote(text)} may be {_either(candidates)}: type {more}.")
    kind = kind_name(cls)
    if not rows:
        raise PlanError(f"There is no {kind} {quote(text)}: this plan has no {kind} yet.")
    raise PlanError(f"There is no {kind} {quote(text)} in this plan; there is {_either(list(rows.values()), 'and')}.")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _same_names(rows: Sequence[Entity]) -> set[str]:
    """Names that several of these rows have."""
    names = Counter(_plain(title_of(row)) for row in rows)
    return {name for name, many in names.items() if many > 1}


def _either(rows: Sequence[Entity], last: str = "or") -> str:
    """The names of rows as a sentence lists them, the first few of many; ids where a name does not tell them apart."""
    ordered = sorted(rows, key=lambda row: (title_of(row).casefold(), row.id))
    same = _same_names(rows)
    names = [
        quote(title_of(row)) + (f" ({row.id})" if _plain(title_of(row)) in same else "") for row in ordered[:_LISTED]
    ]
    if len(ordered) > _LISTED:
        names.append(f"{len(ordered) - _LISTED} more")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
