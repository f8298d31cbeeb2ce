"""Random keys, texts, mouse and sizes, into the real program: ``python -m tests.soak.monkey --events 200000``.

Each run starts okrtui in a pseudo-terminal on the sample or on an empty plan, and types bursts of what users type and
of what they do not: keys of all commands, texts, pastes, halves of escape sequences, clicks, drags and wheels anywhere,
changes of the window's size. After each burst the program must have read everything and fall quiet within half a
minute; at the end of a run it must quit with 0, must have written no crash report, and its file must be whole (see
`tests.soak.soundness`). A failure prints the seed, with which ``--seed N --runs 1`` types the same again.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.running import Hung, Window
from tests.soak.soundness import check
from tests.tui.driving import put_sample

SIZES = ((120, 40), (80, 24), (100, 30), (200, 60), (60, 20), (40, 12), (20, 6), (133, 25), (80, 50))
EVENTS_OF_A_RUN = 2500

_ARROWS = ("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D")
_MOVING = "hjkl" * 3 + "1234" + "G[],.<>mM0c"
_COMMANDS = "nnneeevvfffttgywLaad uuuJJKKDHOFIRSxNAoWYCP@?/:zb"
_CONTROLS = tuple(map(chr, range(1, 27)))
_ODD = (
    "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[5~", "\x1b[6~", "\x1b[3~", "\x1b[2~", "\x1b[H", "\x1b[F",
    "\x1b[Z", "\x1b[1;2A", "\x1b[1;2B", "\x1b[1;5C", "\x1b[1;5D", "\x1b[1;3A", "\x1b[I", "\x1b[O", "\x1b[200~",
    "\x1b[201~", "\x1b[", "\x1b]52;c;aGk=\x07", "\x1b[<0;", "\x9b31m", "\x7f\x7f\x7f", "\x1b[?1;2c", "\x1b[97u",
    "\x1b[27u", "\x1b\x1b", "\x1b[:u", "\x1b[1;:~", "\x1b[99999999999u",
)  # fmt: skip
_TEXTS = (
    "Launch the app", "Lower churn from 6 % to 5 %", "12", "€42", "[/b][red]", "30 jun", "yes", "le", "5.9", "-1e308",
    "nan", "Become the shop people come back to", "目标 عكس e\u0301\u200d", "%s {0} $(x)", "=1+1", "ßİı", "0.000000001",
    "99999999999", "Improve NPS by 20 points; cut churn", "a" * 300, "plan.toml", "/", "../..", "kpi: uptime 99.9 %",
    "👩‍👩‍👧‍👦🏳️‍🌈",
)  # fmt: skip
_PASTES = (
    "KR1: raise repeat orders from 10 to 20\nKR2: lower cost\nKR3: launch it",
    "# Objectives\n- [ ] Win buyers back\n  - KR: churn 6 to 4\n",
    "one\x1b[31mred\x1b]0;t\x07",
    "\r\n\r\n",
    "x" * 5000,
    "a\tb\tc\nd\te\tf",
    "okrtui_format = 1\nname = 'x'\n",
)


@dataclass(slots=True)
class Tally:
    """What was typed and what came of it."""

    sent: Counter[str] = field(default_factory=Counter)
    """Events that the program read, by kind."""
    runs: int = 0
    quits: int = 0
    """Runs that some key ended before their time (with 0)."""
    actions: int = 0
    """Edits, undos and redos in the journals of all runs."""
    slowest: float = 0.0
    """Seconds that the slowest burst took."""
    failures: list[str] = field(default_factory=list)

    @property
    def events(self) -> int:
        """Events in all."""
        return self.sent.total()


def mouse(chance: random.Random, size: tuple[int, int]) -> str:
    """A click, a double click, a drag, a wheel or a movement, in or just outside of the screen."""
    column, row = chance.randint(1, size[0] + 1), chance.randint(1, size[1] + 1)
    where = f"{column};{row}"
    match chance.choice(("click", "click", "double", "drag", "wheel", "move", "right")):
        case "click":
            return f"\x1b[<0;{where}M\x1b[<0;{where}m"
        case "double":
            return f"\x1b[<0;{where}M\x1b[<0;{where}m" * 2
        case "drag":
            to = f"{chance.randint(1, size[0])};{chance.randint(1, size[1])}"
            return f"\x1b[<0;{where}M\x1b[<32;{to}M\x1b[<0;{to}m"
        case "wheel":
            return f"\x1b[<{chance.choice((64, 65, 66, 67))};{where}M" * 3
        case "right":
            return f"\x1b[<2;{where}M\x1b[<2;{where}m"
    return f"\x1b[<35;{where}M"


def typed(chance: random.Random, size: tuple[int, int]) -> tuple[str, str]:
    """One event and its kind."""
    kind = chance.choices(
        ("move", "command", "enter", "escape", "tab", "control", "odd", "text", "mouse", "paste", "letter"),
        (20, 22, 10, 8, 6, 4, 3, 6, 14, 1, 6),
    )[0]
    match kind:
        case "move":
            return "key", chance.choice((*_MOVING, *_ARROWS * 3))
        case "command":
            return "key", chance.choice(_COMMANDS)
        case "enter" | "escape" | "tab":
            return "key", {"enter": "\r", "escape": "\x1b", "tab": "\t"}[kind]
        case "control":
            return "key", chance.choice([key for key in _CONTROLS if key != "\x11"])
        case "odd":
            return "odd", chance.choice(_ODD)
        case "text":
            return "text", chance.choice(_TEXTS)
        case "paste":
            return "paste", f"\x1b[200~{chance.choice(_PASTES)}\x1b[201~"
        case "letter":
            return "key", chr(chance.choice([*range(32, 113), *range(114, 127), 0xE9, 0x4E2D, 0x1F600]))
    return "mouse", mouse(chance, size)


def run(seed: int, events: int, tally: Tally, count: int = 1) -> None:
    """One run of the program, in so many windows; raises `AssertionError` when something is not as it should be."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="okrtui-monkey-") as name:
        folder = Path(name)
        plan = folder / "plan.db"
        if seed % 4:
            put_sample(plan)
        size = chance.choice(SIZES)
        done = 0
        while done < events:
            with ExitStack() as stack:
                windows = [stack.enter_context(Window(str(plan), folder=folder, size=size)) for _ in range(count)]
                try:
                    done = _use(chance, windows, size, done, events, tally)
                    for window in windows:
                        _quit(window, folder, tally)
                except (Hung, subprocess.TimeoutExpired) as error:
                    raise Hung("\n".join([str(error), *(window.dump()[-6000:] for window in windows)])) from None
        tally.actions += check(plan)
        tally.runs += 1


def _use(
    chance: random.Random, windows: Sequence[Window], size: tuple[int, int], done: int, events: int, tally: Tally
) -> int:
    """Feed the windows until one ends or all events of the run are done; how many are then."""
    for window in windows:
        window.ready()
    while done < events and not any(window.ended for window in windows):
        window = chance.choice(windows) if len(windows) > 1 else windows[0]
        if chance.random() < 0.08:
            size = chance.choice(SIZES)
            window.resize(size)
            tally.sent["resize"] += 1
            done += 1
        done += _burst(chance, window, size, tally)
    return done


def _burst(chance: random.Random, window: Window, size: tuple[int, int], tally: Tally) -> int:
    """Type some events at once, and count them when the program has dealt with them."""
    kinds: Counter[str] = Counter()
    text = ""
    for _ in range(chance.choice((1, 5, 20, 60))):
        kind, keys = typed(chance, size)
        kinds[kind] += 1
        text += keys
        if len(text) > 4000:
            break
    began = time.monotonic()
    window.feed(text.encode("utf-8", "surrogatepass"))
    tally.slowest = max(tally.slowest, time.monotonic() - began)
    if not window.ended:
        tally.sent += kinds
    return kinds.total()


def _quit(window: Window, folder: Path, tally: Tally) -> None:
    """Leave it as a user does, unless some key did already; it must end well."""
    if window.ended:
        tally.quits += 1
    else:
        window.feed(b"\x1b[201~\x11")
    code = window.end()
    crash = folder / "state" / "okrtui" / "crash.txt"
    assert not crash.exists(), crash.read_text(encoding="utf-8")[-6000:]
    assert code == 0, f"it ended with {code}: {window.text[-1500:]}"


def main() -> int:
    """Run it; the counts, and 1 when something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000, help="events in all")
    parser.add_argument("--runs", type=int, help="runs at most")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the first run; each run has the next")
    parser.add_argument("--windows", type=int, default=1, help="windows on the plan, which take turns")
    parser.add_argument("--seconds", type=float, default=1e9, help="seconds after which no run starts any more")
    chosen = parser.parse_args()
    os.environ["PYTHONFAULTHANDLER"] = "1"  # a program that hangs can be asked where
    os.environ["EDITOR"] = os.environ["VISUAL"] = "true"  # ^O starts it, and nobody is there to leave it
    tally, began, seed = Tally(), time.monotonic(), chosen.seed
    while tally.events < chosen.events and time.monotonic() - began < chosen.seconds:
        if chosen.runs is not None and seed >= chosen.seed + chosen.runs:
            break
        try:
            run(seed, min(EVENTS_OF_A_RUN, chosen.events - tally.events), tally, chosen.windows)
        except (AssertionError, Hung) as error:
            tally.failures.append(f"seed {seed}: {error}")
            print(f"FAILED with seed {seed}: {error}", flush=True)
        seed += 1
        took = time.monotonic() - began
        print(f"{tally.events} events, {tally.runs} runs, {tally.actions} actions, {took:.0f} s, "
              f"slowest burst {tally.slowest:.1f} s", flush=True)  # fmt: skip
    kinds = ", ".join(f"{count} {kind}" for kind, count in tally.sent.most_common())
    print(f"\n{tally.events} events ({kinds}), seeds {chosen.seed} to {seed - 1}, {tally.quits} quits, "
          f"{len(tally.failures)} failures")  # fmt: skip
    return bool(tally.failures)


if __name__ == "__main__":
    sys.exit(main())
