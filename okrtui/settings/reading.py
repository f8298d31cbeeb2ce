"""Reading the settings file: each key on its own, and a sentence for each thing that cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from okrtui.plan.settings import MethodSettings
from okrtui.settings import Settings
from okrtui.settings.declared import BY_PLACE, METHOD_FIELDS, TABLES, shown


def read(document: dict[str, Any], file: Path, text: str) -> tuple[Settings, list[str]]:
    """Each key on its own: one that cannot be used does not spoil the others."""
    found: dict[str, Any] = {}
    problems: list[str] = []
    own = document.pop("keys", {})
    found["keys"], said = _own_keys(own)
    problems += [f"{_place_in(file, text, name)}: {sentence}" for name, sentence in said]
    for place, value in _flatten(document):
        key = BY_PLACE.get(place)
        where = _place_in(file, text, place)
        if key is None:
            problems.append(f"{where}: {_unknown(place)}")
            continue
        try:
            found[key.field] = key.read(value)
        except ValueError:
            problems.append(f"{where}: {place}: expected {key.expects}, found {shown(value)}.")
    for first, second, sentence in (
        ("behind", "on_track", "pace.behind is above pace.on_track; expected it at or below"),
        ("grade_low", "grade_high", "grades.low is above grades.high; expected it at or below"),
        (
            "news_hint_days",
            "news_warning_days",
            "time.news_hint_days is above time.news_warning_days; expected it at or below",
        ),
        ("doubtful", "sure", "time.doubtful is above time.sure; expected it at or below"),
    ):
        defaults = MethodSettings()
        if found.get(first, getattr(defaults, first)) > found.get(second, getattr(defaults, second)):
            problems.append(f"{file}: {sentence}. Both are left at their defaults.")
            found.pop(first, None)
            found.pop(second, None)
    method = MethodSettings(**{name: value for name, value in found.items() if name in METHOD_FIELDS})
    own = {name: value for name, value in found.items() if name not in METHOD_FIELDS}
    return Settings(method=method, **own), [_on_one_line(problem) for problem in problems]


def _own_keys(table: Any) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    """The table [keys]: for each command one key or a list of them; and what cannot be used, with its place."""
    if not isinstance(table, dict):
        return {}, [("keys", "keys is a table of settings: expected a line [keys] with keys below it.")]
    found, said = {}, []
    for name, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            said.append(
                (f"keys.{name}", f'keys.{name}: expected a key or a list of keys, such as "x", found {shown(value)}.')
            )
        else:
            found[name] = tuple(keys)
    return found, said


def _place_in(file: Path, text: str, place: str) -> str:
    """The file, and the line in it where a setting stands, if one can be found: "settings.toml: line 3"."""
    line = _line_of(text, place)
    return f"{file}: line {line}" if line else str(file)


def _line_of(text: str, place: str) -> int:
    """The number of the line that sets a key, such as "counts.kpis"; of a whole table, its head; 0 without one."""
    table, at = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        head, found = line.strip(), ""
        if head.startswith("[") and "]" in head:
            table = found = head.strip("[").partition("]")[0].strip().strip("\"'")
        elif "=" in head and not head.startswith("#"):
            key = head.partition("=")[0].strip().strip("\"'")
            found = f"{table}.{key}" if table else key
        if found == place:
            return number
        if not at and found.startswith(place + "."):
            at = number
    return at


def _flatten(document: dict[str, Any]) -> list[tuple[str, Any]]:
    """Keys with their place, those of a known table one by one."""
    flat: list[tuple[str, Any]] = []
    for name, value in document.items():
        if name in TABLES and isinstance(value, dict):
            flat.extend((f"{name}.{key}", inner) for key, inner in value.items())
        else:
            flat.append((name, value))
    return flat


def _unknown(place: str) -> str:
    """A sentence about a key that no version so far knows."""
    import difflib

    if place in TABLES:
        return f"{place} is a table of settings: expected a line [{place}] with keys below it."
    near = difflib.get_close_matches(place, BY_PLACE, n=1)
    if near:
        return f"{place} is not a setting; perhaps {near[0]}?"
    return f"{place} is not a setting, perhaps one of a later okrtui; `okrtui config` prints those that are."


def _on_one_line(sentence: str) -> str:
    """The sentence without line breaks and other control characters that a key or a value brought in."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in sentence)
