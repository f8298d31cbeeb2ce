"""All there is about a row, line by line: chart, figures, history, links, the coach, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from okrtui.plan.archiving import archived_on, archived_word
from okrtui.plan.charting import Chart, chart_of
from okrtui.plan.dates import format_day, format_moment
from okrtui.plan.entities import CheckIn, Entity, KeyResult, Kpi, Measurement, Objective, Root
from okrtui.plan.fields import Moment
from okrtui.plan.goalposts import describe, shifts
from okrtui.plan.history import Entry, Past, deleted, history, of_entry, recorded
from okrtui.plan.naming import title_of
from okrtui.plan.numbers import decimals_of, format_value
from okrtui.plan.progress import standing
from okrtui.plan.readings import Reading
from okrtui.plan.wordings import other_wording
from okrtui.tui.chart import chart_lines, marked
from okrtui.tui.commands import key_of
from okrtui.tui.figures import Figure, derived, key_result_figures, kpi_figures
from okrtui.tui.forms import FORMS, Around, show
from okrtui.tui.paint import Line, Piece, line_width
from okrtui.tui.rows import STATUS_STYLE, count, percent, range_of, spark, status_word
from okrtui.tui.speech import Said, finding_lines, moving_keys
from okrtui.tui.text import pad, plain, width, wrap
from okrtui.tui.widgets.rowlist import Row

if TYPE_CHECKING:
    from okrtui.tui.screens.main import MainScreen

MORE = "more"
"""The key of the line that stands for the older values of a long history."""
BESIDE = 100
"""Cells from which on the figures stand beside the chart."""
_FIGURES = 52
_CHART, _LOW = 12, 10
_LABEL = 16
_FIELDS = ("value", "confidence", "note")
_SAID = {("written_by", "proposed"): "proposed (not yet by the team)"}
"""Values of fields that are typed in one word, and need more of them to be understood."""


@dataclass(slots=True)
class Details:
    """What the detail view of a row shows. `past` is what the journal says of its values."""

    screen: MainScreen
    row: str
    past: Sequence[Past] = ()
    entries: dict[str, Entry] = field(default_factory=dict)
    """The history by the key of its line."""
    links: dict[str, str] = field(default_factory=dict)
    """Ids of rows that can be gone to, by the key of their line."""
    most: int = 500
    """How many values of the history are shown."""
    _rows: list[Row] = field(default_factory=list)
    _marked: Sequence[tuple[str, Reading]] = ()
    _places: int = 0

    def rows(self, cells: int) -> list[Row]:
        """All lines for a width."""
        self.entries, self.links, self._rows = {}, {}, []
        row = self.screen.plan.item(self.row)
        if row is None:
            self._say([[("This row has been deleted.  ", ""), ("esc", "key"), (" back", "dim")]])
            return self._rows
        title = row.statement if isinstance(row, Root) else title_of(row)
        self._say([[(text, "strong")] for text in wrap(title, cells)])
        if day := archived_on(row):
            since = f"{archived_word(row)} on {format_moment(day, self.screen.world.today)}; on its row  "
            self._say([[(since, "dim"), (key_of("archive"), "key"), ("  brings it back", "dim")]])
        if isinstance(row, KeyResult | Kpi):
            self._stand(row, cells)
            self._history(row, cells)
            self._targets(row, cells)
        self._below(row, cells)
        self._coach(cells)
        self._wording(row, cells)
        self._heading("Fields")
        self._say(self._fields(row, cells))
        return self._rows

    # -- lines

    def _say(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._add(f"line-{len(self._rows)}", partial(_same, line))

    def _add(self, key: str, build: Callable[[], Line]) -> None:
        self._rows.append(Row(key, 1, lambda: [build()]))

    def _heading(self, text: str, more: str = "") -> None:
        self._say([[], [(text, "strong"), (f"  {more}" if more else "", "dim")]])

    def _link(self, row: str, line: Line) -> None:
        key = f"link-{len(self._rows)}"
        self.links[key] = row
        self._add(key, partial(_same, line))

    # -- chart and figures

    def computed(self, row: KeyResult) -> float | None:
        """The target that the key result's line comes to, if it is a relative one."""
        verdict = self.screen.side.verdict(row.id)
        return derived(row, verdict.facts if verdict else None)

    def _stand(self, row: KeyResult | Kpi, cells: int) -> None:
        world = self.screen.world
        if isinstance(row, Kpi):
            chart = chart_of(world.plan, row, world.today)
            figures = kpi_figures(world, row)
        else:
            computed = self.computed(row)
            chart = chart_of(world.plan, row, world.today, target=computed)
            figures = key_result_figures(world, row, computed)
        self._marked = marked(chart)
        self._say([[]])
        beside = cells >= BESIDE
        room = cells - _FIGURES - 2 if beside else cells
        right = _figure_lines(figures, _FIGURES if beside else cells)
        left = self._chart(chart, room, max(_CHART, len(right)) if beside else _LOW)
        if not beside:
            self._say([*left, *([[]] if left else []), *right])
            return
        for n in range(max(len(left), len(right))):
            first = left[n] if n < len(left) else []
            gap = " " * max(room - line_width(first) + 2, 0)
            self._say([[*first, (gap, ""), *(right[n] if n < len(right) else [])]])

    def _chart(self, chart: Chart, cells: int, height: int) -> list[Line]:
        """The chart, or in a word that there is nothing to draw yet."""
        if not chart.drawable:
            return [[(f"No value yet: {key_of('detail_value')} takes one.", "dim")]]
        lines = chart_lines(chart, cells, height, ascii=self.screen.world.ascii)
        many = len(self._marked)
        if many:
            said = (
                f"1 to {many} in the chart: values with a note" if many > 1 else "1 in the chart: a value with a note"
            )
            lines = [*lines, [(f"{said}, see History", "dim")]]
        return lines

    # -- history

    def _history(self, row: KeyResult | Kpi, cells: int) -> None:
        plan, today = self.screen.plan, self.screen.world.today
        found, total = history(plan, row, most=self.most), recorded(plan, row)
        gone = deleted(plan, self.past)
        if not found and not gone:
            return
        keys = f"{key_of('list_open')} corrects one, {key_of('detail_delete')} deletes it"
        self._heading("History", f"{count(total, 'value')}; {keys}")
        self._places = max((decimals_of(e.value) for e in found[:200] if e.value is not None), default=0)
        digits = {reading.at: digit for digit, reading in self._marked}
        for entry in found:
            key = f"value-{entry.at.isoformat()}"
            self.entries[key] = entry
            self._add(key, partial(self._entry, row, entry, digits.get(entry.at, "")))
            if self.past and (before := of_entry(entry, self.past)):
                self._say(self._was(row, before, cells))
        if total > len(found):
            self.links[MORE] = ""
            more: Line = [(pad("", 18), ""), (f"… {total - len(found):,} earlier values", "accent")]
            self._add(MORE, partial(_same, more))
        for on, value in gone:
            said = [*self._value(row, value.at, value.value, getattr(value, "confidence", None), ""), (value.note, "")]
            text = "".join(text for text, _ in said).rstrip()
            self._say([[(f"{text}  deleted on {format_day(on, today)}", "dim")]])

    def _entry(self, row: KeyResult | Kpi, entry: Entry, digit: str) -> Line:
        line = self._value(row, entry.at, entry.value, entry.confidence, digit)
        return [*line, (plain(entry.note), "")]

    def _value(
        self, row: KeyResult | Kpi, at: Moment | None, value: float | None, confidence: float | None, digit: str
    ) -> list[Piece]:
        when = format_moment(at, self.screen.world.today) if at else ""
        places = self._places
        text = "—" if value is None else format_value(value, row.unit, decimals=max(places, decimals_of(value)))
        style = range_of(row, value)[0] if isinstance(row, Kpi) else "strong"
        sure = f"♥{confidence:g}" if confidence is not None else ""
        return [(pad(when, 18), "dim"), (text.rjust(10) + "  ", style), (pad(sure, 5), "dim"), (pad(digit, 2), "key")]

    def _was(self, row: KeyResult | Kpi, before: Sequence[Past], cells: int) -> list[Line]:
        """What a value said before it was corrected: a line for each day of corrections."""
        lines: list[Line] = []
        for on in dict.fromkeys(one.on for one in before):
            then = sorted((one for one in before if one.on == on), key=lambda one: _FIELDS.index(one.field))
            words = [self._old(row, one) for one in then]
            text = f"was {', '.join(words)} until {format_day(on, self.screen.world.today)}"
            lines += [[(" " * 18 + part, "dim")] for part in wrap(text, max(cells - 18, 20), 2)]
        return lines

    def _old(self, row: KeyResult | Kpi, one: Past) -> str:
        if one.field == "value":
            kpi = self.screen.plan.find(one.row.partition("@")[0], Kpi)
            return format_value(one.old, kpi.unit if kpi else row.unit)
        return f"♥{one.old:g}" if one.field == "confidence" else f"“{plain(str(one.old))}”"

    def _targets(self, row: KeyResult | Kpi, cells: int) -> None:
        if not isinstance(row, KeyResult):
            return
        plan, today = self.screen.plan, self.screen.world.today
        moved = shifts(plan, row.id)
        if not moved:
            return
        self._heading("Target changes")
        for shift in moved:
            day = format_moment(shift.at, today) if shift.at else ""
            for i, text in enumerate(wrap(describe(plan, row, shift, today), max(cells - 18, 20))):
                self._say([[(pad(day if i == 0 else "", 18), "dim"), (text, "")]])

    # -- what belongs to it

    def _below(self, row: Entity, cells: int) -> None:
        plan = self.screen.plan
        match row:
            case Objective():
                self._results(count(len(plan.key_results(row.id)), "key result"), plan.key_results(row.id), cells)
            case KeyResult():
                linked = dict.fromkeys((*((row.measured_by,) if row.measured_by else ()), *row.kpis))
                self._kpis("KPIs that lead to it", linked, row.measured_by or "", cells)
                if plan.initiatives(row.id):
                    self._heading("Initiatives")
                    for bet in plan.initiatives(row.id):
                        owner = f"  {plain(bet.owner)}" if bet.owner else ""
                        self._link(
                            bet.id, [("☑ " if bet.done else "☐ ", "dim"), (plain(bet.title), ""), (owner, "dim")]
                        )
            case Kpi():
                self._kpis("Caused by", row.drivers, "", cells)
                self._kpis("It causes", [k.id for k in plan.kpis if row.id in k.drivers], "", cells)
                rows = plan.table(KeyResult).values()
                self._results("Leads to", [r for r in rows if row.id in r.kpis or r.measured_by == row.id], cells)

    def _results(self, heading: str, rows: Sequence[KeyResult], cells: int) -> None:
        if not rows:
            return
        self._heading(heading)
        world = self.screen.world
        standings = [standing(world.plan, row, world.today, world.method) for row in rows]
        tails = [f"{percent(at.progress)}  {status_word(at.status)}".rstrip() for at in standings]
        room = max(cells - max(map(width, tails)) - 2, 20)
        names = min(max(width(plain(row.title)) for row in rows), room)
        for row, at, tail in zip(rows, standings, tails, strict=True):
            style = STATUS_STYLE.get(at.status, "dim")
            self._link(row.id, [(pad(plain(row.title), names), ""), ("  " + tail, style)])

    def _kpis(self, heading: str, rows: Iterable[str], metric: str, cells: int) -> None:
        plan = self.screen.plan
        kpis = [kpi for kpi in (plan.find(row, Kpi) for row in rows) if kpi]
        if not kpis:
            return
        self._heading(heading)
        names = min(max(width(plain(kpi.name)) for kpi in kpis), max(cells - 46, 16))
        for kpi in kpis:
            values = [m.value for m in plan.measurements(kpi.id) if m.value is not None]
            style, sign = range_of(kpi, values[-1] if values else None)
            text = format_value(values[-1], kpi.unit) if values else "—"
            kind = (archived_word(kpi), kpi.timing, kpi.category)
            tail = "its metric" if kpi.id == metric else " ".join(filter(None, kind))
            line = [(pad(plain(kpi.name), names), ""), (" " + text.rjust(9), style), (f" {sign}", style)]
            self._link(kpi.id, [*line, (spark(values), "accent"), ("  " + tail, "dim")])

    def _coach(self, cells: int) -> None:
        verdict = self.screen.side.verdict(self.row)
        if not verdict or not verdict.findings:
            return
        self._heading("The coach")
        for finding in verdict.findings:
            self._say(finding_lines([finding], self.row, Said(self.screen.world.today), min(cells, 76), moving_keys()))

    def _wording(self, row: Entity, cells: int) -> None:
        """The other wording, and what the coach says of it."""
        if not (other := other_wording(row)):
            return
        self._heading("The other wording", f"{key_of('detail_wordings')} compares and swaps them")
        self._say([[(text, "")] for text in wrap(other, cells)])
        verdict = self.screen.deeds.wordings.verdict(row.id)
        for finding in [f for f in verdict.findings if f.shown] if verdict else ():
            mark, style = ("◆ ", "warn") if finding.severity == "warning" else ("◇ ", "hint")
            self._say([[(mark, style), (finding.title, ""), (f"  {finding.code}", "dim")]])
        if verdict and not verdict.findings:
            self._say([[("✓ reads well", "good")]])

    def _fields(self, row: Entity, cells: int) -> list[Line]:
        around = Around(self.screen.plan, self.screen.world.today, row=row.id, unit=str(getattr(row, "unit", "")))
        made: list[Line] = []
        for one in FORMS[type(row)].fields:
            value = show(one, getattr(row, one.name), around)
            value = _SAID.get((one.name, value), value)
            if one.name == "due" and not value:
                value = self._end_of_cycle(row)
            for i, text in enumerate(wrap(value or "—", max(cells - 22, 20))):
                made.append([(pad(one.label if i == 0 else "", 21) + " ", "dim"), (text, "" if value else "dim")])
        made.append([(pad("id, for the shell", 21) + " ", "dim"), (row.id, "dim")])
        return made

    def _end_of_cycle(self, row: Entity) -> str:
        """When a row without a day of its own is due; empty when its cycle has no end either."""
        cycle = self.screen.plan.cycle_of(row) if isinstance(row, KeyResult) else None
        return f"{format_day(cycle.end, self.screen.world.today)}, the cycle's end" if cycle and cycle.end else ""


def _same(line: Line) -> Line:
    return line


def _figure_lines(figures: Sequence[Figure], cells: int) -> list[Line]:
    """Labels and what they say; what is too wide for a line goes on in the next."""
    lines: list[Line] = []
    for label, pieces in figures:
        line: list[Piece] = [(pad(label, _LABEL), "dim")]
        for text, style in pieces:
            if line_width(line) + width(text) > cells and line_width(line) > _LABEL:
                lines.append(line)
                line = [(" " * _LABEL, "")]
                text = text.lstrip(" ,")
            for n, part in enumerate(wrap(text, max(cells - _LABEL, 10)) if width(text) > cells - _LABEL else [text]):
                if n:
                    lines.append(line)
                    line = [(" " * _LABEL, "")]
                line.append((part, style))
        lines.append(line)
    return lines


def value_kind(row: KeyResult | Kpi) -> type[CheckIn] | type[Measurement]:
    """What a value of the row is kept as."""
    return CheckIn if isinstance(row, KeyResult) else Measurement
