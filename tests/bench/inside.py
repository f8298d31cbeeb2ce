"""What is measured in process: the coach beside plain regular expressions, and the store."""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from okrtui.coach import check_text
from okrtui.coach.model import TextKind
from okrtui.coach.registry import TEXT_RULES
from okrtui.plan import edits
from okrtui.session import Session
from tests.bench.plans import TODAY, make_long

_WORDS = (
    "launch ship build create develop implement deliver complete finish release deploy design write hire publish",
    "improve better enhance maintain keep ensure continue increase reduce",
)
_PLAIN = [re.compile(rf"\b{word}\w*\b.{{0,40}}\d*", re.IGNORECASE) for word in " ".join(_WORDS).split()]
"""24 of them: what the simplest checker would do."""


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share lies below."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def texts(lines: int) -> list[tuple[str, TextKind]]:
    """New lines with their kinds, from the rules' own examples."""
    own = [(text, rule.kind) for rule in TEXT_RULES.values() for text in (*rule.bad, *rule.good, *rule.near)]
    return [(f"{own[i % len(own)][0]} {i}", own[i % len(own)][1]) for i in range(lines)]


def _times(lines: list[tuple[str, TextKind]], act: Callable[[str, TextKind], object]) -> list[float]:
    took = []
    for text, kind in lines:
        begin = time.perf_counter()
        act(text, kind)
        took.append((time.perf_counter() - begin) * 1000)
    return took


def coach(lines: int = 2000) -> dict[str, float]:
    """Milliseconds a new line: the coach, 24 plain expressions, and proselint where it is installed."""
    new = texts(lines)
    mine, plain = [], []
    for start in range(0, lines, 100):  # in turn, so that a noisy moment is shared
        part = new[start : start + 100]
        mine += _times(part, lambda text, kind: check_text(text, kind, today=TODAY))
        plain += _times(part, lambda text, kind: [found.search(text) for found in _PLAIN])
    found = {
        "check_text p50, ms": statistics.median(mine),
        "check_text p99, ms": percentile(mine, 0.99),
        "check_text max, ms": max(mine),
        "24 expressions p50, ms": statistics.median(plain),
    }
    if find_spec("proselint"):
        found["proselint p99, ms"] = percentile(_times(new[:300], _proselint()), 0.99)
    return found


def _proselint() -> Callable[[str, TextKind], object]:
    registry = import_module("proselint.registry").CheckRegistry()
    registry.register_many(import_module("proselint.checks").__register__)
    lint_file = import_module("proselint.tools").LintFile
    return lambda text, kind: lint_file(source="text", content=text).lint()


def committed(edits_each: int = 60) -> dict[str, float]:
    """Milliseconds until one edit is in the file, for plans of 10 and of 10,000 items, in turn."""
    sizes = {"10 items": 10, "10,000 items": 10_000}
    took: dict[str, list[float]] = {name: [] for name in sizes}
    with tempfile.TemporaryDirectory() as folder:
        sessions = {}
        for name, size in sizes.items():
            path = Path(folder) / f"{size}.db"
            make_long(path, size)
            sessions[name] = Session(path, today=_today, state_dir=Path(folder) / "state").open()
            sessions[name].wait()
        for number in range(edits_each):
            for name, session in sessions.items():
                begin = time.perf_counter()
                session.apply(edits.change(session.plan, "kr-000003", title=f"Raise metric 3 to {number}"))
                session.wait()
                took[name].append((time.perf_counter() - begin) * 1000)
        for session in sessions.values():
            session.close()
    return {f"edit committed, {name}, ms": statistics.median(values) for name, values in took.items()}


def _today() -> date:
    return TODAY
