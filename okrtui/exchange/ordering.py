"""Positions for rows that take a new order, moving as few of them as can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise


def merged_order(current: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The ``wanted`` order, with what it does not mention behind what it stands behind in the ``current`` one."""
    mentioned = set(wanted)
    followers: dict[str, list[str]] = {}
    anchor = ""
    for row in current:
        if row in mentioned:
            anchor = row
        else:
            followers.setdefault(anchor, []).append(row)
    order = list(followers.get("", ()))
    for row in wanted:
        order.append(row)
        order += followers.get(row, ())
    return order


def new_positions(order: Sequence[str], held: Mapping[str, float]) -> dict[str, float]:
    """The positions that make ``order`` the order, for rows that need another than they hold; others are left out.

    Rows that are not in ``held`` are new. As many rows as can be keep theirs; when no number is left between two of
    them, all are numbered anew.
    """
    kept = longest_rising([row for row in order if row in held], held)
    found: dict[str, float] = {}
    run: list[str] = []
    before: float | None = None
    for row in [*order, None]:
        if row is not None and row not in kept:
            run.append(row)
            continue
        after = held[row] if row is not None else None
        found.update(_between(run, before, after))
        run, before = [], after
    final = [found.get(row, held.get(row, 0.0)) for row in order]
    if any(low >= high for low, high in pairwise(final)):
        found = {row: float(number) for number, row in enumerate(order, 1)}
    return {row: position for row, position in found.items() if held.get(row) != position}


def _between(rows: Sequence[str], before: float | None, after: float | None) -> dict[str, float]:
    if before is None:
        before = 0.0 if after is None else after - len(rows) - 1
    step = 1.0 if after is None else (after - before) / (len(rows) + 1)
    return {row: before + step * number for number, row in enumerate(rows, 1)}


def longest_rising(rows: Sequence[str], held: Mapping[str, float]) -> set[str]:
    """The largest set of rows whose positions rise in this order."""
    ends: list[float] = []
    last: list[int] = []
    previous: list[int] = []
    for index, row in enumerate(rows):
        length = bisect_left(ends, held[row])
        previous.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [held[row]]
        last[length : length + 1] = [index]
    kept: set[str] = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(rows[index])
        index = previous[index]
    return kept
