"""Everything a user can do, declared once: from here come bindings, footer, palette and the page of keys.

Keys here are the defaults. Those in force (see `okrtui.tui.keymap`) are what `keys_of` and `key_of` tell.
"""

# ruff: noqa: E501 - the commands are a table, and read best one to a line

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from okrtui.tui.keynames import show_key

Where = Literal["moving", "editing", "place"]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `keys` in Textual's names, first the one that is shown; `footer` ranks it there (0: not shown)."""

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    footer: int = 0
    where: Where = "moving"
    palette: bool = True
    writes: bool = False
    """It changes the plan, and so does nothing in one that is read-only."""

    @property
    def key(self) -> str:
        """The first key in force as people write it; empty without one."""
        keys = keys_of(self.id)
        return show_key(keys[0]) if keys else ""


COMMANDS: tuple[Command, ...] = (
    Command("new", ("n",), "new", "A new row below this one, of the pane's kind", 1, writes=True),
    Command("edit", ("e", "enter"), "edit", "Change the row where it stands; Tab goes through its fields", 2, writes=True),
    Command("value", ("v",), "value", "Today's value: a check-in for a key result, a measurement for a KPI", 3, writes=True),
    Command("detail", ("space",), "detail", "All there is about the row; ticks an initiative", 6),
    Command("fix", ("f",), "fix", "Do what the coach offers; undo takes it back", 4, writes=True),
    Command("turn", ("t",), "kind", "Make the row another kind: objective, key result, KPI or initiative", 7, writes=True),
    Command("good", ("g",), "good as it is", "Tell the coach that the line is meant as it stands, and why", 5, writes=True),
    Command("why", ("y",), "why", "The page of the rule that speaks, with examples", 9),
    Command("causes", ("w",), "causes", "What causes this? What would tell you early? Adds or links a leading KPI", 8, writes=True),
    Command("link", ("L",), "link", "Link the row: KPIs that lead to it or cause it, what a KPI leads to, a priority it serves", 13, writes=True),
    Command("initiative", ("a",), "initiative", "Add an initiative, a bet on the key result", 12, writes=True),
    Command("outside", ("E",), "in $EDITOR", "Write a long text of the row in your own editor: why, challenge, action, note", writes=True),
    Command("delete", ("d", "delete"), "delete", "Delete the row and what belongs to it; undo brings it back", 10, writes=True),
    Command("undo", ("u", "ctrl+z"), "undo", "Take back the last action, also after a restart", 11, writes=True),
    Command("redo", ("ctrl+r", "ctrl+y"), "redo", "Do again what undo took back", writes=True),
    Command("filter", ("slash",), "filter", "Show only rows of this pane that contain some words", 14),
    Command("find", ("F", "ctrl+f"), "find", "Go to anything of the plan by some letters of it: any cycle, owners and decisions too", 14),
    Command("attention_next", ("m",), "next to look at", "Go to the next row that needs somebody: at risk, without news, out of range; says why", 12),
    Command("attention_last", ("M",), "one to look at before", "Go to the row before that needs somebody"),
    Command("go_back", ("less_than_sign", "backspace"), "back", "Back to where you were before"),
    Command("go_forward", ("greater_than_sign",), "forward", "Forward again, after going back"),
    Command("history", ("H",), "history", "All that was done, in words: who, when, what; goes back to any point of it", 17),
    Command("settings", ("O",), "settings", "All settings with what they mean; changed here or in the file"),
    Command("review", ("R",), "review", "The review: at risk first, then minutes; goes on where it was left", 8),
    Command("drivers", ("D",), "driver tree", "What causes what: KPIs, their causes, the key results that they lead to", 13),
    Command("export", ("x",), "export", "Write the quarter, the plan or the row to a file, or copy it", 15),
    Command("copy", ("X", "ctrl+c"), "copy", "Copy the row and what stands below it, or the cycle: as text, Markdown or TOML", 16),
    Command("keys", ("question_mark", "f1"), "keys", "All keys that work here", 16),
    Command("palette", ("colon", "ctrl+p"), "commands", "Find any command by its name", 17, palette=False),
    Command("import", ("I",), "import", "Read a plan, or OKRs in a document of any shape; shows what would change first"),
    Command("remark", ("N",), "next remark", "Go to the next line that the coach has something to say about; after an import, of those that came"),
    Command("move_down", ("J", "shift+down"), "move down", "Move the row one place down", writes=True),
    Command("move_up", ("K", "shift+up"), "move up", "Move the row one place up", writes=True),
    Command("steps", ("0",), "five steps", "The five steps from a strategy to a quarter that runs"),
    Command("wordings", ("A",), "two wordings", "Keep another wording beside the row, see what the coach says of both, and choose"),
    Command("word", ("o",), "our word", "Tell the coach that a word of the row is your own, and what it means", writes=True),
    Command("words", ("W",), "our words", "The words of your own: what they mean to the coach, and which lines have them"),
    Command("meant", ("Y",), "what is fine", "What was called good as it is, and why; takes it back, clears what is not needed"),
    Command("conflicts", ("C",), "conflicts", "What a merge could not decide: both values, to choose from", 1),
    Command("coach", ("c",), "coach", "Go to the coach's side, and back"),
    Command("cycle_before", ("left_square_bracket", "comma"), "earlier cycle", "Show the cycle before this one"),
    Command("cycle_after", ("right_square_bracket", "full_stop"), "later cycle", "Show the next cycle, or plan it"),
    Command("cycle_step", ("S",), "quarter", "The quarter's next step: start it, close it, plan the next", 18, writes=True),
    Command("park", ("P",), "park", "Park the objective in Later, without dates; there, take it back into a quarter", writes=True),
    Command("archive", ("z a",), "archive", "Put away a KPI that nobody watches, with its values, or drop a priority; there, bring it back", writes=True),
    Command("archived", ("z v",), "what is archived", "List archived KPIs and dropped priorities below the others, or leave them out again"),
    Command("cycle", ("z d",), "cycle", "Give the cycle another name, first and last day", writes=True),
    Command("as_of", ("at",), "past day", "The plan as it was on a day that has passed, to read; nothing typed comes back to now", 20),
    Command("reviews", ("z r",), "reviews", "The reviews that were held, each with its minutes"),
    Command("calibration", ("z k",), "calibration", "How often key results came true, for each confidence that was said of them"),
    Command("sample", ("s",), "an example", "Fill the empty plan with a finished example, one of four; one undo empties it", writes=True),
    Command("rename", ("z n",), "name of the plan", "Give the plan another name, and say how often it is reviewed", writes=True),
    Command("check_file", ("z c",), "check the file", "Whether the plan's file is sound, and which backups there are of it"),
    Command("backups", ("z b",), "backups", "Bring back what a backup holds, after a look at what would change; one u takes that back"),
    Command("lesson", ("z l",), "OKR or KPI?", "What an OKR is, what a KPI is, and why one needs the other"),
    Command("theme", ("z t",), "colours", "Choose the colours: dark, light, high contrast, the terminal's own; shown as the cursor moves"),
    Command("pane_1", ("1",), "strategy", "Go to the strategy and its priorities"),
    Command("pane_2", ("2",), "objectives", "Go to the objectives of this cycle"),
    Command("pane_3", ("3",), "key results", "Go to the key results of the chosen objective"),
    Command("pane_4", ("4",), "KPIs", "Go to the KPIs"),
    Command("next_pane", ("tab",), "next pane", "Go to the next pane"),
    Command("last_pane", ("shift+tab",), "pane before", "Go to the pane before"),
    Command("down", ("down", "j"), "down", "One row down", palette=False),
    Command("up", ("up", "k"), "up", "One row up", palette=False),
    Command("right", ("right", "l"), "open", "Open: initiatives, or the pane to the right", palette=False),
    Command("left", ("left", "h"), "close", "Close: initiatives, or the pane to the left", palette=False),
    Command("page_down", ("pagedown",), "page down", "One page down", palette=False),
    Command("page_up", ("pageup",), "page up", "One page up", palette=False),
    Command("half_down", ("ctrl+d",), "half a page down", "Half a page down", palette=False),
    Command("half_up", ("ctrl+u",), "half a page up", "Half a page up", palette=False),
    Command("back", ("escape",), "back", "Back from the coach; shows all rows of a filtered pane", palette=False),
    Command("first", ("home",), "first row", "The first row of the pane", palette=False),
    Command("last", ("end", "G"), "last row", "The last row of the pane", palette=False),
    Command("quit", ("q", "ctrl+q"), "quit", "Leave okrtui; everything is saved"),
    Command("keep", ("enter",), "keep", "Keep the text; after n the next empty row opens", 1, "editing"),
    Command("put_back", ("escape",), "put back", "Leave the row as it was; undo brings back what was typed", 2, "editing"),
    Command("next_field", ("tab",), "field", "The next field that you have not filled; from and to come first", 3, "editing"),
    Command("last_field", ("shift+tab",), "field before", "The field before this one", 0, "editing"),
    Command("next_choice", ("down",), "next choice", "In a field with choices: the next one; space too, where there are few", 0, "editing"),
    Command("last_choice", ("up",), "choice before", "In a field with choices: the one before", 0, "editing"),
    Command("fix_text", ("ctrl+f", "f2"), "fix", "Do what the coach offers", 4, "editing"),
    Command("turn_text", ("ctrl+t", "f3"), "other kind", "Keep the text as another kind of row", 5, "editing"),
    Command("good_text", ("ctrl+g", "f4"), "good as it is", "Tell the coach that it is meant so", 6, "editing"),
    Command("undo_text", ("ctrl+z",), "undo", "Take back the last typing, and before it an offer that was taken", 0, "editing"),
    Command("redo_text", ("ctrl+y",), "redo", "Type it again", 0, "editing"),
    Command("outside_text", ("ctrl+o", "f8"), "in $EDITOR", "Write the text in your own editor; it comes back here", 7, "editing"),
    Command("keys_text", ("f1",), "keys", "The keys that work while a line is typed", 0, "editing"),
    Command("new_line", ("ctrl+j",), "new line", "A line break, in long fields", 0, "editing"),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}

_in_force: dict[str, tuple[str, ...]] = {}
"""The keys of the commands whose keys are not the defaults."""


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Put keys in force in place of the defaults; an empty mapping: the defaults again."""
    _in_force.clear()
    _in_force.update(keys)


def keys_of(command: str) -> tuple[str, ...]:
    """The keys in force of a command, in Textual's names, the shown one first; one after the other: "z t"."""
    found = _in_force.get(command)
    return command_of(command).keys if found is None else found


def command_of(command: str) -> Command:
    """A command by its id: of the main screen, of the editor, or of a dialog, a page or a list.

    Raises `KeyError` when there is none.
    """
    found = BY_ID.get(command)
    if found is not None:
        return found
    from okrtui.tui import dialogkeys

    return dialogkeys.BY_ID[command]


def key_of(command: str) -> str:
    """The key in force of a command as people write it; without one, the way to it in the palette."""
    keys = keys_of(command)
    return show_key(keys[0]) if keys else f"“{command_of(command).label}” in the palette"
