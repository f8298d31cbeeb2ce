"""Lists that two people changed apart, brought together: what both kept, added and took away, in an order of both."""

from __future__ import annotations

from collections.abc import Sequence

from okrtui.exchange.ordering import longest_rising


def merged_members(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """A list of links: what either side added comes, what either side took away goes, in the order of `merged`."""
    before, left, right = set(base), set(ours), set(theirs)
    members = (left & right) | (left - before) | (right - before)
    return merged(base, ours, theirs, members)


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], members: set[str]) -> list[str]:
    """The order of `members`, each of which is in ``ours`` or in ``theirs``.

    The order is that of ours, in which each row that only their side moved or added stands behind the row that it
    follows on their side (one that both sides have in the same order), and behind what ours added there. What both
    sides moved stands where ours put it.
    """
    base = [row for row in base if row in members]
    ours = [row for row in ours if row in members]
    theirs = [row for row in theirs if row in members]
    settled, placed = set(ours), _moved(base, ours)
    coming = {row for row in _moved(base, theirs) if row not in placed} | (set(theirs) - settled)
    result = [row for row in ours if row not in coming]
    added = placed - set(theirs)
    agreed = set(theirs) - _moved(result, [row for row in theirs if row not in coming])
    before = ""
    for row in theirs:
        if row in coming:
            at = result.index(before) + 1 if before else 0
            while at < len(result) and result[at] in added:
                at += 1
            result.insert(at, row)
        if row in coming or row in agreed:
            before = row
    return result


def _moved(base: Sequence[str], side: Sequence[str]) -> set[str]:
    """The rows of a side that stand elsewhere than before, as few as can be, and those that are new."""
    place = {row: float(number) for number, row in enumerate(base)}
    return set(side) - longest_rising([row for row in side if row in place], place)
