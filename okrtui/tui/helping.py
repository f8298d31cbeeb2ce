"""The page of keys, made for the place that one is at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from okrtui.tui.commands import COMMANDS, Command, command_of, key_of, keys_of
from okrtui.tui.keynames import show_key
from okrtui.tui.matching import fold, has_all, lit
from okrtui.tui.paint import Line
from okrtui.tui.text import pad, wrap

if TYPE_CHECKING:
    from okrtui.tui.screens.keyed import Keyed
    from okrtui.tui.screens.main import MainScreen

LinesFor = Callable[[int, Sequence[str]], Sequence[Line]]
"""The page for a width, with what has all of some words alone; without words all of it."""

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


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """Keys as people write them, and what they do; dim where they do nothing now."""

    keys: str
    text: str
    works: bool = True
    label: str = ""
    """What the last line calls it: it is found by that too."""


@dataclass(frozen=True, slots=True)
class Section:
    """Keys under a heading; `part`: of the section above."""

    heading: str
    keys: Sequence[KeyHelp] = ()
    part: bool = False


def _of_texts() -> list[KeyHelp]:
    from okrtui.tui.browser import shown_in_browser

    return [KeyHelp(keys, text) for keys, text in (_OF_TEXTS_THERE if shown_in_browser() else _OF_TEXTS)]


def keys_page(screen: MainScreen) -> LinesFor:
    """Every command with its keys in force: first those that do something here and now, by what one wants to do.

    Before the five steps: the keys of the steps, and those of the editor.
    """
    if screen.start is not None and screen.starting:
        return _lines_of(_on_steps(screen))
    return _lines_of(_while_typing() if screen.typing else _in_panes(screen))


def _in_panes(screen: MainScreen) -> list[Section]:
    from okrtui.tui.cheatsheet import groups

    moving = [command for command in COMMANDS if command.where == "moving" and command.key]
    here = {command.id for command in moving if screen.can(command)}
    parts = [
        Section(heading, [_help_of(c) for c in commands if c.id in here], part=True) for heading, commands in groups()
    ]
    others = [
        KeyHelp(_keys_of(c), f"{c.help}: {screen.deeds.why_not(c.id)}", works=False, label=c.label)
        for c in moving
        if c.id not in here
    ]
    return [
        *([_on_coach_side()] if screen.in_coach else []),
        Section("What works here and now"),
        *parts,
        Section("While editing", _of_editor()),
        Section("Not here, or not now", others),
        Section("Signs", [KeyHelp(sign, text) for sign, text in _SIGNS]),
    ]


def _on_coach_side() -> Section:
    """What the keys of going about do while the coach's side has them; the rest act on the row as ever."""
    made = (
        (("down", "up"), "From one of the five steps to the next"),
        (("edit",), "Go to the step under the cursor"),
        (("back", "coach"), "Back to the rows"),
    )
    keys = [KeyHelp(" ".join(_keys_of(command_of(name)) for name in names), text) for names, text in made]
    return Section("On the coach's side", keys)


def _on_steps(screen: MainScreen) -> list[Section]:
    letters = "The line of the step opens, beginning with it; a letter that stands here twice waits for the next"
    steps = screen.start.keys if screen.start is not None else ()
    panes = KeyHelp(f"esc {key_of('keys')}", "The panes, and the keys that they have of their own")
    return [
        Section("On the five steps", [KeyHelp("any letter", letters), *(KeyHelp(k.key, k.help) for k in steps), panes]),
        Section("While a line is open", _of_editor()),
    ]


def _while_typing() -> list[Section]:
    """The keys while a row is edited: the editor's own, and those of every text."""
    return [
        Section("What works here and now, while a line is typed", _of_editor()),
        Section("In every text", _of_texts()),
    ]


def _of_editor() -> list[KeyHelp]:
    return [_help_of(command) for command in COMMANDS if command.where == "editing" and command.key]


def _help_of(command: Command) -> KeyHelp:
    return KeyHelp(_keys_of(command), command.help, label=command.label)


def _keys_of(command: Command) -> str:
    return " ".join(show_key(key) for key in keys_of(command.id))


def keys_of_place(screen: Keyed[Any]) -> LinesFor:
    """The keys of a dialog, a page or a list: what its last line offers now, the rest that it has, those of texts."""
    from okrtui.tui.dialogkeys import active_in

    offered = dict.fromkeys(name for names, _ in screen.offering for name in names.split())
    known = active_in(screen.PLACE)
    known |= {name: does for place in screen.more_places() for name, does in active_in(place).items()}

    def helps(names: Iterable[str]) -> list[KeyHelp]:
        commands = [(command_of(name), known[name].help) for name in names]
        return [KeyHelp(_keys_of(command), text, label=command.label) for command, text in commands]

    sections = [
        Section("What works here and now", helps(name for name in offered if name in known)),
        Section(
            "Here too, where there is something for it",
            helps(name for name in known if name not in offered and keys_of(name)),
        ),
    ]
    if screen.has_text:
        this = KeyHelp(screen.key_in_text("keys"), "This page; letters are text there")
        sections.append(Section("While a text is typed", [this, *_of_texts()]))
    return _lines_of(sections)


def _lines_of(sections: Sequence[Section]) -> LinesFor:
    def lines(cells: int, words: Sequence[str]) -> list[Line]:
        made: list[Line] = []
        for section in sections:
            found = [one for one in section.keys if has_all(fold(f"{one.keys} {one.label} {one.text}"), words)]
            if not found and (words or section.part):
                continue
            made += [[(section.heading, "accent" if section.part else "strong")], []]
            for one in found:
                made += _described(one, cells, words)
            made += [[]] if found else []
        nothing = "No key here has these letters. "
        return made or [[(nothing, "dim"), (key_of("palette"), "key"), (" on the panes finds every command.", "dim")]]

    return lines


def _described(one: KeyHelp, cells: int, words: Sequence[str]) -> list[Line]:
    """Keys, and beside them words that may take several lines."""
    style, tone = ("", "key") if one.works else ("dim", "dim")
    room = max(cells - _KEYS - 1, 20)
    long = len(one.keys) > _KEYS
    made: list[Line] = [lit([(one.keys, tone)], words)] if long else []
    for i, part in enumerate(wrap(one.text, room)):
        keys = pad(one.keys if i == 0 and not long else "", _KEYS) + " "
        made.append(lit([(keys, tone), (part, style)], words))
    return made
