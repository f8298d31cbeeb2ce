"""What the fields of one row must be to one another: days in order, bounds in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from okrtui.plan.entities import Cycle, Entity, Kpi
from okrtui.plan.fields import Value
from okrtui.plan.validate import BOUNDS


def row_problem(entity: type[Entity], values: Mapping[str, Value]) -> tuple[str, str] | None:
    """The key that cannot be beside the others, and the sentence that says so; None when all is well."""
    if entity is Cycle:
        start, end = values.get("start"), values.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            return "end", f"{end} is before the start, {start}; expected the same day or a later one."
    if entity is Kpi:
        known = [(key, bound) for key in BOUNDS if isinstance(bound := values.get(key), float)]
        for (key, low), (other, high) in pairwise(known):
            if low > high:
                return other, f"{high:g} is below {key}, {low:g}; expected {' <= '.join(BOUNDS)}."
    return None


def driver_cycle(drivers: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids of KPIs that cause one another in a ring, each caused by the next; empty when there is no ring."""
    done: set[str] = set()
    for start in drivers:
        path: dict[str, None] = {}
        waiting = [iter((start,))]
        while waiting:
            kpi = next(waiting[-1], None)
            if kpi is None:
                waiting.pop()
                if path:
                    done.add(path.popitem()[0])
            elif kpi in path:
                ring = list(path)
                return ring[ring.index(kpi) :]
            elif kpi not in done:
                path[kpi] = None
                waiting.append(iter(drivers.get(kpi, ())))
    return []
