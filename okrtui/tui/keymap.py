"""Which keys are in force: the defaults, a preset, and what the user's settings say of single commands.

Nothing in the settings is fatal: what cannot be used is left as it is, and said in a sentence.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from okrtui.tui.dialogkeys import ALL, PLACE_OF, PLACES, active_in, places_of
from okrtui.tui.keynames import TAKEN, read_key, show_key

if TYPE_CHECKING:
    from okrtui.settings import Settings

Keys = dict[str, tuple[str, ...]]

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "default": {},
    # Keys with a name on the keyboard come first and are the ones that are shown; letters that act at once come
    # second, so that whoever learns them need not change anything. hjkl and the capitals for moving are left out.
    "plain": {
        "new": ("insert", "n"), "edit": ("enter", "e"), "delete": ("delete", "d"), "undo": ("ctrl+z", "u"),
        "redo": ("ctrl+y", "ctrl+r"), "value": ("f6", "v"), "fix": ("f2", "f"), "turn": ("f3", "t"),
        "good": ("f4", "g"),
        "why": ("f8", "y"), "causes": ("f7", "w"), "keys": ("f1", "question_mark"), "palette": ("ctrl+p", "colon"),
        "filter": ("ctrl+f", "slash"), "find": ("ctrl+o", "F"), "review": ("f9", "R"), "export": ("ctrl+e", "x"),
        "link": ("ctrl+l", "L"), "initiative": ("ctrl+n", "a"), "cycle_step": ("ctrl+t", "S"), "coach": ("f5", "c"),
        "quit": ("f10", "q", "ctrl+q"), "down": ("down",), "up": ("up",), "right": ("right",), "left": ("left",),
        "last": ("end",), "first": ("home",), "move_down": ("shift+down", "J"), "move_up": ("shift+up", "K"),
        "go_back": ("backspace", "less_than_sign"), "attention_next": ("ctrl+g", "m"),
    },
    # As in vim: gg and G, half pages, o for a new line below, i to change it, dd for what d does, C for the conflicts
    # stays. Two commands give up their key: "good" goes to =, "our word" to '.
    "vim": {
        "first": ("g g", "home"), "last": ("G", "end"), "half_down": ("ctrl+d",), "half_up": ("ctrl+u",),
        "page_down": ("pagedown", "ctrl+f"), "find": ("F", "ctrl+o"), "new": ("o", "n"), "edit": ("i", "e", "enter"),
        "delete": ("d d", "delete"), "good": ("equals_sign",), "word": ("apostrophe",),
        "next_pane": ("tab", "ctrl+w"),
    },
}  # fmt: skip
"""For each preset the commands whose keys differ from the default, with their keys, the shown one first."""

_NEEDED = {"keep": "the editor", "put_back": "the editor", "leave": "a dialog"}
"""Commands without which nobody could leave a place."""
_NAMES = {command.id for command in ALL}


def resolve(preset: str, own: Mapping[str, Sequence[str]]) -> tuple[Keys, list[str]]:
    """The keys of every command, and a sentence for each thing in the user's own that cannot be used.

    A key that the user gives to one command is taken from the other that had it by default; that is no clash, but
    said when it leaves the other without any.
    """
    keys: Keys = {command.id: PRESETS[preset].get(command.id, command.keys) for command in ALL}
    problems: list[str] = []
    given: Keys = {}
    for name, written in own.items():
        if name not in _NAMES:
            problems.append(f"keys.{name}: {_unknown(name)}")
            continue
        read, said = _read(name, written)
        problems += said
        if read is not None:
            given[name] = read
    problems += _clashes(given)
    for name in given:
        keys[name] = given[name]
    problems += _displace(keys, given)
    return keys, problems


def read_settings() -> tuple[Settings, list[str]]:
    """The settings in the user's file, and a sentence for each thing in it that cannot be used, of the keys too."""
    from okrtui.settings import load, path

    found, problems = load()
    said = resolve(found.keys_preset, found.keys)[1]
    return found, [*problems, *(f"{path()}: {sentence}" for sentence in said)]


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, _NAMES, n=1)
    more = f"perhaps {near[0]}?" if near else "`okrtui keys` lists them all."
    return f"there is no command of this name; {more}"


def _read(name: str, written: Sequence[str]) -> tuple[tuple[str, ...] | None, list[str]]:
    """Keys that were written down; None when the command keeps those that it has."""
    problems, read = [], []
    for text in written:
        try:
            key = read_key(text)
        except ValueError:
            problems.append(
                f"keys.{name}: “{text}” is not a key; expected such as x, X, ?, f5, enter, ctrl+x, or two: g g."
            )
            continue
        if " " in key and name in PLACE_OF:
            problems.append(
                f"keys.{name}: {show_key(key)} cannot be used: two keys after one another work in the panes."
            )
        elif key == "ctrl+c" and name != "copy":
            problems.append(f"keys.{name}: {show_key(key)} cannot be used: it is {TAKEN[key]}.")
        elif key not in read:
            read.append(key)
        if key in TAKEN and len(written) == 1 and key != "ctrl+c":
            problems.append(f"keys.{name}: {show_key(key)} may not arrive: it is {TAKEN[key]}. A second key helps.")
    if name in _NEEDED and not read:
        return None, [*problems, f"keys.{name}: without a key nobody could leave {_NEEDED[name]}; it keeps its own."]
    return (None if written and not read else tuple(read)), problems


def _clashes(given: Keys) -> list[str]:
    """Two commands that were given the same key in one place: the first keeps it."""
    problems = []
    seen: dict[tuple[str, str], str] = {}
    for name, keys in given.items():
        kept = []
        for key in keys:
            spots = [(place, key) for place in places_of(name)]
            first = next((seen[spot] for spot in spots if spot in seen), name)
            if first == name:
                kept.append(key)
                seen |= dict.fromkeys(spots, name)
            else:
                problems.append(f"keys.{name}: {show_key(key)} is given to {first} already, which keeps it.")
        given[name] = tuple(kept)
    return problems


def _displace(keys: Keys, given: Keys) -> list[str]:
    """Take the user's keys from the commands that had them; say which are left without any."""
    problems = []
    taken = {(place, key): name for name, own in given.items() for place in places_of(name) for key in own}
    firsts = {(place, key.split()[0]): name for (place, key), name in taken.items() if " " in key and place == "moving"}
    for command in ALL:
        if command.id in given:
            continue
        places = places_of(command.id)
        by = {key: name for key in keys[command.id] if (name := _taker(places, key, taken, firsts))}
        left = tuple(key for key in keys[command.id] if key not in by)
        if not by:
            continue
        if command.id in _NEEDED and not left:
            problems.append(f"keys: {command.id} needs a key; it keeps {show_key(keys[command.id][0])}.")
            continue
        if not left and not command.palette:
            names = ", ".join(sorted(set(by.values())))
            problems.append(
                f"keys.{names}: this takes the only key of {command.id}; keys.{command.id} gives it another."
            )
        keys[command.id] = left
    return problems


def _taker(
    places: set[str], key: str, taken: Mapping[tuple[str, str], str], firsts: Mapping[tuple[str, str], str]
) -> str:
    """The command that was given a key which another has in one of these places; empty when none was."""
    for place in sorted(places):  # the same answer every time
        name = taken.get((place, key)) or firsts.get((place, key))
        if name is None and " " in key:
            name = taken.get((place, key.split()[0]))
        if name is not None:
            return name
    return ""


def clashes_in(keys: Mapping[str, Sequence[str]]) -> list[str]:
    """Keys that mean two things, or begin a pair and act at once: for tests of the defaults and of the presets.

    In a dialog or a list what it has itself goes before what every dialog or list has: that is no clash.
    """
    found = []
    here = {place: [c.id for c in ALL if place in places_of(c.id)] for place in ("moving", "editing")}
    here |= {place: [*active_in(place)] for place in PLACES}
    for place, names in here.items():
        owner: dict[str, str] = {}
        for name in names:
            for key in keys[name]:
                if key in owner and PLACE_OF.get(owner[key]) == PLACE_OF.get(name):
                    found.append(f"{key}: {owner[key]} and {name}, {place}")
                owner.setdefault(key, name)
        if place == "moving":
            found += [f"{key}: begins {owner[key]}" for key in owner if " " in key and key.split()[0] in owner]
    return found
