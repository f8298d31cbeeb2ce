"""What was typed and is not in the plan: put back with Escape, left by a window that ended, or refused by the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrtui.plan.entities import BY_TABLE
from okrtui.plan.errors import Conflict, PlanError
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part
from okrtui.tui.deeds.typing import PANE_OF
from okrtui.tui.place import Place
from okrtui.tui.text import plain

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen


@dataclass(slots=True)
class PutBack:
    """What was typed when Escape put a row back."""

    place: Place
    draft: str


class Drafting(Part):
    """Brings texts back to the editor, in their place."""

    def __init__(self, screen: MainScreen) -> None:
        super().__init__(screen)
        self.put_back: PutBack | None = None
        self._brought = ""
        """The draft that u brought back last: a second Escape leaves it for good."""
        self._kept: dict[int, tuple[Place, str]] = {}
        """Edits on their way to the file, with what was typed: it comes back when one fails."""

    def put_away(self, place: Place, draft: str) -> None:
        """Remember what Escape took from the screen: u brings it back."""
        self.put_back = PutBack(place, draft)

    def keep(self, ticket: int, place: Place, draft: str) -> None:
        """Remember what an edit on its way was made of."""
        self._kept[ticket] = (place, draft)

    def bring_back(self) -> bool:
        """Open the editor on what Escape put away; False when there is nothing."""
        kept, self.put_back = self.put_back, None
        if kept is None or not self.there(kept.place):
            return False
        self.screen.deeds.typing.open(kept.place, draft=kept.draft)
        self._brought = self.screen.editor.draft()
        return True

    def brought_back(self, draft: str) -> bool:
        """Whether a draft is what u brought back, unchanged."""
        brought, self._brought = self._brought, ""
        return bool(brought) and brought == draft

    def keep_draft(self) -> None:
        """Keep what is being typed, for the case that this window ends."""
        editor = self.screen.editor
        if editor.editing is not None:
            self.screen.session.draft(editor.editing.place.key, editor.draft())

    def offer_drafts(self) -> None:
        """At the start: what was being typed in a window that is gone is offered back, in its place."""
        for draft in self.screen.session.drafts():
            if draft.key.startswith("close:"):  # waits on its card of a close
                continue
            if draft.key == "review":
                self.screen.tell(f"A review was left half-way. {key_of('review')} goes on with it.")
                continue
            place = place_of(draft.key)
            if place is None or not self.there(place):
                self.screen.session.drop_draft(draft.key)
                continue
            self.screen.deeds.typing.open(place, draft=draft.text)
            keep, put_back = key_of("keep"), key_of("put_back")
            self.screen.tell(f"You were typing this last. {keep} keeps it, {put_back} puts it back.")
            return

    def failed(self, ticket: int, error: PlanError) -> None:
        """An edit did not reach the file: open the editor on what was typed, with the reason."""
        place, draft = self._kept.pop(ticket, (None, ""))
        sentence = self.screen.in_short(error)
        if place is None or not self.there(place):
            self.screen.tell(sentence)
            return
        if isinstance(error, Conflict) and isinstance(error.found, str):
            sentence = f"Changed elsewhere to “{plain(error.found)[:60]}”. enter keeps yours, esc takes theirs."
        if self._typing_something():
            self.put_away(place, draft)
            self.screen.tell(f"Not saved, {key_of('undo')} opens it again: {sentence}")
        else:
            self.screen.deeds.typing.open(place, draft=draft, error=sentence)

    def _typing_something(self) -> bool:
        """Whether the editor is open on more than the empty row that follows a new one."""
        editing = self.screen.editor.editing
        return self.screen.typing and editing is not None and not (editing.place.row == "" and editing.empty)

    def saved(self, ticket: int) -> None:
        """An edit is in the file."""
        self._kept.pop(ticket, None)

    def there(self, place: Place) -> bool:
        """Whether a place still exists."""
        anchors = [row for row in (place.row, place.parent, place.link) if row]
        return all(self.screen.plan.item(row) is not None for row in anchors)


def place_of(key: str) -> Place | None:
    """The place that a draft's key names; None for a key of some other kind."""
    parts = key.split("|")
    if len(parts) != 5 or parts[0] not in BY_TABLE or BY_TABLE[parts[0]] not in PANE_OF:
        return None
    table, row, parent, after, link = parts
    return Place(BY_TABLE[table], row, parent, after or None, link)
