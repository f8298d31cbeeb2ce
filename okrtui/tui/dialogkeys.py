"""The keys of dialogs, pages and lists, declared once, as the commands of the main screen are in `commands`.

A place is a kind of screen. It has commands of its own, those of the places that it is `within`, and some of the main
screen's, whose keys it shares: who moves with other keys there, moves with them here.
"""

# ruff: noqa: E501 - the commands are a table, and read best one to a line

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okrtui.tui.commands import BY_ID as MAIN
from okrtui.tui.commands import COMMANDS, Command, Where


@dataclass(frozen=True, slots=True)
class PlaceCommand(Command):
    """A command of a place, and the action of its screen that does it."""

    where: Where = "place"
    palette: bool = False
    action: str = ""
    first: bool = False
    """Its keys are done before anything else of the screen gets them."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A command of the main screen whose keys hold here too: the action that does it, and what it is here."""

    id: str
    action: str
    first: bool = False
    help: str = ""
    """Empty: as on the main screen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of screen: how its keys are headed, its commands, and which of the main screen's it shares."""

    title: str
    commands: tuple[PlaceCommand, ...] = ()
    shared: tuple[Shared, ...] = ()
    within: tuple[str, ...] = ()


def _moves(action: str, page: int, *, first: bool) -> tuple[Shared, ...]:
    """The keys for moving in a list or a text, done by one action that takes lines."""
    return (
        Shared("down", f"{action}(1)", first, "One line down"),
        Shared("up", f"{action}(-1)", first, "One line up"),
        Shared("page_down", f"{action}({page})", first),
        Shared("page_up", f"{action}({-page})", first),
        Shared("first", f"{action}(-1000000)", first, "To the first line"),
        Shared("last", f"{action}(1000000)", first, "To the last line"),
    )


PLACES: dict[str, Place] = {
    "dialog": Place("In every dialog, page and list", (
        PlaceCommand("leave", ("escape",), "back", "Go back; nothing more is done", action="leave"),
    ), (Shared("keys", "keys"),)),
    "page": Place("On a page to read", (
        PlaceCommand("page_leave", ("q", "enter", "space", "y", "c"), "back", "Go back", action="leave"),
    ), (*_moves("scroll", 10, first=False), Shared("copy", "copy", help="Copy the text of the page")), ("dialog",)),
    "keys page": Place("On the page of keys", (), (
        Shared("filter", "filter", help="Only keys that have some words"),
    ), ("page",)),
    "list": Place("In the history, the settings and other lists", (
        PlaceCommand("list_open", ("enter",), "open", "Do with the line under the cursor what the last line of the screen says", action="open", first=True),
        PlaceCommand("list_leave", ("q",), "back", "Go back", action="leave", first=True),
    ), (
        Shared("down", "move(1)", True, "To the next line that can be gone to, or some lines on"),
        Shared("up", "move(-1)", True, "To the one before, or some lines back"),
        Shared("page_down", "page(1)", True), Shared("page_up", "page(-1)", True),
        Shared("first", "edge(-1)", True, "To the first line"), Shared("last", "edge(1)", True, "To the last line"),
        Shared("undo", "undo", True), Shared("redo", "redo", True),
        Shared("copy", "copy", True, "Copy what is listed"), Shared("leave", "leave", True), Shared("keys", "keys", True),
    ), ("dialog",)),
    "detail": Place("In the detail of a row", (
        PlaceCommand("detail_value", ("v",), "new value", "A new value, of today or of another day", action="value", first=True),
        PlaceCommand("detail_edit", ("e",), "edit", "Change the row where it stands in the plan", action="edit", first=True),
        PlaceCommand("detail_delete", ("d", "delete"), "delete value", "Delete the value under the cursor; undo brings it back", action="delete", first=True),
        PlaceCommand("detail_wordings", ("A",), "two wordings", "Compare both wordings, and choose", action="wordings", first=True),
        PlaceCommand("detail_space", ("space",), "tick or back", "Tick the initiative under the cursor; anywhere else go back", action="space", first=True),
    ), within=("list",)),
    "history": Place("In the history", (
        PlaceCommand("history_one", ("x",), "only this", "Take back one action and leave what came after it; one that was undone is done again", action="this_one", first=True),
        PlaceCommand("history_go", ("g",), "go to the row", "Go to the row that the action was about", action="go", first=True),
        PlaceCommand("history_row", ("f",), "only this row", "Only what touched the row that one came from; all again", action="only_item", first=True),
    ), (Shared("filter", "filter", True, "Only lines with some words"),), ("list",)),
    "settings": Place("In the settings", (
        PlaceCommand("settings_change", ("e", "space"), "change", "Change the setting under the cursor", action="open", first=True),
        PlaceCommand("settings_default", ("d",), "default", "Back to what it is without the file", action="default", first=True),
    ), (Shared("filter", "filter", True, "Only lines with some words"),), ("list",)),
    "words": Place("In our words", (
        PlaceCommand("words_new", ("n",), "new word", "A new word of your own", action="new", first=True),
        PlaceCommand("words_edit", ("e",), "change", "Change the word, what it means, or the reason", action="edit", first=True),
        PlaceCommand("words_delete", ("d", "delete"), "delete", "Delete the word; undo brings it back", action="delete", first=True),
        PlaceCommand("words_leave", ("W",), "back", "Go back", action="leave", first=True),
    ), within=("list",)),
    "meant": Place("In what is fine", (
        PlaceCommand("meant_revoke", ("d", "delete"), "take it back", "Let the coach speak of the line again", action="revoke", first=True),
        PlaceCommand("meant_why", ("y",), "why", "The page of the rule", action="why", first=True),
        PlaceCommand("meant_speak", ("s",), "speak as ever", "Let a rule that has been taught to only hint speak as ever", action="set_back", first=True),
        PlaceCommand("meant_clear", ("c",), "clear unused", "Take away all that is not needed any more", action="clear", first=True),
        PlaceCommand("meant_leave", ("Y",), "back", "Go back", action="leave", first=True),
    ), within=("list",)),
    "conflicts": Place("In the conflicts", (
        PlaceCommand("conflicts_ours", ("o",), "take ours", "Take the value that this plan had", action="take('ours')", first=True),
        PlaceCommand("conflicts_theirs", ("t",), "take theirs", "Take the value that came with the merge", action="take('theirs')", first=True),
        PlaceCommand("conflicts_own", ("e",), "own value", "Type a value of your own", action="own", first=True),
        PlaceCommand("conflicts_leave", ("C",), "back", "Go back", action="leave", first=True),
    ), within=("list",)),
    "drivers": Place("In the driver tree", (
        PlaceCommand("drivers_cause", ("w",), "add a cause", "Write or link what causes the KPI, or tells early about the key result", action="grow", first=True),
        PlaceCommand("drivers_link", ("L",), "link", "Choose among the KPIs that there are", action="link", first=True),
        PlaceCommand("drivers_detail", ("space",), "detail", "All there is about the row", action="detail", first=True),
        PlaceCommand("drivers_leave", ("D",), "back", "Go back", action="leave", first=True),
    ), within=("list",)),
    "finder": Place("In the finder", (
        PlaceCommand("finder_take", ("enter",), "go there", "Go to what is under the cursor", action="take", first=True),
        PlaceCommand("finder_next", ("down", "tab", "ctrl+n"), "next", "The next that was found", action="move(1)", first=True),
        PlaceCommand("finder_before", ("up", "shift+tab", "ctrl+p"), "one before", "The one before", action="move(-1)", first=True),
    ), (Shared("page_down", "move(10)", True), Shared("page_up", "move(-10)", True)), ("dialog",)),
    "picker": Place("In a question", (
        PlaceCommand("picker_take", ("enter",), "take", "Take the answer under the cursor, or all that are ticked", action="take"),
        PlaceCommand("picker_tick", ("space",), "tick", "Tick an answer, where several may be taken", action="tick"),
        PlaceCommand("picker_next", ("tab",), "next", "The next answer", action="move(1)"),
        PlaceCommand("picker_before", ("shift+tab",), "one before", "The answer before", action="move(-1)"),
    ), _moves("move", 8, first=False), ("dialog",)),
    "ask": Place("In a line at the foot of the screen", (
        PlaceCommand("ask_take", ("enter",), "take", "Take what is typed", action="take"),
    ), within=("dialog",)),
    "value": Place("In the box of a value or of a word", (
        PlaceCommand("value_keep", ("enter",), "keep", "Keep what is typed", action="keep", first=True),
        PlaceCommand("value_field", ("tab", "down"), "next", "The next line, round and round", action="go(1)", first=True),
        PlaceCommand("value_field_before", ("shift+tab", "up"), "one before", "The line before", action="go(-1)", first=True),
        PlaceCommand("value_delete", ("ctrl+d",), "delete", "Delete the value, where there is one; undo brings it back", action="delete", first=True),
    ), within=("dialog",)),
    "dates": Place("In the name and dates of a quarter", (
        PlaceCommand("dates_keep", ("enter",), "keep", "Keep name and dates", action="keep"),
        PlaceCommand("dates_field", ("tab", "down"), "next", "The next line, round and round", action="field(1)", first=True),
        PlaceCommand("dates_field_before", ("shift+tab", "up"), "one before", "The line before", action="field(-1)", first=True),
    ), within=("dialog",)),
    "export": Place("In the export", (
        PlaceCommand("export_write", ("enter",), "write", "Write the file", action="write"),
        PlaceCommand("export_copy", ("X", "y", "ctrl+y"), "copy", "Copy what would be written", action="copy"),
        PlaceCommand("export_other", ("tab", "shift+tab"), "name", "From the choices to the name of the file, and back", action="other", first=True),
        PlaceCommand("export_report", ("r",), "HTML report", "A report for a browser", action="form_is(0)"),
        PlaceCommand("export_markdown", ("m",), "Markdown", "Markdown, to read and to paste", action="form_is(1)"),
        PlaceCommand("export_text", ("p",), "Plain text", "Plain text, for a mail", action="form_is(2)"),
        PlaceCommand("export_csv", ("v",), "CSV", "A table for a spreadsheet", action="form_is(3)"),
        PlaceCommand("export_toml", ("t",), "TOML", "A plan in TOML, to keep beside the code", action="form_is(4)"),
        PlaceCommand("export_json", ("n",), "JSON", "JSON, for programs", action="form_is(5)"),
        PlaceCommand("export_cycle", ("s",), "this quarter", "The quarter that is shown goes out", action="scope_is('cycle')"),
        PlaceCommand("export_plan", ("w",), "whole plan", "The whole plan goes out", action="scope_is('plan')"),
        PlaceCommand("export_row", ("o",), "one row", "The row under the cursor goes out, with what stands below it", action="scope_is('row')"),
        PlaceCommand("export_history", ("1",), "without history", "Leave the history of the values out of a TOML file, or not", action="without('history')"),
        PlaceCommand("export_notes", ("2",), "without notes", "Leave the notes out of a TOML file, or not", action="without('notes')"),
        PlaceCommand("export_reviews", ("3",), "without reviews", "Leave the reviews out of a TOML file, or not", action="without('reviews')"),
        PlaceCommand("export_dismissals", ("4",), "without dismissals", "Leave out what was called good as it is, or not", action="without('dismissals')"),
    ), (
        Shared("left", "choose(-1)", help="The choice before, on the line of choices that the arrows are on"),
        Shared("right", "choose(1)", help="The next choice on the line"),
        Shared("up", "line(-1)", help="To the other line of choices; out of the name to them"),
        Shared("down", "line(1)", help="To the other line of choices"),
    ), ("dialog",)),
    "import": Place("In the import", (
        PlaceCommand("import_take", ("enter",), "read, then do it", "Read the file; then do what it would change", action="take"),
        PlaceCommand("import_path", ("tab", "shift+tab"), "complete", "Complete the path; from what would change, back to it", action="tab", first=True),
        PlaceCommand("import_replace", ("r",), "replace", "Make the plan equal to the file, or only add what it says", action="replace"),
        PlaceCommand("import_columns", ("c",), "columns", "What the columns of a table are taken for", action="columns"),
    ), _moves("move", 10, first=False)[:4], ("dialog",)),
    "columns": Place("In the columns of a table", (
        PlaceCommand("columns_take", ("enter",), "go on", "Go on to what the table would change", action="take"),
        PlaceCommand("columns_kind", ("t", "e", "right", "l"), "take for", "Choose what the column is taken for", action="turn"),
        PlaceCommand("columns_out", ("space", "d"), "leave out", "Leave the column out, or take it again", action="leave_out"),
        PlaceCommand("columns_decimals", ("comma", "full_stop"), "decimals", "Read decimals after the other mark", action="decimals"),
        PlaceCommand("columns_days", ("m",), "dates", "Read day and month the other way round", action="days"),
        PlaceCommand("columns_undo", ("u", "ctrl+z"), "undo", "Take back the last choice", action="undo"),
        PlaceCommand("columns_leave", ("tab",), "file", "Back to the path of the file", action="leave"),
    ), _moves("move", 10, first=False), ("dialog",)),
    "lines": Place("In the lines of a document", (
        PlaceCommand("lines_take", ("enter",), "import all", "Import all that is taken, as one step", action="take"),
        PlaceCommand("lines_kind", ("t",), "kind", "The next kind that the line can be", action="turn(1)"),
        PlaceCommand("lines_kind_before", ("T",), "kind before", "The kind before", action="turn(-1)"),
        PlaceCommand("lines_out", ("space",), "leave out", "Leave the line out, or take it again", action="leave_out"),
        PlaceCommand("lines_deeper", ("tab", "right", "l"), "deeper", "Put the line one step deeper", action="deepen(1)", first=True),
        PlaceCommand("lines_higher", ("shift+tab", "left", "h"), "higher", "Put the line one step higher", action="deepen(-1)", first=True),
        PlaceCommand("lines_below", ("J", "shift+down"), "below the next", "Put the line below the objective that follows", action="below(1)"),
        PlaceCommand("lines_above", ("K", "shift+up"), "below the one before", "Put the line below the objective before", action="below(-1)"),
        PlaceCommand("lines_text", ("e",), "text", "Change the words of the line", action="edit"),
        PlaceCommand("lines_doubtful", ("n",), "next doubtful", "To the next line that is not sure", action="doubtful"),
        PlaceCommand("lines_quarter", ("c",), "next quarter", "Send what names no quarter to the next one, or back", action="quarter"),
        PlaceCommand("lines_prose", ("p",), "prose", "Show the lines that are nothing, or hide them", action="prose"),
        PlaceCommand("lines_undo", ("u", "ctrl+z"), "undo", "Take back the last choice", action="undo"),
        PlaceCommand("lines_objective", ("1",), "objective", "The line is an objective", action="kind('objective')"),
        PlaceCommand("lines_key_result", ("2",), "key result", "The line is a key result", action="kind('key_result')"),
        PlaceCommand("lines_kpi", ("3",), "KPI", "The line is a KPI", action="kind('kpi')"),
        PlaceCommand("lines_initiative", ("4",), "initiative", "The line is an initiative", action="kind('initiative')"),
        PlaceCommand("lines_priority", ("5",), "priority", "The line is a priority", action="kind('priority')"),
        PlaceCommand("lines_strategy", ("6",), "strategy", "The line is the strategy", action="kind('strategy')"),
        PlaceCommand("lines_why", ("7",), "why", "The line is the why of its objective", action="kind('why')"),
        PlaceCommand("lines_nothing", ("0",), "nothing", "The line is none of these", action="kind('skip')"),
    ), _moves("move", 15, first=False), ("dialog",)),
    "wordings": Place("Between two wordings", (
        PlaceCommand("wordings_swap", ("s",), "swap them", "Let the other wording stand; the one that stood is kept beside it", action="choose('swap')"),
        PlaceCommand("wordings_write", ("e", "enter"), "reword the other", "Write the other wording", action="write"),
        PlaceCommand("wordings_drop", ("d", "delete"), "drop the other", "Let the other wording go", action="choose('drop')"),
        PlaceCommand("wordings_leave", ("A", "q"), "back", "Go back; both stay", action="leave"),
    ), (Shared("undo", "undo"),), ("dialog",)),
    "review": Place("In the review", (
        PlaceCommand("review_accept", ("enter",), "accept", "Accept the page as one action, and go on", action="accept", first=True),
        PlaceCommand("review_field", ("tab",), "field", "The next field; in the list of what goes well, talk about the line", action="field(1)", first=True),
        PlaceCommand("review_field_before", ("shift+tab",), "field before", "The field before", action="field(-1)", first=True),
        PlaceCommand("review_skip", ("pagedown",), "skip", "Go on without accepting; what is typed stays with the page", action="skip", first=True),
        PlaceCommand("review_back", ("pageup",), "back", "The page before", action="back", first=True),
        PlaceCommand("review_tick", ("ctrl+d",), "tick", "Tick the next open decision about this row", action="tick", first=True),
        PlaceCommand("review_calm", ("f5",), "fewer figures", "Fewer figures, larger spaces: a calm page for a shared screen, and back", action="calm", first=True),
        PlaceCommand("review_calm_card", ("p",), "fewer figures", "The same, where no field is open", action="calm_card"),
        PlaceCommand("review_space", ("space",), "tick", "Tick the decision under the cursor; on the opening card, show all that changed", action="space"),
        PlaceCommand("review_anew", ("n",), "begin another", "On the opening card of a paused review, begin another one", action="anew"),
        PlaceCommand("review_discard", ("d", "delete"), "throw away", "On the opening card of a paused review, throw it away; what was accepted stays in the plan", action="discard"),
        PlaceCommand("review_copy", ("X", "ctrl+c", "y"), "copy", "At the end, copy the minutes", action="copy"),
    ), (
        Shared("up", "move(-1)", help="Along the lines of a list, or through the minutes"),
        Shared("down", "move(1)", help="Along the lines of a list, or through the minutes"),
        Shared("leave", "leave", True, "Pause: what is accepted is in the plan, what is typed waits"),
    ), ("dialog",)),
    "starting": Place("At the start of a quarter", (
        PlaceCommand("start_begin", ("S",), "start", "Start the quarter", action="start", first=True),
        PlaceCommand("start_open", ("enter",), "go there", "Go to the row in the plan", action="go", first=True),
        PlaceCommand("start_yes", ("y",), "yes", "Yes: with these key results the objective is reached", action="say('y')", first=True),
        PlaceCommand("start_no", ("n",), "no", "No: something else would have to come true", action="say('n')", first=True),
        PlaceCommand("start_later", ("w",), "later", "Not answered now: it waits", action="say('w')", first=True),
        PlaceCommand("start_leadership", ("l",), "leadership", "Leadership agrees to the key result", action="say('l')", first=True),
        PlaceCommand("start_team", ("t",), "team", "The team agrees to the key result", action="say('t')", first=True),
        PlaceCommand("start_both", ("b",), "both", "Team and leadership agree to the key result", action="say('b')", first=True),
        PlaceCommand("start_challenge", ("c",), "challenge", "Write what leadership asks about the key result", action="say('c')", first=True),
        PlaceCommand("start_next", ("tab",), "next", "The next row", action="move(1)", first=True),
        PlaceCommand("start_before", ("shift+tab",), "one before", "The row before", action="move(-1)", first=True),
    ), _moves("move", 8, first=True), ("dialog",)),
    "closing": Place("At the close of a quarter", (
        PlaceCommand("close_accept", ("enter",), "accept and next", "Accept the card, and go on; on the last one close the quarter", action="take"),
        PlaceCommand("close_field", ("tab",), "field", "The next field, round and round", action="field(1)", first=True),
        PlaceCommand("close_field_before", ("shift+tab",), "field before", "The field before", action="field(-1)", first=True),
        PlaceCommand("close_skip", ("pagedown",), "skip", "To the next card; what is typed stays with this one", action="card(1)", first=True),
        PlaceCommand("close_back", ("pageup",), "back", "To the card before", action="card(-1)", first=True),
    ), (Shared("down", "scroll(1)", help="Scroll down"), Shared("up", "scroll(-1)", help="Scroll up")), ("dialog",)),
    "choice": Place("In the field “next” of a close", (
        PlaceCommand("close_keep", ("k",), "keep", "The key result goes on as it is", action="choose_word('keep')"),
        PlaceCommand("close_rewrite", ("r",), "rewrite", "It goes on in other words", action="choose_word('rewrite')"),
        PlaceCommand("close_drop", ("d",), "drop", "It is done with, or let go", action="choose_word('drop')"),
    ), (Shared("left", "choose(-1)", help="The choice before"), Shared("right", "choose(1)", help="The next choice"))),
    "planning": Place("When the next quarter is planned", (
        PlaceCommand("plan_take", ("enter",), "plan it", "Plan the quarter, with what was chosen to go on", action="plan"),
    ), (
        Shared("cycle_before", "quarter(-1)", help="Plan the quarter before this one instead"),
        Shared("cycle_after", "quarter(1)", help="Plan a later quarter instead"),
        Shared("down", "scroll(1)", help="Scroll down"), Shared("up", "scroll(-1)", help="Scroll up"),
    ), ("dialog",)),
}  # fmt: skip

PLACE_COMMANDS: tuple[PlaceCommand, ...] = tuple(command for place in PLACES.values() for command in place.commands)
BY_ID: dict[str, PlaceCommand] = {command.id: command for command in PLACE_COMMANDS}
PLACE_OF: dict[str, str] = {command.id: name for name, place in PLACES.items() for command in place.commands}
"""For each command of a place the place."""
ALL: tuple[Command, ...] = (*COMMANDS, *PLACE_COMMANDS)
"""Every command there is: the main screen's, the editor's, and those of the places."""


def lineage(place: str) -> Iterator[str]:
    """A place, and then the wider ones that it is within."""
    yield place
    for wider in PLACES[place].within:
        yield from lineage(wider)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a command does in a place: the action, whether it comes first, and what it is in words."""

    action: str
    first: bool
    help: str


def active_in(place: str) -> dict[str, Deed]:
    """The commands that a place has, by their ids.

    What a narrow place says of a command holds before what a wider one says.
    """
    found: dict[str, Deed] = {}
    for name in lineage(place):
        for command in PLACES[name].commands:
            found.setdefault(command.id, Deed(command.action, command.first, command.help))
        for shared in PLACES[name].shared:
            said = shared.help or (MAIN[shared.id].help if shared.id in MAIN else BY_ID[shared.id].help)
            found.setdefault(shared.id, Deed(shared.action, shared.first, said))
    return found


def places_of(command: str) -> set[str]:
    """Where a command's keys work: places, "moving" for the main screen, "editing" for the editor."""
    own = MAIN.get(command)
    found = {"editing" if own.where == "editing" else "moving"} if own else set()
    return found | {place for place in PLACES if command in active_in(place)}
