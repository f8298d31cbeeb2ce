"""Finished examples in the app: a throw-away file for one, and the edit that fills a plan with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from okrtui.exchange.examples import alive, example
from okrtui.exchange.importing import import_edit
from okrtui.plan.changes import Change, Edit, Insert
from okrtui.plan.entities import CheckIn, Measurement
from okrtui.plan.model import when
from okrtui.session import Session


@contextmanager
def demo_file(name: str) -> Iterator[Path]:
    """A path for a plan of this name, in a folder that goes with the context."""
    folder = Path(tempfile.mkdtemp(prefix="okrtui-demo-"))
    try:
        yield folder / f"{name}.db"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lived(sample: Edit, today: date) -> list[tuple[date, Edit]]:
    """An example as its people did it: what it holds on the day before its first value, then each day's values.

    So it can be looked at as of any of these days, and its history tells more than one action.
    """
    values: dict[date, list[Change]] = {}
    rest: list[Change] = []
    for change in sample.changes:
        noted = change.entity if isinstance(change, Insert) else None
        if isinstance(noted, CheckIn | Measurement) and noted.at is not None:
            values.setdefault(min(when(noted.at)[0], today), []).append(change)
        else:
            rest.append(change)
    first = min(values, default=today) - timedelta(days=1)
    written = [(first, replace(sample, changes=tuple(rest)))]
    for day, noted_then in sorted(values.items()):
        many = f"{len(noted_then)} value{'' if len(noted_then) == 1 else 's'}"
        written.append((day, Edit(f"note {many}", tuple(noted_then), sample.item)))
    return written


def sample_edit(session: Session, name: str = "shop", later: timedelta = timedelta()) -> Edit:
    """What fills an empty plan with an example, its days moved by `later`."""
    edit = import_edit(session.plan, alive(name, later)).edit
    return replace(edit, title=f"take the example “{example(name).line.partition(':')[0]}”")
