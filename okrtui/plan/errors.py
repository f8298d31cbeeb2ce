"""What can go wrong with a plan, said in sentences that a user may read as they are."""

from __future__ import annotations


class PlanError(Exception):
    """An edit, a value or a plan that cannot be; ``str()`` is one clear sentence for the user."""


class Missing(PlanError):
    """A row that an edit is about and that the plan does not hold; ``row`` is its id, which no sentence names."""

    def __init__(self, row: str, kind: str = "row") -> None:
        self.row = row
        super().__init__(f"This {kind} is not in the plan; another window may have deleted it.")


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
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        from okrtui.plan.entities import BY_TABLE
        from okrtui.plan.naming import changed_since, kind_name

        kind = kind_name(BY_TABLE[self.table]) if self.table in BY_TABLE else "row"
        if self.field:
            said = changed_since(self.field, f"this {kind}")
            return f"{said[:1].upper()}{said[1:]}{self._now()}."
        if self.found is None:
            return f"This {kind} is not in the plan any more."
        return f"This {kind} {'is in the plan already' if self.expected is None else 'has changed since'}."

    def _now(self) -> str:
        """What the place holds now, at the end of a sentence; ids, ticks and places in an order say nothing."""
        from okrtui.plan.conflicts import as_text
        from okrtui.plan.entities import BY_TABLE
        from okrtui.plan.fields import specs
        from okrtui.plan.naming import quote

        fields = specs(BY_TABLE[self.table]) if self.table in BY_TABLE else ()
        kind = next((spec.kind for spec in fields if spec.name == self.field), "")
        if kind not in ("text", "number", "choice", "date", "moment"):
            return ""
        held = as_text(self.found)  # type: ignore[arg-type]
        if not held:
            return ": it is empty now"
        return f": it holds {quote(held) if kind == 'text' else held} now"
