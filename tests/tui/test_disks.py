"""Real disks that give out below the running app: a small one that is full, one mounted read-only, a size limit.

Those with a disk of their own need the right to mount one, and are skipped without it. A disk cannot be mounted
read-only anew while the app has its file open on it; `tests.tui.test_faults` does that with a library.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.plan.entities import KeyResult
from tests.store.support import sql
from tests.tui.driving import put_sample, stored
from tests.tui.terminal import Terminal

TYPED = "Lower the refund rate from 4 % to 2 %"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and mounts are those of Linux")


def mount(*arguments: str) -> bool:
    """Mount; whether that was possible."""
    return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 KB with the sample on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or not mount("-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)):
        pytest.skip("mounting takes rights that these tests do not have")
    put_sample(folder / "plan.db")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def opened(plan: Path, folder: Path) -> Terminal:
    """The app on a plan, ready for keys."""
    terminal = Terminal(str(plan), folder=folder)
    terminal.wait_for("Reduce the average CAC")
    terminal.wait_for("new")
    terminal.read(0.8)
    return terminal


def fill(folder: Path) -> None:
    """Take all the space that is left."""
    with (folder / "filler").open("wb", buffering=0) as filler:
        for size in (4096, 512, 1):
            try:
                while filler.write(b"x" * size):
                    pass
            except OSError:
                continue


def check(plan: Path) -> None:
    """The line is in the plan once, and the file is whole."""
    assert [row.title for row in stored(plan).table(KeyResult).values()].count(TYPED) == 1
    assert sql(plan, "pragma integrity_check") == [("ok",)]


def leave(window: Terminal) -> None:
    """Put away the next empty line and quit."""
    window.press("\x1b")
    window.read(0.3)
    window.press("q")
    assert window.end() == 0


@pytest.mark.parametrize("state", ["elsewhere", "on it too"])
def test_a_line_typed_onto_a_disk_that_is_full_stays_and_is_saved_when_there_is_room(
    disk: Path, tmp_path: Path, state: str
) -> None:
    with opened(disk / "plan.db", disk if state == "on it too" else tmp_path) as window:
        window.press("n")
        fill(disk)
        begun = len(window.output)
        window.press(TYPED)
        window.read(1.0)
        window.press("\r")
        window.wait_for("not saved")
        window.read(0.5)
        window.mark = begun
        if "at present" not in window.text:  # said of the draft, when that cannot be kept either
            window.wait_for("space left")
        window.wait_for("refund rate")
        (disk / "filler").unlink()
        window.press("\r")
        window.wait_for("saved ✓")
        leave(window)
    check(disk / "plan.db")


def test_a_disk_that_is_read_only_at_the_start_and_can_be_written_later(disk: Path, tmp_path: Path) -> None:
    assert mount("-o", "remount,ro", str(disk))
    with Terminal(str(disk / "plan.db"), folder=tmp_path) as window:
        window.wait_for("Reduce the average CAC")
        window.wait_for("plan.db is read-only")
        window.press("n")
        window.wait_for("plan.db is read-only")
        assert mount("-o", "remount,rw", str(disk))
        window.press("n")
        window.wait_for("tab field")
        window.press(TYPED)
        window.read(0.3)
        window.press("\r")
        window.wait_for("saved ✓")
        leave(window)
    check(disk / "plan.db")


def test_a_limit_on_the_size_of_files_is_said_and_the_line_is_saved_once_it_is_lifted(tmp_path: Path) -> None:
    plan = tmp_path / "plan.db"
    put_sample(plan)
    with opened(plan, tmp_path) as window:
        window.press("n")
        before = resource.prlimit(window.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(window.process.pid, resource.RLIMIT_FSIZE, (0, before[1]))
        begun = len(window.output)
        window.press(TYPED)
        window.read(1.0)
        window.press("\r")
        window.wait_for("not saved")
        window.read(0.5)
        window.mark = begun
        window.wait_for("refund rate")
        resource.prlimit(window.process.pid, resource.RLIMIT_FSIZE, before)
        window.press("\r")
        window.wait_for("saved ✓")
        leave(window)
    check(plan)
