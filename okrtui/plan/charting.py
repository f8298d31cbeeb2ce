"""What a chart of values over time shows, whatever draws it: the values, expected line, target and healthy range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okrtui.plan.entities import KeyResult, Kpi
from okrtui.plan.model import Plan
from okrtui.plan.readings import Reading, readings
from okrtui.plan.scales import span_of

_MOST = 2000


@dataclass(frozen=True, slots=True)
class Chart:
    """What there is to draw; all values are in one unit."""

    points: Sequence[Reading]
    """Oldest first; those of days after `today` are not drawn."""
    today: date
    unit: str = ""
    start: date | None = None
    end: date | None = None
    """First and last day of the axis; it grows where there are values outside."""
    baseline: float | None = None
    target: float | None = None
    """Where the expected line begins (on `start`) and ends (on `end`); the target has a line of its own."""
    band: tuple[float | None, float | None] = (None, None)
    """The range that is fine, drawn as an area; None: without a bound on that side."""

    @property
    def drawable(self) -> bool:
        """Whether there is more to draw than axes: values, or the way from a start to a target."""
        return bool(self.points) or (self.baseline is not None and self.target is not None)


def chart_of(plan: Plan, row: KeyResult | Kpi, today: date, *, target: float | None = None) -> Chart:
    """The chart of a key result or a KPI, from the values that the plan in memory holds.

    `target` is one that the caller computed from the line; it counts where the key result has none of its own. A key
    result that is a KPI's metric shows that KPI's values from the start of its cycle on. Of a KPI the last 2000 values.
    """
    points = readings(plan, row, today, most=_MOST)
    if isinstance(row, Kpi):
        return Chart(points, today, row.unit, band=(row.healthy_low, row.healthy_high))
    cycle = plan.cycle_of(row)
    start, end = (cycle.start, row.due or cycle.end) if cycle else (None, row.due)
    aim = target if row.target is None else row.target
    if row.direction == "keep" and row.baseline is not None and aim is not None:
        level = min(row.baseline, aim), max(row.baseline, aim)
        return Chart(points, today, row.unit, start, end, None, aim, level)
    return Chart(points, today, row.unit, start, end, row.baseline, aim)


def scale(chart: Chart, points: Sequence[Reading]) -> list[float]:
    """The values that the height of a chart is made for: bounds of a range only where they are not far off."""
    values = [point.value for point in points]
    values += [value for value in (chart.baseline, chart.target) if value is not None]
    bounds = [bound for bound in chart.band if bound is not None]
    if not values:
        return bounds
    low, high = span_of(values)
    reach = (high / 2 - low / 2) * 4
    return values + [bound for bound in bounds if low - reach <= bound <= high + reach]
