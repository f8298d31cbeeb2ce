"""The driver tree: lagging KPIs, the KPIs that cause them, and the key results these lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.model import Plan

Kind = Literal["kpi", "result", "again", "loop", "heading"]
"""What a line of the tree is. "again": a KPI whose own branch is drawn above; "loop": one that causes itself here."""

UNLINKED = "Leads nowhere yet"
EARLY = "No KPI tells early about"


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree."""

    key: str
    """Unique in the tree, and the same as long as the way to it is."""
    kind: Kind
    item: str
    """The KPI or key result; for a heading, its words."""
    branches: tuple[bool, ...] = ()
    """For each level above: whether more follows on that level. The last one is its own."""
    measures: bool = False
    """The KPI above is this key result's metric, and no mere sign of it."""


def driver_tree(plan: Plan, cycle: str) -> list[Node]:
    """The KPIs and the key results of a cycle, from top to bottom as they are drawn.

    Archived KPIs are among them where a watched KPI or a key result hangs on them, so that no way is lost.
    It begins with what no other KPI is caused by, lagging ones first. Below each KPI stand the KPIs that cause it, then
    the key results that it leads to. A branch is drawn once. Driver cycles end where they would begin again; they are
    in `loops`.
    """
    results = _results(plan, cycle)
    kpis = _drawn(plan, results)
    known = {kpi.id: kpi for kpi in kpis}
    caused = {driver for kpi in kpis for driver in kpi.drivers if driver != kpi.id}
    tops = sorted((k for k in kpis if k.id not in caused), key=lambda k: (k.timing != "lagging", k.position))
    alone = [k for k in tops if not k.drivers and not results.get(k.id) and k.timing != "lagging"]
    apart = {kpi.id for kpi in alone}
    drawn: set[str] = set()
    nodes: list[Node] = []
    for kpi in (*tops, *kpis):
        # All KPIs in the end: those of a cycle are below no top.
        if kpi.id not in drawn and kpi.id not in apart:
            nodes += _branch(known, kpi.id, results, drawn)
    if alone:
        nodes.append(Node("alone", "heading", UNLINKED))
        nodes += [Node(kpi.id, "kpi", kpi.id) for kpi in alone]
    led = {row.id for rows in results.values() for row, _ in rows}
    open_rows = [row for row in _of_cycle(plan, cycle) if row.id not in led]
    if open_rows:
        nodes.append(Node("early", "heading", EARLY))
        nodes += [Node(row.id, "result", row.id) for row in open_rows]
    return nodes


def _drawn(plan: Plan, results: Mapping[str, object]) -> list[Kpi]:
    """The KPIs that are watched, and archived ones between them: below a watched one, or with one or a goal below."""
    below: dict[str, Sequence[str]] = {kpi.id: kpi.drivers for kpi in plan.kpis}
    above: dict[str, list[str]] = {}
    for kpi in plan.kpis:
        for driver in kpi.drivers:
            above.setdefault(driver, []).append(kpi.id)
    watched = [kpi.id for kpi in plan.watched]
    kept = _reached(below, watched) | _reached(above, [*watched, *results])
    return [kpi for kpi in plan.kpis if kpi.id in kept]


def _reached(ways: Mapping[str, Sequence[str]], starts: Sequence[str]) -> set[str]:
    """All that can be reached by the ways from some places, these included."""
    found = set(starts)
    waiting = list(starts)
    while waiting:
        fresh = [place for place in ways.get(waiting.pop(), ()) if place not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return found


def _branch(
    kpis: Mapping[str, Kpi], top: str, results: dict[str, list[tuple[KeyResult, bool]]], drawn: set[str]
) -> Iterator[Node]:
    """A KPI and all below it, depth first; with a stack of its own, since a chain may be longer than Python's."""
    stack: list[tuple[str, tuple[bool, ...]]] = [(top, ())]
    on_way: list[str] = []
    while stack:
        kpi_id, branches = stack.pop()
        del on_way[len(branches) :]
        key = f"{on_way[-1] if on_way else ''}/{kpi_id}"
        if kpi_id in on_way:
            yield Node(key, "loop", kpi_id, branches)
            continue
        if kpi_id in drawn:
            yield Node(key, "again", kpi_id, branches)
            continue
        drawn.add(kpi_id)
        on_way.append(kpi_id)
        yield Node(key, "kpi", kpi_id, branches)
        led = results.get(kpi_id, ())
        drivers = [driver for driver in dict.fromkeys(kpis[kpi_id].drivers) if driver in kpis]
        below = len(drivers) + len(led)
        for number, (row, measures) in enumerate(led, 1):
            yield Node(f"{kpi_id}/{row.id}", "result", row.id, (*branches, number < below), measures)
        for number, driver in reversed(list(enumerate(drivers, len(led) + 1))):
            stack.append((driver, (*branches, number < below)))


def _of_cycle(plan: Plan, cycle: str) -> list[KeyResult]:
    return [row for objective in plan.objectives(cycle) for row in plan.key_results(objective.id)]


def _results(plan: Plan, cycle: str) -> dict[str, list[tuple[KeyResult, bool]]]:
    """For each KPI the key results that it leads to, and whether it is their metric."""
    found: dict[str, list[tuple[KeyResult, bool]]] = {}
    for row in _of_cycle(plan, cycle):
        for kpi in dict.fromkeys((*((row.measured_by,) if row.measured_by else ()), *row.kpis)):
            found.setdefault(kpi, []).append((row, kpi == row.measured_by))
    return found


def loops(plan: Plan) -> list[list[str]]:
    """Driver cycles: for each group of KPIs that cause one another, one way round, from KPI to cause."""
    found: list[list[str]] = []
    for group in _groups({kpi.id: [d for d in kpi.drivers if plan.find(d, Kpi)] for kpi in plan.kpis}):
        found.append(_way_round(plan, group))
    return found


def _groups(drivers: dict[str, list[str]]) -> list[list[str]]:
    """The strongly connected groups with a cycle in them (Tarjan's algorithm, without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    held: list[str] = []
    on_hold: set[str] = set()
    groups: list[list[str]] = []
    for root in drivers:
        work = [] if root in number else [(root, iter(drivers[root]))]
        if work:
            number[root] = low[root] = len(number)
            held.append(root)
            on_hold.add(root)
        while work:
            node, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    at = held.index(node)
                    group, held[at:] = held[at:], []
                    on_hold.difference_update(group)
                    if len(group) > 1 or node in drivers[node]:
                        groups.append(group)
            elif following not in number:
                number[following] = low[following] = len(number)
                held.append(following)
                on_hold.add(following)
                work.append((following, iter(drivers[following])))
            elif following in on_hold:
                low[node] = min(low[node], number[following])
    return groups


def _way_round(plan: Plan, group: Sequence[str]) -> list[str]:
    """A shortest way from the group's first KPI of the plan back to itself."""
    members = set(group)
    start = next(kpi.id for kpi in plan.kpis if kpi.id in members)
    before: dict[str, str] = {}
    queue = [start]
    for node in queue:
        kpi = plan.find(node, Kpi)
        for driver in kpi.drivers if kpi else ():
            if driver == start:
                way = [node]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if driver in members and driver not in before:
                before[driver] = node
                queue.append(driver)
    return [start]
