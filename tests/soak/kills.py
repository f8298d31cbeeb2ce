"""Kills the real program at random moments: ``python -m tests.soak.kills --kills 500``.

Each life starts okrtui in a pseudo-terminal on the same plan, types and does things at random, and ends it by SIGKILL,
SIGTERM, SIGHUP or by closing its terminal: in the middle of a line, right after Enter, or at rest. After each:

- the file is whole (`tests.soak.soundness`: SQLite's checks, links, a journal that leads exactly to the rows);
- every edit after which the screen said "saved" is in the journal;
- a line whose last letter was on the screen for 0.3 s is kept as a draft, and while somebody types steadily all but the
  last 2 s is; the next start offers it back in its place.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.running import Window
from tests.soak.soundness import check, drafts, in_journal
from tests.tui.driving import put_sample

HOW = ("KILL",) * 6 + ("TERM", "HUP", "close", "KILL")
LIVES_OF_A_PLAN = 25
SIZES = ((120, 40), (80, 24))
SAFE = 0.3
"""Seconds after the last key after which a text is kept."""
STEADY = 2.0
"""Seconds that may be lost of a text that is typed without a pause."""

_OTHERS = (
    "j", "k", "l", "h", "1", "2", "3", "4", "J", "K", "u", "\x12", "d", "f", "t3", "t2", "v4.5\r", "v7\r5\r", "a", "\t",
    "\r", "\x1b[A", "\x1b[B", "g1", "L", " ", "\x1b[200~Raise orders from 1 to 2\nLower cost by 3 %\x1b[201~", "R", "x",
    "S", "H",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What was done and what came of it."""

    kills: Counter[str] = field(default_factory=Counter)
    moments: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    """Edits after which the screen said "saved"."""
    elsewhere: int = 0
    """Texts that went into a question, a search or a review: Enter did not save a line."""
    safe: int = 0
    """Texts that had to be kept as drafts, and were."""
    early: Counter[bool] = field(default_factory=Counter)
    """Of those that need not be kept yet: whether they were."""
    offered: int = 0
    """Texts that the next start offered."""
    actions: int = 0
    """Actions in the longest journal that was checked."""


class Life:
    """One run of the program on a plan."""

    def __init__(self, plan: Path, chance: random.Random, tally: Tally, saved: list[str]) -> None:
        self.plan = plan
        self.chance = chance
        self.tally = tally
        self.saved = saved
        """Texts of acknowledged edits of this plan."""
        self.window = Window(str(plan), folder=plan.parent, size=chance.choice(SIZES))
        self.kept = ""
        """A text that must be kept as a draft when it ends, from its beginning."""
        self.typed = ""
        """All that was typed of it."""

    def live(self) -> None:
        """Start, do things, and be ended in the middle of something."""
        with self.window as window:
            window.ready()
            self._see_offer()
            for _ in range(self.chance.randint(0, 4)):
                self._keep_a_line() if self.chance.random() < 0.6 else self._do_something()
            moment = self.chance.choice(("typed", "typed", "steady", "enter", "enter", "rest"))
            getattr(self, f"_end_{moment}")()
            how = self.chance.choice(HOW)
            window.stop(how)
            self.tally.kills[how] += 1
            self.tally.moments[moment] += 1
        self._check()

    def _see_offer(self) -> None:
        """What was being typed last time is offered; it is kept or put back."""
        left = drafts(self.plan)
        lines = {key: text for key, text in left.items() if key.count("|") == 4}
        if len(left) == 1 and lines:
            self.window.wait_for("You were typing this")
            mark = next(iter(lines.values())).partition("zq")[2][:6]
            if mark and "zq" + mark not in self.window.text:
                self.window.wait_for("zq" + mark, 3)
            self.tally.offered += 1
            self.window.settle()
            self.window.feed(self.chance.choice((b"\r", b"\x1b", b" and on\r", b"")))
        else:
            self.window.settle()

    def _mark(self) -> str:
        return f"zq{self.chance.randrange(10**6):06}"

    def _to_rows(self) -> None:
        """From wherever it is to a pane in which `n` makes a row."""
        self.window.feed(b"\x1b")
        self.window.feed(b"\x1b")
        self.window.feed(b"\x1b" + self.chance.choice("234").encode())

    def _open_line(self) -> bool:
        """Begin a line, with a mark that no other has; whether there is one now."""
        self._to_rows()
        self.window.press(self.chance.choice("nne"))
        self.window.settle()
        self.kept = self._mark()
        self.window.press(" " + self.kept)
        return self._painted(self.kept)

    def _painted(self, words: str, seconds: float = 3.0) -> bool:
        try:
            self.window.wait_for(words, seconds)
        except AssertionError:
            return False
        return True

    def _keep_a_line(self) -> None:
        if not self._open_line():
            self.kept = ""
            return
        self.window.press(" from 6 % to 5 %")
        self.window.settle()
        self.window.read(SAFE)
        is_line = self._is_draft()  # else it stands in a question or a search, and Enter saves nothing of it
        self.window.press("\r")
        if self._painted("saved ✓"):
            # A dialog that closes shows the word of the edit before once more.
            if is_line and not self._is_draft():
                self.saved.append(self.kept)
                self.tally.acknowledged += 1
            else:
                self.tally.elsewhere += 1
                if not in_journal(self.plan, self.kept):
                    print(f"{self.kept} is not in a line: {is_line} {' '.join(self.window.text.split())[-300:]}")
        self.kept = ""

    def _is_draft(self) -> bool:
        """Whether what was typed last is kept as a line that is being typed."""
        return any(self.kept in text for key, text in drafts(self.plan).items() if key.count("|") == 4)

    def _do_something(self) -> None:
        for _ in range(self.chance.randint(1, 6)):
            self.window.feed(self.chance.choice(_OTHERS).encode())

    # -- moments at which it ends

    def _end_typed(self) -> None:
        """A while after the last letter of a line was seen."""
        if not self._open_line():
            self.kept = ""
            return
        self.typed = self.kept
        pause = self.chance.uniform(0.0, 0.7)
        self.window.read(pause)
        if pause < SAFE:
            self.kept = ""

    def _end_steady(self) -> None:
        """While somebody types without a pause."""
        if not self._open_line():
            self.kept = ""
            return
        self.typed = self.kept
        written = [(time.monotonic(), self.typed)]
        for letter in "the quick brown fox jumps over the lazy dog and again"[: self.chance.randint(20, 50)]:
            self.window.press(letter)
            self.typed += letter
            written.append((time.monotonic(), self.typed))
            self.window.read(self.chance.uniform(0.0, 0.05))
        now = time.monotonic()
        self.kept = max((text for at, text in written if now - at >= STEADY), key=len, default="")

    def _end_enter(self) -> None:
        """Within the moment in which an edit is written."""
        if self._open_line():
            self.window.settle()
            self.window.press("\r")
            time.sleep(self.chance.uniform(0.0, 0.06))
        self.kept = ""

    def _end_rest(self) -> None:
        self._do_something()

    # -- afterwards

    def _check(self) -> None:
        crash = self.plan.parent / "state" / "okrtui" / "crash.txt"
        assert not crash.exists(), crash.read_text(encoding="utf-8")[-6000:]
        self.tally.actions = max(self.tally.actions, check(self.plan))
        for text in self.saved:
            assert in_journal(self.plan, text), f"{text} was acknowledged and is not in the journal"
        held = "\n".join(drafts(self.plan).values())
        if self.kept:
            assert self.kept in held, f"{self.kept!r} was typed long enough ago and is not kept; drafts: {held!r}"
            self.tally.safe += 1
        elif self.typed:
            self.tally.early[self.typed in held] += 1


def run(kills: int, seed: int, tally: Tally) -> None:
    """Some lives, on a new plan every now and then; raises `AssertionError` when something was lost."""
    chance = random.Random(seed)
    while kills > 0:
        with tempfile.TemporaryDirectory(prefix="okrtui-kills-") as name:
            plan = Path(name) / "plan.db"
            put_sample(plan)
            saved: list[str] = []
            for _ in range(min(kills, LIVES_OF_A_PLAN)):
                Life(plan, chance, tally, saved).live()
                kills -= 1
        print(tally, flush=True)


def main() -> int:
    """Run it; the counts, and 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    tally, began = Tally(), time.monotonic()
    try:
        run(chosen.kills, chosen.seed, tally)
    except AssertionError as error:
        print(f"FAILED with seed {chosen.seed} after {tally.kills.total()} kills: {error}")
        return 1
    print(f"{tally.kills.total()} kills in {time.monotonic() - began:.0f} s ({dict(tally.kills)}), nothing was lost.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
