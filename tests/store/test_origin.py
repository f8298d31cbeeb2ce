"""Which windows still run: drafts of the others are offered."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from okrtui.store import origin


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only /proc tells of such processes")
def test_a_window_that_was_killed_and_not_yet_buried_does_not_run() -> None:
    script = "import sys; from okrtui.store.origin import open_window as w; print(w(), flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        window = child.stdout.readline().decode().strip()
        assert origin.runs(window)
        os.kill(child.pid, 9)
        for _ in range(200):  # a zombie until `wait` is called
            if "Z" in Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[0]:
                break
            time.sleep(0.01)
        assert not origin.runs(window)
