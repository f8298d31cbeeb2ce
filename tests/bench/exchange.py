"""How long files in and out take beside `tomli_w.dumps` and `tomllib.loads` alone: python -m tests.bench.exchange."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import tomli_w

from okrtui.exchange import csv_in, csv_out, json_in, json_out, toml_in, toml_out
from okrtui.exchange.importing import import_edit
from okrtui.plan.changes import Insert
from okrtui.plan.entities import CheckIn, Cycle, KeyResult, Kpi, Objective
from okrtui.plan.model import Plan

_ITEMS = 10_000
_Made = TypeVar("_Made")


def _plan() -> Plan:
    """A plan of that many items: a tenth of them objectives, half key results, the others their values and KPIs."""
    plan = Plan()
    rows: list[Insert] = [Insert(Cycle("cy-1", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30)))]
    for number in range(_ITEMS // 10):
        rows.append(Insert(Objective(f"o-{number}", cycle="cy-1", position=float(number), title=f"Goal {number}")))
        for below in range(5):
            key = f"kr-{number}-{below}"
            title = f"Lower churn {number}.{below}"
            rows.append(
                Insert(
                    KeyResult(
                        key,
                        objective=f"o-{number}",
                        position=float(below),
                        title=title,
                        unit="%",
                        baseline=5.5,
                        target=3.0,
                    )
                )
            )
            if below < 3:
                rows.append(Insert(CheckIn(f"{key}@2026-05-04", key_result=key, at=date(2026, 5, 4), value=4.5)))
        rows.append(Insert(Kpi(f"kpi-{number}", position=float(number), name=f"Churn {number}", unit="%")))
    plan.apply(rows)
    return plan


def _best(work: Callable[[], _Made]) -> tuple[float, _Made]:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        made = work()
        times.append(time.perf_counter() - start)
    return min(times), made


def main() -> None:
    """Print seconds, and how many times the bare library's they are."""
    plan = _plan()
    _, text = _best(lambda: toml_out.dumps(plan))
    bare_in, data = _best(lambda: tomllib.loads(text))
    bare_out, _ = _best(lambda: tomli_w.dumps(data))
    _, json_text = _best(lambda: json_out.dumps(plan))
    _, csv_text = _best(lambda: csv_out.dumps(plan))
    day = date(2026, 5, 4)

    def csv_edit() -> object:
        empty = Plan()
        return import_edit(empty, csv_in.loads(csv_text.encode(), "a.csv", plan=empty, today=day).document)

    parts: tuple[tuple[str, float, Callable[[], object]], ...] = (
        ("toml out", bare_out, lambda: toml_out.dumps(plan)),
        ("json out", bare_out, lambda: json_out.dumps(plan)),
        ("csv out", bare_out, lambda: csv_out.dumps(plan)),
        ("toml in", bare_in, lambda: import_edit(Plan(), toml_in.loads(text, "a.toml"))),
        ("json in", bare_in, lambda: import_edit(Plan(), json_in.loads(json_text, "a.json"))),
        ("csv in", bare_in, csv_edit),
    )
    print(f"tomli_w.dumps {bare_out:.3f} s, tomllib.loads {bare_in:.3f} s")
    for name, bare, work in parts:
        taken, _ = _best(work)
        print(f"{name:9} {taken:.3f} s, {taken / bare:.1f} times")


if __name__ == "__main__":
    main()
