"""The choices of a field in the editor: shown side by side, the chosen one marked, walked with the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.tui.forms import Around, Field, choices_of
from okrtui.tui.paint import Line, Piece, line_width
from okrtui.tui.text import clip, plain, width

MARK = "▸ "
_NONE = "none"
"""What an empty choice is called."""
_FEW = 7
"""So many choices are all shown, and walked by the space bar, which a longer list needs for typing."""
_LONGEST = 32
_LINES = 2
_KEYS = "  ↑ ↓"


def chosen(choices: Sequence[str], typed: str) -> int:
    """Which choice a typed text stands for, be it by its first letters; -1 for none yet."""
    wanted = typed.strip().casefold()
    folded = [choice.casefold() for choice in choices]
    if wanted in folded:
        return folded.index(wanted)
    begun = [at for at, choice in enumerate(folded) if wanted and choice.startswith(wanted)]
    return begun[0] if len(begun) == 1 else -1


def step(field: Field, typed: str, by: int, around: Around) -> str | None:
    """The choice so many places after the one that is typed, round and round; None for a field without choices."""
    choices = choices_of(field, around)
    if not choices:
        return None
    at = chosen(choices, typed)
    if at < 0:
        at = -1 if by > 0 else 0
    return choices[(at + by) % len(choices)]


def takes_space(field: Field, typed: str, around: Around) -> bool:
    """Whether the space bar chooses here: among the few words of a field that has no text of its own."""
    choices = choices_of(field, around)
    plain_words = field.spec.kind in ("choice", "flag") and len(choices) <= _FEW + 1
    return plain_words and (not typed.strip() or chosen(choices, typed) >= 0)


def choice_lines(field: Field, typed: str, around: Around, cells: int) -> list[Line]:
    """The label and the choices, the chosen one marked, as many of them around it as fit; empty without choices."""
    choices = choices_of(field, around)
    if not choices:
        return []
    label: Piece = (f"{field.label}  ", "strong")
    at = chosen(choices, typed)
    pieces = [_piece(choice, at == number) for number, choice in enumerate(choices)]
    for first in range(max(at, 0) + 1):
        lines = _laid(label, [("… ", "dim"), *pieces[first:]] if first else pieces, cells)[:_LINES]
        if at < 0 or any(text.startswith(MARK) for line in lines for text, _ in line):
            break
    if line_width(lines[-1]) + width(_KEYS) <= cells:
        lines[-1] = [*lines[-1], (_KEYS, "key")]
    return lines


def choice_at(field: Field, typed: str, around: Around, cells: int, x: int, y: int) -> str | None:
    """The choice that stands at a cell of what `choice_lines` made; None where none does."""
    lines = choice_lines(field, typed, around, cells)
    left = 0
    for text, style in lines[y] if 0 <= y < len(lines) else ():
        right = left + width(text)
        if left <= x < right and style != "strong":
            return next(
                (one for one in choices_of(field, around) if text in (_shown(one, True), _shown(one, False))), None
            )
        left = right
    return None


def _shown(choice: str, on: bool) -> str:
    return (MARK if on else "  ") + (clip(plain(choice), _LONGEST) if choice else _NONE)


def _piece(choice: str, on: bool) -> Piece:
    return _shown(choice, on), "accent" if on else "dim"


def _laid(label: Piece, pieces: Sequence[Piece], cells: int) -> list[Line]:
    indent = width(label[0])
    lines: list[list[Piece]] = [[label]]
    for piece in pieces:
        if line_width(lines[-1]) + width(piece[0]) + 1 > cells and line_width(lines[-1]) > indent:
            lines.append([(" " * indent, "")])
        lines[-1] += [piece, (" ", "")]
    return list(lines)
