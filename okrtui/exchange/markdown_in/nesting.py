"""Lines below the lines that they belong to: wrapped lines joined, then each below its heading, label or lead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from okrtui.exchange.markdown_in.marks import front, is_prose, label_of, names_section, number_of
from okrtui.exchange.markdown_in.outline import Node
from okrtui.exchange.markdown_in.words import DESCRIBING

_PLAIN = 9.0
"""Rank of a line of text: it has only the list that follows it."""
_ITEM = 10.0

_WRAPPED_FROM = 65
"""Characters from which on a line may have been broken because it was full."""
_NEAR = 2
"""Lines from an item to one right below it: it may be wrapped once."""
_ROOM = 56
"""Characters up to which a line had room for another word."""

_NUMBER = r"[$€£]?\d[\d.,]*"
_UNIT = (
    r"\s?(?:[%€$£]|(?:h|s|min|pp|pts?|seconds?|minutes?|hours?|days?|weeks?|months?|Minuten|Stunden|Tagen?|Wochen)\b)"
)
_MONTH = r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zä]*\.?"
_DAY = (
    r"\s+(?:by|until|bis)\s+(?:the\s+)?(?:end\s+of\s+|ende\s+)?"
    rf"(?:{_MONTH}(?:\s\d{{1,2}})?|\d{{1,2}}\.?\s{_MONTH}|q[1-4])"
)
_CHANGE = re.compile(
    rf"(?i){_NUMBER}(?:{_UNIT})?\s*(?:\b(?:to|auf)\b|->|→|=>)\s*{_NUMBER}(?:{_UNIT}(?:{_DAY})?|{_DAY})\.?$"
)
"""A change with its unit, or its day, at the end of a line; after a number alone its unit may follow on the next."""
_CONNECTS = re.compile(
    r"(?i)(?:[^\w\s]|\d|(?:to|by|until|and|or|of|in|on|for|per|with|from|at|than|as|every|within|during|across|"
    r"each|a|an|the|bis|auf|und|oder|pro|je|im|in|von|mit|für|am|bei|percent|points?)\b)"
)
"""How a line begins that goes on with a value or a day: "per week", "of all orders"."""


def nested(nodes: Sequence[Node], *, numbered: bool = False) -> list[Node]:
    """The blocks of a text as a tree. `numbered`: its lines bear numbers such as 1.1 that say what belongs to what."""
    top: list[Node] = []
    open_: list[tuple[float, Node]] = []
    joined = _lists_in_lists(_lines(nodes))
    for node, following in zip_longest(joined, joined[1:]):
        if not node.pointer:
            named = following is not None and following.sort == "item" and names_section(node.text)
            node.label = label_of(node.text, node.bold, heading=node.sort == "heading" or node.all_bold or named)
        node.children = nested(node.children, numbered=numbered)
        rank = _rank(node, numbered)
        if numbered and node.ordered and following is not None and following.sort == "text":
            # Markdown takes "1." for a list, and the "1.1" below it for a line that follows it
            rank = 7.1 if "." in number_of(following.text) else rank
        while open_ and open_[-1][0] >= rank:
            open_.pop()
        (open_[-1][1].children if open_ else top).append(node)
        if rank < _ITEM and not _explains(node, rank):
            open_.append((rank, node))
    return top


def _lists_in_lists(nodes: Sequence[Node]) -> list[Node]:
    """The nodes with bullets below the number that they follow (or numbers below the bullet), as a reader sees them.

    Markdown takes them for lists of their own as long as nothing is indented.
    """
    found: list[Node] = []
    place = 0
    while place < len(nodes):
        end = place
        while end < len(nodes) and nodes[end].sort == "item":
            end += 1
        found += _below_others(nodes[place:end]) if end > place else [nodes[place]]
        place = max(end, place + 1)
    return found


def _below_others(items: Sequence[Node]) -> list[Node]:
    """Items in a row: where one with a number stands before several with a bullet, again and again, it heads them."""
    heads = {at for at, item in enumerate(items) if item.ordered == items[0].ordered}
    alone = len(heads) < len(items) and not any(at + 1 in heads for at in heads)
    if not alone or any(child.sort == "item" for at in heads for child in items[at].children):
        return list(items)
    if len(heads) == 1 and items[1].line - items[0].line > _NEAR:
        return list(items)
    below = [item for at, item in enumerate(items) if at not in heads]
    if any((label := label_of(item.text, item.bold)) is not None and label.part == "objective" for item in below):
        return list(items)
    if any((label := label_of(items[at].text)) is not None and label.part == "key_result" for at in heads):
        return list(items)
    found: list[Node] = []
    for at, item in enumerate(items):
        if at in heads:
            found.append(item)
        else:
            found[-1].children.append(item)
    return found


def _explains(node: Node, rank: float) -> bool:
    """Whether a line is a remark or prose before a list, and not what the list is about."""
    if node.pointer:
        return _PLAIN <= rank < _ITEM
    if node.label is not None and node.sort == "text":
        says_more = node.label.part in ("owner", "field", "why") or node.label.phrase in DESCRIBING
        if says_more:
            return node.label.end < len(node.text)
    return _PLAIN <= rank < _ITEM and is_prose(node.text) and not node.text.rstrip().endswith(":")


def _rank(node: Node, numbered: bool) -> float:
    """How high a line stands: what follows belongs to it until something as high comes."""
    if node.sort == "heading":
        return float(node.level)
    if node.sort in ("item", "table"):
        return _ITEM
    label = node.label
    if label is not None:
        empty = label.end >= len(node.text)
        by_part = {"priority": 6.6, "objective": 7.0, "okrs": 6.4, "key_result": 8.0, "kpi": 8.0, "initiative": 8.5}
        if empty and not (label.part == "objective" and label.one):
            return 7.4 if label.part not in ("okrs", "owner", "field") else 6.4 if label.part == "okrs" else 9.2
        return by_part.get(label.part, 9.2)
    if node.all_bold:
        return 6.5
    if numbered and (number := number_of(node.text)):
        return (7.1, 8.1, 8.6, 8.7)[min(number.count("."), 3)]
    if node.text.startswith(": "):
        return _PLAIN + 0.5  # what a term means, in the way of definition lists
    return _PLAIN + min(node.indent, 40) / 100


def _lines(nodes: Sequence[Node]) -> list[Node]:
    """The nodes with lines joined that were only wrapped, those of items too."""
    found: list[Node] = []
    place = 0
    while place < len(nodes):
        group = [nodes[place]]
        if group[0].sort == "text":
            while place + len(group) < len(nodes) and nodes[place + len(group)].soft:
                group.append(nodes[place + len(group)])
        found += _parted(group)
        place += len(group)
    for node in found:
        if node.sort == "item":
            wrapped = []
            while node.children and node.children[0].soft and node.children[0].sort == "text":
                wrapped.append(node.children.pop(0))
            kept = _parted([node, *wrapped])
            node.children[:0] = kept[1:]
    return found


def _parted(group: list[Node]) -> list[Node]:
    """The lines of a paragraph: one, or several if they are lines of their own."""
    if len(group) < 2:
        return group
    apart = _own_lines(group)
    found = [group[0]]
    for node in group[1:]:
        before = found[-1]
        goes_on = node.text[:1].islower() and len(before.text) > 20 and not _begins(node)
        if (apart and not goes_on) or (
            before.sort == "item" and _ended(before.text) and not _CONNECTS.match(node.text)
        ):
            node.soft = False
            found.append(node)
        else:
            before.text, before.bold = f"{before.text} {node.text}", [*before.bold, False, *node.bold]
            before.reference = -1
    return found


def _ended(text: str) -> bool:
    """Whether an item is all said on a line that had room left: it ends in the change that it measures, or its day."""
    return len(text) <= _ROOM and _CHANGE.search(text) is not None


def _begins(node: Node) -> bool:
    """Whether a line begins with something that begins lines: a label, a number, a bullet, an emoji."""
    return label_of(node.text, node.bold) is not None or front(node.text, dotted=True) > 0


def _own_lines(group: list[Node]) -> bool:
    if any(_begins(node) for node in group[1:]):
        return True
    if group[0].sort == "item":
        return False
    short = all(len(node.text) < _WRAPPED_FROM or node.text.endswith((".", "!", "?")) for node in group[:-1])
    fresh = all(not node.text[:1].islower() for node in group[1:])
    open_ended = any(re.search(r"(?:,|\b(?:and|or|the|of|to|a|in|for|with|by))$", node.text) for node in group[:-1])
    return short and fresh and not open_ended
