"""What is measured in a real terminal: one run of a program each, beside one of a bare Textual app."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tests.bench.plans import FIRST, TODAY
from tests.bench.terminal import Answer, Terminal

PYTHON = sys.executable
OKRTUI = str(Path(PYTHON).parent / "okrtui")
BARE = [PYTHON, str(Path(__file__).parent / "bare.py")]
DOWN, UP = "\x1b[B", "\x1b[A"
DAY = {"OKRTUI_TODAY": str(TODAY)}

Samples = dict[str, list[float]]
Run = Callable[[Samples], None]


def keep(samples: Samples, name: str, answers: list[Answer]) -> None:
    """Add the times, the work and the bytes of some keys."""
    samples[f"{name}, ms"] += [answer.first for answer in answers]
    samples[f"{name}, CPU ms"] += [answer.work for answer in answers]
    samples[f"{name}, bytes"] += [float(answer.size) for answer in answers]


def finish(terminal: Terminal, samples: Samples) -> None:
    """Memory, and the time to quit."""
    samples["memory, MB"].append(terminal.memory())
    took, code = terminal.quit()
    samples["quit, ms"].append(took)
    samples["exit code"].append(float(code))
    samples["terminal left as found"].append(float(terminal.as_found))


def run_bare(samples: Samples) -> None:
    """The bare app."""
    terminal = Terminal(BARE).start()
    samples["ready, ms"].append(terminal.until("KR-10"))
    terminal.settle()
    keep(samples, "down", [terminal.key(DOWN) for _ in range(10)])
    terminal.key("\x1b[Z")
    keep(samples, "type", [terminal.key(c) for c in "the app to lower churn"])
    finish(terminal, samples)


def run_sample(samples: Samples) -> None:
    """The sample: keys in the panes, then in the editor."""
    terminal = Terminal([OKRTUI, "demo"]).start()
    samples["ready, ms"].append(terminal.until("average CAC"))
    awake(terminal)
    samples["idle memory, MB"].append(terminal.memory())
    keep(samples, "down", [terminal.key(key) for key in (DOWN, DOWN, UP, UP) * 3][:10])
    terminal.key("n")
    for letter in "Launch":
        terminal.key(letter)
    advice = terminal.key(" ", until="Something you")
    samples["advice / echo"].append(advice.last / advice.first)
    keep(samples, "type", [terminal.key(c) for c in "the app to lower churn"])
    finish(terminal, samples)


def run_edited(samples: Samples, plan: Path, folder: Path) -> None:
    """One edit and one export on a plan file: what the memory is then."""
    terminal = Terminal([OKRTUI, str(plan)], environment=DAY, folder=str(folder)).start()
    terminal.until("average CAC")
    awake(terminal)
    terminal.key("e")
    terminal.key("!")
    terminal.key("\r")
    time.sleep(0.4)
    terminal.key("x")
    time.sleep(0.4)
    terminal.key("\r")
    time.sleep(0.6)
    samples["memory, MB"].append(terminal.memory())
    terminal.quit()
    written = [file for file in folder.iterdir() if file.suffix != ".db" and file.is_file()]
    if not written:
        raise AssertionError("nothing was exported")
    for file in written:
        file.unlink()


def run_plan(samples: Samples, plan: Path, first: str) -> None:
    """Start to ready on a plan file."""
    terminal = Terminal([OKRTUI, str(plan)], environment=DAY).start()
    samples["ready, ms"].append(terminal.until(first))
    awake(terminal)
    terminal.quit()


def run_long(samples: Samples, plan: Path) -> None:
    """Cursor down among 10,000 rows, with the sidebar following."""
    terminal = Terminal([OKRTUI, str(plan)], environment=DAY).start()
    samples["ready, ms"].append(terminal.until(FIRST))
    awake(terminal)
    keep(samples, "down", [terminal.key(DOWN) for _ in range(24)])
    finish(terminal, defaultdict(list))


def idle(seconds: float) -> dict[str, float]:
    """CPU (per cent of one core) and wake-ups a second of an app that nobody touches, and of the bare one."""
    found = {}
    for name, command, first in (("okrtui", [OKRTUI, "demo"], "average CAC"), ("bare", BARE, "KR-10")):
        terminal = Terminal(command).start()
        terminal.until(first)
        awake(terminal)
        before = terminal.cpu(), terminal.wakeups()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            terminal.drain(0.2)
        found[f"{name}, CPU %"] = 100 * (terminal.cpu() - before[0]) / seconds
        found[f"{name}, wake-ups a second"] = (terminal.wakeups() - before[1]) / seconds
        terminal.quit()
    return found


def awake(terminal: Terminal) -> None:
    """Wait until what loads after the first frame is there."""
    terminal.settle()
    time.sleep(0.6)
    terminal.settle()
