"""Which arguments open the app, which are commands, and what is said about those that are neither."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from okrtui import __version__
from okrtui.__main__ import COMMANDS, Start, main, read_start
from okrtui.cli.main import group
from okrtui.exchange.examples import EXAMPLES
from okrtui.plan.errors import PlanError
from tests.cli.conftest import Cli


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        ([], Start()),
        (["plan.db"], Start("plan.db")),
        (["./demo"], Start("./demo")),
        (["./check"], Start("./check")),
        (["demo"], Start(demo="shop")),
        (["demo", "saas"], Start(demo="saas")),
        (["demo", "--no-mouse"], Start(demo="shop", mouse=False)),
        (["--as-of", "2026-01-31", "plan.db"], Start("plan.db", as_of=date(2026, 1, 31))),
        (["plan.db", "--as-of=2026-01-31", "--no-mouse"], Start("plan.db", as_of=date(2026, 1, 31), mouse=False)),
        (["--", "--odd.db"], Start("--odd.db")),
    ],
)
def test_these_open_the_app(arguments: list[str], start: Start) -> None:
    assert read_start(arguments) == start


@pytest.mark.parametrize(
    "arguments", [["check", "-"], ["--help"], ["-h"], ["demo", "--help"], ["rules", "--as-of", "x"]]
)
def test_these_are_for_the_commands(arguments: list[str]) -> None:
    assert read_start(arguments) is None


def test_a_file_without_an_ending_is_opened_when_it_is_there(home: Path) -> None:
    (home / "plan").touch()
    assert read_start(["plan"]) == Start("plan")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], r"no command and no file chek: perhaps `okrtui check`\? To begin .* use `okrtui ./chek`"),
        (["chek", "plan.toml"], r"perhaps `okrtui check`"),
        (["frobnicate"], r"no command and no file frobnicate: `okrtui --help` lists"),
        (["a.db", "b.db"], "Expected one plan to open, found 2: a.db b.db"),
        (["demo", "saas", "shop"], "Expected one example to open, found 2: saas shop"),
        (["--as-of", "soon"], "--as-of is “soon”, which is not a day"),
        (["--as-of"], "--as-of is “”"),
        (["--fast"], "no option --fast"),
        ([""], "name of the plan is empty"),
    ],
)
def test_these_are_slips(arguments: list[str], said: str) -> None:
    with pytest.raises(PlanError, match=said):
        read_start(arguments)


def test_every_command_is_there_with_help(cli: Cli) -> None:
    assert list(group.list_commands(None)) == list(COMMANDS)  # type: ignore[arg-type]
    for command in COMMANDS:
        text = cli(command, "--help").fine()
        assert text.startswith(f"Usage: okrtui {command}")
        assert f"  okrtui {command}" in text.split("Example", 1)[1], "an example of it"
        assert max(map(len, text.split("\n"))) <= 80


def test_the_help_shows_the_app_the_commands_and_examples(cli: Cli) -> None:
    text = cli("--help").fine()
    for words in ("okrtui PLAN.db", "--as-of DATE", "--no-mouse", "Examples:", *COMMANDS):
        assert words in text
    assert max(map(len, text.split("\n"))) <= 80


def test_the_version(cli: Cli, process: Cli) -> None:
    assert cli("--version").fine() == f"okrtui {__version__}\n"
    assert process("--version").fine() == f"okrtui {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["plan.db"], ["demo"]])
def test_without_a_terminal_the_app_says_so_and_makes_nothing(process: Cli, home: Path, arguments: list[str]) -> None:
    process(*arguments).refused("The app needs a terminal", "okrtui --help")
    assert list(home.iterdir()) == []


class Terminal:
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["x.db"], {"path": Path("x.db"), "demo": "", "as_of": None, "mouse": True}),
        (
            ["demo", "--as-of", "2026-01-31", "--no-mouse"],
            {"path": None, "demo": "shop", "as_of": date(2026, 1, 31), "mouse": False},
        ),
    ],
)
def test_the_app_is_given_what_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], given: dict[str, Any]
) -> None:
    calls = []
    app = ModuleType("okrtui.tui.app")

    def run(path: Path | None, **more: object) -> int:
        calls.append({"path": path, **more})
        return 7

    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "okrtui.tui.app", app)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())
    assert main(arguments) == 7
    assert calls == [given]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--fast"], ["okrtui check: ", "--fast", "`okrtui check --help`"]),
        (["explain"], ["okrtui explain: ", "Missing argument", "okrtui explain --help"]),
        (["check", "-", "--kind", "task"], ["'task' is not one of 'objective'"]),
        (["config", "away"], ["okrtui config", "path"]),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_2(cli: Cli, arguments: list[str], said: list[str]) -> None:
    cli(*arguments).refused(*said)


def test_a_day_that_is_none_stops_commands(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKRTUI_TODAY", "2026-13-01")
    cli("check", "-", "--kind", "kpi", stdin="Churn\n").refused("OKRTUI_TODAY is “2026-13-01”", "2026-05-04")


def test_what_no_user_can_cause_is_one_line_that_asks_for_a_report(process: Cli, home: Path) -> None:
    program = home / "boom"
    program.mkdir()
    (program / "sitecustomize.py").write_text(
        "import okrtui.cli.check as check\ndef broken(*given):\n    raise ZeroDivisionError('what')\n"
        "check.check_lines = broken\n",
        encoding="utf-8",
    )
    done = process("check", "-", "--kind", "kpi", PYTHONPATH=str(program))
    done.refused("ZeroDivisionError: what", "Please report this", "OKRTUI_TRACEBACK=1")


def test_a_reader_that_has_had_enough_ends_it_quietly(home: Path) -> None:
    lines = b"Launch the app\n" * 20000
    (home / "lines").write_bytes(lines)
    command = f"'{sys.executable}' -m okrtui check - --kind kpi --format jsonl < lines | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=60)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


@pytest.mark.parametrize("command", ["rules", "schema", "explain KR101", "diff a.toml b.toml", "check a.toml"])
def test_a_reader_that_closes_early_is_no_finding(home: Path, command: str) -> None:
    for name, example in (("a", "shop"), ("b", "saas")):
        text = next(each.text() for each in EXAMPLES if each.name == example)
        (home / f"{name}.toml").write_text(text, encoding="utf-8")
    line = f"set -o pipefail; '{sys.executable}' -u -m okrtui {command} | (exec <&-; sleep 1)"
    done = subprocess.run(["bash", "-c", line], capture_output=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_an_output_that_takes_nothing_is_said_in_one_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "okrtui", "rules"], stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert (done.returncode, done.stderr.decode()) == (2, "standard output: No space left on device.\n")


def test_ctrl_c_ends_a_command_quietly() -> None:
    command = [sys.executable, "-m", "okrtui", "check", "-", "--kind", "kpi", "--format", "jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(b"Churn\n")
        running.stdin.flush()
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
        assert running.stderr.read() == b"\n", "a line of its own for what comes next"
