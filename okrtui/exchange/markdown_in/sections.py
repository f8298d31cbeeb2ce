"""Lines without a label in a section that says what they are: key results, KPIs, initiatives, priorities, notes."""

from __future__ import annotations

import re

from okrtui.exchange.markdown_in.marks import front, is_prose, number_of
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.structure import has_labelled, holds_results, is_head
from okrtui.exchange.markdown_in.taking import Mode, Taking

_PAST = re.compile(
    r"(?i)^(?:we|i|they|it|this|that|our|the|was|were|no|not|could|should|because|due to|still|only|as of|so far)\b"
)


class Sections(Taking):
    """Reads the lines of sections."""

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
            own = beside.broken or "." in number_of(node.text)
            if beside.listed or beside.results or (is_prose(node.text) and not own):
                self._skip(node, "it is prose")
                return
            self._need_objective(node)
            self._take("key_result", node, node.text, 0.5 if beside.texts < 2 else 0.65, "it follows an objective")
            return
        if beside.results and node.sort == "item" and node.ticked is not None and self._writer.result is not None:
            self._take("initiative", node, node.text, 0.65, "it is a box to tick beside key results")
            return
        if beside.results and node.sort == "item":
            self._skip(node, "key results bear a label here, and it does not")
            self._walk(node.children, "skip")
            return
        leads = node.text.rstrip().endswith((":", ",")) or beside.leads < 2
        if is_head(node) and node.sort == "text" and not node.all_bold and leads:
            self._skip(node, "it leads to a list")
            self._walk(node.children, "results")
            return
        if node.all_bold and node.children and all(child.sort == "text" for child in node.children):
            self._skip(node, "prose stands below it")
            self._walk(node.children, "skip")
            return
        if node.sort == "heading" and holds_results(node):
            self._skip(node, "it names a group of key results")
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
        named = node.bold[:1] == [True] and not node.all_bold
        if node.sort == "text" and not node.children and not named and (is_prose(node.text) or self._has_lists(node)):
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

    def _has_lists(self, node: Node) -> bool:
        return self._shape.beside(node).mixed
