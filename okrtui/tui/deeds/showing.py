"""Commands that open a page or a dialog: rules, keys, details, export, import, palette, theme."""

from __future__ import annotations

from functools import partial

from okrtui.plan import edits
from okrtui.plan.entities import ROOT
from okrtui.plan.errors import PlanError
from okrtui.tui.deeds.part import Part
from okrtui.tui.screens.page import text_lines


class Showing(Part):
    """Commands that show something over the main screen."""

    def need_why(self) -> str:
        return "" if self.screen.side.findings else "The coach has no remark on this line, and so no rule to show."

    def do_why(self) -> None:
        """The page of the rule that speaks first."""
        from okrtui.coach.pages import page

        found = self.screen.side.findings[0]
        self.screen.show_lines(f"{found.title} · {found.code}", text_lines(partial(page, found.code)))

    def do_lesson(self) -> None:
        from okrtui.coach.pages import lesson_page

        self.screen.show_lines("OKR or KPI?", text_lines(lesson_page))

    def do_keys(self) -> None:
        """All keys that work here."""
        from okrtui.tui.helping import keys_page
        from okrtui.tui.screens.page import KeysPage

        self.screen.app.push_screen(KeysPage("Keys", keys_page(self.screen)))

    def do_keys_text(self) -> None:
        """The same while a line is typed, where ? is a character."""
        self.do_keys()

    def do_palette(self) -> None:
        """Every command by its name; those that do nothing now say why."""
        from okrtui.tui.screens.palette import SETTING, Palette

        def done(answer: str | None) -> None:
            if answer is None:
                return
            if answer.startswith(SETTING):
                from okrtui.tui.screens.settings import SettingsScreen

                self.screen.app.push_screen(SettingsScreen(self.screen, answer.removeprefix(SETTING)))
            else:
                self.screen.action_do(answer)

        self.screen.app.push_screen(Palette(self.screen.deeds.why_not), done)

    def do_export(self) -> None:
        from okrtui.tui.screens.export import ExportDialog

        self.screen.app.push_screen(ExportDialog(self.screen))

    def do_import(self) -> None:
        from okrtui.tui.screens.importing import ImportDialog

        self.screen.app.push_screen(ImportDialog(self.screen))

    def do_rename(self) -> None:
        """The plan's name."""
        from okrtui.tui.screens.ask import Ask

        screen = self.screen

        def done(text: str | None) -> None:
            if text is not None:
                self.apply(edits.change(screen.plan, ROOT, name=text.strip()))

        screen.app.push_screen(Ask("name of the plan", screen.plan.root.name, None, "such as your team's name"), done)

    def do_theme(self) -> None:
        """Choose the colours; they are kept in the settings file."""
        from okrtui.settings.writing import keep
        from okrtui.tui.screens.themepicker import ThemePicker

        screen, app = self.screen, self.screen.app

        def done(chosen: str | tuple[str, ...] | None) -> None:
            if not isinstance(chosen, str):
                return
            app.theme = chosen
            try:
                file = keep("theme", chosen)
            except PlanError as error:
                screen.tell(str(error))
            else:
                from okrtui.tui.exportpaths import short_path

                screen.tell(f"Colours: {chosen}. Kept in {short_path(str(file))}.")

        app.push_screen(ThemePicker(app.theme), done)

    def do_quit(self) -> None:
        self.screen.app.action_leave()  # type: ignore[attr-defined]
