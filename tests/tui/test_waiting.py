"""What a user is told while something takes a while."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.tui.deeds import hearing
from tests.tui.driving import window


def state(win: object) -> str:
    return win.main.header._state  # type: ignore[attr-defined, no-any-return]


async def test_an_undo_that_takes_a_while_says_that_it_works(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hearing, "SOON", 0.01)
    async with window(sample) as win:
        held: list[object] = []
        told = win.app.on_session_event
        await win.press("d")
        await win.until(lambda: "saved" in state(win))
        monkeypatch.setattr(win.app, "on_session_event", held.append)
        await win.press("u")
        await win.until(lambda: "working" in state(win))
        await win.until(lambda: held)
        monkeypatch.undo()
        for event in held:
            told(event)  # type: ignore[arg-type]
        assert "working" not in state(win)
        assert "Undone" in win.notice


async def test_an_undo_that_is_quick_says_only_what_it_did(sample: Path) -> None:
    async with window(sample) as win:
        seen: list[str] = []
        real = win.main.header.state
        win.main.header.state = lambda text, style="dim": (seen.append(text), real(text, style))[1]  # type: ignore[method-assign, func-returns-value]
        await win.press("d")
        await win.undone()
        assert not any("working" in text for text in seen)
