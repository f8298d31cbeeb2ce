"""When the app fails where it should not: a sentence, no traceback, a report in the state folder."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.tui.driving import window
from tests.tui.terminal import Terminal

BROKEN = """
from okrtui.tui.deeds.showing import Showing
def broken(self):
    raise RuntimeError("a bug")
Showing.do_lesson = Showing.do_keys = broken
"""
"""Read by Python at its start, from a folder on its path: the page of keys fails."""


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=["wide", "tiny"])
def test_a_bug_ends_in_a_sentence_and_a_report(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(site))
    report = tmp_path / "state" / "okrtui" / "crash.txt"
    report.parent.mkdir(parents=True)
    report.write_text("of before", encoding="utf-8")
    report.chmod(0o644)
    with Terminal(str(sample), folder=tmp_path, size=size) as window:
        window.wait_for("Acme")
        window.read(1.0)
        window.press("?")
        assert window.end() == 2
        assert "okrtui failed where it should not" in " ".join(window.text.split())
        assert "Traceback" not in window.text
    said = report.read_text(encoding="utf-8")
    assert 'raise RuntimeError("a bug")' in said, "no line of it is broken"
    assert max(map(len, said.splitlines())) == 100, "as wide as it is read, however narrow the terminal was"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600, "it quotes from the plan"


async def test_what_was_on_its_way_to_the_panes_when_the_app_ends_does_no_harm(sample: Path) -> None:
    async with window(sample) as win:
        screens = win.app._screen_stack
        held, screens[:] = screens[:], []  # as it is while the app takes them down
        win.main.show_pane("kpis")
        screens[:] = held
