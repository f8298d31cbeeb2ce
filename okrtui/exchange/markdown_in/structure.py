"""What the shape of a document says about a line without a label: is it an objective, a group of them, or neither?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from okrtui.exchange.markdown_in.marks import front, is_prose, is_time, names_both, number_of, part_of_column
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.words import Part

Role = Literal["objective", "group", "other"]

_DIGIT = re.compile(r"\d")
_ASIDES = re.compile(
    r"(?i)^(?:how|what|who|when|where|why|about|our team|the team|please|see|note|we set|welcome|"
    r"this (?:page|document))\b|\?$"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A role, and how sure it is."""

    role: Role
    certainty: float
    reason: str


class Beside:
    """Lines that stand side by side, and what is asked about them again and again."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes

    @cached_property
    def items(self) -> int:
        """How many of them are items of a list."""
        return sum(node.sort == "item" for node in self.nodes)

    @cached_property
    def deep(self) -> int:
        """How many items have a list below them."""
        return sum(node.sort == "item" and bool(items_below(node)) for node in self.nodes)

    @cached_property
    def partly_boxed(self) -> bool:
        """Whether some items have a box to tick, and others have none."""
        return 0 < sum(node.sort == "item" and node.ticked is not None for node in self.nodes) < self.items

    @cached_property
    def texts(self) -> int:
        """How many are lines of text."""
        return sum(node.sort == "text" for node in self.nodes)

    @cached_property
    def broken(self) -> bool:
        """Whether the writer has put lines of text below one another with breaks: each is one of its own."""
        return any(node.hard or node.text.startswith(": ") for node in self.nodes)

    @cached_property
    def leads(self) -> int:
        """How many are lines of text with a list of their own."""
        return sum(node.sort == "text" and bool(node.children) and not node.all_bold for node in self.nodes)

    @cached_property
    def listed(self) -> bool:
        """Whether there is a list or a table among them."""
        return any(node.sort in ("item", "table") for node in self.nodes)

    @cached_property
    def mixed(self) -> bool:
        """Whether there is more than lines of text among them."""
        return any(node.sort != "text" or node.children for node in self.nodes)

    @cached_property
    def results(self) -> Literal["coded", "section", ""]:
        """How key results announce themselves among them: by labels such as KR1, by a label of their own, or not."""
        found = [node for node in self.nodes if node.label is not None and node.label.part == "key_result"]
        if any(node.label is not None and node.label.coded for node in found):
            return "coded"
        return "section" if any(node.label is not None and node.label.end >= len(node.text) for node in found) else ""

    @cached_property
    def named_results(self) -> bool:
        """Whether any of them bears a label for key results."""
        return any(node.label is not None and node.label.part == "key_result" for node in self.nodes)

    @cached_property
    def counted_heads(self) -> bool:
        """Whether most headings without a label hold a number."""
        heads = [node for node in self.nodes if node.sort == "heading" and node.label is None]
        return sum(bool(_DIGIT.search(node.text[front(node.text) :])) for node in heads) * 2 >= len(heads)

    @cached_property
    def labelled_heads(self) -> Counter[str]:
        """Where labelled objectives stand among them, and ``all PLACE``: how many lines stand there."""
        places: Counter[str] = Counter()
        for node in self.nodes:
            places[f"all {place_of(node)}"] += 1
            places[place_of(node)] += node.label is not None and node.label.part == "objective" and node.label.coded
        return places


@dataclass(slots=True)
class Shape:
    """What is known of the whole document."""

    labelled: bool = False
    """Objectives bear labels in it."""
    coded_results: bool = False
    """Key results do."""
    rank: str = ""
    """Where objectives stand that bear no label: "heading 3", "bold", "lead"; empty when nothing speaks for a place."""
    flat: Counter[str] = field(default_factory=Counter)
    """For each place: how many lists without a list in them stand below the lines there, less those that are deeper."""
    item_depth: bool = False
    """They stand in lists, with their key results below."""
    _beside: dict[int, Beside] = field(default_factory=dict)

    def beside(self, node: Node) -> Beside:
        """The lines beside one, itself among them."""
        return self._beside.get(id(node)) or Beside((node,))

    def remember(self, nodes: Sequence[Node]) -> None:
        """Keep for each line which lines stand beside it, all the way down."""
        beside = Beside(nodes)
        for node in nodes:
            self._beside[id(node)] = beside
            self.remember(node.children)


def shape_of(nodes: Sequence[Node]) -> Shape:
    """Look at the whole document once."""
    shape = Shape()
    places: Counter[str] = Counter()
    shape.remember(nodes)
    for top in nodes:
        for node in top.walk():
            if node.label is not None and node.label.part == "objective" and (node.label.one or node.label.coded):
                shape.labelled = True
            if node.label is not None and node.label.part == "key_result" and node.label.coded:
                shape.coded_results = True
            if node.label is None and is_head(node) and items_below(node) and not _ASIDES.search(node.text):
                places[place_of(node)] += 1
                shape.flat[place_of(node)] += -1 if _is_deep(items_below(node)) else 1
            if node.sort == "table" and node.rows:
                parts = {part_of_column(cell.text) for cell in node.rows[0].cells}
                shape.labelled |= {"objective", "key_result"} <= parts
            shape.item_depth |= node.sort == "item" and bool(items_below(node))
    if places:
        most = max(places.values())
        best = [place for place, count in places.items() if count == most]
        shape.rank = best[0] if len(best) == 1 else max(best)
    return shape


def place_of(node: Node) -> str:
    """Where a heading-like line stands."""
    return f"heading {node.level}" if node.sort == "heading" else "bold" if node.all_bold else "lead"


def is_head(node: Node) -> bool:
    """Whether a line stands above others as a heading does: a heading, bold text, text with a list below it."""
    return node.sort == "heading" or (node.sort == "text" and (node.all_bold or bool(node.children)))


def items_below(node: Node) -> list[Node]:
    """The items of the list below a line; lines with numbers such as 1.1 are items too."""
    return [
        child
        for child in node.children
        if child.sort == "item" or (child.sort == "text" and "." in number_of(child.text))
    ]


def has_labelled(node: Node, *parts: str) -> bool:
    """Whether a line below this one bears a label of these parts."""
    return any(
        other.label is not None and other.label.part in parts for child in node.children for other in child.walk()
    )


def holds_results(node: Node) -> bool:
    """Whether labelled key results, or a table of them, stand right below a line."""
    return _has_results(node) or _has_table_of(node, "key_result")


def judge_head(node: Node, shape: Shape, *, among_objectives: bool) -> Judged:
    """What a heading-like line without a label is. `among_objectives`: a heading above it announces objectives."""
    if has_labelled(node, "objective", "okrs") or _has_table_of(node, "objective"):
        return Judged("group", 0.9, "objectives stand below it")
    if holds_results(node):
        return Judged("objective", 0.88, "key results stand below it")
    heads = [child for child in node.children if is_head(child) and child.label is None and child.sort == "heading"]
    items = items_below(node)
    leads = [child for child in node.children if child.sort == "text" and child.children and child.label is None]
    if (
        node.text.rstrip().endswith(":")
        and node.sort == "text"
        and not node.all_bold
        and is_prose(node.text[:-1] + ".")
    ):
        return Judged("group", 0.6, "it leads to a list")
    if is_time(node.text):
        return Judged("group", 0.9, "it names a time")
    if items and all(item.pointer for item in items):
        return Judged("other", 0.8, "it is a list of links")
    if _ASIDES.search(node.text[front(node.text) :]):
        if _is_deep(items) and not shape.labelled:
            return Judged("group", 0.7, "objectives with key results stand below it")
        return Judged("other", 0.7, "it reads like a remark")
    if shape.labelled and not among_objectives:
        if items and _beside_labelled(node, shape):
            return Judged("objective", 0.6, "it stands beside objectives")
        return Judged("other", 0.75, "objectives bear a label here, and it does not")
    if heads and not items:
        if _heads_are_results(heads):
            return Judged("objective", 0.7, "measurable headings stand below it")
        return Judged("group", 0.85, "other headings stand below it")
    if leads and not items:
        return Judged("group", 0.8, "other lines with lists stand below it")
    if items:
        return _with_items(node, items, shape, among_objectives)
    broken = any(child.hard or child.text.startswith(": ") for child in node.children)
    texts = [child for child in node.children if child.sort == "text" and (broken or not is_prose(child.text))]
    if len(texts) > 1 and (shape.rank in ("", place_of(node)) or among_objectives):
        return Judged("objective", 0.6, "several short lines stand below it")
    if among_objectives or (shape.rank == place_of(node) and node.sort == "heading"):
        return Judged("objective", 0.55, "it stands where objectives do")
    return Judged("other", 0.6, "nothing below it reads like key results")


def _beside_labelled(node: Node, shape: Shape) -> bool:
    places, place = shape.beside(node).labelled_heads, place_of(node)
    return places[place] > 0 and places[place] * 2 >= places[f"all {place}"] > 1


def _has_results(node: Node) -> bool:
    return any(
        child.label is not None
        and child.label.part == "key_result"
        and (child.label.coded or child.label.one or child.label.end >= len(child.text))
        for child in node.children
    )


def _has_table_of(node: Node, part: Part) -> bool:
    for child in node.children:
        if child.sort == "table" and child.rows:
            heads = [cell.text for cell in child.rows[0].cells]
            parts = [part_of_column(head) for head in heads]
            if part == "objective" and any(names_both(head) for head in heads):
                return True
            measures = "key_result" in parts or "kpi" in parts
            if part in parts and not (part == "objective" and measures and _is_valued(child, parts)):
                return True
    return False


def _is_valued(table: Node, parts: Sequence[Part | None]) -> bool:
    """Whether the column "Goal" beside key results or KPIs holds values, and so their targets."""
    place = parts.index("objective")
    cells = [row.cells[place].text for row in table.rows[1:] if place < len(row.cells)]
    return sum(bool(_DIGIT.search(cell)) and len(cell.split()) <= 3 for cell in cells) * 2 > len(cells)


def _heads_are_results(heads: Sequence[Node]) -> bool:
    leaves = [head for head in heads if not any(is_head(child) for child in head.children if child.sort == "heading")]
    counted = [head for head in leaves if _DIGIT.search(head.text[front(head.text) :])]
    return len(leaves) == len(heads) and len(counted) * 2 > len(heads)


def _with_items(node: Node, items: Sequence[Node], shape: Shape, among_objectives: bool) -> Judged:
    """Whether a heading names an objective (its items are key results), or a team (its items are objectives)."""
    below = [item for item in items if items_below(item)]
    words = len(re.findall(r"\w+", node.text))
    if _is_deep(items) and shape.flat[place_of(node)] <= 0:
        score = 0.0
        score += 1.5 if words <= 3 else -1.0 if words >= 5 else 0.0
        score += _share(items, counted=False) - _share(
            [child for item in items for child in items_below(item)], counted=False
        )
        score += 1.0 if sum(item.all_bold for item in items) * 2 > len(items) else 0.0
        score += 1.0 if all(len(items_below(item)) > 1 for item in below) and len(below) == len(items) else 0.0
        score -= (
            1.0
            if any(child.ticked is not None for item in items for child in items_below(item))
            and not any(item.ticked is not None for item in items)
            and words >= 4
            else 0.0
        )
        if score > 0:
            return Judged("group", 0.8, "objectives with key results stand below it")
    if shape.rank and place_of(node) != shape.rank and not among_objectives:
        if words <= 3:
            return Judged("other", 0.6, "objectives stand elsewhere in this document")
        return Judged("objective", 0.55, "a list stands below it")
    certain = 0.86 if shape.rank == place_of(node) or among_objectives else 0.7
    return Judged("objective", certain if words > 2 else certain - 0.15, "a list of results stands below it")


def _is_deep(items: Sequence[Node]) -> bool:
    """Whether at least half of the items have a list below them."""
    below = sum(bool(items_below(item)) for item in items)
    return below > 0 and below * 2 >= len(items)


def _share(nodes: Sequence[Node], *, counted: bool) -> float:
    """How many of some lines hold a number (or hold none), 0..1."""
    if not nodes:
        return 0.0
    return sum(bool(_DIGIT.search(node.text[front(node.text) :])) == counted for node in nodes) / len(nodes)
