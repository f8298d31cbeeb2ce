"""Several processes on one file, and processes that are killed: nothing is lost, nothing is half-written."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from okrtui.store import reader
from okrtui.store.errors import StoreError
from okrtui.store.migrations import migrations
from tests.store.support import CYCLE, OBJECTIVE, contents, insert, reread, session, sql

_WRITER = """
import sys
from datetime import date
from pathlib import Path
from okrtui.plan.edits import add, change
from okrtui.plan.entities import Objective
from okrtui.session import Session

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
window = Session(path, today=lambda: date(2026, 5, 4), state_dir=path.parent / "state").open()
for n in range(count):
    window.apply(add(window.plan, Objective, parent="cy-000001", title=f"{name} {n}"))
    window.wait()
    print(f"{name} {n}", flush=True)
window.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plan with one objective."""
    path = tmp_path / "plan.db"
    window = session(path)
    window.apply(insert(CYCLE, OBJECTIVE))
    window.close()
    return path


def _write(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def check_whole(path: Path) -> None:
    """The file is sound, and its journal tells exactly how it came to hold what it holds."""
    reread(path)  # rolls back what a killed program left
    assert sql(path, "pragma integrity_check") == [("ok",)]
    assert sql(path, "pragma foreign_key_check") == []
    assert sql(path, "select count(*) from changes where action not in (select id from actions)") == [(0,)]
    window = session(path)
    before = contents(window.plan)
    count = sql(path, "select count(*) from actions where kind = 'edit' and undone = 0")[0][0]
    for _ in range(count):
        window.undo()
    window.wait()
    assert list(contents(window.plan)) == list(reread(path)) == [("plan", "plan")]
    for _ in range(count):
        window.redo()
    window.wait()
    assert contents(window.plan) == reread(path) == before
    window.close()


def test_four_processes_lose_no_edit(path: Path) -> None:
    each = 60
    processes = [_write(path, f"p{n}", each) for n in range(4)]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    titles = {title for (title,) in sql(path, "select title from objectives where id <> ?", OBJECTIVE.id)}
    assert titles == {f"p{n} {m}" for n in range(4) for m in range(each)}
    assert sql(path, "select count(*) from actions") == [(1 + 4 * each,)]
    check_whole(path)


def test_processes_that_start_together_make_one_plan(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    code = _WRITER.replace("range(count)", "range(0)").replace("window.close()", "window.wait(); window.close()")
    processes = [subprocess.Popen([sys.executable, "-c", code, path, "x", "0"]) for _ in range(4)]
    assert [process.wait(timeout=30) for process in processes] == [0] * 4
    assert sql(path, "select name from _sqlite_migrations") == [(m.name,) for m in migrations._migrations]
    assert list(reread(path)) == [("plan", "plan")]


def _kill_while_writing(path: Path, after: float) -> list[str]:
    """What a process had acknowledged as saved when it was killed."""
    process = _write(path, f"k{after:.4f}", 10_000)
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    acknowledged, _ = process.communicate()
    return [f"k{after:.4f} 0", *(line for line in acknowledged.split("\n")[:-1])]


def test_a_killed_process_leaves_a_whole_file_with_every_acknowledged_edit(path: Path) -> None:
    chance = random.Random(7)
    for _ in range(5):
        acknowledged = _kill_while_writing(path, chance.uniform(0.0, 0.08))
        reread(path)
        held = {title for (title,) in sql(path, "select title from objectives")}
        assert set(acknowledged) <= held
    check_whole(path)


@pytest.mark.soak
def test_a_file_survives_five_hundred_kills(path: Path) -> None:
    chance = random.Random(11)
    for n in range(500):
        acknowledged = _kill_while_writing(path, chance.uniform(0.0, 0.05))
        reread(path)
        held = {title for (title,) in sql(path, "select title from objectives")}
        assert set(acknowledged) <= held
        if n % 100 == 99:
            check_whole(path)


@pytest.mark.soak
def test_four_processes_with_ten_thousand_edits_lose_none(path: Path) -> None:
    processes = [_write(path, f"p{n}", 2500) for n in range(4)]
    for process in processes:
        _, errors = process.communicate(timeout=1800)
        assert process.returncode == 0, errors
    assert sql(path, "select count(*) from objectives") == [(10_001,)]


def test_what_a_killed_process_left_half_written_is_rolled_back_also_by_one_that_only_reads(path: Path) -> None:
    before = reread(path)
    code = (
        "import os, signal, sqlite3, sys; db = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "db.execute('pragma cache_size = 1'); db.execute('begin immediate');"
        "db.execute('update objectives set title = ?', ('half',));"
        "[db.execute('insert into objectives (id, cycle, why) values (?, ?, ?)', (f'o-{n}', 'cy-000001', 'x' * 9000))"
        " for n in range(200)]; os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert path.with_name("plan.db-journal").stat().st_size > 0, "there is something to roll back"
    assert reread(path) == before


def test_a_file_that_is_locked_at_the_start_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WAIT", 0.2)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin exclusive")
    with pytest.raises(StoreError, match=r"plan\.db is in use by another program"):
        session(path)
    holder.close()


def test_a_limit_on_the_size_of_files_is_said_and_nothing_is_lost(path: Path) -> None:
    code = """
import resource, signal, sys
from datetime import date
from pathlib import Path
from okrtui.plan.changes import Edit, Set
from okrtui.session import Session
from okrtui.store.errors import StoreError

path = Path(sys.argv[1])
window = Session(path, today=date.today, state_dir=path.parent / "state").open()
window.wait()
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
window.apply(Edit("grow", (Set("objectives", "o-000001", "why", "", "x" * 200_000),)))
try:
    window.wait()
except StoreError as error:
    print(type(error).__name__, error)
print(repr(window.plan.get("o-000001").why))
"""
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "plan.db" in done.stdout.splitlines()[0]
    assert done.stdout.endswith("''\n")
    check_whole(path)


_WITHOUT_RIGHTS = """
import json, os, pwd, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from okrtui.plan.changes import Edit, Set
from okrtui.plan.errors import PlanError
from okrtui.session import Session
import okrtui.store.writer  # loaded now, because the interpreter itself may be out of reach afterwards

path = Path(sys.argv[1])
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    window = Session(path, today=lambda: date(2026, 5, 4), state_dir=Path(sys.argv[2])).open()
    print(window.notice)
    window.draft("o-000001.title", "kept as a draft")
    window.close()
    window.apply(Edit("set", (Set("objectives", "o-000001", "why", "", "x"),)))
except PlanError as error:
    print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach, which pytest's own ones are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "state").mkdir()
        (folder / "state").chmod(0o777)
        yield folder
        folder.chmod(0o755)


def _without_rights(path: Path) -> list[str]:
    args = [sys.executable, "-c", _WITHOUT_RIGHTS, str(path), str(path.parent / "state")]
    done = subprocess.run(args, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_plan_without_the_right_to_write_it_opens_and_says_so(open_folder: Path) -> None:
    path = open_folder / "plan.db"
    window = session(path)
    window.apply(insert(CYCLE, OBJECTIVE))
    window.close()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    notice, refusal = _without_rights(path)
    assert "plan.db is read-only" in notice
    assert f"{path} cannot be written" in refusal
    assert [draft.text for draft in session(path, readonly=True).drafts()] == ["kept as a draft"]


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_plan_without_the_right_to_read_it_is_a_sentence(open_folder: Path) -> None:
    path = open_folder / "plan.db"
    session(path).close()
    path.chmod(0o000)
    assert _without_rights(path) == [f"{path} could not be read or written (permission denied)."]
    path.unlink()
    open_folder.chmod(0o600)
    assert _without_rights(path) == [f"{path} cannot be written: permission denied."]
    open_folder.chmod(0o555)
    assert _without_rights(path) == [f"{path} cannot be written: permission denied."]
