"""Where a row stands among its siblings: positions are any numbers, and there is nearly always room between two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from okrtui.plan.changes import Change, Set
from okrtui.plan.entities import Entity
from okrtui.plan.model import Plan


def position_of(row: Entity) -> float:
    """The position of a row of a kind that has one."""
    return float(cast("Any", row).position)


def places(
    plan: Plan, entity: type[Entity], parent: str, after: str | None = None, count: int = 1
) -> tuple[list[float], list[Change]]:
    """Positions for new rows below a parent: behind the sibling `after`, first when it is "", last when it is None.

    Where two siblings stand too close for numbers between them, the changes make room; else there are none.
    """
    return between(plan.children(entity, parent), after, count)


def between(siblings: Sequence[Entity], after: str | None, count: int = 1) -> tuple[list[float], list[Change]]:
    """Like `places`, among rows that are given in order."""
    index = next((i + 1 for i, row in enumerate(siblings) if row.id == after), 0 if after == "" else len(siblings))
    if index == len(siblings):
        last = position_of(siblings[-1]) if siblings else 0.0
        found = [last + step for step in range(1, count + 1)]
        if len({last, *found}) == count + 1:
            return found, []
    elif index == 0:
        first = position_of(siblings[0])
        found = [first - step for step in range(count, 0, -1)]
        if len({first, *found}) == count + 1:
            return found, []
    else:
        low, high = position_of(siblings[index - 1]), position_of(siblings[index])
        found = [low + (high - low) * step / (count + 1) for step in range(1, count + 1)]
        if low < found[0] and found[-1] < high and len(set(found)) == count:
            return found, []
    numbers = [float(number) for number in range(1, len(siblings) + count + 1)]
    room = numbers[:index] + numbers[index + count :]
    changes: list[Change] = [
        Set(row.TABLE, row.id, "position", position_of(row), number)
        for row, number in zip(siblings, room, strict=True)
        if position_of(row) != number
    ]
    return numbers[index : index + count], changes
