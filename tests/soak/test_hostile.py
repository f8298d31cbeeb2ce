"""Plans that were made to do harm: no control sequence of theirs reaches a terminal, no path of theirs is opened."""

from __future__ import annotations

import json
import os
import pty
import re
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from okrtui.exchange import csv_out, json_out, toml_out
from okrtui.plan import edits
from okrtui.plan.entities import Cycle, Initiative, KeyResult, Kpi, Objective
from okrtui.store.backups import back_up
from tests.soak.running import Window
from tests.tui.driving import put_sample, session_on, stored
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
    cycle = next(row for row in session.plan.rows() if isinstance(row, Cycle) and row.state == "active")
    for edit in (
        edits.change(session.plan, "plan", name=texts[4], statement=texts[5]),
        edits.change(session.plan, "pr-cost", title=texts[0]),
        edits.change(session.plan, cycle.id, name=texts[4]),
    ):
        session.apply(edit)
    session.wait()
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


def check_bytes(output: bytes, where: str = "") -> None:
    """Nothing of a harmful text is a command in what a terminal got."""
    found = BAD.search(output)
    assert found is None, f"{where}: {output[max(found.start() - 60, 0) : found.end() + 60]!r}"


@pytest.mark.usefixtures("audited")
def test_the_audit_sees_what_is_opened(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "open('/tmp/okrtui-never-opened')"],
        capture_output=True,
        env=window_environment(tmp_path),
    )
    assert done.returncode == 77


PAGES: dict[str, tuple[str, ...]] = {
    "the strategy": ("1jj", "kk"),
    "objectives": ("2jjjj", "kkkk"),
    "key results": ("3jjjj",),
    "KPIs": ("4jjjj",),
    "the detail of an objective": ("2", " ", "jj", "\x1b[6~"),
    "the detail of a key result": ("3", " ", "\x1b[6~"),
    "the detail of a KPI": ("4", " ", "\x1b[6~"),
    "the editor of an objective": ("2e", "\t\t"),
    "the editor of a key result": ("3e", "\t\t\t"),
    "the editor of a KPI": ("4e", "\t\t\t"),
    "a new initiative": ("3a",),
    "a value": ("4v",),
    "causes": ("4w",),
    "links": ("3L",),
    "the driver tree": ("D", "jjj"),
    "the history": ("H", "jjj", "\x1b[6~", "f"),
    "the finder": ("F", MARK, "\x1b[B\x1b[B"),
    "a filter": ("2/", MARK, "\r"),
    "the review": ("R", "\r", "\r", "j", "\r"),
    "past reviews": ("zr", "j"),
    "the export": ("x", "w", "\x1b[B", "\x1b[6~"),
    "the import of TOML": ("I", "bad.toml\r", "jjj", "\x1b[6~"),
    "the import of JSON": ("I", "bad.json\r", "jjj"),
    "the import of CSV": ("I", "bad.csv\r", "jjj"),
    "the import of Markdown": ("I", "bad.md\r", "jjj"),
    "a pasted document": ("2\x1b[200~# {text}\n- [ ] {text}\n- KR: {text} from 1 to 2\n\x1b[201~", "jj"),
    "a pasted line": ("3n\x1b[200~{text}\x1b[201~",),
    "meant for each other": ("Y", "jj"),
    "words for the coach": ("W", "jj"),
    "other wordings": ("2A", "j"),
    "conflicts": ("C", "jj"),
    "the coach": ("2c", "jj", "c"),
    "why": ("2y", "\x1b[6~"),
    "another kind": ("2t",),
    "the end of a cycle": ("S", "\r", "j"),
    "a cycle's name": ("zd",),
    "the name of the plan": ("zn",),
    "parked rows": ("3P",),
    "archived rows": ("zv", "4jj"),
    "the state of the file": ("zc", "\x1b[6~"),
    "backups": ("zb", "1", "2", "\x1b[6~"),
    "calibration": ("zk",),
    "a past day": ("@", "yesterday\r", "2jj"),
    "settings": ("O", "jj"),
    "all keys": ("?",),
    "the palette": (":", MARK),
    "what was deleted": ("3d", "u", "\x12", "u"),
}
"""The pages of the app, each with the keys that open it from the panes and walk through it."""
BLIND = {
    "past reviews",
    "a past day",
    "words for the coach",
    "conflicts",
    "settings",
    "all keys",
    "the palette",
    "calibration",
    "meant for each other",
    "other wordings",
    "the end of a cycle",
}
"""Pages that need not show a text of this plan."""
USUAL = {"objectives", "key results", "KPIs", "the detail of a KPI", "the editor of a key result", "the history",
         "the finder", "the review", "the import of TOML", "the import of Markdown", "a pasted document",
         "the export", "backups", "the state of the file"}  # fmt: skip
"""Those of the short run."""


def harmful_files(plan: Path, folder: Path) -> None:
    """Files to import that are made to do harm."""
    held = stored(plan)
    for name, module in (("bad.toml", toml_out), ("bad.json", json_out), ("bad.csv", csv_out)):
        text = module.dumps(held).replace(MARK, f"{MARK} {MARK}")  # something is another than in the plan
        (folder / name).write_text(text, encoding="utf-8")
    lines = "".join(f"- KR{number}: {MARK} {text} from 1 to {number}\n" for number, text in enumerate(SEQUENCES))
    (folder / "bad.md").write_text(f"# Objective: {MARK} {SEQUENCES[0]}\n{lines}", encoding="utf-8")


@pytest.mark.usefixtures("audited")
@pytest.mark.parametrize("pages", [USUAL, pytest.param(set(PAGES), marks=pytest.mark.soak)], ids=["usual", "all"])
def test_no_text_of_a_plan_is_a_command_to_the_terminal_on_any_page_of_the_app(
    pages: set[str], hostile: Path, tmp_path: Path
) -> None:
    harmful_files(hostile, tmp_path)
    back_up(hostile, tmp_path / "state" / "okrtui")
    session = session_on(hostile)
    session.apply(edits.change(session.plan, "o-balance", why=f"{MARK} later {SEQUENCES[1]}"))
    session.wait()
    session.close()
    unseen = set()
    with Window(str(hostile), folder=tmp_path) as window:
        window.ready()
        check_bytes(window.output)
        for page in sorted(pages, key=list(PAGES).index):
            keys, seen = PAGES[page], b""
            for some in (*keys, "\x1b\x1b\x1b\x1b"):
                window.output = b""
                os.write(window.master, some.replace("{text}", f"{MARK} {SEQUENCES[4]}").encode())
                window.settle()
                seen += window.output
                assert not window.ended, f"{page}: {window.text[-1500:]}"
            check_bytes(seen, page)
            if MARK.encode() not in seen:
                unseen.add(page)
        window.output = b""
        os.write(window.master, b"\x1b\x11")
        assert window.end() == 0
        check_bytes(window.output)
    assert unseen <= BLIND, f"nothing of the plan was on {unseen - BLIND}: have their keys changed?"


@pytest.mark.usefixtures("audited")
@pytest.mark.parametrize(
    "command",
    [
        ["check", "PLAN"], ["check", "PLAN", "--format", "json"], ["check", "bad.md"], ["check", "bad.toml"],
        ["export", "PLAN", "-o", "-", "--format", "markdown"], ["export", "PLAN", "-o", "-", "--format", "toml"],
        ["export", "PLAN", "-o", "-", "--format", "json"], ["export", "PLAN", "-o", "-", "--format", "csv"],
        ["export", "PLAN", "-o", "-", "--format", "html"], ["schema"], ["config"],
        ["export", "PLAN", "-o", "out.html"], ["doctor", "PLAN"],
        ["record", MARK, "1", "--plan", "PLAN"], ["record", f"no {SEQUENCES[4]}", "1", "--plan", "PLAN"],
        ["checkin", MARK, "1", "--plan", "PLAN"], ["diff", "PLAN", "nothing.toml"], ["diff", "PLAN", "bad.toml"],
        ["import", "bad.toml", "PLAN"], ["import", "bad.csv", "PLAN"], ["import", "bad.md", "PLAN"],
        ["explain", SEQUENCES[4]], ["rules", SEQUENCES[4]], [SEQUENCES[4]], ["check", SEQUENCES[4]],
        ["keys", SEQUENCES[4]], ["new", f"{SEQUENCES[4]}.db", "--from", SEQUENCES[4]],
    ],
    ids=lambda command: " ".join(command[:2]).encode("unicode_escape").decode(),
)  # fmt: skip
def test_no_text_of_a_plan_is_a_command_to_the_terminal_of_a_command(
    command: list[str], hostile: Path, tmp_path: Path
) -> None:
    if any(word.startswith("bad.") for word in command):
        harmful_files(hostile, tmp_path)
    code, said = in_terminal([str(hostile) if word == "PLAN" else word for word in command], tmp_path)
    assert code in (0, 1, 2), said
    assert said
    check_bytes(said, " ".join(command))


def test_an_export_to_a_pipe_holds_every_text_as_it_is(hostile: Path, tmp_path: Path) -> None:
    titles = {row.title for row in stored(hostile).table(KeyResult).values()}
    assert any("\x9b31m" in title for title in titles)
    for form in ("json", "toml", "csv"):
        held = run(["export", str(hostile), "-o", "-", "--format", form], tmp_path).stdout.decode()
        assert f"{MARK} \u202e{MARK}" in held, form
    said = json.loads(run(["check", str(hostile), "--format", "json"], tmp_path).stdout)
    assert any("\x9b31m" in found["text"] for found in said), "an escape of JSON says the same"


def in_terminal(arguments: list[str], folder: Path) -> tuple[int, bytes]:
    """Run a command in a terminal; its exit code and all bytes that the terminal got."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "okrtui", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        env=window_environment(folder),
    ) as process:
        os.close(slave)
        said = b""
        with suppress(OSError):  # the terminal's end
            while got := os.read(master, 65536):
                said += got
        os.close(master)
        return process.wait(60), said


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
