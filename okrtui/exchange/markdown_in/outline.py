"""A Markdown text as an outline: headings, list items, lines of paragraphs and tables, nested as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from okrtui.exchange.markdown_in.inline import Visible, visible_lines
from okrtui.exchange.markdown_in.marks import Label
from okrtui.exchange.markdown_in.source import for_the_parser, plain_source

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MOST_LEVELS = 90
"""Levels of Markdown's own nesting (two for each list in a list) that are read; deeper ones are refused."""

Sort = Literal["heading", "item", "text", "table"]


@dataclass(slots=True)
class Cell:
    """A cell of a table: the lines in it."""

    lines: list[Visible]

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class TableRow:
    """A row of a table."""

    line: int
    cells: list[Cell]


@dataclass(slots=True)
class Node:
    """One line of the outline with what stands below it."""

    sort: Sort
    text: str
    line: int
    """In the source, from 1."""
    level: int = 0
    """Of a heading (1 to 6)."""
    bold: list[bool] = field(default_factory=list)
    hard: bool = False
    """It begins after a break that the writer made within a paragraph."""
    soft: bool = False
    """It may go on with the line before it: both are of one paragraph."""
    struck: bool = False
    quoted: bool = False
    ordered: bool = False
    ticked: bool | None = None
    """Whether its box is ticked; None without a box."""
    reference: int = -1
    pointer: Literal["page", "elsewhere", ""] = ""
    """It is hardly more than a link, to a place on the same page or elsewhere."""
    indent: int = 0
    """Blanks before it in the source."""
    rows: list[TableRow] = field(default_factory=list)
    """Of a table; the first is its header."""
    children: list[Node] = field(default_factory=list)
    label: Label | None = None

    @property
    def all_bold(self) -> bool:
        """Whether a reader takes the whole line for a heading."""
        seen = [bold for bold, character in zip(self.bold, self.text, strict=True) if character.isalnum()]
        return bool(seen) and all(seen)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


class TooDeep(Exception):
    """Lists or quotations are nested deeper than anybody writes them."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MOST_LEVELS + 10})
    # Blanks before a line and lone tags are form here, not code and not foreign text.
    return parser.enable(["table", "strikethrough"]).disable(["code", "html_block"])


def outline(text: str, said: Callable[[str], None]) -> list[Node]:
    """The blocks of a text in order, lists nested, not yet below their headings. `said` takes notes for the reader.

    Raises `TooDeep`.
    """
    source = plain_source(text)
    tokens = _parser().parse(for_the_parser(source))
    for token in tokens:
        if token.level >= _MOST_LEVELS and token.map:
            raise TooDeep(token.map[0] + 1)
    return _Builder(tokens, source.split("\n"), said).blocks(0, len(tokens))


_ABOUT_PAPERS = re.compile(
    r"(?i)\b(?:thread|retrospective|okrs?|notes|document|doc|video|spreadsheet|slides|wiki|page)\b"
)


def _pointer(line: Visible) -> Literal["page", "elsewhere", ""]:
    if line.linked < 0.6 * len(line.text):
        return ""
    if line.anchor:
        return "page"
    return "elsewhere" if len(line.text.split()) <= 3 or _ABOUT_PAPERS.search(line.text) else ""


def _stands_after(child: Node, item: Node) -> bool:
    """Whether a table follows an item and is no part of it: it is not indented."""
    return child.sort == "table" and child.indent <= item.indent


_BOX = re.compile(r"\[([ xX✓✔-])\](?:\s+|$)")


class _Builder:
    """Makes nodes of the parser's tokens."""

    def __init__(self, tokens: list[Token], source: list[str], said: Callable[[str], None]) -> None:
        self._tokens = tokens
        self._source = source
        self._said = said
        self._quoted = 0
        self._ends = self._matching()

    def _matching(self) -> dict[int, int]:
        """For each opening token the place of the one that closes it."""
        ends: dict[int, int] = {}
        open_: list[int] = []
        for place, token in enumerate(self._tokens):
            if token.nesting == 1:
                open_.append(place)
            elif token.nesting == -1 and open_:
                ends[open_.pop()] = place
        return ends

    def blocks(self, start: int, end: int) -> list[Node]:
        """The nodes of the tokens in a range."""
        found: list[Node] = []
        place = start
        while place < end:
            token = self._tokens[place]
            close = self._ends.get(place, place)
            if token.type == "heading_open":
                found += self._heading(token, self._tokens[place + 1])
            elif token.type == "paragraph_open":
                found += self._paragraph(self._tokens[place + 1])
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found += self._list(place + 1, close, ordered=token.type.startswith("ordered"))
            elif token.type == "blockquote_open":
                self._quoted += 1
                found += self.blocks(place + 1, close)
                self._quoted -= 1
            elif token.type == "table_open":
                found.append(self._table(token, place, close))
            place = close + 1
        return found

    def _heading(self, token: Token, content: Token) -> list[Node]:
        lines = self._paragraph(content)
        if len(lines) > 1 and token.markup in "=-":
            return lines  # a rule below a paragraph
        for node in lines[:1]:
            node.sort, node.level = "heading", int(token.tag[1])
            node.text = " ".join(line.text for line in lines)
            node.bold = [False] * len(node.text)
        return lines[:1]

    def _paragraph(self, content: Token) -> list[Node]:
        first = content.map[0] if content.map else 0
        return [self._node(line, first + line.offset) for line in visible_lines(content)]

    def _node(self, line: Visible, at: int) -> Node:
        return Node(
            "text",
            line.text,
            at + 1,
            bold=line.bold,
            hard=line.hard and line.offset > 0,
            soft=line.soft,
            struck=line.struck,
            quoted=self._quoted > 0,
            reference=line.reference,
            pointer=_pointer(line),
            indent=self._indent(at),
        )

    def _indent(self, at: int) -> int:
        """Blanks before a line of the source."""
        source = self._source[at].expandtabs(4) if at < len(self._source) else ""
        return len(source) - len(source.lstrip())

    def _list(self, start: int, end: int, *, ordered: bool) -> list[Node]:
        items: list[Node] = []
        place = start
        while place < end:
            close = self._ends.get(place, place)
            children = self.blocks(place + 1, close)
            if children and children[0].sort in ("text", "heading"):
                item = children.pop(0)
                item.sort = "item"
                item.ordered = ordered
                self._box(item)
                # a heading or bold text in an item has what follows below it, as any other
                item.children = [child for child in children if not _stands_after(child, item)]
                items += [item, *(child for child in children if _stands_after(child, item))]
            else:
                items += children
            place = close + 1
        return items

    def _box(self, item: Node) -> None:
        if match := _BOX.match(item.text):
            item.ticked = match[1] not in " -"
            item.text, item.bold = item.text[match.end() :], item.bold[match.end() :]
            item.reference = -1

    def _table(self, token: Token, start: int, end: int) -> Node:
        line = (token.map[0] if token.map else 0) + 1
        table = Node("table", "", line, quoted=self._quoted > 0, indent=self._indent(line - 1))
        for place in range(start, end):
            row = self._tokens[place]
            if row.type == "tr_open":
                inside = self._tokens[place : self._ends[place]]
                cells = [Cell(visible_lines(cell)) for cell in inside if cell.type == "inline"]
                table.rows.append(TableRow((row.map[0] if row.map else line - 1) + 1, cells))
        self._say_ragged(table)
        return table

    def _say_ragged(self, table: Node) -> None:
        expected = len(table.rows[0].cells)
        for row in table.rows[1:]:
            source = self._source[row.line - 1] if row.line <= len(self._source) else ""
            there = len(re.findall(r"(?<!\\)\|", source.strip().strip("|"))) + 1
            if there != expected:
                self._said(f"Line {row.line}: the row has {there} cells where the table has {expected}.")
