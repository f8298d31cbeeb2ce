"""Lines without a label in a section that says what they are: key results, KPIs, initiatives, priorities, notes."""

from __future__ import annotations

import re

from okrtui.exchange.markdown_in.marks import front, is_prose, number_of
from okrtui.exchange.markdown_in.model import Kind
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.structure import has_labelled, holds_results, is_head
from okrtui.exchange.markdown_in.taking import Mode, Taking

_PAST = re.compile(
    r"(?i)^(?:we|i|they|it|this|that|our|the|was|were|no|not|could|should|because|due to|still|only|as of|so far|"
    r"see|cf)\b"
)
_DONE = re.compile(r"(?i)^\w+ed\b")


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
            changed = beside.listed and self._writer.has_change(node.text)
            if (beside.results or changed) and self._leaning(node) == "key_result":
                self._odd_one(node)
                return
            if beside.listed or beside.results or (is_prose(node.text) and not own):
                self._skip(node, "it is prose")
                return
            self._need_objective(node)
            self._take("key_result", node, node.text, 0.5 if beside.texts < 2 else 0.65, "it follows an objective")
            return
        boxed = self._writer.objective is not None and node.ticked is not None and beside.partly_boxed
        if node.sort == "item" and (beside.results or (boxed and self._leaning(node) != "key_result")):
            self._odd_one(node)
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
        if self._is_deed_among_measures(node):
            self._take("key_result", node, node.text, 0.65, "it may be something to do for the key results beside it")
            return
        self._take("key_result", node, node.text, 0.88, "it stands below an objective")

    def _is_deed_among_measures(self, node: Node) -> bool:
        """Whether an item reads like something to do, and most of those beside it like key results."""
        beside = self._shape.beside(node)
        if node.sort != "item" or beside.items < 3 or self._leaning(node, 0.9) != "initiative":
            return False
        if id(beside) not in self._measures:
            items = [other for other in beside.nodes if other.sort == "item"]
            self._measures[id(beside)] = sum(self._leaning(other) == "key_result" for other in items)
        return self._measures[id(beside)] * 3 >= (beside.items - 1) * 2

    def _odd_one(self, node: Node) -> None:
        """An item that lacks the label of the key results beside it, or has a box where they have none."""
        leaning = self._leaning(node)
        if leaning == "key_result":
            self._need_objective(node)
            self._take("key_result", node, node.text, 0.6, "it reads like the key results beside it")
        elif self._writer.objective is not None and node.ticked is not None:
            self._take("initiative", node, node.text, 0.65, "it is a box to tick beside key results")
        elif self._writer.objective is not None and leaning == "initiative":
            self._take(
                "initiative", node, node.text, 0.6, "it reads like something to do for the key results beside it"
            )
        else:
            self._skip(node, "key results bear a label here, and it does not")
            self._walk(node.children, "skip")

    def _leaning(self, node: Node, sure_enough: float = 0.7) -> Kind | None:
        """What the words of a line alone make of it: a key result, something to do, or neither for sure.

        `sure_enough`: from which certainty on it is something to do.
        """
        text = node.text[front(node.text) :]
        if _PAST.search(text) or is_prose(text):
            return None
        if self._writer.measures_abroad(text):
            return "key_result"
        like, sure = self._writer.reads_like(text, "key_result")
        if like == "initiative" and sure >= sure_enough and not _DONE.search(text):
            return "initiative"
        return "key_result" if like == "key_result" and sure >= 0.6 else None

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
        """What stands below a key result: another one, something done for it, or a note about it."""
        own = self._writer.has_change(node.text) if node.sort == "item" else not node.indent
        if own and not node.children and self._leaning(node) == "key_result":
            self._take("key_result", node, node.text, 0.6, "it reads like the key result above it")
        elif node.sort == "item" and (node.ticked is not None or self._leaning(node) == "initiative"):
            self._take("initiative", node, node.text, 0.7, "it stands below a key result")
        else:
            self._skip(node, "it is a note")
            self._walk(node.children, "skip")

    def _has_lists(self, node: Node) -> bool:
        return self._shape.beside(node).mixed
