"""The team's own words on the screen: what each means to the coach, and the lines that have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from okrtui.coach.around import dismissed, text_of
from okrtui.coach.ownwords import refuse_small
from okrtui.plan.changes import Edit
from okrtui.plan.entities import Entity, Lexeme
from okrtui.plan.words import (
    MEANING,
    add_word,
    change_word,
    delete_word,
    lines_with,
    read_means,
    word_key,
    words,
)
from okrtui.tui.commands import key_of
from okrtui.tui.paint import Line
from okrtui.tui.rows import count, item_title
from okrtui.tui.screens.listing import Listing
from okrtui.tui.screens.valuebox import Slot, ValueBox
from okrtui.tui.text import pad, plain, width, wrap
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_SHOWN = 5
"""Lines of the plan that are shown below a word."""
_MEANS_HINT = "metric (a measure), artefact (something we make), team or person"
_ABOUT = (
    "Names that only your team knows: a measure called Pulse, a tool called Harbour, a team called Falcon. "
    "The coach then reads your lines as you mean them."
)


class WordsScreen(Listing):
    """Opened with the word to begin on, if there is one; its result is "show ID" when a line was gone to."""

    PLACE: ClassVar[str] = "words"

    def __init__(self, main: MainScreen, word: str = "") -> None:
        super().__init__(main)
        self._first = word
        self._lines: dict[str, str] = {}
        """Ids of the plan's rows by the keys of the lines that show them."""
        self._words: dict[str, str] = {}
        """Ids of the words by the keys of their lines, and of the lines below them."""

    def on_mount(self) -> None:
        """Begin on the first word."""
        self.call_after_refresh(self.begin_on, self._first)

    def begin_on(self, word: str) -> None:
        """Put the cursor on a word, else on the first."""
        keys = [row.key for row in self.list.rows if row.key in self.stops]
        self.list.reload(f"word {word}" if f"word {word}" in keys else next(iter(keys), ""))
        self.list.show_cursor()
        self._moved("")
        self.list.refresh()

    # -- what is shown

    def heading(self) -> Line:
        """What it is, and how many words there are."""
        return [("Your own words", "accent"), (f"  {count(len(words(self.main.plan)), 'word')}", "dim")]

    def make(self, cells: int) -> Sequence[Row]:
        """Each word with its meaning and reason, and below it the lines that have it."""
        plan, self._lines = self.main.plan, {}
        rows: list[Row] = [Row.of_line(f"about-{n}", [(t, "dim")]) for n, t in enumerate(wrap(_ABOUT, cells))]
        held = words(plan)
        self._words = {f"word {row.id}": row.id for row in held}
        if not held:
            self.stops = set()
            empty: list[Line] = [
                [],
                [("No word yet.", "strong")],
                [(key_of("words_new"), "key"), (" writes the first one", "")],
            ]
            empty.append([(key_of("word"), "key"), (" on a line of the plan takes a word from there", "")])
            return [*rows, *(Row.of_line(f"empty-{n}", line) for n, line in enumerate(empty))]
        times = Counter(word_key(row.word) for row in held)
        broad = min(max(width(plain(row.word)) for row in held), max(cells // 3, 12))
        for row in held:
            found = lines_with(plan, row.word)
            line = _word(row, len(found), broad)
            if times[word_key(row.word)] > 1:
                line = [*line, (f"  written twice: {key_of('words_delete')} deletes one", "warn")]
            rows += [Row.of_line(f"gap {row.id}", []), Row.of_line(f"word {row.id}", line)]
            for each in found[:_SHOWN]:
                key = f"line {row.id} {each.id}"
                self._lines[key], self._words[key] = each.id, row.id
                rows.append(Row.of_line(key, self._line(each, cells)))
            if len(found) > _SHOWN:
                rows.append(Row.of_line(f"more {row.id}", [(f"    … and {len(found) - _SHOWN} more", "dim")]))
        self.stops = set(self._words)
        return rows

    def _line(self, row: Entity, cells: int) -> Line:
        """A line that has the word, and what the coach says of it now."""
        verdict = self.main.side.verdict(row.id)
        lead = next((f for f in verdict.findings if f.shown), None) if verdict else None
        said = "fine, as you said" if dismissed(self.main.plan, row) else "reads well"
        said = plain(lead.title) if lead else said
        style = "dim" if lead is None else "warn" if lead.severity == "warning" else "hint"
        room = max(cells - width(said) - 8, 20)
        return [("    ", ""), (pad(plain(text_of(row)), room), ""), ("  " + said, style)]

    def offered(self) -> list[tuple[str, str]]:
        """The keys that work on the line under the cursor."""
        keys: list[tuple[str, str]] = []
        if self.here in self._lines:
            keys.append(("list_open", "go there"))
        elif self.here:
            keys += [("list_open", "change"), ("words_delete", "delete")]
        return [*keys, ("words_new", "new word"), ("leave", "back"), ("undo", "undo"), ("up down", "move")]

    @property
    def _word_here(self) -> Lexeme | None:
        """The word under the cursor, or that of the line under it."""
        return self.main.plan.find(self._words.get(self.here, ""), Lexeme)

    # -- commands

    def action_open(self) -> None:
        """Change the word, or go to the line."""
        if row := self._lines.get(self.here):
            self.dismiss(f"show {row}")
        else:
            self.action_edit()

    def action_new(self) -> None:
        """A new word."""
        if self.writable():
            self.ask("A word of your own", None)

    def action_edit(self) -> None:
        """Change the word under the cursor."""
        row = self._word_here
        if row is not None and self.writable():
            self.ask(f"The word “{item_title(row.word, 40)}”", row)

    def ask(self, title: str, row: Lexeme | None) -> None:
        """Ask for a word, its meaning and the reason, and keep it."""
        plan = self.main.plan
        means = row.means or "" if row else ""
        slots = [
            Slot("word", "word", row.word if row else "", "as you write it in your lines"),
            Slot("means", "means", means, _MEANS_HINT),
            Slot("reason", "reason", row.reason if row else "", "what it is, for whoever reads it later"),
        ]

        def make(texts: dict[str, str]) -> Edit:
            refuse_small(texts["word"])
            if row is None and not texts["word"].strip():
                return add_word(plan, "", "metric")  # says what is missing, before the meaning is asked
            means = read_means(texts["means"])
            if row is None:
                return add_word(self.main.plan, texts["word"], means, texts["reason"])
            return change_word(self.main.plan, row.id, texts["word"], means, texts["reason"])

        def done(edit: Edit | None) -> None:
            if edit:
                self.main.deeds.words.teach(edit, self.tell)
                self.refresh_rows()
                self.begin_on(edit.item)

        self.app.push_screen(ValueBox(title, slots, make), done)

    def action_delete(self) -> None:
        """Delete the word under the cursor."""
        row = self._word_here
        if row is None:
            self.tell(f"{key_of('words_delete')} deletes a word: {key_of('down')} goes to one.")
        elif self.writable():
            self.main.deeds.words.teach(delete_word(self.main.plan, row.id), self.tell)
            self.refresh_rows()


def _word(row: Lexeme, lines: int, broad: int) -> Line:
    """A word, its meaning, how many lines have it, and its reason."""
    where = "in no line yet" if not lines else f"in {count(lines, 'line')}"
    said = MEANING.get(row.means or "", "no meaning yet")
    why = f"  {plain(row.reason)}" if row.reason else ""
    return [(pad(plain(row.word), broad), "strong"), (f"  {pad(said, 20)}", "accent"), (where, "dim"), (why, "")]
