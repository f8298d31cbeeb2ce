"""Example plans in the package: looked at as of today, or taken as a draft of a quarter to come."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from okrtui.exchange.document import Document, read
from okrtui.exchange.toml_in import leading_comments
from okrtui.plan.errors import PlanError
from okrtui.plan.quarters import Quarter

MOVED = "Example quarter"
"""What the cycle of an example is called when it was moved away from the calendar's quarter."""

_PACKAGE = Path(__file__).parents[1]
"""Not by importlib.resources, which loads what opens archives: 3 ms and 0.5 MB before the first frame."""
_QUARTER = re.compile(r"\bQ2\b")
_HISTORY = ("check_ins", "measurements", "targets", "reviews")
_AGREED = ("agreed_team", "agreed_leadership")


@dataclass(frozen=True, slots=True)
class Example:
    """One example: its name on the command line, what it is in a line, its file in the package."""

    name: str
    line: str
    file: str

    def text(self) -> str:
        """The plan as TOML, as of its own day."""
        return (_PACKAGE / self.file).read_text(encoding="utf-8")


EXAMPLES = (
    Example("shop", "An online shop: what a buyer costs and what a buyer brings", "sample.toml"),
    Example("saas", "A subscription product: a first week worth staying for", "examples/saas.toml"),
    Example("platform", "A platform team: releases without waiting, calm nights", "examples/platform.toml"),
    Example("public-service", "A permit office: settled in one go, time for people", "examples/public-service.toml"),
)

NAMES = tuple(example.name for example in EXAMPLES)


def example(name: str) -> Example:
    """The example of a name; raises `PlanError` with the names that there are."""
    for each in EXAMPLES:
        if each.name == name:
            return each
    raise PlanError(f"There is no example {name}: expected {', '.join(NAMES[:-1])} or {NAMES[-1]}.")


def alive(name: str, later: timedelta = timedelta()) -> Document:
    """An example with all its history, every day in it moved by the days in `later`.

    With the days that have passed since the day of the examples (`okrtui.clock.SAMPLE_DAY`) it is in its fifth week
    today. Raises `PlanError` for a name that no example has.
    """
    chosen = example(name)
    text = chosen.text()
    data = tomllib.loads(text)
    if later:
        data = _mapped(data, lambda value: _moved(value, later))
        for cycle in data["cycles"]:
            cycle["name"] = MOVED
    return read(data, chosen.file, comments=leading_comments(text))


def as_draft(name: str, quarter: Quarter) -> Document:
    """An example as the draft of a quarter: its goals and KPIs, without name, history and agreements.

    Raises `PlanError` for a name that no example has.
    """
    chosen = example(name)
    data: dict[str, Any] = _mapped(tomllib.loads(chosen.text()), lambda value: _moved(value, timedelta()))
    del data["name"]
    data = _without(data, _HISTORY)
    for cycle in data["cycles"]:
        cycle |= {"name": quarter.name, "start": quarter.start, "end": quarter.end, "state": "draft"}
        for objective in cycle["objectives"]:
            for result in objective["key_results"]:
                result |= dict.fromkeys(_AGREED, False)
    return read(data, chosen.file)


def _moved(value: object, by: timedelta) -> object:
    """A day or moment so much later; a text that no longer names the second quarter; all else as it is."""
    if isinstance(value, date):  # a moment is a date as well
        return value + by
    return _QUARTER.sub("the quarter", value) if isinstance(value, str) else value


def _mapped(value: Any, change: Callable[[object], object]) -> Any:
    """Tables and lists with each of their values changed."""
    if isinstance(value, dict):
        return {key: _mapped(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    return change(value)


def _without(value: Any, keys: tuple[str, ...]) -> Any:
    """Tables without these keys, at any depth."""
    if isinstance(value, dict):
        return {key: _without(each, keys) for key, each in value.items() if key not in keys}
    return [_without(each, keys) for each in value] if isinstance(value, list) else value
