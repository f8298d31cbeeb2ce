"""The palette: every command by its name."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.widgets import Input, OptionList

from okrtui.tui.commands import COMMANDS, Command
from okrtui.tui.screens.leaving import Leaving
from okrtui.tui.screens.main import MainScreen


class Commands(CommandList):
    """The commands found. A click on a line that has gone since it was painted does nothing."""

    def on_click(self, event: events.Click) -> None:
        """Keep a click from Textual that it would look up in vain, or take for one beside the list."""
        if event.style.meta.get("option", -1) >= self.option_count:
            event.stop()
            event.prevent_default()


class Palette(CommandPalette, Leaving[None]):
    """Textual's own, left once only, and doing one command only."""

    def compose(self) -> ComposeResult:
        """Textual's parts, with a list of our own."""
        for part in super().compose():
            yield Commands() if isinstance(part, CommandList) else part

    def on_click(self, event: events.Click) -> None:
        """Keep a click from Textual that is outside of a screen that has become smaller."""
        try:
            self.get_widget_at(event.screen_x, event.screen_y)
        except NoWidget:
            event.prevent_default()

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def _stay_left(self, event: OptionList.OptionSelected | Input.Submitted) -> None:
        """Keep a second click or Enter, on its way when the first one did its command, from doing it again."""
        if self.app.screen_stack[-1:] != [self]:
            event.stop()
            event.prevent_default()

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):  # a list that is not laid out yet has no pages
            super()._action_command_list(action)

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):  # it was left before its commands came
            super()._watch__list_visible()


class PlanCommands(Provider):
    """Commands of the main screen that work right now."""

    def _commands(self) -> list[Command]:
        screen = self.screen
        if not isinstance(screen, MainScreen) or screen.editor.is_open:
            return []
        return [c for c in COMMANDS if c.where == "moving" and c.palette and screen.can(c)]

    def _name(self, command: Command) -> str:
        return f"{command.label}  ({command.key})" if command.key else command.label

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(self._name(command), partial(self._run, command.id), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those whose name or help matches."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.label), matcher.match(command.help) * 0.8)
            if score > 0:
                shown = matcher.highlight(self._name(command))
                yield Hit(score, shown, partial(self._run, command.id), help=command.help)

    def _run(self, command: str) -> None:
        screen = self.screen
        if isinstance(screen, MainScreen):
            screen.action_do(command)
