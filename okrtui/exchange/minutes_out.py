"""The minutes of a review as Markdown: what was seen, said and decided, to send to those who were not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from okrtui.exchange.markdown_text import inline, paragraph, plain
from okrtui.plan.dates import format_day
from okrtui.plan.entities import CheckIn, Cycle, Decision, KeyResult, Kpi, Measurement, Review
from okrtui.plan.formulas import EXACT
from okrtui.plan.model import Plan, when
from okrtui.plan.naming import title_of
from okrtui.plan.numbers import format_series, format_value
from okrtui.plan.progress import Status, latest, standing
from okrtui.plan.quarters import week_of
from okrtui.plan.reviewing import decisions_of_last_time, last_confidence, last_review, troubles, value_on
from okrtui.plan.settings import MethodSettings

_NAME_CELLS = 60
_NO_TITLE = "(no text yet)"
_STATUS = {"early": "too early to say", "keep": "a level to keep"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the minutes are about: the review, and the ids of what came up in it, in that order."""

    review: Review
    cycle: str
    talked: Sequence[str]
    """Key results that were talked about one by one."""
    well: Sequence[str]
    """Key results that went well as a list."""
    kpis: Sequence[str]
    """KPIs that were due."""


def minutes(plan: Plan, sheet: Sheet, *, today: date, settings: MethodSettings) -> str:
    """The minutes of a review that took place from its day to today; user text stands there as plain text.

    Sections without content are left out. Ends with a line break.
    """
    return "\n\n".join(_Minutes(plan, sheet, today, settings).blocks()) + "\n"


class _Minutes:
    def __init__(self, plan: Plan, sheet: Sheet, today: date, settings: MethodSettings) -> None:
        self._plan = plan
        self._sheet = sheet
        self._today = today
        self._settings = settings
        self._day = min(when(sheet.review.at)[0], today) if sheet.review.at else today
        last = last_review(plan, sheet.review.id)
        self._last = when(last.at)[0] if last else None

    def blocks(self) -> Iterator[str]:
        """Blocks of Markdown, to be parted by blank lines."""
        yield f"# Review of {self._long_day(self._day)}"
        yield self._about()
        yield from self._section("Decided", self._decided())
        yield from self._section("Key results", self._key_results(self._sheet.talked))
        yield from self._section("Going well", self._key_results(self._sheet.well))
        yield from self._section("KPIs", self._kpis())
        for title, text in (
            ("What customers told us", self._sheet.review.customers_said),
            ("What we learned", self._sheet.review.learned),
        ):
            if text.strip():
                yield f"## {title}"
                yield paragraph(text)
        yield from self._section("Decisions of last time", self._last_time())

    def _section(self, title: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield f"## {title}"
            yield "\n".join(lines)

    def _about(self) -> str:
        cycle = self._plan.find(self._sheet.cycle, Cycle)
        parts = [plain(self._plan.root.name)]
        if cycle is not None:
            parts.append(plain(cycle.name))
            if cycle.start and cycle.end and cycle.start <= self._day <= cycle.end:
                week, weeks = week_of(cycle.start, cycle.end, self._day)
                parts.append(f"week {week} of {weeks}")
            elif cycle.start and self._day < cycle.start:
                parts.append(f"begins on {format_day(cycle.start, self._day)}")
        rows = self._rows([*self._sheet.talked, *self._sheet.well])
        parts.append(f"{len(rows)} key result{'' if len(rows) == 1 else 's'}")
        parts += troubles(self._status(row) for row in rows)
        return " · ".join(part for part in parts if part)

    def _long_day(self, day: date) -> str:
        short = format_day(day, self._today)
        return short if short.endswith(str(day.year)) else f"{short} {day.year}"

    def _rows(self, ids: Sequence[str]) -> list[KeyResult]:
        return [row for one in ids if (row := self._plan.find(one, KeyResult))]

    def _status(self, row: KeyResult) -> Status:
        return standing(self._plan, row, self._today, self._settings).status

    # -- decisions

    def _decided(self) -> list[str]:
        return [self._decision(one, about=True) for one in self._plan.children(Decision, self._sheet.review.id)]

    def _last_time(self) -> list[str]:
        return [self._decision(one) for one in decisions_of_last_time(self._plan, self._sheet.review.id)]

    def _decision(self, one: Decision, *, about: bool = False) -> str:
        due = f"by {format_day(one.due, self._day)}" if one.due else ""
        more = ", ".join(filter(None, [inline(one.owner), due]))
        row = self._plan.item(one.about) if about and one.about else None
        tail = f" — {inline(title_of(row))}" if row is not None and title_of(row).strip() else ""
        return f"- [{'x' if one.done else ' '}] {plain(one.text) or _NO_TITLE}{f' ({more})' if more else ''}{tail}"

    # -- values

    def _key_results(self, ids: Sequence[str]) -> list[str]:
        """A line for each; those of which there is nothing to tell yet share one."""
        rows = self._rows(ids)
        silent = [row for row in rows if self._untold(row)]
        if len(silent) < 2:
            return [self._key_result(row) for row in rows]
        return [*(self._key_result(row) for row in rows if row not in silent), _without_value(silent)]

    def _untold(self, row: KeyResult) -> bool:
        """Whether nobody has measured a key result yet or said anything about it."""
        now = standing(self._plan, row, self._today, self._settings)
        return now.value is None and now.confidence is None and not self._note(row)

    def _key_result(self, row: KeyResult) -> str:
        now = standing(self._plan, row, self._today, self._settings)
        before = value_on(self._plan, row, self._last) if self._last else None
        way, word = _way(before, now.value, now.target, row.unit), _STATUS.get(now.status, now.status)
        reached = now.progress is not None and now.progress >= 1 - EXACT and row.direction != "keep"
        parts = [f"{way}: reached"] if reached else [way, word]
        said = last_confidence(self._plan, row.id, self._day)
        if now.confidence is not None:
            was = f"{said.confidence:g} → " if said and said.confidence not in (None, now.confidence) else ""
            parts.append(f"confidence {was}{now.confidence:g}")
        line = f"- **{plain(row.title) or _NO_TITLE}**: {', '.join(part for part in parts if part)}"
        note = self._note(row)
        return f"{line}\n  {plain(note)}" if note else line

    def _note(self, row: KeyResult) -> str:
        """What was said about it in the review."""
        rows: list[CheckIn | Measurement] = list(self._plan.check_ins(row.id))
        if row.measured_by:
            rows += self._plan.measurements(row.measured_by)
        said = [one for one in rows if one.note.strip() and self._day <= when(one.at)[0] <= self._today]
        return max(said, key=lambda one: when(one.at)).note if said else ""

    def _kpis(self) -> list[str]:
        """What was measured in the review, then the names of those without any value."""
        lines, silent = [], []
        for kpi in (found for one in self._sheet.kpis if (found := self._plan.find(one, Kpi))):
            last = latest(self._plan.measurements(kpi.id), self._today)
            if last is None or last.value is None:
                silent.append(kpi)
                continue
            if when(last.at)[0] < self._day:
                continue
            earlier = [m for m in self._plan.measurements(kpi.id) if m.value is not None and when(m.at)[0] < self._day]
            before = earlier[-1].value if earlier else None
            lines.append(f"- {plain(kpi.name) or _NO_TITLE}: {_way(before, last.value, None, kpi.unit)}")
        return [*lines, _without_value(silent)] if silent else lines


def _without_value(rows: Sequence[KeyResult | Kpi]) -> str:
    """One line that names them all; of a long title its beginning."""
    names = (plain(shorten(title_of(row), _NAME_CELLS, placeholder=" …")) or _NO_TITLE for row in rows)
    return f"- Without a value yet: {'; '.join(names)}"


def _way(before: float | None, now: float | None, target: float | None, unit: str) -> str:
    """ "6.1 → 6.0 %, target 5.2 %"; what is not there is left out."""
    aim = f"target {_figure(target, unit)}" if target is not None else ""
    if now is None:
        return ", ".join(filter(None, ["no value", aim]))
    if before is None or before == now:
        same = " (as before)" if before == now else ""
        return ", ".join(filter(None, [_figure(now, unit) + same, aim]))
    start, end = format_series([before, now], unit)
    return ", ".join(filter(None, [f"{inline(start)} → {inline(end)}", aim]))


def _figure(value: float, unit: str) -> str:
    return inline(format_value(value, unit))
