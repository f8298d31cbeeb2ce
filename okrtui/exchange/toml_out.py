"""A plan as TOML: read from top to bottom like a plan, and stable, so that a diff shows what changed and nothing else.

Every table has a ``[[...]]`` header of its own, whatever its length, and its keys in the order of the declarations.
`tomli_w` writes the keys of each table; given a whole document it would choose inline tables by width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import tomli_w

from okrtui.exchange.leaving import leaving
from okrtui.exchange.rowids import in_file_order
from okrtui.exchange.shape import FORMAT, FORMAT_KEY, PRIORITIES, ROOT_KEYS, TABLES, Table
from okrtui.exchange.tables import row_values
from okrtui.plan.model import Plan

_NOT_IN_COMMENT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def dumps(plan: Plan, *, cycle: str | None = None, without: frozenset[str] = frozenset()) -> str:
    """The plan as the text of a TOML file; of `cycle` and `without` see `okrtui.exchange.leaving.leaving`.

    Raises `PlanError` for a cycle that is not there, for an unknown word, and for nan and infinity.
    """
    return "".join(_Writer(leaving(plan, cycle=cycle, without=without)).parts())


class _Writer:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def parts(self) -> Iterator[str]:
        root = self._plan.root
        if root.comments:
            yield top_comments(root.comments) + "\n\n"
        head = row_values(root, ROOT_KEYS)
        yield tomli_w.dumps({FORMAT_KEY: FORMAT, **head})
        if root.statement:
            yield "\n[strategy]\n" + tomli_w.dumps(row_values(root, ("statement",)))
        yield from self._rows(PRIORITIES, "strategy.", "")
        for table in TABLES:
            yield from self._rows(table, "", "")

    def _rows(self, table: Table, above: str, parent: str) -> Iterator[str]:
        path = above + table.name
        keys = tuple(spec.name for spec in table.specs)
        for row in in_file_order(self._plan, table.entity, parent):
            values = row_values(row, keys)
            yield f"\n[[{path}]]\n" + tomli_w.dumps({"id": row.id, **values} if table.has_id else values)
            for child in table.children:
                yield from self._rows(child, path + ".", row.id)


def top_comments(comments: str) -> str:
    """Comment lines that a TOML file may begin with, whatever the text holds."""
    lines = (_NOT_IN_COMMENT.sub("", line) for line in comments.strip("\n").split("\n"))
    return "\n".join(line if not line.strip() or line.lstrip().startswith("#") else f"# {line}" for line in lines)
