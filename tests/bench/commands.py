"""What is measured of the command line: a cold start, and many lines."""

from __future__ import annotations

import statistics
import subprocess
import time

from tests.bench.inside import texts
from tests.bench.screens import OKRTUI, PYTHON

CHECK = [OKRTUI, "check", "-", "--kind", "key-result", "--format", "jsonl", "--fail-on", "never"]


def _seconds(command: list[str], given: str) -> float:
    begin = time.perf_counter()
    subprocess.run(command, input=given, text=True, capture_output=True, check=True)
    return time.perf_counter() - begin


def cold(runs: int = 15) -> dict[str, float]:
    """Milliseconds of a whole process, in turn: `okrtui check` on one line, and an interpreter that does nothing."""
    check, nothing = [], []
    for _ in range(runs):
        nothing.append(_seconds([PYTHON, "-c", "pass"], ""))
        check.append(_seconds(CHECK, "Launch the new app\n"))
    return {
        "check of a line, ms": statistics.median(check) * 1000,
        "python -c pass, ms": statistics.median(nothing) * 1000,
    }


def many(lines: int = 10_000) -> dict[str, float]:
    """How many lines a second `okrtui check` reads, judges and prints, process start included."""
    given = "".join(f"{text}\n" for text, _ in texts(lines))
    return {"check, lines a second": lines / statistics.median(_seconds(CHECK, given) for _ in range(3))}
