"""Everything a user can do, declared once: from here come bindings, footer, palette and the page of keys."""

# ruff: noqa: E501 - the commands are a table, and read best one to a line

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["moving", "editing", "start"]


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
        """The first key as people write it; empty without one."""
        return show_key(self.keys[0]) if self.keys else ""


_NAMES = {
    "question_mark": "?", "slash": "/", "colon": ":", "left_square_bracket": "[", "right_square_bracket": "]",
    "at": "@", "comma": ",", "full_stop": ".", "space": "space", "escape": "esc", "shift+tab": "shift+tab",
}  # fmt: skip


def show_key(key: str) -> str:
    """A key as people write it: ``?`` for question_mark, ``^R`` for ctrl+r."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _NAMES.get(key, key)


COMMANDS: tuple[Command, ...] = (
    Command("new", ("n",), "new", "A new row below this one, of the pane's kind", 1, writes=True),
    Command("edit", ("e", "enter"), "edit", "Change the row where it stands; Tab goes through its fields", 2, writes=True),
    Command("value", ("v",), "value", "Today's value: a check-in for a key result, a measurement for a KPI", 3, writes=True),
    Command("detail", ("space",), "detail", "All there is about the row; ticks an initiative", 6),
    Command("fix", ("f",), "fix", "Do what the coach offers; u takes it back", 4, writes=True),
    Command("turn", ("t",), "kind", "Make the row another kind: objective, key result, KPI or initiative", 7, writes=True),
    Command("good", ("g",), "good as it is", "Tell the coach that the line is meant as it stands, and why", 5, writes=True),
    Command("why", ("y",), "why", "The page of the rule that speaks, with examples", 9),
    Command("causes", ("w",), "causes", "What causes this? What would tell you early? Adds or links a leading KPI", 8, writes=True),
    Command("link", ("L",), "link", "Link the row: KPIs that lead to it, a priority it serves, KPIs that cause it", 13, writes=True),
    Command("initiative", ("a",), "initiative", "Add an initiative, a bet on the key result", 12, writes=True),
    Command("delete", ("d", "delete"), "delete", "Delete the row and what belongs to it; u brings it back", 10, writes=True),
    Command("undo", ("u",), "undo", "Take back the last action, also after a restart", 11, writes=True),
    Command("redo", ("ctrl+r",), "redo", "Do again what undo took back", writes=True),
    Command("filter", ("slash",), "filter", "Show only rows of this pane that contain some words", 14),
    Command("review", ("R",), "review", "The review: at risk first, then minutes; goes on where it was left", 8),
    Command("drivers", ("D",), "driver tree", "What causes what: KPIs, their causes, the key results that they lead to", 13),
    Command("export", ("x",), "export", "Write the quarter, the plan or the row to a file, or copy it", 15),
    Command("keys", ("question_mark",), "keys", "All keys that work here", 16),
    Command("palette", ("colon", "ctrl+p"), "all", "Find any command by its name", 17, palette=False),
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
    Command("cycle", (), "cycle", "Give the cycle another name, first and last day", writes=True),
    Command("as_of", ("at",), "past day", "The plan as it was on a day that has passed, to read; nothing typed comes back to now", 20),
    Command("calibration", (), "calibration", "How often key results landed, for each confidence that was said of them"),
    Command("sample", ("s",), "a finished sample", "Fill the empty plan with a finished sample; one u empties it", writes=True),
    Command("rename", (), "name of the plan", "Give the plan another name, and say how often it is reviewed", writes=True),
    Command("check_file", (), "check the file", "Whether the plan's file is sound, and which backups there are of it"),
    Command("lesson", (), "OKR or KPI?", "What an OKR is, what a KPI is, and why one needs the other"),
    Command("theme", (), "light or dark", "Change between the light and the dark theme"),
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
    Command("back", ("escape",), "back", "Back from the coach; shows all rows of a filtered pane", palette=False),
    Command("first", ("home",), "first row", "The first row of the pane", palette=False),
    Command("last", ("end", "G"), "last row", "The last row of the pane", palette=False),
    Command("quit", ("q", "ctrl+q"), "quit", "Leave okrtui; everything is saved"),
    Command("keep", ("enter",), "keep", "Keep the text; after n the next empty row opens", 1, "editing"),
    Command("put_back", ("escape",), "put back", "Leave the row as it was; u brings back what was typed", 2, "editing"),
    Command("next_field", ("tab",), "field", "The next empty field; from and to come first", 3, "editing"),
    Command("last_field", ("shift+tab",), "field before", "The field before this one", 0, "editing"),
    Command("fix_text", ("ctrl+f", "f2"), "fix", "Do what the coach offers", 4, "editing"),
    Command("turn_text", ("ctrl+t", "f3"), "other kind", "Keep the text as another kind of row", 5, "editing"),
    Command("good_text", ("ctrl+g", "f4"), "good as it is", "Tell the coach that it is meant so", 6, "editing"),
    Command("undo_text", ("ctrl+z",), "undo", "Take back the last typing", 0, "editing"),
    Command("redo_text", ("ctrl+y",), "redo", "Type it again", 0, "editing"),
    Command("new_line", ("ctrl+j",), "new line", "A line break, in long fields", 0, "editing"),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}
