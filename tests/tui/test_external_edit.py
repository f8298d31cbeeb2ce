"""Long texts in the user's own editor: out, changed there, and back into the field."""

from __future__ import annotations

import sys
import tempfile
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from okrtui.plan.entities import Objective
from okrtui.plan.errors import PlanError
from okrtui.tui import externaledit
from okrtui.tui.externaledit import RULE, composed, edit_outside, editor_command, read_back
from tests.tui.driving import Window, window

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editors of these tests are shell scripts")


@pytest.fixture(autouse=True)
def aside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is no terminal to leave; temporary files are where the test can see what is left of them."""
    monkeypatch.setattr(externaledit, "_aside", lambda app: nullcontext())
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))


def editor(win: Window, tmp_path: Path, script: str) -> None:
    """Make a shell script the editor; its $1 is the file."""
    path = tmp_path / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    win.app.settings = replace(win.app.settings, editor=str(path))


def test_the_setting_comes_before_visual_and_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"VISUAL": "code --wait", "EDITOR": "vi"}
    assert editor_command("emacs -nw", both) == ["emacs", "-nw"]
    assert editor_command("", both) == ["code", "--wait"]
    assert editor_command(" ", {"EDITOR": "'my editor' -x"}) == ["my editor", "-x"]
    monkeypatch.setattr("shutil.which", lambda name: name if name == "vi" else None)
    assert editor_command("", {}) == ["vi"]


def test_without_an_editor_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(PlanError, match="Set editor in the settings file"):
        editor_command("", {})
    with pytest.raises(PlanError, match=r"\$EDITOR is no command"):
        editor_command("", {"EDITOR": "vi 'x"})


@pytest.mark.parametrize(
    "text", ["", "one line", "two\nlines", "# a heading\n\ntext", "## of ours\n# too", f"a\n{RULE}\nb", "  indented"]
)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert read_back(composed(text, "why of the objective", "why it matters " * 20)) == text


def test_the_heading_may_be_cut() -> None:
    held = composed("text\n# mine", "why", "")
    assert read_back(held.replace(RULE + "\n", "")) == "text\n# mine"
    assert read_back("\r\n".join(held.split("\n"))) == "text\n# mine"
    assert read_back("") == ""


async def test_a_field_goes_out_and_comes_back(sample: Path, tmp_path: Path) -> None:
    async with window(sample) as win:
        look = 'stat -c %a "$1" > "$0.seen"; cat "$1" >> "$0.seen"; '
        editor(win, tmp_path, look + 'printf "Because buyers\\ncome back.\\n" >> "$1"')
        await win.press("2", "E")
        await win.asked()
        await win.press("1")
        await win.until(lambda: "Back from" in win.notice)
        seen = (tmp_path / "editor.seen").read_text()
        assert seen.startswith("600\n# okrtui: why of the objective\n# why it matters")
        why = win.area.text
        assert why.endswith("Because buyers\ncome back.")
        row = win.here
        assert win.plan.get(row) == win.app.session.plan.get(row)
        await win.press("enter")
        await win.saved()
        objective = win.plan.get(row)
        assert isinstance(objective, Objective)
        assert objective.why == why
    assert list((tmp_path / "tmp").iterdir()) == []


async def test_a_line_is_judged_when_it_is_back(sample: Path, tmp_path: Path) -> None:
    async with window(sample) as win:
        editor(win, tmp_path, 'printf "Launch the\\nloyalty app\\n" >> "$1"')
        await win.press("n", "ctrl+o")
        await win.until(lambda: "Back from" in win.notice)
        assert win.area.text == "Launch the loyalty app"
        assert win.codes[0] == "KR101"
        await win.press("ctrl+z")
        assert win.area.text == ""


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("true", "Nothing was changed in"),
        (': > "$1"', "came back empty"),
        ('rm "$1"', "left no file"),
        ('rm "$1"; exit 3', "ended with the error 3"),
        ("exit 1", "ended with the error 1"),
        ('printf "\\377\\376" > "$1"', "no UTF-8"),
        ('yes text | head -c 300000 > "$1"', "longer than 200 kB"),
        ("kill -9 $$", "was ended by a signal (9)"),
    ],
)
async def test_what_goes_wrong_leaves_the_text_as_it_was(sample: Path, tmp_path: Path, script: str, said: str) -> None:
    async with window(sample) as win:
        editor(win, tmp_path, script)
        await win.press("e")
        before = win.area.text
        await win.press("f8")
        await win.until(lambda: win.notice)
        assert said in win.notice
        assert "as it was" in win.notice
        assert win.area.text == before
        assert win.typing()
    assert list((tmp_path / "tmp").iterdir()) == []


async def test_what_was_saved_before_the_editor_was_killed_is_not_lost(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with window(sample) as win:
        editor(win, tmp_path, 'printf "Keep me\\n" > "$1"; kill -9 $$')
        kept: list[str] = []
        monkeypatch.setattr(win.app.session, "draft", lambda key, text: kept.append(text))
        await win.press("n", "ctrl+o")
        await win.until(lambda: win.notice)
        assert win.area.text == "Keep me"
        assert "what it had saved is here" in win.notice
        assert "Keep me" in kept[-1]


async def test_an_editor_that_is_not_there(sample: Path) -> None:
    async with window(sample) as win:
        win.app.settings = replace(win.app.settings, editor="no-such-editor-here")
        await win.press("n", "ctrl+o")
        await win.until(lambda: win.notice)
        assert "no-such-editor-here cannot be started" in win.notice


def test_a_terminal_that_cannot_be_left_is_said(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    class Served:
        """An app in a browser."""

        from okrtui.settings import Settings

        settings = Settings(editor="true")

        def suspend(self) -> None:
            from textual.app import SuspendNotSupported

            raise SuspendNotSupported("not here")

    assert "cannot be opened here" in edit_outside(Served(), "text", "why").said  # type: ignore[arg-type]


async def test_the_strategy_opens_at_once_and_links_keep_their_file(sample: Path, tmp_path: Path) -> None:
    async with window(sample) as win:
        editor(win, tmp_path, 'mv "$1" "$1.new"; printf "We win by service.\\n\\nFor homes.\\n" > "$1"')
        await win.press("1", "E")
        await win.until(lambda: "Back from" in win.notice)
        assert win.area.text == "We win by service.\n\nFor homes."


async def test_nobody_else_may_read_the_file(sample: Path, tmp_path: Path) -> None:
    async with window(sample) as win:
        editor(win, tmp_path, 'stat -c "%a" "$(dirname "$1")" > "$0.seen"')
        await win.press("n", "ctrl+o")
        await win.until(lambda: win.notice)
    assert (tmp_path / "editor.seen").read_text().strip() == "700"


async def test_a_long_text_in_a_low_pane_stays_in_sight(sample: Path, tmp_path: Path) -> None:
    """What is typed is seen, whatever else has to give way."""
    async with window(sample) as win:
        await win.press("2", "e", "tab")
        while win.main.editor.field != "why":
            await win.press("shift+tab")
        await win.put("word " * 60)
        await win.pilot.pause()
        entry, host = win.main.editor.entry, win.main.lists["objectives"]
        assert entry.size.height > 1
        assert host.region.contains_region(entry.region)
