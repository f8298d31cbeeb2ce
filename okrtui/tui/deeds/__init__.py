"""What the commands do: one method for each command's id, in classes by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrtui.tui.deeds.changing import Changing
from okrtui.tui.deeds.moving import Moving
from okrtui.tui.deeds.showing import Showing
from okrtui.tui.deeds.typing import Typing

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

__all__ = ["Deeds"]


class Deeds:
    """Finds the method for a command. What a command needs in order to work is asked of the same class."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.typing = Typing(screen)
        self.changing = Changing(screen)
        self.parts = (Moving(screen), self.changing, self.typing, Showing(screen))

    def do(self, command: str) -> None:
        """Do a command of the moving mode."""
        name = f"do_{command}"
        next(getattr(part, name) for part in self.parts if hasattr(part, name))()

    def can(self, command: str) -> bool:
        """Whether a command would do something now."""
        return not self.why_not(command)

    def why_not(self, command: str) -> str:
        """Why a command does nothing now, as a sentence; empty when it works."""
        name = f"need_{command}"
        for part in self.parts:
            if hasattr(part, name):
                return str(getattr(part, name)())
        return ""

    def do_editing(self, command: str) -> None:
        """Do a command of the editor."""
        getattr(self.typing, f"do_{command}")()

    def keep_draft(self) -> None:
        """Keep a draft of what is typed."""
        self.typing.keep_draft()

    def paste(self, lines: list[str]) -> None:
        """Offer one item for each pasted line."""
        self.typing.paste(lines)

    def begin_step(self, number: int) -> None:
        """Begin one of the five steps (1 to 5)."""
        self.typing.begin_step(number)

    def walk_step(self, index: int) -> None:
        """Go to the next item that a step (0 to 4) lacks something in."""
        self.parts[0].walk_step(index)
