"""The app when it is shown in a browser: keys that a browser gives to a page, no editor, copies that it may refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.tui.browser import UNREACHABLE, suited
from okrtui.tui.commands import use_keys
from okrtui.tui.keymap import PRESETS, clashes_in, resolve
from tests.tui.driving import window

pytestmark = pytest.mark.asyncio


@pytest.fixture
def in_browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    yield
    use_keys({})


@pytest.mark.parametrize("preset", PRESETS)
async def test_every_command_has_a_key_that_the_browser_leaves_to_the_page(preset: str) -> None:
    usual = resolve(preset, {})[0]
    keys = suited(usual)
    gone = [name for name, own in keys.items() if own and own[0] in UNREACHABLE]
    assert gone == []
    assert [name for name, own in usual.items() if own and not keys[name]] == ["outside", "outside_text"]
    assert clashes_in(keys) == []


async def test_the_footer_the_coach_and_the_help_show_keys_that_work_there(sample: Path, in_browser: None) -> None:
    async with window(sample, size=(160, 45)) as win:
        await win.press("3", "n")
        await win.type("Launch the loyalty app")
        shown = win.screen()
        assert "F2 fix" in shown
        assert "F3 other kind" in shown
        assert "F2 do that" in shown
        assert "F4 fine" in shown
        assert "^F" not in shown
        assert "$EDITOR" not in shown
        await win.press("f1")
        page = await win.opened_page()
        assert "F2 ^F" in page
        assert re.search(r"\^A +Select all", page)
        assert "^W" not in page
        assert "editor" not in page.replace("the editor's", "")


async def test_without_a_browser_the_keys_are_those_of_the_terminal(sample: Path) -> None:
    async with window(sample, size=(160, 45)) as win:
        await win.press("3", "n")
        await win.type("Launch the loyalty app")
        assert "^F do that" in win.screen()
        assert "$EDITOR" in win.screen()


@pytest.mark.parametrize("keys", [("3", "e"), ("F",)], ids=["a row", "the finder"])
async def test_ctrl_a_selects_all_there(sample: Path, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    async with window(sample) as win:
        await win.press(*keys)
        await win.type("one two")
        await win.press("ctrl+a")
        assert win.app.focused is not None
        assert win.app.focused.selected_text == ""  # type: ignore[attr-defined]
        monkeypatch.setattr(type(win.app), "is_web", True)
        await win.press("end", "ctrl+a")
        assert win.app.focused.selected_text.endswith("one two")  # type: ignore[attr-defined]


async def test_an_export_says_first_that_the_browser_gets_it(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with window(sample) as win:
        given: list[Path] = []
        monkeypatch.setattr(type(win.app), "is_web", True)
        monkeypatch.setattr(win.app, "deliver_binary", lambda path, **_: given.append(path))
        monkeypatch.chdir(sample.parent)
        await win.press("x", "enter")
        await win.until(lambda: given)
        await win.until(lambda: win.notice.startswith(f"Your browser gets a copy of {given[0].name}. "))
        assert "Written to" in win.notice
