"""The rows of the KPI pane: name, value, trend, and what a KPI leads to; what was put away comes last, dim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.model import Plan
from okrtui.plan.numbers import format_value
from okrtui.plan.quarters import format_day
from okrtui.tui.paint import Line, Piece
from okrtui.tui.rows import ALIGNED, LONG_SPARK, ROOMY, SPARK_CELLS, World, mark_of, need_sign, range_of, spark
from okrtui.tui.text import clip, pad, plain, width, wrap
from okrtui.tui.widgets.rowlist import Row

_LEAST_NAME = 12
_LEADS = "leads "
_LINES = 3
"""Lines of a name at most."""
_SHORT = len("leading")
"""Cells of the last column that names give way to."""
_CUT = len("leads Revenue…")
"""Cells from which on the name of what a KPI leads to is of use though its end is missing."""


def kpis_in_order(plan: Plan, key_result: KeyResult | None, *, archived: bool = False) -> list[Kpi]:
    """The KPIs that are watched, those of the key result first; then, if wanted, the archived ones."""
    kpis = list(plan.watched)
    if key_result is not None:
        first = set(key_result.kpis) | ({key_result.measured_by} if key_result.measured_by else set())
        kpis.sort(key=lambda kpi: kpi.id not in first)
    return [*kpis, *(kpi for kpi in plan.kpis if kpi.archived)] if archived else kpis


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cells of each column of the pane; the last is what is left."""

    names: int
    values: int
    sparks: int
    tails: int
    full: bool
    """Whether all rows have the room to say more than one word about their kind."""


def kpi_rows(world: World, key_result: KeyResult | None, cells: int) -> list[Row]:
    """All rows of the pane for a width. A name that is longer than its column goes on below."""
    plan = world.plan
    kpis = kpis_in_order(plan, key_result, archived=world.archived)
    leads = {driver: kpi for kpi in reversed(plan.watched) for driver in kpi.drivers}
    tails = {kpi.id: _tails(world, kpi, leads.get(kpi.id)) for kpi in kpis}
    columns = _columns(plan, kpis[:ALIGNED], [tails[kpi.id][0] for kpi in kpis[:ALIGNED]], cells)
    chosen = set(key_result.kpis) if key_result else set()
    if key_result and key_result.measured_by:
        chosen.add(key_result.measured_by)
    rows = []
    for kpi in kpis:
        names = wrap(" ".join(plain(kpi.name).split()), columns.names, _LINES)
        style = "dim" if kpi.archived else "strong" if kpi.id in chosen else ""
        build = partial(_lines, world, kpi, names, style, tails[kpi.id], columns)
        rows.append(Row(kpi.id, len(names), build, first=partial(_sign, world, kpi)))
    return rows


def _columns(plan: Plan, kpis: Sequence[Kpi], tails: Sequence[str], cells: int) -> _Columns:
    """Names have the room that they need, as far as the numbers and a word behind them leave it."""
    values = max((width(_latest(plan, kpi)) for kpi in kpis), default=1)
    most = max((len(plan.measurements(kpi.id)) for kpi in kpis), default=0)
    sparks = min(most, LONG_SPARK if cells >= ROOMY else SPARK_CELLS)
    names = max((width(plain(kpi.name)) for kpi in kpis), default=0)
    last = max((width(tail) for tail in tails), default=0)
    kinds = max((width(tail) for tail in tails if not tail.startswith(_LEADS)), default=0)
    room = cells - values - sparks - len(" ") - len("! ") - len("  ")
    if names + last < room:
        names += 1
    elif names + last > room:
        names = min(names, max(room - min(last, _SHORT), _LEAST_NAME))
    left = max(room - names, 0)
    return _Columns(names, values, sparks, left, kinds <= left)


def _tails(world: World, kpi: Kpi, leads_to: Kpi | None) -> tuple[str, ...]:
    """What may stand in the last column, the fullest first."""
    if kpi.archived:
        return f"archived {format_day(kpi.archived, world.today)}", "archived"
    timing, category = kpi.timing or "", kpi.category or ""
    full = f"{_LEADS}{plain(leads_to.name)}" if leads_to else " ".join(filter(None, (timing, category)))
    return full, timing or category


def _fitting(tails: tuple[str, ...], columns: _Columns) -> str:
    """The fullest that fits, all rows alike; the name of what a KPI leads to may lose its end."""
    full, cells = tails[0], columns.tails
    if full.startswith(_LEADS):
        if width(full) > cells >= _CUT:
            return clip(full, cells)
    elif not columns.full:
        tails = tails[1:]
    return next((tail for tail in tails if width(tail) <= cells), "")


def _lines(
    world: World, kpi: Kpi, names: Sequence[str], style: str, tails: tuple[str, ...], columns: _Columns
) -> Sequence[Line]:
    values = [m.value for m in world.plan.measurements(kpi.id) if m.value is not None]
    tone, sign = ("dim", "  ") if kpi.archived else range_of(kpi, values[-1] if values else None)
    first: list[Piece] = [
        (pad(names[0], columns.names), style),
        (" " + _latest(world.plan, kpi).rjust(columns.values), tone),
        (sign, tone),
        (spark(values, columns.sparks) if columns.sparks else "", "dim" if kpi.archived else "accent"),
        ("  " + _fitting(tails, columns), "dim"),
    ]
    return [first, *([(name, style)] for name in names[1:])]


def _sign(world: World, kpi: Kpi) -> Piece:
    """The coach's mark; without one, "?" for a value that is late. That it is out of range stands behind its value."""
    if kpi.archived:
        return " ", ""
    mark = mark_of(world, kpi.id)
    if mark[1]:
        return mark
    sign = need_sign(world, kpi)
    return sign if sign[0] == "?" else mark


def _latest(plan: Plan, kpi: Kpi) -> str:
    values = [m.value for m in plan.measurements(kpi.id) if m.value is not None]
    return format_value(values[-1], kpi.unit) if values else "—"
