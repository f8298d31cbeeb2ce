"""The visible text of a block: lines without Markdown's marks, and what of them is bold or struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrtui.exchange.markdown_in.asides import is_remark

if TYPE_CHECKING:
    from markdown_it.token import Token

_FORMS = """a abbr b big blockquote br center cite code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i img
    input ins kbd label li mark ol p q s section small span strike strong sub summary sup table tbody td th thead tr
    u ul"""
_FORMATTING = frozenset(_FORMS.split())
"""HTML that only gives form; any other tag is something that somebody wrote, and is shown as text."""

_TAG = re.compile(r"</?\s*([A-Za-z][A-Za-z0-9-]*)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")


@dataclass(slots=True)
class Visible:
    """One line of a block as a reader sees it."""

    text: str = ""
    bold: list[bool] = field(default_factory=list)
    """For each character, whether it is bold."""
    struck: bool = False
    """All of it is struck out."""
    hard: bool = False
    """It begins after a break that the writer made."""
    soft: bool = False
    """It begins after the end of a line of the source, which may only wrap a paragraph."""
    offset: int = 0
    """Lines of the source below the first of the block."""
    reference: int = -1
    """Where a link stands at the very end, such as one in brackets; -1 without."""
    linked: int = 0
    """How many of its characters lead elsewhere."""
    anchor: bool = False
    """It leads to a place on the same page."""


class _Writer:
    """Collects the lines of one block."""

    def __init__(self) -> None:
        self.lines = [Visible()]
        self.strong = 0
        self.struck = 0
        self.gone: list[str] = [""]
        """What is struck out, for each line."""

    def write(self, text: str) -> None:
        if self.struck > 0:
            self.gone[-1] += text
            return
        line = self.lines[-1]
        line.text += text
        line.bold += [self.strong > 0] * len(text)

    def end(self, *, hard: bool, offset: int) -> None:
        self.lines.append(Visible(hard=hard, offset=offset))
        self.gone.append("")

    def tag(self, html: str, offset: int) -> None:
        """Take a tag for what it does to the text."""
        match = _TAG.match(html)
        if match is None:
            return  # a comment
        name, closing = match[1].lower(), html.startswith("</")
        if name not in _FORMATTING:
            self.write(html)
        elif name in ("b", "strong"):
            self.strong += -1 if closing else 1
        elif name in ("s", "del", "strike"):
            self.struck += -1 if closing else 1
        elif name in ("br", "li", "p", "summary", "details", "tr", "div", "dt", "dd", "hr"):
            self.end(hard=True, offset=offset)


def visible_lines(token: Token) -> list[Visible]:
    """The lines of an inline token that hold any text."""
    writer = _Writer()
    offset = 0
    links: list[int] = []
    children = _without_footnote_links(token.children or ())
    for child in children:
        kind = child.type
        if kind == "text":
            writer.write(child.content)
        elif kind == "code_inline":
            writer.write(f"({child.content})" if is_remark(child.content) else child.content)
        elif kind in ("softbreak", "hardbreak"):
            offset += 1
            writer.end(hard=kind == "hardbreak", offset=offset)
        elif kind in ("strong_open", "strong_close"):
            writer.strong += 1 if kind == "strong_open" else -1
        elif kind in ("s_open", "s_close"):
            writer.struck += 1 if kind == "s_open" else -1
        elif kind == "link_open":
            links.append(len(writer.lines[-1].text))
            writer.lines[-1].anchor |= str(child.attrs.get("href", "")).startswith("#")
        elif kind == "link_close" and links:
            line, start = writer.lines[-1], links.pop()
            line.reference = start
            line.linked += max(len(line.text) - start, 0)
        elif kind == "html_inline":
            writer.tag(child.content, offset)
            offset += child.content.count("\n")
    found: list[Visible] = []
    hard = False
    for line, gone in zip(writer.lines, writer.gone, strict=True):
        hard |= line.hard
        if _finish(line, gone):
            line.hard, hard = hard, False  # a break of an empty line is one of the next
            line.soft = bool(found) and not line.hard
            found.append(line)
    return found


def _without_footnote_links(children: Sequence[Token]) -> Iterator[Token]:
    """Leave out links that Markdown made of ``[^1]``."""
    waiting = list(children)
    while waiting:
        if (
            len(waiting) > 2
            and waiting[0].type == "link_open"
            and waiting[1].content.startswith("^")
            and waiting[2].type == "link_close"
        ):
            del waiting[:3]
        else:
            yield waiting.pop(0)


def _finish(line: Visible, gone: str) -> bool:
    """Tidy a line; False when there is nothing to see in it."""
    for match in reversed(list(_FOOTNOTE.finditer(line.text))):
        if match.start():
            line.text = line.text[: match.start()] + line.text[match.end() :]
            del line.bold[match.start() : match.end()]
    if not line.text.strip() and gone.strip():
        line.text, line.bold, line.struck = gone, [False] * len(gone), True
    before = len(line.text) - len(line.text.lstrip())
    line.text = line.text.strip()
    line.bold = line.bold[before : before + len(line.text)]
    if line.reference >= 0:
        line.reference -= before
    return bool(line.text)
