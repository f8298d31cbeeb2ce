"""Measures what long histories cost: ``python -m tests.bench.histories``.

Two files hold the sample plan; one has 100 check-ins and 100 measurements, the other 10,000 and 100,000. In turn, in
a real terminal: start to ready (the first key result is on screen), and R to the opening card of the review. What
counts is the ratio of medians in one run: above 1.2 the exit code is 1.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from okrtui.exchange.importing import import_edit
from okrtui.exchange.toml_in import loads
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import CheckIn, Entity, KeyResult, Kpi, Measurement
from okrtui.plan.ids import moment_id
from okrtui.session import Session
from tests.bench.__main__ import ratio
from tests.bench.screens import OKRTUI, Samples
from tests.bench.terminal import Terminal

TODAY = date(2026, 5, 4)
FEW, MANY = (100, 100), (10_000, 100_000)
"""Check-ins and measurements of the two files."""


def make(path: Path, check_ins: int, measurements: int) -> None:
    """The sample with histories: check-ins from the start of the quarter on, measurements back into the past."""
    session = Session(path, today=lambda: TODAY, state_dir=path.parent / "state").open()
    text = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
    session.apply(import_edit(session.plan, loads(text, "sample.toml")).edit)
    results, kpis = list(session.plan.table(KeyResult).values()), list(session.plan.table(Kpi).values())
    rows: list[Entity] = []
    for n in range(check_ins):
        result = results[n % len(results)]
        at = datetime(2026, 4, 2) + (n // len(results)) * timedelta(minutes=15)
        value = (result.baseline or 0.0) + (n % 7) / 10
        rows.append(CheckIn(moment_id(result.id, at), result.id, at, value, float(n % 11), f"note {n}"))
    for n in range(measurements):
        kpi = kpis[n % len(kpis)]
        at = datetime(2026, 5, 1) - (n // len(kpis)) * timedelta(hours=1)
        rows.append(Measurement(moment_id(kpi.id, at), kpi.id, at, (n % 97) / 10, ""))
    new = [row for row in rows if row.id not in session.plan.table(type(row))]
    session.apply(Edit("import histories", tuple(Insert(row) for row in new)))
    session.wait(300)
    session.close()


def run(path: Path, samples: Samples) -> None:
    """One run of the app on a file."""
    terminal = Terminal([OKRTUI, str(path)], environment={"OKRTUI_TODAY": str(TODAY)}).start()
    samples["ready, ms"].append(terminal.until("average CAC"))
    terminal.settle()
    time.sleep(0.6)  # the coach and the store thread wake up
    terminal.settle()
    samples["review opens, ms"].append(terminal.key("R", until="key results").last)
    terminal.key("\x1b")
    terminal.settle()
    samples["memory, MB"].append(terminal.memory())
    _, code = terminal.quit()
    samples["exit code"].append(float(code))


def main() -> int:
    """Make the files, run, print."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ap.add_argument("--runs", type=int, default=10)
    args = ap.parse_args()
    samples: dict[str, Samples] = {"few": defaultdict(list), "many": defaultdict(list)}
    with tempfile.TemporaryDirectory() as folder:
        paths = {"few": Path(folder) / "few.db", "many": Path(folder) / "many.db"}
        make(paths["few"], *FEW)
        make(paths["many"], *MANY)
        for number in range(args.runs + 1):
            print(f"\r{number} of {args.runs}", end="", file=sys.stderr, flush=True)
            for name, path in paths.items():
                run(path, samples[name] if number else defaultdict(list))  # the first round fills caches
    print(file=sys.stderr)
    print(f"{'':24}{'100':>9}{'10,000 + 100,000':>18}   ratio of medians [95 %]")
    worst = 0.0
    for key in ("ready, ms", "review opens, ms", "memory, MB"):
        few, many = samples["few"][key], samples["many"][key]
        middle, low, high = ratio(many, few)
        worst = max(worst, middle if key.endswith("ms") else 0.0)
        print(
            f"{key:24}{statistics.median(few):9.1f}{statistics.median(many):18.1f}   {middle:.2f} "
            f"[{low:.2f}, {high:.2f}]"
        )
    return int(worst > 1.2)


if __name__ == "__main__":
    sys.exit(main())
