"""How often the coach is right: ``python -m tests.bench.coach``.

Scores every text rule on the product's own examples and, where the labelled corpus lies beside the checkout
(``../shared/eval/dev.jsonl``, or a path given), on lines that organisations really wrote. Each figure comes with its
Wilson 95 % interval. The corpus is split by organisation: a stable hash puts about a third of them aside ("held out"),
and rules are tuned on the rest ("tune") only. A label counts only where both annotators agreed on it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from okrtui.coach.check import check_text
from okrtui.coach.model import TextKind
from okrtui.coach.registry import TEXT_RULES

TODAY = date(2026, 4, 15)
BESIDE = Path(__file__).parents[3] / "shared" / "eval" / "dev.jsonl"
HELD_PERCENT = 33
_Z = 1.959964  # of the normal distribution, for 95 % two-sided
ENOUGH = 5
"""A rule with fewer positives than this is left out of the mean."""

Labels = dict[str, Any]
GOLD: dict[str, tuple[str, Callable[[Labels], bool]]] = {
    "KR101": ("nature", lambda label: label["nature"] == "output"),
    "KR102": ("progress", lambda label: label["progress"] == "binary"),
    "KR103": ("progress", lambda label: label["progress"] == "none"),
    "KR104": ("nature", lambda label: label["nature"] == "steady"),
    "KR105": ("how", lambda label: bool(label["how"])),
    "KR106": ("compound", lambda label: bool(label["compound"])),
    "KR107": ("dependency", lambda label: bool(label["dependency"])),
    "KR108": ("vanity", lambda label: bool(label["vanity"])),
    "OB101": ("measurable", lambda label: bool(label["measurable"])),
    "OB102": ("nature", lambda label: label["nature"] == "output"),
    "OB103": ("nature", lambda label: label["nature"] == "steady"),
    "OB104": ("vague", lambda label: bool(label["vague"])),
    "OB105": ("compound", lambda label: bool(label["compound"])),
    "OB106": ("dependency", lambda label: bool(label["dependency"])),
    "OB107": ("pleasing", lambda label: bool(label["pleasing"])),
    "KP101": ("okr_like", lambda label: bool(label["okr_like"])),
    "KP102": ("is_metric", lambda label: not label["is_metric"]),
    "KP103": ("vanity", lambda label: bool(label["vanity"])),
}
"""For a rule: the label that it is measured by, and when that label calls for it."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score method (1927); (0, 1) where nothing was counted."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Count:
    """How often a rule spoke rightly, wrongly, and not where it should have."""

    hits: int = 0
    alarms: int = 0
    misses: int = 0

    @property
    def cases(self) -> int:
        """Lines on which the rule ought to speak."""
        return self.hits + self.misses

    @property
    def precision(self) -> float:
        """The share of its findings that are right; 0 without findings."""
        return self.hits / (self.hits + self.alarms) if self.hits + self.alarms else 0.0

    @property
    def recall(self) -> float:
        """The share of its cases that it finds; 0 without cases."""
        return self.hits / self.cases if self.cases else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = 2 * self.hits + self.alarms + self.misses
        return 2 * self.hits / total if total else 0.0

    def add(self, *, due: bool, said: bool) -> None:
        """Count one line."""
        self.hits += due and said
        self.alarms += said and not due
        self.misses += due and not said


@dataclass(slots=True)
class Score:
    """All counts of one set of lines."""

    name: str
    rules: dict[str, Count] = field(default_factory=dict)
    warnings: Count = field(default_factory=Count)
    faulty: int = 0
    reached: int = 0
    """Faulty lines on which a right warning stands."""
    clean: int = 0
    flagged: int = 0
    """Clean lines with any finding of a measured rule."""

    @property
    def macro(self) -> float:
        """Mean F1 over the rules with enough cases."""
        means = [count.f1 for count in self.rules.values() if count.cases >= ENOUGH]
        return sum(means) / len(means) if means else 0.0


def split_of(source: str) -> str:
    """ "held out" or "tune", by the organisation that a line comes from (the part before the first slash)."""
    owner = source.partition(":")[0].partition("/")[0].lower()
    return "held out" if int(hashlib.md5(owner.encode()).hexdigest()[:4], 16) % 100 < HELD_PERCENT else "tune"


def _judge(score: Score, text: str, kind: TextKind, due: dict[str, bool], *, whole: bool) -> None:
    """Count one line. `due` says for each measured rule whether it ought to speak; `whole`: nothing is undecided."""
    found = {f.code: f.severity for f in check_text(text, kind, today=TODAY).findings}
    warned = {code for code, severity in found.items() if severity == "warning"}
    for code, wanted in due.items():
        score.rules.setdefault(code, Count()).add(due=wanted, said=code in found)
        score.warnings.hits += wanted and code in warned
        score.warnings.alarms += code in warned and not wanted
    if any(due.values()):
        score.faulty += 1
        score.reached += any(due[code] and code in warned for code in due)
    elif whole:
        score.clean += 1
        score.flagged += any(code in found for code in due)


def own_examples() -> Score:
    """The score on the examples that each rule declares: bad ones, good ones, and those that only look bad."""
    score = Score("own examples")
    for rule in TEXT_RULES.values():
        for line in rule.bad:
            _judge(score, line, rule.kind, {rule.code: True}, whole=True)
        for line in (*rule.good, *rule.near):
            _judge(score, line, rule.kind, {rule.code: False}, whole=True)
    return score


def corpus(rows: Iterable[dict[str, Any]], name: str) -> Score:
    """The score on labelled lines."""
    score = Score(name)
    for row in rows:
        kind: TextKind = row["kind"]
        codes = [code for code in GOLD if TEXT_RULES[code].kind == kind]
        due = {code: GOLD[code][1](row["labels"]) for code in codes if GOLD[code][0] in row["labels"]}
        _judge(score, row["text"], kind, due, whole=len(due) == len(codes))
    return score


def share(hits: int, of: int) -> str:
    """A share with its interval, such as "0.93 (0.90 to 0.95)"; a dash where nothing was counted."""
    if not of:
        return "–"
    low, high = wilson(hits, of)
    return f"{hits / of:.2f} ({low:.2f} to {high:.2f})"


def rule_rows(score: Score) -> list[tuple[str, ...]]:
    """One row a rule: code, name, cases, precision, recall, F1."""
    rows: list[tuple[str, ...]] = []
    for code, count in sorted(score.rules.items()):
        precision = share(count.hits, count.hits + count.alarms)
        f1 = f"{count.f1:.2f}" if count.cases else "–"
        row = (code, TEXT_RULES[code].name, str(count.cases), precision, share(count.hits, count.cases), f1)
        rows.append(row)
    return rows


def split_rows(scores: Sequence[Score]) -> list[tuple[str, ...]]:
    """One row a rule with the F1 of every set, then what is measured over all rules."""
    codes = sorted({code for score in scores for code in score.rules})
    rows: list[tuple[str, ...]] = []
    for code in codes:
        counts = [score.rules.get(code, Count()) for score in scores]
        rows.append((code, *(f"{c.f1:.2f} of {c.cases}" if c.cases else "–" for c in counts)))
    rows.append((f"mean F1, {ENOUGH} cases and more", *(f"{score.macro:.3f}" for score in scores)))
    warned = [(s.warnings.hits, s.warnings.hits + s.warnings.alarms) for s in scores]
    rows.append(("warnings that are right", *(share(*pair) for pair in warned)))
    rows.append(("faulty lines that a warning reaches", *(share(s.reached, s.faulty) for s in scores)))
    rows.append(("clean lines with a finding", *(share(s.flagged, s.clean) for s in scores)))
    return rows


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, markdown: bool) -> str:
    """A table in Markdown, or in columns for a terminal."""
    if markdown:
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    widths = [max(len(line[i]) for line in [head, *rows]) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) for line in [head, *rows])


def report(scores: Sequence[Score], *, markdown: bool) -> str:
    """Everything: one table a set, then all sets side by side."""
    head = ("code", "rule", "cases", "precision (95 %)", "recall (95 %)", "F1")
    parts = []
    for score in scores:
        title = f"{'### ' if markdown else ''}{score.name}, {score.faulty + score.clean} lines judged as a whole"
        parts.append(f"{title}\n\n{table(head, rule_rows(score), markdown=markdown)}")
    beside = table(("", *(s.name for s in scores)), split_rows(scores), markdown=markdown)
    return "\n\n".join([*parts, f"{'### ' if markdown else ''}side by side\n\n{beside}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    assert __doc__
    parser = argparse.ArgumentParser(prog="python -m tests.bench.coach", description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=BESIDE, help="labelled lines, one JSON object a line")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    chosen = parser.parse_args(arguments)
    began = time.perf_counter()
    scores = [own_examples()]
    if chosen.corpus.exists():
        lines = chosen.corpus.read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        scores.append(corpus(rows, "corpus"))
        for name in ("tune", "held out"):
            scores.append(corpus((row for row in rows if split_of(row["source"]) == name), name))
    print(report(scores, markdown=chosen.markdown))
    print(f"\n{date.today().isoformat()}, {time.perf_counter() - began:.1f} s; intervals: Wilson, 95 %")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
