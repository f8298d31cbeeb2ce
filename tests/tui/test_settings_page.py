"""The settings page: every setting with its meaning, changed in place, kept in the file, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui import settings
from okrtui.plan import manner
from okrtui.settings.declared import ALL
from okrtui.tui.commands import use_keys
from okrtui.tui.dialogkeys import ALL as EVERY_COMMAND
from okrtui.tui.screens.settings import SettingsScreen
from tests.tui.driving import SMALL, WIDE, Window, rows_text, window

SIZES = pytest.mark.parametrize("size", [WIDE, SMALL], ids=["wide", "small"])


@pytest.fixture(autouse=True)
def usual_again() -> Iterator[None]:
    """What one test sets, no other is to see."""
    yield
    use_keys({})
    manner.use()


@pytest.fixture
def file() -> Path:
    """The user's file, with a comment and a key of somebody else's."""
    path = settings.path()
    path.parent.mkdir(parents=True)
    path.write_text("# mine\nbackups = 7  # enough\nlater_key = 1\n", encoding="utf-8")
    return path


async def opened(win: Window, place: str = "") -> SettingsScreen:
    await win.press("O")
    await win.until(lambda: isinstance(win.app.screen, SettingsScreen) and win.app.screen.here)
    screen = win.app.screen
    assert isinstance(screen, SettingsScreen)
    if place:
        screen.list.select(place)
        await win.pilot.pause()
        assert screen.here == place
    return screen


@SIZES
async def test_it_lists_every_setting_and_the_keys_of_every_command(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        screen = await opened(win)
        assert {setting.place for setting in ALL} | {f"keys.{c.id}" for c in EVERY_COMMAND} == screen.stops
        screen.list.select("counts.kpis")
        screen._moved("")
        await win.pilot.pause()
        text = win.screen()
        assert "Expected: three whole numbers" in text
        assert "Default: 2, 7, 12" in text


async def test_a_change_holds_at_once_is_kept_and_taken_back(sample: Path, file: Path) -> None:
    async with window(sample) as win:
        screen = await opened(win, "numbers")
        await win.press("enter")
        await win.asked()
        await win.press("2")
        await win.until(lambda: win.app.settings.numbers == "1234,5")
        assert "38,9" in "\n".join(win.rows("results"))
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# mine\nbackups = 7  # enough\nlater_key = 1\n")
        assert 'numbers = "1234,5"' in text
        assert screen.footer.notice.startswith("numbers: 1234,5.")
        await win.press("u")
        assert win.app.settings.numbers == "1234.5"
        assert "38.9" in "\n".join(win.rows("results"))


@pytest.mark.parametrize(
    ("place", "typed", "said"),
    [
        ("counts.kpis", "5, 2, 9", "counts.kpis: expected three whole numbers"),
        ("fiscal_year_start", "13", "fiscal_year_start: expected a month from 1 to 12, found “13”."),
        ("pace.behind", "0.5", "pace.behind is above pace.on_track"),
        ("keys.find", "hyper", "“hyper” is not a key"),
    ],
)
async def test_what_cannot_be_is_said_where_it_was_typed_and_nothing_changes(
    sample: Path, file: Path, place: str, typed: str, said: str
) -> None:
    async with window(sample) as win:
        screen = await opened(win, place)
        before = settings.load()[0]
        await win.press("enter")
        await win.pilot.pause()
        await win.type(typed)
        await win.press("enter")
        await win.until(lambda: said in win.screen())
        assert typed in win.screen()
        assert settings.load()[0] == before
        await win.type(" ")
        assert said not in win.screen()
        await win.press("escape")
        await win.until(lambda: win.app.screen is screen)
        assert settings.load()[0] == before


async def test_keys_are_changed_here_and_work_at_once(sample: Path) -> None:
    async with window(sample) as win:
        screen = await opened(win, "keys.find")
        await win.press("enter")
        await win.pilot.pause()
        await win.type("ctrl+k")
        await win.press("enter")
        await win.until(lambda: "ctrl+k" in screen.footer.notice)
        await win.press("escape")
        await win.back()
        await win.press("ctrl+k")
        await win.until(lambda: type(win.app.screen).__name__ == "Finder")


async def test_quiet_hides_hints_and_strict_makes_them_warnings(sample: Path) -> None:
    async with window(sample) as win:
        for answer, hints in (("1", False), ("3", False), ("2", True)):
            await opened(win, "coach")
            await win.press("enter")
            await win.asked()
            await win.press(answer)
            await win.until(lambda: isinstance(win.app.screen, SettingsScreen))
            await win.press("escape")
            await win.back()
            marks = win.main.side.marks.values()
            assert any(hint for _, hint in marks) == hints
            if answer == "3":
                assert any(warning for warning, _ in marks)


async def test_what_is_wrong_in_the_file_is_listed_with_its_line(sample: Path, file: Path) -> None:
    async with window(sample) as win:
        screen = await opened(win)
        text = rows_text(screen.list)
        assert "What cannot be used" in text
        assert "line 3: later_key is not a setting" in " ".join(text.split())


async def test_d_goes_back_to_the_default_and_words_narrow_the_list(sample: Path, file: Path) -> None:
    async with window(sample) as win:
        screen = await opened(win, "backups")
        await win.press("d")
        assert settings.load()[0].backups == 30
        await win.press("slash")
        await win.pilot.pause()
        await win.type("fiscal")
        assert "fiscal_year_start" in screen.stops
        assert len(screen.stops) == 1
        await win.press("escape")


@SIZES
async def test_pages_and_ends_take_the_cursor_along(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        screen = await opened(win)
        for key in ("pagedown", "pagedown", "end", "pageup", "home"):
            await win.press(key)
            await win.pilot.pause()
            top = round(screen.list.scroll_y)
            assert top <= screen.list.cursor < top + screen.list.size.height, key
            assert screen.here, "and it is on a setting"
        assert screen.here == ALL[0].place


@SIZES
async def test_a_line_shows_what_is_in_use_and_no_cut_sentence(
    sample: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "vim -n")
    async with window(sample, size=size) as win:
        screen = await opened(win, "editor")
        text = win.screen()
        assert "none: vim -n" in text
        top = text.split("How many are enough")[0]
        if size == WIDE:
            assert "…" not in top.split("╭")[1], "the path above the frame may be longer than the screen"
        screen.list.select("mouse")
        screen._moved("")
        await win.pilot.pause()
        assert "false" not in win.screen()


@SIZES
async def test_home_goes_to_the_first_setting_from_anywhere(sample: Path, size: tuple[int, int]) -> None:
    async with window(sample, size=size) as win:
        screen = await opened(win)
        first = screen.here
        for key in ("down", "pagedown"):
            await win.press(key)
            await win.pilot.pause()
            assert screen.here != first
            await win.press("home")
            await win.until(lambda: screen.here == first)
