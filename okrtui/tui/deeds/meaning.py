"""What was called good as it is: the page of it."""

from __future__ import annotations

from okrtui.tui.deeds.part import Part


class Meaning(Part):
    """Shows what was called good as it is."""

    def do_meant(self) -> None:
        """All that was called good as it is, and what is not needed any more."""
        from okrtui.tui.screens.meant import MeantScreen

        self.screen.app.push_screen(MeantScreen(self.screen), self.screen.deeds.standing.left)
