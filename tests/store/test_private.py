"""Every file that okrtui makes for itself is its user's alone, whatever the umask would let others do."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.settings.writing import keep
from okrtui.store import file
from okrtui.store.backups import UPGRADE, back_up
from okrtui.store.drafts import Aside, Draft
from okrtui.store.origin import open_window
from okrtui.store.repair import repair, restore
from tests.store.support import CYCLE, OBJECTIVE, insert, session

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """A mask that would let everybody read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan with one objective."""
    path = tmp_path / "new" / "folder" / "plan.db"
    window = session(path)
    window.apply(insert(CYCLE, OBJECTIVE))
    window.close()
    return path


def mode(path: Path) -> str:
    """The rights of a file or folder."""
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_a_plan_and_the_folders_made_for_it(path: Path) -> None:
    assert mode(path) == "0o600"
    assert mode(path.parent) == "0o700"


def test_what_sqlite_keeps_beside_a_plan_while_it_is_written(path: Path) -> None:
    code = (
        "import os, signal, sqlite3, sys; os.umask(0); db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('begin immediate'); db.execute('update objectives set title = 1');"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert mode(path.with_name("plan.db-journal")) == "0o600"


def test_what_others_have_turned_into_a_file_with_a_wal(path: Path) -> None:
    """Some tool may have done so: then there are two files more."""
    code = (
        "import os, signal, sqlite3, sys; os.umask(0); db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('pragma journal_mode = wal'); db.execute('update objectives set title = 1');"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert mode(path.with_name("plan.db-wal")) == mode(path.with_name("plan.db-shm")) == "0o600"


@pytest.mark.parametrize("why", ["", UPGRADE])
def test_a_backup_and_its_folder_also_of_a_plan_that_others_can_read(path: Path, why: str) -> None:
    path.chmod(0o644)
    made = back_up(path, path.parent / "state", why)
    assert mode(made.path) == "0o600"
    assert mode(made.path.parent) == "0o700"


def test_a_draft_that_is_kept_beside_the_plan(path: Path) -> None:
    aside = Aside(path, path.parent / "state")
    aside.write(open_window(), {"x": Draft("x", "a secret", "2026-05-04T09:00:00")}, frozenset())
    kept = [found for found in aside.folder.rglob("*") if found.is_file()]
    assert kept
    assert {mode(found) for found in kept} == {"0o600"}
    assert mode(aside.folder) == "0o700"


def test_a_repaired_plan_and_the_damaged_one(path: Path) -> None:
    path.chmod(0o644)
    with path.open("r+b") as opened:
        opened.seek(100)
        opened.write(b"\0" * 8)
    done = repair(path, path.parent / "state")
    assert done.aside is not None
    assert mode(path) == mode(done.aside) == "0o600"


def test_a_plan_that_a_backup_was_put_in_place_of(path: Path) -> None:
    backup = back_up(path, path.parent / "state")
    path.chmod(0o644)
    aside = restore(path, backup)
    assert aside is not None
    assert mode(path) == mode(aside) == "0o600"


def test_a_plan_made_by_a_command(tmp_path: Path) -> None:
    file.create(tmp_path / "fresh" / "plan.db")
    assert mode(tmp_path / "fresh" / "plan.db") == "0o600"
    assert mode(tmp_path / "fresh") == "0o700"


def test_the_settings_and_a_mode_that_the_user_gave_them_stays(tmp_path: Path) -> None:
    where = tmp_path / "config" / "okrtui" / "config.toml"
    keep("backups", 7, where)
    assert mode(where) == "0o600"
    assert mode(where.parent) == "0o700"
    where.chmod(0o640)
    keep("backups", 8, where)
    assert mode(where) == "0o640"
