"""Charts as SVG within the page: each says in its title and description what it shows, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from okrtui.exchange.html_text import Html, tag
from okrtui.plan.charting import Chart, scale
from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.fields import Moment
from okrtui.plan.formulas import clamp
from okrtui.plan.model import when
from okrtui.plan.numbers import format_series, format_value
from okrtui.plan.readings import Reading
from okrtui.plan.scales import round_values, short_values, span_of

_MOST = 160
"""Points that a line is drawn through at most; of more, the lowest and the highest of each stretch are kept."""
_TOLD = 12
"""Values that a description lists."""
_DIGIT = 6.4
"""The width of a digit of an axis, about."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a drawing and of the margins around its plot, in the units of its view box."""

    width: float
    height: float
    left: float = 0
    right: float = 8
    top: float = 8
    bottom: float = 0


def bar(progress: float, elapsed: float | None, tone: str) -> Html:
    """A bar of progress, 0..1, with a mark where the calendar stands, if that is known."""
    share = clamp(progress) * 100
    said = f"Progress {share:.0f} %"
    parts = [tag("rect", class_="track", x=0, y=0, width=100, height=6, rx=1)]
    if share:
        parts.append(tag("rect", class_=f"fill {tone}".rstrip(), x=0, y=0, width=share, height=6, rx=1))
    if elapsed is not None:
        said += f", {elapsed * 100:.0f} % of the time gone"
        at = min(max(elapsed * 100 - 0.3, 0), 99.4)
        parts.append(tag("rect", class_="mark", x=at, y=0, width=0.6, height=6))
    attributes = {"viewBox": "0 0 100 6", "preserveAspectRatio": "none"}
    return tag("svg", *parts, class_="bar", role="img", aria_label=said, **attributes)


def line_chart(chart: Chart, name: str, row: str) -> Html:
    """The values of a key result over its cycle, with the expected line, the target and today; `row` is its id."""
    return _Drawing(chart, Size(360, 172, top=16, bottom=20), name, f"chart-{row}").whole()


def sparkline(chart: Chart, name: str, row: str) -> Html:
    """The values of a KPI as a line of their own height, with the healthy range behind; `row` is its id."""
    return _Drawing(chart, Size(300, 56, left=4), name, f"line-{row}").small()


class _Drawing:
    def __init__(self, chart: Chart, size: Size, name: str, key: str) -> None:
        self.chart = chart
        self.name = name
        self.key = key
        self.points = [point for point in chart.points if when(point.at)[0] <= chart.today]
        self.low, self.high = span_of(scale(chart, self.points) or [0.0, 1.0])
        room = (self.high / 2 - self.low / 2) * 0.16
        if abs(self.high) < 1e300 and abs(self.low) < 1e300:
            self.low, self.high = self.low - room, self.high + room
        values, decimals = round_values(self.low, self.high, 4)
        self.labels = list(zip(values, short_values(values, decimals), strict=True))
        if not size.left:
            widest = max((len(text) for _, text in self.labels), default=1)
            size = Size(size.width, size.height, 10 + widest * _DIGIT, size.right, size.top, size.bottom)
        self.size = size
        self.first, self.last = self._days()

    def _days(self) -> tuple[date, date]:
        chart = self.chart
        known = [day for day in (chart.start, chart.end) if day]
        known += [when(point.at)[0] for point in (self.points[:1] + self.points[-1:])]
        return min(known, default=chart.today), max(known, default=chart.today)

    # -- places

    def _x(self, at: Moment) -> float:
        day = when(at)[0]
        hours = (at.hour + at.minute / 60) / 24 if isinstance(at, datetime) else 0.0
        span = (self.last - self.first).days
        share = ((day - self.first).days + hours) / span if span else 0.5
        plot = self.size.width - self.size.left - self.size.right
        return self.size.left + min(max(share, 0.0), 1.0) * plot

    def _y(self, value: float) -> float:
        share = (self.high / 2 - value / 2) / (self.high / 2 - self.low / 2)
        plot = self.size.height - self.size.top - self.size.bottom
        return self.size.top + min(max(share, 0.0), 1.0) * plot

    # -- parts

    def whole(self) -> Html:
        """The chart with its axes."""
        chart = self.chart
        parts = [self._band(), *self._grid()]
        if self.first < chart.today < self.last:
            parts.append(self._upright(chart.today, "today"))
        if chart.baseline is not None and chart.target is not None and chart.start and chart.end:
            ends = [Reading(chart.start, chart.baseline), Reading(chart.end, chart.target)]
            parts.append(self._line(ends, "expected"))
        if chart.target is not None:
            parts.append(self._across(chart.target, "aim"))
            parts.append(self._aim(chart.target))
        parts += [*self._values(marked=len(self.points) <= 30), *self._axis()]
        return self._svg(parts)

    def small(self) -> Html:
        """The line alone."""
        return self._svg([self._band(), *self._values(marked=len(self.points) <= 1)])

    def _svg(self, parts: Sequence[Html | None]) -> Html:
        title, told = f"{self.key}-title", f"{self.key}-desc"
        return tag(
            "svg",
            tag("title", self.name, id=title),
            tag("desc", self._told(), id=told),
            *parts,
            class_="chart",
            role="img",
            aria_labelledby=f"{title} {told}",
            viewBox=f"0 0 {self.size.width:g} {self.size.height:g}",
        )

    def _band(self) -> Html | None:
        low, high = self.chart.band
        if low is None and high is None:
            return None
        top = self.size.top if high is None else self._y(high)
        bottom = self.size.height - self.size.bottom if low is None else self._y(low)
        width = self.size.width - self.size.left - self.size.right
        return tag("rect", class_="band", x=self.size.left, y=top, width=width, height=max(bottom - top, 1))

    def _grid(self) -> list[Html]:
        made = []
        for value, text in self.labels:
            made.append(self._across(value, "grid"))
            made.append(tag("text", text, x=self.size.left - 6, y=self._y(value) + 4, text_anchor="end"))
        return made

    def _across(self, value: float, name: str) -> Html:
        y = self._y(value)
        return tag("line", class_=name, x1=self.size.left, x2=self.size.width - self.size.right, y1=y, y2=y)

    def _upright(self, day: date, name: str) -> Html:
        x = self._x(day)
        return tag("line", class_=name, x1=x, x2=x, y1=self.size.top, y2=self.size.height - self.size.bottom)

    def _aim(self, target: float) -> Html:
        """The word for the target's line, on the side of it where the expected line does not run."""
        y = self._y(target)
        falling = self.chart.baseline is not None and self.chart.baseline > target
        above = (not falling and y > self.size.top + 6) or y > self.size.height - self.size.bottom - 14
        text = f"target {format_value(target, self.chart.unit)}"
        return tag("text", text, class_="aim", x=self.size.left + 4, y=y - 5 if above else y + 13)

    def _line(self, points: Sequence[Reading], name: str) -> Html:
        shape = " ".join(f"{self._x(point.at):.1f},{self._y(point.value):.1f}" for point in points)
        return tag("polyline", class_=name, points=shape)

    def _values(self, *, marked: bool) -> list[Html]:
        points = thinned(self.points, _MOST)
        made = [self._line(points, "values")] if len(points) > 1 else []
        for point in self.points if marked else self.points[-1:]:
            made.append(tag("circle", class_="point", cx=self._x(point.at), cy=self._y(point.value), r=3))
        return made

    def _axis(self) -> list[Html]:
        y = self.size.height - 5
        made = [tag("text", format_day(self.first, self.last), x=self.size.left, y=y)]
        if self.last != self.first:
            right = self.size.width - self.size.right
            made.append(tag("text", format_day(self.last, self.first), x=right, y=y, text_anchor="end"))
            x = self._x(self.chart.today)
            if self.size.left + 68 < x < right - 68 and self.first < self.chart.today < self.last:
                made.append(tag("text", "today", x=x, y=y, text_anchor="middle"))
        return made

    # -- in words

    def _told(self) -> str:
        chart = self.chart
        said = [self._values_told()]
        if chart.target is not None:
            said.append(f"Target {format_value(chart.target, chart.unit)}.")
        low, high = chart.band
        if low is not None or high is not None:
            texts = ["" if bound is None else format_value(bound, chart.unit) for bound in (low, high)]
            said.append(f"Healthy {'from ' if not texts[1] else 'up to ' if not texts[0] else ''}"
                        f"{' to '.join(filter(None, texts))}.")  # fmt: skip
        return " ".join(said)

    def _values_told(self) -> str:
        if not self.points:
            return "No values yet."
        last = self.points[-_TOLD:]
        days = [format_moment(point.at, self.chart.today) for point in (last[0], last[-1])]
        figures = ", ".join(format_series([point.value for point in last], self.chart.unit))
        if len(self.points) == 1:
            return f"One value, on {days[0]}: {figures}."
        some = "" if len(last) == len(self.points) else f"the last {len(last)} of "
        return f"{some}{len(self.points)} values from {days[0]} to {days[1]}: {figures}."


def thinned(points: Sequence[Reading], most: int) -> list[Reading]:
    """At most so many points that draw the same line: of each stretch the lowest and the highest, in their order."""
    if len(points) <= most:
        return list(points)
    size = -(-len(points) * 2 // most)
    kept: list[Reading] = []
    for start in range(0, len(points), size):
        stretch = range(start, min(start + size, len(points)))
        ends = {min(stretch, key=lambda at: points[at].value), max(stretch, key=lambda at: points[at].value)}
        kept += [points[at] for at in sorted(ends)]
    return kept if kept[-1] == points[-1] else [*kept[: most - 1], points[-1]]
