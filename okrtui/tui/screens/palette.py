"""The palette: every command, found by its name or by what it does, and every setting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from okrtui.settings.declared import ALL as SETTINGS
from okrtui.tui.commands import COMMANDS, Command
from okrtui.tui.finder import shortens
from okrtui.tui.matching import fold, has_all, lit
from okrtui.tui.paint import Line
from okrtui.tui.screens.search import SearchDialog
from okrtui.tui.text import clip, pad, plain, wrap
from okrtui.tui.widgets.rowlist import Row

SETTING = "setting "
"""What the key of a setting's row begins with."""
_LABEL, _KEY = 22, 8
_LEAVING = ("q", "q!", "qa", "wq", "wqa", "x", "x!", "exit", "bye")
_NOTE = 2
"""Lines for what the command under the cursor does: always as many, so that the list stays where it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the palette."""

    row: str
    label: str
    key: str
    help: str
    why_not: str = ""
    """Why it does nothing now, as a sentence."""


def found_of(commands: Sequence[Command], why_not: Callable[[str], str]) -> list[Found]:
    """All that the palette lists: commands that work now, those that do not, settings."""
    made = [Found(c.id, c.label, c.key, c.help, why_not(c.id)) for c in commands if c.where == "moving" and c.palette]
    made.sort(key=lambda one: bool(one.why_not))
    settings = [
        Found(f"{SETTING}{each.place}", f"setting: {each.place.rpartition('.')[2].replace('_', ' ')}", "", each.comment)
        for each in SETTINGS
    ]
    return [*made, *settings]


def search(found: Sequence[Found], query: str) -> list[Found]:
    """Those that have all words in their label or help, the nearest first; else those whose label they shorten."""
    words, typed = fold(query).split(), query.strip()
    if not words:
        return [one for one in found if not one.row.startswith(SETTING)]
    hits = [(_rank(one, words, typed), number, one) for number, one in enumerate(found) if _fits(one, words, typed)]
    letters = "".join(words)
    if not hits:
        hits = [(0, n, one) for n, one in enumerate(found) if len(letters) > 1 and shortens(letters, fold(one.label))]
    return [one for _, _, one in sorted(hits, key=lambda hit: hit[:2])]


def _fits(one: Found, words: Sequence[str], typed: str) -> bool:
    return _is_key(one, typed) or has_all(fold(f"{one.label} {one.row} {one.help}"), words)


def _is_key(one: Found, typed: str) -> bool:
    """Whether what is typed is the key of a command, or what other programs leave by."""
    return typed == one.key or (one.row == "quit" and typed in _LEAVING)


def _rank(one: Found, words: Sequence[str], typed: str) -> int:
    """The key itself comes first, then a label that begins so, one that has it, and what only the help says."""
    label = fold(one.label)
    near = sum(0 if label.startswith(word) else 1 if word in label else 2 for word in words)
    return near - 3 * len(words) * _is_key(one, typed) + 3 * bool(one.why_not) + 2 * one.row.startswith(SETTING)


class Palette(SearchDialog):
    """Its result is the id of the command to do, or ``setting PLACE``."""

    HEADING: ClassVar[str] = "All commands"
    HINT: ClassVar[str] = "its name, or what it does"
    TAKE: ClassVar[str] = "do it"

    def __init__(self, why_not: Callable[[str], str]) -> None:
        super().__init__()
        self._all = found_of(COMMANDS, why_not)
        self._found: dict[str, Found] = {}

    def search(self, query: str) -> None:
        """Commands and settings with these words; before there are any, all commands."""
        self._found = {one.row: one for one in search(self._all, query)}

    def nothing(self, cells: int) -> Sequence[Line]:
        """What to do then."""
        return [[("No command has these letters. Fewer letters, or another word?", "dim")]]

    def said(self, cells: int) -> Sequence[Line]:
        """What the command under the cursor does, or why it does nothing now."""
        one = self._found.get(self.rows.cursor_key)
        lines: list[Line] = []
        if one is not None:
            text, style = (one.why_not, "warn") if one.why_not else (one.help + ".", "dim")
            lines = [[(line, style)] for line in wrap(text, cells, _NOTE)]
        return [*lines, *([[]] * (_NOTE - len(lines)))]

    def source(self, cells: int) -> Sequence[Row]:
        """Label, key and what it does."""
        return [Row(one.row, 1, self._line(one, cells)) for one in self._found.values()]

    def _line(self, one: Found, cells: int) -> Callable[[], Sequence[Line]]:
        words = self.words

        def build() -> Sequence[Line]:
            style = "dim" if one.why_not else ""
            room = max(cells - _LABEL - _KEY, 0)
            return [
                [
                    *lit([(pad(clip(one.label, _LABEL - 1), _LABEL), style)], words),
                    (pad(one.key, _KEY), "dim" if one.why_not else "key"),
                    *lit([(clip(plain(one.help), room), "dim")], words),
                ]
            ]

        return build
