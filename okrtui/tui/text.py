"""User text made fit for a terminal: shown as it is, never as markup, never as control sequences."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

_SYMBOLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_SYMBOLS |= {code: chr(0xF000 + code) for code in range(0x80, 0xA0)}
_SYMBOLS |= {
    code: chr(0xF000 + code - 0x2000) for code in (0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_CONTROLS = {ord(symbol): chr(code) for code, symbol in _SYMBOLS.items()}
_ONE_LINE = _SYMBOLS | {0x09: " ", 0x0A: "⏎", 0x0D: "␍"}
_MANY_LINES = {code: symbol for code, symbol in _SYMBOLS.items() if code not in (0x09, 0x0A)}


def plain(text: str) -> str:
    """One line, code point for code point: controls as symbols, tabs as spaces, line breaks as ⏎."""
    return text if text.isprintable() else text.translate(_ONE_LINE)


def to_screen(text: str) -> str:
    """A text as an editor may show it: line breaks and tabs stay, other controls become symbols of one cell."""
    return text if text.isprintable() else text.translate(_MANY_LINES)


def from_screen(shown: str, original: str) -> str:
    """What `to_screen` was made of: symbols become controls again, if the original text had any."""
    if original.isprintable() or to_screen(original) == original:
        return shown
    return shown.translate(_CONTROLS)


def width(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def clip(text: str, cells: int) -> str:
    """The text, cut to a width with an ellipsis as its last cell when something is left out."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return set_cell_size(text, cells - 1).rstrip() + "…"


def pad(text: str, cells: int) -> str:
    """The text, cut or filled up with blanks to exactly this width."""
    cut = clip(text, cells)
    return cut + " " * (cells - width(cut))


def wrap(text: str, cells: int, most: int = 0) -> list[str]:
    """Lines of at most this width, broken at blanks where possible; beyond `most` lines (0: any) the last ends in …

    Words wider than a line are cut. Line breaks in the text are kept as breaks.
    """
    cells = max(cells, 1)
    if text.isprintable() and width(text) <= cells:
        return [text]
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(plain(paragraph), cells))
        if most and len(lines) > most:
            break
    if most and len(lines) > most:
        kept = lines[most - 1]
        lines = [*lines[: most - 1], clip(kept + "…", cells) if width(kept) >= cells else kept + "…"]
    return lines


def _wrap_paragraph(text: str, cells: int) -> list[str]:
    if width(text) <= cells:
        return [text]
    lines: list[str] = []
    line = ""
    for word in _together(text.split(" "), cells):
        grown = f"{line} {word}" if line else word
        if width(grown) <= cells:
            line = grown
            continue
        if line:
            lines.append(line)
        while width(word) > cells:
            head = _head(word, cells)
            lines.append(head)
            word = word[len(head) :]
        line = word
    if line or not lines:
        lines.append(line)
    return lines


_UNITS = frozenset(("%", "€", "$", "£", "¥", "h", "s", "ms", "min"))


def _together(words: list[str], cells: int) -> list[str]:
    """The words of a line, with a unit and the number before it as one where they fit: "61 %" is not broken."""
    found: list[str] = []
    for word in words:
        if found and word.rstrip(".,;:)") in _UNITS and found[-1][-1:].isdigit() and width(found[-1]) < cells - 3:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _head(word: str, cells: int) -> str:
    """As many characters of a word as fit; at least one."""
    if word.isascii():
        return word[:cells]
    used = 0
    for index, character in enumerate(word):
        used += cell_len(character)
        if used > cells:
            return word[: max(index, 1)]
    return word


def whole_of(parts: Sequence[str], cells: int, gap: str = " · ") -> str:
    """As many of some texts as fit side by side, each whole, and how many are left out; the first alone may be cut."""
    for shown in range(len(parts), 0, -1):
        left = len(parts) - shown
        text = gap.join(parts[:shown]) + (f"{gap}{left} more" if left else "")
        if width(text) <= cells:
            return text
    return clip(parts[0], cells) if parts else ""
