"""Random keys and texts, for hours if wanted: `pytest -m soak tests/tui/test_random_keys.py`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from okrtui.tui.commands import COMMANDS
from tests.soak.monkey import Tally, run
from tests.soak.running import Window as RealWindow
from tests.tui.driving import SMALL, WIDE, put_sample, window

KEYS = [key for command in COMMANDS for key in command.keys if command.id != "quit"] + [
    "escape",
    "enter",
    "backspace",
] * 4
TEXTS = ("Launch the app", "Lower churn from 6 % to 5 %", "12", "€42", "[/b]", "30 jun", "yes", "le", "a\x1bb")


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40))
async def test_no_keys_in_any_order_end_the_app(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "plan.db"
    if seed % 3:
        put_sample(path)
    pressed: list[str] = []
    async with window(path, size=WIDE if seed % 2 else SMALL) as win:
        for _ in range(150):
            line = win.app.focused
            if chance.random() < 0.12 and isinstance(line, Input | TextArea):
                text = chance.choice(TEXTS)
                line.insert_text_at_cursor(text) if isinstance(line, Input) else line.insert(text)
                pressed.append(repr(text))
                await win.pilot.pause()
            else:
                pressed.append(chance.choice(KEYS))
                await win.press(pressed[-1])
            assert win.app.is_running, pressed


def test_keys_texts_and_mouse_in_bursts_end_no_real_program_either(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.setenv(name, "true")  # ^O starts it, and nobody is there to leave another one
    monkeypatch.setenv("PYTHONFAULTHANDLER", "1")  # a program that hangs is asked where
    tally = Tally()
    run(3, 250, tally)
    assert tally.events >= 250
    assert not tally.failures


@pytest.mark.parametrize(
    "burst",
    [
        ":\x1b\x1b\x1b",
        ":\x1b[6~\x1b[6~\x1b",
        "F\x1b[B\x1b[B\x1b",
        "000",
        "/x\r\r",
        "t\x1b\x1b",
        "g11",
        "I\x1au\x1b\x1b",
    ],
    ids=["palette", "pages of it", "finder", "five steps", "filter", "kind", "good", "import"],
)
def test_keys_that_come_before_a_screen_is_there_or_after_it_has_gone(burst: str, tmp_path: Path) -> None:
    put_sample(tmp_path / "plan.db")
    with RealWindow(str(tmp_path / "plan.db"), folder=tmp_path) as real:
        real.ready()
        real.feed(burst.encode())
        real.feed(b"\x1b")
        real.feed(b"\x11")
        assert real.end() == 0, real.text[-2000:]
