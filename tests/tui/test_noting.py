"""Noting a value with v: a slip is asked about, and what was noted is said."""

from __future__ import annotations

from pathlib import Path

from tests.tui.driving import window


async def test_a_value_far_from_the_last_one_is_asked_about_once_and_noted(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("v")
        await win.type("3890")
        await win.press("enter")
        assert win.typing()
        assert "100 times the last value, €38.9: enter again keeps it." in " ".join(win.said.split())
        await win.put("38.20")
        await win.press("enter")
        assert not win.typing()
        assert win.notice == "Noted: €38.2 on 4 May. u takes it back."


async def test_enter_again_keeps_a_value_that_was_asked_about(sample: Path) -> None:
    async with window(sample) as win:
        await win.go("kr-cac")
        await win.press("v")
        await win.type("3890")
        await win.press("enter", "enter")
        assert not win.typing()
        assert win.plan.check_ins("kr-cac")[-1].value == 3890
