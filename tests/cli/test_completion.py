"""Completion, asked as the shells ask, and in the shells that are here."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def plan(cli: Cli, home: Path) -> Path:
    """A plan of a platform team, as plan.db."""
    cli("new", "plan.db", "--from", "platform").fine()
    return home / "plan.db"


def asked(process: Cli, line: str, shell: str = "fish") -> list[str]:
    """What may follow a command line, as a shell is told; the word at its end is being typed."""
    words = line.split(" ")
    answer = process(
        _OKRTUI_COMPLETE=f"{shell}_complete",
        COMP_WORDS=line,
        COMP_CWORD=words[-1] if shell == "fish" else str(len(words) - 1),
    )
    return answer.fine().splitlines()


def follows(process: Cli, line: str) -> list[str]:
    """The same without descriptions."""
    return [item.split("\t")[0].removeprefix("plain,") for item in asked(process, line) if item]


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("okrtui ", ["demo", "check", "completion"]),
        ("okrtui ch", ["check", "checkin"]),
        ("okrtui --n", ["--no-mouse"]),
        ("okrtui check --fail-on ", ["warning", "hint", "never"]),
        ("okrtui check --se", ["--select"]),
        ("okrtui check --ignore KR101,KR10", ["KR101,KR102"]),
        ("okrtui explain rv20", ["RV201", "RV209"]),
        ("okrtui explain okr", ["okr-vs-kpi"]),
        ("okrtui demo p", ["platform", "public-service"]),
        ("okrtui new plan.db --from sa", ["saas"]),
        ("okrtui completion ", ["bash", "zsh", "fish"]),
        ("okrtui record --plan plan.db ", ["Time of a build", "Change failure rate"]),
        ("okrtui record --plan plan.db time", ["Time of a build"]),
        ("okrtui record --plan plan.db kpi-b", ["kpi-build"]),
        ("okrtui checkin --plan plan.db cut", ["Cut pages outside working hours from 23 to 10 a week"]),
        ("okrtui export plan.db --cycle ", ["2026-Q2"]),
    ],
)
def test_what_may_follow(process: Cli, plan: Path, line: str, some: list[str]) -> None:
    assert set(some) <= set(follows(process, line))


def test_a_plan_file_may_follow_where_one_is_expected(process: Cli, home: Path) -> None:
    for line in ("okrtui x", "okrtui check x", "okrtui export x", "okrtui record --plan x", "okrtui serve x"):
        assert "file,x" in asked(process, line)


def test_commands_say_what_they_do(process: Cli, home: Path) -> None:
    assert "plain,demo\tLook around in one of four finished examples." in asked(process, "okrtui de")


def test_without_a_plan_nothing_follows_and_nothing_is_said(process: Cli, home: Path) -> None:
    assert follows(process, "okrtui record --plan none.db ") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_takes(cli: Cli, home: Path, shell: str) -> None:
    (home / "script").write_text(cli("completion", shell).fine(), encoding="utf-8")
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    done = subprocess.run([shell, "-n", "script"], capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")


BASH = """
source ./script
COMP_WORDS=({words})
COMP_CWORD={last}
_okrtui_completion okrtui
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_gets_names_with_spaces_quoted(cli: Cli, home: Path, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "script").write_text(cli("completion", "bash").fine(), encoding="utf-8")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    done = subprocess.run(
        ["bash", "--norc", "-c", BASH.format(words="okrtui record --plan plan.db Time", last=4)],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.stdout, done.stderr) == ("Time\\ of\\ a\\ build\n", "")
