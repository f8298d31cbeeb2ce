"""A text in the user's own editor: the app steps aside, the text comes back into the field that it was in."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, cast

from textual.app import SuspendNotSupported

from okrtui.plan.errors import PlanError
from okrtui.tui.exportpaths import slug
from okrtui.tui.text import to_screen, wrap

if TYPE_CHECKING:
    from okrtui.tui.app import OkrApp
    from okrtui.tui.widgets.linearea import LineArea

RULE = "# " + "-" * 70
"""The last line of the heading; the text begins below it."""
LIMIT = 200_000
"""Bytes that a text may have when it comes back."""
_USUAL = ("nano", "vim", "vi")


@dataclass(frozen=True, slots=True)
class Returned:
    """What came of it: the text, None when it stays as it was, and a sentence for the last line."""

    text: str | None
    said: str


def editor_command(chosen: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """The command of the editor: of the setting, $VISUAL, $EDITOR, or one that is usually there.

    Raises `PlanError` with what to do when there is none, or when what was chosen cannot be read as a command.
    """
    for name, said in (("the setting editor", chosen), *((f"${v}", environ.get(v, "")) for v in ("VISUAL", "EDITOR"))):
        if said.strip():
            try:
                return shlex.split(said, posix=sys.platform != "win32")
            except ValueError:
                raise PlanError(f"{name} is no command: {said}. Expected one such as: code --wait.") from None
    if sys.platform == "win32":
        return ["notepad.exe"]
    if found := next((name for name in _USUAL if shutil.which(name)), ""):
        return [found]
    raise PlanError("No editor is set. Set editor in the settings file, or $EDITOR, and start okrtui again.")


def composed(text: str, label: str, hint: str = "") -> str:
    """What the file holds: a few lines that tell the field, then the text."""
    about = [f"okrtui: {label}", *(wrap(hint, 70) if hint else [])]
    about += ["Write below the line, save and close the editor. Nothing is kept until you press enter in okrtui."]
    return "\n".join([*(f"# {line}" for line in about), RULE, text]) + "\n"


def read_back(held: str) -> str:
    """The text of what the file holds after editing, without the heading, also when its last line was deleted."""
    lines = held.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ruled = next((at for at, line in enumerate(lines) if line.rstrip() == RULE), None)
    if ruled is not None:
        lines = lines[ruled + 1 :]
    else:
        while lines and lines[0].startswith("# "):
            del lines[0]
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def edit_outside(app: OkrApp, text: str, label: str, hint: str = "") -> Returned:
    """Let the user change a text in an editor of their own; the app has stepped aside until it is closed."""
    try:
        command = editor_command(app.settings.editor)
        with _file(label, composed(text, label, hint)) as file:
            with _aside(app):
                failed = _run([*command, str(file)])
            return _came_back(file, text, Path(command[0]).name, failed)
    except PlanError as error:
        return Returned(None, str(error))
    except OSError as error:
        return Returned(None, f"The text could not be put into a file: {error.strerror}. It is as it was.")


@contextmanager
def _file(label: str, content: str) -> Iterator[Path]:
    """A file that its user alone can read, in a folder that goes with all that editors leave there."""
    folder = Path(tempfile.mkdtemp(prefix="okrtui-"))
    try:
        file = folder / f"{slug(label) or 'text'}.md"
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
            opened.write(content)
        yield file
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _aside(app: OkrApp) -> Iterator[None]:
    """Leave the terminal to another program; ^C in there ends that program alone."""

    def nothing(number: int, frame: FrameType | None) -> None:
        """The signal is meant for the editor, which gets it too."""

    try:
        with app.suspend():
            before = signal.signal(signal.SIGINT, nothing)
            try:
                yield
            finally:
                signal.signal(signal.SIGINT, before)
    except SuspendNotSupported:
        raise PlanError("An editor cannot be opened here: this terminal cannot be left to another program.") from None


def _run(command: list[str]) -> str:
    """Run the editor; what went wrong with it, empty when nothing did."""
    name = Path(command[0]).name
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        return f"{name} cannot be started ({error.strerror})"
    if code < 0:
        return f"{name} was ended by a signal ({-code})"
    return f"{name} ended with the error {code}" if code else ""


def _came_back(file: Path, before: str, name: str, failed: str) -> Returned:
    as_it_was = "The text is as it was."
    try:
        if file.stat().st_size > LIMIT:
            return Returned(None, f"What came back is longer than {LIMIT // 1000} kB. {as_it_was}")
        text = to_screen(read_back(file.read_text(encoding="utf-8").replace("\0", "")))
    except FileNotFoundError:
        return Returned(None, f"{failed or f'{name} left no file'}. {as_it_was}")
    except UnicodeDecodeError:
        return Returned(None, f"What came back is no UTF-8 text. {as_it_was}")
    if text.strip() == before.strip():
        return Returned(None, f"{failed}. {as_it_was}" if failed else f"Nothing was changed in {name}. {as_it_was}")
    if not text.strip():
        return Returned(None, f"The file came back empty. {as_it_was}")
    if failed:
        return Returned(text, f"{failed}; what it had saved is here. enter keeps it, esc puts it back.")
    return Returned(text, f"Back from {name}: enter keeps it, esc puts it back.")


def edit_area(area: LineArea, label: str, hint: str = "", *, one_line: bool = False) -> str:
    """Let a text area's text be changed outside; a sentence that says what came of it.

    `one_line`: line breaks become blanks. What comes back can be undone in the area like anything typed.
    """
    returned = edit_outside(cast("OkrApp", area.app), area.text, label, hint)
    if returned.text is not None:
        text = " ".join(returned.text.split()) if one_line else returned.text
        area.replace(text, area.document.start, area.document.end)
        area.move_cursor(area.document.end)
    return returned.said
