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
_BELOW = 3
"""So many choices are seen at least, one below the other if need be."""
_KEYS = "  ↑ ↓"
_Shown = tuple[Piece, str | None]
"""How something is shown, and the choice that it is; None for a label or a blank."""


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
    return [[piece for piece, _ in line] for line in _lines(field, typed, around, cells)]


def choice_at(field: Field, typed: str, around: Around, cells: int, x: int, y: int) -> str | None:
    """The choice that stands at a cell of what `choice_lines` made; None where none does."""
    lines = _lines(field, typed, around, cells)
    left = 0
    for (text, _), choice in lines[y] if 0 <= y < len(lines) else ():
        right = left + width(text)
        if left <= x < right:
            return choice
        left = right
    return None


def _lines(field: Field, typed: str, around: Around, cells: int) -> list[list[_Shown]]:
    """The choices side by side; one below the other where side by side too few of them would be seen."""
    choices = choices_of(field, around)
    if not choices:
        return []
    at = chosen(choices, typed)
    lines = _side_by_side(field, choices, at, cells)
    if sum(choice is not None for line in lines for _, choice in line) < min(_BELOW, len(choices)):
        lines = _one_below_the_other(field, choices, at, cells)
    for line in (lines[-1], lines[0]):
        if line_width([piece for piece, _ in line]) + width(_KEYS) <= cells:
            line.append(((_KEYS, "key"), None))
            break
    return lines


def _side_by_side(field: Field, choices: Sequence[str], at: int, cells: int) -> list[list[_Shown]]:
    """On two lines, from the first choice with which the chosen one is among them."""
    label: _Shown = (f"{field.label}  ", "strong"), None
    every = [_shown(choice, at == number, _LONGEST) for number, choice in enumerate(choices)]
    lines: list[list[_Shown]] = []
    for first in range(max(at, 0) + 1):
        more: list[_Shown] = [(("… ", "dim"), None)] if first else []
        lines = _laid(label, [*more, *every[first:]], cells)[:_LINES]
        if at < 0 or any(text.startswith(MARK) for line in lines for (text, _), _ in line):
            break
    return lines


def _one_below_the_other(field: Field, choices: Sequence[str], at: int, cells: int) -> list[list[_Shown]]:
    """Below the label, as wide as there is room: the chosen one, and those before and after it."""
    first = min(max(at - 1, 0), max(len(choices) - _BELOW, 0))
    numbers = range(first, min(first + _BELOW, len(choices)))
    lines: list[list[_Shown]] = [[((f"{field.label}  ", "strong"), None)]]
    return lines + [[_shown(choices[number], at == number, cells - width(MARK))] for number in numbers]


def _shown(choice: str, on: bool, cells: int) -> _Shown:
    text = clip(plain(choice), cells) if choice else _NONE
    return ((MARK if on else "  ") + text, "accent" if on else "dim"), choice


def _laid(label: _Shown, pieces: Sequence[_Shown], cells: int) -> list[list[_Shown]]:
    indent, used = width(label[0][0]), width(label[0][0])
    lines: list[list[_Shown]] = [[label]]
    for piece in pieces:
        if used + width(piece[0][0]) + 1 > cells and used > indent:
            lines.append([((" " * indent, ""), None)])
            used = indent
        lines[-1] += [piece, ((" ", ""), None)]
        used += width(piece[0][0]) + 1
    return lines
