"""What comes back from the file: what was saved, what failed, what other windows did; and waiting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.plan.changes import Insert
from okrtui.session import (
    Changed,
    Event,
    Failed,
    NothingToUndo,
    Noticed,
    Redone,
    Reloaded,
    Saved,
    Slow,
    Trouble,
    Undone,
)
from okrtui.tui.commands import key_of
from okrtui.tui.deeds.part import Part

if TYPE_CHECKING:
    from textual.timer import Timer

    from okrtui.tui.app import OkrApp

SOON = 0.1
"""Seconds after which whoever waits is told so."""


class Hearing(Part):
    """Brings the screen up to date with what happened to the file."""

    _waiting: Timer | None = None
    """Runs while undo or redo is on its way."""

    @property
    def _app(self) -> OkrApp:
        app: OkrApp = self.screen.app  # type: ignore[assignment]
        return app

    def wait(self) -> None:
        """Something was asked of the file that the plan in memory does not know yet: say so when it takes a while."""
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self._app.set_timer(SOON, lambda: self.screen.header.state("working …", "warn"))

    def _waits_no_more(self, event: Event) -> None:
        """The file has answered: what was taken back or done again is written."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
            self.screen.header.state("" if isinstance(event, NothingToUndo) else "saved ✓")

    def hear(self, event: Event) -> None:
        """Show what an event is about; screens that lie over the main one hear of it after that."""
        app, main = self._app, self.screen
        if isinstance(event, Undone | Redone | NothingToUndo):
            self._waits_no_more(event)
        touched = app.session.receive(event)
        if main.session is not app.session:  # a past day is shown: nothing that happens now changes it
            if not isinstance(event, Failed | Trouble):
                return
            main.deeds.lookingback.back()
        main.world.plan = app.session.plan
        self._show(event, touched)
        for screen in app.screen_stack:
            if screen is not main and (hear := getattr(screen, "hear_plan", None)):
                hear(event)

    def _show(self, event: Event, touched: set[str]) -> None:
        app, main = self._app, self.screen
        match event:
            case Saved(ticket):
                main.header.state("saved ✓", "dim")
                main.deeds.drafting.saved(ticket)
            case Slow():
                main.header.state("saving …", "warn")
            case Failed(ticket, _, error):
                main.header.state("not saved", "bad")
                self._refresh(touched)
                main.deeds.drafting.failed(ticket, error)
            case Undone(title=title, item=item, changes=changes):
                app.done -= 1
                self._refresh(touched)
                # The row of a turn is gone with its id when it is undone: then to the row that is back.
                back = next((c.row for c in changes if isinstance(c, Insert) and app.session.plan.item(c.row)), "")
                self._look_at(item if app.session.plan.item(item) else back)
                main.tell(f"Undone: {title}. {key_of('redo')} does it again.")
            case Redone(title=title, item=item):
                app.done += 1
                self._refresh(touched)
                self._look_at(item)
                main.tell(f"Done again: {title}. {key_of('undo')} takes it back.")
            case NothingToUndo(why=why):
                main.tell(why)
            case Changed(titles=titles):
                self._refresh(touched)
                if titles and not main.typing and not main.footer.notice:
                    main.tell(f"Another window: {titles[-1]}.")
            case Reloaded():
                self._refresh(touched)
                main.tell("The file was replaced by another one; this is what it holds.")
            case Trouble(error):
                main.header.state("not saved", "bad")
                main.tell(main.in_short(error))
            case Noticed(said):
                main.tell(said)

    def _refresh(self, touched: set[str]) -> None:
        self.screen.side.judge(touched)
        if self.screen.typing:
            self.screen.refresh_under_editor()
        else:
            self.screen.reload()

    def _look_at(self, item: str) -> None:
        screen = self.screen
        if item and self._app.session.plan.item(item) is not None and not screen.typing:
            if screen.starting:
                screen.open_start()
            else:
                screen.show_item(item)
