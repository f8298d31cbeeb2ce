"""What all deeds share: the screen, and doing an edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from okrtui.plan.changes import Edit
from okrtui.plan.entities import Entity
from okrtui.plan.errors import PlanError
from okrtui.tui.commands import key_of

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen


class Part:
    """Some of the commands: ``do_ID`` does one, ``need_ID`` says in a sentence why it cannot be done now."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def apply(self, edit: Edit, *, show: str = "", said: str = "") -> bool:
        """Do an edit and show what came of it; False, with the reason in the last line, when it cannot be done."""
        screen = self.screen
        if not edit:
            return True
        if screen.deeds.past.stops_edit(edit, lambda: self.apply(edit, show=show, said=said)):
            return False
        try:
            screen.app.apply(edit)  # type: ignore[attr-defined]
        except PlanError as error:
            screen.tell(str(error))
            return False
        screen.deeds.drafting.put_back = None
        screen.side.judge(change.row for change in edit.changes)
        if show:
            screen.show_item(show)
        else:
            screen.reload()
        if said:
            screen.tell(said)
        return True

    def attempt(self, make: Callable[[], Edit], *, show: str = "", said: str = "") -> bool:
        """Make an edit and do it; a reason why it cannot be made is said."""
        try:
            edit = make()
        except PlanError as error:
            self.screen.tell(str(error))
            return False
        return self.apply(edit, show=show, said=said)

    def need_item(self, *kinds: type[Entity], otherwise: str) -> str:
        """Why a command for these kinds of rows cannot be done here."""
        here = self.screen.here
        if here is None:
            return f"There is no row here yet: {key_of('new')} writes one."
        return "" if isinstance(here, kinds) else otherwise
