"""What causes a KPI, or tells early about a key result: KPIs that are there already, by the names that people type."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from okrtui.plan.archiving import restore
from okrtui.plan.changes import Edit
from okrtui.plan.edits import change, combine, lead_to
from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.errors import PlanError
from okrtui.plan.model import Plan
from okrtui.plan.naming import quote, title_of


def named(plan: Plan, name: str) -> Kpi | None:
    """The KPI with just this name, whatever the case and the blanks: one that is watched before an archived one."""
    wanted = _plain(name)
    found = [kpi for kpi in plan.kpis if wanted and _plain(kpi.name) == wanted]
    return next((kpi for kpi in found if not kpi.archived), found[0] if found else None)


def link_named(plan: Plan, to: str, name: str) -> Edit | None:
    """Let the KPI of a name lead to a key result or cause another KPI (`to`); None when there is none of that name.

    An archived one is watched again. `Edit.item` is the KPI. Raises `PlanError` when it does so already, or would
    cause itself.
    """
    known = named(plan, name)
    if known is None:
        return None
    row = plan.get(to)
    if known.id == to:
        raise PlanError(f"{quote(known.name)} cannot cause itself: name what comes before it.")
    edit = lead_to(plan, to, known.id)
    if known.archived:
        edit = combine(f"{restore(plan, known.id).title} and link it", restore(plan, known.id), edit)
    if not edit:
        raise PlanError(f"{quote(known.name)} {'leads to' if isinstance(row, KeyResult) else 'causes'} it already.")
    return Edit(edit.title, edit.changes, known.id)


def ahead(plan: Plan, kpi: str, cycle: str) -> list[KeyResult | Kpi]:
    """What a KPI may lead to or cause: the key results of a cycle, then the KPIs that do not cause it themselves."""
    results = [row for objective in plan.objectives(cycle) for row in plan.key_results(objective.id)]
    return [*results, *(row for row in plan.watched if kpi not in _caused_by(plan, row.id))]


def leads_to(row: KeyResult | Kpi, kpi: str) -> bool:
    """Whether a KPI leads to a key result, or causes another KPI."""
    return kpi in _behind(row)


def link_both_ways(
    plan: Plan, kpi: str, causes: Sequence[str], wanted: Collection[str], offered: Sequence[KeyResult | Kpi]
) -> Edit:
    """Let a KPI be caused by just these, and of those `offered` lead to or cause just the `wanted` ones.

    Raises `PlanError` when something would cause itself that way.
    """
    turned = [row for row in offered if (row.id in wanted) != leads_to(row, kpi)]
    for row in turned:
        if row.id in wanted and _caused_by(plan, row.id) & set(causes):
            raise PlanError(f"{quote(title_of(row))} cannot both cause it and be caused by it: choose one of the two.")
    found = [change(plan, kpi, drivers=tuple(causes))]
    for row in turned:
        behind = tuple(one for one in _behind(row) if one != kpi) + ((kpi,) if row.id in wanted else ())
        found.append(change(plan, row.id, **{"kpis" if isinstance(row, KeyResult) else "drivers": behind}))
    if not turned:
        return found[0]
    edit = combine(f"say what {quote(title_of(plan.get(kpi)))} leads to", *found)
    return Edit(edit.title, edit.changes, kpi)


def _behind(row: KeyResult | Kpi) -> tuple[str, ...]:
    return tuple(row.kpis if isinstance(row, KeyResult) else row.drivers)


def likely(plan: Plan, to: str, typed: str, most: int = 5) -> list[str]:
    """Names of KPIs that could be meant by what is typed so far as a cause of `to`: those that begin so come first.

    With nothing typed: all that could be linked, in their order. Left out is what is linked already, `to`
    itself, and what it causes.
    """
    row = plan.item(to)
    linked = row.kpis if isinstance(row, KeyResult) else row.drivers if isinstance(row, Kpi) else ()
    caused = _caused_by(plan, to)  # these would make a circle
    rows = [kpi for kpi in (*plan.watched, *plan.kpis) if kpi.id not in caused and kpi.id not in linked]
    start = typed.casefold().lstrip()
    names = [title_of(kpi) for kpi in dict.fromkeys(rows) if not kpi.archived or start]
    begin = [name for name in names if name.casefold().startswith(start)]
    within = [name for name in names if name not in begin and _plain(start) in _plain(name)]
    return [name for name in (*begin, *within) if name.casefold() != start][:most]


def _caused_by(plan: Plan, kpi: str) -> set[str]:
    """The KPI itself and all that it causes, be it by way of others."""
    found = {kpi}
    waiting = [kpi]
    while waiting:
        cause = waiting.pop()
        fresh = [other.id for other in plan.kpis if cause in other.drivers and other.id not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
