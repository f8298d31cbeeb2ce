"""Two windows and four scripts at work on one file: ``python -m tests.soak.together --edits 10000``.

Two real windows in pseudo-terminals, each typing the text of its own objective letter by letter, beside two scripts
that edit all the time (rows, values, one field that both write, undos), one that renames a KPI, and `okrtui record`.
Every other edit that shows on the panes of a window must be seen there within a second of the moment it was made,
without moving the window's cursor and without touching the line that is being typed; now and then both windows change
the same field, and both texts must be shown and kept. In the end the file is whole (`tests.soak.soundness`), holds
exactly the actions that were acknowledged, and each text of them.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import select
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.soak.running import Window
from tests.soak.screen import Screen
from tests.soak.soundness import check, in_journal
from tests.tui.driving import put_sample

SECOND = 1.0
"""Seconds within which the other's edit is seen."""
PATIENCE = 20.0
STROKE = 0.05
"""Seconds between two letters."""
RECORDED = "Basket size"
VALUES = list(range(100, 1000))
SIZES = ((120, 40), (133, 45))


@dataclass(slots=True)
class Tally:
    """What was done and what came of it."""

    acknowledged: Counter[str] = field(default_factory=Counter)
    """Edits by who made them."""
    refused: int = 0
    """Edits of scripts that another one was quicker than: they were told so, and made them anew."""
    conflicts: int = 0
    """Times that both windows changed the same field."""
    seen: list[float] = field(default_factory=list)
    """Seconds from making an edit until a window showed it."""
    while_typing: int = 0
    """How many of these came while that window was in the middle of a line."""
    loads: list[float] = field(default_factory=list)

    def at(self, share: float) -> float:
        """The seconds within which that share of the edits was seen."""
        return sorted(self.seen)[min(int(share * len(self.seen)), len(self.seen) - 1)] if self.seen else 0.0

    def __str__(self) -> str:
        who = ", ".join(f"{count} {name}" for name, count in self.acknowledged.most_common())
        slow = sum(seconds > SECOND for seconds in self.seen)
        return (
            f"{self.acknowledged.total()} edits ({who}), {self.refused} refused and made anew, {self.conflicts} times "
            f"the same field in both windows; {len(self.seen)} edits looked for on a screen, {self.while_typing} of "
            f"them amid a line: seen after {self.at(0.5):.2f} s (p50), {self.at(0.95):.2f} s (p95), "
            f"{self.at(1):.2f} s (most), {slow} later than {SECOND:.0f} s"
        )


class Watched(Window):
    """A window whose screen is known at any time."""

    def __init__(self, plan: Path, number: int) -> None:
        size = SIZES[number]
        super().__init__(str(plan), folder=plan.parent, size=size)
        self.screen = Screen(size)
        self.typed = ""
        """The text of the line that is open; empty when none is."""
        self.held = ""
        """The text of its objective, on which the cursor was left; empty when it is not known."""

    def take(self) -> bool:
        """Take what it has painted since; whether there was anything."""
        self.output, self.mark = b"", 0
        found = self._take(0.0)
        self.screen.feed(self.output)
        return found

    def send(self, keys: str) -> None:
        """Press keys, without waiting."""
        os.write(self.master, keys.encode())

    def shows(self, words: str) -> bool:
        """Whether words stand on its screen, wherever lines are broken."""
        return words.replace(" ", "") in self.flat

    @property
    def flat(self) -> str:
        """Its panes, each as one text without spaces and borders."""
        lines = self.screen.lines
        edges = [0, *(at + 1 for at, sign in enumerate(lines[1]) if sign == "╮")]
        panes = ("".join(line[left:right] for line in lines) for left, right in itertools.pairwise(edges))
        return "\n".join(panes).translate(_BARE)

    @property
    def everything(self) -> str:
        """All of its screen as one text."""
        return " ".join(self.screen.text.split())


_BARE = dict.fromkeys(map(ord, " │█╭╮╰╯─"))


class Together:
    """All processes at work on one file."""

    def __init__(self, folder: Path, edits: int, pause: float, seed: int) -> None:
        self.plan = folder / "plan.db"
        put_sample(self.plan)
        self.chance = random.Random(seed)
        self.tally = Tally()
        self.texts: list[str] = []
        """What the journal must hold in the end."""
        self.windows = [Watched(self.plan, number) for number in range(2)]
        self.scripts = [
            self._script(str(folder / name), "edits", str(self.plan), name, str(edits // 2), str(pause))
            for name in ("left", "right")
        ]
        self.asked = self._script("", "asked", str(self.plan))
        self.number = 0

    def _script(self, out: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.soak.scripts", *arguments],
            stdin=None if out else subprocess.PIPE,
            stdout=open(out, "w", encoding="utf-8") if out else subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        self._until(lambda: all("3 Key results" in window.screen.text for window in self.windows), "both start")
        return self

    def __exit__(self, *error: object) -> None:
        for process in (*self.scripts, self.asked):
            if process.poll() is None:
                process.kill()
            process.wait()
        for window in self.windows:
            window.__exit__(*error)

    # -- waiting

    def pump(self, seconds: float) -> None:
        """Let time go by; what is painted meanwhile is taken."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            select.select([window.master for window in self.windows], [], [], left)
            for window in self.windows:
                window.take()

    def _until(self, true: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not true():
            self.pump(0.01)
            if time.monotonic() > end:
                screens = "\n".join(window.screen.text for window in self.windows)
                raise AssertionError(f"not in {PATIENCE:.0f} s: {what}\n{screens}")

    # -- what the windows do

    def begin(self, window: Watched, row: int, text: str) -> None:
        """Open the line of an objective and type into it, letter by letter."""
        window.send("\x1b")
        self.pump(0.15)
        window.send("2" + "k" * 5 + "j" * row)
        self.pump(0.1)
        window.send("e")
        self._until(lambda: "enter keep" in window.everything, "a line is open")
        window.send("\x15")
        for letter in text:
            window.send(letter)
            window.typed += letter
            self.pump(STROKE)
        self._until(lambda: window.shows(text), f"{text} stands in the line")

    def keep(self, window: Watched, text: str) -> float:
        """Enter; it has to be saved as it was typed. The moment of Enter."""
        assert window.shows(text), f"{text} was typed, and this stands there:\n{window.screen.text}"
        began = time.monotonic()
        window.send("\r")
        self._until(lambda: not self._place(window) and "saved ✓" in window.everything, f"{text} is saved")
        window.typed, window.held = "", text
        self.texts.append(text)
        self.tally.acknowledged["typed into a window"] += 1
        return began

    def mark(self, what: str) -> str:
        """A text that no other edit has."""
        self.number += 1
        return f"{what} {self.number:05}zq"

    # -- rounds

    def edit_beside(self) -> None:
        """One window is in the middle of a line, the other one at rest; a script's edits come to both."""
        row = self.chance.randrange(2)
        typing, resting = self.windows[row], self.windows[1 - row]
        text = self.mark("Loved by buyers")
        half = self.chance.randrange(3, len(text) - 3)
        self.begin(typing, row, text[:half])
        place = self._place(typing)
        mark = self.mark("KPI")
        self._look_for(self._ask(mark), mark, self.windows, typing)
        assert typing.shows(text[:half]), f"{text[:half]} was typed, and this stands there:\n{typing.screen.text}"
        assert self._place(typing) == place, "the line that is typed moved"
        if resting.held:
            assert resting.shows(f"▸{resting.held}"), f"the cursor moved from {resting.held}:\n{resting.screen.text}"
        for letter in text[half:]:
            typing.send(letter)
            self.pump(STROKE)
        self._until(lambda: typing.shows(text), f"{text} stands in the line")
        self._look_for(self.keep(typing, text), text, [resting])

    def _place(self, window: Watched) -> list[int]:
        """The lines of the screen in which the editor stands."""
        return [number for number, line in enumerate(window.screen.lines) if "█" in line[:3]]

    def _ask(self, mark: str) -> float:
        assert self.asked.stdin
        assert self.asked.stdout
        self.asked.stdin.write(mark + "\n")
        self.asked.stdin.flush()
        while not select.select([self.asked.stdout], [], [], 0)[0]:
            self.pump(0.005)
        while not (line := self.asked.stdout.readline()).startswith("edit"):
            pass
        self.texts.append(mark)
        self.tally.acknowledged["of a script that is asked"] += 1
        return float(line.split()[-1])

    def _look_for(self, began: float, words: str, windows: list[Watched], typing: Watched | None = None) -> None:
        """Wait until windows show an edit, and note how long that took; one of them may be amid a line."""
        missing = list(windows)
        while missing:
            for window in [window for window in missing if window.shows(words)]:
                self.tally.seen.append(time.monotonic() - began)
                self.tally.while_typing += window is typing
                missing.remove(window)
            if time.monotonic() - began > PATIENCE:
                raise AssertionError(f"{words} is not seen:\n{missing[0].screen.text}")
            self.pump(0.005 if missing else 0.0)

    def record(self) -> None:
        """`okrtui record` beside the windows."""
        value = self.chance.choice(VALUES)
        VALUES.remove(value)
        began = time.monotonic()
        command = [sys.executable, "-m", "okrtui", "record", RECORDED, str(value), "--plan", str(self.plan)]
        environment = {**os.environ, "OKRTUI_TODAY": "2026-05-04", "HOME": str(self.plan.parent)}
        environment["XDG_STATE_HOME"] = str(self.plan.parent / "state")
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        ) as at:
            while at.poll() is None:
                self.pump(0.005)
                if not any(window.shows(f"€{value}") for window in self.windows):
                    began = time.monotonic()  # it is made at the latest when it is seen, or when the command ends
            assert at.returncode == 0, at.communicate()
        self.tally.acknowledged["by okrtui record"] += 1
        self._look_for(began, f"€{value}", self.windows)

    def same_field(self) -> None:
        """Both windows change the text of one objective: both texts are shown, and stay in the journal."""
        one, two = self.windows if self.chance.random() < 0.5 else self.windows[::-1]
        first, second = self.mark("One says"), self.mark("Two says")
        self.begin(one, 0, first)
        self.begin(two, 0, second)
        self.keep(one, first)
        two.send("\r")
        self._until(lambda: two.shows("enter keeps yours"), "the second is asked")
        assert two.shows(first), f"the other text is not shown:\n{two.screen.text}"
        assert two.shows(second), f"the own text is not shown:\n{two.screen.text}"
        self._look_for(self.keep(two, second), second, [one])
        for window in self.windows:
            window.held = ""  # where each stands is found out by its next edit
        self.tally.conflicts += 1

    def work(self) -> None:
        """Until the scripts are done."""
        turn = 0
        while turn < 4 or any(script.poll() is None for script in self.scripts):
            self.tally.loads.append(os.getloadavg()[0])
            (self.same_field if turn % 4 == 3 else self.record if turn % 4 == 1 else self.edit_beside)()
            self.pump(self.chance.uniform(0.0, 0.5))
            turn += 1

    # -- afterwards

    def end(self) -> None:
        """All leave; nothing is lost."""
        for window in self.windows:
            window.send("\x1b\x1b\x11")
            code = window.end()
            assert code == 0, f"it ended with {code}: {window.text[-1500:]}"
        assert self.asked.stdin
        self.asked.stdin.close()
        assert self.asked.wait(PATIENCE) == 0
        undone = 0
        for script, name in zip(self.scripts, ("left", "right"), strict=True):
            assert script.wait(PATIENCE) == 0, f"script {name} ended with {script.returncode}"
            for line in (self.plan.parent / name).read_text(encoding="utf-8").splitlines():
                kind, *text, _ = line.split()
                if kind == "refused":
                    self.tally.refused += int(text[0])
                    continue
                self.tally.acknowledged["of two scripts"] += 1
                undone += kind == "undo"
                if kind != "undo":
                    self.texts.append(" ".join(text))
        assert check(self.plan) == 1 + self.tally.acknowledged.total(), "one action for each that was acknowledged"
        lost = [text for text in self.texts if not in_journal(self.plan, text)]
        assert not lost, f"acknowledged, and not in the journal: {lost[:5]}"


def run(edits: int, seed: int = 1, pause: float = 0.02) -> Tally:
    """All of it; raises `AssertionError` when something is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="okrtui-together-") as name:
        with Together(Path(name), edits, pause, seed) as together:
            together.work()
            together.end()
        return together.tally


def main() -> int:
    """Run it; the counts, and 1 when something was lost, or seen later than within a second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--edits", type=int, default=10_000, help="edits of the two scripts; those of windows come on top"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between two edits of a script")
    chosen = parser.parse_args()
    began = time.monotonic()
    try:
        tally = run(chosen.edits, chosen.seed, chosen.pause)
    except AssertionError as error:
        print(f"FAILED with seed {chosen.seed}: {error}")
        return 1
    print(f"{tally}; nothing lost. {time.monotonic() - began:.0f} s, load {max(tally.loads):.1f} at most")
    return 0


if __name__ == "__main__":
    sys.exit(main())
