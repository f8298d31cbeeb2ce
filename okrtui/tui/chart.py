"""A chart of values over time, drawn with characters: values, expected line, target, healthy range, today, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from okrtui.plan.charting import Chart, scale
from okrtui.plan.fields import Moment
from okrtui.plan.model import when
from okrtui.plan.numbers import decimals_of
from okrtui.plan.readings import Reading
from okrtui.plan.scales import round_values, short_values, span_of
from okrtui.plan.units import is_currency
from okrtui.tui.axes import day_labels
from okrtui.tui.paint import Line, Piece
from okrtui.tui.text import clip, width

LEAST = (20, 5)
"""The smallest size in cells and lines that a chart can be read at."""
_MARKS = 9
_BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BAND, _AIM, _EXPECTED, _TODAY, _VALUES, _POINT, _NOTE = range(7)
"""What is drawn over what."""


def marked(chart: Chart) -> list[tuple[str, Reading]]:
    """The last nine values with a note, each with the digit that marks it in the chart, oldest first."""
    noted = [point for point in chart.points if point.note.strip() and when(point.at)[0] <= chart.today]
    return [(str(number), point) for number, point in enumerate(noted[-_MARKS:], 1)]


def chart_lines(chart: Chart, cells: int, height: int, *, ascii: bool = False) -> list[Line]:
    """The chart as exactly `height` lines of at most `cells` cells: plot, axis with days, values at the left.

    Points are "•", or the digit of their note (see `marked`); between them runs the line of values, thinner the
    expected line, dashed the target, upright today. `ascii` draws with ASCII characters alone, but for the unit ("*"
    for points, "." between them, "~" expected, "-" target, ":" today). Empty where there is less room than `LEAST`.
    """
    if cells < LEAST[0] or height < LEAST[1]:
        return []
    drawing = _Drawing(chart, cells, height - 2, ascii)
    drawing.draw()
    return drawing.lines()


class _Drawing:
    """The plot while it is drawn; each cell keeps the topmost of what wants it."""

    def __init__(self, chart: Chart, cells: int, rows: int, ascii: bool) -> None:
        self.chart = chart
        self.rows = rows
        self.ascii = ascii
        self.points = [point for point in chart.points if when(point.at)[0] <= chart.today]
        self.low, self.high = span_of(scale(chart, self.points) or [0.0, 1.0])
        self.labels = self._value_labels(cells // 2)
        self.gutter = max((width(text) for text, _ in self.labels.values()), default=0) + 1
        self.columns = max(cells - self.gutter - 1, 1)
        self.first, self.last = self._days()
        self._band_row = 0
        self._cells: dict[tuple[int, int], tuple[int, str, str]] = {}
        self._dots: dict[tuple[int, int], tuple[int, int, str]] = {}

    # -- scales

    def _days(self) -> tuple[date, date]:
        chart = self.chart
        known = [day for day in (chart.start, chart.end) if day]
        known += [when(point.at)[0] for point in (self.points[:1] + self.points[-1:])]
        first = min(known, default=chart.today)
        last = max(known, default=chart.today)
        return first, max(last, chart.today) if chart.end is None else last

    def _x(self, at: Moment) -> float:
        """Where a moment is, 0 (the first day) to 1 (the last)."""
        day = when(at)[0]
        hours = (at.hour + at.minute / 60) / 24 if isinstance(at, datetime) else 0.0
        span = (self.last - self.first).days
        return min(max(((day - self.first).days + hours) / span, 0.0), 1.0) if span else 0.5

    def _y(self, value: float) -> float:
        """Where a value is, 0 (top) to 1 (bottom), or somewhere beyond; halved, so that all stays finite."""
        return min(max((self.high / 2 - value / 2) / (self.high / 2 - self.low / 2), -9.0), 9.0)

    def _column(self, at: Moment) -> int:
        return round(self._x(at) * (self.columns * 2 - 1)) // 2

    def _row(self, value: float) -> int:
        return round(self._y(value) * (self.rows * 4 - 1)) // 4

    def _value_labels(self, room: int) -> dict[int, tuple[str, str]]:
        """For each line with a label: the text and its style. The target's own value comes before round ones."""
        chart = self.chart
        values, decimals = round_values(self.low, self.high, max(self.rows // 2, 2))
        for own in (chart.baseline, chart.target):
            if own is not None:
                decimals = max(decimals, min(decimals_of(own), 2))
                apart = 1 if (self.rows > 6 and self.low < own < self.high) or own == chart.target else 0
                values = [value for value in values if abs(self._row(value) - self._row(own)) > apart] + [own]
        if not values:
            values, decimals = [self.low, self.high], max(decimals_of(self.low), decimals_of(self.high))
        found: dict[int, tuple[str, str]] = {}
        for value, text in zip(values, short_values(values, decimals), strict=True):
            found[self._row(value)] = (clip(text, room), "strong" if value == chart.target else "dim")
        self._add_unit(found)
        return found

    def _add_unit(self, labels: dict[int, tuple[str, str]]) -> None:
        unit = self.chart.unit
        if not unit or width(unit) > 3 or not labels:
            return
        top = min(labels)
        text, style = labels[top]
        labels[top] = (_with_unit(text, unit), style)

    # -- drawing

    def draw(self) -> None:
        """All layers."""
        chart = self.chart
        self._band()
        if chart.target is not None:
            self._across(chart.target, "hint")
        if chart.baseline is not None and chart.target is not None and chart.start and chart.end:
            ends = ((chart.start, chart.baseline), (chart.end, chart.target))
            self._line(ends, _EXPECTED, "dim", "~", 3)
        if self.first <= chart.today <= self.last:
            column = self._column(chart.today)
            for row in range(self.rows):
                self._put(column, row, ":" if self.ascii else "┊", "dim", _TODAY)
        self._line([(point.at, point.value) for point in self.points], _VALUES, "accent", ".", 1)
        self._marks()
        if chart.target is not None:
            self._word("target", self._row(chart.target))
        elif chart.band != (None, None):
            self._word("healthy", self._band_row)

    def _band(self) -> None:
        low, high = self.chart.band
        if low is None and high is None:
            return
        top = 0 if high is None or high > self.high else self._row(high)
        bottom = self.rows - 1 if low is None or low < self.low else self._row(low)
        for row in range(max(top, 0), min(bottom, self.rows - 1) + 1):
            for column in range(row % 2, self.columns, 2):
                self._put(column, row, "'" if self.ascii else "·", "dim", _BAND)
        edges = [bound for bound in (high, low) if bound is not None and self.low <= bound <= self.high]
        for bound in edges:
            self._across(bound, "good")
        self._band_row = self._row(edges[0]) if edges else max(top, 0)

    def _across(self, value: float, style: str) -> None:
        for column in range(self.columns):
            self._put(column, self._row(value), "-" if self.ascii else "┈", style, _AIM)

    def _word(self, word: str, row: int) -> None:
        """What a line across means, written at its left or right end if nothing is drawn there."""
        text = f" {word} "
        for start in (1, self.columns - len(text) - 1):
            spots = [(start + offset, row) for offset in range(len(text))]
            if start >= 1 and all(self._cells.get(spot, (-1, "", ""))[0] <= _AIM for spot in spots):
                for spot, letter in zip(spots, text, strict=True):
                    self._put(*spot, letter, "hint", _AIM)
                return

    def _marks(self) -> None:
        sparse = len(self.points) * 2 <= self.columns
        point = "*" if self.ascii else "•"
        for at in self.points if sparse else self.points[-1:]:
            self._put(self._column(at.at), self._row(at.value), point, "strong", _POINT)
        for digit, noted in marked(self.chart):
            column, row = self._column(noted.at), self._row(noted.value)
            free = [(column, row + step) for step in (0, -1, 1, -2, 2) if 0 <= row + step < self.rows]
            spot = next((s for s in free if self._cells.get(s, (0, "", ""))[0] < _NOTE), None)
            if spot is not None:
                self._put(*spot, digit, "key", _NOTE)

    def _put(self, column: int, row: int, mark: str, style: str, rank: int) -> None:
        if 0 <= column < self.columns and self._cells.get((column, row), (-1, "", ""))[0] <= rank:
            self._cells[column, row] = (rank, mark, style)

    def _line(self, points: Sequence[tuple[Moment, float]], rank: int, style: str, mark: str, every: int) -> None:
        """Straight lines from point to point, in dots of half a cell by a quarter; `every` how many-th dot is set."""
        across, down = self.columns * 2 - 1, self.rows * 4 - 1
        placed = [(round(self._x(at) * across), round(self._y(value) * down)) for at, value in points]
        for before, after in zip(placed, placed[1:] or placed, strict=False):
            steps = max(abs(after[0] - before[0]), abs(after[1] - before[1]), 1)
            for step in range(0, steps + 1, every):
                x = round(before[0] + (after[0] - before[0]) * step / steps)
                y = round(before[1] + (after[1] - before[1]) * step / steps)
                self._dot(x, y, rank, style, mark)

    def _dot(self, x: int, y: int, rank: int, style: str, mark: str) -> None:
        spot = x // 2, y // 4
        if self.ascii:
            self._put(*spot, mark, style, rank)
            return
        bits = _BRAILLE[y % 4][x % 2]
        held = self._dots.get(spot)
        if held is not None and held[0] == rank:
            bits |= held[1]
        self._dots[spot] = (rank, bits, style)
        self._put(*spot, chr(0x2800 + bits), style, rank)

    # -- the whole

    def lines(self) -> list[Line]:
        """Values at the left, the plot, the axis, the days."""
        made: list[Line] = []
        for row in range(self.rows):
            text, style = self.labels.get(row, ("", ""))
            side = ("+" if text else "|") if self.ascii else ("┤" if text else "│")
            cells = [self._cells.get((column, row), (0, " ", "")) for column in range(self.columns)]
            pieces = _pieces([(mark, of) for _, mark, of in cells])
            made.append([(text.rjust(self.gutter - 1) + " ", style), (side, "dim"), *pieces])
        labels = day_labels(self.first, self.last, self.chart.today, self.columns, self._column)
        made.append(self._axis(labels))
        made.append(self._written(labels))
        return made

    def _axis(self, labels: Sequence[tuple[int, str, bool]]) -> Line:
        ticks = {start + (width(text) // 2 if start else 0) for start, text, _ in labels}
        corner, flat, tick = ("+", "-", "+") if self.ascii else ("└", "─", "┬")
        axis = "".join(tick if column in ticks else flat for column in range(self.columns))
        return [(" " * self.gutter + corner + axis, "dim")]

    def _written(self, labels: Sequence[tuple[int, str, bool]]) -> Line:
        pieces: list[Piece] = [(" " * (self.gutter + 1), "")]
        used = 0
        for start, text, is_today in labels:
            pieces += [(" " * (start - used), ""), (text, "strong" if is_today else "dim")]
            used = start + width(text)
        return pieces


def _with_unit(text: str, unit: str) -> str:
    return f"{unit}{text}" if is_currency(unit) else f"{text} {unit}"


def _pieces(cells: Sequence[tuple[str, str]]) -> list[Piece]:
    """Neighbours of one style as one piece."""
    made: list[Piece] = []
    for mark, style in cells:
        if made and made[-1][1] == style:
            made[-1] = (made[-1][0] + mark, style)
        else:
            made.append((mark, style))
    return made
