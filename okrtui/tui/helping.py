"""The page of keys, made for the place that one is at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from okrtui.tui.commands import COMMANDS, Command, command_of, key_of, keys_of
from okrtui.tui.keynames import show_key
from okrtui.tui.paint import Line
from okrtui.tui.text import pad, wrap

if TYPE_CHECKING:
    from okrtui.tui.screens.keyed import Keyed
    from okrtui.tui.screens.main import MainScreen

LinesFor = Callable[[int], Sequence[Line]]

_KEYS = 17
_SIGNS = (
    ("◆", "the coach warns"),
    ("◇", "the coach hints"),
    ("!", "at risk, or out of its healthy range"),
    ("?", "no news: no value, or none for too long"),
    ("│", "where the calendar is"),
    ("♥", "confidence, 0 to 10"),
    ("✓ ~ ! ?", "behind a key result: on track or reached, behind, at risk or missed, without a value"),
    ("! ~", "behind a KPI's value: out of its healthy range, or near its edge"),
)
_OF_TEXTS = (
    ("home ^A", "To the beginning of the line"),
    ("end ^E", "To its end"),
    ("^U", "Delete all before the caret"),
    ("^K", "Delete all behind the caret"),
    ("^W", "Delete the word before the caret"),
)
_OF_TEXTS_THERE = (
    ("^A", "Select all"),
    ("home", "To the beginning of the line"),
    ("end ^E", "To its end"),
    ("^U", "Delete all before the caret"),
    ("^K", "Delete all behind the caret"),
    ("^backspace", "Delete the word before the caret"),
    ("^C ^V", "Copy what is selected; paste, from anywhere"),
)
"""The same in a browser, which keeps ^W for itself."""


def _of_texts() -> Sequence[tuple[str, str]]:
    from okrtui.tui.browser import shown_in_browser

    return _OF_TEXTS_THERE if shown_in_browser() else _OF_TEXTS


def keys_page(screen: MainScreen) -> LinesFor:
    """Every command with its keys in force: first those that do something here and now, then the rest, dim.

    Before the five steps: the keys of the steps, and those of the editor.
    """
    steps = screen.start.keys if screen.start is not None and screen.starting else ()

    def of_steps(cells: int) -> Sequence[Line]:
        made: list[Line] = [[("On the five steps", "strong")], []]
        made += _described(
            "any letter",
            "The line of the step opens, beginning with it; a letter that stands here twice waits for the next",
            cells,
            works=True,
        )
        for key in steps:
            made += _described(key.key, key.help, cells, works=True)
        made += [[], [("While a line is open", "strong")], []]
        for command in COMMANDS:
            if command.where == "editing" and command.key:
                made += _described(_keys_of(command), command.help, cells, works=True)
        return [*made, [], [("The panes have keys of their own: esc, and then ", "dim"), (key_of("keys"), "key")]]

    def lines(cells: int) -> Sequence[Line]:
        if steps:
            return of_steps(cells)
        if screen.typing:
            return _while_typing(cells)
        made: list[Line] = _on_coach_side(cells) if screen.in_coach else []
        moving = [command for command in COMMANDS if command.where == "moving" and command.key]
        here = [command for command in moving if screen.can(command)]
        for heading, commands, works in (
            ("What works here and now", here, True),
            ("While editing", [c for c in COMMANDS if c.where == "editing" and c.key], True),
            ("Not here, or not now", [command for command in moving if command not in here], False),
        ):
            if not commands:
                continue
            made += [[(heading, "strong")], []]
            for command in commands:
                text = command.help if works else f"{command.help}: {screen.deeds.why_not(command.id)}"
                made += _described(_keys_of(command), text, cells, works=works)
            made.append([])
        made += [[("Signs", "strong")], []]
        for sign, text in _SIGNS:
            made += _described(sign, text, cells, works=True)
        return made

    return lines


def _on_coach_side(cells: int) -> list[Line]:
    """What the keys of going about do while the coach's side has them; the rest act on the row as ever."""
    made: list[Line] = [[("On the coach's side", "strong")], []]
    for names, text in (
        (("down", "up"), "From one of the five steps to the next"),
        (("edit",), "Go to the step under the cursor"),
        (("back", "coach"), "Back to the rows"),
    ):
        keys = " ".join(_keys_of(command_of(name)) for name in names)
        made += _described(keys, text, cells, works=True)
    return [*made, []]


def _while_typing(cells: int) -> list[Line]:
    """The keys while a row is edited: the editor's own, and those of every text."""
    made: list[Line] = [[("What works here and now, while a line is typed", "strong")], []]
    for command in COMMANDS:
        if command.where == "editing" and command.key:
            made += _described(_keys_of(command), command.help, cells, works=True)
    made += [[], [("In every text", "strong")], []]
    for keys, text in _of_texts():
        made += _described(keys, text, cells, works=True)
    return made


def _keys_of(command: Command) -> str:
    return " ".join(show_key(key) for key in keys_of(command.id))


def keys_of_place(screen: Keyed[Any]) -> LinesFor:
    """The keys of a dialog, a page or a list: what its last line offers now, the rest that it has, those of texts."""
    from okrtui.tui.dialogkeys import active_in

    offered = dict.fromkeys(name for names, _ in screen.offering for name in names.split())
    known = active_in(screen.PLACE)
    known |= {name: does for place in screen.more_places() for name, does in active_in(place).items()}
    here = [name for name in offered if name in known]
    others = [name for name in known if name not in offered and keys_of(name)]

    def lines(cells: int) -> Sequence[Line]:
        made: list[Line] = []
        for heading, names in (
            ("What works here and now", here),
            ("Here too, where there is something for it", others),
        ):
            made += [[(heading, "strong")], []]
            for name in names:
                made += _described(_keys_of(command_of(name)), known[name].help, cells, works=True)
            made.append([])
        if screen.has_text:
            made += [[("While a text is typed", "strong")], []]
            made += _described(screen.key_in_text("keys"), "This page; letters are text there", cells, works=True)
            for name, text in _of_texts():
                made += _described(name, text, cells, works=True)
        return made

    return lines


def _described(keys: str, text: str, cells: int, *, works: bool) -> list[Line]:
    """Keys, and beside them words that may take several lines."""
    style = "" if works else "dim"
    room = max(cells - _KEYS - 1, 20)
    long = len(keys) > _KEYS
    made: list[Line] = [[(keys, "key" if works else "dim")]] if long else []
    for i, part in enumerate(wrap(text, room)):
        made.append([(pad(keys if i == 0 and not long else "", _KEYS) + " ", "key" if works else "dim"), (part, style)])
    return made
