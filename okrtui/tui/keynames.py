"""Names of keys: as people write them ("?", "^R", "F5", "z t"), and as Textual calls them ("question_mark")."""

from __future__ import annotations

import unicodedata

_SHOWN = {
    "question_mark": "?", "slash": "/", "colon": ":", "left_square_bracket": "[", "right_square_bracket": "]",
    "at": "@", "comma": ",", "full_stop": ".", "space": "space", "escape": "esc", "shift+tab": "shift+tab",
    "less_than_sign": "<", "greater_than_sign": ">", "pageup": "pgup", "pagedown": "pgdn", "insert": "ins",
    "delete": "del", "minus": "-", "plus": "+", "underscore": "_", "backslash": "\\", "exclamation_mark": "!",
    "up": "↑", "down": "↓", "left": "←", "right": "→",
}  # fmt: skip
_SPELLED = {
    "esc": "escape", "ins": "insert", "del": "delete", "pgup": "pageup", "pgdn": "pagedown", "pgdown": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "return": "enter", "bksp": "backspace", "backtab": "shift+tab",
    "arrow_up": "up", "arrow_down": "down", "arrow_left": "left", "arrow_right": "right",
    "↑": "up", "↓": "down", "←": "left", "→": "right", " ": "space",
}  # fmt: skip
_NAMED = frozenset(
    (
        "enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
        "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
    )
)  # fmt: skip
_TEXTUAL = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Characters that Textual calls otherwise than Unicode does."""
_MODIFIERS = ("ctrl", "shift", "alt")

TAKEN = {
    "ctrl+a": "screen's own key",
    "ctrl+b": "tmux's own key",
    "ctrl+c": "the key that stops programs",
    "ctrl+h": "the same as backspace in many terminals",
    "ctrl+i": "the same as tab",
    "ctrl+m": "the same as enter",
    "ctrl+q": "the key by which some terminals go on",
    "ctrl+s": "the key by which some terminals stop",
    "f11": "the key for the full screen in many terminals",
}
"""Keys that terminals and multiplexers may keep to themselves, and what they are to them."""


def show_key(key: str) -> str:
    """A key as people write it: ``?`` for question_mark, ``^R`` for ctrl+r, ``F5``, ``z t`` for one after the other."""
    if " " in key:
        return " ".join(show_key(part) for part in key.split())
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        rest = key.removeprefix("ctrl+")
        return "^" + (rest.upper() if len(rest) == 1 else show_key(rest))
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else _drawn(key)


def _drawn(key: str) -> str:
    """A character that Unicode has a name for; other keys as they are."""
    if len(key) == 1 or key in _NAMED or "+" in key:
        return key
    try:
        return unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key


def is_character(key: str) -> bool:
    """Whether a key, by Textual's name, types a character: it is text where there is a text to type."""
    return key == "space" or (key not in _NAMED and "+" not in key)


def read_key(text: str) -> str:
    """Textual's name of a key that somebody wrote down: "?", "Ctrl+R", "^R", "F5", "Ins", "g g".

    Raises `ValueError` when there is no such key.
    """
    parts = text.split() if text != " " else ["space"]
    if len(parts) == 2:
        return " ".join(read_key(part) for part in parts)
    if len(parts) != 1:
        raise ValueError(text)
    word = parts[0]
    if len(word) == 1:
        return _SPELLED.get(word) or _character(word)
    if word[0] == "^" and len(word) == 2:
        word = f"ctrl+{word[1]}"
    *modifiers, name = word.split("+") if not word.endswith("++") else [*word[:-2].split("+"), "+"]
    modifiers = [modifier.lower().replace("control", "ctrl") for modifier in modifiers]
    if any(modifier not in _MODIFIERS for modifier in modifiers) or not name:
        raise ValueError(text)
    name = _plain_name(name, shifted="shift" in modifiers, modified=bool(modifiers))
    if "shift" in modifiers and len(name) == 1:
        modifiers.remove("shift")
    return "+".join([*(m for m in _MODIFIERS if m in modifiers), name])


def _plain_name(name: str, *, shifted: bool, modified: bool) -> str:
    if len(name) == 1:
        return name.upper() if shifted and not name.isdigit() else name.lower() if modified else _character(name)
    lower = name.lower()
    lower = _SPELLED.get(lower, lower)
    if lower in _NAMED or lower in _SHOWN or _drawn(lower) != lower:
        return lower
    raise ValueError(name)


def _character(character: str) -> str:
    """What Textual calls the key of a character."""
    if not character.isprintable():
        raise ValueError(character)
    if character.isalnum():
        return character
    name = unicodedata.name(character, "")
    if not name:
        raise ValueError(character)
    name = name.lower().replace("-", "_").replace(" ", "_")
    return _TEXTUAL.get(name, name)
