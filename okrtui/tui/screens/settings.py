"""The settings: each with its value and what it means, changed in place and kept in the commented file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult

from okrtui import settings
from okrtui.plan.errors import PlanError
from okrtui.settings import Settings
from okrtui.settings.declared import ALL, TABLES, Setting
from okrtui.settings.writing import keep
from okrtui.tui.commands import Command, command_of, key_of, keys_of
from okrtui.tui.dialogkeys import ALL as ALL_COMMANDS
from okrtui.tui.dialogkeys import PLACE_OF, PLACES
from okrtui.tui.exportpaths import short_path
from okrtui.tui.keymap import read_settings
from okrtui.tui.keynames import read_key, show_key
from okrtui.tui.matching import fold, has_all, words_of
from okrtui.tui.paint import Line
from okrtui.tui.screens.listing import Listing
from okrtui.tui.screens.picker import Choice, Picker
from okrtui.tui.text import clip, pad, plain, wrap
from okrtui.tui.widgets.lines import Lines
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

_NAME, _VALUE = 26, 22
_NARROW_VALUE, _WIDE = 14, 96
"""A narrow screen has shorter values, so that there is room for what a setting is."""
_NOTE = 4
LATER = ("colours", "glyphs", "mouse", "editor", "backups", "default_cycle")
"""Settings that hold from the next start on."""
_HEADINGS = {"": "The app", **TABLES}


def _editor_in_use() -> str:
    """The editor that opens while the setting names none."""
    from okrtui.tui.externaledit import editor_command

    try:
        return f"none: {' '.join(editor_command(''))}"
    except PlanError:
        return "none"


class SettingsScreen(Listing):
    """All settings, then the keys of all commands. What is changed holds at once where it can."""

    DEFAULT_CSS = """
    SettingsScreen #settings-note { height: 5; padding: 0 1; background: $panel; }
    """
    PLACE: ClassVar[str] = "settings"

    def __init__(self, main: MainScreen, at: str = "") -> None:
        super().__init__(main)
        self._at = at
        self._settings, self._problems = read_settings()
        self._query = ""
        self._before: list[tuple[str, Any]] = []
        """What was changed here: the place of each setting, and what it was."""

    def compose(self) -> ComposeResult:
        """As every listing, with a word on the setting under the cursor."""
        *most, foot = super().compose()
        self.note = Lines(id="settings-note")
        yield from (*most, self.note, foot)

    def on_mount(self) -> None:
        """Begin at the first setting."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Stand on the setting that was asked for, else on the first."""
        if self._at and self.list.select(self._at):
            self._moved("")
        else:
            self.action_move(1)

    # -- what is shown

    def heading(self) -> Line:
        """Where the file is."""
        query = f" · / {self._query}" if self._query else ""
        return [("Settings", "strong"), (plain(f" · {short_path(str(settings.path()))}{query}"), "dim")]

    def make(self, cells: int) -> Sequence[Row]:
        """What cannot be used, the settings under the headings of the file, the keys."""
        words = words_of(self._query)
        rows: list[Row] = []
        self.stops = set()
        if self._problems and not words:
            rows.append(self._text("What cannot be used", "warn"))
            for number, problem in enumerate(self._problems):
                rows += [self._text(f"  {line}", "", f"problem-{number}-{i}")
                         for i, line in enumerate(wrap(problem, cells - 2))]  # fmt: skip
        table = None
        for setting in ALL:
            if not has_all(fold(f"{setting.place} {setting.comment}"), words):
                continue
            if setting.table != table:
                table = setting.table
                rows += [Row.of_line(f"gap-{table}", [])] if rows else []
                rows += [self._text(line, "accent", f"head-{table}-{i}")
                         for i, line in enumerate(wrap(_HEADINGS[table], cells))]  # fmt: skip
            rows.append(self._row(setting.place, self._value(setting), setting.comment, self._is_own(setting), cells))
        head = None
        for command in ALL_COMMANDS:
            if not has_all(fold(f"keys {command.id} {command.label} {command.help}"), words):
                continue
            place = PLACE_OF.get(command.id, "")
            if place != head:
                head = place
                title = f"Keys {PLACES[place].title[0].lower()}{PLACES[place].title[1:]}" if place else "Keys"
                rows += [Row.of_line(f"gap-keys-{place}", []), self._text(title, "accent", f"head-keys-{place}")]
            keys = ", ".join(show_key(key) for key in keys_of(command.id)) or "none"
            own = command.id in self._settings.keys
            rows.append(self._row(f"keys.{command.id}", keys, command.help, own, cells))
        if not self.stops:
            rows.append(self._text(f"No setting has these words; {key_of('filter')} changes them.", "dim", "none"))
        return rows

    def _text(self, text: str, style: str, key: str = "") -> Row:
        return Row.of_line(key or text, [(text, style)])

    def _row(self, place: str, value: str, comment: str, own: bool, cells: int) -> Row:
        self.stops.add(place)
        value_cells = _VALUE if cells >= _WIDE else _NARROW_VALUE
        room = cells - _NAME - value_cells - 4
        name = (place.partition(".")[2] or place).replace("_", " ")

        def build() -> Sequence[Line]:
            line = [
                ("• " if own else "  ", "accent"),
                (pad(name, _NAME), ""),
                (pad(clip(plain(value), value_cells), value_cells) + "  ", "strong"),
            ]
            return [[*line, (clip(plain(self._brief(comment)), room) if room > 12 else "", "dim")]]

        return Row(place, 1, build)

    @staticmethod
    def _brief(comment: str) -> str:
        """What a setting is; the names that can be chosen, and what each of them does, stand below."""
        return re.split(", one of |; |: ", comment, maxsplit=1)[0]

    def _value(self, setting: Setting) -> str:
        value = setting.of(self._settings)
        if setting.place == "editor" and not value:
            return _editor_in_use()
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return str(value) if value != "" else "none"

    def _is_own(self, setting: Setting) -> bool:
        return bool(setting.of(self._settings) != setting.of(Settings()))

    def offered(self) -> list[tuple[str, str]]:
        """The keys of the last line."""
        here = [("list_open", "change")] if self.here else []
        here += [("settings_default", "default")] if self.here and not self._is_default() else []
        undo = [("undo", "undo")] if self._before else []
        return [*here, *undo, ("filter", "filter"), ("leave", "back"), ("up down", "move")]

    def _moved(self, key: str) -> None:
        super()._moved(key)
        if self.is_mounted:
            self.note.show(self._noted(max(self.size.width - 4, 20)))

    def _noted(self, cells: int) -> list[Line]:
        """What the setting under the cursor means, what it can be, and what it is without the file."""
        if not self.here:
            return []
        setting, command = self._setting, self._command
        if setting is not None:
            default = setting.of(Settings())
            shown = ", ".join(map(str, default)) if isinstance(default, list) else str(default) or "none"
            if isinstance(default, bool):
                said, expects = f"{setting.comment}.", f"enter changes it. Default: {'yes' if default else 'no'}."
            else:
                said = f"{setting.comment.partition(', one of ')[0]}."
                expects = f"Expected: {setting.expects}. Default: {shown}."
            expects += f" In the file: {setting.place}."
            if setting.place in LATER:
                expects += " It holds from the next start on."
        elif command is not None:
            said = f"{command.help}."
            shown = ", ".join(show_key(key) for key in command.keys) or "none"
            expects = f"Expected: keys with commas between them, such as F, ctrl+f, g g. Default: {shown}."
        lines: list[Line] = [[(text, "")] for text in wrap(said, cells, 2)]
        return [*lines, *([(text, "dim")] for text in wrap(expects, cells, _NOTE + 1 - len(lines)))]

    @property
    def _setting(self) -> Setting | None:
        return next((setting for setting in ALL if setting.place == self.here), None)

    @property
    def _command(self) -> Command | None:
        name = self.here.removeprefix("keys.") if self.here.startswith("keys.") else ""
        return command_of(name) if name else None

    # -- changing

    def action_open(self) -> None:
        """Change the setting under the cursor: the other of two, one of a few, or typed."""
        setting, command = self._setting, self._command
        if setting is not None and isinstance(setting.of(self._settings), bool):
            self._put(setting.place, not setting.of(self._settings))
        elif setting is not None and setting.place == "theme":
            self._choose_theme()
        elif setting is not None and setting.choices:
            self._choose(setting)
        elif setting is not None:
            self._type(setting)
        elif command is not None:
            self._type_keys(command)

    def _choose_theme(self) -> None:
        from okrtui.tui.screens.themepicker import ThemePicker

        self.app.push_screen(ThemePicker(self.app.theme), self._chosen("theme"))

    def _choose(self, setting: Setting) -> None:
        choices = [Choice(name, name, str(i)) for i, name in enumerate(setting.choices, 1)]
        picker = Picker(setting.place, choices, note=f"{setting.comment}.", selected=str(setting.of(self._settings)))
        self.app.push_screen(picker, self._chosen(setting.place))

    def _chosen(self, place: str) -> Callable[[object], None]:
        return lambda answer: self._put(place, answer) if isinstance(answer, str) else None

    def _type(self, setting: Setting) -> None:
        from okrtui.tui.screens.ask import Ask

        value = setting.of(self._settings)
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)

        def take(text: str) -> str:
            try:
                return self._change(setting.place, setting.typed(text))
            except ValueError as error:
                return str(error)

        self.app.push_screen(Ask(setting.place, text, None, setting.expects, take=take))

    def _type_keys(self, command: Command) -> None:
        from okrtui.tui.screens.ask import Ask

        def take(text: str) -> str:
            written = [part.strip() for part in text.split(",") if part.strip()] or ([","] if text.strip() else [])
            for part in written:
                try:
                    read_key(part)
                except ValueError:
                    return f"“{part}” is not a key; expected such as x, X, ?, f5, enter, ctrl+x, or two: g g."
            return self._change(f"keys.{command.id}", written)

        now = ", ".join(self._settings.keys.get(command.id, ()) or map(show_key, keys_of(command.id)))
        hint = "keys with commas between; none: no key"
        self.app.push_screen(Ask(f"keys of {command.label}", now, None, hint, take=take))

    def _is_default(self) -> bool:
        """Whether the setting under the cursor is as it is without the file."""
        setting, command = self._setting, self._command
        if setting is not None:
            return not self._is_own(setting)
        return command is None or command.id not in self._settings.keys

    def action_default(self) -> None:
        """Back to what it is without the file."""
        if self._is_default():
            self.tell("It is the default already.")
            return
        setting, command = self._setting, self._command
        if setting is not None:
            self._put(setting.place, setting.of(Settings()))
        elif command is not None:
            self._put(f"keys.{command.id}", list(command.keys))

    def action_undo(self) -> None:
        """Take back the last change that was made here."""
        if not self._before:
            self.tell("Nothing was changed here that could be taken back; the plan has its own undo.")
            return
        place, value = self._before.pop()
        if why := self._keep(place, value):
            self.tell(why)

    def action_redo(self) -> None:
        """Nothing: a change that was taken back is made again by hand."""

    def _put(self, place: str, value: object) -> None:
        """Change a setting, or say why it cannot be so."""
        if why := self._change(place, value):
            self.tell(why)

    def _change(self, place: str, value: object) -> str:
        """Change a setting, in the file and here; the old one comes back by undo. Returns why it cannot be so."""
        old = self._held(place)
        if old == value:
            return ""
        why = self._keep(place, value)
        if not why:
            self._before.append((place, old))
            self._moved("")
        return why

    def _held(self, place: str) -> Any:
        setting = next((setting for setting in ALL if setting.place == place), None)
        if setting is not None:
            return setting.of(self._settings)
        name = place.removeprefix("keys.")
        return list(self._settings.keys.get(name, keys_of(name)))

    def _keep(self, place: str, value: object) -> str:
        """Write it, read all of it again, and let it hold; what spoils others is taken back, with the reason."""
        old, known = self._held(place), set(self._problems)
        try:
            file = keep(place, value)
            found, problems = read_settings()
            if worse := [problem for problem in problems if problem not in known]:
                keep(place, old)
                return worse[0].removeprefix(f"{file}: ")
        except PlanError as error:
            return str(error)
        self._settings, self._problems = found, problems
        said = self.main.app.take_settings(found)  # type: ignore[attr-defined]
        self.refresh_rows()
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        more = " It holds from the next start on." if place in LATER else ""
        self.tell(" ".join([f"{place}: {shown if shown != '' else 'none'}.{more}", *said]))
        return ""

    def action_filter(self) -> None:
        """Only settings and commands with some words."""
        from okrtui.tui.screens.ask import Ask

        def narrow(text: str) -> None:
            self._query = text.strip()
            self.refresh_rows()

        self.app.push_screen(
            Ask("/", self._query, narrow, "words of a setting or of a command; esc shows all"),
            lambda text: narrow(text or ""),
        )
