"""Commands run in the test's own process (fast), or as a process of their own (as a user has them)."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from okrtui.__main__ import main

TODAY = "2026-05-04"


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int
    out: str
    err: str

    def refused(self, *words: str) -> None:
        """It said in one line on standard error what is amiss, with these words, and nothing else."""
        assert (self.code, self.out) == (2, ""), self
        assert self.err.count("\n") == 1, self.err
        assert self.err.endswith("\n")
        assert "Traceback" not in self.err
        for word in words:
            assert word in self.err, (word, self.err)

    def fine(self) -> str:
        """It went well; what it printed."""
        assert (self.code, self.err) == (0, ""), self
        return self.out

    def rows(self) -> list[dict[str, Any]]:
        """What it printed as JSON lines."""
        return [json.loads(line) for line in self.out.split("\n") if line]


Cli = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of its own for every test, which is also where commands run; the 4th of May 2026."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("OKRTUI_TODAY", TODAY)
    monkeypatch.setenv("OKRTUI_TRACEBACK", "1")
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    return folder


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run okrtui in this process; an exception that no user can cause reaches the test."""

    def run(*arguments: str | Path, stdin: bytes | str = b"") -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main([str(argument) for argument in arguments])
            out.flush()
            err.flush()
        return Result(code, _bytes(out).decode(), _bytes(err).decode())

    return run


def _bytes(stream: io.TextIOWrapper) -> bytes:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@pytest.fixture
def process() -> Cli:
    """Run okrtui as a process of its own, without what the tests above make easier."""

    def run(*arguments: str | Path, stdin: bytes | str = b"", **environment: str) -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        env = {key: value for key, value in os.environ.items() if key != "OKRTUI_TRACEBACK"}
        done = subprocess.run(
            [sys.executable, "-m", "okrtui", *map(str, arguments)],
            input=given,
            capture_output=True,
            timeout=60,
            env={**env, **environment},
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
