"""Copying a row or the cycle, in a form that others can use."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

from okrtui.plan.entities import KeyResult, Kpi, Objective
from okrtui.tui import clipboard
from tests.tui.driving import Window, put_toml, stored, titled, window

find_command = clipboard.command


@pytest.mark.parametrize(
    ("environ", "platform", "there", "found"),
    [
        ({}, "darwin", ("pbcopy",), ("pbcopy",)),
        ({}, "win32", ("clip.exe",), ("clip.exe",)),
        ({"WSL_DISTRO_NAME": "Ubuntu", "DISPLAY": ":0"}, "linux", ("clip.exe", "xclip"), ("clip.exe",)),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", ("wl-copy", "xclip"), ("wl-copy",)),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", ("xclip",), ("xclip", "-selection", "clipboard")),
        ({"DISPLAY": ":0"}, "linux", ("xsel",), ("xsel", "--clipboard", "--input")),
        ({}, "linux", ("xclip", "wl-copy"), ()),
        ({"DISPLAY": ":0"}, "linux", (), ()),
    ],
)
def test_the_systems_own_command_is_found(
    environ: dict[str, str], platform: str, there: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert find_command(environ, lambda name: name if name in there else None, platform) == found


def test_a_text_is_handed_over_on_a_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "copy"
    monkeypatch.setattr(clipboard, "command", lambda: ("tee", str(target)))
    thread = clipboard.hand_over("Wörter\n")
    assert thread is not None
    thread.join(5)
    assert target.read_text(encoding="utf-8") == "Wörter\n"


@pytest.mark.parametrize("found", [("no-such-command-here",), ("false",), ("sleep", "9")])
def test_a_command_that_fails_disturbs_nobody(monkeypatch: pytest.MonkeyPatch, found: tuple[str, ...]) -> None:
    monkeypatch.setattr(clipboard, "command", lambda: found)
    monkeypatch.setattr(clipboard, "PATIENCE", 0.1)
    thread = clipboard.hand_over("text")
    assert thread is not None
    thread.join(5)
    assert not thread.is_alive()
    assert issubclass(subprocess.TimeoutExpired, subprocess.SubprocessError)


async def copied(win: Window, key: str, *, by: str = "X") -> str:
    """What is on the clipboard after copying by a key of the dialog."""
    await win.press(by)
    await win.asked()
    await win.press(key)
    await win.back()
    await win.until(lambda: win.notice.startswith("Copied"))
    return win.app.clipboard


async def test_the_words_of_a_row_and_of_what_stands_below_it(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("2")
        text = await copied(win, "t", by="ctrl+c")
        lines = text.splitlines()
        assert [line for line in lines if not line.strip() or line.lstrip().startswith("- ")] == [
            f"- {row.title}" if isinstance(row, KeyResult) else f"  - {getattr(row, 'title', '')}"
            for row in below(win, "Balance CAC and CLV")
        ]
        assert lines[:2] == ["Balance CAC and CLV", "Head of commerce, aspirational"]
        assert "  1.6 -> 1.76, now 1.63, CRM" in lines, "start, target and value stand below a key result"
        said = f"Copied the objective “Balance CAC and CLV” as Plain text, {len(lines)} lines"
        assert win.notice == f"{said}, if the terminal takes copies."


def below(win: Window, title: str) -> list[object]:
    """Key results of an objective, each with its initiatives."""
    objective = next(row for row in win.plan.table(Objective).values() if row.title == title)
    found: list[object] = []
    for result in win.plan.key_results(objective.id):
        found += [result, *win.plan.initiatives(result.id)]
    return found


async def test_a_row_as_markdown_says_how_it_stands(sample: Path) -> None:
    async with window(sample) as win:
        text = await copied(win, "m")
        assert "Reduce the average CAC by 20 % by the end of Q2" in text
        assert "38.9" in text


async def test_a_row_as_toml_can_be_read_again(sample: Path) -> None:
    async with window(sample) as win:
        text = await copied(win, "o")
        assert tomllib.loads(text)
        other = sample.with_name("other.db")
        put_toml(other, text)
        read = stored(other)
        assert titled(read, KeyResult) == ["Reduce the average CAC by 20 % by the end of Q2"]
        assert titled(read, Objective) == ["Balance CAC and CLV"]
        here = win.plan.get(win.here)
        assert isinstance(here, KeyResult)
        assert len(read.check_ins(here.id)) == len(win.app.session.history_all().check_ins(here.id)) > 0
        assert set(here.kpis) <= set(read.table(Kpi))


async def test_the_cycle_and_nothing(sample: Path) -> None:
    async with window(sample) as win:
        assert (await copied(win, "c")).startswith("# ")
        await win.press("X")
        await win.asked()
        await win.press("escape")
        await win.back()


async def test_an_empty_plan_says_that_there_is_nothing(empty: Path) -> None:
    async with window(empty) as win:
        assert "nothing to copy" in win.main.deeds.why_not("copy")


async def test_who_meant_to_leave_with_the_key_that_stops_programs_can(sample: Path) -> None:
    async with window(sample) as win:
        await win.press("ctrl+c")
        assert "leave okrtui" in win.screen()
        await win.press("q")
        await win.until(lambda: not win.app.is_running or win.app.return_code is not None)
