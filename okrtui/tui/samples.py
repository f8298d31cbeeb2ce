"""Finished examples in the app: a throw-away file for one, and the edit that fills a plan with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from okrtui.exchange.examples import alive, example
from okrtui.exchange.importing import import_edit
from okrtui.plan.changes import Edit
from okrtui.session import Session


@contextmanager
def demo_file(name: str) -> Iterator[Path]:
    """A path for a plan of this name, in a folder that goes with the context."""
    folder = Path(tempfile.mkdtemp(prefix="okrtui-demo-"))
    try:
        yield folder / f"{name}.db"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sample_edit(session: Session, name: str = "shop", later: timedelta = timedelta()) -> Edit:
    """What fills an empty plan with an example, its days moved by `later`."""
    edit = import_edit(session.plan, alive(name, later)).edit
    return replace(edit, title=f"take the example “{example(name).line.partition(':')[0]}”")
