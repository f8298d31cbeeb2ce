"""One key result in a review: its sentence, the chart with the figures beside it, leading KPIs, what was decided."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from okrtui.plan.charting import chart_of
from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.entities import Decision, KeyResult, Kpi, Objective
from okrtui.plan.numbers import decimals_of, format_series, format_value
from okrtui.plan.progress import Standing, standing
from okrtui.plan.readings import Reading
from okrtui.plan.reviewing import decisions_about, last_note
from okrtui.tui.chart import LEAST, chart_lines, marked
from okrtui.tui.paint import Line, Piece, both_ends
from okrtui.tui.reviewrun import Run
from okrtui.tui.rows import STATUS_STYLE, World, percent, range_of, spark, status_word
from okrtui.tui.text import clip, pad, plain, width, wrap

_TALLEST = 18
_LABEL = 10
_NOTES, _NOTE_LINES = 3, 3
"""Notes that are shown at most, and lines of each."""
"""Cells of the words before figures."""
_SIDE = 46
"""Cells of the figures beside the chart, at most."""


def who(world: World, one: Decision) -> str:
    """Who does what was decided, and by when: "Ana, 8 May (past)"."""
    today = world.today
    due = format_day(one.due, today) if one.due else ""
    late = " (past)" if one.due and one.due < today and not one.done else ""
    return ", ".join(filter(None, [plain(one.owner), due + late]))


def decided_lines(world: World, run: Run, row: str, cells: int) -> list[Line]:
    """What was decided about an item before, with its tick."""
    lines: list[Line] = []
    for one in decisions_about(world.plan, row, run.review)[:3]:
        done = run.ticks.get(one.id, one.done)
        said = f" ({by})" if (by := who(world, one)) else ""
        text = clip(f"{plain(one.text)}{said}", cells - 11)
        label = " " * 9 if lines else "decided  "
        lines.append([(label, "dim"), ("☑ " if done else "☐ ", "good" if done else ""), (text, "")])
    return lines


class ResultPage:
    """Lines for a key result, for a width and a height."""

    def __init__(self, world: World, run: Run) -> None:
        self.world = world
        self.run = run

    def lines(self, row: KeyResult, page: str, cells: int, height: int) -> list[Line]:
        """All of it; `page` is its page in the run, accepted or not."""
        calm = self.run.calm
        objective = self.world.plan.find(row.objective, Objective)
        above = plain(objective.title) if objective and not calm else ""
        titles = wrap(row.title, cells if calm else cells * 3 // 4, 2)
        lines: list[Line] = [[]] if calm else []
        room = cells - width(titles[0]) - 3
        lines.append(both_ends([(titles[0], "strong")], [(clip(above, room), "dim")] if room > 12 else [], cells))
        lines += [[(text, "strong")] for text in titles[1:]]
        lines += [[], []] if calm else [[]]
        at = standing(self.world.plan, row, self.world.today, self.world.method)
        below = self._below(row, page, cells)
        tall = min(height - len(lines) - len(below) - (2 if calm else 1), _TALLEST)
        lines += self._chart(row, at, cells, max(tall, LEAST[1]))
        return [*lines, *([[], []] if calm else [[]]), *below][:height]

    def _chart(self, row: KeyResult, at: Standing, cells: int, height: int) -> list[Line]:
        """The chart at the left, figures at its right."""
        side = min(_SIDE, cells // 2 - 1)
        chart = chart_of(self.world.plan, row, self.world.today, target=at.target)
        if self.run.calm:  # notes are not shown, and so neither are their digits
            chart = replace(chart, points=[replace(point, note="") for point in chart.points])
        drawn: list[Line] = []
        if chart.drawable:
            drawn = chart_lines(chart, cells - side - 2, height, ascii=self.world.ascii)
        figures = (
            self._calm_figures(row, at, side)
            if self.run.calm
            else self._figures(row, at, side, height, marked(chart) if drawn else [])
        )
        if not drawn:
            first = [] if self.run.calm or chart.points else [[], [("The chart begins with the first value.", "dim")]]
            return [*figures, *first][:height]
        lines: list[Line] = []
        for y in range(height):
            left = drawn[y] if y < len(drawn) else []
            right = figures[y] if y < len(figures) else []
            gap = cells - side - sum(width(text) for text, _ in left)
            lines.append([*left, (" " * gap, ""), *right])
        return lines

    def _calm_figures(self, row: KeyResult, at: Standing, cells: int) -> list[Line]:
        """Where it is and where it goes, and the word for it."""
        now, end = format_series([at.value, at.target], row.unit)
        return [
            [],
            [(f"{now if at.value is not None else '—'} → {end}", "strong")],
            [],
            [(status_word(at.status), STATUS_STYLE.get(at.status, "dim"))],
        ]

    def _figures(
        self, row: KeyResult, at: Standing, cells: int, height: int, notes: Sequence[tuple[str, Reading]]
    ) -> list[Line]:
        today = self.world.today
        places = max((decimals_of(v) for v in (row.baseline, at.value, at.target) if v is not None), default=0)
        cycle = self.world.plan.cycle_of(row)
        due = row.due or (cycle.end if cycle else None)
        style = STATUS_STYLE.get(at.status, "dim")
        lines: list[Line] = []
        if at.expected is not None:
            lines.append(
                [*_figure("expected", format_value(at.expected, row.unit, decimals=places + 1)), (" today", "dim")]
            )
        if at.value is None:
            lines.append(_figure("now", "no value yet"))
        else:
            day = f" ({format_moment(at.at, today)})" if at.at and at.at != today else ""
            lines.append([*_figure("now", format_value(at.value, row.unit, decimals=places)), (day, "dim")])
        if at.target is not None:
            text = format_value(at.target, row.unit, decimals=places)
            lines.append([*_figure("target", text), (f" by {format_day(due, today)}" if due else "", "dim")])
        if status_word(at.status):
            lines.append([(pad("pace", _LABEL), "dim"), (status_word(at.status), style)])
        if at.progress is not None and at.elapsed is not None:
            lines.append(_figure("", f"{percent(at.progress)} of the way, {percent(at.elapsed)} gone"))
        if at.needed is not None and at.to_go:
            needs = f"{_rate(at.needed, places + 1)}{_points(row.unit)} a week"
            was = f"was {_rate(at.moved, places + 1)}" if at.moved is not None else ""
            if was and _LABEL + len(needs) + len(was) + 2 > cells:
                lines += [_figure("needs", needs), _figure("", was)]
            else:
                lines.append(_figure("needs", ", ".join(filter(None, [needs, was]))))
        lines += self._notes(row, cells, height - len(lines), notes)
        return [[(clip(text, cells), name) for text, name in line] for line in lines]

    def _notes(self, row: KeyResult, cells: int, height: int, notes: Sequence[tuple[str, Reading]]) -> list[Line]:
        """What was said last, and before that, with the digits by which the chart marks them; cut where it is low."""
        last = last_note(self.world.plan, row, self.world.today)
        said = [(digit, point.at, point.note) for digit, point in reversed(notes)]
        if last is not None and last.at is not None and (not said or said[0][1] != last.at):
            said.insert(0, ("", last.at, last.note))
        lines: list[Line] = []
        many = min(len(said), _NOTES, max(height, 0))
        apart = 1 if height >= 2 * many else 0
        tall = min(height // many - apart, _NOTE_LINES) if many else 0
        for digit, at, note in said[:many]:
            text = f"{format_moment(at, self.world.today)} “{' '.join(note.split())}”"
            mark: Piece = (f"{digit:1} ", "key")
            wrapped = wrap(text, cells - 2, tall)
            lines += [
                *[[]] * apart,
                *([mark if i == 0 else ("  ", ""), (part, "quote")] for i, part in enumerate(wrapped)),
            ]
        return lines

    def _below(self, row: KeyResult, page: str, cells: int) -> list[Line]:
        """Leading KPIs with their trend, then what was decided about it before."""
        plan = self.world.plan
        lines: list[Line] = []
        kpis = [kpi for one in row.kpis if (kpi := plan.find(one, Kpi)) and not kpi.archived]
        if kpis and not self.run.calm:
            lines += _flow("leading  ", [self._kpi(kpi) for kpi in kpis], cells, 2)
        lines += decided_lines(self.world, self.run, row.id, cells)
        if page in self.run.done and not self.run.calm:
            at = standing(plan, row, self.world.today, self.world.method)
            said: Piece = ("still without a value", "warn") if at.value is None else ("accepted ✓", "good")
            lines.append([said, ("  enter accepts what you change", "dim")])
        return lines

    def _kpi(self, kpi: Kpi) -> list[Piece]:
        values = [m.value for m in self.world.plan.measurements(kpi.id) if m.value is not None]
        latest = values[-1] if values else None
        style, sign = range_of(kpi, latest)
        text = format_value(latest, kpi.unit) if latest is not None else "—"
        return [(plain(kpi.name) + " ", ""), (text + sign.rstrip(), style), (" " + spark(values).strip(), "accent")]


def _figure(label: str, text: str) -> list[Piece]:
    return [(pad(label, _LABEL), "dim"), (text, "")]


def _points(unit: str) -> str:
    """The unit of a change: per cent change by points."""
    return " points" if unit == "%" else ""


def _rate(change: float, places: int) -> str:
    """A change with its sign; with more decimals where they are needed to see it: "−0.10", "+12", "−0.004"."""
    if change == 0 or not math.isfinite(change):
        return "0"
    places = max(places, min(-math.floor(math.log10(abs(change))), 6))
    return ("+" if change > 0 else "−") + format_value(abs(change), decimals=places)


def _flow(label: str, parts: Sequence[list[Piece]], cells: int, most: int) -> list[Line]:
    """Parts side by side behind a label, on at most so many lines; a part is never broken."""
    lines: list[list[Piece]] = [[(label, "dim")]]
    used = width(label)
    for part in parts:
        size = sum(width(text) for text, _ in part)
        if used + size > cells and used > width(label):
            if len(lines) == most:
                break
            lines.append([(" " * width(label), "")])
            used = width(label)
        lines[-1] += [*part, ("   ", "")]
        used += size + 3
    return list(lines)
