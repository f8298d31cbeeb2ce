"""Exports under odd circumstances: a path longer than anybody reads, a cycle that goes while it is about to go out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import Cycle
from okrtui.tui.exportchoice import LEAVES_OUT
from okrtui.tui.exportpaths import cut_start
from okrtui.tui.screens.export import ExportDialog
from okrtui.tui.text import width
from tests.tui.driving import window


@pytest.mark.parametrize("letter", ["x", "目", "é", "\x1b", "👩‍👩‍👧"])
def test_a_path_of_any_length_is_cut_at_once(letter: str) -> None:
    began = time.process_time()
    shown = cut_start(letter * 40_000 + "/end.toml", 60)
    assert time.process_time() - began < 1.0
    assert shown.startswith("…")
    assert shown.endswith("/end.toml")
    assert width(shown) <= 60


async def test_a_cycle_that_another_window_deletes_while_it_is_about_to_go_out(sample: Path) -> None:
    async with window(sample) as win:
        cycle = next(iter(win.plan.table(Cycle)))
        win.main.deeds.do("export")
        await win.until(lambda: "Goes out:" in win.screen())
        win.app.apply(edits.delete(win.plan, cycle))
        dialog = win.app.screen
        assert isinstance(dialog, ExportDialog)
        for word in LEAVES_OUT:
            dialog.action_without(word)
            await win.pilot.pause()
        assert "another window may have deleted it" in " ".join(win.screen().split())
        await win.press("escape")
        await win.back()
