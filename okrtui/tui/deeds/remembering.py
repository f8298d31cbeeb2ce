"""The history in words, and the settings: what has been decided so far, about the plan and about the app."""

from __future__ import annotations

from okrtui.tui.deeds.part import Part


class Remembering(Part):
    """Commands that show what was done, and how the app is set."""

    def need_history(self) -> str:
        if self.screen.session.as_of is not None:
            return "The history is that of now: esc goes there first."
        return ""

    def do_history(self) -> None:
        """All that was done; from there to the row of an action, or back in time."""
        from okrtui.tui.screens.history import History

        screen = self.screen
        here = screen.here

        def done(row: str | None) -> None:
            if row:
                screen.show_item(row)

        screen.app.push_screen(History(screen, here.id if here else ""), done)

    def do_settings(self) -> None:
        """All settings, to change in place."""
        from okrtui.tui.screens.settings import SettingsScreen

        self.screen.app.push_screen(SettingsScreen(self.screen))
