"""The real program in a terminal: killed while typing, two windows on one file, commands beside it, quitting."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from okrtui.plan.entities import KeyResult
from tests.soak.kills import Tally
from tests.soak.kills import run as kill
from tests.soak.running import Window
from tests.soak.soundness import drafts, in_journal
from tests.tui.driving import stored
from tests.tui.terminal import Terminal

TYPED = "Lower the refund rate from 4 % to 2 %"


def opened(sample: Path, folder: Path, size: tuple[int, int] = (120, 40)) -> Terminal:
    """A window on the sample, ready for keys."""
    terminal = Terminal(str(sample), folder=folder, size=size)
    terminal.wait_for("Reduce the average CAC")
    terminal.wait_for("new")
    return terminal


def key_result(path: Path, row: str) -> KeyResult:
    """A key result as the file has it."""
    found = stored(path).get(row)
    assert isinstance(found, KeyResult)
    return found


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "small"])
def test_what_was_typed_before_kill_9_is_offered_in_its_place(
    sample: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    with opened(sample, tmp_path, size) as window:
        window.press("n")
        window.press(TYPED)
        window.wait_for("2 %")
        window.read(0.8)  # a draft is written 300 ms after the last key
        window.kill()
    with Terminal(str(sample), folder=tmp_path, size=size) as window:
        window.wait_for(TYPED)
        window.wait_for("You were typing this")
        window.press("\r\r")
        window.wait_for("saved")
        window.press("q")
        assert window.end() == 0
    assert [k.title for k in stored(sample).key_results("o-balance")][1] == TYPED


def test_a_draft_that_is_put_back_is_not_offered_again(sample: Path, tmp_path: Path) -> None:
    with opened(sample, tmp_path) as window:
        window.press("n")
        window.press(TYPED)
        window.wait_for("2 %")
        window.read(0.8)
        window.kill()
    with Terminal(str(sample), folder=tmp_path) as window:
        window.wait_for("You were typing this")
        window.press("\x1b")
        window.wait_for("brings back")
        window.press("q")
        assert window.end() == 0
    with opened(sample, tmp_path) as window:
        window.read(0.5)
        assert "You were typing this" not in window.text
        window.press("q")
        assert window.end() == 0
    assert len(stored(sample).key_results("o-balance")) == 3


def test_quitting_in_the_middle_of_a_line_keeps_it_too(sample: Path, tmp_path: Path) -> None:
    with opened(sample, tmp_path) as window:
        window.press("n")
        window.press(TYPED)
        window.wait_for("2 %")
        window.press("\x11")
        assert window.end() == 0
    with Terminal(str(sample), folder=tmp_path) as window:
        window.wait_for("You were typing this")


def test_two_windows_see_each_others_edits_within_a_second_and_keep_both(sample: Path, tmp_path: Path) -> None:
    with opened(sample, tmp_path) as one, opened(sample, tmp_path) as two:
        one.press("e")
        one.press(" firmly\r")
        one.wait_for("saved")
        two.read(0.05)
        assert two.wait_for("firmly", 3.0) < 2.0
        two.press("jjdu")
        two.wait_for("Undone")
        two.press("e")
        two.press(" surely\r")
        two.wait_for("saved")
        one.wait_for("surely", 3.0)
        one.press("q")
        two.press("q")
        assert (one.end(), two.end()) == (0, 0)
    assert key_result(sample, "kr-cac").title.endswith("firmly")
    assert key_result(sample, "kr-churn").title.endswith("surely")


def test_a_value_recorded_by_a_command_appears_in_the_open_window(sample: Path, tmp_path: Path) -> None:
    with opened(sample, tmp_path) as window:
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "okrtui", "record", "Basket size", "77", "--plan", str(sample)],
            capture_output=True,
            text=True,
            env=window_environment(tmp_path),
            timeout=30,
        )
        assert done.returncode == 0, done.stderr
        window.wait_for("€77", 5.0)
        assert time.monotonic() - started < 8
        window.press("q")
        assert window.end() == 0
    assert stored(sample).measurements("kpi-basket")[-1].value == 77


def window_environment(folder: Path) -> dict[str, str]:
    """The environment that a command beside the window runs in."""
    return {**os.environ, "OKRTUI_TODAY": "2026-05-04", "XDG_STATE_HOME": str(folder / "state"), "HOME": str(folder)}


@pytest.mark.parametrize("key", ["q", "\x11"], ids=["q", "ctrl+q"])
def test_quitting_leaves_the_terminal_as_it_was(sample: Path, tmp_path: Path, key: str) -> None:
    with opened(sample, tmp_path) as window:
        assert termios.tcgetattr(window.slave)[3] & termios.ECHO == 0, "the app has the terminal"
        window.press(key)
        assert window.end() == 0
        assert termios.tcgetattr(window.slave) == window.before
        for mode in (b"1049", b"1000", b"1003", b"2004", b"25"):
            on, off = (b"l", b"h") if mode == b"25" else (b"h", b"l")
            if b"\x1b[?" + mode + on in window.output:
                assert window.output.rfind(b"\x1b[?" + mode + off) > window.output.rfind(b"\x1b[?" + mode + on), mode


def test_the_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    with Terminal("demo", folder=tmp_path) as window:
        window.wait_for("Reduce the average CAC")
        window.wait_for("new")
        window.press("dq")
        assert window.end() == 0
    assert list(tmp_path.rglob("*.db*")) == []


def test_a_plan_that_cannot_be_opened_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_text("this is no plan")
    with Terminal(str(broken), folder=tmp_path) as window:
        assert window.end() == 2
        assert "broken.db" in window.text
        assert "Traceback" not in window.text
    assert broken.read_text() == "this is no plan"


def test_a_terminal_that_closes_and_a_request_to_end_keep_the_last_letter(sample: Path, tmp_path: Path) -> None:
    for how, code in (("TERM", 143), ("close", 129)):
        with Window(str(sample), folder=tmp_path) as window:
            window.ready()
            window.feed(b"n")
            window.press(TYPED)
            window.wait_for("2 %")
            window.stop(how)  # at once: the pause after which a draft is written has not come
            assert window.process.returncode == code
            if how == "TERM":
                assert termios.tcgetattr(window.slave) == window.before
        assert any(TYPED in text for text in drafts(sample).values()), how


def test_nothing_is_lost_by_six_kills_at_random_moments() -> None:
    tally = Tally()
    kill(6, 7, tally)
    assert tally.kills.total() == 6


def test_the_others_edit_comes_without_touching_the_line_that_is_typed(sample: Path, tmp_path: Path) -> None:
    with opened(sample, tmp_path) as one, opened(sample, tmp_path) as two:
        two.press("jn")
        two.press("Half of ")
        two.wait_for("Half of")
        one.press("e")
        one.press(" firmly\r")
        one.wait_for("saved")
        two.wait_for("firmly", 3.0)
        two.press("a line\r\r")
        two.wait_for("saved")
        one.press("q")
        two.press("q")
        assert (one.end(), two.end()) == (0, 0)
    titles = [row.title for row in stored(sample).key_results("o-balance")]
    assert titles[0].endswith("firmly")
    assert titles[2] == "Half of a line"


def test_two_edits_of_one_field_are_both_shown_and_both_kept(sample: Path, tmp_path: Path) -> None:
    with opened(sample, tmp_path) as one, opened(sample, tmp_path) as two:
        for window, word in ((one, " firmly"), (two, " surely")):
            window.press("e")
            window.press(word)
            window.wait_for(word.strip())
        one.press("\r")
        one.wait_for("saved ✓")
        two.press("\r")
        two.wait_for("enter keeps yours")
        assert "firmly" in two.text
        two.press("\r")
        two.wait_for("saved ✓")
        two.press("q")
        one.press("q")
        assert (one.end(), two.end()) == (0, 0)
    assert key_result(sample, "kr-cac").title.endswith("surely")
    assert in_journal(sample, "firmly"), "the other one is one u away"
