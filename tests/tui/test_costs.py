"""What the app costs a terminal and a machine, beside a bare Textual app: figures that are the same in every run.

Times are for ``python -m tests.bench``; these here are exact, or nearly so, and hold the line in between.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

import pytest

from tests.bench.screens import BARE, DOWN, OKRTUI, UP
from tests.bench.terminal import Terminal

MODULES = 60
"""More modules than a bare app has, when the first frame is out."""

_DRIVER = "textual.drivers.linux_driver"

_LOADED = """
import json, sys
{imports}
print(json.dumps(sorted(sys.modules)))
"""


def loaded(imports: str) -> set[str]:
    """The modules of a fresh interpreter after some imports."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED.format(imports=imports)], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def awake(command: list[str], first: str) -> Terminal:
    terminal = Terminal(command).start()
    terminal.until(first)
    terminal.settle()
    time.sleep(1.0)
    terminal.settle()
    return terminal


@pytest.fixture(scope="module")
def bytes_of() -> dict[str, float]:
    """Of the bare app and of okrtui: bytes and work for a key (medians), and memory at its peak (MB)."""
    found = {}
    bare = awake(BARE, "KR-10")
    moved = [bare.key(DOWN) for _ in range(8)]
    found["bare down"] = statistics.median(answer.size for answer in moved)
    found["bare work"] = statistics.median(answer.work for answer in moved)
    bare.key("\x1b[Z")
    found["bare type"] = statistics.median(bare.key(c).size for c in "lower churn")
    found["bare memory"] = bare.memory()
    bare.quit()
    app = awake([OKRTUI, "demo"], "average CAC")
    found["memory"] = app.memory()
    moved = [app.key(key) for key in (DOWN, DOWN, UP, UP) * 2]
    found["down"] = statistics.median(answer.size for answer in moved)
    found["work"] = statistics.median(answer.work for answer in moved)
    app.key("n")
    found["type"] = statistics.median(app.key(c).size for c in "lower churn")
    app.quit()
    return found


def test_a_key_writes_little_to_the_terminal(bytes_of: dict[str, float]) -> None:
    assert bytes_of["down"] <= 2.5 * bytes_of["bare down"]
    assert bytes_of["type"] <= 2.0 * bytes_of["bare type"]


def test_a_cursor_with_the_coach_beside_it_is_little_more_work_than_a_table(bytes_of: dict[str, float]) -> None:
    assert bytes_of["work"] <= 1.8 * bytes_of["bare work"]


def test_it_stays_small(bytes_of: dict[str, float]) -> None:
    assert bytes_of["memory"] <= 1.4 * bytes_of["bare memory"]  # a checkout without bytecode compiles: 1.37, else 1.31


@pytest.mark.parametrize("module", ["hashlib", "zipfile", "calendar", "sqlite_utils", "click", "markdown_it"])
def test_what_an_open_plan_needs_not_is_not_loaded(module: str) -> None:
    assert module not in loaded("import okrtui.tui.app, okrtui.tui.deeds, okrtui.tui.side, okrtui.exchange.importing")


def test_little_more_than_textual_is_loaded_for_the_first_frame() -> None:
    bare = loaded(f"import textual.app, textual.widgets._data_table, textual.widgets._input, {_DRIVER}")
    mine = loaded(f"import okrtui.tui.app, {_DRIVER}")
    assert len(mine - bare) <= MODULES, sorted(mine - bare)
