"""What all of the reading shares: taking a line, leaving it out, and what stands below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from okrtui.exchange.markdown_in.marks import is_prose
from okrtui.exchange.markdown_in.model import Kind
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.periods import Calendar
from okrtui.exchange.markdown_in.remarks import fields_of_label
from okrtui.exchange.markdown_in.rowreader import read_table
from okrtui.exchange.markdown_in.structure import Shape
from okrtui.exchange.markdown_in.writer import Draft, Writer

Mode = Literal[
    "open",
    "objectives",
    "statement",
    "results",
    "kpis",
    "initiatives",
    "priorities",
    "strategy",
    "notes",
    "skip",
    "why",
]
"""What is expected where a line stands; "statement": the text of an objective whose label has a line of its own."""


BELOW: dict[Kind, Mode] = {
    "objective": "results", "key_result": "notes", "kpi": "skip", "initiative": "skip", "priority": "skip",
    "strategy": "skip", "skip": "skip",
}  # fmt: skip


class Taking:
    """Writes lines down; what stands below a line is walked in the way that its kind suggests."""

    def __init__(self, writer: Writer, calendar: Calendar, shape: Shape, step: Callable[[], None]) -> None:
        self._writer = writer
        self._calendar = calendar
        self._shape = shape
        self._step = step
        self._year: int | None = None
        self._announced = False
        """An objective's text is still to come."""
        self._level = 0
        """Of the heading that the line at hand stands below."""
        self._measures: dict[int, int] = {}
        """How many items read like key results, for the lines that stand side by side."""
        self._floor = 0
        """The level of headings from which on they belong to the objective that was read last."""

    def _walk(self, nodes: Sequence[Node], mode: Mode) -> None:
        """Read lines in order; `mode` says what is expected of them."""
        raise NotImplementedError

    def _aim(self, node: Node, text: str) -> None:
        """A priority with the objectives that serve it below."""
        writer = self._writer
        draft = writer.take("priority", text, node.line, 0.65, "objectives stand below it")
        writer.priority = draft
        self._walk(node.children, "open")
        writer.priority = None

    def _need_objective(self, node: Node) -> None:
        """Key results without an objective get the nearest heading above them, if there is one."""
        writer = self._writer
        if writer.objective is not None:
            return
        above = next(
            (draft for draft in reversed(writer.drafts) if draft.kind == "skip" and draft.reason != "it is prose"), None
        )
        if above is not None and not is_prose(above.text):
            above.kind, above.certainty, above.reason = "objective", 0.45, "key results follow it"
            writer.objective = above

    def _take(self, kind: Kind, node: Node, text: str, certainty: float, reason: str) -> Draft | None:
        reference = node.reference - (len(node.text) - len(text)) if node.reference >= 0 else -1
        draft = self._writer.take(kind, text, node.line, certainty, reason, reference=reference)
        if draft is not None and node.ticked:
            draft.fields.setdefault("done", True)
        below = BELOW[kind] if draft is not None else "skip"
        if kind == "objective":
            if not self._announced:
                self._floor = node.level if node.sort == "heading" else self._level + 1
            self._announced = False
        if kind == "kpi" and node.children:
            self._notes_of_kpi(node)
            return draft
        self._walk(node.children, below)
        return draft

    def _notes_of_kpi(self, node: Node) -> None:
        for child in node.children:
            if (
                child.label is not None
                and child.label.part in ("field", "owner", "why")
                and child.label.end < len(child.text)
            ):
                self._writer.note(fields_of_label(child.label, child.text[child.label.end :]))
            elif child.sort == "table":
                read_table(child, "kpis", self._writer, self._calendar)
            else:
                self._skip(child, "it is a note")

    def _skip(self, node: Node, reason: str) -> None:
        self._writer.take("skip", node.text, node.line, 0.8, reason)
