"""Plans that were made to do harm: no control sequence of theirs reaches a terminal, no path of theirs is opened."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from okrtui.plan import edits
from okrtui.plan.entities import Cycle, Initiative, KeyResult, Kpi, Objective
from tests.soak.running import Window
from tests.tui.driving import put_sample, session_on
from tests.tui.test_processes import window_environment

MARK = "qzx"
SEQUENCES = (
    "\x1b]52;c;qzxAAAA\x07", "\x1b]8;;http://qzx.example\x1b\\link\x1b]8;;\x1b\\", "\x1b]0;qzx title\x07",
    "\x1bPqzx\x1b\\", "\x1b[31mqzx", "\x9b31mqzx", "\x9d52;c;qzx\x9c", "\x90qzx\x9c", "\x1b_qzx\x1b\\",
    "\x1bc", "\x05", "\x0eqzx\x0f", "\x7fqzx", "\u202eqzx",
)  # fmt: skip
BAD = re.compile(
    rb"\x1b\]52;c;qzx|\x1b\]8;;http|\x1b\]0;qzx|\x1bPqzx|\x1b_qzx|\x1b\[31mqzx|\xc2[\x80-\x9f]|\x1bc"
    rb"|\x05|\x0e|\x7f|\xe2\x80\xae"
)
"""What a terminal would have been told, had a text got through: each of `SEQUENCES`, C1 as UTF-8 too."""
PATHS = (
    "/tmp/okrtui-never-opened",
    "~/okrtui-never-opened",
    "../okrtui-never-opened",
    "file:///tmp/okrtui-never-opened",
)

AUDIT = """
import sys
def hook(event, given):
    if event == "open" and "okrtui-never-opened" in str(given[0]):
        open_ = sys.stderr.write("OPENED " + str(given[0]))
        import os; os._exit(77)
sys.addaudithook(hook)
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The sample with harmful texts in all places that take one."""
    path = tmp_path / "plan.db"
    put_sample(path)
    texts = [f"{MARK} {sequence} {place}" for sequence, place in zip(SEQUENCES, PATHS * 4, strict=False)]
    session = session_on(path)
    for number, text in enumerate(texts):
        plan = session.plan
        match number % 5:
            case 0:
                edit = edits.change(plan, "kr-cac", title=text, metric=text, owner=text)
            case 1:
                edit = edits.change(plan, "o-balance", title=text, why=text)
            case 2:
                edit = edits.change(plan, "kpi-basket", name=text, source=text, action=text, owner=text)
            case 3:
                edit = edits.add(plan, Initiative, parent="kr-cac", title=text)
            case _:
                cycle = next(row for row in plan.rows() if isinstance(row, Cycle) and row.state == "active")
                edit = edits.add(plan, Objective, parent=cycle.id, title=text, why=text)
        session.apply(edit)
        session.wait()
    for kind, parent in ((KeyResult, "o-balance"), (Kpi, "")):
        for text in texts:
            field = "title" if kind is KeyResult else "name"
            session.apply(edits.add(session.plan, kind, parent=parent, **{field: text}))
    session.wait(10)
    session.close()
    return path


@pytest.fixture
def audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python that starts from here on ends with 77 when it opens one of `PATHS`."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(AUDIT, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(site), str(Path(__file__).parents[2]))))


def check_bytes(output: bytes) -> None:
    found = BAD.search(output)
    assert found is None, output[max(found.start() - 60, 0) : found.end() + 60]


@pytest.mark.usefixtures("audited")
def test_the_audit_sees_what_is_opened(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "open('/tmp/okrtui-never-opened')"],
        capture_output=True,
        env=window_environment(tmp_path),
    )
    assert done.returncode == 77


@pytest.mark.usefixtures("audited")
def test_no_text_of_a_plan_is_a_command_to_the_terminal_of_the_app(hostile: Path, tmp_path: Path) -> None:
    with Window(str(hostile), folder=tmp_path) as window:
        window.ready()
        seen = window.output
        for keys in ("jjjj", " ", "\x1b", "2jj", " ", "\x1b", "4jjj", " ", "\x1b", "3", "e", "\x1b", "D", "\x1b", "H",
                     "\x1b", "R", "\x1b", "F" + MARK, "\x1b", "d", "u", "x", "\x1b"):  # fmt: skip
            os.write(window.master, keys.encode())
            window.output = b""
            window.read(0.25)
            seen += window.output
        window.output = b""
        os.write(window.master, b"\x11")
        assert window.end() == 0
        seen += window.output
    assert MARK.encode() in seen, "the texts were on the screen"
    # what the app itself says to the terminal as it starts and ends holds none of these
    check_bytes(seen)


@pytest.mark.usefixtures("audited")
@pytest.mark.parametrize(
    "command",
    [
        ["check", "PLAN"], ["export", "PLAN", "--format", "markdown"], ["export", "PLAN", "-o", "out.html"],
        ["doctor", "PLAN"],
        ["record", MARK, "1", "--plan", "PLAN"], ["diff", "PLAN", "nothing.toml"], ["import", "out.toml", "PLAN"],
    ],
    ids=lambda command: command[0],
)  # fmt: skip
def test_no_text_of_a_plan_is_a_command_to_the_terminal_of_a_command(
    command: list[str], hostile: Path, tmp_path: Path
) -> None:
    if command[0] == "import":
        run(["export", str(hostile), "-o", "out.toml"], tmp_path)
    done = run([str(hostile) if word == "PLAN" else word for word in command], tmp_path)
    assert done.returncode in (0, 1, 2), done.stderr
    check_bytes(done.stdout + done.stderr)


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "okrtui", *arguments],
        capture_output=True,
        cwd=folder,
        env=window_environment(folder),
        timeout=60,
    )


def test_what_okrtui_writes_is_its_users_alone(tmp_path: Path) -> None:
    """Plan and backups too, also with a mask that would let others read."""
    before = os.umask(0)
    try:
        put_sample(tmp_path / "plan.db")
        done = run(["record", "Basket size", "77", "--plan", str(tmp_path / "plan.db")], tmp_path)
        assert done.returncode == 0, done.stderr
        with Window(str(tmp_path / "plan.db"), folder=tmp_path) as window:
            window.ready()
            window.feed(b"dn" + MARK.encode())
            window.read(0.6)
            window.stop("TERM")
    finally:
        os.umask(before)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len([file for file in files if file.suffix == ".db"]) > 1, "there is a backup as well"
    loose = {str(file): oct(stat.S_IMODE(file.stat().st_mode)) for file in files if file.stat().st_mode & 0o077}
    assert loose == {}
