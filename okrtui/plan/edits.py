"""The actions of a user as edits. These functions look at a plan and say what to change; they never change it.

Titles are written to follow "undo: ": "undo: delete the key result “Lower churn”".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from okrtui.plan.archiving import archiving_title
from okrtui.plan.changes import Change, Edit, Insert, Set
from okrtui.plan.cycling import FROZEN, keep_move, new_cycle, start_cycle
from okrtui.plan.entities import Dismissal, Entity, Initiative, KeyResult, Kpi, Lexeme, Root
from okrtui.plan.errors import PlanError
from okrtui.plan.fields import Value, specs
from okrtui.plan.ids import make_id, new_suffix
from okrtui.plan.model import Plan, parent_field, parent_of
from okrtui.plan.naming import KINDS, a_kind, called, field_word, kind_name, quote, title_field, title_of
from okrtui.plan.places import between, places
from okrtui.plan.recording import check_in, measure
from okrtui.plan.removing import delete
from okrtui.plan.turning import move_to, turn

__all__ = [
    "KINDS",
    "add",
    "add_many",
    "called",
    "change",
    "check_in",
    "combine",
    "delete",
    "kind_name",
    "measure",
    "move",
    "move_to",
    "new_cycle",
    "quote",
    "retarget",
    "start_cycle",
    "title_field",
    "title_of",
    "turn",
]


def add(plan: Plan, cls: type[Entity], *, parent: str = "", after: str | None = None, **values: Any) -> Edit:
    """Add a row of a kind below a parent: behind the sibling `after`, first when it is "", last when it is None.

    `Edit.item` is its id. A word of the lexicon and a dismissal that are there already are changed instead.
    The parent may be a row of an edit that is applied together with this one.
    """
    known = _content_id(cls, values)
    if known and plan.find(known, cls):
        return _changed(plan, plan.table(cls)[known], values)
    row, room = _new_rows(plan, cls, [values], parent, after, known)
    return Edit(f"add {called(row[0])}", (*room, Insert(row[0])), row[0].id)


def add_many(
    plan: Plan, cls: type[Entity], titles: Sequence[str], *, parent: str = "", after: str | None = None
) -> Edit:
    """Add one row for each title, in this order, as one edit; titles without any text are left out.

    `Edit.item` is the id of the last.
    """
    name = title_field(cls)
    values = [{name: title} for title in titles if title.strip()]
    if not values:
        return Edit("add nothing", ())
    rows, room = _new_rows(plan, cls, values, parent, after)
    title = f"add {called(rows[0])}"
    if len(rows) > 1:
        title = f"add {len(rows)} {plural(cls)}"
    return Edit(title, (*room, *(Insert(row) for row in rows)), rows[-1].id)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plural(cls: type[Entity]) -> str:
    """What several rows of a kind are called."""
    name = kind_name(cls)
    return name[:-1] + "ies" if name.endswith("y") else f"{name}s"


def _new_rows(
    plan: Plan, cls: type[Entity], values: list[dict[str, Any]], parent: str, after: str | None, known: str = ""
) -> tuple[list[Entity], list[Change]]:
    """New rows with ids and positions, and the changes that make room for them."""
    field = parent_field(cls.TABLE)
    if field and not parent:
        raise PlanError(f"A new {kind_name(cls)} needs the row that it belongs to.")
    shape: list[dict[str, Any]] = [{field: parent} if field else {} for _ in values]
    room: list[Change] = []
    if any(spec.kind == "position" for spec in specs(cls)):
        positions, room = places(plan, cls, parent, after, len(values))
        for held, position in zip(shape, positions, strict=True):
            held["position"] = position
    taken = set(plan.suffixes)
    rows: list[Entity] = []
    for held, given in zip(shape, values, strict=True):
        row = known
        if not row:
            suffix = new_suffix(taken)
            taken.add(suffix)
            row = make_id(cls, suffix)
        rows.append(cls(row, **held, **{name: _plain(cls, name, value) for name, value in given.items()}))
    return rows, room


def _content_id(cls: type[Entity], values: dict[str, Any]) -> str:
    """The id of a row that is known by what it says."""
    if cls is Lexeme:
        return str(values.get("word", ""))
    if cls is Dismissal:
        return f"{values.get('code', '')}@{values.get('item') or ''}"
    if not cls.PREFIX:
        raise PlanError(f"{_capital(a_kind(cls))} is not added by hand.")
    return ""


def _plain(cls: type[Entity], name: str, value: Any) -> Value:
    """A value as its field holds it: whole numbers as numbers, lists as tuples, no text as an empty one."""
    spec = next((spec for spec in specs(cls) if spec.name == name), None)
    if spec is None:
        raise PlanError(f"{_capital(a_kind(cls))} has no field “{name}”.")
    if spec.kind in ("number", "position") and isinstance(value, int) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            raise PlanError(f"The {field_word(name)} is too large a number.") from None
    if spec.kind in ("text", "parent") and value is None:
        return ""
    if spec.kind == "refs":
        return tuple(dict.fromkeys(value or ()))
    if spec.kind in ("ref", "choice") and value == "":
        return None
    plain: Value = value
    return plain


def change(plan: Plan, row: str, **values: Any) -> Edit:
    """Give fields of a row other values; only those that differ, and an empty edit when none does.

    Raises `PlanError` for a row that is not there or a field that its kind has not.
    """
    return _changed(plan, plan.get(row), values)


def _changed(plan: Plan, entity: Entity, values: dict[str, Any]) -> Edit:
    plain = {name: _plain(type(entity), name, value) for name, value in values.items()}
    changes = [
        Set(entity.TABLE, entity.id, name, getattr(entity, name), value)
        for name, value in plain.items()
        if getattr(entity, name) != value
    ]
    return Edit(_change_title(entity, changes), tuple(changes), entity.id)


def _change_title(entity: Entity, changes: Sequence[Set]) -> str:
    """What a change does, in the user's words."""
    names = [one.field for one in changes]
    if isinstance(entity, Initiative) and names == ["done"]:
        return f"{'tick' if changes[0].new else 'untick'} {called(entity)}"
    if title := archiving_title(entity, names, changes[0].new if changes else None):
        return title
    if isinstance(entity, Root) and names == ["statement"]:
        return f"{'reword' if entity.statement.strip() else 'write'} the strategy"
    name = title_field(type(entity))
    if name in names:
        return f"{'rename' if name == 'name' else 'reword'} {called(entity)}"
    words = list(dict.fromkeys(field_word(name) for name in names))
    if not words or len(words) > 3:
        return f"change {called(entity)}"
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"change the {listed} of {called(entity)}"


def retarget(plan: Plan, row: str, today: date, reason: str = "", **values: Any) -> Edit:
    """Like `change`, and when it moves baseline, target or due day of a key result in a running cycle, the move is
    kept with its day and reason. A second move on one day corrects the first; the start of the cycle stays.
    """
    edit = change(plan, row, **values)
    entity = plan.get(row)
    moved = {one.field: one.new for one in edit.changes if isinstance(one, Set) and one.field in FROZEN}
    if not moved or not isinstance(entity, KeyResult):
        return edit
    cycle = plan.cycle_of(entity)
    if cycle is None or cycle.state != "active":
        return edit
    after = dataclasses.replace(entity, **moved)  # type: ignore[arg-type]
    return Edit(edit.title, (*edit.changes, *keep_move(plan, entity, after, today, reason)), edit.item)


def move(plan: Plan, row: str, step: int) -> Edit:
    """Move a row among its siblings, so many places down (or up, when negative); an empty edit at the edge."""
    entity = plan.get(row)
    if not any(spec.kind == "position" for spec in specs(type(entity))):
        raise PlanError(f"{_capital(a_kind(type(entity)))} has no order of its own.")
    siblings = list(plan.children(type(entity), parent_of(entity)))
    index = next(i for i, sibling in enumerate(siblings) if sibling.id == row)
    to = min(max(index + step, 0), len(siblings) - 1)
    title = f"move {called(entity)} {'down' if step > 0 else 'up'}"
    if to == index:
        return Edit(title, (), row)
    others = siblings[:index] + siblings[index + 1 :]
    (position,), room = between(others, others[to - 1].id if to else "")
    old = getattr(entity, "position")  # noqa: B009 - no common base declares it
    return Edit(title, (*room, Set(entity.TABLE, row, "position", old, position)), row)


def lead_to(plan: Plan, to: str, kpi: str) -> Edit:
    """Let a KPI lead to a key result, or cause another KPI."""
    row = plan.get(to)
    if isinstance(row, KeyResult):
        return change(plan, to, kpis=tuple(dict.fromkeys((*row.kpis, kpi))))
    if isinstance(row, Kpi):
        return change(plan, to, drivers=tuple(dict.fromkeys((*row.drivers, kpi))))
    raise PlanError("Only key results and KPIs have KPIs that lead to them.")


def combine(title: str, *edits: Edit) -> Edit:
    """Several edits as one action, in order; each must have been made for the plan as those before it leave it."""
    changes = tuple(one for edit in edits for one in edit.changes)
    item = next((edit.item for edit in reversed(edits) if edit.item), "")
    return Edit(title, changes, item)
