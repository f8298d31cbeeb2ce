"""What an edit changes, line by line in the plan's own terms: ``target of “Lower churn” 4 % -> 3 %``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from okrtui.exchange.document import Document, Item
from okrtui.exchange.ordering import longest_rising
from okrtui.exchange.shape import defaults, travelling
from okrtui.exchange.wording import (
    HISTORY,
    counted,
    field_word,
    known_by,
    linked,
    name_of,
    spec_of,
    subject_of,
    value_text,
)
from okrtui.plan.changes import Edit, Insert, Remove, Set
from okrtui.plan.entities import BY_TABLE, Entity, Root
from okrtui.plan.ids import suffix_of
from okrtui.plan.model import Plan, parent_field, parent_of
from okrtui.plan.naming import a_kind, title_field, title_of
from okrtui.plan.turning import TURNABLE

Verb = Literal["add", "change", "remove", "keep"]
Mentioned = Mapping[tuple[str, str], Item]
"""The file's items by the table and id of the row that each becomes."""

_KINDS = {
    "priorities": "priority",
    "objectives": "objective",
    "key_results": "key_result",
    "kpis": "kpi",
    "initiatives": "initiative",
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One thing that an import adds, changes, removes, or keeps although the file does not mention it."""

    verb: Verb
    text: str
    """Plain text on one line, without the verb."""
    item: str = ""
    """The id of the row."""
    field: str = ""
    """The field that changes, when it is one."""

    def as_json(self) -> dict[str, str]:
        """The object of ``changes`` in ``--format json``."""
        return {"verb": self.verb, "text": self.text, "item": self.item, "field": self.field}

    def __str__(self) -> str:
        return f"{self.verb} {self.text}"


def changes(before: Plan, after: Plan, edit: Edit) -> list[ChangeLine]:
    """What an edit that turns one plan into the other adds, changes and removes, in the order of its changes."""
    found: dict[tuple[str, ...], ChangeLine] = {}
    counts: dict[tuple[str, ...], int] = {}
    turned = turns(edit)
    removed = {change.row for change in edit.changes if isinstance(change, Remove)}
    moves = Moves(before, after)
    for change in edit.changes:
        if isinstance(change, Set):
            if change.field != "position" or moves.moved(change.table, change.row):
                line = _set_line(before, after, change, moves)
                found.setdefault((line.text,), line)
            continue
        verb: Verb = "add" if isinstance(change, Insert) else "remove"
        row, plan = change.entity, after if verb == "add" else before
        parent = parent_of(row)
        if row.id in turned:
            if verb == "add":
                found["turn", row.id] = turned_line(before, after, turned[row.id], row)
        elif row.TABLE not in HISTORY:
            found[verb, row.TABLE, row.id] = ChangeLine(verb, name_of(plan, row), row.id)
        elif parent not in turned and (verb == "add" or parent not in removed):
            key = (verb, row.TABLE, parent)
            counts[key] = counts.get(key, 0) + 1
            text = name_of(plan, row) if counts[key] == 1 else _count(plan, counts[key], row.TABLE, parent)
            found[key] = ChangeLine(verb, text, parent)
    return list(found.values())


def turns(edit: Edit) -> dict[str, Entity]:
    """The old rows of lines that became another kind, by their old and their new ids."""
    lines = [change for change in edit.changes if not isinstance(change, Set) and isinstance(change.entity, TURNABLE)]
    went = {suffix_of(change.row): change.entity for change in lines if isinstance(change, Remove)}
    came = [change.row for change in lines if isinstance(change, Insert) and suffix_of(change.row) in went]
    found = {row: went[suffix_of(row)] for row in came}
    return found | {old.id: old for old in found.values()}


def turned_line(before: Plan, after: Plan, old: Entity, new: Entity) -> ChangeLine:
    """``key result “Launch it” turned into an initiative``."""
    words = "" if title_of(old) == title_of(new) else f", {known_by(new)}"
    return ChangeLine("change", f"{name_of(before, old)} turned into {a_kind(type(new))}{words}", new.id)


class Moves:
    """Which rows stand elsewhere among their siblings, as few as can be, and where."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self._before = before
        self._after = after
        self._known: dict[tuple[str, str], set[str]] = {}

    def moved(self, table: str, row: str) -> bool:
        """Whether a row moved past others; one that came from another parent has its own words."""
        kind = BY_TABLE[table]
        parent = parent_of(self._after.table(kind)[row])
        if parent_of(self._before.table(kind)[row]) != parent:
            return False
        key = table, parent
        if key not in self._known:
            place = {one.id: float(number) for number, one in enumerate(self._before.children(kind, parent))}
            order = [one.id for one in self._after.children(kind, parent) if one.id in place]
            self._known[key] = set(order) - longest_rising(order, place)
        return row in self._known[key]

    def place(self, row: Entity) -> str:
        """Where a row stands now: ``before “Lower churn”``, ``to the end``."""
        siblings = self._after.children(type(row), parent_of(row))
        at = next(number for number, one in enumerate(siblings) if one.id == row.id)
        return f"before {known_by(siblings[at + 1])}" if at + 1 < len(siblings) else "to the end"


def _count(plan: Plan, count: int, table: str, parent: str) -> str:
    return f"{counted(count, BY_TABLE[table])} of {linked(plan, parent)}"


def _set_line(before: Plan, after: Plan, change: Set, moves: Moves) -> ChangeLine:
    old = before.table(BY_TABLE[change.table])[change.row]
    new = after.table(BY_TABLE[change.table])[change.row]
    spec = spec_of(change.table, change.field)
    if spec.kind == "position":
        return ChangeLine("change", f"{name_of(after, new)} moves {moves.place(new)}", change.row, "position")
    was, now = value_text(before, old, spec, change.old), value_text(after, new, spec, change.new)
    if spec.kind == "parent":
        return ChangeLine("change", f"{name_of(before, old)} moves from {was} to {now}", change.row, change.field)
    if change.field in ("title", "name", "text", "word") and not isinstance(old, Root):
        return ChangeLine("change", f"{field_word(spec)} of {name_of(before, old)} -> {now}", change.row, change.field)
    text = f"{field_word(spec)} {subject_of(before, old)} {was} -> {now}"
    return ChangeLine("change", text, change.row, change.field)


def kept(plan: Plan, mentioned: Mentioned, document: Document) -> list[ChangeLine]:
    """What the plan holds and the file does not mention, the rows first, then the fields."""
    return [*_kept_rows(plan, mentioned), *_kept_fields(plan, mentioned), *_kept_of_root(plan, document)]


def _kept_rows(plan: Plan, mentioned: Mentioned) -> Iterator[ChangeLine]:
    rows = {row for table, row in mentioned if row in plan.table(BY_TABLE[table])}
    counts: dict[tuple[str, str], list[Entity]] = {}
    for row in plan.rows():
        if isinstance(row, Root) or (row.TABLE, row.id) in mentioned:
            continue
        parent = parent_of(row)
        if parent and parent not in rows:
            continue  # it stays with its parent, which is listed
        if row.TABLE in HISTORY:
            counts.setdefault((row.TABLE, parent), []).append(row)
        else:
            yield ChangeLine("keep", name_of(plan, row), row.id)
    for (table, parent), found in counts.items():
        text = name_of(plan, found[0]) if len(found) == 1 else _count(plan, len(found), table, parent)
        yield ChangeLine("keep", text, parent)


def _kept_fields(plan: Plan, mentioned: Mentioned) -> Iterator[ChangeLine]:
    for (table, row_id), item in mentioned.items():
        row = plan.table(BY_TABLE[table]).get(row_id)
        if row is None:
            continue
        usual = defaults(item.entity)
        for spec in travelling(item.entity):
            held = getattr(row, spec.name)
            if spec.name == title_field(item.entity):
                continue  # every line names it anyway
            if spec.name not in item.given and held not in (None, "", (), usual[spec.name]):
                text = f"{field_word(spec)} {subject_of(plan, row)}: {value_text(plan, row, spec, held)}"
                yield ChangeLine("keep", text, row_id, spec.name)


def _kept_of_root(plan: Plan, document: Document) -> Iterator[ChangeLine]:
    root = plan.root
    name = document.root.get("name")
    if name and name != root.name:
        spec = spec_of(Root.TABLE, "name")
        was, says = (value_text(plan, root, spec, value) for value in (root.name, name))
        yield ChangeLine("keep", f"name of the plan: {was} (the file says {says})", root.id, "name")
    if root.statement and "statement" not in document.root:
        spec = spec_of(Root.TABLE, "statement")
        yield ChangeLine("keep", f"strategy: {value_text(plan, root, spec, root.statement)}", root.id, "statement")


def items(after: Plan, mentioned: Mentioned, document: Document) -> list[dict[str, Any]]:
    """The file's strategy, priorities, objectives, key results, initiatives and KPIs, as ``--format json`` prints them.

    Their kinds are certain, since the file says them; `line` is that of the text, or None when it has none.
    """
    found: list[dict[str, Any]] = []
    if statement := document.root.get("statement"):
        found.append(_item("strategy", str(statement), None, document, "strategy.statement"))
    for (table, row_id), item in mentioned.items():
        if kind := _KINDS.get(table):
            row = after.table(item.entity)[row_id]
            field = "name" if kind == "kpi" else "title"
            text = getattr(row, field)
            found.append(_item(kind, text, _parent_text(after, row), document, f"{item.path}.{field}", item.path))
    return found


def _item(kind: str, text: str, parent: str | None, document: Document, *paths: str) -> dict[str, Any]:
    where = next((place for path in paths if (place := document.position(path))), None)
    return {
        "kind": kind,
        "text": text,
        "parent": parent,
        "line": where.line if where else None,
        "certainty": 1.0,
    }


def _parent_text(after: Plan, row: Entity) -> str | None:
    """The text of the objective that a row belongs to: that of an initiative is its key result's."""
    while parent_field(row.TABLE):
        above = after.item(parent_of(row))
        if above is None or above.TABLE == "cycles":
            return None
        if above.TABLE == "objectives":
            return str(getattr(above, "title"))  # noqa: B009
        row = above
    return None
