"""Random keys and texts, for hours if wanted: `pytest -m soak tests/tui/test_random_keys.py`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from okrtui.tui.commands import COMMANDS
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
