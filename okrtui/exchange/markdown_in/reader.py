"""From the outline to kinds: labels first, then the section that a line stands in, then the shape around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from okrtui.exchange.markdown_in.marks import Label, front, is_prose
from okrtui.exchange.markdown_in.model import Kind
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.periods import Calendar, period_in, year_in
from okrtui.exchange.markdown_in.remarks import fields_of_label
from okrtui.exchange.markdown_in.rowreader import read_table
from okrtui.exchange.markdown_in.structure import Shape, has_labelled, is_head, judge_head, shape_of
from okrtui.exchange.markdown_in.words import Part
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

_MODES: dict[Part, Mode] = {
    "okrs": "open",
    "objective": "objectives",
    "key_result": "results",
    "kpi": "kpis",
    "initiative": "initiatives",
    "priority": "priorities",
    "strategy": "strategy",
    "why": "why",
    "skip": "skip",
}
_BELOW: dict[Kind, Mode] = {
    "objective": "results", "key_result": "notes", "kpi": "skip", "initiative": "skip", "priority": "skip",
    "strategy": "skip", "skip": "skip",
}  # fmt: skip
_PAST = re.compile(
    r"(?i)^(?:we|i|they|it|this|that|our|the|was|were|no|not|could|should|because|due to|still|only|as of|so far)\b"
)


class Reader:
    """Walks the outline once, in order."""

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
        self._floor = 0
        """The level of headings from which on they belong to the objective that was read last."""

    def read(self, nodes: Sequence[Node], front_matter: str) -> None:
        """Write down all that the outline holds."""
        self._writer.period = period_in(front_matter, self._calendar)
        self._year = year_in(front_matter)
        self._walk(nodes, "open")

    def _walk(self, nodes: Sequence[Node], mode: Mode) -> None:
        for node in nodes:
            self._step()
            if node.sort == "table":
                read_table(node, mode, self._writer, self._calendar)
            elif node.quoted and node.label is None:
                self._skip(node, "it is quoted")
            elif node.struck:
                self._skip(node, "it is struck out")
            else:
                before, level = self._writer.period, self._level
                self._level = node.level if node.sort == "heading" else level
                self._see_period(node)
                self._visit(node, mode)
                self._level = level
                if node.sort == "heading" or node.all_bold:
                    self._writer.period = before if node.sort == "heading" else self._writer.period

    def _see_period(self, node: Node) -> None:
        if not is_head(node) and (node.children or len(node.text.split()) > 4):
            return
        if (node.sort == "item" and not node.children) or len(node.text) > 200:
            return
        title = node.sort == "heading" and node.level == 1
        if title or not is_prose(node.text):
            self._year = year_in(node.text) or self._year
            label = node.label
            if label is not None and label.part in ("objective", "key_result", "kpi") and label.end < len(node.text):
                return  # a quarter in a text of its own is part of that text
            self._writer.period = period_in(node.text, self._calendar, year=self._year) or self._writer.period

    # -- one line

    def _visit(self, node: Node, mode: Mode) -> None:
        label = node.label
        if label is not None and self._believed(label, node, mode):
            self._labelled(node, label, mode)
        elif self._announced or mode == "statement":
            self._statement(node)
        elif mode in ("open", "objectives"):
            self._unlabelled(node, mode)
        else:
            self._in_section(node, mode)

    def _believed(self, label: Label, node: Node, mode: Mode) -> bool:
        """Whether a label means what it says here: among KPIs "Goal 3" is no objective."""
        if label.end >= len(node.text):
            return node.sort != "item" or bool(node.children) or label.part in ("owner", "field", "skip") or label.coded
        if label.part in ("owner", "field", "why"):
            return bool(self._writer.drafts)
        if mode == "kpis":
            return label.part != "kpi" or label.coded or label.one or label.phrase in ("kpi", "metric", "north star")
        if mode == "skip":
            return label.coded or label.phrase in ("objective", "key result", "kr")
        return True

    def _labelled(self, node: Node, label: Label, mode: Mode) -> None:
        text = node.text[label.end :].strip()
        if label.part in ("owner", "field", "why") and text:
            self._writer.note(fields_of_label(label, text))
            self._walk(node.children, "skip")
            return
        if not text:
            self._section(node, label, mode)
            return
        if label.part in ("skip", "okrs"):
            self._skip(node, "its label says so")
            self._walk(node.children, "skip" if label.part == "skip" else "open")
            return
        kind: Kind = label.part if label.part in _BELOW else "skip"
        if kind == "priority" and has_labelled(node, "objective"):
            self._aim(node, text)
            return
        if kind == "initiative" and self._writer.objective is None:
            kind = "skip"
        certainty = 0.97 if label.coded or label.one else 0.85
        if kind == "key_result" and not label.coded and not label.one:
            certainty = 0.8
        if kind == "strategy" and label.phrase.split()[-1] in ("vision", "mission"):
            certainty = 0.6
        if kind == "key_result":
            self._need_objective(node)
        self._take(kind, node, text, certainty, "its label says so")

    def _aim(self, node: Node, text: str) -> None:
        """A priority with the objectives that serve it below."""
        writer = self._writer
        draft = writer.take("priority", text, node.line, 0.65, "objectives stand below it")
        writer.priority = draft
        self._walk(node.children, "open")
        writer.priority = None

    def _section(self, node: Node, label: Label, mode: Mode) -> None:
        """A label without a text: what stands below it, or follows, is what it says."""
        if label.part in ("owner", "field"):
            texts = [child for child in node.children if child.sort in ("text", "item")]
            if texts:
                self._writer.note(fields_of_label(label, texts[0].text))
            return
        if label.part == "objective" and label.one:
            self._announced = True
            self._floor = self._level
            self._writer.objective = self._writer.result = None
            self._walk(node.children, "results" if node.children else "open")
            return
        below = _MODES[label.part]
        if label.part == "initiative" and node.sort == "heading" and node.level < self._floor:
            below = "skip"
        if label.part == "kpi" and self._stands_for_results(node):
            below = "results"
        if label.part == "objective" and has_labelled(node, "objective"):
            below = "objectives"
        if label.part in ("initiative", "kpi", "skip", "priority", "strategy") and self._holds_objectives(node):
            below = "open"
        if label.part == "why":
            reasons = [child.text for child in node.children if child.sort in ("text", "item")]
            if reasons and self._writer.objective is not None:
                self._writer.objective.fields.setdefault("why", " ".join(reasons))
            return
        self._walk(node.children, below)

    def _stands_for_results(self, node: Node) -> bool:
        """Whether "Metrics" below an objective without key results is another word for them."""
        objective = self._writer.objective
        if objective is None or (node.sort == "heading" and node.level < 3):
            return False
        named = self._shape.beside(node).named_results
        has = any(draft.parent is objective and draft.kind == "key_result" for draft in self._writer.drafts)
        return not named and not has

    def _holds_objectives(self, node: Node) -> bool:
        return any(
            other.label is not None and other.label.part == "objective" and (other.label.coded or other.label.one)
            for child in node.children
            for other in child.walk()
        )

    # -- lines without a label

    def _statement(self, node: Node) -> None:
        """The text of an objective that its label has announced on a line before."""
        self._take("objective", node, node.text, 0.95, "the line before says so")

    def _unlabelled(self, node: Node, mode: Mode) -> None:
        if is_head(node):
            self._head(node, mode)
        elif node.sort == "item":
            self._item(node, mode)
        elif mode == "objectives" and not is_prose(node.text) and not self._has_lists(node):
            self._take("objective", node, node.text, 0.6, "it stands among objectives")
        else:
            self._skip(node, "it is prose")

    def _has_lists(self, node: Node) -> bool:
        return self._shape.beside(node).mixed

    def _head(self, node: Node, mode: Mode) -> None:
        found = judge_head(node, self._shape, among_objectives=mode == "objectives")
        if found.role == "objective":
            self._take("objective", node, node.text, found.certainty, found.reason)
            return
        self._skip(node, found.reason)
        if found.role == "other":
            self._walk(node.children, "skip")
            return
        self._writer.objective = self._writer.result = None
        self._walk(node.children, mode if mode == "objectives" or not self._titled(node) else "objectives")

    def _titled(self, node: Node) -> bool:
        """Whether objectives in a list stand right below a team's name."""
        return any(child.sort == "item" for child in node.children)

    def _item(self, node: Node, mode: Mode) -> None:
        """An item of a list in no section of its own."""
        beside = self._shape.beside(node)
        below = [child for child in node.children if child.sort == "item"]
        grandchildren = [c for child in below for c in child.children if c.sort == "item"]
        if has_labelled(node, "objective") or (
            grandchildren and len(node.text.split()) <= 3 and len(grandchildren) >= len(below)
        ):
            self._skip(node, "objectives stand below it")
            self._walk(node.children, "objectives")
        elif has_labelled(node, "key_result"):
            self._take("objective", node, node.text, 0.9, "key results stand below it")
        elif self._shape.labelled and mode == "open":
            self._skip(node, "objectives bear a label here, and it does not")
            self._walk(node.children, "skip")
        elif mode == "objectives" or beside.deep * 2 >= beside.items:
            certain = 0.88 if below else 0.75 if mode == "objectives" else 0.5
            self._take(
                "objective",
                node,
                node.text,
                certain,
                "it stands above others" if below else "it stands among objectives",
            )
        elif below:
            self._take("objective", node, node.text, 0.65, "others stand below it")
        else:
            self._by_words(node)

    def _by_words(self, node: Node) -> None:
        """A list that nothing announces: only its words can tell."""
        if self._shape.rank or self._shape.item_depth:
            self._skip(node, "it stands apart from the objectives")
            return
        text = node.text[front(node.text) :]
        like, sure = self._writer.reads_like(text, "objective")
        by_words: dict[str, Kind] = {"objective": "objective", "key_result": "key_result", "kpi": "kpi"}
        kind = by_words.get(like, "skip")
        if kind == "key_result" and self._writer.objective is None:
            self._need_objective(node)
        self._take(kind, node, node.text, min(0.6, sure), "its words say so")

    def _in_section(self, node: Node, mode: Mode) -> None:
        if mode == "results":
            self._result(node)
        elif mode == "kpis":
            self._kpi(node)
        elif mode == "initiatives":
            self._initiative(node, 0.9)
        elif mode == "priorities":
            self._priority(node)
        elif mode == "strategy":
            if is_head(node) and node.children:
                self._skip(node, "others stand below it")
                self._walk(node.children, "strategy")
            else:
                self._take("strategy", node, node.text, 0.85, "the section is about the strategy")
        elif mode == "why":
            self._writer.note({"why": node.text})
        elif mode == "notes":
            self._below_result(node)
        else:
            self._skip(node, "the section is about something else")
            self._walk(node.children, "skip")

    def _result(self, node: Node) -> None:
        """A line where key results are expected."""
        beside = self._shape.beside(node)
        if node.sort == "text" and not node.children:
            if beside.listed or beside.results or is_prose(node.text):
                self._skip(node, "it is prose")
                return
            self._need_objective(node)
            self._take("key_result", node, node.text, 0.5 if beside.texts < 2 else 0.65, "it follows an objective")
            return
        if beside.results and node.sort == "item":
            self._skip(node, "key results bear a label here, and it does not")
            self._walk(node.children, "skip")
            return
        if is_head(node) and node.sort == "text" and node.text.rstrip().endswith(":") and not node.all_bold:
            self._skip(node, "it leads to a list")
            self._walk(node.children, "results")
            return
        if node.sort == "heading" and self._shape.labelled and not self._heads_alike(node):
            self._skip(node, "it is a heading of its own")
            self._walk(node.children, "skip")
            return
        self._need_objective(node)
        self._take("key_result", node, node.text, 0.88, "it stands below an objective")

    def _heads_alike(self, node: Node) -> bool:
        """Whether headings below an objective are its key results: most of them hold a number."""
        return self._shape.beside(node).counted_heads

    def _kpi(self, node: Node) -> None:
        items = [child for child in node.children if child.sort == "item"]
        labelled = [
            child
            for child in items
            if child.label is not None and child.label.part in ("field", "owner", "why", "skip")
        ]
        if node.sort == "text" and not node.children and (is_prose(node.text) or self._has_lists(node)):
            self._skip(node, "it is prose")
        elif (is_head(node) and node.children and not labelled) or (
            len(items) > 1 and not labelled and ":" not in node.text
        ):
            self._skip(node, "it names a group of KPIs")
            self._walk(node.children, "kpis")
        else:
            self._take("kpi", node, node.text, 0.9, "the section is about KPIs")

    def _initiative(self, node: Node, certainty: float) -> None:
        if self._writer.objective is None or (node.sort == "text" and not node.children and is_prose(node.text)):
            self._skip(node, "it belongs to no objective" if self._writer.objective is None else "it is prose")
            self._walk(node.children, "skip")
            return
        if is_head(node) and node.children:
            self._skip(node, "others stand below it")
            self._walk(node.children, "initiatives")
            return
        self._take("initiative", node, node.text, certainty, "the section is about what will be done")

    def _priority(self, node: Node) -> None:
        if node.sort == "text" and not node.children and (is_prose(node.text) or self._has_lists(node)):
            self._skip(node, "it is prose")
        elif has_labelled(node, "objective"):
            self._aim(node, node.text)
        else:
            self._take("priority", node, node.text, 0.85, "the section is about priorities")

    def _below_result(self, node: Node) -> None:
        """What stands below a key result: something done for it, or a note about it."""
        text = node.text[front(node.text) :]
        deed = node.ticked is not None
        if not deed and node.sort == "item" and not _PAST.search(text) and not is_prose(text):
            like, sure = self._writer.reads_like(text, "key_result")
            deed = like == "initiative" and sure >= 0.7 and not re.search(r"(?i)^\w+ed\b", text)
        if deed and node.sort == "item":
            self._take("initiative", node, node.text, 0.7, "it stands below a key result")
        else:
            self._skip(node, "it is a note")
            self._walk(node.children, "skip")

    # -- writing down

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
        below = _BELOW[kind] if draft is not None else "skip"
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


def read_outline(
    nodes: Sequence[Node], front_matter: str, writer: Writer, calendar: Calendar, step: Callable[[], None]
) -> None:
    """Write down what an outline holds."""
    Reader(writer, calendar, shape_of(nodes), step).read(nodes, front_matter)
