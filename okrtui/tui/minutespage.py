"""Minutes of a review as they are read: their Markdown without its marks. Copies keep the Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from okrtui.tui.paint import Line, Piece
from okrtui.tui.text import wrap

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~$&\-+=:.)])")
_ITEM = re.compile(r"- (?:\[([ x])\] )?")
_BOLD = re.compile(r"\*\*((?:\\.|[^*\\])+)\*\*")


def minutes_lines(text: str, cells: int) -> list[Line]:
    """Minutes made by `okrtui.exchange.minutes_out`, for a width; text of other hands is shown as it stands."""
    made: list[Line] = []
    for line in text.rstrip("\n").split("\n"):
        if line.startswith("#"):
            made += [[(part, "strong")] for part in wrap(_bare(line.lstrip("#").strip()), cells)]
        else:
            made += _body(line, cells)
    return made


def _body(line: str, cells: int) -> list[Line]:
    """A line of text or an item of a list; what is too long for the width goes on below its text."""
    item = _ITEM.match(line)
    mark = "" if item is None else {"x": "☑ ", " ": "☐ ", None: "• "}[item[1]]
    rest = line[item.end() :] if item else line.strip()
    indent = "  " if item or line.startswith("  ") else ""
    name = _BOLD.match(rest)
    head, tail = (_bare(name[1]), _bare(rest[name.end() :])) if name else ("", _bare(rest))
    lines: list[Line] = []
    strong = len(head)
    for number, part in enumerate(wrap(head + tail, max(cells - len(indent), 1))):
        pieces: list[Piece] = [(mark if mark and number == 0 else indent, "dim")]
        cut = min(max(strong, 0), len(part))
        pieces += [(piece, style) for piece, style in ((part[:cut], "accent"), (part[cut:], "")) if piece]
        strong -= len(part) + 1  # a blank stood where the line was broken
        lines.append(pieces)
    return lines


def _bare(text: str) -> str:
    return _ESCAPED.sub(r"\1", text.removesuffix("\\"))


def summary(text: str) -> str:
    """What minutes are about in a line: the one below their heading; empty for minutes without any."""
    lines: Sequence[str] = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return _bare(lines[0]) if lines and not lines[0].startswith("- ") else ""
