"""When the app fails where it should not: a sentence, no traceback, a report in the state folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

BROKEN = """
from okrtui.tui.deeds.showing import Showing
def broken(self):
    raise RuntimeError("a bug")
Showing.do_lesson = Showing.do_keys = broken
"""
"""Read by Python at its start, from a folder on its path: the page of keys fails."""


def test_a_bug_ends_in_a_sentence_and_a_report(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(site))
    with Terminal(str(sample), folder=tmp_path) as window:
        window.wait_for("Reduce the average CAC")
        window.wait_for("new")
        window.press("?")
        assert window.end() == 2
        assert "okrtui failed where it should not" in window.text
        assert "Traceback" not in window.text
    assert "a bug" in (tmp_path / "state" / "okrtui" / "crash.txt").read_text(encoding="utf-8")
