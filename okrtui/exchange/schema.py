"""The JSON Schema of the TOML and JSON files, made from the declarations that validate the import.

It is draft 7, the latest that editors' TOML tools read. TOML's dates are texts there, as they are in JSON.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from typing import Any

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
from okrtui.plan import entities
from okrtui.plan.entities import BY_TABLE, Entity, Root
from okrtui.plan.fields import Spec

_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?"
_ID = "[a-z0-9-]{1,40}"


def schema() -> dict[str, Any]:
    """The schema, as JSON takes it."""
    root = {spec.name: spec for spec in travelling(Root)}
    top: dict[str, Any] = {FORMAT_KEY: {"type": "integer", "minimum": 1, "maximum": FORMAT}}
    top |= {name: _key(root[name], Root) for name in ROOT_KEYS}
    strategy = {"statement": _key(root["statement"], Root), PRIORITIES.name: _rows(PRIORITIES)}
    top["strategy"] = {"type": "object", "properties": strategy, "additionalProperties": False}
    top |= {table.name: _rows(table) for table in TABLES}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A plan of okrtui",
        "description": "OKRs and KPIs as `okrtui export` writes them, as TOML or as JSON.",
        "type": "object",
        "properties": top,
        "required": [FORMAT_KEY],
        "additionalProperties": False,
        "definitions": {table.name: _row(table) for table in _all(PRIORITIES, *TABLES)},
    }


def _all(*tables: Table) -> list[Table]:
    return [found for table in tables for found in (table, *_all(*table.children))]


def _rows(table: Table) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/definitions/{table.name}"}}


def _row(table: Table) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if table.has_id:
        keys["id"] = {"type": "string", "pattern": f"^{table.entity.PREFIX}-{_ID}$", "description": "Made if missing."}
    keys |= {spec.name: _key(spec, table.entity) for spec in table.specs}
    keys |= {child.name: _rows(child) for child in table.children}
    made: dict[str, Any] = {"type": "object", "description": _docs()[table.entity.__name__, ""], "properties": keys}
    for name in REQUIRED.get(table.name, ()):
        made.setdefault("required", []).append(name)
        keys[name].setdefault("minLength", 1)
    return made | {"additionalProperties": False}


def _key(spec: Spec, entity: type[Entity]) -> dict[str, Any]:
    said = _docs().get((entity.__name__, spec.name), f"Expected: {expected(spec)}.")
    return {**_value(spec), "description": said}


def _value(spec: Spec) -> dict[str, Any]:
    match spec.kind:
        case "number":
            bounds = {"minimum": spec.low, "maximum": spec.high}
            return {"type": "number", **{name: bound for name, bound in bounds.items() if bound is not None}}
        case "date":
            return {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}
        case "moment":
            return {"type": "string", "pattern": f"^{_DAY}([T ]{_TIME})?$"}
        case "flag":
            return {"type": "boolean"}
        case "choice":
            return {"type": "string", "enum": list(spec.choices)}
        case "refs":
            return {"type": "array", "items": _ref(spec), "uniqueItems": True}
        case "ref" if not spec.loose:
            return _ref(spec)
        case _:
            return {"type": "string"}


def _ref(spec: Spec) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{BY_TABLE[spec.table].PREFIX}-{_ID}$"}


@cache
def _docs() -> dict[tuple[str, str], str]:
    """What the declarations say of each kind (under an empty name) and of its fields."""
    made: dict[tuple[str, str], str] = {}
    for kind in ast.parse(inspect.getsource(entities)).body:
        if not isinstance(kind, ast.ClassDef):
            continue
        made[kind.name, ""] = " ".join((ast.get_docstring(kind) or "").split())
        for field, after in zip(kind.body, kind.body[1:], strict=False):
            text = after.value if isinstance(after, ast.Expr) else None
            target = field.target if isinstance(field, ast.AnnAssign) else None
            if isinstance(target, ast.Name) and isinstance(text, ast.Constant) and isinstance(text.value, str):
                made[kind.name, target.id] = " ".join(text.value.split())
    return made
