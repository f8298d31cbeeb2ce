"""From the outline to kinds: labels first, then the section that a line stands in, then the shape around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from okrtui.exchange.markdown_in.marks import Label, front, is_prose, listed
from okrtui.exchange.markdown_in.model import Kind
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.periods import Calendar, period_in, year_in
from okrtui.exchange.markdown_in.remarks import fields_of_label
from okrtui.exchange.markdown_in.rowreader import read_table
from okrtui.exchange.markdown_in.sections import Sections
from okrtui.exchange.markdown_in.structure import has_labelled, is_head, items_below, judge_head, shape_of
from okrtui.exchange.markdown_in.taking import BELOW, Mode
from okrtui.exchange.markdown_in.words import PHRASES, Part
from okrtui.exchange.markdown_in.writer import Writer

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


class Reader(Sections):
    """Walks the outline once, in order."""

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
            elif node.quoted and node.label is None and not (node.all_bold and node.children):
                self._skip(node, "it is quoted")
            elif node.struck:
                self._skip(node, "it is struck out")
            elif node.text.startswith("||"):
                self._skip(node, "it is the head of a table in a markup that is not read")
            elif node.pointer == "page" and node.sort == "item":
                continue  # a table of contents says everything twice
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
        if mode == "notes" and label.part == "objective" and not label.coded:
            return False  # "Goal: …" below a key result says more of it
        if mode in ("notes", "skip") and label.part == "key_result" and not (label.coded or label.phrase in PHRASES):
            return False  # "Evaluation results" are news of a key result
        if label.end >= len(node.text):
            return node.sort != "item" or bool(node.children) or label.part in ("owner", "field", "skip") or label.coded
        if label.part in ("owner", "field", "why"):
            return bool(self._writer.drafts)
        if mode == "kpis":
            return label.part != "kpi" or label.coded or label.one or label.phrase in ("kpi", "metric", "north star")
        if mode == "initiatives" and label.part == "key_result":
            return label.coded  # "KR: …" below an initiative says which one it is a bet on
        if mode == "skip":
            return label.coded or label.phrase in ("objective", "key result", "kr")
        return True

    def _labelled(self, node: Node, label: Label, mode: Mode) -> None:
        text = node.text[label.end :].strip()
        if label.part in ("owner", "field", "why") and text:
            self._writer.note(fields_of_label(label, text))
            self._walk(node.children, mode if has_labelled(node, "key_result", "objective") else "skip")
            return
        if not text:
            self._section(node, label, mode)
            return
        if label.part in ("skip", "okrs"):
            self._skip(node, "its label says so")
            vision = node.sort == "heading" and label.phrase in ("vision", "mission")
            self._walk(node.children, "objectives" if vision else "skip" if label.part == "skip" else "open")
            return
        kind: Kind = label.part if label.part in BELOW else "skip"
        if kind == "priority" and has_labelled(node, "objective"):
            self._aim(node, text)
            return
        if kind == "initiative" and self._writer.objective is None:
            kind = "skip"
        certainty = 0.97 if label.coded or label.one else 0.85
        if kind == "key_result" and not label.coded and not label.one:
            certainty = 0.8
        if kind == "key_result":
            self._need_objective(node)
        many = kind == "kpi" and not node.children and any(word.endswith("s") for word in label.phrase.split())
        if many and (names := listed(text)):
            for name in names:
                self._take(kind, node, name, certainty, "its label says so")
            return
        self._take(kind, node, text, certainty, "its label says so")

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
        if label.part == "objective" and label.phrase.split()[0] not in PHRASES and self._heads_measures(node):
            self._take("objective", node, node.text, 0.55, "measures stand below it")
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

    def _heads_measures(self, node: Node) -> bool:
        """Whether "Our goals for winter" has no goals below it, but a flat list of what is measured."""
        items = [child for child in node.children if child.sort == "item"]
        flat = bool(items) and not any(item.children or item.label is not None for item in items)
        return flat and sum(self._leaning(item) == "key_result" for item in items) * 2 > len(items)

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
        return any(child.sort == "item" and child.children for child in node.children)

    def _item(self, node: Node, mode: Mode) -> None:
        """An item of a list in no section of its own."""
        beside = self._shape.beside(node)
        below = items_below(node)
        if node.pointer and not node.children:
            self._skip(node, "it is a link")
            return
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
        if node.pointer:
            self._skip(node, "it is a link")
            return
        text = node.text[front(node.text) :]
        like, sure = self._writer.reads_like(text, "objective")
        by_words: dict[str, Kind] = {"objective": "objective", "key_result": "key_result", "kpi": "kpi"}
        kind = by_words.get(like, "skip")
        if kind == "key_result" and self._writer.objective is None:
            self._need_objective(node)
        self._take(kind, node, node.text, min(0.6, max(sure, 0.3)), "its words say so")


def read_outline(
    nodes: Sequence[Node], front_matter: str, writer: Writer, calendar: Calendar, step: Callable[[], None]
) -> None:
    """Write down what an outline holds."""
    Reader(writer, calendar, shape_of(nodes), step).read(nodes, front_matter)
