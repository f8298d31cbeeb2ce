"""User text inside Markdown: shown as it is, never read as markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LINE_START = re.compile(r"^([-+=:])|^([0-9]{1,9})([.)])")
PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
PICTURES |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
"""What stands for control characters on a page."""


def inline(text: str) -> str:
    """A text within a line, every character of it shown as it is; control characters become symbols."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()).translate(PICTURES))


def plain(text: str) -> str:
    """A text on one line that nothing stands before: it begins no list, heading or underline either."""
    return _LINE_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", inline(text))


def paragraph(text: str) -> str:
    """A text of several lines, each of which stays a line of its own; blank lines part paragraphs."""
    parts = re.split(r"(?:\r?\n[ \t]*){2,}", text.strip())
    return "\n\n".join("\\\n".join(filter(None, map(plain, part.splitlines()))) for part in parts if part.strip())


def table(heads: list[tuple[str, bool]], rows: list[list[str]]) -> list[str]:
    """A table; heads say whether their column is of numbers. Cells are Markdown already, empty ones show a dash."""
    lines = [_row([head for head, _ in heads]), _row(["---:" if number else "---" for _, number in heads])]
    return lines + [_row([cell or "—" for cell in row]) for row in rows]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
