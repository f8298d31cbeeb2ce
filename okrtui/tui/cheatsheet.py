"""The keys on one sheet to print: made from the commands, with the keys that are in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from okrtui.tui.commands import COMMANDS, Command
from okrtui.tui.dialogkeys import PLACES
from okrtui.tui.keynames import show_key

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Moving about", (
        "down", "up", "right", "left", "first", "last", "page_down", "page_up", "half_down", "half_up", "next_pane",
        "last_pane", "pane_1", "pane_2", "pane_3", "pane_4", "coach", "cycle_before", "cycle_after", "back", "filter",
        "find", "go_back", "go_forward", "attention_next", "attention_last", "remark", "steps", "as_of",
    )),
    ("Writing", (
        "new", "edit", "value", "turn", "initiative", "link", "causes", "delete", "undo", "redo", "history",
        "move_down", "move_up", "park", "wordings",
    )),
    ("The coach", ("fix", "good", "why", "word", "words", "meant", "lesson")),
    ("The quarter", ("review", "cycle_step", "cycle", "drivers", "calibration", "detail", "conflicts")),
)  # fmt: skip
"""Which commands stand under which heading; the others come under "The plan and the app", then the editor, then
the dialogs, pages and lists, each with what it has of its own."""
_REST = "The plan and the app"
_EDITING = "In the editor"
_WIDTH = 96


def groups() -> list[tuple[str, list[Command]]]:
    """All commands under their headings, each once: the panes, the editor, the dialogs, pages and lists."""
    by_id = {command.id: command for command in COMMANDS}
    made = [(heading, [by_id.pop(name) for name in names if name in by_id]) for heading, names in GROUPS]
    made.append((_REST, [command for command in by_id.values() if command.where != "editing"]))
    made.append((_EDITING, [command for command in by_id.values() if command.where == "editing"]))
    for place in PLACES.values():
        made.append((place.title, list(place.commands)))
    return made


def cheat_sheet(keys: Mapping[str, Sequence[str]], form: str = "text") -> str:
    """All commands with their keys and what they do, as ``text`` or as a ``markdown`` table for each heading."""
    parts = []
    for heading, commands in groups():
        rows = [(_keys(keys[command.id]), command) for command in commands]
        parts.append(_markdown(heading, rows) if form == "markdown" else _text(heading, rows))
    return "\n\n".join(parts) + "\n"


def _keys(keys: Sequence[str]) -> list[str]:
    return [show_key(key) for key in keys]


def _text(heading: str, rows: Sequence[tuple[list[str], Command]]) -> str:
    lines = [heading, "=" * len(heading)]
    for keys, command in rows:
        shown = "  ".join(keys) or "(palette)"
        first, *more = wrap(f"{command.help} ({command.id})", _WIDTH - 20, break_on_hyphens=False)
        lines += [f"  {shown:<18}{first}" if len(shown) < 18 else f"  {shown}\n{'':20}{first}"]
        lines += [f"{'':20}{line}" for line in more]
    return "\n".join(lines)


def _markdown(heading: str, rows: Sequence[tuple[list[str], Command]]) -> str:
    lines = [f"### {heading}", "", "| Key | Command | What it does |", "|---|---|---|"]
    for keys, command in rows:
        shown = " ".join(_code(key) for key in keys) or "in the palette"
        lines.append(f"| {shown} | {command.id} | {_cell(command.help)} |")
    return "\n".join(lines)


def _code(key: str) -> str:
    return f"`{key}`" if "|" not in key else "`&#124;`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
