"""Plan files of some size, made for measuring."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from okrtui.exchange.importing import import_edit
from okrtui.exchange.toml_in import loads
from okrtui.plan.changes import Edit, Insert
from okrtui.plan.entities import CheckIn, Cycle, Entity, KeyResult, Kpi, Measurement, Objective
from okrtui.plan.ids import moment_id
from okrtui.session import Session

TODAY = date(2026, 5, 4)
FIRST = "Raise metric 0 from 0 to 10"
"""The first key result of `make_long`."""


def _open(path: Path) -> Session:
    return Session(path, today=lambda: TODAY, state_dir=path.parent / "state").open()


def _end(session: Session) -> None:
    session.wait(300)
    session.close()


def make_sample(path: Path) -> None:
    """The sample plan."""
    session = _open(path)
    text = files("okrtui").joinpath("sample.toml").read_text(encoding="utf-8")
    session.apply(import_edit(session.plan, loads(text, "sample.toml")).edit)
    _end(session)


def make_long(path: Path, key_results: int, objectives: int = 1) -> None:
    """A quarter with so many key results, spread over its objectives, each with a baseline, a target and a value."""
    cycle = Cycle("cy-000001", name="2026-Q2", start=date(2026, 4, 1), end=date(2026, 6, 30), state="active")
    rows: list[Entity] = [cycle]
    for n in range(objectives):
        rows.append(Objective(f"o-{n:06d}", cycle.id, position=float(n), title=f"Become better at {n}"))
    for n in range(key_results):
        result = KeyResult(
            f"kr-{n:06d}",
            f"o-{n % objectives:06d}",
            position=float(n),
            title=f"Raise metric {n} from {n} to {n + 10}",
            baseline=float(n),
            target=n + 10.0,
        )
        at = datetime(2026, 4, 20)
        rows += [result, CheckIn(moment_id(result.id, at), result.id, at, n + 3.0, 5.0)]
    session = _open(path)
    session.apply(Edit("make", tuple(Insert(row) for row in rows)))
    _end(session)


def make_measured(path: Path, items: int, measurements: int) -> None:
    """The sample with more KPIs, so that there are so many items, and measurements of them back into the past."""
    make_sample(path)
    session = _open(path)
    there = len(session.plan.table(KeyResult)) + len(session.plan.table(Kpi))
    rows: list[Entity] = [
        Kpi(f"kpi-{n:06d}", position=100.0 + n, name=f"Metric {n}", category="product")
        for n in range(max(items - there, 0))
    ]
    kpis = [*session.plan.table(Kpi).values(), *rows]
    for n in range(measurements):
        kpi = kpis[n % len(kpis)]
        at = datetime(2026, 3, 31) - (n // len(kpis)) * timedelta(hours=1)
        rows.append(Measurement(moment_id(kpi.id, at), kpi.id, at, (n % 97) / 10))
    session.apply(Edit("make", tuple(Insert(row) for row in rows)))
    _end(session)
