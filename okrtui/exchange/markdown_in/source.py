"""The text of a document made ready for Markdown's parser: what word processors and page makers write, as Markdown."""

from __future__ import annotations

import re

_ATTRIBUTES = re.compile(r"^\{:[^}\n]*\}[ \t]*$|(?:^[-*][ \t]+TOC[ \t]*)$", re.MULTILINE)
"""Lines for the program that makes a page of the text."""
_FENCE = re.compile(r"^[ \t]*(?:```+|~~~+)[^\n]*$", re.MULTILINE)


def without_fences(text: str) -> str:
    """The text with what stands between fences as if it stood on the page; the same text when there are none."""
    return _FENCE.sub(lambda match: " " * len(match[0]), text)


def plain_source(text: str) -> str:
    """The text without comments and orders to page makers, its bullets Markdown's; every character keeps its place."""
    return _ATTRIBUTES.sub(lambda match: " " * len(match[0]), _bullets(_without_comments(text)))


def for_the_parser(source: str) -> str:
    """The text with lists where the parser sees them; every line keeps its number."""
    return _pulled_left(_tables_in_lists(_spaced(source)))


_BULLET = re.compile(r"^([ \t]*)(?:[•‣◦▪▫●○■□➢➤✦➔\uf0b7\uf0a7§]|(?<=[ \t])o)(?=[ \t]+\S)", re.MULTILINE)


def _bullets(text: str) -> str:
    """Bullets that word processors write, as Markdown's; every character keeps its place."""
    return _BULLET.sub(r"\1-", text)


_TIGHT = re.compile(r"[ \t]*-(?=[^\W\d_])")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]")


def _spaced(text: str) -> str:
    """A blank after each hyphen of lines that begin with one, two or more below one another: they are bullets."""
    lines = text.split("\n")
    tight = [_TIGHT.match(line) for line in lines]
    for at, match in enumerate(tight):
        beside = tight[max(at - 1, 0) : at] + tight[at + 1 : at + 2]
        if match and any(beside):
            lines[at] = f"{match[0]} {lines[at][match.end() :]}"
    return "\n".join(lines)


def _pulled_left(text: str) -> str:
    """Lists that stand far to the right below a line that is none, moved to the margin: there the parser sees them.

    Markdown takes so much blank space for code. Lines stay lines; columns are looked up in the text as it was.
    """
    lines = text.split("\n")
    above, at = "", 0
    while at < len(lines):
        line = lines[at]
        if _far(line) >= 4 and _ITEM.match(line) and not _ITEM.match(above) and _far(above) < 4:
            end = at
            while end < len(lines) and (not lines[end].strip() or _far(lines[end]) >= 4):
                end += 1
            block = [each.expandtabs(4) for each in lines[at:end]]
            margin = min(_far(each) for each in block if each.strip())
            lines[at:end] = [each[margin:] for each in block]
            at = end
            above = next((each for each in reversed(block) if each.strip()), above)
            continue
        above = line if line.strip() else above
        at += 1
    return "\n".join(lines)


_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
"""The line below the heads of a table."""


def _tables_in_lists(source: str) -> str:
    """Tables right below an item of a list moved to where its text begins: the parser takes them for text otherwise."""
    lines = source.split("\n")
    margin = at = 0
    while at < len(lines):
        line = lines[at]
        head = at + 1 < len(lines) and line.lstrip().startswith("|") and "|" in lines[at + 1]
        if margin and head and _RULE.fullmatch(lines[at + 1]):
            while at < len(lines) and lines[at].lstrip().startswith("|"):
                lines[at] = " " * max(margin, _far(lines[at])) + lines[at].lstrip()
                at += 1
            margin = 0
            continue
        if item := _ITEM.match(line):
            margin = len(item[0].expandtabs(4))
        elif not line.strip() or line.lstrip().startswith("#"):
            margin = 0
        at += 1
    return "\n".join(lines)


def _far(line: str) -> int:
    """How many columns a line is indented by."""
    spread = line.expandtabs(4)
    return len(spread) - len(spread.lstrip())


def _without_comments(text: str) -> str:
    """Comments as blanks, so that lines and columns stay."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        parts.append(text[at:start])
        parts.append(re.sub(r"[^\n]", " ", text[start : end + 3]))
        at = end + 3
    parts.append(text[at:])
    return "".join(parts)
