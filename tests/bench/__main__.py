"""Measures okrtui beside a bare Textual app, in turn, in a real terminal: ``python -m tests.bench``.

Start to ready (the first key result is on screen), keys (written to first byte), the advice of the coach, bytes for
each key, memory, quit; and `check_text` in process. Machines are noisy: what counts is the ratio of medians in one run.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from tests.bench.terminal import Answer, Terminal

PYTHON = sys.executable
BARE = [PYTHON, str(Path(__file__).parent / "bare.py")]
OKRTUI = [str(Path(PYTHON).parent / "okrtui"), "demo"]
DOWN, UP = "\x1b[B", "\x1b[A"
Samples = dict[str, list[float]]


def keep(samples: Samples, name: str, answers: list[Answer]) -> None:
    """Add the times and bytes of some keys."""
    samples[f"{name}, ms"] += [answer.first for answer in answers]
    samples[f"{name}, bytes"] += [float(answer.size) for answer in answers]


def run_bare(samples: Samples) -> None:
    """One run of the bare app."""
    with_terminal = Terminal(BARE).start()
    samples["ready, ms"].append(with_terminal.until("KR-10"))
    with_terminal.settle()
    keep(samples, "down", [with_terminal.key(DOWN) for _ in range(10)])
    with_terminal.key("\x1b[Z")
    keep(samples, "type", [with_terminal.key(c) for c in "the app to lower churn"])
    finish(with_terminal, samples)


def run_okrtui(samples: Samples) -> None:
    """One run of okrtui on its sample."""
    terminal = Terminal(OKRTUI).start()
    samples["ready, ms"].append(terminal.until("average CAC"))
    terminal.settle()
    keep(samples, "down", [terminal.key(key) for key in (DOWN, DOWN, UP, UP) * 3][:10])
    terminal.key("n")
    for letter in "Launch":
        terminal.key(letter)
    advice = terminal.key(" ", until="Something you")
    samples["advice / echo"].append(advice.last / advice.first)
    keep(samples, "type", [terminal.key(c) for c in "the app to lower churn"])
    finish(terminal, samples)


def finish(terminal: Terminal, samples: Samples) -> None:
    """Memory, and the time to quit."""
    samples["memory, MB"].append(terminal.memory())
    took, code = terminal.quit()
    samples["quit, ms"].append(took)
    samples["exit code"].append(float(code))


def ratio(mine: list[float], theirs: list[float]) -> tuple[float, float, float]:
    """Ratio of medians with the 95 % interval of 1,000 bootstrap samples."""
    rng = random.Random(7)
    drawn = sorted(
        statistics.median(rng.choices(mine, k=len(mine)))
        / max(statistics.median(rng.choices(theirs, k=len(theirs))), 1e-9)
        for _ in range(1000)
    )
    return statistics.median(mine) / max(statistics.median(theirs), 1e-9), drawn[25], drawn[975]


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


def coach_times(lines: int = 2000) -> dict[str, float]:
    """Milliseconds of `check_text` on lines that it has not seen, from the rules' own examples."""
    from okrtui.coach import check_text
    from okrtui.coach.registry import TEXT_RULES

    texts = [(text, rule.kind) for rule in TEXT_RULES.values() for text in (*rule.bad, *rule.good, *rule.near)]
    took = []
    for i in range(lines):
        text, kind = texts[i % len(texts)]
        begin = time.perf_counter()
        check_text(f"{text} {i}", kind, today=date(2026, 5, 4))
        took.append((time.perf_counter() - begin) * 1000)
    return {"p50": statistics.median(took), "p99": sorted(took)[int(len(took) * 0.99)], "max": max(took)}


def main() -> int:
    """Run, print, and write JSON when asked."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    ap.add_argument("--runs", type=int, default=12)
    ap.add_argument("--json", type=Path)
    args = ap.parse_args()
    samples: dict[str, Samples] = {"bare": defaultdict(list), "okrtui": defaultdict(list)}
    for number in range(args.runs + 1):
        print(f"\r{number} of {args.runs}", end="", file=sys.stderr, flush=True)
        one: dict[str, Samples] = {"bare": defaultdict(list), "okrtui": defaultdict(list)}
        run_bare(one["bare"])
        run_okrtui(one["okrtui"])
        for name, found in one.items() if number else ():  # the first round fills caches
            for key, values in found.items():
                samples[name][key] += values
    print(file=sys.stderr)
    report: dict[str, object] = {"runs": args.runs, "samples": samples}
    print(f"{'':14}{'bare':>10}{'okrtui':>10}   ratio of medians [95 %]   p95 / p95")
    for key in ("ready, ms", "down, ms", "down, bytes", "type, ms", "type, bytes", "memory, MB", "quit, ms"):
        mine, theirs = samples["okrtui"][key], samples["bare"][key]
        middle, low, high = ratio(mine, theirs)
        report[key] = {"ratio": middle, "interval": [low, high], "p95": p95(mine) / max(p95(theirs), 1e-9)}
        medians = f"{statistics.median(theirs):10.1f}{statistics.median(mine):10.1f}"
        tail = p95(mine) / max(p95(theirs), 1e-9)
        print(f"{key:14}{medians}   {middle:5.2f} [{low:.2f} to {high:.2f}]{'':8}{tail:5.2f}")
    print(f"advice seen / its own echo: {statistics.median(samples['okrtui']['advice / echo']):.2f}")
    report["check_text"] = coach = coach_times()
    print(f"check_text on new lines: p50 {coach['p50']:.2f} ms, p99 {coach['p99']:.2f} ms, max {coach['max']:.2f} ms")
    codes = {code for found in samples.values() for code in found["exit code"]}
    print("every run ended with exit code 0" if codes == {0.0} else f"exit codes: {codes}")
    if args.json:
        args.json.write_text(json.dumps(report), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
