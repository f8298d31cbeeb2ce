"""Pasting several lines while a row is edited: a row each, one line of all of them, or a document to be read."""

from __future__ import annotations

import re

from okrtui.plan import edits
from okrtui.plan.changes import Edit
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.editing import Editing
from okrtui.tui.keeping import edit_of
from okrtui.tui.place import Place
from okrtui.tui.rows import count
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.text import plain


class Pasting(Part):
    """Asks what pasted lines are."""

    def paste(self, lines: list[str]) -> None:
        """Offer one item for each pasted line, or to read them as a document; what is typed already stays."""
        screen = self.screen
        editing = screen.editor.editing
        if editing is None:
            return
        document = "\n".join(lines)
        lines = [without_mark(line.strip()) for line in lines if line.strip()]
        many = count(len(lines), editing.form.word, edits.plural(editing.place.entity))
        choices = [
            Choice("many", f"One each: {many}", "1"),
            Choice("one", "All of it as one line", "2"),
            Choice("document", "A document: find objectives, key results and KPIs in it", "3"),
        ]

        def done(answer: object) -> None:
            gone = screen.editor.editing is not editing
            if gone and answer in ("one", "many"):
                screen.tell("The row that this was pasted into has gone meanwhile: nothing was pasted.")
            elif answer == "one":
                self._paste_as_one(editing, lines)
            elif answer == "many":
                self._paste_each(editing, lines, many)
            elif answer == "document":
                if not gone:
                    self._leave_for(editing)
                screen.deeds.imported.open(document, "what was pasted")
            elif screen.typing:
                screen.set_focus(screen.editor.area)

        note = "\n".join(plain(line) for line in lines[:6]) + ("\n…" if len(lines) > 6 else "")
        screen.app.push_screen(Picker(f"{len(lines)} lines were pasted", choices, note=note), done)

    def _paste_as_one(self, editing: Editing, lines: list[str]) -> None:
        """Put the lines into the text as one, where the caret is."""
        screen = self.screen
        if not editing.text.strip():
            editing.write(" ".join(lines))
            screen.editor.rewrite()
            return
        screen.set_focus(screen.editor.area)
        screen.editor.area.replace(" ".join(lines), *screen.editor.area.selection, maintain_selection_offset=False)

    def _paste_each(self, editing: Editing, lines: list[str], many: str) -> None:
        """A row for each line: at once where nothing is typed, else behind this row as soon as it is kept."""
        screen, place = self.screen, editing.place
        if place.row or editing.text.strip():
            editing.more += lines
            screen.editor.rewrite()
            screen.tell(f"{many[:1].upper()}{many[1:]} will follow this row: {key_of('keep')} keeps all of them.")
            return
        screen.editor.close()
        edit = self._pasted(place, lines)
        screen.session.drop_draft(place.key)
        self.apply(edit, show=edit.item, said=f"Added {many}. {key_of('undo')} takes all of them back.")

    def _leave_for(self, editing: Editing) -> None:
        """Close the editor for a document; what was typed stays one u away."""
        screen = self.screen
        if editing.touched and editing.text.strip():
            screen.deeds.drafting.put_away(editing.place, screen.editor.draft())
        screen.editor.close()
        screen.session.drop_draft(editing.place.key)
        screen.reload()

    def _pasted(self, place: Place, lines: list[str]) -> Edit:
        """One row for each line, with the fields that its text says, as one edit; the first may be there already."""
        editing = self.screen.deeds.typing.editing_for(place)
        editing.write(lines[0])
        editing.more = lines[1:]
        return edit_of(editing)


_MARK = re.compile(r"(?:[-*+•–]|[0-9]{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")


def without_mark(line: str) -> str:
    """A pasted line without the bullet, number or box that it had in a list; the line itself if that is all it is."""
    return line[match.end() :] if (match := _MARK.match(line)) and match.end() < len(line) else line
