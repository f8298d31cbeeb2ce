"""What the commands do: one method for each command's id, in classes by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.tui.commands import BY_ID, Command
from okrtui.tui.deeds.archiving import Archiving
from okrtui.tui.deeds.caring import Caring
from okrtui.tui.deeds.causing import Causing
from okrtui.tui.deeds.changing import Changing
from okrtui.tui.deeds.conflicts import Conflicts
from okrtui.tui.deeds.copying import Copying
from okrtui.tui.deeds.cycling import Cycling
from okrtui.tui.deeds.drafting import Drafting
from okrtui.tui.deeds.finding import Finding
from okrtui.tui.deeds.hearing import Hearing
from okrtui.tui.deeds.imported import Imported
from okrtui.tui.deeds.lookingback import LookingBack
from okrtui.tui.deeds.meaning import Meaning
from okrtui.tui.deeds.moving import Moving
from okrtui.tui.deeds.offers import Offers
from okrtui.tui.deeds.outside import Outside
from okrtui.tui.deeds.parking import Parking
from okrtui.tui.deeds.past import Past
from okrtui.tui.deeds.pasting import Pasting
from okrtui.tui.deeds.remembering import Remembering
from okrtui.tui.deeds.restoring import Restoring
from okrtui.tui.deeds.reviewing import Reviewing
from okrtui.tui.deeds.rewording import Rewording
from okrtui.tui.deeds.showing import Showing
from okrtui.tui.deeds.standing import Standing
from okrtui.tui.deeds.typedoffers import TypedOffers
from okrtui.tui.deeds.typing import Typing
from okrtui.tui.deeds.walking import Walking
from okrtui.tui.deeds.wordings import Wordings
from okrtui.tui.deeds.words import Words

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

__all__ = ["Deeds"]


class Deeds:
    """Finds the method for a command: ``do_ID``; what it needs in order to work is asked of ``need_ID``.

    What the last line calls it, where that depends on what stands there, is asked of ``label_ID``.
    """

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.typing = Typing(screen)
        self.drafting = Drafting(screen)
        self.changing = Changing(screen)
        self.archiving = Archiving(screen)
        self.causing = Causing(screen)
        self.walking = Walking(screen)
        self.offers = Offers(screen)
        self.cycling = Cycling(screen)
        self.past = Past(screen)
        self.rewording = Rewording(screen)
        self.lookingback = LookingBack(screen)
        self.hearing = Hearing(screen)
        self.pasting = Pasting(screen)
        self.imported = Imported(screen)
        self.standing = Standing(screen)
        self.words = Words(screen)
        self.wordings = Wordings(screen)
        self.parts = (
            Moving(screen),
            self.typing,
            self.changing,
            self.offers,
            TypedOffers(screen),
            self.walking,
            self.drafting,
            self.cycling,
            self.past,
            self.rewording,
            Parking(screen),
            self.archiving,
            self.causing,
            self.lookingback,
            self.imported,
            Showing(screen),
            Copying(screen),
            Outside(screen),
            Caring(screen),
            Restoring(screen),
            Finding(screen),
            Remembering(screen),
            self.standing,
            self.words,
            self.wordings,
            Meaning(screen),
            Conflicts(screen),
            Reviewing(screen),
        )

    def do(self, command: str) -> None:
        """Do a command."""
        name = f"do_{command}"
        next(getattr(part, name) for part in self.parts if hasattr(part, name))()

    def can(self, command: str) -> bool:
        """Whether a command would do something now."""
        return not self.why_not(command)

    def label(self, command: Command) -> str:
        """What the last line calls a command here and now."""
        name = f"label_{command.id}"
        return next((str(getattr(part, name)()) for part in self.parts if hasattr(part, name)), command.label)

    def why_not(self, command: str) -> str:
        """Why a command does nothing now, as a sentence; empty when it works."""
        session = self.screen.session
        if session.readonly and command in BY_ID and BY_ID[command].writes:
            return session.notice
        name = f"need_{command}"
        for part in self.parts:
            if hasattr(part, name):
                return str(getattr(part, name)())
        return ""
