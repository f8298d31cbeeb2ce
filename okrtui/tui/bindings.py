"""From the keys in force to what Textual listens to: single keys, and pairs of keys, one after the other."""

from __future__ import annotations

from textual.binding import Binding, BindingsMap

from okrtui.tui.commands import COMMANDS, Command, keys_of


def main_bindings(base: BindingsMap, letters: str = "") -> BindingsMap:
    """The bindings of the main screen, over those that every screen has.

    `letters` begin a line instead of doing a command, and undo is on Ctrl+Z: that is how the five steps take typing.
    """
    made: list[Binding] = [Binding(key, f"write('{key}')", show=False, priority=True) for key in letters]
    if letters:
        made.append(Binding("ctrl+z", "do('undo')", show=False, priority=True))
    for command in COMMANDS:
        if command.where != "moving":
            continue
        for key in keys_of(command.id):
            # With priority a command is done before the next key is looked at: of keys that come in a burst, over a
            # slow line, n opens the editor and the rest is typed into it.
            if " " not in key and key not in letters:
                made.append(Binding(key, f"do('{command.id}')", command.label, show=False, priority=True))
    pairs = sorted(first for first in firsts() if first not in letters)
    made += [Binding(first, f"begin('{first}')", show=False, priority=True) for first in pairs]
    return BindingsMap.merge([base, BindingsMap(made)])


def firsts() -> set[str]:
    """Keys that begin a pair."""
    return {key.split()[0] for command in COMMANDS for key in keys_of(command.id) if " " in key}


def after(first: str) -> list[tuple[str, Command]]:
    """What may follow a key that begins a pair: the second keys, and their commands."""
    pairs = [(key, command) for command in COMMANDS for key in keys_of(command.id) if " " in key]
    return [(key.split()[1], command) for key, command in pairs if key.split()[0] == first]


def place_bindings(base: BindingsMap, place: str) -> BindingsMap:
    """The bindings of a dialog, a page or a list (see `okrtui.tui.dialogkeys`), over those that every screen has.

    A key that a narrow place gives to something is not given to what a wider one has on it.
    """
    from okrtui.tui.dialogkeys import active_in

    made: dict[str, Binding] = {}
    for command, deed in active_in(place).items():
        for key in keys_of(command):
            if " " not in key:
                made.setdefault(key, Binding(key, deed.action, show=False, priority=deed.first))
    return BindingsMap.merge([base, BindingsMap(list(made.values()))])
