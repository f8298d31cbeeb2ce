"""The disk below the app fails: it says what happened, keeps the text on the screen, and saves when it can again."""

from __future__ import annotations

from pathlib import Path

import pytest

from okrtui.plan.entities import KeyResult
from tests.faults import BROKEN, FULL, READ_ONLY, Disk, build
from tests.store.support import sql
from tests.tui.driving import put_sample, stored
from tests.tui.terminal import Terminal

TYPED = "Lower the refund rate from 4 % to 2 %"
SAID = {
    FULL: "space left",
    BROKEN: "disk I/O",
    READ_ONLY: "cannot be written",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets writing fail; the tests are skipped where it cannot be built."""
    found = build(tmp_path_factory.mktemp("faults"))
    if found is None or not Path("/proc/self/fd").is_dir():
        pytest.skip("there is no C compiler, or no /proc")
    return found


@pytest.fixture
def disk(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk that the plan lies on, not that of the state folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    disk = Disk(library, folder, tmp_path / "switch")
    put_sample(folder / "plan.db")
    for name, value in disk.environment.items():
        monkeypatch.setenv(name, value)
    return disk


def opened(disk: Disk, folder: Path, size: tuple[int, int] = (120, 40)) -> Terminal:
    """The app on the plan, ready for keys."""
    terminal = Terminal(str(disk.folder / "plan.db"), folder=folder, size=size)
    terminal.wait_for("Reduce the average CAC")
    terminal.wait_for("new")
    terminal.read(0.8)
    return terminal


def titles(disk: Disk) -> list[str]:
    """The key results that the file holds."""
    return [result.title for result in stored(disk.folder / "plan.db").table(KeyResult).values()]


@pytest.mark.parametrize(
    ("number", "size"),
    [(FULL, (120, 40)), (FULL, (80, 24)), (BROKEN, (120, 40)), (READ_ONLY, (120, 40))],
    ids=["full", "full, small", "broken", "read-only"],
)
def test_a_line_that_cannot_be_saved_stays_on_screen_and_is_saved_later(
    disk: Disk, tmp_path: Path, number: int, size: tuple[int, int]
) -> None:
    with opened(disk, tmp_path, size) as window:
        window.press("n")
        disk.fail(number)
        begun = len(window.output)
        window.press(TYPED)
        window.read(0.5)
        window.press("\r")
        window.wait_for("not saved")
        window.read(0.5)
        window.mark = begun  # the reason may have been said when the draft could not be kept, and stands there since
        if SAID[number] not in window.text:
            window.press("\r")  # another sentence may have come over it: asked again, it is said again
        window.wait_for(SAID[number])
        window.wait_for(TYPED)
        assert TYPED not in titles(disk)
        disk.mend()
        window.press("\r")
        window.wait_for("saved ✓")
        window.press("\x1b")
        window.read(0.3)
        window.press("q")
        assert window.end() == 0
    assert titles(disk).count(TYPED) == 1
    assert sql(disk.folder / "plan.db", "pragma integrity_check") == [("ok",)]


def test_what_was_typed_onto_a_full_disk_is_offered_after_a_kill(disk: Disk, tmp_path: Path) -> None:
    with opened(disk, tmp_path) as window:
        disk.fail(FULL)
        window.press("n")
        window.press(TYPED)
        window.read(1.2)
        window.kill()
    disk.mend()
    with Terminal(str(disk.folder / "plan.db"), folder=tmp_path) as window:
        window.wait_for("You were typing this")
        window.wait_for("refund rate")
        window.press("q")


def test_the_folder_of_the_plan_that_goes_away_and_comes_back(disk: Disk, tmp_path: Path) -> None:
    with opened(disk, tmp_path) as window:
        disk.folder.rename(tmp_path / "elsewhere")
        window.press("n")
        window.press(TYPED + "\r")
        window.wait_for("not saved")
        window.wait_for("moved")
        (tmp_path / "elsewhere").rename(disk.folder)
        window.press("\r")
        window.wait_for("saved ✓")
        window.press("\x1b")
        window.read(0.3)
        window.press("q")
        assert window.end() == 0
    assert titles(disk).count(TYPED) == 1


def test_no_space_for_a_backup_is_said_and_the_edit_is_saved(disk: Disk, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "okrtui").write_text("a file where the folder should be")
    with opened(disk, tmp_path) as window:
        window.press("n")
        window.press(TYPED + "\r")
        window.wait_for("There is no backup")
        window.wait_for("saved ✓")
    assert TYPED in titles(disk)


def test_a_damaged_plan_is_not_opened_and_the_way_out_is_said(disk: Disk, tmp_path: Path) -> None:
    path = disk.folder / "plan.db"
    root = sql(path, "select rootpage from sqlite_schema where name = 'kpis'")[0][0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(content)
    with Terminal(str(path), folder=tmp_path) as window:
        window.wait_for("is damaged")
        window.wait_for("okrtui doctor")
        window.wait_for("--repair")
        assert window.end() == 2
        assert "Traceback" not in window.text
