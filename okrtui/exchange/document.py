"""What a file says, checked against the declarations of the plan, but not yet part of any plan.

A `Document` keeps which keys a file gave: an import leaves the others as they are. It is made from the tables that a
TOML or a JSON file holds, and every refusal names the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from okrtui.exchange.errors import BadInput
from okrtui.exchange.filevalues import as_held, instead
from okrtui.exchange.positions import Position, key_path, positions
from okrtui.exchange.rowchecks import row_problem
from okrtui.exchange.rowids import content_id
from okrtui.exchange.shape import (
    FORMAT,
    FORMAT_KEY,
    PRIORITIES,
    REQUIRED,
    ROOT_KEYS,
    TABLES,
    Table,
    expected,
    travelling,
)
from okrtui.plan.entities import ENTITIES, Entity, Root
from okrtui.plan.fields import Spec, Value
from okrtui.plan.ids import ALPHABET, is_id, make_id

LATER = "perhaps written by a later okrtui"
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a file: its kind, its id (made when the file gives none), where it stands, and the keys it gives."""

    entity: type[Entity]
    id: str
    path: str
    parent: str
    """The id of the row above; empty below the plan itself."""
    given: Mapping[str, Value]
    made: bool = False
    """The file gave no id."""


@dataclass(slots=True)
class Document:
    """A file, read and checked by itself. Its links may still point to nothing: they may point into a plan."""

    source: str
    root: dict[str, Value] = field(default_factory=dict)
    """The keys of the plan itself that the file gives, the strategy's statement among them."""
    comments: str = ""
    items: list[Item] = field(default_factory=list)
    """All rows in the order of the file, each after the row above it."""
    quoted: bool = False
    """Dates are texts in quotes, as in JSON."""
    text: str = ""
    """The TOML text that it was read from; empty when it came from elsewhere."""
    _places: dict[str, Position] | None = None

    def position(self, path: str) -> Position | None:
        """Line and column of the value with this path, if it came from a text."""
        if self._places is None:
            self._places = positions(self.text) if self.text else {}
        return self._places.get(path)

    def refuse(self, path: str, sentence: str) -> BadInput:
        """The error that names a place of this file."""
        where = self.position(path) or (None if self.text else self.position(path.rpartition(".")[0]))
        return BadInput(self.source, f"{path} (line {where.line})" if where else path, sentence)


def read(
    data: Mapping[str, Any],
    source: str,
    *,
    text: str = "",
    comments: str = "",
    quoted: bool = False,
    places: dict[str, Position] | None = None,
) -> Document:
    """The document that the tables of a file make up; `BadInput` says what cannot be, and where.

    ``quoted``: dates are ISO texts. ``places`` are those of a file that is not TOML, by path.
    """
    document = Document(source, comments=comments, text=text, quoted=quoted, _places=places)
    if not data:
        raise BadInput(source, "", f"The file is empty; a plan begins with {FORMAT_KEY} = {FORMAT}.")
    _check_format(document, data)
    return _Reader(document).read(data)


def _check_format(document: Document, data: Mapping[str, Any]) -> None:
    found = data.get(FORMAT_KEY)
    if found is None:
        raise BadInput(document.source, FORMAT_KEY, f"is missing; a plan begins with {FORMAT_KEY} = {FORMAT}.")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise document.refuse(FORMAT_KEY, f"expected the number {FORMAT}.")
    if found > FORMAT:
        raise document.refuse(
            FORMAT_KEY, f"format {found} was written by a later okrtui; this one reads format {FORMAT}."
        )


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: dict[str, dict[str, str]] = {kind.TABLE: {} for kind in ENTITIES}
        """The path of each row by table and id."""
        self._given_ids: set[str] = set()

    def read(self, data: Mapping[str, Any]) -> Document:
        tables = {table.name: table for table in TABLES}
        by_key = {spec.name: spec for spec in travelling(Root)}
        self._collect_ids(data)
        for key, value in data.items():
            path = key_path("", key)
            if key in ROOT_KEYS:
                self._document.root[key] = self._value(by_key[key], value, path)
            elif key == "strategy":
                self._strategy(value)
            elif key not in tables and key != FORMAT_KEY:
                raise self._unknown(path, (FORMAT_KEY, *ROOT_KEYS, "strategy", *tables))
        for name, table in tables.items():
            if name in data:
                self._rows(table, data[name], "", "")
        return self._document

    def _collect_ids(self, value: object) -> None:
        """All ids that the file gives, so that made ones differ from those further down too."""
        queue = [value]
        while queue:
            value = queue.pop()
            if isinstance(value, Mapping):
                queue += value.values()
                if isinstance(found := value.get("id"), str):
                    self._given_ids.add(found)
            elif isinstance(value, list):
                queue += value

    def _strategy(self, value: object) -> None:
        if not isinstance(value, Mapping):
            raise self._document.refuse(
                "strategy", f"expected {'an object' if self._document.quoted else 'a table [strategy]'}."
            )
        statement = next(spec for spec in travelling(Root) if spec.name == "statement")
        for key, held in value.items():
            path = key_path("strategy", key)
            if key == "statement":
                self._document.root[key] = self._value(statement, held, path)
            elif key == PRIORITIES.name:
                self._rows(PRIORITIES, held, "strategy", "")
            else:
                raise self._unknown(path, ("statement", PRIORITIES.name))

    def _rows(self, table: Table, value: object, above: str, parent: str) -> None:
        path = key_path(above, table.name)
        if not isinstance(value, list):
            raise self._document.refuse(path, f"expected {self._tables(path)}.")
        for number, row in enumerate(value):
            place = f"{path}[{number}]"
            if not isinstance(row, Mapping):
                raise self._document.refuse(place, f"expected {self._tables(path, one=True)}.")
            self._row(table, row, place, parent)

    def _tables(self, path: str, *, one: bool = False) -> str:
        if self._document.quoted:
            return "an object" if one else "a list of objects"
        return f"a table [[{_header(path)}]]" if one else f"tables with two brackets, [[{_header(path)}]]"

    def _row(self, table: Table, row: Mapping[str, Any], path: str, parent: str) -> None:
        given: dict[str, Value] = {}
        for key, value in row.items():
            spec = table.by_key.get(key)
            if spec:
                given[key] = self._value(spec, value, key_path(path, key))
            elif key not in table.by_child and not (key == "id" and table.has_id):
                names = ("id",) * table.has_id + (*table.by_key, *table.by_child)
                raise self._unknown(key_path(path, key), names)
        for key in REQUIRED.get(table.name, ()):
            if given.get(key) in (None, ""):
                raise self._document.refuse(
                    path, f"{key} is missing; expected {expected(table.by_key[key], quoted=self._document.quoted)}."
                )
        if problem := row_problem(table.entity, given):
            raise self._document.refuse(key_path(path, problem[0]), problem[1])
        item = Item(table.entity, self._id(table, row, given, path, parent), path, parent, given, "id" not in row)
        self._document.items.append(item)
        for name, child in table.by_child.items():
            if name in row:
                self._rows(child, row[name], path, item.id)

    # -- ids

    def _id(self, table: Table, row: Mapping[str, Any], given: Mapping[str, Value], path: str, parent: str) -> str:
        seen = self._seen[table.name]
        if not table.has_id:
            found = content_id(table.entity, parent, given, seen)
        elif "id" not in row:
            found = self._make_id(table.entity, parent, given)
        else:
            found = self._given_id(table.entity, row["id"], path)
        if found in seen:
            place = key_path(path, "id") if table.has_id else path
            what = f"the id {found} is used" if table.has_id else f"the same {_identity(table)} is given"
            raise self._document.refuse(place, f"{what} twice; the first is {seen[found]}.")
        seen[found] = path
        return found

    def _given_id(self, entity: type[Entity], found: object, path: str) -> str:
        if not isinstance(found, str) or not is_id(found, entity):
            wanted = f'"{entity.PREFIX}-" and 1 to 40 of a-z, 0-9 and -'
            raise self._document.refuse(key_path(path, "id"), f"expected {wanted}, in quotes.")
        return found

    def _make_id(self, entity: type[Entity], parent: str, given: Mapping[str, Value]) -> str:
        """An id made from what the row says and where: reading the same file again gives the same ids."""
        from hashlib import sha256  # of OpenSSL, whose 0.6 MB a file that names its rows can do without

        title = given.get("title") or given.get("name") or given.get("text") or given.get("at") or ""
        number = 0
        while True:
            digest = sha256(f"{entity.PREFIX}\n{parent}\n{title}\n{number}".encode("utf-8", "replace")).digest()
            found = make_id(entity, "".join(ALPHABET[byte & 31] for byte in digest[:6]))
            if found not in self._seen[entity.TABLE] and found not in self._given_ids:
                return found
            number += 1

    # -- values

    def _value(self, spec: Spec, value: object, path: str) -> Value:
        quoted = self._document.quoted
        converted = as_held(spec, value, quoted=quoted)
        if converted is None:
            raise self._document.refuse(path, f"expected {expected(spec, quoted=quoted)}{instead(value)}.")
        texts = converted if isinstance(converted, tuple) else (converted,)
        if any(isinstance(text, str) and "\0" in text for text in texts):
            raise self._document.refuse(path, "holds a NUL character, which no text of a plan may.")
        if quoted and any(isinstance(text, str) and _HALF.search(text) for text in texts):
            raise self._document.refuse(path, "holds half of a character, which no file can.")
        if isinstance(converted, tuple) and len(set(converted)) < len(converted):
            twice = next(one for one in converted if converted.count(one) > 1)
            raise self._document.refuse(path, f"names {twice} twice.")
        return converted

    def _unknown(self, path: str, known: Sequence[str]) -> BadInput:
        return self._document.refuse(path, f"is no key of this file, {LATER}; expected here: {', '.join(known)}.")


def _header(path: str) -> str:
    """The header that the tables of a path have in the file: the path without its numbers."""
    return "".join(part.partition("]")[2] if number else part for number, part in enumerate(path.split("[")))


def _identity(table: Table) -> str:
    return " and ".join(REQUIRED[table.name])
