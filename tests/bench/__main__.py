"""Measures okrtui beside a bare Textual app, in turn, in a real terminal: ``python -m tests.bench``.

Machines are noisy: what counts is the ratio of medians in one run, with its 95 % interval. ``--json FILE`` keeps all of
it, ``--against FILE`` compares with an earlier run. Modules and bytes are exact; tests/tui/test_costs.py holds them.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tests.bench import commands, exchange, inside, plans, screens
from tests.bench.inside import percentile
from tests.bench.screens import Run, Samples

Interval = tuple[float, float, float]


def ratio(mine: list[float], theirs: list[float]) -> Interval:
    """Ratio of medians with the 95 % interval of 1,000 bootstrap samples."""
    rng = random.Random(7)
    drawn = sorted(
        statistics.median(rng.choices(mine, k=len(mine)))
        / max(statistics.median(rng.choices(theirs, k=len(theirs))), 1e-9)
        for _ in range(1000)
    )
    return statistics.median(mine) / max(statistics.median(theirs), 1e-9), drawn[25], drawn[975]


def in_turn(runs: int, cases: dict[str, Run]) -> dict[str, Samples]:
    """Each case once a round; the first round fills caches and is not kept."""
    samples: dict[str, Samples] = {name: defaultdict(list) for name in cases}
    for number in range(runs + 1):
        print(f"\r{number} of {runs}", end="", file=sys.stderr, flush=True)
        for name, run in cases.items():
            found: Samples = defaultdict(list)
            run(found)
            for key, values in found.items() if number else ():
                samples[name][key] += values
    print(file=sys.stderr)
    return samples


def terminal_cases(folder: Path) -> dict[str, Run]:
    """What runs in a terminal: the bare app, the sample, and plan files of some size."""
    sample, measured, long = (folder / f"{name}.db" for name in ("sample", "measured", "long"))
    plans.make_sample(sample)
    plans.make_measured(measured, 100, 100_000)
    plans.make_long(long, 10_000)
    first = "average CAC"
    exports = folder / "exports"
    exports.mkdir()
    return {
        "bare": screens.run_bare,
        "demo": screens.run_sample,
        "sample": lambda samples: screens.run_plan(samples, sample, first),
        "measured": lambda samples: screens.run_plan(samples, measured, first),
        "long": lambda samples: screens.run_long(samples, long),
        "edited": lambda samples: screens.run_edited(samples, sample, exports),
    }


ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("start to ready", "demo: ready, ms", "bare: ready, ms", "1.15"),
    ("start, 100,000 measurements / sample", "measured: ready, ms", "sample: ready, ms", "1.2"),
    ("start, 10,000 items / sample", "long: ready, ms", "sample: ready, ms", "1.5"),
    ("key in the editor", "demo: type, ms", "bare: type, ms", "1.3 / 1.5"),
    ("cursor down", "demo: down, ms", "bare: down, ms", ""),
    ("cursor down, 10,000 rows", "long: down, ms", "bare: down, ms", "1.4 / 1.6"),
    ("CPU of a key in the editor", "demo: type, CPU ms", "bare: type, CPU ms", ""),
    ("CPU of cursor down", "demo: down, CPU ms", "bare: down, CPU ms", ""),
    ("CPU of cursor down, 10,000 rows", "long: down, CPU ms", "bare: down, CPU ms", ""),
    ("memory, idle", "demo: idle memory, MB", "bare: memory, MB", "1.3"),
    ("memory, after an edit and an export", "edited: memory, MB", "bare: memory, MB", "1.4"),
    ("bytes a key, typing", "demo: type, bytes", "bare: type, bytes", "2.0"),
    ("bytes a key, down", "demo: down, bytes", "bare: down, bytes", "2.5"),
    ("quit", "demo: quit, ms", "bare: quit, ms", "1.1"),
)
"""What is compared: its name, whose figure, with whose, and what it is to reach (median / 95th percentile)."""


def terminal_report(samples: dict[str, Samples]) -> dict[str, Interval]:
    """Print the ratios; a dict of them."""
    found = {}
    print(f"{'':38}{'bare':>9}{'okrtui':>9}   ratio of medians [95 %]   p95/p95   to reach")
    every = {f"{case}: {key}": values for case, keys in samples.items() for key, values in keys.items()}
    for name, okrtui, beside, reach in ROWS:
        mine, theirs = every[okrtui], every[beside]
        found[name] = ratio(mine, theirs)
        middle, low, high = found[name]
        tail = percentile(mine, 0.95) / max(percentile(theirs, 0.95), 1e-9)
        medians = f"{statistics.median(theirs):9.1f}{statistics.median(mine):9.1f}"
        print(f"{name:38}{medians}   {middle:5.2f} [{low:.2f} to {high:.2f}]{tail:12.2f}   {reach}")
    print(f"advice seen / echo of the same key: {statistics.median(samples['demo']['advice / echo']):.2f} (1.2)")
    ends = [samples[name][key] for name in ("bare", "demo") for key in ("exit code", "terminal left as found")]
    codes, found_so = ends[0] + ends[2], ends[1] + ends[3]
    print(f"exit codes {sorted(set(codes))}, terminal left as found in {sum(found_so):.0f} of {len(found_so)} runs")
    return found


def inside_report(seconds: float) -> dict[str, float]:
    """Print what needs no bare app beside it; a dict of it."""
    parts: tuple[Callable[[], dict[str, float]], ...] = (
        inside.coach,
        inside.committed,
        commands.cold,
        commands.many,
        lambda: screens.idle(seconds),
    )
    found: dict[str, float] = {}
    for part in parts:
        found |= part()
    found["check_text p50 / 24 expressions"] = found["check_text p50, ms"] / found["24 expressions p50, ms"]
    if "proselint p99, ms" in found:
        found["check_text p99 / proselint p99"] = found["check_text p99, ms"] / found["proselint p99, ms"]
    many, few = found["edit committed, 10,000 items, ms"], found["edit committed, 10 items, ms"]
    found["edit committed, 10,000 items / 10 items"] = many / few
    found["check of a line / python -c pass"] = found["check of a line, ms"] / found["python -c pass, ms"]
    for name, value in found.items():
        print(f"{name:44}{value:10.2f}")
    return found


def main() -> int:
    """Run, print, and write JSON when asked."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ap.add_argument("--runs", type=int, default=12)
    ap.add_argument("--idle", type=float, default=30.0, help="seconds that nobody touches the app")
    ap.add_argument("--json", type=Path, help="keep the samples and ratios")
    ap.add_argument("--against", type=Path, help="an earlier --json, whose ratios are printed beside")
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        samples = in_turn(args.runs, terminal_cases(Path(folder)))
    ratios = terminal_report(samples)
    figures = inside_report(args.idle)
    print("\nfiles of 10,000 items beside the bare TOML library")
    exchange.main()
    if args.against:
        before = json.loads(args.against.read_text(encoding="utf-8"))
        print("\nbefore and now")
        for name, (middle, *_) in ratios.items():
            print(f"{name:44}{before['ratios'].get(name, [0.0])[0]:8.2f}{middle:8.2f}")
        for name, value in figures.items():
            print(f"{name:44}{before['figures'].get(name, 0.0):8.2f}{value:8.2f}")
    if args.json:
        report = {"runs": args.runs, "samples": samples, "ratios": ratios, "figures": figures}
        args.json.write_text(json.dumps(report), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
