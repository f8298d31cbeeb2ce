"""A plan as JSON: the twin of the TOML file, with the same keys in the same order; dates are ISO texts.

What JSON has no place for is left out: the comment lines at the top of a TOML file.
"""

from __future__ import annotations

import json
from datetime import date

from okrtui.exchange.leaving import leaving
from okrtui.exchange.tables import tree
from okrtui.plan.model import Plan


def dumps(plan: Plan, *, cycle: str | None = None, without: frozenset[str] = frozenset()) -> str:
    """The plan as the text of a JSON file; of `cycle` and `without` see `okrtui.exchange.leaving.leaving`.

    Raises `PlanError` for a cycle that is not there, for an unknown word, and for nan and infinity.
    """
    made = tree(leaving(plan, cycle=cycle, without=without))
    return json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False, default=_day) + "\n"


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))  # no field of a plan holds anything else
