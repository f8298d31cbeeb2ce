"""A plan put together from what is left of a damaged file: its rows, its journal, and its newest backup.

Of a row that the file still has, the file speaks. A row that it has no more is made again from the journal, or taken
from the backup, unless the journal says that it was deleted. What is in the file's place for a field is given up only
when it cannot be read, or when the journal and the backup agree on something else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from okrtui.plan.entities import BY_TABLE, ENTITIES, Entity
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Spec, Value, restore, specs
from okrtui.plan.naming import title_field
from okrtui.plan.validate import check_value
from okrtui.store.layout import LAYOUTS
from okrtui.store.replay import Journal, Key, Rows, beginning, journal_of, removed_last, replay
from okrtui.store.salvage import Found, Row, mended_text

LOST = "(lost: its text could not be recovered)"
"""What stands in place of the text of a row that others belong to."""


@dataclass(slots=True)
class Mended:
    """A plan that holds together, and where its rows came from."""

    rows: Rows = field(default_factory=dict)
    journal: Journal = field(default_factory=Journal)
    drafts: list[Row] = field(default_factory=list)
    from_journal: list[Entity] = field(default_factory=list)
    from_backup: list[Entity] = field(default_factory=list)
    stand_ins: list[Entity] = field(default_factory=list)
    """Rows of which nothing is left but that others belong to them."""
    set_right: list[tuple[Entity, str]] = field(default_factory=list)
    """Fields whose value could not be read, or that journal and backup agree on against the file."""
    unread: list[tuple[Entity, str]] = field(default_factory=list)
    """Fields whose value could not be read, and is nowhere else either."""
    unlinked: list[Entity] = field(default_factory=list)
    """Rows that pointed to what is not there any more."""
    helped: bool = False
    """Whether a backup had a part in it."""

    @property
    def known(self) -> bool:
        """Whether there is anything in the plan."""
        return len(self.rows) > 1 or next(iter(self.rows.values())) not in beginning().values()


def mend(found: Found, backup: Found | None, *, sound: bool) -> Mended:
    """Put a plan together. ``sound``: SQLite finds the file as it should be, so what it does not hold is not missing.

    ``backup``: the rows of the newest backup; None when there is none of this plan.
    """
    own = journal_of(found)
    base = rows_of(backup) if backup else None
    journal, after = _joined(own, journal_of(backup)) if backup else (own, 0)
    if backup and not after:
        base = None  # of another plan, or of nothing in common with this one
    wanted, touched = replay(journal, base, after)
    alone = replay(own)[0] if base is not None else wanted
    mended = Mended(journal=journal, helped=base is not None, drafts=[*found.strays["drafts"], *found.rows["drafts"]])
    lost_after = max(journal.holes, default=0)
    # where the journal may have lost what came later, it is no witness against the file
    sure = {key: row for key, row in alone.items() if touched.get(key, after) >= lost_after} if base is not None else {}
    _keep_own(mended, found, wanted, sure)
    for key, entity in wanted.items():
        # a table without gaps is believed where the journal may have lost that the row was deleted
        believed = sound or key not in alone or touched.get(key, after) < lost_after
        if key in mended.rows or (key[0] in found.whole and believed):
            continue
        mended.rows[key] = entity
        (mended.from_journal if key in touched or base is None else mended.from_backup).append(entity)
    mended.rows.setdefault(*next(iter(beginning().items())))
    for key, entity in mended.rows.items():
        mended.rows[key] = _possible(mended, entity)
    _hold_together(mended)
    return mended


def rows_of(found: Found) -> Rows:
    """The rows that a file holds; fields that cannot be read have their default."""
    return unreadable_fields(found)[0]


def unreadable_fields(found: Found) -> tuple[Rows, list[tuple[Entity, str]]]:
    """The rows that a file holds, and each field of them whose value cannot be read."""
    links = _links(found.rows)
    rows: Rows = {}
    unreadable: list[tuple[Entity, str]] = []
    for table in LAYOUTS:
        for row in found.rows[table]:
            entity, unread = _entity(table, row, links, None)
            rows[table, entity.id] = entity
            unreadable += [(entity, name) for name in sorted(unread)]
    return rows, unreadable


def _joined(own: Journal, older: Journal) -> tuple[Journal, int]:
    """The journal with what the backup's has of it, and the last action that the backup knows; 0 if of another plan."""
    last = max(older.entries, default=0)
    if any(own.mark(n) is not None and own.mark(n) != older.mark(n) for n in older.entries):
        return own, 0
    more = {n: entry for n, entry in older.entries.items() if n not in older.holes}
    return Journal(own.entries | more, own.holes - set(more)), last


def _keep_own(mended: Mended, found: Found, wanted: Rows, sure: Rows) -> None:
    """Take the rows of the file itself; of leftovers only those that the journal does not count as deleted."""
    links = _links(found.rows)
    stray_links = _links(found.strays)
    gone = removed_last(mended.journal)
    for table in LAYOUTS:
        complete = found.whole >= {link.table for link in LAYOUTS[table].links}
        for stray, rows in ((False, found.rows[table]), (True, found.strays[table])):
            for row in rows:
                key = (table, str(row["id"]))
                if stray and (key in gone or _taken(mended, key, row, wanted)):
                    continue
                own_links = links if complete and not stray else stray_links | links
                entity, unread = _entity(table, row, own_links, wanted.get(key), trust_links=complete)
                mended.rows[key] = _voted(mended, entity, unread, wanted.get(key), sure.get(key))


def _taken(mended: Mended, key: Key, row: Row, wanted: Rows) -> bool:
    """Whether a leftover is known better: from its table, or from another leftover that the journal agrees with."""
    held = mended.rows.get(key)
    return held is not None and (held == wanted.get(key) or wanted.get(key) is None or not row)


def _voted(mended: Mended, entity: Entity, unread: set[str], wanted: Entity | None, sure: Entity | None) -> Entity:
    """The row with what cannot be read taken from elsewhere, and what two other sources agree on."""
    better: dict[str, Value] = {}
    if wanted is not None:
        for spec in specs(type(entity)):
            held, other = getattr(entity, spec.name), getattr(wanted, spec.name)
            outvoted = sure is not None and getattr(sure, spec.name) == other
            if held != other and (spec.name in unread or outvoted):
                better[spec.name] = other
    mended.set_right += [(entity, name) for name in better]
    mended.unread += [(entity, name) for name in unread - set(better)]
    return dataclasses.replace(entity, **better) if better else entity  # type: ignore[arg-type]


def _possible(mended: Mended, entity: Entity) -> Entity:
    """The row with the default in place of each value that no plan can hold: the journal may be damaged as well."""
    usual: dict[str, Any] = {}
    for spec in specs(type(entity)):
        try:
            check_value(None, spec, getattr(entity, spec.name))
        except PlanError:
            usual[spec.name] = getattr(type(entity)(entity.id), spec.name)
            mended.unread.append((entity, spec.name))
    return dataclasses.replace(entity, **usual) if usual else entity


Links = dict[tuple[str, str], tuple[str, ...]]
"""Lists of links by (table of the list, owner)."""


def _links(rows: dict[str, list[Row]]) -> Links:
    found: dict[tuple[str, str], dict[int, str]] = {}
    for layout in LAYOUTS.values():
        for link in layout.links:
            for row in rows[link.table]:
                found.setdefault((link.table, str(row["owner"])), {})[row["position"]] = str(row["target"])
    return {key: tuple(dict.fromkeys(target for _, target in sorted(by.items()))) for key, by in found.items()}


def _entity(
    table: str, row: Row, links: Links, wanted: Entity | None, *, trust_links: bool = True
) -> tuple[Entity, set[str]]:
    """A row as an entity, and which of its fields could not be read and have their default."""
    layout = LAYOUTS[table]
    lists = {link.spec.name: links.get((link.table, str(row["id"])), ()) for link in layout.links}
    values: dict[str, Any] = {}
    unread: set[str] = set()
    for spec in specs(layout.entity):
        if wanted is not None and (spec.name not in row if spec.kind != "refs" else not trust_links):
            values[spec.name] = getattr(wanted, spec.name)
            continue
        raw = lists[spec.name] if spec.kind == "refs" else row.get(spec.name)
        if spec.kind != "refs" and spec.name not in row:
            continue  # a column that the file does not have: the field has its default
        if isinstance(raw, str) and (whole := mended_text(raw)) != raw:
            unread.add(spec.name)
            raw = whole
        try:
            values[spec.name] = _value(spec, raw)
        except (ValueError, TypeError, PlanError):
            unread.add(spec.name)
    make = cast("Callable[..., Entity]", layout.entity)
    return make(str(row["id"]), **values), unread


def _value(spec: Spec, raw: Any) -> Value:
    value = restore(spec, raw)
    check_value(None, spec, value)
    return value


# -- links


def _hold_together(mended: Mended) -> None:
    """Give every row its parent, and let no link lead nowhere."""
    for kind in reversed(ENTITIES):
        for entity in [row for (table, _), row in mended.rows.items() if table == kind.TABLE]:
            _place(mended, entity)
    for key, entity in list(mended.rows.items()):
        kept = dict(_fitting_links(mended.rows, entity))
        if kept:
            mended.unlinked.append(entity)
            mended.rows[key] = dataclasses.replace(entity, **kept)  # type: ignore[arg-type]


def _place(mended: Mended, entity: Entity) -> None:
    for spec in specs(type(entity)):
        if spec.kind != "parent":
            continue
        parent = str(getattr(entity, spec.name))
        if not parent:
            parent = f"{BY_TABLE[spec.table].PREFIX}-recovered"
            mended.rows[entity.TABLE, entity.id] = dataclasses.replace(entity, **{spec.name: parent})
        if (spec.table, parent) not in mended.rows:
            kind = BY_TABLE[spec.table]
            stand_in = cast("Callable[..., Entity]", kind)(
                parent, **{title_field(kind): LOST} if title_field(kind) else {}
            )
            mended.rows[spec.table, parent] = stand_in
            mended.stand_ins.append(stand_in)
            _place(mended, stand_in)


def _fitting_links(rows: Rows, entity: Entity) -> Iterable[tuple[str, Value]]:
    """The fields of a row that point to what is not there, each with what is left of it."""
    for spec in specs(type(entity)):
        value = getattr(entity, spec.name)
        if spec.kind == "ref" and not spec.loose and value is not None and (spec.table, value) not in rows:
            yield spec.name, None
        elif spec.kind == "refs":
            left = tuple(dict.fromkeys(target for target in value if (spec.table, target) in rows))
            if left != value:
                yield spec.name, left
